//! Tree → document: blocks, marks, notes and links, as a page shows them.
//!
//! A [`Walk`] goes through the tree in reading order: `blocks` says what each element begins, `flow`
//! how words come into blocks, and a file each what stands in a line, in tables, notes, formulas,
//! drawings.

mod blocks;
mod cites;
mod drawing;
mod flow;
mod formula;
mod inline;
mod notes;
mod shape;
mod state;
mod table;

pub(in crate::read) use state::Walk;
