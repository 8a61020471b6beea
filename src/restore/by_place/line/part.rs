//! What each line is on its page.

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::restore::by_place) enum Part {
    /// Of the text.
    Body,
    /// A running head or foot, or what stands at the edge of the page beside the text.
    Head,
    /// A page number.
    Folio,
    /// The number of a line, in the margin.
    LineNumber,
    /// Of the contents list.
    Contents,
    /// What a drawing is lettered with.
    Drawn,
    /// A caption.
    Caption,
    /// The heading of a list of notes.
    Heading,
    /// Of a note.
    Note,
}

impl Part {
    /// Whether the line leaves the text, and is listed among the repairs.
    pub(in crate::restore::by_place) fn leaves(self) -> bool {
        match self {
            Self::Body | Self::Caption | Self::Note => false,
            Self::Head
            | Self::Folio
            | Self::LineNumber
            | Self::Contents
            | Self::Drawn
            | Self::Heading => true,
        }
    }
}
