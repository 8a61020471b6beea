//! What the side panel can show.

use crate::app::layer::list::List;
use crate::app::layer::picker::Picker;
use crate::text::Text;

/// What the panel can show of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PanelView {
    /// The notes.
    #[default]
    Notes,
    /// The sources.
    Sources,
    /// The sections.
    Contents,
    /// What is wrong, and what was repaired.
    Findings,
    /// The marks of the reader.
    Marks,
}

impl PanelView {
    /// All of them, in the order they are gone through.
    pub const ALL: [Self; 5] =
        [Self::Notes, Self::Sources, Self::Contents, Self::Findings, Self::Marks];

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Notes => "Notes",
            Self::Sources => "Sources",
            Self::Contents => "Contents",
            Self::Findings => "Findings",
            Self::Marks => "Marks",
        }
    }

    /// The list it shows.
    pub(super) fn list(self) -> List {
        match self {
            Self::Notes => List::Notes,
            Self::Sources => List::Bibliography,
            Self::Contents => List::Contents,
            Self::Findings => List::Findings,
            Self::Marks => List::MarksBeside,
        }
    }

    /// The first view that has something to show of a text.
    pub(super) fn first_of(text: &Text) -> Self {
        if !text.document.notes.is_empty() {
            Self::Notes
        } else if !text.links.references.is_empty() {
            Self::Sources
        } else {
            Self::Contents
        }
    }
}

/// The views of a text as far as they were looked at, each as it was filtered and sorted.
pub(in crate::app) type Views = [Option<Box<Picker>>; PanelView::ALL.len()];
