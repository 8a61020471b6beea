//! Going to notes by their labels: `17#`, or `#` and a label such as `*` or `iv`.
//!
//! Labels repeat where numbering begins anew with each chapter or page. Then the note that the reader
//! most likely means is gone to, which is the one of the page or section they are in, and asking for
//! the label again lists the others.

use super::typed::Labelled;
use crate::app::App;
use crate::app::command::Command;
use crate::app::layer::Layer;
use crate::app::layer::list::List;
use crate::app::unread::Then;
use crate::doc::{NoteId, Place, Span};
use crate::layout::{Link, clean};
use crate::text::Text;

impl App {
    /// Goes to where the note with a number is referred to, or asks for a label.
    pub(in crate::app) fn labelled_note(&mut self, number: Option<usize>) {
        match number {
            _ if self.text.document.notes.is_empty() && self.text.rest == 0 => {
                self.message = Some("This text has no notes.".to_owned());
            }
            Some(number) => {
                if let Err(why) = self.go_to_labelled_note(&number.to_string()) {
                    self.message = Some(why);
                }
            }
            None => self.layers.push(Layer::asking_for(Labelled::Note)),
        }
    }

    /// Goes to where the note with a label is referred to, with a way back; says why where there is
    /// none.
    pub(in crate::app) fn go_to_labelled_note(&mut self, label: &str) -> Result<(), String> {
        let notes = with_label(&self.text, label);
        match notes[..] {
            [] if self.wait_for(Then::Note) => {
                self.layers.clear();
                self.asked_label = label.to_owned();
            }
            [] => return Err(format!("This text has no note {}.", clean(label.trim()))),
            [one] => self.jump_to_note_reference(one),
            _ => self.go_to_one_of(&notes),
        }
        Ok(())
    }

    /// Goes to the one of several notes that is nearest by; where that is chosen already or none is,
    /// lists them.
    fn go_to_one_of(&mut self, notes: &[NoteId]) {
        let chosen = match self.focus.map(|focus| focus.link) {
            Some(Link::NoteReference { note: Some(note), .. } | Link::NoteLabel(note)) => {
                Some(note)
            }
            _ => None,
        };
        let at = chosen.filter(|note| notes.contains(note));
        match self.nearest(notes) {
            Some(near) if at.is_none() => {
                self.jump_to_note_reference(near);
                let others = match notes.len() - 1 {
                    1 => "Another note has".to_owned(),
                    many => format!("{many} other notes have"),
                };
                let key = self.keys.key_of(Command::Labelled);
                self.message = Some(format!("{others} this label; {key} and it again lists them."));
            }
            near => {
                self.layers.clear();
                self.open_list(List::Labelled(at.or(near).unwrap_or(notes[0])));
            }
        }
    }

    /// The note of several that is referred to on the screen, on this printed page, or in this section
    /// or one that encloses it, whichever comes first in this order.
    fn nearest(&self, notes: &[NoteId]) -> Option<NoteId> {
        let text = &*self.text;
        let here = self.reading_place();
        let here = text.document.note_at(here).map_or(here, |note| refers_to(text, note));
        let first_in = |within: &dyn Fn(Place) -> bool| {
            let there = || notes.iter().copied().filter(|&note| within(refers_to(text, note)));
            there().find(|&note| refers_to(text, note) >= here).or_else(|| there().last())
        };
        let screen = self.on_screen();
        let page = text.page_at(here);
        first_in(&|place| screen.touches(place))
            .or_else(|| first_in(&|place| page.is_some() && text.page_at(place) == page))
            .or_else(|| {
                around(text, here).find_map(|section| first_in(&|place| section.contains(place)))
            })
    }

    /// Goes to where a note is first referred to, with a way back.
    pub(in crate::app) fn jump_to_note_reference(&mut self, note: NoteId) {
        let from = self.spot();
        self.layers.clear();
        self.show_note_reference(note);
        if self.page.spot() != from.page || !from.layers.is_empty() || from.focus.is_some() {
            self.trail.leave(from);
        }
    }
}

/// The notes that have a label, in their order.
pub(in crate::app) fn with_label(text: &Text, label: &str) -> Vec<NoteId> {
    let notes = text.document.notes.iter().zip(0..);
    let same = notes.filter(|(note, _)| note.label.eq_ignore_ascii_case(label.trim()));
    same.map(|(_, number)| NoteId(number)).collect()
}

/// Where a note is first referred to; where it stands itself, if nothing refers to it.
fn refers_to(text: &Text, note: NoteId) -> Place {
    let first = text.links.references_to(note).first();
    first.copied().unwrap_or_else(|| text.document.note(note).span.start)
}

/// The sections that hold a place, the innermost first: each up to the next heading of its level or
/// above.
fn around(text: &Text, place: Place) -> impl Iterator<Item = Span> + use<'_> {
    let sections = &text.sections;
    let mut next = text.section_at(place);
    std::iter::from_fn(move || {
        let here = next?;
        let level = sections[here].level;
        let end = sections[here + 1..].iter().find(|section| section.level <= level);
        let end = end.map_or(text.document.body_end(), |section| section.span.start);
        next = sections[..here].iter().rposition(|section| section.level < level);
        Some(Span::new(sections[here].span.start, end))
    })
}
