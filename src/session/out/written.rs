//! What is written into a file for other programs: whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be written: {error}. It is as it was.", crate::layout::clean(&path.to_string_lossy()))]
pub(in crate::session) struct WriteError {
    /// The file.
    path: PathBuf,
    /// What the system says.
    #[source]
    error: io::Error,
}

/// Writes `words` into the file at `path`, in the place of what was there.
///
/// # Errors
/// Passes on what the system says; what was there is then there still.
pub(in crate::session) fn write_file(path: &Path, words: &str) -> Result<(), WriteError> {
    write(path, words.as_bytes()).map_err(|error| WriteError { path: path.to_owned(), error })
}

fn write(path: &Path, words: &[u8]) -> io::Result<()> {
    // What a link leads to is replaced, and the link stays.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let before = std::fs::metadata(&path).ok();
    if before.as_ref().is_some_and(|file| !file.is_file() && !file.is_dir()) {
        // A device or a pipe holds nothing that could be half replaced.
        return std::fs::OpenOptions::new().write(true).open(&path)?.write_all(words);
    }
    if before.as_ref().is_some_and(std::fs::Metadata::is_dir) {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let name = crate::layout::clean(&folder.to_string_lossy()).into_owned();
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no folder {name}")));
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ibid-export-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file, which the system makes less open as its user wishes (umask).
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(words)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        write_file(&path, "new").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        write_file(&path, "newer").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "newer");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 1, "nothing else is left");
        let said = write_file(folder.path(), "x").unwrap_err().to_string();
        assert!(said.contains("could not be written"), "{said}");
        let said = write_file(&folder.path().join("none/a.md"), "x").unwrap_err().to_string();
        assert!(said.contains("there is no folder") && !said.contains(".ibid-export"), "{said}");
        write_file(Path::new("/dev/null"), "x").unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.md"), folder.path().join("link"));
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write_file(&link, "new").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }
}
