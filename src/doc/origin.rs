//! Where words stand in the source, as line and column, for formats whose lines people edit.
//!
//! One entry is kept for each line of the source, and one more wherever signs of markup stand
//! between two words: from there on, the place in the text and the place in the line go on side by
//! side. That is 12 bytes a line, and a look-up when somebody asks.

use super::{Document, Place, Span};

/// From `place` on, words stand at this place of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Bytes into the text.
    pub place: u32,
    /// The number of the line in the source, from 1.
    pub line: u32,
    /// Bytes into the line.
    pub column: u32,
}

impl Origin {
    /// Whether words at `other` follow from this entry.
    pub(super) fn foretells(self, other: Origin) -> bool {
        self.line == other.line
            && self.place.wrapping_sub(self.column) == other.place.wrapping_sub(other.column)
    }
}

impl Document {
    /// The entry that holds for `place`, as a number.
    pub(super) fn origin_at(&self, place: Place) -> Option<usize> {
        self.origins.partition_point(|origin| origin.place as usize <= place).checked_sub(1)
    }

    /// The line and the column of the source that a place comes from, both counted from 1, the
    /// column in characters. `None` where the source has no lines that anybody edits.
    pub fn line_and_column(&self, place: Place) -> Option<(u32, u32)> {
        Lines::of(self).line_and_column(place)
    }

    /// The places in `span`, but not at its start, where a line of the source begins.
    pub fn line_starts_in(&self, span: Span) -> impl Iterator<Item = Place> {
        let from = self.origins.partition_point(|origin| origin.place as usize <= span.start);
        let to = self.origins.partition_point(|origin| (origin.place as usize) < span.end);
        let inside = from..to.max(from);
        let starts =
            inside.filter(|&at| at == 0 || self.origins[at].line != self.origins[at - 1].line);
        starts.map(|at| self.origins[at].place as usize)
    }
}

/// Looks up lines and columns. Where many places are asked for in the order of the text, a line is
/// counted once, however long it is.
pub struct Lines<'d> {
    document: &'d Document,
    /// The entries of the line that was asked for last, as far as they were looked at.
    run: std::ops::Range<usize>,
    /// From where to where its words were counted, and how many of their bytes begin no letter.
    counted: Span,
    wide: usize,
}

impl<'d> Lines<'d> {
    /// Looks up places of `document`.
    pub fn of(document: &'d Document) -> Self {
        Self { document, run: 0..0, counted: Span::at(0), wide: 0 }
    }

    /// What [`Document::line_and_column`] gives.
    pub fn line_and_column(&mut self, place: Place) -> Option<(u32, u32)> {
        let document = self.document;
        let at = document.origin_at(place)?;
        let origin = document.origins[at];
        let begin = origin.place as usize;
        // An entry holds to the end of its block; what follows it without one of its own was made
        // by no line of the source.
        let block = &document.blocks[document.block_at(place)?];
        if begin < block.span.start {
            return None;
        }
        let first = &document.origins[self.first_of_line(at)];
        // The signs of markup on the line are letters of one byte; its words need not be.
        let from = (first.place as usize).max(block.span.start).min(place);
        let wide = self.wide(from, place)?;
        let column = origin.column as usize + (place - begin);
        Some((origin.line, (column.saturating_sub(wide) + 1) as u32))
    }

    /// The same of what stands right after the words before a place, and is no word itself: a
    /// reference to a note.
    pub fn line_and_column_after(&mut self, place: Place) -> Option<(u32, u32)> {
        let last = self.document.text.get(..place)?.chars().next_back()?;
        let block = &self.document.blocks[self.document.block_at(place)?];
        if last.is_whitespace() || place <= block.span.start {
            return self.line_and_column(place);
        }
        let (line, column) = self.line_and_column(place - last.len_utf8())?;
        Some((line, column + 1))
    }

    /// The first entry of the line that entry number `at` is of.
    fn first_of_line(&mut self, at: usize) -> usize {
        let origins = &self.document.origins;
        let same = |other: usize| origins[other].line == origins[at].line;
        if !self.run.is_empty() && at >= self.run.start && same(self.run.start) {
            let more = self.run.end.min(at)..at;
            if more.clone().all(same) {
                self.run.end = self.run.end.max(at + 1);
                return self.run.start;
            }
        }
        let first = (0..at).rev().take_while(|&before| same(before)).last().unwrap_or(at);
        self.run = first..at + 1;
        first
    }

    /// How many bytes from `from` to `place` begin no letter.
    fn wide(&mut self, from: Place, place: Place) -> Option<usize> {
        if self.counted.start != from || self.counted.end > place {
            self.counted = Span::at(from);
            self.wide = 0;
        }
        let words = self.document.text.get(self.counted.end..place)?;
        self.wide += words.len() - words.chars().count();
        self.counted.end = place;
        Some(self.wide)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Builder;
    use super::*;

    #[test]
    fn places_have_lines_and_columns() {
        let mut to = Builder::new();
        to.text("made");
        to.close_block();
        to.origin(3, 0);
        to.text("Ünd ");
        to.origin(3, 6);
        to.text("emphasis ");
        // Foretold by the entry before.
        to.origin(3, 15);
        to.text("and ");
        to.origin(4, 2);
        to.text("more");
        let document = to.finish("x");
        assert_eq!(document.origins.len(), 3);
        for (words, expected) in [
            ("made", None),
            ("Ünd", Some((3, 1))),
            ("nd emphasis", Some((3, 2))),
            ("emphasis", Some((3, 6))),
            ("and", Some((3, 15))),
            ("more", Some((4, 3))),
            ("re", Some((4, 5))),
        ] {
            let place = document.text.rfind(words).expect(words);
            assert_eq!(document.line_and_column(place), expected, "{words}");
        }
        let all = Span::new(0, document.text.len());
        let starts: Vec<&str> =
            document.line_starts_in(all).map(|at| &document.text[at..]).collect();
        assert_eq!(starts, ["Ünd emphasis and more", "more"]);
    }
}
