//! Why a text could not be opened, in sentences.

use std::borrow::Cow;
use std::io;
use std::path::Path;

use crate::read::{Refusal, STANDARD_INPUT};

/// Why a text could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing of that name.
    #[error("{0}: there is no such file.")]
    Missing(String),
    /// It is an address of the web.
    #[error(
        "{0} is not on this machine, and ibid fetches nothing. Open what another program fetches: \
         curl -L {quoted} | ibid -",
        quoted = crate::read::quoted(.0)
    )]
    Address(String),
    /// Nothing came through a pipe.
    #[error("{0} gave nothing: whatever was to write a text to it wrote none.")]
    Nothing(String),
    /// It is a folder, where one text is to be named.
    #[error("{0} is a folder; name a text in it.")]
    Folder(String),
    /// It is a folder without any text.
    #[error("{0}: there is no text in this folder that ibid knows by its name.")]
    NoTexts(String),
    /// It is a device or a pipe, which a text may not name.
    #[error("{0} is not a plain file.")]
    NotPlain(String),
    /// It may not be read.
    #[error("{0}: you may not read this file.")]
    Forbidden(String),
    /// Standard input is the keyboard.
    #[error("Standard input is the keyboard. Give a file, or pipe a text: some-command | ibid -")]
    Keyboard,
    /// There is more of it than of any text.
    #[error("{0} is larger than 400 MB, which no text is.")]
    TooLarge(String),
    /// The bibliographies of a text are too long together.
    #[error("{0} is left out: the bibliographies the text names are larger than 64 MB together.")]
    TooMany(String),
    /// Reading failed.
    #[error("{name} could not be read: {error}.")]
    Io {
        /// What was to be read.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// It is no text.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The program is wrong, and not the text.
    #[error(
        "{name} could not be read, by a fault of ibid ({at}). It may open in another form: as HTML, \
         as plain text. Whoever is to mend ibid needs this sentence and the text."
    )]
    Fault {
        /// What was to be read.
        name: String,
        /// Where in the source of the program.
        at: String,
    },
}

/// Does what reads a text, so that a panic in it, as a bug in the parser of a format is one, becomes
/// an error like others. `name` is what the text is called.
pub(in crate::session) fn spared<T>(
    name: &str,
    read: impl FnOnce() -> Result<T, OpenError>,
) -> Result<T, OpenError> {
    crate::term::spare(read).unwrap_or_else(|at| {
        let name = crate::layout::clean(name).into_owned();
        Err(OpenError::Fault { name, at })
    })
}

/// What messages call a file.
pub(in crate::session) fn called(file: &Path) -> Cow<'_, str> {
    if file == Path::new("-") { STANDARD_INPUT.into() } else { file.to_string_lossy() }
}

/// A path as messages show it.
pub(in crate::session) fn shown(path: &Path) -> String {
    crate::layout::clean(&path.to_string_lossy()).into_owned()
}

/// The last part of a path.
pub(in crate::session) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
