//! What options may be: formats, colours, and whether a text is restored.

use std::path::Path;

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::marks::out::Format;
use crate::restore::Restoring;

/// Whether what is printed is styled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorWhen {
    /// Always.
    Always,
    /// Where a terminal shows it, which prints nothing: never, then.
    #[value(hide = true)]
    Auto,
    /// Never.
    Never,
}

/// The formats a text can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// `ibid-document/1`, for scripts.
    Json,
    #[value(alias = "md")]
    /// Markdown with notes, as pandoc and GitHub read it.
    Markdown,
    #[value(alias = "htm")]
    /// A page for a browser, notes in its margin.
    Html,
    #[value(aliases = ["txt", "plain"])]
    /// Paragraphs of words, the notes at the end.
    Text,
    #[value(aliases = ["bib", "biblatex"])]
    /// The sources alone, as BibTeX.
    Bibtex,
    #[value(aliases = ["csl", "csljson"])]
    /// The sources alone, as CSL JSON.
    CslJson,
}

/// The formats marks are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarksFormat {
    #[value(alias = "md")]
    /// Quotations with citations, for Obsidian, Logseq and pandoc.
    Markdown,
    /// Web Annotations of the W3C.
    Json,
    #[value(alias = "readwise")]
    /// The columns that Readwise takes in.
    Csv,
    /// Quotations with citations, for Org.
    Org,
    #[value(alias = "kindle")]
    /// `My Clippings.txt`.
    Clippings,
}

impl MarksFormat {
    /// The format as the marks have it.
    pub fn format(self) -> Format {
        match self {
            Self::Markdown => Format::Markdown,
            Self::Json => Format::Json,
            Self::Csv => Format::Csv,
            Self::Org => Format::Org,
            Self::Clippings => Format::Clippings,
        }
    }
}

impl ExportFormat {
    /// The format in which a file is written that has this name, by its ending.
    pub fn of(name: &Path) -> Option<Self> {
        let ending = name.extension()?.to_str()?;
        // What ends so may be one of several formats, and CSL JSON is asked for by name.
        Self::from_str(ending, true).ok()
    }
}

impl ValueEnum for Restoring {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Always, Self::Auto, Self::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Always => "always",
            Self::Auto => "auto",
            Self::Never => "never",
        }))
    }
}
