//! The page: which rows of a sheet the screen shows.
//!
//! The surprise: the page keeps two things, the row at its top and a place. Scrolling moves both;
//! a change of width throws the row away and finds it again from the place, which stays as it
//! was, so that widening again shows the very line that was there before.

mod arrange;
pub(super) mod carry;
pub mod screen;
pub(super) mod spread;
pub(super) mod turns;

use std::sync::Arc;

use crate::doc::Place;
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
}

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
        if same {
            return Self { anchor, ..self };
        }
        // At the beginning, all that stands above the first words is shown. No sheet has a width
        // of 0: the row is found by the words.
        let lead = if anchor == 0 { usize::MAX } else { self.lead };
        Self { anchor, lead, chosen: (Row::default(), 0), ..self }
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

    /// Moves the page so that `row` is at its top.
    pub fn set_top(&mut self, row: Row) {
        let anchor = self.sheet.place_of(row);
        let blocks = &self.sheet.text().document.blocks;
        let lead = if blocks.is_empty() {
            0
        } else {
            self.sheet.block(row.block).above.saturating_sub(row.row)
        };
        self.spot = PageSpot { top: row, chosen: (row, self.sheet.width()), anchor, lead };
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
