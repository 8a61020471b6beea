//! Texts that are asked for while another is read: each is opened on a thread of its own.

use std::path::Path;
use std::sync::Arc;

use crate::app::{Goal, GoalAt};
use crate::doc::{PageFound, Place};
use crate::library::path_of;
use crate::session::kept::keeper::Wanted;
use crate::session::kept::recall::{self, Recalled};
use crate::session::opening::book;
use crate::session::opening::error::{self, OpenError};
use crate::session::opening::open;
use crate::session::opening::reading::Reading;
use crate::session::report::report;
use crate::term::Post;
use crate::text::Text;

/// By what a text was asked for.
#[derive(Debug, Clone)]
pub(in crate::session) enum By {
    /// By the mark of this letter.
    Mark(char),
    /// By its number among those there are to choose from.
    Shelf(usize),
    /// By a row of a list, whose words or page are at this place, with something to say of that.
    Goal(Box<Goal>, Option<(Place, Option<String>)>),
}

/// Begins to open a text there is to choose from, unless it is there, on a thread of its own which
/// tells what comes of it.
pub(in crate::session) fn open_shelved(
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
        Ok((By::Shelf(number), text, recalled))
    });
}

/// A text that was opened, and what is kept of it.
type Opened = (By, Arc<Text>, Recalled);

/// Posts what comes of opening a text, or why nothing did.
fn open_on_thread(post: Post, open: impl FnOnce() -> Result<Opened, String> + Send + 'static) {
    std::thread::spawn(move || {
        let failed = |at| Err(format!("The text could not be opened, by a fault of ibid ({at})."));
        let opened = crate::term::spare(open).unwrap_or_else(failed);
        report(&post, move |session| match opened {
            Ok((by, text, recalled)) => session.opened(by, text, recalled),
            Err(why) => session.tell(why),
        });
    });
}

/// Begins to open the text that a mark leads to, on a thread of its own which tells what comes of
/// it. Gives what to say meanwhile.
pub(in crate::session) fn open_marked(
    letter: char,
    origin: &str,
    wanted: Wanted,
    post: Post,
) -> String {
    let origin = origin.to_owned();
    let said = format!("Opening the text marked {letter} …");
    open_on_thread(post, move || {
        let text = open_origin(&origin, &wanted)?;
        let recalled = wanted.recall(&text);
        Ok((By::Mark(letter), text, recalled))
    });
    said
}

/// Begins to open the text of a goal, on a thread of its own which tells what comes of it.
pub(in crate::session) fn open_goal(goal: Goal, wanted: Wanted, post: Post) {
    open_on_thread(post, move || {
        let text = open_origin(&goal.origin, &wanted)?;
        let recalled = wanted.recall(&text);
        let place = place_of(&goal, &text);
        Ok((By::Goal(Box::new(goal), place), text, recalled))
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
        let shown = error::shown(&path);
        return Err(OpenError::NotPlain(shown).to_string());
    }
    let reading = Reading { restoring: wanted.restoring(), ..Reading::default() };
    open::open(&path, &reading).map(Arc::new).map_err(|error| error.to_string())
}

/// Where a goal is in its text, and what there is to say of that; `None` for where it was left.
pub(in crate::session) fn place_of(goal: &Goal, text: &Text) -> Option<(Place, Option<String>)> {
    match &goal.at {
        GoalAt::Left => None,
        GoalAt::Words { words, .. } => {
            let found = recall::find(words, &text.document.text).span();
            let lost = || "These words are not found in the text as it is now.".to_owned();
            Some((found.map_or(0, |span| span.start), found.is_none().then(lost)))
        }
        GoalAt::Page(label) => Some(match text.pages.find(label, 0) {
            PageFound::Page(place) => (place, None),
            PageFound::Before(place, before) => {
                let label = crate::layout::clean(label);
                (place, Some(format!("No page {label} is marked; page {before} comes before it.")))
            }
            PageFound::Nothing => (0, Some("The text does not say where that page is.".to_owned())),
        }),
    }
}
