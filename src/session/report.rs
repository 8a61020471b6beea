//! What a thread of the session has to tell it, besides what is for the app.

use std::sync::Arc;

use super::keeper::Wanted;
use super::open::{self, OpenError, Reading};
use super::recall::Recalled;
use super::watch::Found;
use crate::library::path_of;
use crate::term::{Event, Post};
use crate::text::Text;

/// Something to report.
#[derive(Debug)]
pub(super) enum Report {
    /// What is kept of a text was looked for in it.
    Recalled(Arc<Text>, Recalled),
    /// A text was opened, because of the mark of that letter.
    Opened(char, Arc<Text>, Recalled),
    /// It could not be opened, for this reason.
    Failed(String),
    /// The files of a text are like this now, and it stays as it was, for this reason, if any is to be
    /// told.
    Kept(Arc<Text>, Vec<Found>, String),
}

/// Begins to open the text that a mark leads to, on a thread of its own which tells what comes of
/// it. Gives what to say meanwhile.
pub(super) fn open_marked(letter: char, origin: &str, wanted: Wanted, post: Post) -> String {
    let origin = origin.to_owned();
    let said = format!("Opening the text marked {letter} …");
    std::thread::spawn(move || {
        let opened = crate::term::spare(|| {
            let text = open_origin(&origin, &wanted)?;
            let recalled = wanted.recall(&text);
            Ok::<_, String>(Report::Opened(letter, text, recalled))
        });
        let failed = |at| Err(format!("The text could not be opened, by a fault of ibid ({at})."));
        let report = opened.unwrap_or_else(failed).unwrap_or_else(Report::Failed);
        post.send(Event::Report(Box::new(report)));
    });
    said
}

/// Opens the text of an origin, as its reader had it restored.
fn open_origin(origin: &str, wanted: &Wanted) -> Result<Arc<Text>, String> {
    match origin {
        open::COMPANION_ORIGIN => return Ok(Arc::new(open::companion())),
        open::GUIDE_ORIGIN => return Ok(open::guide()),
        _ => {}
    }
    let Some(path) = path_of(origin) else {
        return Err("The text with that mark came through a pipe and is not kept.".to_owned());
    };
    // What is no file any more, but a pipe, would be waited for.
    if path.exists() && !path.is_file() {
        let shown = crate::layout::clean(&path.to_string_lossy()).into_owned();
        return Err(OpenError::NotPlain(shown).to_string());
    }
    let reading = Reading { restoring: wanted.restoring(), ..Reading::default() };
    open::open(&path, &reading).map(Arc::new).map_err(|error| error.to_string())
}
