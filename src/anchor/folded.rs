//! A text as anchors compare it: its letters and digits, in one case and without accents, words
//! parted by one space; and the way back from there to its bytes.

use std::borrow::Cow;
use std::collections::HashMap;

use memchr::memmem;

use crate::doc::Span;
use crate::language::fold::Fold;

/// How far apart the places are from which the way back is counted, in bytes.
const STEP: usize = 256;

/// A text made ready to be searched for anchors.
#[derive(Debug)]
pub struct Folded<'t> {
    text: Cow<'t, str>,
    words: String,
    /// Places of the folded words and of the text that belong together, in order.
    steps: Vec<(usize, usize)>,
}

/// Folds character by character, and knows those it has met.
#[derive(Default)]
struct Folding {
    known: HashMap<char, Box<str>>,
}

impl Folding {
    /// Gives each letter or digit that `c` stands for to `letter`. Whether it parts words: what
    /// folding leaves nothing of, as of a soft hyphen, does not.
    fn letters(&mut self, c: char, mut letter: impl FnMut(char)) -> bool {
        if c.is_ascii() {
            let is_letter = c.is_ascii_alphanumeric();
            if is_letter {
                letter(c.to_ascii_lowercase());
            }
            return !is_letter;
        }
        let folded =
            self.known.entry(c).or_insert_with(|| Fold::Word.of(c.encode_utf8(&mut [0; 4])).into());
        let mut any = false;
        for c in folded.chars().filter(|c| c.is_alphanumeric()) {
            letter(c);
            any = true;
        }
        !any && !folded.is_empty()
    }
}

impl<'t> Folded<'t> {
    /// Folds a text.
    pub fn of(text: impl Into<Cow<'t, str>>) -> Self {
        let text = text.into();
        let mut folding = Folding::default();
        let mut words = String::with_capacity(text.len());
        let mut steps = vec![(0, 0)];
        let mut parted = false;
        for (at, c) in text.char_indices() {
            let before = words.len();
            let parts = folding.letters(c, |letter| {
                if parted && !words.is_empty() {
                    words.push(' ');
                }
                parted = false;
                words.push(letter);
            });
            parted |= parts;
            if words.len() > before && before - steps[steps.len() - 1].0 >= STEP {
                // The space before a word is counted with the word.
                steps.push((before, at));
            }
        }
        Self { text, words, steps }
    }

    /// The folded words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Where whole words stand, in bytes of the folded ones.
    pub(super) fn occurrences(&self, wanted: &str) -> Vec<usize> {
        let whole = |&start: &usize| {
            let before = self.words[..start].chars().next_back();
            let after = self.words[start + wanted.len()..].chars().next();
            before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
        };
        memmem::find_iter(self.words.as_bytes(), wanted.as_bytes()).filter(whole).collect()
    }

    /// The span of the text that the folded words from `start` to `end` stand for.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let trimmed = &self.words[start..end];
        let start = start + trimmed.len() - trimmed.trim_start().len();
        let from = self.source(start).0;
        let last = self.words[start..end].trim_end();
        let last = last.char_indices().next_back().map_or(start, |(at, _)| start + at);
        Span::new(from, self.source(last).1.max(from))
    }

    /// Where the character begins and ends in the text that the folded one at `place` comes of.
    fn source(&self, place: usize) -> (usize, usize) {
        let step = self.steps.partition_point(|step| step.0 <= place).saturating_sub(1);
        let (mut folded, from) = self.steps[step];
        let mut folding = Folding::default();
        let mut parted = folded > 0 && self.words.as_bytes().get(folded) == Some(&b' ');
        for (at, c) in self.text[from..].char_indices() {
            let mut reached = false;
            let parts = folding.letters(c, |letter| {
                if parted && folded > 0 {
                    folded += 1;
                }
                parted = false;
                reached |= folded >= place;
                folded += letter.len_utf8();
            });
            parted |= parts;
            if reached || folded > place {
                return (from + at, from + at + c.len_utf8());
            }
        }
        (self.text.len(), self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_to_letters_and_digits() {
        let cases = [
            ("“It’s—a Trap!”", "it s a trap"),
            ("  co\u{ad}operate\n\nÉtats ", "cooperate etats"),
            ("Straße ﬁn, 12½", "strasse fin 1212"),
            ("…", ""),
            ("漢字 и Й", "漢字 и и"),
        ];
        for (text, expected) in cases {
            assert_eq!(Folded::of(text).words(), expected);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        /// Every word leads back to the bytes it comes of.
        #[test]
        fn words_lead_back(text in "([a-zéß漢]{1,9}|[ \n.,—“]{1,3}|\u{ad}|\u{301}|ﬁ){0,300}") {
            let folded = Folded::of(&text);
            let mut at = 0;
            for word in folded.words().split(' ').filter(|word| !word.is_empty()) {
                let span = folded.span(at, at + word.len());
                let back = Folded::of(span.of(&text));
                prop_assert_eq!(back.words(), word, "{:?} of {:?}", span, &text);
                at += word.len() + 1;
            }
        }
    }
}
