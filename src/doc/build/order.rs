//! The order of notes: which note a label means, where each note stands, and what readers see
//! as its label.

use std::collections::{HashMap, HashSet};

use super::Builder;
use super::flow::{Flow, RawMark};
use super::notes::{Name, Notes};
use crate::doc::{Diagnostic, Document, MarkKind, NoteId, Problem};
use crate::language::fold::Fold;

impl Builder {
    /// Promises every note that was referred to and not begun: a source of which only the opening
    /// was read has it further on. An ellipsis stands for its words, so that labels and the order
    /// of notes are those of the whole as far as the opening goes.
    pub fn promise_notes(&mut self) {
        let begun = self.notes.names.iter().map(|name| Fold::Label.of(&name.key).into_owned());
        let mut there: HashSet<String> = begun.collect();
        let mut marks: Vec<&RawMark> = self.body.marks.iter().collect();
        marks.sort_by_key(|mark| mark.start);
        marks.extend(self.notes.all_marks());
        let promised: Vec<Name> = marks
            .into_iter()
            .filter_map(|mark| {
                let key =
                    mark.note_key().filter(|key| there.insert(Fold::Label.of(key).into_owned()))?;
                Some(Name { key: key.into(), shown: mark.note_label().map(Box::from) })
            })
            .collect();
        for name in promised {
            self.begin(name);
            self.text("…");
            self.end_note();
        }
    }
}

impl RawMark {
    /// What readers see of a reference whose note has a key besides.
    fn note_label(&self) -> Option<&str> {
        match (&self.kind, &self.anchor) {
            (MarkKind::NoteReference { label, .. }, Some(_)) => Some(label),
            _ => None,
        }
    }

    /// What a reference calls the note it means.
    fn note_key(&self) -> Option<&str> {
        match &self.kind {
            MarkKind::NoteReference { label, .. } => Some(self.anchor.as_deref().unwrap_or(label)),
            _ => None,
        }
    }
}

/// Which note a label means, in which order notes stand, and what the reader sees as labels.
#[derive(Debug, Default)]
pub(super) struct NoteOrder {
    /// Notes by index of definition, in the order of the document.
    pub(super) sequence: Vec<usize>,
    /// For each note by definition, the label readers see.
    pub(super) shown: Vec<Box<str>>,
    /// Folded label → note by definition.
    pub(super) by_label: HashMap<String, usize>,
    /// For each note by definition, its number in the document.
    pub(super) number: Vec<u32>,
    /// Notes by definition that nothing refers to, though something could.
    pub(super) unreferenced: Vec<usize>,
    /// Notes by definition whose label an earlier one has.
    pub(super) duplicates: Vec<usize>,
}

impl NoteOrder {
    pub(super) fn of(body: &Flow, notes: &Notes) -> Self {
        let mut order = Self::default();
        for (index, name) in notes.names.iter().enumerate() {
            let taken =
                *order.by_label.entry(Fold::Label.of(&name.key).into_owned()).or_insert(index);
            if taken != index {
                order.duplicates.push(index);
            }
        }
        order.walk(body, notes);
        order.shown = order.labels(notes);
        order.number = vec![0; notes.names.len()];
        for (number, &index) in order.sequence.iter().enumerate() {
            order.number[index] = number as u32;
        }
        order
    }

    /// Puts notes in the order they are first referred to, a note's own references right after
    /// those of the text before it; then those nothing refers to, as they are defined.
    fn walk(&mut self, body: &Flow, notes: &Notes) {
        let mut seen = vec![false; notes.names.len()];
        let labels = |marks: &[RawMark]| -> Vec<usize> {
            let mut marks: Vec<&RawMark> =
                marks.iter().filter(|mark| mark.note_key().is_some()).collect();
            marks.sort_by_key(|mark| mark.start);
            marks.iter().filter_map(|mark| self.meant(mark)).collect()
        };
        let mut sequence: Vec<usize> = Vec::with_capacity(notes.names.len());
        let mut visit = |found: Vec<usize>, sequence: &mut Vec<usize>| {
            for index in found {
                if !std::mem::replace(&mut seen[index], true) {
                    sequence.push(index);
                }
            }
        };
        visit(labels(&body.marks), &mut sequence);
        let mut next = 0;
        while next < sequence.len() {
            visit(labels(notes.marks(sequence[next])), &mut sequence);
            next += 1;
        }
        for (index, name) in notes.names.iter().enumerate() {
            if seen[index] {
                continue;
            }
            sequence.push(index);
            if self.by_label.get(&*Fold::Label.of(&name.key)) == Some(&index) {
                self.unreferenced.push(index);
            }
        }
        // Where the labels are numbers the author gave, a note nothing refers to belongs between
        // its neighbours, not behind them all.
        let numbers: Option<Vec<u32>> =
            notes.names.iter().map(|name| name.label().parse().ok()).collect();
        let rising = |pair: &[u32]| pair[0] <= pair[1];
        if numbers.is_some_and(|numbers| numbers.windows(2).all(rising)) {
            sequence.sort_unstable();
        }
        self.sequence = sequence;
    }

    fn meant(&self, mark: &RawMark) -> Option<usize> {
        self.by_label.get(&*Fold::Label.of(mark.note_key()?)).copied()
    }

    fn labels(&self, notes: &Notes) -> Vec<Box<str>> {
        if notes.names.iter().all(|name| name.shown.is_some() || is_visible_label(&name.key)) {
            return notes.names.iter().map(|name| name.label().into()).collect();
        }
        let mut shown = vec![Box::from(""); notes.names.len()];
        for (number, &index) in self.sequence.iter().enumerate() {
            shown[index] = (number + 1).to_string().into();
        }
        shown
    }

    pub(super) fn reference(&self, key: &str, label: &str) -> MarkKind {
        match self.by_label.get(&*Fold::Label.of(key)) {
            Some(&index) => MarkKind::NoteReference {
                label: self.shown[index].clone(),
                note: Some(NoteId(self.number[index])),
            },
            None => MarkKind::NoteReference { label: label.into(), note: None },
        }
    }

    pub(super) fn diagnose(&self, names: &[Name], document: &mut Document) {
        let mut found = Vec::new();
        let place = |index: usize| document.notes[self.number[index] as usize].span.start;
        for &index in &self.duplicates {
            let what = format!("The label “{}” is taken by an earlier note.", names[index].label());
            found.push(Diagnostic { kind: Problem::DuplicateNote, place: place(index), what });
        }
        for &index in &self.unreferenced {
            let what = format!("Nothing refers to note “{}”.", names[index].label());
            found.push(Diagnostic {
                kind: Problem::NoteWithoutReference,
                place: place(index),
                what,
            });
        }
        for mark in &document.marks {
            if let MarkKind::NoteReference { label, note: None } = &mark.kind {
                let what = format!("There is no note “{label}”.");
                let kind = Problem::ReferenceWithoutNote;
                found.push(Diagnostic { kind, place: mark.span.start, what });
            }
        }
        document.diagnostics.append(&mut found);
    }
}

/// Whether a label is meant for readers: a number, a sign such as `*`, or up to three letters.
fn is_visible_label(label: &str) -> bool {
    let length = label.chars().count();
    let numeric = label.chars().all(|c| c.is_ascii_digit());
    length > 0
        && !label.contains(|c: char| c.is_whitespace() || c.is_control())
        && (length <= 3 || numeric && length <= 5)
}
