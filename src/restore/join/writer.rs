//! Writes words of a document into another, with their styles, links and containers.

use crate::doc::{
    Builder, ContainerId, Document, Enclosure, Kind, MarkKind, NoteId, OpenMark, Place, RepairKind,
    Span, Target,
};
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::lines::Line;
use crate::restore::lines::word::{first_word, last_word};

/// Writes words of one document.
pub(crate) struct Writer<'d> {
    document: &'d Document,
    /// The document that is written.
    pub to: Builder,
    /// Containers that are open, as the source has them.
    inside: Vec<ContainerId>,
    /// Places of the source that links lead to.
    targets: Vec<Place>,
    /// Places of the source a hyphen was taken away from.
    hyphens: &'d [Place],
}

impl<'d> Writer<'d> {
    /// Writes words of `document`, which lost some hyphens.
    pub(crate) fn new(document: &'d Document, hyphens: &'d LostHyphens) -> Self {
        let mut to = Builder::new();
        to.metadata = document.metadata.clone();
        let mut targets: Vec<Place> = document
            .marks
            .iter()
            .filter_map(|mark| match mark.kind {
                MarkKind::Link(Target::Place(place)) => Some(place),
                _ => None,
            })
            .collect();
        targets.sort_unstable();
        targets.dedup();
        Self { document, to, inside: Vec::new(), targets, hyphens: &hyphens.places }
    }

    /// Opens a block; `source` is where it begins in the source.
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
    pub(crate) fn enclose(&mut self, line: &Line<'_>) {
        let document = self.document;
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

    /// Leaves containers until only so many are open.
    pub(crate) fn leave_to(&mut self, depth: usize) {
        while self.inside.len() > depth {
            self.to.leave();
            self.inside.pop();
        }
    }

    /// Copies words of the source with their styles and links.
    pub(crate) fn words(&mut self, span: Span) {
        let document = self.document;
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
                    self.note_reference(label, *note);
                }
                continue;
            }
            // An image without words is all there is of its figure.
            let bare = mark.span == span && matches!(mark.kind, MarkKind::Image(_));
            if begin >= end && !bare {
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

    /// Note references of the source that stand after the last word of a span.
    fn last_references(&mut self, span: Span) {
        let document = self.document;
        let marks = document.marks_in(Span::at(span.end));
        for mark in marks.iter().filter(|mark| mark.span.start == span.end) {
            if let MarkKind::NoteReference { label, note } = &mark.kind {
                self.note_reference(label, *note);
            }
        }
    }

    /// Copies a note marker of the source.
    fn note_reference(&mut self, label: &str, note: Option<NoteId>) {
        match note {
            Some(id) => self.to.note_reference_as(&format!("\0d{}", id.0), label),
            None => self.to.note_reference(label),
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
        self.to.origin_of(self.document, span);
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
        let text = &self.document.text;
        let places = self.hyphens;
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
}
