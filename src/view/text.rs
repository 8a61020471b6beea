//! The text and the notes that belong to it.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::line::{Chosen, line};
use super::paint::Brush;
use super::{note, remark};
use crate::app::page::screen::{Area, NotesAt};
use crate::app::{App, InNote, Spread};

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
