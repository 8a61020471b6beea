//! Citations by key, as pandoc writes them, and the references of bibliography files they name.
//!
//! Nothing is guessed here: a key is in the bibliography or it is not. A bare `@name` whose key is
//! in none may be anybody's name on the web and is no citation; in brackets, and in a note, it is a
//! missing one.

use std::collections::HashMap;
use std::rc::Rc;

use super::index::Index;
use super::{Links, bibliography, entry, people};
use crate::doc::{Citation, Cited, Document, MarkKind, ReferenceId, Span};

/// Takes over the references that a bibliography file brought with it, behind those of the lists
/// in the text. Where the text has lists of its own, those alone are what it cites by name and
/// year.
pub(super) fn add_references(links: &mut Links, document: &Document, index: &mut Index) {
    if document.references.is_empty() {
        return;
    }
    if links.references.is_empty() {
        index.begin_list(document.references[0].span.start);
        for reference in &document.references {
            let words = document.words(reference.span);
            let marks = bibliography::emphasis(document, reference.span);
            let mut entry = entry::read(words, &marks);
            entry.number = None;
            entry.title.clone_from(&reference.title);
            if reference.authors.is_empty() {
                entry.people = people::People::default();
            }
            let people = std::mem::take(&mut entry.people);
            index.add(&entry, Rc::new(people));
        }
    }
    links.references.extend(document.references.iter().cloned());
    links.bibliography.push(document.first_reference()..document.blocks.len());
}

/// Adds the citations by key to those found in the words, in order. Where both claim the same
/// words the key is right.
pub(super) fn add_citations(
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
    use crate::doc::{Builder, Reference};
    use crate::link::link;

    fn entry(key: &str, title: &str) -> Reference {
        let title = Some(title.to_owned());
        let authors = vec!["Someone".to_owned()];
        Reference { key: key.into(), authors, title, ..Reference::default() }
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
            (entry("a", "One"), "Doe, Ann. 2001. “One.” Paris: Seuil.", Vec::new()),
            (entry("b", "Two"), "Lee, Bo. 1999. “Two.” London: Verso.", Vec::new()),
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
