//! How a text is to be read, as whoever opens it wants it.

use std::path::PathBuf;

use super::error::{OpenError, shown};
use crate::restore::Restoring;

/// How a text is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Whether it is to be restored; `None` where nobody said so, and what was said last holds.
    pub restoring: Option<Restoring>,
    /// Bibliography files, besides those the text names itself.
    pub bibliography: Vec<PathBuf>,
    /// The file that has the password of a locked text in its first line.
    pub password: Option<PathBuf>,
    /// The files that are the chapters of one book, or the folder they lie in; none where a file is a
    /// text by itself.
    pub book: Vec<PathBuf>,
}

impl Reading {
    /// The password of a locked text; none is nothing.
    ///
    /// # Errors
    /// Says in a sentence why its file cannot be read.
    pub(in crate::session) fn password(&self) -> Result<String, OpenError> {
        let Some(path) = &self.password else { return Ok(String::new()) };
        let words = std::fs::read_to_string(path).map_err(|error| {
            let name = shown(path);
            OpenError::Io { name, error }
        })?;
        Ok(words.lines().next().unwrap_or("").to_owned())
    }

    /// Whether the text is to be restored.
    pub fn restoring(&self) -> Restoring {
        self.restoring.unwrap_or_default()
    }
}
