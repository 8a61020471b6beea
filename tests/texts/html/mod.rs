//! Pages of HTML as people have them: every way to write a note, and what is the page's and what
//! the site's.

mod books;
mod conventions;
mod pages;
mod sites;
mod soup;

use ibid::doc::Document;
use ibid::read::read;

pub(crate) fn page(source: &str) -> Document {
    let document = read("page.html", source.as_bytes()).expect("pages are read");
    assert_eq!(document.check(), Ok(()), "{source}");
    document
}

/// The blocks of a run of blocks, one a line, with `{label=number}` where a note is referred to
/// and `{label?}` where there is no such note.
pub(crate) fn lines(document: &Document, blocks: std::ops::Range<usize>) -> Vec<String> {
    let line = |index: usize| {
        let block = &document.blocks[index];
        let mut line = String::new();
        let mut done = block.span.start;
        for (place, label, note) in document.note_references_in(block.span) {
            line.push_str(&document.text[done..place]);
            line.push_str(
                &note.map_or(format!("{{{label}?}}"), |note| format!("{{{label}={}}}", note.0)),
            );
            done = place;
        }
        line + &document.text[done..block.span.end]
    };
    blocks.map(line).collect()
}

/// The body, one block a line.
pub(crate) fn body(document: &Document) -> String {
    lines(document, 0..document.body().len()).join("\n")
}

/// The notes, one a line: label, colon, text; paragraphs parted by ` / `.
pub(crate) fn notes(document: &Document) -> String {
    let note = |note: &ibid::doc::Note| {
        format!("{}: {}", note.label, lines(document, note.blocks.clone()).join(" / "))
    };
    document.notes.iter().map(note).collect::<Vec<_>>().join("\n")
}
