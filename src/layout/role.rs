//! Roles: what a run of text is, before any colour.

use crate::doc::{NoteId, Place};

/// What a run of text is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Role {
    /// The part of the text it stands in.
    pub part: Part,
    /// How it is styled within that part.
    pub style: Style,
    /// What sort of link it is, if it is one.
    pub link: Option<LinkRole>,
}

/// Parts of a text that are set apart by look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// Running prose.
    #[default]
    Body,
    /// The title of the text.
    Title,
    /// Its authors and date.
    Byline,
    /// A heading of this level.
    Heading(u8),
    /// A quotation set off from the text.
    Quote,
    /// Code.
    Code,
    /// The header of a table.
    TableHead,
    /// What stands before an item, and the bar beside a quotation.
    Marker,
    /// Lines that divide: rules, and those of tables.
    Line,
    /// The label of a note.
    Label,
}

/// Styles, which may be combined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Emphasis.
    pub emphasis: bool,
    /// Strong emphasis.
    pub strong: bool,
    /// Struck through.
    pub strike: bool,
    /// A word of code.
    pub code: bool,
    /// Words that stand for an image.
    pub image: bool,
}

/// What sort of link a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkRole {
    /// A reference to a note, or the way back from one.
    Note,
    /// A citation whose source is known.
    Citation,
    /// A citation whose source is missing or may be one of several; a note that is not there.
    Unsure,
    /// A link out of the text or to another place in it.
    Address,
    /// An image, which can be looked at.
    Image,
}

/// A link that can be chosen and followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// The reference to a note at this place.
    NoteReference {
        /// Where in the text.
        place: Place,
        /// The note meant, if it is there.
        note: Option<NoteId>,
    },
    /// The label of a note, from which the way leads back to where it is referred to.
    NoteLabel(NoteId),
    /// A citation, by its index in the links of the text.
    Citation(u32),
    /// A link, by the index of its mark in the document.
    Mark(u32),
    /// A remark of the reader’s, by the index of its mark among theirs.
    Remark(u32),
}
