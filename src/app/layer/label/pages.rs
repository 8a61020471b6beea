//! Going to pages as they are numbered in print: `12P`, or `P` and the label of the page.

use super::typed::Labelled;
use crate::app::App;
use crate::app::layer::Layer;
use crate::app::unread::Then;
use crate::doc::{PageFound, Place};
use crate::layout::clean;

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
            None => self.layers.push(Layer::asking_for(Labelled::Page)),
        }
    }

    /// Goes to the page with a label, with a way back; says why where there is none.
    pub(in crate::app) fn leap_to_page(&mut self, label: &str) -> Result<(), String> {
        let text = std::sync::Arc::clone(&self.text);
        match text.pages.find(label, self.page.place()) {
            PageFound::Page(place) => self.show_page(place),
            _ if self.wait_for(Then::Page) => {
                self.layers.clear();
                self.asked_label = label.to_owned();
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
