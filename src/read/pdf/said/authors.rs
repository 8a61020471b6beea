//! The authors of a PDF that does not say them: the name next to the title on its first page.
//!
//! A subtitle stands there, too, and an address. So only what has the form of names counts, and only
//! words that the text has in small letters nowhere.

use crate::doc::Document;
use crate::language::fold::{self, Fold};
use crate::language::lexicon;
use crate::language::prose::words::tokens;
use crate::language::section::Section;
use crate::read::pdf::said::about::{Head, Seen};

/// Adds the author to what is known of a text, where the file says none: the name that stands below the
/// title on the first page, or above it as its only line.
pub(in crate::read::pdf) fn add(document: &mut Document, seen: &Seen) {
    if !document.metadata.authors.is_empty() {
        return;
    }
    let page = seen.first_page();
    let Some(title) = document.metadata.title.as_deref().map(fold::letters) else { return };
    let Some((begin, end)) = lines_of(page, &title) else { return };
    let next = |at: usize| page.get(at).filter(|head| head.0 <= page[begin].0);
    let below = next(end).map(|head| names(&head.1));
    let above = || next(0).filter(|_| begin == 1).map(|head| names(&head.1));
    let found = below.filter(|names| !names.is_empty()).or_else(above).unwrap_or_default();
    // What a book is called it speaks of; its author it seldom names, and never in small letters.
    let spoken = |name: &String| {
        tokens(name).filter(|word| word.chars().count() > 2).all(|word| {
            let small = word.to_lowercase();
            let times = memchr::memmem::find_iter(document.text.as_bytes(), small.as_bytes());
            times.take(200).any(|at| {
                let before = document.text[..at].chars().next_back();
                let after = document.text[at + small.len()..].chars().next();
                [before, after].into_iter().flatten().all(|c| !c.is_alphanumeric())
            })
        })
    };
    if !found.iter().any(spoken) {
        document.metadata.authors = found;
    }
}

/// The lines of a page that have these letters: where they begin, and the line after them.
fn lines_of(page: &[Head], letters: &str) -> Option<(usize, usize)> {
    let begins = |at: usize| {
        let mut rest = letters;
        for (index, head) in page.iter().enumerate().skip(at) {
            rest =
                rest.strip_prefix(fold::letters(&head.1).as_str()).filter(|_| !rest.is_empty())?;
            if rest.is_empty() {
                return Some((at, index + 1));
            }
        }
        None
    };
    (0..page.len().min(40)).find_map(begins)
}

/// The authors that a line names: nothing but names of two words at least, and what joins them.
fn names(line: &str) -> Vec<String> {
    let mut said = line;
    for (at, _) in line.match_indices(' ').take(2) {
        if Section::By.has(&Fold::Word.of(&line[..at])) {
            said = &line[at + 1..];
        }
    }
    // Marks of affiliations and notes cling to names.
    let bare = |word: &str| {
        let sign = |c: char| c.is_ascii_digit() || "∗*†‡§¶‖+".contains(c);
        let end = word.trim_end_matches(sign).trim_end_matches(',').trim_end_matches(sign);
        if word.ends_with(',') { format!("{end},") } else { end.to_owned() }
    };
    let words: Vec<String> = said.split_whitespace().map(bare).collect();
    let joined = words.join(" ");
    let parts = joined.split([',', ';', '&']).flat_map(|part| {
        let mut names = vec![String::new()];
        for word in part.split_whitespace() {
            if lexicon::joins(&Fold::Word.of(word)) {
                names.push(String::new());
            } else if let Some(name) = names.last_mut() {
                name.push_str(if name.is_empty() { "" } else { " " });
                name.push_str(word);
            }
        }
        names
    });
    let is_others = |name: &str| lexicon::is_others(&Fold::Word.of(name));
    let names: Vec<String> = parts.filter(|name| !name.is_empty() && !is_others(name)).collect();
    if names.iter().all(|name| is_name(name)) { names } else { Vec::new() }
}

/// Whether words may be a name: two to five, each with a capital but the small ones within names, and
/// none that titles begin with.
fn is_name(name: &str) -> bool {
    let parts: Vec<&str> = name.split(' ').collect();
    let first = Fold::Word.of(parts[0]);
    let opens = lexicon::opens_title(&first);
    let letters = |part: &&str| part.chars().all(|c| c.is_alphabetic() || ".'’-‐".contains(c));
    let capital = |part: &&str| {
        part.starts_with(char::is_uppercase) || lexicon::is_noble(&Fold::Word.of(part))
    };
    let whole = parts.iter().filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 1);
    (2..=5).contains(&parts.len())
        && !opens
        && whole.count() > 0
        && parts.iter().all(|part| letters(part) && capital(part))
        && parts.last().is_some_and(|last| last.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_names_are_told_from_others() {
        let cases: [(&str, &[&str]); 12] = [
            ("Peter Kropotkin", &["Peter Kropotkin"]),
            ("by Maud Ellery", &["Maud Ellery"]),
            ("Rui Wang1 and Günter Neumann2", &["Rui Wang", "Günter Neumann"]),
            ("Ivo H. M. van Stokkum, Ann Doe∗†", &["Ivo H. M. van Stokkum", "Ann Doe"]),
            ("Travers Ching and others", &["Travers Ching"]),
            ("Вера Лаптева", &["Вера Лаптева"]),
            ("A Factor of Evolution", &[]),
            ("The Scales", &[]),
            ("Abstract", &[]),
            ("February 24, 1993", &[]),
            ("University of Stuttgart", &[]),
            ("{gal,brendan}@mozilla.com", &[]),
        ];
        for (line, expected) in cases {
            assert_eq!(names(line), expected, "{line}");
        }
    }

    #[test]
    fn a_title_of_two_lines_is_found() {
        let page = [(90, "A Journal"), (170, "On Keeping"), (170, "Bees"), (120, "Ann Doe")];
        let page = page.map(|(size, words)| (size, words.to_owned()));
        assert_eq!(lines_of(&page, "onkeepingbees"), Some((1, 3)));
        assert_eq!(lines_of(&page, "onkeeping"), Some((1, 2)));
        assert_eq!(lines_of(&page, "keepingbees"), None);
    }
}
