//! Markdown: `CommonMark` with tables, notes, definition lists and strikethrough, parsed by
//! pulldown-cmark; and what its dialects add that the parser leaves as text: notes within their
//! sentence, references to notes that are not there and spans with attributes (`inline`), fenced
//! divs (`div`), line blocks, bare addresses and raised digits (`words`).
//!
//! [`Walk`] goes through the events of the parser: blocks in `walk`, items and tables in files of
//! their own, and what stands in a paragraph in `style`.

mod attributes;
mod div;
mod inline;
mod item;
mod style;
mod table;
mod walk;
mod words;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use super::{cite, front};
use crate::doc::Document;
use walk::Walk;

/// Reads a Markdown text.
pub(super) fn read(name: &str, text: &str) -> Document {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (metadata, length) = front::take(text);
    let text = div::unfence(&text[length..]);
    let mut walk = Walk::new(&text);
    walk.to.metadata = metadata;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let events = Parser::new_with_broken_link_callback(walk.source, options, Some(cited));
    for (event, range) in events.into_offset_iter() {
        walk.event(event, range);
    }
    walk.paragraph_gathered();
    let mut document = walk.to.finish(name);
    if document.metadata.title.is_none() {
        document.metadata.title = title_of(&document);
    }
    document
}

/// Takes brackets that lead nowhere, but name sources, for a link that is known by [`CITED`].
#[expect(clippy::needless_pass_by_value, reason = "the parser calls it so")]
fn cited(link: BrokenLink<'_>) -> Option<(CowStr<'_>, CowStr<'_>)> {
    let cites = link.link_type == LinkType::Shortcut && cite::is_citation(&link.reference);
    cites.then(|| (CITED.into(), "".into()))
}

/// The address of what is no link but a citation. No source can spell it.
const CITED: &str = "\0cited";

/// The title of a text that gives none beside it: its first heading, if it opens the text or is
/// the only one of the highest level.
fn title_of(document: &Document) -> Option<String> {
    let (first, level) = document.headings().next()?;
    let alone = level == 1 && document.headings().filter(|&(_, level)| level == 1).count() == 1;
    let words = document.words(document.blocks[first].span);
    (first == 0 && level == 1 || alone).then(|| words.replace('\n', " "))
}
