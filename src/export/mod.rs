//! Export: a document as JSON, Markdown or text, for scripts, scorers and other readers.

mod json;

pub use json::json;
