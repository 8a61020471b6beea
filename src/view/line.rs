//! One row of a sheet, in the text, in a note and in a box.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::over::words::Over;
use super::paint::Brush;
use crate::app::page::screen::Area;
use crate::app::{App, Focus, Shown};

/// Which links of a row are chosen.
pub(super) struct Chosen<'a> {
    /// Whether a link is.
    pub(super) is: &'a dyn Fn(Focus) -> bool,
    /// Whether the row is one of a note beside the text.
    pub(super) in_notes: bool,
}

/// Draws one row of a sheet.
pub(super) fn line(
    app: &App,
    shown: &Shown,
    area: Area,
    chosen: &Chosen<'_>,
    frame: &mut Frame,
    look: &Look,
) {
    let in_notes = chosen.in_notes;
    let line = shown.line();
    let shift = if line.wide && !in_notes { app.sideways() } else { 0 };
    let mut brush = Brush::new(frame, area, shown.y, shift);
    let over = Over::on(app, line, look);
    for piece in &line.pieces {
        brush.to(piece.x, shift);
        let is_chosen = piece.link.is_some_and(|link| (chosen.is)(Focus { link, in_notes }));
        let style = look.role(piece.role, in_notes);
        let style = if is_chosen { style.patch(look.furniture(Furniture::Chosen)) } else { style };
        let words = piece.words(&app.text().document.text);
        match over.is_empty() {
            true => brush.put(words, style),
            false => brush.put_with(words, |byte| style.patch(over.style(piece, byte))),
        }
    }
    if shift > 0 && line.cells() > 0 {
        brush.put_first("‹", look.furniture(Furniture::Quiet));
    }
    if line.cells() > shift + usize::from(area.width) {
        brush.put_last("›", look.furniture(Furniture::Quiet));
    }
}
