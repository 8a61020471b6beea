//! Where each note is referred to.

use crate::doc::{Document, NoteId, Place, Span};

/// The places that notes are referred to from, those of each note together: one piece of memory,
/// which is let go of at once, however many notes there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct NoteReferences {
    places: Vec<Place>,
    /// Where those of each note end in `places`.
    ends: Vec<usize>,
}

impl NoteReferences {
    /// Those of a document.
    pub(crate) fn of(document: &Document) -> Self {
        let all = Span::new(0, document.text.len());
        let references = document.note_references_in(all);
        let mut found: Vec<(NoteId, Place)> =
            references.filter_map(|(place, _, note)| Some((note?, place))).collect();
        found.sort_by_key(|&(note, _)| note.index());
        let ends = (0..document.notes.len())
            .map(|index| found.partition_point(|(note, _)| note.index() <= index))
            .collect();
        Self { places: found.into_iter().map(|(_, place)| place).collect(), ends }
    }

    /// The places that refer to a note, in order.
    pub(crate) fn to(&self, note: NoteId) -> &[Place] {
        let Some(&end) = self.ends.get(note.index()) else { return &[] };
        let start = note.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..end]
    }
}
