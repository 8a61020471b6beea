//! Painting: words into the rows of a frame, and nothing else into them.

use ratatui::style::Style;

use super::frame::Frame;
use crate::app::screen::Area;
use crate::layout::{cells, glyphs};

/// A row of an area to paint into, from left to right. What does not fit is not painted.
pub(super) struct Brush<'f> {
    frame: &'f mut Frame,
    y: u16,
    /// The first column of the area, and the one after the last.
    edges: (u16, u16),
    /// The column the next glyph goes to; left of the area it is not painted.
    x: i32,
}

impl<'f> Brush<'f> {
    /// A brush for row `y` of an area, `shift` cells of which are scrolled away to the left.
    pub(super) fn new(frame: &'f mut Frame, area: Area, y: u16, shift: usize) -> Self {
        let (width, height) = frame.size();
        let bottom = (area.y + area.height).min(height);
        let right = if y < bottom { (area.x + area.width).min(width) } else { area.x };
        Self { frame, y, edges: (area.x, right), x: i32::from(area.x) - shift as i32 }
    }

    /// Goes to a cell, counted from the left edge of what is scrolled.
    pub(super) fn to(&mut self, x: usize, shift: usize) {
        self.x = i32::from(self.edges.0) + x as i32 - shift as i32;
    }

    /// How many cells are left to paint.
    pub(super) fn room(&self) -> usize {
        usize::try_from(i32::from(self.edges.1) - self.x).unwrap_or(0)
    }

    /// Paints words in one style.
    pub(super) fn put(&mut self, words: &str, style: Style) {
        self.frame.stroke(self.y, self.x, self.edges, words, style);
        self.x += cells(words) as i32;
    }

    /// Paints words; `style` gives that of the glyph at a byte of them.
    pub(super) fn put_with(&mut self, words: &str, style: impl Fn(usize) -> Style) {
        let mut from = 0;
        let mut now = None;
        for glyph in glyphs(words) {
            let next = style(glyph.at);
            if let Some(before) = now.replace(next).filter(|&before| before != next) {
                self.put(&words[from..glyph.at], before);
                from = glyph.at;
            }
        }
        if let Some(style) = now {
            self.put(&words[from..], style);
        }
    }

    /// Paints one glyph at the right edge.
    pub(super) fn put_last(&mut self, symbol: &str, style: Style) {
        self.x = i32::from(self.edges.1) - 1;
        self.put(symbol, style);
    }

    /// Paints one glyph at the left edge.
    pub(super) fn put_first(&mut self, symbol: &str, style: Style) {
        self.x = i32::from(self.edges.0);
        self.put(symbol, style);
    }
}
