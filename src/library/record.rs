//! The state file as JSON, `ibid-state/1`, and what of it an `ibid` that is older or newer than
//! its writer can use.
//!
//! The file is read leniently, field by field: what is not understood is carried along and written
//! back as it was, and one bad row costs that row and no other.

use serde_json::{Map, Value, json};

use crate::settings::{MEASURES, Settings, Theme};

/// The format this `ibid` reads and writes.
const FORMAT: &str = "ibid-state/1";

/// What the format of every version begins with.
const FAMILY: &str = "ibid-state/";

/// How many texts are kept. Enough for a life of reading; a bound, so that the file stays small.
pub(super) const MOST: usize = 1000;

/// A text that was opened, and where it was left.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What it is kept under: an absolute path, or a name of our own.
    pub origin: String,
    /// The place it was left at, in bytes of its text.
    pub place: usize,
    /// The length of its text in bytes when it was left.
    pub length: usize,
    /// When it was last open, in seconds since 1970.
    pub opened: u64,
    /// Fields this version does not know.
    pub(super) more: Map<String, Value>,
}

/// All that the state file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Record {
    /// The texts, the one opened last first.
    pub(super) texts: Vec<Kept>,
    /// The settings as they stand in the file, known or not.
    pub(super) settings: Map<String, Value>,
    /// Fields this version does not know.
    more: Map<String, Value>,
}

/// Why a state file cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// It is no state file.
    Damaged,
    /// A later version wrote it.
    Newer,
}

impl Record {
    /// Reads the state file.
    pub(super) fn parse(json: &[u8]) -> Result<Self, Unusable> {
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(json) else {
            return Err(Unusable::Damaged);
        };
        match fields.remove("format") {
            Some(Value::String(format)) if format == FORMAT => {}
            Some(Value::String(format)) if format.starts_with(FAMILY) => {
                return Err(Unusable::Newer);
            }
            _ => return Err(Unusable::Damaged),
        }
        let settings = match fields.remove("settings") {
            Some(Value::Object(settings)) => settings,
            _ => Map::new(),
        };
        let rows = match fields.remove("texts") {
            Some(Value::Array(rows)) => rows,
            _ => Vec::new(),
        };
        let mut record =
            Self { texts: rows.into_iter().filter_map(kept).collect(), settings, more: fields };
        record.put_in_order();
        Ok(record)
    }

    /// The state file to write.
    pub(super) fn to_json(&self) -> String {
        let mut fields = Map::new();
        fields.insert("format".to_owned(), FORMAT.into());
        fields.insert("settings".to_owned(), Value::Object(self.settings.clone()));
        fields.insert("texts".to_owned(), self.texts.iter().map(row).collect());
        fields.extend(self.more.clone());
        let mut json = serde_json::to_string_pretty(&Value::Object(fields))
            .expect("the state holds only strings and numbers");
        json.push('\n');
        json
    }

    /// Takes in what is known of a text, unless something later is known already.
    pub(super) fn keep(&mut self, mut text: Kept) {
        match self.texts.iter_mut().find(|kept| kept.origin == text.origin) {
            Some(kept) if kept.opened > text.opened => {}
            Some(kept) => {
                for (key, value) in std::mem::take(&mut kept.more) {
                    text.more.entry(key).or_insert(value);
                }
                *kept = text;
            }
            None => self.texts.push(text),
        }
    }

    /// Puts the texts in order, the one opened last first, and lets go of the oldest past
    /// [`MOST`].
    pub(super) fn put_in_order(&mut self) {
        self.texts.sort_by_key(|text| std::cmp::Reverse(text.opened));
        let mut seen = std::collections::HashSet::new();
        self.texts.retain(|text| seen.insert(text.origin.clone()));
        self.texts.truncate(MOST);
    }

    /// The settings, with the usual one for each that is missing or not understood, and a measure
    /// that can be read in whatever was typed into the file.
    pub(super) fn settings(&self) -> Settings {
        let usual = Settings::default();
        let get = |key: &str| self.settings.get(key).cloned();
        let measure = get("measure").and_then(|value| value.as_u64());
        Settings {
            measure: measure
                .and_then(|cells| u16::try_from(cells).ok())
                .map_or(usual.measure, |cells| cells.clamp(*MEASURES.start(), *MEASURES.end())),
            theme: get("theme")
                .and_then(|value| serde_json::from_value::<Theme>(value).ok())
                .unwrap_or(usual.theme),
            notes: get("notes").and_then(|value| value.as_bool()).unwrap_or(usual.notes),
        }
    }
}

fn kept(row: Value) -> Option<Kept> {
    let Value::Object(mut fields) = row else { return None };
    let Some(Value::String(origin)) = fields.remove("origin") else { return None };
    let mut number = |key: &str| fields.remove(key).and_then(|value| value.as_u64());
    let place = usize::try_from(number("place")?).ok()?;
    let length = number("length").and_then(|length| usize::try_from(length).ok()).unwrap_or(place);
    let opened = number("opened").unwrap_or(0);
    Some(Kept { origin, place, length, opened, more: fields })
}

fn row(text: &Kept) -> Value {
    let mut row = json!({
        "origin": text.origin,
        "place": text.place,
        "length": text.length,
        "opened": text.opened,
    });
    if let Value::Object(fields) = &mut row {
        fields.extend(text.more.clone());
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_kept() {
        let json = r#"{"format": "ibid-state/1", "colour": [1], "settings": {"theme": "sepia",
            "measure": 50, "hyphens": true}, "texts": [{"origin": "/a", "place": 3, "stars": 5},
            {"place": 3}, 7, {"origin": "/b", "place": -1}]}"#;
        let record = Record::parse(json.as_bytes()).unwrap();
        assert_eq!(record.texts.len(), 1, "bad rows go, good rows stay");
        assert_eq!(record.settings(), Settings { measure: 50, ..Settings::default() });
        let written = record.to_json();
        for kept in ["colour", "sepia", "hyphens", "stars"] {
            assert!(written.contains(kept), "{kept} is gone from {written}");
        }
        assert_eq!(Record::parse(written.as_bytes()), Ok(record));
    }

    #[test]
    fn tells_damage_from_a_later_version() {
        let cases: [(&str, Unusable); 6] = [
            ("", Unusable::Damaged),
            ("{", Unusable::Damaged),
            ("[]", Unusable::Damaged),
            ("{}", Unusable::Damaged),
            (r#"{"format": "other/1"}"#, Unusable::Damaged),
            (r#"{"format": "ibid-state/2", "texts": {}}"#, Unusable::Newer),
        ];
        for (json, expected) in cases {
            assert_eq!(Record::parse(json.as_bytes()), Err(expected), "{json}");
        }
    }
}
