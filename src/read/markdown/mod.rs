//! Markdown: `CommonMark` with tables, notes, definition lists and strikethrough, parsed by
//! pulldown-cmark; and what its dialects add that the parser leaves as text: notes within their
//! sentence, references to notes that are not there and spans with attributes (`inline`), fenced
//! divs (`div`), line blocks, bare addresses and raised digits (`words`).
//!
//! [`Walk`] goes through the events of the parser: blocks in `walk`, items and tables in files of
//! their own, and what stands in a paragraph in `style`.

mod attributes;
mod inline;
mod item;
mod names;
mod numbers;
pub(super) mod signs;
mod source;
mod style;
mod table;
mod tags;
mod walk;
mod words;

use std::borrow::Cow;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use super::front::{self, Front};
use super::{cite, lines};
use crate::doc::{Builder, Document, Kind, Problem};
use source::Source;
use walk::{Built, Walk};

/// Reads a Markdown text. A source that is handed over is let go of before the parts of the document
/// are put together.
pub(super) fn read(name: &str, text: Cow<'_, str>) -> Document {
    read_in_parts(name, text, source::PART)
}

/// Reads a Markdown text in parts of at least `least` bytes.
fn read_in_parts(name: &str, text: Cow<'_, str>, least: usize) -> Document {
    let (to, _) = walk(&text, Some(least), cited);
    drop(text);
    let mut document = to.finish(name);
    if document.metadata.title.is_none() {
        document.metadata.title = title_of(&document);
    }
    document
}

/// Reads the opening of a Markdown text as the whole will begin; `None` where its metadata go on.
/// What only the rest of it settles is taken for what it nearly always turns out to be: notes and
/// links that are referred to are there, and fences that were opened are closed.
pub(super) fn opening(name: &str, text: &str) -> Option<Document> {
    let (mut to, front) = walk(text, None, promised);
    if front == 0 && text.trim_start_matches('\u{feff}').starts_with("---\n") {
        return None;
    }
    to.promise_notes();
    let mut document = to.finish(name);
    let first = document.blocks.first().filter(|first| first.kind == Kind::Heading { level: 1 });
    let title = first.map(|first| document.words(first.span).replace('\n', " "));
    let title = document.metadata.title.take().or(title);
    document.metadata.title = title;
    Some(document)
}

/// What a parser asks of a source about brackets that lead nowhere.
type Ask = for<'s> fn(&'s str, BrokenLink<'s>) -> Option<(CowStr<'s>, CowStr<'s>)>;

/// Walks through a text, whole and in parts of at least `least` bytes, or through the opening of one.
/// Gives what was built, and how long the metadata before it are, in bytes.
fn walk(text: &str, least: Option<usize>, ask: Ask) -> (Builder, usize) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Front { metadata, length, unsound } = front::take(text);
    let before = lines::count(&text[..length]);
    let typed = source::unfence(&text[length..], least.is_some());
    let source = Source::of(&typed, least.is_some());
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST;
    let mut built = Built::default();
    built.to.metadata = metadata;
    for line in unsound {
        let what = format!("Line {line} is not sound YAML, and taken word for word.");
        built.to.diagnose(Problem::Malformed, what);
    }
    for part in source.parts(least.unwrap_or(usize::MAX)) {
        let lines = lines::Lines::from(&typed, part.begins.1, before + 1 + part.begins.0);
        let mut walk = Walk::new(&part, lines, built);
        let ask = |link| ask(part.text(), link);
        let events = Parser::new_with_broken_link_callback(part.text(), options, Some(ask));
        for (event, range) in events.into_offset_iter() {
            walk.event(event, range);
        }
        walk.paragraph_gathered();
        built = walk.built();
    }
    (built.to, length)
}

/// Takes brackets that lead nowhere, but name sources, for a link that is known by [`CITED`]. Those
/// after `^` are a note, whatever they name.
#[expect(clippy::needless_pass_by_value, reason = "the parser calls it so")]
fn cited<'s>(source: &'s str, link: BrokenLink<'s>) -> Option<(CowStr<'s>, CowStr<'s>)> {
    let before = source[..link.span.start].strip_suffix('^');
    let note = before.is_some_and(|before| {
        let signs = before.len() - before.trim_end_matches('\\').len();
        signs % 2 == 0
    });
    let shortcut = link.link_type == LinkType::Shortcut && !note;
    (shortcut && cite::is_citation(&link.reference)).then(|| (CITED.into(), "".into()))
}

/// Takes `[words][label]` for a link as well, whose address is further on. `[^1][words]` is none:
/// there, a note is.
fn promised<'s>(source: &'s str, link: BrokenLink<'s>) -> Option<(CowStr<'s>, CowStr<'s>)> {
    let note = source[link.span.clone()].starts_with("[^");
    match link.link_type {
        LinkType::Reference | LinkType::Collapsed if !note => Some(("…".into(), "".into())),
        _ => cited(source, link),
    }
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
