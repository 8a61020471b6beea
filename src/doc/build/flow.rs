//! A flow: a run of blocks with places of its own, the body or a note, as it is being built.

use super::part;
use crate::doc::{Block, ContainerId, Geometry, Kind, MarkKind, Origin, Place, Span};

/// A run of blocks with places of its own.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
    pub(super) marks: Vec<RawMark>,
    /// The kind of the block that is open, which began at `began`.
    pub(super) block: Option<Kind>,
    pub(super) began: Place,
    /// How many of `marks` stood in blocks before it.
    pub(super) marks_before: usize,
    pub(super) containers: Vec<ContainerId>,
    /// Indices of `marks` not closed yet.
    pub(super) unclosed: Vec<usize>,
    pub(super) origins: Vec<Origin>,
    pub(super) geometry: Vec<Geometry>,
}

/// A mark of a flow.
#[derive(Debug)]
pub(super) struct RawMark {
    pub(super) start: Place,
    pub(super) end: Option<Place>,
    pub(super) kind: MarkKind,
    /// An address within the text, or the key of a note; resolved when all are known.
    pub(super) anchor: Option<Box<str>>,
}

impl Flow {
    /// Opens a paragraph unless a block is open.
    pub(super) fn need_block(&mut self) {
        if self.block.is_none() {
            self.open_block(Kind::Paragraph);
        }
    }

    /// Opens a block, closing the one before.
    pub(super) fn open_block(&mut self, kind: Kind) {
        self.close_block();
        if !self.blocks.is_empty() {
            self.text.push('\n');
        }
        self.began = self.text.len();
        self.marks_before = self.marks.len();
        self.block = Some(kind);
    }

    /// Closes the block that is open, and the marks in it.
    pub(super) fn close_block(&mut self) {
        let Some(kind) = self.block.take() else { return };
        let words = self.text[self.began..].trim_end_matches(SEPARATING).len();
        let end = self.began
            + if matches!(kind, Kind::Table(_)) { self.text.len() - self.began } else { words };
        self.text.truncate(end);
        // What follows may come from no line, and say nothing of where this came from.
        while self.origins.last().is_some_and(|last| last.place as usize > end) {
            self.origins.pop();
        }
        for index in self.unclosed.drain(..) {
            self.marks[index].end = Some(end);
        }
        for mark in &mut self.marks[self.marks_before..] {
            mark.start = mark.start.min(end);
            mark.end = mark.end.map(|e| e.min(end));
        }
        let span = Span::new(self.began, end);
        let inside = self.containers.last().copied();
        let parts = match kind {
            Kind::Table(table) => part::table(&self.text, *table, span),
            Kind::Paragraph | Kind::Caption if self.shows_only_images(span) => {
                vec![(Kind::Figure, span)]
            }
            Kind::Figure if !self.shows_only_images(span) => vec![(Kind::Paragraph, span)],
            kind => vec![(kind, span)],
        };
        self.blocks.extend(parts.into_iter().map(|(kind, span)| Block { kind, span, inside }));
    }

    /// Whether all words of the block that ends stand for images. There may be none.
    fn shows_only_images(&self, span: Span) -> bool {
        let own = &self.marks[self.marks_before..];
        let mut images: Vec<Span> = own
            .iter()
            .filter(|mark| matches!(mark.kind, MarkKind::Image(_)))
            .map(|mark| Span::new(mark.start, mark.end.unwrap_or(span.end)))
            .collect();
        images.sort_unstable_by_key(|image| image.start);
        let mut at = span.start;
        let blank = |from, to| self.text[from..to].trim().is_empty();
        let within = images.iter().all(|image| {
            let parted = image.start <= at || blank(at, image.start);
            at = at.max(image.end);
            parted
        });
        let refers = own.iter().any(|mark| matches!(mark.kind, MarkKind::NoteReference { .. }));
        !images.is_empty() && within && blank(at, span.end) && !refers
    }

    /// Adds words. Past [`part::LONGEST`] they go on in a new block, so that no later pass ever meets a
    /// line of 200 MB; those of a heading in a paragraph. Tables are parted when they end.
    pub(super) fn push(&mut self, mut words: &str) {
        self.need_block();
        while !matches!(self.block, Some(Kind::Table(_))) {
            let room = part::LONGEST.saturating_sub(self.text.len() - self.began);
            if words.len() <= room {
                break;
            }
            let (first, rest) = part::words(words, room);
            self.text.push_str(first);
            words = rest;
            if words.is_empty() {
                return;
            }
            let kind = self.block.clone().filter(|kind| !matches!(kind, Kind::Heading { .. }));
            self.open_block(kind.unwrap_or(Kind::Paragraph));
        }
        self.text.push_str(words);
    }

    /// Where the next word will stand, behind all white space.
    pub(super) fn next_word(&self) -> Place {
        self.text.len() + usize::from(self.block.is_none() && !self.blocks.is_empty())
    }

    /// Adds where words stand that come next.
    pub(super) fn add_origin(&mut self, next: Origin) {
        // The end of a block takes back the white space before it.
        while self.origins.last().is_some_and(|last| last.place >= next.place) {
            self.origins.pop();
        }
        if !self.origins.last().is_some_and(|last| last.foretells(next)) {
            self.origins.push(next);
        }
    }

    /// Where the next word will stand: after the separator if a block must be opened for it; in a
    /// block, before any white space at its end, which goes if no word comes.
    pub(super) fn next_place(&self) -> Place {
        match self.block {
            Some(_) => self.began + self.text[self.began..].trim_end_matches(SEPARATING).len(),
            None => self.text.len() + usize::from(!self.blocks.is_empty()),
        }
    }
}

/// White space that at the end of a block separates it from the next, and is no word of it.
const SEPARATING: [char; 4] = [' ', '\t', '\n', '\r'];
