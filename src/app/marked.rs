//! The marks of the text on the screen, and what the reader wishes done to them.
//!
//! The app changes no mark by itself: it asks for a change ([`Marking`]), and shows what comes back
//! ([`Input::Marks`](super::Input::Marks)) once that is kept. So no mark is ever on the screen that is
//! not on the disk.

use std::sync::Arc;

use super::page::carry::Carry;
use super::page::shown::Focus;
use super::{App, Effect};
use crate::anchor::Whereabouts;
use crate::doc::{Place, Span};
use crate::layout::Link;
use crate::marks::{Annotation, Colour, Offer, Placed};
use crate::text::Text;

/// What is to be done to the marks of the text on the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Marking {
    /// Mark these words.
    New {
        /// Where they are.
        span: Span,
        /// In which colour.
        colour: Colour,
        /// What is said of them; empty for nothing.
        remark: String,
    },
    /// Give a mark this colour and this remark.
    Change {
        /// Its id.
        id: String,
        /// Its colour from now on.
        colour: Colour,
        /// What is said of it from now on; empty for nothing.
        remark: String,
    },
    /// Put a mark, an orphan perhaps, on these words.
    Move {
        /// Its id.
        id: String,
        /// Where they are.
        span: Span,
    },
    /// Remove the mark of this id.
    Remove(String),
    /// Bring back a mark that was removed.
    BringBack(Box<Annotation>),
    /// Have the marks of the file of this id, which were offered, be this text’s too.
    TakeOver(String),
}

impl App {
    /// The marks of the text on the screen, by where they are; orphans first.
    pub fn marks(&self) -> &[Placed] {
        &self.marks
    }

    /// Marks of other texts that may fit the one on the screen, the likeliest first
    /// ([`Marking::TakeOver`]).
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// Takes up what is offered to a text, if that is the one on the screen.
    pub(super) fn take_offers(&mut self, of: &Arc<Text>, offers: Vec<Offer>) {
        if Arc::ptr_eq(of, &self.text) {
            self.offers = offers;
        }
    }

    /// The marks as they stand in what takes the place of their text: at the same words, or, until
    /// those were looked for, nowhere.
    pub(super) fn carried(marks: Vec<Placed>, carry: &Carry, from: &Text) -> Vec<Placed> {
        if Arc::ptr_eq(&from.document, &carry.to().document) {
            return marks;
        }
        let words = &from.document.text;
        let at = |span: Span| {
            let (last, letter) = words.get(..span.end)?.char_indices().next_back()?;
            let (start, last) = (carry.sure(span.start)?, carry.sure(last)?);
            (start <= last).then(|| Span::new(start, last + letter.len_utf8()))
        };
        let carried = marks.into_iter().map(|mark| {
            let now = mark.at.span().and_then(at);
            Placed { at: now.map_or(Whereabouts::Nowhere, Whereabouts::At), ..mark }
        });
        carried.collect()
    }

    /// Those that were removed since the text was opened, the last last.
    pub fn removed_marks(&self) -> &[Annotation] {
        &self.removed
    }

    /// The words in `span` that are marked, each with its colour, and whether the mark is another’s. Those
    /// of the reader’s own come first.
    pub fn marked_in(&self, span: Span) -> impl Iterator<Item = (Span, Colour, bool)> {
        let of = move |carried: bool| {
            let marks = self.marks.iter().filter(move |mark| mark.carried == carried);
            marks.filter_map(move |mark| Some((mark.at.span()?, mark.annotation.colour, carried)))
        };
        of(false).chain(of(true)).filter(move |(marked, ..)| marked.overlaps(span))
    }

    /// Whether there is any remark to be shown with the text.
    pub(super) fn has_remarks(&self) -> bool {
        self.marks
            .iter()
            .any(|mark| mark.at.span().is_some() && !mark.annotation.remark.trim().is_empty())
    }

    /// The remark after or before a place, or the one chosen: its number and the place of its words.
    pub(super) fn next_remark(&self, here: Place, next: bool) -> Option<(u32, Place)> {
        let at = match self.focus.map(|focus| focus.link) {
            Some(Link::Remark(number)) => (here, i64::from(number)),
            // The reference at a place comes before the remark on the words there.
            Some(_) => (here, -1),
            None if next => (here, i64::MIN),
            None => (here, -1),
        };
        let remarks = self.remarked().into_iter();
        let mut remarks: Vec<(Place, i64)> =
            remarks.map(|it| (it.span.start, i64::from(it.mark))).collect();
        remarks.sort_unstable();
        let found = match next {
            true => remarks.into_iter().find(|&it| it > at),
            false => remarks.into_iter().rfind(|&it| it < at),
        };
        let (place, number) = found?;
        Some((u32::try_from(number).ok()?, place))
    }

    /// The mark of this id.
    pub(super) fn mark_of(&self, id: &str) -> Option<&Placed> {
        self.marks.iter().find(|mark| mark.annotation.id == id)
    }

    /// The mark that is chosen among the links of the screen, and its words.
    pub(super) fn mark_in_focus(&self) -> Option<(&Annotation, Span)> {
        let Link::Remark(index) = self.focus?.link else { return None };
        let mark = self.marks.get(index as usize)?;
        Some((&mark.annotation, mark.at.span()?))
    }

    /// Whether the words of a mark are lost.
    pub(super) fn is_lost(&self, number: u32) -> bool {
        self.marks.get(number as usize).is_some_and(|mark| mark.at.span().is_none())
    }

    /// Removes a mark, and remembers it.
    pub(super) fn remove_mark(&mut self, id: &str) -> Vec<Effect> {
        let mark = self.mark_of(id).map(|mark| mark.annotation.clone());
        self.removed.extend(mark);
        vec![Effect::Mark(Marking::Remove(id.to_owned()))]
    }

    /// Takes up the marks of a text, if that is the one on the screen.
    pub(super) fn take_marks(&mut self, of: &Arc<Text>, marks: Vec<Placed>) {
        if !Arc::ptr_eq(of, &self.text) {
            return;
        }
        let focus = self.mark_in_focus().map(|(mark, _)| mark.id.clone());
        let had = self.has_remarks();
        self.removed.retain(|gone| marks.iter().all(|mark| mark.annotation.id != gone.id));
        self.marks = marks;
        if let Some(id) = focus {
            let mut numbered = self.marks.iter().zip(0..);
            let now = numbered.find(|(mark, _)| mark.annotation.id == id);
            let link = now.map(|(_, number)| Link::Remark(number));
            self.focus = link.map(|link| Focus { link, in_notes: true });
        }
        if self.has_remarks() != had {
            self.refit();
        }
        self.list_marks_anew();
        self.settle();
    }
}
