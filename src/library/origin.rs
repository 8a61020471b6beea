//! Origins: the name a text is kept under.
//!
//! A text of ours has a name such as `ibid:companion`; a file has its absolute path. The surprise:
//! a path need not be UTF-8, and the state file must be. Such a path is kept as a `file://`
//! address with its odd bytes in per cent (RFC 8089, RFC 3986 2.1), which no absolute path begins
//! with, so that every origin leads back to its file.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// What the name of a text begins with that is known by its words alone.
const WORDS: &str = "ibid:words/";

const SCHEME: &str = "file://";

/// The origin of the file at `path`: its absolute path, links followed, so that a file has one
/// place by whatever way it is reached.
pub fn origin_of(path: &Path) -> String {
    let absolute = path
        .canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_path_buf());
    match absolute.to_str() {
        Some(path) => path.to_owned(),
        None => format!("{SCHEME}{}", escape(absolute.as_os_str().as_encoded_bytes())),
    }
}

/// The file an origin names; `None` for the names of our own.
pub fn path_of(origin: &str) -> Option<PathBuf> {
    if let Some(address) = origin.strip_prefix(SCHEME) {
        return os_string(unescape(address)?).map(PathBuf::from);
    }
    let path = Path::new(origin);
    path.is_absolute().then(|| path.to_path_buf())
}

/// The origin of a text that lies nowhere, as one from a pipe does: what it begins with, told by
/// its letters and digits, so that another line end or quotation mark makes no other text.
pub fn origin_of_words(beginning: &[u8]) -> String {
    // FNV-1a, 64 bits (RFC 9923): the same on every machine and in every version.
    let counts = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte >= 0x80;
    let hash = beginning.iter().filter(counts).fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x100_0000_01b3)
    });
    format!("{WORDS}{hash:016x}")
}

fn escape(bytes: &[u8]) -> String {
    let mut escaped = String::with_capacity(bytes.len());
    for &byte in bytes {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

fn unescape(address: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push((high * 16 + low) as u8);
    }
    Some(bytes)
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    Some(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_our_own_are_no_files() {
        assert_eq!(path_of("ibid:companion"), None);
        assert_eq!(path_of("file://%zz"), None);
        assert_eq!(path_of(""), None);
    }

    #[test]
    fn what_comes_from_a_pipe_is_known_by_its_words() {
        let origin = origin_of_words("It’s a text.\nIt goes on.".as_bytes());
        assert!(path_of(&origin).is_none());
        assert_eq!(origin, origin_of_words("It’s a TEXT.\r\n\r\nIt goes on".as_bytes()));
        assert_ne!(origin, origin_of_words("It’s a text.\nIt goes off.".as_bytes()));
    }

    #[test]
    fn a_file_has_one_origin() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a text.md");
        std::fs::write(&file, "x").unwrap();
        let origin = origin_of(&file);
        assert_eq!(origin, origin_of(&folder.path().join(".").join("a text.md")));
        assert_eq!(path_of(&origin), Some(file.canonicalize().unwrap()));
    }

    #[cfg(unix)]
    #[test]
    fn paths_that_are_no_text_come_back() {
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(std::ffi::OsStr::from_bytes(b"/no such folder/caf\xe9 50%.txt"));
        let origin = origin_of(path);
        assert_eq!(origin, "file:///no%20such%20folder/caf%E9%2050%25.txt");
        assert_eq!(path_of(&origin).as_deref(), Some(path));
    }
}
