//! Entries of a bibliography: where one begins, and in what order they stand.
//!
//! The alphabet numbers the pages of a bibliography. Where it falls back, a page was turned.

use unicode_normalization::UnicodeNormalization;

use super::page::{Print, Role, Sort};
use super::sentence::{End, end};
use super::words::fold;

/// Whether two lines are entries in the order of the alphabet: a page may end between them, but to
/// part them would only put them together again.
pub(super) fn alphabetical(keys: &[Vec<String>], before: usize, at: usize) -> bool {
    keys[before].last().zip(keys[at].first()).is_some_and(|(before, after)| before <= after)
}

/// The names in a line that may begin entries: turned round, with a year soon after, behind a
/// stop, or at the start where the line before stops. The stop of an initial is none, and a city
/// before its publisher, *New York, Dover*, has the year before it.
pub(super) fn names(words: &str, fresh: bool) -> Vec<String> {
    let mut begins: Vec<usize> = if fresh { vec![0] } else { Vec::new() };
    let stops = words.match_indices(". ").filter(|&(at, _)| {
        let word = words[..at].rsplit([' ', '-', '.']).next().unwrap_or("");
        word.chars().count() > 1
    });
    begins.extend(stops.map(|(at, stop)| at + stop.len()));
    let name = |&begin: &usize| {
        let name = words[begin..].split_once(", ").map(|(name, _)| name)?;
        let one = !name.contains(char::is_whitespace);
        entry_key(&words[begin..]).filter(|_| one)
    };
    begins.iter().filter_map(name).collect()
}

/// For each line, the names that begin entries of a bibliography in it, where entries stand thick
/// enough to be one.
pub(super) fn entry_keys(print: &Print<'_>) -> Vec<Vec<String>> {
    let mut keys: Vec<Vec<String>> = Vec::with_capacity(print.lines.len());
    let mut fresh = true;
    for line in &print.lines {
        let body = line.role == Role::Body && matches!(line.sort, Sort::Text | Sort::Item);
        let opens = entry_key(line.words).filter(|_| fresh || line.sort == Sort::Item);
        // Only short lines are wrapped lines, with entries within them.
        let inner = if body && line.sort == Sort::Text && line.words.len() <= 400 {
            names(line.words, false)
        } else {
            Vec::new()
        };
        keys.push(if body { opens.into_iter().chain(inner).collect() } else { Vec::new() });
        let last = line.words.rsplit(char::is_whitespace).next().unwrap_or("");
        fresh = !body
            || end(line.words) == End::Stop
            || last.contains("://")
            || !print.plain && line.words.len() > 400;
    }
    let marked: Vec<usize> = (0..keys.len()).filter(|&at| !keys[at].is_empty()).collect();
    let mut dense = vec![false; keys.len()];
    for (window, lines) in [(3, 24), (2, 1)] {
        for window in marked.windows(window) {
            if window[window.len() - 1] - window[0] <= lines {
                window.iter().for_each(|&at| dense[at] = true);
            }
        }
    }
    for (keys, dense) in keys.iter_mut().zip(dense) {
        if !dense {
            keys.clear();
        }
    }
    keys
}

/// The name an entry begins with: `Kropotkin, Peter 1902`.
pub(super) fn entry_key(words: &str) -> Option<String> {
    let (name, rest) = words.split_once(',')?;
    let year = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|part| part.len() == 4 && matches!(part.as_bytes()[0], b'1' | b'2'))
    };
    let short = name.len() <= 40 && name.split_whitespace().count() <= 4;
    let given = rest.trim_start().starts_with(char::is_uppercase);
    let head: String = rest.chars().take(160).collect();
    let initial = name.chars().nth(1) == Some('.');
    let turned = short && given && !initial && name.starts_with(char::is_uppercase);
    (turned && year(&head)).then(|| letters(name))
}

/// A name as the alphabet orders it: without case and accents.
fn letters(name: &str) -> String {
    fold(name).nfd().filter(|c| c.is_alphanumeric()).collect()
}
