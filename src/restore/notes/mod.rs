//! Notes at the foot of the page: the third of the five stages.
//!
//! A line opens a note if it begins with a label and the page has a marker with that label above
//! it. From there to the end of the page all is notes. So the two are found together: a figure in
//! the text is a note marker because the footnote area answers it, and the footnote area is one
//! because the text asks. Where form feeds tell of pages, they are found page by page (`by_page`),
//! elsewhere line by line (`by_line`).
//!
//! Endnotes (`at_end`) are looked for last, and only where a text is known to be printed.
//!
//! The surprise: a footnote area is also the best sign of where a page ends, in texts that do not
//! say.

mod area;
mod assign;
pub(crate) mod at_end;
mod by_line;
mod by_page;
mod continuation;

pub(crate) use area::{Area, Footnote, Notes};

use crate::restore::lines::Lines;
use crate::restore::lines::candidates::Candidates;
use crate::restore::pages::role::{Print, Roles};
use crate::restore::weights::Weights;

/// Finds the notes of a text as printed. `roles` says what pages carry besides their text, and
/// `candidates` what may be a note marker.
pub(crate) fn find(
    text: &Lines<'_>,
    roles: &Roles,
    candidates: Candidates,
    weights: &Weights,
) -> Notes {
    let print = Print::new(text, roles);
    let found = by_page::find(print, &candidates, weights)
        .unwrap_or_else(|| by_line::find(print, &candidates));
    let mut notes = Notes::at_feet(roles, candidates.references, found);
    continuation::between_paragraphs(text, &mut notes);
    continuation::by_type(text, &mut notes);
    notes
}
