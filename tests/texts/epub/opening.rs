//! The opening of a book is the beginning of the whole.

use std::fs;

use ibid::doc::Document;

use super::{book, open};
use crate::shared::shared;

/// The chapters of a book that refer to notes in another file, in `refer`'s way, behind a list of
/// its chapters.
fn annotated(refer: &dyn Fn(usize) -> String) -> Vec<u8> {
    let chapter = |n: usize| {
        let said: String = (0..12)
            .map(|line| {
                let note = if line % 3 == 0 { refer(n * 100 + line) } else { String::new() };
                format!("<p>Line {line} of chapter {n} says a thing{note} at some length.</p>")
            })
            .collect();
        format!("<h2>Chapter {n}</h2>{said}")
    };
    let list: String =
        (1..9).map(|n| format!("<p><a href='c{n}.xhtml'>{n}. A chapter</a></p>")).collect();
    let mut files = vec![
        ("title.xhtml".to_owned(), "<h1>A Book</h1><p>By Ann Lee</p>".to_owned()),
        ("list.xhtml".to_owned(), format!("<h2>Contents</h2>{list}")),
    ];
    files.extend((1..9).map(|n| (format!("c{n}.xhtml"), chapter(n))));
    let notes: String = (1..9)
        .flat_map(|n| (0..12).step_by(3).map(move |line| (n, n * 100 + line)))
        .map(|(n, id)| format!("<p id='n{id}'><a href='c{n}.xhtml#r{id}'>{id}</a> Note {id}.</p>"))
        .collect();
    files.push(("notes.xhtml".to_owned(), format!("<h2>Notes</h2>{notes}")));
    let files: Vec<_> = files.iter().map(|(n, c)| (n.as_str(), "", c.as_str())).collect();
    book("", &files, &[])
}

#[test]
fn the_opening_is_the_beginning_of_the_whole() {
    let ways: [&dyn Fn(usize) -> String; 3] = [
        &|n| format!("<a id='r{n}' epub:type='noteref' href='notes.xhtml#n{n}'>{n}</a>"),
        &|n| format!("<sup><a id='r{n}' href='notes.xhtml#n{n}'>{n}</a></sup>"),
        &|n| format!("<a id='r{n}' href='../OPS/notes.xhtml#n{n}'>[{n}]</a>"),
    ];
    for refer in ways {
        let bytes = annotated(refer);
        let whole = open(&bytes);
        let opening = ibid::read::opening("book", &bytes, 1200).expect("an opening");
        assert_eq!(opening.check(), Ok(()));
        let begun = &opening.text[..opening.body_end()];
        assert!(whole.text.starts_with(begun.trim_end()), "{begun}\n{}", whole.text);
        assert!(begun.len() > 1000 && begun.len() < whole.body_end() / 2, "{}", begun.len());
        assert!(!begun.contains("A chapter"), "{begun}");
        // The notes are promised, each by the label and at the place it has in the whole.
        let places = |document: &Document| -> Vec<(usize, String)> {
            let body = ibid::doc::Span::new(0, begun.len());
            let notes = document.note_references_in(body);
            notes
                .map(|(place, _, note)| (place, document.note(note.unwrap()).label.to_string()))
                .collect()
        };
        assert_eq!(places(&opening), places(&whole));
        assert!(places(&opening).len() > 7);
    }
}

#[test]
fn a_book_of_one_page_or_with_damage_has_no_opening() {
    let words = format!("<p>{}</p>", "words ".repeat(4000));
    let one = book("", &[("a.xhtml", "", &words)], &[]);
    assert!(ibid::read::opening("book", &one, 1000).is_none());
    let two = book("", &[("a.xhtml", "", &words), ("b.xhtml", "", &words)], &[]);
    assert!(ibid::read::opening("book", &two, 1000).is_some());
    assert!(ibid::read::opening("book", &two, 30_000).is_none());
    assert!(ibid::read::opening("book", &two[..two.len() / 2], 1000).is_none());
}

#[test]
fn the_openings_of_real_books_are_the_beginnings_of_the_whole() {
    let Some(folder) = shared("cases", "openings of books") else { return };
    let books = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    for path in books.filter(|path| path.extension().is_some_and(|ending| ending == "epub")) {
        let bytes = fs::read(&path).expect("a book");
        let whole = open(&bytes);
        for length in [2000, 8000, 40_000] {
            let Some(opening) = ibid::read::opening("book", &bytes, length) else { continue };
            let begun = &opening.text[..opening.body_end()];
            assert!(whole.text.starts_with(begun.trim_end()), "{}: {length}", path.display());
        }
    }
}
