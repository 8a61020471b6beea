//! What Muse texts mean, by example.

use proptest::prelude::*;

use super::*;
use crate::doc::{Enclosure, Kind, MarkKind, Problem};

fn document(text: &str) -> Document {
    let document = read("x", text);
    assert_eq!(document.check(), Ok(()), "{text}");
    document
}

/// The blocks, one a line: what encloses them, their kind, their words.
fn outline(text: &str) -> String {
    let document = document(text);
    let mut out = String::new();
    for block in &document.blocks {
        let around: Vec<String> = document.around(block).map(|(_, kind)| name(kind)).collect();
        let around: String = around.into_iter().rev().collect();
        let kind = match &block.kind {
            Kind::Paragraph => "",
            Kind::Heading { .. } => "#",
            Kind::Verse => "~",
            Kind::Code { .. } => "=",
            Kind::Table(_) => "|",
            Kind::Figure | Kind::Caption => "",
            Kind::Rule => "-",
        };
        let words = document.words(block.span).replace('\n', "/");
        out.push_str(&format!("{around}{kind}{words}\n"));
    }
    out
}

fn name(kind: &Enclosure) -> String {
    match kind {
        Enclosure::Quote => ">".to_owned(),
        Enclosure::Item { marker } => format!("{marker} "),
        Enclosure::Definition => ": ".to_owned(),
    }
}

#[test]
fn blocks() {
    let cases = [
        ("One\ntwo\n\nthree", "One two\nthree\n"),
        ("* One\n\n*** Two\ngoes on", "#One\n#Two goes on\n"),
        ("#title T\n\n#one\n* One\n\ntwo", "#One\ntwo\n"),
        ("a\n\n  b\n\n  c\n\nd", "a\n>b\n>c\nd\n"),
        // A note of more than paragraphs, and a list after it that is not the note's.
        (
            "a[1]\n\n[1] n\n\n    - b\n    - c\n\n      d\n\n    e\n\n - f",
            "a\n• f\nn\n• b\n• c\n• d\ne\n",
        ),
        ("a[1]\n\n[1] n\n\n    <quote>\n    b\n    </quote>\n\nc", "a\nc\nn\n>b\n"),
        ("      centred\n\n                         right", "centred\nright\n"),
        (" - a\n - b\n   goes on\n\n   more\n\nc", "• a\n• b goes on\n• more\nc\n"),
        (" 1. a\n    i. b\n    ii. c\n 2. d", "1. a\n1. i. b\n1. ii. c\n2. d\n"),
        (" - a\n\n; gap\n\n - b", "• a\n• b\n"),
        (" T :: a\n U :: b", "T\n: a\nU\n: b\n"),
        ("<quote>\na\n\n - b\n</quote>\nc", ">a\n>• b\nc\n"),
        ("> a\n>   b\n>\n> c", "~a/  b\n~c\n"),
        ("<verse>\n  a\n    b\n\n  c\n</verse>\nd", "~a/  b\n~c\nd\n"),
        ("<verse>\nopen", "open\n"),
        ("{{{\n<example>\n *a*\n}}}\nb", "=<example>/ *a*\nb\n"),
        ("<comment>\nhidden\n</comment>\nshown", "shown\n"),
        ("<comment>\nnever closed", "never closed\n"),
        (" a || b\n c | d", "|a\tb/c\td\n"),
        ("a\n\n----\n\nb", "a\n-\nb\n"),
        ("<center>\na\n</center>\n<right>\nb\n</right>", "a\nb\n"),
        ("a\n\n<br>\n\nb <br> c", "a\nb/c\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(outline(text), expected, "{text}");
    }
}

/// Notes with label and words.
type Notes = Vec<(String, String)>;
/// References to notes with the label they show and the note they mean.
type Meant = Vec<(String, Option<usize>)>;

fn notes(text: &str) -> (Notes, Meant) {
    let document = document(text);
    let notes = document.notes.iter();
    let notes = notes.map(|note| (note.label.to_string(), document.words(note.span).to_owned()));
    let references = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::NoteReference { label, note } => {
            Some((label.to_string(), note.map(crate::doc::NoteId::index)))
        }
        _ => None,
    });
    (notes.collect(), references.collect())
}

#[test]
fn notes_are_where_their_author_put_them() {
    let text = "A[1] b [2] c [9]\n\n[1] One\n    goes on {1}\n\n    and *on*.\n\n  quoted\n\n\
                [2] Two\n 1. in it\n\n{1} Second [2]";
    let (found, references) = notes(text);
    let expected = [("1", "One goes on\nand on."), ("2", "Two 1. in it"), ("{1}", "Second [2]")];
    let expected = expected.map(|(label, words)| (label.to_owned(), words.to_owned()));
    assert_eq!(found, expected);
    let meant = [("1", 0), ("2", 1), ("{1}", 2)];
    assert_eq!(references, meant.map(|(label, note)| (label.to_owned(), Some(note))));
    assert!(document(text).text.starts_with("A b c [9]\nquoted\n"), "{}", document(text).text);
}

#[test]
fn numbering_that_begins_again() {
    let (found, references) = notes("* A\n\na[1]\n\n[1] One\n\n* B\n\nb[1] c[1]\n\n[1] Other");
    assert_eq!(found.len(), 2);
    let meant: Vec<_> = references.iter().map(|(_, note)| note.unwrap()).collect();
    assert_eq!(meant, [0, 1, 1]);
    let (_, references) = notes("a[1]\n\nb[1] c[2]\n\n* Notes\n\n[1] A\n\n[1] B\n\n[2] C");
    let meant: Vec<_> = references.iter().map(|(_, note)| note.unwrap()).collect();
    assert_eq!(meant, [0, 0, 2], "one chapter may refer twice");
}

#[test]
fn an_unused_note_is_kept_and_reported() {
    let document = document("a\n\n[3] b");
    assert_eq!(document.notes.len(), 1);
    assert_eq!(document.diagnostics[0].kind, Problem::NoteWithoutReference);
}

#[test]
fn directives_and_anchors() {
    let text = "#title *A* text\n#author B; C\n#lang en\n#notes One\ntwo\n\n#source [[u][v]]\n\n\
                Body [[#there][x]]\n\n#there\n* Head\n";
    let document = document(text);
    assert_eq!(document.metadata.title.as_deref(), Some("A text"));
    assert_eq!(document.metadata.authors, ["B", "C"]);
    assert_eq!(document.metadata.language.as_deref(), Some("en"));
    let more = [("notes", "One two"), ("source", "v")];
    assert_eq!(document.metadata.more, more.map(|(k, v)| (k.to_owned(), v.to_owned())));
    assert_eq!(document.diagnostics, []);
    let target = document.blocks[1].span.start;
    let leads = |kind: &MarkKind| *kind == MarkKind::Link(crate::doc::Target::Place(target));
    assert!(document.marks.iter().any(|mark| leads(&mark.kind)));
}

#[test]
fn recognises_its_own() {
    assert!(looks_like("\n#title A\n"));
    assert!(looks_like("#SORTauthors B\n#title A\n"));
    for text in ["# title", "#title", "title", "#!/bin/sh", "#tag and more"] {
        assert!(!looks_like(text), "{text}");
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn anything_is_a_text(text in "(?s)[\\[\\]{}*=<>|#;:~ \n\t1-3a-c.\u{a0}é/-]{0,200}") {
        document(&text);
    }

    /// What a text says is in the document, once and in order, whatever its indentation and markup.
    #[test]
    fn no_word_is_lost(parts in proptest::collection::vec(
        prop_oneof![
            "w[a-z]{2,5}", "w[a-z]{2,5}", Just("\n".to_owned()), Just("\n\n".to_owned()),
            Just("\n  ".to_owned()), Just("\n - ".to_owned()), Just("\n\n    ".to_owned()),
            Just("*".to_owned()), Just("=".to_owned()), Just("\n* ".to_owned()),
            Just("\n> ".to_owned()), Just(" :: ".to_owned()), Just(" | ".to_owned()),
            Just("[[".to_owned()), Just("]]".to_owned()), Just("{".to_owned()),
            Just("\n----\n".to_owned()), Just("~~".to_owned()), Just(" ".to_owned()),
        ], 0..60)) {
        let text = format!("begin {}", parts.concat());
        let document = document(&text);
        prop_assert_eq!(letters(&document.text), letters(&text));
    }
}
