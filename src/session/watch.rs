//! Watching: whether the files of the text on the screen were written since they were read; if so, the
//! text is read again, and takes the place of what it was.
//!
//! A look is taken after a key and now and then while nobody presses any, on a thread of its own that
//! ends with the look: a folder of another machine may take its time, and no key waits for it. What is
//! written in pieces is read when it has been left alone for a moment, and what is gone, empty or no
//! text is not taken: the reader keeps what they read, and is told so.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::anchor::Aligned;
use crate::app::Input;
use crate::session::opening::error::{OpenError, spared};
use crate::session::opening::open;
use crate::session::opening::reading::Reading;
use crate::session::opening::seen::{Found, look_at};
use crate::session::report::reported;
use crate::term::{Event, Post};
use crate::text::Text;

/// How soon after a look the next is taken, and how soon where no key was pressed for a while.
const SOON: Duration = Duration::from_secs(1);
const IDLE: Duration = Duration::from_secs(5);
/// After how long without a key that is.
const A_WHILE: Duration = Duration::from_secs(60);

/// For how long a file must be left alone before it is read again: an editor writes in one go, and one
/// that writes the new beside the old and renames it is gone for less.
const STILL: Duration = Duration::from_millis(200);
/// How often that is waited for; then the next look waits again.
const TIMES: usize = 10;

/// Looks after the text on the screen.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// What was said last of its files, if that holds still.
    pub(super) said: String,
    /// When a key was pressed last, and when a look was taken.
    pressed: Option<Instant>,
    looked: Option<Instant>,
    looking: Option<JoinHandle<()>>,
    /// What the files of a text were found to be, where that is not what they were when it was read.
    known: Option<(Arc<Text>, Vec<Found>)>,
}

impl Watch {
    /// Takes note of a key.
    pub(super) fn key(&mut self) {
        self.pressed = Some(Instant::now());
    }

    /// When the next look is due.
    pub(super) fn due(&self) -> Instant {
        let now = Instant::now();
        let Some(looked) = self.looked else { return now };
        let idle = self.pressed.is_none_or(|pressed| now.duration_since(pressed) > A_WHILE);
        looked + if idle { IDLE } else { SOON }
    }

    /// Takes note of what the files of a text are like, though it was not read again.
    pub(super) fn found(&mut self, text: Arc<Text>, files: Vec<Found>) {
        self.known = Some((text, files));
    }

    /// Begins to look at the files of a text, if that is due. What comes of it is posted.
    pub(super) fn look(&mut self, text: &Arc<Text>, reading: impl FnOnce() -> Reading, post: Post) {
        let looking = self.looking.as_ref().is_some_and(|looking| !looking.is_finished());
        if self.due() > Instant::now() {
            return;
        }
        self.looked = Some(Instant::now());
        if looking {
            return;
        }
        let known = self.known.as_ref().filter(|(of, _)| Arc::ptr_eq(of, text));
        let known = match known {
            Some((_, found)) => found.clone(),
            None => text.files.iter().map(|file| Some(file.written)).collect(),
        };
        let look = Look { text: Arc::clone(text), known, reading: reading() };
        self.looking = Some(std::thread::spawn(move || {
            // A fault of a parser is no reason to end the session: the text stays what it is.
            if let Ok(Some(event)) = crate::term::spare(|| look.take()) {
                post.send(event);
            }
        }));
    }
}

/// A look at the files of a text.
struct Look {
    text: Arc<Text>,
    /// What they were found to be last.
    known: Vec<Found>,
    reading: Reading,
}

impl Look {
    /// Takes it, and gives what there is to tell.
    fn take(self) -> Option<Event> {
        if self.found() == self.known {
            return None;
        }
        let found = self.left_alone()?;
        let kept = |found: Vec<Found>, why: String| {
            let text = Arc::clone(&self.text);
            Some(reported(move |session| session.stay_as_it_was(&text, found, why)))
        };
        let name = crate::layout::clean(&self.text.document.source).into_owned();
        match self.known.first().zip(found.first()) {
            _ if found == self.known => return None,
            Some((_, None)) => {
                return kept(found, format!("{name} is gone; this is the text as it was read."));
            }
            Some((_, Some((_, 0)))) => {
                return kept(found, format!("{name} is empty now; this is the text as it was."));
            }
            _ => {}
        }
        match self.read_again() {
            Ok(text) if text.document == self.text.document => kept(found, String::new()),
            Ok(text) if text.document.blocks.is_empty() => {
                kept(found, format!("{name} is empty now; this is the text as it was."))
            }
            // What was written while it was read is read again at the next look.
            Ok(text) => Some(Event::Input(self.edited(text))),
            Err(error) => {
                kept(found, format!("The file has changed and is not read again. {error}"))
            }
        }
    }

    /// What the files are like once they are left alone; `None` where they are not for so long.
    fn left_alone(&self) -> Option<Vec<Found>> {
        let mut before = self.found();
        for _ in 0..TIMES {
            std::thread::sleep(STILL);
            let now = self.found();
            // One that is gone, or empty, is perhaps about to be written: that gets all the time.
            let there = |found: &Found| found.is_some_and(|(_, length)| length > 0);
            if now == before && (now.iter().all(there) || now == self.known) {
                return Some(now);
            }
            before = now;
        }
        (self.found() == before).then_some(before)
    }

    fn found(&self) -> Vec<Found> {
        self.text.files.iter().map(|file| look_at(&file.path)).collect()
    }

    fn read_again(&self) -> Result<Text, OpenError> {
        // A link may lead elsewhere now: the file is the one that was named.
        let path = self.text.files.first().map_or_else(PathBuf::new, |file| file.path.clone());
        let name = self.text.document.source.clone();
        spared(&name, || open::open(&path, &self.reading))
    }

    fn edited(&self, text: Text) -> Input {
        let same = Aligned::of(&self.text.document.text, &text.document.text);
        Input::Edited { of: Arc::clone(&self.text), to: Arc::new(text), same: Arc::new(same) }
    }
}
