//! What is wrong with the citations and the sources of a text, for whoever edits it.

use crate::doc::{Citation, Cited, Diagnostic, Document, Problem, Reference, ReferenceId};
use crate::language::fold::one_line;

/// How many of the sources that a citation may mean are named where it is reported.
const NAMED: usize = 9;

/// What is wrong, in order. `cited` are, for each reference, the citations that name it.
pub(crate) fn of(
    document: &Document,
    references: &[Reference],
    citations: &[Citation],
    cited: &[Vec<u32>],
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = citations
        .iter()
        .filter_map(|citation| of_citation(document, references, citation))
        .collect();
    // A bibliography by itself is no text that could cite.
    let alone = document.first_reference() == 0;
    for (reference, _) in
        references.iter().zip(cited).filter(|(_, cited)| cited.is_empty() && !alone)
    {
        found.push(Diagnostic {
            kind: Problem::ReferenceWithoutCitation,
            place: reference.span.start,
            what: format!("Nothing in the text cites {}.", reference.key),
        });
    }
    found.sort_by_key(|diagnostic| diagnostic.place);
    found
}

/// What is wrong with a citation.
fn of_citation(
    document: &Document,
    references: &[Reference],
    citation: &Citation,
) -> Option<Diagnostic> {
    let place = citation.span.start;
    let words = || {
        let mut words = one_line(document.words(citation.span));
        if words.contains('(') && !words.contains(')') {
            words.push(')');
        }
        words
    };
    match &citation.source {
        Cited::One(_) => None,
        Cited::Missing => {
            let what = format!("The bibliography has no entry for “{}”.", words());
            Some(Diagnostic { kind: Problem::CitationWithoutReference, place, what })
        }
        Cited::OneOf(ids) => {
            let what = ambiguous(&words(), references, ids)?;
            Some(Diagnostic { kind: Problem::AmbiguousCitation, place, what })
        }
    }
}

/// Says which sources words may mean.
fn ambiguous(words: &str, references: &[Reference], ids: &[ReferenceId]) -> Option<String> {
    let keys: Vec<&str> = ids.iter().map(|id| &*references[id.index()].key).collect();
    Some(match keys.as_slice() {
        [one] => format!("“{words}” may mean {one}, but does not quite agree with it."),
        [first @ .., _] if first.len() > NAMED => format!(
            "“{words}” may mean {}, or another of many; the text does not say which.",
            first[..NAMED].join(", ")
        ),
        [first @ .., last] => format!(
            "“{words}” may mean {} or {last}; the text does not say which.",
            first.join(", ")
        ),
        [] => return None,
    })
}
