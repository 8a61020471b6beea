//! What the file of a text was like when it was looked at, by which it is told that it was written since.

use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use crate::text::FileRead;

/// What a file is like now; `None` where there is none.
pub(in crate::session) type Found = Option<(u128, u64)>;

/// What a file is like that was opened and has this metadata; `None` where it is no plain file, which
/// is not looked at again.
pub(in crate::session) fn as_read(path: &Path, metadata: &Metadata) -> Option<FileRead> {
    let written = written(metadata).filter(|_| metadata.is_file())?;
    Some(FileRead { path: path.to_owned(), written })
}

/// What the file of this name is like now.
pub(in crate::session) fn look_at(path: &Path) -> Found {
    std::fs::metadata(path).ok().filter(Metadata::is_file).as_ref().and_then(written)
}

fn written(metadata: &Metadata) -> Found {
    let modified = metadata.modified().ok()?;
    let since = modified.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    Some((since, metadata.len()))
}
