//! Words chosen with the mouse: whoever draws it over them with the button held.
//!
//! A click has been done by the time the mouse moves; whoever goes on to draw did not mean it, and it is
//! taken back.

use crate::app::App;
use crate::app::layer::Layer;
use crate::app::layer::words::units::{flow, whole_words};
use crate::app::page::shown::Shown;
use crate::app::trail::Spot;
use crate::doc::{NoteId, Span};
use crate::layout::glyphs;

/// Where a mouse that is held began.
#[derive(Debug)]
pub(in crate::app) struct Drag {
    /// The letter there.
    from: Span,
    /// The note in whose box that is.
    beside: Option<NoteId>,
    /// What the click changed, until that was taken back.
    before: Option<Spot>,
}

impl App {
    /// Remembers where the mouse is pressed, if that is on words.
    pub(in crate::app) fn begin_drag(&mut self, x: u16, y: u16) {
        let over = self.layers.last().is_none_or(|layer| matches!(layer, Layer::Note(_)));
        let at = self.letter_at(x, y).filter(|_| over && !self.panel.has_keys());
        self.drag = at.map(|(from, beside)| {
            let before = Some(self.spot());
            Drag { from, beside, before }
        });
    }

    /// Chooses the words between where the mouse was pressed and where it is.
    pub(in crate::app) fn drag_to(&mut self, x: u16, y: u16) {
        let Some(at) = self.letter_at(x, y) else { return };
        let Some(drag) = &mut self.drag else { return };
        let (from, beside) = (drag.from, drag.beside);
        let document = &self.text.document;
        let block = |span: Span| document.block_at(span.start);
        let within = block(from).zip(block(at.0));
        let within = within.is_some_and(|(one, other)| flow(document, one).contains(&other));
        if !within || at.1 != beside || at.0 == from && drag.before.is_some() {
            return;
        }
        let before = drag.before.take();
        let span = Span::new(from.start.min(at.0.start), from.end.max(at.0.end));
        if let Some(before) = before {
            self.restore(before);
            self.message = None;
        }
        if let Some(words) = whole_words(&self.text, span) {
            self.choose_between(words, at.0.start >= from.start, beside);
        }
    }

    /// The letter of the text in a cell of the screen, and the note in whose box it stands.
    pub(super) fn letter_at(&self, x: u16, y: u16) -> Option<(Span, Option<NoteId>)> {
        let spread = self.spread();
        let here = |shown: &&Shown| shown.y == y && shown.x <= x;
        let in_text = || {
            let rows = spread.rows.iter().filter(here);
            rows.filter_map(|row| self.letter_in(row, x, row.line().wide)).next_back()
        };
        let notes = spread.notes.iter().filter(|note| note.area.contains(x, y));
        let in_note = notes.flat_map(|note| {
            let rows = note.rows.iter().flatten().filter(here);
            rows.filter_map(|row| Some((self.letter_in(row, x, false)?, Some(note.note))))
        });
        in_note.last().or_else(|| in_text().map(|letter| (letter, None)))
    }

    /// The letter that a row has in column `x` of the screen.
    fn letter_in(&self, shown: &Shown, x: u16, wide: bool) -> Option<Span> {
        let shift = if wide { self.page.sideways } else { 0 };
        let x = usize::from(x - shown.x) + shift;
        let mut pieces = shown.line().pieces.iter();
        let piece = pieces.find(|piece| (piece.x..piece.x + piece.cells).contains(&x))?;
        if piece.made.is_some() {
            return (!piece.span.is_empty()).then_some(piece.span);
        }
        let mut left = x - piece.x;
        for glyph in glyphs(piece.span.of(&self.text.document.text)) {
            if left < glyph.cells.max(1) && glyph.cells > 0 {
                let start = piece.span.start + glyph.at;
                return Some(Span::new(start, start + glyph.bytes));
            }
            left = left.saturating_sub(glyph.cells);
        }
        None
    }
}
