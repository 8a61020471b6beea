//! All that is known of a text once its notes are found: what its pages are put in order by, and
//! what its lines are joined by.

use std::collections::HashMap;

use crate::language::prose::words::Words;
use crate::restore::notes::Notes;
use crate::restore::pages::contents::Titles;
use crate::restore::pages::entry::Entries;
use crate::restore::pages::furniture::Furniture;
use crate::restore::pages::line_set::line_set;
use crate::restore::pages::role::Print;

/// A text whose lines, pages and notes are known.
#[derive(Debug)]
pub(crate) struct Known<'p, 'd> {
    /// Its lines, and what each of them is.
    pub print: Print<'p, 'd>,
    /// Its notes.
    pub notes: &'p Notes,
    /// The page numbers printed at lines.
    pub numbers: &'p HashMap<usize, u32>,
    /// Its words.
    pub words: &'p Words,
    /// The titles of its sections, by its contents list.
    pub titles: Titles,
    /// For each line, whether it is one of a run of printed lines, where other text has its lines
    /// joined.
    pub line_set: Vec<bool>,
    /// The entries of its bibliographies.
    pub entries: Entries,
}

impl<'p, 'd> Known<'p, 'd> {
    /// Puts together what the stages before have found.
    pub(crate) fn of(
        print: Print<'p, 'd>,
        furniture: &'p Furniture,
        notes: &'p Notes,
        words: &'p Words,
    ) -> Self {
        Self {
            print,
            notes,
            numbers: &furniture.numbers,
            words,
            titles: Titles::of(&furniture.contents),
            line_set: line_set(print),
            entries: Entries::of(print),
        }
    }
}
