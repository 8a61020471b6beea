//! Marks that other programs made, from the files they write: one file a format.
//!
//! What is read is words with what was said of them ([`Quotation`]), by work ([`Book`]). Where other
//! programs keep them, in a page or an element of their own rendering, says nothing of another edition or
//! format: here they are found by their words ([`take`]).
//!
//! All of it may come from a stranger: sizes and depth are bounded, nothing in it is executed, and what
//! is no quotation is left aside.

pub(super) mod clippings;
mod colour;
mod csv;
mod koreader;
mod lua;
mod take;
mod walk;
mod web;
mod zotero;

pub use colour::nearest;
pub use take::{Taken, take};

use serde_json::Value;

use super::Colour;

/// The largest file that is read, in bytes. A life of reading makes less than a tenth of it.
const LARGEST: usize = 64 << 20;
/// The most quotations that are read out of one.
const MOST: usize = 100_000;
/// The longest words or remark of a quotation, in bytes: the line of a mark has to hold them.
const LONGEST: usize = 24 << 10;

/// A work, as another program knows it, and what was marked in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    /// Its title.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub authors: Vec<String>,
    /// What was marked.
    pub quotations: Vec<Quotation>,
}

/// Words that were marked elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Quotation {
    /// What the other program calls the mark; empty where it has no name for it.
    pub id: String,
    /// The words; empty where something was said of no words.
    pub words: String,
    /// What stood before and after them, as far as that is known.
    pub prefix: String,
    /// The same after them.
    pub suffix: String,
    /// What was said of them.
    pub remark: String,
    /// Their colour.
    pub colour: Option<Colour>,
    /// When they were marked, in milliseconds since 1970.
    pub made: Option<u64>,
    /// The page, as the other program counts.
    pub page: Option<String>,
    /// The heading of their section.
    pub section: Option<String>,
    /// Where they begin, as a share of the whole from 0 to 1.
    pub share: Option<f64>,
    /// Who marked them, if that was not the reader.
    pub by: Option<String>,
}

/// The formats marks are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `My Clippings.txt` of a Kindle.
    Clippings,
    /// KOReader: the file beside a book, or its export in JSON.
    KoReader,
    /// Hypothesis and other Web Annotations.
    Web,
    /// The table of Readwise.
    Readwise,
    /// Notes and annotations of Zotero.
    Zotero,
    /// Highlights and comments of a PDF itself.
    Pdf,
}

impl Origin {
    /// What it is called in a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clippings => "Kindle",
            Self::KoReader => "KOReader",
            Self::Web => "Web Annotation",
            Self::Readwise => "Readwise",
            Self::Zotero => "Zotero",
            Self::Pdf => "PDF",
        }
    }
}

/// A file from which no marks can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is too large.
    #[error("is larger than 64 MB, which no file of marks is")]
    TooLarge,
    /// It is in none of the formats.
    #[error(
        "is in no format that marks are read from: My Clippings.txt, KOReader (metadata.*.lua or JSON), \
         Hypothesis or W3C JSON, Readwise CSV, notes or JSON of Zotero, PDF"
    )]
    Unknown,
    /// It is damaged.
    #[error("cannot be read in line {line}: {what}")]
    Damaged {
        /// What is wrong.
        what: String,
        /// Where, counted from 1.
        line: usize,
    },
    /// There are no marks in it.
    #[error("has no highlights or remarks in it")]
    Empty,
}

/// Reads the marks out of a file of another program.
///
/// # Errors
/// Says, after the name of the file, why there are none.
pub fn read(bytes: &[u8]) -> Result<(Origin, Vec<Book>), ImportError> {
    if bytes.len() > LARGEST {
        return Err(ImportError::TooLarge);
    }
    let words = decoded(bytes);
    let (origin, mut books) = look(&words)?;
    let mut left = MOST;
    for book in &mut books {
        book.quotations.retain(|quotation| !quotation.is_empty());
        book.quotations.truncate(left);
        left -= book.quotations.len();
        for quotation in &mut book.quotations {
            for words in [&mut quotation.words, &mut quotation.remark] {
                *words = crate::language::clip(words.trim(), LONGEST).to_owned();
            }
        }
    }
    books.retain(|book| !book.quotations.is_empty());
    if books.is_empty() { Err(ImportError::Empty) } else { Ok((origin, books)) }
}

impl Quotation {
    fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.remark.trim().is_empty()
    }
}

/// The words of a file: UTF-8, or UTF-16 with its mark, as some programs for Windows write.
fn decoded(bytes: &[u8]) -> String {
    let pairs = |of: fn([u8; 2]) -> u16| {
        let (pairs, _) = bytes[2..].as_chunks::<2>();
        String::from_utf16_lossy(&pairs.iter().map(|&pair| of(pair)).collect::<Vec<_>>())
    };
    match bytes {
        [0xff, 0xfe, ..] => pairs(u16::from_le_bytes),
        [0xfe, 0xff, ..] => pairs(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Tells a format by what it looks like, and reads it.
fn look(words: &str) -> Result<(Origin, Vec<Book>), ImportError> {
    let start = words.trim_start_matches('\u{feff}').trim_start();
    // A note may begin with a link to another.
    let linked = start.starts_with("[[") && zotero::is_note(start);
    if start.starts_with(['{', '[']) && !linked {
        return json(start);
    }
    if lua::is_table(start) {
        return Ok((Origin::KoReader, koreader::books(&lua::read(start)?)));
    }
    if zotero::is_note(start) {
        return Ok((Origin::Zotero, vec![zotero::book(start)]));
    }
    if words.lines().any(|line| line.trim_end() == clippings::END) {
        return Ok((Origin::Clippings, clippings::books(words)));
    }
    match csv::books(start) {
        Some(books) => Ok((Origin::Readwise, books)),
        None => Err(ImportError::Unknown),
    }
}

/// JSON, or a line of JSON each.
fn json(words: &str) -> Result<(Origin, Vec<Book>), ImportError> {
    let value = match serde_json::from_str(words) {
        Ok(value) => value,
        Err(whole) => {
            let lines = words.lines().filter(|line| !line.trim().is_empty());
            let values: Result<Vec<Value>, _> = lines.map(serde_json::from_str).collect();
            match values {
                Ok(values) => Value::Array(values),
                Err(_) => {
                    let what = whole.to_string();
                    let what = what.split(" at line").next().unwrap_or_default().to_owned();
                    return Err(ImportError::Damaged { what, line: whole.line() });
                }
            }
        }
    };
    let books = koreader::books(&value);
    if !books.is_empty() {
        return Ok((Origin::KoReader, books));
    }
    let books = zotero::annotations(&value);
    if !books.is_empty() {
        return Ok((Origin::Zotero, books));
    }
    Ok((Origin::Web, web::books(&value)))
}

#[cfg(test)]
mod tests;
