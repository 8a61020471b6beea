//! The text and the notes that belong to it.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::over::words::Over;
use super::paint::Brush;
use super::{note, remark};
use crate::app::page::screen::{Area, NotesAt};
use crate::app::{App, Focus, InNote, Shown, Spread};

/// Draws the rows of text and the notes.
pub(super) fn draw(app: &App, spread: &Spread, frame: &mut Frame, look: &Look) {
    let screen = app.screen();
    let read = app.note_in_hand().map(InNote::reference);
    let chosen = |focus| app.focus() == Some(focus) || read == Some(focus);
    let chosen = Chosen { is: &chosen, in_notes: false };
    for shown in &spread.rows {
        let area = Area { x: shown.x, width: screen.wide, ..screen.text };
        line(app, shown, area, &chosen, frame, look);
    }
    if let Some(y) = spread.rule {
        let mut brush = Brush::new(frame, screen.text, y, 0);
        let length = brush.room().min(20);
        brush.put(&"─".repeat(length), look.furniture(Furniture::Quiet));
        if spread.left_out > 0 {
            brush.put(&left_out(spread.left_out), look.furniture(Furniture::Quiet));
        }
    }
    for note in &spread.notes {
        note::draw(app, note, frame, look);
    }
    for remark in &spread.remarks {
        remark::draw(app, remark, frame, look);
    }
    if spread.left_out > 0
        && let NotesAt::Beside(area) = screen.notes
    {
        let mut brush = Brush::new(frame, area, area.height.saturating_sub(1), 0);
        brush.put(&left_out(spread.left_out), look.furniture(Furniture::Quiet));
    }
}

/// Says how many notes found no room.
fn left_out(count: usize) -> String {
    match count {
        1 => " … and 1 more note".to_owned(),
        many => format!(" … and {many} more notes"),
    }
}

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
