//! Painting: glyphs into cells, and nothing else into them.

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Style;

use crate::app::screen::Area;
use crate::layout::glyphs;

/// A row of cells to paint into, from left to right. What does not fit is not painted.
pub(super) struct Brush<'b> {
    buffer: &'b mut Buffer,
    y: u16,
    left: i32,
    right: i32,
    /// The cell the next glyph goes to; left of `left` it is not painted.
    x: i32,
}

impl<'b> Brush<'b> {
    /// A brush for row `y` of an area, `shift` cells of which are scrolled away to the left.
    pub(super) fn new(buffer: &'b mut Buffer, area: Area, y: u16, shift: usize) -> Self {
        let whole = buffer.area;
        let bottom = (area.y + area.height).min(whole.height);
        let right = if y < bottom { (area.x + area.width).min(whole.width) } else { area.x };
        let left = i32::from(area.x);
        Self { buffer, y, left, right: i32::from(right), x: left - shift as i32 }
    }

    /// Goes to a cell, counted from the left edge of what is scrolled.
    pub(super) fn to(&mut self, x: usize, shift: usize) {
        self.x = self.left + x as i32 - shift as i32;
    }

    /// How many cells are left to paint.
    pub(super) fn room(&self) -> usize {
        usize::try_from(self.right - self.x).unwrap_or(0)
    }

    /// Paints words in one style.
    pub(super) fn put(&mut self, words: &str, style: Style) {
        self.put_with(words, |_| style);
    }

    /// Paints words; `style` gives that of the glyph at a byte of them.
    pub(super) fn put_with(&mut self, words: &str, style: impl Fn(usize) -> Style) {
        for glyph in glyphs(words) {
            if self.x >= self.right {
                return;
            }
            let cells = glyph.cells as i32;
            if cells == 0 {
                continue;
            }
            let inside = self.x >= self.left && self.x + cells <= self.right;
            if inside && glyph.symbol.chars().all(|c| c == ' ') {
                // A tab is one glyph of several blank cells.
                for x in self.x..self.x + cells {
                    self.cell(x, " ", style(glyph.at), 1);
                }
            } else if inside {
                self.cell(self.x, &glyph.symbol, style(glyph.at), cells);
            }
            self.x += cells;
        }
    }

    fn cell(&mut self, x: i32, symbol: &str, style: Style, cells: i32) {
        let Ok(column) = u16::try_from(x) else { return };
        if let Some(cell) = self.buffer.cell_mut((column, self.y)) {
            cell.set_symbol(symbol).set_style(style);
            if cells > 1 {
                // The width is ours, by cluster; ratatui measures some clusters otherwise.
                if let Some(width) = std::num::NonZeroU16::new(cells as u16) {
                    cell.set_diff_option(CellDiffOption::ForcedWidth(width));
                }
            }
        }
        for covered in 1..cells {
            let Ok(column) = u16::try_from(x + covered) else { return };
            if let Some(cell) = self.buffer.cell_mut((column, self.y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Paints one glyph at the right edge.
    pub(super) fn put_last(&mut self, symbol: &str, style: Style) {
        self.x = self.right - 1;
        self.put(symbol, style);
    }

    /// Paints one glyph at the left edge.
    pub(super) fn put_first(&mut self, symbol: &str, style: Style) {
        self.x = self.left;
        self.put(symbol, style);
    }
}
