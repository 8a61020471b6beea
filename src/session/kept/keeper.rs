//! What is kept between sessions, and what a session keeps: while the text is read, so that a
//! machine that stops takes at most a minute of it along.
//!
//! The place is kept once the reader has moved: of two sessions in one text, the one that lies idle
//! takes nothing back from the other. What is written while the text is read is written on a thread
//! of its own, because a disk may take its time and no key waits for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::anchor::{Anchor, fingerprint};
use crate::app::Memory;
use crate::doc::Place;
use crate::library::{Changes, Left, State, path_of, state_path};
use crate::restore::Restoring;
use crate::session::kept::recall::{Recalled, recall};
use crate::session::opening::book;
use crate::session::opening::error::OpenError;
use crate::session::opening::open::{self, Begun};
use crate::session::opening::reading::Reading;
use crate::settings::{Settings, ThemeNames};
use crate::text::Text;

/// How often the place is written while nobody jumps.
const OFTEN: Duration = Duration::from_secs(10);
/// How soon it is written after a jump: many keys may follow one another.
const SOON: Duration = Duration::from_millis(400);

/// What is kept between sessions, and where.
pub(in crate::session) struct Keeper {
    path: Option<PathBuf>,
    state: State,
    /// Whether no text was ever read here.
    first: bool,
    /// The settings of the config, and what themes are called.
    start: Settings,
    names: ThemeNames,
    /// The settings the session began with.
    pub(in crate::session) began: Settings,
    /// What went wrong and is still to be said.
    pub(in crate::session) warning: Option<String>,
    /// What is known to be kept of the text on the screen.
    known: Option<Known>,
    /// The text of which the fingerprint was taken last.
    printed: Option<(Arc<Text>, u64)>,
    /// When what the reader does is to be written.
    due: Option<Instant>,
    writing: Option<JoinHandle<Result<(), Box<Changes>>>>,
}

/// What is kept of a text, as this session has it.
struct Known {
    origin: String,
    place: Place,
    /// The marks and the way back, once they were recalled: before, there is nothing to compare.
    memory: Option<Memory>,
}

impl Keeper {
    pub(in crate::session) fn load() -> Self {
        let path = state_path();
        let (state, warning) = match &path {
            Some(path) => State::load(path),
            None => (State::default(), Some("There is no home folder; no place is kept.".into())),
        };
        let first = path.is_some() && warning.is_none() && state.recent().is_empty();
        Self {
            path,
            state,
            first,
            start: Settings::default(),
            names: ThemeNames::default(),
            began: Settings::default(),
            warning,
            known: None,
            printed: None,
            due: None,
            writing: None,
        }
    }

    /// Whether no text was ever read here, until that was asked.
    pub(in crate::session) fn is_first(&mut self) -> bool {
        std::mem::take(&mut self.first)
    }

    /// Has the session begin with these settings, as the config has them, and what was changed of
    /// them by keys since.
    pub(in crate::session) fn begin_with(&mut self, start: Settings, names: ThemeNames) {
        self.began = self.state.settings(start, &names);
        (self.start, self.names) = (start, names);
    }

    /// What was searched for, the last last.
    pub(in crate::session) fn searches(&self) -> Vec<(String, bool)> {
        self.state.searches().to_vec()
    }

    /// How the reader of a text had it restored, if it was read before.
    pub(in crate::session) fn restoring(&self, origin: &str) -> Option<Restoring> {
        self.state.kept(origin).map(|kept| kept.restoring)
    }

    /// About `about` bytes of a file, and what to read on from, if there is more of it. How its
    /// reader had it restored before holds where nothing else is asked.
    pub(in crate::session) fn begin(
        &self,
        file: &Path,
        reading: &Reading,
        about: usize,
    ) -> Result<Begun, OpenError> {
        open::begin(file, reading, &|origin| self.restoring(origin), about)
    }

    /// About `about` bytes of the last text that can still be opened, else of the companion.
    pub(in crate::session) fn last_text(&self, reading: &Reading, about: usize) -> Begun {
        for kept in self.state.recent() {
            match kept.origin.as_str() {
                open::COMPANION_ORIGIN => break,
                open::GUIDE_ORIGIN => {}
                origin if let Some(folder) = book::folder_of(origin) => {
                    let book = vec![folder.clone()];
                    let reading = Reading { book, ..reading.clone() };
                    if let Ok(begun) = self.begin(&folder, &reading, about) {
                        return begun;
                    }
                }
                origin => {
                    // What is no file any more, but a pipe, would be waited for.
                    let path = path_of(origin).filter(|path| path.is_file());
                    let begun = path.and_then(|path| self.begin(&path, reading, about).ok());
                    if let Some(begun) = begun {
                        return begun;
                    }
                }
            }
        }
        (open::companion(), None)
    }

    /// The file of the text read last, if it is gone and others are known.
    pub(in crate::session) fn gone(&self) -> Option<PathBuf> {
        let mut recent = self.state.recent().iter();
        let last = recent.find(|kept| kept.origin != open::GUIDE_ORIGIN)?;
        let path = path_of(&last.origin).filter(|path| !path.exists())?;
        let others = !self.state.folders().is_empty() || self.recent().nth(1).is_some();
        others.then_some(path)
    }

    /// What is kept of all texts.
    pub(in crate::session) fn state(&self) -> &State {
        &self.state
    }

    /// Has the text of these origins forgotten, or known again.
    pub(in crate::session) fn forget(&mut self, origins: &[String], forgotten: bool) {
        origins.iter().for_each(|origin| self.state.forget(origin, forgotten));
        self.soon(true);
    }

    /// What is kept of a text.
    pub(in crate::session) fn wanted(&self, origin: &str) -> Wanted {
        Wanted { kept: self.state.kept(origin).cloned(), marks: self.state.marks_in(origin) }
    }

    /// What is kept of a text of these folded words under another name, where nothing is under this one:
    /// it was renamed, moved or converted. Marks of all texts lead on to the other as long as that is
    /// there.
    pub(in crate::session) fn wanted_elsewhere(&self, origin: &str, folded: u64) -> Option<Wanted> {
        if self.state.kept(origin).is_some_and(|kept| kept.quote.is_some()) {
            return None;
        }
        let kept = self.state.same_words(origin, folded)?;
        let there = path_of(&kept.origin).is_some_and(|path| path.exists());
        let mut marks = self.state.marks_in(&kept.origin);
        marks.retain(|(letter, _)| !there || !letter.is_uppercase());
        Some(Wanted { kept: Some(kept.clone()), marks })
    }

    /// What the text is kept under whose marks are in the file of this id.
    pub(in crate::session) fn origin_of_work(&self, id: &str) -> Option<&str> {
        let mut texts = self.state.recent().iter();
        Some(&texts.find(|kept| kept.work.as_deref() == Some(id))?.origin)
    }

    /// The id of the file of marks of a text.
    pub(in crate::session) fn work(&self, origin: &str) -> Option<String> {
        self.state.kept(origin)?.work.clone()
    }

    /// Takes note by what a text is known whatever its file is called.
    pub(in crate::session) fn know(&mut self, origin: &str, folded: u64, work: Option<&str>) {
        self.state.know(origin, folded, work, now());
        self.soon(false);
    }

    /// The texts that were read and may be opened again, the last first: what they are kept under, and
    /// their files.
    pub(in crate::session) fn recent(&self) -> impl Iterator<Item = (&str, PathBuf)> {
        let texts = self.state.recent().iter();
        texts.filter_map(|kept| {
            let origin = kept.origin.as_str();
            Some((origin, path_of(origin).or_else(|| book::folder_of(origin))?))
        })
    }

    /// How much of a text was read when it was left, in hundredths, if it ever was.
    pub(in crate::session) fn share(&self, origin: &str) -> Option<usize> {
        self.state.kept(origin).map(crate::library::Kept::share)
    }

    /// The origin of the text that a mark of all texts leads to.
    pub(in crate::session) fn marked(&self, letter: char) -> Option<String> {
        self.state.marked(letter).map(str::to_owned)
    }

    /// Takes note that a text is on the screen, at a place that was kept or given.
    pub(in crate::session) fn begun(
        &mut self,
        origin: &str,
        place: Place,
        restoring: Option<Restoring>,
    ) {
        self.known = Some(Known { origin: origin.to_owned(), place, memory: None });
        if origin.is_empty() {
            return;
        }
        // Who opens what they had forgotten wants it known again.
        if self.state.is_forgotten(origin) {
            self.state.forget(origin, false);
        }
        match restoring {
            Some(restoring) => self.state.restore_as(origin, restoring, now()),
            None => self.state.open(origin, now()),
        }
        self.due = Some(Instant::now() + SOON);
    }

    /// Takes note of the marks and the way back as they were recalled, and of the place if it was
    /// found elsewhere.
    pub(in crate::session) fn recalled(&mut self, memory: Memory, place: Place) {
        if let Some(known) = &mut self.known {
            known.memory = Some(memory);
            known.place = place;
        }
    }

    /// Whether what is kept of a text that is on the screen was looked for in it.
    pub(in crate::session) fn has_recalled(&self, origin: &str) -> bool {
        self.known.as_ref().is_some_and(|known| known.origin == origin && known.memory.is_some())
    }

    /// Takes note that the place that is kept is this one, as the text is shown now.
    pub(in crate::session) fn stays(&mut self, place: Place) {
        if let Some(known) = &mut self.known {
            known.place = place;
        }
    }

    /// Takes note of a search.
    pub(in crate::session) fn searched(&mut self, search: Option<&(String, bool)>) {
        let Some((words, regex)) = search else { return };
        self.state.searched(words, *regex);
        self.soon(true);
    }

    /// When something is to be written next.
    pub(in crate::session) fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Has the place written: soon after a jump, else when its time has come.
    pub(in crate::session) fn soon(&mut self, jumped: bool) {
        let at = Instant::now() + if jumped { SOON } else { OFTEN };
        self.due = Some(self.due.map_or(at, |due| due.min(at)));
    }

    /// Whether the reader is elsewhere than what is known to be kept.
    pub(in crate::session) fn has_moved(&self, text: &Text, place: Place) -> bool {
        self.known.as_ref().is_none_or(|known| known.origin != text.origin || known.place != place)
    }

    /// Keeps where a text is left, and what its reader marked in it, as far as that has changed.
    pub(in crate::session) fn keep(&mut self, text: &Arc<Text>, place: Place, memory: &Memory) {
        let origin = text.origin.as_str();
        if origin.is_empty() {
            return;
        }
        if self.has_moved(text, place) {
            let left = self.left(text, place);
            self.state.keep(origin, left, now());
        }
        let words = &text.document.text;
        let known = self.known.take();
        let same = known.filter(|known| known.origin == origin);
        let recalled = same.and_then(|known| known.memory);
        if let Some(recalled) = &recalled {
            for mark in memory.marks.iter().filter(|mark| !recalled.marks.contains(mark)) {
                self.state.mark(mark.0, origin, &Anchor::at(words, mark.1), now());
            }
            if memory.trail != recalled.trail {
                let steps = memory.trail.iter().map(|&place| Anchor::at(words, place));
                self.state.keep_trail(origin, steps.collect(), now());
            }
        }
        let memory = recalled.map(|_| memory.clone());
        self.known = Some(Known { origin: origin.to_owned(), place, memory });
    }

    fn left(&mut self, text: &Arc<Text>, place: Place) -> Left {
        let whole = text.rest == 0;
        let words = whole.then(|| self.fingerprint(text));
        let quote = whole.then(|| Anchor::at(&text.document.text, place));
        Left { place, length: text.length(), reading: text.reading_length(), quote, words }
    }

    fn fingerprint(&mut self, text: &Arc<Text>) -> u64 {
        match &self.printed {
            Some((printed, print)) if Arc::ptr_eq(printed, text) => *print,
            _ => {
                let print = fingerprint(&text.document.text);
                self.printed = Some((Arc::clone(text), print));
                print
            }
        }
    }

    /// Writes what was kept so far, on a thread of its own.
    pub(in crate::session) fn write(&mut self) {
        self.due = None;
        if self.writing.as_ref().is_some_and(|writing| !writing.is_finished()) {
            self.soon(true);
            return;
        }
        self.finish_writing();
        let (Some(path), Some(changes)) = (self.path.clone(), self.state.take_changes()) else {
            return;
        };
        self.writing = Some(std::thread::spawn(move || changes.write(&path)));
    }

    /// Waits for what is being written. What could not be is tried again with the next.
    fn finish_writing(&mut self) {
        let Some(writing) = self.writing.take() else { return };
        if let Ok(Err(changes)) = writing.join() {
            self.state.take_back(*changes);
        }
    }

    /// Writes all there is to keep, and waits for it.
    pub(in crate::session) fn save(&mut self, settings: Settings) {
        self.due = None;
        self.finish_writing();
        // Notes put away for one text are not put away for all: they are not among what is kept.
        self.state.change_settings(self.start, (self.began, settings), &self.names);
        let Some(path) = &self.path else { return };
        if let Err(error) = self.state.save(path) {
            self.warning = Some(error.to_string());
        }
    }
}

/// What is kept of a text, to be looked for in its words.
pub(in crate::session) struct Wanted {
    kept: Option<crate::library::Kept>,
    marks: Vec<(char, Anchor)>,
}

impl Wanted {
    /// The place as it was left, before anybody looked whether the words are still there.
    pub(in crate::session) fn place(&self) -> Place {
        self.kept.as_ref().map_or(0, |kept| kept.place)
    }

    /// How its reader had it restored.
    pub(in crate::session) fn restoring(&self) -> Option<Restoring> {
        self.kept.as_ref().map(|kept| kept.restoring)
    }

    /// Finds it all in the words of a whole text.
    pub(in crate::session) fn recall(&self, text: &Text) -> Recalled {
        recall(self.kept.as_ref(), &self.marks, &text.document.text)
    }
}

/// Now, in seconds since 1970.
pub(in crate::session) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
