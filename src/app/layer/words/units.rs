//! Sentences and words of the text, and the way from one to the next.
//!
//! They are looked for in the block about a place, and in a block as long as a book only near it. The way
//! leads from block to block, but not out of the body, a note, or the list of sources.

use std::ops::Range;

use crate::doc::{Document, Kind, Place, Span};
use crate::language::prose::sentences;
use crate::text::Text;

/// By what words are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A sentence; of code and tables, a line; of a list of sources, an entry.
    Sentence,
    /// A word, without the signs around it.
    Word,
}

/// Blocks longer than this are looked at only so far around a place, in bytes.
const LONG: usize = 1 << 16;
const NEAR: usize = 1 << 13;

/// The sentences or words of block number `index`; of a long one, those about `place`.
pub(super) fn units(text: &Text, index: usize, place: Place, unit: Unit) -> Vec<Span> {
    let document = &text.document;
    let block = &document.blocks[index];
    let mut span = block.span;
    if span.len() > LONG {
        let place = place.clamp(span.start, span.end);
        let from = document.word_before(place, NEAR, span.start);
        span = Span::new(from, document.word_after(place, NEAR, span.end));
    }
    let words = document.words(span);
    // The stops in an entry end no sentences.
    let entry = !block.is_heading() && text.links.is_bibliography(index)
        || index >= document.first_reference();
    let lines = matches!(block.kind, Kind::Code { .. } | Kind::Table(_));
    let found: Vec<Range<usize>> = match unit {
        Unit::Word => sentences::words(words).collect(),
        Unit::Sentence if entry => whole(words),
        Unit::Sentence if lines => lines_of(words),
        Unit::Sentence => sentences::sentences(words),
    };
    found.into_iter().map(|it| Span::new(span.start + it.start, span.start + it.end)).collect()
}

/// All of the words, without the white space around them.
fn whole(words: &str) -> Vec<Range<usize>> {
    let bare = words.trim();
    let from = words.len() - words.trim_start().len();
    if bare.is_empty() { Vec::new() } else { std::iter::once(from..from + bare.len()).collect() }
}

/// The lines that have words.
fn lines_of(words: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let lines = words.split_inclusive('\n').filter_map(|line| {
        let from = at + line.len() - line.trim_start().len();
        at += line.len();
        let bare = line.trim();
        (!bare.is_empty()).then(|| from..from + bare.len())
    });
    lines.collect()
}

/// The blocks that are read on from one of them: the body, a note, or the sources.
pub(in crate::app) fn flow(document: &Document, block: usize) -> Range<usize> {
    let body = document.body().len();
    match document.note_of_block(block) {
        _ if block < body => 0..body,
        Some(note) => document.note(note).blocks.clone(),
        None => document.first_reference()..document.blocks.len(),
    }
}

/// The next beginning or end of a sentence or word after `place`, or the last before it.
pub(super) fn edge(
    text: &Text,
    place: Place,
    unit: Unit,
    (begins, next): (bool, bool),
) -> Option<Place> {
    let block = text.document.block_at(place)?;
    let flow = flow(&text.document, block);
    let of = |span: &Span| if begins { span.start } else { span.end };
    let blocks: Box<dyn Iterator<Item = usize>> = match next {
        true => Box::new(block..flow.end),
        false => Box::new((flow.start..=block).rev()),
    };
    blocks.into_iter().find_map(|block| {
        let units = units(text, block, place, unit);
        let mut edges = units.iter().map(of);
        match next {
            true => edges.find(|&edge| edge > place),
            false => edges.rfind(|&edge| edge < place),
        }
    })
}

/// One word: of a span of several its first or its last, of a single one the next or the one before.
pub(super) fn one_word(text: &Text, span: Span, next: bool) -> Option<Span> {
    let single = whole_words(text, span).is_none_or(|whole| {
        edge(text, whole.start, Unit::Word, (false, true)).is_none_or(|end| end >= whole.end)
    });
    let start = match (single, next) {
        (false, true) => whole_words(text, span)?.start,
        (false, false) => edge(text, span.end, Unit::Word, (true, false))?,
        (true, true) => edge(text, span.start, Unit::Word, (true, true))?,
        (true, false) => edge(text, span.start, Unit::Word, (true, false))?,
    };
    let end = edge(text, start, Unit::Word, (false, true))?;
    Some(Span::new(start, end))
}

/// The whole words that a span touches.
pub(in crate::app) fn whole_words(text: &Text, span: Span) -> Option<Span> {
    let document = &text.document;
    let first = document.block_at(span.start)?;
    let last = document.block_at(span.end)?;
    let start = units(text, first, span.start, Unit::Word);
    let start = start.into_iter().find(|word| word.end > span.start).map(|word| word.start);
    let end = units(text, last, span.end, Unit::Word);
    let end = end.into_iter().rfind(|word| word.start < span.end).map(|word| word.end);
    let (start, end) = (start?, end?);
    (start < end).then(|| Span::new(start, end))
}
