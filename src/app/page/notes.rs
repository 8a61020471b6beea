//! The notes on the screen: each in a box beside the line that refers to it, or at the foot.
//!
//! A box shows the rows of its note that find room. What is cut is said in the box: in its last row how
//! many lines follow and, where the reader has scrolled it, in its first how many stand above.

use std::rc::Rc;

use crate::app::page::Page;
use crate::app::page::arrange::{LEAST, Wish, arrange, arrange_around};
use crate::app::page::boxes::{Held, NoteBox};
use crate::app::page::foot::{Plan, Wanted, plan};
use crate::app::page::remarks::{RemarkBox, Remarked, rows_of};
use crate::app::page::screen::Area;
use crate::app::page::shown::Shown;
use crate::app::page::spread::Spread;
use crate::doc::NoteId;
use crate::layout::{Laid, Link, Row, Sheet};

/// The note that the reader chose.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::app) struct Choice {
    /// Which, if one is chosen.
    pub(in crate::app) note: Option<NoteId>,
    /// How many of its rows are scrolled away above, if it has the keys.
    pub(in crate::app) read: Option<usize>,
    /// The remark that is chosen, by the number of its mark.
    pub(in crate::app) remark: Option<u32>,
}

/// Sets notes beside or below rows, and the reader’s remarks among them.
pub(super) struct Notes<'a> {
    pub(super) side: &'a Sheet,
    pub(super) choice: Choice,
    pub(super) remarks: &'a [Remarked<'a>],
}

/// What is to stand beside a row.
struct Beside {
    what: What,
    /// The row of the screen.
    y: u16,
    rows: NoteRows,
}

/// A note, or a remark by its number among those given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Note(NoteId),
    Remark(usize),
}

/// The rows of a note as far as they are of use on a screen.
#[derive(Debug, Default)]
pub(in crate::app) struct NoteRows {
    /// The rows; `None` is blank.
    pub(in crate::app) rows: Vec<Option<(Row, Rc<Laid>)>>,
    /// Whether there are more of them.
    pub(in crate::app) further: bool,
}

/// How many times the rows of the screen are laid out of a note, so that those it has no room for can
/// be counted. A note may be as long as a book.
const COUNTED: usize = 10;

/// How many rows of a note can be scrolled through where it stands; of a longer one, which is a text
/// of its own, the rest is read among the notes.
const READ: usize = 2000;

impl NoteRows {
    /// The rows of a note on a sheet, about `most` of them where it is longer.
    fn of(side: &Sheet, note: NoteId, most: usize) -> Self {
        let mut rows = Vec::new();
        for block in side.text().document.note(note).blocks.clone() {
            if rows.len() >= most {
                return Self { rows, further: true };
            }
            if !rows.is_empty() {
                rows.push(None);
            }
            let laid = side.block(block);
            for row in laid.above..laid.lines.len() {
                rows.push(Some((Row { block, row }, Rc::clone(&laid))));
            }
        }
        Self { rows, further: false }
    }

    /// Those of a note that is read: all that can be scrolled through.
    pub(in crate::app) fn read(side: &Sheet, note: NoteId) -> Self {
        Self::of(side, note, READ)
    }
}

impl Notes<'_> {
    /// Sets notes beside the text, each as near to its reference as there is room. Beside two columns
    /// of text, of which the `second` begins there, those of the first have the upper half and those of
    /// the second the lower.
    pub(super) fn beside(&self, spread: &mut Spread, area: Area, second: Option<u16>) {
        let half = |shown: &Shown| match second {
            Some(second) if shown.x >= second => area.y + (area.height + shown.y - area.y) / 2,
            Some(_) => area.y + (shown.y - area.y) / 2,
            None => shown.y,
        };
        let beside = self.beside_rows(&spread.rows, half, usize::from(area.height));
        let wishes: Vec<Wish> = beside
            .iter()
            .map(|it| Wish {
                y: usize::from(it.y - area.y),
                height: it.rows.rows.len(),
                first: self.is_chosen(it.what),
            })
            .collect();
        let room = usize::from(area.height);
        let read = beside.iter().position(|it| self.is_read(it.what));
        let mut placed = arrange(&wishes, room);
        // A note that stands there whole is read where it stands, and no other moves.
        let whole =
            |at: &usize| placed[*at].is_some_and(|(_, height)| height == wishes[*at].height);
        if let Some(read) = read.filter(|at| !whole(at)) {
            placed = arrange_around(&wishes, read, room);
        } else {
            spread.left_out = beside.len() - placed.iter().flatten().count();
        }
        for (it, place) in beside.into_iter().zip(placed) {
            let Some((y, height)) = place else { continue };
            let area = Area { y: area.y + y as u16, height: height as u16, ..area };
            self.push(spread, it.what, area, it.rows);
        }
    }

    /// Sets notes at the foot, as many rows of text giving way as it takes, up to half of them:
    /// a line whose notes find no room at all goes over to the next page, as in a printed book.
    pub(super) fn at_foot(&self, spread: &mut Spread, page: &Page, text: Area) {
        let room = usize::from(text.height);
        let mut beside = self.beside_rows(&spread.rows, |shown| shown.y, room);
        let rest = self.rest(page, &beside, room);
        let lines: Vec<(usize, usize)> =
            beside.iter().map(|it| (usize::from(it.y - text.y), it.rows.rows.len())).collect();
        let wanted = Wanted {
            lines: &lines,
            rest: rest.as_ref().map_or(0, |(_, rows)| rows.rows.len()),
            chosen: beside.iter().position(|it| self.is_chosen(it.what)),
            height: page.foot().height,
        };
        let mut plan = plan(wanted, room);
        let read = beside.iter().position(|it| self.is_read(it.what));
        let whole = |at: &usize| plan.notes.contains(&(*at, lines[*at].1));
        if let Some(read) = read.filter(|at| lines[*at].0 < plan.text && !whole(at)) {
            plan = around(&plan, &lines, read, room);
        }
        spread.rows.truncate(plan.text);
        spread.foot = plan.height;
        if plan.height == 0 {
            return;
        }
        let last = text.y + plan.text as u16;
        let referred = beside.iter().filter(|it| it.y < last).count();
        spread.left_out = if read.is_some() { 0 } else { referred - plan.notes.len() };
        let mut y = text.y + (room - plan.height) as u16;
        spread.rule = Some(y);
        y += 1;
        let mut area = |height: usize| {
            let area = Area { y, height: height as u16, ..text };
            y += area.height;
            area
        };
        if let Some((note, rows)) = rest.filter(|_| plan.rest > 0) {
            let rest = self.note_box(note, area(plan.rest), rows);
            spread.notes.push(NoteBox { goes_on: true, ..rest });
        }
        for (index, height) in plan.notes {
            let rows = std::mem::take(&mut beside[index].rows);
            self.push(spread, beside[index].what, area(height), rows);
        }
    }

    /// The note that goes on from the page before, unless a line of this page refers to it anew.
    fn rest(&self, page: &Page, beside: &[Beside], room: usize) -> Option<(NoteId, NoteRows)> {
        let (note, shown) = page.rest(room)?;
        if beside.iter().any(|it| it.what == What::Note(note)) {
            return None;
        }
        let mut rows = NoteRows::of(self.side, note, shown + room * COUNTED);
        rows.rows.drain(..shown.min(rows.rows.len()));
        (!rows.rows.is_empty()).then_some((note, rows))
    }

    /// The notes that rows refer to and the remarks on their words, in the order of the rows they are to
    /// stand at, where there is room for `room` rows.
    fn beside_rows(&self, rows: &[Shown], at: impl Fn(&Shown) -> u16, room: usize) -> Vec<Beside> {
        let cited = of(rows, &at);
        let remarks = self.remarks.iter().enumerate().filter_map(|(index, remark)| {
            let here = rows.iter().find(|row| row.line().span.overlaps(remark.span)).map(&at);
            // One on the words of a note stands with the note.
            let note = || self.side.text().document.note_at(remark.span.start);
            let with_note = || cited.iter().find(|it| Some(it.0) == note()).map(|it| it.1);
            let y = here.or_else(with_note)?;
            let rows = rows_of(remark, self.side.width());
            Some(Beside { what: What::Remark(index), y, rows: NoteRows { rows, further: false } })
        });
        let remarks: Vec<Beside> = remarks.collect();
        let notes = cited.iter().map(|&(note, y)| {
            let what = What::Note(note);
            let most = if self.is_read(what) { READ } else { room * COUNTED };
            Beside { what, y, rows: NoteRows::of(self.side, note, most) }
        });
        let mut beside: Vec<Beside> = notes.chain(remarks).collect();
        beside.sort_by_key(|it| it.y);
        beside
    }

    fn push(&self, spread: &mut Spread, what: What, area: Area, rows: NoteRows) {
        match what {
            What::Note(note) => spread.notes.push(self.note_box(note, area, rows)),
            What::Remark(index) => {
                let remark = &self.remarks[index];
                let chosen = self.choice.remark == Some(remark.mark);
                spread.remarks.push(RemarkBox::new(remark, area, rows.rows, chosen));
            }
        }
    }

    fn is_chosen(&self, what: What) -> bool {
        match what {
            What::Note(note) => self.choice.note == Some(note),
            What::Remark(index) => self.choice.remark == Some(self.remarks[index].mark),
        }
    }

    fn is_read(&self, what: What) -> bool {
        matches!(what, What::Note(_)) && self.is_chosen(what) && self.choice.read.is_some()
    }

    /// A note in an area. If it does not fit, its last row is left for saying so, and its first where
    /// it is scrolled.
    fn note_box(&self, note: NoteId, area: Area, body: NoteRows) -> NoteBox {
        let NoteRows { rows, further } = body;
        let height = usize::from(area.height);
        let read = self.choice.read.filter(|_| self.is_chosen(What::Note(note)));
        let top = read.unwrap_or(0).min(rows.len().saturating_sub(height));
        let above = if top > 0 { top + 1 } else { 0 };
        let end = if rows.len() - top <= height { rows.len() } else { top + height - 1 };
        let more = rows.len() - end;
        let lead = usize::from(above > 0);
        let rows = rows.into_iter().take(end).skip(top + lead).zip(lead..);
        let y = |index: usize| area.y + index as u16;
        let rows = rows
            .map(|(row, index)| row.map(|(row, laid)| Shown { x: area.x, y: y(index), row, laid }))
            .collect();
        let held = match read {
            Some(_) => Held::Read,
            None if self.is_chosen(What::Note(note)) => Held::Chosen,
            None => Held::Not,
        };
        NoteBox { note, area, rows, above, more, further, goes_on: false, held }
    }
}

/// The notes referred to in rows, each once, with the row of the screen it is to stand at.
fn of(rows: &[Shown], at: impl Fn(&Shown) -> u16) -> Vec<(NoteId, u16)> {
    let mut found: Vec<(NoteId, u16)> = Vec::new();
    for shown in rows {
        for piece in &shown.line().pieces {
            if let Some(Link::NoteReference { note: Some(note), .. }) = piece.link
                && !found.iter().any(|&(seen, _)| seen == note)
            {
                found.push((note, at(shown)));
            }
        }
    }
    found
}

/// The foot of a page on which note number `read` is read: the area grows over the text as far as it is
/// of use, up to the line below the one that refers to the note, and the other notes give way.
fn around(plan: &Plan, lines: &[(usize, usize)], read: usize, room: usize) -> Plan {
    let (y, wished) = lines[read];
    let most = room.saturating_sub(y + 2).max(plan.height);
    let height = (wished + 1).max(plan.height).min(most);
    let text = plan.text.min(room - height);
    let mut left = height - 1;
    let own = wished.min(left);
    left -= own;
    let mut notes = Vec::new();
    for (index, &(y, wished)) in lines.iter().enumerate() {
        if index == read {
            notes.push((index, own));
        } else if y < text && left >= wished.min(LEAST) {
            notes.push((index, wished.min(left)));
            left -= wished.min(left);
        }
    }
    Plan { text, height, rest: 0, notes }
}
