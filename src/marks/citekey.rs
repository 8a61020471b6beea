//! The key a work is cited by in what goes out: `kropotkin-1902`, as its sources have theirs.

use super::About;
use crate::language::date::{When, dates};
use crate::language::fold::slug;
use crate::language::name::Name;
use crate::text::Text;

/// What metadata call a key that a text brings along.
const BROUGHT: [&str; 3] = ["citekey", "citation-key", "citation_key"];

impl About {
    /// What a text says of the work it is; its id is still to be given.
    pub fn of(text: &Text) -> Self {
        let metadata = &text.document.metadata;
        let is_key = |(name, _): &&(String, String)| BROUGHT.contains(&&*name.to_lowercase());
        let key = metadata.more.iter().find(is_key);
        let key = key.map(|(_, key)| (BROUGHT[0].to_owned(), key.as_str().into()));
        Self {
            title: Some(text.title().to_owned()),
            creators: metadata.authors.clone(),
            date: metadata.date.clone(),
            identifiers: metadata.identifiers().collect(),
            more: key.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The key the work is cited by: the one that it brought along, else up to three surnames and the
    /// year, else words of its title.
    pub fn key(&self) -> String {
        let brought = BROUGHT.iter().chain(&["citationKey"]).find_map(|name| {
            let key = self.more.get(*name)?.as_str()?.trim().trim_start_matches('@');
            // What pandoc takes for a key without braces (User’s Guide, Citation syntax).
            let plain = |c: char| c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c);
            (!key.is_empty() && key.chars().all(plain)).then(|| key.to_owned())
        });
        brought.unwrap_or_else(|| self.made_key())
    }

    fn made_key(&self) -> String {
        let names = self.creators.iter().map(|name| slug(&Name::of_author(name).family));
        let names: Vec<String> = names.filter(|it| !it.is_empty()).collect();
        let mut parts: Vec<String> = match &names[..] {
            [] => {
                let title = slug(self.title.as_deref().unwrap_or("source"));
                title.split('-').take(3).map(str::to_owned).collect()
            }
            [_] | [_, _] | [_, _, _] => names,
            [first, ..] => vec![first.clone(), "et-al".to_owned()],
        };
        parts.extend(self.year().map(|year| year.to_string()));
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() { "source".to_owned() } else { parts.join("-") }
    }

    /// The year it was published in.
    pub fn year(&self) -> Option<u16> {
        let date = self.date.as_deref()?;
        // A day as ISO 8601 has it is no range of years.
        let iso = date.trim().split('-').next().filter(|year| year.len() == 4);
        let year = dates(date).into_iter().find_map(|date| match date.when {
            When::Year(year) | When::Range(year, _) => Some(year),
            _ => None,
        });
        year.or_else(|| iso?.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_sources() {
        let key = |title: &str, creators: &[&str], date: &str| {
            let creators = creators.iter().map(|&name| name.to_owned()).collect();
            let (title, date) = (Some(title.to_owned()), Some(date.to_owned()));
            About { title, creators, date, ..About::default() }.key()
        };
        let cases = [
            (key("Mutual Aid", &["Peter Kropotkin"], "1902"), "kropotkin-1902"),
            (key("Mutual Aid", &["Kropotkin, Peter"], "2 May 1902"), "kropotkin-1902"),
            (key("X", &["Simone de Beauvoir"], "1949-06-01"), "de-beauvoir-1949"),
            (key("On the Jewish Question, Again", &[], ""), "on-the-jewish"),
            (key("X", &["A. One", "B. Two", "C. Three", "D. Four"], "n.d."), "one-et-al"),
            (key("", &[], ""), "source"),
        ];
        for (key, expected) in cases {
            assert_eq!(key, expected);
        }
        let more = [("citekey".to_owned(), "@kropotkinMutualAid1902".into())].into_iter().collect();
        assert_eq!(About { more, ..About::default() }.key(), "kropotkinMutualAid1902");
    }
}
