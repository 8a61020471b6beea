//! Linking: which source a citation means, and where each note and source is referred to.
//!
//! Linking looks at a document and never changes it: its result stands beside the document, is
//! made once, before any layout, and can be made again when more of a text has come in.

mod citation;
mod list;
mod style;
mod works;

use std::rc::Rc;

use self::citation::Candidate;
use self::style::{by_page, keyed, linked, numbered, repeated};
use self::works::entry::{self, fields, people};
use self::works::{Index, key};
use crate::doc::{
    Citation, Cited, Diagnostic, Document, NoteId, Place, Problem, Reference, ReferenceId, Span,
};

/// What belongs to what in a text, in both directions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The entries of the bibliography, as they stand in the text.
    pub references: Vec<Reference>,
    /// The citations, by where they stand.
    pub citations: Vec<Citation>,
    /// What is wrong with citations and references.
    pub diagnostics: Vec<Diagnostic>,
    referred: Referred,
    /// Where the entries of the text's own lists stand, which are the first of the references.
    parts: Vec<list::split::Part>,
    /// For each reference, the citations that name it, as indices.
    cited: Vec<Vec<u32>>,
    /// The blocks that are the bibliography, its headings included; sorted, apart.
    bibliography: Vec<std::ops::Range<usize>>,
}

/// Finds which notes belong to what in a document, and no sources.
pub fn note_links(document: &Document) -> Links {
    Links { referred: Referred::of(document), ..Links::default() }
}

/// Finds what belongs to what in a document.
pub fn link(document: &Document) -> Links {
    let mut links = note_links(document);
    let mut index = links.read_bibliography(document);
    index.numbering = numbered::Habit::of(document, &index, |at| !links.is_bibliography(at));
    index.paged = by_page::is_habit(document, &index, |at| !links.is_bibliography(at));
    // Without a list of sources there is nothing a citation could lead to.
    if links.references.is_empty() {
        return links;
    }
    let mut candidates = links.scan(document, &index);
    citation::missing::settle(document, &index, &links.references, &mut candidates);
    let written = candidates.into_iter().map(|candidate| candidate.citation).collect();
    let written = linked::add_citations(&links, document, written);
    links.citations = keyed::add_citations(&links, document, written);
    links.cited = cited_by(&links.citations, links.references.len());
    links.diagnostics = links.diagnose(document);
    links
}

/// How many of the sources that a citation may mean are named where it is reported.
const NAMED: usize = 9;

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

/// The places that notes are referred to from, those of each note together: one piece of memory,
/// which is let go of at once, however many notes there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Referred {
    places: Vec<Place>,
    /// Where those of each note end in `places`.
    ends: Vec<usize>,
}

impl Referred {
    fn of(document: &Document) -> Self {
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

    fn to(&self, note: NoteId) -> &[Place] {
        let Some(&end) = self.ends.get(note.index()) else { return &[] };
        let start = note.index().checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.places[start..end]
    }
}

/// Reads the entries of a list.
fn read_entries(document: &Document, parts: &[list::split::Part]) -> Vec<entry::Entry> {
    let mut entries: Vec<entry::Entry> =
        parts.iter().map(|part| read_entry(document, part)).collect();
    let plain = |entry: &&entry::Entry| !entry.same && !entry.names.is_empty();
    let heads = || entries.iter().filter(plain).map(|entry| entry.names.as_str());
    let commas = heads().filter(|head| {
        head.split_once(',').is_some_and(|(family, _)| !family.trim().contains(' '))
    });
    if commas.count() * 5 < heads().count() && people::are_surnames_first(heads()) {
        for entry in entries.iter_mut().filter(|entry| !entry.same) {
            entry.people = people::surnames_first(&entry.names);
        }
    }
    entries
}

/// Where the words of an entry stand that follow its label.
pub(crate) fn behind_label(document: &Document, part: &list::split::Part) -> Span {
    let begin = part.label.map_or(part.span.start, |label| label.end + 1);
    let span = Span::new(begin.min(part.span.end), part.span.end);
    let lead = document.words(span).len() - document.words(span).trim_start().len();
    Span::new(span.start + lead, span.end)
}

/// Reads an entry as it stands in its list, after its label.
fn read_entry(document: &Document, part: &list::split::Part) -> entry::Entry {
    let span = behind_label(document, part);
    let mut entry = entry::read(document.words(span), &list::emphasis(document, span));
    entry.number = part.number.or(entry.number);
    entry.label = part.label.map(|label| document.words(label).to_owned());
    entry
}

/// The authors of an entry, with those of an entry above where a dash or *Idem* stands for them: for
/// all of them if it stands alone, for the first if others follow (Chicago 14.67). `above` are those
/// that were written out last.
fn people_of(entry: &mut entry::Entry, above: &people::People) -> people::People {
    if !entry.same || above.readings.is_empty() {
        return std::mem::take(&mut entry.people);
    }
    let further = entry.people.names();
    let alone = !entry.has_people();
    let kept = if alone { usize::MAX } else { 1 };
    let readings = above.readings.iter();
    let readings =
        readings.map(|reading| reading.iter().take(kept).chain(further).cloned().collect());
    let open = entry.people.open || alone && above.open;
    people::People { readings: readings.collect(), open }
}

impl Links {
    /// Finds the lists of sources and reads their entries.
    fn read_bibliography(&mut self, document: &Document) -> Index {
        let mut index = Index::default();
        let mut keys = key::Keys::default();
        document.references.iter().for_each(|reference| keys.take(&reference.key));
        for list in list::find(document) {
            index.begin_list(document.blocks[list.blocks.start].span.start);
            self.bibliography.push(list.blocks);
            let mut above = Rc::new(people::People::default());
            let entries = read_entries(document, &list.entries);
            for (part, mut entry) in list.entries.into_iter().zip(entries) {
                let people = Rc::new(people_of(&mut entry, &above));
                index.add(&entry, Rc::clone(&people));
                self.references.push(Reference {
                    key: keys.make(&entry, &people),
                    span: part.span,
                    ..fields::head(&entry, &people)
                });
                self.parts.push(part);
                if !entry.same {
                    above = people;
                }
            }
        }
        keyed::add_references(self, document, &mut index);
        index
    }

    /// Reads every block for citations: the body's paragraphs, the notes, and the entries, which
    /// now and then cite one another.
    fn scan(&self, document: &Document, index: &Index) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let mut memory = repeated::Memory::default();
        for (number, block) in document.blocks.iter().enumerate() {
            let text = document.words(block.span);
            if block.is_heading() || matches!(block.kind, crate::doc::Kind::Code { .. }) {
                continue;
            }
            if self.is_bibliography(number) {
                // Entries cite one another in brackets only.
                if !text.contains('(') {
                    continue;
                }
                let found = citation::scan(
                    document,
                    index,
                    block.span,
                    block.span.start,
                    &mut repeated::Memory::default(),
                );
                candidates.extend(
                    found.into_iter().filter(|found| self.is_between_entries(document, found)),
                );
                continue;
            }
            let home = document
                .note_of_block(number)
                .and_then(|note| self.references_to(note).first().copied())
                .unwrap_or(block.span.start);
            memory.begin(document, number);
            let found = citation::scan(document, index, block.span, home, &mut memory);
            memory.end(text, block.span.start, &found);
            candidates.extend(found);
        }
        candidates
    }

    /// Whether a citation in an entry is one: in brackets, of another entry, and certain.
    fn is_between_entries(&self, document: &Document, candidate: &Candidate) -> bool {
        let citation = &candidate.citation;
        let bracketed = document.words(citation.whole).starts_with('(');
        let other = |id: ReferenceId| !self.references[id.index()].span.overlaps(citation.whole);
        bracketed && matches!(citation.source, Cited::One(id) if other(id))
    }

    fn diagnose(&self, document: &Document) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for citation in &self.citations {
            if matches!(citation.source, Cited::One(_)) {
                continue;
            }
            let mut words = crate::language::fold::one_line(document.words(citation.span));
            if words.contains('(') && !words.contains(')') {
                words.push(')');
            }
            let place = citation.span.start;
            match &citation.source {
                Cited::One(_) => {}
                Cited::Missing => found.push(Diagnostic {
                    kind: Problem::CitationWithoutReference,
                    place,
                    what: format!("The bibliography has no entry for “{words}”."),
                }),
                Cited::OneOf(ids) => {
                    let keys: Vec<&str> =
                        ids.iter().map(|id| &*self.references[id.index()].key).collect();
                    let what = match keys.as_slice() {
                        [one] => {
                            format!("“{words}” may mean {one}, but does not quite agree with it.")
                        }
                        [first @ .., _] if first.len() > NAMED => format!(
                            "“{words}” may mean {}, or another of many; the text does not say which.",
                            first[..NAMED].join(", ")
                        ),
                        [first @ .., last] => format!(
                            "“{words}” may mean {} or {last}; the text does not say which.",
                            first.join(", ")
                        ),
                        [] => continue,
                    };
                    found.push(Diagnostic { kind: Problem::AmbiguousCitation, place, what });
                }
            }
        }
        // A bibliography by itself is no text that could cite.
        let alone = document.first_reference() == 0;
        for (reference, cited) in self.references.iter().zip(&self.cited) {
            if cited.is_empty() && !alone {
                found.push(Diagnostic {
                    kind: Problem::ReferenceWithoutCitation,
                    place: reference.span.start,
                    what: format!("Nothing in the text cites {}.", reference.key),
                });
            }
        }
        found.sort_by_key(|diagnostic| diagnostic.place);
        found
    }

    /// The places a note is referred to from, in order.
    pub fn references_to(&self, note: NoteId) -> &[Place] {
        self.referred.to(note)
    }

    /// The citations that name a source, or may name it, in order.
    pub fn citations_of(&self, reference: ReferenceId) -> impl ExactSizeIterator<Item = &Citation> {
        let indices = self.cited.get(reference.index()).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|&index| &self.citations[index as usize])
    }

    /// The references with all that their entries say: those of the text's own lists part by part, as
    /// those of a bibliography file come.
    pub fn sources(&self, document: &Document) -> Vec<Reference> {
        let own = self.references.iter().zip(&self.parts);
        let own = own.map(|(reference, part)| fields::all(document, part, reference));
        own.chain(self.references.iter().skip(self.parts.len()).cloned()).collect()
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
