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

mod accent;
mod bounds;
mod columns;
mod file;
mod font;
mod glyph;
mod inflate;
mod interpret;
mod lines;
mod marked;
mod matrix;
mod pages;
mod path;
mod runs;
mod strings;
mod tex;
mod tokens;
mod words;

use std::sync::Arc;

use file::{Fault, File, Fonts};
use pages::Pages;

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
    let mut pages = Pages::default();
    write(&file, &mut pages, 0, file.pages());
    if pages.letters == 0 {
        return Err(Refusal::Pictures { name: name.to_owned() });
    }
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

/// Writes the pages from `from` up to `to`.
fn write(file: &File, pages: &mut Pages, from: usize, to: usize) {
    let fonts = Fonts::default();
    for number in from..to {
        let Some(page) = file.page(number) else { break };
        let drawn = interpret::page(file, &fonts, &page);
        pages.page(number as u32, None, &drawn);
    }
}
