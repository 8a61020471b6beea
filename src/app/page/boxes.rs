//! The boxes notes stand in.

use super::screen::Area;
use super::shown::Shown;
use crate::doc::NoteId;

/// A note on the screen.
#[derive(Debug)]
pub struct NoteBox {
    /// The note.
    pub note: NoteId,
    /// Where it stands.
    pub area: Area,
    /// Its rows, top down; `None` is blank. As many as fit.
    pub rows: Vec<Option<Shown>>,
    /// How many rows stand above those where the reader has scrolled it; the first row of the area
    /// says so.
    pub above: usize,
    /// How many more rows it has, as far as they were counted.
    pub more: usize,
    /// Whether it goes on beyond those.
    pub further: bool,
    /// Whether these rows go on from the foot of the page before.
    pub goes_on: bool,
    /// Whether the reader chose it, or reads it.
    pub held: Held,
}

/// What the reader has to do with a note on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Held {
    /// Nothing.
    #[default]
    Not,
    /// Its reference is chosen.
    Chosen,
    /// It has the keys.
    Read,
}
