//! The line a search is typed in. The page goes to the first hit as one types.

use tui_input::Input as Field;

use crate::app::trail::Spot;
use crate::doc::Place;
use crate::search::QueryError;

/// A search being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What is typed.
    pub field: Field,
    /// Whether anything was typed since it was opened.
    pub(in crate::app) touched: bool,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Why it cannot be searched for, or that nothing was found.
    pub complaint: Option<String>,
    /// Where the search began.
    pub(in crate::app) origin: Spot,
    /// The first place on the page it began on: hits are looked for from there.
    pub(in crate::app) from: Place,
    /// The search in force before.
    pub(in crate::app) before: Option<Found>,
    /// Which of the earlier searches is shown, counted from the last; 0 is what is typed.
    pub(in crate::app) recalled: usize,
    /// What was typed before an earlier search was recalled, and whether it was an expression.
    pub(in crate::app) draft: (String, bool),
}

/// A search and its hits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// What was looked for.
    pub words: String,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Where it was found, in order.
    pub hits: std::rc::Rc<[crate::doc::Span]>,
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
    pub fn in_span(&self, span: crate::doc::Span) -> std::ops::Range<usize> {
        let from = self.hits.partition_point(|hit| hit.end <= span.start);
        let to = self.hits.partition_point(|hit| hit.start < span.end);
        from..to.max(from)
    }
}
