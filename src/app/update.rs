//! Updating: what an input does to the app, and what is to be done outside then.

use super::page::PageSpot;
use super::page::shown::Focus;
use super::{App, Effect, Input};

impl App {
    /// Takes an input and says what is to be done outside.
    pub fn update(&mut self, input: Input) -> Vec<Effect> {
        let Some(input) = self.aside(input) else { return Vec::new() };
        let before = self.whereabouts();
        if matches!(input, Input::Paste(_) | Input::Mouse { .. } | Input::Opened { .. }) {
            self.prefix.forget();
        }
        let mut effects = self.take(input);
        if self.whereabouts() != before {
            // Whoever goes elsewhere no longer waits.
            self.wait_no_longer();
        }
        self.settle();
        effects.append(&mut self.asks);
        effects
    }

    /// Takes what is no step of the reader's and asks for nothing, such as more of the text or what it was
    /// edited to; any other input is given back.
    fn aside(&mut self, input: Input) -> Option<Input> {
        match input {
            Input::Clock(now) => self.pace.clock(now),
            Input::More { of, text } => {
                self.more(&of, &text);
                self.settle();
            }
            Input::Edited { of, to, same } => {
                self.edited(&of, &to, &same);
                self.settle();
            }
            Input::Means(means) => self.show_image_by(means),
            Input::Marks { of, marks } => self.take_marks(&of, marks),
            Input::Offers { of, offers } => self.take_offers(&of, offers),
            step => return Some(step),
        }
        None
    }

    /// Takes any other input.
    fn take(&mut self, input: Input) -> Vec<Effect> {
        match input {
            Input::Key(key) => {
                self.message = None;
                self.stand_still();
                let before = self.standing();
                let effects = self.key(key);
                self.keep_pace(before);
                return effects;
            }
            Input::Paste(text) => return self.paste(&text),
            Input::Mouse { act, x, y } => return self.mouse(act, x, y),
            Input::Resize(width, height) => self.resize(width, height),
            Input::Opened { text, place } => self.open(text, place),
            Input::Texts { shelf, open } => self.list_texts(&shelf, open),
            Input::Library { library, open } => self.list_library(&library, open),
            Input::Elsewhere { of, reference, found } => {
                self.show_elsewhere(&of, reference, &found);
            }
            Input::AllMarks(texts) => self.list_all_marks(&texts),
            Input::Sources(works) => self.list_sources(&works),
            Input::Citing { work, found } => self.list_citing(&work, &found),
            Input::FoundInAll(found) => self.found_in_all(&found),
            Input::Progress(percent) => self.progress(percent),
            Input::BreaksOff(why) => self.breaks_off(why),
            Input::Seen { mark, seen } => self.show_image(mark, seen),
            Input::Written(words) => self.written(&words),
            Input::Answer { words, answer } => self.list_answer(&words, &answer),
            Input::Tell(message) => self.message = Some(message),
            Input::Clock(_)
            | Input::More { .. }
            | Input::Edited { .. }
            | Input::Means(_)
            | Input::Marks { .. }
            | Input::Offers { .. } => {}
        }
        Vec::new()
    }

    /// What changes when the reader goes anywhere.
    fn whereabouts(&self) -> (PageSpot, Option<Focus>, Option<usize>) {
        let hit = self.found.as_ref().and_then(|found| found.current);
        (self.page.spot(), self.focus, hit)
    }
}
