//! The lines of one page with the numbers they have, printed or counted, and where words stand in them.

use std::collections::HashMap;

use crate::doc::Place;
use crate::language::fold::letters;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;

/// How many printed numbers of a page are looked at: no page has as many lines.
const NUMBERS: usize = 200;

/// The letters of the text of a page, line after line, hyphens and blanks left out, so that a word is
/// found over the end of a line.
#[derive(Debug, Default)]
pub(in crate::restore::by_place) struct Numbered {
    letters: String,
    /// For each line: its own number, its number on the page, and where its letters begin.
    lines: Vec<(usize, u32, usize)>,
    /// For each word: where its letters begin and end, the line its end stands in and where there.
    words: Vec<(usize, usize, usize, Place)>,
}

impl Numbered {
    /// Of the lines of a page above `until`. Those beside which a number is printed have it, and the
    /// others count from them; where none is printed, from the first.
    pub(in crate::restore::by_place) fn of(
        stand: &Stand<'_, '_>,
        parts: &[Part],
        printed: &HashMap<usize, u32>,
        page: u32,
        until: usize,
    ) -> Self {
        let from = stand.at.partition_point(|line| line.page < page);
        let of_text = |&at: &usize| parts[at] == Part::Body && !stand.at[at].margin;
        let lines: Vec<usize> = (from..until).filter(of_text).collect();
        let to = stand.at.partition_point(|line| line.page <= page);
        let mut known: Vec<(usize, u32)> = Vec::new();
        let numbers = (from..to).filter_map(|at| Some((at, *printed.get(&at)?)));
        for (at, number) in numbers.take(NUMBERS) {
            let far = |index: &usize| stand.below(at, lines[*index]).abs();
            known.extend((0..lines.len()).min_by_key(far).map(|index| (index, number)));
        }
        known.sort_unstable();
        let mut numbered = Self::default();
        for (index, &at) in lines.iter().enumerate() {
            let near = known.iter().min_by_key(|(known, _)| known.abs_diff(index));
            let (base, number) = near.copied().unwrap_or((0, 1));
            let number = number.saturating_add(index as u32).saturating_sub(base as u32);
            numbered.line(stand, at, number);
        }
        numbered
    }

    /// Adds the letters of a line.
    fn line(&mut self, stand: &Stand<'_, '_>, at: usize, number: u32) {
        let line = stand.text.lines[at].span;
        let words = stand.words(at);
        self.lines.push((at, number, self.letters.len()));
        // What the line before breaks off goes on with its first word.
        let mut goes_on = self.lines.len().checked_sub(2).is_some_and(|above| {
            stand.words(self.lines[above].0).ends_with(['-', '\u{2010}', '\u{ad}'])
        });
        let mut begin = 0;
        for word in words.split(|c: char| !c.is_alphanumeric()) {
            let end = begin + word.len();
            let start = self.letters.len();
            self.letters.push_str(&letters(word));
            let length = self.letters.len();
            if length > start {
                match self.words.last_mut().filter(|_| goes_on) {
                    Some(last) => (last.1, last.2, last.3) = (length, at, line.start + end),
                    None => self.words.push((start, length, at, line.start + end)),
                }
                goes_on = false;
            }
            begin = end + words[end..].chars().next().map_or(0, char::len_utf8);
        }
    }

    /// Where the words of a lemma end that stands in line `number`: the line and the place. Headings
    /// may be counted or not, so that one more or less is as good where that line has no such words.
    pub(in crate::restore::by_place) fn find(
        &self,
        lemma: &str,
        number: u32,
    ) -> Option<(usize, Place)> {
        let parts = parts_of(lemma);
        let first = parts.first()?;
        [0, -1, 1].into_iter().find_map(|by| {
            let number = number.checked_add_signed(by)?;
            let index = self.lines.iter().position(|line| line.1 == number)?;
            let (from, to) = self.reach(index, 1);
            let mut end = self.in_letters(first, from, to)?;
            if let Some(last) = parts.last().filter(|_| parts.len() > 1) {
                end = self.in_letters(last, end.0, self.letters.len()).unwrap_or(end);
            }
            Some((end.1, end.2))
        })
    }

    /// Where the letters of a line begin, and those of the line so many after it end.
    fn reach(&self, index: usize, more: usize) -> (usize, usize) {
        let end = self.lines.get(index + more).map_or(self.letters.len(), |line| line.2);
        (self.lines[index].2, end)
    }

    /// The words that have these letters and begin in a stretch of all letters: where they end among
    /// the letters, in which line, and where there.
    fn in_letters(&self, of: &str, from: usize, to: usize) -> Option<(usize, usize, Place)> {
        let begins = self.words.partition_point(|word| word.0 < from);
        self.words[begins..].iter().take_while(|word| word.0 < to).find_map(|word| {
            let rest = self.letters.get(word.0..)?;
            let end = word.0 + rest.starts_with(of).then_some(of.len())?;
            let last = self.words.binary_search_by_key(&end, |word| word.1).ok()?;
            let (_, _, line, place) = self.words[last];
            Some((end, line, place))
        })
    }
}

/// The letters of a lemma in its parts: what an ellipsis leaves out stands between them.
fn parts_of(lemma: &str) -> Vec<String> {
    let parts = lemma.split(['…', '⟨', '⟩']).flat_map(|part| part.split(". . ."));
    parts.flat_map(|part| part.split("...")).map(letters).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::parts_of;

    #[test]
    fn a_lemma_may_leave_out_its_middle() {
        assert_eq!(parts_of("quod … Est"), ["quod", "est"]);
        assert_eq!(parts_of("Arma virumque"), ["armavirumque"]);
    }
}
