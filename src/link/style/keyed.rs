//! Citations by key, as pandoc writes them: `[@doe1999, p. 3]`.
//!
//! Nothing is guessed here: a key is in the bibliography or it is not. A bare `@name` whose key is
//! in none may be anybody's name on the web and is no citation; in brackets, and in a note, it is a
//! missing one.

use std::collections::HashMap;

use crate::doc::{Citation, Cited, MarkKind, ReferenceId, Span};
use crate::link::citation::scan::Text;
use crate::link::citation::style::{Finds, Style};

pub(crate) const STYLE: Style = Style {
    name: "keys (pandoc, LaTeX)",
    recognise: |_, _| true,
    finds: &[Finds::Marks(add_citations)],
};

/// Adds the citations by key to those found in the words, in order. Where both claim the same
/// words the key is right.
fn add_citations(text: Text<'_>, written: Vec<Citation>) -> Vec<Citation> {
    let mut citations = by_key(text);
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

fn by_key(text: Text<'_>) -> Vec<Citation> {
    let document = text.document;
    let numbered = text.references.iter().enumerate();
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
    use crate::doc::{self, Builder, Reference};
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
