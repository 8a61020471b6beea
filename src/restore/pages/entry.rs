//! Entries of a bibliography: where one begins, and in what order they stand.
//!
//! The alphabet numbers the pages of a bibliography. Where it falls back, a page was turned.

use crate::language::date::is_printed;
use crate::language::fold::letters;
use crate::language::prose::sentence::{End, end};
use crate::restore::lines::Sort;
use crate::restore::pages::role::Print;

/// How far an entry goes on after its name until its year, in bytes: an entry of many authors is
/// the longest.
const TO_YEAR: usize = 240;

/// The names in a line that may begin entries: turned round, with a year soon after, after a
/// stop or an address, or at the start where the line before stops. The stop of an initial is
/// none, and a city before its publisher, *New York, Dover*, has the year before it. `after` is
/// what follows the line.
fn names(words: &str, after: &str, fresh: bool) -> Vec<String> {
    let mut begins: Vec<usize> = if fresh { vec![0] } else { Vec::new() };
    let stops = words.match_indices(". ").filter(|&(at, _)| {
        let word = words[..at].rsplit([' ', '-', '.']).next().unwrap_or("");
        word.chars().count() > 1
    });
    begins.extend(stops.map(|(at, stop)| at + stop.len()));
    begins.extend(words.match_indices(' ').map(|(at, _)| at + 1).filter(|&at| {
        let word = words[..at - 1].rsplit(' ').next().unwrap_or("");
        word.contains("://") && !word.ends_with('.')
    }));
    begins.sort_unstable();
    let name = |&begin: &usize| {
        let name = words[begin..].split_once(", ").map(|(name, _)| name)?;
        let one = !name.contains(char::is_whitespace);
        entry_key_before(&words[begin..], after).filter(|_| one)
    };
    begins.iter().filter_map(name).collect()
}

/// What follows line number `at` in its run of printed lines, as far as an entry may need.
fn following(print: Print<'_, '_>, at: usize) -> String {
    let mut after = String::new();
    for (role, line) in print.with_roles().skip(at + 1) {
        let goes_on = line.sort == Sort::Text && line.words.len() <= 170 && line.feeds == 0;
        if !goes_on || role.is_furniture() || after.len() > TO_YEAR {
            break;
        }
        after.push(' ');
        after.push_str(line.words);
    }
    after
}

/// The entries of a bibliography that begin in each line.
#[derive(Debug)]
pub(crate) struct Entries {
    keys: Vec<Vec<String>>,
    /// Whether the line looks like the first of an entry, whatever stands before it.
    opens: Vec<bool>,
}

impl Entries {
    /// Finds the names that begin entries, where they stand thick enough to be a bibliography.
    pub(crate) fn of(print: Print<'_, '_>) -> Self {
        let mut keys: Vec<Vec<String>> = Vec::with_capacity(print.lines.len());
        let mut opens = Vec::with_capacity(print.lines.len());
        let mut fresh = true;
        for (at, line) in print.lines.iter().enumerate() {
            let body = print.is_body(at) && matches!(line.sort, Sort::Text | Sort::Item);
            // Only short lines are wrapped lines, with entries within them.
            let wrapped = line.sort == Sort::Text && line.words.len() <= 400;
            let after = if body && wrapped && line.words.contains(',') {
                following(print, at)
            } else {
                String::new()
            };
            let first = entry_key_before(line.words, &after);
            opens.push(first.is_some() || is_unnamed(line.words));
            keys.push(if !body {
                Vec::new()
            } else if after.is_empty() {
                first.filter(|_| fresh || line.sort == Sort::Item).into_iter().collect()
            } else {
                names(line.words, &after, fresh)
            });
            let last = line.words.rsplit(char::is_whitespace).next().unwrap_or("");
            fresh = !body
                || end(line.words) == End::Stop
                || last.contains("://")
                || !print.plain && line.words.len() > 400;
        }
        let mut entries = Self { keys, opens };
        entries.keep_dense();
        entries.drop_strays();
        entries
    }

    fn keep_dense(&mut self) {
        let keys = &mut self.keys;
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
    }

    /// Drops names that stand out of the alphabet while those on both sides keep it: a publisher
    /// or a journal that looks like an author.
    fn drop_strays(&mut self) {
        let all: Vec<(usize, usize)> = self
            .keys
            .iter()
            .enumerate()
            .flat_map(|(at, keys)| (0..keys.len()).map(move |index| (at, index)))
            .collect();
        let name = |&(at, index): &(usize, usize)| self.keys[at][index].as_str();
        let strays: Vec<(usize, usize)> = all
            .windows(3)
            .filter(|near| near[2].0 - near[0].0 < 60)
            .filter(|near| {
                let (before, own, after) = (name(&near[0]), name(&near[1]), name(&near[2]));
                before <= after && !(before..=after).contains(&own)
            })
            .map(|near| near[1])
            .collect();
        for (at, index) in strays.into_iter().rev() {
            self.keys[at].remove(index);
        }
    }

    /// The names that begin entries in line number `at`.
    pub(crate) fn of_line(&self, at: usize) -> &[String] {
        &self.keys[at]
    }

    /// Whether line number `at` looks like the first of an entry.
    pub(crate) fn opens(&self, at: usize) -> bool {
        self.opens[at]
    }

    /// Whether an entry begins in some of the lines `near`, as far as there are such.
    pub(crate) fn any_in(&self, near: std::ops::Range<usize>) -> bool {
        self.keys[near.start..near.end.min(self.keys.len())].iter().any(|keys| !keys.is_empty())
    }

    /// Whether two lines are entries in the order of the alphabet: a page may end between them,
    /// but to part them would only put them together again.
    pub(crate) fn alphabetical(&self, before: usize, at: usize) -> bool {
        let pair = self.keys[before].last().zip(self.keys[at].first());
        pair.is_some_and(|(before, after)| before <= after)
    }
}

/// Whether words begin an entry without a name: one that stands under its title, or under the
/// author before, for whom three dashes stand.
pub(crate) fn is_unnamed(words: &str) -> bool {
    ["“", "\"", "„", "«", "———", "---", "———", "——"].iter().any(|sign| words.starts_with(sign))
}

/// The name an entry begins with: `Kropotkin, Peter 1902`.
pub(crate) fn entry_key(words: &str) -> Option<String> {
    entry_key_before(words, "")
}

/// The name an entry begins with, where `after` follows its first line.
fn entry_key_before(words: &str, after: &str) -> Option<String> {
    let (name, rest) = words.split_once(',')?;
    let year = |text: &str| {
        text.split(|c: char| !c.is_ascii_digit())
            .any(|part| part.len() == 4 && part.parse().is_ok_and(is_printed))
    };
    let short = name.len() <= 40 && name.split_whitespace().count() <= 4;
    let given = rest.trim_start().starts_with(char::is_uppercase);
    let initial = name.chars().nth(1) == Some('.');
    let turned = short && given && !initial && name.starts_with(char::is_uppercase);
    let head = || rest.chars().chain(after.chars()).take(TO_YEAR).collect::<String>();
    (turned && year(&head())).then(|| letters(name))
}
