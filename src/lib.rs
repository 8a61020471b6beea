//! `ibid` reads annotated texts in a terminal.

pub mod doc;
pub mod export;
pub mod link;
pub mod read;
