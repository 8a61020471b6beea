//! Marks: what a reader makes of a text while reading it, words highlighted and remarked on.
//!
//! A mark is an annotation in the sense of the W3C Web Annotation Data Model: words of a text, known by
//! themselves and what stands around them ([`Anchor`]), and what the reader says of them. Marks belong
//! to a work, which is known by its words and not by its file ([`About`], [`Identity`]), so that a text
//! that was renamed, edited or converted keeps them. There is no screen here, no file and no clock: who
//! keeps a mark says when, and gives it its id.

mod citekey;
pub mod date;
pub mod file;
pub mod import;
mod json;
pub mod name;
pub mod out;
pub mod quoted;

use serde_json::{Map, Value};

pub(crate) use json::uuid;

use crate::anchor::{Anchor, Identity, Whereabouts};

/// Words of a text that a reader marked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotation {
    /// What it is known by in every file and export: a UUID (RFC 9562) without `urn:uuid:`.
    pub id: String,
    /// The words and what stood around them when they were marked. Never rewritten by opening another
    /// edition.
    pub anchor: Anchor,
    /// Its colour.
    pub colour: Colour,
    /// What the reader says of the words; empty where they are highlighted alone.
    pub remark: String,
    /// The heading of the section they stand in.
    pub section: Option<String>,
    /// The printed page they begin on, as its folio says.
    pub page: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    /// When it was changed last, in milliseconds since 1970. Of two versions the later holds.
    pub modified: u64,
    /// What other programs wrote into it, kept as it stood.
    pub more: Map<String, Value>,
}

/// The colours of marks, in the order of their keys `1` to `6`; the names of the W3C’s EPUB
/// Annotations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Colour {
    /// `1`, and where nothing was said.
    #[default]
    Yellow,
    /// `2`
    Green,
    /// `3`
    Blue,
    /// `4`
    Pink,
    /// `5`
    Orange,
    /// `6`
    Purple,
}

impl Colour {
    /// All, in the order of their keys.
    pub const ALL: [Self; 6] =
        [Self::Yellow, Self::Green, Self::Blue, Self::Pink, Self::Orange, Self::Purple];

    /// What files and lists call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Green => "green",
            Self::Blue => "blue",
            Self::Pink => "pink",
            Self::Orange => "orange",
            Self::Purple => "purple",
        }
    }

    /// The colour of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|colour| colour.name().eq_ignore_ascii_case(name))
    }
}

/// The work that marks belong to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct About {
    /// What its file of marks is known by, whatever it is called: a UUID.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub creators: Vec<String>,
    /// When it was published, as printed.
    pub date: Option<String>,
    /// DOI, ISBN and what else names it: `doi:10.…`. They name the work in exports, and join no two texts.
    pub identifiers: Vec<String>,
    /// Its words when it was marked last.
    pub identity: Identity,
    /// What other programs wrote into it, kept as it stood.
    pub more: Map<String, Value>,
}

/// An annotation, and where its words are in the text on the screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// It.
    pub annotation: Annotation,
    /// Where its words are now; an orphan’s are nowhere, or in several places alike.
    pub at: Whereabouts,
    /// Whether it is another’s, which the file of the text carries and the reader has not taken over.
    pub carried: bool,
}

/// What stands for the id of a file of marks where it is the file of the text that carries them.
pub const CARRIED: &str = "carried";

/// Marks of another edition, or of a text that this is a part of or that is a part of this. They are
/// the reader’s to take over: two texts are never joined by what they share alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The id of their file; [`CARRIED`] for what the file of the text carries itself.
    pub id: String,
    /// The work they were made in.
    pub title: Option<String>,
    /// How many there are.
    pub count: usize,
    /// How much of the smaller of the two texts is in the larger, from 0 to 1.
    pub share: f64,
}
