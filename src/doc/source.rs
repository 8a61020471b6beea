//! Sources: the entries of a bibliography, and the citations that name them.
//!
//! Most entries stand in the body as their author printed them, and `link` finds them there. Those
//! of a bibliography file come with their parts told apart, and stand behind the notes.

use super::span::{Place, Span};

/// The index of a [`Reference`] in the list that `link` makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReferenceId(pub u32);

impl ReferenceId {
    /// The index as a number for slices.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The name under which [`Reference::more`] says of a role that others have it besides those named.
pub const OTHERS: &str = "et-al";

/// The name under which [`Reference::more`] says of a name that it is a body's, though there is a comma
/// in it: `Barnes, Noble and Sons`.
pub const WHOLE: &str = "whole-name";

/// An entry of the bibliography.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// A name that is unique in its text, such as `kropotkin-1902` or a BibTeX key.
    pub key: Box<str>,
    /// The entry as it is printed.
    pub span: Span,
    /// The authors as the entry names them, `Kropotkin, Peter`, or the editors where it names no
    /// author; empty where a title stands first.
    pub authors: Vec<String>,
    /// The year as printed, without its suffix: `1902`, `1845–46`, `circa 1976`.
    pub year: Option<String>,
    /// The letter that tells works of one year apart.
    pub suffix: Option<char>,
    /// The title, if it could be told from the rest.
    pub title: Option<String>,
    /// What else is known of it part by part, under the names CSL has for variables (`type`,
    /// `container-title`, `DOI`…). Only bibliography files say so much. Where `authors` are editors,
    /// they stand under `editor` here, too.
    pub more: Vec<(Box<str>, String)>,
}

/// A place that names a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The words that name this one source: `Negri 1979b`, or `1991` after it.
    pub span: Span,
    /// All of the citation, brackets included. Several citations may share one: `(Negri 1979b,
    /// 1991)` names two sources.
    pub whole: Span,
    /// Which source it names.
    pub source: Cited,
    /// Where in the source: `p. 233`.
    pub locator: Option<String>,
}

/// What is known of the source a citation names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// This one.
    One(ReferenceId),
    /// One of these; the text does not say which.
    OneOf(Vec<ReferenceId>),
    /// None in the bibliography.
    Missing,
}

impl Citation {
    /// The references it names or may name.
    pub fn references(&self) -> &[ReferenceId] {
        match &self.source {
            Cited::One(one) => std::slice::from_ref(one),
            Cited::OneOf(several) => several,
            Cited::Missing => &[],
        }
    }

    /// The place it begins.
    pub fn place(&self) -> Place {
        self.span.start
    }
}
