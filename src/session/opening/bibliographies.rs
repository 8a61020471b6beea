//! The bibliographies that a text is read with: those its reader names, and those it names itself.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::{OpenError, file_name, shown};
use super::reading::Reading;
use super::source::read_file;
use crate::doc::{Diagnostic, Document, Problem};
use crate::text::FileRead;

/// Adds the entries of the bibliographies that the reader or the text names, and gives what their files
/// were like. A file the text names may be missing; one the reader names may not.
pub(in crate::session) fn add_bibliographies(
    document: &mut Document,
    folder: &Path,
    reading: &Reading,
) -> Result<Vec<FileRead>, OpenError> {
    let mut as_read = Vec::new();
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    // Named twice, a file is read once, by whichever of its names.
    let mut known = HashSet::new();
    let mut is_new = |path: &Path| known.insert(path.canonicalize().unwrap_or(path.to_owned()));
    for path in reading.bibliography.iter().filter(|path| is_new(path)) {
        let (bytes, read) = read_file(path)?;
        files.push((file_name(path), bytes));
        as_read.extend(read);
    }
    // Sources in the metadata of the text itself.
    let more = std::mem::take(&mut document.metadata.more);
    let (own, more): (Vec<_>, Vec<_>) = more.into_iter().partition(|(key, _)| key == "references");
    document.metadata.more = more;
    files.extend(own.into_iter().map(|(_, list)| ("the metadata".to_owned(), list.into_bytes())));
    let named = document.metadata.more.iter().filter(|(key, _)| key == "bibliography");
    let named: Vec<PathBuf> = named.map(|(_, path)| folder.join(path)).collect();
    let mut spare = MOST_NAMED;
    for path in named.into_iter().filter(|path| is_new(path)) {
        let read =
            read_plain_file(&path).and_then(|(bytes, read)| match spare.checked_sub(bytes.len()) {
                Some(left) => {
                    spare = left;
                    Ok((bytes, read))
                }
                None => Err(OpenError::TooMany(shown(&path))),
            });
        match read {
            Ok((bytes, read)) => {
                files.push((file_name(&path), bytes));
                as_read.extend(read);
            }
            Err(error) => document.diagnostics.insert(
                0,
                Diagnostic {
                    kind: Problem::Malformed,
                    place: 0,
                    what: format!("The bibliography of the text is not to be had. {error}"),
                },
            ),
        }
    }
    if !files.is_empty() {
        crate::read::add_bibliography(document, &files);
    }
    Ok(as_read)
}

/// How long the bibliographies that a text names may be together, in bytes. A hundred thousand
/// sources need less; a few lines can name any number of files.
const MOST_NAMED: usize = 64 << 20;

/// Reads a file that a text names: no device, no pipe, which may have no end or wait for one.
fn read_plain_file(file: &Path) -> Result<(Vec<u8>, Option<FileRead>), OpenError> {
    match file.metadata() {
        Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
            Err(OpenError::NotPlain(shown(file)))
        }
        _ => read_file(file),
    }
}
