//! Finding the files of marks that are a text’s among all that lie in a folder.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::{Asked, beside};
use crate::marks::Offer;
use crate::marks::file::{Head, LONGEST_HEAD, MarkFile, Unusable};

/// From so much on, what stands under the same name is the same text, edited.
const EDITED: f64 = 0.2;
/// From so much on, another text is offered the marks.
const OFFERED: f64 = 0.5;
/// The most of a file that is read, in bytes: a life of marks in one text.
const LARGEST: u64 = 1 << 26;

/// The files that are a text’s, and others near it.
#[derive(Default)]
pub(super) struct Found {
    pub(super) files: Vec<(PathBuf, MarkFile)>,
    pub(super) near: Vec<Near>,
    pub(super) warning: Option<String>,
}

/// A file of another text that shares much with this.
pub(super) struct Near {
    path: PathBuf,
    share: f64,
}

impl Near {
    /// What is offered of it, if there is any mark in it.
    pub(super) fn offer(self, asked: Asked<'_>) -> Option<Offer> {
        let file = read(&self.path)?;
        let head = &file.head;
        if head.knows(asked.identity.words) {
            return None;
        }
        let count = file.marks().count();
        let (id, title) = (head.about.id.clone(), head.about.title.clone());
        (count > 0).then_some(Offer { id, title, count, share: self.share })
    }
}

/// Finds the files of a text in a folder, and beside it.
pub(super) fn find(folder: &Path, asked: Asked<'_>, with_near: bool) -> Found {
    let mut found = Found::default();
    let own = asked.file.map(beside).filter(|own| own.is_file());
    if let Some(own) = own {
        found.take(own, None);
    }
    let words = format!("{:016x}", asked.identity.words);
    let mut ids: Vec<String> = found.files.iter().map(|it| it.1.head.about.id.clone()).collect();
    let mut others: Vec<(PathBuf, String)> = Vec::new();
    for path in files_in(folder) {
        let Some(line) = first_line(&path) else { continue };
        // Most are told by a look at the line, which need not be understood for it.
        let comes = line.contains(&words) || asked.work.is_some_and(|work| line.contains(work));
        match comes.then(|| head_of(&line)) {
            Some(Ok(head)) if is_of(&head, asked) => {
                ids.push(head.about.id.clone());
                found.take(path, Some(asked));
            }
            Some(Err(Unusable::Newer)) => found.warn_newer(&path),
            _ => others.push((path, line)),
        }
    }
    // What has the same id is the same file in other hands, whatever its first line says of the words.
    for (path, line) in others {
        if ids.iter().any(|id| line.contains(id.as_str())) {
            found.take(path, None);
        } else if with_near && let Ok(head) = head_of(&line) {
            let share = head.about.identity.contained(asked.identity);
            if share >= OFFERED {
                found.near.push(Near { path, share });
            }
        }
    }
    // Those whose first line only seemed to have the id.
    found.files.retain(|(_, file)| ids.contains(&file.head.about.id));
    found
}

impl Found {
    /// Takes up a file, if it can be used and is of the text that is asked for.
    fn take(&mut self, path: PathBuf, asked: Option<Asked<'_>>) {
        match read_file(&path) {
            Ok(file) => {
                if asked.is_none_or(|asked| is_of(&file.head, asked)) {
                    self.files.push((path, file));
                }
            }
            Err(Some(Unusable::Newer)) => self.warn_newer(&path),
            Err(_) => {
                let said = format!("{} cannot be read; its marks are not shown.", path.display());
                self.warning.get_or_insert(said);
            }
        }
    }

    fn warn_newer(&mut self, path: &Path) {
        let said = format!(
            "{} was written by a later ibid; its marks are not shown, and it is left as it is.",
            path.display()
        );
        self.warning.get_or_insert(said);
    }
}

/// Whether the marks of a file are those of a text: it has the same words, or did; or it is under the
/// name it had and is like what it was. Of few words that is not told, and each mark is looked for.
fn is_of(head: &Head, asked: Asked<'_>) -> bool {
    if head.knows(asked.identity.words) {
        return true;
    }
    let (before, now) = (&head.about.identity, asked.identity);
    asked.work == Some(&head.about.id)
        && (before.is_too_short_for(now) || before.contained(now) >= EDITED)
}

/// The file that is written to: that beside the text, else that of the work as it was known, else the
/// one whose name is shortest, which no conflict made.
pub(super) fn main<'f>(files: &'f [(PathBuf, MarkFile)], asked: Asked<'_>) -> Option<&'f Path> {
    let own = asked.file.map(beside);
    let rank = |(path, file): &&(PathBuf, MarkFile)| {
        let is_own = own.as_deref() == Some(path);
        let is_known = asked.work == Some(&file.head.about.id);
        (!is_own, !is_known, path.as_os_str().len(), path.clone())
    };
    files.iter().min_by_key(rank).map(|(path, _)| &**path)
}

/// The marks of several files as those of the one at `main`.
pub(super) fn united(files: Vec<(PathBuf, MarkFile)>, main: Option<&Path>) -> Option<MarkFile> {
    let (mut first, rest): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(path, _)| Some(&**path) == main);
    let mut united = first.pop()?.1;
    rest.into_iter().for_each(|(_, file)| united.unite(file));
    Some(united)
}

/// The files of one id.
pub(super) fn of_id(folder: &Path, id: &str) -> Vec<(PathBuf, MarkFile)> {
    let has = |path: &PathBuf| first_line(path).is_some_and(|line| line.contains(id));
    let files = files_in(folder).into_iter().filter(has);
    let files = files.filter_map(|path| read(&path).map(|file| (path, file)));
    files.filter(|(_, file)| file.head.about.id == id).collect()
}

/// All files, those of one id as one, by title.
pub(super) fn all(folder: &Path) -> Vec<MarkFile> {
    let mut all: Vec<MarkFile> = Vec::new();
    for file in files_in(folder).into_iter().filter_map(|path| read(&path)) {
        match all.iter_mut().find(|other| other.head.about.id == file.head.about.id) {
            Some(other) => other.unite(file),
            None => all.push(file),
        }
    }
    all.sort_by(|a, b| a.head.about.title.cmp(&b.head.about.title));
    all
}

/// The names in a folder that end as files of marks do, in order.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "jsonl"))
        // Neither a pipe, which would be waited for, nor what is half written.
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .filter(|path| path.metadata().is_ok_and(|kind| kind.is_file()))
        .collect();
    paths.sort();
    paths
}

/// The first line of a file; where that says nothing of its work, as after a torn merge, the first of
/// its lines that may.
fn first_line(path: &Path) -> Option<String> {
    let mut line = Vec::new();
    let file = File::open(path).ok()?;
    BufReader::new(file).take(LONGEST_HEAD as u64).read_until(b'\n', &mut line).ok()?;
    let line = String::from_utf8(line).ok()?;
    if !line.contains(FORMAT_KEY) {
        let whole = std::fs::read(path).ok().filter(|whole| whole.len() as u64 <= LARGEST)?;
        let whole = String::from_utf8_lossy(&whole);
        return whole.lines().find(|line| line.contains(FORMAT_KEY)).map(str::to_owned);
    }
    Some(line)
}

/// What only a first line has.
const FORMAT_KEY: &str = "\"ibid-marks/";

/// What a first line says.
fn head_of(line: &str) -> Result<Head, Unusable> {
    MarkFile::parse(line.as_bytes()).map(|file| file.head)
}

/// Reads a file, if it is there and can be used.
pub(super) fn read(path: &Path) -> Option<MarkFile> {
    read_file(path).ok()
}

fn read_file(path: &Path) -> Result<MarkFile, Option<Unusable>> {
    let file = File::open(path).map_err(|_| None)?;
    let mut content = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut content).map_err(|_| None)?;
    // Of a file that was cut, what is not read would be lost with the next mark.
    if content.len() as u64 > LARGEST {
        return Err(None);
    }
    MarkFile::parse(&content).map_err(Some)
}
