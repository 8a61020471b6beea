//! The side panel: the notes, sources, contents, findings or marks of a text in a part of the screen of its
//! own, beside the text or below it.
//!
//! It is no layer: the text goes on being read beside it, and either of the two has the keys. With the
//! keys in the panel the text follows the chosen row; with the keys in the text the panel follows the
//! text. Esc returns to where the text was when the panel took the keys, as it does in a search, and
//! Enter stays.

mod here;
mod mouse;
pub(super) mod views;

use super::command::{Command, ListCommand, PanelCommand};
use super::layer::list::Reader;
use super::layer::picker::{Asked, Goes, Picker};
use super::page::PageSpot;
use super::page::screen::Area;
use super::page::shown::Focus;
use super::trail::Spot;
use super::{App, Effect};
use crate::app::command::key::Key;
use crate::app::command::keymap::KeyMap;
use crate::doc::{NoteId, Place};
use crate::layout::Link;
use crate::text::Text;
pub use views::PanelView;
use views::Views;

/// The side panel, open or not.
#[derive(Debug, Default)]
pub struct Panel {
    /// What it shows, or showed last.
    view: Option<PanelView>,
    /// Its views.
    lists: Views,
    /// What opening it changed; nothing while it is closed.
    opened: Option<Opened>,
    /// Where the reader was when it took the keys; nothing while the text has them.
    held: Option<Spot>,
}

/// What the page was before a panel took room of it, and after.
#[derive(Debug, Clone, Copy)]
struct Opened {
    /// Where the page was before and after; nothing where that was in another text.
    page: Option<(PageSpot, PageSpot)>,
    /// The chosen link, if the room for it went.
    let_go: Option<Focus>,
}

impl Panel {
    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.opened.is_some()
    }

    /// Whether the keys go to it.
    pub fn has_keys(&self) -> bool {
        self.held.is_some()
    }

    /// What it shows.
    pub fn view(&self) -> PanelView {
        self.view.unwrap_or_default()
    }

    /// The rows of its view.
    pub fn list(&self) -> Option<&Picker> {
        self.lists[self.view() as usize].as_deref()
    }

    fn list_mut(&mut self) -> Option<&mut Picker> {
        self.lists[self.view() as usize].as_deref_mut()
    }

    /// Forgets what it knows of a text: another is on the screen.
    pub(super) fn forget(&mut self) {
        self.lists = Default::default();
        self.held = None;
        if let Some(opened) = &mut self.opened {
            *opened = Opened { page: None, let_go: None };
        }
    }

    /// Its views as they stand, for the way back to their text.
    pub(super) fn views(&self) -> Views {
        self.lists.clone()
    }

    /// Has its views stand as they did: those of another text wholly, of this one as far as they show
    /// the same rows, for a reader may have sorted them meanwhile.
    pub(super) fn stand_as(&mut self, views: Views, other: bool) {
        for (now, then) in self.lists.iter_mut().zip(views) {
            match (now, then) {
                (Some(now), Some(then)) if !other => now.stand_as(&then),
                (now, then) if other => *now = then,
                _ => {}
            }
        }
    }

    /// What it holds of a text, to be taken up again in more of that.
    pub(super) fn take(&mut self) -> (Vec<Picker>, Option<Spot>) {
        let lists = std::mem::take(&mut self.lists).into_iter().flatten();
        (lists.map(|list| *list).collect(), self.held.take())
    }

    /// Shows these marks, as they were filtered and sorted, where it has shown others.
    pub(super) fn take_marks(&mut self, made: Picker) {
        if let Some(list) = &mut self.lists[PanelView::Marks as usize] {
            **list = made.taking_over(list);
        }
    }

    /// Takes up what it held, made anew from `text` for a reader at `here`.
    pub(super) fn take_up(
        &mut self,
        (lists, held): (Vec<Picker>, Option<Spot>),
        text: &Text,
        here: Place,
    ) {
        for old in lists {
            let view = PanelView::ALL.into_iter().find(|view| Some(view.list()) == old.list);
            let made = old.list.and_then(|list| list.make(text, Reader::at(here)));
            if let (Some(view), Some(made)) = (view, made) {
                self.lists[view as usize] = Some(Box::new(made.taking_over(&old)));
            }
        }
        self.held = held;
    }
}

impl App {
    /// The side panel.
    pub fn panel(&self) -> &Panel {
        &self.panel
    }

    /// How many rows the panel has for its list, under its head and what is typed.
    pub fn panel_rows(&self, area: Area) -> usize {
        usize::from(area.height).saturating_sub(2)
    }

    /// Gives the panel the keys, and opens it where it is closed.
    pub(super) fn take_panel(&mut self) {
        if !self.panel.is_open() && !self.open_panel() {
            self.message = Some("The screen has no room for the side panel.".to_owned());
            return;
        }
        self.settle_panel();
        self.panel.held = Some(self.spot());
    }

    /// Opens the panel where there is room for it. The line being read stays on the screen.
    fn open_panel(&mut self) -> bool {
        let (before, focus) = (self.page.spot(), self.focus);
        self.panel.opened = Some(Opened { page: None, let_go: None });
        self.panel.view.get_or_insert(PanelView::first_of(&self.text));
        self.refit();
        if self.screen.panel.is_none() {
            self.panel.opened = None;
            self.refit();
            return false;
        }
        if let Some(place) = focus.and_then(|focus| self.place_of(focus)) {
            self.bring(place);
        }
        self.settle_focus();
        let let_go = focus.filter(|_| self.focus.is_none());
        self.panel.opened = Some(Opened { page: Some((before, self.page.spot())), let_go });
        true
    }

    /// Closes the panel. Where the reader did not move meanwhile, the screen is what it was.
    pub(super) fn close_panel(&mut self) {
        let Some(opened) = self.panel.opened.take() else { return };
        self.panel.forget();
        self.refit();
        if let Some((before, after)) = opened.page
            && self.page.spot().anchor() == after.anchor()
        {
            self.page.restore(before);
            self.focus = self.focus.or(opened.let_go);
        }
    }

    /// Takes a key while the panel has the keys.
    pub(super) fn panel_key(&mut self, key: Key) -> Vec<Effect> {
        let by = match self.keys.find::<PanelCommand>(key) {
            Some(PanelCommand::NextView) => 1,
            Some(PanelCommand::PreviousView) => PanelView::ALL.len() - 1,
            None => 0,
        };
        if by > 0 {
            self.turn_panel(by);
            return Vec::new();
        }
        match self.keys.find(key) {
            Some(command) => self.ask_panel(|list, _, rows| list.command(command, rows)),
            None => self.ask_panel(|list, keys, _| list.key(keys, key)),
        }
    }

    /// Asks something of the list of the panel, which has a number of rows.
    fn ask_panel(&mut self, ask: impl FnOnce(&mut Picker, &KeyMap, usize) -> Asked) -> Vec<Effect> {
        let rows = self.screen.panel.map_or(1, |area| self.panel_rows(area));
        let Some(list) = self.panel.list_mut() else { return Vec::new() };
        let before = list.chosen().map(|item| item.goes);
        let asked = ask(list, &self.keys, rows);
        let after = list.chosen().map(|item| item.goes);
        match asked {
            Asked::Nothing if after != before => self.follow_row(),
            Asked::Nothing => {}
            Asked::Close => self.leave_panel(),
            Asked::Go(Goes::Mark(number)) if self.is_lost(number) => {
                self.stay();
                self.go_to_marked(number);
            }
            Asked::Go(Goes::Offer(number)) => return self.take_offer(number),
            Asked::Go(_) => self.enter_row(),
            Asked::Remove => return self.remove_listed(after),
            Asked::AllTexts if self.panel.view() == PanelView::Marks => {
                return self.open_all_marks();
            }
            Asked::AllTexts => {}
            Asked::Copy { bibtex } => {
                let list = self.panel.list().cloned();
                return list.map_or_else(Vec::new, |list| self.copy_listed(&list, bibtex));
            }
        }
        Vec::new()
    }

    /// Types several characters into the panel.
    pub(super) fn panel_paste(&mut self, text: &str) {
        if let Some(list) = self.panel.list_mut() {
            list.paste(text);
            self.follow_row();
        }
    }

    /// Shows another view, so many further on, of where the text was when the panel took the keys.
    fn turn_panel(&mut self, by: usize) {
        let views = PanelView::ALL;
        self.panel.view = Some(views[(self.panel.view() as usize + by) % views.len()]);
        if let Some(held) = self.panel.held.take() {
            self.restore(held.clone());
            self.settle_panel();
            self.panel.held = Some(held);
        }
    }

    /// Gives the keys back to the text, which is where it was. The panel stays.
    fn leave_panel(&mut self) {
        self.forget_typed();
        if let Some(from) = self.panel.held.take() {
            self.restore(from);
        }
    }

    /// Goes where the chosen row leads and gives the text the keys.
    fn enter_row(&mut self) {
        self.follow_row();
        self.stay();
    }

    /// Gives the text the keys where it is now, with a way back to where it was.
    fn stay(&mut self) {
        let Some(from) = self.panel.held.take() else { return };
        self.forget_typed();
        if self.page.spot() != from.page || from.focus.is_some_and(|was| Some(was) != self.focus) {
            self.trail.leave(from);
        }
    }

    /// With the keys in the text the panel follows it, which rows that are left out could not.
    fn forget_typed(&mut self) {
        if let Some(list) = self.panel.list_mut() {
            list.forget_typed();
        }
    }

    /// Shows what the chosen row leads to.
    fn follow_row(&mut self) {
        let goes = self.panel.list().and_then(Picker::chosen).map(|item| item.goes);
        match goes {
            Some(Goes::Note(note)) => self.show_note_reference(note),
            Some(Goes::Place(place)) => self.show_place(place),
            Some(Goes::Reference(source)) => {
                self.show_place(self.text.links.references[source.index()].span.start);
            }
            Some(Goes::Mark(number)) => {
                let mark = self.marks.get(number as usize);
                if let Some(span) = mark.and_then(|mark| mark.at.span()) {
                    self.show_place(span.start);
                }
            }
            Some(
                Goes::Nowhere
                | Goes::Hit(_)
                | Goes::Folded(_)
                | Goes::Text(_)
                | Goes::Far(_)
                | Goes::Work(_)
                | Goes::Offer(_)
                | Goes::Removed(_),
            )
            | None => {}
        }
    }

    /// Shows where a note is first referred to, its reference chosen; the note itself where nothing
    /// refers to it.
    pub(super) fn show_note_reference(&mut self, note: NoteId) {
        if self.text.rest > 0 && self.text.links.references_to(note).is_empty() {
            // What nothing refers to is to be seen once all of the text is there.
            return;
        }
        let (place, link) = match self.text.links.references_to(note).first() {
            Some(&place) => (place, Link::NoteReference { place, note: Some(note) }),
            None => (self.text.document.note(note).span.start, Link::NoteLabel(note)),
        };
        self.show_place(place);
        self.focus = Some(Focus { link, in_notes: false });
    }

    /// Shows a place: a heading at the top of the page, for what follows it.
    fn show_place(&mut self, place: Place) {
        self.focus = None;
        self.page.sideways = 0;
        let row = self.page.sheet.row_of(place);
        let block = self.text.document.blocks.get(row.block);
        if block.is_some_and(|block| block.is_heading() && block.span.start == place) {
            let end = self.end_top();
            self.page.set_top(row.min(end));
        }
        self.bring(place);
    }

    /// Has the panel follow the text where that has the keys, and its chosen row stay in view.
    pub(super) fn settle_panel(&mut self) {
        if !self.panel.is_open() {
            return;
        }
        let Some(area) = self.screen.panel else {
            // There is no room for it any more.
            self.stay();
            return;
        };
        if self.panel.list().is_none() {
            let view = self.panel.view();
            let made = view.list().make(&self.text, self.reader_at(self.reading_place()));
            self.panel.lists[view as usize] = made.map(Box::new);
        }
        let here = self.panel_here();
        let (rows, has_keys) = (self.panel_rows(area), self.panel.has_keys());
        let Some(list) = self.panel.list_mut() else { return };
        if let Some(row) = here.filter(|_| !has_keys).and_then(|here| list.row_of(here)) {
            list.select(row);
        }
        list.follow(rows);
    }

    /// What the status line says while the panel has the keys.
    pub fn panel_hint(&self) -> String {
        let sorts = self.panel.list().is_some_and(|list| list.orders.len() > 1);
        let mut parts = vec![
            format!("{} goes there", self.keys.key_of(ListCommand::Choose)),
            format!("{} returns", self.keys.key_of(ListCommand::Close)),
            format!("{} next view", self.keys.key_of(PanelCommand::NextView)),
        ];
        if sorts {
            parts.push(format!("{} sorts", self.keys.key_of(ListCommand::Sort)));
        }
        parts.join(" · ")
    }

    /// What the panel says where something could be typed, while the text has the keys.
    pub fn panel_invitation(&self) -> String {
        format!("{} to choose", self.keys.key_of(Command::Panel))
    }
}
