//! The names of a page: an id for every heading, note, reference, citation and entry, and for every
//! place a link of the text leads to. They are numbers behind a letter, so that no word of the text
//! is in them.

use std::collections::BTreeMap;

use crate::doc::{Document, MarkKind, NoteId, Place, Target};
use crate::link::Links;

/// The names given for one document.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The names of places, in order; the first of a place is the one links use.
    places: BTreeMap<Place, Vec<String>>,
}

/// The name of heading number `number` of the body.
pub(super) fn heading(number: usize) -> String {
    format!("s{}", number + 1)
}

/// The name of a note.
pub(super) fn note(note: NoteId) -> String {
    format!("n{}", note.index() + 1)
}

/// The name of the reference number `number` to a note.
pub(super) fn reference(note: NoteId, number: usize) -> String {
    match number {
        0 => format!("r{}", note.index() + 1),
        _ => format!("r{}-{}", note.index() + 1, number + 1),
    }
}

/// The name of the citation number `number`.
pub(super) fn citation(number: usize) -> String {
    format!("c{}", number + 1)
}

/// The name of the entry number `number` of the bibliography.
pub(super) fn entry(number: usize) -> String {
    format!("e{}", number + 1)
}

impl Names {
    /// Names what there is to name in a document.
    pub(super) fn of(document: &Document, links: &Links) -> Self {
        let mut names = Self::default();
        for (number, (block, _)) in document.headings().enumerate() {
            let place = document.blocks[block].span.start;
            names.places.entry(place).or_default().push(heading(number));
        }
        for (number, found) in links.references.iter().enumerate() {
            names.places.entry(found.span.start).or_default().push(entry(number));
        }
        for mark in &document.marks {
            if let MarkKind::Link(Target::Place(place)) = mark.kind {
                let known = names.places.entry(place).or_default();
                if known.is_empty() {
                    known.push(format!("p{place}"));
                }
            }
        }
        names
    }

    /// What a link to `place` leads to.
    pub(super) fn target(&self, place: Place) -> Option<&str> {
        self.places.get(&place).and_then(|names| names.first()).map(String::as_str)
    }

    /// The names of places from `start` up to and including `end`, in order.
    pub(super) fn within(&self, start: Place, end: Place) -> impl Iterator<Item = (Place, &str)> {
        let places = self.places.range(start..=end);
        places.flat_map(|(&place, names)| names.iter().map(move |name| (place, name.as_str())))
    }
}
