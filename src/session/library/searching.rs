//! Search in all texts: what the app asks for as it is typed, on a thread of its own; of several
//! searches, the last is answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::printed::{called, file_with_line};
use super::with_words;
use crate::app::{FarHit, FoundInAll, Goal, GoalAt, Input, TextFound};
use crate::library::known::Known;
use crate::library::search::{FoundIn, Hit, Wanted, search};
use crate::library::words::Cache;
use crate::session::Session;
use crate::session::out::said::{complain, write_out};
use crate::session::report::report;
use crate::term::Screen;

/// How many hits of a text are listed: there is more room in the text.
const MOST_LISTED: usize = 10;

/// The searches of a session.
#[derive(Debug, Default)]
pub(super) struct Searching {
    /// The number of the last.
    last: Arc<AtomicU64>,
    /// The texts that are searched, once that is known.
    texts: Option<Arc<Vec<Known>>>,
}

impl Searching {
    /// Looks anew which texts there are, for the next search.
    pub(super) fn forget(&mut self) {
        self.texts = None;
    }
}

impl Session {
    /// Begins to search all texts.
    pub(in crate::session) fn search_all(&mut self, sought: (String, bool), screen: &Screen) {
        let Some(cache) = self.library.cache.clone() else { return };
        let searching = &self.library.searching;
        let number = searching.last.fetch_add(1, Ordering::Relaxed) + 1;
        let (last, texts) = (Arc::clone(&searching.last), searching.texts.clone());
        let (state, post) = (self.keeper.state().clone(), screen.post());
        std::thread::spawn(move || {
            let is_last = || last.load(Ordering::Relaxed) == number;
            let texts = texts.unwrap_or_else(|| Arc::new(with_words(&state, &cache)));
            let found = crate::term::spare(|| found(&cache, &texts, sought, &is_last));
            let Some(found) = found.ok().filter(|_| is_last()) else { return };
            report(&post, |session| session.searched_all(texts, found));
        });
    }

    /// Takes up what was found in all texts.
    pub(in crate::session) fn searched_all(&mut self, texts: Arc<Vec<Known>>, found: FoundInAll) {
        self.library.searching.texts = Some(texts);
        self.app.update(Input::FoundInAll(Box::new(found)));
    }
}

fn found(
    cache: &Cache,
    texts: &[Known],
    sought: (String, bool),
    is_last: &(dyn Fn() -> bool + Sync),
) -> FoundInAll {
    let wanted = Wanted::of(&sought.0, sought.1, MOST_LISTED, false);
    let found = wanted.and_then(|wanted| search(cache, texts, &wanted, is_last));
    let mut told = FoundInAll { search: sought, searched: texts.len(), ..FoundInAll::default() };
    match found {
        Ok(found) => {
            let told_of = |found| text_found(texts, found, &told.search);
            told.texts = found.into_iter().map(told_of).collect();
        }
        Err(error) => told.complaint = Some(error.to_string()),
    }
    told
}

fn text_found(texts: &[Known], found: FoundIn, sought: &(String, bool)) -> TextFound {
    let text = &texts[found.text];
    let hits = found.hits.into_iter().map(|hit| far_hit(&text.origin, hit, Some(sought))).collect();
    let gone = if text.gone { " (gone)" } else { "" };
    TextFound { title: format!("{}{gone}", called(text)), hits, more: found.more }
}

/// A hit as a list shows it.
pub(super) fn far_hit(origin: &str, hit: Hit, search: Option<&(String, bool)>) -> FarHit {
    let at = GoalAt::Words { words: Box::new(hit.words), search: search.cloned() };
    let page = if hit.page.is_empty() { String::new() } else { format!("p. {}", hit.page) };
    let parts = [page, hit.section];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    FarHit {
        place: parts.join(" · "),
        line: hit.line.0,
        marked: hit.line.1,
        goal: Goal { origin: origin.to_owned(), at },
    }
}

/// Prints the lines of all texts that are known in which words stand, or an expression matches:
/// `path:line:column: words`.
///
/// # Errors
/// Says why that cannot be searched for. That nothing is found is told by what is given.
pub fn search_texts(words: &str, regex: bool) -> Result<bool, Box<dyn std::error::Error>> {
    let shelves = super::printed::Shelves::of_reader()?;
    let texts = with_words(&shelves.state, &shelves.cache);
    let wanted = Wanted::of(words, regex, crate::search::MOST, true)?;
    if texts.is_empty() {
        complain(super::NONE_KNOWN);
    }
    let found = search(&shelves.cache, &texts, &wanted, &|| true)?;
    let lines = found.iter().flat_map(|found| {
        let text = &texts[found.text];
        found.hits.iter().map(|hit| file_with_line(&text.origin, hit, &hit.line.0) + "\n")
    });
    write_out(&lines.collect::<String>())?;
    Ok(!found.is_empty())
}
