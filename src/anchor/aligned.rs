//! An edited text beside itself as it was: which of its words are the same, so that a place among them
//! needs no looking for.
//!
//! Lines that stand once in both and in the same order hold the two together (Bram Cohen's patience
//! diff), and what is the same before and after them is the same. Words that were moved past such a
//! line, or written anew, are in no run: those are for an [`Anchor`](super::Anchor) to find.

use std::collections::HashMap;

use crate::doc::Place;

/// From so many bytes on, the beginning or end of what was edited is no chance likeness.
const LONG_ENOUGH: usize = 24;

/// Two versions of a text, and where they are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aligned {
    /// What is the same, in order, in both.
    runs: Vec<Run>,
    /// How long the text was, and is.
    lengths: (usize, usize),
}

/// Bytes that are the same in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    old: Place,
    new: Place,
    length: usize,
}

impl Aligned {
    /// Lays a text as it was beside what it is now.
    pub fn of(old: &str, new: &str) -> Self {
        let (before, now) = (lines(old), lines(new));
        let same = |(a, b): &(&Line<'_>, &Line<'_>)| a.words == b.words;
        let head = before.iter().zip(&now).take_while(same).count();
        let (from, to) = (&before[head..], &now[head..]);
        let tail = from.iter().rev().zip(to.iter().rev()).take_while(same).count();
        let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
        let middle = (head..before.len() - tail, head..now.len() - tail);
        pairs.extend(paired(&before, &now, middle));
        pairs.extend((0..tail).rev().map(|at| (before.len() - 1 - at, now.len() - 1 - at)));
        let mut runs: Vec<Run> = Vec::new();
        for (a, b) in pairs {
            let line =
                Run { old: before[a].start, new: now[b].start, length: before[a].words.len() };
            add(&mut runs, line);
        }
        let mut aligned = Self { runs, lengths: (old.len(), new.len()) };
        aligned.add_edges(old, new);
        aligned
    }

    /// Where a place is now, if the words that follow it are the same.
    pub fn place(&self, place: Place) -> Option<Place> {
        let run = self.run_before(place)?;
        let at = run.new + (place - run.old);
        let ends = place == self.lengths.0 && at == self.lengths.1;
        (ends || place - run.old < run.length).then_some(at)
    }

    /// Where a place is now, if the words that follow it or those that end there are the same.
    pub fn place_or_end(&self, place: Place) -> Option<Place> {
        let run = self.run_before(place)?;
        (place - run.old <= run.length).then(|| run.new + (place - run.old))
    }

    fn run_before(&self, place: Place) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.old <= place);
        self.runs[..after].last()
    }

    /// Where now begins what stands between the same words before and after as this place did.
    pub fn about(&self, place: Place) -> Place {
        self.run_before(place).map_or(0, |run| run.new + run.length.min(place - run.old))
    }

    /// What is the same at the beginning and the end of what was edited between two runs.
    fn add_edges(&mut self, old: &str, new: &str) {
        let ends = Run { old: old.len(), new: new.len(), length: 0 };
        let runs = std::mem::take(&mut self.runs);
        let (mut from, mut to) = (0, 0);
        for run in runs.into_iter().chain([ends]) {
            let (a, b) = (&old[from..run.old], &new[to..run.new]);
            let one = !a.trim_matches('\n').contains('\n') && !b.trim_matches('\n').contains('\n');
            let least = if one { 1 } else { LONG_ENOUGH };
            let head = same_start(a, b);
            let tail = same_end(&a[head..], &b[head..]);
            if head >= least {
                add(&mut self.runs, Run { old: from, new: to, length: head });
            }
            if tail >= least {
                let (old, new) = (run.old - tail, run.new - tail);
                add(&mut self.runs, Run { old, new, length: tail });
            }
            (from, to) = (run.old + run.length, run.new + run.length);
            if run.length > 0 {
                add(&mut self.runs, run);
            }
        }
    }
}

/// Adds a run, to the last one where it goes on from there.
fn add(runs: &mut Vec<Run>, run: Run) {
    match runs.last_mut() {
        Some(last) if last.old + last.length == run.old && last.new + last.length == run.new => {
            last.length += run.length;
        }
        _ => runs.push(run),
    }
}

/// A line with what ends it.
struct Line<'t> {
    start: Place,
    words: &'t str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut next = 0;
    let line = |words| {
        let start = next;
        next += str::len(words);
        Line { start, words }
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Which lines of the middle belong together: those that stand once in both, as many as are in the
/// same order, and their neighbours that are the same.
fn paired(
    before: &[Line<'_>],
    now: &[Line<'_>],
    (old, new): (std::ops::Range<usize>, std::ops::Range<usize>),
) -> Vec<(usize, usize)> {
    let mut met: HashMap<&str, [Option<Option<usize>>; 2]> = HashMap::new();
    for (which, lines, range) in [(0, before, old.clone()), (1, now, new.clone())] {
        for at in range {
            let seen = &mut met.entry(lines[at].words).or_default()[which];
            // Met once; met again it tells nothing.
            *seen = Some(if seen.is_none() { Some(at) } else { None });
        }
    }
    let once = |line: &Line<'_>| match met.get(line.words) {
        Some([Some(Some(a)), Some(Some(b))]) if line.words.len() > 1 => Some((*a, *b)),
        _ => None,
    };
    let unique: Vec<(usize, usize)> = before[old.clone()].iter().filter_map(once).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (a, b) in in_order(&unique) {
        // Those before it that are the same, back to the pair before.
        let (least_a, least_b) =
            pairs.last().map_or((old.start, new.start), |p| (p.0 + 1, p.1 + 1));
        if a < least_a || b < least_b {
            continue;
        }
        let most = (a - least_a).min(b - least_b);
        let back = (1..=most).take_while(|by| before[a - by].words == now[b - by].words).count();
        pairs.extend((0..=back).rev().map(|by| (a - by, b - by)));
        let most = (old.end - a).min(new.end - b);
        let on = (1..most).take_while(|by| before[a + by].words == now[b + by].words).count();
        pairs.extend((1..=on).map(|by| (a + by, b + by)));
    }
    pairs
}

/// The longest part of pairs, which are in the order of their first, that is in the order of their
/// second as well.
fn in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best row of each length, and for each pair the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let row = ends.partition_point(|&end| pairs[end].1 < pair.1);
        before.push(row.checked_sub(1).map(|row| ends[row]));
        match ends.get_mut(row) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut kept: Vec<(usize, usize)> = Vec::new();
    let mut next = ends.last().copied();
    while let Some(at) = next {
        kept.push(pairs[at]);
        next = before[at];
    }
    kept.reverse();
    kept
}

/// How many bytes two strings have in common at their beginnings, in whole characters.
fn same_start(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}

/// The same at their ends.
fn same_end(a: &str, b: &str) -> usize {
    let same = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b);
    same.map(|(c, _)| c.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "A title\nThe first paragraph says this.\nA refrain.\nThe second says that.\n\
                        A refrain.\nThe third ends it.\n";

    /// Where the words of the old text are in the new one, or where they would be.
    fn goes(new: &str, words: &str) -> (bool, String) {
        let aligned = Aligned::of(TEXT, new);
        let place = TEXT.find(words).unwrap();
        let found = aligned.place(place);
        let at = found.unwrap_or_else(|| aligned.about(place));
        (found.is_some(), new[at..].chars().take(12).collect())
    }

    #[test]
    fn what_stands_above_moves_nothing() {
        let new = format!("More above.\nA refrain.\n{TEXT}");
        assert_eq!(goes(&new, "The second"), (true, "The second s".to_owned()));
        assert_eq!(goes(&new, "A title"), (true, "A title\nThe ".to_owned()));
    }

    #[test]
    fn lines_that_come_again_are_told_apart_by_their_neighbours() {
        let new = TEXT.replace("The first", "A new line.\nThe first");
        let aligned = Aligned::of(TEXT, &new);
        let second = TEXT.rfind("A refrain").unwrap();
        assert_eq!(aligned.place(second), new.rfind("A refrain"));
    }

    #[test]
    fn an_edited_line_keeps_its_beginning_and_end() {
        let new = TEXT.replace("second says", "second, by the way, said");
        assert_eq!(goes(&new, "The second"), (true, "The second, ".to_owned()));
        assert_eq!(goes(&new, " that."), (true, " that.\nA ref".to_owned()));
    }

    #[test]
    fn what_is_gone_is_about_where_it_was() {
        let new = TEXT.replace("The second says that.\nA refrain.\n", "");
        let (found, at) = goes(&new, "second says");
        assert!(!found);
        assert!(at.starts_with("The third") || at.starts_with("A refrain"), "{at}");
        assert_eq!(goes("", "The second"), (false, String::new()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        /// A place that is told is one of the same words, and on a character.
        #[test]
        fn places_have_the_same_words(
            old in "([abé ]{0,5}\n?){0,12}", new in "([abé ]{0,5}\n?){0,12}",
        ) {
            let aligned = Aligned::of(&old, &new);
            for (at, c) in old.char_indices() {
                prop_assert!(new.is_char_boundary(aligned.about(at)));
                if let Some(place) = aligned.place(at) {
                    prop_assert!(new.is_char_boundary(place) && new[place..].starts_with(c));
                    prop_assert_eq!(aligned.place_or_end(at), Some(place));
                }
            }
            let same = Aligned::of(&old, &old);
            prop_assert!(old.char_indices().all(|(at, _)| same.place(at) == Some(at)));
            prop_assert!(old.is_empty() || same.place(old.len()) == Some(old.len()));
        }
    }
}
