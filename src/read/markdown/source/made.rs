//! Words put together from what an author typed and from signs for the parser.

use std::ops::Range;

/// A text, and where its pieces were typed.
#[derive(Default)]
pub(super) struct Made {
    pub(super) text: String,
    /// Where each piece begins, and where it was typed, in bytes; `None` if nobody typed it.
    pieces: Vec<(usize, Option<usize>)>,
}

impl Made {
    /// Adds what was typed at `place`.
    pub(super) fn typed(&mut self, words: &str, place: usize) {
        self.piece(words, Some(place));
    }

    /// Adds what nobody typed.
    pub(super) fn add(&mut self, signs: &str) {
        self.piece(signs, None);
    }

    /// Adds a part of something made before.
    pub(super) fn copy(&mut self, other: &Self, part: Range<usize>) {
        let mut at = part.start;
        while at < part.end {
            let next = other.pieces.partition_point(|&(begin, _)| begin <= at);
            let end = other.pieces.get(next).map_or(part.end, |next| next.0.min(part.end));
            self.piece(&other.text[at..end], other.typed_at(at));
            at = end;
        }
    }

    fn piece(&mut self, words: &str, place: Option<usize>) {
        if !words.is_empty() {
            // What goes on where the piece before ends is one with it.
            let here = self.text.len();
            if place.is_none() || self.typed_at(here) != place {
                self.pieces.push((here, place));
            }
            self.text.push_str(words);
        }
    }

    /// Where a place of the text was typed, in bytes.
    pub(super) fn typed_at(&self, place: usize) -> Option<usize> {
        let piece = self.pieces.partition_point(|&(begin, _)| begin <= place).checked_sub(1)?;
        let (begin, typed) = self.pieces[piece];
        typed.map(|typed| typed + (place - begin))
    }

    /// The places in `span` where pieces begin, with its own beginning.
    pub(super) fn pieces_in(&self, span: Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.pieces.partition_point(|&(begin, _)| begin <= span.start);
        let rest = self.pieces[first..].iter().map(|&(begin, _)| begin);
        std::iter::once(span.start).chain(rest.take_while(move |&begin| begin < span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_know_where_they_were_typed() {
        let mut made = Made::default();
        made.typed("abc", 10);
        made.add("|");
        made.typed("de", 20);
        made.typed("f", 22);
        let mut copy = Made::default();
        copy.add(">");
        copy.copy(&made, 1..6);
        assert_eq!(copy.text, ">bc|de");
        let places: Vec<_> = (0..6).map(|place| copy.typed_at(place)).collect();
        assert_eq!(places, [None, Some(11), Some(12), None, Some(20), Some(21)]);
        assert_eq!(copy.pieces_in(2..6).collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!(made.typed_at(6), Some(22));
        assert_eq!(made.pieces.len(), 3);
    }
}
