//! A source: a file or standard input, and its bytes as far as they were read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::{OpenError, shown};
use super::named::is_pipe;
use super::seen::as_read;
use crate::library::{origin_of, origin_of_words};
use crate::read::{LOOK, STANDARD_INPUT};
use crate::text::FileRead;

/// The most that is read of a source, in bytes. Some have no end at all.
pub(in crate::session) const LARGEST: usize = 400 << 20;

/// A source that was opened.
pub(in crate::session) struct Source {
    pub(super) name: String,
    /// What messages call it: nothing in it acts on a terminal.
    pub(super) shown: String,
    /// Where the paths it gives begin.
    pub(super) folder: PathBuf,
    /// The file, unless it is standard input.
    pub(super) path: Option<PathBuf>,
    /// Its first bytes.
    pub(super) beginning: Vec<u8>,
    /// The others, if there are any.
    pub(super) more: Option<Box<dyn Read + Send>>,
    /// Its length in bytes, where that is known.
    pub(super) length: Option<usize>,
    /// What the file was like when it was opened.
    pub(super) read: Option<FileRead>,
}

impl Source {
    /// Opens a file, or standard input if its name is `-`.
    ///
    /// # Errors
    /// Says in a sentence why there is none.
    pub(in crate::session) fn open(file: &Path) -> Result<Self, OpenError> {
        if file != Path::new("-") {
            return Self::file(file);
        }
        if crate::term::is_input_terminal() {
            return Err(OpenError::Keyboard);
        }
        Self {
            name: STANDARD_INPUT.to_owned(),
            shown: STANDARD_INPUT.to_owned(),
            folder: PathBuf::new(),
            path: None,
            beginning: Vec::new(),
            more: Some(Box::new(io::stdin())),
            length: None,
            read: None,
        }
        .begun()?
        .with_words()
    }

    fn file(file: &Path) -> Result<Self, OpenError> {
        let shown = shown(file);
        let (source, length) = open_file(file, &shown)?;
        let metadata = source.metadata().ok();
        let piped = metadata.as_ref().is_some_and(is_pipe);
        let path = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        let begun = Self {
            name: file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            shown,
            folder: path.parent().unwrap_or(&path).to_owned(),
            read: metadata.and_then(|metadata| as_read(&path, &metadata)),
            path: Some(path),
            beginning: Vec::new(),
            more: Some(Box::new(source)),
            length: Some(length).filter(|&length| length > 0),
        }
        .begun()?;
        if !piped {
            return Ok(begun);
        }
        // What a shell has made of `<(…)` lies nowhere: it is what standard input would be.
        Self {
            name: STANDARD_INPUT.to_owned(),
            folder: PathBuf::new(),
            path: None,
            read: None,
            ..begun
        }
        .with_words()
    }

    /// A source that has no path, unless nothing came of it.
    fn with_words(self) -> Result<Self, OpenError> {
        if self.beginning.is_empty() { Err(OpenError::Nothing(self.shown)) } else { Ok(self) }
    }

    /// Reads its first bytes.
    fn begun(mut self) -> Result<Self, OpenError> {
        let Some(mut all) = self.more.take() else { return Ok(self) };
        self.beginning.reserve(self.length.unwrap_or(LOOK).min(LOOK) + 1);
        let read = all.by_ref().take(LOOK as u64 + 1).read_to_end(&mut self.beginning);
        let read = read.map_err(|error| OpenError::Io { name: self.shown.clone(), error })?;
        self.more = (read > LOOK).then_some(all);
        Ok(self)
    }

    /// Whether it is known to be longer than so many bytes.
    pub(in crate::session) fn is_longer_than(&self, bytes: usize) -> bool {
        self.length.is_some_and(|length| length > bytes)
    }

    /// Reads it to its end, so that its beginning is all of it, and tells how many hundredths of it are
    /// read.
    pub(super) fn take_all(&mut self, tell: &mut dyn FnMut(usize)) -> Result<(), OpenError> {
        /// How many bytes are read at a time.
        const PIECE: u64 = 1 << 23;
        let Some(more) = &mut self.more else { return Ok(()) };
        let bytes = &mut self.beginning;
        bytes.reserve_exact(self.length.unwrap_or(0).saturating_sub(bytes.len()) + 1);
        loop {
            match more.by_ref().take(PIECE).read_to_end(bytes) {
                Ok(0) => break,
                Ok(_) if bytes.len() > LARGEST => {
                    return Err(OpenError::TooLarge(self.shown.clone()));
                }
                Ok(_) => {
                    tell(self.length.map_or(0, |length| bytes.len() * 100 / length));
                }
                Err(error) => return Err(OpenError::Io { name: self.shown.clone(), error }),
            }
        }
        self.more = None;
        Ok(())
    }

    /// What its place is kept under: its path, or for what comes from a pipe its words. Nobody asks
    /// before its first bytes are read.
    pub(in crate::session) fn origin(&self) -> String {
        match &self.path {
            Some(path) => origin_of(path),
            None => origin_of_words(&self.beginning[..self.beginning.len().min(LOOK)]),
        }
    }
}

/// Opens a file that messages call `shown`, and gives its length in bytes.
fn open_file(file: &Path, shown: &str) -> Result<(File, usize), OpenError> {
    let name = || shown.to_owned();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => OpenError::Missing(name()),
        io::ErrorKind::PermissionDenied => OpenError::Forbidden(name()),
        io::ErrorKind::IsADirectory => OpenError::Folder(name()),
        _ => OpenError::Io { name: name(), error },
    };
    let source = File::open(file).map_err(failed)?;
    let metadata = source.metadata().map_err(failed)?;
    if metadata.is_dir() {
        return Err(OpenError::Folder(name()));
    }
    match usize::try_from(metadata.len()) {
        Ok(length) if length <= LARGEST => Ok((source, length)),
        _ => Err(OpenError::TooLarge(name())),
    }
}

/// Reads a file to its end, and gives what it was like then.
pub(in crate::session) fn read_file(file: &Path) -> Result<(Vec<u8>, Option<FileRead>), OpenError> {
    let mut source = Source::file(file)?;
    source.take_all(&mut |_| {})?;
    Ok((source.beginning, source.read))
}
