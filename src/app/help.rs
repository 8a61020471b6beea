//! The help overlay: the table of commands, to be scrolled.

use super::command::TABLE;

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
    Keys(String, &'static str),
    /// Nothing.
    Blank,
}

/// The rows of the help, made from the table of commands.
pub fn rows() -> Vec<HelpRow> {
    let mut rows = Vec::new();
    for group in TABLE {
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Group(group.name));
        for row in group.rows {
            rows.push(HelpRow::Keys(super::command::keys(row), row.what));
        }
    }
    rows
}
