//! Reading: bytes → [`Document`].
//!
//! Reading never fails on a text. Bad bytes, an unclosed note, a missing definition: the text
//! still opens, nothing is dropped, and a diagnostic says what and where. Only what is no text at
//! all (a picture, a program) is refused, with a sentence that says what it seems to be.
//!
//! Each format has a file that turns source into calls of [`Builder`](crate::doc::Builder).

mod bibliography;
mod cite;
mod declared;
mod decode;
mod endnotes;
mod epub;
mod foreign;
mod front;
mod gzip;
mod html;
mod labels;
mod lines;
mod markdown;
mod muse;
mod opening;
mod plain;
mod recognise;
mod says;
mod set_off;
mod tags;
mod underscores;
mod yaml;

pub use foreign::{Foreign, remark};
pub use opening::{LOOK, is_archive, look, opening};
pub use recognise::{Format, recognise};

use std::borrow::Cow;

use crate::doc::{Diagnostic, Document, Problem};

/// What a text is called that comes from standard input.
pub const STANDARD_INPUT: &str = "standard input";

/// Why bytes cannot be read as a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A PDF, which needs its text taken out first.
    #[error("{name} is a PDF. Open its text: pdftotext {quoted} - | ibid -", quoted = quoted(name))]
    Pdf {
        /// What the source is called.
        name: String,
    },
    /// A format that other programs read.
    #[error("{}", foreign::sentence(name, *foreign))]
    Foreign {
        /// What the source is called.
        name: String,
        /// The format.
        foreign: Foreign,
    },
    /// A book under digital rights management.
    #[error(
        "{name} is encrypted: a book sold with DRM can only be read by the shop's own program."
    )]
    Encrypted {
        /// What the source is called.
        name: String,
    },
    /// A book whose text cannot be found.
    #[error("{name} is a damaged EPUB: {what}.")]
    Damaged {
        /// What the source is called.
        name: String,
        /// What is wrong with it, as a clause.
        what: &'static str,
    },
    /// A line that goes on for ever.
    #[error("{name} is not a text: it has a line of more than 16 MB.")]
    Endless {
        /// What the source is called.
        name: String,
    },
    /// Lines without end.
    #[error("{name} is not a text for reading: it has more than four million lines.")]
    Lines {
        /// What the source is called.
        name: String,
    },
    /// Bytes that are no text.
    #[error("{name} is not a text: it looks like {what}.")]
    Binary {
        /// What the source is called.
        name: String,
        /// What it looks like: `a ZIP archive`.
        what: &'static str,
    },
}

impl Refusal {
    /// The same of a source that its reader calls so: by its path, which is what a command needs.
    pub fn called(mut self, called: &str) -> Self {
        let (Self::Pdf { name }
        | Self::Foreign { name, .. }
        | Self::Encrypted { name }
        | Self::Damaged { name, .. }
        | Self::Endless { name }
        | Self::Lines { name }
        | Self::Binary { name, .. }) = &mut self;
        called.clone_into(name);
        self
    }
}

/// A file's name as a shell takes it, whatever is in it: a sentence may be copied to one. Standard
/// input is `-` to most programs.
pub fn quoted(name: &str) -> String {
    if name == STANDARD_INPUT {
        return "-".to_owned();
    }
    let folder = if name.starts_with('-') { "./" } else { "" };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/+,:@".contains(&byte);
    if !name.is_empty() && name.bytes().all(plain) {
        return format!("{folder}{name}");
    }
    format!("'{folder}{}'", name.replace('\'', "'\\''"))
}

/// Reads `bytes` as whatever format they are in. `name` is what the source is called, without its
/// folder; its ending helps where the content leaves a doubt.
///
/// # Errors
/// Refuses what is not a text.
pub fn read(name: &str, bytes: &[u8]) -> Result<Document, Refusal> {
    read_and_tell(name, Cow::Borrowed(bytes)).map(|(_, document)| document)
}

/// Reads `bytes` as [`read`] does, and tells the format they were in. Bytes that are handed over are
/// let go of as soon as they can be.
///
/// # Errors
/// Refuses what is not a text.
pub fn read_and_tell(name: &str, bytes: Cow<'_, [u8]>) -> Result<(Format, Document), Refusal> {
    let Some((content, complaint)) = gzip::unpack(&bytes) else {
        return read_unpacked(name, bytes);
    };
    drop(bytes);
    let name_unpacked = name.strip_suffix(".gz").unwrap_or(name);
    let (format, mut document) = read_unpacked(name_unpacked, Cow::Owned(content))?;
    name.clone_into(&mut document.source);
    if let Some(what) = complaint {
        document.diagnostics.insert(0, Diagnostic { kind: Problem::Encoding, place: 0, what });
    }
    Ok((format, document))
}

/// Reads what is not compressed.
fn read_unpacked(name: &str, bytes: Cow<'_, [u8]>) -> Result<(Format, Document), Refusal> {
    let format = recognise(name, &bytes)?;
    if format == Format::Epub {
        return epub::read(name, &bytes).map(|document| (format, document));
    }
    // Other programs write a bibliography on one line, whatever its length.
    if format != Format::Bibliography && recognise::has_endless_line(&bytes) {
        return Err(Refusal::Endless { name: name.to_owned() });
    }
    if recognise::has_endless_lines(&bytes) {
        return Err(Refusal::Lines { name: name.to_owned() });
    }
    let (mut document, complaint) = match format {
        Format::Html => {
            let (page, complaint) = decode::decode(&bytes);
            (html::read(name, &page), complaint)
        }
        _ => {
            let (text, complaint) = decode::decode_all(bytes);
            let document = match format {
                Format::Bibliography => bibliography::read(name, &text),
                Format::Markdown => markdown::read(name, text),
                Format::Muse => muse::read(name, &text),
                _ => plain::read(name, &text),
            };
            (document, complaint)
        }
    };
    if let Some(complaint) = complaint {
        document.diagnostics.insert(0, complaint);
    }
    Ok((format, document))
}

/// Adds the entries of bibliography files, given by name and content, to a text as its references:
/// BibTeX, CSL JSON or YAML, or Hayagriva's YAML, whichever each is. Only those a text cites by
/// key are added, if it cites any so.
pub fn add_bibliography(document: &mut Document, files: &[(String, Vec<u8>)]) {
    let decoded =
        |(name, bytes): &(String, Vec<u8>)| (name.clone(), decode::decode(bytes).0.into_owned());
    bibliography::add(document, &files.iter().map(decoded).collect::<Vec<_>>());
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
