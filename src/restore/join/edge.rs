//! The two lines at a seam, and what may stand between them.

use crate::language::prose::words::Words;
use crate::restore::join::hyphen::{Glue, glue};

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Between {
    /// The end of a block.
    Block,
    /// Nothing: the second goes on with the first.
    Goes(Glue),
}

/// One side of a seam.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge<'a> {
    /// The number of the line.
    pub at: usize,
    /// Its words, without note marks at the seam.
    pub words: &'a str,
}

/// Two lines that follow each other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seam<'a> {
    /// The first.
    pub left: Edge<'a>,
    /// The second.
    pub right: Edge<'a>,
    /// Whether a page ends between them.
    pub over: bool,
    /// Whether they are of a note.
    pub note: bool,
}

impl Seam<'_> {
    /// That the second line goes on with the first.
    pub(super) fn glued(self, words: &Words) -> Between {
        Between::Goes(glue(self.left.words, self.right.words, words))
    }
}
