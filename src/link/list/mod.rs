//! Where the list of sources is, and which words of it are which entry.
//!
//! A list is announced by its heading, or, where a converter lost the heading's rank, by a short
//! paragraph of the same words; either way its entries must look like entries. A list without
//! any heading counts only where it is unmistakable. A book may have one at the end of each
//! chapter.

mod choose;
pub(crate) mod entry_start;
mod numbered;
pub(crate) mod split;

use std::ops::Range;

use crate::doc::{Document, Enclosure, Kind};
use crate::language::heading::{SourcesHeading, heads_sources};
use crate::link::list::split::ListedEntry;
use crate::link::works::entry::head::{Shape, head};
use crate::link::works::entry::opening::number;

/// A list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List {
    /// Its blocks, heading included.
    pub blocks: Range<usize>,
    /// Its entries, as printed, and the numbers a source of lists counts them by.
    pub entries: Vec<ListedEntry>,
}

/// Finds the lists of sources of a document, in order.
pub(crate) fn find(document: &Document) -> Vec<List> {
    let mut lists = Vec::new();
    let mut from = 0;
    while from < document.body().len() {
        let list = announcement(document, from).and_then(|sure| announced(document, from, sure));
        from = list.as_ref().map_or(from + 1, |list: &List| list.blocks.end);
        lists.extend(list);
    }
    if lists.is_empty() {
        lists.extend(unannounced(document));
    }
    lists
}

/// Whether a block announces a list of sources, and whether surely.
fn announcement(document: &Document, index: usize) -> Option<bool> {
    let block = &document.body()[index];
    let words = document.words(block.span);
    if block.span.is_empty() {
        return None;
    }
    let heading = block.is_heading();
    // As a paragraph, only words that say nothing else; an item of a table of contents is none.
    let alone = matches!(block.kind, Kind::Paragraph | Kind::Verse) && block.inside.is_none();
    let short = || words.split_whitespace().nth(3).is_none();
    if !(heading || alone && short()) {
        return None;
    }
    let sure = heads_sources(words)? == SourcesHeading::Surely;
    (heading || sure).then_some(sure && heading)
}

/// The list that block `index` announces, if its blocks bear it out.
fn announced(document: &Document, index: usize, sure: bool) -> Option<List> {
    let body = document.body();
    let level = match body[index].kind {
        Kind::Heading { level } => level,
        // A heading that lost its rank: any other heading ends its section.
        _ => u8::MAX,
    };
    let next = (index + 1..body.len()).find(|&at| match body[at].kind {
        Kind::Heading { level: other } => other <= level,
        _ => announcement(document, at) == Some(false) && level == u8::MAX,
    });
    let blocks = items(document, index + 1..next.unwrap_or(body.len()));
    let mut entries = split::entries(document, blocks.clone());
    let end = trailing_prose(document, blocks.clone(), &mut entries);
    let least = if sure { 1 } else { 2 };
    // Prose about sources has years too; a list has little else than entries.
    let needed = (entries.len() * 3).div_ceil(5).max(least);
    let is_one =
        |entry: &&ListedEntry| is_like(document, entry) && (sure || !is_prose(document, entry));
    let like = entries.iter().filter(is_one).take(needed).count();
    (like == needed).then_some(List { blocks: index..end, entries })
}

/// The blocks of a list of sources that is a list by its markup: what stands before its first item
/// announces it, and what stands after its last (a caption, a colophon) is none.
fn items(document: &Document, blocks: Range<usize>) -> Range<usize> {
    let is_item = |at: usize| {
        let mut around = document.around(&document.blocks[at]);
        around.any(|(_, kind)| matches!(kind, Enclosure::Item { .. }))
    };
    let items: Vec<usize> = blocks.clone().filter(|&at| is_item(at)).collect();
    let others = blocks.len() - items.len();
    match items[..] {
        // Where paragraphs stand between them, the items are what is said of sources.
        [first, .., last] if items.len() > others && last + 1 - first == items.len() => {
            // A list that pages have torn has entries outside its markup.
            let entry = |at: &usize| head(document.words(document.blocks[*at].span), &[]).is_some();
            let before = (blocks.start..first).rev().take_while(entry).count();
            // What looks like one after a whole list is a caption.
            let torn = before > 0;
            let after = (last + 1..blocks.end).take_while(|at| torn && entry(at)).count();
            first - before..last + 1 + after
        }
        _ => blocks,
    }
}

/// Whether an entry is rather a paragraph of prose: it is long, no head begins it, and nearly all of
/// its words are small. Sources are names, titles, places and numbers.
fn is_prose(document: &Document, part: &ListedEntry) -> bool {
    const LONG: usize = 20;
    let words = document.words(part.span);
    let all = words.split_whitespace();
    let (mut count, mut small) = (0, 0);
    for word in all.take(400) {
        count += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    count >= LONG && small * 10 >= count * 7 && head(words, &[]).is_none()
}

/// Drops what stands after the last entry and is none (an index, a colophon without a heading
/// of its own), and gives the block it begins with.
fn trailing_prose(
    document: &Document,
    blocks: Range<usize>,
    entries: &mut Vec<ListedEntry>,
) -> usize {
    let mut end = blocks.end;
    while let Some(last) = entries.last() {
        let words = document.words(last.span);
        let opens = document.block_at(last.span.start).unwrap_or(blocks.start);
        let whole = document.blocks[opens].span.start == last.span.start;
        let prose = is_prose(document, last);
        // An entry without a year is rare, one longer than a page of it is none.
        if is_like(document, last) && !prose
            || !whole
            || entries.len() == 1
            || words.len() < 200 && !prose
        {
            break;
        }
        end = opens;
        entries.pop();
    }
    end
}

/// Whether a part of a list looks like an entry: a head, and a date somewhere.
fn is_like(document: &Document, part: &ListedEntry) -> bool {
    let words = document.words(part.span);
    if words.len() > 1500 {
        return false;
    }
    let entry = crate::link::works::entry::read_without_people(words, &[]);
    let named = || entry.repeats_authors || !entry.read_people().readings.is_empty();
    let dated = entry.date.is_some();
    entry.law.is_some()
        || dated && (entry.title.is_some() || named())
        || entry.number.is_some() && named()
}

/// The list at the end of a body without a heading for it: five or more blocks in a row, each
/// with a head that no prose has, in the order of the alphabet. Fewer may be anything.
fn unannounced(document: &Document) -> Option<List> {
    let body = document.body();
    let sort_word = |index: usize| {
        let block = &body[index];
        let words = document.words(block.span);
        let words = &words[number(words).0..];
        let head = head(words, &[])?;
        let listed =
            head.shape == Shape::Dated && (head.is_inverted(words) || head.repeats_authors(words));
        (listed && block.span.len() < 1000 && !is_quoted(document, index))
            .then(|| (head.repeats_authors(words), head.sort_word(words)))
    };
    let mut start = body.len();
    let mut words: Vec<String> = Vec::new();
    while start > 0 {
        let Some((same, word)) = sort_word(start - 1) else { break };
        if !same {
            words.push(word);
        }
        start -= 1;
    }
    words.reverse();
    let sorted = words.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    if words.len() < 5 || sorted * 10 < (words.len() - 1) * 9 {
        return None;
    }
    let blocks = start..body.len();
    Some(List { entries: split::entries(document, blocks.clone()), blocks })
}

fn is_quoted(document: &Document, index: usize) -> bool {
    let mut around = document.around(&document.blocks[index]);
    around.any(|(_, kind)| *kind == Enclosure::Quote)
}
