//! EPUBs as the programs and the houses that make them do: files, addresses, notes, contents.

use std::io::{Cursor, Write};

use ibid::doc::{Document, Span};
use ibid::read::read;
use zip::write::{SimpleFileOptions, ZipWriter};

/// A book whose package file lies at `package`. Each chapter has an address and a body; contents of
/// EPUB 2 list the chapters by `titles`.
struct Book<'b> {
    package: &'b str,
    language: &'b str,
    chapters: &'b [(&'b str, &'b str)],
    titles: &'b [(&'b str, &'b str)],
}

impl Book<'_> {
    fn open(&self) -> Document {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut add = |name: &str, content: &str| {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        };
        let folder = self.package.rsplit_once('/').map_or("", |(folder, _)| folder);
        let within = |file: &str| format!("{folder}/{file}").trim_start_matches('/').to_owned();
        add("mimetype", "application/epub+zip");
        let path = self.package;
        add(
            "META-INF/container.xml",
            &format!("<container><rootfile full-path='{path}'/></container>"),
        );
        let mut items =
            String::from("<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>");
        let mut spine = String::new();
        for (number, (address, body)) in self.chapters.iter().enumerate() {
            let href = address.replace(' ', "%20").replace('é', "%C3%A9");
            items.push_str(&format!(
                "<item id='c{number}' href='{href}' media-type='application/xhtml+xml'/>"
            ));
            let linear = if address.contains("notes") { " linear='no'" } else { "" };
            spine.push_str(&format!("<itemref idref='c{number}'{linear}/>"));
            add(&within(address), &self.page(body));
        }
        let title = "<dc:title>A Book</dc:title><dc:creator>Ann Lee</dc:creator>";
        let metadata =
            format!("<metadata>{title}<dc:language>{}</dc:language></metadata>", self.language);
        add(
            path,
            &format!(
                "<package xmlns:dc='d' version='2.0'>{metadata}<manifest>{items}</manifest><spine \
            toc='ncx'>{spine}</spine></package>"
            ),
        );
        let point = |(title, href): &(&str, &str)| {
            format!(
                "<navPoint><navLabel><text>{title}</text></navLabel><content src='{href}'/></navPoint>"
            )
        };
        let points: String = self.titles.iter().map(point).collect();
        add(&within("toc.ncx"), &format!("<ncx><navMap>{points}</navMap></ncx>"));
        let bytes = zip.finish().unwrap().into_inner();
        let document = read("a.epub", &bytes).unwrap();
        assert_eq!(document.check(), Ok(()));
        // However little of it is read, it is what the whole begins with.
        for length in [1, 200, 1000] {
            let Some(opening) = ibid::read::opening("a.epub", &bytes, length) else {
                continue;
            };
            let begun = &opening.text[..opening.body_end()];
            assert!(document.text.starts_with(begun.trim_end()), "{begun}\n--\n{}", document.text);
        }
        assert_eq!(document.metadata.language.as_deref(), Some(self.language));
        document
    }

    fn page(&self, body: &str) -> String {
        let language = self.language;
        let kind = "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN' 'http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd'>";
        format!(
            "\u{feff}<?xml version='1.0' encoding='utf-8'?>\n{kind}\n<html xmlns='http://www.w3.org/1999/xhtml' \
            xmlns:epub='http://www.idpf.org/2007/ops' xml:lang='{language}'><head><title>Unknown</title></head>\
            <body class='calibre'>{body}</body></html>"
        )
    }
}

/// The blocks of a body, with `{label: first word of the note}` where one is referred to, and the
/// notes.
fn seen(document: &Document) -> Vec<String> {
    let line = |span: Span| {
        let mut line = String::new();
        let mut done = span.start;
        for (place, label, note) in document.note_references_in(span) {
            let words = note.map_or("", |id| document.words(document.note(id).span));
            let first = words.split_whitespace().next().unwrap_or("");
            line.push_str(&format!("{}{{{label}: {first}}}", &document.text[done..place]));
            done = place;
        }
        line + &document.text[done..span.end]
    };
    let body = document.body().iter().map(|block| line(block.span));
    let notes = document.notes.iter().map(|note| format!("[{}] {}", note.label, line(note.span)));
    body.chain(notes).collect()
}

#[test]
fn calibre_splits_files_and_numbers_begin_again() {
    let one = "<p class='calibre1' id='pb_0'/><p class='chapter'><span class='bold'>Erstes Kapitel</span></p>\
        <p>Die „Hilfe“<a id='filepos1'></a><a href='index_split_000.html#filepos100'><sup><span>1</span></sup></a> \
        ist&nbsp;&mdash; so Müller.<a href='index_split_000.html#filepos200' id='filepos2'><sup>2</sup></a></p><p>Siehe \
        <a href='index_split_001.html#pb_1'>Kapitel 2</a>.</p><div class='calibre4'> </div><p><a id='filepos100' \
        href='index_split_000.html#filepos1'>1</a> Erste.</p><p><a id='filepos200' \
        href='index_split_000.html#filepos2'>2</a> Zweite.</p>";
    let two = "<p class='calibre1' id='pb_1'/><p class='chapter'><span class='bold'>Zweites Kapitel</span></p>\
        <p>Neu.<a href='index_split_001.html#fp3' id='fr3'><sup>1</sup></a></p><p><a id='fp3' \
        href='index_split_001.html#fr3'>1</a> Dritte.</p>";
    let document = Book {
        package: "OEBPS/content.opf",
        language: "de",
        chapters: &[("index_split_000.html", one), ("index_split_001.html", two)],
        titles: &[
            ("Erstes Kapitel", "index_split_000.html"),
            ("Zweites Kapitel", "index_split_001.html#pb_1"),
        ],
    }
    .open();
    let expected = [
        "Erstes Kapitel",
        "Die „Hilfe“{1: Erste.} ist\u{a0}— so Müller.{2: Zweite.}",
        "Siehe Kapitel 2.",
        "Zweites Kapitel",
        "Neu.{1: Dritte.}",
        "[1] Erste.",
        "[2] Zweite.",
        "[1] Dritte.",
    ];
    assert_eq!(seen(&document), expected);
    assert_eq!(document.headings().count(), 2, "the contents say what is a heading");
}

#[test]
fn addresses_are_written_as_addresses() {
    let one = "<h1>Un&hellip;</h1><p>Mot.<a name='r1'></a><a href='les%20not%C3%A9s/end%20notes.html#n1'>*</a> \
        Puis.<sup><a name='r2' href='les%20not%C3%A9s/end%20notes.html#n2'>1</a></sup></p>";
    let notes = "<p><b>Notes</b></p><p><a name='n1'></a><a href='../Chapitre%201.html#r1'>*</a> Auteur.</p><p><a \
        name='n2' href='../Chapitre%201.html#r2'>1</a>. Éditeur.<sup><a name='r3' href='#n3'>a</a></sup></p><p><a \
        name='n3' href='#r3'>a</a>. Une note à la note.</p>";
    for package in ["content.opf", "OEBPS/content.opf"] {
        let document = Book {
            package,
            language: "fr",
            chapters: &[("Chapitre 1.html", one), ("les notés/end notes.html", notes)],
            titles: &[("Un", "Chapitre%201.html"), ("Notes", "les%20not%C3%A9s/end%20notes.html")],
        }
        .open();
        let expected = [
            "Un…",
            "Mot.{*: Auteur.} Puis.{1: Éditeur.}",
            "[*] Auteur.",
            "[1] Éditeur.{a: Une}",
            "[a] Une note à la note.",
        ];
        assert_eq!(seen(&document), expected);
    }
}

#[test]
fn sigil_keeps_notes_in_a_file_and_parts_them_by_chapter() {
    let back = |n: usize, chapter: usize| {
        format!("<a href='../Text/Section{chapter}.xhtml#ref{n}'>[{n}]</a>")
    };
    let notes = format!(
        "<h2>Notes</h2><h3>One</h3><p id='note1'>{} First.</p><p class='cont'>More of it.</p><p \
        id='note2'>{} Second, see <a href='#note1'>note 1</a>.</p><h3>Two</h3><p id='note3'>{} Third.</p>",
        back(1, 1),
        back(2, 1),
        back(3, 2)
    );
    let one = "<h2>One</h2><p>A.<a id='ref1' href='../Text/notes.xhtml#note1'>[1]</a></p><div class='poem'><p \
        class='line'>Line one</p><p class='line'>two<a id='ref2' href='../Text/notes.xhtml#note2'>[2]</a></p></div>";
    let two = "<h2>Two</h2><p>B.<a id='ref3' href='../Text/notes.xhtml#note3'>[3]</a></p>";
    let document = Book {
        package: "OEBPS/content.opf",
        language: "en",
        chapters: &[
            ("Text/Section1.xhtml", one),
            ("Text/Section2.xhtml", two),
            ("Text/notes.xhtml", &notes),
        ],
        titles: &[
            ("One", "Text/Section1.xhtml"),
            ("Two", "Text/Section2.xhtml"),
            ("Notes", "Text/notes.xhtml"),
        ],
    }
    .open();
    let seen = seen(&document);
    assert_eq!(
        seen[..5],
        ["One", "A.{1: First.}", "Line one\ntwo{2: Second,}", "Two", "B.{3: Third.}"]
    );
    assert_eq!(seen[5], "[1] First.\nMore of it.");
    assert_eq!(seen[7], "[3] Third.");
    assert_eq!(seen.len(), 8);
}

#[test]
fn project_gutenberg_keeps_its_footer_behind_the_notes() {
    let home = "@public@vhost@g@gutenberg@html@files@4341@4341-h@4341-h-0.htm.html";
    let away = "@public@vhost@g@gutenberg@html@files@4341@4341-h@4341-h-1.htm.html";
    let one = format!(
        "<h1 id='pgepubid00000'>MUTUAL AID</h1><p><span class='pagenum'><a id='Page_1'>[Pg \
        1]</a></span>Text,<a id='FNanchor_1_1'></a><a href='{away}#Footnote_1_1' class='fnanchor \
        pginternal'>[1]</a> and on<span class='pagenum'><a id='Page_2'>[Pg 2]</a></span>.</p>"
    );
    let two = format!(
        "<div class='footnotes'><h3>FOOTNOTES:</h3><div class='footnote'><p><a id='Footnote_1_1'></a><a \
        href='{home}#FNanchor_1_1' class='pginternal'><span class='label'>[1]</span></a> Origin.</p><p>More of \
        it.</p></div></div><div class='pg-boilerplate' id='pg-footer'><div>*** END ***</div></div>"
    );
    let document = Book {
        package: "content.opf",
        language: "en",
        chapters: &[(home, &one), (away, &two)],
        titles: &[("MUTUAL AID", &format!("{home}#pgepubid00000"))],
    }
    .open();
    let expected =
        ["MUTUAL AID", "Text,{1: Origin.} and on.", "*** END ***", "[1] Origin.\nMore of it."];
    assert_eq!(seen(&document), expected);
}
