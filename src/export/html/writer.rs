//! What the writing of a document to HTML keeps: what was written, and what waits.

use std::collections::HashMap;

use super::Pictures;
use super::names::Names;
use crate::doc::{Document, NoteId, Place};
use crate::link::Links;

/// Writes the blocks of a document.
pub(super) struct Writer<'d> {
    pub(super) document: &'d Document,
    pub(super) links: &'d Links,
    pub(super) names: &'d Names,
    /// The images that are there.
    pub(super) pictures: &'d Pictures,
    /// Whether a figure is open, for its captions.
    pub(super) in_figure: bool,
    /// Which notes are written.
    pub(super) written: Vec<bool>,
    /// The notes that wait for the end of the block, or of the note, that refers to them.
    pub(super) waiting: Vec<NoteId>,
    /// Whether a note is being written: a note holds no other.
    pub(super) in_note: bool,
    /// How many times each note was referred to so far.
    pub(super) referred: HashMap<NoteId, usize>,
    /// The entries of the bibliography by where they end.
    pub(super) ends: HashMap<Place, usize>,
}

impl<'d> Writer<'d> {
    pub(super) fn new(
        document: &'d Document,
        links: &'d Links,
        names: &'d Names,
        pictures: &'d Pictures,
    ) -> Self {
        let ends = links.references.iter().enumerate();
        Self {
            document,
            links,
            names,
            pictures,
            in_figure: false,
            written: vec![false; document.notes.len()],
            waiting: Vec::new(),
            in_note: false,
            referred: HashMap::new(),
            ends: ends.map(|(number, entry)| (entry.span.end, number)).collect(),
        }
    }
}
