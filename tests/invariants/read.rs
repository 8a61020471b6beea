//! Reading: whatever the bytes are, a document comes out that keeps its invariants, or a refusal
//! that says why; and no word is lost.

use std::io::{Cursor, Write};

use ibid::doc::{Document, Kind, MarkKind};
use ibid::read;
use ibid::text::Text;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::feed::Feed;
use super::made_pdf::Pdf;
use super::{link, words};

/// Any bytes under any name.
pub fn any(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let name = feed.pick(&[
        "a.md", "a.txt", "a.html", "a.epub", "a.muse", "a.bib", "a.json", "a.yaml", "a", "-", "",
        "a.md.gz",
    ]);
    let bytes = feed.rest();
    opening(name, bytes);
    match read::read(name, bytes) {
        Ok(document) => sound(&document),
        Err(refusal) => assert!(refusal.to_string().contains(name)),
    }
}

/// The opening of a source, of several lengths.
fn opening(name: &str, bytes: &[u8]) {
    for length in [1, 20, 100] {
        if let Some(document) = read::opening(name, bytes, length) {
            sound(&document);
        }
    }
}

/// Markdown.
pub fn markdown(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    if feed.flip() {
        let source = feed.pieces(words::TAME_MARKDOWN);
        let document = read::markdown("a.md", &source);
        sound(&document);
        assert_eq!(greek(&document.text), greek(&source), "{source:?} → {:?}", document.text);
    } else {
        sound(&read::markdown("a.md", &feed.text(words::MARKDOWN)));
    }
}

/// Plain text.
pub fn plain(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let pieces = if feed.flip() { words::PLAIN } else { words::ODD };
    let source = feed.text(pieces);
    let document = read::plain("a.txt", &source);
    sound(&document);
    // Labels of notes and the signs of emphasis, quotations and items are kept beside the words, and
    // notes go behind them.
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().filter(|&c| !is_label(c)).collect();
        letters.sort_unstable();
        letters
    };
    assert_eq!(letters(&document.text), letters(&source), "{source:?} → {:?}", document.text);
}

/// What a label of a note may be made of, the signs of emphasis, quotations and items, and white
/// space.
fn is_label(c: char) -> bool {
    c.is_whitespace() || c.is_numeric() || "[](){}^*†.:_>-+•◦▪‣●".contains(c)
}

/// Muse.
pub fn muse(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    if feed.flip() {
        let source = feed.pieces(words::TAME_MUSE);
        let document = read::muse("a.muse", &source);
        sound(&document);
        assert_eq!(greek(&document.text), greek(&source), "{source:?} → {:?}", document.text);
    } else {
        sound(&read::muse("a.muse", &feed.text(words::MUSE)));
    }
}

/// The labels of notes, at each of their references and at the notes.
fn labels(document: &Document) -> impl Iterator<Item = &str> {
    let references = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::NoteReference { label, .. } => Some(&**label),
        _ => None,
    });
    references.chain(document.notes.iter().map(|note| &*note.label))
}

/// HTML.
pub fn html(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let start =
        feed.pick(&["<!doctype html>", "<html>", "<?xml version='1.0'?><html xmlns='x'>", ""]);
    if feed.byte().is_multiple_of(4) {
        let source = format!("<html><body>{}", feed.pieces(words::TAME_HTML));
        let document = read::read("a.html", source.as_bytes()).unwrap();
        sound(&document);
        // What is raised may be the label of a note, which is kept beside the words.
        let labels: usize = labels(&document).map(|label| greek(label).len()).sum();
        let (kept, given) = (greek(&document.text), greek(&source));
        let missing = given.len().saturating_sub(kept.len());
        let whole = if labels == 0 { kept == given } else { missing <= labels };
        assert!(whole, "{source:?} → {:?}", document.text);
        return;
    }
    let source = format!("{start}{}", feed.text(words::HTML));
    if let Ok(document) = read::read("a.html", source.as_bytes()) {
        sound(&document);
    }
}

/// A bibliography: as a text of its own, and added to a text that cites from it.
pub fn bibliography(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let name = feed.pick(&["a.bib", "a.json", "a.yaml", "-"]);
    let source = feed.text(words::BIBLIOGRAPHY);
    if let Ok(document) = read::read(name, source.as_bytes()) {
        sound(&document);
    }
    for citing in
        ["Nothing.", "So [@a, p. 3; @b] says. @α", "A.[^1] @b *@a [p. 3]*.\n\n[^1]: [-@a]"]
    {
        let mut document = read::markdown("a.md", citing);
        let before = around_citations(&document);
        read::add_bibliography(&mut document, &[(name.to_owned(), source.clone().into_bytes())]);
        sound(&document);
        assert_eq!(around_citations(&document), before, "only citations change their words");
    }
}

/// The words of a text, less its references, before, between and behind its citations by key.
fn around_citations(document: &Document) -> Vec<String> {
    let end = document.references.first().map_or(document.text.len(), |entry| entry.span.start);
    let cited = document.marks.iter().filter(|m| matches!(m.kind, MarkKind::CitationGroup { .. }));
    let mut words = Vec::new();
    let mut done = 0;
    for mark in cited {
        words.push(document.text[done..mark.span.start].to_owned());
        done = mark.span.end;
    }
    words.push(document.text[done..end].trim_end_matches('\n').to_owned());
    words
}

/// A book: what its files hold, and how they are packed.
pub fn epub(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    if feed.byte() == 0 {
        let bytes = [b"PK\x03\x04", feed.rest()].concat();
        if let Ok(document) = read::read("a.epub", &bytes) {
            sound(&document);
        }
        return;
    }
    let opf = feed.part().text(OPF);
    let contents = feed.part().text(CONTENTS);
    let notes = feed.part().text(words::HTML);
    let page = feed.text(words::HTML);
    let opf = format!("{OPF_START}{opf}</spine></package>");
    let files = [
        ("META-INF/container.xml", CONTAINER.to_owned()),
        ("OPS/a.opf", opf),
        ("OPS/nav.xhtml", contents),
        ("OPS/a.xhtml", format!("<html><body>{page}")),
        ("OPS/b.xhtml", format!("<html><body>{notes}")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    opening("a.epub", &bytes);
    if let Ok(document) = read::read("a.epub", &bytes) {
        sound(&document);
    }
}

const CONTAINER: &str =
    r#"<container><rootfiles><rootfile full-path="OPS/a.opf"/></rootfiles></container>"#;

const OPF_START: &str = r#"<package><metadata/><manifest>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
</manifest><spine toc="n"><itemref idref="a"/>"#;

#[rustfmt::skip]
const OPF: &[&str] = &[
    "<itemref idref='b'/>", "<itemref idref='a'/>", "<itemref idref='n'/>",
    "<itemref idref='b' linear='no'/>", "</spine>", "<metadata>", "</metadata>", "<dc:title>",
    "</dc:title>", "<dc:creator>", "</dc:creator>", "α", "<manifest>", "</manifest>",
    "<item id='c' href='../../x'/>", "<item id='a' href='b.xhtml'/>", "<spine>", "<guide>",
    "<reference type='notes' href='b.xhtml'/>", "<!--", "-->", "<", ">", "&#0;", "\"",
    "<itemref idref='none'/>", "<meta refines='#a'>",
    "<item id='n' href='nav.xhtml' properties='nav'/>",
];

#[rustfmt::skip]
const CONTENTS: &[&str] = &[
    "<nav epub:type='toc'>", "</nav>", "<ol>", "</ol>", "<li>", "</li>", "<a href='a.xhtml'>",
    "<a href='b.xhtml#n'>", "</a>", "α", "βγ", "<ncx>", "<navMap>", "<navPoint>", "</navPoint>",
    "<navLabel>", "<text>", "</text>", "</navLabel>", "<content src='a.xhtml'/>",
    "<content src='b.xhtml#fn1'/>", "<span>", " ", "\n", "<h1>", "&amp;",
    "<nav epub:type='page-list'>", "<a href='a.xhtml#'>", "<a href='%FF'>",
];

/// What holds of every document, however it was read, and what can be done with it.
pub fn sound(document: &Document) {
    assert_eq!(document.check(), Ok(()), "{:?}", document.text);
    for block in &document.blocks {
        let Kind::Table(table) = &block.kind else { continue };
        let cells: Vec<_> = table.rows.iter().flatten().collect();
        assert!(cells.iter().all(|cell| block.span.encloses(**cell)), "a cell lies outside");
        assert!(cells.windows(2).all(|pair| pair[0].end < pair[1].start), "cells touch");
    }
    for mark in &document.marks {
        if let MarkKind::NoteReference { note: Some(note), .. } = &mark.kind {
            assert!(note.index() < document.notes.len(), "a reference to no note");
        }
        if let MarkKind::Link(ibid::doc::Target::Place(place)) = mark.kind {
            assert!(document.text.is_char_boundary(place), "a link into a character");
        }
    }
    let places = document.diagnostics.iter().map(|diagnostic| diagnostic.place);
    for place in places.chain(document.repairs.iter().map(|repair| repair.place)) {
        assert!(document.text.is_char_boundary(place), "{place} is no place");
    }
    for origin in &document.origins {
        assert!(document.text.is_char_boundary(origin.place as usize), "{origin:?} is no place");
    }
    link::ends_agree(&Text::new(document.clone()));
}

/// The lower-case Greek letters of a text, in their order, each once for each time it stands there.
fn greek(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|c| ('α'..='ω').contains(c)).collect();
    letters.sort_unstable();
    letters
}

/// A PDF: bytes as they are, one whose pages draw anything, or one that was damaged.
pub fn pdf(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    if feed.byte() == 0 {
        return pdf_of(&[b"%PDF-1.7\n", feed.rest()].concat());
    }
    let mut pdf = Pdf::default();
    let entries = feed.part().text(words::PDF_ENTRIES);
    let fonts = feed.part().text(words::PDF_ENTRIES);
    pdf.fonts += &fonts;
    let second = feed.part().text(words::PDF);
    let damage = (feed.number(4), feed.number(4000), feed.byte());
    pdf.catalog = feed.part().text(words::PDF_ENTRIES);
    let content = feed.text(words::PDF);
    let form = format!("/Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<<{entries}>>");
    pdf.stream(&form, second.as_bytes());
    pdf.page(&content, &entries);
    pdf.page(&second, "");
    let mut bytes = pdf.finish();
    if damage.0 == 0 {
        let at = damage.1 % bytes.len();
        bytes[at] = damage.2;
    }
    pdf_of(&bytes);
}

fn pdf_of(bytes: &[u8]) {
    opening("a.pdf", bytes);
    match read::read("a.pdf", bytes) {
        Ok(document) => {
            sound(&document);
            let lines: Vec<_> = document.geometry.iter().map(|line| line.place).collect();
            assert!(lines.is_sorted(), "{lines:?}");
        }
        Err(refusal) => assert!(refusal.to_string().contains("a.pdf")),
    }
}
