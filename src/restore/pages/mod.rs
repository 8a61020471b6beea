//! Furniture: what a printed page carries that its author did not write. The second of the five
//! stages.
//!
//! A running head is a line that comes back at the edge of pages; a page number is a figure alone
//! at the edge of most of them. Prose never does either. Where form feeds tell of pages, the edges
//! are known (`by_page`); elsewhere what stands within sentences gives itself away (`by_line`).
//!
//! Title page and colophon are told from the rest only once it is known what is a note (`front`).

mod author;
mod by_line;
mod by_page;
pub(crate) mod contents;
pub(crate) mod entry;
pub(crate) mod folio;
pub(crate) mod front;
pub(crate) mod furniture;
mod imprint;
pub(crate) mod line_set;
pub(crate) mod role;
pub(crate) mod title_page;

use crate::restore::lines::Lines;
use crate::restore::lines::candidates::Candidates;
use furniture::Furniture;

/// Finds the furniture of a text. `candidates` keep a short note, *Ibid.* or its like, that ends
/// many pages from being taken for it.
pub(crate) fn find(text: &Lines<'_>, candidates: &Candidates) -> Furniture {
    let mut furniture = Furniture::none(text.lines.len());
    if text.has_feeds() {
        by_page::find(text, candidates, &mut furniture);
    } else {
        by_line::find(text, candidates, &mut furniture);
    }
    contents::find(text, &mut furniture);
    furniture
}
