//! The library on standard output: the list of texts, and what is said while a folder is taken in.

use std::collections::HashSet;
use std::io::Write;
use std::path::PathBuf;

use super::{NONE_KNOWN, Taken, ago, file_of, folder_named, take_in, texts_of};
use crate::language::counted;
use crate::language::fold::one_line;
use crate::library::known::Known;
use crate::library::search::Hit;
use crate::library::words::Cache;
use crate::library::{SaveError, State, path_of, state_path};
use crate::session::kept::keeper::now;
use crate::session::out::said::{complain, write_out};

/// What is kept between sessions, and the words of texts, for what is done without a terminal.
pub(super) struct Shelves {
    path: PathBuf,
    pub(super) state: State,
    pub(super) cache: Cache,
}

impl Shelves {
    /// Those of the reader.
    ///
    /// # Errors
    /// There must be a home for them.
    pub(super) fn of_reader() -> Result<Self, String> {
        let no_home = || "There is no home folder, and so there is no library.".to_owned();
        let path = state_path().ok_or_else(no_home)?;
        let (state, warning) = State::load(&path);
        if let Some(warning) = warning {
            complain(&warning);
        }
        Ok(Self { path, state, cache: Cache::of_reader().ok_or_else(no_home)? })
    }

    /// The texts that are known and not forgotten.
    pub(super) fn texts(&self) -> Vec<Known> {
        let mut texts = texts_of(&self.state, &self.cache.heads());
        texts.retain(|text| !text.forgotten);
        texts
    }

    fn save(&mut self) -> Result<(), SaveError> {
        self.state.save(&self.path)
    }
}

/// Prints the texts that are known, a line each: how much is read, what it is, when it was open last, and
/// its file.
///
/// # Errors
/// Says what cannot be read or written.
pub fn list_library() -> Result<(), Box<dyn std::error::Error>> {
    let shelves = Shelves::of_reader()?;
    let now = now();
    let lines: String = shelves.texts().iter().map(|text| line(text, now)).collect();
    if lines.is_empty() {
        complain(NONE_KNOWN);
    }
    Ok(write_out(&lines)?)
}

fn line(text: &Known, now: u64) -> String {
    let share = text.share.map_or_else(String::new, |share| format!("{share}%"));
    let last = if text.gone { "gone".to_owned() } else { ago(text.opened, now) };
    format!("{share:>4}  {last:<14}  {}  {}\n", called(text), one_line(&file_of(&text.origin)))
}

/// A hit as a line, as editors take it: `path:line:column: words`; where the source has no lines, the
/// page or the section stands in their place.
pub(super) fn file_with_line(origin: &str, hit: &Hit, words: &str) -> String {
    let at = match hit.at {
        Some((line, column)) => format!("{line}:{column}"),
        None if !hit.page.is_empty() => format!(" p. {}", one_line(&hit.page)),
        None => format!(" {}", one_line(&hit.section)),
    };
    let file = path_of(origin).map(|path| path.to_string_lossy().into_owned());
    format!("{}:{}: {}", file.as_deref().unwrap_or(origin), at.trim_end(), one_line(words))
}

/// What a text is called in a line: `Title · Authors · 1902`.
pub(super) fn called(text: &Known) -> String {
    let file = || file_of(&text.origin).rsplit('/').next().unwrap_or_default().to_owned();
    let title = text.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(file);
    let parts = [title, text.authors.join(", "), text.year.clone().unwrap_or_default()];
    let parts = parts.iter().map(|part| one_line(part)).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// Remembers folders as parts of the library and takes in their texts, or has them no longer in it.
///
/// # Errors
/// Says which of them is no folder, or what cannot be written.
pub fn name_folders(names: &[PathBuf], belong: bool) -> Result<(), Box<dyn std::error::Error>> {
    let mut shelves = Shelves::of_reader()?;
    let folders: Vec<String> = match belong {
        true => names.iter().map(|name| folder_named(name)).collect::<Result<_, _>>()?,
        // One that is gone can be left out all the same.
        false => names.iter().map(|name| crate::library::origin_of(name)).collect(),
    };
    if let Some(other) = folders.iter().find(|it| !belong && !shelves.state.folders().contains(it))
    {
        return Err(format!("{} is no folder of the library.", file_of(other)).into());
    }
    folders.iter().for_each(|folder| shelves.state.name_folder(folder, belong));
    shelves.save()?;
    if !belong {
        return Ok(());
    }
    let is_told = crate::term::is_terminal();
    let mut tell = |taken: &Taken| {
        if is_told {
            let _ = write!(std::io::stderr(), "\r{} of {} …", taken.looked_at, taken.all);
        }
        true
    };
    let taken = take_in(&shelves.cache, &shelves.state, HashSet::new(), &mut tell);
    let read = taken.looked_at - taken.failed.len();
    let read = counted(read, "text");
    let mut said = format!("{}{read} taken in", if is_told { "\r" } else { "" });
    if !taken.failed.is_empty() {
        said += &format!("; {} could not be read", taken.failed.len());
    }
    Ok(write_out(&format!("{said}.\n"))?)
}
