//! What a style looks at: a text with its sources, and the passage of it that is read.

use std::ops::Range;

use crate::doc::{Block, Citation, Cited, Document, Place, Reference, ReferenceId, Span};
use crate::language::date::Date;
use crate::link::citation::candidate::Candidate;
use crate::link::citation::habits::Habits;
use crate::link::citation::memory::Memory;
use crate::link::citation::names;
use crate::link::passage::Passage;
use crate::link::works::Works;
use crate::link::works::cited::Names;
use crate::link::works::resolve::{Outcome, resolve};

/// A text with its sources.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'t> {
    pub document: &'t Document,
    pub works: &'t Works,
    /// The sources that there are, as they stand in the text.
    pub references: &'t [Reference],
    /// The blocks that are lists of sources; sorted, apart.
    pub lists: &'t [Range<usize>],
}

impl<'t> Text<'t> {
    /// Whether a block belongs to a list of sources: an entry, or its heading.
    pub(crate) fn is_listed(self, block: usize) -> bool {
        is_within(self.lists, block)
    }

    /// The blocks that belong to no list of sources.
    pub(crate) fn prose(self) -> impl Iterator<Item = &'t Block> {
        let blocks = self.document.blocks.iter().enumerate();
        blocks.filter(move |&(at, _)| !self.is_listed(at)).map(|(_, block)| block)
    }
}

/// Whether one of the ranges, which are sorted and apart, holds a number.
pub(crate) fn is_within(ranges: &[Range<usize>], number: usize) -> bool {
    let after = ranges.partition_point(|range| range.start <= number);
    after > 0 && ranges[after - 1].contains(&number)
}

/// A passage that is read for citations.
pub(crate) struct Scan<'t> {
    pub text: Text<'t>,
    pub habits: Habits,
    pub passage: Passage<'t>,
    /// Whether it belongs to a note, where sources are cited without brackets.
    pub noted: bool,
    /// The place in the body that decides which chapter’s list is meant.
    pub home: Place,
    /// What has been cited before it.
    pub memory: &'t mut Memory,
    /// What was found in it so far.
    pub found: Vec<Candidate>,
}

impl<'t> Scan<'t> {
    pub(crate) fn works(&self) -> &'t Works {
        self.text.works
    }

    /// The names that words end with.
    pub(crate) fn names_before(&self, words: Passage<'_>) -> Option<Names> {
        names::before(words, self.works())
    }

    /// The source that names and a date mean here.
    pub(crate) fn resolve(&self, names: &Names, date: &Date) -> Outcome {
        resolve(self.works(), names, date, self.home)
    }

    /// Of several sources, those of the list that this passage belongs to.
    pub(crate) fn nearest(&self, ids: &[ReferenceId]) -> Vec<ReferenceId> {
        self.works().nearest(ids, self.home)
    }

    /// Adds a citation of one known source, without a locator.
    pub(crate) fn cite(&mut self, id: ReferenceId, span: Span, whole: Span) {
        self.cite_at(id, span, whole, None);
    }

    /// Adds a citation of one known source.
    pub(crate) fn cite_at(
        &mut self,
        id: ReferenceId,
        span: Span,
        whole: Span,
        locator: Option<String>,
    ) {
        let citation = Citation { span, whole, source: Cited::One(id), locator };
        self.found.push(Candidate::found(citation));
    }
}
