//! The spread: what is on the screen, before any colour. The rows of text, the notes that belong
//! to them each beside its reference, and the links among both.
//!
//! Drawing reads it, and so do the keys and clicks that choose a link: both see the same screen.

use std::rc::Rc;

use crate::app::page::Page;
use crate::app::page::arrange::{Wish, arrange, foot_heights};
use crate::app::page::screen::{Area, NotesAt, Screen};
use crate::doc::{NoteId, Place, Span};
use crate::layout::{Laid, Line, Link, Row, Sheet};

/// A chosen link: which, and whether it is the one among the notes beside the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Focus {
    /// The link.
    pub link: Link,
    /// Whether it stands in a note beside the text or at its foot.
    pub in_notes: bool,
}

/// What is on the screen.
#[derive(Debug, Default)]
pub struct Spread {
    /// The rows of text from the top.
    pub rows: Vec<Shown>,
    /// The notes that belong to them.
    pub notes: Vec<NoteBox>,
    /// The row of the line above notes at the foot.
    pub rule: Option<u16>,
    /// How many notes belong to the rows and found no room.
    pub left_out: usize,
}

/// A row of a sheet on the screen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The row of the screen.
    pub y: u16,
    /// The row of the sheet.
    pub row: Row,
    laid: Rc<Laid>,
}

/// A note on the screen.
#[derive(Debug)]
pub struct NoteBox {
    /// The note.
    pub note: NoteId,
    /// Where it stands.
    pub area: Area,
    /// Its rows, top down; `None` is blank. As many as fit.
    pub rows: Vec<Option<Shown>>,
    /// How many more rows it has, as far as they were counted.
    pub more: usize,
    /// Whether it goes on beyond those.
    pub further: bool,
}

/// Where a link, or a part of it, is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkSpot {
    /// The link.
    pub focus: Focus,
    /// Its cells.
    pub area: Area,
}

impl Shown {
    /// The line it shows.
    pub fn line(&self) -> &Line {
        &self.laid.lines[self.row.row]
    }
}

impl Spread {
    /// What `screen` shows of `page`, with notes laid out on `side`. The note of the chosen link
    /// gets its room before the others.
    pub fn new(screen: &Screen, page: &Page, side: Option<&Sheet>, focus: Option<Focus>) -> Self {
        let height = usize::from(screen.text.height);
        let rows = page.sheet.rows(page.top(), height);
        let rows: Vec<Shown> = rows
            .into_iter()
            .enumerate()
            .map(|(index, (row, laid))| Shown { y: screen.text.y + index as u16, row, laid })
            .collect();
        let mut spread = Self { rows, ..Self::default() };
        let Some(side) = side else { return spread };
        let builder = Notes { side, focus };
        match screen.notes {
            NotesAt::Nowhere => {}
            NotesAt::Beside(area) => builder.beside(&mut spread, area),
            NotesAt::Foot => builder.at_foot(&mut spread, screen.text),
        }
        spread
    }

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
                .filter(|shown| shown.y <= last.y)
        })
    }

    /// The links on the screen: those of the text from the top, then those of the notes.
    pub fn links(&self, screen: &Screen, sideways: usize) -> Vec<LinkSpot> {
        let mut spots = Vec::new();
        for shown in &self.rows {
            let shift = if shown.line().wide { sideways } else { 0 };
            collect(shown, screen.text.x, shift, usize::from(screen.wide), false, &mut spots);
        }
        for note in &self.notes {
            for shown in note.rows.iter().flatten() {
                collect(shown, note.area.x, 0, usize::from(note.area.width), true, &mut spots);
            }
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

/// Sets notes beside or below rows.
struct Notes<'a> {
    side: &'a Sheet,
    focus: Option<Focus>,
}

/// The rows of a note as far as they are of use on a screen.
#[derive(Default)]
struct NoteRows {
    /// The rows; `None` is blank.
    rows: Vec<Option<(Row, Rc<Laid>)>>,
    /// Whether there are more of them.
    further: bool,
}

/// How many times the rows of the screen are laid out of a note, so that those it has no room for can
/// be counted. A note may be as long as a book.
const COUNTED: usize = 10;

impl Notes<'_> {
    fn beside(&self, spread: &mut Spread, area: Area) {
        let cited = self.of(&spread.rows);
        let bodies = self.bodies(&cited, usize::from(area.height));
        let wishes: Vec<Wish> = cited
            .iter()
            .zip(&bodies)
            .map(|(&(note, y), rows)| Wish {
                y: usize::from(y - area.y),
                height: rows.rows.len(),
                first: self.is_chosen(note),
            })
            .collect();
        let placed = arrange(&wishes, usize::from(area.height));
        spread.left_out = cited.len() - placed.iter().flatten().count();
        for ((&(note, _), rows), place) in cited.iter().zip(bodies).zip(placed) {
            let Some((y, height)) = place else { continue };
            let area = Area { y: area.y + y as u16, height: height as u16, ..area };
            spread.notes.push(note_box(note, area, rows));
        }
    }

    /// Sets notes at the foot, as many rows of text giving way as it takes, up to half of them:
    /// a line whose notes find no room at all goes over to the next page, as in a printed book.
    fn at_foot(&self, spread: &mut Spread, text: Area) {
        let cited = self.of(&spread.rows);
        if cited.is_empty() {
            return;
        }
        let room = usize::from(text.height);
        let mut bodies = self.bodies(&cited, room);
        let lines: Vec<(usize, usize)> = cited
            .iter()
            .zip(&bodies)
            .map(|(&(_, y), rows)| (usize::from(y - text.y), rows.rows.len()))
            .collect();
        let chosen = cited.iter().position(|&(note, _)| self.is_chosen(note));
        let (kept, shown) = foot_heights(&lines, chosen, room);
        spread.rows.truncate(kept);
        if shown.is_empty() {
            return;
        }
        let last = text.y + kept as u16;
        spread.left_out = cited.iter().filter(|&&(_, y)| y < last).count() - shown.len();
        let used: usize = shown.iter().map(|&(_, height)| height).sum();
        let mut y = text.y + (room - used) as u16;
        spread.rule = Some(y - 1);
        for (index, height) in shown {
            let area = Area { y, height: height as u16, ..text };
            y += area.height;
            spread.notes.push(note_box(cited[index].0, area, std::mem::take(&mut bodies[index])));
        }
    }

    /// The notes referred to in rows, each once, with the row of the screen.
    fn of(&self, rows: &[Shown]) -> Vec<(NoteId, u16)> {
        let mut found: Vec<(NoteId, u16)> = Vec::new();
        for shown in rows {
            for piece in &shown.line().pieces {
                if let Some(Link::NoteReference { note: Some(note), .. }) = piece.link
                    && !found.iter().any(|&(seen, _)| seen == note)
                {
                    found.push((note, shown.y));
                }
            }
        }
        found
    }

    /// The rows of notes that stand where there is room for `room` rows.
    fn bodies(&self, cited: &[(NoteId, u16)], room: usize) -> Vec<NoteRows> {
        cited.iter().map(|&(note, _)| self.rows(note, room * COUNTED)).collect()
    }

    /// The rows of a note, about `most` of them where it is longer.
    fn rows(&self, note: NoteId, most: usize) -> NoteRows {
        let mut rows = Vec::new();
        for block in self.side.text().document.note(note).blocks.clone() {
            if rows.len() >= most {
                return NoteRows { rows, further: true };
            }
            if !rows.is_empty() {
                rows.push(None);
            }
            let laid = self.side.block(block);
            for row in laid.above..laid.lines.len() {
                rows.push(Some((Row { block, row }, Rc::clone(&laid))));
            }
        }
        NoteRows { rows, further: false }
    }

    fn is_chosen(&self, note: NoteId) -> bool {
        matches!(
            self.focus,
            Some(Focus { link: Link::NoteReference { note: Some(chosen), .. }, .. })
                if chosen == note
        )
    }
}

/// A note in an area. If it does not fit, its last row is left for saying so.
fn note_box(note: NoteId, area: Area, body: NoteRows) -> NoteBox {
    let NoteRows { rows, further } = body;
    let height = usize::from(area.height);
    let shown = if rows.len() <= height { rows.len() } else { height.saturating_sub(1) };
    let more = rows.len() - shown;
    let rows = rows
        .into_iter()
        .take(shown)
        .enumerate()
        .map(|(index, row)| row.map(|(row, laid)| Shown { y: area.y + index as u16, row, laid }))
        .collect();
    NoteBox { note, area, rows, more, further }
}
