//! What a thread of the session has to tell it, besides what is for the app.

use std::path::Path;
use std::sync::Arc;

use crate::app::{FoundInAll, Goal};
use crate::doc::Place;
use crate::library::known::Known;
use crate::library::path_of;
use crate::session::kept::keeper::Wanted;
use crate::session::kept::recall::Recalled;
use crate::session::library::{self, Look, Told};
use crate::session::marks::Marked;
use crate::session::opening::book;
use crate::session::opening::open::{self, OpenError, Reading};
use crate::session::pictures::look::{Asked, Looked};
use crate::session::shelf::Glance;
use crate::session::watch::Found;
use crate::term::{Event, Post};
use crate::text::Text;

/// Something to report.
#[derive(Debug)]
pub(super) enum Report {
    /// What is kept of a text was looked for in it.
    Recalled(Arc<Text>, Recalled),
    /// What is kept of a text under another name was looked for in it.
    Elsewhere(Arc<Text>, Recalled),
    /// This came of what was wished to be done to the marks of a text, and here what follows is posted.
    Marked(Arc<Text>, Box<Marked>, Post),
    /// A text was opened that was asked for.
    Opened(By, Arc<Text>, Recalled),
    /// This was found in all texts, which are these.
    Searched(Arc<Vec<Known>>, FoundInAll),
    /// This was told of the sources of other texts.
    Sources(Told),
    /// The library was looked at.
    Library(Look),
    /// This was seen of texts that are not open.
    Seen(Vec<Glance>),
    /// It could not be opened, for this reason.
    Failed(String),
    /// An image was looked at.
    Looked(Asked, Looked),
    /// The files of a text are like this now, and it stays as it was, for this reason, if any is to be
    /// told.
    Kept(Arc<Text>, Vec<Found>, String),
}

/// By what a text was asked for.
#[derive(Debug, Clone)]
pub(super) enum By {
    /// By the mark of this letter.
    Mark(char),
    /// By its number among those there are to choose from.
    Shelf(usize),
    /// By a row of a list, whose words or page are at this place, with something to say of that.
    Goal(Box<Goal>, Option<(Place, Option<String>)>),
}

/// Begins to open a text there is to choose from, unless it is there, on a thread of its own which
/// tells what comes of it.
pub(super) fn open_shelved(
    (number, path): (usize, &Path),
    there: Option<Arc<Text>>,
    reading: Reading,
    wanted: Wanted,
    post: Post,
) {
    let path = path.to_owned();
    open_on_thread(post, move || {
        let text = match there {
            Some(text) => text,
            None => Arc::new(open::open(&path, &reading).map_err(|error| error.to_string())?),
        };
        let recalled = wanted.recall(&text);
        Ok(Report::Opened(By::Shelf(number), text, recalled))
    });
}

/// Posts what comes of opening a text, or why nothing did.
fn open_on_thread(post: Post, open: impl FnOnce() -> Result<Report, String> + Send + 'static) {
    std::thread::spawn(move || {
        let failed = |at| Err(format!("The text could not be opened, by a fault of ibid ({at})."));
        let opened = crate::term::spare(open).unwrap_or_else(failed);
        post.send(Event::Report(Box::new(opened.unwrap_or_else(Report::Failed))));
    });
}

/// Begins to open the text that a mark leads to, on a thread of its own which tells what comes of
/// it. Gives what to say meanwhile.
pub(super) fn open_marked(letter: char, origin: &str, wanted: Wanted, post: Post) -> String {
    let origin = origin.to_owned();
    let said = format!("Opening the text marked {letter} …");
    open_on_thread(post, move || {
        let text = open_origin(&origin, &wanted)?;
        let recalled = wanted.recall(&text);
        Ok(Report::Opened(By::Mark(letter), text, recalled))
    });
    said
}

/// Begins to open the text of a goal, on a thread of its own which tells what comes of it.
pub(super) fn open_goal(goal: Goal, wanted: Wanted, post: Post) {
    open_on_thread(post, move || {
        let text = open_origin(&goal.origin, &wanted)?;
        let recalled = wanted.recall(&text);
        let place = library::place_of(&goal, &text);
        Ok(Report::Opened(By::Goal(Box::new(goal), place), text, recalled))
    });
}

/// Opens the text of an origin, as its reader had it restored.
fn open_origin(origin: &str, wanted: &Wanted) -> Result<Arc<Text>, String> {
    match origin {
        open::COMPANION_ORIGIN => return Ok(Arc::new(open::companion())),
        open::GUIDE_ORIGIN => return Ok(open::guide()),
        _ => {}
    }
    if let Some(folder) = book::folder_of(origin) {
        let (restoring, book) = (wanted.restoring(), vec![folder.clone()]);
        let reading = Reading { restoring, book, ..Reading::default() };
        return open::open(&folder, &reading).map(Arc::new).map_err(|error| error.to_string());
    }
    let Some(path) = path_of(origin) else {
        return Err("The text with that mark came through a pipe and is not kept.".to_owned());
    };
    // What is no file any more, but a pipe, would be waited for.
    if path.exists() && !path.is_file() {
        let shown = open::shown(&path);
        return Err(OpenError::NotPlain(shown).to_string());
    }
    let reading = Reading { restoring: wanted.restoring(), ..Reading::default() };
    open::open(&path, &reading).map(Arc::new).map_err(|error| error.to_string())
}
