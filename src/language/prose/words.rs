//! The words of a text: which ones it has, and which stand next to which.
//!
//! A text is its own best dictionary. Whether a broken word is whole without its hyphen, and
//! whether two pages belong together, is asked of the text first, in whatever language it is.
//!
//! The surprise: for neighbours, rare words stand for their endings. Few pairs of words occur
//! twice even in a long book, but that a word in *-ing* follows *was* is seen everywhere.

use crate::language::fold::Fold;
use std::collections::{HashMap, HashSet};

/// What a text knows of words.
#[derive(Debug, Default)]
pub(crate) struct Words {
    counts: HashMap<Box<str>, u32>,
    /// How often a word stands before a hyphen inside a compound, and after one.
    before_hyphen: HashMap<Box<str>, u32>,
    after_hyphen: HashMap<Box<str>, u32>,
    /// Words that the text has in lower case.
    lower: HashSet<Box<str>>,
    all: u32,
    /// Whether its lines break only words that have a hyphen of their own.
    keeps_words_whole: bool,
    /// Whether hardly any of its lines ends with a hyphen.
    rarely_broken: bool,
}

/// Whether `c` is a hyphen that may part a word at the end of a line. `¬` and `⁃` are what OCR
/// makes of one.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}' | '¬' | '⁃')
}

/// The words of a line, hyphens and apostrophes inside them included.
pub(crate) fn tokens(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && !is_inner(c))
        .map(|word| word.trim_matches(is_inner))
        .filter(|word| !word.is_empty())
}

/// How many words there are to read: what spaces part, and where none do, as in Chinese and Japanese,
/// every sign.
pub(crate) fn count(text: &str) -> usize {
    let signs = |word: &str| word.chars().filter(|&c| is_written_without_spaces(c)).count();
    text.split_whitespace().map(|word| if word.is_ascii() { 1 } else { signs(word).max(1) }).sum()
}

/// Han and kana.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_inner(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '\u{ad}')
}

/// Hashes small numbers and short words. No outsider chooses freely what is kept by it, so that
/// nothing need be guarded against.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Numbers(u64);

/// Builds that hash.
pub(crate) type Quick = std::hash::BuildHasherDefault<Numbers>;

impl std::hash::Hasher for Numbers {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// How the lines of a text end.
#[derive(Debug, Default)]
struct Habit {
    /// How many characters those have that are no title or last line.
    widths: Vec<usize>,
    broken: usize,
}

impl Habit {
    fn line(&mut self, line: &str, broken: bool) {
        let width = line.chars().count();
        if width > 40 {
            self.widths.push(width);
            self.broken += usize::from(broken);
        }
    }

    /// Whoever breaks words breaks one in every ten or twenty lines, even where lines are ragged.
    /// Nothing can be told of a few lines, nor where lines were joined: a program that joins them
    /// takes the hyphens between.
    fn keeps_words_whole(mut self) -> bool {
        self.widths.sort_unstable();
        let lines = self.widths.len();
        let Some(&middle) = self.widths.get(lines / 2) else { return false };
        let joined = lines - self.widths.partition_point(|&width| width * 2 < middle * 3);
        lines > 200 && middle < 120 && joined * 50 < lines && self.broken * 100 < lines
    }
}

impl Words {
    /// Counts the words of `lines`. A word that a line's end breaks counts for nothing, neither
    /// its first part nor its second: the halves are not words of the text.
    pub(crate) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut words = Self::default();
        let mut habit = Habit::default();
        let mut broken = false;
        for line in lines {
            let line = line.trim();
            let last_broken = line.ends_with(is_hyphen);
            habit.line(line, last_broken);
            let mut rest = tokens(line).skip(usize::from(broken)).peekable();
            while let Some(token) = rest.next() {
                if rest.peek().is_some() || !last_broken {
                    words.count(token);
                }
            }
            if !line.is_empty() {
                broken = last_broken;
            }
        }
        words.rarely_broken = habit.widths.len() > 20 && habit.broken * 50 < habit.widths.len();
        words.keeps_words_whole = habit.keeps_words_whole();
        words
    }

    /// Says that somebody typed the text and no press set it: then a few lines already show whether
    /// words are broken at all.
    pub(crate) fn are_typed(&mut self) {
        self.keeps_words_whole |= self.rarely_broken;
    }

    /// Whether the lines of the text break only words that have a hyphen of their own.
    pub(crate) fn keeps_words_whole(&self) -> bool {
        self.keeps_words_whole
    }

    fn count(&mut self, token: &str) {
        let word = Fold::Printed.of(token);
        if let Some((first, _)) = word.split_once('-') {
            bump(&mut self.before_hyphen, first);
            if let Some((_, last)) = word.rsplit_once('-') {
                bump(&mut self.after_hyphen, last);
            }
        }
        bump(&mut self.counts, &word);
        if token.starts_with(char::is_lowercase) && !self.lower.contains(word.as_ref()) {
            self.lower.insert(word.as_ref().into());
        }
        self.all += 1;
    }

    /// Whether a word is one of those that grammar hangs on: one word in three hundred is *was*,
    /// *mit*, *dans* or their like.
    pub(crate) fn is_common(&self, word: &str) -> bool {
        self.times(word) > self.all / 300 + 1
    }

    /// Whether a word with a capital is a name, as far as the text tells: it is never without.
    pub(crate) fn is_name(&self, word: &str) -> bool {
        word.starts_with(char::is_uppercase)
            && !self.lower.contains(Fold::Printed.of(word).as_ref())
    }

    /// How often the text has a word, in any case.
    pub(crate) fn times(&self, word: &str) -> u32 {
        self.counts.get(Fold::Printed.of(word).as_ref()).copied().unwrap_or(0)
    }

    /// How often `word` is the first part of a compound with a hyphen.
    pub(crate) fn times_before_hyphen(&self, word: &str) -> u32 {
        self.before_hyphen.get(Fold::Printed.of(word).as_ref()).copied().unwrap_or(0)
    }

    /// How often `word` is the last part of a compound with a hyphen.
    pub(crate) fn times_after_hyphen(&self, word: &str) -> u32 {
        self.after_hyphen.get(Fold::Printed.of(word).as_ref()).copied().unwrap_or(0)
    }
}

fn bump(counts: &mut HashMap<Box<str>, u32>, word: &str) {
    match counts.get_mut(word) {
        Some(count) => *count += 1,
        None => {
            counts.insert(word.into(), 1);
        }
    }
}

/// How often what stands where.
type Counts<K> = HashMap<K, u32, Quick>;

/// Which classes of words stand next to which.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    frequent: HashMap<Box<str>, u32>,
    pairs: Counts<(u32, u32)>,
    first: Counts<u32>,
    second: Counts<u32>,
    all: u32,
}

/// How many words keep a class of their own: the small words that grammar hangs on.
const FREQUENT: usize = 250;

impl Neighbours {
    /// Learns from `lines`, within each line only.
    pub(crate) fn of<'t>(words: &Words, lines: impl Iterator<Item = &'t str>) -> Self {
        let mut ranked: Vec<(&Box<str>, u32)> =
            words.counts.iter().map(|(word, &count)| (word, count)).collect();
        ranked.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        ranked.truncate(FREQUENT);
        let frequent = (2..).zip(ranked).map(|(id, (word, _))| (word.clone(), id)).collect();
        let neighbours = Self { frequent, ..Self::default() };
        let (mut pairs, mut first, mut second, mut all) =
            (HashMap::default(), HashMap::default(), HashMap::default(), 0);
        for line in lines {
            let mut before = None;
            for class in neighbours.classes(line) {
                if let Some(before) = before {
                    *pairs.entry((before, class)).or_default() += 1;
                    *first.entry(before).or_default() += 1;
                    *second.entry(class).or_default() += 1;
                    all += 1;
                }
                before = Some(class);
            }
        }
        Self { pairs, first, second, all, ..neighbours }
    }

    /// The classes of the words and the stops of a line.
    fn classes(&self, line: &str) -> impl Iterator<Item = u32> {
        let mut rest = line;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| {
                !c.is_alphanumeric() && !matches!(c, ',' | ';' | ':' | '.' | '—')
            });
            let first = rest.chars().next()?;
            let end = if first.is_alphanumeric() {
                rest.find(|c: char| !c.is_alphanumeric() && !is_inner(c)).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            let (token, after) = rest.split_at(end);
            rest = after;
            Some(self.class(token))
        })
    }

    fn class(&self, token: &str) -> u32 {
        let Some(first) = token.chars().next() else { return 0 };
        if !first.is_alphanumeric() {
            return 1000 + first as u32;
        }
        let folded = Fold::Printed.of(token.trim_matches(is_inner));
        if let Some(&id) = self.frequent.get(folded.as_ref()) {
            return id;
        }
        if first.is_numeric() {
            return 1;
        }
        // Capitals apart: names are no ordinary words. Then the last two letters.
        let mut ending = folded.chars().rev();
        let (last, before) = (ending.next(), ending.next());
        let letters = [before, last].map(|c| c.map_or(0, |c| c as u32 & 0x7ff));
        0x1000_0000 + u32::from(first.is_uppercase()) * 0x0100_0000 + letters[0] * 2048 + letters[1]
    }

    /// The class of the last word of `left`.
    pub(crate) fn last(&self, left: &str) -> Option<u32> {
        let from = left.char_indices().rev().nth(80).map_or(0, |(at, _)| at);
        self.classes(&left[from..]).last()
    }

    /// The class of the first word of `right`.
    pub(crate) fn first(&self, right: &str) -> Option<u32> {
        self.classes(right).next()
    }

    /// How much likelier a word of class `after` follows one of class `before` than chance would
    /// have it, in bits, within ±4; 0 where the text cannot tell.
    pub(crate) fn affinity(&self, before: u32, after: u32) -> f32 {
        let count = |map: &Counts<u32>, key| map.get(&key).copied().unwrap_or(0) as f32;
        let (a, b) = (count(&self.first, before), count(&self.second, after));
        let together = self.pairs.get(&(before, after)).copied().unwrap_or(0) as f32;
        let expected = a * b / self.all.max(1) as f32;
        // One imagined sighting each way keeps rare words from deciding anything.
        ((together + 1.0) / (expected + 1.0)).log2().clamp(-4.0, 4.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_whole_words_only() {
        let words = Words::of(["The self-activity of a self-", "made man, “Don’t”"].into_iter());
        assert_eq!(words.times("SELF‐activity"), 1);
        assert_eq!(words.times("self"), 0);
        assert_eq!(words.times("made"), 0);
        assert_eq!(words.times("don't"), 1);
        assert_eq!(words.times_before_hyphen("self"), 1);
    }
}
