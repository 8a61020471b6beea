//! What is put right before a line is judged: two pages on a sheet, and points that links lead to.

pub(super) mod links;
pub(super) mod sheets;
