//! Which lists there are, and what one may say of its reader. `lists` makes them.

mod findings;
pub(in crate::app) mod lists;
pub(in crate::app) mod notes;
pub(in crate::app) mod row;

use crate::app::found::Found;
use crate::app::progress::Progress;
use crate::doc::{NoteId, Place, ReferenceId};
use crate::marks::{Annotation, Offer, Placed};

/// The lists there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum List {
    /// The notes.
    Notes,
    /// The sections.
    Contents,
    /// The sources.
    Bibliography,
    /// One source, and every place that cites it.
    Entry(ReferenceId),
    /// The sources that a citation may mean, by its index in the links of the text.
    Candidates(u32),
    /// What is known of the text as a work.
    About,
    /// What was repaired, and what is wrong.
    Findings,
    /// The places a note is referred to from.
    Referring(NoteId),
    /// The notes with the label of this one, which comes first.
    Labelled(NoteId),
    /// The hits of the search in force.
    Hits,
    /// The marks of the reader.
    Marks,
    /// The same where there is little room: in the side panel.
    MarksBeside,
}

/// What a list may say of its reader.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Reader<'a> {
    /// Where they are.
    pub(in crate::app) here: Place,
    /// The search in force.
    pub(in crate::app) found: Option<&'a Found>,
    /// How far they are, if that is asked.
    pub(in crate::app) read: Option<Progress>,
    /// Their marks, and those they removed.
    pub(in crate::app) marks: &'a [Placed],
    pub(in crate::app) removed: &'a [Annotation],
    /// The marks of other texts that may fit.
    pub(in crate::app) offers: &'a [Offer],
}

impl Reader<'_> {
    /// Somebody who reads at a place, of whom no more is known.
    pub(in crate::app) fn at(here: Place) -> Self {
        Self { here, found: None, read: None, marks: &[], removed: &[], offers: &[] }
    }
}
