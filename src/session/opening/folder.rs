//! Folders: the texts that lie in one, in the order in which a person would put them.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use crate::session::opening::error::{self, OpenError};

/// How many texts of a folder are listed, and how many names are looked at: nobody chooses among more.
const MOST: usize = 2000;
const MOST_SEEN: usize = 20_000;

/// The texts in a folder, by the endings of their names, and in the folders in it, but no further
/// down. What is hidden is left out.
///
/// # Errors
/// Says why the folder cannot be looked into.
pub(in crate::session) fn texts_in(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let mut seen = 0;
    let (mut texts, folders) = look_into(folder, &mut seen)?;
    for folder in folders {
        // One that may not be read has nothing for this reader.
        texts.extend(look_into(&folder, &mut seen).map(|(texts, _)| texts).unwrap_or_default());
    }
    texts.truncate(MOST);
    Ok(texts)
}

/// How far down the folders of a library are looked into, and how many texts there may be.
const DEEPEST: usize = 12;
const MOST_IN_ALL: usize = 20_000;

/// All texts in a folder and in those in it, however far down, by the endings of their names. What is
/// hidden is left out, and so is what may not be looked into.
pub(in crate::session) fn all_in(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    // Links may lead round in a circle.
    let mut known = std::collections::HashSet::new();
    while let Some((folder, depth)) = folders.pop() {
        let is_new = folder.canonicalize().is_ok_and(|folder| known.insert(folder));
        if !is_new || all.len() > MOST_IN_ALL {
            continue;
        }
        let Ok((texts, more)) = look_into(&folder, &mut 0) else { continue };
        all.extend(texts);
        if depth < DEEPEST {
            folders.extend(more.into_iter().rev().map(|folder| (folder, depth + 1)));
        }
    }
    all.truncate(MOST_IN_ALL);
    all
}

/// The texts and the folders in a folder, each in order.
fn look_into(folder: &Path, seen: &mut usize) -> Result<(Vec<PathBuf>, Vec<PathBuf>), OpenError> {
    let entries = std::fs::read_dir(folder).map_err(|error| {
        let name = error::shown(folder);
        OpenError::Io { name, error }
    })?;
    let (mut texts, mut folders) = (Vec::new(), Vec::new());
    for entry in entries.filter_map(Result::ok) {
        *seen += 1;
        if *seen > MOST_SEEN {
            break;
        }
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        // What a link leads to is meant.
        match path.metadata() {
            Ok(kind) if kind.is_dir() => folders.push(path),
            Ok(kind) if kind.is_file() && crate::read::is_called_as_a_text(&name) => {
                texts.push(path);
            }
            _ => {}
        }
    }
    Ok((in_their_order(texts), in_their_order(folders)))
}

/// Paths in their order, each of which is made small but once.
fn in_their_order(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut named: Vec<(String, PathBuf)> =
        paths.into_iter().map(|path| (in_small(&path), path)).collect();
    named.sort_by(|a, b| natural(&a.0, &b.0).then_with(|| a.1.cmp(&b.1)));
    named.into_iter().map(|(_, path)| path).collect()
}

fn in_small(path: &Path) -> String {
    path.to_string_lossy().to_lowercase()
}

/// The order of two paths: small letters and capitals alike, and numbers by what they count, so that
/// chapter 2 comes before chapter 10.
pub(in crate::session) fn in_order(a: &Path, b: &Path) -> Ordering {
    natural(&in_small(a), &in_small(b)).then_with(|| a.cmp(b))
}

fn natural(mut a: &str, mut b: &str) -> Ordering {
    loop {
        let (digits_a, digits_b) = (digits(a), digits(b));
        if !digits_a.is_empty() && !digits_b.is_empty() {
            let order = number(digits_a).cmp(&number(digits_b));
            if order != Ordering::Equal {
                return order;
            }
            (a, b) = (&a[digits_a.len()..], &b[digits_b.len()..]);
            continue;
        }
        let (mut rest_a, mut rest_b) = (a.chars(), b.chars());
        match (rest_a.next(), rest_b.next()) {
            (None, None) => return Ordering::Equal,
            (one, other) if one == other => (a, b) = (rest_a.as_str(), rest_b.as_str()),
            (one, other) => return one.cmp(&other),
        }
    }
}

/// What digits count, as what can be compared: of numbers without noughts before them the longer is more.
fn number(digits: &str) -> (usize, &str) {
    let digits = digits.trim_start_matches('0');
    (digits.len(), digits)
}

/// The digits a name begins with.
fn digits(name: &str) -> &str {
    &name[..name.bytes().take_while(u8::is_ascii_digit).count()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count() {
        let mut names =
            ["ch10.md", "ch2.md", "Ch1.md", "ch02b.md", "a.md", "ch2/z.md"].map(Path::new);
        names.sort_by(|a, b| in_order(a, b));
        let expected = ["a.md", "Ch1.md", "ch2.md", "ch2/z.md", "ch02b.md", "ch10.md"];
        assert_eq!(names, expected.map(Path::new));
    }

    #[test]
    fn a_folder_has_the_texts_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(path("sub/deeper")).unwrap();
        std::fs::create_dir(path(".git")).unwrap();
        for name in ["b.md", "a10.TXT", "a9.txt.gz", "x.png", ".hidden.md", "sub/c.epub", "main.rs"]
        {
            std::fs::write(path(name), "x").unwrap();
        }
        std::fs::write(path("sub/deeper/d.md"), "x").unwrap();
        std::fs::write(path(".git/e.md"), "x").unwrap();
        let expected = ["a9.txt.gz", "a10.TXT", "b.md", "sub/c.epub"].map(path);
        assert_eq!(texts_in(folder.path()).unwrap(), expected);
        assert!(texts_in(&path("none")).is_err());
    }
}
