//! Folding: words as they are compared. What one reader takes for the same word another types, prints
//! or sets otherwise: in capitals, without accents, with a ligature, over the end of a line.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::letters::{is_ignored, parts, plain, sign};

/// How words are compared. Each way takes for one what the way before does, and more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Case and runs of white space do not count (`CommonMark`, link labels).
    Label,
    /// Nor do the kinds of hyphens and quotation marks, and what is not seen. Accents do: `la` and `là`
    /// are two words of a text.
    Printed,
    /// Nor do accents, ligatures and strokes, which readers do not type, capitals often go without,
    /// and one list prints and another does not.
    Word,
}

impl Fold {
    /// Words folded so. They are for comparing only: their bytes are not those of `words`. Most words
    /// of a text are small letters of ASCII already, and cost nothing.
    pub fn of(self, words: &str) -> Cow<'_, str> {
        match self {
            Self::Label => Cow::Owned(one_line(words).to_lowercase()),
            _ if words.is_ascii() => ascii(words),
            Self::Printed => {
                let mut folded = String::with_capacity(words.len());
                for c in words.chars().filter(|&c| !is_ignored(c)) {
                    folded.extend(sign(c).unwrap_or(c).to_lowercase());
                }
                Cow::Owned(folded)
            }
            Self::Word => {
                let mut folded = String::with_capacity(words.len());
                let letters = words.nfkd().filter(|&c| !is_combining_mark(c));
                letters.flat_map(char::to_lowercase).for_each(|c| push_base(c, &mut folded));
                Cow::Owned(folded)
            }
        }
    }
}

/// Letters of ASCII in lower case, and white space as it is but for its kind.
fn ascii(words: &str) -> Cow<'_, str> {
    let odd = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'`' | b'\t'..=b'\r');
    if !words.bytes().any(odd) {
        return Cow::Borrowed(words);
    }
    let plain = |c: char| if c.is_ascii_whitespace() { ' ' } else { sign(c).unwrap_or(c) };
    Cow::Owned(words.chars().map(|c| plain(c.to_ascii_lowercase())).collect())
}

/// Adds a small letter without its strokes, in its usual shape, and what was set as one as two.
fn push_base(c: char, folded: &mut String) {
    match c {
        c if c.is_ascii_alphanumeric() => folded.push(c),
        // Most letters of Greek and Cyrillic have no other shape.
        'α'..='ρ' | 'σ'..='ω' | 'а'..='я' => folded.push(c),
        c if is_ignored(c) => {}
        c if c.is_whitespace() => folded.push(' '),
        c => match (sign(c), parts(c)) {
            (Some(sign), _) => folded.push(sign),
            (None, "") => folded.push(plain(c)),
            (None, parts) => folded.push_str(parts),
        },
    }
}

/// The letters and figures of words, folded: titles and names as the same title elsewhere is known by.
pub(crate) fn letters(words: &str) -> String {
    Fold::Word.of(words).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Folded words joined by hyphens, as keys and names are made of them: `de-la-luz`.
pub(crate) fn slug(words: &str) -> String {
    let folded = Fold::Word.of(words).replace('\'', "");
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Words whose white space is single spaces.
pub(crate) fn one_line(words: &str) -> String {
    // Most words are that already.
    let graphic = words.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    if graphic && words.trim().len() == words.len() && !words.contains("  ") {
        return words.to_owned();
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_for_nothing() {
        let cases = [
            (Fold::Label, "A  Long\nLABEL", "a long label"),
            (Fold::Label, "Là", "là"),
            (Fold::Printed, "Là", "là"),
            (Fold::Printed, "SELF‐ACTIVITY", "self-activity"),
            (Fold::Printed, "Don’t", "don't"),
            (Fold::Printed, "soft\u{ad}ly", "softly"),
            (Fold::Word, "Pärnamaa", "parnamaa"),
            (Fold::Word, "Łukasiewicz", "lukasiewicz"),
            (Fold::Word, "Weiß WEIẞ", "weiss weiss"),
            (Fold::Word, "O’Brien", "o'brien"),
            (Fold::Word, "ﬁn", "fin"),
            (Fold::Word, "Œuvre", "oeuvre"),
            (Fold::Word, "Βιβλιογραφίας", "βιβλιογραφιασ"),
            (Fold::Word, "Й й Ё", "и и е"),
            (Fold::Word, "THE\nEnd", "the end"),
        ];
        for (way, words, folded) in cases {
            assert_eq!(way.of(words), folded, "{way:?} {words}");
        }
        assert_eq!(letters("L’État, 2e"), "letat2e");
        assert_eq!(one_line(" a\u{a0}b \n c"), "a b c");
    }
}
