//! Going by labels: to links by the letters on them, to notes and printed pages by the labels they have.

pub mod links;
pub(in crate::app) mod notes;
mod pages;
pub(in crate::app) mod typed;
