//! Locators: where in a source a citation points (`p. 36`, `: 45`, `ch. 3`).

use crate::language::date::{Date, year_at};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::section::Section;

/// Dates that are none of pages, volumes or numbers: `pp. 1204`, `: 1905`.
pub(crate) fn usable(part: &str, dates: Vec<Date>) -> Vec<Date> {
    let mut usable = dates;
    usable.retain(|date| {
        let before = part[..date.start].trim_end();
        // `1992: 1905` is a page.
        let colon = before.ends_with(':')
            && before.trim_end_matches(':').ends_with(|c: char| c.is_alphanumeric());
        !colon && !ends_with_word(before)
    });
    usable
}

/// Whether `before` ends with a word such as *p.*
fn ends_with_word(before: &str) -> bool {
    let last = before.rsplit([' ', ',', '\n', '(']).next().unwrap_or("");
    let word = last.trim_end_matches('.');
    // A lone capital is an initial.
    !word.is_empty()
        && (word.chars().all(char::is_lowercase) || last == "S.")
        && last.len() <= 12
        && lexicon::is_locator(&Fold::Word.of(word))
        && !Section::WeakLocators.has(&Fold::Word.of(word))
}

/// Where a locator begins in a part of a citation without a year: at its comma, or its word.
pub(crate) fn start(part: &str) -> Option<usize> {
    for (at, _) in part.match_indices([' ', ',']) {
        let rest = part[at..].trim_start_matches([' ', ',']);
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let number = rest[word.len()..].trim_start_matches(['.', ' ']);
        if !word.is_empty()
            && lexicon::is_locator(&Fold::Word.of(word))
            && number.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some(part[..at].trim_end_matches([' ', ',']).len());
        }
    }
    None
}

/// The locator that words after a date begin with and are, to their end.
pub(crate) fn after(rest: &str) -> Option<String> {
    let words = trim(rest);
    is_locator(rest, words).then(|| crate::language::fold::one_line(words))
}

/// How far a locator reaches into the text after a date without a bracket: its words and its
/// numbers.
pub(crate) fn extent(rest: &str) -> Option<usize> {
    let rest = crate::language::clip(rest, 80);
    let words = rest.trim_start_matches([',', ':', ' ']);
    let before = rest.len() - words.len();
    let named = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let word = named.len();
    let known =
        word > 0 && lexicon::is_locator(&Fold::Word.of(named)) && named.chars().count() <= 8;
    let after = if known { words[word..].trim_start_matches(['.', ' ']) } else { words };
    let colon = rest.trim_start().starts_with([':', ',']);
    // `Negri 1991, 45` and `Negri 1991 p. 45`, but not `in Negri 1991 3 men`.
    let signed = known || colon && before > 0;
    if !signed || !after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !known && is_another_year(rest, after) {
        return None;
    }
    let numbers = |c: char| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ');
    let length = after.find(|c: char| !numbers(c)).unwrap_or(after.len());
    let used = after[..length].trim_end_matches([',', ' ', '-', '–']).len();
    let mut end = rest.len() - after.len() + used;
    for following in Section::FollowingPages.entries() {
        let tail = rest[end..].trim_start();
        if tail.starts_with(following) {
            end = rest.len() - tail.len() + following.trim_end_matches('.').len();
            break;
        }
    }
    Some(end)
}

/// Whether the number after a date and a comma is a date in its turn: `Negri 1979, 1991` names two
/// sources, and not a page.
fn is_another_year(rest: &str, words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let range = words[digits..].starts_with(['–', '-']);
    rest.trim_start().starts_with(',') && !range && year_at(words, 0).is_some()
}

/// A locator without the signs around it.
pub(crate) fn trim(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | ';'))
}

fn is_locator(rest: &str, words: &str) -> bool {
    if words.is_empty() || words.len() > 80 {
        return false;
    }
    let word = words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let numbered = words.starts_with(|c: char| c.is_ascii_digit());
    let signed = rest.trim_start().starts_with([',', ':', ' ']) || rest.starts_with(' ');
    numbered && signed && !rest.starts_with(char::is_alphanumeric) && !is_another_year(rest, words)
        || words.starts_with(['§', '¶'])
        || lexicon::is_locator(&Fold::Word.of(word))
            && (words.chars().any(|c| c.is_ascii_digit())
                || Section::LocatorsAlone.has(&Fold::Word.of(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::date::dates;

    #[test]
    fn finds_what_follows_a_date() {
        for (part, expected) in [
            ("Avrich 1967, p.36", Some("p.36")),
            ("Cahm 1989, pp. 7, 8, 11", Some("pp. 7, 8, 11")),
            ("Weber 1922: 45", Some("45")),
            ("Weber 1922, S. 12", Some("S. 12")),
            ("Marx 1867, ch. 3", Some("ch. 3")),
            ("Negri 1991", None),
            ("Negri 1991 and others", None),
            ("Negri 1979, 1991", None),
            ("Negri 1979: 1991", Some("1991")),
            ("Negri 1979, 1991–94", Some("1991–94")),
        ] {
            let end = dates(part)[0].end;
            assert_eq!(after(&part[end..]).as_deref(), expected, "{part}");
        }
    }

    #[test]
    fn pages_are_no_years() {
        for (part, count) in
            [("Smith 1990, pp. 1204", 1), ("Smith 1990: 1905", 1), ("Smith 1990, 1991", 2)]
        {
            assert_eq!(usable(part, dates(part)).len(), count, "{part}");
        }
    }
}
