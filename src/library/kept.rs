//! What is kept of a text: where it was left, its marks, and the way back from there.

use serde_json::{Map, Value, json};

use crate::anchor::Anchor;
use crate::restore::Restoring;

/// A text that was opened, and where it was left.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// What it is kept under: an absolute path, or a name of our own.
    pub origin: String,
    /// The place it was left at, in bytes of its text.
    pub place: usize,
    /// The length of its text in bytes when it was left.
    pub length: usize,
    /// How much of it is read from beginning to end, in bytes; 0 where that was not kept.
    pub reading: usize,
    /// When it was last open, in seconds since 1970.
    pub opened: u64,
    /// Whether its reader wants it restored.
    pub restoring: Restoring,
    /// The words it was left at.
    pub quote: Option<Anchor>,
    /// The fingerprint of its text when it was left.
    pub words: Option<u64>,
    /// The hash of its folded words, by which it is known under another name and in another format.
    pub folded: Option<u64>,
    /// The id of the file of marks that is its own.
    pub work: Option<String>,
    /// Its marks as they stand in the file, by their letters.
    pub marks: Map<String, Value>,
    /// The way back from where it was left, the last step last.
    pub trail: Vec<Anchor>,
    /// Fields this version does not know.
    pub(super) more: Map<String, Value>,
}

impl Kept {
    /// How much of it was read from beginning to end, in hundredths.
    pub fn share(&self) -> usize {
        let length = if self.reading > 0 { self.reading } else { self.length }.max(1);
        self.place.min(length) * 100 / length
    }

    /// A text of which nothing is known.
    pub(super) fn new(origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..Self::default() }
    }

    /// Reads a row of the state file; `None` where it is none.
    pub(super) fn of(row: Value) -> Option<Self> {
        let Value::Object(mut fields) = row else { return None };
        let Some(Value::String(origin)) = fields.remove("origin") else { return None };
        let mut number = |key: &str| fields.remove(key).and_then(|value| value.as_u64());
        let place = usize::try_from(number("place")?).ok()?;
        let length =
            number("length").and_then(|length| usize::try_from(length).ok()).unwrap_or(place);
        let reading = number("reading").and_then(|length| usize::try_from(length).ok());
        let reading = reading.unwrap_or(0);
        let opened = number("opened").unwrap_or(0);
        let restoring =
            fields.remove("restoring").and_then(|value| serde_json::from_value(value).ok());
        let quote = fields.remove("quote").and_then(|value| serde_json::from_value(value).ok());
        let words = fields.remove("words");
        let hash = |value: Value| u64::from_str_radix(value.as_str()?, 16).ok();
        let words = words.and_then(hash);
        let folded = fields.remove("folded").and_then(hash);
        let work = fields.remove("work").and_then(|id| id.as_str().map(str::to_owned));
        let marks = match fields.remove("marks") {
            Some(Value::Object(marks)) => marks,
            _ => Map::new(),
        };
        let trail = match fields.remove("trail") {
            Some(Value::Array(steps)) => {
                steps.into_iter().filter_map(|step| serde_json::from_value(step).ok()).collect()
            }
            _ => Vec::new(),
        };
        let restoring = restoring.unwrap_or_default();
        Some(Self {
            origin,
            place,
            length,
            reading,
            opened,
            restoring,
            quote,
            words,
            folded,
            work,
            marks,
            trail,
            more: fields,
        })
    }

    /// The row to write.
    pub(super) fn row(&self) -> Value {
        let mut row = Map::new();
        let mut put = |key: &str, value: Value| row.insert(key.to_owned(), value);
        put("origin", self.origin.clone().into());
        put("place", self.place.into());
        put("length", self.length.into());
        if self.reading > 0 {
            put("reading", self.reading.into());
        }
        put("opened", self.opened.into());
        if self.restoring != Restoring::Auto {
            put("restoring", json!(self.restoring));
        }
        if let Some(quote) = &self.quote {
            put("quote", json!(quote));
        }
        if let Some(words) = self.words {
            put("words", format!("{words:016x}").into());
        }
        if let Some(folded) = self.folded {
            put("folded", format!("{folded:016x}").into());
        }
        if let Some(work) = &self.work {
            put("work", work.clone().into());
        }
        if !self.marks.is_empty() {
            put("marks", Value::Object(self.marks.clone()));
        }
        if !self.trail.is_empty() {
            put("trail", json!(self.trail));
        }
        row.extend(self.more.clone());
        Value::Object(row)
    }
}
