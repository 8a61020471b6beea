//! What a reader can set, with the keys or on the command line, and what is kept between sessions.
//!
//! It stands apart from `app`, which changes it, and from `library`, which keeps it, so that
//! neither need know the other.

use serde::{Deserialize, Serialize};

/// The looks to choose from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// The sixteen colours of the terminal, on its own background.
    #[default]
    Terminal,
    /// Light words on a dark ground.
    Dark,
    /// Dark words on a light ground.
    Light,
}

/// What a reader can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The width of a line of prose in cells.
    pub measure: u16,
    /// The look.
    pub theme: Theme,
    /// Whether notes stand beside the text.
    pub notes: bool,
}

impl Default for Settings {
    /// A measure of 68 cells: about eleven words, within the 45 to 75 characters that
    /// typographers hold good for reading (Bringhurst, 2.1.2).
    fn default() -> Self {
        Self { measure: 68, theme: Theme::default(), notes: true }
    }
}

/// The narrowest and widest measure that can be set with the keys, in cells.
pub const MEASURES: std::ops::RangeInclusive<u16> = 20..=160;
