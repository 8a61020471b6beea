//! Going to pages as they are numbered in print: `12P`, or `P` and the label of the page.

use tui_input::Input as Field;

use super::{Layer, picker};
use crate::app::App;
use crate::app::command::PromptCommand;
use crate::app::key::Key;
use crate::app::unread::Then;
use crate::doc::{PageFound, Place};
use crate::layout::clean;

/// The label of a page being typed.
#[derive(Debug, Clone, Default)]
pub struct PagePrompt {
    /// What is typed.
    pub field: Field,
    /// Why there is no such page.
    pub complaint: Option<String>,
}

impl App {
    /// Goes to the page with a number, or asks for its label.
    pub(in crate::app) fn printed_page(&mut self, number: Option<usize>) {
        match number {
            _ if !self.text.pages.are_labelled() && self.text.rest == 0 => {
                let what = "This text does not say how its pages are numbered in print.";
                self.message = Some(what.to_owned());
            }
            Some(number) => {
                let label = number.to_string();
                if let Err(why) = self.leap_to_page(&label) {
                    self.message = Some(why);
                }
            }
            None => self.layers.push(Layer::Page(Box::default())),
        }
    }

    /// What the line that asks for a page says at its end.
    pub fn page_hint(&self) -> String {
        let (accept, cancel) =
            (self.keys.key_of(PromptCommand::Accept), self.keys.key_of(PromptCommand::Cancel));
        match self.text.pages.ends() {
            Some((first, last)) => {
                let (first, last) = (clean(first), clean(last));
                format!("{first} to {last}; {accept} goes there, {cancel} returns")
            }
            None => format!("{accept} goes there, {cancel} returns"),
        }
    }

    pub(in crate::app) fn page_key(&mut self, key: Key) {
        let Some(Layer::Page(prompt)) = self.layers.last_mut() else { return };
        let empty = prompt.field.value().trim().is_empty();
        match self.keys.find(key) {
            Some(PromptCommand::Cancel) => _ = self.layers.pop(),
            Some(PromptCommand::Accept) if empty => _ = self.layers.pop(),
            Some(PromptCommand::Accept) => {
                let label = prompt.field.value().to_owned();
                let complaint = self.leap_to_page(&label).err();
                if let Some(Layer::Page(prompt)) = self.layers.last_mut() {
                    prompt.complaint = complaint;
                }
            }
            // There are no earlier pages to ask for again, and a label is no pattern.
            Some(PromptCommand::Regex | PromptCommand::Earlier | PromptCommand::Later) => {}
            None if key == Key::Backspace && prompt.field.value().is_empty() => {
                self.layers.pop();
            }
            None => {
                if picker::edit(&mut prompt.field, key) {
                    prompt.complaint = None;
                }
            }
        }
    }

    /// Goes to the page with a label, with a way back; says why where there is none.
    pub(in crate::app) fn leap_to_page(&mut self, label: &str) -> Result<(), String> {
        let text = std::sync::Arc::clone(&self.text);
        match text.pages.find(label, self.page.place()) {
            PageFound::Page(place) => self.show_page(place),
            _ if self.wait_for(Then::Page) => {
                self.layers.clear();
                self.asked_page = label.to_owned();
            }
            PageFound::Before(place, before) => {
                let (label, before) = (clean(label), clean(before).into_owned());
                let what = format!("No page {label} is marked; page {before} comes before it.");
                self.show_page(place);
                self.message = Some(what);
            }
            PageFound::Nothing => return Err(format!("This text has no page {}.", clean(label))),
        }
        Ok(())
    }

    fn show_page(&mut self, place: Place) {
        self.layers.clear();
        self.focus = None;
        self.page.sideways = 0;
        self.leap(|app| {
            let row = app.page.sheet.row_of(place);
            let end = app.end_top();
            app.page.set_top(row.min(end));
        });
    }
}
