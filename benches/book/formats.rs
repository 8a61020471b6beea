//! The same book in other formats: a page of HTML, Muse, and an EPUB of a file for each chapter and
//! one for the notes.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

/// A line of the book in Markdown.
enum Line<'b> {
    Title(&'b str),
    Chapter(&'b str),
    Quote(&'b str),
    Paragraph(&'b str),
    Note(&'b str, &'b str),
    Source(&'b str),
}

fn lines(book: &str) -> impl Iterator<Item = Line<'_>> {
    book.lines().filter(|line| !line.is_empty()).map(|line| {
        if let Some(note) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) {
            return Line::Note(note.0, note.1);
        }
        match line.split_once(' ') {
            Some(("#", words)) => Line::Title(words),
            Some(("##", words)) => Line::Chapter(words),
            Some((">", words)) => Line::Quote(words),
            Some(("-", words)) => Line::Source(words),
            _ => Line::Paragraph(line),
        }
    })
}

/// Words with their emphasis and their references, each written by `refer`.
fn inline(words: &str, emphasis: [&str; 2], refer: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(words.len() * 2);
    let mut open = false;
    let mut rest = words;
    while let Some(at) = rest.find(['*', '[']) {
        out.push_str(&rest[..at]);
        let reference = rest[at..].strip_prefix("[^").and_then(|label| label.split_once(']'));
        match reference {
            Some((label, after)) => {
                out.push_str(&refer(label));
                rest = after;
            }
            None => {
                out.push_str(emphasis[usize::from(open)]);
                open = !open;
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The book as Muse.
pub(crate) fn muse(book: &str) -> String {
    let words = |words: &str| inline(words, ["*", "*"], |label| format!("[{label}]"));
    let mut out = String::new();
    let mut notes = String::new();
    for line in lines(book) {
        _ = match line {
            Line::Title(title) => write!(out, "#title {title}\n\n"),
            Line::Chapter(title) => write!(out, "* {title}\n\n"),
            Line::Quote(said) => write!(out, "<quote>\n{}\n</quote>\n\n", words(said)),
            Line::Paragraph(said) => write!(out, "{}\n\n", words(said)),
            Line::Source(said) => write!(out, " - {}\n\n", words(said)),
            Line::Note(label, said) => write!(notes, "[{label}] {}\n\n", words(said)),
        };
    }
    out + &notes
}

/// The book as pages of XHTML, by chapters, and the last of them the notes. `file` is the address
/// of a chapter by its number, empty where all is one page.
fn pages(book: &str, file: impl Fn(usize) -> String) -> Vec<String> {
    let mut pages = vec![String::new()];
    let mut notes = String::from("<section epub:type='endnotes'><ol>");
    let count = lines(book).filter(|line| matches!(line, Line::Chapter(_))).count() + 1;
    for line in lines(book) {
        let here = pages.len() - 1;
        let words = |words: &str| {
            inline(words, ["<em>", "</em>"], |n| {
                format!("<a epub:type='noteref' href='{}#n{n}' id='r{n}'>{n}</a>", file(count))
            })
        };
        let page = &mut pages[here];
        _ = match line {
            Line::Title(title) => write!(page, "<h1>{title}</h1>"),
            Line::Chapter(title) => {
                pages.push(format!("<h2>{title}</h2>"));
                Ok(())
            }
            Line::Quote(said) => write!(page, "<blockquote><p>{}</p></blockquote>", words(said)),
            Line::Paragraph(said) => writeln!(page, "<p>{}</p>", words(said)),
            Line::Source(said) => writeln!(page, "<p>{}</p>", words(said)),
            Line::Note(n, said) => {
                let back = format!("<a href='{}#r{n}' epub:type='backlink'>↩</a>", file(here));
                write!(
                    notes,
                    "<li id='n{n}' epub:type='endnote'><p>{} {back}</p></li>",
                    words(said)
                )
            }
        };
    }
    pages.push(notes + "</ol></section>");
    pages
}

/// The book as a page of HTML.
pub(crate) fn html(book: &str) -> String {
    format!(
        "<html><head><title>A Book</title></head><body>{}",
        pages(book, |_| String::new()).concat()
    )
}

/// The book as an EPUB.
pub(crate) fn epub(book: &str) -> Vec<u8> {
    let pages = pages(book, |number| format!("{number}.xhtml"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &str| {
        let added = zip.start_file(name, SimpleFileOptions::default());
        added.expect("memory takes a file");
        zip.write_all(content.as_bytes()).expect("memory takes bytes");
    };
    add("META-INF/container.xml", "<container><rootfile full-path='b.opf'/></container>");
    let (mut items, mut spine) = (String::new(), String::new());
    for (number, page) in pages.iter().enumerate() {
        let kind = "media-type='application/xhtml+xml'";
        _ = write!(items, "<item id='c{number}' href='{number}.xhtml' {kind}/>");
        _ = write!(spine, "<itemref idref='c{number}'/>");
        let spaces =
            "xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'";
        add(
            &format!("{number}.xhtml"),
            &format!(
                "<?xml version='1.0'?><html {spaces}><head><title/></head><body>{page}</body></html>"
            ),
        );
    }
    let metadata = "<metadata xmlns:dc='d'><dc:title>A Book</dc:title></metadata>";
    let manifest = format!("{metadata}<manifest>{items}</manifest><spine>{spine}</spine>");
    add("b.opf", &format!("<package>{manifest}</package>"));
    zip.finish().expect("memory takes an archive").into_inner()
}

/// Unpacks every file of an archive: what any reader of an EPUB must do first. Gives their bytes.
pub(crate) fn unpack(epub: &[u8]) -> usize {
    let mut zip = zip::ZipArchive::new(Cursor::new(epub)).expect("an archive");
    let mut bytes = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).expect("a file of it");
        std::io::copy(&mut file, &mut bytes).expect("bytes of it");
    }
    bytes.len()
}
