//! Front matter: YAML between `---` lines and pandoc's `%` title block, at the very beginning of
//! a Markdown text.
//!
//! Only the flat YAML that front matter is written in: scalars, quoted or not, folded and literal
//! blocks, lists, and lists of `name:` maps. It is taken by hand at the first byte because the
//! parser's own option would take any `---` … `---` anywhere in the text.

use crate::doc::Metadata;

/// The field under which a text brings sources of its own (pandoc, `references`): kept as it is, for
/// it is a bibliography in YAML.
const SOURCES: &str = "references";

/// Takes the front matter off `text`: the metadata, and the length in bytes of what was taken.
pub(super) fn take(text: &str) -> (Metadata, usize) {
    let mut metadata = Metadata::default();
    if let Some((yaml, length)) = yaml_block(text) {
        for (key, values) in fields(yaml) {
            set(&mut metadata, &key, values);
        }
        return (metadata, length);
    }
    let length = title_block(text, &mut metadata);
    (metadata, length)
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

/// The fields of flat YAML, each with its values.
fn fields(yaml: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut lines = yaml.lines().peekable();
    while let Some(line) = lines.next() {
        let indented = line.starts_with([' ', '\t', '-']);
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once(':').filter(|_| !indented) else {
            nested(line.trim(), &mut found);
            continue;
        };
        let value = value.trim();
        if key.trim() == SOURCES && value.is_empty() {
            let mut list = String::new();
            while let Some(line) = lines
                .next_if(|line| line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#']))
            {
                list.extend([line, "\n"]);
            }
            found.push((SOURCES.to_owned(), vec![list]));
            continue;
        }
        let values = if value.starts_with(['|', '>']) {
            let mut block = Vec::new();
            while let Some(line) =
                lines.next_if(|line| line.trim().is_empty() || line.starts_with([' ', '\t']))
            {
                block.push(line.trim());
            }
            let glue = if value.starts_with('|') { "\n" } else { " " };
            vec![block.join(glue).trim().to_owned()]
        } else if let Some(list) = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            split_list(list)
        } else {
            vec![scalar(value)]
        };
        found.push((key.trim().to_lowercase(), values));
    }
    found
}

/// A line inside a field: an item, a name in a map, or the next line of a scalar.
fn nested(line: &str, found: &mut Vec<(String, Vec<String>)>) {
    let Some((field, values)) = found.last_mut() else { return };
    if values.first().is_some_and(String::is_empty) {
        values.clear();
    }
    let item = line.strip_prefix("- ");
    let content = item.unwrap_or(line).trim();
    let pair = content.split_once(": ").map(|(key, value)| (key.trim(), scalar(value.trim())));
    match pair {
        Some(("name" | "literal" | "text", value)) => values.push(value),
        Some((part @ ("family" | "given"), value)) => match values.last_mut() {
            Some(name) if name.is_empty() => *name = value,
            Some(name) if item.is_none() && part == "family" => *name = format!("{value}, {name}"),
            Some(name) if item.is_none() => name.extend([", ", &value]),
            _ => values.push(value),
        },
        // What else is said of a person is no person.
        Some((key, value)) if item.is_none() && is_key(key) && field.starts_with("author") => {
            let said = (format!("author {key}"), vec![value]);
            found.insert(found.len() - 1, said);
        }
        Some((key, value)) if item.is_none() && is_key(key) => {
            values.push(format!("{key}: {value}"));
        }
        // A name whose parts are on the lines below.
        None if content == "name:" => values.push(String::new()),
        _ if item.is_some() => values.push(scalar(content)),
        _ => match values.last_mut() {
            Some(last) => last.extend([" ", content]),
            None => values.push(scalar(content)),
        },
    }
}

fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_".contains(c))
}

/// Splits `a, "b, c", d` at the commas outside quotes.
fn split_list(list: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut quote = None;
    let mut begin = 0;
    for (at, c) in list.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') if list[begin..at].trim().is_empty() => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (None, ',') => {
                values.push(scalar(list[begin..at].trim()));
                begin = at + 1;
            }
            _ => {}
        }
    }
    values.push(scalar(list[begin..].trim()));
    values
}

/// A scalar without its quotes, escapes of the double-quoted kind undone.
fn scalar(value: &str) -> String {
    if let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        return inner.replace("\\\"", "\"").replace("\\n", "\n").replace("\\\\", "\\");
    }
    if let Some(inner) = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        return inner.replace("''", "'");
    }
    value.split(" #").next().unwrap_or(value).trim_end().to_owned()
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
        let (metadata, length) = take(text);
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
        assert_eq!(take(parts).0.authors, ["Lee, Ann", "Doe, Bo", "Roe, Cy"]);
    }

    #[test]
    fn sources_are_kept_as_they_are() {
        let (metadata, _) =
            take("---\ntitle: A\nreferences:\n- id: b\n  title: B\nlang: en\n---\n");
        let kept = [("references".to_owned(), "- id: b\n  title: B\n".to_owned())];
        assert_eq!(metadata.more, kept);
        assert_eq!(metadata.language.as_deref(), Some("en"));
    }

    #[test]
    fn reads_pandoc_title_blocks() {
        let (metadata, length) = take("% A title\n  in two lines\n% Ann; Bo\n  Cy\n% 1999\n\nBody");
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
            assert_eq!(take(text), (Metadata::default(), 0), "{text}");
        }
    }
}
