//! Notes and what refers to them, as the walk meets them.

use super::state::{Flow, Gap, Inner, Walk};
use crate::read::html::notes::Note;
use crate::read::html::shown::is_hidden;
use crate::read::html::tree::Node;
use crate::read::html::tree::element::is_block;

/// How many nodes before a note are asked whether they refer to it.
const LONGEST_RUN: usize = 64;

impl Walk<'_> {
    /// A text in which references to notes are spelled out.
    pub(super) fn spelled(&mut self, text: &str, spelled: &[(usize, usize, usize)]) {
        let mut done = 0;
        for &(start, end, note) in spelled {
            self.words(&text[done..start]);
            self.reference(note);
            done = end;
        }
        self.words(&text[done..]);
    }

    pub(super) fn reference(&mut self, index: usize) {
        let note = &self.plan.notes[index];
        self.refer(&note_key(index), &note.label);
    }

    /// Refers to a note right after the word before, whatever blank the source has between; but
    /// one that begins a line stays in it.
    pub(super) fn refer(&mut self, key: &str, label: &str) {
        match self.flow.gap {
            Gap::Lines(_) => self.make_ready('\0'),
            Gap::Space => {
                self.flow.gap = Gap::Closed;
                self.need_block();
            }
            Gap::None | Gap::Closed => self.need_block(),
        }
        self.to.note_reference_as(key, label);
        self.flow.fresh = false;
    }

    pub(super) fn inline_note(&mut self, index: usize) {
        self.reference(index);
        self.note(index);
    }

    /// Whether a note is a block of its own that parts the words before it from those after it. One
    /// that stands where it is referred to, in its paragraph, parts nothing.
    fn stands_apart(&self, note: &Note) -> bool {
        let (tree, flow) = (self.tree, &self.flow);
        let parts = |parent| matches!(tree.name(parent), "body" | "div" | "section");
        let apart = !note.inline
            && !flow.verse
            && !flow.raw
            && matches!(flow.inner, Inner::Blocks)
            && is_block(tree.name(note.first))
            && tree.parent(note.first).is_some_and(parts);
        // As far back as the words go that may be its paragraph.
        let runs = |&before: &Node| {
            !is_block(tree.name(before)) || self.plan.notes.starts.contains_key(&before)
        };
        let run = std::iter::successors(tree.previous(note.first), |&node| tree.previous(node));
        let begin = run.take(LONGEST_RUN).take_while(runs).last();
        let near = |&reference: &Node| {
            begin.is_some_and(|begin| begin <= reference && reference < note.first)
        };
        apart && !note.references.iter().take(LONGEST_RUN).any(near)
    }

    /// Reads a note. The flow around it goes on after it as if it were not there.
    pub(super) fn note(&mut self, index: usize) {
        if !self.read.insert(index) {
            return;
        }
        let plan = self.plan;
        let note = &plan.notes[index];
        if self.stands_apart(note) {
            self.end_block();
        }
        let inside = Flow { fresh: true, skip: note.skip, ..Flow::default() };
        let around = std::mem::replace(&mut self.flow, inside);
        self.to.begin_note_as(&note_key(index), &note.label);
        let mut next = Some(note.first);
        while let Some(node) = next.filter(|&node| node <= note.last) {
            match self.tree.name(node) {
                "li" | "dd" | "dt" | "tr" | "td" | "th" | "aside" | "div" | "section" => {
                    self.anchor(node);
                    self.plain(node);
                }
                // Some books hide their notes from the page, to show them when they are asked for.
                name if is_block(name) => {
                    self.anchor(node);
                    self.block(node);
                }
                _ if note.inline && is_hidden(self.tree, node) => {
                    self.anchor(node);
                    self.children(node);
                }
                _ => self.node(node),
            }
            next = self.tree.next(node);
        }
        self.end_block();
        self.to.end_note();
        self.flow = around;
    }
}

/// What a note is known by, whatever its label: labels repeat from chapter to chapter.
fn note_key(index: usize) -> String {
    format!("n{index}")
}
