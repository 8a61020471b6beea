//! Export: a document as JSON, Markdown or text, for scripts, scorers and other readers; and its
//! sources as BibTeX or CSL JSON.

mod json;
mod markdown;
mod nest;
mod print;
mod sources;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use print::print;
pub use sources::{bibtex, csl_json};
pub use text::text;
