//! The state file on disk: read, put aside, and replaced whole.
//!
//! A new state is written beside the old one, brought to the disk, and renamed over it, so that
//! whoever reads, and whatever ends the program, there is always one whole file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::record::{Record, Unusable};

/// The state could not be written.
#[derive(Debug, thiserror::Error)]
#[error("The place could not be kept in {path}: {error}.", path = path.display())]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub error: io::Error,
}

impl SaveError {
    pub(super) fn new(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), error }
    }
}

/// What stands where the state should be.
pub(super) enum Found {
    /// The state.
    Record(Record),
    /// No file.
    Nothing,
    /// A file that is no state.
    Damaged,
    /// The state of a later version.
    Newer,
}

/// Reads the state file.
///
/// # Errors
/// Passes on what the system says, except that there is no file.
pub(super) fn find(path: &Path) -> io::Result<Found> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(error),
    };
    Ok(match Record::parse(&bytes) {
        Ok(record) => Found::Record(record),
        Err(Unusable::Damaged) => Found::Damaged,
        Err(Unusable::Newer) => Found::Newer,
    })
}

/// Renames a damaged file to `….damaged` and says so.
pub(super) fn put_aside(path: &Path) -> String {
    let aside = beside(path, ".damaged");
    match std::fs::rename(path, &aside) {
        Ok(()) => format!(
            "{} is damaged. It was put aside as {}, and places begin anew.",
            path.display(),
            aside.display()
        ),
        Err(error) => format!(
            "{} is damaged and could not be put aside ({error}). Remove it to keep places again.",
            path.display()
        ),
    }
}

/// Makes the folder of the state file, for its owner alone (XDG Base Directory Specification).
pub(super) fn make_folder(path: &Path) -> Result<(), SaveError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| SaveError::new(path, error))
}

/// Sets `content` in the place of the file at `path`, whole or not at all.
pub(super) fn replace(path: &Path, content: &str) -> Result<(), SaveError> {
    let write = || -> io::Result<()> {
        // A link to the file stays a link: what it leads to is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(content.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        // Until the folder is on the disk too, a power cut may undo the renaming. Not every file
        // system can do it, and the old state is whole as well.
        if let Ok(folder) = std::fs::File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    };
    write().map_err(|error| SaveError::new(path, error))
}

/// Keeps other readers from saving between our reading of the file and our replacing it, as when
/// a terminal with many of them is closed.
///
/// It is a file that only one can make. Whoever dies holding it leaves it behind, so nobody waits
/// for long, and who has waited takes it away: without the lock a place may be lost, never the
/// state.
pub(super) struct Lock(Option<PathBuf>);

impl Lock {
    const TRIES: u32 = 100;
    const PAUSE: Duration = Duration::from_millis(10);

    /// Waits for the lock, for a second at most.
    pub(super) fn take(path: &Path) -> Self {
        let lock = beside(path, ".lock");
        for _ in 0..Self::TRIES {
            match std::fs::File::create_new(&lock) {
                Ok(_) => return Self(Some(lock)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    std::thread::sleep(Self::PAUSE);
                }
                Err(_) => return Self(None),
            }
        }
        Self(Some(lock))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(lock) = &self.0 {
            let _ = std::fs::remove_file(lock);
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
