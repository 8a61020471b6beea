//! The folder of words in the cache: a file a text, each whole or not there.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::Words;
use super::file::{Entry, Head, Seen};
use crate::library::disk;
use crate::text::Text;

/// The folder of this version of the format. Of another version nothing is read, and nothing is lost:
/// all of it is made again.
const FOLDER: &str = "words-1";
/// How the names of files begin that are being written.
const NEW: &str = ".ibid-words-";
/// How many texts are known at most.
const MOST: usize = 100_000;
/// How many files one text is known in at most.
const MOST_SEEN: usize = 16;

/// The folder of words.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// That of the reader: `ibid/words-1` in `$XDG_CACHE_HOME`, else in `~/.cache` (XDG Base Directory
    /// Specification). `None` where there is no home.
    pub fn of_reader() -> Option<Self> {
        use etcetera::BaseStrategy;
        let folders = etcetera::choose_base_strategy().ok()?;
        Some(Self::at(folders.cache_dir().join("ibid").join(FOLDER)))
    }

    /// That in a folder, which need not be there.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    pub(super) fn path(&self, words: u64) -> PathBuf {
        self.folder.join(format!("{words:016x}"))
    }

    /// The words of a hash.
    ///
    /// # Errors
    /// Passes on what the system says; what is damaged is invalid.
    pub fn entry(&self, words: u64) -> io::Result<Entry> {
        let entry = Entry::open(&self.path(words))?;
        match entry.head.words == words {
            true => Ok(entry),
            false => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// Keeps the words of a text, which have this hash; they are not even made where they are there and
    /// known to be of its file as it is.
    ///
    /// # Errors
    /// Passes on what the system says. What was there is then as it was.
    pub fn keep_of(&self, text: &Text, words: u64) -> io::Result<()> {
        let seen = Seen::of(text);
        let known = self.entry(words).is_ok_and(|entry| entry.head.seen.contains(&seen));
        match (!known).then(|| Words::called(text, || words)).flatten() {
            Some(words) => self.keep(words),
            None => Ok(()),
        }
    }

    /// Keeps the words of a text, unless they are there and known to be of its file as it is.
    ///
    /// # Errors
    /// Passes on what the system says. What was there is then as it was.
    pub fn keep(&self, mut words: Words<'_>) -> io::Result<()> {
        let path = self.path(words.head.words);
        if let Ok(known) = self.entry(words.head.words) {
            let new = |seen: &Seen| !known.head.seen.contains(seen);
            if !words.head.seen.iter().any(new) {
                return Ok(());
            }
            let own = std::mem::take(&mut words.head.seen);
            let other = |seen: &Seen| own.iter().all(|own| own.origin != seen.origin);
            let others = known.head.seen.into_iter().filter(other);
            words.head.seen = others.chain(own.iter().cloned()).collect();
            let over = words.head.seen.len().saturating_sub(MOST_SEEN);
            words.head.seen.drain(..over);
        }
        disk::make_folder(&path).map_err(|error| error.error)?;
        let mut file = tempfile::Builder::new().prefix(NEW).tempfile_in(&self.folder)?;
        let mut to = BufWriter::new(&mut file);
        words.write(&mut to)?;
        to.flush()?;
        drop(to);
        file.persist(&path)?;
        Ok(())
    }

    /// The heads of all texts. Of two that were read from one file, that which was read of it as it was
    /// written last.
    pub fn heads(&self) -> Vec<Head> {
        let mut heads: Vec<Head> = self
            .files()
            .filter_map(|(_, path)| Entry::open(&path).ok())
            .map(|it| it.head)
            .collect();
        let mut newest: HashMap<String, (u64, u64)> = HashMap::new();
        for head in &heads {
            for seen in &head.seen {
                let known = newest.entry(seen.origin.clone()).or_insert((seen.written, head.words));
                *known = (*known).max((seen.written, head.words));
            }
        }
        for head in &mut heads {
            let words = head.words;
            head.seen.retain(|seen| newest.get(&seen.origin).is_none_or(|known| known.1 == words));
        }
        heads.retain(|head| !head.seen.is_empty());
        heads.sort_by_key(|head| head.words);
        heads
    }

    /// Removes the words of all texts but those that are wanted, what is damaged, and what was left
    /// behind by whoever was ended while writing.
    pub fn sweep(&self, wanted: impl Fn(&Head) -> bool) {
        let known: HashMap<u64, Head> =
            self.heads().into_iter().map(|head| (head.words, head)).collect();
        for (words, path) in self.files() {
            if !known.get(&words).is_some_and(&wanted) {
                let _ = std::fs::remove_file(path);
            }
        }
        for path in self.names().filter(|path| is_left_over(path)) {
            let _ = std::fs::remove_file(path);
        }
    }

    fn names(&self) -> impl Iterator<Item = PathBuf> + use<> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().take(MOST);
        entries.filter_map(Result::ok).map(|entry| entry.path())
    }

    /// The files, and the hash each is called by.
    pub(super) fn files(&self) -> impl Iterator<Item = (u64, PathBuf)> + use<> {
        self.names().filter_map(|path| {
            let name = path.file_name()?.to_str().filter(|name| name.len() == 16)?;
            Some((u64::from_str_radix(name, 16).ok()?, path))
        })
    }
}

/// Whether a file was being written by somebody who was ended before that was done: none takes an hour.
fn is_left_over(path: &Path) -> bool {
    const AN_HOUR: std::time::Duration = std::time::Duration::from_secs(3600);
    let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NEW));
    let written = path.metadata().and_then(|kind| kind.modified()).ok();
    named && written.and_then(|at| at.elapsed().ok()).is_some_and(|passed| passed > AN_HOUR)
}
