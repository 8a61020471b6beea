//! The notes of a text that is being built.
//!
//! Their words lie one after the other, in the order they ended, and not each in memory of its own:
//! a book may have a hundred thousand. [`Notes::settle`] sets them behind the body in the order
//! that readers meet them.

use std::ops::Range;

use super::flow::{Flow, RawMark};
use crate::doc::{Block, Document, Kind, Note, Origin, Place, Span};

/// What a note is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What references call it; the first of two notes with one key is meant.
    pub(super) key: Box<str>,
    /// What readers see, where that is settled already.
    pub(super) shown: Option<Box<str>>,
}

impl Name {
    /// What readers see, or what references call it.
    pub(super) fn label(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.key)
    }
}

/// The notes begun so far, by number in the order they were begun.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub(super) names: Vec<Name>,
    /// What each holds; nothing while it is open.
    held: Vec<Held>,
    text: String,
    blocks: Vec<Option<Block>>,
    marks: Vec<RawMark>,
    origins: Vec<Origin>,
}

/// The parts of [`Notes`] that are one of them.
#[derive(Debug, Default, Clone)]
struct Held {
    text: Range<Place>,
    blocks: Range<usize>,
    marks: Range<usize>,
    origins: Range<usize>,
}

impl Notes {
    /// Begins a note, and gives its number.
    pub(super) fn begin(&mut self, name: Name) -> usize {
        self.names.push(name);
        self.held.push(Held::default());
        self.held.len() - 1
    }

    /// Ends note number `index`. A note without a block gets an empty paragraph.
    pub(super) fn end(&mut self, index: usize, mut flow: Flow) {
        flow.close_block();
        if flow.blocks.is_empty() {
            flow.open_block(Kind::Paragraph);
            flow.close_block();
        }
        let starts = (self.text.len(), self.blocks.len(), self.marks.len(), self.origins.len());
        self.text.push_str(&flow.text);
        self.blocks.extend(flow.blocks.into_iter().map(Some));
        self.marks.append(&mut flow.marks);
        self.origins.append(&mut flow.origins);
        self.held[index] = Held {
            text: starts.0..self.text.len(),
            blocks: starts.1..self.blocks.len(),
            marks: starts.2..self.marks.len(),
            origins: starts.3..self.origins.len(),
        };
    }

    /// The marks of note number `index`.
    pub(super) fn marks(&self, index: usize) -> &[RawMark] {
        &self.marks[self.held[index].marks.clone()]
    }

    /// The marks of all notes.
    pub(super) fn all_marks(&self) -> &[RawMark] {
        &self.marks
    }

    /// Sets the notes behind the body of a document, in the order of their numbers in `sequence`,
    /// which names each once, under the labels `shown`. Gives where each note begins, and the marks.
    pub(super) fn settle(
        mut self,
        sequence: &[usize],
        shown: &[Box<str>],
        document: &mut Document,
    ) -> (Vec<Place>, Vec<RawMark>) {
        let mut begin = vec![0; self.held.len()];
        document.text.reserve_exact(self.text.len() + self.held.len());
        document.blocks.reserve_exact(self.blocks.len());
        document.notes.reserve_exact(self.held.len());
        for &index in sequence {
            let held = &self.held[index];
            if !document.blocks.is_empty() {
                document.text.push('\n');
            }
            let start = document.text.len();
            begin[index] = start;
            document.text.push_str(&self.text[held.text.clone()]);
            let first = document.blocks.len();
            let blocks = self.blocks[held.blocks.clone()].iter_mut().filter_map(Option::take);
            document.blocks.extend(blocks.map(|block| block.shifted(start)));
            for mark in &mut self.marks[held.marks.clone()] {
                mark.start += start;
                mark.end = mark.end.map(|end| end + start);
            }
            // Texts of 4 GB have no lines that anybody looks for.
            let by = u32::try_from(start).unwrap_or(u32::MAX);
            let moved = self.origins[held.origins.clone()].iter().filter_map(|origin| {
                Some(Origin { place: origin.place.checked_add(by)?, ..*origin })
            });
            document.origins.extend(moved);
            document.notes.push(Note {
                label: shown[index].clone(),
                blocks: first..document.blocks.len(),
                span: Span::new(start, document.text.len()),
            });
        }
        (begin, self.marks)
    }
}
