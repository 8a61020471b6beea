//! A stretch of a text that knows where it stands in it.
//!
//! Citations are looked for in ever smaller pieces of a text: a block, a bracket, a part of it, the
//! names before a date. Each piece is one of these, so that a place found in any of them is a place of
//! the document, and nothing is reckoned back.

use std::ops::{Bound, RangeBounds};

use crate::doc::{Document, MarkKind, Place, Span};

/// Words of a document, and where they begin in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passage<'t> {
    pub text: &'t str,
    pub start: Place,
}

impl<'t> Passage<'t> {
    /// The words of a document at `span`.
    pub(crate) fn of(document: &'t Document, span: Span) -> Self {
        Self { text: document.words(span), start: span.start }
    }

    /// Where it ends in the document.
    pub(crate) fn end(self) -> Place {
        self.start + self.text.len()
    }

    /// Where it stands in the document.
    pub(crate) fn span(self) -> Span {
        Span::new(self.start, self.end())
    }

    /// The place of byte `at` of its text.
    pub(crate) fn place(self, at: usize) -> Place {
        self.start + at
    }

    /// Which byte of its text stands at a place, which must not lie before it.
    pub(crate) fn at(self, place: Place) -> usize {
        place - self.start
    }

    /// The part of it at a range of bytes of its text.
    pub(crate) fn part(self, range: impl RangeBounds<usize>) -> Self {
        let from = match range.start_bound() {
            Bound::Included(&from) => from,
            Bound::Excluded(&from) => from + 1,
            Bound::Unbounded => 0,
        };
        let to = match range.end_bound() {
            Bound::Included(&to) => to + 1,
            Bound::Excluded(&to) => to,
            Bound::Unbounded => self.text.len(),
        };
        Self { text: &self.text[from..to], start: self.start + from }
    }

    /// What of it stands before a place.
    pub(crate) fn before(self, place: Place) -> Self {
        self.part(..self.at(place))
    }

    /// What of it stands after a place.
    pub(crate) fn after(self, place: Place) -> Self {
        self.part(self.at(place)..)
    }

    /// Its last `bytes` bytes, less a character that would be cut.
    pub(crate) fn last(self, bytes: usize) -> Self {
        let text = crate::language::clip_front(self.text, bytes);
        Self { text, start: self.end() - text.len() }
    }

    /// The same without the white space it ends with.
    pub(crate) fn trim_end(self) -> Self {
        Self { text: self.text.trim_end(), ..self }
    }

    /// Other words of the same length in its place, as where semicolons are read as commas.
    pub(crate) fn reading(self, text: &str) -> Passage<'_> {
        debug_assert_eq!(text.len(), self.text.len(), "every place stays where it is");
        Passage { text, start: self.start }
    }

    /// The spans of it that are emphasised in the document, in bytes of its text.
    pub(crate) fn emphasis(self, document: &Document) -> Vec<Span> {
        let marks = document.marks_in(self.span()).iter();
        let own = marks
            .filter(|mark| mark.kind == MarkKind::Emphasis)
            .filter(|mark| self.span().encloses(mark.span));
        own.map(|mark| Span::new(self.at(mark.span.start), self.at(mark.span.end))).collect()
    }
}
