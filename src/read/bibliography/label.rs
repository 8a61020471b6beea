//! How an entry is cited: by whom, and when.
//!
//! Author and date as pandoc prints them without being told otherwise (Chicago 17, 15.5–15.31): up
//! to three names, initials where two authors share a surname, a title where there is no name.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use super::render::stands_alone;
use super::rich;
use crate::doc::Name;
use crate::language::clip;
use crate::language::section::term;

/// How each entry is cited, by its key.
#[derive(Debug, Default)]
pub(super) struct Labels(pub(super) HashMap<String, Label>);

/// How an entry is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// Its authors, editors or title.
    pub(super) who: String,
    /// Its year, and the letter behind it.
    pub(super) when: String,
    /// What parts the two: a comma, where names have no year behind them.
    pub(super) comma: bool,
}

/// The words that go between names and in the place of a year.
#[derive(Debug, Clone, Copy)]
struct Terms {
    and: &'static str,
    others: &'static str,
    undated: &'static str,
}

impl Terms {
    /// Those of a language, given by its tag; English for the languages that have none.
    fn of(language: Option<&str>) -> Self {
        let [and, others, undated] = ["and", "others", "undated"].map(|name| term(language, name));
        Self { and, others, undated }
    }
}

/// How many names are printed; of more, the first and *et al.*
const NAMES: usize = 3;

/// How many names may be printed to tell works apart. The authors of two works in physics that share
/// their first hundred are told apart by other means.
const MOST: usize = 12;

impl Labels {
    /// Labels for the entries of a text in `language`, each with the letter its year bears.
    pub(super) fn of(lettered: &[(Entry, Option<char>)], language: Option<&str>) -> Self {
        let entries: Vec<&Entry> = lettered.iter().map(|(entry, _)| entry).collect();
        let terms = Terms::of(language);
        let shared = Surnames::of(&entries);
        let mut labels: Vec<Label> = lettered
            .iter()
            .map(|(entry, suffix)| {
                let when = entry.year.as_ref().map(|year| year.chars().chain(*suffix).collect());
                let comma = when.is_none() && !entry.people().is_empty();
                let when = when.unwrap_or_else(|| terms.undated.to_owned());
                Label { who: who(entry, &shared, terms, 1), when, comma }
            })
            .collect();
        // Two works of a first author and others in one year: more names tell them apart.
        let mut alike: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, label) in labels.iter().enumerate() {
            alike.entry((&label.who, &label.when)).or_default().push(at);
        }
        let mut longer = Vec::new();
        // More than a few of them are no works of people.
        for same in alike.values().filter(|same| (2..=26).contains(&same.len())) {
            for &at in same {
                let said = |at: usize, shown| who(entries[at], &shared, terms, shown);
                let own = |&shown: &usize| {
                    same.iter().all(|&other| other == at || said(other, shown) != said(at, shown))
                };
                let shown = (2..=entries[at].people().names.len().min(MOST)).find(own);
                longer.extend(shown.map(|shown| (at, said(at, shown))));
            }
        }
        for (at, who) in longer {
            labels[at].who = who;
        }
        Self(entries.iter().map(|entry| entry.key.clone()).zip(labels).collect())
    }
}

/// The given names of the first authors of each surname.
struct Surnames<'e>(HashMap<Cow<'e, str>, HashSet<&'e str>>);

impl<'e> Surnames<'e> {
    fn of(entries: &[&'e Entry]) -> Self {
        let mut given: HashMap<Cow<'_, str>, HashSet<&str>> = HashMap::new();
        for name in entries.iter().filter_map(|entry| entry.people().names.first()) {
            given.entry(name.surname()).or_default().insert(&name.given);
        }
        Self(given)
    }

    /// A first author: by the surname, with initials where others share it, and with all of the
    /// name where others share those too (Chicago 17, 15.22).
    fn first(&self, name: &Name) -> String {
        let others = || self.0.get(&*name.surname()).into_iter().flatten();
        if name.given.is_empty() || others().count() < 2 {
            return name.surname().into_owned();
        }
        let own = initials(&name.given);
        let alike = others().filter(|given| initials(given) == own).count();
        let given = if alike > 1 { &name.given } else { &own };
        format!("{given} {}", name.surname())
    }
}

/// `Peter Alexeyevich` → `P. A.`, `Jean-Paul` → `J.-P.`
fn initials(given: &str) -> String {
    let initial = |name: &str| name.chars().next().map(|c| format!("{c}."));
    let word = |word: &str| word.split('-').filter_map(initial).collect::<Vec<_>>().join("-");
    given.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// Whom an entry is cited by: its authors, else its editors, else its title. Where there are too
/// many names, `shown` of them.
fn who(entry: &Entry, surnames: &Surnames<'_>, terms: Terms, shown: usize) -> String {
    let people = entry.people();
    let count = people.names.len();
    // No more than are shown, however many there are.
    let named = people.names.iter().take(MOST.max(shown));
    let names: Vec<String> = named
        .enumerate()
        .map(|(at, name)| if at == 0 { surnames.first(name) } else { name.surname().into_owned() })
        .map(|name| short(&name).into_owned())
        .collect();
    let Terms { and, others, .. } = terms;
    match &names[..] {
        [] => match entry.title.as_deref().map(rich::plain) {
            Some(title) if stands_alone(entry) => short(&title).into_owned(),
            Some(title) => format!("“{}”", short(&title)),
            None => entry.key.clone(),
        },
        [one] if people.others => format!("{one} {others}"),
        names if people.others && count < NAMES.max(shown) => {
            format!("{}, {others}", names.join(", "))
        }
        [one] => one.clone(),
        [one, other] if count == 2 && !people.others => format!("{one} {and} {other}"),
        [first @ .., last] if count <= NAMES.max(shown) && !people.others => {
            format!("{}, {and} {last}", first.join(", "))
        }
        [..] if shown == 1 => format!("{} {others}", names[0]),
        [..] => format!("{}, {others}", names[..shown].join(", ")),
    }
}

/// A name or a title as it is cited: whole, unless it is one that nobody cites whole. What stands in
/// a text for each of its citations must not make it long without end.
fn short(words: &str) -> Cow<'_, str> {
    const LONGEST: usize = 240;
    if words.len() <= LONGEST {
        return Cow::Borrowed(words);
    }
    let near = clip(words, LONGEST);
    let cut = near.rsplit_once(' ').map_or(near, |(whole, _)| whole);
    Cow::Owned(format!("{cut}…"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_names() {
        let cases = [("Peter", "P."), ("Jean-Paul", "J.-P."), ("Émile Zoé", "É. Z."), ("", "")];
        for (given, expected) in cases {
            assert_eq!(initials(given), expected);
        }
    }
}
