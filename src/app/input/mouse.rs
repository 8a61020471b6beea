//! The mouse: the wheel scrolls what it is over, and a click chooses; on what is chosen it opens.

use crate::app::command::Command;
use crate::app::layer::Layer;
use crate::app::page::screen::Area;
use crate::app::page::shown::Focus;
use crate::app::{App, Effect, MouseAct};
use crate::layout::Link;

/// How many rows the wheel scrolls at a time.
const NOTCH: isize = 3;

impl App {
    pub(in crate::app) fn mouse(&mut self, act: MouseAct, x: u16, y: u16) -> Vec<Effect> {
        if self.panel_mouse(act, x, y) {
            return Vec::new();
        }
        match act {
            MouseAct::WheelDown => self.wheel(NOTCH, x, y),
            MouseAct::WheelUp => self.wheel(-NOTCH, x, y),
            MouseAct::Click => {
                self.message = None;
                if self.chosen_words().is_some() {
                    self.leave_choosing();
                }
                self.begin_drag(x, y);
                return self.click(x, y);
            }
            MouseAct::Drag => self.drag_to(x, y),
            MouseAct::Release => self.drag = None,
        }
        Vec::new()
    }

    fn wheel(&mut self, by: isize, x: u16, y: u16) {
        self.take_labels_away();
        self.take_sentence_labels_away();
        let in_hand = self.is_in_hand(x, y);
        match self.layers.last_mut() {
            None => self.scroll_lines(by),
            Some(Layer::Picker(picker)) => {
                picker.select(picker.selected.saturating_add_signed(by));
            }
            Some(Layer::Help(_)) => self.scroll_help(by),
            Some(Layer::Peek(_)) => self.scroll_peek(by),
            Some(Layer::Note(_)) if in_hand => self.scroll_note(by),
            Some(Layer::Note(_)) => {
                self.let_go_of_note();
                self.scroll_lines(by);
            }
            Some(Layer::Choosing(_)) => self.scroll_lines(by),
            Some(
                Layer::Prompt(_)
                | Layer::Label(_)
                | Layer::Labels(_)
                | Layer::Image(_)
                | Layer::Remark(_),
            ) => {}
        }
    }

    /// Whether a cell is of the note that is read.
    fn is_in_hand(&self, x: u16, y: u16) -> bool {
        let Some(note) = self.note_in_hand().map(|read| read.note) else { return false };
        let notes = self.spread().notes;
        notes.iter().any(|shown| shown.note == note && shown.area.contains(x, y))
    }

    fn click(&mut self, x: u16, y: u16) -> Vec<Effect> {
        self.take_labels_away();
        self.take_sentence_labels_away();
        match self.layers.last() {
            None => self.click_text(x, y),
            Some(Layer::Picker(_)) => self.click_list(y),
            Some(Layer::Help(_)) => {
                self.layers.pop();
                Vec::new()
            }
            Some(Layer::Peek(_)) => self.click_peek(x, y),
            Some(Layer::Note(_)) => {
                if !self.is_in_hand(x, y) {
                    self.let_go_of_note();
                }
                self.click_text(x, y)
            }
            Some(Layer::Image(_)) => {
                self.layers.pop();
                Vec::new()
            }
            Some(Layer::Choosing(_)) => Vec::new(),
            Some(Layer::Prompt(_) | Layer::Label(_) | Layer::Labels(_) | Layer::Remark(_)) => {
                Vec::new()
            }
        }
    }

    /// Does what a click in the text asks: a link is chosen, and what is chosen shown in a peek; a note
    /// beside the text gets the keys; the scrollbar leads to that part of the text.
    fn click_text(&mut self, x: u16, y: u16) -> Vec<Effect> {
        let links = self.spread().links(&self.screen, self.page.sideways);
        let spot = links.iter().find(|spot| spot.area.contains(x, y));
        let marked = || {
            let remark = self.remark_at(x, y)?;
            links.iter().find(|spot| spot.focus.link == remark)
        };
        match spot.or_else(marked).map(|spot| spot.focus) {
            Some(Focus { link: Link::NoteLabel(_), in_notes: true }) | None => {}
            Some(focus) if self.focus == Some(focus) => return self.reading(Command::Peek, None),
            Some(focus) => {
                self.focus = Some(focus);
                return Vec::new();
            }
        }
        let mut notes = self.spread().notes.into_iter();
        if let Some(shown) = notes.find(|shown| shown.area.contains(x, y)) {
            self.click_note(&shown);
            return Vec::new();
        }
        let Area { height, .. } = self.screen.text;
        if self.screen.scrollbar == Some(x) && y < height {
            self.leap_to_share(self.text.reading_length() * usize::from(y) / usize::from(height));
        }
        Vec::new()
    }

    /// The remark on the words in a cell of the screen. Of several the last begun, which is the narrower.
    fn remark_at(&self, x: u16, y: u16) -> Option<Link> {
        let (letter, _) = self.letter_at(x, y)?;
        let remarks = self.remarked().into_iter().filter(|it| it.span.contains(letter.start));
        remarks.max_by_key(|it| it.span.start).map(|it| Link::Remark(it.mark))
    }

    /// Gives the keys to a note that is clicked. One whose reference is on the page before is gone to.
    fn click_note(&mut self, shown: &crate::app::NoteBox) {
        if self.note_in_hand().is_some() {
            return;
        }
        let of = |link: Link| match link {
            Link::NoteReference { place, note } if note == Some(shown.note) => Some(place),
            _ => None,
        };
        let spread = self.spread();
        let mut pieces = spread.rows.iter().flat_map(|row| &row.line().pieces);
        let place = pieces.find_map(|piece| of(piece.link?));
        if !place.is_some_and(|place| self.read_note(shown.note, place)) {
            self.go_to_note(shown.note);
        }
    }
}
