//! The library of a session: the words of what is opened are kept, the texts that are known are listed,
//! those of the folders a reader named are taken in, and places in other texts are gone to.
//!
//! Nothing but these folders and the texts that were opened is ever looked at. All of it is done on
//! threads of their own: a disk may take its time, and no key waits for it.

mod citing;
mod marked;
mod printed;
mod searching;
mod taking_in;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub(in crate::session) use citing::Works;
pub use citing::{alike, cites, wanted};
pub use printed::{list_library, name_folders};
pub use searching::search_texts;
pub(in crate::session) use taking_in::{Taken, take_in};

use super::Session;
use super::kept::keeper::now;
use super::opening::book;
use super::report::report;
use crate::app::{Goal, GoalAt, Input, Library, Listed};
use crate::library::known::{Known, known};
use crate::library::words::{Cache, Head};
use crate::library::{State, origin_of, path_of};
use crate::session::opening::asked::{open_goal, place_of};
use crate::session::opening::error;
use crate::term::{Post, Screen};
use crate::text::Text;

/// What is said where there is nothing to list or to search.
const NONE_KNOWN: &str =
    "No text is known yet. ibid library add FOLDER takes in those of a folder.";

/// What a session knows of the library.
#[derive(Debug, Default)]
pub(super) struct Collection {
    /// The words that are kept.
    cache: Option<Cache>,
    /// The text whose words were kept last.
    kept: Weak<Text>,
    /// What was seen last.
    seen: Seen,
    /// What is being done.
    doing: Option<String>,
    looking: Option<JoinHandle<()>>,
    searching: searching::Searching,
    /// The sources of all texts, as they were listed last.
    works: Option<Arc<Works>>,
    /// Files that cannot be opened, as they are now: nobody tries them again and again.
    failed: HashSet<(String, u64)>,
}

/// What was seen of the texts that are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// The heads of their words.
    heads: Arc<Vec<Head>>,
    /// The texts none of whose files is there.
    gone: Arc<HashSet<String>>,
    /// How many marks a text of these words has.
    marks: Arc<HashMap<u64, usize>>,
}

/// What a look at the library told.
#[derive(Debug)]
pub(super) struct Look {
    /// What is seen now, where that was looked at anew.
    seen: Option<Seen>,
    /// What is being done since; nothing when it is done.
    doing: Option<String>,
    failed: Option<HashSet<(String, u64)>>,
}

/// How long it is not looked at all texts again: so long that looking takes a small part of the time in
/// which texts are taken in, however many there are.
struct Pause {
    began: Instant,
    took: Duration,
}

impl Pause {
    /// How many times as long as a look takes.
    const TIMES: u32 = 20;

    fn begin() -> Self {
        Self { began: Instant::now(), took: Duration::ZERO }
    }

    /// The look is done.
    fn end(&mut self) {
        self.took = self.began.elapsed();
    }

    fn is_over(&self) -> bool {
        self.began.elapsed() >= self.took * Self::TIMES
    }
}

impl Collection {
    pub(super) fn of_reader() -> Self {
        Self { cache: Cache::of_reader(), ..Self::default() }
    }
}

/// Whether what a text is kept under names something that can be opened again.
pub(in crate::session) fn may_open(origin: &str) -> bool {
    path_of(origin).is_some() || book::folder_of(origin).is_some()
}

/// Whether there is something at what a text is kept under.
pub(in crate::session) fn is_there(origin: &str) -> bool {
    path_of(origin).or_else(|| book::folder_of(origin)).is_some_and(|path| path.exists())
}

/// The texts that are known, each in that of its files which is there.
pub(in crate::session) fn texts_of(state: &State, heads: &[Head]) -> Vec<Known> {
    let mut texts = known(state, heads, may_open);
    texts.iter_mut().for_each(|text| text.look(is_there));
    texts
}

/// The texts that are known, not forgotten, and whose words are kept.
fn with_words(state: &State, cache: &Cache) -> Vec<Known> {
    let mut texts = texts_of(state, &cache.heads());
    texts.retain(|text| !text.forgotten && text.words.is_some());
    texts
}

impl Session {
    /// Keeps the words of a text that is there as a whole, which have this hash. Those of a locked one are
    /// nobody's to keep.
    pub(super) fn keep_words(&mut self, text: &Arc<Text>, words: u64) {
        let done = std::ptr::eq(self.library.kept.as_ptr(), Arc::as_ptr(text));
        if done || text.goes_on() || self.reading.password.is_some() || !may_open(&text.origin) {
            return;
        }
        self.library.kept = Arc::downgrade(text);
        let (Some(cache), text) = (self.library.cache.clone(), Arc::clone(text)) else { return };
        std::thread::spawn(move || {
            // What cannot be kept is made again when it is asked for.
            let keep = || cache.keep_of(&text, words);
            let _ = crate::term::spare(keep);
        });
    }

    /// Lists the library as far as it is known, and begins to look for more.
    pub(super) fn open_library(&mut self, screen: &Screen) {
        self.list_library(true);
        self.look_at_library(screen.post());
    }

    /// Lists the library, or says more of it where it is listed.
    pub(super) fn list_library(&mut self, open: bool) {
        if !open && !self.app.lists_library() {
            return;
        }
        let library = self.library();
        self.app.update(Input::Library { library, open });
    }

    fn library(&self) -> Library {
        let here = self.app.text();
        let share = self.app.percent(&self.app.spread());
        let now = now();
        let mut texts = known(self.keeper.state(), &self.library.seen.heads, may_open);
        for text in &mut texts {
            text.look(|origin| !self.library.seen.gone.contains(origin));
        }
        let listed = texts.iter().map(|text| {
            let marks = text.words.and_then(|words| self.library.seen.marks.get(&words));
            let mut listed = listed(text, marks.copied().unwrap_or(0), now);
            listed.here = text.origins().any(|origin| origin == here.origin);
            if listed.here {
                listed.share = Some(share);
                listed.marks = self.app.marks().iter().filter(|mark| !mark.carried).count();
            }
            listed
        });
        Library { texts: listed.collect(), doing: self.library.doing.clone() }
    }

    /// Looks which texts are known and there, and takes in new ones, unless that is being done.
    fn look_at_library(&mut self, post: Post) {
        let Some(cache) = self.library.cache.clone() else { return };
        if self.library.looking.as_ref().is_some_and(|looking| !looking.is_finished()) {
            return;
        }
        let (state, failed) = (self.keeper.state().clone(), self.library.failed.clone());
        let folder = self.marks.folder();
        self.library.looking = Some(std::thread::spawn(move || {
            let tell = |look: Look| report(&post, |session| session.looked_at_library(look));
            let marks = Arc::new(folder.map(|folder| folder.counts()).unwrap_or_default());
            let look = |doing, failed| {
                let seen = Seen { marks: Arc::clone(&marks), ..seen(&state, &cache) };
                Look { seen: Some(seen), doing, failed }
            };
            let mut looked = Pause::begin();
            if !tell(look(None, None)) {
                return;
            }
            looked.end();
            let progress = |taken: &Taken| {
                let doing = format!("taking in {} of {} texts…", taken.looked_at, taken.all);
                if !looked.is_over() {
                    return tell(Look { seen: None, doing: Some(doing), failed: None });
                }
                looked = Pause::begin();
                let goes_on = tell(look(Some(doing), None));
                looked.end();
                goes_on
            };
            let taken = take_in(&cache, &state, failed, &mut { progress });
            // What no text has any more goes; of what is forgotten nothing stays.
            let wanted = |head: &Head| {
                let texts = known(&state, std::slice::from_ref(head), may_open);
                texts.iter().any(|text| text.words.is_some() && !text.forgotten)
            };
            cache.sweep(wanted);
            tell(look(None, Some(taken.failed)));
        }));
    }

    /// Takes up what a look at the library told.
    pub(super) fn looked_at_library(&mut self, look: Look) {
        if let Some(seen) = look.seen {
            self.library.seen = seen;
            self.library.searching.forget();
        }
        self.library.doing = look.doing;
        self.library.failed = look.failed.unwrap_or(std::mem::take(&mut self.library.failed));
        self.list_library(false);
    }

    /// Has a text forgotten, or known again.
    pub(super) fn forget(&mut self, origin: &str, forgotten: bool) {
        let texts = known(self.keeper.state(), &self.library.seen.heads, may_open);
        let text = texts.iter().find(|text| text.origins().any(|other| other == origin));
        let all: Vec<String> = match text {
            Some(text) => text.origins().map(str::to_owned).collect(),
            None => vec![origin.to_owned()],
        };
        self.keeper.forget(&all, forgotten);
        self.library.searching.forget();
        self.list_library(false);
    }

    /// Begins to open the text of a goal, or goes there where it is on the screen, and gives what there
    /// is to say.
    pub(super) fn open_goal(&mut self, goal: Goal, screen: &Screen) -> Option<String> {
        let text = Arc::clone(self.app.text());
        if goal.origin == text.origin {
            let (place, lost) = place_of(&goal, &text)?;
            self.app.go_to(place, search_of(&goal));
            return lost;
        }
        let name = path_of(&goal.origin).or_else(|| book::folder_of(&goal.origin));
        let name = name.as_ref().and_then(|path| path.file_name()).unwrap_or_default();
        let said = format!("Opening {} …", crate::layout::clean(&name.to_string_lossy()));
        let wanted = self.keeper.wanted(&goal.origin);
        open_goal(goal, wanted, screen.post());
        Some(said)
    }
}

/// What was searched for where a goal was found.
pub(super) fn search_of(goal: &Goal) -> Option<&(String, bool)> {
    match &goal.at {
        GoalAt::Words { search, .. } => search.as_ref(),
        GoalAt::Left | GoalAt::Page(_) => None,
    }
}

/// The heads there are, and which texts are gone.
fn seen(state: &State, cache: &Cache) -> Seen {
    let heads = cache.heads();
    let texts = known(state, &heads, may_open);
    let origins = texts.iter().flat_map(Known::origins);
    let gone = origins.filter(|origin| !is_there(origin)).map(str::to_owned).collect();
    Seen { heads: Arc::new(heads), gone: Arc::new(gone), marks: Arc::default() }
}

fn listed(text: &Known, marks: usize, now: u64) -> Listed {
    let files: Vec<String> = text.origins().map(file_of).collect();
    let mut about = Vec::new();
    about.extend((text.works > 0).then(|| ("sources".to_owned(), text.works.to_string())));
    about.extend(files.iter().skip(1).map(|file| ("also in".to_owned(), file.clone())));
    if text.words.is_none() {
        let what = "not known; they are once the text is opened again".to_owned();
        about.push(("words".to_owned(), what));
    }
    Listed {
        origin: text.origin.clone(),
        file: files.into_iter().next().unwrap_or_default(),
        title: text.title.clone(),
        authors: text.authors.clone(),
        year: text.year.clone(),
        share: text.share,
        marks,
        opened: (text.opened, ago(text.opened, now)),
        gone: text.gone,
        forgotten: text.forgotten,
        here: false,
        about,
    }
}

/// The file of an origin as a reader knows it, the home folder as `~`.
pub(in crate::session) fn file_of(origin: &str) -> String {
    let Some(path) = path_of(origin).or_else(|| book::folder_of(origin)) else {
        return origin.to_owned();
    };
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    match home.and_then(|home| path.strip_prefix(home).ok().map(std::path::Path::to_owned)) {
        Some(within) => format!("~/{}", within.to_string_lossy()),
        None => path.to_string_lossy().into_owned(),
    }
}

/// How long ago something was, roughly, as a reader counts; nothing for what never was.
pub(in crate::session) fn ago(then: u64, now: u64) -> String {
    if then == 0 {
        return String::new();
    }
    let minutes = now.saturating_sub(then) / 60;
    let counted = |many: u64, what: &str| match many {
        1 => format!("1 {what} ago"),
        many => format!("{many} {what}s ago"),
    };
    match minutes {
        0..=1 => "now".to_owned(),
        2..=59 => counted(minutes, "minute"),
        60..=1439 => counted(minutes / 60, "hour"),
        1440..=20_159 => counted(minutes / 1440, "day"),
        20_160..=87_599 => counted(minutes / 10_080, "week"),
        87_600..=525_599 => counted(minutes / 43_800, "month"),
        _ => counted(minutes / 525_600, "year"),
    }
}

/// The folder of a name on the command line, as it is remembered.
///
/// # Errors
/// Says why it is none.
pub(in crate::session) fn folder_named(name: &std::path::Path) -> Result<String, String> {
    match name.is_dir() {
        true => Ok(origin_of(name)),
        false => Err(format!("{} is no folder.", error::shown(name))),
    }
}
