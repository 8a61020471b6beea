//! Writes the text as its author wrote it, from the blocks and notes that were found.

use std::collections::HashMap;

use crate::doc::{
    Document, Enclosure, Kind as BlockKind, MarkKind, Place, Repair, RepairKind, Span,
};
use crate::language::prose::sentence::{End, end};
use crate::language::prose::words::{Words, is_hyphen};
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::notes::feet::Note;
use crate::restore::by_place::text::flow::{Block, Kind};
use crate::restore::by_place::text::programs;
use crate::restore::by_place::text::seams::{Judge, Seam};
use crate::restore::join::hyphen::{Glue, glue};
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::join::report;
use crate::restore::join::writer::Writer;
use crate::restore::pages::role::Role;

/// What the text is written from.
pub(in crate::restore::by_place) struct Plan<'w, 't, 'd> {
    /// What seams in the notes are judged by.
    pub judge: Judge<'w, 't, 'd>,
    /// What each line is.
    pub parts: &'w [Part],
    /// The blocks of the text.
    pub blocks: &'w [Block],
    /// The notes.
    pub notes: &'w [Note],
    /// What may refer to them.
    pub calls: &'w Calls,
    /// Which note each marker refers to.
    pub pairs: &'w HashMap<usize, usize>,
    /// The words of the text.
    pub words: &'w Words,
    /// The labels of pages, as printed on them.
    pub labels: &'w HashMap<u32, String>,
}

/// Writes the text.
pub(in crate::restore::by_place) fn write(plan: &Plan<'_, '_, '_>) -> Document {
    let source = plan.judge.stand.text.document;
    let hyphens = LostHyphens::default();
    let soft = marks_hyphens(plan);
    let beside = beside(plan.notes);
    let writer = Writer::new(source, &hyphens);
    let mut to = Write { plan, writer, page: None, left: 0, soft, beside };
    for block in plan.blocks {
        to.block(block);
    }
    to.leave_until(plan.parts.len());
    to.notes();
    let mut document = to.writer.to.finish(&source.source);
    // What was put right before stands first, and is of all of the text.
    let before = source.repairs.iter().map(|repair| Repair { place: 0, ..repair.clone() });
    document.repairs.splice(0..0, before);
    document.diagnostics.extend(source.diagnostics.iter().cloned());
    document
}

/// Whether lines of the text end with soft hyphens, U+00AD, as often as to show that whoever set it
/// writes those where it breaks words.
fn marks_hyphens(plan: &Plan<'_, '_, '_>) -> bool {
    let lines = &plan.judge.stand.text.lines;
    lines.iter().filter(|line| line.words.ends_with('\u{ad}')).count() >= 3
}

struct Write<'w, 'p, 't, 'd> {
    plan: &'w Plan<'p, 't, 'd>,
    writer: Writer<'w>,
    /// The page that is being written.
    page: Option<u32>,
    /// The first line not looked at for what leaves the text.
    left: usize,
    /// Whether the press marks its own hyphens as soft ones, so that others are the author's.
    soft: bool,
    /// The notes that no marker refers to, by their lines.
    beside: HashMap<usize, Vec<(Span, usize)>>,
}

/// The notes that no marker refers to, by the line they are meant for, each with where in it.
fn beside(notes: &[Note]) -> HashMap<usize, Vec<(Span, usize)>> {
    let mut beside: HashMap<usize, Vec<(Span, usize)>> = HashMap::new();
    for (index, note) in notes.iter().enumerate() {
        if let Some((at, place)) = note.beside {
            beside.entry(at).or_default().push((Span::new(place, place), index));
        }
    }
    beside
}

impl<'d> Write<'_, '_, '_, 'd> {
    fn block(&mut self, block: &Block) {
        let Some(&(first, _)) = block.lines.first() else { return };
        self.leave_until(first);
        self.writer.to.close_block();
        if block.kind == Kind::Quote {
            self.writer.to.enter(Enclosure::Quote);
        }
        self.writer.to.open_block(match block.kind {
            Kind::Heading(level) => BlockKind::Heading { level },
            Kind::Verse => BlockKind::Verse,
            Kind::Program => BlockKind::Code { language: None },
            Kind::Paragraph | Kind::Quote => BlockKind::Paragraph,
        });
        if block.kind == Kind::Program {
            self.program(block);
            self.writer.to.close_block();
            return;
        }
        let mut before: Option<usize> = None;
        for &(at, seam) in &block.lines {
            if let Some(before) = before {
                let verse = block.kind == Kind::Verse && seam != Seam::New;
                let span = self.plan.judge.stand.text.lines[before].span;
                self.join(before, span, at, if verse { Seam::Line } else { seam });
            }
            self.page_mark(at);
            self.line(at);
            before = Some(at);
        }
        self.writer.to.close_block();
        if block.kind == Kind::Quote {
            self.writer.to.leave();
        }
    }

    /// Writes the lines of a program as they were typed.
    fn program(&mut self, block: &Block) {
        let stand = self.plan.judge.stand;
        let lines: Vec<usize> = block.lines.iter().map(|&(at, _)| at).collect();
        for (&at, (blanks, empty)) in lines.iter().zip(programs::indents(stand, &lines)) {
            self.page_mark(at);
            let above = if at == lines[0] { 0 } else { 1 + empty };
            self.writer.to.text(&"\n".repeat(above));
            self.writer.to.text(&" ".repeat(blanks));
            self.line(at);
        }
    }

    /// Marks where a page begins.
    fn page_mark(&mut self, at: usize) {
        let page = self.plan.judge.stand.at[at].page;
        if self.page.is_some_and(|last| last >= page) {
            return;
        }
        self.page = Some(page);
        let label = self.plan.labels.get(&page).map(|label| label.as_str().into());
        let mark = self.writer.to.open_mark(MarkKind::Page { number: label });
        self.writer.to.close_mark(mark);
    }

    /// Goes on from one line in the next.
    fn join(&mut self, before: usize, span: Span, at: usize, seam: Seam) {
        let stand = self.plan.judge.stand;
        if seam == Seam::Line {
            self.writer.to.text("\n");
            return;
        }
        let left = self.without_last_call(before, span);
        let right = self.words_before_calls(at);
        let how = match glue(left, right, self.plan.words) {
            Glue::Solid if self.soft && !left.ends_with('\u{ad}') => Glue::Tight,
            how => how,
        };
        // A first letter over several lines is one word with what follows it.
        let letter = left.chars().count() == 1
            && stand.at[before].size * 2 > stand.at[at].size * 3
            && right.starts_with(char::is_alphabetic);
        let how = if letter { Glue::Tight } else { how };
        match how {
            Glue::Space | Glue::Line => self.writer.to.text(" "),
            Glue::Solid => {
                let hyphen = |&c: &char| is_hyphen(c) || c == '\u{ad}';
                let hyphen = self.writer.to.last_char().filter(hyphen);
                self.writer.to.take_back(hyphen.map_or(0, char::len_utf8));
            }
            Glue::Tight => {}
        }
        if !self.plan.judge.together(before, at) {
            self.writer.to.repair(RepairKind::Seam, report::seam(left, right, how));
        }
    }

    /// The words of a line up to its first note marker: what a hyphen before it is judged by.
    fn words_before_calls(&self, at: usize) -> &'d str {
        let stand = self.plan.judge.stand;
        let span = stand.text.lines[at].span;
        let mut starts = self.plan.calls.of_line(at).map(|(_, call)| call.span.start);
        let first = starts.find(|&start| start > span.start);
        Span::new(span.start, first.unwrap_or(span.end)).of(&stand.text.document.text)
    }

    /// The words of part of a line without a note marker after the last of them.
    fn without_last_call(&self, at: usize, span: Span) -> &'d str {
        let stand = self.plan.judge.stand;
        let last = self.plan.calls.of_line(at).next_back();
        let last = last.filter(|(_, call)| call.span.end == span.end);
        let end = last.map_or(span.end, |(_, call)| call.span.start.max(span.start));
        Span::new(span.start, end).of(&stand.text.document.text)
    }

    /// Copies a line of the text, with references to the notes that its markers mean, and to those
    /// that it has none for.
    fn line(&mut self, at: usize) {
        let plan = self.plan;
        let span = plan.judge.stand.text.lines[at].span;
        let mut marks: Vec<(Span, usize)> = self.beside.remove(&at).unwrap_or_default();
        marks.extend(
            plan.calls
                .of_line(at)
                .filter_map(|(index, call)| Some((call.span, *plan.pairs.get(&index)?))),
        );
        marks.sort_by_key(|(mark, _)| mark.start);
        let mut begin = span.start;
        let mut paired = None;
        for (mark, note) in marks {
            if mark.start < begin && !mark.is_empty() {
                continue;
            }
            let between = Span::new(begin, mark.start.max(begin));
            // What parts two labels of one marker is of neither.
            let parts = between.of(&plan.judge.stand.text.document.text);
            let comma = paired == Some(begin) && parts.chars().all(|c| ",; \u{a0}".contains(c));
            if !comma || mark.is_empty() {
                self.writer.words(between);
            }
            self.refer(note);
            begin = begin.max(mark.end);
            paired = (!mark.is_empty()).then_some(begin);
        }
        self.writer.words(Span::new(begin, span.end));
    }

    fn refer(&mut self, note: usize) {
        let Note { label, listed, lines, .. } = &self.plan.notes[note];
        self.writer.to.note_reference_as(&format!("\0f{note}"), label);
        if !listed {
            let stand = self.plan.judge.stand;
            let margin = lines.first().is_some_and(|&(at, ..)| stand.at[at].margin);
            let from = if margin { "margin" } else { "foot" };
            let what = format!("Note {label} was gathered from the {from} of its page.");
            self.writer.to.repair(RepairKind::Note, what);
        }
    }

    /// Lists what left the text before a line.
    fn leave_until(&mut self, at: usize) {
        while self.left < at {
            if self.plan.parts[self.left] == Part::LineNumber {
                self.leave_line_numbers(at);
                continue;
            }
            let words = self.plan.judge.stand.words(self.left);
            let what = match self.plan.parts[self.left] {
                Part::Head => report::left(Role::Head, words),
                Part::Folio => report::left(Role::Number, words),
                Part::Drawn => Some(format!("The words “{words}” of a figure left the text.")),
                Part::Heading => Some(format!("The heading “{words}” gave way to the notes.")),
                Part::Contents => Some(format!("“{words}” of the contents list left the text.")),
                _ => None,
            };
            if let Some(what) = what {
                self.writer.to.repair(RepairKind::Furniture, what);
            }
            self.left += 1;
        }
    }

    /// Lists the numbers of lines that left one page.
    fn leave_line_numbers(&mut self, until: usize) {
        let stand = self.plan.judge.stand;
        let page = stand.at[self.left].page;
        let is_one =
            |&at: &usize| self.plan.parts[at] == Part::LineNumber && stand.at[at].page == page;
        let numbers: Vec<&str> =
            (self.left..until).take_while(is_one).map(|at| stand.words(at)).collect();
        self.left += numbers.len();
        let what = match &numbers[..] {
            [number] => format!("The line number {number} left the text."),
            _ => format!("The line numbers {} left the text.", numbers.join(", ")),
        };
        self.writer.to.repair(RepairKind::Furniture, what);
    }

    fn notes(&mut self) {
        self.writer.to.close_block();
        for (index, note) in self.plan.notes.iter().enumerate() {
            self.writer.to.begin_note_as(&format!("\0f{index}"), &note.label);
            self.writer.to.open_block(BlockKind::Paragraph);
            let mut before: Option<(usize, Span)> = None;
            for (number, &(at, begin, end)) in note.lines.iter().enumerate() {
                if let Some((before, span)) = before {
                    match self.seam_in_note(before, span, at, number) {
                        Seam::New => {
                            self.writer.to.close_block();
                            self.writer.to.open_block(BlockKind::Paragraph);
                        }
                        seam => self.join(before, span, at, seam),
                    }
                }
                let span = Span::new(begin, end);
                self.writer.words(trimmed(span, &self.plan.judge.stand.text.document.text));
                before = Some((at, span));
            }
            self.writer.to.end_note();
        }
    }

    /// What stands between two lines of a note: its first line begins where its label does, and a
    /// further paragraph with an indent or after a short line.
    fn seam_in_note(&self, before: usize, span: Span, at: usize, number: usize) -> Seam {
        let judge = &self.plan.judge;
        let stand = judge.stand;
        let words = span.of(&stand.text.document.text);
        if before == at || end(words) == End::Broken {
            return Seam::Goes;
        }
        if !judge.together(before, at) {
            return Seam::Goes;
        }
        if stand.gap(before, at, 140) {
            return Seam::New;
        }
        let by = stand.at[at].left - stand.at[before].left;
        let ended = end(words) == End::Stop && judge.is_short(before, stand.words(at));
        let inward = by * 10 > stand.at[at].size * 7;
        if ended && (number > 1 || !inward) || inward && number > 1 && end(words) == End::Stop {
            Seam::New
        } else {
            Seam::Goes
        }
    }
}

/// A span without blanks at its ends.
fn trimmed(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let lead = words.len() - words.trim_start().len();
    let start: Place = span.start + lead;
    Span::new(start, start + words.trim().len())
}
