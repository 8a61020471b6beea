//! The text and the notes that belong to it.

use ratatui::style::Style;

use super::frame::Frame;
use super::note;
use super::paint::Brush;
use super::theme::{Furniture, Look};
use crate::app::page::screen::{Area, NotesAt};
use crate::app::{App, Focus, InNote, Shown, Spread};
use crate::layout::{Line, Piece};

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
    let hits = Hits::on(app, line, look);
    for piece in &line.pieces {
        brush.to(piece.x, shift);
        let is_chosen = piece.link.is_some_and(|link| (chosen.is)(Focus { link, in_notes }));
        let style = look.role(piece.role, in_notes);
        let style = if is_chosen { style.patch(look.furniture(Furniture::Chosen)) } else { style };
        let words = piece.words(&app.text().document.text);
        match hits.spans.is_empty() {
            true => brush.put(words, style),
            false => brush.put_with(words, |byte| style.patch(hits.style(piece, byte))),
        }
    }
    if shift > 0 && line.cells() > 0 {
        brush.put_first("‹", look.furniture(Furniture::Quiet));
    }
    if line.cells() > shift + usize::from(area.width) {
        brush.put_last("›", look.furniture(Furniture::Quiet));
    }
}

/// The hits on a line.
struct Hits {
    /// Each with its look, by where it starts.
    spans: Vec<(crate::doc::Span, Style)>,
}

impl Hits {
    fn on(app: &App, line: &Line, look: &Look) -> Self {
        let Some(found) = app.found().filter(|found| found.lit) else {
            return Self { spans: Vec::new() };
        };
        let spans = found
            .in_span(line.span)
            .map(|number| {
                let current = found.current == Some(number);
                let what = if current { Furniture::CurrentHit } else { Furniture::Hit };
                (found.hits[number], look.furniture(what))
            })
            .collect();
        Self { spans }
    }

    /// The look a hit gives to the glyph at a byte of a piece.
    fn style(&self, piece: &Piece, byte: usize) -> Style {
        if self.spans.is_empty() || piece.span.is_empty() {
            return Style::new();
        }
        // What is shown instead of words has bytes of its own: it is hit as a whole.
        let place = if piece.made.is_some() { piece.span.start } else { piece.span.start + byte };
        let hit = self.spans.iter().find(|(span, _)| span.contains(place));
        hit.map_or_else(Style::new, |&(_, style)| style)
    }
}
