//! Other texts than the one on the screen: those that were named with it, those of its folder, those
//! that marks lead to; which is opened first, and the way from one to the next.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::command::Command;
use crate::app::{Input, Memory};
use crate::session::edited::reading_of;
use crate::session::kept::keeper::Keeper;
use crate::session::kept::recall::Recalled;
use crate::session::opening::asked::{By, open_marked, open_shelved};
use crate::session::opening::error::{self, OpenError};
use crate::session::opening::open::{self, Begun};
use crate::session::out::said::complain;
use crate::session::request::Request;
use crate::session::shelf::{Glance, Shelf};
use crate::session::{Here, Session};
use crate::term::Screen;
use crate::text::Text;

/// What is said of a text whose place is a guess.
const LOST: &str = "This text was changed; the words it was left at are not found in it.";

/// The text a session begins with, and those it may go on to: the first of those named that can be
/// opened, or the list of those in a folder.
///
/// # Errors
/// Says why none can be opened.
pub(super) fn begin(
    request: &Request,
    keeper: &Keeper,
    about: usize,
) -> Result<(Begun, Shelf), OpenError> {
    let names: Vec<PathBuf> = request.files();
    if names.is_empty() {
        if let Some(gone) = keeper.gone() {
            let names: Vec<String> = keeper.recent().map(|it| error::shown(&it.1)).collect();
            let text = open::list_of(Path::new("Library"), names.iter().map(String::as_str));
            let said = format!("{} is gone; these texts are known.", error::shown(&gone));
            let mut shelf = Shelf::default();
            shelf.library = Some(said);
            return Ok(((text, None), shelf));
        }
        let begun = keeper.last_text(&request.reading, about);
        let mut shelf = Shelf::default();
        shelf.add_recent(keeper, &begun.0.origin);
        return Ok((begun, shelf));
    }
    if let Some(first) = request.reading.book.first() {
        let begun = keeper.begin(first, &request.reading, about)?;
        let mut shelf = Shelf::of_book(first, &begun.0);
        shelf.add_recent(keeper, &begun.0.origin);
        return Ok((begun, shelf));
    }
    let mut shelf = Shelf::of(&names)?;
    if let Some(folder) = &shelf.folder {
        let text = open::list_of(folder, (0..shelf.len()).map(|number| shelf.name(number)));
        return Ok(((text, None), shelf));
    }
    let (mut failed, mut unopened): (Option<OpenError>, Vec<String>) = (None, Vec::new());
    for number in 0..shelf.len() {
        let Some(path) = shelf.path(number) else { break };
        match keeper.begin(path, &request.reading, about) {
            Ok(begun) => {
                shelf.first = Some(number);
                if names.len() == 1 {
                    shelf.add_recent(keeper, &begun.0.origin);
                }
                return Ok((begun, shelf));
            }
            Err(error) => {
                shelf.fails(number, error.to_string());
                // Where none can be opened, each is said.
                if let Some(before) = failed.replace(error) {
                    unopened.push(before.to_string());
                }
            }
        }
    }
    unopened.iter().for_each(|why| complain(why));
    let name = || error::called(&names[0]).into_owned();
    Err(failed.unwrap_or_else(|| OpenError::NoTexts(name())))
}

impl Session {
    /// Begins to look which of the texts that were named are there, or lists those of a folder.
    pub(super) fn begin_shelf(&mut self, screen: &Screen) {
        let first = Arc::clone(self.app.text());
        let number = self.shelf.first;
        self.shelf.takes(&first, number);
        if self.shelf.folder.is_some() {
            self.list_texts(true);
        }
        if let Some(said) = self.shelf.library.take() {
            self.open_library(screen);
            self.app.update(Input::Tell(said));
        }
        self.say_unopened();
        if self.shelf.was_named() {
            self.shelf.glance(&self.reading, number, screen.post());
        }
    }

    /// Lists the texts, or says more of them where they are listed.
    pub(super) fn list_texts(&mut self, open: bool) {
        if !open && !self.app.lists_texts() {
            return;
        }
        let shelf = self.shelf.list(&self.app, &self.keeper);
        self.app.update(Input::Texts { shelf, open });
    }

    /// Takes up what was seen of texts that are not open.
    pub(super) fn see(&mut self, seen: Vec<Glance>) {
        self.shelf.seen(seen);
        self.list_texts(false);
        self.say_unopened();
    }

    /// Says which of the texts that were named cannot be opened.
    fn say_unopened(&mut self) {
        let why = self.shelf.unopened(&self.app.keys().key_of(Command::Texts));
        if let Some(why) = why.filter(|_| self.shelf.folder.is_none()) {
            self.app.update(Input::Tell(why));
        }
    }

    /// Takes note that the reader went from one text to another.
    pub(super) fn go_from(&mut self, before: &Here) {
        self.shelf.left(&before.text.origin, before.text.share(before.place));
        let here = Arc::clone(self.app.text());
        self.shelf.takes(&here, None);
        self.list_texts(false);
    }

    /// Begins to open one of the texts there are to choose from, and says so.
    pub(super) fn open_text(&mut self, number: usize, screen: &Screen) -> String {
        let Some(path) = self.shelf.path(number) else { return String::new() };
        let name = crate::layout::clean(self.shelf.name(number)).into_owned();
        let origin = self.shelf.origin(number);
        let wanted = self.keeper.wanted(origin);
        let reading = reading_of(origin, &self.shelf, &self.reading, &self.keeper);
        let there = self.shelf.text(number);
        open_shelved((number, path), there, reading, wanted, screen.post());
        format!("Opening {name} …")
    }

    /// Begins to open the text a mark leads to, and says so, or why not.
    pub(super) fn open_mark(&mut self, letter: char, screen: &Screen) -> String {
        match self.keeper.marked(letter) {
            None => format!("No place is marked {letter}."),
            Some(origin) if origin == self.app.text().origin => {
                format!("The words marked {letter} are not found in this text.")
            }
            Some(origin) => {
                let wanted = self.keeper.wanted(&origin);
                open_marked(letter, &origin, wanted, screen.post())
            }
        }
    }

    /// Goes to a text that was opened.
    pub(super) fn opened(&mut self, by: By, text: Arc<Text>, recalled: Recalled) {
        let mut found = None;
        let (place, lost) = match by {
            By::Goal(goal, Some((place, lost))) => {
                found = Some((place, super::library::search_of(&goal).cloned()));
                (0, lost)
            }
            By::Goal(_, None) => (recalled.place, recalled.lost.then(|| LOST.to_owned())),
            By::Mark(letter) => {
                let marked = recalled.memory.marks.iter().find(|mark| mark.0 == letter);
                let lost = format!("The words marked {letter} are not found in this text.");
                (marked.map_or(recalled.place, |mark| mark.1), marked.is_none().then_some(lost))
            }
            By::Shelf(number) => {
                self.shelf.takes(&text, Some(number));
                if text.origin == self.app.text().origin {
                    // Asked for twice, it is there already.
                    return;
                }
                (recalled.place, recalled.lost.then(|| LOST.to_owned()))
            }
        };
        self.app.update(Input::Opened { text, place });
        // The way back leads to the text before; that of this one was another.
        self.app.recall(&Memory { trail: Vec::new(), ..recalled.memory });
        if let Some((place, search)) = found {
            self.app.show_found(place, search.as_ref());
        }
        if let Some(lost) = lost {
            self.app.update(Input::Tell(lost));
        }
        self.greet();
    }
}
