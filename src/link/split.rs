//! A list of sources cut into its entries.
//!
//! As a rule an entry is a block, or a line. But a scan breaks entries over lines and blocks, and
//! runs the end of one and the beginning of the next together; then only the heads themselves
//! show where one begins. So every place where an entry could begin is looked at: a head there
//! weighs more at the start of a block than in the middle of a line, and what breaks the
//! alphabet of the rest is no beginning.

use std::ops::Range;

use super::bibliography::emphasis;
use super::head::{Head, Shape, head, number};
use crate::doc::{Document, Enclosure, Kind, Span};

/// An entry of a list: its words, and its number if the list counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub span: Span,
    pub number: Option<u32>,
}

/// A place where an entry may begin.
#[derive(Debug)]
struct Start {
    place: usize,
    rank: Rank,
    /// The word the list is sorted by; empty for a dash, which sorts as the entry above.
    sort: String,
    number: Option<u32>,
    head: Option<Shape>,
    inverted: bool,
    /// Where the head ends.
    end: usize,
}

/// What stands before a place where an entry may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The end of a sentence.
    Sentence,
    /// The end of a line.
    Line,
    /// The end of a block.
    Block,
    /// The marker of a list item.
    Item,
}

/// The entries in a range of blocks; headings in it belong to none.
pub(super) fn entries(document: &Document, blocks: Range<usize>) -> Vec<Part> {
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

fn run(document: &Document, blocks: Range<usize>, parts: &mut Vec<Part>) {
    let worded = |index: &usize| {
        let block = &document.blocks[*index];
        block.kind != Kind::Rule && !block.span.is_empty()
    };
    let blocks: Vec<usize> = blocks.filter(worded).collect();
    let (Some(&first), Some(&last)) = (blocks.first(), blocks.last()) else { return };
    let all = Span::new(document.blocks[first].span.start, document.blocks[last].span.end);
    let begins: Vec<Start> =
        blocks.iter().map(|&index| block_start(document, index, all.end)).collect();
    let starts = if is_numbered(&begins, document, &blocks) {
        numbered(document, &blocks, begins)
    } else if is_whole(&begins) {
        let starts = by_blocks(document, &blocks, begins);
        // Entries take a few lines. Where they seem to take a page each, the lines of one block
        // may hold several.
        if all.len() > 600 * starts.len() {
            more(document, &blocks, all.end, starts)
        } else {
            starts
        }
    } else {
        run_together(document, &blocks, begins)
    };
    for (at, start) in starts.iter().enumerate() {
        let end = starts.get(at + 1).map_or(all.end, |next| next.place);
        let words = &document.text[start.place..end];
        let span = Span::new(start.place, start.place + words.trim_end().len());
        if !span.is_empty() {
            parts.push(Part { span, number: start.number });
        }
    }
}

/// Reads the list as one whose entries run together, if that finds far more of them.
fn more(document: &Document, blocks: &[usize], end: usize, starts: Vec<Start>) -> Vec<Start> {
    let begins = blocks.iter().map(|&index| block_start(document, index, end)).collect();
    let together = run_together(document, blocks, begins);
    if together.len() * 2 > starts.len() * 3 { together } else { starts }
}

/// How an entry would begin at `place`; its words go no further than `end`.
fn start_at(document: &Document, place: usize, end: usize, rank: Rank) -> Start {
    let text = super::clip(&document.text[place..end], 1200);
    let (skip, number) = number(text);
    let marks = emphasis(document, Span::new(place + skip, place + text.len()));
    let words = &text[skip..];
    let head = head(words, &marks);
    let same = head.as_ref().is_some_and(|head: &Head| head.is_same(words));
    let sort = head.as_ref().filter(|_| !same).map(|head| head.sort_word(words));
    let inverted = head.as_ref().is_some_and(|head| same || head.is_inverted(words));
    let head_end = place + skip + head.as_ref().map_or(0, |head| head.end);
    let head = head.map(|head| head.shape);
    Start { place, rank, sort: sort.unwrap_or_default(), number, head, inverted, end: head_end }
}

fn block_start(document: &Document, index: usize, end: usize) -> Start {
    let block = &document.blocks[index];
    let item = document.around(block).find_map(|(id, kind)| match kind {
        // `2016.` at the head of a line of print is a year to people and a list to Markdown.
        Enclosure::Item { marker } if document.opens(index, id) && !is_year(marker) => {
            Some(marker.clone())
        }
        _ => None,
    });
    let rank = if item.is_some() { Rank::Item } else { Rank::Block };
    let mut start = start_at(document, block.span.start, end, rank);
    if let Some(marker) = item {
        let digits = marker.trim_matches(|c: char| !c.is_ascii_digit());
        start.number = digits.parse().ok().or(start.number);
    }
    start
}

fn is_year(marker: &str) -> bool {
    marker.trim_end_matches(['.', ')']).parse::<u16>().is_ok_and(|number| number >= 1000)
}

impl Start {
    /// Whether a head stands here that a continued line would hardly have.
    fn is_sure(&self) -> bool {
        match self.head {
            Some(Shape::Dated | Shape::Titled) => true,
            Some(Shape::Broken) => self.inverted,
            None => false,
        }
    }

    /// Whether a head stands here that no sentence inside an entry has: a surname before a
    /// given name, or a quoted title, and a date right behind it.
    fn is_certain(&self) -> bool {
        match self.head {
            Some(Shape::Dated) => self.inverted,
            Some(Shape::Titled) => true,
            _ => false,
        }
    }
}

/// Whether the list counts its entries: numbers that rise by one from block to block or, in one
/// block, from line to line.
fn is_numbered(begins: &[Start], document: &Document, blocks: &[usize]) -> bool {
    let numbers: Vec<u32> = if begins.len() > 2 {
        begins.iter().filter_map(|start| start.number).collect()
    } else {
        let all = blocks.iter().map(|&index| document.words(document.blocks[index].span));
        all.flat_map(str::lines).filter_map(|line| number(line.trim_start()).1).collect()
    };
    let rising = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    numbers.len() >= 2 && numbers[0] <= 1 && rising * 10 >= (numbers.len() - 1) * 8
}

/// In a list that counts, the next number begins the next entry.
fn numbered(document: &Document, blocks: &[usize], begins: Vec<Start>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (begin, &index) in begins.into_iter().zip(blocks) {
        let end = document.blocks[index].span.end;
        let mut found = vec![begin];
        for place in lines(document, index) {
            found.push(start_at(document, place, end, Rank::Line));
        }
        for start in found {
            let last = starts.last().and_then(|last| last.number);
            let next = match (last, start.number) {
                (None, _) => true,
                (Some(last), Some(number)) => (last + 1..last + 4).contains(&number),
                (Some(_), None) => start.rank == Rank::Item,
            };
            if next {
                starts.push(start);
            }
        }
    }
    starts
}

/// Whether most blocks begin with an entry.
fn is_whole(begins: &[Start]) -> bool {
    let items = begins.iter().filter(|start| start.rank == Rank::Item).count();
    let sure = begins.iter().filter(|start| start.is_sure()).count();
    items * 2 > begins.len() || sure * 5 >= begins.len() * 3
}

/// Where a block is an entry as a rule, or holds one a line.
fn by_blocks(document: &Document, blocks: &[usize], begins: Vec<Start>) -> Vec<Start> {
    let mut starts: Vec<Start> = Vec::new();
    for (begin, &index) in begins.into_iter().zip(blocks) {
        let span = document.blocks[index].span;
        let goes_on = !begin.is_sure()
            && begin.rank != Rank::Item
            && starts.last().is_some_and(|last| continues(document, last.place, &begin, span));
        if !goes_on {
            starts.push(begin);
        }
        starts.extend(line_starts(document, index, span.end));
    }
    without_peaks(without_imprints(document, outside_heads(document, starts)))
}

/// Drops beginnings inside the head of the entry before: a long list of authors goes on in the
/// next line with a surname, a given name and, in the end, the same date.
fn outside_heads(document: &Document, starts: Vec<Start>) -> Vec<Start> {
    let mut kept: Vec<Start> = Vec::with_capacity(starts.len());
    for start in starts {
        let inside = kept.last().is_some_and(|last| {
            let headed = matches!(last.head, Some(Shape::Dated | Shape::Titled));
            // A title in quotation marks right behind the head, with a year of its own.
            let titled = start.head == Some(Shape::Titled)
                && document
                    .text
                    .get(last.end..start.place)
                    .is_some_and(|gap| gap.trim().is_empty());
            headed && (start.place < last.end || titled)
        });
        if !inside || start.rank == Rank::Item {
            kept.push(start);
        }
    }
    kept
}

/// Drops beginnings inside blocks that have nothing behind their date: a place, a publisher and a
/// year look like a surname, a given name and a year, but no title follows them.
fn without_imprints(document: &Document, starts: Vec<Start>) -> Vec<Start> {
    let nexts: Vec<usize> = starts.iter().skip(1).map(|start| start.place).collect();
    let mut kept = Vec::with_capacity(starts.len());
    for (at, start) in starts.into_iter().enumerate() {
        let next = nexts.get(at).copied().unwrap_or(document.text.len());
        let dated = start.head == Some(Shape::Dated) && start.rank < Rank::Block;
        let behind = document.text.get(start.end..next).unwrap_or("");
        if !dated || behind.chars().any(char::is_alphanumeric) {
            kept.push(start);
        }
    }
    kept
}

/// Whether the block that `begin` opens goes on with the entry begun at `place`: with a small
/// letter, an address or a remark, and no date of its own.
fn continues(document: &Document, place: usize, begin: &Start, span: Span) -> bool {
    let words = document.words(span);
    let before = document.text[place..begin.place].trim_end();
    let small = words.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | '['));
    let unfinished = before.ends_with([',', ';', ':', '-', '–']);
    small || unfinished || super::entry::read(words, &[]).date.is_none()
}

/// The lines of a block, but its first, that begin an entry of their own: where lines are
/// indented, the ones that stand out; else those with a sure head, behind an entry that ended.
fn line_starts(document: &Document, index: usize, end: usize) -> Vec<Start> {
    let places: Vec<usize> = lines(document, index).collect();
    let block = document.blocks[index].span;
    let words = document.words(block);
    let hanging = words.lines().skip(1).any(|line| line.starts_with([' ', '\t']))
        && !words.starts_with([' ', '\t']);
    let mut starts = Vec::new();
    for place in places {
        let line = &document.text[place..end];
        if hanging && line.starts_with([' ', '\t']) {
            continue;
        }
        let start = start_at(document, place, end, Rank::Line);
        let before = document.text[block.start..place].trim_end();
        let last_line = before.rsplit('\n').next().unwrap_or("");
        let ended = before.ends_with(['.', ')', ']', '”', '"', '/', '»'])
            || before.ends_with(|c: char| c.is_numeric())
            // A line far shorter than the next was not full: it ended for a reason.
            || last_line.len() + 12 < line.lines().next().map_or(0, str::len);
        if start.is_certain() && (ended || !before.ends_with([',', ':', '-']))
            || start.is_sure() && ended
            || hanging && start.head.is_some()
        {
            starts.push(start);
        }
    }
    starts
}

/// Where each line of a block but the first begins.
fn lines(document: &Document, index: usize) -> impl Iterator<Item = usize> {
    let span = document.blocks[index].span;
    let words = document.words(span);
    words.match_indices('\n').map(move |(at, _)| span.start + at + 1)
}

/// Where blocks are lines of print and entries run together: every place behind the end of a
/// sentence, a line or a block is tried.
fn run_together(document: &Document, blocks: &[usize], begins: Vec<Start>) -> Vec<Start> {
    let end = document.blocks[blocks[blocks.len() - 1]].span.end;
    let dated = begins.iter().filter(|start| start.is_certain()).count();
    let broken = begins.iter().filter(|start| start.head == Some(Shape::Broken) && start.inverted);
    let by_date = dated * 2 > broken.count();
    let mut starts: Vec<Start> = Vec::new();
    for (mut begin, &index) in begins.into_iter().zip(blocks) {
        // Blocks are mere lines here.
        begin.rank = Rank::Line;
        let span = document.blocks[index].span;
        let before = starts.last().map_or("", |last| document.text[last.place..begin.place].trim());
        let open = before.ends_with(['-', ',', '–', '“', '(']) || before.ends_with("In");
        let sure = begin.is_sure() && (!by_date || begin.head != Some(Shape::Broken));
        if starts.is_empty() || begin.is_certain() && !open || sure && ends(before) {
            starts.push(begin);
        }
        for place in sentence_starts(document.words(span)) {
            let place = span.start + place;
            let before = document.text[..place].trim_end();
            let start = start_at(document, place, end, Rank::Sentence);
            if start.is_certain() || several_authors(document, &start, end) && ends(before) {
                starts.push(start);
            }
        }
    }
    let starts = without_peaks(without_imprints(document, outside_heads(document, starts)));
    without_strangers(starts)
}

/// Whether an entry may end with these words.
fn ends(before: &str) -> bool {
    before.ends_with(['.', ')', ']', '”', '"', '/', '»'])
}

/// Places behind the end of a sentence or a line.
fn sentence_starts(words: &str) -> Vec<usize> {
    let bytes = words.as_bytes();
    let mut places = Vec::new();
    for (at, window) in bytes.windows(2).enumerate() {
        let line = window[0] == b'\n';
        let stop =
            matches!(window[0], b'.' | b'/' | b')' | b']') && window[1].is_ascii_whitespace();
        let place = at + if line { 1 } else { 2 };
        if (line || stop) && place < words.len() && words.is_char_boundary(place) {
            places.push(place);
        }
    }
    places
}

/// Whether names without a comma before the given name are still those of several authors:
/// `Alec Radford, Luke Metz, and Soumith Chintala. 2015.`
fn several_authors(document: &Document, start: &Start, end: usize) -> bool {
    if start.head != Some(Shape::Dated) {
        return false;
    }
    let text = super::clip(&document.text[start.place..end], 1200);
    let Some(head) = head(text, &[]) else { return false };
    let people = super::people::people(head.names.of(text));
    people.names().len() >= 2
}

/// Drops beginnings inside blocks that stand out of an order their neighbours keep: the
/// “London, Freedom Press, 1985” at the head of a line between Kropotkin and Kropotkin.
fn without_peaks(starts: Vec<Start>) -> Vec<Start> {
    let mut kept: Vec<Start> = Vec::with_capacity(starts.len());
    let mut rest = starts.into_iter().peekable();
    while let Some(start) = rest.next() {
        let previous = kept.iter().rev().map(|kept| &kept.sort).find(|sort| !sort.is_empty());
        let next = rest.peek().map(|next| &next.sort).filter(|sort| !sort.is_empty());
        let peak = start.rank < Rank::Block
            && !start.sort.is_empty()
            && previous.zip(next).is_some_and(|(previous, next)| {
                previous <= next && (start.sort > *next || start.sort < *previous)
            });
        if !peak {
            kept.push(start);
        }
    }
    kept
}

/// Where the list as a whole follows the alphabet, drops beginnings in the middle of lines that
/// go back in it.
fn without_strangers(starts: Vec<Start>) -> Vec<Start> {
    let words: Vec<&String> =
        starts.iter().map(|start| &start.sort).filter(|sort| !sort.is_empty()).collect();
    let sorted = words.windows(2).filter(|pair| pair[0] <= pair[1]).count();
    if sorted * 10 < words.len().saturating_sub(1) * 8 {
        return starts;
    }
    let mut highest = String::new();
    let mut kept = Vec::with_capacity(starts.len());
    for start in starts {
        let back = !start.sort.is_empty() && start.sort < highest;
        if back && (start.rank == Rank::Sentence || !start.is_certain()) {
            continue;
        }
        if !start.sort.is_empty() {
            highest = start.sort.clone();
        }
        kept.push(start);
    }
    kept
}
