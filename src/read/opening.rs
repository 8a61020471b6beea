//! The opening of a source: as much of its beginning as a first screen needs, read as the whole
//! will begin.
//!
//! The body comes first in a document, so the words of an opening have the places they have in the
//! whole (see [`crate::doc`]). That holds for texts that are written from the top down, Markdown
//! and plain text, and for books in archives, whose pages are files. It may fail where the rest changes what was read before it, as a link's address
//! does that stands at the end; who shows an opening carries the reader over by words then. Pages
//! of HTML and Muse are only known when they are read to the end.

use super::{Format, decode, epub, markdown, plain, recognise};
use crate::doc::Document;

/// How many bytes of a source tell its format.
pub const LOOK: usize = super::recognise::LOOK;

/// As much of a source as [`opening`] should be given, where about `length` bytes are to be read:
/// its beginning, or all of an archive, whose list of files is at its end.
pub fn look(source: &[u8], length: usize) -> &[u8] {
    if is_archive(source) { source } else { &source[..source.len().min(LOOK.max(length))] }
}

/// Whether a source that begins so is an archive, of which no part is known before the whole.
pub fn is_archive(beginning: &[u8]) -> bool {
    beginning.starts_with(b"PK\x03\x04")
}

/// Reads the opening of a source that goes on, of about `length` bytes, up to a blank line, and
/// tells its format. `None` where the whole must be known: by its format, its encoding, or because there is no
/// blank line.
pub fn opening(name: &str, beginning: &[u8], length: usize) -> Option<(Format, Document)> {
    let format = recognise(name, beginning).ok()?;
    if format == Format::Epub {
        return epub::opening(name, beginning, length).map(|document| (format, document));
    }
    if decode::utf16(beginning).is_some() {
        return None;
    }
    let beginning = &beginning[..length.min(beginning.len())];
    let beginning = &beginning[..last_blank_line(beginning)?];
    // Bytes that are no UTF-8 may be damage or another encoding: the whole tells.
    std::str::from_utf8(beginning).ok()?;
    let (text, _) = decode::decode(beginning);
    let document = match format {
        Format::Markdown => markdown::opening(name, &text)?,
        Format::Plain => plain::read(name, &text),
        Format::Bibliography | Format::Muse | Format::Html | Format::Epub => return None,
    };
    (!document.body().is_empty()).then_some((format, document))
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
