//! The text as written, built anew from its lines in their order.

use std::collections::HashMap;

use crate::doc::{
    Builder, ContainerId, Document, Enclosure, Kind, MarkKind, OpenMark, Place, Problem,
    RepairKind, Span, Target,
};
use crate::language::words::is_hyphen;
use crate::restore::join::hyphen::{Glue, first_word, last_word};
use crate::restore::join::lost_hyphen::Lost;
use crate::restore::join::note_link::{Gathered, Pairs};
use crate::restore::join::report;
use crate::restore::join::seam::{Between, Edge, Seams};
use crate::restore::lines::marker::Reference;
use crate::restore::lines::{Line, Print, Role};
use crate::restore::notes::Feet;
use crate::restore::order::Order;
use crate::restore::order::piece::Piece;
use crate::restore::typed::headings::Chapters;

/// What the text is built from.
pub(crate) struct Plan<'p, 'd> {
    pub print: &'p Print<'d>,
    /// The page numbers printed at lines.
    pub numbers: &'p HashMap<usize, u32>,
    pub feet: &'p Feet,
    pub seams: Seams<'p, 'd>,
    pub pieces: &'p [Piece<'d>],
    pub found: &'p Found,
}

/// What was found out about the pieces of a text.
pub(crate) struct Found {
    /// The headings of a text that was not printed.
    pub chapters: Chapters,
    pub lost: Lost,
    /// In which order they belong.
    pub order: Order,
    pub pairs: Pairs,
    /// Whether the text was typed: then its notes are its own, and nothing of it is repaired.
    pub typed: bool,
}

/// Builds the text.
pub(crate) fn build(plan: &Plan<'_, '_>) -> Document {
    let mut to = Rebuild::new(plan);
    to.doubt();
    to.apart();
    to.body();
    to.about();
    to.notes();
    to.finish()
}

pub(crate) struct Rebuild<'r, 'p, 'd> {
    pub plan: &'r Plan<'p, 'd>,
    pub to: Builder,
    /// Containers that are open, as the source has them.
    inside: Vec<ContainerId>,
    /// Places of the source that links lead to.
    targets: Vec<Place>,
    /// What to say of the contents list, until it is said.
    contents: Option<String>,
}

impl<'r, 'p, 'd> Rebuild<'r, 'p, 'd> {
    fn new(plan: &'r Plan<'p, 'd>) -> Self {
        let mut to = Builder::new();
        to.metadata = plan.print.document.metadata.clone();
        let mut targets: Vec<Place> = plan
            .print
            .document
            .marks
            .iter()
            .filter_map(|mark| match mark.kind {
                MarkKind::Link(Target::Place(place)) => Some(place),
                _ => None,
            })
            .collect();
        targets.sort_unstable();
        targets.dedup();
        let contents = report::contents(plan.print);
        Self { plan, to, inside: Vec::new(), targets, contents }
    }

    pub(crate) fn document(&self) -> &'d Document {
        self.plan.print.document
    }

    fn doubt(&mut self) {
        if self.plan.found.order.doubtful {
            self.to.diagnose(
                Problem::PageOrder,
                "Some pages do not follow the pages before them, and the text does not show \
                 where they belong. They stay as they are printed.",
            );
        }
    }

    /// Says what stands on pages of which nothing is in the text, such as the contents list.
    fn apart(&mut self) {
        let lines = &self.plan.print.lines;
        let mut apart = vec![true; lines.len()];
        for &index in &self.plan.found.order.pieces {
            apart[self.plan.pieces[index].lines.clone()].fill(false);
        }
        for (line, _) in lines.iter().zip(&apart).filter(|&(_, &apart)| apart) {
            self.left(line);
        }
    }

    /// Says of a line that is no body what it was. The contents list is one repair.
    fn left(&mut self, line: &Line<'_>) {
        let what = match line.role {
            Role::Contents => self.contents.take(),
            role => report::left(role, line.words),
        };
        if let Some(what) = what {
            self.to.repair(RepairKind::Furniture, what);
        }
    }

    /// The body, and among it what was moved there and what left it.
    fn body(&mut self) {
        let print = self.plan.print;
        let mut moves = report::moved(self.plan.pieces, &self.plan.found.order.pieces);
        let mut before: Option<usize> = None;
        for &index in &self.plan.found.order.pieces {
            if let Some(what) = moves.remove(&index) {
                self.to.repair(RepairKind::PageOrder, what);
            }
            for at in self.plan.pieces[index].lines.clone() {
                match print.lines[at].role {
                    Role::Body => {
                        let pages = !self.plan.found.typed;
                        let over = before.is_some_and(|before| pages && self.page_ends(before, at));
                        self.line(before, at, over);
                        before = Some(at);
                    }
                    _ => self.left(&print.lines[at]),
                }
            }
        }
        self.leave_to(0);
        self.to.close_block();
    }

    /// Whether a page ends between two lines that follow each other in the text.
    fn page_ends(&self, before: usize, at: usize) -> bool {
        let lines = &self.plan.print.lines;
        at != before + 1 || lines[at].feeds > 0
    }

    fn line(&mut self, before: Option<usize>, at: usize, over: bool) {
        let between = before.map_or(Between::Block, |before| self.between(before, at, over));
        match between {
            Between::Block => self.open(at),
            Between::Goes(glue) => self.join(before.unwrap_or(at), at, glue, over),
        }
        self.page_mark(at);
        let line = &self.plan.print.lines[at];
        if let Some(number) = line.number {
            self.to.text(number);
            self.to.text(" ");
        }
        self.copy(line.span, self.plan.feet.of_line(at));
    }

    /// What stands between two lines of the body.
    fn between(&self, before: usize, at: usize, over: bool) -> Between {
        let chapters = &self.plan.found.chapters;
        if chapters.goes_on(at) {
            return Between::Goes(Glue::Line);
        }
        if chapters.has(before) || chapters.has(at) {
            return Between::Block;
        }
        let words = self.plan.feet.words_before_marks(self.plan.print, before);
        let right = Edge { at, words: self.plan.print.lines[at].opening() };
        self.plan.seams.between(Edge { at: before, words }, right, over, false)
    }

    /// Marks that a page begins with body line `at`, with the number printed on the page: furniture
    /// may stand above the line, and the number at the foot.
    fn page_mark(&mut self, at: usize) {
        let lines = &self.plan.print.lines;
        let above =
            (0..=at).rev().take_while(|&line| line == at || lines[line].role.is_furniture());
        let Some(first) = above.into_iter().find(|&line| lines[line].feeds > 0) else { return };
        let page = (first..lines.len()).take_while(|&line| line == first || lines[line].feeds == 0);
        let printed = |line: &usize| matches!(lines[*line].role, Role::Number | Role::Head);
        let mut numbers = page.filter(printed).filter_map(|line| self.plan.numbers.get(&line));
        let number = numbers.next().map(|number| number.to_string().into());
        let mark = self.to.open_mark(MarkKind::Page { number });
        self.to.close_mark(mark);
    }

    /// Goes on with the block that is open.
    fn join(&mut self, before: usize, at: usize, glue: Glue, over: bool) {
        let lines = &self.plan.print.lines;
        let (left, right) = (lines[before].words, lines[at].opening());
        let seam = over || !self.plan.print.plain && lines[at].opens;
        match glue {
            Glue::Space => self.to.text(" "),
            Glue::Line => {
                self.to.text("\n");
            }
            Glue::Solid => {
                let hyphen = self.to.last_char().filter(|&c| is_hyphen(c));
                self.to.take_back(hyphen.map_or(0, char::len_utf8));
            }
            Glue::Tight => {}
        }
        if seam && glue != Glue::Line {
            let what = report::seam(left, right, glue);
            self.to.repair(RepairKind::Seam, what);
        }
        if glue == Glue::Line && self.plan.print.plain && !self.plan.found.chapters.has(at) {
            self.to.set_kind(Kind::Verse);
        }
    }

    /// Opens a block for a line.
    fn open(&mut self, at: usize) {
        let print = self.plan.print;
        let line = &print.lines[at];
        let block = &print.document.blocks[line.block];
        self.to.close_block();
        self.enclose(line);
        let kind = match &block.kind {
            Kind::Verse if print.plain => {
                let title = self.plan.seams.is_title(line.words).then_some(2);
                let level = title.or(self.plan.found.chapters.level(at));
                level.map_or(Kind::Paragraph, |level| Kind::Heading { level })
            }
            kind => kind.clone(),
        };
        if kind == Kind::Rule {
            self.to.open_block(kind);
            self.to.close_block();
            return;
        }
        self.open_kind(kind, block.span.start);
    }

    pub(crate) fn open_kind(&mut self, kind: Kind, source: Place) {
        let Kind::Table(mut table) = kind else { return self.to.open_block(kind) };
        self.to.open_block(Kind::Table(Box::default()));
        let here = self.to.here();
        for cell in table.rows.iter_mut().flatten() {
            *cell = Span::new(cell.start - source + here, cell.end - source + here);
        }
        self.to.set_kind(Kind::Table(table));
    }

    /// Enters and leaves containers until those of `line` are open.
    fn enclose(&mut self, line: &Line<'_>) {
        let document = self.document();
        let block = &document.blocks[line.block];
        let mut wanted: Vec<(ContainerId, &Enclosure)> = document.around(block).collect();
        wanted.reverse();
        // A number that counts nothing is words of the line.
        wanted.truncate(wanted.len() - usize::from(line.number.is_some()));
        let common =
            self.inside.iter().zip(&wanted).take_while(|(open, (id, _))| *open == id).count();
        self.leave_to(common);
        for (id, kind) in &wanted[common..] {
            self.to.enter((*kind).clone());
            self.inside.push(*id);
        }
    }

    fn leave_to(&mut self, depth: usize) {
        while self.inside.len() > depth {
            self.to.leave();
            self.inside.pop();
        }
    }

    /// Copies words of the source with their marks; `marks` may refer to notes.
    fn copy(&mut self, span: Span, marks: &[Reference]) {
        let mut at = span.start;
        for mark in marks.iter().filter(|mark| mark.span.start >= span.start) {
            if mark.span.start < at {
                continue;
            }
            if self.plan.feet.glued.contains(&mark.span) {
                self.words(Span::new(at, mark.span.start));
                at = mark.span.end;
                continue;
            }
            let Some(note) = self.plan.found.pairs.note_of(mark) else { continue };
            self.words(Span::new(at, mark.span.start));
            // A mark that a line was broken before stands behind the word above it.
            let rest = self.document().text.get(mark.span.end..span.end).unwrap_or("");
            let detached = at == mark.span.start && !rest.starts_with(char::is_alphanumeric);
            if detached && self.to.last_char() == Some(' ') {
                self.to.take_back(1);
            }
            let gathered = &self.plan.found.pairs.notes[note];
            let (key, label) = (gathered.key(note), gathered.label.clone());
            self.to.note_reference_as(&key, &label);
            if !self.plan.found.typed {
                let what = format!("Note {label} was gathered from the foot of its page.");
                self.to.repair(RepairKind::Note, what);
            }
            at = mark.span.end;
        }
        self.words(Span::new(at, span.end));
    }

    /// Copies words of the source with their styles and links.
    pub(crate) fn words(&mut self, span: Span) {
        let document = self.document();
        // Marks may begin before the span and reach into it, but not before their block.
        let block =
            document.block_at(span.start).map_or(span.start, |at| document.blocks[at].span.start);
        let from = document.marks.partition_point(|mark| mark.span.start < block);
        let near = document.marks[from..]
            .iter()
            .take_while(|mark| mark.span.start < span.end.max(span.start + 1));
        let mut open: Vec<(Place, OpenMark)> = Vec::new();
        let mut at = span.start;
        for mark in near {
            let begin = mark.span.start.max(span.start);
            let end = mark.span.end.min(span.end);
            if let MarkKind::NoteReference { label, note } = &mark.kind {
                if mark.span.start >= span.start && mark.span.start < span.end {
                    self.advance(&mut at, begin, &mut open);
                    match note {
                        Some(id) => self.to.note_reference_as(&format!("\0d{}", id.0), label),
                        None => self.to.note_reference(label),
                    }
                }
                continue;
            }
            if begin >= end {
                continue;
            }
            self.advance(&mut at, begin, &mut open);
            let opened = match &mark.kind {
                MarkKind::Link(Target::Address(address)) => self.to.open_link(address),
                MarkKind::Link(Target::Place(place)) => self.to.open_link(&format!("#\0{place}")),
                kind => self.to.open_mark(kind.clone()),
            };
            // The one that closes first stands last.
            let place = open.partition_point(|&(other, _)| other >= end);
            open.insert(place, (end, opened));
        }
        self.advance(&mut at, span.end, &mut open);
        for (_, mark) in open.into_iter().rev() {
            self.to.close_mark(mark);
        }
        self.last_references(span);
    }

    /// Note references of the source that stand behind the last word of a span.
    fn last_references(&mut self, span: Span) {
        let document = self.document();
        let marks = document.marks_in(Span::at(span.end));
        for mark in marks.iter().filter(|mark| mark.span.start == span.end) {
            if let MarkKind::NoteReference { label, note } = &mark.kind {
                match note {
                    Some(id) => self.to.note_reference_as(&format!("\0d{}", id.0), label),
                    None => self.to.note_reference(label),
                }
            }
        }
    }

    /// Copies words up to `end`, closing marks on the way.
    fn advance(&mut self, at: &mut Place, end: Place, open: &mut Vec<(Place, OpenMark)>) {
        loop {
            let next = open.last().filter(|(close, _)| *close <= end);
            let stop = next.map_or(end, |&(close, _)| close).max(*at);
            self.plain_words(Span::new(*at, stop));
            *at = stop;
            if next.is_none() {
                return;
            }
            if let Some((_, mark)) = open.pop() {
                self.to.close_mark(mark);
            }
        }
    }

    fn plain_words(&mut self, span: Span) {
        self.to.origin_of(self.plan.print.document, span);
        let mut at = span.start;
        let from = self.targets.partition_point(|&target| target < span.start);
        let to = self.targets.partition_point(|&target| target < span.end);
        for index in from..to {
            let target = self.targets[index];
            self.hyphened(Span::new(at, target));
            self.to.anchor(&format!("\0{target}"));
            at = target;
        }
        self.hyphened(Span::new(at, span.end));
    }

    /// Copies words, with the hyphens that an extractor took away.
    fn hyphened(&mut self, span: Span) {
        let text = &self.document().text;
        let places = &self.plan.found.lost.places;
        let from = places.partition_point(|&place| place < span.start);
        let mut at = span.start;
        for &place in places[from..].iter().take_while(|&&place| place < span.end) {
            self.to.text(&text[at..place]);
            self.to.text("-");
            let (left, right) = (last_word(&text[..place]), first_word(&text[place..]));
            let what = format!("“{left}{right}” has its hyphen again: “{left}-{right}”.");
            self.to.repair(RepairKind::Seam, what);
            at = place;
        }
        self.to.text(&text[at..span.end]);
    }

    fn notes(&mut self) {
        for (index, gathered) in self.plan.found.pairs.notes.iter().enumerate() {
            self.to.begin_note_as(&gathered.key(index), &gathered.label);
            self.note(gathered);
            self.to.end_note();
        }
        let document = self.document();
        for (index, note) in document.notes.iter().enumerate() {
            self.to.begin_note_as(&format!("\0d{index}"), &note.label);
            for block in &document.blocks[note.blocks.clone()] {
                self.open_kind(block.kind.clone(), block.span.start);
                self.words(block.span);
            }
            self.to.end_note();
        }
    }

    fn note(&mut self, note: &Gathered) {
        let print = self.plan.print;
        let mut before: Option<usize> = None;
        for (number, &at) in note.lines.iter().enumerate() {
            let line = &print.lines[at];
            let begin = if number == 0 { note.words.max(line.span.start) } else { line.span.start };
            let span = Span::new(begin, line.span.end);
            let over = note.tails.contains(&number);
            let right = Edge { at, words: line.words };
            let between = before.map_or(Between::Block, |before| {
                let left = Edge { at: before, words: print.lines[before].words };
                self.plan.seams.between(left, right, over, true)
            });
            match between {
                // The end of a note that runs on over the page is the end of its sentence.
                Between::Block if over => self.join(before.unwrap_or(at), at, Glue::Space, true),
                Between::Goes(glue) => {
                    self.join(before.unwrap_or(at), at, glue, over);
                }
                Between::Block => {
                    self.to.close_block();
                    self.to.open_block(Kind::Paragraph);
                }
            }
            if let Some(stray) = line.number.filter(|_| number > 0) {
                self.to.text(stray);
                self.to.text(" ");
            }
            self.words(span);
            before = Some(at);
        }
    }

    fn finish(self) -> Document {
        let source = self.plan.print.document;
        let mut document = self.to.finish(&source.source);
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
