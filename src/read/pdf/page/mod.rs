//! Letters → words → lines → columns: a page in the order it is read.

pub(super) mod bylines;
pub(super) mod columns;
pub(super) mod lines;
pub(super) mod margins;
pub(super) mod part;
pub(super) mod runs;
pub(super) mod skew;
pub(super) mod words;
