//! Keys: a name for each reference that is unique in its text and can be guessed, such as
//! `kropotkin-1902` or `negri-1979b`.

use std::collections::HashMap;

use crate::language::date::When;
use crate::language::fold::slug;
use crate::link::works::entry::Entry;
use crate::link::works::entry::people::People;

/// The keys given so far, and how often each was asked for.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    given: HashMap<String, u32>,
}

impl Keys {
    /// Takes a key that the source of an entry gives it.
    pub(crate) fn take(&mut self, key: &str) {
        *self.given.entry(key.to_owned()).or_insert(0) += 1;
    }

    /// Makes the key of an entry: up to three surnames, or the first words of the title, and the
    /// year with its letter.
    pub(crate) fn make(&mut self, entry: &Entry, people: &People) -> Box<str> {
        let mut parts: Vec<String> = match people.names() {
            [] => {
                let title = entry.title.as_deref().unwrap_or("source");
                // The number of a section comes last.
                let most = if entry.law.is_some() { 8 } else { 3 };
                slug(title).split('-').take(most).map(str::to_owned).collect()
            }
            names @ [_] | names @ [_, _] | names @ [_, _, _] => {
                names.iter().map(|name| slug(&name.family)).collect()
            }
            [first, ..] => vec![slug(&first.family), "et-al".to_owned()],
        };
        parts.push(date(entry));
        parts.retain(|part| !part.is_empty());
        let mut key = parts.join("-");
        if key.is_empty() {
            "source".clone_into(&mut key);
        }
        // A key made longer may be the key of another entry already.
        loop {
            let count = self.given.entry(key.clone()).or_insert(0);
            *count += 1;
            if *count == 1 {
                return key.into();
            }
            key = format!("{key}-{count}");
        }
    }
}

fn date(entry: &Entry) -> String {
    let Some(date) = &entry.date else { return String::new() };
    let mut key = match date.when {
        When::Year(year) => year.to_string(),
        When::Range(first, last) if first / 100 == last / 100 => {
            format!("{first}-{:02}", last % 100)
        }
        When::Range(first, last) => format!("{first}-{last}"),
        When::Undated => "nd".to_owned(),
        When::Forthcoming => "forthcoming".to_owned(),
        When::Partial(digits, _) => digits.to_string(),
    };
    key.extend(date.suffix);
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::works::entry;

    #[test]
    fn keys_can_be_guessed_and_never_repeat() {
        let mut keys = Keys::default();
        for (text, expected) in [
            ("Kropotkin, Peter 1902. Mutual Aid. London", "kropotkin-1902"),
            ("Negri, Antonio 1979b. Marx oltre Marx. Milano", "negri-1979b"),
            (
                "Alquati, R., N. Negri and A. Sormano circa 1976. U. Turin",
                "alquati-negri-sormano-1976",
            ),
            ("Red Notes & the CSE 1979. Working Class. London", "red-notes-cse-1979"),
            ("Marx, Karl 1845–46. The German Ideology", "marx-1845-46"),
            ("Kropotkin, Peter 1902. Mutual Aid again. London", "kropotkin-1902-2"),
            ("“DragoNN.” n.d. Accessed", "dragonn-nd"),
        ] {
            let entry = entry::read(text, &[]);
            assert_eq!(&*keys.make(&entry, &entry.people), expected);
        }
    }
}
