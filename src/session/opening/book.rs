//! A book of several files: which they are, in which order, and the one text they make.
//!
//! The order is that of the list that lies with them, where one does; else that of their names, or the
//! one they were given in. A list may name only files of its own folder: a text opens no others.

use std::path::{Path, PathBuf};

use crate::doc::{Document, Metadata};
use crate::library::{origin_of, origin_of_words, path_of};
use crate::read::{Chapters, Part, bind_chapters, chapters, lists_chapters};
use crate::session::opening::bibliographies::add_bibliographies;
use crate::session::opening::error::{OpenError, called, shown, spared};
use crate::session::opening::folder::{in_order, texts_in};
use crate::session::opening::reading::Reading;
use crate::session::opening::source::{LARGEST, Source, read_file};
use crate::text::{FileRead, Text};

/// How many files a book has at most, and how long the list of them may be, in bytes.
const MOST: usize = 2000;
const LONGEST_LIST: u64 = 1 << 20;

/// What the place in a book is kept under begins so.
const BOOK: &str = "ibid:book/";

/// A book, before it is read.
struct Plan {
    /// What it is called, and kept under.
    name: String,
    origin: String,
    /// Where its paths begin.
    root: PathBuf,
    metadata: Metadata,
    parts: Vec<Part>,
    /// The list they come from, as it was read.
    list: Option<FileRead>,
}

/// Reads the book of these files, or of the folder that is named alone.
///
/// # Errors
/// Says in a sentence why there is none.
pub(in crate::session) fn open(names: &[PathBuf], reading: &Reading) -> Result<Text, OpenError> {
    let plan = Plan::of(names)?;
    let mut files: Vec<FileRead> = plan.list.into_iter().collect();
    let mut read: Vec<(Option<String>, Document)> = Vec::new();
    let mut length = 0;
    let inside = plan.root.canonicalize().ok();
    for part in plan.parts.into_iter().take(MOST) {
        let path = match part {
            Part::Title(title) => {
                read.push((None, Part::heading(&title)));
                continue;
            }
            Part::File(path) => path,
        };
        let file = plan.root.join(&path);
        match chapter(&file, inside.as_deref(), reading) {
            Ok((document, as_read)) => {
                length += document.text.len();
                if length > LARGEST {
                    return Err(OpenError::TooLarge(plan.name));
                }
                files.extend(as_read);
                read.push((Some(path), document));
            }
            // One chapter less is still a book, and says what it lacks.
            Err(error) => read.push((None, Part::missing(error.to_string()))),
        }
    }
    if read.iter().all(|(path, _)| path.is_none()) {
        return Err(OpenError::NoTexts(called(&names[0]).into_owned()));
    }
    let mut document = bind_chapters(&plan.name, plan.metadata, read);
    if document.metadata.title.is_none() {
        document.metadata.title = Some(plan.name);
    }
    files.extend(add_bibliographies(&mut document, &plan.root, reading)?);
    Ok(Text { origin: plan.origin, files, ..Text::new(document) })
}

/// Reads a chapter that lies within the folder of its book, whose path has no link in it.
fn chapter(
    file: &Path,
    root: Option<&Path>,
    reading: &Reading,
) -> Result<(Document, Option<FileRead>), OpenError> {
    match file.canonicalize() {
        Err(_) => return Err(OpenError::Missing(shown(file))),
        Ok(whole) if !whole.is_file() || !root.is_some_and(|root| whole.starts_with(root)) => {
            return Err(OpenError::NotPlain(shown(file)));
        }
        Ok(_) => {}
    }
    spared(&called(file), || Source::open(file)?.document(reading))
}

impl Plan {
    fn of(names: &[PathBuf]) -> Result<Self, OpenError> {
        let [name] = names else { return Self::of_files(names) };
        if name.is_dir() {
            return Self::of_folder(name);
        }
        let list = name.file_name().and_then(|name| lists_chapters(&name.to_string_lossy()));
        match (list, name.parent()) {
            (Some(_), Some(folder)) => {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                Self::listed(name, folder).unwrap_or_else(|| Self::of_files(names))
            }
            _ => Self::of_files(names),
        }
    }

    /// The files of a folder, by the best list there is in it.
    fn of_folder(folder: &Path) -> Result<Self, OpenError> {
        let lists = lists_in(folder);
        for (_, list) in &lists {
            match Self::listed(list, list.parent().unwrap_or(folder)) {
                // One that names nothing of what is there is a list of something else.
                Some(Ok(plan)) if plan.has_any() => return Ok(plan),
                Some(Err(error)) => return Err(error),
                Some(Ok(_)) | None => {}
            }
        }
        let mut texts = texts_in(folder)?;
        if !lists.is_empty() {
            // What is called so is no chapter to those who write such lists.
            let aside = |path: &PathBuf| {
                let within = path.strip_prefix(folder).unwrap_or(path);
                within.iter().any(|part| part.to_string_lossy().starts_with('_'))
            };
            texts.retain(|path| !aside(path));
        }
        // What is called so stands before all others, wherever its name puts it.
        let is_index = |path: &PathBuf| {
            let here = path.parent() == Some(folder);
            here && path.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case("index"))
        };
        texts.sort_by_key(|path| !is_index(path));
        let within = |path: &PathBuf| path.strip_prefix(folder).ok().map(slashed).map(Part::File);
        let parts = texts.iter().filter_map(within).collect();
        Ok(Self::new(folder, origin(folder), parts, Metadata::default()))
    }

    /// Whether any of its files is there.
    fn has_any(&self) -> bool {
        let there =
            |part: &Part| matches!(part, Part::File(path) if self.root.join(path).is_file());
        self.parts.iter().any(there)
    }

    /// The files that a list names; `None` where it names none.
    fn listed(list: &Path, folder: &Path) -> Option<Result<Self, OpenError>> {
        let name = list.file_name()?.to_string_lossy().into_owned();
        if list.metadata().is_ok_and(|list| list.len() > LONGEST_LIST || !list.is_file()) {
            return None;
        }
        let (bytes, read) = match read_file(list) {
            Ok(list) => list,
            Err(error) => return Some(Err(error)),
        };
        let Chapters { metadata, parts } = chapters(&name, &bytes)?;
        let mut plan = Self::new(folder, origin(folder), parts, metadata);
        plan.list = read;
        Some(Ok(plan))
    }

    /// Files in the order they are given in; in that of their names where they come as a shell lists
    /// them, which puts chapter 10 before chapter 2.
    fn of_files(names: &[PathBuf]) -> Result<Self, OpenError> {
        let absolute = |name: &PathBuf| std::path::absolute(name).unwrap_or_else(|_| name.clone());
        let mut files: Vec<PathBuf> = names.iter().map(absolute).collect();
        if files.is_sorted() {
            files.sort_by(|a, b| in_order(a, b));
        }
        let mut root = files[0].parent().unwrap_or(&files[0]).to_owned();
        while !files.iter().all(|file| file.starts_with(&root)) {
            if !root.pop() {
                break;
            }
        }
        if let Some(file) = files.iter().find(|file| file.is_dir()) {
            return Err(OpenError::Folder(shown(file)));
        }
        let all: String = files.iter().map(|file| origin_of(file) + "\n").collect();
        let within = |path: &PathBuf| path.strip_prefix(&root).ok().map(slashed).map(Part::File);
        let parts = files.iter().filter_map(within).collect();
        let origin = format!("{BOOK}{}", origin_of_words(all.as_bytes()));
        Ok(Self::new(&root, origin, parts, Metadata::default()))
    }

    fn new(folder: &Path, origin: String, parts: Vec<Part>, metadata: Metadata) -> Self {
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        // Those who keep their chapters in a folder of that name call the one around it after the book.
        let named = if whole.ends_with("src") { whole.parent().unwrap_or(&whole) } else { &whole };
        let name = named.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { name, origin, root: folder.to_owned(), metadata, parts, list: None }
    }
}

/// The lists of chapters in a folder, the best first: in it, in its folder `src`, and, of books that were
/// unpacked, in the folder their pages lie in.
fn lists_in(folder: &Path) -> Vec<(usize, PathBuf)> {
    let entries = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().take(MOST);
        entries.filter_map(Result::ok).map(|entry| entry.path())
    };
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut lists: Vec<(usize, PathBuf)> = Vec::new();
    for path in entries(folder) {
        if !path.is_dir() {
            lists.extend(lists_chapters(&name(&path)).map(|rank| (rank, path)));
            continue;
        }
        for inner in entries(&path) {
            let called = format!("{}/{}", name(&path), name(&inner));
            lists.extend(lists_chapters(&called).map(|rank| (rank, inner)));
        }
    }
    lists.sort();
    lists
}

/// What the place in the book of a folder is kept under.
fn origin(folder: &Path) -> String {
    format!("{BOOK}{}", origin_of(folder))
}

/// The folder of the book that is kept under `origin`; nothing for what is no book, or one of files
/// that were named.
pub(in crate::session) fn folder_of(origin: &str) -> Option<PathBuf> {
    path_of(origin.strip_prefix(BOOK)?)
}

/// A path as links have it.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
