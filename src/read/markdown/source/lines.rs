//! The lines of a text, some of them put in other words, and those words, with where each was typed.

use std::collections::HashMap;
use std::ops::Range;

use super::code::Code;

/// The lines of a text, some of them put in other words.
pub(super) struct Lines<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Vec<&'t str>,
    /// Whether each lies in a block of code between fences.
    code: Vec<bool>,
    pub(super) changed: HashMap<usize, Made>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self::parts(text, text.lines().collect())
    }

    /// Parts of `text` as lines.
    pub(super) fn parts(text: &'t str, lines: Vec<&'t str>) -> Self {
        let mut code = Code::default();
        let code = lines.iter().map(|line| code.holds(line)).collect();
        Self { text, lines, code, changed: HashMap::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Line number `at`; a blank one after the last, and in the place of what is code.
    pub(super) fn get(&self, at: usize) -> &str {
        if self.code.get(at).is_none_or(|&code| code) {
            return "";
        }
        self.raw(at)
    }

    /// Line number `at`, be it code or not.
    pub(super) fn raw(&self, at: usize) -> &str {
        self.changed.get(&at).map_or(self.lines[at], |made| &made.text)
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.get(at).trim().is_empty() && !self.is_code(at)
    }

    /// Whether a line lies in a block of code between fences, or is one of the fences.
    pub(super) fn is_code(&self, at: usize) -> bool {
        self.code.get(at).is_some_and(|&code| code)
    }

    /// Where the blank line is that ends what stands at `from`, or the end of all.
    pub(super) fn end_of_block(&self, from: usize) -> usize {
        (from..self.len()).find(|&at| self.is_blank(at)).unwrap_or(self.len())
    }

    pub(super) fn set(&mut self, at: usize, line: Made) {
        self.changed.insert(at, line);
    }

    /// Leaves nothing of some lines.
    pub(super) fn clear(&mut self, lines: Range<usize>) {
        lines.for_each(|at| self.set(at, Made::default()));
    }

    /// Adds a part of line number `at`, by bytes, to what is being made.
    pub(super) fn copy(&self, at: usize, part: Range<usize>, to: &mut Made) {
        match self.changed.get(&at) {
            Some(made) => to.copy(made, part),
            None => {
                let start = self.lines[at].as_ptr() as usize - self.text.as_ptr() as usize;
                to.typed(&self.lines[at][part.clone()], start + part.start);
            }
        }
    }

    /// The text of some lines after some `definitions`, and `markers` by where their lines begin.
    pub(super) fn write(
        &self,
        lines: Range<usize>,
        definitions: &str,
        markers: &HashMap<usize, Box<str>>,
    ) -> (Made, HashMap<usize, Box<str>>) {
        let mut made = Made::default();
        if !definitions.is_empty() {
            made.add(definitions);
            made.add("\n");
        }
        let mut placed = HashMap::new();
        for number in lines {
            let line = self.raw(number);
            if let Some(marker) = markers.get(&number) {
                let indent = line.len() - line.trim_start_matches([' ', '>']).len();
                placed.insert(made.text.len() + indent, marker.clone());
            }
            self.copy(number, 0..line.len(), &mut made);
            made.add("\n");
        }
        (made, placed)
    }
}

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
