//! Blocks: the paragraphs of a text and what else stands between two blank lines.
//!
//! Blocks are a flat list in reading order. What encloses them (a quotation, a list item) is a
//! [`Container`]; containers form a small tree of their own, so that a paragraph deep inside a
//! list costs no more than one at the top.

use super::span::Span;

/// One block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What kind of block it is.
    pub kind: Kind,
    /// Its words. Line breaks inside are `\n`; a block never ends with the `\n` that separates it
    /// from the next.
    pub span: Span,
    /// The innermost container it stands in.
    pub inside: Option<ContainerId>,
}

impl Block {
    /// The same block `by` bytes further on.
    pub(super) fn shifted(mut self, by: usize) -> Self {
        self.span = self.span.shifted(by);
        if let Kind::Table(table) = &mut self.kind {
            for cell in table.rows.iter_mut().flatten() {
                *cell = cell.shifted(by);
            }
        }
        self
    }
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Running prose, set to the measure.
    Paragraph,
    /// The title of a section; level 1 is the highest of six.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// Lines that stay as they are broken: verse, addresses, line blocks.
    Verse,
    /// Text that stays as it is, spaces and all.
    Code {
        /// The language its fence names, if any.
        language: Option<Box<str>>,
    },
    /// Rows of cells. Cells are separated by `\t` in the text and rows by `\n`.
    Table(Box<Table>),
    /// An image, or several side by side, and nothing else: its words, if any, stand for them. A
    /// paragraph all of whose words do so is one, whoever reads it.
    Figure,
    /// What is said below a figure, or above it.
    Caption,
    /// A line between two parts of a text. It has no words.
    Rule,
}

/// Where the cells of a table are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// How each column is set.
    pub columns: Vec<Align>,
    /// Whether the first row is a header.
    pub header: bool,
    /// The words of each cell, row by row.
    pub rows: Vec<Vec<Span>>,
}

/// How the column of a table is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
}

/// The index of a [`Container`] in [`Document::containers`](super::Document::containers).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContainerId(pub(super) u32);

/// Something that encloses blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Container {
    /// What it is.
    pub kind: Enclosure,
    /// The container it stands in itself.
    pub inside: Option<ContainerId>,
}

/// The kinds of container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enclosure {
    /// A quotation set off from the text.
    Quote,
    /// An item of a list.
    Item {
        /// What stands before it: `•`, `3.`, `☐`.
        marker: Box<str>,
    },
    /// What a definition list says of a term.
    Definition,
}

impl Block {
    /// Whether it is a heading.
    pub fn is_heading(&self) -> bool {
        matches!(self.kind, Kind::Heading { .. })
    }
}
