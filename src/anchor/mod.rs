//! Anchors: words of a text and what stands around them, by which they are found again when the
//! text was edited, typed anew or scanned.
//!
//! A place is known by its words. They are compared by their letters and digits alone (`folded`),
//! so that no quotation mark, dash, hyphen at a line end or accent counts. They are looked for as
//! they were, told apart by what stands around them; then with errors (`errors`), their
//! surroundings with them; long ones by their two ends; at last alone.
//!
//! The surprise: not to find is right more often than to guess. Whatever fits two places alike is
//! [`Whereabouts::Undecided`], and what fits none well is [`Whereabouts::Nowhere`]: a mark in the
//! wrong place is worse than none.

mod aligned;
mod errors;
mod folded;
mod identity;
#[cfg(test)]
mod tests;

pub use aligned::Aligned;
pub use folded::Folded;
pub use identity::Identity;

use serde::{Deserialize, Serialize};

use crate::doc::{Place, Span};
use errors::{Match, distance, matches};

/// How many characters are kept on either side.
const AROUND: usize = 64;
/// How many characters of what follows a place are kept as its words.
const AHEAD: usize = 64;

/// Words of a text, and what stood around them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The words.
    pub exact: String,
    /// What stood before them.
    #[serde(default)]
    pub prefix: String,
    /// What followed them.
    #[serde(default)]
    pub suffix: String,
    /// Where they began, in bytes.
    pub start: Place,
    /// How long the text was, in bytes.
    #[serde(default)]
    pub length: usize,
}

/// Where an anchor is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whereabouts {
    /// Its words, or what has become of them, are these.
    At(Span),
    /// They may be in several places.
    Undecided,
    /// They are not there.
    Nowhere,
}

impl Whereabouts {
    /// The words, if they are decided.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::At(span) => Some(span),
            Self::Undecided | Self::Nowhere => None,
        }
    }
}

impl Anchor {
    /// The anchor of a span of `text`.
    pub fn of(text: &str, span: Span) -> Self {
        let end = boundary(text, span.end);
        let start = boundary(text, span.start).min(end);
        let before =
            text[..start].char_indices().rev().take(AROUND).last().map_or(start, |it| it.0);
        Self {
            exact: text[start..end].to_owned(),
            prefix: text[before..start].to_owned(),
            suffix: ahead(&text[end..], AROUND).to_owned(),
            start,
            length: text.len(),
        }
    }

    /// The anchor of a place of `text`: the words that follow it.
    pub fn at(text: &str, place: Place) -> Self {
        let place = boundary(text, place);
        let words = ahead(&text[place..], AHEAD);
        let whole = words.len() == text.len() - place;
        // A word that is cut in two is no word to look for.
        let end = words.rfind(char::is_whitespace).filter(|&end| !whole && end > 0);
        Self::of(text, Span::new(place, place + end.unwrap_or(words.len())))
    }
}

/// The first characters of `text`.
fn ahead(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// The place of a character at `place` or right before it.
fn boundary(text: &str, place: Place) -> Place {
    let place = place.min(text.len());
    (0..=place).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Tells a text from its edited self: a number that differs where any byte does, as good as surely.
/// It is kept in files, and the same in every version.
pub fn fingerprint(text: &str) -> u64 {
    /// The odd number next to 2⁶⁴ divided by the golden ratio, as multiplicative hashing has it.
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = text.len() as u64;
    let mut words = text.as_bytes().chunks_exact(8);
    let mut add = |word: [u8; 8]| {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(MIX);
        hash ^= hash >> 29;
    };
    for word in words.by_ref() {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(word);
        add(bytes);
    }
    let mut last = [0; 8];
    last[..words.remainder().len()].copy_from_slice(words.remainder());
    add(last);
    hash
}

/// How alike what stands around must be, where the words are as they were.
const CONTEXT: f64 = 0.7;
/// From so many letters on, words that occur once are meant, where a little of what stands around them
/// is as it was: the name of a publisher is as long, and stands once in many texts.
const LONG_ENOUGH: usize = 24;
const LITTLE_CONTEXT: f64 = 0.4;
/// How alike one side must be, and how many letters it must have, where the other is not: the
/// neighbouring sentence was cut or is another. The words must be so long that no other sentence begins
/// or ends with them by chance, as with “it”.
const ONE_SIDE: f64 = 0.9;
const LETTERS_OF_SIDE: usize = 40;
const LETTERS_BY_ONE_SIDE: usize = 6;
/// Two places fit alike that differ by less than this in how well they fit.
const ALIKE: f64 = 0.1;
/// The share of errors in words with their surroundings, and in the words alone among them.
const ERRORS: f64 = 0.25;
/// The same where there are so many letters that no other place of a text comes as near.
const ERRORS_IN_MANY: f64 = 0.32;
const MANY_LETTERS: usize = 100;
const ERRORS_WITHIN: f64 = 1.0 / 3.0;
/// From so many letters on, words are long enough to be known by their two ends, which are so long.
const LONG: usize = 240;
const END: usize = 80;
/// The share of errors at either end, and how the length between them may have changed.
const ERRORS_AT_ENDS: f64 = 0.3;
const LENGTHS: (f64, f64) = (0.4, 1.8);
/// The share of errors in words that are found alone.
const ERRORS_ALONE: f64 = 0.15;
/// The same for words of so many letters of which one side is as alike as this; without errors, so many
/// are meant whatever stands around them.
const ERRORS_BESIDE: f64 = 0.35;
const LETTERS_BESIDE: usize = 60;
const SIDE: f64 = 0.6;
/// How many places are looked at closely where words occur again and again.
const CLOSELY: usize = 200;
/// The longest pattern that is looked for with errors, in letters: a page.
const PATTERN: usize = 2000;
/// The most of a text that is looked through with errors, in bytes. Of more, what is as near as
/// this to where the words were.
const REACH: usize = 1 << 23;

/// An anchor made ready to be looked for.
struct Wanted {
    exact: String,
    prefix: String,
    suffix: String,
    /// How many letters the words have.
    letters: usize,
    /// Where the words would begin in the folded text if all of it had grown alike.
    expected: usize,
}

/// A place that fits.
#[derive(Debug, Clone, Copy)]
struct Fit {
    /// In the folded text.
    start: usize,
    end: usize,
    /// How well, from 0 to 1.
    how: f64,
}

impl Folded<'_> {
    /// Where the words of an anchor are in this text.
    pub fn find(&self, anchor: &Anchor) -> Whereabouts {
        let fold = |words: &str| Folded::of(words).words().to_owned();
        let exact = fold(&anchor.exact);
        let share = anchor.start as f64 / anchor.length.max(1) as f64;
        let wanted = Wanted {
            letters: exact.chars().filter(|c| *c != ' ').count(),
            exact,
            prefix: fold(&anchor.prefix),
            suffix: fold(&anchor.suffix),
            expected: (share.min(1.0) * self.words().len() as f64) as usize,
        };
        if wanted.letters == 0 {
            return Whereabouts::Nowhere;
        }
        let steps = [Self::as_it_was, Self::with_errors, Self::by_its_ends, Self::alone];
        for step in steps {
            match step(self, &wanted) {
                Decision::None => {}
                Decision::Tie => return Whereabouts::Undecided,
                Decision::One(fit) => {
                    return Whereabouts::At(self.span(fit.start, fit.end));
                }
            }
        }
        Whereabouts::Nowhere
    }

    /// The words as they were.
    fn as_it_was(&self, wanted: &Wanted) -> Decision {
        let mut places = self.occurrences(&wanted.exact);
        let once = places.len() == 1;
        if places.len() > CLOSELY {
            // Only the nearest and those that go on as the words did.
            places.sort_by_key(|&start| {
                let end = start + wanted.exact.len();
                let here = same_end(&self.words()[..start], &wanted.prefix);
                let after = same_start(&self.words()[end..], &wanted.suffix);
                std::cmp::Reverse(here + after)
            });
            places.truncate(CLOSELY);
        }
        let fits = places.into_iter().map(|start| {
            let end = start + wanted.exact.len();
            Fit { start, end, how: self.around(wanted, start, end) }
        });
        let fits: Vec<Fit> = fits.collect();
        if let [fit] = fits[..]
            && once
            && (wanted.letters >= LETTERS_BESIDE
                || wanted.letters >= LONG_ENOUGH && fit.how >= LITTLE_CONTEXT)
        {
            return Decision::One(fit);
        }
        decide(fits.into_iter().filter(|fit| fit.how >= CONTEXT), wanted)
    }

    /// How alike what stands around is.
    fn around(&self, wanted: &Wanted, start: usize, end: usize) -> f64 {
        let (before, after) = (self.before(wanted, start), self.after(wanted, end));
        let (left, right) = (wanted.prefix.len() as f64, wanted.suffix.len() as f64);
        let sides = [(before, &wanted.prefix), (after, &wanted.suffix)];
        let long = wanted.letters >= LETTERS_BY_ONE_SIDE;
        let sure = sides.into_iter().any(|(how, words)| {
            long && words.len() >= LETTERS_OF_SIDE && how.is_some_and(|how| how >= ONE_SIDE)
        });
        let (before, after) = (before.unwrap_or(1.0), after.unwrap_or(1.0));
        let both = (before * left + after * right) / (left + right);
        match left + right == 0.0 {
            true => 1.0,
            false if sure => both.max(CONTEXT),
            false => both,
        }
    }

    /// How alike what stands before is; `None` where nothing did.
    fn before(&self, wanted: &Wanted, start: usize) -> Option<f64> {
        let near: Vec<char> = wanted.prefix.chars().rev().collect();
        let here: Vec<char> =
            self.words()[..start].trim_end().chars().rev().take(near.len()).collect();
        likeness(&near, &here)
    }

    fn after(&self, wanted: &Wanted, end: usize) -> Option<f64> {
        let near: Vec<char> = wanted.suffix.chars().collect();
        let here: Vec<char> = self.words()[end..].trim_start().chars().take(near.len()).collect();
        likeness(&near, &here)
    }

    /// The words and their surroundings, with errors.
    fn with_errors(&self, wanted: &Wanted) -> Decision {
        let parts = [&*wanted.prefix, &*wanted.exact, &*wanted.suffix];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let pattern: Vec<char> = parts.join(" ").chars().collect();
        if pattern.len() > PATTERN {
            return Decision::None;
        }
        let count = |words: &str| words.chars().count();
        let from = if wanted.prefix.is_empty() { 0 } else { count(&wanted.prefix) + 1 };
        let to = from + count(&wanted.exact);
        let share = if pattern.len() >= MANY_LETTERS { ERRORS_IN_MANY } else { ERRORS };
        let most = (pattern.len() as f64 * share) as usize;
        let region = self.region(wanted);
        let found = matches(&pattern, &self.words()[region.clone()], most);
        let fits = found.into_iter().filter_map(|at| {
            let text = &self.words()[region.clone()];
            let part = at.part(&pattern, text, from, to);
            let within = distance(&pattern[from..to], &chars(&text[part.clone()]));
            let most = ((to - from) as f64 * ERRORS_WITHIN) as usize;
            (within <= most && !part.is_empty()).then(|| Fit {
                start: region.start + part.start,
                end: region.start + part.end,
                how: 1.0 - at.errors as f64 / pattern.len() as f64,
            })
        });
        decide(fits, wanted)
    }

    /// Long words by their two ends.
    fn by_its_ends(&self, wanted: &Wanted) -> Decision {
        if wanted.letters < LONG {
            return Decision::None;
        }
        let all = chars(&wanted.exact);
        let (first, last) = (&all[..END.min(all.len())], &all[all.len().saturating_sub(END)..]);
        let most = (END as f64 * ERRORS_AT_ENDS) as usize;
        let region = self.region(wanted);
        let text = &self.words()[region.clone()];
        let starts: Vec<Match> = matches(first, text, most);
        let ends: Vec<Match> = matches(last, text, most);
        let mut fits = Vec::new();
        for start in starts.iter().take(CLOSELY) {
            let begin = start.part(first, text, 0, first.len()).start;
            for end in ends.iter().take(CLOSELY) {
                let grown = end.end.saturating_sub(begin) as f64 / wanted.exact.len() as f64;
                if (LENGTHS.0..=LENGTHS.1).contains(&grown) {
                    let errors = (start.errors + end.errors) as f64;
                    let how = 1.0 - errors / (2 * END) as f64;
                    let (start, end) = (region.start + begin, region.start + end.end);
                    fits.push(Fit { start, end, how });
                }
            }
        }
        decide(fits.into_iter(), wanted)
    }

    /// The words alone, with few errors, or with more and one side as it was.
    fn alone(&self, wanted: &Wanted) -> Decision {
        let pattern = chars(&wanted.exact);
        if pattern.len() > PATTERN || wanted.letters < LONG_ENOUGH {
            return Decision::None;
        }
        let share = if wanted.letters >= LETTERS_BESIDE { ERRORS_BESIDE } else { ERRORS_ALONE };
        let region = self.region(wanted);
        let text = &self.words()[region.clone()];
        let found = matches(&pattern, text, (pattern.len() as f64 * share) as usize);
        let fits = found.into_iter().filter_map(|at| {
            let part = at.part(&pattern, text, 0, pattern.len());
            let (start, end) = (region.start + part.start, region.start + part.end);
            let errors = at.errors as f64 / pattern.len() as f64;
            let side = |how: Option<f64>| how.is_some_and(|how| how >= SIDE);
            let beside = side(self.before(wanted, start)) || side(self.after(wanted, end));
            // Few letters stand so in other texts as well.
            let long = wanted.letters >= LETTERS_BESIDE;
            let few = errors <= ERRORS_ALONE
                && (long || self.around(wanted, start, end) >= LITTLE_CONTEXT);
            (few || beside).then_some(Fit { start, end, how: 1.0 - errors })
        });
        decide(fits, wanted)
    }

    /// The part of a text that is looked through with errors.
    fn region(&self, wanted: &Wanted) -> std::ops::Range<usize> {
        let words = self.words();
        if words.len() <= REACH {
            return 0..words.len();
        }
        let from = wanted.expected.saturating_sub(REACH / 2).min(words.len() - REACH);
        boundary(words, from)..boundary(words, from + REACH)
    }
}

/// What is decided.
enum Decision {
    None,
    One(Fit),
    Tie,
}

/// The place that fits best. Of two that fit alike neither, unless the words were near the one and
/// far from the other.
fn decide(fits: impl Iterator<Item = Fit>, wanted: &Wanted) -> Decision {
    /// How many times as far the other must be, and how near the one, in letters.
    const FARTHER: usize = 8;
    const NEAR: usize = 400;
    let mut fits: Vec<Fit> = fits.collect();
    fits.sort_by(|a, b| b.how.total_cmp(&a.how));
    let Some(&best) = fits.first() else { return Decision::None };
    // What overlaps the best is the same place, found with other ends.
    let others = fits.iter().filter(|fit| fit.start >= best.end || fit.end <= best.start);
    let mut alike: Vec<Fit> = others.filter(|fit| best.how - fit.how < ALIKE).copied().collect();
    if alike.is_empty() {
        return Decision::One(best);
    }
    // One that is the same in every letter is no worse than alike.
    if best.how >= 1.0 && alike.iter().all(|fit| fit.how < 1.0) {
        return Decision::One(best);
    }
    alike.push(best);
    let far = |fit: &Fit| fit.start.abs_diff(wanted.expected);
    alike.sort_by_key(far);
    let (near, next) = (far(&alike[0]), far(&alike[1]));
    if near <= NEAR && next >= near.max(NEAR) * FARTHER {
        Decision::One(alike[0])
    } else {
        Decision::Tie
    }
}

fn chars(words: &str) -> Vec<char> {
    words.chars().collect()
}

/// How alike two runs of letters are, from 0 to 1; `None` where the first has none.
fn likeness(wanted: &[char], here: &[char]) -> Option<f64> {
    let longest = wanted.len().max(here.len());
    (!wanted.is_empty()).then(|| 1.0 - distance(wanted, here) as f64 / longest as f64)
}

/// How many bytes two strings have in common at their ends.
fn same_end(a: &str, b: &str) -> usize {
    a.trim_end().bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b).count()
}

/// How many bytes two strings have in common at their beginnings.
fn same_start(a: &str, b: &str) -> usize {
    a.trim_start().bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count()
}
