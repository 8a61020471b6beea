//! What the bottom line says of what is chosen: where it leads, before anybody goes there.

use super::App;
use super::command::{BoxCommand, Command};
use super::layer::Layer;
use super::layer::list::row::{authors, one_line, year};
use super::page::spread::Spread;
use crate::app::command::keymap::KeyMap;
use crate::doc::{Cited, Image, MarkKind, Place, ReferenceId, Span, Target};
use crate::layout::{Link, cells, fit};

/// How many bytes of words are shown of a note or a target.
const WORDS: usize = 300;

impl App {
    /// What the bottom line says of what has the keys or is chosen, in so many cells, if there is
    /// anything to say. Of a note that stands on the screen there is not.
    pub fn told(&self, spread: &Spread, room: usize) -> Option<String> {
        match self.layers.last() {
            Some(Layer::Labels(_)) => {
                return Some(
                    "Type a label to choose its link; in capitals, to follow it.".to_owned(),
                );
            }
            Some(Layer::Peek(peek)) => {
                let chosen = peek.choice.and_then(|link| self.told_of(link, room));
                return chosen.or_else(|| Some(keys_of_a_peek(&self.keys, room)));
            }
            Some(Layer::Note(read)) => {
                let chosen = self.focus.filter(|focus| focus.in_notes);
                let chosen = chosen.and_then(|focus| self.told_of(focus.link, room));
                let label = one_line(&self.text.document.note(read.note).label);
                return chosen.or_else(|| Some(keys_of_a_note(&self.keys, &label, room)));
            }
            Some(Layer::Image(_)) => return Some(keys_of_an_image(&self.keys, room)),
            Some(Layer::Choosing(_)) => return Some(self.keys_of_chosen(room)),
            _ => {}
        }
        let link = self.focus?.link;
        let stands = |note| spread.notes.iter().any(|shown| shown.note == note);
        match link {
            Link::NoteReference { note: Some(note), .. } if stands(note) => None,
            // The words of the note follow it.
            Link::NoteLabel(_) => None,
            Link::Remark(_) if self.panel.has_keys() => None,
            link => self.told_of(link, room),
        }
    }

    /// Where a link leads, in so many cells.
    pub(super) fn told_of(&self, link: Link, room: usize) -> Option<String> {
        let document = &self.text.document;
        match link {
            Link::NoteReference { note: Some(id), .. } => {
                let note = document.note(id);
                let words = self.first_words(note.span.start);
                Some(fit(&format!("Note {}: {words}", one_line(&note.label)), room))
            }
            Link::NoteLabel(note) => Some(match self.text.links.references_to(note) {
                [] => "Nothing in the text refers to this note.".to_owned(),
                &[place, ..] => {
                    let block = document.block_at(place).map(|block| &document.blocks[block]);
                    let start = block.map_or(place, |block| block.span.start);
                    fit(&format!("From “{}”", self.first_words(start)), room)
                }
            }),
            Link::NoteReference { note: None, .. } => Some("The text has no such note.".to_owned()),
            Link::Citation(index) => {
                let citation = &self.text.links.citations[index as usize];
                let named = || one_line(document.words(citation.span));
                Some(match &citation.source {
                    Cited::One(source) => self.told_of_source(*source, room),
                    Cited::OneOf(sources) => {
                        let each = sources.iter().map(|&source| self.short(source));
                        let each: Vec<String> = each.collect();
                        fit(&format!("“{}” may mean {}", named(), each.join(" or ")), room)
                    }
                    Cited::Missing => format!("“{}” is not among the sources.", named()),
                })
            }
            Link::Remark(_) => Some(self.keys_of_a_remark(room)),
            Link::Mark(index) => match &document.marks[index as usize].kind {
                MarkKind::Link(Target::Address(address)) => Some(one_line(address)),
                MarkKind::Link(Target::Place(place)) => {
                    Some(fit(&format!("To “{}”", self.first_words(*place)), room))
                }
                MarkKind::Image(image) => Some(self.told_of_image(image, room)),
                _ => None,
            },
        }
    }

    /// The words at a place, to the end of their block or a line of them.
    fn first_words(&self, place: Place) -> String {
        let document = &self.text.document;
        let end = document.block_at(place).map_or(place, |block| document.blocks[block].span.end);
        let to = document.word_after(place, WORDS, end.max(place));
        let words = one_line(document.words(Span::new(place, to)));
        if to < end { format!("{words}…") } else { words }
    }

    /// A source by who, when and title, and how often it is cited. A long title gives way.
    fn told_of_source(&self, source: ReferenceId, room: usize) -> String {
        let reference = &self.text.links.references[source.index()];
        let words = || one_line(self.text.document.words(reference.span));
        let title = reference.title.as_ref().map_or_else(words, |title| one_line(title));
        let head = format!("{} {}", authors(reference.people()), year(reference));
        let head = head.trim();
        let about = if head.is_empty() { title } else { format!("{head}: {title}") };
        let times = self.times_cited(source);
        let shown = fit(&about, room.saturating_sub(cells(&times) + 3));
        format!("{shown} · {times}")
    }

    /// A source by who and when; by its words where neither is known.
    fn short(&self, source: ReferenceId) -> String {
        let reference = &self.text.links.references[source.index()];
        let head = format!("{} {}", authors(reference.people()), year(reference));
        let title = reference.title.as_ref().map_or_else(String::new, |title| one_line(title));
        match (head.trim(), title.as_str()) {
            ("", "") => fit(self.text.document.words(reference.span), 30),
            (head, title) => fit(format!("{head} {title}").trim(), 40),
        }
    }

    /// An image by where it is, and what keys show it.
    fn told_of_image(&self, image: &Image, room: usize) -> String {
        let [show, open] = [self.keys.key_of(Command::Image), self.keys.key_of(Command::Follow)];
        let keys = format!("{show} shows it, {open} opens it in a viewer");
        let address = match &*image.address {
            address if address.starts_with("data:") => String::new(),
            address => one_line(address),
        };
        let shown = fit(&address, room.saturating_sub(cells(&keys) + 3));
        if shown.is_empty() { fit(&keys, room) } else { format!("{shown} · {keys}") }
    }

    /// How often a source is cited, in words.
    pub(super) fn times_cited(&self, source: ReferenceId) -> String {
        match self.text.links.citations_of(source).len() {
            1 => "cited once".to_owned(),
            2 => "cited twice".to_owned(),
            many => format!("cited {many} times"),
        }
    }
}

/// The keys of the note that is read, as many as there is room for, those to remember first.
fn keys_of_a_note(keys: &KeyMap, label: &str, room: usize) -> String {
    let [down, up, next, before, follow, link, close] = [
        BoxCommand::Down,
        BoxCommand::Up,
        BoxCommand::NextNote,
        BoxCommand::PreviousNote,
        BoxCommand::Follow,
        BoxCommand::NextLink,
        BoxCommand::Close,
    ]
    .map(|command| keys.key_of(command));
    let keys = [
        format!("Note {label}: {close} returns"),
        format!("{down} {up} scroll"),
        format!("{next} {before} others"),
        format!("{follow} goes to it"),
        format!("{link} links"),
    ];
    as_many_as_fit(&keys, room)
}

/// The keys of a peek, as many as there is room for.
fn keys_of_a_peek(keys: &KeyMap, room: usize) -> String {
    let [down, up, link, follow, close] = [
        BoxCommand::Down,
        BoxCommand::Up,
        BoxCommand::NextLink,
        BoxCommand::Follow,
        BoxCommand::Close,
    ]
    .map(|command| keys.key_of(command));
    let keys = [
        format!("{close} closes"),
        format!("{follow} goes there"),
        format!("{down} {up} scroll"),
        format!("{link} links"),
    ];
    as_many_as_fit(&keys, room)
}

/// The keys of an image, as many as there is room for.
fn keys_of_an_image(keys: &KeyMap, room: usize) -> String {
    let [follow, close, next, before] =
        [BoxCommand::Follow, BoxCommand::Close, BoxCommand::NextLink, BoxCommand::PreviousLink]
            .map(|command| keys.key_of(command));
    let keys = [
        format!("{close} closes"),
        format!("{follow} opens it in a viewer"),
        format!("{next} {before} others"),
    ];
    as_many_as_fit(&keys, room)
}

/// The first of several things to say, as many as there is room for.
pub(super) fn as_many_as_fit(parts: &[String], room: usize) -> String {
    let joined = |count: usize| parts[..count].join(" · ");
    (1..=parts.len()).rev().map(joined).find(|all| cells(all) <= room).unwrap_or_else(|| joined(1))
}
