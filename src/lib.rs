//! `ibid` reads annotated texts in a terminal.

pub mod app;
pub mod doc;
pub mod export;
pub mod layout;
pub mod link;
pub mod read;
pub mod search;
pub mod term;
pub mod text;
pub mod view;
