//! What a session changes of the state, so that it can be put into whatever stands in the file by
//! then.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::kept::Kept;
use super::named::Naming;
use super::record::Record;
use crate::anchor::Anchor;
use crate::restore::Restoring;

/// How many searches are kept.
const SEARCHES: usize = 100;

/// Where a text is left.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Left {
    /// The place, in bytes of the text.
    pub place: usize,
    /// The length of the text in bytes.
    pub length: usize,
    /// How much of it is read from beginning to end, in bytes.
    pub reading: usize,
    /// The words at the place.
    pub quote: Option<Anchor>,
    /// The fingerprint of the text.
    pub words: Option<u64>,
}

/// What a session changes of one text.
#[derive(Debug, Clone, Default)]
pub(super) struct Change {
    /// When it was open last.
    pub(super) opened: u64,
    pub(super) left: Option<Left>,
    pub(super) restoring: Option<Restoring>,
    /// The hash of its folded words, and the id of its file of marks.
    pub(super) folded: Option<u64>,
    pub(super) work: Option<String>,
    /// The marks that were set.
    pub(super) marks: Map<String, Value>,
    pub(super) trail: Option<Vec<Anchor>>,
}

/// What a session changes.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    pub(super) texts: BTreeMap<String, Change>,
    /// The settings, as they stand in the file.
    pub(super) settings: Map<String, Value>,
    /// The marks of all texts that were set.
    pub(super) marks: Map<String, Value>,
    /// What was searched for, the last last.
    pub(super) searches: Vec<(String, bool)>,
    /// The folders that were named, and the texts that were forgotten, in order.
    pub(super) named: Vec<Naming>,
}

impl Changes {
    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
            && self.settings.is_empty()
            && self.marks.is_empty()
            && self.searches.is_empty()
            && self.named.is_empty()
    }

    pub(super) fn of(&mut self, origin: &str) -> &mut Change {
        self.texts.entry(origin.to_owned()).or_default()
    }

    /// Puts them into a state. Of two places in one text, the later is kept.
    pub(super) fn apply(&self, record: &mut Record) {
        for (origin, change) in &self.texts {
            change.apply(record.text(origin));
        }
        record.put_in_order();
        record.settings.extend(self.settings.clone());
        record.marks.extend(self.marks.clone());
        self.named.iter().for_each(|naming| record.named.apply(naming));
        for search in &self.searches {
            record.searches.retain(|earlier| earlier != search);
            record.searches.push(search.clone());
        }
        let over = record.searches.len().saturating_sub(SEARCHES);
        record.searches.drain(..over);
    }

    /// Takes back what could not be written; what was changed since stands.
    pub(super) fn take_back(&mut self, older: Self) {
        let newer = std::mem::replace(self, older);
        for (origin, change) in newer.texts {
            self.of(&origin).update(change);
        }
        self.settings.extend(newer.settings);
        self.marks.extend(newer.marks);
        self.searches.extend(newer.searches);
        self.named.extend(newer.named);
    }
}

impl Change {
    fn apply(&self, kept: &mut Kept) {
        if kept.opened <= self.opened {
            kept.opened = self.opened;
            if let Some(left) = &self.left {
                (kept.place, kept.length, kept.reading) = (left.place, left.length, left.reading);
                kept.quote.clone_from(&left.quote);
                kept.words = left.words;
            }
            if let Some(trail) = &self.trail {
                kept.trail.clone_from(trail);
            }
        }
        kept.restoring = self.restoring.unwrap_or(kept.restoring);
        kept.folded = self.folded.or(kept.folded);
        kept.work = self.work.clone().or(kept.work.take());
        kept.marks.extend(self.marks.clone());
    }

    fn update(&mut self, newer: Self) {
        self.opened = self.opened.max(newer.opened);
        self.left = newer.left.or(self.left.take());
        self.restoring = newer.restoring.or(self.restoring);
        self.folded = newer.folded.or(self.folded);
        self.work = newer.work.or(self.work.take());
        self.marks.extend(newer.marks);
        self.trail = newer.trail.or(self.trail.take());
    }
}
