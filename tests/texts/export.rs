//! Markdown that is written reads back as the document it was written from.

use std::cmp::Reverse;

use crate::shared::shared;
use ibid::doc::{Document, Enclosure, Kind, MarkKind, Metadata, Span};
use ibid::{export, read};
use proptest::prelude::*;

/// What of a document must come back: its words, what they are, what encloses and marks them.
#[derive(Debug, PartialEq)]
struct View {
    text: String,
    /// Each block with what encloses it, the innermost first; containers are numbered as met.
    blocks: Vec<(Kind, Vec<(usize, Enclosure)>)>,
    marks: Vec<(Span, MarkKind)>,
    notes: Vec<(Box<str>, Span)>,
    metadata: Metadata,
}

fn view(document: &Document) -> View {
    assert_eq!(document.check(), Ok(()));
    let mut met = Vec::new();
    let mut blocks = Vec::new();
    for block in &document.blocks {
        let mut around: Vec<_> = document.around(block).collect();
        around.reverse();
        let numbered = around.into_iter().map(|(id, kind)| {
            let number = met.iter().position(|&other| other == id).unwrap_or_else(|| {
                met.push(id);
                met.len() - 1
            });
            (number, kind.clone())
        });
        blocks.push((block.kind.clone(), numbered.collect()));
    }
    // Two marks on the very same words may change places, and Markdown has no sign for a page.
    // What stands between dollars is a formula to whoever reads Markdown, and its words are as they were.
    let none = |kind: &MarkKind| matches!(kind, MarkKind::Page { .. } | MarkKind::Formula { .. });
    let marks = document.marks.iter().filter(|mark| !none(&mark.kind));
    let mut marks: Vec<_> = marks.map(|mark| (mark.span, mark.kind.clone())).collect();
    marks.sort_by_key(|(span, kind)| (span.start, Reverse(span.end), format!("{kind:?}")));
    View {
        text: document.text.clone(),
        blocks,
        marks,
        notes: document.notes.iter().map(|note| (note.label.clone(), note.span)).collect(),
        metadata: document.metadata.clone(),
    }
}

/// Writes and reads again.
fn again(document: &Document) -> (String, Document) {
    let markdown = export::markdown(document);
    let back = read::markdown(&document.source, &markdown);
    (markdown, back)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn markdown_reads_back_as_it_was(document in crate::grammar::document()) {
        let (markdown, back) = again(&document);
        prop_assert_eq!(view(&back), view(&document), "{}", markdown);
    }

    #[test]
    fn words_never_turn_into_markup(words in "[ -~\n“é\u{7}]{0,40}") {
        let document = read::plain("x", &words);
        let (markdown, back) = again(&document);
        // A bare address is a link to every reader of Markdown, and meant as one; and what stands
        // between dollars is a formula.
        let meant = |kind: &MarkKind| matches!(kind, MarkKind::Link(_) | MarkKind::Formula { .. });
        let marks = back.marks.iter().filter(|mark| !meant(&mark.kind));
        prop_assert_eq!(marks.count(), document.marks.len(), "{}", markdown);
        prop_assert_eq!(&back.text, &document.text, "{}", markdown);
        prop_assert_eq!(back.blocks.len(), document.blocks.len(), "{}", markdown);
    }

    #[test]
    fn plain_text_has_every_word(document in crate::grammar::document()) {
        let mut text = export::text(&document);
        for label in ["[1]", "[2]", "[3]", "[99]"] {
            text = text.replace(label, "");
        }
        let strip = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).collect()
        };
        let mut rest: &str = &strip(&text);
        for block in &document.blocks {
            for word in document.words(block.span).split_whitespace().map(strip) {
                let at = rest.find(&word);
                prop_assert!(at.is_some(), "{word} is not in its place in {text}");
                rest = &rest[at.unwrap_or(0) + word.len()..];
            }
        }
    }
}

#[test]
fn our_own_text_reads_back() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/texts/companion.md");
    let source = std::fs::read_to_string(path).unwrap();
    let document = read::markdown("companion.md", &source);
    let (markdown, back) = again(&document);
    same(&document, &back);
    assert_eq!(export::markdown(&back), markdown, "what is written once is written again");
}

#[test]
fn shared_texts_read_back() {
    let names = ["kropotkin-ch1.md", "mutual-ch2.md", "deepreview.md", "deepreview-notes.md"];
    for name in names {
        let Some(path) = shared(&format!("cases/{name}"), "a text read back") else { continue };
        let source = std::fs::read_to_string(path).unwrap();
        let document = read::markdown(name, &source);
        same(&document, &again(&document).1);
    }
}

/// Compares two documents piece by piece, so that a failure names the first difference.
fn same(document: &Document, back: &Document) {
    let (expected, found) = (view(document), view(back));
    let source = &document.source;
    for (expected, found) in expected.text.lines().zip(found.text.lines()) {
        assert_eq!(found, expected, "{source}");
    }
    for (number, (found, expected)) in found.blocks.iter().zip(&expected.blocks).enumerate() {
        assert_eq!(found, expected, "{source}, block {number}");
    }
    for (found, expected) in found.marks.iter().zip(&expected.marks) {
        assert_eq!(found, expected, "{source}: {:?}", document.words(expected.0));
    }
    assert_eq!(found.notes, expected.notes, "{source}");
    assert_eq!(found, expected, "{source}");
}

#[test]
fn writes_what_a_person_would() {
    let source = "---\ntitle: On notes\nauthor: Ann Lee\ndate: '1906'\n---\n\n## First {#first}\n\n\
                  A *word*[^1] and **more**, see [above](#first).\n\n- one\n- two\n  - deep\n\n\
                  > Quoted\n>\n> > twice\n\n1. a\n\n   b\n\n2. c\n\n| A line\n|\n|   of verse\n\n\
                  ````rust\n```\n````\n\n* * *\n\n| a | b |\n| --- | --: |\n| c | d |\n\n\
                  - [ ] open\n- [x] done\n\nTerm\n:   What it means.\n\n\
                  [^1]: A note.\n\n    Its end.\n";
    let document = read::markdown("x", source);
    assert_eq!(export::markdown(&document), source);
}

/// Citations by key read as names and years, and are written as what their author wrote.
#[test]
fn citations_by_key_are_written_as_keys() {
    let source = "---\nbibliography: x.bib\nnocite: '@*'\n---\n\nOne [see *also* @doe, p. 3; -@lee], @lee \
                  [p. 4] and @nobody, *as [@doe] has it*[^1].\n\n> - [@doe]\n\n| a | b |\n| --- | --- |\n\
                  | [@doe] | @lee |\n\n[^1]: [@doe; @nobody].\n";
    let file = "@book{doe, author={Doe, Ann}, title={One}, year=1999}\n\
                @book{lee, author={Lee, Bo}, title={Two}, year=2001}\n";
    let cited = |source: &str| {
        let mut document = read::markdown("x", source);
        read::add_bibliography(&mut document, &[("x.bib".to_owned(), file.into())]);
        document
    };
    let document = cited(source);
    let words =
        "One (see also Doe 1999, 3; 2001), Lee (2001, 4) and @nobody, as (Doe 1999) has it.";
    assert_eq!(document.words(document.blocks[0].span), words);
    let markdown = export::markdown(&document);
    let (text, list) =
        markdown.split_once("\n## References").expect("the list stands behind the text");
    assert_eq!(text, source);
    same(&document, &cited(text));
    assert!(list.contains("Doe, Ann. 1999"));

    let links = ibid::link::link(&document);
    let json: serde_json::Value = serde_json::from_str(&export::json(&document, &links)).unwrap();
    assert_eq!(json["blocks"][0]["text"], "One ,  and @nobody, as  has it.");
    let cited = |at: usize| (&json["citations"][at]["text"], &json["citations"][at]["reference"]);
    assert_eq!(cited(0), (&"[see *also* @doe, p. 3; -@lee]".into(), &"doe".into()));
    assert_eq!(cited(2), (&"@lee [p. 4]".into(), &"lee".into()));
}

#[test]
fn labels_that_repeat_are_told_apart() {
    let mut to = ibid::doc::Builder::new();
    to.text("a");
    to.note_reference("1");
    to.note_reference("7");
    for words in ["first", "second"] {
        to.begin_note("1");
        to.text(words);
        to.end_note();
    }
    let expected = "a[^1][^7]\n\n[^1]: first\n\n[^1b]: second\n";
    assert_eq!(export::markdown(&to.finish("x")), expected);
}

#[test]
fn markers_without_a_sign_are_said_in_words() {
    let mut to = ibid::doc::Builder::new();
    for (marker, heading) in [("iv.", false), ("a)", true), ("☐", true)] {
        to.enter(Enclosure::Item { marker: marker.into() });
        if heading {
            to.open_block(Kind::Heading { level: 2 });
        }
        to.text("words");
        to.leave();
    }
    let expected = "- iv. words\n\n- a)\n\n  ## words\n\n- ☐\n\n  ## words\n";
    assert_eq!(export::markdown(&to.finish("x")), expected);
}

/// As pandoc wants them: letters are numbers, and a list in a note begins below its label.
#[test]
fn letters_and_lists_in_notes_read_back() {
    let cases = [
        ("A.  one\nB.  two\n", "A.  one\n\nB.  two\n"),
        ("(ix) one\n(x) two\n\n     more\n", "(ix) one\n\n(x) two\n\n    more\n"),
        ("- x\n    a. one\n    b. two\n", "- x\n\n  a.  one\n\n  b.  two\n"),
        (
            "So.[^n]\n\n[^n]:\n    - one\n\n      more\n    - two\n",
            "So.[^n]\n\n[^n]:\n    - one\n\n      more\n\n    - two\n",
        ),
        ("So $a_1*b_1*c$ and \\$5.\n", "So $a_1*b_1*c$ and \\$5.\n"),
        // Code that would define an address.
        ("[<code>\\]:</code>](u)\n", "[<code>\\]:</code>](u)\n"),
    ];
    for (text, expected) in cases {
        let document = read::markdown("a.md", text);
        assert_eq!(export::markdown(&document), expected, "{text}");
        let (_, back) = again(&document);
        same(&document, &back);
    }
}
