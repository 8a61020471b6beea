//! What pages carry besides their text, and where.

use std::collections::HashMap;

use crate::language::fold::Fold;
use crate::restore::pages::role::Roles;

/// The running heads, folios and contents list of a text.
#[derive(Debug)]
pub(crate) struct Furniture {
    /// What each line is, as far as pages tell.
    pub roles: Roles,
    /// The contents list: titles and pages.
    pub contents: Vec<(String, u32)>,
    /// The page number printed at a line that is one, or has one beside it.
    pub numbers: HashMap<usize, u32>,
}

impl Furniture {
    /// None, in a text of so many lines.
    pub(crate) fn none(lines: usize) -> Self {
        Self { roles: Roles::body(lines), contents: Vec::new(), numbers: HashMap::new() }
    }
}

/// A line as running heads are compared: letters only, without case.
pub(crate) fn head_key(words: &str) -> String {
    Fold::Printed.of(words).chars().filter(|c| c.is_alphabetic()).collect()
}
