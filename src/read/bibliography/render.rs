//! An entry as a line of a list of sources, by author and date.
//!
//! Plain author-date (Chicago 18, chapter 13): names, year, title, where it is part of, edition,
//! place and publisher, address. A reader shows entries; it does not typeset a journal.

use super::entry::Entry;
use super::rich;
use crate::doc::{Field, MarkKind, Name, People, Span};

/// Words, and what is marked in them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub words: String,
    pub marks: Vec<(Span, MarkKind)>,
}

/// Renders an entry, with the letter that tells it from others of its authors and year.
pub(super) fn render(entry: &Entry, suffix: Option<char>) -> Line {
    let mut line = Line::default();
    let heads = head(entry);
    if let Some(head) = &heads {
        line.sentence(head);
    } else {
        line.title(entry);
    }
    line.sentence(&date(entry, suffix));
    if heads.is_some() {
        line.title(entry);
    }
    line.container(entry);
    line.people(entry, heads.is_some());
    line.edition(entry);
    line.publisher(entry);
    line.address(entry);
    rich::settle(&mut line.words, &mut line.marks);
    for other in &entry.along {
        let Line { words, marks } = render(other, None);
        line.space();
        let start = line.words.len();
        line.words.push_str(&words);
        line.marks.extend(marks.into_iter().map(|(span, kind)| (span.shifted(start), kind)));
    }
    line
}

/// The names an entry is listed under: its authors, else its editors.
fn head(entry: &Entry) -> Option<String> {
    if !entry.authors.is_empty() {
        return Some(listed(&entry.authors));
    }
    let role = match entry.editors.names.len() {
        0 => return None,
        1 if !entry.editors.others => "ed",
        _ => "eds",
    };
    Some(format!("{}, {role}", listed(&entry.editors)))
}

/// `Surname, First, First Surname, and First Surname`.
fn listed(people: &People) -> String {
    let mut shown: Vec<String> = people.names.iter().map(Name::spoken).collect();
    if let (Some(first), Some(name)) = (shown.first_mut(), people.names.first()) {
        *first = name.inverted();
    }
    series(&shown, people.others)
}

fn spoken(people: &People) -> String {
    series(&people.names.iter().map(Name::spoken).collect::<Vec<_>>(), people.others)
}

fn series(names: &[String], others: bool) -> String {
    match names {
        [] => String::new(),
        names if others => format!("{}, et al.", names.join(", ")),
        [one] => one.clone(),
        // The first is inverted, so that a comma must part it from the second.
        [one, other] if one.contains(',') => format!("{one}, and {other}"),
        [one, other] => format!("{one} and {other}"),
        [first @ .., last] => format!("{}, and {last}", first.join(", ")),
    }
}

fn date(entry: &Entry, suffix: Option<char>) -> String {
    let mut date = entry.year.clone().unwrap_or_else(|| "n.d.".to_owned());
    if entry.year.is_some() {
        date.extend(suffix);
    }
    match entry.get(Field::Original).filter(|original| *original != date) {
        Some(original) => format!("[{original}] {date}"),
        None => date,
    }
}

/// Whether a work stands by itself, so that its title is set in italics.
pub(super) fn stands_alone(entry: &Entry) -> bool {
    let alone = ["book", "report", "collection", "motion_picture", "song", "map", "document"];
    let part = entry.get(Field::Container).is_some() && entry.kind != "book";
    alone.contains(&entry.kind.as_str()) && !part
}

impl Line {
    /// Adds words as a sentence of their own.
    fn sentence(&mut self, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        self.space();
        self.words.push_str(words);
        self.stop();
    }

    fn space(&mut self) {
        if !self.words.is_empty() && !self.words.ends_with(' ') {
            self.words.push(' ');
        }
    }

    /// Ends a sentence, unless it ended itself.
    fn stop(&mut self) {
        if !is_ended(&self.words) {
            self.words.push('.');
        }
    }

    fn emphasised(&mut self, words: &str) {
        let start = self.words.len();
        self.words.push_str(words);
        if start < self.words.len() {
            self.marks.push((Span::new(start, self.words.len()), MarkKind::Emphasis));
        }
    }

    fn title(&mut self, entry: &Entry) {
        let Some(title) = entry.title.as_deref().filter(|title| !title.is_empty()) else { return };
        self.space();
        if stands_alone(entry) {
            self.emphasised(title);
            self.stop();
            return;
        }
        // American style sets the stop within the marks, where links look for the title's end.
        let stop = if is_ended(title) { "" } else { "." };
        self.words.push_str(&format!("“{title}{stop}”"));
    }

    /// The journal or book a work is part of, with volume and pages.
    fn container(&mut self, entry: &Entry) {
        let pages = entry.get(Field::Pages).map(|pages| pages.replace("--", "–"));
        let volume = entry.get(Field::Volume);
        let Some(container) = entry.get(Field::Container) else {
            if let Some(volume) = volume {
                self.sentence(&format!("Vol. {volume}"));
            }
            return;
        };
        self.space();
        if matches!(entry.kind.as_str(), "chapter" | "paper-conference" | "entry-encyclopedia") {
            self.words.push_str("In ");
            self.emphasised(container);
            if let Some(volume) = volume {
                self.words.push_str(&format!(", vol. {volume}"));
            }
            if !entry.authors.is_empty() && !entry.editors.is_empty() {
                self.words.push_str(&format!(", edited by {}", spoken(&entry.editors)));
            }
            if let Some(pages) = pages {
                self.words.push_str(&format!(", {pages}"));
            }
            return self.stop();
        }
        self.emphasised(container);
        if let Some(volume) = volume {
            self.words.push_str(&format!(" {volume}"));
        }
        if let Some(issue) = entry.get(Field::Issue) {
            let issue =
                if volume.is_some() { format!(" ({issue})") } else { format!(", no. {issue}") };
            self.words.push_str(&issue);
        }
        if let Some(pages) = pages {
            self.words.push_str(&format!(": {pages}"));
        }
        self.stop();
    }

    fn people(&mut self, entry: &Entry, headed: bool) {
        if !entry.translators.is_empty() {
            self.sentence(&format!("Translated by {}", spoken(&entry.translators)));
        }
        let named = entry.authors.is_empty() && headed || entry.get(Field::Container).is_some();
        if !named && !entry.editors.is_empty() {
            self.sentence(&format!("Edited by {}", spoken(&entry.editors)));
        }
    }

    fn edition(&mut self, entry: &Entry) {
        if let Some(edition) = entry.get(Field::Edition) {
            self.sentence(&match edition.parse::<u32>() {
                Ok(1) => String::new(),
                Ok(number) => format!("{number}{} ed.", ordinal(number)),
                Err(_) => edition.to_owned(),
            });
        }
        for field in [Field::Series, Field::Genre, Field::Number] {
            self.sentence(entry.get(field).unwrap_or(""));
        }
    }

    fn publisher(&mut self, entry: &Entry) {
        let place = entry.get(Field::Place).unwrap_or("");
        // Registries repeat the name of a journal or an archive as its publisher.
        let publisher = entry.get(Field::Publisher).unwrap_or("");
        let repeats = entry.get(Field::Container) == Some(publisher);
        let publisher = if repeats { "" } else { publisher };
        let glue = if place.is_empty() || publisher.is_empty() { "" } else { ": " };
        self.sentence(&format!("{place}{glue}{publisher}"));
    }

    fn address(&mut self, entry: &Entry) {
        let doi = entry.get(Field::Doi).map(|doi| {
            let bare = doi.trim_start_matches("https://").trim_start_matches("http://");
            let bare = bare.trim_start_matches("dx.").trim_start_matches("doi.org/");
            format!("https://doi.org/{bare}")
        });
        let Some(address) = doi.or_else(|| entry.get(Field::Url).map(str::to_owned)) else {
            return;
        };
        self.space();
        let start = self.words.len();
        self.words.push_str(&address);
        let link = crate::doc::Target::Address(address.into());
        self.marks.push((Span::new(start, self.words.len()), MarkKind::Link(link)));
        self.stop();
    }
}

/// Whether words end as a sentence does.
fn is_ended(words: &str) -> bool {
    let last = |c: char| matches!(c, '”' | '’' | '"') || rich::is_sign(c);
    words.trim_end_matches(last).ends_with(['.', '?', '!', '…'])
}

fn ordinal(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: &str, authors: &[&str], title: &str, fields: &[(Field, &str)]) -> Entry {
        Entry {
            kind: kind.to_owned(),
            authors: authors.iter().map(|name| Name::of(name)).collect(),
            year: Some("1999".to_owned()),
            title: Some(title.to_owned()),
            fields: fields.iter().map(|(key, value)| (*key, (*value).to_owned())).collect(),
            ..Entry::default()
        }
    }

    #[test]
    fn renders_by_author_and_date() {
        let journal = [
            (Field::Container, "J"),
            (Field::Volume, "12"),
            (Field::Issue, "3"),
            (Field::Pages, "1--20"),
        ];
        let book = [(Field::Publisher, "Verso"), (Field::Place, "London"), (Field::Edition, "2")];
        let chapter =
            [(Field::Container, "All of It"), (Field::Pages, "5–9"), (Field::Doi, "10.1/x")];
        let cases = [
            (
                entry("article-journal", &["Doe, Ann", "Lee, Bo", "Ray, C."], "On It", &journal),
                "Doe, Ann, Bo Lee, and C. Ray. 1999. “On It.” J 12 (3): 1–20.",
            ),
            (
                entry("book", &["Doe, Ann", "Lee, Bo"], "Why?", &book),
                "Doe, Ann, and Bo Lee. 1999. Why? 2nd ed. London: Verso.",
            ),
            (
                entry("chapter", &["WHO"], "Part", &chapter),
                "WHO. 1999. “Part.” In All of It, 5–9. https://doi.org/10.1/x.",
            ),
            (entry("webpage", &[], "A Page", &[]), "“A Page.” 1999."),
        ];
        for (entry, expected) in cases {
            assert_eq!(render(&entry, None).words, expected);
        }
    }

    #[test]
    fn letters_and_first_editions() {
        let mut entry = entry("book", &[], "T", &[(Field::Original, "1867")]);
        entry.editors.names.push(Name::of("Doe, Ann"));
        let line = render(&entry, Some('b'));
        assert_eq!(line.words, "Doe, Ann, ed. [1867] 1999b. T.");
        let title = &line.words[line.marks[0].0.start..line.marks[0].0.end];
        assert_eq!((title, &line.marks[0].1), ("T", &MarkKind::Emphasis));
    }
}
