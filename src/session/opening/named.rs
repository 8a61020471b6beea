//! What a reader names: a file by its path or its `file:` address, standard input, or something
//! that ibid does not open.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::library::path_of;
use crate::session::opening::error::OpenError;

/// The file that a name on the command line stands for. A file of that very name is meant before
/// any address.
///
/// # Errors
/// Says what to do instead where it is an address of the web, which ibid does not fetch.
pub(in crate::session) fn file_of(name: &Path) -> Result<PathBuf, OpenError> {
    let Some(address) = name.to_str().filter(|_| !name.exists()) else {
        return Ok(name.to_owned());
    };
    if let Some((file, _)) = mark_of(name) {
        return Ok(file);
    }
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

/// The file and the mark that a name stands for, `essay.md#7f3a`: at least four figures of the id of a
/// mark, after the name of a file that is there. A file of the whole name is meant before any mark.
pub(in crate::session) fn mark_of(name: &Path) -> Option<(PathBuf, String)> {
    /// Fewer figures are met by chance.
    const LEAST: usize = 4;
    let (file, id) = name.to_str().filter(|_| !name.exists())?.rsplit_once('#')?;
    let id = id.strip_prefix("ibid-").unwrap_or(id);
    let figures = id.bytes().filter(u8::is_ascii_hexdigit).count();
    let all = id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    let file = file_of(Path::new(file)).ok()?;
    (figures >= LEAST && all && file.is_file()).then(|| (file, id.to_owned()))
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
        let note = folder.path().join("note.md");
        std::fs::write(&note, "x").unwrap();
        for (name, id) in [("note.md#7F3a", Some("7F3a")), ("note.md#ibid-7f3a-b", Some("7f3a-b"))]
        {
            let name = folder.path().join(name);
            let meant = mark_of(&name);
            assert_eq!(meant.as_ref().map(|(_, id)| &**id), id);
            assert_eq!(file_of(&name).unwrap(), note);
        }
        for name in ["note.md#7f", "note.md#intro", "none.md#7f3a", "a text #1.md", "note.md"] {
            assert_eq!(mark_of(&folder.path().join(name)), None, "{name}");
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
