//! Linking: every link's two ends agree, and nothing points out of the text.

use std::collections::HashSet;

use ibid::doc::{Cited, MarkKind, NoteId, ReferenceId, Span};
use ibid::text::Text;
use ibid::{check, export, read};

use super::feed::Feed;
use super::words;

/// A text that cites, of whatever sense.
pub fn links(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let before = feed.part().text(words::CITING);
    let list = feed.text(words::CITING);
    let source = format!("{before}\n\n## References\n\n{list}");
    let document = read::markdown("a.md", &source);
    assert_eq!(document.check(), Ok(()), "{source:?}");
    let text = Text::new(document);
    ends_agree(&text);
    exported(&text);
}

/// What holds of the links of every text.
pub fn ends_agree(text: &Text) {
    let (document, links) = (&text.document, &text.links);
    let words = &document.text;
    let lies_in = |span: Span| words.get(span.start..span.end).is_some();
    // Notes: each reference is among those of its note, and each of those is a reference.
    let mut count = 0;
    for mark in &document.marks {
        if let MarkKind::NoteReference { note: Some(note), .. } = mark.kind {
            assert!(links.references_to(note).contains(&mark.span.start), "{mark:?}");
            count += 1;
        }
    }
    let notes = (0..document.notes.len()).map(|index| NoteId(index as u32));
    let back: usize = notes.map(|note| links.references_to(note).len()).sum();
    assert_eq!(back, count, "notes are referred to as often as they say");
    // Sources: each citation is among those of its sources, and each of those names its source.
    for citation in &links.citations {
        assert!(lies_in(citation.span) && lies_in(citation.whole), "{citation:?}");
        assert!(citation.whole.encloses(citation.span), "{citation:?}");
        assert!(!matches!(&citation.source, Cited::OneOf(several) if several.is_empty()));
        for &reference in citation.references() {
            assert!(reference.index() < links.references.len(), "{citation:?}");
            assert!(links.citations_of(reference).any(|back| back == citation), "{citation:?}");
        }
    }
    assert!(links.citations.is_sorted_by_key(|citation| citation.span.start));
    for index in 0..links.references.len() {
        let reference = ReferenceId(index as u32);
        for citation in links.citations_of(reference) {
            assert!(citation.references().contains(&reference), "{citation:?}");
        }
    }
    let keys: HashSet<&str> = links.references.iter().map(|reference| &*reference.key).collect();
    assert_eq!(keys.len(), links.references.len(), "keys name one source each");
    assert!(links.references.iter().all(|reference| lies_in(reference.span)));
    for diagnostic in &links.diagnostics {
        assert!(words.is_char_boundary(diagnostic.place), "{diagnostic:?}");
    }
    for section in &text.sections {
        assert!(lies_in(section.span), "{section:?}");
    }
}

/// Every export and the check of a text come to an end, and JSON is JSON.
fn exported(text: &Text) {
    let json = export::json(&text.document, &text.links);
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "{json}");
    let csl = export::csl_json(&text.document, &text.links);
    assert!(serde_json::from_str::<serde_json::Value>(&csl).is_ok(), "{csl}");
    export::bibtex(&text.document, &text.links);
    export::markdown(&text.document);
    export::text(&text.document);
    _ = check::lines(text, None, &check::check(text));
}
