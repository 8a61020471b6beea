//! The help overlay: the table of commands, to be scrolled.

use crate::app::command::TABLE;
use crate::app::keymap::KeyMap;
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

/// The cells that keys take where the help has `width` cells.
pub fn keys_width(width: usize) -> usize {
    (width * 2 / 5).clamp(8, 28)
}

/// The rows of the help at `width` cells, made from the table of commands.
pub fn rows(keys: &KeyMap, width: usize) -> Vec<HelpRow> {
    let column = keys_width(width);
    let room = width.saturating_sub(column).max(1);
    let mut rows = Vec::new();
    for group in TABLE {
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Group(group.name));
        for row in group.told() {
            let keys = wrap(&keys.named(row), column - 2);
            let what = wrap(row.what, room);
            for line in 0..keys.len().max(what.len()) {
                let cell = |rows: &[String]| rows.get(line).cloned().unwrap_or_default();
                rows.push(HelpRow::Keys(cell(&keys), cell(&what)));
            }
        }
    }
    rows
}
