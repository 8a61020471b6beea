//! The config: what a reader has written into `config.toml` → settings, keys, palettes, openers.
//!
//! It is read leniently, like a text: what is wrong is a [`Mistake`] with its line, and the rest
//! holds. What can be written is in tables: of settings here (`table`), of keys the table of
//! commands, of colours that of roles; out of the same, [`written`] makes the config that says what
//! holds without one. What can be set and does nothing does not stand in any.

mod mistake;
mod opener;
mod reading;
mod table;
mod written;

pub use mistake::Mistake;
pub use opener::Opener;
pub use written::written;

use std::path::PathBuf;

use crate::app::KeyMap;
use crate::settings::Settings;
use crate::view::Palettes;

/// What a reader has set before they open anything.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// What else can be set with keys and on the command line.
    pub settings: Settings,
    /// Which key stands for what.
    pub keys: KeyMap,
    /// The colours of the themes.
    pub palettes: Palettes,
    /// What opens addresses of the web; `None` where that is left to the system.
    pub web: Option<Opener>,
    /// What opens images; `None` where that is left to the desktop.
    pub image: Option<Opener>,
    /// What looks words up, if anything does.
    pub word: Option<Opener>,
    /// The folder of the reader’s marks, a `~` at its beginning their home; `None` for the usual one.
    pub marks: Option<PathBuf>,
    /// What is wrong with the file, in the order of its lines.
    pub mistakes: Vec<Mistake>,
}

impl Config {
    /// Reads a config in TOML.
    pub fn read(source: &str) -> Self {
        reading::read(source)
    }
}

#[cfg(test)]
mod tests;
