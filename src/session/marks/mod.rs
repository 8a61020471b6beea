//! The marks of the text on the screen: what the reader wishes done to them is done on the disk, and what
//! stands there then is shown.
//!
//! All of it happens on a thread of its own (`desk`), one wish after the other: no key waits for the
//! disk, and nothing is on the screen that is not kept.

mod carried;
pub(super) mod command;
mod desk;
mod made;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use crate::app::command::Command;
use crate::app::{Input, Marking};
use crate::library::{MarksFolder, origin_of};
use crate::marks::{CARRIED, Offer, Placed};
use crate::session::Session;
use crate::session::kept::recall::Recalled;
use crate::session::opening::named;
use crate::session::report::report;
use crate::term::Post;
use crate::text::Text;
use desk::{Desk, Job, Wish};

/// What came of a wish.
#[derive(Debug, Default)]
pub(super) struct Marked {
    /// The marks as they are kept now; `None` where nothing changed.
    placed: Option<Vec<Placed>>,
    /// What is offered, where that was looked for.
    offers: Option<Vec<Offer>>,
    /// What is to be said.
    said: Option<String>,
    /// The hash of the folded words of the text, and the id of its file of marks.
    known: Option<(u64, Option<String>)>,
}

/// The marks of a session.
#[derive(Debug, Default)]
pub(super) struct MarksDesk {
    desk: Desk,
    /// The text whose marks were asked for last.
    asked: Weak<Text>,
    /// The marks at which texts are to be opened, by the origins of the texts.
    wanted: HashMap<String, String>,
}

impl MarksDesk {
    /// The marks in a folder, of texts of which some are named with a mark to be opened at.
    pub(super) fn new(folder: Option<&Path>, names: &[PathBuf]) -> Self {
        let folder = folder.map(MarksFolder::at).or_else(MarksFolder::usual);
        let wanted = names.iter().filter_map(|name| named::mark_of(name));
        let wanted = wanted.map(|(file, id)| (origin_of(&file), id)).collect();
        Self { desk: Desk::new(folder), asked: Weak::new(), wanted }
    }

    /// The folder they lie in.
    pub(super) fn folder(&self) -> Option<MarksFolder> {
        self.desk.folder().cloned()
    }

    /// Waits until all that was wished is kept, and gives what is still to be said.
    pub(super) fn finish(&mut self) -> Option<String> {
        self.desk.finish()
    }
}

impl Session {
    /// Has the marks of the text on the screen looked for, once it is whole and shown.
    pub(super) fn ask_for_marks(&mut self, post: &dyn Fn() -> Post) {
        let text = self.app.text();
        let asked = std::ptr::eq(self.marks.asked.as_ptr(), Arc::as_ptr(text));
        if asked || text.rest > 0 || text.origin.is_empty() {
            return;
        }
        self.marks.asked = Arc::downgrade(text);
        self.wish(Wish::Show, post());
    }

    /// Changes the marks of the text on the screen.
    pub(super) fn mark(&mut self, marking: Marking, post: Post) {
        let text = self.app.text();
        if text.rest > 0 || text.origin.is_empty() {
            let said = if text.rest > 0 { "still being read" } else { "a list, and no text" };
            self.app.update(Input::Tell(format!("Nothing is marked: this is {said}.")));
            return;
        }
        self.wish(Wish::Change(marking), post);
    }

    fn wish(&mut self, wish: Wish, post: Post) {
        let text = Arc::clone(self.app.text());
        let work = self.keeper.work(&text.origin);
        self.marks.desk.take(Job { text, work, wish, post });
    }

    /// Shows what came of a wish.
    pub(super) fn marked(&mut self, text: &Arc<Text>, marked: Marked, post: Post) {
        if let Some((words, work)) = &marked.known {
            self.keeper.know(&text.origin, *words, work.as_deref());
            self.keep_words(text, *words);
            self.recall_from_elsewhere(text, *words, post);
        }
        if let Some(said) = marked.said {
            self.app.update(Input::Tell(said));
        }
        let shown = marked.placed.is_some();
        if let Some(marks) = marked.placed {
            self.app.update(Input::Marks { of: Arc::clone(text), marks });
        }
        if let Some(offers) = marked.offers {
            if let Some(first) = offers.first().filter(|_| self.app.message().is_none()) {
                let said = offered(first, &self.app.keys().key_of(Command::Marks));
                self.app.update(Input::Tell(said));
            }
            self.app.update(Input::Offers { of: Arc::clone(text), offers });
        }
        if shown && Arc::ptr_eq(text, self.app.text()) {
            self.go_to_wanted_mark();
        }
    }

    /// Goes to the mark at which the text was to be opened.
    fn go_to_wanted_mark(&mut self) {
        let Some(id) = self.marks.wanted.remove(&self.app.text().origin) else { return };
        let begins = |mark: &&Placed| made::begins_with(&mark.annotation.id, &id);
        let found: Vec<&Placed> = self.app.marks().iter().filter(begins).collect();
        let said = match found[..] {
            [] => format!("There is no mark {id} in this text."),
            [mark] => match mark.at.span() {
                Some(span) => return self.app.put(span.start),
                None => "The words of this mark are not found in the text as it is now.".to_owned(),
            },
            _ => format!("Several marks begin with {id}; more of the id tells which is meant."),
        };
        self.app.update(Input::Tell(said));
    }

    /// Looks for the place and the marks by letter of a text that was read under another name, where
    /// nothing is kept of it under this one.
    fn recall_from_elsewhere(&mut self, text: &Arc<Text>, words: u64, post: Post) {
        let Some(wanted) = self.keeper.wanted_elsewhere(&text.origin, words) else { return };
        let text = Arc::clone(text);
        std::thread::spawn(move || {
            if let Ok(recalled) = crate::term::spare(|| wanted.recall(&text)) {
                report(&post, move |session| session.recalled_elsewhere(&text, recalled));
            }
        });
    }

    /// Takes up what is kept of a text under another name, where the reader has not gone on. It is kept
    /// under this one from then on.
    pub(super) fn recalled_elsewhere(&mut self, text: &Arc<Text>, mut recalled: Recalled) {
        if !Arc::ptr_eq(text, self.app.text()) {
            return;
        }
        let stays = !self.has_moved() && self.app.place_to_keep() == 0;
        if !stays {
            recalled.memory.trail.clear();
        } else if recalled.place > 0 && !recalled.lost {
            self.app.put(recalled.place);
            let said = "You read this text before, under another name; here you left it.";
            self.app.update(Input::Tell(said.to_owned()));
        }
        self.app.recall(&recalled.memory);
    }
}

fn offered(offer: &Offer, key: &str) -> String {
    let title = offer.title.as_deref().map(|title| crate::layout::fit(title, 40));
    let title = title.map_or(String::new(), |title| format!(", {title}"));
    if offer.id == CARRIED {
        return match offer.count {
            1 => format!("This file carries a mark of another; {key} takes it over."),
            many => format!("This file carries {many} marks of others; {key} takes them over."),
        };
    }
    match offer.count {
        1 => format!("Another edition of this text{title}, has a mark of yours; {key} lists it."),
        many => format!(
            "Another edition of this text{title}, has {many} marks of yours; {key} lists them."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_are_sentences() {
        let offer = Offer { id: "x".into(), title: Some("Aid".into()), count: 2, share: 0.6 };
        let said = "Another edition of this text, Aid, has 2 marks of yours; M lists them.";
        assert_eq!(offered(&offer, "M"), said);
    }
}
