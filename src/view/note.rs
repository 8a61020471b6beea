//! A note in its box, beside the text or at its foot.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::line::{Chosen, line};
use super::paint::Brush;
use crate::app::command::{BoxCommand, Command};
use crate::app::page::screen::Area;
use crate::app::{App, Focus, Held, NoteBox};
use crate::layout::{Link, cells};

/// How many columns before a note have room for the sign that it is chosen, beside the text and at its
/// foot.
pub(super) const SIGN: u16 = 2;

pub(super) fn draw(app: &App, note: &NoteBox, frame: &mut Frame, look: &Look) {
    let held = note.held != Held::Not;
    let own = Focus { link: Link::NoteLabel(note.note), in_notes: true };
    let chosen = |focus| app.focus() == Some(focus) || held && focus == own;
    for shown in note.rows.iter().flatten() {
        let chosen = Chosen { is: &chosen, in_notes: true };
        line(app, shown, note.area, &chosen, frame, look);
    }
    // Under the words, not under the label before them.
    let label = cells(&app.text().document.note(note.note).label) + 1;
    let words = if label * 2 > usize::from(note.area.width) { 0 } else { label };
    let quiet = look.furniture(Furniture::Quiet);
    if note.goes_on {
        let mut brush = Brush::new(frame, note.area, note.area.y, 0);
        brush.put("…", quiet);
    }
    if note.above > 0 {
        let mut brush = Brush::new(frame, note.area, note.area.y, 0);
        brush.to(words, 0);
        brush.put(&format!("… {} above", lines(note.above)), quiet);
    }
    if note.more > 0 {
        let y = note.area.y + note.area.height - 1;
        let mut brush = Brush::new(frame, note.area, y, 0);
        brush.to(words, 0);
        brush.put(&more(app, note, brush.room()), quiet);
    }
    sign(note, frame, look);
}

fn lines(count: usize) -> String {
    if count == 1 { "1 line".to_owned() } else { format!("{count} lines") }
}

/// What is said of the rows that found no room, with the key that shows them where they fit.
fn more(app: &App, note: &NoteBox, room: usize) -> String {
    let many = if note.further { "more than " } else { "" };
    let word = if note.more == 1 { "line" } else { "lines" };
    let more = format!("… {many}{} more {word}", note.more);
    let how = match note.held {
        Held::Not => return more,
        Held::Chosen => format!(", {} reads on", app.keys().key_of(Command::Follow)),
        Held::Read => format!(", {} scrolls", app.keys().key_of(BoxCommand::Down)),
    };
    if cells(&more) + cells(&how) <= room { more + &how } else { more }
}

/// The sign before a note that is chosen: at its label, or all along it where it has the keys.
fn sign(note: &NoteBox, frame: &mut Frame, look: &Look) {
    let Area { x, y, height, .. } = note.area;
    let (symbol, rows) = match note.held {
        Held::Not => return,
        Held::Chosen => ("›", 1),
        Held::Read => ("┃", height),
    };
    let Some(x) = x.checked_sub(SIGN).or(x.checked_sub(1)) else { return };
    let area = Area { x, y, width: 1, height };
    for y in y..y + rows {
        Brush::new(frame, area, y, 0).put(symbol, look.furniture(Furniture::Tick));
    }
}
