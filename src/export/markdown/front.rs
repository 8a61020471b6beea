//! Front matter: the metadata as flat YAML.

use crate::doc::{Document, Metadata};

/// The metadata between `---` lines, or nothing where there is none.
pub(super) fn matter(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut fields: Vec<(String, Vec<&str>)> = Vec::new();
    // A heading that is the title says so itself.
    if !opens_with_title(document) {
        fields.push(("title".to_owned(), metadata.title.as_deref().into_iter().collect()));
    }
    fields.push(("author".to_owned(), metadata.authors.iter().map(String::as_str).collect()));
    fields.push(("date".to_owned(), metadata.date.as_deref().into_iter().collect()));
    fields.push(("lang".to_owned(), metadata.language.as_deref().into_iter().collect()));
    more(metadata, &mut fields);

    let mut yaml = String::new();
    for (key, mut values) in fields {
        values.retain(|value| !value.trim().is_empty());
        match &values[..] {
            [] => {}
            [value] => yaml.push_str(&format!("{key}: {}\n", scalar(value))),
            several => {
                yaml.push_str(&format!("{key}:\n"));
                for value in several {
                    yaml.push_str(&format!("  - {}\n", scalar(value)));
                }
            }
        }
    }
    if yaml.is_empty() { yaml } else { format!("---\n{yaml}---\n") }
}

/// The other fields, those of one name together, as YAML has each name once.
fn more<'m>(metadata: &'m Metadata, fields: &mut Vec<(String, Vec<&'m str>)>) {
    for (key, value) in &metadata.more {
        let key: String = key
            .to_lowercase()
            .chars()
            .map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' })
            .collect();
        match fields.iter_mut().find(|(known, _)| *known == key) {
            Some((_, values)) => values.push(value),
            None if key.starts_with(char::is_alphanumeric) => fields.push((key, vec![value])),
            None => fields.push((format!("x{key}"), vec![value])),
        }
    }
}

fn opens_with_title(document: &Document) -> bool {
    let first = document.headings().next();
    first == Some((0, 1))
        && document.metadata.title.as_deref()
            == Some(&*document.words(document.blocks[0].span).replace('\n', " "))
}

/// A value, always quoted, so that nothing in it means anything to YAML: in single quotes, where
/// only they need care, unless it has line breaks.
pub(super) fn scalar(value: &str) -> String {
    let value = value.trim();
    if value.contains(|c: char| c.is_control() && c != '\t') {
        let mut quoted = String::from("\"");
        for c in value.chars() {
            match c {
                '\n' => quoted.push_str("\\n"),
                '"' | '\\' => quoted.extend(['\\', c]),
                c if c.is_control() => quoted.push(' '),
                c => quoted.push(c),
            }
        }
        quoted.push('"');
        return quoted;
    }
    let plain = value.chars().all(|c| c.is_alphanumeric() || " -.,()".contains(c))
        && value.starts_with(char::is_alphabetic)
        && !["true", "false", "yes", "no", "on", "off", "null"]
            .contains(&&*value.to_ascii_lowercase());
    if plain { value.to_owned() } else { format!("'{}'", value.replace('\'', "''")) }
}
