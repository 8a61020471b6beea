//! How lines stood on their pages, where a format says it: a PDF sets each glyph at a place and in a
//! size, and plain text only says what comes after what.
//!
//! Nothing judges here. What a line is, a running head, a note, the next line of a paragraph, is for
//! `restore` to say, of this and of the words.

use super::{Document, Place};

/// How one line stood on its page. Lengths are tenths of a point, from the upper left corner of the
/// page as it is read (turned as the file asks for).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Geometry {
    /// Where the line begins in the text.
    pub place: Place,
    /// The page, counted from 0 as pages lie in the file.
    pub page: u32,
    /// The column, counted from 0 as columns are read; what crosses columns has that of its left edge.
    pub column: u8,
    /// Its left edge.
    pub left: i32,
    /// Its right edge.
    pub right: i32,
    /// Its baseline.
    pub baseline: i32,
    /// The size of the type most of its letters are set in.
    pub size: i32,
    /// Whether most of its letters are bold.
    pub bold: bool,
    /// Whether most of its letters are italic.
    pub italic: bool,
    /// Whether most of its letters are all of one width, as a typewriter’s are.
    pub fixed: bool,
    /// Whether its first word is of such letters.
    pub begins_fixed: bool,
    /// Whether a rule is drawn above it, with nothing between them.
    pub ruled: bool,
    /// Whether it is set in another direction than most of its page, as a stamp on the edge is: its
    /// lengths are those of the page turned so that it can be read.
    pub turned: bool,
    /// Whether it stands in a margin, beside the type area: its column is after those of the text.
    pub margin: bool,
    /// Whether it stands within a figure, or is what a drawing is lettered with.
    pub drawn: bool,
    /// How deep the entry of the file's outline stands, from 1, that leads here and has these words,
    /// or begins or goes on with them.
    pub outlined: Option<u8>,
    /// What the file says it is, where the file is tagged.
    pub tag: Option<Tag>,
}

/// What a tagged file says of a line (PDF 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// `H1` to `H6`, `H` as the first; `Title` is none.
    Heading(u8),
    /// `P`, and what is no more than a paragraph.
    Paragraph,
    /// `Note`, or `FENote` of PDF 2.0.
    Note,
    /// `BibEntry`.
    Entry,
    /// `LI` and what is in it.
    Item,
    /// `Caption`.
    Caption,
    /// `Figure`, `Formula`.
    Figure,
    /// `Table` and what is in it.
    Table,
    /// `BlockQuote`.
    Quote,
    /// `TOC`, `Index` and what is in them.
    Contents,
    /// An artifact: running heads, folios, rules.
    Artifact,
}

impl Document {
    /// How the line stood that begins at `place`.
    pub fn geometry_at(&self, place: Place) -> Option<&Geometry> {
        let at = self.geometry.partition_point(|line| line.place < place);
        self.geometry.get(at).filter(|line| line.place == place)
    }
}
