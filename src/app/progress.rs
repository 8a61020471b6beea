//! Progress: how far the reader is, in the one measure that the status line, the contents, the
//! scrollbar, `50%` and the list about the text share ([`Text::share`](crate::text::Text::share)).
//!
//! What was read is what lies above the top of the screen, so that where `50%` leads to is 50 %, and
//! a section begins where the contents say; where the last line of the body is on the screen, all of
//! it was.

use std::sync::Arc;

use super::page::Foot;
use super::{App, Spread};
use crate::doc::{Place, Span};
use crate::language::prose::words;
use crate::layout::Row;
use crate::text::Text;

/// How many bytes of a section its words are counted in; of a longer one they are told from these.
const COUNTED: usize = 1 << 16;

/// How far a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How much of the body is read, in hundredths.
    pub percent: usize,
    /// The minutes to the end of the section, where there is one.
    pub section: Option<usize>,
    /// The minutes to the end of the body, where all of that is there.
    pub text: Option<usize>,
    /// The rate these are told by, in words a minute.
    pub rate: usize,
    /// Whether that rate is the reader's own.
    pub measured: bool,
}

/// Where a page stands: what tells whether a key moved it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    text: *const Text,
    width: usize,
    top: Row,
    place: Place,
}

impl App {
    /// How far the reader is, as far as `spread` shows it.
    pub fn how_far(&self, spread: &Spread) -> Progress {
        let end = self.text.reading_end();
        let here = self.page.place();
        let percent = self.percent(spread);
        // With the last line on the screen nothing is left to come.
        let minutes =
            |end: Place| (here < end && percent < 100).then(|| self.minutes(Span::new(here, end)));
        Progress {
            percent,
            section: self.section_end(here).and_then(minutes),
            text: Some(end).filter(|_| self.text.rest == 0).and_then(minutes),
            rate: self.pace.rate(),
            measured: self.pace.is_measured(),
        }
    }

    /// How much of the body is read, in hundredths.
    pub fn percent(&self, spread: &Spread) -> usize {
        let end = self.text.reading_length();
        // The last line ends before the line break that parts it from what follows.
        let last = spread.span().filter(|span| span.end + 1 < end);
        if last.is_some() { self.text.share(self.page.place()) } else { 100 }
    }

    /// Where the section ends that `here` is in, if that is known and it is read as a part of the body.
    fn section_end(&self, here: Place) -> Option<Place> {
        let end = self.text.reading_end();
        let next = self.text.sections.partition_point(|section| section.span.start <= here);
        match self.text.sections.get(next).map(|section| section.span.start.min(end)) {
            Some(next) => Some(next),
            None => (self.text.rest == 0).then_some(end),
        }
        .filter(|&end| here < end)
    }

    /// How many minutes the words of a span take.
    fn minutes(&self, span: Span) -> usize {
        let document = &self.text.document;
        let most = document.word_after(span.start, COUNTED, span.end);
        let counted = Span::new(span.start, most);
        let words = words::count(document.words(counted));
        self.pace.minutes(words * span.len() / counted.len().max(1))
    }

    /// Where the page stands.
    pub(super) fn standing(&self) -> Standing {
        let (text, width) = (Arc::as_ptr(&self.text), self.page.sheet.width());
        Standing { text, width, top: self.page.top(), place: self.page.place() }
    }

    /// Takes note of what a key did to the page, for the pace.
    pub(super) fn keep_pace(&mut self, before: Standing) {
        let (after, place) = (self.standing(), before.place);
        let now = after.place;
        if !self.pace.is_timed() || after == before {
            return;
        }
        // As far as the screen reached, a reader read on; further, they went elsewhere.
        let rows = self.screen.rows();
        let same = (before.text, before.width) == (after.text, after.width);
        let on = same
            && now > place
            && self.page.sheet.rows_between(before.top, after.top, rows + 1) <= rows;
        let words = || words::count(self.text.document.words(Span::new(place, now)));
        let words = on.then(words);
        self.pace.moved(words);
    }

    /// Goes so many bytes into the body, or to its last line.
    pub(super) fn leap_to_share(&mut self, bytes: usize) {
        self.leap(|app| {
            let end = app.end_of_body();
            let row = app.first_row_from(bytes.min(app.text.document.text.len()));
            app.page.set_top(row.min(end));
        });
    }

    /// Goes to the last line of the body.
    pub(super) fn leap_to_end_of_body(&mut self) {
        self.leap(|app| {
            let end = app.end_of_body();
            app.page.set_top(end);
        });
    }

    /// The top of the page that shows the last line of the body at its bottom.
    fn end_of_body(&mut self) -> Row {
        let end = self.text.reading_end();
        let last = self.text.document.blocks.partition_point(|block| block.span.start < end);
        let Some(last) = last.checked_sub(1) else { return self.page.sheet.first() };
        let last = self.text.document.blocks[last].span.end;
        let row = self.page.sheet.row_of(last);
        self.top_that_shows(row, Foot::default())
    }

    /// The first row that begins at a place or after it.
    fn first_row_from(&self, place: Place) -> Row {
        let text = &self.text.document.text;
        let place =
            (place..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        if place == 0 {
            return self.page.sheet.first();
        }
        let row = self.page.sheet.row_of(place);
        let begins = self.page.sheet.place_of(row) >= place;
        if begins { row } else { self.page.sheet.step(row, 1) }
    }
}
