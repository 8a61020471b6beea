//! Export: a document as JSON, Markdown or text, for scripts, scorers and other readers.

mod json;
mod markdown;
mod print;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use print::print;
pub use text::text;
