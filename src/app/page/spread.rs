//! The spread: what is on the screen, before any colour. The rows of text, the notes that belong
//! to them each beside its reference, and the links among both. `compose` makes it.
//!
//! Drawing reads it, and so do the keys and clicks that choose a link: both see the same screen.

use super::boxes::NoteBox;
use super::remarks::RemarkBox;
use super::screen::{Area, Screen};
use super::shown::{Focus, LinkSpot, Shown};
use crate::doc::{Place, Span};
use crate::layout::Link;

/// What is on the screen.
#[derive(Debug, Default)]
pub struct Spread {
    /// The rows of text from the top.
    pub rows: Vec<Shown>,
    /// The notes that belong to them.
    pub notes: Vec<NoteBox>,
    /// The reader’s remarks on words of them.
    pub remarks: Vec<RemarkBox>,
    /// The row of the line above notes at the foot.
    pub rule: Option<u16>,
    /// How many rows notes have at the foot, with that of the line above them.
    pub foot: usize,
    /// How many notes belong to the rows and found no room.
    pub left_out: usize,
}

impl Spread {
    /// The words on the screen.
    pub fn span(&self) -> Option<Span> {
        let first = self.rows.first()?.line().span.start;
        let last = self.rows.last()?.line().span.end;
        Some(Span::new(first, last.max(first)))
    }

    /// The row that shows `place`.
    pub fn row_of(&self, place: Place) -> Option<&Shown> {
        let mut shown = self.rows.iter().filter(|shown| !shown.line().span.is_empty());
        let last = self.rows.last()?;
        shown.find(|shown| shown.line().span.contains(place)).or_else(|| {
            // A place after the last word of a block, where note references stand.
            self.rows
                .iter()
                .rev()
                .find(|shown| shown.line().span.end == place && !shown.line().pieces.is_empty())
                .filter(|shown| (shown.x, shown.y) <= (last.x, last.y))
        })
    }

    /// The links on the screen: those of the text from the top, then those of the notes.
    pub fn links(&self, screen: &Screen, sideways: usize) -> Vec<LinkSpot> {
        let mut spots = Vec::new();
        for shown in &self.rows {
            let shift = if shown.line().wide { sideways } else { 0 };
            collect(shown, shown.x, shift, usize::from(screen.wide), false, &mut spots);
        }
        for note in &self.notes {
            for shown in note.rows.iter().flatten() {
                collect(shown, note.area.x, 0, usize::from(note.area.width), true, &mut spots);
            }
        }
        for remark in &self.remarks {
            let focus = Focus { link: Link::Remark(remark.mark), in_notes: true };
            let Area { x, y, width, height } = remark.area;
            let row = |y| LinkSpot { focus, area: Area { x, y, width, height: 1 } };
            spots.extend((y..y + height).map(row));
        }
        spots
    }
}

/// Adds the links of a row that begins in column `x`.
fn collect(
    shown: &Shown,
    x: u16,
    shift: usize,
    width: usize,
    in_notes: bool,
    spots: &mut Vec<LinkSpot>,
) {
    for piece in &shown.line().pieces {
        let Some(link) = piece.link else { continue };
        let end = (piece.x + piece.cells).saturating_sub(shift).min(width);
        let start = piece.x.saturating_sub(shift).min(end);
        let area = Area { x: x + start as u16, y: shown.y, width: (end - start) as u16, height: 1 };
        spots.push(LinkSpot { focus: Focus { link, in_notes }, area });
    }
}
