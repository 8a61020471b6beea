//! Muse, as `AmuseWiki` and the anarchist libraries keep their texts: the dialect of
//! `Text::Amuse`, after the Emacs mode of the same name.
//!
//! Indentation means much in it: an item, a quotation, the second paragraph of a note. So a text
//! is read line by line ([`line`]), lines are gathered into pieces ([`piece`]), and pieces go
//! into blocks by their column ([`build`]). Two apparatuses of notes, `[1]` and `{1}`, count by
//! themselves. Comments are no text and are not shown.

mod build;
mod inline;
mod line;
mod piece;
mod table;
mod tokens;

use super::lines;
use crate::doc::{Builder, Document, Metadata};

/// Reads a Muse text.
pub(super) fn read(name: &str, text: &str) -> Document {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (directives, length) = directives(text);
    let mut to = Builder::new();
    for (key, value) in directives {
        set(&mut to.metadata, key, &value);
    }
    let pieces = piece::cut(&text[length..], lines::count(&text[..length]) + 1);
    build::build(&pieces, to).finish(name)
}

/// Whether a text begins as a Muse text does: with a directive every text of the kind has.
pub(super) fn looks_like(text: &str) -> bool {
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty());
    let known = |key: &str| {
        matches!(
            key,
            "title" | "author" | "authors" | "pubdate" | "LISTtitle" | "SORTauthors" | "SORTtopics"
        )
    };
    first.and_then(directive).is_some_and(|(key, value)| known(key) && !value.is_empty())
}

/// The directives at the beginning of a text, and the length in bytes of what they take. One goes
/// on in the lines below it, up to a blank one or a block; a name right above a block is its anchor.
fn directives(text: &str) -> (Vec<(&str, String)>, usize) {
    let mut found: Vec<(&str, String)> = Vec::new();
    let mut length = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        if words.trim().is_empty() {
            open = false;
        } else if let Some((key, value)) = directive(words) {
            let next = text[length + line.len()..].lines().next().unwrap_or("");
            if value.is_empty() && begins_block(next) {
                break;
            }
            found.push((key, value.to_owned()));
            open = true;
        } else if let Some((_, value)) = found.last_mut().filter(|_| open && !begins_block(words)) {
            value.extend([" ", words.trim()]);
        } else {
            break;
        }
        length += line.len();
    }
    (found, length)
}

/// Whether a line is more than words: a heading, a tag, an item, a note.
fn begins_block(line: &str) -> bool {
    !matches!(line::read(line), line::Line::Blank | line::Line::Words { .. })
}

/// A line `#key value`.
fn directive(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix('#')?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (key, value) = rest.split_at(end);
    let named =
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    named.then(|| (key, value.trim()))
}

/// Files one directive under what the document knows it as.
fn set(metadata: &mut Metadata, key: &str, value: &str) {
    let words = inline::plain(value).trim().to_owned();
    if words.is_empty() {
        return;
    }
    match key {
        "title" => metadata.title = Some(words),
        "author" | "authors" => {
            metadata.authors = words.split(';').map(|name| name.trim().to_owned()).collect();
            metadata.authors.retain(|name| !name.is_empty());
        }
        "date" => metadata.date = Some(words),
        "lang" | "language" => metadata.language = Some(words),
        _ => metadata.more.push((key.to_owned(), words)),
    }
}

#[cfg(test)]
mod tests;
