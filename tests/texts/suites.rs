//! The conformance suites of Markdown, where they are present: every word a browser would show of
//! an example's HTML is in the document read from its source, and notes are notes.

use std::collections::HashMap;
use std::fs;

use crate::shared::shared;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};
use ibid::doc::{Document, MarkKind};
use ibid::read::markdown;

/// An example of a suite.
struct Example {
    number: usize,
    source: String,
    html: String,
}

/// The examples of a suite in the format of the CommonMark specification: fences of backticks,
/// the info string `example`, and a line `.` between source and HTML.
fn fenced(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !line.strip_prefix(&fence).is_some_and(|info| info.trim().starts_with("example")) {
            continue;
        }
        let lines: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        let middle = lines.iter().position(|line| *line == ".").expect("a line `.`");
        let join =
            |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
        examples.push(Example {
            number: examples.len() + 1,
            source: join(&lines[..middle]).replace('→', "\t"),
            html: join(&lines[middle + 1..]).replace('→', "\t"),
        });
    }
    examples
}

/// The examples of a fixture of markdown-it: source and HTML between lines `.`.
fn dotted(text: &str) -> Vec<Example> {
    let text = format!("\n{text}");
    let parts: Vec<&str> = text.split("\n.\n").skip(1).collect();
    parts
        .chunks(3)
        .filter(|chunk| chunk.len() >= 2)
        .enumerate()
        .map(|(index, chunk)| Example {
            number: index + 1,
            source: format!("{}\n", chunk[0]),
            html: format!("{}\n", chunk[1]),
        })
        .collect()
}

/// What a browser shows of HTML.
#[derive(Default)]
struct Shown {
    /// The words outside of notes.
    body: String,
    /// The words of each note, without the arrow that leads back.
    notes: Vec<String>,
    /// For each reference to a note, the number of the note in the order of the notes.
    references: Vec<usize>,
}

/// Reads HTML as a browser shows it: text and the words for images, without tags, comments,
/// scripts, styles, and without the labels of notes, which are no part of a document's text.
fn shown(html: &str) -> Shown {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut shown = Shown::default();
    let mut in_note = false;
    let mut silent: Option<String> = None;
    for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
        let mut say = |words: &str| match shown.notes.last_mut().filter(|_| in_note) {
            Some(note) => note.push_str(words),
            None => shown.body.push_str(words),
        };
        match token {
            Token::String(text) if silent.is_none() => say(&String::from_utf8_lossy(&text)),
            Token::StartTag(tag) if silent.is_none() => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let class = attribute(&tag, "class");
                match (name.as_str(), class.as_str()) {
                    ("li", "footnote-item") => {
                        in_note = true;
                        shown.notes.push(String::new());
                    }
                    ("a", "footnote-backref") => silent = Some(name),
                    ("sup", "footnote-ref") => silent = Some(name),
                    ("script" | "style", _) => silent = Some(name),
                    ("img", _) => say(&attribute(&tag, "alt")),
                    (name, _) if is_block(name) => say(" "),
                    _ => {}
                }
            }
            // The number of the note in the address of a reference's link: `#fn2`, `#fn-id-2`.
            Token::StartTag(tag) if silent.as_deref() == Some("sup") => {
                let address = attribute(&tag, "href");
                let digits = address.rsplit(|c: char| !c.is_ascii_digit()).next();
                shown.references.extend(digits.and_then(|digits| digits.parse::<usize>().ok()));
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if silent.as_ref() == Some(&name) {
                    silent = None;
                } else if name == "section" {
                    in_note = false;
                } else if silent.is_none() && is_block(&name) {
                    say(" ");
                }
            }
            _ => {}
        }
    }
    shown
}

fn attribute(tag: &StartTag<()>, name: &str) -> String {
    let found = tag.attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes());
    found.map_or_else(String::new, |(_, value)| String::from_utf8_lossy(value).into_owned())
}

/// The elements that begin a new line.
fn is_block(name: &str) -> bool {
    " blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td th thead \
     tr ul "
        .contains(&format!(" {name} "))
}

/// The words of `expected` that `text` has too few of.
fn missing<'t>(expected: &'t str, text: &str) -> Vec<&'t str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word).or_default() += 1;
    }
    let mut lacks = |word| match counts.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    expected.split_whitespace().filter(|&word| lacks(word)).collect()
}

/// The text of a document, in which references to notes that are not there, which are marks of
/// it, stand as every other renderer leaves them.
fn with_dangling(document: &Document) -> String {
    let mut words = String::new();
    let mut done = 0;
    for mark in &document.marks {
        if let MarkKind::NoteReference { label, note: None } = &mark.kind {
            words.extend([&document.text[done..mark.span.start], "[^", label, "]"]);
            done = mark.span.start;
        }
    }
    words + &document.text[done..]
}

/// Reads each example and complains of what its document lacks, unless `exceptions` names it with
/// a reason.
fn hold(suite: &str, examples: &[Example], exceptions: &[(usize, &str)]) {
    assert!(!examples.is_empty(), "{suite} holds examples");
    let mut complaints = Vec::new();
    for Example { number, source, html } in examples {
        let document = markdown("example.md", source);
        if let Err(what) = document.check() {
            complaints.push(format!("{number}: {what}\n{source}"));
        }
        let words = with_dangling(&document);
        let expected = shown(html);
        let all = format!("{} {}", expected.body, expected.notes.join(" "));
        let missing = missing(&all, &words);
        let excepted = exceptions.iter().any(|(excepted, _)| excepted == number);
        if !missing.is_empty() && !excepted {
            complaints.push(format!("{number} lacks {missing:?}\n{source}\n→ {:?}", document.text));
        }
        if missing.is_empty() && excepted {
            complaints.push(format!("{number} is an exception no longer"));
        }
    }
    assert!(complaints.is_empty(), "{suite}:\n{}", complaints.join("\n\n"));
}

#[test]
fn commonmark() {
    let Some(path) = shared("suites/commonmark/spec.txt", "the CommonMark suite") else { return };
    let examples = fenced(&fs::read_to_string(path).unwrap());
    let stays = "a tag that HTML does not have stays as its author typed it";
    hold("CommonMark", &examples, &[(203, stays), (493, stays)]);
}

#[test]
fn github() {
    let Some(path) = shared("suites/cmark-gfm/extensions.txt", "the GitHub suite") else { return };
    let examples = fenced(&fs::read_to_string(path).unwrap());
    let filtered = "GitHub shows tags of HTML it holds dangerous; no tag of HTML is shown here";
    hold("GitHub", &examples, &[(22, filtered)]);
}

/// The notes of a document, each as its words.
fn notes(document: &Document) -> Vec<Vec<&str>> {
    let words = |span| document.words(span).split_whitespace().collect();
    document.notes.iter().map(|note| words(note.span)).collect()
}

/// Complains where the notes of `document` are not those of `expected`: their words, their
/// labels, and which note each reference means.
fn compare_notes(document: &Document, source: &str, expected: &Shown) -> Vec<String> {
    let mut complaints = Vec::new();
    let wanted: Vec<Vec<&str>> =
        expected.notes.iter().map(|note| note.split_whitespace().collect()).collect();
    if notes(document) != wanted {
        complaints.push(format!("has notes {:?}, not {wanted:?}", notes(document)));
    }
    for (index, note) in document.notes.iter().enumerate() {
        let number = (index + 1).to_string();
        // A label that readers are meant to see stays as the author wrote it.
        if *note.label != *number && !source.contains(&format!("[^{}]:", note.label)) {
            complaints.push(format!("labels note {number} “{}”", note.label));
        }
    }
    let meant = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::NoteReference { note, .. } => Some(note.map_or(0, |note| note.index() + 1)),
        _ => None,
    });
    let meant: Vec<usize> = meant.collect();
    if meant != expected.references {
        complaints.push(format!("refers to {meant:?}, not {:?}", expected.references));
    }
    complaints
}

#[test]
fn markdown_it_footnote() {
    for name in ["footnote.txt", "footnote-prefixed.txt"] {
        let part = format!("suites/markdown-it-footnote/{name}");
        let Some(path) = shared(&part, "the suite of markdown-it-footnote") else { return };
        let examples = dotted(&fs::read_to_string(path).unwrap());
        let spaces = "labels may hold spaces, as those of links may";
        let exceptions = if name == "footnote.txt" { vec![(4, spaces)] } else { Vec::new() };
        hold(name, &examples, &exceptions);
        let mut complaints = Vec::new();
        for Example { number, source, html } in &examples {
            if exceptions.iter().any(|(excepted, _)| excepted == number) {
                continue;
            }
            let document = markdown("example.md", source);
            for what in compare_notes(&document, source, &shown(html)) {
                complaints.push(format!("{number} {what}\n{source}"));
            }
        }
        assert!(complaints.is_empty(), "{name}:\n{}", complaints.join("\n\n"));
    }
}
