//! A source whose format is known: unpacked, decoded and recognised, each once.
//!
//! Its opening is as much of its beginning as a first screen needs, read as the whole will begin.
//! The body comes first in a document, so the words of an opening have the places they have in the
//! whole (see [`crate::doc`]). That holds for texts that are written from the top down, Markdown
//! and plain text, and for books in archives, whose pages are files. It may fail where the rest
//! changes what was read before it, as a link's address does that stands at the end; who shows an
//! opening carries the reader over by words then.

use std::borrow::Cow;

use super::bounds::{LOOK, has_endless_line, has_endless_lines};
use super::decode::{self, gzip};
use super::foreign::Foreign;
use super::format::{Beginning, Format, Reader};
use super::pdf;
use super::refusal::{Refusal, refuse};
use crate::doc::{Diagnostic, Document, Problem};

/// A source whose format is known.
pub struct Recognised<'b> {
    /// What its readers call it, and what its document is to be called.
    name: String,
    called: Option<String>,
    format: Format,
    content: Content<'b>,
    /// Markup that people type, read as plain text, which others read better.
    foreign: Option<Foreign>,
    /// What is to be said of its bytes.
    complaints: Vec<Diagnostic>,
    /// What its reader has to open it with, where it is locked.
    password: String,
}

/// What there is of a source.
enum Content<'b> {
    /// The bytes of an archive.
    Archive(Cow<'b, [u8]>),
    /// All its characters.
    Text(Cow<'b, str>),
    /// Its first bytes, and the characters they hold, up to the first that is no UTF-8. That may be
    /// damage or another encoding: the whole tells.
    Begun(&'b [u8], &'b str),
}

impl<'b> Recognised<'b> {
    /// Recognises a source. `name` is what it is called, without its folder; its ending helps where
    /// the content leaves a doubt. Bytes that are handed over are let go of as soon as they can be.
    ///
    /// # Errors
    /// Refuses what is not a text.
    pub fn of(name: &str, bytes: Cow<'b, [u8]>) -> Result<Self, Refusal> {
        let Some((content, complaint)) = gzip::unpack(&bytes) else {
            return Self::of_unpacked(name, bytes);
        };
        drop(bytes);
        let unpacked = name.strip_suffix(".gz").unwrap_or(name);
        let mut source = Self::of_unpacked(unpacked, Cow::Owned(content))?;
        // What others could do with it unpacked they cannot as it lies.
        source.foreign = None;
        source.called = Some(name.to_owned());
        let said = complaint.map(|what| Diagnostic { kind: Problem::Encoding, place: 0, what });
        source.complaints.splice(0..0, said);
        Ok(source)
    }

    fn of_unpacked(name: &str, bytes: Cow<'b, [u8]>) -> Result<Self, Refusal> {
        if is_archive(&bytes)
            && let Some(format) = Beginning::of_archive(name, &bytes).format()
        {
            return Ok(Self::new(name, format, Content::Archive(bytes)));
        }
        refuse(name, &bytes)?;
        if has_endless_line(&bytes) {
            // Nobody decodes all of it to learn that it is no text.
            let (beginning, _) = decode::decode(&bytes[..LOOK & !1]);
            let format = Beginning::of_text(name, &beginning).format();
            if format.is_none_or(|format| !format.row().one_line) {
                return Err(Refusal::Endless { name: name.to_owned() });
            }
        }
        if has_endless_lines(&bytes) {
            return Err(Refusal::Lines { name: name.to_owned() });
        }
        let (text, complaint) = decode::decode_all(bytes);
        let beginning = Beginning::of_text(name, beginning_of(&text));
        let foreign = beginning.foreign;
        let format = beginning.format();
        let format = format.ok_or_else(|| Refusal::binary(name, "binary data"))?;
        let complaints = complaint.into_iter().collect();
        Ok(Self { foreign, complaints, ..Self::new(name, format, Content::Text(text)) })
    }

    /// Recognises a source that goes on by its beginning, of which [`look`] tells the length.
    ///
    /// # Errors
    /// Refuses what is not a text.
    pub fn begun(name: &str, bytes: &'b [u8]) -> Result<Self, Refusal> {
        if is_archive(bytes) {
            return Self::of(name, Cow::Borrowed(bytes));
        }
        refuse(name, bytes)?;
        let utf8 = match std::str::from_utf8(bytes) {
            _ if decode::utf16(bytes).is_some() => "",
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or(""),
        };
        let text = utf8.strip_prefix('\u{feff}').unwrap_or(utf8);
        let format = Beginning::of_text(name, beginning_of(text)).format();
        let format = format.ok_or_else(|| Refusal::binary(name, "binary data"))?;
        Ok(Self::new(name, format, Content::Begun(bytes, utf8)))
    }

    fn new(name: &str, format: Format, content: Content<'b>) -> Self {
        let name = name.to_owned();
        let (complaints, password) = (Vec::new(), String::new());
        Self { name, called: None, format, content, foreign: None, complaints, password }
    }

    /// The same with a password, which opens it where it is locked.
    pub fn with_password(self, password: String) -> Self {
        Self { password, ..self }
    }

    /// Its format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// What to say of it if it opens as plain text and could be read better; `called` is what its
    /// reader calls it.
    pub fn remark(&self, called: &str) -> Option<String> {
        self.foreign.map(|foreign| foreign.remark(called))
    }

    /// Reads its opening, of about `length` bytes, up to a blank line. `None` where the whole must be
    /// known: by its format, its encoding, or because there is no blank line.
    pub fn opening(&self, length: usize) -> Option<Document> {
        let document = match (&self.format.row().reader, &self.content) {
            (Reader::Archive { opening, .. }, Content::Archive(bytes)) => {
                return opening(&self.name, bytes, &self.password, length);
            }
            (Reader::Text { opening, .. }, Content::Text(text)) => {
                (*opening)?(&self.name, cut(text.as_bytes(), text, length)?)?
            }
            (Reader::Text { opening, .. }, Content::Begun(bytes, text)) => {
                (*opening)?(&self.name, cut(bytes, text, length)?)?
            }
            (Reader::Archive { .. }, Content::Text(_) | Content::Begun(..))
            | (Reader::Text { .. }, Content::Archive(_)) => return None,
        };
        (!document.body().is_empty()).then_some(document)
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// Refuses a book that is damaged or encrypted.
    pub fn read(self) -> Result<Document, Refusal> {
        let mut document = match (&self.format.row().reader, self.content) {
            (Reader::Archive { read, .. }, Content::Archive(bytes)) => {
                read(&self.name, bytes, &self.password)?
            }
            (Reader::Text { read, .. }, Content::Text(text)) => read(&self.name, text),
            (Reader::Text { read, .. }, Content::Begun(_, text)) => read(&self.name, text.into()),
            (Reader::Archive { .. }, Content::Text(_) | Content::Begun(..))
            | (Reader::Text { .. }, Content::Archive(_)) => {
                return Err(Refusal::binary(&self.name, "binary data"));
            }
        };
        if let Some(called) = self.called {
            document.source = called;
        }
        document.diagnostics.splice(0..0, self.complaints);
        Ok(document)
    }
}

/// As much of a source as [`Recognised::begun`] should be given, where an opening of about `length`
/// bytes is to be read: its beginning, or all of an archive, whose list of files is at its end.
pub fn look(source: &[u8], length: usize) -> &[u8] {
    if is_archive(source) { source } else { &source[..source.len().min(LOOK.max(length))] }
}

/// Whether a source that begins so is an archive or a PDF, of which no part is known before the whole.
pub fn is_archive(beginning: &[u8]) -> bool {
    beginning.starts_with(b"PK\x03\x04") || pdf::is_pdf(beginning)
}

/// The characters of a text that tell its format.
fn beginning_of(text: &str) -> &str {
    let mut end = text.len().min(LOOK);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The part of a text up to the last blank line within `length` bytes of its source, of which
/// `text` is what is known to be characters.
fn cut<'t>(bytes: &[u8], text: &'t str, length: usize) -> Option<&'t str> {
    let end = last_blank_line(&bytes[..length.min(bytes.len())])?;
    let part = text.get(..end)?;
    Some(part.strip_prefix('\u{feff}').unwrap_or(part))
}

/// Where the last blank line begins.
fn last_blank_line(bytes: &[u8]) -> Option<usize> {
    let mut end = bytes.len();
    loop {
        end = bytes[..end].iter().rposition(|&byte| byte == b'\n')?;
        let before = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
        if before.ends_with(b"\n") {
            return Some(before.len());
        }
    }
}
