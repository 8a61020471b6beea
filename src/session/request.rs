//! What a session is to be.

use std::path::PathBuf;

use crate::session::opening::reading::Reading;
use crate::session::own::Own;
use crate::settings::Theme;
use crate::term;

/// What a session is to be, as the command line has it.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The texts, or the folder they lie in; none for the last one.
    pub files: Vec<PathBuf>,
    /// How it is to be read.
    pub reading: Reading,
    /// The measure in cells.
    pub width: Option<u16>,
    /// The look.
    pub theme: Option<Theme>,
    /// Whether emphasis is kept in what is printed.
    pub styled: bool,
    /// Whether the mouse is left to the terminal.
    pub no_mouse: bool,
    /// Whether everything is said in lines, and no screen is drawn.
    pub linear: bool,
    /// What is the reader's own.
    pub own: Own,
}

impl Request {
    /// The texts: those named, or what a pipe or a file at standard input gives.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        if self.files.is_empty() && term::is_input_given() {
            return vec![PathBuf::from("-")];
        }
        self.files.clone()
    }
}
