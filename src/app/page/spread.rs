//! The spread: what is on the screen, before any colour. The rows of text, the notes that belong
//! to them each beside its reference, and the links among both.
//!
//! Drawing reads it, and so do the keys and clicks that choose a link: both see the same screen.

use std::rc::Rc;

use crate::app::page::Page;
use crate::app::page::notes::{Choice, NoteBox, Notes};
use crate::app::page::remarks::{RemarkBox, Remarked};
use crate::app::page::screen::{Area, NotesAt, Screen};
use crate::doc::{Place, Span};
use crate::layout::{Laid, Line, Link, Row, Sheet};

/// A chosen link: which, and whether it is the one among the notes beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Focus {
    /// The link.
    pub link: Link,
    /// Whether it stands in a note beside the text or at its foot.
    pub in_notes: bool,
}

/// What is on the screen.
#[derive(Debug, Default)]
pub struct Spread {
    /// The rows of text from the top.
    pub rows: Vec<Shown>,
    /// The notes that belong to them.
    pub notes: Vec<NoteBox>,
    /// The reader’s remarks on words of them.
    pub remarks: Vec<RemarkBox>,
    /// The row of the line above notes at the foot.
    pub rule: Option<u16>,
    /// How many rows notes have at the foot, with that of the line above them.
    pub foot: usize,
    /// How many notes belong to the rows and found no room.
    pub left_out: usize,
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

/// Where a link, or a part of it, is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkSpot {
    /// The link.
    pub focus: Focus,
    /// Its cells.
    pub area: Area,
}

impl Shown {
    /// The line it shows.
    pub fn line(&self) -> &Line {
        &self.laid.lines[self.row.row]
    }
}

impl Spread {
    /// What `screen` shows of `page`, with notes laid out on `side`. The note that is chosen gets its
    /// room before the others, and one that is read the whole of it.
    pub(in crate::app) fn new(
        screen: &Screen,
        page: &Page,
        side: Option<&Sheet>,
        choice: Choice,
        remarks: &[Remarked<'_>],
    ) -> Self {
        let height = usize::from(screen.text.height);
        let rows = page.sheet.rows(page.top(), screen.rows());
        let second = screen.second.unwrap_or(screen.text.x);
        let rows: Vec<Shown> = rows
            .into_iter()
            .enumerate()
            .map(|(index, (row, laid))| {
                let x = if index < height { screen.text.x } else { second };
                Shown { x, y: screen.text.y + (index % height.max(1)) as u16, row, laid }
            })
            .collect();
        let mut spread = Self { rows, ..Self::default() };
        let Some(side) = side else { return spread };
        let builder = Notes { side, choice, remarks };
        match screen.notes {
            NotesAt::Nowhere => {}
            NotesAt::Beside(area) => builder.beside(&mut spread, area, screen.second),
            NotesAt::Foot => builder.at_foot(&mut spread, page, screen.text),
        }
        spread
    }

    /// The words on the screen.
    pub fn span(&self) -> Option<Span> {
        let first = self.rows.first()?.line().span.start;
        let last = self.rows.last()?.line().span.end;
        Some(Span::new(first, last.max(first)))
    }

    /// The row that shows `place`.
    pub fn row_of(&self, place: Place) -> Option<&Shown> {
        let mut shown = self.rows.iter().filter(|shown| !shown.line().span.is_empty());
        let last = self.rows.last()?;
        shown.find(|shown| shown.line().span.contains(place)).or_else(|| {
            // A place after the last word of a block, where note references stand.
            self.rows
                .iter()
                .rev()
                .find(|shown| shown.line().span.end == place && !shown.line().pieces.is_empty())
                .filter(|shown| (shown.x, shown.y) <= (last.x, last.y))
        })
    }

    /// The links on the screen: those of the text from the top, then those of the notes.
    pub fn links(&self, screen: &Screen, sideways: usize) -> Vec<LinkSpot> {
        let mut spots = Vec::new();
        for shown in &self.rows {
            let shift = if shown.line().wide { sideways } else { 0 };
            collect(shown, shown.x, shift, usize::from(screen.wide), false, &mut spots);
        }
        for note in &self.notes {
            for shown in note.rows.iter().flatten() {
                collect(shown, note.area.x, 0, usize::from(note.area.width), true, &mut spots);
            }
        }
        for remark in &self.remarks {
            let focus = Focus { link: Link::Remark(remark.mark), in_notes: true };
            let Area { x, y, width, height } = remark.area;
            let row = |y| LinkSpot { focus, area: Area { x, y, width, height: 1 } };
            spots.extend((y..y + height).map(row));
        }
        spots
    }
}

/// Adds the links of a row that begins in column `x`.
fn collect(
    shown: &Shown,
    x: u16,
    shift: usize,
    width: usize,
    in_notes: bool,
    spots: &mut Vec<LinkSpot>,
) {
    for piece in &shown.line().pieces {
        let Some(link) = piece.link else { continue };
        let end = (piece.x + piece.cells).saturating_sub(shift).min(width);
        let start = piece.x.saturating_sub(shift).min(end);
        let area = Area { x: x + start as u16, y: shown.y, width: (end - start) as u16, height: 1 };
        spots.push(LinkSpot { focus: Focus { link, in_notes }, area });
    }
}
