//! Sources that are no text: why they are refused, in a sentence that says what to do.

use super::bounds::LOOK;
use super::decode;
use super::foreign::{self, Foreign};
use super::named::quoted;

/// Why bytes cannot be read as a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A PDF of pictures of words.
    #[error(
        "{name} has pictures of its pages and no words. Have them recognised: ocrmypdf {quoted} read.pdf",
        quoted = quoted(name)
    )]
    Pictures {
        /// What the source is called.
        name: String,
    },
    /// A PDF whose pages cannot be found, or have more on them than any page.
    #[error("{name} is a damaged PDF: {what}.")]
    DamagedPdf {
        /// What the source is called.
        name: String,
        /// What is wrong with it, as a clause.
        what: &'static str,
    },
    /// A PDF that is encrypted in a way of its own.
    #[error("{name} is encrypted for one program: only that can read it.")]
    EncryptedPdf {
        /// What the source is called.
        name: String,
    },
    /// A PDF that only opens with a password.
    #[error("{name} wants a password. Write it to a file: ibid --password-file FILE {quoted}", quoted = quoted(name))]
    Locked {
        /// What the source is called.
        name: String,
    },
    /// A format that other programs read.
    #[error("{}", foreign.sentence(name))]
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
    /// Of bytes that are no text, but look like `what`.
    pub(super) fn binary(name: &str, what: &'static str) -> Self {
        Self::Binary { name: name.to_owned(), what }
    }

    /// The same of a source that its reader calls so: by its path, which is what a command needs.
    pub fn called(mut self, called: &str) -> Self {
        let (Self::Pictures { name }
        | Self::DamagedPdf { name, .. }
        | Self::EncryptedPdf { name }
        | Self::Locked { name }
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

/// Refuses what is not a text, by its first bytes or because it holds NUL bytes.
pub(super) fn refuse(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ\0", "an xz archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"\x7fELF", "a program"),
        (b"MZ", "a Windows program"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"OggS", "a sound or film"),
        (b"ID3", "a sound"),
    ];
    let name = name.to_owned();
    if let Some(foreign) = foreign::closed(bytes) {
        return Err(Refusal::Foreign { name, foreign });
    }
    let has_nul = bytes[..bytes.len().min(LOOK)].contains(&0);
    for (magic, what) in MAGIC {
        // Two letters such as `MZ` may well begin a text; a text holds no NUL.
        if bytes.starts_with(magic) && (has_nul || !magic.is_ascii()) {
            return Err(Refusal::Binary { name, what });
        }
    }
    let utf16 = decode::utf16(bytes).is_some();
    if has_nul && !utf16 && !mostly_text(&bytes[..bytes.len().min(LOOK)]) {
        return Err(Refusal::Binary { name, what: "binary data" });
    }
    Ok(())
}

/// Whether a stray NUL is damage in a text and not the sign of a binary: fewer than one byte in a
/// hundred is a control character.
fn mostly_text(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|&&b| b < 0x20 && !b"\t\n\r\x0c\x1b".contains(&b)).count();
    odd * 100 < bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_no_text() {
        for bytes in [&b"PK\x03\x04\0\0"[..], b"\x7fELF\x02\0", b"\0\x01\x02\0\x07"] {
            let refusal = refuse("x", bytes).expect_err("no text");
            assert!(refusal.to_string().starts_with("x is "), "{refusal}");
        }
    }
}
