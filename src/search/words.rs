//! Words as a reader types them → a regular expression that finds all they stand for.
//!
//! The surprise: letters overlap in what they may be written as. The three of `ffi` are ﬃ, or ﬀ
//! and i, or f and ﬁ, or three; so where some may be joined, all ways to part them are tried.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::language::letters::{
    ACCENTED, FOLLOWED, IGNORED, JOINED, base, is_accent, is_ignored, variants,
};
use crate::language::letters::{parts, sign_class};

/// The longest stretch of letters of which all joined forms are tried. Words have four (`ffij`).
const LONGEST: usize = 5;

/// The regular expression for words as they are typed; `case` says that capitals count.
pub(super) fn expression(words: &str, case: bool) -> String {
    let seen = words.nfc().filter(|&c| !is_accent(c) && !is_ignored(c)).map(base);
    let parted = seen.flat_map(|c| parts(c).chars().chain(parts(c).is_empty().then_some(c)));
    let letters: Vec<char> = if case {
        parted.collect()
    } else {
        parted.flat_map(char::to_lowercase).filter(|&c| !is_accent(c)).collect()
    };
    if letters.is_empty() {
        // A mark or a sign that is not seen, and nothing else: it is meant.
        return regex::escape(words);
    }
    let letters = Typed { letters, case }.expression();
    // A sign that is not seen, before the first letter, is found with it.
    let before = words.chars().next().is_some_and(is_ignored);
    if before { format!("[{IGNORED}]*{letters}") } else { letters }
}

/// A query, folded.
struct Typed {
    letters: Vec<char>,
    case: bool,
}

impl Typed {
    fn expression(&self) -> String {
        let mut out = String::with_capacity(self.letters.len() * 64);
        let mut at = 0;
        while at < self.letters.len() {
            let end = self.stretch(at);
            out.push_str(&self.ways(at, end));
            at = end;
        }
        out
    }

    /// Where the letters end that may be joined to each other, from `at` on.
    fn stretch(&self, at: usize) -> usize {
        let mut end = at + 1;
        let mut next = at;
        while next < end && end - at < LONGEST {
            let longest = self.joined(next).map(|(_, length)| length).max().unwrap_or(1);
            end = end.max(next + longest).min(at + LONGEST);
            next += 1;
        }
        end
    }

    /// All ways to write the letters from `at` to `end`.
    fn ways(&self, at: usize, end: usize) -> String {
        if at == end {
            return String::new();
        }
        let mut ways: Vec<String> = self
            .joined(at)
            .filter(|(_, length)| at + length <= end)
            .map(|(joined, length)| self.letter(joined, at + length) + &self.ways(at + length, end))
            .collect();
        ways.push(self.letter(self.letters[at], at + 1) + &self.ways(at + 1, end));
        if ways.len() == 1 { ways.remove(0) } else { format!("(?:{})", ways.join("|")) }
    }

    /// The characters that the letters at `at` are also written as, and how many each is for. The
    /// first and the last letters may be part of a ligature: who types `coef` means `coeﬃcient`.
    fn joined(&self, at: usize) -> impl Iterator<Item = (char, usize)> {
        let rest = &self.letters[at..];
        JOINED.iter().flat_map(move |&(joined, parts, ligature)| {
            let parts: Vec<char> = parts.chars().collect();
            let count = parts.len();
            let begins = (1..count).filter(move |_| ligature && at == 0).map(|cut| cut..count);
            let ends =
                (1..count).filter(move |&cut| ligature && rest.len() == cut).map(|cut| 0..cut);
            let fits = std::iter::once(0..count).chain(begins).chain(ends).filter(|cut| {
                rest.get(..cut.len()).is_some_and(|rest| self.are(rest, &parts[cut.clone()]))
            });
            let lengths: Vec<usize> = fits.map(|cut| cut.len()).collect();
            lengths.into_iter().map(move |length| (joined, length))
        })
    }

    /// Whether letters are the parts of a joined one. Where its first part is a capital, the
    /// others may be.
    fn are(&self, letters: &[char], parts: &[char]) -> bool {
        let alike = |(&a, &b): (&char, &char)| a.to_lowercase().eq(b.to_lowercase());
        let mut pairs = letters.iter().zip(parts);
        if !self.case {
            return pairs.all(alike);
        }
        let capital = parts[0].is_uppercase() && letters[0] == parts[0];
        letters == parts || capital && pairs.all(alike)
    }

    /// What a character stands for, which is followed by the one at `next` in the query: all its
    /// forms, any accents that stand as characters of their own, and what is not seen.
    fn letter(&self, c: char, next: usize) -> String {
        let is_last = next >= self.letters.len();
        if c.is_whitespace() {
            return if is_last { r"\s+".to_owned() } else { format!(r"\s[\s{IGNORED}]*") };
        }
        if let Some(class) = sign_class(c) {
            return if is_last { class.to_owned() } else { format!("{class}[{IGNORED}]*") };
        }
        if !c.is_alphanumeric() && !is_combining_mark(c) {
            let sign = regex::escape(c.encode_utf8(&mut [0; 4]));
            return if is_last { sign } else { format!("{sign}[{IGNORED}]*") };
        }
        let after: &str = if is_last { &ACCENTED } else { &FOLLOWED };
        format!("{}{after}", self.forms(c))
    }

    /// The forms of a letter.
    fn forms(&self, c: char) -> String {
        let variants = variants(c);
        // Turkish has two, of which other languages fold one only (CaseFolding.txt, T).
        let dotted = if c == 'i' && !self.case { "İ" } else { "" };
        let apart: String = std::iter::once(c).nfd().collect();
        if !variants.is_empty() {
            format!("[{c}{variants}{dotted}]")
        } else if apart.chars().eq([c]) {
            regex::escape(&apart)
        } else {
            // A text may spell a syllable of Korean, or a letter of Devanagari, in its parts.
            format!("(?:{c}|{apart})")
        }
    }
}
