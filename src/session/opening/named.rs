//! What a reader names: a file by its path or its `file:` address, standard input, or something
//! that ibid does not open.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::library::path_of;
use crate::session::opening::open::OpenError;

/// The file that a name on the command line stands for. A file of that very name is meant before
/// any address.
///
/// # Errors
/// Says what to do instead where it is an address of the web, which ibid does not fetch.
pub(in crate::session) fn file_of(name: &Path) -> Result<PathBuf, OpenError> {
    let Some(address) = name.to_str().filter(|_| !name.exists()) else {
        return Ok(name.to_owned());
    };
    let Some((scheme, rest)) = scheme(address) else { return Ok(name.to_owned()) };
    if !scheme.eq_ignore_ascii_case("file") {
        let shown = || crate::layout::clean(address).into_owned();
        return match rest.starts_with("//") {
            true => Err(OpenError::Address(shown())),
            false => Ok(name.to_owned()),
        };
    }
    // `file:///path`, `file://localhost/path` and `file:/path` (RFC 8089, 2 and appendix B).
    let path = rest.strip_prefix("//").unwrap_or(rest);
    let path = path.strip_prefix("localhost").filter(|path| path.starts_with('/')).unwrap_or(path);
    let file = |path: &str| path_of(&format!("file://{path}"));
    let whole = file(path).ok_or_else(|| OpenError::Missing(address.to_owned()))?;
    // A browser adds the part of the page it shows.
    let part = path.split(['#', '?']).next().filter(|part| part.len() < path.len());
    let page = part.filter(|_| !whole.exists()).and_then(file);
    Ok(page.unwrap_or(whole))
}

/// The scheme of an address and what follows its colon (RFC 3986, 3.1). One letter is a drive.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let mut letters = scheme.bytes();
    let first = letters.next().is_some_and(|byte| byte.is_ascii_alphabetic());
    let others = letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (first && others && scheme.len() > 1).then_some((scheme, rest))
}

/// Whether an open file is a pipe, whose words come once and from nowhere that could be opened again.
#[cfg(unix)]
pub(in crate::session) fn is_pipe(metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    metadata.file_type().is_fifo() || metadata.file_type().is_socket()
}

/// Whether an open file is a pipe.
#[cfg(not(unix))]
pub(in crate::session) fn is_pipe(_: &Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_files() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a text #1.md");
        std::fs::write(&file, "x").unwrap();
        let path = folder.path().to_str().unwrap();
        for address in [
            format!("{path}/a text #1.md"),
            format!("file://{path}/a%20text%20%231.md"),
            format!("file://{path}/a%20text%20#1.md"),
            format!("file://localhost{path}/a%20text%20%231.md#part"),
            format!("FILE:{path}/a%20text%20%231.md"),
        ] {
            assert_eq!(file_of(Path::new(&address)).unwrap(), file, "{address}");
        }
        for name in ["a.md", "c:a.md", "-", "note: one.md", "https:", "mailto:a@b.c"] {
            assert_eq!(file_of(Path::new(name)).unwrap(), Path::new(name));
        }
    }

    #[test]
    fn the_web_is_not_fetched() {
        for address in ["https://example.org/a b.html", "gemini://example.org/"] {
            let said = file_of(Path::new(address)).unwrap_err().to_string();
            assert!(said.contains("curl") && said.contains(address), "{said}");
        }
    }
}
