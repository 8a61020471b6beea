//! The box of a peek, over the text.

use super::boxed;
use crate::app::layer::peek::{Peek, PeekBox};
use crate::app::page::screen::Area;
use crate::app::{App, Focus};
use crate::view::colour::theme::Look;
use crate::view::frame::Frame;
use crate::view::line::{Chosen, line};

/// Draws the box: a border with its title and, below, how many lines there are that it has no room
/// for.
pub(in crate::view) fn draw(app: &App, peek: &Peek, frame: &mut Frame, look: &Look) {
    let Some(shown) = app.peek_box(peek) else { return };
    boxed::border(shown.area, &shown.title, &rest(&shown), frame, look);
    let Area { x, y, width, height } = shown.area;
    let inner = Area { x: x + 2, y: y + 1, width: width.saturating_sub(4), height: height - 2 };
    let is = |focus: Focus| peek.choice == Some(focus.link);
    let chosen = Chosen { is: &is, in_notes: false };
    for row in shown.rows.iter().flatten() {
        line(app, row, inner, &chosen, frame, look);
    }
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
