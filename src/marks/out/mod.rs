//! Marks as other programs read them: one file a format.
//!
//! Whatever the words of a text and of its reader are, they stay words: each format says how it keeps
//! its own signs apart from them. Nothing is left out of a mark that a format has a place for.

mod clippings;
mod csv;
mod excerpt;
mod markdown;
mod note;
mod org;
mod web;

pub use excerpt::{Excerpt, Excerpts};
pub use note::{Told, into_note};

/// The formats marks are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Quotations under the headings of their sections, for Obsidian, Logseq and pandoc.
    Markdown,
    /// Web Annotations of the W3C, as JSON-LD.
    Json,
    /// The columns that Readwise takes in.
    Csv,
    /// Quotations for Org, which cites by key since 9.5.
    Org,
    /// `My Clippings.txt`, as a Kindle writes it in English.
    Clippings,
}

/// Writes the marks of works, those of each in the order of its text.
pub fn write(works: &[Excerpts<'_>], format: Format) -> String {
    let one_after_the_other = |write: fn(&Excerpts<'_>) -> String, between: &str| {
        works.iter().map(write).collect::<Vec<_>>().join(between)
    };
    match format {
        Format::Markdown => one_after_the_other(markdown::write, "\n"),
        Format::Json => web::write(works),
        Format::Csv => csv::write(works),
        Format::Org => one_after_the_other(org::write, "\n"),
        Format::Clippings => one_after_the_other(clippings::write, ""),
    }
}

#[cfg(test)]
mod tests;
