//! What a text has cited so far, for citations that repeat one before them.

use std::collections::HashMap;

use crate::doc::{Citation, Cited, Document, NoteId, ReferenceId, Span};
use crate::language::date::year_at;
use crate::link::citation::candidate::Candidate;
use crate::link::passage::Passage;

/// A source named in the text, if it is known, and the citation that named it.
type Named = (Option<ReferenceId>, Span);

/// What has been cited so far in the body, or in the notes.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The note that is read, if notes are.
    note: Option<NoteId>,
    /// The sources cited in this note or paragraph.
    here: Vec<Named>,
    /// The one source cited in the note or paragraph before, if it cites one and no other.
    before: Option<ReferenceId>,
    /// All sources cited so far, and when each was cited last, counted in citations.
    pub cited: HashMap<ReferenceId, usize>,
    count: usize,
    /// What `count` was when this note or paragraph began.
    begun: usize,
    /// The sources cited in this note, each once, in order.
    in_note: Vec<ReferenceId>,
    /// Those of the notes before it, by the label that the last of them bears.
    notes: HashMap<Box<str>, Vec<ReferenceId>>,
}

impl Memory {
    /// Begins a paragraph of the body, or a note.
    pub(crate) fn begin(&mut self, document: &Document, block: usize) {
        let note = document.note_of_block(block);
        if note.is_some() && note == self.note {
            return;
        }
        if let Some(note) = self.note
            && !self.in_note.is_empty()
        {
            let label = document.notes[note.index()].label.clone();
            self.notes.insert(label, std::mem::take(&mut self.in_note));
        }
        self.begun = self.count;
        if note.is_some() != self.note.is_some() {
            // The first note does not refer back to the end of the body.
            self.here.clear();
        }
        self.note = note;
        self.before = self.here.first().and_then(|first| first.0);
        if self.here.iter().any(|named| named.0 != self.before) {
            self.before = None;
        }
        self.here.clear();
    }

    /// Ends a block: one that names a source in words nobody can list breaks the chain, as one
    /// that cites two does.
    pub(crate) fn end(&mut self, passage: Passage<'_>, found: &[Candidate]) {
        if names_others(passage, found) {
            self.here.push((None, Span::at(passage.start)));
        }
    }

    /// Keeps a citation that was found.
    pub(crate) fn saw(&mut self, citation: &Citation) {
        let source = match citation.source {
            Cited::One(id) => Some(id),
            _ => None,
        };
        self.here.push((source, citation.whole));
        if let Some(id) = source {
            self.count += 1;
            let last = self.cited.insert(id, self.count);
            if self.note.is_some() && last.is_none_or(|last| last <= self.begun) {
                self.in_note.push(id);
            }
        }
    }

    /// The sources cited in the nearest note above that has a label and cites any.
    pub(crate) fn cited_in_note(&self, label: &str) -> &[ReferenceId] {
        self.notes.get(label).map_or(&[], Vec::as_slice)
    }

    /// The source cited last, here or before.
    pub(crate) fn last(&self) -> Option<ReferenceId> {
        self.here.last().map_or(self.before, |&(last, _)| last)
    }

    /// The source *ibid.* means here.
    pub(crate) fn same(&self) -> Option<ReferenceId> {
        if let Some(&(last, whole)) = self.here.last() {
            // One bracket with several sources leaves open which of them is meant.
            // What ends before that bracket cannot share it: a paragraph may be a whole book.
            let near = self.here.iter().rev().take_while(|(_, other)| other.end > whole.start);
            let alone = |&(source, other): &Named| other != whole || source == last;
            return last.filter(|_| near.into_iter().all(alone));
        }
        self.before
    }
}

/// Whether words between citations name a source of their own: a year that no citation holds.
fn names_others(passage: Passage<'_>, found: &[Candidate]) -> bool {
    let text = passage.text;
    let digits = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
    let years = digits.filter(|&(at, _)| year_at(text, at).is_some());
    let mut places = years.map(|(at, _)| passage.place(at));
    // Citations that share a bracket follow one another; eight of them are looked back at.
    places.any(|place| {
        let after = found.partition_point(|other| other.citation.whole.start <= place);
        let near = &found[after.saturating_sub(8)..after];
        !near.iter().any(|other| other.citation.whole.contains(place))
    })
}
