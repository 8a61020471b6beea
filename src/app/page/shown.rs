//! Shown: a row of a sheet, and a link of it, at their cells of the screen.

use std::rc::Rc;

use super::screen::Area;
use crate::layout::{Laid, Line, Link, Row};

/// A chosen link: which, and whether it is the one among the notes beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Focus {
    /// The link.
    pub link: Link,
    /// Whether it stands in a note beside the text or at its foot.
    pub in_notes: bool,
}

/// A row of a sheet on the screen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The column of the screen it begins in.
    pub x: u16,
    /// The row of the screen.
    pub y: u16,
    /// The row of the sheet.
    pub row: Row,
    pub(in crate::app) laid: Rc<Laid>,
}

impl Shown {
    /// The line it shows.
    pub fn line(&self) -> &Line {
        &self.laid.lines[self.row.row]
    }
}

/// Where a link, or a part of it, is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkSpot {
    /// The link.
    pub focus: Focus,
    /// Its cells.
    pub area: Area,
}
