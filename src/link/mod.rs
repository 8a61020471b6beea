//! Linking: which source a citation means, and where each note and source is referred to.
//!
//! Linking looks at a document and never changes it: its result stands beside the document, is
//! made once, before any layout, and can be made again when more of a text has come in.

use crate::doc::{Citation, Diagnostic, Document, NoteId, Place, Reference, ReferenceId, Span};

/// What belongs to what in a text, in both directions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The entries of the bibliography, as they stand in the text.
    pub references: Vec<Reference>,
    /// The citations, by where they stand.
    pub citations: Vec<Citation>,
    /// What is wrong with citations and references.
    pub diagnostics: Vec<Diagnostic>,
    /// For each note, the places it is referred to from.
    referred: Vec<Vec<Place>>,
    /// For each reference, the citations that name it, as indices.
    cited: Vec<Vec<u32>>,
    /// The blocks that are the bibliography, its headings included; sorted, apart.
    bibliography: Vec<std::ops::Range<usize>>,
}

/// Finds what belongs to what in a document.
pub fn link(document: &Document) -> Links {
    Links { referred: referred(document), ..Links::default() }
}

/// For each note, the places it is referred to from.
fn referred(document: &Document) -> Vec<Vec<Place>> {
    let mut places = vec![Vec::new(); document.notes.len()];
    let all = Span::new(0, document.text.len());
    for (place, _, note) in document.note_references_in(all) {
        if let Some(note) = note {
            places[note.index()].push(place);
        }
    }
    places
}

impl Links {
    /// The places a note is referred to from, in order.
    pub fn references_to(&self, note: NoteId) -> &[Place] {
        self.referred.get(note.index()).map_or(&[], Vec::as_slice)
    }

    /// The citations that name a source, or may name it, in order.
    pub fn citations_of(&self, reference: ReferenceId) -> impl ExactSizeIterator<Item = &Citation> {
        let indices = self.cited.get(reference.index()).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|&index| &self.citations[index as usize])
    }

    /// Whether block number `index` belongs to the bibliography: an entry, or its heading.
    pub fn is_bibliography(&self, index: usize) -> bool {
        let after = self.bibliography.partition_point(|range| range.start <= index);
        after > 0 && self.bibliography[after - 1].contains(&index)
    }

    /// The index of the first citation at or after `place`.
    pub fn first_citation(&self, place: Place) -> usize {
        self.citations.partition_point(|citation| citation.span.start < place)
    }

    /// The citations that begin in `span`.
    pub fn citations_in(&self, span: Span) -> &[Citation] {
        let from = self.first_citation(span.start);
        let to = self.citations.partition_point(|citation| citation.span.start < span.end);
        &self.citations[from..to.max(from)]
    }
}
