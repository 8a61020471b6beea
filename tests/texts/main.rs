//! Texts as they are read, restored and written: each format, what is typed, what was printed.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "../grammar/mod.rs"]
mod grammar;
#[path = "../invariants/mod.rs"]
mod invariants;
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../timing/mod.rs"]
mod timing;

mod anchors;
mod book;
mod epub;
mod export;
mod formats;
mod fuzz;
mod html;
mod made_book;
mod muse;
mod origins;
mod page;
mod pandoc;
mod pdf;
mod restore;
mod restore_extracted;
mod restore_made;
mod suites;
mod typed;
