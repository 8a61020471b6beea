//! Seams: whether one line goes on in the next, within a page and over its end.
//!
//! In plain text every line is broken and most breaks mean nothing: a line that could have taken
//! the next word and did not was ended on purpose, any other by the margin. In Markdown somebody
//! has joined the lines already, and only the ends of pages are left.

use crate::language::sentence::{End, Start, end, leans, start};
use crate::language::words::Words;
use crate::restore::join::hyphen::{Glue, glue};
use crate::restore::join::lost_hyphen::Lost;
use crate::restore::lines::{Line, Print, Role, Sort};
use crate::restore::pages::contents::Titles;
use crate::restore::pages::entry::{Entries, entry_key};

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Between {
    /// The end of a block.
    Block,
    /// Nothing: the second goes on with the first.
    Goes(Glue),
}

/// What is known of the lines of a text as it is joined.
#[derive(Debug)]
pub(crate) struct Seams<'p, 'd> {
    /// The text.
    pub print: &'p Print<'d>,
    /// Its words.
    pub words: &'p Words,
    /// The titles of its sections.
    titles: &'p Titles,
    /// The entries of its bibliographies.
    entries: &'p Entries,
    /// Its lost hyphens.
    lost: &'p Lost,
    /// Whether somebody typed the text, so that no page parts its paragraphs.
    typed: bool,
    /// For each line, whether it is one of a run of printed lines.
    wrapped: Vec<bool>,
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
pub(crate) struct Edge<'a> {
    /// The number of the line.
    pub at: usize,
    /// Its words, without note marks at the seam.
    pub words: &'a str,
}

impl<'p, 'd> Seams<'p, 'd> {
    /// Looks over the lines of a text.
    pub(crate) fn new(
        print: &'p Print<'d>,
        words: &'p Words,
        titles: &'p Titles,
        entries: &'p Entries,
        lost: &'p Lost,
        wrapped: Vec<bool>,
        typed: bool,
    ) -> Self {
        let mut seams = Self {
            print,
            words,
            titles,
            entries,
            lost,
            typed,
            wrapped,
            indents: false,
            set: Vec::new(),
            foot_measure: foot_measure(print),
        };
        if print.plain {
            seams.indents = indents(print);
            seams.set = seams.settings();
        }
        seams
    }

    /// Whether a line is the title of a section, by the contents list.
    pub(crate) fn is_title(&self, words: &str) -> bool {
        self.titles.has(words)
    }

    /// What stands between two lines that follow each other; `over` says that a page ends between
    /// them, `note` that they are of a note.
    pub(crate) fn between(
        &self,
        left: Edge<'_>,
        right: Edge<'_>,
        over: bool,
        note: bool,
    ) -> Between {
        let lines = &self.print.lines;
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
        if self.print.plain {
            return self.plain(left, right, over, note);
        }
        self.flowed(left, right, over)
    }

    fn glue(&self, left: Edge<'_>, right: Edge<'_>) -> Between {
        Between::Goes(glue(left.words, right.words, self.words))
    }

    /// Between lines of Markdown.
    fn flowed(&self, left: Edge<'_>, right: Edge<'_>, over: bool) -> Between {
        let lines = &self.print.lines;
        let (before, after) = (&lines[left.at], &lines[right.at]);
        if after.opens && (self.typed || !over && self.print.entries[right.at]) {
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
        if self.wrapped[left.at] && self.wrapped[right.at] {
            let entry = self.entries.opens(right.at) && left_end != End::Broken;
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
        let last = crate::restore::join::hyphen::last_word(words);
        tail.split_whitespace().count() > 20
            || !last.is_empty()
                && last.starts_with(char::is_lowercase)
                && self.words.is_common(last)
    }

    /// Between lines of plain text.
    fn plain(&self, left: Edge<'_>, right: Edge<'_>, over: bool, note: bool) -> Between {
        let lines = &self.print.lines;
        let (before, after) = (&lines[left.at], &lines[right.at]);
        let measure = if note { self.foot_measure } else { self.print.measure };
        let (left_end, right_start) = (end(left.words), start(right.words));
        // Nothing goes on from a quotation into what is said of it.
        let inside = |line: &Line<'_>| self.print.document.blocks[line.block].inside;
        if inside(before) != inside(after) {
            return Between::Block;
        }
        if left_end == End::Broken && right_start != Start::Sentence {
            return self.glue(left, right);
        }
        if over && self.lost.halves(left.words, right.words, self.words) {
            return Between::Goes(Glue::Solid);
        }
        let filled = fills(before, right.words, measure);
        if after.opens && !over {
            let goes = filled
                && left_end == End::Open
                && right_start == Start::Inside
                && before.role == after.role
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
            let opens = self.entries.opens(right.at);
            let goes_on = self.entries.any_in(left.at.saturating_sub(12)..left.at + 1);
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
        let lines = &self.print.lines;
        let title = |line: &Line<'_>| {
            line.role == Role::Body
                && line.width() * 10 < self.print.measure * 6
                && end(line.words) == End::Open
                && start(line.words) == Start::Sentence
        };
        let full = |line: &Line<'_>| {
            line.role == Role::Body
                && line.width() * 10 > self.print.measure * 7
                && start(line.words) == Start::Sentence
        };
        match lines.get(at..) {
            Some([line, next, ..]) if title(line) && full(next) => true,
            Some([line, next, third, ..]) => title(line) && title(next) && full(third),
            _ => false,
        }
    }

    /// The indent that lines near `at` have at least.
    fn base_indent(&self, at: usize) -> usize {
        let lines = &self.print.lines;
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
        let near = at.saturating_sub(12)..self.print.lines.len().min(at + 13);
        near.filter(|&at| !self.entries.of_line(at).is_empty()).count() >= 3
    }

    /// How the block of each line of plain text is set.
    fn settings(&self) -> Vec<Setting> {
        let lines = &self.print.lines;
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
        let measure = self.print.measure;
        let full = |pair: &&[Line<'_>]| fills(&pair[0], pair[1].words, measure);
        // A word may stand out of the margin, a third of the lines do not; but from pages that are
        // known, an extractor may have drawn lines together.
        let long = block.iter().filter(|line| line.width() * 4 > measure * 5).count();
        let paged = self.print.has_feeds();
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

fn foot_measure(print: &Print<'_>) -> usize {
    let mut widths: Vec<usize> = print
        .lines
        .iter()
        .filter(|line| line.role.is_note())
        .map(Line::width)
        .filter(|&width| width > 20)
        .collect();
    widths.sort_unstable();
    match widths.get(widths.len() * 8 / 10) {
        Some(&width) if widths.len() > 10 => width,
        _ => print.measure,
    }
}

/// Whether paragraphs begin with an indent: it follows stops, and little else does.
fn indents(print: &Print<'_>) -> bool {
    let pairs = print.lines.windows(2).filter(|pair| !pair[1].opens && pair[1].width() > 20);
    let (mut after_stop, mut elsewhere) = (0, 0);
    for pair in pairs {
        if pair[1].indent > pair[0].indent {
            if end(pair[0].words) == End::Stop { after_stop += 1 } else { elsewhere += 1 }
        }
    }
    after_stop >= 3 && after_stop > 2 * elsewhere
}

/// For each line of Markdown, whether it is one of a run of printed lines that stand as blocks of
/// their own: many short blocks in a row, a good part of which break off. An extractor that sets
/// each line apart may still leave two together, where the one above was short.
pub(crate) fn wrapped_runs(print: &Print<'_>) -> Vec<bool> {
    let lines = &print.lines;
    let mut wrapped = vec![false; lines.len()];
    if print.plain {
        return wrapped;
    }
    let within = |at: usize, most: usize| {
        let line = &lines[at];
        let text = line.sort == Sort::Text && !print.entries[at];
        line.role.is_furniture() || text && line.words.len() <= most
    };
    let beside =
        |at: usize| at > 0 && at + 1 < lines.len() && within(at - 1, 170) && within(at + 1, 170);
    let short = |at: usize| within(at, 170) || within(at, 280) && beside(at);
    let mut begin = 0;
    while begin < lines.len() {
        let length = (begin..lines.len()).take_while(|&at| short(at)).count();
        let run = without_titles(lines, begin..begin + length);
        let body = lines[run.clone()].iter().filter(|line| !line.role.is_furniture());
        let broken =
            body.clone().filter(|line| matches!(end(line.words), End::Open | End::Broken)).count();
        if length >= 8 && broken * 3 >= body.count() {
            wrapped[run].fill(true);
        }
        begin += length.max(1);
    }
    wrapped
}

/// A run without the titles at its ends: a short line that does not stop, behind one that does or
/// at the very beginning, is the title of what follows.
fn without_titles(lines: &[Line<'_>], mut run: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let title = |at: usize| {
        let line = &lines[at];
        let fresh = at == 0 || end(lines[at - 1].words) == End::Stop;
        let short = line.width() < 60 && end(line.words) == End::Open;
        fresh && short && start(line.words) == Start::Sentence && entry_key(line.words).is_none()
    };
    while run.end > run.start && run.end < lines.len() && title(run.end - 1) {
        run.end -= 1;
    }
    run
}
