//! PDF → document: the lines of its pages in the order they are read, each with how it stood.
//!
//! ```text
//! bytes ─file→ content streams ─interpret→ letters ─runs, columns, lines→ lines ─pages→ Document
//! ```
//!
//! A page of a PDF is letters at places, in the order some program drew them. What they say is read
//! here and nothing else: what a line is, a running head, a note, the next line of a paragraph, is
//! for `restore`, which gets each line with its page, column, place, size and look.
//!
//! All that a stranger may have made is bounded: how much a stream unpacks to, how many letters a
//! page has, how deep one drawing stands in another.

mod bounds;
mod comments;
mod drawn;
mod evidence;
mod file;
mod inflate;
mod page;
mod pages;
mod said;

use std::borrow::Cow;

use bounds::LETTERS;
pub use comments::Comment;
use drawn::interpret;
use file::{Fault, File, Fonts};
use pages::Pages;
use said::links::Links;
use said::tags::Tags;
use said::{about, authors, labels};

use super::bounds::LOOK;
use super::refusal::Refusal;
use crate::doc::{Document, Problem};

/// Whether a source that begins so is a PDF: programs take a few bytes before it for granted. What is
/// text throughout, and has the first line of one among its words, is about them.
pub(super) fn is_pdf(beginning: &[u8]) -> bool {
    let beginning = &beginning[..beginning.len().min(LOOK)];
    if beginning.trim_ascii_start().starts_with(b"%PDF-") {
        return true;
    }
    let head = &beginning[..beginning.len().min(1024)];
    let is_text = || match std::str::from_utf8(beginning) {
        Ok(_) => true,
        // The last character is cut off.
        Err(error) => error.error_len().is_none(),
    };
    memchr::memmem::find(head, b"\n%PDF-1.").is_some() && !is_text()
}

/// Reads a PDF.
///
/// # Errors
/// Refuses one that is damaged, wants a password, or has pictures of words and no words.
pub(super) fn read(name: &str, bytes: Cow<'_, [u8]>, password: &str) -> Result<Document, Refusal> {
    let file = open(name, bytes.into_owned(), password)?;
    let (links, tags) = (Links::of(&file, file.pages()), Tags::of(&file));
    let mut pages = Pages::new(&links, &tags);
    write(&file, &mut pages, |_, _| false);
    if pages.letters == 0 {
        return Err(wordless(name, &file));
    }
    Ok(finish(name, &file, pages))
}

/// The document of the pages that were written, with what is known of it as a work.
fn finish(name: &str, file: &File, mut pages: Pages<'_>) -> Document {
    pages.to.metadata = about::read(file, &pages.seen);
    let mut document = pages.to.finish(name);
    authors::add(&mut document, &pages.seen);
    document
}

/// The highlights and comments that a PDF carries.
///
/// # Errors
/// Refuses one that is damaged or wants a password.
pub(super) fn comments(name: &str, bytes: &[u8], password: &str) -> Result<Vec<Comment>, Refusal> {
    Ok(comments::of(&open(name, bytes.to_vec(), password)?))
}

/// How many pages an opening has at most.
const FIRST: usize = 12;

/// Reads the first pages of a PDF that hold about `length` bytes of text, as the whole begins. `None`
/// where they are all of it or most of it, and where anything is wrong with it, which the whole tells
/// better.
pub(super) fn first_pages(
    name: &str,
    bytes: &[u8],
    password: &str,
    length: usize,
) -> Option<Document> {
    let file = open(name, bytes.to_vec(), password).ok()?;
    // Two pages more tell what heads and feet look like than are shown at first.
    let count = file.pages().min(FIRST);
    if count * 2 > file.pages() {
        return None;
    }
    let (links, tags) = (Links::of(&file, count), Tags::of(&file));
    let mut pages = Pages::new(&links, &tags);
    let enough =
        |number: usize, pages: &Pages<'_>| number >= count || number > 3 && pages.letters >= length;
    write(&file, &mut pages, enough);
    let document = finish(name, &file, pages);
    (!document.text.is_empty()).then_some(document)
}

fn open(name: &str, bytes: Vec<u8>, password: &str) -> Result<File, Refusal> {
    let name = name.to_owned();
    File::open(bytes, password).map_err(|fault| match fault {
        Fault::Locked => Refusal::Locked { name },
        Fault::Encrypted => Refusal::EncryptedPdf { name },
        Fault::Damaged => {
            let what = "its pages cannot be found, as when a download breaks off";
            Refusal::DamagedPdf { name, what }
        }
        Fault::TooMuch => {
            Refusal::DamagedPdf { name, what: "its tables unpack to far more than a book" }
        }
    })
}

/// Writes pages from the first on, as many as there are or until `enough`.
fn write(file: &File, pages: &mut Pages<'_>, enough: impl Fn(usize, &Pages<'_>) -> bool) {
    let fonts = Fonts::default();
    let mut labels = labels::of(file);
    let mut number = 0;
    while !enough(number, pages)
        && let Some(page) = file.page(number)
    {
        let drawn = interpret::page(file, &fonts, &page);
        pages.page(number, labels.next().flatten(), drawn);
        number += 1;
        if pages.letters > LETTERS {
            let what = format!("The PDF is longer than any book: it is read up to sheet {number}.");
            pages.to.diagnose(Problem::Malformed, what);
            break;
        }
    }
}

/// Why a file without words has none.
fn wordless(name: &str, file: &File) -> Refusal {
    let name = name.to_owned();
    match file.has_pictures() {
        true => Refusal::Pictures { name },
        false => Refusal::DamagedPdf { name, what: "there is nothing to read on its pages" },
    }
}
