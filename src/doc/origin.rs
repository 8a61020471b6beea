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
        let at = self.origin_at(place)?;
        let origin = self.origins[at];
        let begin = origin.place as usize;
        // An entry holds to the end of its block; what follows it without one of its own was made
        // by no line of the source.
        let block = &self.blocks[self.block_at(place)?];
        if begin < block.span.start {
            return None;
        }
        let first = self.origins[..at].iter().rposition(|before| before.line != origin.line);
        let line = &self.origins[first.map_or(0, |before| before + 1)];
        // The signs of markup on the line are letters of one byte; its words need not be.
        let from = (line.place as usize).max(block.span.start).min(place);
        let words = self.text.get(from..place)?;
        let wide = words.len() - words.chars().count();
        let column = origin.column as usize + (place - begin);
        Some((origin.line, (column.saturating_sub(wide) + 1) as u32))
    }

    /// The same of what stands right behind the words before a place, and is no word itself: a
    /// reference to a note.
    pub fn line_and_column_behind(&self, place: Place) -> Option<(u32, u32)> {
        let last = self.text.get(..place)?.chars().next_back()?;
        let block = &self.blocks[self.block_at(place)?];
        if last.is_whitespace() || place <= block.span.start {
            return self.line_and_column(place);
        }
        let (line, column) = self.line_and_column(place - last.len_utf8())?;
        Some((line, column + 1))
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
