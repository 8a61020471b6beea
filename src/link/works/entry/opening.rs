//! What an entry opens with before its head: its number, its label, its bullet; or the date, where no
//! author is.

use crate::language::date::Date;

/// The date in a bracket that an entry begins with where no author does, `(1994) The Title`, and where
/// that ends; volumes and pages have numbers after a bracket.
pub(crate) fn dated_first(text: &str) -> Option<(Date, usize)> {
    let (date, rest) = text.strip_prefix('(')?.split_once(')')?;
    let read = crate::language::date::year_at(text, 1).filter(|read| read.end == date.len() + 1)?;
    let title = |c: char| c.is_uppercase() || matches!(c, '“' | '«' | '„');
    let end = read.end + 1;
    rest.trim_start().starts_with(title).then_some((read, end))
}

/// Where the words of an entry begin, after its number or bullet: `[12] `, `12. `, `• `; and
/// the number.
pub(crate) fn number(text: &str) -> (usize, Option<u32>) {
    if dated_first(text).is_some() {
        return (0, None);
    }
    let bracketed = text.starts_with(['[', '(']);
    let inner = if bracketed { &text[1..] } else { text };
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        let bullet = text.trim_start_matches(['•', '*', '·', '▪', ' ']);
        return (text.len() - bullet.len(), None);
    }
    let after = &inner[digits..];
    let end =
        if bracketed { after.strip_prefix([']', ')']) } else { after.strip_prefix(['.', ')']) };
    match end {
        Some(rest) if rest.starts_with(char::is_whitespace) || bracketed && !rest.is_empty() => {
            let words = rest.trim_start();
            (text.len() - words.len(), inner[..digits].parse().ok())
        }
        _ => (0, None),
    }
}

/// How long the label is that `text` begins with, `[GoBC16]`: letters with a year or a number
/// after them, as BibTeX and DIN 1505-2 make them.
pub(crate) fn label(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('[')?;
    let length = rest.find([']', '\n', ' '])?;
    let label = &rest[..length];
    is_label(label).then_some(length).filter(|_| rest[length..].starts_with(']'))
}

/// Whether a word has the form of a label.
pub(crate) fn is_label(word: &str) -> bool {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letters = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    word.len() <= 16
        && letters.len() < stem.len()
        && letters.starts_with(char::is_alphabetic)
        && letters
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '+' | '*' | '-' | ':' | '_' | '’' | '\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_entries() {
        for (text, rest, expected) in [
            ("[12] Kropotkin", "Kropotkin", Some(12)),
            ("3. Weber", "Weber", Some(3)),
            ("• Marx", "Marx", None),
            ("1984. A novel", "A novel", Some(1984)),
            ("(1984) A novel", "(1984) A novel", None),
            ("Marx", "Marx", None),
        ] {
            let (at, number) = number(text);
            assert_eq!((&text[at..], number), (rest, expected), "{text}");
        }
    }
}
