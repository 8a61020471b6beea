//! Sources: the entries of a bibliography, and the citations that name them.
//!
//! Most entries stand in the body as their author printed them, and `link` finds them there and tells
//! their parts apart. Those of a bibliography file come so, and stand after the notes in words that
//! are made of their parts and never read again.

mod field;
mod people;
mod reference;

use std::borrow::Cow;

pub use field::Field;
pub use people::{Name, People};

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

/// An entry of the bibliography: a work, and where the text lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// A name that is unique in its text, such as `kropotkin-1902` or a BibTeX key.
    pub key: Box<str>,
    /// The entry as it is printed.
    pub span: Span,
    /// The kind of work, as CSL calls it: `book`, `article-journal`, `chapter`…; `document` where it
    /// could not be told.
    pub kind: Cow<'static, str>,
    /// Its authors; nobody where it is listed under its editors, or a title stands first.
    pub authors: People,
    /// Its editors, or those of what it is part of.
    pub editors: People,
    /// Its translators.
    pub translators: People,
    /// The year as printed, without its suffix: `1902`, `1845–46`, `circa 1976`.
    pub year: Option<String>,
    /// The letter that tells works of one year apart.
    pub suffix: Option<char>,
    /// The title, if it could be told from the rest.
    pub title: Option<String>,
    /// What else is known of it, each field once. Of an entry in a text's own list `link` tells this
    /// where it is asked for its sources.
    pub fields: Vec<(Field, String)>,
}

impl Reference {
    /// The people it is listed and cited under: its authors, or its editors where it has none.
    pub fn people(&self) -> &People {
        if self.authors.is_empty() { &self.editors } else { &self.authors }
    }

    /// What is known under a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.fields.iter().find(|(own, _)| *own == field).map(|(_, value)| value.as_str())
    }

    /// The year with the letter it bears: `1979b`.
    pub fn dated(&self) -> Option<String> {
        self.year.as_ref().map(|year| year.chars().chain(self.suffix).collect())
    }
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
