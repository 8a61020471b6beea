//! One text in every format is one document: the same words in the same order, the same notes, each
//! referred to behind the same word, and the same title and author.

use std::io::{Cursor, Write};

use ibid::doc::{Document, Span};
use ibid::link::link;
use ibid::{export, read};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What is the same in every format.
#[derive(Debug, PartialEq)]
struct Sameness {
    title: Option<String>,
    authors: Vec<String>,
    headings: Vec<String>,
    body: Vec<String>,
    /// Label and words of each note.
    notes: Vec<(String, Vec<String>)>,
    /// The word before each reference, and the first words of its note.
    references: Vec<(String, String)>,
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn sameness(document: &Document) -> Sameness {
    assert_eq!(document.check(), Ok(()));
    let all = Span::new(0, document.text.len());
    let references = document.note_references_in(all).map(|(place, _, note)| {
        let before = document.text[..place].rsplit([' ', '\n', '\t']).next().unwrap_or("");
        let note = note.map_or("", |id| document.words(document.note(id).span));
        (before.to_owned(), note.chars().take(20).collect())
    });
    Sameness {
        title: document.metadata.title.clone(),
        authors: document.metadata.authors.clone(),
        headings: document
            .headings()
            .map(|(index, _)| document.words(document.blocks[index].span).to_owned())
            .collect(),
        body: words(document.words(Span::new(0, document.body_end()))),
        notes: document
            .notes
            .iter()
            .map(|note| (note.label.to_string(), words(document.words(note.span))))
            .collect(),
        references: references.collect(),
    }
}

fn opened(name: &str, bytes: &[u8]) -> Document {
    read::read(name, bytes).unwrap()
}

const MARKDOWN: &str = "---\ntitle: Über die Bienen\nauthor: Ann Lee\n---\n\n# Der Stock[^1]\n\nDie Bienen \
    sind *fleißig*,[^2] sagt man.\n\n> Wer arbeitet, der summt.[^3]\n\n- Wachs\n- Honig[^4]\n\n| Summ, \
    summ\n|   summ[^5]\n\n| Art | Zahl |\n| --- | ---: |\n| Drohne[^6] | 3 |\n\n## L’essaim\n\nÀ la fin \
    on s’en va.[^7]\n\n[^1]: Ein Korb.\n[^2]: Vgl. Müller 1922, S. 12.\n\n    Anders *Weber*.\n[^3]: \
    Sprichwort.\n[^4]: Gesehen in Rom.\n[^5]: Ein Lied.\n[^6]: Männlich.\n[^7]: Voir p. 4.\n";

const MUSE: &str = "#title Über die Bienen\n#author Ann Lee\n\n* Der Stock [1]\n\nDie Bienen sind \
    *fleißig*,[2] sagt man.\n\n<quote>\nWer arbeitet, der summt.[3]\n</quote>\n\n - Wachs\n - \
    Honig[4]\n\n<verse>\nSumm, summ\n  summ[5]\n</verse>\n\n Art || Zahl\n Drohne[6] | 3\n\n** \
    L’essaim\n\nÀ la fin on s’en va.[7]\n\n[1] Ein Korb.\n\n[2] Vgl. Müller 1922, S. 12.\n\n    Anders \
    *Weber*.\n\n[3] Sprichwort.\n\n[4] Gesehen in Rom.\n\n[5] Ein Lied.\n\n[6] Männlich.\n\n[7] Voir p. 4.\n";

/// The text between `<body>` and `</body>`, every reference `REF n` and every note `NOTE n`.
const BODY: &str = "<h1>Der StockREF1</h1><p>Die Bienen sind <em>fleißig</em>,REF2 sagt man.</p><blockquote>\
    <p>Wer arbeitet, der summt.REF3</p></blockquote><ul><li>Wachs</li><li>HonigREF4</li></ul><div \
    class='verse'>Summ, summ<br/>&#160;&#160;summREF5</div><table><tr><th>Art</th><th>Zahl</th></tr><tr>\
    <td>DrohneREF6</td><td>3</td></tr></table><h2>L’essaim</h2><p>À la fin on s’en va.REF7</p>";

const NOTES: [&str; 7] = [
    "Ein Korb.",
    "Vgl. Müller 1922, S. 12.</p><p>Anders <em>Weber</em>.",
    "Sprichwort.",
    "Gesehen in Rom.",
    "Ein Lied.",
    "Männlich.",
    "Voir p. 4.",
];

/// The body and the list of notes, each reference and note written by its number.
fn marked_up(
    reference: impl Fn(usize) -> String,
    note: impl Fn(usize, &str) -> String,
) -> (String, String) {
    let mut body = BODY.to_owned();
    let mut notes = String::new();
    for (at, words) in NOTES.iter().enumerate() {
        body = body.replace(&format!("REF{}", at + 1), &reference(at + 1));
        notes.push_str(&note(at + 1, words));
    }
    (body, notes)
}

const HEAD: &str = "<title>Über die Bienen</title><meta name='author' content='Ann Lee'/>";

fn html() -> String {
    let (body, notes) = marked_up(
        |n| format!("<a href='#fn{n}' id='fnref{n}' role='doc-noteref'><sup>{n}</sup></a>"),
        |n, words| format!("<li id='fn{n}'><p>{words} <a href='#fnref{n}'>↩</a></p></li>"),
    );
    format!(
        "<html><head>{HEAD}</head><body>{body}<section role='doc-endnotes'><ol>{notes}</ol></section>"
    )
}

/// Old pages: names for anchors, brackets, no classes, and the bytes of Windows.
fn old_html() -> Vec<u8> {
    let (body, notes) = marked_up(
        |n| format!("<A HREF=\"#{n}\" NAME=\"r{n}\">[{n}]</A>"),
        |n, words| format!("<P><A NAME=\"{n}\" HREF=\"#r{n}\">[{n}]</A> {words}</P>"),
    );
    let charset = "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>";
    let page =
        format!("<html><head>{charset}{HEAD}</head><body>{body}<hr><h2>Anmerkungen</h2>{notes}");
    encoding_rs::WINDOWS_1252.encode(&page).0.into_owned()
}

/// A book of two chapters whose notes are in a file of their own (`apart`) or at the end of each.
fn epub(apart: bool) -> Vec<u8> {
    let home = |n: usize| if n < 7 { "1.xhtml" } else { "2.xhtml" };
    let aims = |n: usize| if apart { "notes.xhtml" } else { home(n) };
    let (body, _) = marked_up(
        |n| format!("<a epub:type='noteref' href='{}#n{n}' id='r{n}'>{n}</a>", aims(n)),
        |_, _| String::new(),
    );
    let note = |n: usize, tag: &str| {
        let words = NOTES[n - 1];
        let back = format!("<a href='{}#r{n}' epub:type='backlink'>{n}</a>", home(n));
        format!("<{tag} epub:type='footnote' id='n{n}'><p>{back} {words}</p></{tag}>")
    };
    let (mut one, two) =
        body.split_once("<h2>").map(|(a, b)| (a.to_owned(), format!("<h2>{b}"))).unwrap();
    let mut two = two;
    let mut notes = "<h2>Notes</h2>".to_owned();
    for n in 1..=NOTES.len() {
        match (apart, n < 7) {
            (true, _) => notes.push_str(&note(n, "div")),
            (false, true) => one.push_str(&note(n, "aside")),
            (false, false) => two.push_str(&note(n, "aside")),
        }
    }
    let page = |content: &str| {
        format!(
            "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='e'><head><title/></head><body>{content}</body></html>"
        )
    };
    let mut chapters = vec![("1.xhtml", page(&one)), ("2.xhtml", page(&two))];
    if apart {
        chapters.push(("notes.xhtml", page(&notes)));
    }
    let items: String = chapters
        .iter()
        .map(|(name, _)| {
            format!("<item id='{name}' href='{name}' media-type='application/xhtml+xml'/>")
        })
        .collect();
    let spine: String =
        chapters.iter().map(|(name, _)| format!("<itemref idref='{name}'/>")).collect();
    let metadata = "<dc:title>Über die Bienen</dc:title><dc:creator>Ann Lee</dc:creator>";
    let package = format!(
        "<package xmlns:dc='d'><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    add("mimetype", "application/epub+zip");
    add("META-INF/container.xml", "<container><rootfile full-path='b.opf'/></container>");
    add("b.opf", &package);
    chapters.iter().for_each(|(name, content)| add(name, content));
    zip.finish().unwrap().into_inner()
}

#[test]
fn one_text_in_every_format() {
    let expected = sameness(&opened("x.md", MARKDOWN.as_bytes()));
    assert_eq!(expected.notes.len(), 7);
    assert_eq!(expected.references[1], ("fleißig,".to_owned(), "Vgl. Müller 1922, S.".to_owned()));
    let texts: [(&str, Vec<u8>); 6] = [
        ("x.muse", MUSE.into()),
        ("x.html", html().into()),
        ("old.html", old_html()),
        ("apart.epub", epub(true)),
        ("chapters.epub", epub(false)),
        ("wide.md", MARKDOWN.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    for (name, bytes) in texts {
        assert_eq!(sameness(&opened(name, &bytes)), expected, "{name}");
    }
}

#[test]
fn what_is_written_in_every_format_reads_back() {
    let texts = [
        ("x.md", MARKDOWN.into()),
        ("x.muse", MUSE.into()),
        ("apart.epub", epub(true)),
        ("chapters.epub", epub(false)),
        ("x.html", html().into()),
        ("old.html", old_html()),
    ];
    for (name, bytes) in texts {
        let document = opened(name, &bytes);
        let expected = sameness(&document);
        let page = export::html(&document, &link(&document));
        let written = [("y.md", export::markdown(&document)), ("y.html", page)];
        for (to, text) in written {
            assert_eq!(sameness(&opened(to, text.as_bytes())), expected, "{name} as {to}");
        }
        // Plain text has no headings, and says title and authors in its first lines; all else is there.
        let plain = opened("y.txt", export::text(&document).as_bytes());
        let plain = sameness(&plain);
        let first = |notes: &[(String, Vec<String>)]| -> Vec<(String, Vec<String>)> {
            notes.iter().filter(|(label, _)| label != "2").cloned().collect()
        };
        assert_eq!(first(&plain.notes), first(&expected.notes), "{name}");
        let mut behind = plain.references;
        behind.truncate(expected.references.len());
        assert_eq!(behind, expected.references, "{name}");
    }
}

/// The entries of a text's bibliography, and its citations with the entries each means.
fn cited(document: &Document) -> (Vec<String>, Vec<(String, Vec<u32>)>) {
    let links = link(document);
    let entries = links.references.iter().map(|entry| document.words(entry.span).to_owned());
    let citations = links.citations.iter().map(|citation| {
        let ids = citation.references().iter().map(|id| id.0).collect();
        (document.words(citation.span).to_owned(), ids)
    });
    (entries.collect(), citations.collect())
}

#[test]
fn a_page_that_cites_reads_back_with_its_sources() {
    let companion = concat!(env!("CARGO_MANIFEST_DIR"), "/texts/companion.md");
    let companion = opened("companion.md", &std::fs::read(companion).unwrap());
    // Years alone cite as well, and are the labels of no notes.
    let years = "---\ntitle: Years\nsubtitle: And more\n---\n\nLee wrote (1902) and Doe (1979a, 1979b), as she says (Lee 1902, p. 3).[^1]\n\n[^1]: \
        So Doe (1979b).\n\n## References\n\n- Doe, Jane 1979a. *One*. London, Pluto\n\n- Doe, Jane \
        1979b. *Two*. London, Pluto\n\n- Lee, Ann 1902. *Three*. London, Heinemann\n";
    let years = opened("years.md", years.as_bytes());
    assert!(cited(&years).1.len() >= 4, "{:?}", cited(&years).1);
    // A series of notes may have a name.
    let series = "<title>Series</title><p>A.<sup id='r1' class='reference'><a href='#c1'>[A 1]</a></sup> B (1902).</p>\
        <ol class='references'><li id='c1'><a href='#r1'>↑</a> <span class='reference-text'>One.</span></li></ol>";
    let series = opened("series.html", series.as_bytes());
    assert_eq!(&*series.notes[0].label, "A 1");
    for document in [companion, years, series] {
        let page = export::html(&document, &link(&document));
        let back = opened("x.html", page.as_bytes());
        assert_eq!(sameness(&back), sameness(&document), "{}", document.source);
        let subtitle =
            |d: &Document| d.metadata.more.iter().find(|(n, _)| n == "subtitle").cloned();
        assert_eq!(subtitle(&back), subtitle(&document), "{}", document.source);
        assert_eq!(cited(&back), cited(&document), "{}", document.source);
    }
}
