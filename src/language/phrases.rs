//! Phrases that a text is looked through for, word by word: `ibid.`, `op. cit.`, `o. J.`

use super::fold::Fold;
use super::section::Section;

/// An expression that matches any phrase of a section as it is printed, the longest first; with `whole`
/// no letter may follow one. White space after a stop may be missing, and `…` is a few words.
pub(crate) fn expression(section: Section, whole: bool) -> String {
    let mut phrases: Vec<&str> = section.entries().collect();
    phrases.sort_unstable_by_key(|phrase| (std::cmp::Reverse(phrase.len()), *phrase));
    phrases.dedup();
    let one = |phrase: &&str| {
        let words = regex::escape(phrase).replace("\\. ", r"\.\s*").replace(' ', r"\s+");
        let words = words.replace('…', "[^,.;]{2,30}").replace('’', "[’']");
        let ends = whole && phrase.ends_with(char::is_alphanumeric);
        words + if ends { r"\b" } else { "" }
    };
    phrases.iter().map(one).collect::<Vec<_>>().join("|")
}

/// The phrases of some sections, in all languages.
#[derive(Debug)]
pub(crate) struct Phrases {
    /// Folded, the longest first, each with the number of its section among those asked for.
    phrases: Vec<(&'static str, usize)>,
    /// For each small letter of ASCII that one begins with, which characters come second: a bit for
    /// each letter, one for all other signs, and one for all that are not ASCII.
    second: [u32; 26],
    /// The other letters that one begins with.
    first: Vec<char>,
}

const SIGN: u32 = 1 << 26;
const OTHER: u32 = 1 << 27;

impl Phrases {
    /// The phrases of these sections.
    pub(crate) fn of(sections: &[Section]) -> Self {
        let mut all = Self { phrases: Vec::new(), second: [0; 26], first: Vec::new() };
        for (number, section) in sections.iter().enumerate() {
            for phrase in section.words().iter() {
                all.phrases.push((phrase, number));
                let mut chars = phrase.chars();
                match (chars.next(), chars.next()) {
                    (Some(first @ 'a'..='z'), second) => {
                        // What folding drops or takes apart may come second everywhere.
                        let bits = OTHER | second.map_or(SIGN, bit);
                        all.second[usize::from(first as u8 - b'a')] |= bits;
                    }
                    (Some(first), _) if !all.first.contains(&first) => all.first.push(first),
                    _ => {}
                }
            }
        }
        all.phrases
            .sort_by(|(one, _), (other, _)| other.len().cmp(&one.len()).then(one.cmp(other)));
        all
    }

    /// Whether one may begin with the first two characters of `text`: a text has many words, and
    /// hardly any of them need be looked at further.
    pub(crate) fn may_begin(&self, text: &str) -> bool {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return false };
        let letter = first.to_ascii_lowercase();
        if letter.is_ascii_lowercase() {
            let second = chars.next().map_or(SIGN, |c| bit(c.to_ascii_lowercase()));
            return self.second[usize::from(letter as u8 - b'a')] & second != 0;
        }
        if first.is_ascii() || !first.is_alphabetic() {
            return false;
        }
        let folded = Fold::Word.of(first.encode_utf8(&mut [0; 4])).chars().next();
        folded.is_some_and(|c| match c {
            'a'..='z' => self.second[usize::from(c as u8 - b'a')] != 0,
            c => self.first.contains(&c),
        })
    }

    /// The phrase that `text` begins with, whole: how long it is, in bytes, and the number of its
    /// section. The stop after an abbreviation is no part of it.
    pub(crate) fn at(&self, text: &str) -> Option<(usize, usize)> {
        if !self.may_begin(text) {
            return None;
        }
        self.phrases.iter().find_map(|&(phrase, number)| Some((matched(text, phrase)?, number)))
    }
}

fn bit(c: char) -> u32 {
    match c {
        'a'..='z' => 1 << (c as u8 - b'a'),
        c if c.is_ascii() => SIGN,
        _ => OTHER,
    }
}

/// How many bytes of `text` a folded phrase is, if it begins with it and no letter goes on.
fn matched(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = phrase;
    for (at, c) in text.char_indices() {
        if rest.is_empty() {
            return (!c.is_alphanumeric()).then_some(at);
        }
        let mut letter = [0; 4];
        let letter = c.encode_utf8(&mut letter);
        rest = rest.strip_prefix(&*Fold::Word.of(letter))?;
    }
    rest.is_empty().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_in_a_text() {
        let phrases = Phrases::of(&[Section::Undated, Section::Ibid]);
        let cases = [
            ("n.d.", Some((3, 0))),
            ("N. d., p. 4", Some((4, 0))),
            ("ohne Jahr", Some((9, 0))),
            ("Ibid., 4", Some((4, 1))),
            ("IBIDEM", Some((6, 1))),
            ("Ibíd.", Some((5, 1))),
            ("ibidine", None),
            ("nd1", None),
            ("sand", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(phrases.at(text), expected, "{text}");
        }
    }
}
