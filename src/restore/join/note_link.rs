//! Which note a mark in the text refers to.
//!
//! Labels repeat: numbering may begin again with each chapter, or with each page. A mark means the
//! note at the foot of its own page; only a word that breaks over the page's end can carry its mark
//! to the page after.

use std::collections::HashMap;

use crate::restore::lines::marker::Reference;
use crate::restore::lines::{Print, Role};
use crate::restore::notes::Feet;
use crate::restore::order::piece::Piece;

/// A note, gathered over its pages.
#[derive(Clone, Debug)]
pub(crate) struct Gathered {
    /// Its label, as printed.
    pub label: String,
    /// Where its words begin.
    pub words: usize,
    /// Its lines, in order.
    pub lines: Vec<usize>,
    /// Which of `lines` begin another page.
    pub tails: Vec<usize>,
    /// The page it begins on, in the order of the text.
    page: usize,
}

impl Gathered {
    /// A name no other note has.
    pub(crate) fn key(&self, index: usize) -> String {
        format!("\0f{index}")
    }
}

/// Notes, and the marks that refer to them.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// The notes, in the order of the text.
    pub notes: Vec<Gathered>,
    /// Where a mark stands → its note.
    marks: HashMap<usize, usize>,
}

impl Pairs {
    /// The note a mark refers to.
    pub(crate) fn note_of(&self, reference: &Reference) -> Option<usize> {
        self.marks.get(&reference.span.start).copied()
    }

    /// Adds a note with what refers to it: its label, where its words begin, and its lines.
    pub(crate) fn add(
        &mut self,
        label: String,
        words: usize,
        lines: Vec<usize>,
        reference: &Reference,
    ) {
        self.marks.insert(reference.span.start, self.notes.len());
        self.notes.push(Gathered { label, words, lines, tails: Vec::new(), page: 0 });
    }

    /// Gathers the notes of pieces in their order, and finds their marks.
    pub(crate) fn of(
        print: &Print<'_>,
        feet: &Feet,
        pieces: &[Piece<'_>],
        order: &[usize],
    ) -> Self {
        let mut pairs = Self::default();
        let page_of = pages(print, pieces, order);
        let mut ordered: Vec<usize> = (0..feet.feet.len()).collect();
        let rank = |foot: usize| {
            let lines = feet.feet[foot].begin..feet.feet[foot].end;
            lines.filter_map(|at| page_of.get(&at).copied()).next().unwrap_or(usize::MAX)
        };
        ordered.sort_by_key(|&foot| rank(foot));
        for index in ordered {
            let foot = &feet.feet[index];
            pairs.append_tail(&foot.tail);
            let page = rank(index);
            pairs.notes.extend(foot.notes.iter().map(|note| Gathered {
                label: note.label.clone(),
                words: note.words,
                lines: note.lines.clone(),
                tails: Vec::new(),
                page,
            }));
        }
        pairs.find_marks(print, feet, &page_of);
        pairs
    }

    /// Gives the note gathered last its end. Lines that end no note stay a note of their own,
    /// without a label: they stood at the foot, and nothing is dropped.
    fn append_tail(&mut self, tail: &[usize]) {
        let Some(&first) = tail.first() else { return };
        match self.notes.last_mut() {
            Some(last) => {
                last.tails.push(last.lines.len());
                last.lines.extend(tail);
            }
            None => self.notes.push(Gathered {
                label: String::new(),
                words: 0,
                lines: tail.to_vec(),
                tails: Vec::new(),
                page: first,
            }),
        }
    }

    fn find_marks(&mut self, print: &Print<'_>, feet: &Feet, page_of: &HashMap<usize, usize>) {
        let mut by_label: HashMap<&str, Vec<(usize, &Reference)>> = HashMap::new();
        for reference in &feet.references {
            let glued = feet.glued.contains(&reference.span);
            if print.lines[reference.line].role != Role::Body || glued {
                continue;
            }
            let page = page_of.get(&reference.line).copied().unwrap_or(0);
            by_label.entry(&reference.label).or_default().push((page, reference));
        }
        for marks in by_label.values_mut() {
            marks.sort_by_key(|&(page, reference)| (page, reference.line, reference.span.start));
        }
        let mut found = vec![false; self.notes.len()];
        for near in [0, 1, 4] {
            for (index, note) in self.notes.iter().enumerate() {
                if found[index] {
                    continue;
                }
                let Some(marks) = by_label.get(note.label.as_str()) else { continue };
                let from = marks.partition_point(|(page, _)| page + near < note.page);
                let close = marks[from..].iter().take_while(|(page, _)| *page <= note.page + near);
                // A page asks for one note a few times at most.
                let free = close
                    .take(64)
                    .find(|(_, reference)| !self.marks.contains_key(&reference.span.start));
                if let Some((_, reference)) = free {
                    self.marks.insert(reference.span.start, index);
                    found[index] = true;
                }
            }
        }
    }
}

/// For each line, the page it is of, counted in the order of the text.
fn pages(print: &Print<'_>, pieces: &[Piece<'_>], order: &[usize]) -> HashMap<usize, usize> {
    let mut page = 0;
    let mut page_of = HashMap::new();
    let mut before: Option<usize> = None;
    for &index in order {
        let follows = index.checked_sub(1) == before && before.is_some();
        page += usize::from(pieces[index].hard || !follows);
        for at in pieces[index].lines.clone() {
            page_of.insert(at, page);
        }
        before = Some(index);
    }
    debug_assert!(page_of.len() <= print.lines.len());
    page_of
}
