//! The ZIP of an EPUB, read with a budget. Nothing is written to disk, a name is only ever looked
//! up, and sizes are those of the bytes that come out, not those the archive claims.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::read::html::tree::address::{join, unescape};

/// The files of an EPUB.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Entries by their path, in lower case too where no other has it: old tools and file
    /// systems do not agree on case.
    names: HashMap<String, usize>,
    /// How many bytes may still come out.
    budget: u64,
}

/// Why a file of an archive could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is none of that name.
    Missing,
    /// Its bytes are damaged.
    Damaged,
    /// It needs a password.
    Encrypted,
    /// All files together are far more than any book.
    TooMuch,
}

/// What the files read may always come to, in bytes.
const LEAST: u64 = 16 << 20;
/// How many times the size of the archive they may come to beyond that: text packs three to ten
/// times smaller.
const RATIO: u64 = 50;
/// What they may never exceed, in bytes: thirty times the Bible.
const MOST: u64 = 128 << 20;
/// How many entries are looked at. The largest books have some thousands.
const ENTRIES: usize = 1 << 16;

/// How many files an archive says it has (ZIP, end of central directory record); the most there can
/// be where it does not say.
pub(super) fn count(bytes: &[u8]) -> usize {
    let Some(at) = memchr::memmem::rfind(bytes, b"PK\x05\x06") else { return usize::MAX };
    match bytes.get(at + 10..at + 12) {
        Some(&[low, high]) if [low, high] != [0xff; 2] => {
            usize::from(u16::from_le_bytes([low, high]))
        }
        _ => usize::MAX,
    }
}

impl<'b> Archive<'b> {
    /// Opens an archive. `None` if it is none, or so damaged that its contents cannot be listed.
    pub(super) fn open(bytes: &'b [u8]) -> Option<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut names = HashMap::new();
        for index in 0..zip.len().min(ENTRIES) {
            let Some(Ok(name)) = zip.name_for_index(index) else { continue };
            let name = join("", &name.replace('\\', "/"));
            // Some programs write names as addresses are written, and addresses as names.
            names.entry(unescape(&name)).or_insert(index);
            names.entry(name.to_lowercase()).or_insert(index);
            names.insert(name, index);
        }
        let budget = (bytes.len() as u64 * RATIO).clamp(LEAST, MOST);
        Some(Self { zip, names, budget })
    }

    /// Whether it has a file of that path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.index(path).is_some()
    }

    /// The path of a file whose name ends so; the first of several.
    pub(super) fn find(&self, ending: &str) -> Option<String> {
        let names = self.names.iter().filter(|(name, _)| name.ends_with(ending));
        names.min_by_key(|&(_, index)| index).map(|(name, _)| name.clone())
    }

    fn index(&self, path: &str) -> Option<usize> {
        self.names.get(path).or_else(|| self.names.get(&path.to_lowercase())).copied()
    }

    /// How many bytes files come to by what the archive says of them, so that nobody needs to unpack
    /// them to know. What it says may be too little, and is not relied on.
    pub(super) fn size_of(&mut self, paths: &[String]) -> u64 {
        let sizes = paths.iter().filter_map(|path| {
            let index = self.index(path)?;
            self.zip.by_index_raw(index).ok().map(|file| file.size())
        });
        sizes.fold(0, u64::saturating_add)
    }

    /// How many bytes may still come out: what exceeds it is no book.
    pub(super) fn budget(&self) -> u64 {
        self.budget
    }

    /// The first bytes of a file, as many as `most`. They are few, and count for no budget.
    pub(super) fn head(&mut self, path: &str, most: usize) -> Option<Vec<u8>> {
        let index = self.index(path)?;
        let mut bytes = Vec::new();
        let file = self.zip.by_index(index).ok()?;
        let read = file.take(most as u64).read_to_end(&mut bytes);
        (read.is_ok() || !bytes.is_empty()).then_some(bytes)
    }

    /// The bytes of a file.
    pub(super) fn read(&mut self, path: &str) -> Result<Vec<u8>, Fault> {
        let index = self.index(path).ok_or(Fault::Missing)?;
        let file = self.zip.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(what) if what.contains("assword") => {
                Fault::Encrypted
            }
            _ => Fault::Damaged,
        })?;
        let mut bytes = Vec::new();
        let read = file.take(self.budget + 1).read_to_end(&mut bytes);
        self.budget = self.budget.checked_sub(bytes.len() as u64).ok_or(Fault::TooMuch)?;
        match read {
            Ok(_) => Ok(bytes),
            // The checksum is wrong, or the end is missing: what came out is still text.
            Err(_) if !bytes.is_empty() => Ok(bytes),
            Err(_) => Err(Fault::Damaged),
        }
    }
}
