//! Seams: whether one line goes on in the next, within a page and over its end.
//!
//! In plain text every line is broken and most breaks mean nothing: a line that could have taken
//! the next word and did not was ended on purpose, any other by the margin. In Markdown somebody
//! has joined the lines already, and only the ends of pages are left.

use crate::language::sentence::{End, Start, end, leans, start};
use crate::restore::join::hyphen::{Glue, glue};
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::lines::{Line, Sort};
use crate::restore::order::known::Known;
use crate::restore::pages::entry::entry_key;
use crate::restore::pages::role::Print;

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// The end of a block.
    Block,
    /// Nothing: the second goes on with the first.
    Goes(Glue),
}

/// What is known of the lines of a text as it is joined.
#[derive(Debug)]
pub(super) struct Seams<'p, 'd> {
    /// The text.
    known: &'p Known<'p, 'd>,
    /// The hyphens an extractor took away.
    hyphens: &'p LostHyphens,
    /// Whether somebody typed the text, so that no page parts its paragraphs.
    typed: bool,
    /// Whether paragraphs of a plain text begin with an indent.
    indents: bool,
    /// For each line of plain text, how the lines of its block are set.
    set: Vec<Setting>,
    /// The length of a full line of a note.
    foot_measure: usize,
}

/// How the lines of a block of plain text are set, which says what the ends of its lines mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// The margin ended them: prose.
    Filled,
    /// They were ended on purpose: verse, a list of short lines.
    Ragged,
    /// Each paragraph has its first line flush and the others indented by some, as lists of sources
    /// have it: a flush line begins a paragraph. The number is the indent of flush lines.
    Hanging(usize),
    /// They are longer than the measure of the text: each is a paragraph that nobody wrapped.
    Whole,
}

/// One side of a seam.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge<'a> {
    /// The number of the line.
    pub at: usize,
    /// Its words, without note marks at the seam.
    pub words: &'a str,
}

impl<'p, 'd> Seams<'p, 'd> {
    /// Looks over the lines of a text.
    pub(super) fn new(known: &'p Known<'p, 'd>, hyphens: &'p LostHyphens, typed: bool) -> Self {
        let print = known.print;
        let foot_measure = foot_measure(print);
        let (indents, set) = (false, Vec::new());
        let mut seams = Self { known, hyphens, typed, indents, set, foot_measure };
        if print.plain {
            seams.indents = has_indents(print);
            seams.set = seams.settings();
        }
        seams
    }

    /// Whether a line is the title of a section, by the contents list.
    pub(super) fn is_title(&self, words: &str) -> bool {
        self.known.titles.has(words)
    }

    /// What stands between two lines that follow each other; `over` says that a page ends between
    /// them, `note` that they are of a note.
    pub(super) fn between(
        &self,
        left: Edge<'_>,
        right: Edge<'_>,
        over: bool,
        note: bool,
    ) -> Between {
        let lines = &self.known.print.lines;
        let (before, after) = (&lines[left.at], &lines[right.at]);
        if before.sort == Sort::Fixed
            || after.sort == Sort::Fixed
            || before.sort == Sort::Rule
            || after.sort == Sort::Rule
            || after.sort == Sort::Heading
        {
            return Between::Block;
        }
        if before.sort == Sort::Heading {
            return if after.block == before.block {
                Between::Goes(Glue::Line)
            } else {
                Between::Block
            };
        }
        if self.is_title(left.words) || self.is_title(right.words) {
            return Between::Block;
        }
        if self.known.print.plain {
            return self.plain(left, right, over, note);
        }
        self.flowed(left, right, over)
    }

    fn glue(&self, left: Edge<'_>, right: Edge<'_>) -> Between {
        Between::Goes(glue(left.words, right.words, self.known.words))
    }

    /// Between lines of Markdown.
    fn flowed(&self, left: Edge<'_>, right: Edge<'_>, over: bool) -> Between {
        let lines = &self.known.print.lines;
        let (before, after) = (&lines[left.at], &lines[right.at]);
        if after.opens && (self.typed || !over && self.known.print.entries[right.at]) {
            return Between::Block;
        }
        if !after.opens && right.at == left.at + 1 {
            let entry = |line: &Line<'_>| !self.typed && entry_key(line.words).is_some();
            let entries = entry(before) && entry(after);
            return if entries { Between::Block } else { Between::Goes(Glue::Line) };
        }
        let (left_end, right_start) = (end(left.words), start(right.words));
        if after.sort == Sort::Item && (before.sort != Sort::Item || right_start != Start::Inside) {
            return Between::Block;
        }
        if self.known.line_set[left.at] && self.known.line_set[right.at] {
            let entry = self.known.entries.opens(right.at) && left_end != End::Broken;
            let begins = entry && (left_end == End::Stop || left.words.contains("://"));
            return if begins { Between::Block } else { self.glue(left, right) };
        }
        let goes = match (left_end, right_start) {
            (End::Broken, Start::Inside | Start::Unclear) => true,
            (End::Broken, Start::Sentence) => over,
            // A quotation set off from its sentence stays set off.
            (End::Open, Start::Inside) => {
                over || !right.words.starts_with(['“', '"', '„', '«', '‘'])
            }
            (End::Open, _) if over => before.width() > 40,
            (End::Open, _) => before.sort == Sort::Text && self.hangs(left.words),
            (End::Announcing, Start::Inside) => over,
            (End::Announcing, _) => false,
            (End::Stop, Start::Inside) => over && before.sort != Sort::Item,
            (End::Stop, _) => over && before.sort == Sort::Text && leans(right.words),
        };
        if goes { self.glue(left, right) } else { Between::Block }
    }

    /// Whether words break off so that more must follow: a title run into the end of a paragraph
    /// does not stop either, but it is short and never ends with *the* or *of*.
    fn hangs(&self, words: &str) -> bool {
        let tail = words.rsplit(['.', '!', '?', ':']).next().unwrap_or(words);
        let last = crate::restore::lines::word::last_word(words);
        tail.split_whitespace().count() > 20
            || !last.is_empty()
                && last.starts_with(char::is_lowercase)
                && self.known.words.is_common(last)
    }

    /// Between lines of plain text.
    fn plain(&self, left: Edge<'_>, right: Edge<'_>, over: bool, note: bool) -> Between {
        let lines = &self.known.print.lines;
        let (before, after) = (&lines[left.at], &lines[right.at]);
        let measure = if note { self.foot_measure } else { self.known.print.measure };
        let (left_end, right_start) = (end(left.words), start(right.words));
        // Nothing goes on from a quotation into what is said of it.
        let inside = |line: &Line<'_>| self.known.print.document.blocks[line.block].inside;
        if inside(before) != inside(after) {
            return Between::Block;
        }
        if left_end == End::Broken && right_start != Start::Sentence {
            return self.glue(left, right);
        }
        if over && self.hyphens.halves(left.words, right.words, self.known.words) {
            return Between::Goes(Glue::Solid);
        }
        let filled = fills(before, right.words, measure);
        if after.opens && !over {
            let goes = filled
                && left_end == End::Open
                && right_start == Start::Inside
                && self.known.print.role(left.at) == self.known.print.role(right.at)
                && note;
            return if goes { self.glue(left, right) } else { Between::Block };
        }
        match self.set[right.at] {
            Setting::Hanging(flush) if !over && !note => {
                let begins = after.indent <= flush;
                return if begins { Between::Block } else { self.glue(left, right) };
            }
            Setting::Whole if !over && !note => return Between::Block,
            _ => {}
        }
        let ragged = |at: usize| self.set[at] == Setting::Ragged;
        let prose = note || !ragged(left.at) || !ragged(right.at) || over && filled;
        if !prose {
            return if over { Between::Block } else { Between::Goes(Glue::Line) };
        }
        // Lines longer than any page is wide are paragraphs already.
        if measure > 200 {
            return if over && left_end != End::Stop {
                self.glue(left, right)
            } else {
                Between::Block
            };
        }
        if self.indents
            && after.indent > self.base_indent(right.at)
            && right_start != Start::Inside
            && !note
        {
            return Between::Block;
        }
        if left_end == End::Stop && self.is_titled(right.at)
            || right.at == left.at + 1 && self.is_titled(left.at)
        {
            return Between::Block;
        }
        if self.is_entries(right.at) {
            let opens = self.known.entries.opens(right.at);
            let goes_on = self.known.entries.any_in(left.at.saturating_sub(12)..left.at + 1);
            let begins = opens && (left_end == End::Stop || left.words.contains("://"));
            match (goes_on, begins) {
                // The first entry, below the title of the list.
                (false, _) if opens => return Between::Block,
                (true, true) => return Between::Block,
                (true, false) => return self.glue(left, right),
                (false, _) => {}
            }
        }
        if filled {
            return self.glue(left, right);
        }
        match (left_end, right_start) {
            (End::Stop, Start::Inside) if over => self.glue(left, right),
            (End::Stop, _) => Between::Block,
            (_, Start::Inside) => self.glue(left, right),
            (End::Announcing, _) => Between::Block,
            _ if before.width() * 10 > measure * 7 => self.glue(left, right),
            _ if over => Between::Block,
            _ => Between::Goes(Glue::Line),
        }
    }

    /// Whether a line of plain text is set as a title: it neither fills nor stops, and full lines
    /// follow it, or one more such line. Verse is short too, but all its lines are.
    fn is_titled(&self, at: usize) -> bool {
        let lines = &self.known.print.lines;
        let is_body = |at: usize| self.known.print.is_body(at);
        let title = |at: usize, line: &Line<'_>| {
            is_body(at)
                && line.width() * 10 < self.known.print.measure * 6
                && end(line.words) == End::Open
                && start(line.words) == Start::Sentence
        };
        let full = |at: usize, line: &Line<'_>| {
            is_body(at)
                && line.width() * 10 > self.known.print.measure * 7
                && start(line.words) == Start::Sentence
        };
        match lines.get(at..) {
            Some([line, next, ..]) if title(at, line) && full(at + 1, next) => true,
            Some([line, next, third, ..]) => {
                title(at, line) && title(at + 1, next) && full(at + 2, third)
            }
            _ => false,
        }
    }

    /// The indent that lines near `at` have at least.
    fn base_indent(&self, at: usize) -> usize {
        let lines = &self.known.print.lines;
        let near = at.saturating_sub(3)..lines.len().min(at + 4);
        lines[near]
            .iter()
            .filter(|line| line.width() > 20)
            .map(|line| line.indent)
            .min()
            .unwrap_or(0)
    }

    /// Whether a line stands in a bibliography: entries begin near it, above and below or thick.
    fn is_entries(&self, at: usize) -> bool {
        let near = at.saturating_sub(12)..self.known.print.lines.len().min(at + 13);
        near.filter(|&at| !self.known.entries.of_line(at).is_empty()).count() >= 3
    }

    /// How the block of each line of plain text is set.
    fn settings(&self) -> Vec<Setting> {
        let lines = &self.known.print.lines;
        let mut set = Vec::with_capacity(lines.len());
        while set.len() < lines.len() {
            let begin = set.len();
            let after = lines[begin + 1..].iter().take_while(|line| !line.opens).count();
            let end = begin + 1 + after;
            set.resize(end, self.setting(&lines[begin..end]));
        }
        set
    }

    fn setting(&self, block: &[Line<'_>]) -> Setting {
        let measure = self.known.print.measure;
        let full = |pair: &&[Line<'_>]| fills(&pair[0], pair[1].words, measure);
        // A word may stand out of the margin, a third of the lines do not; but from pages that are
        // known, an extractor may have drawn lines together.
        let long = block.iter().filter(|line| line.width() * 4 > measure * 5).count();
        let paged = self.known.print.has_feeds();
        if !paged && block.len() > 1 && measure > 0 && long * 3 >= block.len() {
            return Setting::Whole;
        }
        let flush = block.iter().map(|line| line.indent).min().unwrap_or(0);
        let pairs = block.windows(2);
        let inward = pairs.clone().filter(|pair| pair[0].indent == flush && pair[1].indent > flush);
        // Only a full line goes on in the next; before the indent of a new paragraph, the line is
        // as a rule short.
        let (turned, kept) = (inward.clone().count(), inward.filter(full).count());
        if turned > 0 && kept * 5 >= turned * 4 && block[0].indent == flush {
            return Setting::Hanging(flush);
        }
        // The lines of a poem that stands alone are the measure themselves.
        let verse = !paged && is_verse(block);
        if !verse && pairs.clone().filter(full).count() * 2 >= pairs.count() {
            Setting::Filled
        } else {
            Setting::Ragged
        }
    }
}

/// Whether lines are verse by their letters: every one of them begins with a capital, which the
/// margin does not bring about, and most come to some stop.
fn is_verse(block: &[Line<'_>]) -> bool {
    let capital = |line: &Line<'_>| {
        line.words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
    };
    let stops = |line: &&Line<'_>| line.words.ends_with(|c: char| !c.is_alphanumeric());
    block.len() > 3
        && block.iter().all(capital)
        && block.iter().filter(stops).count() * 2 > block.len()
}

/// Whether a line was ended by the margin: the next word would not have fitted. Letters differ in
/// width, so that a line of proportional type counts as full at nine tenths.
fn fills(line: &Line<'_>, next: &str, measure: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    (line.indent.min(8) + line.width() + 1 + word) * 10 >= measure * 9
}

fn foot_measure(print: Print<'_, '_>) -> usize {
    let mut widths: Vec<usize> = print
        .with_roles()
        .filter(|(role, _)| role.is_note())
        .map(|(_, line)| line.width())
        .filter(|&width| width > 20)
        .collect();
    widths.sort_unstable();
    match widths.get(widths.len() * 8 / 10) {
        Some(&width) if widths.len() > 10 => width,
        _ => print.measure,
    }
}

/// Whether paragraphs begin with an indent: it follows stops, and little else does.
fn has_indents(print: Print<'_, '_>) -> bool {
    let pairs = print.lines.windows(2).filter(|pair| !pair[1].opens && pair[1].width() > 20);
    let (mut after_stop, mut elsewhere) = (0, 0);
    for pair in pairs {
        if pair[1].indent > pair[0].indent {
            if end(pair[0].words) == End::Stop { after_stop += 1 } else { elsewhere += 1 }
        }
    }
    after_stop >= 3 && after_stop > 2 * elsewhere
}
