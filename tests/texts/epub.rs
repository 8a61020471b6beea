//! EPUBs of both versions, built here: spine, contents, notes in their own file, what is
//! damaged, encrypted, or made to do harm.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Write};

use crate::shared::shared;
use ibid::doc::{Document, MarkKind, Target};
use ibid::read::{Refusal, read};
use proptest::prelude::*;
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
fn notes_in_a_file_of_their_own() {
    let bytes = book(
        "<dc:title>Bees</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>\
         <dc:date>1902-05-01</dc:date><dc:language>en</dc:language><dc:publisher>Hive</dc:publisher>\
         <dc:creator opf:role='trl'>Cy</dc:creator>",
        &[
            ("notes.xhtml", "linear='no'", "<section epub:type='endnotes'><h2>Endnotes</h2><ol>\
             <li id='n1' epub:type='endnote'><p>First. <a href='a%20b.xhtml#r1' epub:type='backlink'>↩</a></p></li>\
             <li id='n2' epub:type='endnote'><p>Second. <a href='c.xhtml#r2' epub:type='backlink'>↩</a></p></li></ol></section>"),
            ("a%20b.xhtml", "", "<h1>One</h1><p>Text<a id='r1' href='notes.xhtml#n1' epub:type='noteref'>1</a>, \
             see <a href='c.xhtml'>two</a>.</p>"),
            ("c.xhtml", "", "<h1>Two</h1><p>More<a id='r2' href='notes.xhtml#n2' epub:type='noteref'>2</a>.</p>"),
        ]
        .map(|(name, spine, content)| (name, spine, content)),
        &[("a b.xhtml", "<html><body><h1>One</h1><p>Text<a id='r1' href='notes.xhtml#n1' \
           epub:type='noteref'>1</a>, see <a href='c.xhtml'>two</a>.</p></body></html>")],
    );
    let document = open(&bytes);
    assert_eq!(document.metadata.title.as_deref(), Some("Bees"));
    assert_eq!(document.metadata.authors, ["Ann Lee", "Bo Ek"]);
    assert_eq!(document.metadata.date.as_deref(), Some("1902-05-01"));
    assert_eq!(document.metadata.language.as_deref(), Some("en"));
    let more = [("publisher", "Hive"), ("translator", "Cy")];
    assert_eq!(document.metadata.more, more.map(|(k, v)| (k.to_owned(), v.to_owned())));
    assert_eq!(body(&document), ["One", "Text, see two.", "Two", "More."]);
    assert_eq!(references(&document), [("Text", "1", "First."), ("More", "2", "Second.")]);
    let link = document.marks.iter().find_map(|mark| match mark.kind {
        MarkKind::Link(Target::Place(place)) => Some(&document.text[place..]),
        _ => None,
    });
    assert!(link.is_some_and(|words| words.starts_with("Two")), "{link:?}");
}

#[test]
fn labels_that_repeat_from_chapter_to_chapter() {
    let chapter = |title: &str, number: u8| {
        format!(
            "<h2>{title}</h2><p>Text{number}<a href='#n1' id='r1'><sup>1</sup></a> and{number}<a \
             href='#n2' id='r2'><sup>2</sup></a>.</p><hr/><p class='note'><a href='#r1' id='n1'>1</a> \
             First of {number}.</p><p class='note'><a href='#r2' id='n2'>2</a> Second of {number}.</p>"
        )
    };
    let (one, two) = (chapter("One", 1), chapter("Two", 2));
    let bytes = book("", &[("1.xhtml", "", &one), ("2.xhtml", "", &two)], &[]);
    let document = open(&bytes);
    assert_eq!(body(&document), ["One", "Text1 and1.", "Two", "Text2 and2."]);
    let expected = [
        ("Text1", "1", "First of 1."),
        ("and1", "2", "Second of 1."),
        ("Text2", "1", "First of 2."),
        ("and2", "2", "Second of 2."),
    ];
    assert_eq!(references(&document), expected);
    assert!(document.diagnostics.is_empty(), "{:?}", document.diagnostics);
}

#[test]
fn notes_of_older_books() {
    // Plain links there and back, all notes in one file, chapter by chapter, and asides.
    let chapter = |file: u8| {
        format!(
            "<p class='ct'>Chapter {file}</p><p>Text{file}<a id='r{file}' href='z.xhtml#n{file}'>[1]</a> \
             goes on. {}</p>",
            "Words and words and words. ".repeat(50)
        )
    };
    let (one, two) = (chapter(1), chapter(2));
    let notes_file = "<h3>Notes</h3><h4>Chapter 1</h4><p><a href='1.xhtml#r1' id='n1'>[1]</a> First.</p>\
                      <p>More of it.</p><h4>Chapter 2</h4><p><a href='2.xhtml#r2' id='n2'>[1]</a> Second.</p>";
    let ncx = "<ncx><navMap><navPoint><navLabel><text>Chapter 1</text></navLabel><content src='1.xhtml'/>\
               </navPoint><navPoint><navLabel><text>Two, untitled</text></navLabel><content \
               src='2.xhtml'/></navPoint></navMap></ncx>";
    let bytes = book(
        "",
        &[
            ("1.xhtml", "", &one),
            ("2.xhtml", "", &two.replace("<p class='ct'>Chapter 2</p>", "")),
            ("z.xhtml", "", notes_file),
        ],
        &[("toc.ncx", ncx)],
    );
    let document = open(&bytes);
    let headings: Vec<(&str, u8)> = document
        .headings()
        .map(|(index, level)| (document.words(document.blocks[index].span), level))
        .collect();
    assert_eq!(headings[..2], [("Chapter 1", 1), ("Two, untitled", 1)]);
    let found = references(&document);
    assert_eq!(found[0].0, "Text1");
    assert_eq!(found[1], ("Text2", "1", "Second."));
    assert_eq!(found[0].2, "First.\nMore of it.");
    assert_eq!(document.headings().count(), 2, "the headings of the lists of notes are gone");
}

#[test]
fn notes_by_chapter_that_no_link_leads_to() {
    let notes_file = "<h2>Anmerkungen</h2><h3>Kapitel 1</h3><p>1 Erste.</p><p>2 Zweite.</p><h3>Kapitel 2</h3>\
                      <p>1 Dritte.</p>";
    let bytes = book(
        "",
        &[
            ("1.xhtml", "", "<h2>Kapitel 1</h2><p>Wald.<sup>1</sup> Feld.<sup>2</sup></p>"),
            ("2.xhtml", "", "<h2>Kapitel 2</h2><p>Berg.<sup>1</sup></p>"),
            ("n.xhtml", "", notes_file),
            ("z.xhtml", "", "<p>1 Verlag</p>"),
        ],
        &[],
    );
    let document = open(&bytes);
    assert_eq!(notes(&document), [("1", "Erste."), ("2", "Zweite."), ("1", "Dritte.")]);
    assert_eq!(body(&document), ["Kapitel 1", "Wald. Feld.", "Kapitel 2", "Berg.", "1 Verlag"]);
}

#[test]
fn every_note_in_a_file_of_its_own() {
    let text = "<h1>One</h1><p>A<a id='r1' href='n1.xhtml'><sup>1</sup></a> and b<a id='r2' \
                href='n2.xhtml'><sup>2</sup></a>. See <a href='2.xhtml'>2</a>.</p>";
    let bytes = book(
        "",
        &[
            ("1.xhtml", "", text),
            ("2.xhtml", "", "<p>The second chapter.</p>"),
            ("n1.xhtml", "", "<p><a href='1.xhtml#r1'>1</a> First.</p><p>More.</p>"),
            ("n2.xhtml", "", "<div><div><p><a href='1.xhtml#r2'>2</a> Second.</p></div></div>"),
        ],
        &[],
    );
    let document = open(&bytes);
    assert_eq!(body(&document), ["One", "A and b. See 2.", "The second chapter."]);
    assert_eq!(notes(&document), [("1", "First.\nMore."), ("2", "Second.")]);
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

#[test]
fn chapters_that_are_no_xml() {
    let bytes =
        book("", &[("1.xhtml", "", "<p>One<br>two &nbsp;&mdash; <b>three</p><p>four")], &[]);
    assert_eq!(body(&open(&bytes)), ["One\ntwo \u{a0}— three", "four"]);
}

#[test]
fn missing_parts_are_said() {
    let whole = book("", &[("1.xhtml", "", "<p>Here.</p>")], &[]);
    let opf = "<package><manifest><item id='a' href='1.xhtml' media-type='application/xhtml+xml'/><item \
               id='b' href='../../../gone.xhtml' media-type='application/xhtml+xml'/></manifest><spine>\
               <itemref idref='a'/><itemref idref='b'/><itemref idref='c'/></spine></package>";
    let bytes = archive(&[
        ("META-INF/container.xml", "<container/>"),
        ("x/book.opf", opf),
        ("x/1.xhtml", "<html><body><p>Here.</p></body></html>"),
        ("../gone.xhtml.txt", "outside"),
    ]);
    let document = open(&bytes);
    assert_eq!(body(&document), ["Here."]);
    assert!(document.diagnostics[0].what.contains("gone.xhtml"), "{:?}", document.diagnostics);
    for bytes in [&whole[..whole.len() / 2], &whole[..60]] {
        let refusal = read("book.epub", bytes).unwrap_err();
        assert!(matches!(refusal, Refusal::Damaged { .. }), "{refusal}");
        assert!(refusal.to_string().starts_with("book.epub is a damaged EPUB: "), "{refusal}");
    }
    let other = archive(&[("a.txt", "a")]);
    assert!(matches!(read("a.zip", &other), Err(Refusal::Binary { .. })));
}

#[test]
fn encrypted_books_are_refused_and_fonts_are_not() {
    let encryption = |uri: &str| {
        format!(
            "<encryption><EncryptedData><CipherData><CipherReference URI='{uri}'/></CipherData></EncryptedData></encryption>"
        )
    };
    let (text, font) = (encryption("OPS/1.xhtml"), encryption("OPS/font.otf"));
    let files = [("1.xhtml", "", "<p>Text.</p>")];
    let book_with = |file: &str| book("", &files, &[("META-INF/encryption.xml", file)]);
    assert!(matches!(read("b", &book_with(&text)), Err(Refusal::Encrypted { .. })));
    assert_eq!(body(&open(&book_with(&font))), ["Text."]);
}

#[test]
fn bombs_do_no_harm() {
    let large = "a ".repeat(12 << 20);
    let bytes = book("", &[("1.xhtml", "", &large)], &[]);
    let refusal = read("b", &bytes).unwrap_err();
    assert!(refusal.to_string().contains("unpack"), "{refusal}");
    // One file named a thousand times in the spine is read once.
    let opf = format!(
        "<package><manifest><item id='a' href='a.html' media-type='text/html'/></manifest><spine>{}</spine></package>",
        "<itemref idref='a'/>".repeat(100_000)
    );
    let bytes = archive(&[
        ("META-INF/container.xml", "<rootfile full-path='a.opf'/>"),
        ("a.opf", &opf),
        ("a.html", "<p>Once."),
    ]);
    assert_eq!(body(&open(&bytes)), ["Once."]);
    // Elements inside elements inside elements.
    let deep = "<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000);
    assert_eq!(body(&open(&book("", &[("1.xhtml", "", &deep)], &[]))), ["deep"]);
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn damaged_archives_are_read_or_refused(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = book(
            "<dc:title>Bees</dc:title>",
            &[("1.xhtml", "", "<h1>One</h1><p>Text<a href='n.xhtml#n1'>[1]</a>.</p>"),
              ("n.xhtml", "linear='no'", "<p id='n1'>[1] Note.</p>")],
            &[("toc.ncx", "<ncx><navPoint><navLabel>One</navLabel><content src='1.xhtml'/></navPoint></ncx>")],
        );
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            let cut = cut.index(bytes.len());
            bytes.truncate(cut);
        }
        if let Ok(document) = read("book.epub", &bytes) {
            prop_assert_eq!(document.check(), Ok(()));
        }
    }
}

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
