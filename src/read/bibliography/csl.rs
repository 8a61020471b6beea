//! CSL JSON, as Zotero and pandoc write it; CSL YAML says the same.
//!
//! Values are taken as they come: a number where a string is due, a date in any of its spellings.

use serde_json::Value;

use super::entry::Entry;
use super::rich::{self, Style};
use super::year::year;
use crate::doc::{Field, Name, People};

/// The items of a file: a list, or a list under `items` or `references`.
pub(super) fn items(value: &Value) -> Option<&Vec<Value>> {
    let list = ["items", "references"].iter().find_map(|name| value.get(name));
    list.unwrap_or(value).as_array()
}

/// Reads an item. `None` if it says nothing.
pub(super) fn read(item: &Value) -> Option<Entry> {
    let text = |name: &str| item.get(name).and_then(text);
    let people = |name: &str| -> People {
        match item.get(name) {
            Some(Value::Array(several)) => several.iter().filter_map(person).collect(),
            Some(one) => person(one).into_iter().collect(),
            None => People::default(),
        }
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
    let dates = [Field::Original, Field::Isbn];
    for field in Field::ALL.into_iter().filter(|field| !dates.contains(field)) {
        entry.set(field, text(field.csl()));
    }
    if entry.people().is_empty() {
        // A film is listed under who made it, and so on.
        const MAKERS: [&str; 6] =
            ["director", "composer", "performer", "interviewer", "illustrator", "curator"];
        let makers = MAKERS.iter().map(|role| people(role)).find(|makers| !makers.is_empty());
        entry.authors = makers.unwrap_or_default();
    }
    entry.set(Field::Place, text("event-place"));
    entry.set(Field::Isbn, text("ISBN"));
    entry.set(Field::Original, item.get("original-date").and_then(date));
    entry.says_something().then_some(entry)
}

fn person(value: &Value) -> Option<Name> {
    if let Some(name) = plain(value) {
        return Some(Name::of(&name).sorted());
    }
    let part = |name: &str| value.get(name).and_then(plain).unwrap_or_default();
    let literal = ["literal", "name"].map(part).into_iter().find(|name| !name.is_empty());
    let literal = literal.unwrap_or_default();
    let (particle, family) = match literal.is_empty() {
        true => (part("non-dropping-particle"), part("family")),
        false => (String::new(), literal),
    };
    let given = [part("given"), part("dropping-particle")].join(" ").trim().to_owned();
    let name = Name { particle, family, given, suffix: part("suffix"), ..Name::default() }.sorted();
    match (name.family.is_empty(), name.given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Name { family: name.given, ..Name::default() }),
        _ => Some(name),
    }
}

/// The year of a date: `{"date-parts": [[2016, 3]]}`, `{"literal": "in press"}`, or plain; a list of
/// two dates is from the one to the other, and with `circa` it is about that year.
fn date(value: &Value) -> Option<String> {
    if let Some(plain) = plain(value) {
        return year(&plain);
    }
    if let Value::Array(dates) = value {
        let first = dates.first().and_then(date);
        return range(first, dates.get(1).and_then(date));
    }
    let part = |index: usize| {
        let part = value.get("date-parts")?.get(index)?;
        part.get(0).or(Some(part)).and_then(plain)
    };
    let parts = range(part(0).map(era), part(1).map(era));
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

/// The years from the one to the other; a last one of nothing or 0 is open.
fn range(first: Option<String>, last: Option<String>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if last == "0" => Some(format!("{first}–")),
        (Some(first), Some(last)) if first != last => Some(format!("{first}–{last}")),
        (first, _) => first,
    }
}

/// A year as it is printed: those before our era are below 0 (CSL, date variables).
fn era(year: String) -> String {
    match year.strip_prefix('-') {
        Some(before) if before.bytes().all(|byte| byte.is_ascii_digit()) => format!("{before} BC"),
        _ => year,
    }
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
    /// The longest name of one.
    const LONGEST: usize = 32;
    let reach = &text.as_bytes()[..text.len().min(LONGEST + 2)];
    let Some(end) = reach.iter().position(|&byte| byte == b';') else { return 0 };
    let name = &text[1..end];
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    });
    let sign = match number {
        Some(number) => {
            let sign = number.ok().and_then(char::from_u32).filter(|&c| c != '\0');
            sign.filter(|&c| !rich::is_sign(c)).map(String::from)
        }
        None => quick_xml::escape::resolve_html5_entity(name).map(str::to_owned),
    };
    let Some(sign) = sign else { return 0 };
    out.push_str(&sign.replace('\u{a0}', " "));
    end + 1
}

/// Words of YAML, in which stars and the like mark as in Markdown (pandoc manual, citations).
pub(super) fn with_stars(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['*', '_', '`']) {
        let apart = !rest[..at].ends_with(char::is_alphanumeric);
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let sign = &rest[..1];
        let length = rest.len() - rest.trim_start_matches(sign).len();
        let (signs, inner) = rest.split_at(length);
        let closes = inner.find(signs).filter(|&end| {
            let words = &inner[..end];
            let behind = inner[end + length..].starts_with(char::is_alphanumeric);
            let set = !words.is_empty() && words.trim().len() == words.len();
            length < 3 && set && (sign == "*" || apart && !behind)
        });
        let Some(end) = closes else {
            out.push_str(signs);
            rest = inner;
            continue;
        };
        let style = match (sign, length) {
            ("`", _) => None,
            (_, 1) => Some(Style::Emphasis),
            _ => Some(Style::Strong),
        };
        out.extend(style.map(|style| style.signs().0));
        out.push_str(&inner[..end]);
        out.extend(style.map(|style| style.signs().1));
        rest = &inner[end + length..];
    }
    out + rest
}
