//! Citations by key, as pandoc writes them, and the references of bibliography files they name.
//!
//! Nothing is guessed here: a key is in the bibliography or it is not. A bare `@name` whose key is
//! in none may be anybody's name on the web and is no citation; in brackets, and in a note, it is a
//! missing one.

use std::collections::HashMap;
use std::rc::Rc;

use crate::doc::{self, Citation, Cited, Document, Field, MarkKind, Reference, ReferenceId, Span};
use crate::language::date::{Date, When, dates};
use crate::language::name::Name;
use crate::link::Links;
use crate::link::works::Index;
use crate::link::works::entry::Entry;
use crate::link::works::entry::people::People;

/// Takes over the references that a bibliography file brought with it, behind those of the lists
/// in the text. Where the text has lists of its own, those alone are what it cites by name and
/// year.
pub(crate) fn add_references(links: &mut Links, document: &Document, index: &mut Index) {
    if document.references.is_empty() {
        return;
    }
    if links.references.is_empty() {
        index.begin_list(document.references[0].span.start);
        for reference in &document.references {
            index.add(&entry_of(reference), Rc::new(people_of(reference)));
        }
    }
    links.references.extend(document.references.iter().cloned());
    links.bibliography.push(document.first_reference()..document.blocks.len());
}

/// What citations by name and year ask of a source of a bibliography file. It is cited as lists by
/// author and date are: by its year, or as one without.
fn entry_of(reference: &Reference) -> Entry {
    let when = |words: &str| dates(words).into_iter().next();
    let undated = Date { start: 0, end: 0, when: When::Undated, suffix: None, also: None };
    let date = match &reference.year {
        Some(year) => when(year).map(|date| Date { suffix: reference.suffix, ..date }),
        None => Some(undated),
    };
    let original = reference.get(Field::Original).and_then(when);
    Entry {
        date,
        also: original.map(|date| date.when),
        dated_head: true,
        title: reference.title.clone(),
        ..Entry::default()
    }
}

/// The people a source of a bibliography file is cited by.
fn people_of(reference: &Reference) -> People {
    let people = reference.people();
    let name = |name: &doc::Name| match name.is_whole() {
        true => Name::whole(&name.surname()),
        false => Name::inverted(&name.surname(), &name.given),
    };
    let names: Vec<Name> = people.names.iter().map(name).collect();
    let readings = if names.is_empty() { Vec::new() } else { vec![names] };
    People { readings, open: people.others }
}

/// Adds the citations by key to those found in the words, in order. Where both claim the same
/// words the key is right.
pub(crate) fn add_citations(
    links: &Links,
    document: &Document,
    written: Vec<Citation>,
) -> Vec<Citation> {
    let mut citations = by_key(links, document);
    if citations.is_empty() {
        return written;
    }
    let wholes: Vec<Span> = citations.iter().map(|citation| citation.whole).collect();
    let overlaps = |span: Span| {
        let after = wholes.partition_point(|whole| whole.end <= span.start);
        wholes.get(after).is_some_and(|whole| whole.start < span.end)
    };
    citations.extend(written.into_iter().filter(|citation| !overlaps(citation.whole)));
    citations.sort_by_key(|citation| citation.span);
    citations
}

fn by_key(links: &Links, document: &Document) -> Vec<Citation> {
    let numbered = links.references.iter().enumerate();
    let keys: HashMap<&str, ReferenceId> =
        numbered.rev().map(|(at, entry)| (&*entry.key, ReferenceId(at as u32))).collect();
    let known = |kind: &MarkKind| match kind {
        MarkKind::Citation { key, .. } => keys.contains_key(&**key),
        _ => false,
    };
    let cites = document.marks.iter().any(|mark| known(&mark.kind));
    let mut group = Span::at(0);
    let mut citations = Vec::new();
    for mark in &document.marks {
        match &mark.kind {
            MarkKind::CitationGroup { .. } => group = mark.span,
            MarkKind::Citation { key, locator } => {
                let grouped = group.encloses(mark.span);
                let whole = if grouped { group } else { mark.span };
                let bracketed = document.words(whole).starts_with(['[', '(']);
                let source = match keys.get(&**key) {
                    Some(&id) => Cited::One(id),
                    None if bracketed => Cited::Missing,
                    // A note of a text that cites by key talks of sources.
                    None if cites && document.note_at(mark.span.start).is_some() => Cited::Missing,
                    None => continue,
                };
                let locator = locator.as_deref().map(str::to_owned);
                citations.push(Citation { span: mark.span, whole, source, locator });
            }
            _ => {}
        }
    }
    citations
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Builder;
    use crate::link::link;

    fn entry(key: &str, family: &str, title: &str) -> Reference {
        let title = Some(title.to_owned());
        let [family, given] = [family, "Bo"].map(str::to_owned);
        let someone = doc::Name { family, given, ..doc::Name::default() };
        let authors = doc::People { names: vec![someone], others: false };
        let year = Some("1999".to_owned());
        Reference { key: key.into(), authors, year, title, ..Reference::default() }
    }

    #[test]
    fn keys_name_their_entries() {
        let mut to = Builder::new();
        to.text("As ");
        let cite = |to: &mut Builder, key: &str| {
            let start = to.here();
            to.text(&format!("@{key}"));
            let kind = MarkKind::Citation { key: key.into(), locator: None };
            to.mark_from(start, to.here(), kind);
        };
        cite(&mut to, "a");
        to.text(" and ");
        cite(&mut to, "stranger");
        to.text(" say ");
        let start = to.here();
        to.text("[");
        cite(&mut to, "b");
        to.text("; ");
        cite(&mut to, "gone");
        to.text("]");
        let kind = MarkKind::CitationGroup { written: "".into() };
        to.mark_from(start, to.here(), kind);
        to.text(" and (Lee 1999).");
        let mut document = to.finish("x");
        document.add_references([
            // What an entry says counts, and not the words that are made of it.
            (entry("a", "Doe", "One"), "Lee, Bo. 1999. “Two.” London: Verso.", Vec::new()),
            (entry("b", "Lee", "Two"), "Doe, Bo. 1999. “One.” Paris: Seuil.", Vec::new()),
        ]);
        assert_eq!(document.check(), Ok(()));
        let links = link(&document);
        let found: Vec<(&str, &str, &[ReferenceId])> = links
            .citations
            .iter()
            .map(|c| (document.words(c.span), document.words(c.whole), c.references()))
            .collect();
        let (a, b) = (ReferenceId(0), ReferenceId(1));
        assert_eq!(
            found,
            [
                ("@a", "@a", &[a][..]),
                ("@b", "[@b; @gone]", &[b]),
                ("@gone", "[@b; @gone]", &[]),
                ("Lee 1999", "(Lee 1999)", &[b]),
            ]
        );
        assert_eq!(links.diagnostics.len(), 1, "{:?}", links.diagnostics);
        assert!(links.is_bibliography(1) && !links.is_bibliography(0));
    }
}
