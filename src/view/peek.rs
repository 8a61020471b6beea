//! The box of a peek, over the text.

use super::frame::Frame;
use super::paint::Brush;
use super::text::{Chosen, line};
use super::theme::{Furniture, Look};
use crate::app::layer::peek::{Peek, PeekBox};
use crate::app::page::screen::Area;
use crate::app::{App, Focus};
use crate::layout::{cells, fit};

/// Draws the box: a border with its title and, below, how many lines there are that it has no room
/// for.
pub(super) fn draw(app: &App, peek: &Peek, frame: &mut Frame, look: &Look) {
    let Some(shown) = app.peek_box(peek) else { return };
    border(&shown, frame, look);
    let Area { x, y, width, height } = shown.area;
    let inner = Area { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: height - 2 };
    let is = |focus: Focus| peek.choice == Some(focus.link);
    let chosen = Chosen { is: &is, in_notes: false };
    for row in shown.rows.iter().flatten() {
        line(app, row, inner, &chosen, frame, look);
    }
}

fn border(shown: &PeekBox, frame: &mut Frame, look: &Look) {
    let area = shown.area;
    let style = look.furniture(Furniture::Tick);
    let ground = look.furniture(Furniture::Ground);
    let room = usize::from(area.width).saturating_sub(2);
    let last = area.y + area.height - 1;
    for y in area.y..=last {
        let (left, right, words) = match y {
            _ if y == area.y => ("┌", "┐", edge(&shown.title, room)),
            _ if y == last => ("└", "┘", edge(&rest(shown), room)),
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

/// How many lines the box has no room for.
fn rest(shown: &PeekBox) -> String {
    match (shown.above, shown.below) {
        (0, 0) => String::new(),
        (0, below) => format!("{below} more below"),
        (above, 0) => format!("{above} more above"),
        (above, below) => format!("{above} more above, {below} below"),
    }
}
