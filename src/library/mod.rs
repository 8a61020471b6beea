//! The library: what is kept between sessions, which is the place in each text and the settings.
//!
//! One small JSON file holds it all. Several readers may be open at once, so a session never
//! writes what it once read: [`State::save`] reads the file again, puts this session's changes
//! into it, and sets the result in its place by renaming, whole or not at all. The lock around
//! that is waited for and never trusted for long; see `disk`.
//!
//! There is no clock here: whoever keeps a place says when.

mod change;
mod disk;
mod kept;
pub mod known;
mod marks;
mod named;
mod origin;
mod record;
pub mod search;
pub mod sources;
pub mod words;

use std::path::{Path, PathBuf};

use change::Change;
pub use change::{Changes, Left};
pub use disk::SaveError;
use disk::{Found, Lock};
pub use kept::Kept;
pub use marks::{Asked, MarkError, Marks, MarksFolder, beside};
use named::Naming;
pub use origin::{origin_of, origin_of_words, path_of};
use record::Record;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::anchor::Anchor;
use crate::restore::Restoring;
use crate::settings::{Settings, ThemeNames};

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
    changes: Changes,
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

    /// The settings of a reader who begins with `start`, as the config says: what was changed by a
    /// key since then holds, until the config says otherwise.
    pub fn settings(&self, start: Settings, names: &ThemeNames) -> Settings {
        self.record.settings(start, names)
    }

    /// Keeps the settings that differ between the beginning of a session and now, and what they were
    /// changed from, as it `start`s in the config. The others are left to other sessions, and what
    /// the command line set for this one is not kept.
    pub fn change_settings(
        &mut self,
        start: Settings,
        (began, now): (Settings, Settings),
        names: &ThemeNames,
    ) {
        let name = |theme| names.name(theme).into();
        let changes: [(&str, bool, Value, Value); 2] = [
            ("measure", began.measure != now.measure, now.measure.into(), start.measure.into()),
            ("theme", began.theme != now.theme, name(now.theme), name(start.theme)),
        ];
        for (key, changed, value, from) in changes {
            if changed {
                self.changes.settings.insert(key.to_owned(), value);
                self.changes.settings.insert(record::over(key), from);
            }
        }
        self.record.settings.extend(self.changes.settings.clone());
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

    /// Remembers that a text is open, `now` seconds after 1970. Where it was left stays.
    pub fn open(&mut self, origin: &str, now: u64) {
        self.change(origin, now, |_| {});
    }

    /// Keeps where a text is left, `now` seconds after 1970.
    pub fn keep(&mut self, origin: &str, left: Left, now: u64) {
        self.change(origin, now, |change| change.left = Some(left));
    }

    /// Keeps the way back from where a text is left, the last step last.
    pub fn keep_trail(&mut self, origin: &str, trail: Vec<Anchor>, now: u64) {
        self.change(origin, now, |change| change.trail = Some(trail));
    }

    /// Remembers how a reader asked to have a text restored.
    pub fn restore_as(&mut self, origin: &str, restoring: Restoring, now: u64) {
        self.change(origin, now, |change| change.restoring = Some(restoring));
    }

    /// Keeps by what a text is known whatever its file is called: the hash of its folded words, and the
    /// id of its file of marks, where it has one.
    pub fn know(&mut self, origin: &str, folded: u64, work: Option<&str>, now: u64) {
        let (folded, work) = (Some(folded), work.map(str::to_owned));
        let known = self.kept(origin).map(|kept| (kept.folded, kept.work.clone()));
        let news =
            known.is_none_or(|known| known.0 != folded || (work.is_some() && known.1 != work));
        if news {
            self.change(origin, now, |change| (change.folded, change.work) = (folded, work));
        }
    }

    /// The text of the same words under another name, of those left somewhere the one opened last.
    pub fn same_words(&self, origin: &str, folded: u64) -> Option<&Kept> {
        let same = |kept: &&Kept| kept.folded == Some(folded) && kept.origin != origin;
        self.record.texts.iter().filter(|kept| kept.quote.is_some()).find(same)
    }

    /// Keeps a mark of a text. A capital is a mark of all texts, and leads to this one.
    pub fn mark(&mut self, letter: char, origin: &str, words: &Anchor, now: u64) {
        let mut value = json!(words);
        if !letter.is_uppercase() {
            self.change(origin, now, |change| {
                change.marks.insert(letter.to_string(), value);
            });
            return;
        }
        if let Value::Object(fields) = &mut value {
            fields.insert("origin".to_owned(), origin.into());
        }
        self.record.marks.insert(letter.to_string(), value.clone());
        self.changes.marks.insert(letter.to_string(), value);
    }

    /// The marks that lead to a text: its own and those of all texts.
    pub fn marks_in(&self, origin: &str) -> Vec<(char, Anchor)> {
        let own = self.kept(origin).into_iter().flat_map(|kept| &kept.marks);
        let here = |value: &Value| value.get("origin").and_then(Value::as_str) == Some(origin);
        let all = self.record.marks.iter().filter(|(_, value)| here(value));
        let marks = own.chain(all).filter_map(|(letter, value)| {
            let mut letters = letter.chars();
            let letter = letters.next().filter(|_| letters.next().is_none())?;
            Some((letter, Anchor::deserialize(value).ok()?))
        });
        marks.collect()
    }

    /// The text that a mark of all texts leads to.
    pub fn marked(&self, letter: char) -> Option<&str> {
        self.record.marks.get(&letter.to_string())?.get("origin")?.as_str()
    }

    /// Keeps what was searched for, and whether that is an expression.
    pub fn searched(&mut self, words: &str, regex: bool) {
        self.changes.searches.push((words.to_owned(), regex));
    }

    /// What was searched for, the last last.
    pub fn searches(&self) -> &[(String, bool)] {
        &self.record.searches
    }

    /// The folders whose texts belong to the library, by their absolute paths.
    pub fn folders(&self) -> &[String] {
        &self.record.named.folders
    }

    /// Remembers that the texts of a folder belong to the library, or that they do no longer.
    pub fn name_folder(&mut self, folder: &str, belongs: bool) {
        self.name(Naming::Folder(folder.to_owned(), belongs));
    }

    /// Whether a text is not to be listed.
    pub fn is_forgotten(&self, origin: &str) -> bool {
        self.record.named.forgotten.iter().any(|forgotten| forgotten == origin)
    }

    /// Has a text listed no longer, or again.
    pub fn forget(&mut self, origin: &str, forgotten: bool) {
        self.name(Naming::Forgotten(origin.to_owned(), forgotten));
    }

    fn name(&mut self, naming: Naming) {
        self.record.named.apply(&naming);
        self.changes.named.push(naming);
    }

    /// Changes what is kept of a text. The clock may have been set back since something was kept:
    /// what is kept now is later all the same.
    fn change(&mut self, origin: &str, now: u64, change: impl FnOnce(&mut Change)) {
        let known = self.kept(origin).map_or(0, |kept| kept.opened);
        let newest = self.record.texts.first().map_or(0, |newest| newest.opened);
        let ahead = newest > now && self.record.texts[0].origin != origin;
        let opened = now.max(known).max(if ahead { newest.saturating_add(1) } else { 0 });
        let mut changed = Change { opened, ..Change::default() };
        change(&mut changed);
        let mut one = Changes::default();
        one.texts.insert(origin.to_owned(), changed);
        one.apply(&mut self.record);
        let older = std::mem::replace(&mut self.changes, one);
        self.changes.take_back(older);
    }

    /// Takes what was changed so far, to be written on another thread by [`Changes::write`].
    /// `None` where nothing is to be written.
    pub fn take_changes(&mut self) -> Option<Changes> {
        (!self.newer && !self.changes.is_empty()).then(|| std::mem::take(&mut self.changes))
    }

    /// Takes back changes that could not be written.
    pub fn take_back(&mut self, changes: Changes) {
        self.changes.take_back(changes);
    }

    /// Puts what this session changed into the state file. What other sessions have written there
    /// since stays, and is known here afterwards; of two places in one text, the later is kept.
    ///
    /// # Errors
    /// Says what could not be written. The file is then as it was.
    pub fn save(&mut self, path: &Path) -> Result<(), SaveError> {
        let Some(changes) = self.take_changes() else { return Ok(()) };
        match changes.merge(path) {
            Ok(Some(record)) => self.record = record,
            Ok(None) => {}
            Err(error) => {
                self.take_back(changes);
                return Err(error);
            }
        }
        Ok(())
    }
}

impl Changes {
    /// Puts these changes into the state file, as [`State::save`] does.
    ///
    /// # Errors
    /// Gives the changes back if they could not be written; the last [`State::save`] says why.
    pub fn write(self, path: &Path) -> Result<(), Box<Self>> {
        self.merge(path).map(|_| ()).map_err(|_| Box::new(self))
    }

    /// Puts these changes into the state file, and gives what stands there then; nothing where it
    /// is that of a later version.
    fn merge(&self, path: &Path) -> Result<Option<Record>, SaveError> {
        disk::make_folder(path)?;
        let _lock = Lock::take(path);
        let mut merged = match disk::find(path).map_err(|error| SaveError::new(path, error))? {
            Found::Record(record) => record,
            Found::Newer => return Ok(None),
            Found::Nothing => Record::default(),
            Found::Damaged => {
                disk::put_aside(path);
                Record::default()
            }
        };
        self.apply(&mut merged);
        disk::replace(path, &merged.to_json())?;
        Ok(Some(merged))
    }
}

#[cfg(test)]
mod tests;
