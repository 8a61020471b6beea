//! EPUBs of both versions, built here: what stands on their pages, and a whole book.

mod damage;
mod notes;
mod opening;

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Write};

use crate::shared::shared;
use ibid::doc::{Document, MarkKind};
use ibid::read::read;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

const CONTAINER: &str =
    r#"<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>"#;

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let packed = SimpleFileOptions::default();
        let stored = packed.compression_method(CompressionMethod::Stored);
        let options = if *name == "mimetype" { stored } else { packed };
        zip.start_file(*name, options).expect("a ZIP in memory");
        zip.write_all(content.as_bytes()).expect("a ZIP in memory");
    }
    zip.finish().expect("a ZIP in memory").into_inner()
}

/// A book: its metadata, and its files with what the spine says of each.
fn book(metadata: &str, files: &[(&str, &str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let mut manifest = String::new();
    let mut spine = String::new();
    for (index, (name, attributes, _)) in files.iter().enumerate() {
        manifest +=
            &format!(r#"<item id="i{index}" href="{name}" media-type="application/xhtml+xml"/>"#);
        spine += &format!(r#"<itemref idref="i{index}" {attributes}/>"#);
    }
    for (name, _) in more.iter().filter(|(name, _)| name.ends_with(".ncx")) {
        manifest +=
            &format!(r#"<item id="ncx" href="{name}" media-type="application/x-dtbncx+xml"/>"#);
    }
    if more.iter().any(|(name, _)| *name == "nav.xhtml") {
        manifest += r#"<item id="nav" href="nav.xhtml" properties="nav"/>"#;
    }
    let opf = format!(
        r#"<?xml version="1.0"?><package xmlns:dc="d" xmlns:opf="o"><metadata>{metadata}</metadata>
        <manifest>{manifest}</manifest><spine toc="ncx">{spine}</spine></package>"#
    );
    let mut all = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
        ("OPS/book.opf".to_owned(), opf),
    ];
    for (name, _, content) in files {
        let page = format!(
            r#"<html xmlns="x" xmlns:epub="e"><head><title/></head><body>{content}</body></html>"#
        );
        all.push((format!("OPS/{name}"), page));
    }
    for (name, content) in more {
        let folder = if name.starts_with("META-INF") { "" } else { "OPS/" };
        all.push((format!("{folder}{name}"), (*content).to_owned()));
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(n, c)| (n.as_str(), c.as_str())).collect();
    archive(&all)
}

fn open(bytes: &[u8]) -> Document {
    let document = read("book", bytes).expect("books are read");
    assert_eq!(document.check(), Ok(()));
    document
}

fn body(document: &Document) -> Vec<&str> {
    document.body().iter().map(|block| document.words(block.span)).collect()
}

fn notes(document: &Document) -> Vec<(&str, &str)> {
    document.notes.iter().map(|note| (&*note.label, document.words(note.span))).collect()
}

/// Each reference: the word before it, its label, the text of its note.
fn references(document: &Document) -> Vec<(&str, &str, &str)> {
    let references = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::NoteReference { label, note } => {
            let before = &document.text[..mark.span.start];
            let word = before.rsplit([' ', '\n']).next().unwrap_or("");
            Some((word, &**label, note.map_or("", |id| document.words(document.note(id).span))))
        }
        _ => None,
    });
    references.collect()
}

#[test]
fn asides_and_page_breaks() {
    let bytes = book(
        "",
        &[(
            "1.xhtml",
            "",
            "<p>One<a epub:type='noteref' href='#f1'>*</a> two<span epub:type='pagebreak' id='p12' \
             title='12'/> three.</p><aside epub:type='footnote' id='f1'><p>An aside.</p></aside>\
             <div><img src='c.jpg' alt='A bee'/></div><nav epub:type='toc'><ol><li><a href='#f1'>x</a></li></ol></nav>",
        )],
        &[],
    );
    let document = open(&bytes);
    assert_eq!(body(&document), ["One two three.", "A bee"]);
    assert_eq!(notes(&document), [("*", "An aside.")]);
    let page = document.marks.iter().find_map(|mark| match &mark.kind {
        MarkKind::Page { number } => Some((number.as_deref(), &document.text[mark.span.start..])),
        _ => None,
    });
    assert!(
        page.is_some_and(
            |(number, after)| number == Some("12") && after.trim_start().starts_with("three")
        ),
        "{page:?}"
    );
}

#[test]
fn pictures_of_the_publisher_are_no_words() {
    let page = |kind: &str, alt: &str| {
        format!("<section epub:type='{kind}'><p>Words of {alt}.</p><img alt='{alt}'/></section>")
    };
    let landmarks = "<html><nav epub:type='landmarks'><a epub:type='colophon' href='end.xhtml'>End</a>\
                     </nav></html>";
    let bytes = book(
        "<guide><reference type='copyright-page' href='law.xhtml'/></guide>",
        &[
            ("cover.xhtml", "", "<img src='c.jpg' alt='Cover'/>"),
            ("title.xhtml", "", &page("titlepage", "Device")),
            ("one.xhtml", "", &page("chapter", "Bees")),
            ("end.xhtml", "", &page("backmatter", "Logo")),
            ("law.xhtml", "", &page("backmatter", "Seal")),
        ],
        &[("nav.xhtml", landmarks)],
    );
    let document = open(&bytes);
    let expected =
        ["Words of Device.", "Words of Bees.", "Bees", "Words of Logo.", "Words of Seal."];
    assert_eq!(body(&document), expected);
    // A text that was never printed page by page has nothing to be repaired.
    assert_eq!(document.repairs, []);
}

#[test]
fn pictures_with_words_of_their_own_are_said() {
    let title = |alt: &str| {
        format!("<section epub:type='titlepage'><h1>Bees</h1><img alt='{alt}'/></section>")
    };
    let cases =
        [("Bees", false), ("Logo of the publisher", false), ("A map of Oland in 1702", true)];
    for (alt, said) in cases {
        let bytes =
            book("", &[("title.xhtml", "", &title(alt)), ("one.xhtml", "", "<p>Text.</p>")], &[]);
        let document = open(&bytes);
        let count = body(&document).iter().filter(|block| **block == alt).count();
        assert_eq!(count, usize::from(said) + usize::from(alt == "Bees"), "{alt}");
        assert_eq!(document.repairs, []);
    }
}

#[test]
fn a_list_of_notes_is_given_no_heading() {
    let note = |number: u8| {
        let words = "Words of a note. ".repeat(40);
        format!(
            "<li id='n{number}' epub:type='endnote'><p>{words}<a href='1.xhtml#r{number}'>↩</a></p></li>"
        )
    };
    let notes_file = format!("<h2>Notes</h2><ol>{}{}</ol>", note(1), note(2));
    let text = "<h2>One</h2><p>Text<a id='r1' href='z.xhtml#n1' epub:type='noteref'>1</a> and<a id='r2' \
                href='z.xhtml#n2' epub:type='noteref'>2</a>.</p>";
    let contents = "<html><nav epub:type='toc'><ol><li><a href='1.xhtml'>One</a></li><li><a \
                    href='z.xhtml'>Notes</a></li></ol></nav></html>";
    let files = [("1.xhtml", "", text), ("z.xhtml", "", notes_file.as_str())];
    let document = open(&book("", &files, &[("nav.xhtml", contents)]));
    assert_eq!(body(&document), ["One", "Text and."]);
}

#[test]
fn a_table_of_contents_goes_and_what_stands_beside_it_stays() {
    let links: String =
        (1..=9).map(|n| format!("<li><a href='{n}.xhtml'>Chapter number {n}</a></li>")).collect();
    let contents = format!(
        "<div><h1>The Book</h1><p>An introduction.</p><h2>Contents</h2><ul>{links}</ul></div>"
    );
    let chapters: Vec<(String, String)> = (1..=9)
        .map(|n| (format!("{n}.xhtml"), format!("<h2>Chapter {n}</h2><p>Text.</p>")))
        .collect();
    let mut files = vec![("contents.xhtml", "", contents.as_str())];
    files.extend(chapters.iter().map(|(name, content)| (name.as_str(), "", content.as_str())));
    let document = open(&book("", &files, &[]));
    assert_eq!(body(&document)[..4], ["The Book", "An introduction.", "Chapter 1", "Text."]);
}

#[test]
fn a_book_is_never_taken_for_a_scan() {
    // Paragraphs that break off, code and page breaks: signs of print in a text without an order.
    let page = |n: usize| {
        format!(
            "<p>Words that run on and break off <span epub:type='pagebreak' title='{n}'/></p><pre>code {n}</pre>\
             <p>in the middle of a sentence, again and again, as no page of prose does.</p>"
        )
    };
    let pages: String = (1..40).map(page).collect();
    let path = std::env::temp_dir().join(format!("ibid-{}.epub", std::process::id()));
    fs::write(&path, book("", &[("1.xhtml", "", &pages)], &[])).unwrap();
    let text = ibid::session::open(&path, &ibid::session::Reading::default());
    fs::remove_file(&path).unwrap();
    let text = text.unwrap();
    assert_eq!(text.document.repairs, []);
    assert!(body(&text.document)[1].ends_with("code 1"));
}

/// The words of a text, counted.
fn words(text: &str) -> HashMap<&str, i64> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

/// A whole book, where it is present: its notes, what refers to them, and every word.
#[test]
fn a_whole_book() {
    let Some(path) = shared("cases/mutual-aid.epub", "the whole EPUB") else { return };
    let truth = fs::read_to_string(path.with_extension("truth.json")).unwrap();
    let truth: serde_json::Value = serde_json::from_str(&truth).unwrap();
    let began = std::time::Instant::now();
    let document = open(&fs::read(path).unwrap());
    eprintln!("read in {:?}", began.elapsed());
    let text = |value: &serde_json::Value| value["text"].as_str().unwrap().to_owned();
    let list = |name: &str| truth[name].as_array().unwrap();
    let expected: Vec<String> = list("notes")
        .iter()
        .map(|note| {
            format!("{} {}", note["label"].as_str().unwrap(), text(note).replace("\n\n", "\n"))
        })
        .collect();
    let found: Vec<String> = document
        .notes
        .iter()
        .map(|note| format!("{} {}", note.label, document.words(note.span)))
        .collect();
    let tidy = |words: &str| {
        words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(tidy(found), tidy(expected));
    }
    assert_eq!(found.len(), expected.len());
    let linked = references(&document);
    assert_eq!(linked.len(), list("anchors").len());
    assert!(linked.iter().all(|(_, _, note)| !note.is_empty()), "every reference has its note");
    let labels: Vec<&str> = linked.iter().map(|(_, label, _)| *label).collect();
    let anchors = list("anchors").iter().map(|anchor| anchor["label"].as_str().unwrap());
    assert_eq!(labels, anchors.collect::<Vec<_>>());
    let true_body: Vec<String> = list("body").iter().map(text).collect();
    let true_body = true_body.join("\n");
    let here = words(&document.text[..document.body_end()]);
    let lost: Vec<&str> = words(&true_body)
        .into_iter()
        .filter(|(word, count)| here.get(word).copied().unwrap_or(0) < *count)
        .map(|(word, _)| word)
        .collect();
    assert!(lost.is_empty(), "lost {lost:?}");
}

/// The header of a PNG of this size, without the rest.
fn png(width: u32, height: u32) -> String {
    // What stands in it must be words for this archive: sizes below 128 and no check sum.
    let side = |side: u32| format!("\0\0\0{}", char::from(side as u8));
    format!("\0\0\0\rIHDR{}{}", side(width), side(height))
}

#[test]
fn images_are_where_they_lie_in_the_book_and_as_large_as_they_are() {
    let pages = "<p>One.</p><p><img src='../img/a%20bee.png' alt='A bee'/></p><p><img \
                 src='../img/large.png'/></p><p><img src='../img/strip.png'/></p><p>In <img \
                 src='../img/large.png'/> words.</p><p><img src='../../../etc/passwd' alt='Out'/></p>\
                 <p><img src='http://a.b/c.png' alt='Away'/></p>";
    let names = ["img/a bee.png", "img/large.png", "img/strip.png"];
    let heads = [png(40, 30), png(100, 90), png(120, 4)];
    let more: Vec<(&str, &str)> =
        names.iter().zip(&heads).map(|(name, head)| (*name, head.as_str())).collect();
    let mut bytes = book("", &[("text/1.xhtml", "", pages)], &more);
    // A signature is no characters, and is put in where it is stored.
    bytes = signed(&bytes);
    let document = open(&bytes);
    let images = document.marks.iter().filter_map(|mark| match &mark.kind {
        MarkKind::Image(image) => Some((&*image.address, image.packed, image.size)),
        _ => None,
    });
    assert_eq!(
        images.collect::<Vec<_>>(),
        [
            ("OPS/img/a bee.png", true, Some((40, 30))),
            ("OPS/img/large.png", true, Some((100, 90))),
            ("../../../etc/passwd", false, None),
            ("http://a.b/c.png", false, None),
        ]
    );
    assert_eq!(body(&document), ["One.", "A bee", "", "In words.", "Out", "Away"]);
}

/// The same archive, what lies in its folders of images as PNGs.
fn signed(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut file = from.by_index(index).expect("a file");
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut content).expect("its bytes");
        let name = file.name().expect("a name").into_owned();
        if name.contains("/img/") {
            content.splice(0..0, *b"\x89PNG\r\n\x1a\n");
        }
        to.start_file(&*name, SimpleFileOptions::default()).expect("a ZIP in memory");
        to.write_all(&content).expect("a ZIP in memory");
    }
    to.finish().expect("a ZIP in memory").into_inner()
}
