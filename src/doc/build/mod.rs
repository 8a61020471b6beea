//! The builder: the one way to make a [`Document`].
//!
//! A reader says what it meets as it meets it: a block opens, words come, a mark opens and
//! closes, a note begins in the middle of a paragraph and ends again. The builder keeps each note
//! apart from the body until [`Builder::finish`] sets them one after the other and settles which
//! reference means which note.
//!
//! The surprise: calls need not balance. Untrusted sources leave things open, so a new block
//! closes the one before, a block's end closes its marks, and words outside of any block open a
//! paragraph. Nothing is lost whatever the order of calls.

mod flow;
mod notes;
mod order;
mod part;
mod settle;

use std::collections::HashMap;

use super::{
    Container, ContainerId, Diagnostic, Document, Enclosure, Geometry, Kind, MarkKind, Metadata,
    Origin, Place, Problem, Repair, RepairKind, Span, Target,
};
use flow::{Flow, RawMark};
use notes::{Name, Notes};
use order::NoteOrder;

/// Builds a document from what a reader meets, in the order it meets it.
#[derive(Debug, Default)]
pub struct Builder {
    /// Title, authors and the rest; fill in freely.
    pub metadata: Metadata,
    /// Repairs made while building; their places are in the flow they were made in, and only
    /// those of the body are kept as they are.
    pub repairs: Vec<Repair>,
    body: Flow,
    /// The notes begun and not ended, the innermost last: their index, and what is in them.
    open: Vec<(usize, Flow)>,
    notes: Notes,
    /// How many notes stood in their sentence.
    inline: usize,
    containers: Vec<Container>,
    anchors: HashMap<String, (Home, Place)>,
    /// Other names of places, where no place has them as its own.
    other_anchors: HashMap<String, (Home, Place)>,
    diagnostics: Vec<(Home, Diagnostic)>,
    /// Repairs with the flow they were made in.
    settling: Vec<(Home, Repair)>,
}

/// A handle to a mark that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenMark {
    home: Home,
    index: usize,
}

/// Which flow a place belongs to until the flows are set one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Home {
    Body,
    /// The note that is number `.0` in the order notes are begun.
    Note(usize),
}

impl Builder {
    /// A builder with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says how the line stood whose words come next; its place is found here. Call it once the
    /// block of the line is open and the line before has ended. Only lines of the body are kept.
    pub fn set_line(&mut self, line: Geometry) {
        let flow = self.flow();
        flow.geometry.push(Geometry { place: flow.text.len(), ..line });
    }

    /// Opens a block, closing the one before.
    pub fn open_block(&mut self, kind: Kind) {
        self.flow().open_block(kind);
    }

    /// Changes the kind of the block that is open, for what is known only at its end.
    pub fn set_kind(&mut self, kind: Kind) {
        let flow = self.flow();
        if flow.block.is_some() {
            flow.block = Some(kind);
        }
    }

    /// Closes the block that is open, if one is, and the marks in it.
    pub fn close_block(&mut self) {
        self.flow().close_block();
    }

    /// Whether a block is open.
    pub fn in_block(&self) -> bool {
        self.current().block.is_some()
    }

    /// Adds words to the block that is open, or to a new paragraph.
    pub fn text(&mut self, words: &str) {
        self.flow().push(words);
    }

    /// Says where the next word stands in the source: the number of its line, from 1, and how many
    /// bytes into the line.
    pub fn origin(&mut self, line: u32, column: u32) {
        self.origin_ahead(0, line, column);
    }

    /// Says the same of the word that will stand `bytes` behind the next.
    pub fn origin_ahead(&mut self, bytes: usize, line: u32, column: u32) {
        let flow = self.flow();
        // Texts of 4 GB have no lines that anybody looks for.
        let Ok(place) = u32::try_from(flow.next_word() + bytes) else { return };
        flow.add_origin(Origin { place, line, column });
    }

    /// Says that the next words are those of `span` in another document, so that they stand in the
    /// source where those do.
    pub fn origin_of(&mut self, document: &Document, span: Span) {
        let Some(first) = document.origin_at(span.start) else { return };
        let Ok(here) = u32::try_from(self.current().next_word()) else { return };
        let to = document.origins.partition_point(|origin| (origin.place as usize) < span.end);
        let start = span.start as u32;
        for origin in &document.origins[first..to.max(first)] {
            let place = here + origin.place.saturating_sub(start);
            let column = origin.column + start.saturating_sub(origin.place);
            self.flow().add_origin(Origin { place, line: origin.line, column });
        }
    }

    /// Takes back the last `bytes` bytes of the open block, which must end on a character; marks
    /// that reach into them end before them.
    pub fn take_back(&mut self, bytes: usize) {
        let flow = self.flow();
        let end = flow.text.len().saturating_sub(bytes).max(flow.began);
        flow.text.truncate(end);
        for mark in &mut flow.marks[flow.marks_before..] {
            mark.start = mark.start.min(end);
            mark.end = mark.end.map(|e| e.min(end));
        }
    }

    /// The words so far of the block that is open.
    pub fn block_words(&self) -> &str {
        let flow = self.current();
        if flow.block.is_some() { &flow.text[flow.began..] } else { "" }
    }

    /// The last character of the block that is open.
    pub fn last_char(&self) -> Option<char> {
        self.block_words().chars().next_back()
    }

    /// The place the next word will have in its flow, and so, in the body, in the document.
    pub fn here(&self) -> Place {
        self.current().text.len()
    }

    /// Enters a quotation or an item, closing the block that is open.
    pub fn enter(&mut self, kind: Enclosure) {
        let id = ContainerId(self.containers.len() as u32);
        let flow = self.flow();
        flow.close_block();
        let inside = flow.containers.last().copied();
        flow.containers.push(id);
        self.containers.push(Container { kind, inside });
    }

    /// Changes what stands before the innermost item, for what is known only inside it.
    pub fn set_marker(&mut self, marker: &str) {
        let innermost = self.current().containers.last().copied();
        if let Some(id) = innermost
            && let Enclosure::Item { marker: old } = &mut self.containers[id.0 as usize].kind
        {
            *old = marker.into();
        }
    }

    /// Leaves the innermost quotation or item, closing the block that is open.
    pub fn leave(&mut self) {
        let flow = self.flow();
        flow.close_block();
        flow.containers.pop();
    }

    /// Opens a mark at the place of the next word.
    pub fn open_mark(&mut self, kind: MarkKind) -> OpenMark {
        self.push_mark(kind, None)
    }

    /// Opens a link to `address`; one that starts with `#` leads to an [`anchor`](Self::anchor) of
    /// this text.
    pub fn open_link(&mut self, address: &str) -> OpenMark {
        let anchor = address.strip_prefix('#').filter(|id| !id.is_empty()).map(Box::from);
        self.push_mark(MarkKind::Link(Target::Address(address.into())), anchor)
    }

    fn push_mark(&mut self, kind: MarkKind, anchor: Option<Box<str>>) -> OpenMark {
        let flow = self.flow();
        flow.need_block();
        let index = flow.marks.len();
        flow.marks.push(RawMark { start: flow.text.len(), end: None, kind, anchor });
        flow.unclosed.push(index);
        OpenMark { home: self.home(), index }
    }

    /// Closes a mark after the last word of the flow it was opened in. A mark closed with its
    /// block or its note already stays as it is.
    pub fn close_mark(&mut self, mark: OpenMark) {
        let flow = match mark.home {
            Home::Body => &mut self.body,
            Home::Note(note) => match self.open.iter_mut().rfind(|(index, _)| *index == note) {
                Some((_, flow)) => flow,
                None => return,
            },
        };
        if let Some(at) = flow.unclosed.iter().rposition(|&open| open == mark.index) {
            flow.unclosed.remove(at);
            flow.marks[mark.index].end = Some(flow.text.len());
        }
    }

    /// Marks the last `bytes` bytes of the open block.
    pub fn mark_last(&mut self, bytes: usize, kind: MarkKind) {
        let end = self.here();
        self.mark_from(end.saturating_sub(bytes).max(self.current().began), end, kind);
    }

    /// Marks the words of the open block from one place of its flow to another.
    pub fn mark_from(&mut self, start: Place, end: Place, kind: MarkKind) {
        let flow = self.flow();
        if flow.began <= start && start < end && end <= flow.text.len() {
            flow.marks.push(RawMark { start, end: Some(end), kind, anchor: None });
        }
    }

    /// Links the words of the open block from one place of its flow to another, as
    /// [`open_link`](Self::open_link) does those that come next.
    pub fn link_from(&mut self, start: Place, end: Place, address: &str) {
        let anchor = address.strip_prefix('#').filter(|id| !id.is_empty()).map(Box::from);
        let kind = MarkKind::Link(Target::Address(address.into()));
        let flow = self.flow();
        if flow.began <= start && start < end && end <= flow.text.len() {
            flow.marks.push(RawMark { start, end: Some(end), kind, anchor });
        }
    }

    /// Notes that a note is referred to here, by the label the source uses.
    pub fn note_reference(&mut self, label: &str) {
        let kind = MarkKind::NoteReference { label: label.into(), note: None };
        let mark = self.push_mark(kind, None);
        self.close_mark(mark);
    }

    /// Notes that the note called `key` is referred to here, by a `label` that may be that of other
    /// notes too: labels repeat where numbering begins again with each page.
    pub fn note_reference_as(&mut self, key: &str, label: &str) {
        let kind = MarkKind::NoteReference { label: label.into(), note: None };
        let mark = self.push_mark(kind, Some(key.into()));
        self.close_mark(mark);
    }

    /// Begins a note that references know by `key` and readers by `label`.
    pub fn begin_note_as(&mut self, key: &str, label: &str) {
        self.begin(Name { key: key.into(), shown: Some(label.into()) });
    }

    fn begin(&mut self, name: Name) {
        let index = self.notes.begin(name);
        self.open.push((index, Flow::default()));
    }

    /// Begins a note. What follows, up to [`end_note`](Self::end_note), is its text; the block
    /// that was open stays open behind it.
    pub fn begin_note(&mut self, label: &str) {
        self.begin(Name { key: label.into(), shown: None });
    }

    /// Refers to a note that stands right here in its sentence, and begins it.
    pub fn begin_inline_note(&mut self) {
        self.inline += 1;
        // No source can spell this label, and no reader will see it.
        let label = format!("\0{}", self.inline);
        self.note_reference(&label);
        self.begin_note(&label);
    }

    /// Ends the note begun last. A note without a block gets an empty paragraph.
    pub fn end_note(&mut self) {
        if let Some((index, flow)) = self.open.pop() {
            self.notes.end(index, flow);
        }
    }

    /// Gives the place of the next word a name that links of the text can use. The first of two
    /// with one name keeps it.
    pub fn anchor(&mut self, name: &str) {
        let here = (self.home(), self.current().next_place());
        self.anchors.entry(name.to_owned()).or_insert(here);
    }

    /// Gives the place right after the last sign a name that links of the text can use, as the
    /// beginning of a cell has, which blanks part from the cell before.
    pub fn anchor_here(&mut self, name: &str) {
        let here = (self.home(), self.here());
        self.anchors.entry(name.to_owned()).or_insert(here);
    }

    /// Gives the block that is open a name that links of the text can use.
    pub fn anchor_block(&mut self, name: &str) {
        let here = (self.home(), self.current().began);
        self.anchors.entry(name.to_owned()).or_insert(here);
    }

    /// Gives the block that is open another name, which counts where nothing in the text has it by
    /// itself.
    pub fn anchor_block_besides(&mut self, name: &str) {
        let here = (self.home(), self.current().began);
        self.other_anchors.entry(name.to_owned()).or_insert(here);
    }

    /// Says that something is wrong at the place of the next word.
    pub fn diagnose(&mut self, kind: Problem, what: impl Into<String>) {
        let place = self.current().next_place();
        self.diagnostics.push((self.home(), Diagnostic { kind, place, what: what.into() }));
    }

    /// Says that something was put right at the place of the next word.
    pub fn repair(&mut self, kind: RepairKind, what: impl Into<String>) {
        let place = self.current().next_place();
        self.settling.push((self.home(), Repair { kind, place, what: what.into() }));
    }

    fn home(&self) -> Home {
        self.open.last().map_or(Home::Body, |&(index, _)| Home::Note(index))
    }

    fn current(&self) -> &Flow {
        self.open.last().map_or(&self.body, |(_, flow)| flow)
    }

    fn flow(&mut self) -> &mut Flow {
        self.open.last_mut().map_or(&mut self.body, |(_, flow)| flow)
    }

    /// Sets the flows one after the other and settles what each reference means.
    ///
    /// Labels are compared without regard to case, as `CommonMark` compares link labels; the
    /// first note of a label is the one meant. Notes keep the labels of the source where those
    /// are what readers see (numbers, `*`, `a`); where any is a name for the author's own use, or
    /// missing, all are numbered by first reference, as every renderer of such sources does.
    pub fn finish(mut self, source: &str) -> Document {
        while !self.open.is_empty() {
            self.end_note();
        }
        self.body.close_block();
        let order = NoteOrder::of(&self.body, &self.notes);
        let mut document = Document {
            source: source.to_owned(),
            metadata: self.metadata,
            body: self.body.blocks.len(),
            text: self.body.text,
            blocks: self.body.blocks,
            origins: self.body.origins,
            geometry: self.body.geometry,
            containers: self.containers,
            repairs: self.repairs,
            ..Document::default()
        };
        let names = std::mem::take(&mut self.notes.names);
        let (begin, marks) = self.notes.settle(&order.sequence, &order.shown, &mut document);
        let text = &document.text;
        let place = |home: Home, place: Place| {
            let by = if let Home::Note(index) = home { begin[index] } else { 0 };
            // Words that were taken back may have held it.
            let mut place = (place + by).min(text.len());
            while !text.is_char_boundary(place) {
                place -= 1;
            }
            place
        };
        let anchors: HashMap<&str, Place> = self
            .other_anchors
            .iter()
            // What comes later in a map takes the place of the other.
            .chain(&self.anchors)
            .map(|(name, &(home, at))| (name.as_str(), place(home, at)))
            .collect();
        for (home, mut diagnostic) in self.diagnostics {
            diagnostic.place = place(home, diagnostic.place);
            document.diagnostics.push(diagnostic);
        }
        for (home, mut repair) in self.settling {
            repair.place = place(home, repair.place);
            document.repairs.push(repair);
        }
        let count = self.body.marks.len() + marks.len();
        let marks = self.body.marks.into_iter().chain(marks);
        document.marks.reserve_exact(count);
        settle::marks(&mut document, marks, &anchors, &order);
        document.names = anchors.into_iter().map(|(name, at)| (name.into(), at)).collect();
        document.names.sort();
        order.diagnose(&names, &mut document);
        document.diagnostics.sort_by_key(|diagnostic| diagnostic.place);
        document
    }
}
