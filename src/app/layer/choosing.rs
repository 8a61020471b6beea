//! Choosing from a list: its room on the screen, and what its keys and clicks ask of the app.

use super::Layer;
use super::list::List;
use super::picker::{Asked, Goes, Picker};
use crate::app::command::ListCommand;
use crate::app::command::key::Key;
use crate::app::{App, Effect};

impl App {
    /// The rows of the screen that a list over the text has for its items.
    pub fn list_rows(&self, picker: &Picker) -> usize {
        // A title, what is typed, and a line of keys stand around the items.
        usize::from(self.screen.whole.height).saturating_sub(4 + self.rows_above(picker)).max(1)
    }

    /// How many rows stand between what is typed and the items of a list: what the list is about, and
    /// the heads of its columns.
    pub fn rows_above(&self, picker: &Picker) -> usize {
        self.about_rows(picker).len() + usize::from(self.has_heads(picker))
    }

    /// Whether the heads of a list find room.
    pub fn has_heads(&self, picker: &Picker) -> bool {
        !picker.heads.is_empty() && self.screen.whole.height >= 8
    }

    /// What stands above a list in full, broken into rows. At most half the screen.
    pub fn about_rows(&self, picker: &Picker) -> Vec<String> {
        let width = usize::from(self.screen.whole.width).saturating_sub(4).clamp(1, 100);
        let whole = picker.chosen().filter(|_| picker.whole).map(|item| match &*item.about {
            "" => item.cells.join(": "),
            about => about.to_owned(),
        });
        let mut rows = match (picker.about, whole) {
            (Some(span), _) => crate::layout::wrap(self.text.document.words(span), width),
            (None, Some(whole)) => {
                whole.lines().flat_map(|line| crate::layout::wrap(line, width)).collect()
            }
            (None, None) => return Vec::new(),
        };
        // Room is left for the list: a title, what is typed, a row, a blank one, the keys.
        let height = usize::from(self.screen.whole.height);
        rows.truncate(height.saturating_sub(6).min(height / 2));
        if !rows.is_empty() {
            rows.push(String::new());
        }
        rows
    }

    pub(in crate::app) fn picker_key(&mut self, key: Key) -> Vec<Effect> {
        let rows = self.rows_of_list();
        let Some(Layer::Picker(picker)) = self.layers.last_mut() else { return Vec::new() };
        if picker.is_wide() {
            return self.wide_key(key);
        }
        let asked = match self.keys.find(key) {
            Some(command) => picker.command(command, rows),
            None => picker.key(&self.keys, key),
        };
        self.asked(asked)
    }

    pub(in crate::app) fn rows_of_list(&self) -> usize {
        match self.layers.last() {
            Some(Layer::Picker(picker)) => self.list_rows(picker),
            _ => usize::from(self.screen.whole.height),
        }
    }

    /// Goes where the row of a list leads that is clicked.
    pub(in crate::app) fn click_list(&mut self, y: u16) -> Vec<Effect> {
        let Some(Layer::Picker(picker)) = self.layers.last() else { return Vec::new() };
        let rows = self.list_rows(picker);
        let row = usize::from(y).checked_sub(2 + self.rows_above(picker));
        let Some(item) = row.filter(|row| *row < rows).map(|row| picker.top + row) else {
            return Vec::new();
        };
        let Some(Layer::Picker(picker)) = self.layers.last_mut() else { return Vec::new() };
        if item >= picker.shown.len() {
            return Vec::new();
        }
        picker.select(item);
        let asked = picker.command(ListCommand::Choose, rows);
        self.asked(asked)
    }

    fn asked(&mut self, asked: Asked) -> Vec<Effect> {
        match asked {
            Asked::Nothing => {}
            Asked::Close => {
                self.layers.pop();
            }
            Asked::Go(goes) => return self.go(goes),
            Asked::AllTexts => return self.turn_marks(),
            Asked::Remove => {
                let goes = self.picker().and_then(|picker| picker.chosen()).map(|item| item.goes);
                return self.remove_listed(goes);
            }
            Asked::Copy { bibtex } => {
                let list = self.picker().cloned();
                return list.map_or_else(Vec::new, |list| self.copy_listed(&list, bibtex));
            }
        }
        Vec::new()
    }

    fn picker(&self) -> Option<&Picker> {
        match self.layers.last() {
            Some(Layer::Picker(picker)) => Some(picker),
            _ => None,
        }
    }

    fn go(&mut self, goes: Goes) -> Vec<Effect> {
        match goes {
            Goes::Nowhere | Goes::Folded(_) => {}
            Goes::Place(place) => self.jump(place),
            Goes::Note(note) => self.jump_to_note_reference(note),
            Goes::Hit(number) => self.jump_to_hit(number, self.spot()),
            Goes::Reference(reference) => self.open_list(List::Entry(reference)),
            Goes::Mark(number) => self.go_to_marked(number),
            Goes::Offer(number) => return self.take_offer(number),
            Goes::Removed(_) => return self.remove_listed(Some(goes)),
            Goes::Text(number) => return self.go_to_text(number),
            Goes::Far(number) => return self.go_far(number),
            Goes::Work(number) => return vec![Effect::ListCiting(number)],
        }
        Vec::new()
    }
}
