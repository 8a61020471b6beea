//! CSL JSON, as Zotero and pandoc write it; CSL YAML says the same.
//!
//! Values are taken as they come: a number where a string is due, a date in any of its spellings.

use serde_json::Value;

use super::entry::Entry;
use super::name::{Name, People};
use super::rich::{self, Style};
use super::year::year;

/// The items of a file: a list, or a list under `items` or `references`.
pub(super) fn items(value: &Value) -> Option<&Vec<Value>> {
    let list = ["items", "references"].iter().find_map(|name| value.get(name));
    list.unwrap_or(value).as_array()
}

/// Reads an item. `None` if it says nothing.
pub(super) fn read(item: &Value) -> Option<Entry> {
    let text = |name: &str| item.get(name).and_then(text);
    let people = |name: &str| -> People {
        let list = item.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(person).collect()
    };
    let kind = text("type").unwrap_or_else(|| "document".to_owned());
    let mut entry = Entry {
        key: ["id", "citation-key"]
            .iter()
            .find_map(|name| plain(item.get(name)?))
            .unwrap_or_default(),
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
    if let Some(name) = plain(value) {
        return Some(Name::of(&name).sorted());
    }
    let part = |name: &str| value.get(name).and_then(plain).unwrap_or_default();
    let literal = part("literal");
    let family = if literal.is_empty() {
        let particles = [part("non-dropping-particle"), part("family")];
        particles.join(" ").trim().to_owned()
    } else {
        literal
    };
    let given = [part("given"), part("dropping-particle")].join(" ").trim().to_owned();
    let name = Name { family, given, suffix: part("suffix") }.sorted();
    match (name.family.is_empty(), name.given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Name { family: name.given, ..Name::default() }),
        _ => Some(name),
    }
}

/// The year of a date: `{"date-parts": [[2016, 3]]}`, `{"literal": "in press"}`, or plain; with
/// `circa` about that year.
fn date(value: &Value) -> Option<String> {
    if let Some(plain) = plain(value) {
        return year(&plain);
    }
    let part = |index: usize| value.get("date-parts")?.get(index)?.get(0).and_then(plain);
    let parts = match (part(0), part(1)) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
        (first, _) => first,
    };
    let spelt = || ["literal", "raw", "year"].iter().find_map(|name| plain(value.get(name)?));
    let date = parts.or_else(|| spelt().and_then(|date| year(&date)))?;
    let about = match value.get("circa") {
        Some(Value::Bool(about)) => *about,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(words)) => !matches!(words.as_str(), "" | "false" | "0"),
        _ => false,
    };
    Some(if about && !date.starts_with("ca") { format!("ca. {date}") } else { date })
}

/// A string, or a number as one, without what is marked in it.
fn plain(value: &Value) -> Option<String> {
    text(value).map(|text| rich::plain(&text).into_owned())
}

/// A string, or a number as one, with what the tags CSL allows in it mark.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) if text.contains(['<', '&']) => with_tags(text),
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let text = super::entry::one_line(&text);
    (!text.is_empty()).then_some(text)
}

/// Reads the tags that CSL allows in values, `<i>`, `<sup>`, `<span class="nocase">`, and the
/// entities that come from web pages.
fn with_tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        let length =
            if sign.starts_with('<') { tag(sign, &mut out) } else { entity(sign, &mut out) };
        if length == 0 {
            out.push_str(&sign[..1]);
        }
        rest = &sign[length.max(1)..];
    }
    out + rest
}

/// Reads the tag that `text` begins with, and gives its length: 0 if it is none.
fn tag(text: &str, out: &mut String) -> usize {
    let name = text[1..].trim_start_matches('/');
    let closes = text[1..].starts_with('/');
    let known: [(&str, Option<Style>); 9] = [
        ("i>", Some(Style::Emphasis)),
        ("em>", Some(Style::Emphasis)),
        ("b>", Some(Style::Strong)),
        ("strong>", Some(Style::Strong)),
        ("sup>", Some(Style::Superscript)),
        ("sub>", Some(Style::Subscript)),
        ("sc>", None),
        ("span>", None),
        ("span ", None),
    ];
    let Some((_, style)) = known.iter().find(|(known, _)| name.starts_with(known)) else {
        return 0;
    };
    let Some(end) = text.find('>') else { return 0 };
    if let Some((on, off)) = style.map(Style::signs) {
        out.push(if closes { off } else { on });
    }
    end + 1
}

/// Reads the entity that `text` begins with, and gives its length: 0 if it is none.
fn entity(text: &str, out: &mut String) -> usize {
    const KNOWN: [(&str, char); 8] = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&apos;", '\''),
        ("&#39;", '\''),
        ("&#x27;", '\''),
        ("&nbsp;", ' '),
    ];
    let Some((name, sign)) = KNOWN.iter().find(|(name, _)| text.starts_with(name)) else {
        return 0;
    };
    out.push(*sign);
    name.len()
}
