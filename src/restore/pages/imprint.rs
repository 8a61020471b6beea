//! The small print of books: what a line of front matter is that is neither title nor author.
//!
//! Who published, printed, licensed, edited or translated a book is said in few set words, which
//! differ by language and hardly by century.

use crate::language::date::is_printed;
use crate::language::fold::Fold;
use crate::language::prose::words::tokens;
use crate::language::section::Section;

/// What a line of front matter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// The year, alone on its line.
    Year,
    /// The publisher, the printer, the edition, the volume, the rights.
    Imprint,
    /// Who edited, translated or introduced the book.
    Helper,
    /// Anything else: the title, the author.
    Other,
}

/// What a line of front matter says.
pub(crate) fn says(words: &str) -> Says {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() == 4 && year(bare).is_some() {
        return Says::Year;
    }
    let folded = Fold::Word.of(words);
    let publishes = |word: &str| Section::Publishers.has(&Fold::Word.of(word));
    if is_rights(words) || words.contains("://") || folded.starts_with("www.") {
        Says::Imprint
    } else if Section::Helpers.words().iter().any(|helper| folded.starts_with(helper)) {
        Says::Helper
    } else if tokens(words).any(publishes)
        || is_volume(words)
        || year(words).is_some() && words.len() < 40
    {
        Says::Imprint
    } else {
        Says::Other
    }
}

fn is_volume(words: &str) -> bool {
    let part = |word: &str| Section::Volumes.has(&Fold::Word.of(word));
    tokens(words).any(part) && (2..=3).contains(&tokens(words).count())
}

/// Whether a line is about the rights to a book.
pub(crate) fn is_rights(words: &str) -> bool {
    let folded = Fold::Word.of(words);
    words.contains('©')
        || Section::Reserved.words().iter().any(|reserved| folded.contains(reserved))
        || tokens(&folded)
            .any(|word| Section::Rights.words().iter().any(|right| word.starts_with(right)))
}

/// The year a line gives, by the calendar of printing. Who reads figures by their shape takes a 1
/// for an l, and a 0 for an O.
pub(crate) fn year(words: &str) -> Option<String> {
    let figures = words.split(|c: char| !c.is_alphanumeric()).filter(|part| part.len() == 4);
    let figures = figures.filter(|part| part.bytes().filter(u8::is_ascii_digit).count() > 1);
    figures
        .map(|part| part.replace(['l', 'I'], "1").replace('O', "0"))
        .find(|part| part.parse().is_ok_and(is_printed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_small_print_from_titles() {
        let cases = [
            ("1902", Says::Year),
            ("– 1902 –", Says::Year),
            ("l9O2", Says::Year),
            ("London: Heinemann, 1902", Says::Imprint),
            ("Anti-Copyright", Says::Imprint),
            ("2. Auflage", Says::Imprint),
            ("Tome premier", Says::Imprint),
            ("Alle Rechte vorbehalten", Says::Imprint),
            ("Aus dem Russischen von Anna Weiß", Says::Helper),
            ("Traduit par Jean Blanc", Says::Helper),
            ("Mutual Aid: A Factor of Evolution", Says::Other),
            ("Peter Kropotkin", Says::Other),
        ];
        for (words, expected) in cases {
            assert_eq!(says(words), expected, "{words}");
        }
    }
}
