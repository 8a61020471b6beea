//! Marks: byte ranges of a text that are styled, linked, or refer to a note.

use super::image::Image;
use super::note::NoteId;
use super::span::{Place, Span};

/// A styled or linked range. It never crosses the end of its block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it covers. Empty for a note reference, whose label is not part of the text.
    pub span: Span,
    /// What it says of the words it covers.
    pub kind: MarkKind,
}

/// The kinds of mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Emphasis, as a rule set in italics.
    Emphasis,
    /// Strong emphasis, as a rule set in bold.
    Strong,
    /// Struck through.
    Strike,
    /// A word of code.
    Code,
    /// Raised. A printed note mark such as `<sup>1</sup>` is one of these until it is known to
    /// refer to a note.
    Superscript,
    /// Lowered.
    Subscript,
    /// A formula, with its dollars or brackets where it has any. It is no style: who writes a text
    /// again writes the words it covers.
    Formula {
        /// Whether it is in TeX, as against MathML that was written in one line.
        tex: bool,
        /// Whether its author has set it apart from the words around it.
        apart: bool,
    },
    /// The words that stand for an image.
    Image(Box<Image>),
    /// A link.
    Link(Target),
    /// What names a source by its key where the text cites it: pandoc's `@key` or `-@key`.
    Citation {
        /// The key, as the bibliography has it.
        key: Box<str>,
        /// Where in the source: `p. 3`.
        locator: Option<Box<str>>,
    },
    /// All of a citation by keys, brackets and locators included: `[see @a; @b, p. 3]`.
    CitationGroup {
        /// What its author wrote, for whoever writes the text in the same signs again.
        written: Box<str>,
    },
    /// A page of the printed original begins here. Covers nothing.
    Page {
        /// Its number as printed, if the source says.
        number: Option<Box<str>>,
    },
    /// The place a note is referred to from. Covers nothing.
    NoteReference {
        /// What the reader sees: `1`, `*`, `iv`.
        label: Box<str>,
        /// The note it refers to, unless no such note is there.
        note: Option<NoteId>,
    },
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Out of the text, to an address as the source has it.
    Address(Box<str>),
    /// To another place of this text.
    Place(Place),
}
