//! Export: a document as JSON, Markdown, HTML or text, for scripts, scorers and other readers; and
//! its sources as BibTeX or CSL JSON.

mod html;
mod json;
mod markdown;
mod nest;
mod offsets;
mod print;
mod sources;
mod text;

pub use html::{Pictures, html, html_with};
pub use json::json;
pub use markdown::{markdown, markdown_words, yaml_value};
pub use print::print;
pub use sources::{bibtex, bibtex_of, csl_json, works_as_bibtex, works_as_csl_json};
pub use text::{passage, text};
