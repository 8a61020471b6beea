//! A text gone through block by block, by a reader who hears it or feels it and sees no screen.
//!
//! Where [`Settings::linear`](crate::settings::Settings::linear) is set, the keys that else scroll by
//! rows step from paragraph to paragraph; all others do what they do. The page goes along, so that a
//! place is kept, a link on it can be chosen and a search begins where the reader is.

use std::ops::Range;

use super::App;
use super::command::Command;
use super::page::shown::Focus;
use super::page::{Foot, PageSpot};
use crate::doc::{Kind, Place};

/// Where steps have led.
#[derive(Debug, Clone)]
pub(super) struct Steps {
    /// The blocks that the last step went over, to the one it led to.
    over: Range<usize>,
    /// The block it led to.
    at: usize,
    /// Where the page was then: from there on, the page says where the reader is.
    spot: PageSpot,
    /// Whether the key before this was the step.
    fresh: bool,
}

impl App {
    /// The block the reader is at: that of the chosen link, of the hit, of the last step, else the
    /// first on the page. `None` in a text without blocks.
    pub fn block_read(&self) -> Option<usize> {
        let document = &self.text.document;
        let found = self.found.as_ref().filter(|found| found.lit && self.focus.is_none());
        let hit = found.and_then(|found| found.hits.get(found.current?));
        let stepped = self.steps.as_ref().filter(|steps| steps.spot == self.page.spot());
        let stays = stepped.filter(|_| hit.is_none() && self.focus.is_none());
        match (stays, hit) {
            (Some(steps), _) => Some(steps.at),
            (None, Some(hit)) => document.block_at(hit.start),
            (None, None) => document.block_at(self.place_read()),
        }
    }

    /// Where the reader is by the chosen link: one in a note that stands with the text belongs to where
    /// the text refers to the note.
    fn place_read(&self) -> Place {
        let Some(Focus { link, in_notes: true }) = self.focus else { return self.reading_place() };
        let inside = self.place_of(Focus { link, in_notes: false });
        let note = inside.and_then(|place| self.text.document.note_at(place));
        let references = note.map_or(&[][..], |note| self.text.links.references_to(note));
        // The first from the top of the page on: what is read is not above it.
        let top = self.page.place();
        let shown = references.iter().find(|&&place| place >= top).or(references.first());
        shown.copied().unwrap_or(top)
    }

    /// The blocks that the key just pressed went over, where it was one that steps.
    pub fn blocks_gone_over(&self) -> Option<Range<usize>> {
        self.steps.as_ref().filter(|steps| steps.fresh).map(|steps| steps.over.clone())
    }

    /// Has what the key before stepped over be heard no more.
    pub(super) fn stand_still(&mut self) {
        self.steps.iter_mut().for_each(|steps| steps.fresh = false);
    }

    /// Steps as a command says, where it is one that scrolls and the text is gone through by blocks.
    /// Whether it did.
    pub(super) fn step(&mut self, command: Command, times: usize) -> bool {
        let page = self.screen.rows();
        let (rows, forward) = match command {
            Command::LineDown => (0, true),
            Command::LineUp => (0, false),
            Command::HalfDown => (page / 2, true),
            Command::HalfUp => (page / 2, false),
            Command::PageDown => (page, true),
            Command::PageUp => (page, false),
            _ => return false,
        };
        if !self.settings.linear {
            return false;
        }
        let Some(from) = self.block_read() else { return true };
        let mut over = from..from;
        for _ in 0..times {
            let past = if forward { over.end } else { over.start };
            let to =
                if forward { self.blocks_down(past, rows) } else { self.blocks_up(past, rows) };
            if to == past {
                break;
            }
            over = if forward { over.start..to } else { to..over.end };
        }
        if over.is_empty() {
            self.message = Some(self.no_further(forward).to_owned());
            return true;
        }
        // What was heard already is not heard again; going up, where one is now is.
        let (over, at) = match forward {
            true => (self.gone_over_by_this_key(from)..over.end + 1, over.end),
            false => (over.start..over.start + 1, over.start),
        };
        self.stand_at(at);
        self.steps = Some(Steps { over, at, spot: self.page.spot(), fresh: true });
        true
    }

    /// The first block after `from` that is to be heard, or that which the same key went over before: one
    /// with a number before it steps several times.
    fn gone_over_by_this_key(&self, from: usize) -> usize {
        let before = self.steps.as_ref().filter(|steps| steps.fresh && steps.at == from);
        before.map_or(from + 1, |steps| steps.over.start)
    }

    /// Puts the page to a block, and lets go of what was chosen before.
    fn stand_at(&mut self, block: usize) {
        self.focus = None;
        self.found.iter_mut().for_each(|found| found.lit = false);
        let row = crate::layout::Row { block, row: 0 };
        self.page.set_top(row);
        self.page.set_foot(Foot::default());
    }

    /// The last block of as many below a block as fill so many rows, at least one that is heard.
    fn blocks_down(&self, from: usize, rows: usize) -> usize {
        let last = self.text.blocks_in_order();
        let (mut at, mut filled) = (from, 0);
        while let Some(next) = (at + 1..last).find(|&block| self.is_heard(block)) {
            filled += self.rows_of(next);
            if at > from && filled > rows {
                break;
            }
            at = next;
        }
        at
    }

    /// The first block of as many above a block as fill so many rows.
    fn blocks_up(&self, from: usize, rows: usize) -> usize {
        let (mut at, mut filled) = (from, 0);
        while let Some(next) = (0..at).rev().find(|&block| self.is_heard(block)) {
            filled += self.rows_of(next);
            if at < from && filled > rows {
                break;
            }
            at = next;
        }
        at
    }

    /// Whether a block says anything.
    fn is_heard(&self, block: usize) -> bool {
        let block = &self.text.document.blocks[block];
        block.kind == Kind::Rule || !block.span.is_empty()
    }

    /// About how many rows a block takes, with the blank one after it.
    fn rows_of(&self, block: usize) -> usize {
        let width = usize::from(self.screen.text.width).max(1);
        self.text.document.blocks[block].span.len() / width + 2
    }

    fn no_further(&self, forward: bool) -> &'static str {
        match forward {
            true if self.text.rest > 0 => "The rest of the text is still being read.",
            true => "This is the end of the text.",
            false => "This is the beginning of the text.",
        }
    }
}
