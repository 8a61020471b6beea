//! The state file as JSON, `ibid-state/1`, and what of it an `ibid` that is older or newer than
//! its writer can use.
//!
//! The file is read leniently, field by field: what is not understood is carried along and written
//! back as it was, and one bad row costs that row and no other.

use serde_json::{Map, Value, json};

use super::kept::Kept;
use super::named::Named;
use crate::settings::{MEASURES, Settings, ThemeNames};

/// The format this `ibid` reads and writes.
const FORMAT: &str = "ibid-state/1";

/// What the format of every version begins with.
const FAMILY: &str = "ibid-state/";

/// How many texts are kept. Enough for a life of reading; a bound, so that the file stays small.
pub(super) const MOST: usize = 1000;

/// All that the state file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Record {
    /// The texts, the one opened last first.
    pub(super) texts: Vec<Kept>,
    /// The settings as they stand in the file, known or not.
    pub(super) settings: Map<String, Value>,
    /// The marks of all texts as they stand in the file, by their letters.
    pub(super) marks: Map<String, Value>,
    /// What was searched for, the last last, and whether that is an expression.
    pub(super) searches: Vec<(String, bool)>,
    /// The folders of the library, and the texts that are forgotten.
    pub(super) named: Named,
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
        let marks = match fields.remove("marks") {
            Some(Value::Object(marks)) => marks,
            _ => Map::new(),
        };
        let searches = match fields.remove("searches") {
            Some(Value::Array(searches)) => searches.iter().filter_map(search).collect(),
            _ => Vec::new(),
        };
        let texts = rows.into_iter().filter_map(Kept::of).collect();
        let named = Named::take(&mut fields);
        let mut record = Self { texts, settings, marks, searches, named, more: fields };
        record.put_in_order();
        Ok(record)
    }

    /// The state file to write.
    pub(super) fn to_json(&self) -> String {
        let mut fields = Map::new();
        fields.insert("format".to_owned(), FORMAT.into());
        fields.insert("settings".to_owned(), Value::Object(self.settings.clone()));
        fields.insert("texts".to_owned(), self.texts.iter().map(Kept::row).collect());
        if !self.marks.is_empty() {
            fields.insert("marks".to_owned(), Value::Object(self.marks.clone()));
        }
        if !self.searches.is_empty() {
            let searches = self.searches.iter();
            let searches = searches.map(|(words, regex)| json!({"words": words, "regex": regex}));
            fields.insert("searches".to_owned(), searches.collect());
        }
        self.named.put(&mut fields);
        fields.extend(self.more.clone());
        let mut json = serde_json::to_string_pretty(&Value::Object(fields))
            .expect("the state holds only strings and numbers");
        json.push('\n');
        json
    }

    /// The row of a text, which is new where nothing is known of it.
    pub(super) fn text(&mut self, origin: &str) -> &mut Kept {
        let at = self.texts.iter().position(|kept| kept.origin == origin).unwrap_or_else(|| {
            self.texts.push(Kept::new(origin));
            self.texts.len() - 1
        });
        &mut self.texts[at]
    }

    /// Puts the texts in order, the one opened last first, and lets go of the oldest past
    /// [`MOST`].
    pub(super) fn put_in_order(&mut self) {
        self.texts.sort_by_key(|text| std::cmp::Reverse(text.opened));
        let mut seen = std::collections::HashSet::new();
        self.texts.retain(|text| seen.insert(text.origin.clone()));
        self.texts.truncate(MOST);
    }

    /// The settings of a reader who begins with `start`: what was changed by a key holds as long as
    /// what it was changed from stays. What is not understood is left out, and the measure is one
    /// that can be read in whatever was typed into the file.
    pub(super) fn settings(&self, start: Settings, names: &ThemeNames) -> Settings {
        let usual = Settings::default();
        let get = |key: &str| self.settings.get(key);
        let holds = |key: &str, from: Value, usual: Value| {
            get(&over(key)).map_or(from == usual, |over| *over == from)
        };
        let name = |theme| Value::from(names.name(theme));
        let mut settings = start;
        if holds("measure", start.measure.into(), usual.measure.into())
            && let Some(cells) = get("measure").and_then(Value::as_u64)
            && let Ok(cells) = u16::try_from(cells)
        {
            settings.measure = cells.clamp(*MEASURES.start(), *MEASURES.end());
        }
        if holds("theme", name(start.theme), name(usual.theme))
            && let Some(theme) = get("theme").and_then(Value::as_str)
        {
            settings.theme = names.theme(theme).unwrap_or(start.theme);
        }
        settings
    }
}

/// Under which name it is kept what a setting was changed from.
pub(super) fn over(setting: &str) -> String {
    format!("{setting}-over")
}

fn search(value: &Value) -> Option<(String, bool)> {
    let words = value.get("words")?.as_str()?.to_owned();
    Some((words, value.get("regex").and_then(Value::as_bool).unwrap_or(false)))
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
        let settings = record.settings(Settings::default(), &ThemeNames::default());
        assert_eq!(settings, Settings { measure: 50, ..Settings::default() });
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
