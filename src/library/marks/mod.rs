//! Marks on the disk: a folder of files, one a work, that its reader may keep in a vault, under version
//! control or in step with other machines.
//!
//! The files are all there is: nothing is remembered of them between two looks. What is changed is put
//! into what stands in the file by then, at once at each mark, whole or not at all (`library::disk`).
//! Files of the same work are shown as one, so that no copy a synchronising program makes, and no
//! second `ibid`, hides what the other has.

mod find;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{self, Lock};
use crate::anchor::Identity;
use crate::marks::file::MarkFile;
use crate::marks::{About, Offer, name};
use find::Found;

/// The folder of the files of marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarksFolder {
    folder: PathBuf,
}

/// Which text’s marks are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its words.
    pub identity: &'a Identity,
    /// The id of the file its marks were in when it was open last under the same name
    /// ([`Kept::work`](super::Kept::work)).
    pub work: Option<&'a str>,
    /// Its own file: marks may lie beside it.
    pub file: Option<&'a Path>,
}

/// The marks of a text as they are on the disk.
#[derive(Debug, Default)]
pub struct Marks {
    /// They, of all files that are this text’s; `None` where there is none.
    pub file: Option<MarkFile>,
    /// The file they are kept in; `None` where there is none yet.
    pub path: Option<PathBuf>,
    /// Marks of other texts that may fit this one.
    pub offers: Vec<Offer>,
    /// In a sentence, what is wrong with a file.
    pub warning: Option<String>,
}

/// Why a mark is not kept.
#[derive(Debug, thiserror::Error)]
pub enum MarkError {
    /// The system does not let it be written.
    #[error("The mark could not be kept in {path}: {error}.", path = path.display())]
    Write {
        /// The file, or the folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// Another program has had the folder locked for long.
    #[error("The mark is not kept: another ibid is writing in {}. Try again.", .0.display())]
    Busy(PathBuf),
    /// It takes more than a line of the file may have.
    #[error("The mark is not kept: its words or its remark are too long for one.")]
    TooLong,
    /// It is not there any more.
    #[error("This mark is no longer there.")]
    Gone,
    /// There is no folder.
    #[error("There is no home folder, and marks are not kept.")]
    NoFolder,
}

impl MarkError {
    fn new(path: &Path, error: io::Error) -> Self {
        Self::Write { path: path.to_owned(), error }
    }
}

/// The file of marks that lies beside a text: `essay.md.marks.jsonl`.
pub fn beside(text: &Path) -> PathBuf {
    let mut name: OsString = text.as_os_str().to_owned();
    name.push(name::BESIDE);
    PathBuf::from(name)
}

impl MarksFolder {
    /// The folder at this path; a `~` that a path begins with is the reader’s home.
    pub fn at(path: &Path) -> Self {
        let home = path.strip_prefix("~").ok().zip(etcetera::home_dir().ok());
        let folder = home.map_or_else(|| path.to_owned(), |(rest, home)| home.join(rest));
        Self { folder }
    }

    /// The folder where nothing is set: `ibid/marks` in `$XDG_DATA_HOME`, else in `~/.local/share`
    /// (XDG Base Directory Specification). `None` where there is no home.
    pub fn usual() -> Option<Self> {
        use etcetera::BaseStrategy;
        let folders = etcetera::choose_base_strategy().ok()?;
        Some(Self { folder: folders.data_dir().join("ibid").join("marks") })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// The marks of a text. Of files that are not this text’s the first line is read alone, and only
    /// `with_offers` its sketch looked at.
    pub fn of(&self, asked: Asked<'_>, with_offers: bool) -> Marks {
        let Found { files, near, warning } = find::find(&self.folder, asked, with_offers);
        let path = find::main(&files, asked).map(Path::to_owned);
        let mut offers: Vec<Offer> =
            near.into_iter().filter_map(|near| near.offer(asked)).collect();
        offers.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.id.cmp(&b.id)));
        offers.dedup_by(|a, b| a.id == b.id);
        Marks { file: find::united(files, path.as_deref()), path, offers, warning }
    }

    /// All files of marks in the folder, those of one id as one, in the order of their titles. What
    /// cannot be read is left out.
    pub fn all(&self) -> Vec<MarkFile> {
        find::all(&self.folder)
    }

    /// The marks that lie beside a text, if there is such a file and it can be read.
    pub fn beside(text: &Path) -> Option<MarkFile> {
        find::read(&beside(text))
    }

    /// How many marks there are of texts of which words, by the hash of these.
    pub fn counts(&self) -> HashMap<u64, usize> {
        let mut counts = HashMap::new();
        for file in self.all() {
            let marks = file.marks().count();
            for words in file.head.words() {
                *counts.entry(words).or_default() += marks;
            }
        }
        counts
    }

    /// Changes the marks of a text as they are on the disk by now, and gives what they are then. Where
    /// there are none yet, a file is made for the work `about`; its id has to be a new one.
    ///
    /// # Errors
    /// Says in a sentence why nothing was changed: what the change says, or the system.
    pub fn change(
        &self,
        asked: Asked<'_>,
        about: impl FnOnce() -> About,
        now: u64,
        change: &mut dyn FnMut(&mut MarkFile) -> Result<(), MarkError>,
    ) -> Result<Marks, MarkError> {
        let own = asked.file.map(beside).filter(|own| own.is_file());
        let folder = own.as_deref().map_or(&*self.folder, disk::folder_of);
        make_folder(folder)?;
        let _lock = lock(folder)?;
        let Found { files, warning, .. } = find::find(&self.folder, asked, false);
        let path = find::main(&files, asked).map(Path::to_owned);
        let mut file =
            find::united(files, path.as_deref()).unwrap_or_else(|| MarkFile::new(about()));
        change(&mut file)?;
        file.head.take_note(asked.identity, now);
        let path = path.unwrap_or_else(|| self.free_name(&name::stem(&file.head.about)));
        write(&path, &file)?;
        Ok(Marks { file: Some(file), path: Some(path), offers: Vec::new(), warning })
    }

    /// Has the marks of another work’s file be this text’s too ([`Offer`]).
    ///
    /// # Errors
    /// Says in a sentence why they are not.
    pub fn take_over(&self, id: &str, identity: &Identity) -> Result<(), MarkError> {
        make_folder(&self.folder)?;
        let _lock = lock(&self.folder)?;
        let files = find::of_id(&self.folder, id);
        let none = Identity::default();
        let asked = Asked { identity: &none, work: Some(id), file: None };
        let path = find::main(&files, asked).ok_or(MarkError::Gone)?.to_owned();
        let mut file = find::united(files, Some(&path)).ok_or(MarkError::Gone)?;
        file.head.known.insert(identity.words);
        write(&path, &file)
    }

    /// Writes marks beside their text, whose place they have from then on. What lies there already is
    /// united with them.
    ///
    /// # Errors
    /// Says in a sentence why they are not written.
    pub fn put_beside(text: &Path, mut file: MarkFile) -> Result<PathBuf, MarkError> {
        let path = beside(text);
        let _lock = lock(disk::folder_of(&path))?;
        if let Some(there) = find::read(&path) {
            file.unite(there);
        }
        write(&path, &file)?;
        Ok(path)
    }

    /// A name that no file has.
    fn free_name(&self, stem: &str) -> PathBuf {
        let named = |number: usize| match number {
            1 => self.folder.join(format!("{stem}{}", name::ENDING)),
            number => self.folder.join(format!("{stem}-{number}{}", name::ENDING)),
        };
        // Whatever is there, a link that leads nowhere too.
        let free = |path: &PathBuf| path.symlink_metadata().is_err();
        (1..).map(named).find(free).unwrap_or_else(|| named(1))
    }
}

fn make_folder(folder: &Path) -> Result<(), MarkError> {
    disk::make_folder(&folder.join("_")).map_err(|it| MarkError::new(folder, it.error))
}

/// Waits for the lock of a folder. Nobody goes on without it where the file system has locks: between
/// reading and writing another’s mark would be lost.
fn lock(folder: &Path) -> Result<Lock, MarkError> {
    /// How long it is waited for, in hundredths of a second.
    const TRIES: u32 = 1000;
    Lock::of(folder, TRIES).ok_or_else(|| MarkError::Busy(folder.to_owned()))
}

fn write(path: &Path, file: &MarkFile) -> Result<(), MarkError> {
    disk::replace(path, &file.print()).map_err(|it| MarkError::new(path, it.error))
}
