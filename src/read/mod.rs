//! Reading: bytes → [`Document`].
//!
//! ```text
//! bytes ─decode, format→ Recognised ─markdown, html, epub, pdf, muse, plain, bibliography→ Document
//! ```
//!
//! Reading never fails on a text. Bad bytes, an unclosed note, a missing definition: the text
//! still opens, nothing is dropped, and a diagnostic says what and where. Only what is no text at
//! all (a picture, a program) is refused, with a sentence that says what it seems to be.
//!
//! Each format has a folder that turns source into calls of [`Builder`](crate::doc::Builder), and a
//! row in the table of formats ([`format`]) that says by what a source is known to be in it.

mod bibliography;
mod bounds;
mod chapters;
mod cite;
mod decode;
mod epub;
mod foreign;
mod format;
mod front;
mod html;
mod labels;
mod lines;
mod markdown;
mod muse;
mod named;
mod pdf;
mod plain;
mod recognised;
mod refusal;
mod yaml;

pub use bounds::LOOK;
pub use chapters::{Chapters, Part, bind_chapters, chapters, lists_chapters};
pub use foreign::Foreign;
pub use format::{Format, is_called_as_a_text};
pub(crate) use html::tree::address::{has_scheme, unescape};
pub use named::{STANDARD_INPUT, quoted};
pub use pdf::Comment;
pub use recognised::{Recognised, is_archive, look};
pub use refusal::Refusal;

use std::borrow::Cow;

use crate::doc::Document;

/// Reads `bytes` as whatever format they are in. `name` is what the source is called, without its
/// folder; its ending helps where the content leaves a doubt.
///
/// # Errors
/// Refuses what is not a text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    Recognised::of(name, Cow::Borrowed(bytes))?.read()
}

/// Reads the opening of a source that goes on, of about `length` bytes; see [`Recognised::opening`].
pub fn opening(name: &str, beginning: &[u8], length: usize) -> Option<Document> {
    Recognised::begun(name, beginning).ok()?.opening(length)
}

/// Adds the entries of bibliography files, given by name and content, to a text as its references:
/// BibTeX, CSL JSON or YAML, or Hayagriva's YAML, whichever each is. Only those a text cites by
/// key are added, if it cites any so.
pub fn add_bibliography(document: &mut Document, files: &[(String, Vec<u8>)]) {
    let decoded =
        |(name, bytes): &(String, Vec<u8>)| (name.clone(), decode::decode(bytes).0.into_owned());
    bibliography::add(document, &files.iter().map(decoded).collect::<Vec<_>>());
}

/// The bytes of a file in the archive that a book is, by its path there; `None` where there is none, or
/// too much of it.
pub fn packed(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    epub::file(bytes, path)
}

/// Whether what begins so is a PDF, and may carry [`comments`].
pub fn may_carry_comments(beginning: &[u8]) -> bool {
    pdf::is_pdf(beginning)
}

/// The highlights and comments that a PDF carries; nothing where the bytes are none.
///
/// # Errors
/// Refuses one that is damaged or wants another password.
pub fn comments(name: &str, bytes: &[u8], password: &str) -> Result<Option<Vec<Comment>>, Refusal> {
    let is_pdf = pdf::is_pdf(bytes);
    is_pdf.then(|| pdf::comments(name, bytes, password)).transpose()
}

/// Reads Markdown, whatever it looks like.
pub fn markdown(name: &str, text: &str) -> Document {
    markdown::read(name, Cow::Borrowed(text))
}

/// Reads Muse, whatever it looks like.
pub fn muse(name: &str, text: &str) -> Document {
    muse::read(name, text)
}

/// Reads plain text, whatever it looks like.
pub fn plain(name: &str, text: &str) -> Document {
    plain::read(name, text)
}
