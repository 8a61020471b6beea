//! The state file, and files of marks, on disk: read, put aside, and replaced whole.
//!
//! A new state is written beside the old one, brought to the disk, and renamed over it, so that
//! whoever reads, and whatever ends the program, there is always one whole file.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
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

/// The most of a state file that is read, in bytes: a hundred times what a thousand texts take. A
/// larger one is cut, and so is damaged.
const LARGEST: u64 = 1 << 25;

/// Reads the state file.
///
/// # Errors
/// Passes on what the system says, except that there is no file.
pub(super) fn find(path: &Path) -> io::Result<Found> {
    // A pipe would be waited for, and a device may have no end.
    match std::fs::metadata(path) {
        Ok(kind) if !kind.is_file() && !kind.is_dir() => {
            return Err(io::Error::other("it is no plain file"));
        }
        _ => {}
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes)?;
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

/// How the names of files begin that are to replace the state.
const NEW: &str = ".ibid-state-";

/// Where the state file is, behind any links: what they lead to is replaced, and they stay.
fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The folder a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Sets `content` in the place of the file at `path`, whole or not at all.
pub(super) fn replace(path: &Path, content: &str) -> Result<(), SaveError> {
    let write = || -> io::Result<()> {
        let path = resolved(path);
        let folder = folder_of(&path);
        let mut file = tempfile::Builder::new().prefix(NEW).tempfile_in(folder)?;
        file.write_all(content.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&path)?;
        // Until the folder is on the disk too, a power cut may undo the renaming. Not every file
        // system can do it, and the old state is whole as well.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    };
    write().map_err(|error| SaveError::new(path, error))
}

/// Keeps other readers from saving between our reading of the file and our replacing it, as when
/// a terminal with many of them is closed.
///
/// It is a lock of the system on the folder, which ends with whoever holds it, however that ends.
/// Not every file system has one, and nobody waits for long: without the lock a place may be lost,
/// never the state.
pub(super) struct Lock {
    _folder: Option<File>,
}

impl Lock {
    const TRIES: u32 = 100;
    const PAUSE: Duration = Duration::from_millis(10);

    /// Waits for the lock, for a second at most.
    pub(super) fn take(path: &Path) -> Self {
        let path = resolved(path);
        Self::of(folder_of(&path), Self::TRIES).unwrap_or(Self { _folder: None })
    }

    /// Waits for the lock on a folder, so many hundredths of a second at most; `None` where another
    /// has it all the while. Where the file system has none, nobody does.
    pub(super) fn of(folder: &Path, tries: u32) -> Option<Self> {
        let Ok(file) = File::open(folder) else { return Some(Self { _folder: None }) };
        for _ in 0..tries {
            match file.try_lock() {
                Ok(()) => {
                    sweep(folder);
                    return Some(Self { _folder: Some(file) });
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(Self::PAUSE),
                Err(TryLockError::Error(_)) => return Some(Self { _folder: None }),
            }
        }
        None
    }

    /// Whether it was to be had.
    #[cfg(test)]
    pub(super) fn is_held(&self) -> bool {
        self._folder.is_some()
    }
}

/// Removes what readers left behind that were killed while they saved. With the lock held there is
/// none that still writes.
fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(NEW) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
