//! The lines of a text as printed: the first of the five stages.
//!
//! Restoring works on lines: those of plain text, or the blocks of Markdown, whose paragraphs are
//! lines that somebody has already joined. A line keeps its place in the document it came from,
//! so that its marks can follow it wherever it goes.

pub(crate) mod candidates;
pub(crate) mod gutter;
pub(crate) mod marker;
pub(crate) mod merged_note;
pub(crate) mod source_list;
pub(crate) mod word;

use std::ops::Range;

use crate::doc::{Block, Document, Enclosure, Kind, Mark, MarkKind, Span};

/// What kind of block a line stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Prose, or a line that may be prose.
    Text,
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// A rule.
    Rule,
    /// Code, a table, verse that is marked as such: left as it is.
    Fixed,
}

/// One line of a text as printed.
#[derive(Clone, Debug)]
pub(crate) struct Line<'d> {
    /// Where it stands in the document, without white space around it.
    pub span: Span,
    /// Its words.
    pub words: &'d str,
    /// The block it is of.
    pub block: usize,
    /// Whether it opens its block.
    pub opens: bool,
    /// Spaces before it.
    pub indent: usize,
    /// How many pages begin before it: more than one where pages are blank.
    pub feeds: usize,
    /// The number before it that Markdown took for that of a list, where there is no list: the
    /// year or the page a wrapped line begins with.
    pub number: Option<&'d str>,
    /// What its block is.
    pub sort: Sort,
}

impl Line<'_> {
    /// The words it begins with.
    pub(crate) fn opening(&self) -> &str {
        self.number.unwrap_or(self.words)
    }

    /// Whether it is a rule, drawn or written.
    pub(crate) fn is_rule(&self) -> bool {
        let drawn = |c: char| matches!(c, '-' | '_' | '—' | '–' | '─' | '*' | ' ');
        self.sort == Sort::Rule
            || self.sort == Sort::Text
                && self.words.len() >= 3
                && !self.words.starts_with('*')
                && self.words.chars().all(drawn)
    }

    /// Its length in characters.
    pub(crate) fn width(&self) -> usize {
        self.words.chars().count()
    }
}

/// The lines of a text, with what is known of each. No later stage changes them.
#[derive(Debug)]
pub(crate) struct Lines<'d> {
    /// Where it comes from.
    pub document: &'d Document,
    /// Its lines, as they stand.
    pub lines: Vec<Line<'d>>,
    /// Whether lines are lines of the print, not paragraphs: the text is plain.
    pub plain: bool,
    /// The length of a full line of prose, in characters, where the text is plain.
    pub measure: usize,
    /// For each line, whether it is of a list of sources whose entries are blocks.
    pub entries: Vec<bool>,
    /// Whether it says where its pages begin.
    fed: bool,
}

impl<'d> Lines<'d> {
    /// The lines of the body of `document`.
    pub(crate) fn of(document: &'d Document) -> Self {
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
                let lead =
                    if sort == Sort::Fixed { 0 } else { part.len() - part.trim_start().len() };
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
                });
            }
        }
        let mut text = Self { document, lines, plain, measure: 0, entries: Vec::new(), fed: false };
        text.place_feeds();
        text.measure = if plain { measure(&text.lines) } else { 0 };
        text.entries = source_list::entries(&text);
        text
    }

    /// The lines of the body of `document`, if it was printed: without what an extractor merged.
    pub(crate) fn as_printed(document: &'d Document) -> Self {
        let mut text = Self::of(document);
        merged_note::part(&mut text);
        text
    }

    fn place_feeds(&mut self) {
        for mark in &self.document.marks {
            if !matches!(mark.kind, MarkKind::Page { .. }) {
                continue;
            }
            let after = self.lines.partition_point(|line| line.span.end < mark.span.start);
            if let Some(line) = self.lines.get_mut(after) {
                line.feeds += 1;
                self.fed = true;
            }
        }
    }

    /// The marks that begin in a line.
    pub(crate) fn marks(&self, line: &Line<'_>) -> &'d [Mark] {
        self.document.marks_in(line.span)
    }

    /// Whether the text says where its pages begin.
    pub(crate) fn has_feeds(&self) -> bool {
        self.fed
    }

    /// The lines of each page, where form feeds tell; all lines where none does.
    pub(crate) fn pages(&self) -> Vec<Range<usize>> {
        let mut begins: Vec<usize> = vec![0];
        begins.extend((1..self.lines.len()).filter(|&at| self.lines[at].feeds > 0));
        let ends = begins.iter().skip(1).copied().chain([self.lines.len()]);
        begins.iter().copied().zip(ends).map(|(begin, end)| begin..end).collect()
    }
}

fn sort(document: &Document, block: &Block, plain: bool) -> Sort {
    match &block.kind {
        Kind::Heading { .. } => Sort::Heading,
        Kind::Rule => Sort::Rule,
        Kind::Verse if plain => Sort::Text,
        Kind::Verse | Kind::Code { .. } | Kind::Table(_) => Sort::Fixed,
        Kind::Paragraph => match document.around(block).next().map(|(_, kind)| kind) {
            Some(Enclosure::Item { .. } | Enclosure::Definition) => Sort::Item,
            Some(Enclosure::Quote) => Sort::Quote,
            None => Sort::Text,
        },
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
