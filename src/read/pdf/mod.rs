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

mod about;
mod accent;
mod anchors;
mod bounds;
mod columns;
mod evidence;
mod file;
mod font;
mod glyph;
mod inflate;
mod interpret;
mod labels;
mod lines;
mod links;
mod marked;
mod matrix;
mod pages;
mod path;
mod runs;
mod strings;
mod tags;
mod tex;
mod tokens;
mod trees;
mod words;

use std::sync::Arc;

use file::{Fault, File, Fonts};
use links::Links;
use pages::Pages;
use tags::Tags;

use super::refusal::Refusal;
use crate::doc::Document;

/// Whether a source that begins so is a PDF: programs take a few bytes before it for granted.
pub(super) fn is_pdf(beginning: &[u8]) -> bool {
    let beginning = &beginning[..beginning.len().min(1024)];
    beginning.starts_with(b"%PDF-") || memchr::memmem::find(beginning, b"\n%PDF-1.").is_some()
}

/// Reads a PDF.
///
/// # Errors
/// Refuses one that is damaged, wants a password, or has pictures of words and no words.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    let file = open(name, bytes)?;
    let (links, tags) = (Links::of(&file, file.pages()), Tags::of(&file));
    let mut pages = Pages::new(&links, &tags);
    write(&file, &mut pages, file.pages());
    if pages.letters == 0 {
        return Err(Refusal::Pictures { name: name.to_owned() });
    }
    pages.to.metadata = about::read(&file, &pages.heads, pages.first, pages.later);
    Ok(pages.to.finish(name))
}

/// Reads the first pages of a PDF.
pub(super) fn first_pages(name: &str, bytes: &[u8], length: usize) -> Option<Document> {
    let _ = (name, bytes, length);
    None
}

fn open(name: &str, bytes: &[u8]) -> Result<File, Refusal> {
    let name = name.to_owned();
    File::open(Arc::new(bytes.to_vec()), "").map_err(|fault| match fault {
        Fault::Locked => Refusal::Locked { name },
        Fault::Encrypted => Refusal::EncryptedPdf { name },
        Fault::Damaged => {
            let what = "its pages cannot be found, as when a download breaks off";
            Refusal::DamagedPdf { name, what }
        }
    })
}

/// Writes the first `count` pages.
fn write(file: &File, pages: &mut Pages<'_>, count: usize) {
    let fonts = Fonts::default();
    let mut labels = labels::of(file).into_iter();
    for number in 0..count {
        let Some(page) = file.page(number) else { break };
        let drawn = interpret::page(file, &fonts, &page);
        pages.page(number, labels.next().flatten(), &drawn);
    }
}
