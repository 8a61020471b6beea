//! Muse, held against what others make of it: the fixtures of `Text::Amuse` with the HTML it
//! expects of them, and a book whose true words and notes are known; where they are present.

use std::fs;

use crate::shared::shared;
use html5gum::{StartTag, Token, Tokenizer};
use ibid::doc::{Document, Kind, MarkKind, Problem, Span};
use ibid::read::muse;

/// What a browser shows of the expected HTML.
#[derive(Default)]
struct Shown {
    body: String,
    /// Label and words of each note.
    notes: Vec<(String, String)>,
    /// The labels of the references to notes.
    references: Vec<String>,
    has_table: bool,
}

/// Where the words that come next belong.
#[derive(Clone, Copy, PartialEq)]
enum In {
    Body,
    Note,
    NoteLabel,
    Reference,
    Hidden,
}

fn class(tag: &StartTag<()>) -> String {
    let class = tag.attributes.iter().find(|(key, _)| key.as_slice() == b"class");
    class.map_or(String::new(), |(_, value)| String::from_utf8_lossy(value).into_owned())
}

fn shown(html: &str) -> Shown {
    let mut shown = Shown::default();
    let mut inside = vec![In::Body];
    for token in Tokenizer::new(html).flatten() {
        let now = *inside.last().unwrap();
        match token {
            Token::String(text) => {
                let text = String::from_utf8_lossy(&text).into_owned();
                match now {
                    In::Body => shown.body.push_str(&text),
                    In::Note => shown.notes.last_mut().unwrap().1.push_str(&text),
                    In::NoteLabel => shown.notes.last_mut().unwrap().0 = text,
                    In::Reference => shown.references.push(text),
                    In::Hidden => {}
                }
            }
            Token::StartTag(tag) => match (tag.name.as_slice(), class(&tag).as_str()) {
                (b"p", "fnline" | "secondary-fnline") => {
                    shown.notes.push(Default::default());
                    inside.push(In::Note);
                }
                (b"p" | b"div", "comment") => inside.push(In::Hidden),
                (b"p" | b"div", _) => inside.push(now),
                (b"a", "footnote") => {
                    // Note marks are set solid.
                    let words = match now {
                        In::Note => &mut shown.notes.last_mut().unwrap().1,
                        _ => &mut shown.body,
                    };
                    words.truncate(words.trim_end().len());
                    inside.push(In::Reference);
                }
                (b"a", "footnotebody") => inside.push(In::NoteLabel),
                (b"a", _) => inside.push(now),
                (b"table", _) => shown.has_table = true,
                (b"br", _) if now == In::Body => shown.body.push(' '),
                (b"br", _) if now == In::Note => shown.notes.last_mut().unwrap().1.push(' '),
                _ => {}
            },
            Token::EndTag(tag) if matches!(tag.name.as_slice(), b"p" | b"div" | b"a") => {
                if tag.name.as_slice() != b"a" && now == In::Body {
                    shown.body.push(' ');
                }
                inside.pop();
            }
            _ => {}
        }
    }
    shown
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The words that one text has more of than the other, first those of `left`.
fn difference<'t>(left: &'t str, right: &'t str) -> [Vec<&'t str>; 2] {
    let more = |one: &'t str, other: &'t str| {
        let mut rest = sorted(words(other));
        let mut more = words(one);
        more.retain(|word| rest.binary_search(word).map(|at| rest.remove(at)).is_err());
        more
    };
    [more(left, right), more(right, left)]
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    list.sort_unstable();
    list
}

/// The words of the body less the names of images, which a browser does not show.
fn body(document: &Document) -> String {
    let mut text = document.words(Span::new(0, document.body_end())).to_owned();
    for mark in document.marks.iter().rev() {
        let picture = matches!(&mark.kind, MarkKind::Image(image)
            if document.words(mark.span) == &*image.address);
        if picture && mark.span.end <= text.len() {
            text.replace_range(mark.span.start..mark.span.end, "");
        }
    }
    text
}

/// Holds one fixture against its HTML. Upstream prints a note as often as it is referred to and
/// leaves out those nothing refers to; here each is kept once, and the latter are reported. A
/// space before a note mark is closed up, which parts no words.
fn hold(name: &str, source: &str, html: &str) {
    let document = muse(name, source);
    assert_eq!(document.check(), Ok(()), "{name}");
    let shown = shown(html);
    let text = body(&document);
    assert_eq!(difference(&text, &shown.body), [[""; 0]; 2], "{name}");
    if !shown.has_table {
        // Rows are sorted head first by HTML, captions above all; all else stands in order.
        let pairs = words(&text).into_iter().zip(words(&shown.body));
        assert_eq!(pairs.into_iter().find(|(one, other)| one != other), None, "{name}");
    }

    let label = |label: &str| label.trim_matches(['[', ']']).to_owned();
    let expected: Vec<(String, Vec<&str>)> =
        shown.notes.iter().map(|(l, text)| (label(l), words(text))).collect();
    let unused: Vec<usize> = document
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.kind == Problem::NoteWithoutReference)
        .map(|diagnostic| diagnostic.place)
        .collect();
    let mut found = 0;
    for note in &document.notes {
        let read = (note.label.to_string(), words(document.words(note.span)));
        if !unused.contains(&note.span.start) {
            assert!(expected.contains(&read), "{name}: {read:?} not in {expected:?}");
            found += 1;
        }
    }
    let mut distinct = sorted(expected);
    distinct.dedup();
    assert_eq!(found, distinct.len(), "{name}");

    let referred = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::NoteReference { label, note: Some(_) } => Some(label.to_string()),
        _ => None,
    });
    let expected = shown.references.iter().map(|l| label(l)).collect();
    let mut referred = sorted(referred.collect());
    let mut expected: Vec<String> = sorted(expected);
    referred.dedup();
    expected.dedup();
    assert_eq!(referred, expected, "{name}");
}

#[test]
fn fixtures_of_text_amuse() {
    let Some(folder) = shared("suites/text-amuse", "the fixtures of Text::Amuse") else { return };
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "muse") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let html = fs::read_to_string(path.with_extension("exp.html")).unwrap();
        hold(&path.file_name().unwrap().to_string_lossy(), &source, &html);
        count += 1;
    }
    assert!(count > 0, "the folder holds fixtures");
}

#[test]
fn a_book_is_read_as_it_was_written() {
    let Some(source) = shared("cases/aurelius-book4.muse", "a book in Muse") else { return };
    let truth = source.with_file_name("aurelius-book4.truth.json");
    let truth: serde_json::Value = serde_json::from_slice(&fs::read(truth).unwrap()).unwrap();
    let document = muse("book", &fs::read_to_string(source).unwrap());
    let (body, notes) = (truth["body"].as_array().unwrap(), truth["notes"].as_array().unwrap());
    assert_eq!(document.notes.len(), notes.len());
    assert_eq!(document.body().len(), body.len());
    for (block, truth) in document.body().iter().zip(body) {
        let text = document.words(block.span);
        assert_eq!(text, truth["text"].as_str().unwrap());
        assert_eq!(matches!(block.kind, Kind::Heading { .. }), truth["kind"] == "heading");
        let offset = |place: usize| text[..place - block.span.start].chars().count() as u64;
        let found: Vec<(&str, u64, &str)> = document
            .note_references_in(block.span)
            .map(|(place, label, note)| {
                let note = document.note(note.expect("every note is there"));
                (label, offset(place), document.words(note.span))
            })
            .collect();
        let expected: Vec<(&str, u64, &str)> = truth["anchors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|anchor| {
                let note = notes.iter().find(|note| note["id"] == anchor["note"]).unwrap();
                let label = anchor["label"].as_str().unwrap();
                (label, anchor["offset"].as_u64().unwrap(), note["text"].as_str().unwrap())
            })
            .collect();
        assert_eq!(found, expected);
    }
}
