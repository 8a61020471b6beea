//! A line of a text, and all of them.

use std::ops::Range;

use crate::doc::{Document, Geometry, Mark, Span};
use crate::language::prose::sentence::{End, end};

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
    /// How it stood on its page, where the document says: plain text and Markdown do not.
    pub geometry: Option<&'d Geometry>,
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
    pub(super) form_feeds: bool,
}

impl<'d> Lines<'d> {
    /// The marks that begin in a line.
    pub(crate) fn marks(&self, line: &Line<'_>) -> &'d [Mark] {
        self.document.marks_in(line.span)
    }

    /// Whether the text says where its pages begin.
    pub(crate) fn has_feeds(&self) -> bool {
        self.form_feeds
    }

    /// The line after the last of the block that line number `at` is of.
    pub(crate) fn end_of_block(&self, at: usize) -> usize {
        at + 1 + self.lines[at + 1..].iter().take_while(|line| !line.opens).count()
    }

    /// Whether line number `at` stands as what heads a list does, if without a gap: it fills no more
    /// than six tenths of the measure, and does not go on from the line above.
    pub(crate) fn may_head(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let stops = |above: usize| end(self.lines[above].words) == End::Stop;
        let fresh = line.opens || line.feeds > 0 || at.checked_sub(1).is_none_or(stops);
        fresh && line.width() * 10 < self.measure * 6
    }

    /// The lines of each page, where form feeds tell; all lines where none does.
    pub(crate) fn pages(&self) -> Vec<Range<usize>> {
        let mut begins: Vec<usize> = vec![0];
        begins.extend((1..self.lines.len()).filter(|&at| self.lines[at].feeds > 0));
        let ends = begins.iter().skip(1).copied().chain([self.lines.len()]);
        begins.iter().copied().zip(ends).map(|(begin, end)| begin..end).collect()
    }
}
