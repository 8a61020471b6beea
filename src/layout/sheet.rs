//! A sheet: a text at one width, laid out where it is looked at.
//!
//! The lines of a block are made when first asked for and kept, so that a frame costs what the
//! screen shows whatever the size of the text. Rows are never numbered through the whole text:
//! a [`Row`] is a block and a row within it, and moving by rows walks from block to block.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::block;
use super::breaks::hyphen::Patterns;
use super::breaks::room::Aim;
use super::line::Line;
use super::manner::Manner;
use super::opening;
use crate::doc::{Kind, Place};
use crate::text::Text;

/// How far the first line of a paragraph is set in, in cells, where that tells it.
const INDENT: usize = 3;

/// How many blocks are kept laid out. A screen shows a hundred at most.
const KEPT: usize = 2048;

/// A row of a sheet: row `row` of block number `block`. The rows above the words of a block, most
/// of them blank, come first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// The index of the block.
    pub block: usize,
    /// Counted from the first row above its words.
    pub row: usize,
}

/// A block laid out.
#[derive(Debug, Default)]
pub struct Laid {
    /// All rows: first those above the words, then the words.
    pub lines: Vec<Line>,
    /// How many rows stand above the words.
    pub above: usize,
}

/// How a text is set, besides the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// How many rows lie from one line of prose to the next.
    pub spacing: u16,
    /// Whether a paragraph that follows another is told by an indent, as against by a blank line.
    pub indents: bool,
    /// Whether the labels of notes stand in brackets, for a terminal that has no raised figures.
    pub bracketed: bool,
    /// Whether formulas are shown in signs, where Unicode has them.
    pub formulas: bool,
    /// Whether the lines of a paragraph are weighed against each other, as against each filled by
    /// itself.
    pub weighed: bool,
    /// Whether they are stretched to the measure.
    pub justified: bool,
    /// Whether words are broken at their ends, where the language of the text is known.
    pub hyphenated: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            spacing: 1,
            indents: false,
            bracketed: false,
            formulas: false,
            weighed: false,
            justified: false,
            hyphenated: false,
        }
    }
}

impl Setting {
    /// How many blank rows part one line of prose from the next.
    fn between(self) -> usize {
        usize::from(self.spacing).saturating_sub(1)
    }

    /// What is weighed in lines of this text. Who breaks words or stretches lines weighs them, too:
    /// filled one by one they would have more hyphens than need be, and wider holes.
    fn aim(self, text: &Text) -> Option<Aim> {
        let Self { weighed, justified, hyphenated, .. } = self;
        let patterns = if hyphenated { text.language().and_then(Patterns::of) } else { None };
        let wanted = weighed || justified || patterns.is_some();
        wanted.then_some(Aim { justified, patterns })
    }
}

/// A text at a width.
#[derive(Debug)]
pub struct Sheet {
    text: Arc<Text>,
    width: usize,
    setting: Setting,
    /// How lines of prose are weighed, if they are.
    aim: Option<Aim>,
    kept: RefCell<HashMap<usize, Rc<Laid>>>,
}

impl Sheet {
    /// The sheet of `text` at `width` cells, of which nothing is laid out yet.
    pub fn new(text: Arc<Text>, width: usize) -> Self {
        Self::set(text, width, Setting::default())
    }

    /// The same, set in a way of the reader's own.
    pub fn set(text: Arc<Text>, width: usize, setting: Setting) -> Self {
        let aim = setting.aim(&text);
        Self { text, width: width.max(1), setting, aim, kept: RefCell::default() }
    }

    /// How the text is set.
    pub fn setting(&self) -> Setting {
        self.setting
    }

    /// The text.
    pub fn text(&self) -> &Arc<Text> {
        &self.text
    }

    /// The width in cells.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many blocks are laid out at present.
    pub fn laid_out(&self) -> usize {
        self.kept.borrow().len()
    }

    /// The rows of block number `index`, laid out if they are not yet.
    pub fn block(&self, index: usize) -> Rc<Laid> {
        if let Some(laid) = self.kept.borrow().get(&index) {
            return Rc::clone(laid);
        }
        let mut lines = self.above(index);
        let above = lines.len();
        let indent = if self.is_told_by_indent(index) { INDENT.min(self.width / 8) } else { 0 };
        let Setting { bracketed, formulas, .. } = self.setting;
        let between = self.setting.between();
        let manner = Manner { indent, between, bracketed, formulas, aim: self.aim };
        lines.extend(block::lay_out(&self.text, index, self.width, manner));
        if index == 0 {
            lines.extend(opening::below(&self.text, self.width));
        }
        let laid = Rc::new(Laid { lines, above });
        let mut kept = self.kept.borrow_mut();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(index, Rc::clone(&laid));
        laid
    }

    /// The rows above the words of a block.
    fn above(&self, index: usize) -> Vec<Line> {
        let document = &self.text.document;
        let place = document.blocks[index].span.start;
        let mut lines = Vec::new();
        if index == 0 {
            return opening::above(&self.text, self.width);
        }
        if index == document.first_reference() {
            return opening::references(&self.text, self.width, place);
        }
        if index == document.body().len() {
            return opening::notes(&self.text, self.width, place);
        }
        // Blocks stand apart by more than lines do, however far apart those are.
        for _ in 0..self.gap(index) + self.setting.between() {
            lines.push(Line::blank(place));
        }
        lines
    }

    /// How many blank rows part a block from the one before it, as a printed page would: none
    /// between items of a list, one between paragraphs, two above a section.
    fn gap(&self, index: usize) -> usize {
        let document = &self.text.document;
        let (before, block) = (&document.blocks[index - 1], &document.blocks[index]);
        match (&before.kind, &block.kind) {
            (Kind::Heading { .. }, _) => 1,
            (_, Kind::Heading { .. }) => 2,
            _ if self.is_told_by_indent(index) => 0,
            (Kind::Figure, Kind::Caption) => 0,
            // A caption stands above its figure where it is not that of the one before it.
            (Kind::Caption, Kind::Figure) if !self.is_below_figure(index - 1) => 0,
            _ => {
                let items = |index: usize| {
                    let block = &document.blocks[index];
                    let mut around = document.around(block);
                    let item = |kind: &_| matches!(kind, crate::doc::Enclosure::Item { .. });
                    around.find(|(_, kind)| item(kind)).map(|(id, _)| id)
                };
                match (items(index - 1), items(index)) {
                    (Some(_), Some(item)) if document.opens(index, item) => 0,
                    _ => 1,
                }
            }
        }
    }

    /// Whether a caption is that of a figure before it.
    fn is_below_figure(&self, caption: usize) -> bool {
        let before = self.text.document.blocks[..caption].iter().rev();
        let mut before = before.skip_while(|block| block.kind == Kind::Caption);
        before.next().is_some_and(|block| block.kind == Kind::Figure)
    }

    /// Whether the beginning of a block is told by an indent: a paragraph after another that stands
    /// in the same place, as within one quotation. The first after anything else stands flush
    /// (Bringhurst, 2.3.2), and so do notes and sources, which are told by their labels or stand
    /// apart from each other.
    fn is_told_by_indent(&self, index: usize) -> bool {
        let document = &self.text.document;
        if !self.setting.indents || index == 0 || index >= document.body().len() {
            return false;
        }
        let (before, block) = (&document.blocks[index - 1], &document.blocks[index]);
        let inside = |block| document.around(block).map(|(id, _)| id);
        let prose = |kind: &Kind| matches!(kind, Kind::Paragraph);
        prose(&before.kind) && prose(&block.kind) && inside(before).eq(inside(block))
    }

    /// The first row.
    pub fn first(&self) -> Row {
        Row::default()
    }

    /// The last row.
    pub fn last(&self) -> Row {
        match self.text.blocks_in_order().checked_sub(1) {
            Some(block) => Row { block, row: self.block(block).lines.len() - 1 },
            None => Row::default(),
        }
    }

    /// The row that shows `place`.
    pub fn row_of(&self, place: Place) -> Row {
        let Some(block) = self.text.document.block_at(place) else { return Row::default() };
        let block = block.min(self.text.blocks_in_order().saturating_sub(1));
        let laid = self.block(block);
        let words = &laid.lines[laid.above..];
        let after = words.partition_point(|line| line.span.start <= place);
        Row { block, row: laid.above + after.saturating_sub(1).min(words.len() - 1) }
    }

    /// The place the words of a row begin at; for a row without words, that of the next words.
    pub fn place_of(&self, row: Row) -> Place {
        if self.text.document.blocks.is_empty() {
            return 0;
        }
        let laid = self.block(row.block);
        laid.lines[row.row.min(laid.lines.len() - 1)].span.start
    }

    /// The row `by` rows further on, or back, stopping at either end.
    pub fn step(&self, from: Row, by: isize) -> Row {
        let blocks = self.text.blocks_in_order();
        if blocks == 0 {
            return Row::default();
        }
        let mut row = from;
        let mut left = by.unsigned_abs();
        while left > 0 {
            if by > 0 {
                let rest = self.block(row.block).lines.len() - 1 - row.row;
                if left <= rest {
                    row.row += left;
                    left = 0;
                } else if row.block + 1 < blocks {
                    left -= rest + 1;
                    row = Row { block: row.block + 1, row: 0 };
                } else {
                    row.row += rest;
                    left = 0;
                }
            } else if left <= row.row {
                row.row -= left;
                left = 0;
            } else if row.block > 0 {
                left -= row.row + 1;
                let block = row.block - 1;
                row = Row { block, row: self.block(block).lines.len() - 1 };
            } else {
                row.row = 0;
                left = 0;
            }
        }
        row
    }

    /// How many rows lie from `from` down to `to`, counted no further than `most`.
    pub fn rows_between(&self, from: Row, to: Row, most: usize) -> usize {
        let mut count = 0;
        let mut row = from;
        while row.block < to.block && count < most {
            count += self.block(row.block).lines.len() - row.row;
            row = Row { block: row.block + 1, row: 0 };
        }
        if row.block == to.block {
            count += to.row.saturating_sub(row.row);
        }
        count.min(most)
    }

    /// The rows from `from` on, at most `count` of them, each with the block it is from.
    pub fn rows(&self, from: Row, count: usize) -> Vec<(Row, Rc<Laid>)> {
        let blocks = self.text.blocks_in_order();
        let mut rows = Vec::with_capacity(count);
        let mut row = from;
        while rows.len() < count && row.block < blocks {
            let laid = self.block(row.block);
            for number in row.row..laid.lines.len() {
                if rows.len() == count {
                    break;
                }
                rows.push((Row { block: row.block, row: number }, Rc::clone(&laid)));
            }
            row = Row { block: row.block + 1, row: 0 };
        }
        rows
    }
}
