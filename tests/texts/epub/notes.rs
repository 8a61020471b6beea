//! The notes of books: in files of their own, by chapters, and as older books have them.

use ibid::doc::{MarkKind, Target};

use super::{body, book, notes, open, references};

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
