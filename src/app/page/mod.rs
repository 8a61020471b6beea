//! The page: which rows of a sheet the screen shows.
//!
//! The surprise: the page keeps two things, the row at its top and a place. Scrolling moves both;
//! a change of width throws the row away and finds it again from the place, which stays as it
//! was, so that widening again shows the very line that was there before.

mod arrange;
pub(super) mod boxes;
pub(super) mod carry;
pub(super) mod compose;
mod foot;
pub(super) mod notes;
pub mod remarks;
pub mod screen;
pub(super) mod shown;
pub(super) mod spread;
pub(super) mod turns;

use std::sync::Arc;

use crate::doc::{NoteId, Place};
use crate::layout::{Row, Setting, Sheet};
use crate::text::Text;
use carry::Carry;

/// A text at a width, and where in it the screen is.
#[derive(Debug)]
pub struct Page {
    /// The text laid out at the measure.
    pub sheet: Sheet,
    /// How far wide lines are scrolled to the left, in cells.
    pub sideways: usize,
    spot: PageSpot,
}

/// Where a page is, so that it can be found again at any width.
#[derive(Debug, Clone, Copy, Default)]
pub struct PageSpot {
    /// The row at the top.
    top: Row,
    /// The row the reader scrolled to the top, and the width it was at then: back at that width,
    /// it is that row again, even one whose place other rows share, as in a table.
    chosen: (Row, usize),
    /// The first words at the top.
    anchor: Place,
    /// How many rows above those words are shown.
    lead: usize,
    /// What its foot takes over from the page before.
    foot: Foot,
}

/// What the foot of a page takes over from the page before, where notes stand there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Foot {
    /// The height of the area of notes, which stays while the text scrolls by lines; 0 where the notes
    /// of the page say how high it is.
    pub height: usize,
    /// The note that goes on, and how many rows of it were shown.
    pub rest: Option<(NoteId, usize)>,
    /// The row at the top of the page it goes on at the foot of.
    pub from: Row,
}

/// Two pages are one where the same row is at their top, whatever their feet took over.
impl PartialEq for PageSpot {
    fn eq(&self, other: &Self) -> bool {
        let parts = |spot: &Self| (spot.top, spot.chosen, spot.anchor, spot.lead);
        parts(self) == parts(other)
    }
}

impl Eq for PageSpot {}

impl PageSpot {
    /// The row at the top.
    pub(super) fn top(self) -> Row {
        self.top
    }

    /// The first words at the top.
    pub(super) fn anchor(self) -> Place {
        self.anchor
    }

    /// The same, its first words being those at a place within its first row.
    pub(super) fn beginning_at(self, place: Place) -> Self {
        Self { anchor: place, ..self }
    }

    /// Where the page is in more of its text.
    pub(super) fn carried(self, carry: &Carry) -> Self {
        let anchor = carry.place(self.anchor);
        let same = carry.keeps_rows_to(self.chosen.0.block) && carry.keeps_rows_to(self.top.block);
        let rest = self.foot.rest.and_then(|(note, rows)| Some((carry.note(note)?, rows)));
        let foot = Foot { rest, ..self.foot };
        if same {
            return Self { anchor, foot, ..self };
        }
        // At the beginning, all that stands above the first words is shown. No sheet has a width
        // of 0: the row is found by the words.
        let lead = if anchor == 0 { usize::MAX } else { self.lead };
        let top = if carry.is_of_an_edit() { Row::default() } else { self.top };
        Self { top, anchor, lead, chosen: (Row::default(), 0), foot: Foot::default() }
    }
}

impl Page {
    /// The page of `text`, set so at `width` cells, that begins at `place`.
    pub fn new(text: Arc<Text>, width: usize, setting: Setting, place: Place) -> Self {
        let sheet = Sheet::set(text, width, setting);
        let mut page = Self { sheet, sideways: 0, spot: PageSpot::default() };
        let mut top = page.sheet.row_of(place);
        if place == 0 {
            top = page.sheet.first();
        }
        page.set_top(top);
        page
    }

    /// The row at the top.
    pub fn top(&self) -> Row {
        self.spot.top
    }

    /// The place the page begins at.
    pub fn place(&self) -> Place {
        self.spot.anchor
    }

    /// Where the page is.
    pub fn spot(&self) -> PageSpot {
        self.spot
    }

    /// What its foot takes over from the page before, at the width it was scrolled at: back at that
    /// width, it is the same again.
    pub fn foot(&self) -> Foot {
        let same = self.spot.chosen.1 == self.sheet.width();
        if same { self.spot.foot } else { Foot::default() }
    }

    /// The note that goes on at its foot from the page before, and how many rows of it were shown,
    /// where the page, of `height` rows, is still about where it was turned to.
    pub fn rest(&self, height: usize) -> Option<(NoteId, usize)> {
        let Foot { rest, from, .. } = self.foot();
        rest.filter(|_| self.sheet.rows_between(from, self.spot.top, height) < height / 2)
    }

    /// Lets its foot take over what the page before left.
    pub fn set_foot(&mut self, foot: Foot) {
        self.spot.foot = foot;
    }

    /// Moves the page so that `row` is at its top. Its foot takes over nothing.
    pub fn set_top(&mut self, row: Row) {
        let anchor = self.sheet.place_of(row);
        let blocks = &self.sheet.text().document.blocks;
        let lead = if blocks.is_empty() {
            0
        } else {
            self.sheet.block(row.block).above.saturating_sub(row.row)
        };
        let foot = Foot::default();
        self.spot = PageSpot { top: row, chosen: (row, self.sheet.width()), anchor, lead, foot };
    }

    /// Moves the page to where one was.
    pub fn restore(&mut self, spot: PageSpot) {
        let (chosen, width) = spot.chosen;
        let top = if width == self.sheet.width() {
            chosen
        } else {
            let words = self.sheet.row_of(spot.anchor);
            Row { row: words.row.saturating_sub(spot.lead), ..words }
        };
        self.spot = PageSpot { top, ..spot };
    }

    /// Lays the text out at another width. The page stays where it is.
    pub fn set_width(&mut self, width: usize) {
        if width == self.sheet.width() {
            return;
        }
        self.sheet = Sheet::set(Arc::clone(self.sheet.text()), width, self.sheet.setting());
        self.restore(self.spot);
    }
}
