//! The text as its author wrote it, joined from its pieces in their order: the last of the five
//! stages.

mod about;
mod edge;
mod flowed;
pub(crate) mod headings;
pub(crate) mod hyphen;
pub(crate) mod lost_hyphen;
pub(crate) mod note_link;
mod plain;
mod rebuild;
pub(crate) mod report;
mod seam;
mod setting;
pub(crate) mod writer;

use crate::doc::Document;
use crate::restore::order::Order;
use crate::restore::order::known::Known;
use headings::Headings;
use lost_hyphen::LostHyphens;
use note_link::NoteLinks;
use rebuild::{Plan, build};

/// A text that was printed, as its author wrote it; `None` where nothing is left of it.
pub(crate) fn printed(known: &Known<'_, '_>, order: &Order<'_>) -> Option<Document> {
    let links = &NoteLinks::of(known, order);
    let hyphens = &LostHyphens::find(known.print, known.words);
    let headings = &Headings::default();
    let plan = Plan { known, order, links, hyphens, headings, typed: false };
    (!order.pieces.is_empty()).then(|| build(&plan))
}

/// A text that nobody printed, with its notes and its headings; `None` where nothing is left of it.
pub(crate) fn typed(
    known: &Known<'_, '_>,
    order: &Order<'_>,
    links: &NoteLinks,
    headings: &Headings,
) -> Option<Document> {
    let hyphens = &LostHyphens::default();
    let plan = Plan { known, order, links, hyphens, headings, typed: true };
    (!order.pieces.is_empty()).then(|| build(&plan))
}
