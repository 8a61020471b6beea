//! Front matter: YAML between `---` lines and pandoc's `%` title block, at the very beginning of
//! a Markdown text.
//!
//! Whether there is any is told by hand, at the first byte, because the Markdown parser's own option
//! would take any `---` … `---` anywhere in the text.

use serde_json::{Map, Value};

use super::yaml::{self, Field};
use crate::doc::Metadata;

/// The field under which a text brings sources of its own (pandoc, `references`): kept as it is, for
/// it is a bibliography in YAML.
const SOURCES: &str = "references";

/// What stands before a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    pub(super) metadata: Metadata,
    /// How long it is, in bytes.
    pub(super) length: usize,
    /// The lines of the text that are not sound YAML and were taken word for word.
    pub(super) unsound: Vec<usize>,
}

/// Takes the front matter off `text`.
pub(super) fn take(text: &str) -> Front {
    let mut front = Front::default();
    if let Some((yaml, length)) = yaml_block(text) {
        let bad = fill(&mut front.metadata, yaml);
        // The block begins in the second line.
        front.unsound = bad.into_iter().map(|line| line + 1).collect();
        front.length = length;
    } else {
        front.length = title_block(text, &mut front.metadata);
    }
    front
}

/// Files one field under what the document knows it as.
fn set(metadata: &mut Metadata, key: &str, mut values: Vec<String>) {
    values.retain(|value| !value.is_empty());
    if values.is_empty() {
        return;
    }
    match key {
        "title" => metadata.title = Some(values.join(" ")),
        "author" | "authors" => metadata.authors = values,
        "date" | "pubdate" => metadata.date = Some(values.join(" ")),
        "lang" | "language" => metadata.language = Some(values.join(" ")),
        _ => metadata.more.extend(values.into_iter().map(|value| (key.to_owned(), value))),
    }
}

/// The YAML between the first line `---` and a line `---` or `...`, and the length of it all.
/// A line of the block that could not stand in YAML, or a first one that is no field, says that
/// the `---` are rules and what stands between them is text.
fn yaml_block(text: &str) -> Option<(&str, usize)> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next()?;
    if opening.trim_end() != "---" {
        return None;
    }
    let begin = opening.len();
    let mut end = begin;
    for line in lines {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            return (end > begin).then(|| (&text[begin..end], end + line.len()));
        }
        let first = end == begin;
        if !(is_field(bare) || bare.starts_with('#') || !first && goes_with_field(bare)) {
            return None;
        }
        end += line.len();
    }
    None
}

/// Whether a line is a field of flat YAML: `key:`, with a value or without.
fn is_field(line: &str) -> bool {
    const LONGEST_KEY: usize = 40;
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty() && key.len() <= LONGEST_KEY && (value.is_empty() || value.starts_with(' '))
    })
}

/// Whether a line may go on from a field before it: indented, an item, the end of a list, blank.
fn goes_with_field(line: &str) -> bool {
    line.is_empty()
        || line.starts_with([' ', '\t', ']', '}'])
        || line == "-"
        || line.starts_with("- ")
}

/// Files the fields of the metadata. What is not sound YAML is said by its line, the block counted
/// from its first.
fn fill(metadata: &mut Metadata, yaml: &str) -> Vec<usize> {
    let (fields, bad) = yaml::fields(yaml);
    for Field { key, value, written } in fields {
        let key = key.to_lowercase();
        // A template that nobody filled in, `{{date}}`, is a map of maps to YAML.
        if written.trim_start().starts_with("{{") {
            set(metadata, &key, vec![written.trim().to_owned()]);
            continue;
        }
        if key == SOURCES && !value.is_string() {
            let list = if written.is_empty() { value.to_string() } else { written.to_owned() };
            set(metadata, &key, vec![list.trim_matches('\n').to_owned() + "\n"]);
            continue;
        }
        let mut found = Found::default();
        found.take(value, "");
        let apart = matches!(&*key, "title" | "author" | "authors");
        set(metadata, &key, found.values);
        for (name, value) in found.more {
            if apart {
                // What else is said of a person is no person.
                set(metadata, &format!("{} {name}", key.trim_end_matches('s')), vec![value]);
            } else {
                set(metadata, &key, vec![format!("{name}: {value}")]);
            }
        }
    }
    bad
}

/// What the value of a field says.
#[derive(Default)]
struct Found {
    /// The field's own words, or names.
    values: Vec<String>,
    /// What else is said, by the keys that lead to it.
    more: Vec<(String, String)>,
}

impl Found {
    /// Takes what a value says; `path` are the keys that lead to it within the field.
    fn take(&mut self, value: Value, path: &str) {
        match value {
            Value::Null => {}
            Value::Array(several) => several.into_iter().for_each(|one| self.take(one, path)),
            Value::Object(map) if path.is_empty() => self.described(map),
            Value::Object(map) => map.into_iter().for_each(|(key, value)| {
                self.take(value, &format!("{path}: {key}"));
            }),
            value => {
                let words = words(&value);
                match path {
                    "" => self.values.push(words),
                    path => self.more.push((path.to_owned(), words)),
                }
            }
        }
    }

    /// Takes a person, or a title, that is described by a map: by `name`, `literal` or `text`, or by
    /// the parts of a name. Other maps say what they say under their keys.
    fn described(&mut self, mut map: Map<String, Value>) {
        // `Ann Lee: {email: …}`, as some templates have their authors.
        if let [(name, Value::Object(_) | Value::Null)] = &map.iter().collect::<Vec<_>>()[..]
            && name.contains(' ')
        {
            self.values.push((*name).clone());
            let said = std::mem::take(&mut map).into_iter().next().map(|(_, said)| said);
            if let Some(Value::Object(said)) = said {
                map = said;
            }
        } else {
            let named = ["name", "literal", "text"].into_iter().find_map(|key| map.remove(key));
            match named {
                Some(Value::Object(mut parts)) => {
                    self.values.extend(name(&mut parts));
                    map.extend(parts);
                }
                Some(named) => self.take(named, ""),
                None => self.values.extend(name(&mut map)),
            }
        }
        map.into_iter().for_each(|(key, value)| self.take(value, &key));
    }
}

/// Takes the name out of a map that has its parts: `Lee, Ann`.
fn name(parts: &mut Map<String, Value>) -> Option<String> {
    let keys = ["non-dropping-particle", "family", "given", "suffix"];
    if !["family", "given"].iter().any(|key| parts.get(*key).is_some_and(Value::is_string)) {
        return None;
    }
    let [particle, family, given, suffix] =
        keys.map(|key| parts.remove(key).map(|value| words(&value)).unwrap_or_default());
    let family = format!("{particle} {family}").trim().to_owned();
    let said = [family, given, suffix].into_iter().filter(|part| !part.is_empty());
    Some(said.collect::<Vec<_>>().join(", "))
}

/// A scalar as it is written.
fn words(value: &Value) -> String {
    match value {
        Value::String(words) => words.trim().to_owned(),
        value => value.to_string(),
    }
}

/// Reads pandoc's title block: `% title`, `% authors` parted by `;`, `% date`, each of which may
/// go on in lines that begin with a space.
fn title_block(text: &str, metadata: &mut Metadata) -> usize {
    let mut length = 0;
    let mut fields: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(field) = line.strip_prefix('%').filter(|_| fields.len() < 3) {
            fields.push(field.trim().to_owned());
        } else if line.starts_with(' ') && !line.trim().is_empty() && !fields.is_empty() {
            // In the line of authors a new line is a new author.
            let glue = if fields.len() == 2 { "; " } else { " " };
            if let Some(last) = fields.last_mut() {
                last.extend([glue, line.trim()]);
            }
        } else {
            break;
        }
        length += line.len();
    }
    let mut fields = fields.into_iter();
    if let Some(title) = fields.next() {
        set(metadata, "title", vec![title]);
    }
    if let Some(authors) = fields.next() {
        set(metadata, "author", authors.split(';').map(|name| name.trim().to_owned()).collect());
    }
    if let Some(date) = fields.next() {
        set(metadata, "date", vec![date]);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_flat_yaml() {
        let text = "---\ntitle: \"On: notes\" \nauthor:\n  - name: Ann Lee\n    affiliation: X\n  \
                    - Bo\ndate: 2001 # about\nlang: en\nkeywords: [a, \"b, c\"]\nabstract: |\n  \
                    One\n  two\n---\nBody\n";
        let Front { metadata, length, .. } = take(text);
        assert_eq!(&text[length..], "Body\n");
        assert_eq!(metadata.title.as_deref(), Some("On: notes"));
        assert_eq!(metadata.authors, ["Ann Lee", "Bo"]);
        assert_eq!(metadata.date.as_deref(), Some("2001"));
        assert_eq!(metadata.language.as_deref(), Some("en"));
        let more = [
            ("author affiliation", "X"),
            ("keywords", "a"),
            ("keywords", "b, c"),
            ("abstract", "One\ntwo"),
        ];
        assert_eq!(metadata.more, more.map(|(k, v)| (k.to_owned(), v.to_owned())));
        let parts = "---\nauthor:\n- given: Ann\n  family: Lee\n- name:\n    given: Bo\n    family: Doe\n    \
                     email: b@x.org\n- family: Roe\n  given: Cy\n---\n";
        assert_eq!(take(parts).metadata.authors, ["Lee, Ann", "Doe, Bo", "Roe, Cy"]);
    }

    #[test]
    fn reads_yaml_as_people_write_it() {
        let front = take(
            "---\ntitle: On: notes\nauthor: [{name: Ann Doe, email: a@x.org}, {given: Bo, family: Lee}]\n\
             subtitle: \"Caf\\u00e9\"\neditor: &dd {family: Doe}\ntranslator: *dd\ndraft: {{date}}\n\
             format:\n  html:\n    toc: true\nversion: 1.10\n---\n",
        );
        let Front { metadata, unsound, .. } = front;
        assert_eq!(metadata.title.as_deref(), Some("On: notes"));
        assert_eq!(metadata.authors, ["Ann Doe", "Lee, Bo"]);
        let more = [
            ("author email", "a@x.org"),
            ("subtitle", "Café"),
            ("editor", "Doe"),
            ("translator", "Doe"),
            ("draft", "{{date}}"),
            ("format", "html: toc: true"),
            ("version", "1.10"),
        ];
        assert_eq!(metadata.more, more.map(|(k, v)| (k.to_owned(), v.to_owned())));
        assert_eq!(unsound, [2]);
        let parts = "---\nauthor:\n  - Ann Lee:\n      email: a@x.org\n  - name: {family: Doe, given: Bo}\n\
                     title:\n- type: main\n  text: On it\n---\n";
        let Front { metadata, .. } = take(parts);
        assert_eq!(metadata.authors, ["Ann Lee", "Doe, Bo"]);
        assert_eq!(metadata.title.as_deref(), Some("On it"));
    }

    #[test]
    fn sources_are_kept_as_they_are() {
        let Front { metadata, .. } =
            take("---\ntitle: A\nreferences:\n- id: b\n  title: B\nlang: en\n---\n");
        let kept = [("references".to_owned(), "- id: b\n  title: B\n".to_owned())];
        assert_eq!(metadata.more, kept);
        assert_eq!(metadata.language.as_deref(), Some("en"));
    }

    #[test]
    fn reads_pandoc_title_blocks() {
        let Front { metadata, length, .. } =
            take("% A title\n  in two lines\n% Ann; Bo\n  Cy\n% 1999\n\nBody");
        assert_eq!(length, 47);
        assert_eq!(metadata.title.as_deref(), Some("A title in two lines"));
        assert_eq!(metadata.authors, ["Ann", "Bo", "Cy"]);
        assert_eq!(metadata.date.as_deref(), Some("1999"));
    }

    #[test]
    fn leaves_rules_alone() {
        for text in [
            "---\n\nA scene.\n\n---\n",
            "---\nA scene.\n---\n",
            "---\nopen: ended\n",
            "---\n---\n",
            "---\nHe said: no.\n\nThen a paragraph of text.\n\n---\n",
        ] {
            assert_eq!(take(text), Front::default(), "{text}");
        }
    }
}
