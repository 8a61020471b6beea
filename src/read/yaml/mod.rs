//! YAML 1.2, as bibliographies and the metadata of texts are written in it: what a sound parser
//! makes of it, with every scalar as its author wrote it (a year, a volume or an edition is a word
//! to a bibliography, and `1.10` no number).
//!
//! People write metadata by hand, and one slip (`title: On: notes`) makes a whole text unsound to a
//! parser. Such a text is read key by key and item by item ([`part`]): what is sound alone is kept,
//! and what is not is taken word for word and said.

mod build;
mod part;

use serde_json::{Map, Value};

use self::build::{Anchors, parse};
use self::part::{Part, parts};

/// A value under a key at the outermost level.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Field<'t> {
    pub key: String,
    pub value: Value,
    /// What stands after the key, as it is written. Empty where the value stands for itself on one
    /// line with others, in braces.
    pub written: &'t str,
}

/// Reads a text, and gives the lines, counted from 1, of what is taken word for word because it is
/// not sound.
pub(super) fn read(text: &str) -> (Value, Vec<usize>) {
    let mut reader = Reader { anchors: Anchors::of(text.len()), bad: Vec::new() };
    let value = reader.value(text, 1, 0);
    (value, reader.bad)
}

/// Reads a map key by key: all its fields in order, those with one key too, with what stands after
/// each, and the lines of what is not sound, as [`read`] does.
pub(super) fn fields(text: &str) -> (Vec<Field<'_>>, Vec<usize>) {
    let mut reader = Reader { anchors: Anchors::of(text.len()), bad: Vec::new() };
    let parts: Vec<(Option<String>, Part<'_>)> =
        parts(text).map(|part| (part.key(), part)).collect();
    // What one field anchors is used in another, and means nothing in that alone.
    if let Ok(Value::Object(mut map)) = parse(text, &mut reader.anchors) {
        let own = |(key, _): &(Option<String>, Part<'_>)| {
            key.as_ref().is_some_and(|key| map.contains_key(key))
        };
        let all_own = parts.iter().all(own);
        let in_order = all_own && parts.len() == map.len();
        let fields: Vec<Field<'_>> = if in_order {
            let values = parts.into_iter().filter_map(|(key, part)| {
                let key = key?;
                Some(Field { value: map.remove(&key)?, key, written: part.value })
            });
            values.collect()
        } else if all_own {
            // A parser that reads on has the last of those with one key.
            let fields = parts.into_iter().filter_map(|(key, part)| {
                Some(Field { key: key?, value: reader.field(&part, 0), written: part.value })
            });
            fields.collect()
        } else {
            map.into_iter().map(|(key, value)| Field { key, value, written: "" }).collect()
        };
        return (fields, reader.bad);
    }
    let mut fields = Vec::new();
    for (key, part) in parts {
        match key {
            Some(key) => {
                let value = reader.field(&part, 0);
                fields.push(Field { key, value, written: part.value });
            }
            None => reader.bad.push(part.line),
        }
    }
    (fields, reader.bad)
}

struct Reader {
    anchors: Anchors,
    /// The lines of what is not sound.
    bad: Vec<usize>,
}

impl Reader {
    /// The deepest level at which parts are read one by one.
    const DEEPEST: usize = 8;

    /// Reads a text that begins in line `line`: as a whole, or part by part.
    fn value(&mut self, text: &str, line: usize, depth: usize) -> Value {
        if let Ok(value) = parse(text, &mut self.anchors) {
            return value;
        }
        let mut list = Vec::new();
        let mut map = Map::new();
        let mut prose = depth >= Self::DEEPEST;
        for part in parts(text).map(|part| part.from(line)) {
            if prose {
                break;
            } else if let Some(key) = part.key() {
                map.insert(key, self.field(&part, depth));
            } else if let Some(item) = part.item() {
                list.push(self.value(&item, part.line, depth + 1));
            } else if map.is_empty() && list.is_empty() {
                prose = true;
            } else {
                self.bad.push(part.line);
            }
        }
        match (prose, list.is_empty()) {
            (true, _) => {
                self.bad.push(line);
                part::words(text)
            }
            (false, true) => Value::Object(map),
            (false, false) => Value::Array(list),
        }
    }

    /// Reads the value of a field that is part of a text.
    fn field(&mut self, part: &Part<'_>, depth: usize) -> Value {
        let sound = parse(part.words, &mut self.anchors).ok();
        if let Some(Value::Object(map)) = sound
            && map.len() == 1
        {
            return map.into_iter().next().map(|(_, value)| value).unwrap_or_default();
        }
        if part.has_words_beside_key() {
            self.bad.push(part.line);
            return part::words(part.value);
        }
        self.value(part.value, part.line, depth + 1)
    }
}

#[cfg(test)]
mod tests;
