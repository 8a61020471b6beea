//! Places and spans: where something stands in a text.
//!
//! A place is a byte offset into [`Document::text`](super::Document::text) and nothing else. It
//! survives every resize, because it never was a line on a screen.

use std::ops::Range;

/// A byte offset into [`Document::text`](super::Document::text), on a character boundary.
pub type Place = usize;

/// A byte range of [`Document::text`](super::Document::text), from `start` up to but not
/// including `end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: Place,
    /// The byte after the last.
    pub end: Place,
}

impl Span {
    /// The span from `start` up to `end`.
    pub fn new(start: Place, end: Place) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start, end }
    }

    /// The empty span at `place`.
    pub fn at(place: Place) -> Self {
        Self { start: place, end: place }
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `place` is one of its bytes.
    pub fn contains(self, place: Place) -> bool {
        self.start <= place && place < self.end
    }

    /// Whether `place` is one of its bytes or the place right after them.
    pub fn touches(self, place: Place) -> bool {
        self.start <= place && place <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn encloses(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same span, `by` bytes further on.
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The part of `text` it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}
