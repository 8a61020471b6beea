//! Notes: what stands at the foot of the page, or at the end, and belongs to a line above.

use std::ops::Range;

use super::span::Span;

/// The index of a [`Note`] in [`Document::notes`](super::Document::notes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoteId(pub u32);

impl NoteId {
    /// The index as a number for slices.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A note of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What the reader sees before it: `1`, `*`, `iv`. Labels may repeat where numbering restarts.
    pub label: Box<str>,
    /// Its blocks, as indices into [`Document::blocks`](super::Document::blocks). Never empty.
    pub blocks: Range<usize>,
    /// All its words.
    pub span: Span,
}
