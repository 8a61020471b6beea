//! The help overlay: the table of commands, to be scrolled.

use super::command::TABLE;
use crate::layout::wrap;

/// The help, scrolled so far down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Help {
    /// The first row shown.
    pub top: usize,
}

/// A row of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpRow {
    /// The name of a group.
    Group(&'static str),
    /// Keys, and what they do.
    Keys(String, String),
    /// Nothing.
    Blank,
}

/// The cells that keys take.
pub const KEYS: usize = 28;

/// The rows of the help at `width` cells, made from the table of commands.
pub fn rows(width: usize) -> Vec<HelpRow> {
    let room = width.saturating_sub(KEYS).max(16);
    let mut rows = Vec::new();
    for group in TABLE {
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Group(group.name));
        for row in group.rows {
            let mut keys = super::command::keys(row);
            for what in wrap(row.what, room) {
                rows.push(HelpRow::Keys(std::mem::take(&mut keys), what));
            }
        }
    }
    rows
}
