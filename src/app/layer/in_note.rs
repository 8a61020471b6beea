//! Reading a note where it stands: its box beside the text, or at the foot, has the keys.
//!
//! The text stays as it is under it, and is as it was when the note is left: where the way led on to
//! the notes of other lines, the text followed them, and goes back.

use super::Layer;
use crate::app::command::key::Key;
use crate::app::command::{BoxCommand, Command};
use crate::app::page::carry::Carry;
use crate::app::page::notes::{Choice, NoteRows};
use crate::app::page::shown::Focus;
use crate::app::trail::Spot;
use crate::app::{App, Effect, NoteBox};
use crate::doc::{NoteId, Place, Span};
use crate::layout::Link;

/// A note that is read where it stands.
#[derive(Debug, Clone)]
pub struct InNote {
    /// The note.
    pub note: NoteId,
    /// Where the reference to it stands that is chosen in the text.
    pub(in crate::app) place: Place,
    /// How many of its rows are scrolled away above.
    pub(in crate::app) top: usize,
    /// Where the reader was in the text.
    pub(in crate::app) origin: Spot,
}

impl InNote {
    /// The reference that is chosen in the text.
    pub fn reference(&self) -> Focus {
        let link = Link::NoteReference { place: self.place, note: Some(self.note) };
        Focus { link, in_notes: false }
    }

    /// The same note of more of the text.
    pub(in crate::app) fn carried(mut self: Box<Self>, carry: &mut Carry) -> Option<Layer> {
        self.origin.carry(carry);
        let place = carry.place(self.place);
        let note = carry.note(self.note)?;
        Some(Layer::Note(Box::new(Self { place, note, ..*self })))
    }
}

impl App {
    /// The note that is read where it stands, if one is.
    pub fn note_in_hand(&self) -> Option<&InNote> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Note(read) => Some(&**read),
            _ => None,
        })
    }

    fn note_in_hand_mut(&mut self) -> Option<&mut InNote> {
        match self.layers.last_mut() {
            Some(Layer::Note(read)) => Some(read),
            _ => None,
        }
    }

    /// The note that is chosen in the text, and how far it is scrolled where it has the keys.
    pub(in crate::app) fn choice(&self) -> Choice {
        if let Some(read) = self.note_in_hand() {
            return Choice { note: Some(read.note), read: Some(read.top), remark: None };
        }
        match self.focus.map(|focus| focus.link) {
            Some(Link::NoteReference { note, .. }) => Choice { note, ..Choice::default() },
            Some(Link::Remark(mark)) => Choice { remark: Some(mark), ..Choice::default() },
            _ => Choice::default(),
        }
    }

    /// Gives the keys to the box of a note that `place` refers to. Whether there is one.
    pub(in crate::app) fn read_note(&mut self, note: NoteId, place: Place) -> bool {
        let shown = self.spread().notes.iter().any(|shown| shown.note == note && !shown.goes_on);
        if shown && self.note_in_hand().is_none() {
            let origin = self.spot();
            let read = InNote { note, place, top: 0, origin };
            self.focus = Some(read.reference());
            self.layers.push(Layer::Note(Box::new(read)));
        }
        shown
    }

    /// Takes a key for the note that is read.
    pub(in crate::app) fn note_key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(command) = self.keys.find::<BoxCommand>(key) {
            return self.note_command(command);
        }
        match self.keys.find::<Command>(key) {
            None => {
                self.message = Some(self.no_such_key(key));
                Vec::new()
            }
            Some(Command::Count) => Vec::new(),
            Some(Command::Back) => self.note_command(BoxCommand::Close),
            // What lies over the text leaves the note as it is.
            Some(
                command @ (Command::Help
                | Command::Guide
                | Command::Contents
                | Command::Bibliography
                | Command::Findings
                | Command::Texts
                | Command::About
                | Command::Hits
                | Command::Theme
                | Command::Quit
                | Command::Peek
                | Command::Labels
                | Command::Choose
                | Command::Marks
                | Command::Image),
            ) => self.reading(command, None),
            Some(_) => {
                self.let_go_of_note();
                self.reading_key(key)
            }
        }
    }

    fn note_command(&mut self, command: BoxCommand) -> Vec<Effect> {
        let Some((rows, height)) = self.extent() else { return Vec::new() };
        let page = height.saturating_sub(2).max(1) as isize;
        match command {
            BoxCommand::Down => self.scroll_note(1),
            BoxCommand::Up => self.scroll_note(-1),
            BoxCommand::PageDown => self.scroll_note(page),
            BoxCommand::PageUp => self.scroll_note(-page),
            BoxCommand::Start => self.scroll_note(-(rows as isize)),
            BoxCommand::End => self.scroll_note(rows as isize),
            BoxCommand::NextLink => self.choose_in_note(true),
            BoxCommand::PreviousLink => self.choose_in_note(false),
            BoxCommand::NextNote => self.read_neighbour(true),
            BoxCommand::PreviousNote => self.read_neighbour(false),
            BoxCommand::Follow => return self.follow_from_note(),
            BoxCommand::Close => self.return_from_note(),
        }
        Vec::new()
    }

    /// The box of the note that is read.
    fn box_in_hand(&self) -> Option<NoteBox> {
        let note = self.note_in_hand()?.note;
        self.spread().notes.into_iter().find(|shown| shown.note == note)
    }

    /// How many rows the note has that is read, and its box.
    fn extent(&self) -> Option<(usize, usize)> {
        let rows = NoteRows::read(self.side.as_ref()?, self.note_in_hand()?.note).rows.len();
        Some((rows, usize::from(self.box_in_hand()?.area.height)))
    }

    /// Scrolls the note that is read by rows.
    pub(in crate::app) fn scroll_note(&mut self, by: isize) {
        let Some((rows, height)) = self.extent() else { return };
        let Some(read) = self.note_in_hand_mut() else { return };
        let most = rows.saturating_sub(height);
        let from = read.top.min(most);
        read.top = from.saturating_add_signed(by).min(most);
        if read.top == from && by > 0 {
            let close = self.keys.key_of(BoxCommand::Close);
            self.message = Some(format!("The note ends here; {close} returns to the text."));
        }
    }

    /// Chooses the next or last link in the note that is read, round and round, and scrolls to it.
    fn choose_in_note(&mut self, next: bool) {
        let (Some(side), Some(read)) = (&self.side, self.note_in_hand()) else { return };
        let body = NoteRows::read(side, read.note);
        let links = super::links_in(&body.rows);
        let chosen = self.focus.filter(|focus| focus.in_notes).map(|focus| focus.link);
        let at = chosen.and_then(|chosen| links.iter().position(|&(link, _)| link == chosen));
        let Some(to) = super::round(links.len(), at, next) else {
            self.message = Some("There is no link in this note.".to_owned());
            return;
        };
        let (link, index) = links[to];
        self.focus = Some(Focus { link, in_notes: true });
        self.show_row_of_note(index);
    }

    /// Scrolls the note that is read so that a row of it shows.
    fn show_row_of_note(&mut self, index: usize) {
        let Some((rows, height)) = self.extent() else { return };
        let Some(read) = self.note_in_hand_mut() else { return };
        read.top = super::scrolled_to(index, read.top, rows, height);
    }

    /// Goes on to the note of the next reference of the text, or the one before; both get the keys.
    fn read_neighbour(&mut self, next: bool) {
        let Some((place, note)) = self.neighbour(next) else {
            let which = if next { "after" } else { "before" };
            self.message = Some(format!("There is no note {which} this one."));
            return;
        };
        let Some(read) = self.note_in_hand_mut() else { return };
        (read.place, read.note, read.top) = (place, note, 0);
        self.focus = Some(read.reference());
        self.page.sideways = 0;
        self.bring(place);
    }

    /// The reference in the body after or before that to the note that is read, and its note.
    fn neighbour(&self, next: bool) -> Option<(Place, NoteId)> {
        let here = self.note_in_hand().map(|read| (read.place, read.note))?;
        let document = &self.text.document;
        let references = document.note_references_in(Span::new(0, document.body_end()));
        let mut others = references.filter_map(|(place, _, note)| Some((place, note?)));
        if next {
            others.find(|&other| other == here);
            others.next()
        } else {
            others.take_while(|&other| other != here).last()
        }
    }

    /// Follows the link that is chosen in the note, or goes to the note's place among the notes.
    pub(in crate::app) fn follow_from_note(&mut self) -> Vec<Effect> {
        if let Some(focus) = self.focus.filter(|focus| focus.in_notes) {
            return self.follow_link(focus);
        }
        if let Some(note) = self.note_in_hand().map(|read| read.note) {
            self.go_to_note(note);
        }
        Vec::new()
    }

    /// Gives the keys back where the box of the note is no longer on the screen.
    pub(in crate::app) fn settle_note(&mut self) {
        if self.note_in_hand().is_some() && self.box_in_hand().is_none() {
            self.layers.retain(|layer| !matches!(layer, Layer::Note(_)));
        }
    }

    /// Gives the keys back to the text, which is as it was.
    pub(in crate::app) fn return_from_note(&mut self) {
        if let Some(Layer::Note(read)) = self.layers.pop() {
            self.restore(read.origin);
        }
    }

    /// Gives the keys back to the text as it stands now. Where it followed the notes, there is a way
    /// back.
    pub(in crate::app) fn let_go_of_note(&mut self) {
        let spot = self.spot();
        if let Some(Layer::Note(read)) = self.layers.pop()
            && spot.page != read.origin.page
        {
            self.trail.leave(spot);
        }
    }
}
