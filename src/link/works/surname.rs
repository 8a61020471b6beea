//! The works of one surname, by what a citation says besides.

use std::collections::HashMap;
use std::hash::Hash;

use crate::doc::ReferenceId;
use crate::language::date::When;
use crate::link::works::entry::people::People;

/// The works of one surname. There may be hundreds, and each citation that names it asks which.
#[derive(Debug, Default)]
pub(crate) struct BySurname {
    pub all: Vec<ReferenceId>,
    by_year: HashMap<When, Vec<ReferenceId>>,
    /// By the first word of a title.
    pub by_title: HashMap<String, Vec<ReferenceId>>,
}

impl BySurname {
    pub(crate) fn add(&mut self, id: ReferenceId, whens: &[When], titles: &[String]) {
        if self.all.last() == Some(&id) {
            return;
        }
        self.all.push(id);
        for &when in whens {
            push(&mut self.by_year, when, id);
            if let When::Range(first, last) = when {
                push(&mut self.by_year, When::Year(first), id);
                push(&mut self.by_year, When::Year(last), id);
            }
        }
        for title in titles {
            let first = title.split(' ').next().unwrap_or(title);
            push(&mut self.by_title, first.to_owned(), id);
        }
    }

    /// Those of a date, among others where its last digits are lost.
    pub(crate) fn of(&self, when: When) -> &[ReferenceId] {
        match when {
            When::Partial(..) => &self.all,
            when => self.by_year.get(&when).map_or(&[], Vec::as_slice),
        }
    }
}

/// What citations call the first author by: the words of the surname in either reading, and the
/// initials of an institution.
pub(crate) fn surnames(people: &People) -> Vec<String> {
    let mut surnames = Vec::new();
    for (reading, names) in people.readings.iter().enumerate() {
        let words = names.first().map_or(&[][..], |name| &name.surname);
        surnames.extend_from_slice(words);
        if reading == 0 && words.len() > 1 {
            surnames.push(initials(words));
        }
    }
    surnames
}

/// The first letters of words, as institutions are called by them.
pub(crate) fn initials(words: &[String]) -> String {
    words.iter().filter_map(|word| word.chars().next()).collect()
}

/// Files a source under a key, once.
pub(crate) fn push<K: Hash + Eq>(map: &mut HashMap<K, Vec<ReferenceId>>, key: K, id: ReferenceId) {
    let ids = map.entry(key).or_default();
    if ids.last() != Some(&id) {
        ids.push(id);
    }
}
