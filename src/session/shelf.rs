//! The shelf: the texts that were named, or that lie in a folder that was, what is known of each, and
//! the way from one to the other.
//!
//! A text is read when it is first gone to. What can be known before, its title or that it is gone, is
//! looked up on a thread of its own that gives up in time: a folder may hold a library.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::app::{App, Shelf as Listed, Shelved};
use crate::library::origin_of;
use crate::read::STANDARD_INPUT;
use crate::session::kept::keeper::Keeper;
use crate::session::opening::error::{self, OpenError, spared};
use crate::session::opening::folder;
use crate::session::opening::named::{self, is_pipe};
use crate::session::opening::open;
use crate::session::opening::reading::Reading;
use crate::session::opening::source::Source;
use crate::session::report::report;
use crate::term::Post;
use crate::text::Text;

/// For how long titles are looked up, and how many are told at a time.
const PATIENCE: Duration = Duration::from_secs(10);
const AT_ONCE: usize = 16;
/// How much of a text is read for its title, in bytes, and how long one may be that is only known when
/// all of it is read.
const ABOUT: usize = 1 << 12;
const LONGEST: usize = 32 << 20;

/// The texts.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// What they are together.
    title: String,
    texts: Vec<Entry>,
    /// The folder they lie in, where one alone was named.
    pub(super) folder: Option<PathBuf>,
    /// Which of them was opened first.
    pub(super) first: Option<usize>,
    /// Whether only that one was named, and the others were read before.
    recent: bool,
    /// Why texts cannot be opened, where that is still to be said.
    unsaid: Vec<String>,
    /// What is said where the library is listed first, because the last text is gone.
    pub(super) library: Option<String>,
    /// The thread that looks which of them are there.
    glancing: Option<JoinHandle<()>>,
}

/// A text among others.
#[derive(Debug, Default)]
struct Entry {
    path: PathBuf,
    /// What it is called in the list.
    name: String,
    /// What its place is kept under; nothing where that is not known before it is read.
    origin: String,
    title: Option<String>,
    fault: Option<&'static str>,
    /// How much of it was read when it was left, if that was in this session, in hundredths.
    share: Option<usize>,
    /// The text as it was read, as long as a way leads back to it.
    text: Weak<Text>,
    /// One that came through a pipe, which gives it but once.
    piped: Option<Arc<Text>>,
}

/// What was seen of a text that is not open.
#[derive(Debug, Default)]
pub(super) struct Glance {
    number: usize,
    title: Option<String>,
    /// In a word what is wrong with it, and why.
    fault: Option<(&'static str, String)>,
    piped: Option<Arc<Text>>,
}

impl Shelf {
    /// The texts of these names, those in a folder in its place.
    ///
    /// # Errors
    /// Says why a folder that is named alone cannot be looked into, or that there is no text in it.
    pub(super) fn of(names: &[PathBuf]) -> Result<Self, OpenError> {
        let called = |name: &PathBuf| error::called(name).into_owned();
        let mut shelf = Self { title: "Texts".to_owned(), ..Self::default() };
        for name in names {
            let path = named::file_of(name).unwrap_or_else(|_| name.clone());
            if !path.is_dir() {
                let called = called(name);
                shelf.texts.push(Entry::new(path, called));
                continue;
            }
            let texts = folder::texts_in(&path);
            if names.len() == 1 {
                let shown = path.canonicalize().unwrap_or(path.clone());
                shelf.title = format!("Texts in {}", shown.to_string_lossy());
                shelf.folder = Some(path.clone());
            }
            // Beside others, a folder that cannot be looked into has nothing.
            let texts = if names.len() == 1 { texts? } else { texts.unwrap_or_default() };
            if texts.is_empty() && names.len() == 1 {
                return Err(OpenError::NoTexts(called(name)));
            }
            for text in texts {
                let within = text.strip_prefix(&path).unwrap_or(&text);
                let within = if names.len() == 1 { within } else { &text };
                let called = within.to_string_lossy().into_owned();
                shelf.texts.push(Entry::new(text, called));
            }
        }
        Ok(shelf)
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The file of a text.
    pub(super) fn path(&self, number: usize) -> Option<&Path> {
        self.texts.get(number).map(|text| &*text.path)
    }

    /// What a text is called.
    pub(super) fn name(&self, number: usize) -> &str {
        self.texts.get(number).map_or("", |text| &text.name)
    }

    /// What the place of a text is kept under; nothing where that is not known.
    pub(super) fn origin(&self, number: usize) -> &str {
        self.texts.get(number).map_or("", |text| &text.origin)
    }

    /// A text that is still there as it was read.
    pub(super) fn text(&self, number: usize) -> Option<Arc<Text>> {
        let text = self.texts.get(number)?;
        text.piped.clone().or_else(|| text.text.upgrade())
    }

    /// The shelf of a book that was read of these files, or of the folder they lie in.
    pub(super) fn of_book(file: &Path, book: &Text) -> Self {
        let name = error::called(file).into_owned();
        let mut entry = Entry::new(file.to_owned(), name);
        entry.origin.clone_from(&book.origin);
        Self { texts: vec![entry], first: Some(0), ..Self::default() }
    }

    /// Adds the texts that were read lately, where one alone was named, or none and this is the last.
    pub(super) fn add_recent(&mut self, keeper: &Keeper, last: &str) {
        RECENT.clone_into(&mut self.title);
        self.recent = true;
        for (origin, path) in keeper.recent().take(MOST_RECENT) {
            if origin == last {
                self.first.get_or_insert(self.texts.len());
            }
            if self.texts.iter().all(|text| text.origin != origin) {
                let name = path.to_string_lossy().into_owned();
                self.texts.push(Entry {
                    path,
                    name,
                    origin: origin.to_owned(),
                    ..Entry::default()
                });
            }
        }
    }

    /// Whether several texts were named, or a folder.
    pub(super) fn was_named(&self) -> bool {
        !self.recent && !self.texts.is_empty()
    }

    /// Whether a text was named, or lies in a folder that was.
    pub(super) fn has(&self, origin: &str) -> bool {
        let named = |number| !self.recent || self.first == Some(number);
        let mut texts = self.texts.iter().enumerate();
        texts.any(|(number, text)| text.origin == origin && named(number))
    }

    /// Takes note that a text cannot be opened.
    pub(super) fn fails(&mut self, number: usize, why: String) {
        if let Some(text) = self.texts.get_mut(number) {
            text.fault.get_or_insert(NOT_OPENED);
            self.unsaid.push(why);
        }
    }

    /// Takes note of a text that was read, as one of this number where its origin was not known.
    pub(super) fn takes(&mut self, text: &Arc<Text>, number: Option<usize>) {
        if let Some(entry) = number.and_then(|number| self.texts.get_mut(number)) {
            entry.origin.clone_from(&text.origin);
        }
        for entry in &mut self.texts {
            if entry.origin == text.origin && !text.origin.is_empty() {
                entry.text = Arc::downgrade(text);
                entry.title.clone_from(&text.document.metadata.title);
                entry.fault = None;
                if entry.piped.is_some() || text.files.is_empty() {
                    entry.piped = Some(Arc::clone(text));
                }
            }
        }
    }

    /// Takes note of how much was read of a text that is left, in hundredths.
    pub(super) fn left(&mut self, origin: &str, share: usize) {
        for entry in self.texts.iter_mut().filter(|entry| entry.origin == origin) {
            entry.share = Some(share);
        }
    }

    /// The list of them, for a reader who has one of them before them.
    pub(super) fn list(&self, app: &App, keeper: &Keeper) -> Listed {
        let now = app.text();
        let share = app.percent(&app.spread());
        let mut texts: Vec<Shelved> = self.texts.iter().map(|text| text.listed(keeper)).collect();
        for (entry, listed) in self.texts.iter().zip(&mut texts) {
            listed.here = !entry.origin.is_empty() && entry.origin == now.origin;
            if listed.here {
                listed.share = Some(share);
            }
        }
        Listed { title: self.title.clone(), texts }
    }

    /// Takes note of what was seen of some.
    pub(super) fn seen(&mut self, glances: Vec<Glance>) {
        for glance in glances {
            let Some(entry) = self.texts.get_mut(glance.number) else { continue };
            let title = glance.title.filter(|_| entry.text.strong_count() == 0);
            entry.title = title.or(entry.title.take());
            let known = entry.fault.is_some();
            entry.fault = glance.fault.as_ref().map(|fault| fault.0);
            self.unsaid.extend(glance.fault.map(|fault| fault.1).filter(|_| !known));
            if let Some(piped) = glance.piped {
                entry.origin.clone_from(&piped.origin);
                entry.piped = Some(piped);
            }
        }
    }

    /// Which texts cannot be opened and why, as far as that was not said before; the key given lists
    /// them.
    pub(super) fn unopened(&mut self, key: &str) -> Option<String> {
        let mut unsaid = std::mem::take(&mut self.unsaid).into_iter();
        let first = unsaid.next()?;
        Some(match unsaid.len() {
            0 => first,
            1 => format!("Two texts cannot be opened ({key} lists them). {first}"),
            more => format!("{} texts cannot be opened ({key} lists them). {first}", more + 1),
        })
    }

    /// Begins to look which texts are there and what they are called, but for that of number `but`, unless
    /// that is being done.
    pub(super) fn glance(&mut self, reading: &Reading, but: Option<usize>, post: Post) {
        if self.glancing.as_ref().is_some_and(|glancing| !glancing.is_finished()) {
            return;
        }
        let texts = self
            .texts
            .iter()
            .enumerate()
            .filter(|(number, text)| Some(*number) != but && text.piped.is_none());
        let texts: Vec<(usize, PathBuf, bool)> =
            texts.map(|(number, text)| (number, text.path.clone(), text.title.is_none())).collect();
        let reading = reading.clone();
        self.glancing = Some(std::thread::spawn(move || {
            let until = Instant::now() + PATIENCE;
            for some in texts.chunks(AT_ONCE) {
                let seen = |(number, path, untitled): &(usize, PathBuf, bool)| {
                    let whole = *untitled && Instant::now() < until;
                    look_at(*number, path, whole.then_some(&reading))
                };
                let seen = some.iter().map(seen).collect();
                if !report(&post, |session| session.see(seen)) {
                    return;
                }
            }
        }));
    }
}

/// What texts are called that were read before, and how many of them are listed.
const RECENT: &str = "Texts read lately";
const MOST_RECENT: usize = 200;

/// What the list says of a text that is not there, and of one that cannot be opened.
const GONE: &str = "gone";
const NOT_OPENED: &str = "does not open";

impl Entry {
    fn new(path: PathBuf, name: String) -> Self {
        let piped = path == Path::new("-");
        let origin = if piped { String::new() } else { origin_of(&path) };
        Self { path, name, origin, ..Self::default() }
    }

    fn listed(&self, keeper: &Keeper) -> Shelved {
        let kept = || (!self.origin.is_empty()).then(|| keeper.share(&self.origin)).flatten();
        Shelved {
            name: self.name.clone(),
            title: self.title.clone(),
            share: self.share.or_else(kept),
            fault: self.fault.map(str::to_owned),
            here: false,
        }
    }
}

/// Looks whether a text is there, and for its title where it is to be read so far.
fn look_at(number: usize, path: &Path, reading: Option<&Reading>) -> Glance {
    let fault = |error: OpenError| {
        let word = if matches!(error, OpenError::Missing(_)) { GONE } else { NOT_OPENED };
        Glance { number, fault: Some((word, error.to_string())), ..Glance::default() }
    };
    let piped = path == Path::new("-") || path.metadata().is_ok_and(|kind| is_pipe(&kind));
    let Some(reading) = reading else {
        let gone = !piped && !path.exists();
        let why = || OpenError::Missing(error::shown(path));
        return if gone { fault(why()) } else { Glance { number, ..Glance::default() } };
    };
    if path.is_dir() {
        // A book that lies in a folder.
        return Glance { number, ..Glance::default() };
    }
    let name = if piped { STANDARD_INPUT.into() } else { path.to_string_lossy() };
    let seen = spared(&name, || match piped {
        // It gives its text but once, to whoever asks first.
        true => open::open(path, reading).map(|text| (None, Some(Arc::new(text)))),
        false => title(path, reading).map(|title| (title, None)),
    });
    match seen {
        Ok((title, piped)) => {
            let title = title.or_else(|| piped.as_ref()?.document.metadata.title.clone());
            Glance { number, title, fault: None, piped }
        }
        Err(error) => fault(error),
    }
}

/// The title of a text, where that is known from its opening or the text is short.
fn title(path: &Path, reading: &Reading) -> Result<Option<String>, OpenError> {
    let mut source = Source::open(&named::file_of(path)?)?;
    if source.is_longer_than(LONGEST) {
        return Ok(None);
    }
    // The sources it cites are not asked for.
    let reading = Reading { bibliography: Vec::new(), ..reading.clone() };
    let opening = source.opening(&reading, ABOUT);
    let text = match opening {
        Some(opening) => opening,
        None => source.read(&reading, &mut |_| {})?,
    };
    Ok(text.document.metadata.title.clone())
}
