//! Lines: what stands in one row of cells.

use super::role::{Link, Role};
use crate::doc::{Place, Span};

/// A line of a layout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// What stands in it, from left to right.
    pub pieces: Vec<Piece>,
    /// The words of the text it shows, with the white space its end swallowed. Lines of one block
    /// follow each other without a gap. Empty for a line that shows none.
    pub span: Span,
    /// Whether it may be wider than the measure, and scrolls sideways.
    pub wide: bool,
}

/// A run of one look within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The cell it begins in, from the left edge of the measure.
    pub x: usize,
    /// How many cells it takes.
    pub cells: usize,
    /// Its words in the text; empty for what layout adds, such as the label of a note, which
    /// then belongs to that place.
    pub span: Span,
    /// What layout adds. `None` for words of the text.
    pub made: Option<Box<str>>,
    /// What it is.
    pub role: Role,
    /// The link it is part of.
    pub link: Option<Link>,
}

impl Line {
    /// An empty line that belongs to `place`.
    pub fn blank(place: Place) -> Self {
        Self { span: Span::at(place), ..Self::default() }
    }

    /// How many cells it takes.
    pub fn cells(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.x + piece.cells)
    }

    /// Adds text that is not part of the document.
    pub fn push_made(&mut self, text: &str, place: Place, role: Role, link: Option<Link>) {
        let piece = Piece {
            x: self.cells(),
            cells: super::width::cells(text),
            span: Span::at(place),
            made: Some(text.into()),
            role,
            link,
        };
        self.pieces.push(piece);
    }

    /// Ends it with a hyphen, which is no part of the text, in the look of the word it parts.
    pub(super) fn hyphenate(&mut self) {
        let role = self.pieces.last().map_or(Role::default(), |piece| piece.role);
        let link = self.pieces.last().and_then(|piece| piece.link);
        self.push_made("-", self.span.end, role, link);
    }

    /// Moves every piece to the right by so many cells.
    pub fn indent(&mut self, cells: usize) {
        for piece in &mut self.pieces {
            piece.x += cells;
        }
    }
}

impl Piece {
    /// The words it shows.
    pub fn words<'a>(&'a self, text: &'a str) -> &'a str {
        self.made.as_deref().unwrap_or_else(|| self.span.of(text))
    }
}
