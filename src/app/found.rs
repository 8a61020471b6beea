//! What was searched for, and found.

use std::rc::Rc;

use crate::doc::{Place, Span};
use crate::search::QueryError;

/// A search and its hits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What was looked for.
    pub words: String,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Where it was found, in order.
    pub hits: Rc<[Span]>,
    /// The hit the reader is at.
    pub current: Option<usize>,
    /// Why there are none, where the search could not be made: one that could in the opening of a
    /// text may take too long in the whole of it.
    pub(in crate::app) failed: Option<QueryError>,
    /// Whether the hits are to be seen. Put out, they are still there for the next step.
    pub lit: bool,
}

impl Found {
    /// The number of the first hit at or after a place; the first of all if there is none.
    pub fn first_from(&self, place: Place) -> Option<usize> {
        if self.hits.is_empty() {
            return None;
        }
        let after = self.hits.partition_point(|hit| hit.start < place);
        Some(if after < self.hits.len() { after } else { 0 })
    }

    /// The hits in a span, as numbers.
    pub fn in_span(&self, span: Span) -> std::ops::Range<usize> {
        let from = self.hits.partition_point(|hit| hit.end <= span.start);
        let to = self.hits.partition_point(|hit| hit.start < span.end);
        from..to.max(from)
    }
}
