//! Export: a document as JSON, Markdown or text, for scripts, scorers and other readers.

mod json;
mod print;

pub use json::json;
pub use print::print;
