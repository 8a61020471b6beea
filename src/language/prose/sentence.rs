//! Where sentences end and begin, as far as their first and last signs show it.

use crate::language::section::Section;

/// How a piece of text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// In the middle of a word.
    Broken,
    /// In the middle of a sentence.
    Open,
    /// Before something announced: a colon, a dash.
    Announcing,
    /// With its sentence.
    Stop,
}

/// How a piece of text begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// In the middle of a sentence: in lower case, or with a sign that closes something.
    Inside,
    /// With a figure, or a letter of a script without case: no telling.
    Unclear,
    /// As a sentence begins.
    Sentence,
}

/// Signs that may stand after the stop of a sentence.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | ')' | ']' | '}' | '“' | '‘' | '›' | '*' | '_')
}

/// How `text` ends. `text` holds no note mark.
pub(crate) fn end(text: &str) -> End {
    let text = text.trim_end();
    if text.ends_with(super::words::is_hyphen) {
        let before = text.trim_end_matches(super::words::is_hyphen);
        // Two hyphens are a dash: a speech that breaks off, or a name that is not told, `D----`.
        let one = text[before.len()..].chars().nth(1).is_none();
        let word = one && before.ends_with(char::is_alphanumeric);
        return if word { End::Broken } else { End::Open };
    }
    let bare = text.trim_end_matches(closes).trim_end();
    // Older books announce with a colon and a dash.
    let bare = bare.strip_suffix(['—', '–']).filter(|bare| bare.ends_with(':')).unwrap_or(bare);
    match bare.chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '¡' | '¿') | None => End::Stop,
        Some('·' | '\u{37e}') => End::Stop,
        // In Greek the semicolon asks.
        Some(';') if text.chars().rev().take(12).any(is_greek) => End::Stop,
        Some(':') => End::Announcing,
        _ => End::Open,
    }
}

pub(super) fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}')
}

/// How `text` begins.
pub(crate) fn start(text: &str) -> Start {
    let text = text.trim_start();
    let bare = text.trim_start_matches(|c: char| {
        matches!(
            c,
            '"' | '\''
                | '“'
                | '‘'
                | '„'
                | '«'
                | '»'
                | '('
                | '['
                | '—'
                | '–'
                | '*'
                | '_'
                | '…'
                | '.'
        )
    });
    // An address begins anywhere.
    if ["http://", "https://", "www.", "doi:"].iter().any(|sign| text.starts_with(sign)) {
        return Start::Unclear;
    }
    let opening = text.chars().next();
    if opening.is_some_and(|c| matches!(c, ')' | ']' | ',' | ';' | ':' | '”' | '%' | '!' | '?')) {
        return Start::Inside;
    }
    match bare.chars().next() {
        Some(c) if c.is_lowercase() => Start::Inside,
        Some(c) if c.is_uppercase() => Start::Sentence,
        _ => Start::Unclear,
    }
}

/// How many brackets and quotation marks `text` leaves open, and how many it closes that it did
/// not open. Straight quotes and apostrophes tell nothing; neither do curly ones where German
/// uses them the other way round.
pub(crate) fn balance(text: &str) -> (usize, usize) {
    let (mut open, mut stray) = (0usize, 0usize);
    let german = text.contains('„');
    for c in text.chars() {
        match c {
            '(' | '[' => open += 1,
            '“' if !german => open += 1,
            ')' | ']' => match open.checked_sub(1) {
                Some(less) => open = less,
                None => stray += 1,
            },
            '”' if !german => match open.checked_sub(1) {
                Some(less) => open = less,
                None => stray += 1,
            },
            _ => {}
        }
    }
    (open, stray)
}

/// Whether `text` begins with words that lean on the sentence before. An author may begin a paragraph
/// with them, but the end of a page is no reason to think so.
pub(crate) fn leans(text: &str) -> bool {
    Section::Leaning.entries().any(|words| {
        text.strip_prefix(words).is_some_and(|rest| rest.starts_with([' ', ',', ':', '\n']))
    })
}

/// Whether a block of so many characters, whose last words are these, is a paragraph of prose: longer than
/// the heading of a part is, *Chapter II. The Ferry.*, and ending as a sentence does.
pub(crate) fn is_paragraph(characters: usize, last: &str) -> bool {
    /// The longest such heading, in characters.
    const HEADING: usize = 60;
    characters > HEADING && end(last) == End::Stop
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_ends_and_starts() {
        let ends = [
            ("to pro-", End::Broken),
            ("of the “class,” and", End::Open),
            ("in the present!”", End::Stop),
            ("as follows:", End::Announcing),
            ("the end (see p. 4).", End::Stop),
            ("τί ἐστι;", End::Stop),
            ("and;", End::Open),
        ];
        for (text, expected) in ends {
            assert_eq!(end(text), expected, "{text}");
        }
        let starts = [
            ("vide such", Start::Inside),
            ("“For industrial", Start::Sentence),
            ("—mostly", Start::Inside),
            (") and", Start::Inside),
            ("1917 was", Start::Unclear),
        ];
        for (text, expected) in starts {
            assert_eq!(start(text), expected, "{text}");
        }
        assert_eq!(balance("a) b (c “d"), (2, 1));
    }
}
