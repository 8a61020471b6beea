//! Hayagriva YAML, the bibliographies of Typst: works in works, `parent:` by `parent:`.

use serde_json::Value;

use super::csl::text;
use super::entry::Entry;
use super::rich;
use super::year::year;
use crate::doc::{Field, Name, People};

/// Reads the entry under `key`. `None` if it says nothing.
pub(super) fn read(key: &str, value: &Value) -> Option<Entry> {
    let kind = word(value, "type").unwrap_or_default().to_lowercase();
    let parent = match value.get("parent") {
        Some(Value::Array(several)) => several.first(),
        parent => parent,
    };
    let parent_kind = parent.and_then(|parent| word(parent, "type")).unwrap_or_default();
    let mut entry = Entry {
        key: key.to_owned(),
        kind: csl_kind(&kind, &parent_kind.to_lowercase()).to_owned(),
        authors: people(value, "author"),
        editors: people(value, "editor"),
        translators: affiliated(value, "translator"),
        year: date(value),
        title: word(value, "title"),
        ..Entry::default()
    };
    if entry.people().is_empty() {
        entry.authors = affiliated(value, "director");
    }
    let own = [Some(value), parent];
    let mut outer = parent;
    // The publisher may be that of a series two works up.
    let mut levels = own.iter().flatten().copied().collect::<Vec<_>>();
    while let Some(next) = outer.and_then(|work| work.get("parent")).filter(|_| levels.len() < 4) {
        levels.push(next);
        outer = Some(next);
    }
    for (level, work) in levels.iter().enumerate() {
        if level > 0 {
            entry.set(Field::Container, word(work, "title"));
            if entry.editors.is_empty() {
                entry.editors = people(work, "editor");
            }
            entry.year = entry.year.or_else(|| date(work));
        }
        take(&mut entry, work);
    }
    entry.says_something().then_some(entry)
}

/// Takes over what a work says that stands by itself in CSL too.
fn take(entry: &mut Entry, work: &Value) {
    let pairs = [
        (Field::Volume, "volume"),
        (Field::Issue, "issue"),
        (Field::Pages, "page-range"),
        (Field::Edition, "edition"),
        (Field::Genre, "genre"),
        (Field::Place, "location"),
        (Field::Url, "url"),
        (Field::Publisher, "organization"),
    ];
    if let Some(publisher) = work.get("publisher") {
        entry.set(Field::Publisher, text(publisher).or_else(|| word(publisher, "name")));
        entry.set(Field::Place, word(publisher, "location"));
    }
    for (field, name) in pairs {
        entry.set(field, word(work, name).map(|value| value.replace("--", "–")));
    }
    if let Some(serial) = work.get("serial-number") {
        entry.set(Field::Doi, word(serial, "doi"));
        entry.set(Field::Isbn, word(serial, "isbn"));
        entry.set(Field::Number, text(serial).or_else(|| word(serial, "serial")));
    }
}

/// The year of a work; `~` before it says that it is not quite known.
fn date(work: &Value) -> Option<String> {
    let date = word(work, "date")?;
    match date.strip_prefix('~') {
        Some(about) => year(about).map(|about| format!("ca. {about}")),
        None => year(&date),
    }
}

/// The people who had a part in a work under a role that has no field of its own.
fn affiliated(work: &Value, role: &str) -> People {
    let several = work.get("affiliated").and_then(Value::as_array);
    let found =
        several.into_iter().flatten().find(|some| word(some, "role").as_deref() == Some(role));
    found.map(|some| people(some, "names")).unwrap_or_default()
}

/// A value: a string, or a map with its `value`.
fn word(work: &Value, name: &str) -> Option<String> {
    let value = work.get(name)?;
    text(value).or_else(|| value.get("value").and_then(text))
}

fn people(work: &Value, name: &str) -> People {
    let one = |value: &Value| {
        if let Some(name) = text(value) {
            return Some(Name::of(&rich::plain(&name)).sorted());
        }
        let part = |name: &str| {
            let words = value.get(name).and_then(text);
            words.map(|words| rich::plain(&words).into_owned()).unwrap_or_default()
        };
        let name = Name {
            particle: part("prefix"),
            family: part("name"),
            given: part("given-name"),
            suffix: part("suffix"),
            ..Name::default()
        };
        (!name.family.is_empty()).then(|| name.sorted())
    };
    match work.get(name) {
        Some(Value::Array(several)) => several.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => People::default(),
    }
}

fn csl_kind(kind: &str, parent: &str) -> &'static str {
    match (kind, parent) {
        ("article", "proceedings" | "conference") => "paper-conference",
        ("article", _) => "article-journal",
        ("chapter" | "anthos", _) => "chapter",
        ("entry", _) => "entry-encyclopedia",
        ("thesis", _) => "thesis",
        ("report", _) => "report",
        ("web" | "post" | "thread", _) => "webpage",
        ("manuscript", _) => "manuscript",
        ("misc" | "artwork" | "audio" | "video" | "repository" | "performance", _) => "document",
        _ => "book",
    }
}
