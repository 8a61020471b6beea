//! The manual: what is written about the program, made from the tables the program runs by.
//!
//! The man page takes its options from the command line (`cli`) and its keys from the table of
//! commands (`app::command`), and so does the key table of the README: neither can say what the
//! program does not do.

mod keys;
mod page;

pub use keys::key_table;
pub use page::man;
