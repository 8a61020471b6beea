//! A text that is edited while it is read, as a session has it: when its files are looked at, and what
//! is kept when what it was edited to takes its place.

use std::sync::Arc;
use std::time::Instant;

use crate::anchor::{Anchor, Folded};
use crate::app::Input;
use crate::session::kept::keeper::Keeper;
use crate::session::opening::book;
use crate::session::opening::reading::Reading;
use crate::session::opening::seen::Found;
use crate::session::shelf::Shelf;
use crate::session::{Here, Session};
use crate::term::Screen;
use crate::text::Text;

impl Session {
    /// Looks whether the text on the screen was edited, if that is due, and says when it is next. What is
    /// still being read, or looked for in it, is not looked after yet.
    pub(super) fn look_after(&mut self, screen: &Screen) -> Option<Instant> {
        let text = self.app.text();
        let settled = !text.goes_on() && self.keeper.has_recalled(&text.origin);
        let watch = self.watch.as_mut().filter(|_| settled && !text.files.is_empty())?;
        let reading = || reading_of(&text.origin, &self.shelf, &self.reading, &self.keeper);
        watch.look(text, reading, screen.post());
        Some(watch.due())
    }

    /// Puts what a text was edited to in its place. That is no step of the reader's: what is kept of
    /// the text stays what it is until they take one.
    pub(super) fn edit(&mut self, input: Input) {
        let Input::Edited { of, to, same } = &input else { return };
        self.keep_place();
        let (of, to, same) = (Arc::clone(of), Arc::clone(to), Arc::clone(same));
        let shown = Arc::ptr_eq(&of, self.app.text());
        let place = self.app.place();
        // What was lost when half of the file was there comes back with the other half.
        let lost = self.lost.take().filter(|(_, since)| shown && *since == place);
        self.app.update(input);
        self.shelf.takes(&to, None);
        if let Some((words, _)) = lost {
            match Folded::of(&*to.document.text).find(&words).span() {
                Some(span) => self.app.put(span.start),
                None => self.lost = Some((words, self.app.place())),
            }
        } else if shown && same.place(place).is_none() {
            self.lost = Some((Anchor::at(&of.document.text, place), self.app.place()));
        }
        self.here = Here::of(&self.app);
        self.keeper.recalled(self.here.memory.clone(), self.here.place);
    }

    /// Takes note that a text stays as it was, though its files are others now, and says why.
    pub(super) fn stay_as_it_was(&mut self, text: &Arc<Text>, files: Vec<Found>, why: String) {
        let Some(watch) = &mut self.watch else { return };
        let said = std::mem::replace(&mut watch.said, why.clone());
        watch.found(Arc::clone(text), files);
        if !Arc::ptr_eq(text, self.app.text()) {
            return;
        }
        // What was said of files that are again as they were holds no longer.
        if !why.is_empty() {
            self.app.update(Input::Tell(why));
        } else if !said.is_empty() && self.app.message() == Some(&said) {
            self.app.update(Input::Tell("The file is again what it was.".to_owned()));
        }
    }
}

/// How the text of an origin is to be read: as the command line says where it was named there, else as
/// its reader had it restored.
pub(super) fn reading_of(origin: &str, shelf: &Shelf, named: &Reading, keeper: &Keeper) -> Reading {
    let book = || book::folder_of(origin).into_iter().collect();
    let reading = match shelf.has(origin) {
        true => named.clone(),
        false => Reading { book: book(), ..Reading::default() },
    };
    let restoring = reading.restoring.or_else(|| keeper.restoring(origin));
    Reading { restoring, ..reading }
}
