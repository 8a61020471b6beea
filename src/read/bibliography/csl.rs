//! CSL JSON, as Zotero and pandoc write it; CSL YAML says the same.
//!
//! Values are taken as they come: a number where a string is due, a date in any of its spellings.

use serde_json::Value;

use super::entry::{Entry, Name, year};

/// The items of a file: a list, or a list under `items` or `references`.
pub(super) fn items(value: &Value) -> Option<&Vec<Value>> {
    let list = ["items", "references"].iter().find_map(|name| value.get(name));
    list.unwrap_or(value).as_array()
}

/// Reads an item. `None` if it says nothing.
pub(super) fn read(item: &Value) -> Option<Entry> {
    let text = |name: &str| item.get(name).and_then(text);
    let people = |name: &str| -> Vec<Name> {
        let list = item.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(person).collect()
    };
    let kind = text("type").unwrap_or_else(|| "document".to_owned());
    let mut entry = Entry {
        key: text("id").or_else(|| text("citation-key")).unwrap_or_default(),
        authors: people("author"),
        editors: people("editor"),
        translators: people("translator"),
        year: item.get("issued").and_then(date),
        title: text("title"),
        kind,
        ..Entry::default()
    };
    const FIELDS: [&str; 12] = [
        "container-title",
        "volume",
        "issue",
        "page",
        "edition",
        "publisher",
        "publisher-place",
        "collection-title",
        "genre",
        "number",
        "DOI",
        "URL",
    ];
    for field in FIELDS {
        entry.set(field, text(field));
    }
    entry.set("publisher-place", text("event-place"));
    entry.set("ISBN", text("ISBN"));
    entry.set("original-date", item.get("original-date").and_then(date));
    entry.says_something().then_some(entry)
}

fn person(value: &Value) -> Option<Name> {
    if let Some(name) = text(value) {
        return Some(Name::of(&name));
    }
    let part = |name: &str| value.get(name).and_then(text).unwrap_or_default();
    let literal = part("literal");
    let family = if literal.is_empty() {
        let particles = [part("non-dropping-particle"), part("family")];
        particles.join(" ").trim().to_owned()
    } else {
        literal
    };
    let given = [part("given"), part("dropping-particle"), part("suffix")].join(" ");
    let name = Name { family, given: given.split_whitespace().collect::<Vec<_>>().join(" ") };
    match (name.family.is_empty(), name.given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Name { family: name.given, given: String::new() }),
        _ => Some(name),
    }
}

/// The year of a date: `{"date-parts": [[2016, 3]]}`, `{"literal": "in press"}`, or plain.
fn date(value: &Value) -> Option<String> {
    if let Some(plain) = text(value) {
        return year(&plain);
    }
    let part = |index: usize| value.get("date-parts")?.get(index)?.get(0).and_then(text);
    match (part(0), part(1)) {
        (Some(first), Some(last)) if first != last => return Some(format!("{first}–{last}")),
        (Some(first), _) => return Some(first),
        _ => {}
    }
    let spelt = ["literal", "raw", "year"].iter().find_map(|name| value.get(name).and_then(text));
    spelt.and_then(|date| year(&date))
}

/// A string, or a number as one, without the tags CSL allows in titles.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => without_tags(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let text = super::entry::one_line(&text);
    (!text.is_empty()).then_some(text)
}

/// Takes out the tags that CSL allows in values: `<i>`, `<sup>`, `<span class="nocase">`.
fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let name = tag[1..].trim_start_matches('/');
        let known = ["i>", "b>", "sup>", "sub>", "sc>", "span>", "span "];
        let end =
            if known.iter().any(|known| name.starts_with(known)) { tag.find('>') } else { None };
        match end {
            Some(end) => rest = &tag[end + 1..],
            None => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out + rest
}
