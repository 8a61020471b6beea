//! The formats that can be read, one a row: by what a source is known to be in it, and who reads it.
//!
//! What a source holds tells its format; its name only where that leaves a doubt, or where it is so
//! plain that nobody would say otherwise (`a.md`). Each row weighs what it sees by itself, and the
//! strongest evidence counts. A new format is a row here and a folder beside this file.

use std::borrow::Cow;
use std::fmt;

use super::foreign::{self, Foreign};
use super::refusal::Refusal;
use super::{bibliography, epub, html, markdown, muse, pdf, plain};
use crate::doc::Document;

/// A format that can be read.
#[derive(Clone, Copy)]
pub struct Format(&'static Row);

/// What there is to know of a format.
pub(super) struct Row {
    /// What it is called.
    name: &'static str,
    /// The endings of a name that settle it, whatever the source holds.
    settled_by: &'static [&'static str],
    /// How strongly the beginning of a source shows that it is in it.
    evidence: fn(&Beginning<'_>) -> Evidence,
    /// Who reads it.
    pub(super) reader: Reader,
    /// Whether what was read may be a text as printed, its pages as they lie. Books and the texts of
    /// libraries say in which order they are read.
    printed: fn(&Document) -> bool,
    /// Whether its first pages, restored, are those of the whole: what is on a page is known of the page.
    pages: bool,
    /// Whether other programs write it on one line, whatever its length.
    pub(super) one_line: bool,
}

/// Reads what has a name, its bytes, which it may keep, and a password.
type ReadArchive = fn(&str, Cow<'_, [u8]>, &str) -> Result<Document, Refusal>;

/// How a format is read, all of it or its opening.
pub(super) enum Reader {
    /// From the bytes of an archive or a PDF, with the password its reader has for it, or none.
    Archive { read: ReadArchive, opening: fn(&str, &[u8], &str, usize) -> Option<Document> },
    /// From its characters. It has no opening where it is only known when it is read to its end.
    Text {
        read: fn(&str, Cow<'_, str>) -> Document,
        opening: Option<fn(&str, &str) -> Option<Document>>,
    },
}

/// How strongly a source shows that it is in a format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// Nothing speaks for it.
    None,
    /// Any text may be.
    Any,
    /// Signs that belong to it come again and again.
    Signs,
    /// It begins as only what is in it begins.
    Begins,
    /// Its name claims it, and what it holds does not speak against that.
    Named,
}

/// What tells the format of a source.
pub(super) struct Beginning<'b> {
    /// The ending of its name, in lower case.
    ending: String,
    /// Its bytes, if it is an archive.
    archive: Option<&'b [u8]>,
    /// Its first characters.
    text: &'b str,
    /// The markup that people type and others read, if it is such.
    pub(super) foreign: Option<Foreign>,
}

/// The formats. Of two that are shown as strongly the first is meant.
const FORMATS: &[Row] = &[
    Row {
        name: "PDF",
        settled_by: &[],
        evidence: |source| match source.archive {
            Some(bytes) if pdf::is_pdf(bytes) => Evidence::Named,
            _ => Evidence::None,
        },
        reader: Reader::Archive { read: pdf::read, opening: pdf::first_pages },
        printed: |_| true,
        pages: true,
        one_line: true,
    },
    Row {
        name: "EPUB",
        settled_by: &[],
        evidence: |source| match source.archive {
            Some(bytes) if source.is_called(&["epub"]) || epub::is_epub(bytes) => Evidence::Named,
            _ => Evidence::None,
        },
        reader: Reader::Archive {
            read: |name, bytes, _| epub::read(name, &bytes),
            opening: |name, bytes, _, length| epub::first_pages(name, bytes, length),
        },
        printed: |_| false,
        pages: false,
        one_line: true,
    },
    Row {
        name: "HTML",
        settled_by: &[],
        evidence: |source| {
            let called = source.is_called(&["html", "htm", "xhtml", "xht"]);
            match html::is_html(source.text, called) {
                true if called => Evidence::Named,
                true => Evidence::Begins,
                false => Evidence::None,
            }
        },
        reader: Reader::Text { read: |name, page| html::read(name, &page), opening: None },
        // Mere lines, as programs make pages of scans.
        printed: |page| page.notes.is_empty() && page.headings().next().is_none(),
        pages: false,
        one_line: false,
    },
    Row {
        name: "a bibliography",
        settled_by: &["bib", "bibtex", "biblatex"],
        evidence: |source| {
            let entries = || bibliography::looks_like(source.text);
            let yaml = || bibliography::looks_like_yaml(source.text);
            match () {
                () if source.is_called(&["yaml", "yml"]) && yaml() => Evidence::Named,
                () if source.is_called(&["json"]) && entries() => Evidence::Named,
                () if entries() => Evidence::Begins,
                () => Evidence::None,
            }
        },
        reader: Reader::Text { read: |name, text| bibliography::read(name, &text), opening: None },
        printed: |_| false,
        pages: false,
        one_line: true,
    },
    Row {
        name: "Muse",
        settled_by: &["muse", "amuse"],
        evidence: |source| match muse::looks_like(source.text) {
            true => Evidence::Begins,
            false => Evidence::None,
        },
        reader: Reader::Text { read: |name, text| muse::read(name, &text), opening: None },
        printed: |_| false,
        pages: false,
        one_line: false,
    },
    Row {
        name: "Markdown",
        settled_by: &["md", "markdown", "mdown", "mkd", "qmd", "rmd"],
        evidence: |source| {
            let plain = source.is_called(&["txt", "text", "asc"]);
            match markdown::signs::are_many(source.text, plain) {
                true => Evidence::Signs,
                false => Evidence::None,
            }
        },
        reader: Reader::Text { read: markdown::read, opening: Some(markdown::opening) },
        printed: |text| !markdown::signs::is_typed(text),
        pages: false,
        one_line: false,
    },
    Row {
        name: "plain text",
        settled_by: &["rs", "c", "h", "py", "sh", "toml", "log"],
        evidence: |source| match source.foreign.is_some() || source.is_called(&DATA) {
            true => Evidence::Named,
            false => Evidence::Any,
        },
        reader: Reader::Text {
            read: |name, text| plain::read(name, &text),
            opening: Some(|name, text| Some(plain::read(name, text))),
        },
        printed: |_| true,
        pages: false,
        one_line: false,
    },
];

/// The endings of names under which texts lie in a folder: those of the formats above, but for
/// programs, data and bibliographies, which nobody looks for there to read.
const TEXTS: [&str; 17] = [
    "md", "markdown", "mdown", "mkd", "qmd", "rmd", "txt", "text", "asc", "html", "htm", "xhtml",
    "xht", "epub", "pdf", "muse", "amuse",
];

/// Whether a file of this name is one that a reader looks for in a folder, packed or not.
pub fn is_called_as_a_text(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    TEXTS.contains(&&*ending(lower.strip_suffix(".gz").unwrap_or(&lower)))
}

/// The endings of data that may be bibliographies, and else are lines as they stand.
const DATA: [&str; 3] = ["json", "yaml", "yml"];

impl<'b> Beginning<'b> {
    /// Of a text that begins so.
    pub(super) fn of_text(name: &str, text: &'b str) -> Self {
        let foreign = foreign::markup(name, text);
        Self { ending: ending(name), archive: None, text, foreign }
    }

    /// Of an archive.
    pub(super) fn of_archive(name: &str, bytes: &'b [u8]) -> Self {
        Self { ending: ending(name), archive: Some(bytes), text: "", foreign: None }
    }

    /// Whether its name has one of these endings.
    fn is_called(&self, endings: &[&str]) -> bool {
        endings.contains(&self.ending.as_str())
    }

    /// The format of the source. `None` where no format speaks for it, as for archives.
    pub(super) fn format(&self) -> Option<Format> {
        if self.archive.is_none()
            && let Some(row) = FORMATS.iter().find(|row| self.is_called(row.settled_by))
        {
            return Some(Format(row));
        }
        let mut best: (Evidence, Option<&Row>) = (Evidence::None, None);
        for row in FORMATS {
            if matches!(row.reader, Reader::Archive { .. }) != self.archive.is_some() {
                continue;
            }
            let evidence = (row.evidence)(self);
            if evidence > best.0 {
                best = (evidence, Some(row));
            }
            if evidence == Evidence::Named {
                break;
            }
        }
        best.1.map(Format)
    }
}

impl Format {
    /// What it is called.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// Whether what was read as `document` may be a text as printed, its pages as they lie.
    pub fn may_be_printed(self, document: &Document) -> bool {
        (self.0.printed)(document)
    }

    /// Whether an opening of it can be shown restored, though it shows signs of print.
    pub fn has_pages(self) -> bool {
        self.0.pages
    }

    /// What there is to know of it.
    pub(super) fn row(self) -> &'static Row {
        self.0
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The ending of a name, in lower case; nothing if it has none.
pub(super) fn ending(name: &str) -> String {
    name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_apart() {
        let cases = [
            ("a.md", "no sign at all", "Markdown"),
            ("a.txt", "no sign at all", "plain text"),
            ("a.txt", "# One\n\ntext\n\n# Two\n", "Markdown"),
            ("a.txt", "1 * 2 * 3 and #4 of a_b_c\n", "plain text"),
            ("-", "See *this* and *that*, *these*, *those*, *more* and *all*.", "Markdown"),
            ("x", "Text[^1] and more[^2].", "Markdown"),
            ("a.bib", "", "a bibliography"),
            ("-", "@book{a, title={B}}", "a bibliography"),
            ("a.yml", "a:\n  type: book\n  title: T\n", "a bibliography"),
            ("a.json", "{\"type\": 1}", "plain text"),
            ("a.yaml", "# One\n\n# Two\n\n# Three\n", "plain text"),
            ("x", "#title A text\n\nWith **words**[1].", "Muse"),
            ("a.muse", "no sign at all", "Muse"),
            ("a.muse", "<html><p>Words", "Muse"),
            ("a.htm", "Words <b>only</b>", "HTML"),
            ("a.htm", "Words only", "plain text"),
            ("a.txt", "<html><p>Words", "HTML"),
            ("a.org", "<html><p>Words", "plain text"),
            ("a.txt", "\\documentclass{x}\n[^1] [^2] [^3]", "plain text"),
            ("x", "MZ is how it began, and a letter at that.", "plain text"),
        ];
        for (name, text, format) in cases {
            let found = Beginning::of_text(name, text).format().map(Format::name);
            assert_eq!(found, Some(format), "{name}: {text}");
        }
    }

    #[test]
    fn no_ending_settles_two_formats() {
        let mut seen = Vec::new();
        for ending in FORMATS.iter().flat_map(|row| row.settled_by) {
            assert!(!seen.contains(ending), "{ending}");
            seen.push(ending);
        }
    }
}
