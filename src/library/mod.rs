//! The library: what is kept between sessions, which is the place in each text and the settings.
//!
//! One small JSON file holds it all. Several readers may be open at once, so a session never
//! writes what it once read: [`State::save`] reads the file again, puts this session's changes
//! into it, and sets the result in its place by renaming, whole or not at all. The lock around
//! that is waited for and never trusted for long; see `disk`.
//!
//! There is no clock here: whoever keeps a place says when.

mod disk;
mod origin;
mod record;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use disk::SaveError;
use disk::{Found, Lock};
pub use origin::{origin_of, path_of};
pub use record::Kept;
use record::Record;

use crate::settings::Settings;

/// Where the state is kept: `ibid/state.json` in `$XDG_STATE_HOME`, else in `~/.local/state`
/// (XDG Base Directory Specification). `None` where there is no home.
pub fn state_path() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folders = etcetera::choose_base_strategy().ok()?;
    let folder = folders.state_dir().unwrap_or_else(|| folders.data_dir());
    Some(folder.join("ibid").join("state.json"))
}

/// What is kept between sessions, and what this session changed of it.
#[derive(Debug, Clone, Default)]
pub struct State {
    record: Record,
    /// The origins of the texts this session kept a place in.
    changed: BTreeSet<String>,
    /// The settings this session changed, as they stand in the file.
    set: serde_json::Map<String, serde_json::Value>,
    /// A later version wrote the file; it is left alone.
    newer: bool,
}

impl State {
    /// Reads the state, and says in a sentence what is wrong if something is. A file that is
    /// missing is none; one that is damaged is put aside as `state.json.damaged`.
    pub fn load(path: &Path) -> (Self, Option<String>) {
        let mut state = Self::default();
        let warning = match disk::find(path) {
            Ok(Found::Record(record)) => {
                state.record = record;
                None
            }
            Ok(Found::Nothing) => None,
            Ok(Found::Damaged) => Some(disk::put_aside(path)),
            Ok(Found::Newer) => {
                state.newer = true;
                Some(format!(
                    "{} was written by a later ibid. It is left as it is, and no place is kept.",
                    path.display()
                ))
            }
            Err(error) => Some(format!(
                "{} could not be read ({error}). No earlier place is known.",
                path.display()
            )),
        };
        (state, warning)
    }

    /// The settings.
    pub fn settings(&self) -> Settings {
        self.record.settings()
    }

    /// Keeps the settings that differ between the beginning of a session and now. The others are
    /// left to other sessions, and what the command line set for this one is not kept.
    pub fn change_settings(&mut self, began: Settings, now: Settings) {
        let changes = [
            ("measure", began.measure != now.measure, now.measure.into()),
            ("theme", began.theme != now.theme, serde_json::json!(now.theme)),
            ("notes", began.notes != now.notes, now.notes.into()),
        ];
        for (key, changed, value) in changes {
            if changed {
                self.set.insert(key.to_owned(), value);
            }
        }
        self.record.settings.extend(self.set.clone());
    }

    /// Where a text was left. The text may have changed since: the place is to be brought within
    /// it, to the beginning of a character.
    pub fn kept(&self, origin: &str) -> Option<&Kept> {
        self.record.texts.iter().find(|text| text.origin == origin)
    }

    /// The texts, the one opened last first.
    pub fn recent(&self) -> &[Kept] {
        &self.record.texts
    }

    /// Keeps the place a text of `length` bytes is left at, `opened` seconds after 1970.
    pub fn keep(&mut self, origin: &str, place: usize, length: usize, opened: u64) {
        let more = serde_json::Map::new();
        self.record.keep(Kept { origin: origin.to_owned(), place, length, opened, more });
        self.record.put_in_order();
        self.changed.insert(origin.to_owned());
    }

    /// Puts what this session changed into the state file. What other sessions have written there
    /// since stays, and is known here afterwards; of two places in one text, the later is kept.
    ///
    /// # Errors
    /// Says what could not be written. The file is then as it was.
    pub fn save(&mut self, path: &Path) -> Result<(), SaveError> {
        if self.newer || (self.changed.is_empty() && self.set.is_empty()) {
            return Ok(());
        }
        disk::make_folder(path)?;
        let _lock = Lock::take(path);
        let mut merged = match disk::find(path).map_err(|error| SaveError::new(path, error))? {
            Found::Record(record) => record,
            Found::Newer => return Ok(()),
            Found::Nothing => Record::default(),
            Found::Damaged => {
                disk::put_aside(path);
                Record::default()
            }
        };
        for text in &self.record.texts {
            if self.changed.contains(&text.origin) {
                merged.keep(text.clone());
            }
        }
        merged.put_in_order();
        merged.settings.extend(self.set.clone());
        disk::replace(path, &merged.to_json())?;
        self.record = merged;
        self.changed.clear();
        self.set.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests;
