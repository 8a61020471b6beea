//! Which text this is, told by its words: whatever its file is called, and in whatever format it is.
//!
//! The same words, folded to letters and digits, are the same text. Texts that share many runs of words
//! are editions or parts of one another: a sketch keeps a small share of all runs, chosen by their
//! hashes alone, so that the sketches of two texts hold the same runs where the texts do (Broder 1997;
//! FracMinHash, Irber et al. 2022).

use super::{Folded, fingerprint};

/// How many words a run has.
const RUN: usize = 5;
/// One run in so many is kept.
const KEPT: u64 = 64;
/// The most runs that are kept; of longer texts, those of the least hashes.
const MOST: usize = 4096;

/// What a text is known by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// A hash of its folded words: equal for texts of the same words.
    pub words: u64,
    /// The hashes of the runs that are kept, in order.
    pub sketch: Vec<u64>,
}

/// How many bytes of a text are looked at. Of more than any book has the first are enough, and folding
/// all would take as much memory again.
const LOOKED_AT: usize = 1 << 25;

fn looked_at(text: &str) -> Folded<'_> {
    Folded::of(&text[..super::boundary(text, LOOKED_AT)])
}

impl Identity {
    /// What a text is known by, whoever asks: by its first 32 MB.
    pub fn of_text(text: &str) -> Self {
        Self::of(&looked_at(text))
    }

    /// The hash of the words of a text alone, as [`Identity::of_text`] has it.
    pub fn words_of(text: &str) -> u64 {
        fingerprint(looked_at(text).words())
    }

    /// What a text is known by.
    fn of(folded: &Folded<'_>) -> Self {
        let words = folded.words();
        let ends = || memchr::memchr_iter(b' ', words.as_bytes());
        let starts = std::iter::once(0).chain(ends().map(|at| at + 1));
        let last = (ends().count() + 1 >= RUN).then_some(words.len());
        let ends = ends().skip(RUN - 1).chain(last);
        let runs = starts.zip(ends).map(|(start, end)| fingerprint(&words[start..end]));
        let mut sketch: Vec<u64> = runs.filter(|hash| hash % KEPT == 0).collect();
        sketch.sort_unstable();
        sketch.dedup();
        sketch.truncate(MOST);
        Self { words: fingerprint(words), sketch }
    }

    /// How much of the smaller of two texts is in the larger, from 0 to 1, as far as their sketches
    /// tell; 0 where either is too short to tell.
    pub fn contained(&self, other: &Self) -> f64 {
        if self.is_too_short_for(other) {
            return 0.0;
        }
        let (one, two) = self.comparable(other);
        let (small, large) = if one.len() <= two.len() { (one, two) } else { (two, one) };
        let shared = small.iter().filter(|hash| large.binary_search(hash).is_ok()).count();
        shared as f64 / small.len() as f64
    }

    /// Whether one of two texts is too short to tell how much of it is in the other.
    pub fn is_too_short_for(&self, other: &Self) -> bool {
        /// Fewer runs than this tell nothing.
        const LEAST: usize = 4;
        let (one, two) = self.comparable(other);
        one.len().min(two.len()) < LEAST
    }

    /// What of two sketches is kept by the same rule: of a very long text only the runs of the least
    /// hashes are, and beyond those it says nothing.
    fn comparable<'s>(&'s self, other: &'s Self) -> (&'s [u64], &'s [u64]) {
        let reach = |sketch: &[u64]| if sketch.len() < MOST { u64::MAX } else { sketch[MOST - 1] };
        let reach = reach(&self.sketch).min(reach(&other.sketch));
        let within = |sketch: &'s [u64]| &sketch[..sketch.partition_point(|hash| *hash <= reach)];
        (within(&self.sketch), within(&other.sketch))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(text: &str) -> Identity {
        Identity::of(&Folded::of(text))
    }

    /// Prose of so many words that no other seed has.
    fn prose(seed: u64, words: usize) -> String {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 40
        };
        (0..words).map(|_| format!("w{} ", next() % 5000)).collect()
    }

    #[test]
    fn the_same_words_are_the_same_text() {
        let (one, two) = (identity("“It’s a trap!”\nHe said."), identity("It's a TRAP. He said"));
        assert_eq!(one.words, two.words);
        assert_ne!(one.words, identity("It was a trap. He said").words);
        assert_eq!(identity("").sketch, Vec::<u64>::new());
    }

    #[test]
    fn a_part_is_contained_and_another_text_is_not() {
        let (book, other) = (prose(1, 20_000), prose(2, 20_000));
        let chapter = &book[book.len() / 2..book.len() / 2 + 30_000];
        assert!(identity(&book).contained(&identity(chapter)) > 0.95);
        assert!(identity(&book).contained(&identity(&other)) < 0.05);
        assert!(identity(&book).contained(&identity("a few words")) == 0.0);
        // Of a very long text not all runs are kept.
        let long = prose(3, 400_000);
        let part = &long[long.len() / 2..long.len() / 2 + 400_000];
        assert_eq!(identity(&long).sketch.len(), MOST);
        assert!(identity(&long).contained(&identity(part)) > 0.95);
    }
}
