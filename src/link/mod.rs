//! Linking: which source a citation means, and where each note and source is referred to.
//!
//! Linking looks at a document and never changes it: its result stands beside the document, is
//! made once, before any layout, and can be made again when more of a text has come in.
//!
//! ```text
//! Document ─list→ parts ─works::entry→ entries ─works→ Works ─┐
//!    └──────── passages ──citation::reading × style::STYLES ──┴→ candidates ─missing→ citations
//! ```
//!
//! | | |
//! |---|---|
//! | `list` | where lists of sources are, and which words of them are which entry |
//! | `works` | an entry told into fields, and what a citation may mean |
//! | `citation` | what a style gets to look at and what it gives, and the order a text is read in |
//! | `style` | the table of styles, a file each |

mod citation;
mod find;
mod list;
mod notes;
mod passage;
mod problems;
mod sources;
mod style;
mod works;

pub(crate) use works::title::title_key;

use std::ops::Range;

use self::citation::scan::{Text, is_within};
use self::list::split::ListedEntry;
use self::notes::NoteReferences;
use self::sources::Sources;
use self::works::entry::fields;
use crate::doc::{Citation, Diagnostic, Document, NoteId, Place, Reference, ReferenceId, Span};
use crate::language::fold::one_line;
use crate::language::lexicon;

/// What belongs to what in a text, in both directions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The entries of the bibliography, as they stand in the text.
    pub references: Vec<Reference>,
    /// The citations, by where they stand.
    pub citations: Vec<Citation>,
    /// What is wrong with citations and references.
    pub diagnostics: Vec<Diagnostic>,
    notes: NoteReferences,
    /// Where the entries of the text's own lists stand, which are the first of the references.
    parts: Vec<ListedEntry>,
    /// For each reference, the citations that name it, as indices.
    cited: Vec<Vec<u32>>,
    /// The blocks that are the bibliography, its headings included; sorted, apart.
    lists: Vec<Range<usize>>,
}

/// Finds which notes belong to what in a document, and no sources.
pub fn note_links(document: &Document) -> Links {
    Links { notes: NoteReferences::of(document), ..Links::default() }
}

/// Finds what belongs to what in a document.
pub fn link(document: &Document) -> Links {
    let notes = NoteReferences::of(document);
    let Sources { references, parts, lists, works } = Sources::of(document);
    let mut links = Links { references, notes, parts, lists, ..Links::default() };
    // Without a list of sources there is nothing a citation could lead to.
    if links.references.is_empty() {
        return links;
    }
    let (references, lists) = (&*links.references, &*links.lists);
    let text = Text { document, works: &works, references, lists };
    let citations = find::citations(text, &links.notes);
    links.cited = cited_by(&citations, references.len());
    links.diagnostics = problems::of(document, references, &citations, &links.cited);
    links.citations = citations;
    links
}

/// For each reference, the citations that name it, as indices.
fn cited_by(citations: &[Citation], references: usize) -> Vec<Vec<u32>> {
    let mut cited = vec![Vec::new(); references];
    for (index, citation) in citations.iter().enumerate() {
        for reference in citation.references() {
            cited[reference.index()].push(index as u32);
        }
    }
    cited
}

impl Links {
    /// The places a note is referred to from, in order.
    pub fn references_to(&self, note: NoteId) -> &[Place] {
        self.notes.to(note)
    }

    /// The citations that name a source, or may name it, in order.
    pub fn citations_of(&self, reference: ReferenceId) -> impl ExactSizeIterator<Item = &Citation> {
        let indices = self.cited.get(reference.index()).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|&index| &self.citations[index as usize])
    }

    /// An entry as its list prints it, on one line; where a dash or *Idem* stands for the authors of the
    /// entry above, with their names.
    pub fn formatted(&self, document: &Document, reference: ReferenceId) -> String {
        let Some(source) = self.references.get(reference.index()) else { return String::new() };
        let words = one_line(document.words(source.span)).replace('\u{ad}', "");
        let same = match lexicon::the_same(&words) {
            0 => words.len() - words.trim_start_matches(['—', '–', '―', '-', '_']).len(),
            same => same,
        };
        let names: Vec<String> =
            source.people().names.iter().map(|name| name.shown().into_owned()).collect();
        if same < 2 || names.is_empty() {
            return words;
        }
        format!("{}{}", names.join(", "), &words[same..])
    }

    /// The references with all that their entries say: those of the text's own lists part by part, as
    /// those of a bibliography file come.
    pub fn sources(&self, document: &Document) -> Vec<Reference> {
        let own = self.references.iter().zip(&self.parts).map(|(reference, part)| {
            let words = part.words(document);
            fields::all(words.text, &words.emphasis(document), reference)
        });
        own.chain(self.references.iter().skip(self.parts.len()).cloned()).collect()
    }

    /// Whether block number `index` belongs to the bibliography: an entry, or its heading.
    pub fn is_bibliography(&self, index: usize) -> bool {
        is_within(&self.lists, index)
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
