//! Finding: the search as it is typed, and the way through its hits.

use tui_input::Input as Field;

use super::command::{Command, PromptCommand};
use super::found::Found;
use super::layer::Layer;
use super::layer::field::edit;
use super::layer::list::List;
use super::layer::prompt::Prompt;
use super::page::shown::Focus;
use super::trail::Spot;
use super::unread::Then;
use super::{App, Effect};
use crate::app::command::key::Key;
use crate::doc::{NoteId, Place};
use crate::layout::Link;
use crate::search::Query;

/// How many earlier searches are remembered.
const REMEMBERED: usize = 100;

impl App {
    pub(super) fn open_prompt(&mut self) {
        let prompt = Prompt {
            field: Field::default(),
            touched: false,
            regex: false,
            complaint: None,
            origin: self.spot(),
            from: self.reading_place(),
            before: self.found.clone(),
            recalled: 0,
            draft: (String::new(), false),
        };
        self.layers.push(Layer::Prompt(Box::new(prompt)));
    }

    pub(super) fn prompt_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Layer::Prompt(prompt)) = self.layers.last_mut() else { return Vec::new() };
        match self.keys.find(key) {
            Some(PromptCommand::Accept) => self.accept_search(),
            Some(PromptCommand::Cancel) => self.cancel_search(),
            Some(PromptCommand::Regex) => {
                prompt.regex = !prompt.regex;
                self.search_again();
            }
            Some(PromptCommand::Widen) => return self.widen_search(),
            Some(PromptCommand::Earlier) => self.recall_search(1),
            Some(PromptCommand::Later) => self.recall_search(-1),
            None if key == Key::Backspace && !prompt.touched => self.cancel_search(),
            None => {
                if edit(&mut prompt.field, &self.keys, key) {
                    prompt.touched = true;
                    prompt.recalled = 0;
                    self.search_again();
                }
            }
        }
        Vec::new()
    }

    /// Remembers what was searched for.
    pub(super) fn remember_search(&mut self, entry: (String, bool)) {
        self.searches.retain(|earlier| *earlier != entry);
        self.searches.push(entry);
        if self.searches.len() > REMEMBERED {
            self.searches.remove(0);
        }
    }

    fn recall_search(&mut self, by: isize) {
        let Some(Layer::Prompt(prompt)) = self.layers.last_mut() else { return };
        let to = prompt.recalled.saturating_add_signed(by).min(self.searches.len());
        if prompt.recalled == 0 {
            prompt.draft = (prompt.field.value().to_owned(), prompt.regex);
        }
        prompt.recalled = to;
        prompt.touched = true;
        let (words, regex) = match to {
            0 => prompt.draft.clone(),
            _ => self.searches[self.searches.len() - to].clone(),
        };
        prompt.field = Field::new(words);
        prompt.regex = regex;
        self.search_again();
    }

    /// Searches for what is typed, and shows the first hit from where the search began.
    pub(super) fn search_again(&mut self) {
        let Some(Layer::Prompt(prompt)) = self.layers.last_mut() else { return };
        let words = prompt.field.value().to_owned();
        let (regex, from, page) = (prompt.regex, prompt.from, prompt.origin.page);
        let query = Query::of(&words, regex);
        prompt.complaint = None;
        self.found = None;
        self.page.restore(page);
        let hits = match query.and_then(|query| query.find_all(&self.text.document.text)) {
            Ok(hits) => hits,
            Err(error) => {
                if !words.is_empty() {
                    prompt.complaint = Some(error.to_string());
                    let failed = Some(error);
                    self.found = Some(Found { words, regex, failed, ..Found::default() });
                }
                return;
            }
        };
        let found = Found { words, regex, hits: hits.into(), lit: true, ..Found::default() };
        let current = found.first_from(from);
        match current {
            Some(number) => self.bring(found.hits[number].start),
            None => {
                let complaint = self.not_found(&found);
                if let Some(Layer::Prompt(prompt)) = self.layers.last_mut() {
                    prompt.complaint = Some(complaint);
                }
            }
        }
        self.found = Some(Found { current, ..found });
    }

    /// That a search found nothing, and whether small letters would find something.
    fn not_found(&self, found: &Found) -> String {
        let small = found.words.to_lowercase();
        let others = match Query::words(&small) {
            Ok(query) if !found.regex && small != found.words => {
                query.find_all(&self.text.document.text).map_or(0, |hits| hits.len())
            }
            _ => 0,
        };
        match others {
            0 if self.text.rest > 0 => "Not in what is read so far.".to_owned(),
            0 => "Not in this text.".to_owned(),
            many => format!("Not with these capitals; {many} in small letters."),
        }
    }

    fn accept_search(&mut self) {
        let Some(Layer::Prompt(prompt)) = self.layers.pop() else { return };
        let words = prompt.field.value().to_owned();
        if words.is_empty() {
            self.found = prompt.before;
            self.next_hit(true);
            return;
        }
        self.remember_search((words.clone(), prompt.regex));
        match self.found.as_ref().and_then(|found| found.current) {
            Some(number) => {
                if self.page.spot() != prompt.origin.page {
                    self.trail.leave(prompt.origin);
                }
                self.choose_note_of_hit(number);
            }
            None => {
                let found = self.found.take();
                self.restore(prompt.origin);
                let failed = found.as_ref().is_some_and(|found| found.failed.is_some());
                if found.is_some() && !failed && self.wait_for(Then::Hit) {
                    self.found = found;
                    return;
                }
                self.found = prompt.before.or(found.filter(|_| failed));
                let what = prompt.complaint.unwrap_or_else(|| "Not in this text.".to_owned());
                self.message = Some(format!("“{words}”: {what}"));
            }
        }
    }

    fn cancel_search(&mut self) {
        let Some(Layer::Prompt(prompt)) = self.layers.pop() else { return };
        self.restore(prompt.origin);
        self.found = prompt.before;
    }

    /// Shows a place of the text that was opened, with the hits of the search that found it.
    pub fn show_found(&mut self, place: Place, search: Option<&(String, bool)>) {
        self.wait_no_longer();
        self.bring(place);
        self.light(place, search);
    }

    /// Goes to a place of the text on the screen, with the hits of the search that found it, and with a
    /// way back to the list that led there.
    pub fn go_to(&mut self, place: Place, search: Option<&(String, bool)>) {
        self.jump(place);
        self.light(place, search);
    }

    /// Has the hits of a search shown, the reader at that which begins at a place or after it.
    fn light(&mut self, place: Place, search: Option<&(String, bool)>) {
        let Some((words, regex)) = search.cloned() else { return };
        let query = Query::of(&words, regex);
        let Ok(hits) = query.and_then(|query| query.find_all(&self.text.document.text)) else {
            return;
        };
        let found = Found { words, regex, hits: hits.into(), lit: true, ..Found::default() };
        let current = found.first_from(place);
        self.found = Some(Found { current, ..found });
        if let Some(number) = current {
            self.choose_note_of_hit(number);
        }
    }

    /// Goes to the next hit, or the one before, from the one the reader is at; from the top of
    /// the page if that one is no longer on the screen.
    pub(super) fn next_hit(&mut self, next: bool) {
        let from = self.spot();
        self.search_as_before();
        let Some(found) = self.found.as_mut().filter(|found| !found.hits.is_empty()) else {
            self.message = Some(self.nothing_found());
            return;
        };
        found.lit = true;
        let screen = self.on_screen();
        let Some(found) = &self.found else { return };
        let count = found.hits.len();
        let at = found.current.filter(|&number| screen.overlaps(found.hits[number]));
        let (to, around) = match at {
            Some(at) if next => ((at + 1) % count, at + 1 == count),
            Some(at) => ((at + count - 1) % count, at == 0),
            None => from_page(found, screen.start, next),
        };
        self.jump_to_hit(to, from);
        if around {
            let (end, other) = if next { ("end", "top") } else { ("top", "end") };
            self.message = Some(format!("Past the {end} of the text, on from its {other}."));
        }
    }

    /// Searches this text for what was searched for last, in it before or in another, if nothing was
    /// yet.
    fn search_as_before(&mut self) {
        let Some((words, regex)) = self.searches.last().filter(|_| self.found.is_none()).cloned()
        else {
            return;
        };
        let query = Query::of(&words, regex);
        if let Ok(hits) = query.and_then(|query| query.find_all(&self.text.document.text))
            && !hits.is_empty()
        {
            self.found = Some(Found { words, regex, hits: hits.into(), ..Found::default() });
        }
    }

    pub(super) fn jump_to_hit(&mut self, number: usize, from: Spot) {
        let Some(found) = &mut self.found else { return };
        let Some(place) = found.hits.get(number).map(|hit| hit.start) else { return };
        found.current = Some(number);
        self.jump_from(from, place);
        self.choose_note_of_hit(number);
    }

    /// Chooses the label of the note a hit is in, if it is in one: from there, as from any note,
    /// the way leads to where the note is referred to.
    fn choose_note_of_hit(&mut self, number: usize) {
        let hit = self.found.as_ref().and_then(|found| found.hits.get(number));
        let note = hit.and_then(|hit| self.text.document.note_at(hit.start));
        self.focus = note.map(|note| Focus { link: Link::NoteLabel(note), in_notes: false });
    }

    /// The note that the hit the reader is at stands in, if both are on the screen.
    pub(super) fn note_of_hit(&self) -> Option<NoteId> {
        let found = self.found.as_ref().filter(|found| found.lit)?;
        let hit = *found.hits.get(found.current?)?;
        self.text.document.note_at(hit.start).filter(|_| self.on_screen().overlaps(hit))
    }

    pub(super) fn list_hits(&mut self) {
        self.search_as_before();
        match self.found {
            Some(Found { failed: None, .. }) => self.open_list(List::Hits),
            _ => self.message = Some(self.nothing_found()),
        }
    }

    /// Why there is no hit to go to.
    pub(super) fn nothing_found(&self) -> String {
        if let Some(Found { words, failed: Some(why), .. }) = &self.found {
            return format!("“{words}”: {why}");
        }
        match self.searches.last() {
            Some((words, _)) => format!("“{words}” is not in this text."),
            None => {
                let key = self.keys.key_of(Command::Search);
                format!("Nothing was searched for yet; {key} searches.")
            }
        }
    }
}

/// The hit after or before the top of the page, and whether that is round the end of the text.
fn from_page(found: &Found, top: Place, next: bool) -> (usize, bool) {
    let count = found.hits.len();
    let after = found.hits.partition_point(|hit| hit.start < top);
    match next {
        true if after < count => (after, false),
        true => (0, true),
        false if after > 0 => (after - 1, false),
        false => (count - 1, true),
    }
}
