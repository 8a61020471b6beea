//! Finding the citations of a text, block by block, in the styles that it uses.

use crate::doc::{Block, Citation, Cited, Kind, ReferenceId};
use crate::link::citation::candidate::Candidate;
use crate::link::citation::memory::Memory;
use crate::link::citation::scan::Text;
use crate::link::citation::style::Finders;
use crate::link::citation::{missing, reading};
use crate::link::notes::NoteReferences;
use crate::link::passage::Passage;
use crate::link::style::STYLES;

/// Finds the citations of a text, in order: those that its words are, and those that its marks say.
pub(crate) fn citations(text: Text<'_>, notes: &NoteReferences) -> Vec<Citation> {
    let finders = Finders::of(STYLES, text);
    let mut candidates = written(text, notes, &finders);
    missing::settle(text.document, text.works, text.references, &mut candidates);
    let written = candidates.into_iter().map(|candidate| candidate.citation).collect();
    finders.marks.iter().fold(written, |found, add| add(text, found))
}

/// Reads every block for citations: the body's paragraphs, the notes, and the entries, which now and
/// then cite one another.
fn written(text: Text<'_>, notes: &NoteReferences, finders: &Finders) -> Vec<Candidate> {
    let document = text.document;
    let mut candidates = Vec::new();
    let mut memory = Memory::default();
    for (number, block) in document.blocks.iter().enumerate() {
        if block.is_heading() || matches!(block.kind, Kind::Code { .. }) {
            continue;
        }
        if text.is_listed(number) {
            candidates.extend(between_entries(text, block, finders));
            continue;
        }
        let referred = document.note_of_block(number).and_then(|note| notes.to(note).first());
        let home = referred.copied().unwrap_or(block.span.start);
        memory.begin(document, number);
        let found = reading::read(text, finders, block.span, home, &mut memory);
        memory.end(Passage::of(document, block.span), &found);
        candidates.extend(found);
    }
    candidates
}

/// The citations in a block of a list of sources. Entries cite one another in brackets only.
fn between_entries(text: Text<'_>, block: &Block, finders: &Finders) -> Vec<Candidate> {
    if !text.document.words(block.span).contains('(') {
        return Vec::new();
    }
    let mut memory = Memory::default();
    let mut found = reading::read(text, finders, block.span, block.span.start, &mut memory);
    found.retain(|candidate| is_between_entries(text, &candidate.citation));
    found
}

/// Whether a citation in an entry is one: in brackets, of another entry, and certain.
fn is_between_entries(text: Text<'_>, citation: &Citation) -> bool {
    let bracketed = text.document.words(citation.whole).starts_with('(');
    let other = |id: ReferenceId| !text.references[id.index()].span.overlaps(citation.whole);
    bracketed && matches!(citation.source, Cited::One(id) if other(id))
}
