//! Texts that nobody printed. Their notes are found, and where they are plain, their lines are
//! joined to paragraphs and their headings found, too.

mod archive;
mod headings;
mod notes;

use crate::doc::Document;
use crate::language::prose::words::Words;
use crate::restore::join;
use crate::restore::join::headings::Headings;
use crate::restore::lines;
use crate::restore::order::Order;
use crate::restore::order::known::Known;
use crate::restore::pages::furniture::Furniture;

/// A text that nobody printed, with its notes, paragraphs and headings. `None` where there is
/// nothing of that.
pub(super) fn restore(document: &Document) -> Option<Document> {
    let text = &lines::of(document);
    let (notes, links) = notes::find(text);
    if !text.plain && links.notes.is_empty() {
        return None;
    }
    // Markdown says itself what its headings are.
    let headings = if text.plain { headings::find(text) } else { Headings::default() };
    let mut words = Words::of(text.lines.iter().map(|line| line.words));
    words.are_typed();
    let furniture = Furniture::none(text.lines.len());
    let known = Known::of(notes.print(text), &furniture, &notes, &words);
    let order = Order::as_printed(&known);
    let archive = archive::find(text).filter(|_| text.plain);
    let order = match archive {
        Some(archive) => order.with_head_after(archive.head.end, text.end_of_block(archive.end)),
        None => order,
    };
    join::typed(&known, &order, &links, &headings)
}
