//! The text as written, built anew from its lines in their order.

use std::collections::HashMap;

use crate::doc::{Document, Kind, MarkKind, Problem, RepairKind, Span};
use crate::language::prose::words::is_hyphen;
use crate::restore::join::about;
use crate::restore::join::edge::{Between, Edge, Seam};
use crate::restore::join::headings::Headings;
use crate::restore::join::hyphen::Glue;
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::join::note_link::{Gathered, NoteLinks};
use crate::restore::join::report;
use crate::restore::join::seam::Seams;
use crate::restore::join::writer::Writer;
use crate::restore::lines::marker::Reference;
use crate::restore::order::Order;
use crate::restore::order::known::Known;
use crate::restore::pages::role::{Print, Role};

/// What a text is built from.
pub(super) struct Plan<'p, 'd> {
    /// Its lines, and what is known of them.
    pub known: &'p Known<'p, 'd>,
    /// Its pieces, and in which order they belong.
    pub order: &'p Order<'d>,
    /// Which note its note markers refer to.
    pub links: &'p NoteLinks,
    /// The hyphens an extractor took away.
    pub hyphens: &'p LostHyphens,
    /// The headings of a text that was not printed.
    pub headings: &'p Headings,
    /// Whether the text was typed: then its notes are its own, and nothing of it is repaired.
    pub typed: bool,
}

/// Builds the text.
pub(super) fn build(plan: &Plan<'_, '_>) -> Document {
    let print = plan.known.print;
    let seams = Seams::new(plan.known, plan.hyphens, plan.typed);
    let writer = Writer::new(print.text.document, plan.hyphens);
    let contents = report::contents(print);
    let mut to = Rebuild { plan, print, seams, writer, contents };
    to.doubt();
    to.apart();
    to.body();
    about::add(print, &mut to.writer);
    to.notes();
    to.finish()
}

struct Rebuild<'r, 'p, 'd> {
    plan: &'r Plan<'p, 'd>,
    print: Print<'p, 'd>,
    seams: Seams<'r, 'd>,
    writer: Writer<'r>,
    /// What to say of the contents list, until it is said.
    contents: Option<String>,
}

impl Rebuild<'_, '_, '_> {
    fn doubt(&mut self) {
        if self.plan.order.doubtful {
            self.writer.to.diagnose(
                Problem::PageOrder,
                "Some pages do not follow the pages before them, and the text does not show \
                 where they belong. They stay as they are printed.",
            );
        }
    }

    /// Says what stands on pages of which nothing is in the text, such as the contents list.
    fn apart(&mut self) {
        let lines = &self.print.lines;
        let mut apart = vec![true; lines.len()];
        for &index in &self.plan.order.sequence {
            apart[self.plan.order.pieces[index].lines.clone()].fill(false);
        }
        for at in (0..apart.len()).filter(|&at| apart[at]) {
            self.left(at);
        }
    }

    /// Says of a line that is no body what it was. The contents list is one repair.
    fn left(&mut self, at: usize) {
        let what = match self.print.role(at) {
            Role::Contents => self.contents.take(),
            role => report::left(role, self.print.lines[at].words),
        };
        if let Some(what) = what {
            self.writer.to.repair(RepairKind::Furniture, what);
        }
    }

    /// The body, and among it what was moved there and what left it.
    fn body(&mut self) {
        let print = self.print;
        // The order of what was typed is nobody's fault.
        let mut moves =
            if self.plan.typed { HashMap::new() } else { report::moved(self.plan.order) };
        let mut before: Option<usize> = None;
        for &index in &self.plan.order.sequence {
            if let Some(what) = moves.remove(&index) {
                self.writer.to.repair(RepairKind::PageOrder, what);
            }
            for at in self.plan.order.pieces[index].lines.clone() {
                match print.role(at) {
                    Role::Body => {
                        let pages = !self.plan.typed;
                        let over = before.is_some_and(|before| pages && self.page_ends(before, at));
                        self.line(before, at, over);
                        before = Some(at);
                    }
                    // The heading of notes that are set beside the text gives way, and is no fault.
                    Role::Rule if self.plan.typed => {}
                    _ => self.left(at),
                }
            }
        }
        self.writer.leave_to(0);
        self.writer.to.close_block();
    }

    /// Whether a page ends between two lines that follow each other in the text.
    fn page_ends(&self, before: usize, at: usize) -> bool {
        let lines = &self.print.lines;
        at != before + 1 || lines[at].feeds > 0
    }

    fn line(&mut self, before: Option<usize>, at: usize, over: bool) {
        let between = before.map_or(Between::Block, |before| self.between(before, at, over));
        match between {
            Between::Block => self.open(at),
            Between::Goes(glue) => self.join(before.unwrap_or(at), at, glue, over),
        }
        self.page_mark(at);
        let line = &self.print.lines[at];
        if let Some(number) = line.number {
            self.writer.to.text(number);
            self.writer.to.text(" ");
        }
        self.copy(line.span, self.plan.known.notes.of_line(at));
    }

    /// What stands between two lines of the body.
    fn between(&self, before: usize, at: usize, over: bool) -> Between {
        let chapters = &self.plan.headings;
        if chapters.goes_on(at) {
            return Between::Goes(Glue::Line);
        }
        if chapters.has(before) || chapters.has(at) {
            return Between::Block;
        }
        let words = self.plan.known.notes.words_before_marks(self.print.text, before);
        let left = Edge { at: before, words };
        let right = Edge { at, words: self.print.lines[at].opening() };
        self.seams.between(Seam { left, right, over, note: false })
    }

    /// Marks that a page begins with body line `at`, with the number printed on the page: furniture
    /// may stand above the line, and the number at the foot.
    fn page_mark(&mut self, at: usize) {
        let lines = &self.print.lines;
        let above = (0..=at).rev().take_while(|&line| line == at || self.print.is_furniture(line));
        let Some(first) = above.into_iter().find(|&line| lines[line].feeds > 0) else { return };
        let page = (first..lines.len()).take_while(|&line| line == first || lines[line].feeds == 0);
        let printed = |line: &usize| matches!(self.print.role(*line), Role::Number | Role::Head);
        let mut numbers =
            page.filter(printed).filter_map(|line| self.plan.known.numbers.get(&line));
        let number = numbers.next().map(|number| number.to_string().into());
        let mark = self.writer.to.open_mark(MarkKind::Page { number });
        self.writer.to.close_mark(mark);
    }

    /// Goes on with the block that is open.
    fn join(&mut self, before: usize, at: usize, glue: Glue, over: bool) {
        let lines = &self.print.lines;
        let (left, right) = (lines[before].words, lines[at].opening());
        let seam = over || !self.print.plain && lines[at].opens;
        match glue {
            Glue::Space => self.writer.to.text(" "),
            Glue::Line => {
                self.writer.to.text("\n");
            }
            Glue::Solid => {
                let hyphen = self.writer.to.last_char().filter(|&c| is_hyphen(c));
                self.writer.to.take_back(hyphen.map_or(0, char::len_utf8));
            }
            Glue::Tight => {}
        }
        if seam && glue != Glue::Line {
            let what = report::seam(left, right, glue);
            self.writer.to.repair(RepairKind::Seam, what);
        }
        if glue == Glue::Line && self.print.plain && !self.plan.headings.has(at) {
            self.writer.to.set_kind(Kind::Verse);
        }
    }

    /// Opens a block for a line.
    fn open(&mut self, at: usize) {
        let print = self.print;
        let line = &print.lines[at];
        let block = &print.document.blocks[line.block];
        self.writer.to.close_block();
        self.writer.enclose(line);
        let kind = match &block.kind {
            Kind::Verse if print.plain => {
                let title = self.seams.is_title(line.words).then_some(2);
                let level = title.or(self.plan.headings.level(at));
                level.map_or(Kind::Paragraph, |level| Kind::Heading { level })
            }
            kind => kind.clone(),
        };
        if kind == Kind::Rule {
            self.writer.to.open_block(kind);
            self.writer.to.close_block();
            return;
        }
        self.writer.open_kind(kind, block.span.start);
    }

    /// Copies words of the source with their marks; `marks` may refer to notes.
    fn copy(&mut self, span: Span, marks: &[Reference]) {
        let mut at = span.start;
        for mark in marks.iter().filter(|mark| mark.span.start >= span.start) {
            if mark.span.start < at {
                continue;
            }
            if self.plan.known.notes.displaced.contains(&mark.span) {
                self.writer.words(Span::new(at, mark.span.start));
                at = mark.span.end;
                continue;
            }
            let Some(note) = self.plan.links.note_of(mark) else { continue };
            self.writer.words(Span::new(at, mark.span.start));
            // A mark that a line was broken before stands after the word above it.
            let rest = self.print.text.document.text.get(mark.span.end..span.end).unwrap_or("");
            let detached = at == mark.span.start && !rest.starts_with(char::is_alphanumeric);
            if detached && self.writer.to.last_char() == Some(' ') {
                self.writer.to.take_back(1);
            }
            let gathered = &self.plan.links.notes[note];
            let (key, label) = (gathered.key(note), gathered.label.clone());
            self.writer.to.note_reference_as(&key, &label);
            if !self.plan.typed {
                let what = format!("Note {label} was gathered from the foot of its page.");
                self.writer.to.repair(RepairKind::Note, what);
            }
            at = mark.span.end;
        }
        self.writer.words(Span::new(at, span.end));
    }

    fn notes(&mut self) {
        for (index, gathered) in self.plan.links.notes.iter().enumerate() {
            self.writer.to.begin_note_as(&gathered.key(index), &gathered.label);
            self.note(gathered);
            self.writer.to.end_note();
        }
        let document = self.print.text.document;
        for (index, note) in document.notes.iter().enumerate() {
            self.writer.to.begin_note_as(&format!("\0d{index}"), &note.label);
            for block in &document.blocks[note.blocks.clone()] {
                self.writer.open_kind(block.kind.clone(), block.span.start);
                self.writer.words(block.span);
            }
            self.writer.to.end_note();
        }
    }

    fn note(&mut self, note: &Gathered) {
        let print = self.print;
        let mut before: Option<usize> = None;
        for (number, &at) in note.lines.iter().enumerate() {
            let line = &print.lines[at];
            let begin = if number == 0 { note.words.max(line.span.start) } else { line.span.start };
            let span = Span::new(begin, line.span.end);
            let over = note.continuations.contains(&number);
            let right = Edge { at, words: line.words };
            let between = before.map_or(Between::Block, |before| {
                let left = Edge { at: before, words: print.lines[before].words };
                self.seams.between(Seam { left, right, over, note: true })
            });
            match between {
                // The end of a note that runs on over the page is the end of its sentence.
                Between::Block if over => self.join(before.unwrap_or(at), at, Glue::Space, true),
                Between::Goes(glue) => {
                    self.join(before.unwrap_or(at), at, glue, over);
                }
                Between::Block => {
                    self.writer.to.close_block();
                    self.writer.to.open_block(Kind::Paragraph);
                }
            }
            if let Some(stray) = line.number.filter(|_| number > 0) {
                self.writer.to.text(stray);
                self.writer.to.text(" ");
            }
            self.writer.words(span);
            before = Some(at);
        }
    }

    fn finish(self) -> Document {
        let source = self.print.text.document;
        let mut document = self.writer.to.finish(&source.source);
        document.diagnostics.extend(
            source
                .diagnostics
                .iter()
                .filter(|found| matches!(found.kind, Problem::Encoding | Problem::OtherEncoding))
                .cloned(),
        );
        document
    }
}
