//! The headings of a text that has none marked as such.

use std::collections::{HashMap, HashSet};

/// Which lines are of headings.
#[derive(Debug, Default)]
pub(crate) struct Headings {
    /// The levels of headings, by their first lines.
    pub levels: HashMap<usize, u8>,
    /// Lines that go on with the heading of the line before.
    pub further: HashSet<usize>,
}

impl Headings {
    /// The level of the heading that begins with line number `at`.
    pub(super) fn level(&self, at: usize) -> Option<u8> {
        self.levels.get(&at).copied()
    }

    /// Whether line number `at` goes on with the heading of the line before.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        self.further.contains(&at)
    }

    /// Whether line number `at` is of a heading.
    pub(super) fn has(&self, at: usize) -> bool {
        self.levels.contains_key(&at) || self.goes_on(at)
    }
}
