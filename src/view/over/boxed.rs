//! The border of a box over the text: a title in its upper edge, and in the lower what there is to say.

use crate::app::page::screen::Area;
use crate::layout::{cells, fit};
use crate::view::colour::theme::{Furniture, Look};
use crate::view::frame::Frame;
use crate::view::paint::Brush;

/// Draws a border, and blanks inside it.
pub(in crate::view) fn border(area: Area, title: &str, said: &str, frame: &mut Frame, look: &Look) {
    let style = look.furniture(Furniture::Tick);
    let ground = look.furniture(Furniture::Ground);
    let room = usize::from(area.width).saturating_sub(2);
    let last = area.y + area.height - 1;
    for y in area.y..=last {
        let (left, right, words) = match y {
            _ if y == area.y => ("┌", "┐", edge(title, room)),
            _ if y == last => ("└", "┘", edge(said, room)),
            _ => ("│", "│", " ".repeat(room)),
        };
        let mut brush = Brush::new(frame, area, y, 0);
        brush.put(left, style);
        brush.put(&words, if y == area.y || y == last { style } else { ground });
        brush.put(right, style);
    }
}

/// An edge of the box, with words in it.
fn edge(words: &str, room: usize) -> String {
    let words = match fit(words, room.saturating_sub(4)) {
        words if words.is_empty() => words,
        words => format!("─ {words} "),
    };
    let line = "─".repeat(room.saturating_sub(cells(&words)));
    words + &line
}
