//! A list of sources cut into its entries.
//!
//! As a rule an entry is a block, or a line. But lines of print break entries, and a scan runs the
//! end of one and the beginning of the next together; then only the entries themselves show where
//! one begins. So every place where an entry could begin is looked at (`entry_start`): a head there
//! weighs more at the start of a block than in the middle of a line. A list that counts its entries
//! is cut at its numbers (`numbered`); any other where the evidence of all places together is best
//! (`choose`).

use std::ops::Range;

use crate::doc::{Document, Kind, Span};
use crate::link::list::entry_start::EntryStart;
use crate::link::list::{choose, entry_start, numbered};
use crate::link::passage::Passage;

/// An entry of a list: its words, and what the list calls it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedEntry {
    pub span: Span,
    /// Its number, if the list counts.
    pub number: Option<u32>,
    /// Where its label stands, `Lam94` of `[Lam94]`, if the list has such.
    pub label: Option<Span>,
}

impl ListedEntry {
    /// The words of the entry, after its label.
    pub(crate) fn words<'d>(&self, document: &'d Document) -> Passage<'d> {
        let begin = self.label.map_or(self.span.start, |label| label.end + 1);
        let all = Passage::of(document, Span::new(begin.min(self.span.end), self.span.end));
        all.part(all.text.len() - all.text.trim_start().len()..)
    }
}

/// The entries in a range of blocks; headings in it belong to none.
pub(crate) fn entries(document: &Document, blocks: Range<usize>) -> Vec<ListedEntry> {
    let mut parts = Vec::new();
    let mut from = blocks.start;
    // Headings of a list's own divisions part it into runs that are each read alone.
    for index in blocks.start..=blocks.end {
        let heading = index < blocks.end && document.blocks[index].is_heading();
        if heading || index == blocks.end {
            run(document, from..index, &mut parts);
            from = index + 1;
        }
    }
    parts
}

fn run(document: &Document, blocks: Range<usize>, parts: &mut Vec<ListedEntry>) {
    let worded = |index: &usize| {
        let block = &document.blocks[*index];
        block.kind != Kind::Rule && !block.span.is_empty()
    };
    let blocks: Vec<usize> = blocks.filter(worded).collect();
    let (Some(&first), Some(&last)) = (blocks.first(), blocks.last()) else { return };
    let all = Span::new(document.blocks[first].span.start, document.blocks[last].span.end);
    let places = entry_start::places(document, &blocks, all.end);
    let starts = match numbered::starts(&places) {
        Some(starts) => starts,
        None => uncounted(document, &blocks, all, places),
    };
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(all.end, |next| next.place);
        let words = &document.text[start.place..end];
        let span = Span::new(start.place, start.place + words.trim_end().len());
        if !span.is_empty() {
            parts.push(ListedEntry { span, number: start.number, label: start.label });
        }
    }
}

/// The beginnings of entries that have no numbers.
fn uncounted(
    document: &Document,
    blocks: &[usize],
    all: Span,
    places: Vec<EntryStart>,
) -> Vec<EntryStart> {
    let (starts, blockwise) = choose::choose(document, all, places);
    if blockwise {
        return starts;
    }
    // Where many of the entries seem to hold the beginning of another, lines are no help: some
    // entries begin within them.
    let inner = entry_start::sentences(document, blocks, all.end);
    if inner.len() * 5 < starts.len() {
        return starts;
    }
    let mut places = entry_start::places(document, blocks, all.end);
    places.extend(inner);
    places.sort_by_key(|start| start.place);
    places.dedup_by_key(|start| start.place);
    choose::choose(document, all, places).0
}
