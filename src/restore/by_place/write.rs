//! Writes the text as its author wrote it, from the blocks and notes that were found.

use std::collections::HashMap;

use crate::doc::{Document, Enclosure, Kind as BlockKind, MarkKind, Place, RepairKind, Span};
use crate::language::sentence::{End, end};
use crate::language::words::{Words, is_hyphen};
use crate::restore::by_place::calls::Calls;
use crate::restore::by_place::feet::Note;
use crate::restore::by_place::flow::{Block, Kind};
use crate::restore::by_place::part::Part;
use crate::restore::by_place::seams::{Judge, Seam};
use crate::restore::join::hyphen::{Glue, glue};
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::join::report;
use crate::restore::join::writer::Writer;
use crate::restore::pages::role::Role;

/// What the text is written from.
pub(super) struct Plan<'w, 't, 'd> {
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
pub(super) fn write(plan: &Plan<'_, '_, '_>) -> Document {
    let source = plan.judge.stand.text.document;
    let hyphens = LostHyphens::default();
    let soft = marks_hyphens(plan);
    let mut to = Write { plan, writer: Writer::new(source, &hyphens), page: None, left: 0, soft };
    for block in plan.blocks {
        to.block(block);
    }
    to.leave_until(plan.parts.len());
    to.notes();
    let mut document = to.writer.to.finish(&source.source);
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
            Kind::Paragraph | Kind::Quote => BlockKind::Paragraph,
        });
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

    /// Copies a line of the text, with references to the notes that its markers mean.
    fn line(&mut self, at: usize) {
        let plan = self.plan;
        let span = plan.judge.stand.text.lines[at].span;
        let mut begin = span.start;
        let mut paired = None;
        for (index, call) in plan.calls.of_line(at) {
            let Some(&note) = plan.pairs.get(&index) else { continue };
            if call.span.start < begin {
                continue;
            }
            let between = Span::new(begin, call.span.start);
            // What parts two labels of one marker is of neither.
            let parts = between.of(&plan.judge.stand.text.document.text);
            let comma = paired == Some(begin) && parts.chars().all(|c| ",; \u{a0}".contains(c));
            if !comma {
                self.writer.words(between);
            }
            self.refer(note);
            begin = call.span.end;
            paired = Some(begin);
        }
        self.writer.words(Span::new(begin, span.end));
    }

    fn refer(&mut self, note: usize) {
        let Note { label, listed, .. } = &self.plan.notes[note];
        self.writer.to.note_reference_as(&format!("\0f{note}"), label);
        if !listed {
            let what = format!("Note {label} was gathered from the foot of its page.");
            self.writer.to.repair(RepairKind::Note, what);
        }
    }

    /// Lists what left the text before a line.
    fn leave_until(&mut self, at: usize) {
        while self.left < at {
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
