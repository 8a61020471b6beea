//! The lines of a text as printed: the first of the five stages.
//!
//! Restoring works on lines: those of plain text, or the blocks of Markdown, whose paragraphs are
//! lines that somebody has already joined. A line keeps its place in the document it came from,
//! so that its marks can follow it wherever it goes.

pub(crate) mod candidates;
mod columns;
pub(crate) mod gutter;
mod line;
pub(crate) mod marker;
mod merged_note;
mod sheet;
pub(crate) mod source_list;
pub(crate) mod word;

use crate::doc::{Block, Document, Enclosure, Kind, MarkKind, Span};
pub(crate) use line::{Line, Lines, Sort};

/// The lines of the body of `document`.
pub(crate) fn of(document: &Document) -> Lines<'_> {
    // Only plain text has nothing but lines.
    let plain = document.body().iter().all(|block| block.kind == Kind::Verse);
    let mut lines = Vec::new();
    let mut count = 0;
    for (index, block) in document.body().iter().enumerate() {
        let number = stray_number(document, index, &mut count);
        let sort = if number.is_some() { Sort::Text } else { sort(document, block, plain) };
        let mut begin = block.span.start;
        let words = document.words(block.span);
        // What is kept as it is is one line, whatever its breaks.
        let parts = if sort == Sort::Fixed { vec![words] } else { words.split('\n').collect() };
        for (part_index, part) in parts.into_iter().enumerate() {
            // The cells of a table are places in its words, whatever white space is in them.
            let trimmed = if sort == Sort::Fixed { part } else { part.trim() };
            let indent = part.chars().take_while(|c| c.is_whitespace()).count();
            let lead = if sort == Sort::Fixed { 0 } else { part.len() - part.trim_start().len() };
            let span = Span::new(begin + lead, begin + lead + trimmed.len());
            begin += part.len() + 1;
            lines.push(Line {
                span,
                words: trimmed,
                block: index,
                opens: part_index == 0,
                indent,
                feeds: 0,
                number: number.filter(|_| part_index == 0),
                sort,
                geometry: document.geometry_at(span.start),
            });
        }
    }
    let mut text =
        Lines { document, lines, plain, measure: 0, entries: Vec::new(), form_feeds: false };
    place_feeds(&mut text);
    text.measure = if plain { measure(&text.lines) } else { 0 };
    text.entries = source_list::entries(&text);
    text
}

/// The lines of the body of `document`, if it was printed: without what an extractor merged.
pub(crate) fn as_printed(document: &Document) -> Lines<'_> {
    let mut text = of(document);
    merged_note::part(&mut text);
    text
}

/// Says of each line how many pages begin with it.
fn place_feeds(text: &mut Lines<'_>) {
    for mark in &text.document.marks {
        if !matches!(mark.kind, MarkKind::Page { .. }) {
            continue;
        }
        let after = text.lines.partition_point(|line| line.span.end < mark.span.start);
        if let Some(line) = text.lines.get_mut(after) {
            line.feeds += 1;
            text.form_feeds = true;
        }
    }
}

fn sort(document: &Document, block: &Block, plain: bool) -> Sort {
    match &block.kind {
        Kind::Heading { .. } => Sort::Heading,
        Kind::Rule => Sort::Rule,
        Kind::Verse if plain => Sort::Text,
        Kind::Verse | Kind::Code { .. } | Kind::Table(_) => Sort::Fixed,
        // Without words it is no part of any sentence.
        Kind::Figure if block.span.is_empty() => Sort::Fixed,
        Kind::Paragraph | Kind::Figure | Kind::Caption => {
            match document.around(block).next().map(|(_, kind)| kind) {
                Some(Enclosure::Item { .. } | Enclosure::Definition) => Sort::Item,
                Some(Enclosure::Quote) => Sort::Quote,
                None => Sort::Text,
            }
        }
    }
}

/// The number of an item that counts nothing: it neither begins a list nor follows the item
/// before. `count` is the number of that item.
fn stray_number<'d>(document: &'d Document, index: usize, count: &mut u64) -> Option<&'d str> {
    let (id, kind) = document.around(&document.blocks[index]).next()?;
    let Enclosure::Item { marker } = kind else { return None };
    if !document.opens(index, id) || document.around(&document.blocks[index]).count() > 1 {
        return None;
    }
    let number: u64 = marker.trim_end_matches(['.', ')']).parse().ok()?;
    let follows = number == 1 || number == *count + 1;
    *count = number;
    (!follows).then_some(marker)
}

/// Of so few lines, those that end paragraphs may be most.
const FEW: usize = 20;

/// The length of a full line: the eighth decile of the lengths of lines, because paragraphs end
/// short and a few lines run long, and both are the fewer. Where an extractor has drawn lines
/// together, the long ones are more than a few.
fn measure(lines: &[Line<'_>]) -> usize {
    let mut widths: Vec<usize> =
        lines.iter().map(Line::width).filter(|&width| width > 20).collect();
    widths.sort_unstable();
    let last = widths.len().saturating_sub(1);
    let usual = widths.get(last * 6 / 10).copied().unwrap_or(0);
    let long = widths.len() - widths.partition_point(|&width| width * 4 <= usual * 5);
    // Of two lines, the longer is the full one.
    let full = widths.get((last * 8).div_ceil(10)).copied().unwrap_or(0);
    if widths.len() > FEW && long * 20 > widths.len() { usual } else { full }
}
