//! Painting: words into the rows of a frame, and nothing else into them.

use ratatui::style::Style;

use super::frame::Frame;
use crate::app::page::screen::Area;
use crate::layout::{glyphs, is_plain};

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
        let (words, cells) = reaching(words, self.room());
        self.frame.stroke(self.y, self.x, self.edges, words, style);
        self.x += cells as i32;
    }

    /// Paints words; `style` gives that of the glyph at a byte of them.
    pub(super) fn put_with(&mut self, words: &str, style: impl Fn(usize) -> Style) {
        let (words, _) = reaching(words, self.room());
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

/// As much of words as reaches over so many cells, and how many it takes. A line of code may be a
/// megabyte long, of which no frame must look at more than it shows.
fn reaching(words: &str, room: usize) -> (&str, usize) {
    let head = words.get(..room.min(words.len())).unwrap_or_default();
    // What follows may be a mark on the last of them.
    let whole = words.as_bytes().get(head.len()).is_none_or(u8::is_ascii);
    if is_plain(head) && whole && head.len() == room.min(words.len()) {
        return (head, head.len());
    }
    let mut taken = 0;
    for glyph in glyphs(words) {
        if taken >= room {
            return (&words[..glyph.at], taken);
        }
        taken += glyph.cells;
    }
    (words, taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_reach_as_far_as_there_is_room() {
        let cases = [
            ("words", 5, "words", 5),
            ("words", 9, "words", 5),
            ("words", 3, "wor", 3),
            ("words", 0, "", 0),
            ("wörter", 3, "wör", 3),
            ("漢字漢", 3, "漢字", 4),
            ("e\u{301}e\u{301}", 1, "e\u{301}", 1),
            ("ab\u{301}", 2, "ab\u{301}", 2),
            ("", 4, "", 0),
        ];
        for (words, room, reached, cells) in cases {
            assert_eq!(reaching(words, room), (reached, cells), "{words}, {room}");
        }
    }
}
