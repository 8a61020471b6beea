//! Formats that others read: what such a source is, and the way to its text.
//!
//! What is no text is refused. Markup that people type, such as Org or LaTeX, is text: it opens as
//! plain text, and a remark names the way to its notes and headings.

use memchr::memmem;

use super::named::{STANDARD_INPUT, quoted};

/// How much of a source is looked at for signs of markup, in bytes.
const SIGNS: usize = 1 << 12;

/// A format, and the program that makes a text of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// What a source in it is: `a Word document`.
    what: &'static str,
    way: Way,
}

/// How another program makes a text of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// pandoc, which calls the format so.
    Pandoc(&'static str),
    /// This program, `@` being the source; what it writes is read from the pipe.
    Pipe(&'static str),
    /// This program makes a file with that ending, `@` being the source and `+` that file.
    File(&'static str, &'static str),
}

const fn foreign(what: &'static str, way: Way) -> Foreign {
    Foreign { what, way }
}

const KINDLE: Foreign = foreign("a Kindle book", Way::File("ebook-convert @ +", "epub"));
const ZIPPED_FB2: Foreign =
    foreign("a FictionBook", Way::Pipe("unzip -p @ | pandoc -f fb2 -t markdown"));
const FB2: Foreign = foreign("a FictionBook", Way::Pandoc("fb2"));
const OFFICE: &str = "soffice --headless --convert-to html @";

/// What archives hold, by the name of a file in them.
const ARCHIVED: [(&str, Foreign); 3] = [
    ("word/document.xml", foreign("a Word document", Way::Pandoc("docx"))),
    ("ppt/presentation.xml", foreign("a presentation", Way::File(OFFICE, "html"))),
    ("xl/workbook.xml", foreign("a spreadsheet", Way::File(OFFICE, "html"))),
];

/// Markup that people type, by the ending of its file.
const MARKUP: [(&[&str], Foreign); 9] = [
    (&["org"], foreign("Org markup", Way::Pandoc("org"))),
    (&["rst", "rest"], foreign("reStructuredText", Way::Pandoc("rst"))),
    (&["tex", "latex", "ltx"], TEX),
    (&["typ"], foreign("Typst markup", Way::Pandoc("typst"))),
    (&["adoc", "asciidoc"], foreign("AsciiDoc", Way::Pipe("asciidoctor -o - @"))),
    (&["mediawiki", "wiki"], foreign("wiki markup", Way::Pandoc("mediawiki"))),
    (&["textile"], foreign("Textile", Way::Pandoc("textile"))),
    (&["dbk", "docbook"], foreign("DocBook", Way::Pandoc("docbook"))),
    (&["ipynb"], foreign("a notebook", Way::Pandoc("ipynb"))),
];
const TEX: Foreign = foreign("LaTeX", Way::Pandoc("latex"));

impl Foreign {
    /// The command that opens its text, as a shell takes it.
    fn command(self, name: &str) -> String {
        let source = quoted(name);
        let piped = name == STANDARD_INPUT;
        match self.way {
            // Nothing tells pandoc what comes from a pipe.
            Way::Pandoc(format) if piped => format!("pandoc -f {format} -t markdown | ibid -"),
            Way::Pandoc(_) => format!("pandoc {source} -t markdown | ibid -"),
            Way::Pipe(command) => format!("{} | ibid -", command.replace('@', &source)),
            Way::File(command, ending) => {
                // What is converted is written where one is, not where the source lies.
                let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
                let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
                let made = quoted(&format!("{stem}.{ending}"));
                // What comes from a pipe has to be a file first.
                let source = if piped { "FILE" } else { &source };
                let made = if piped { format!("FILE.{ending}") } else { made };
                let command = command.replace('@', source).replace('+', &made);
                format!("{command}; ibid {made}")
            }
        }
    }

    /// What its refusal says of a source.
    pub(super) fn sentence(self, name: &str) -> String {
        format!("{name} is {}. Open its text: {}", self.what, self.command(name))
    }

    /// What to say of a source that opens as plain text and could be read better; `called` is what its
    /// reader calls it.
    pub(super) fn remark(self, called: &str) -> String {
        format!(
            "{called} is {}, shown as plain text. To read it with its notes and headings: {}",
            self.what,
            self.command(called)
        )
    }
}

/// What a source is that is no text, if it is in a format that other programs read.
pub(super) fn closed(bytes: &[u8]) -> Option<Foreign> {
    let at = |offset: usize, sign: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(sign));
    if bytes.starts_with(b"PK\x03\x04") {
        return archived(bytes);
    }
    let signs: [(bool, Foreign); 7] = [
        (at(60, b"BOOKMOBI") || at(60, b"TEXtREAd"), KINDLE),
        (at(0, b"\xeaDRMION\xee") || at(0, b"CONT\x02\0"), KINDLE),
        (at(0, b"AT&TFORM") && at(12, b"DJV"), foreign("a DjVu book", Way::Pipe("djvutxt @"))),
        (at(0, b"{\\rtf"), foreign("a document in RTF", Way::Pandoc("rtf"))),
        (at(0, b"%!PS"), foreign("PostScript", Way::Pipe("ps2ascii @"))),
        (
            at(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            foreign("an old Office document", Way::File(OFFICE, "html")),
        ),
        (is_fb2(bytes), FB2),
    ];
    signs.into_iter().find_map(|(is, foreign)| is.then_some(foreign))
}

fn archived(bytes: &[u8]) -> Option<Foreign> {
    const OPEN: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";
    if let Some(kind) = bytes.get(30..).and_then(|bytes| bytes.strip_prefix(OPEN)) {
        return Some(match kind.starts_with(b"text") {
            true => foreign("an OpenDocument text", Way::Pandoc("odt")),
            false => foreign("an OpenDocument file", Way::File(OFFICE, "html")),
        });
    }
    let holds = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    let known = ARCHIVED.into_iter().find(|(name, _)| holds(name));
    // The name of its first file stands at the beginning of an archive.
    let first = &bytes[..bytes.len().min(300)];
    let fb2 = memmem::find(first, b".fb2").is_some();
    known.map(|(_, foreign)| foreign).or(fb2.then_some(ZIPPED_FB2))
}

fn is_fb2(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(SIGNS)];
    let first = beginning.iter().find(|&&byte| !byte.is_ascii_whitespace());
    (first == Some(&b'<') || beginning.starts_with(b"\xef\xbb\xbf"))
        && memmem::find(beginning, b"<FictionBook").is_some()
}

/// What markup that people type a source is in, by its ending or, where that says nothing, by how
/// it begins.
pub(super) fn markup(name: &str, text: &str) -> Option<Foreign> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let called = MARKUP
        .iter()
        .find(|(endings, _)| ending.as_deref().is_some_and(|ending| endings.contains(&ending)));
    if let Some((_, foreign)) = called {
        return Some(*foreign);
    }
    if !matches!(ending.as_deref(), None | Some("txt")) {
        return None;
    }
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'))?;
    let tex = ["\\documentclass", "\\documentstyle"].iter().any(|sign| first.starts_with(sign));
    let org = first.get(..8).is_some_and(|sign| sign.eq_ignore_ascii_case("#+title:"));
    if tex { Some(TEX) } else { org.then_some(MARKUP[0].1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zip(first: &str) -> Vec<u8> {
        [b"PK\x03\x04".as_slice(), &[0; 26], first.as_bytes()].concat()
    }

    #[test]
    fn names_the_way_to_what_others_read() {
        let mobi = [[0; 60].as_slice(), b"BOOKMOBI\0\0"].concat();
        let cases: [(&str, Vec<u8>, &str); 11] = [
            (
                "my thesis.docx",
                zip("[Content_Types].xml…word/document.xml"),
                "my thesis.docx is a Word document. Open its text: pandoc 'my thesis.docx' -t \
                 markdown | ibid -",
            ),
            (
                "in/a.odt",
                zip("mimetypeapplication/vnd.oasis.opendocument.text"),
                "in/a.odt is an OpenDocument text. Open its text: pandoc in/a.odt -t markdown | \
                 ibid -",
            ),
            ("a.ods", zip("mimetypeapplication/vnd.oasis.opendocument.sheet"), "ibid a.html"),
            (
                "in/a b.mobi",
                mobi.clone(),
                "in/a b.mobi is a Kindle book. Open its text: ebook-convert 'in/a b.mobi' 'a \
                 b.epub'; ibid 'a b.epub'",
            ),
            (STANDARD_INPUT, mobi, "ebook-convert FILE FILE.epub; ibid FILE.epub"),
            ("a.djvu", b"AT&TFORM\0\0\0\x09DJVMDIRM".to_vec(), "djvutxt a.djvu | ibid -"),
            ("a.fb2", b"<?xml?>\n<FictionBook xmlns=''>".to_vec(), "pandoc a.fb2 -t markdown"),
            ("a.fb2.zip", zip("war.fb2"), "unzip -p a.fb2.zip | pandoc -f fb2 -t markdown"),
            ("a.rtf", br"{\rtf1\ansi words}".to_vec(), "pandoc a.rtf -t markdown | ibid -"),
            (STANDARD_INPUT, br"{\rtf1 words}".to_vec(), "pandoc -f rtf -t markdown | ibid -"),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "soffice --headless"),
        ];
        for (name, bytes, expected) in cases {
            let foreign = closed(&bytes).unwrap_or_else(|| panic!("{name} is known"));
            let said = foreign.sentence(name);
            assert!(said.contains(expected), "{said}");
        }
        assert!(closed(b"A text about FictionBook.").is_none());
        assert!(closed(&zip("a.txt")).is_none());
    }

    #[test]
    fn markup_that_is_text_gets_a_remark() {
        let cases = [
            ("a.org", "* One", "is Org markup"),
            ("a.rst", "One\n===", "is reStructuredText"),
            ("a.tex", "Words.", "is LaTeX"),
            ("chapter", "% !TEX root\n\\documentclass{book}", "is LaTeX"),
            ("notes.txt", "#+TITLE: Notes\n", "is Org markup"),
            ("a.typ", "= One", "pandoc a.typ -t markdown | ibid -"),
            ("a.adoc", "= One", "asciidoctor -o - a.adoc | ibid -"),
        ];
        for (name, text, expected) in cases {
            let said = markup(name, text).map(|foreign| foreign.remark(name)).unwrap_or_default();
            assert!(said.contains(expected), "{name}: {said}");
        }
        for (name, text) in [("a.md", "\\documentclass{book}"), ("a.txt", "Words."), ("-", "")] {
            assert_eq!(markup(name, text), None, "{name}");
        }
    }
}
