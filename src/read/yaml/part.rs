//! The parts of a text that a parser refuses: its keys and items, by the column they begin in.

use serde_json::Value;

use super::build::{Anchors, parse};

/// A key with its value, an item of a list, or lines that are neither.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'t> {
    /// Its first line, counted from 1.
    pub(super) line: usize,
    /// All of it, as it is written.
    pub(super) words: &'t str,
    /// The key as it is written, quotation marks included; empty where there is none.
    key: &'t str,
    /// What stands after the colon.
    pub(super) value: &'t str,
}

/// The parts of a text. Each begins in the column of the first; the items of a list may stand in
/// the column of their key.
pub(super) fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let first = text.lines().find(|line| !is_blank(line)).unwrap_or("");
    let column = indent(first);
    let of_items = is_item(first.trim_start());
    let begins = move |line: &str| {
        let words = line.trim_start();
        let closes = words.starts_with([']', '}']) || !of_items && is_item(words);
        !is_blank(line) && indent(line) <= column && !closes
    };
    let mut rest = text;
    let mut number = 0;
    std::iter::from_fn(move || {
        let mut line = number + 1;
        let mut length = 0;
        let mut begun = false;
        for next in rest.split_inclusive('\n') {
            if begins(next) {
                if begun {
                    break;
                }
                // What stands before the first part are comments.
                rest = &rest[length..];
                (length, line, begun) = (0, number + 1, true);
            }
            number += 1;
            length += next.len();
        }
        let words;
        (words, rest) = rest.split_at(length);
        begun.then(|| {
            let (key, value) = parted(words);
            Part { line, words, key, value }
        })
    })
}

impl Part<'_> {
    /// The same part of a text that begins in line `line` of another.
    pub(super) fn from(self, line: usize) -> Self {
        Self { line: self.line + line - 1, ..self }
    }

    /// Its key, as a parser reads it.
    pub(super) fn key(&self) -> Option<String> {
        if self.key.is_empty() {
            return None;
        }
        let quoted = self.key.starts_with(['"', '\'']);
        match quoted.then(|| parse(self.key, &mut Anchors::default())) {
            Some(Ok(Value::String(key))) => Some(key),
            _ => Some(self.key.to_owned()),
        }
    }

    /// An item of a list without its dash, with a blank in its place, so that lines below it that
    /// belong to it stand in its column.
    pub(super) fn item(&self) -> Option<String> {
        let words = self.words.trim_start();
        is_item(words.lines().next()?).then(|| {
            let blanks = self.words.len() - words.len();
            format!("{} {}", " ".repeat(blanks), &words[1..])
        })
    }

    /// Whether its value begins in the line of the key.
    pub(super) fn has_words_beside_key(&self) -> bool {
        let beside = self.value.lines().next().unwrap_or("");
        !is_blank(beside)
    }
}

/// The words of a value that is not sound, on one line: as they are written, but for quotation
/// marks around all of them and the sign of a block.
pub(super) fn words(written: &str) -> Value {
    let lines: Vec<&str> = written.split_whitespace().collect();
    let words = lines.join(" ");
    let inner = words.strip_prefix("| ").or(words.strip_prefix("> ")).unwrap_or(&words);
    let quoted = |sign: char| {
        let inner = inner.strip_prefix(sign)?.strip_suffix(sign)?;
        (!inner.contains(sign)).then_some(inner)
    };
    let bare = quoted('"').or_else(|| quoted('\'')).unwrap_or(inner);
    if bare.is_empty() { Value::Null } else { Value::String(bare.to_owned()) }
}

/// The key of a field as it is written, and what stands after its colon.
fn parted(words: &str) -> (&str, &str) {
    let line = words.lines().next().unwrap_or("");
    let start = line.len() - line.trim_start().len();
    let key = &line[start..];
    let quote = key.chars().next().filter(|c| matches!(c, '"' | '\''));
    // A colon within quotation marks is part of the key.
    let from = quote.and_then(|quote| key[1..].find(quote)).map_or(0, |end| end + 2);
    let colon = key[from..].match_indices(':').map(|(at, _)| from + at).find(|&at| {
        let behind = &key[at + 1..];
        behind.is_empty() || behind.starts_with([' ', '\t'])
    });
    match colon {
        Some(at) if !is_item(key) && !key.starts_with(['{', '[']) => {
            (key[..at].trim_end(), &words[start + at + 1..])
        }
        _ => ("", words),
    }
}

/// Whether a line says nothing.
fn is_blank(line: &str) -> bool {
    let words = line.trim();
    words.is_empty() || words.starts_with('#') || words == "---" || words == "..."
}

fn is_item(words: &str) -> bool {
    words.trim_end() == "-" || words.starts_with("- ")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
