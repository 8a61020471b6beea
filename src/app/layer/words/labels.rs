//! Labels on the sentences and marks of the screen.

use super::units::{Unit, units};
use super::{Choosing, Chosen};
use crate::app::App;
use crate::app::command::Command;
use crate::app::command::key::Key;
use crate::app::layer::label::links::{LabelSpot, made};
use crate::app::page::shown::Shown;
use crate::app::page::spread::Spread;
use crate::doc::{NoteId, Place, Span};

/// Something that has a label, and where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Labelled {
    /// The words.
    span: Span,
    /// The mark that they are, by its id.
    mark: Option<String>,
    /// The note in whose box they stand.
    beside: Option<NoteId>,
    /// The cell of the first of them that shows.
    at: (u16, u16),
}

impl App {
    /// The sentences and marks on the screen, with their labels.
    pub(super) fn labelled(&self) -> Vec<(String, Labelled)> {
        let spread = self.spread();
        let mut all = self.shown_units(&spread.rows.iter().collect::<Vec<_>>(), None);
        for note in &spread.notes {
            let rows: Vec<&Shown> = note.rows.iter().flatten().collect();
            all.extend(self.shown_units(&rows, Some(note.note)));
        }
        // The key that chooses without a label is no label.
        let taken: Vec<char> = ('a'..='z').filter(|c| self.chooses_first(Key::Char(*c))).collect();
        made(all.len(), &taken).into_iter().zip(all).collect()
    }

    fn chooses_first(&self, key: Key) -> bool {
        self.keys.find::<Command>(key) == Some(Command::Choose)
    }

    /// The sentences and marks in rows of the screen. Where a mark begins with a sentence, it is meant.
    fn shown_units(&self, rows: &[&Shown], beside: Option<NoteId>) -> Vec<Labelled> {
        let document = &self.text.document;
        let mut spans: Vec<(Span, Option<String>)> = Vec::new();
        for part in rows.chunk_by(|one, other| one.row.block == other.row.block) {
            let (first, last) = (part[0].line().span, part[part.len() - 1].line().span);
            let seen = Span::new(first.start, last.end.max(first.start));
            let block = part[0].row.block;
            if document.blocks.get(block).is_none_or(|block| !block.span.overlaps(seen)) {
                continue;
            }
            let marks = self.marks.iter().filter_map(|mark| {
                let span = mark.at.span().filter(|span| span.overlaps(seen))?;
                Some((span, Some(mark.annotation.id.clone())))
            });
            let before = spans.len();
            spans.extend(marks.filter(|it| document.block_at(it.0.start) == Some(block)));
            let sentences = units(&self.text, block, seen.start, Unit::Sentence).into_iter();
            let sentences = sentences.filter(|span| span.overlaps(seen));
            let marked: Vec<Place> = spans[before..].iter().map(|it| it.0.start).collect();
            spans.extend(
                sentences.filter(|span| !marked.contains(&span.start)).map(|span| (span, None)),
            );
            spans[before..].sort_by_key(|it| it.0.start);
        }
        let labelled = spans.into_iter().filter_map(|(span, mark)| {
            let at = rows.iter().find_map(|row| self.first_cell(row, span))?;
            Some(Labelled { span, mark, beside, at })
        });
        labelled.collect()
    }

    /// The cell in a row of the first words of `span` that show there.
    fn first_cell(&self, shown: &Shown, span: Span) -> Option<(u16, u16)> {
        let line = shown.line();
        let words = |piece: &&crate::layout::Piece| piece.span.overlaps(span);
        let piece = line.pieces.iter().find(words)?;
        let x = self.cell_in(shown, piece, span.start.max(piece.span.start))?;
        Some((x, shown.y))
    }

    /// The column of a place of a piece, if that is not scrolled away.
    fn cell_in(&self, shown: &Shown, piece: &crate::layout::Piece, place: Place) -> Option<u16> {
        let shift = if shown.line().wide { self.page.sideways } else { 0 };
        let into = match piece.made {
            Some(_) => 0,
            None => crate::layout::cells(
                self.text.document.words(Span::new(piece.span.start, place.min(piece.span.end))),
            ),
        };
        let x = (piece.x + into).checked_sub(shift)?;
        let x = shown.x.checked_add(u16::try_from(x).ok()?)?;
        (x < self.screen.whole.width).then_some(x)
    }

    /// The cell of the end that moves of the words that are chosen, as the screen shows it.
    pub fn moving_cell(&self, spread: &Spread) -> Option<(u16, u16)> {
        let chosen = self.chosen_words()?;
        let place = chosen.moving(&self.text.document);
        let notes = spread.notes.iter().flat_map(|note| note.rows.iter().flatten());
        spread.rows.iter().chain(notes).find_map(|shown| {
            let piece = shown.line().pieces.iter().find(|piece| piece.span.contains(place))?;
            Some((self.cell_in(shown, piece, place)?, shown.y))
        })
    }

    /// Takes a key while there are labels.
    pub(super) fn label_of_words(&mut self, key: Key) {
        if self.chooses_first(key) {
            self.choose_first();
            return;
        }
        let Some(choosing) = self.choosing_mut() else { return };
        match key {
            Key::Backspace if !choosing.typed.is_empty() => _ = choosing.typed.pop(),
            Key::Char(c) if c.is_alphabetic() => self.type_label_of_words(c),
            // Other keys take them away, and do nothing else: who typed them saw labels.
            _ => self.leave_choosing(),
        }
    }

    fn type_label_of_words(&mut self, letter: char) {
        let Some(choosing) = self.choosing_mut() else { return };
        let typed: String = choosing.typed.chars().chain(letter.to_lowercase()).collect();
        let mut labels = choosing.labels.iter();
        match labels.find(|(label, _)| *label == typed) {
            Some((_, labelled)) => {
                let labelled = labelled.clone();
                self.take_labelled(labelled);
            }
            None if choosing.labels.iter().any(|(label, _)| label.starts_with(&typed)) => {
                choosing.typed = typed;
            }
            None => self.message = Some(format!("No label begins with {typed}.")),
        }
    }

    /// Chooses without a label: the sentence of the hit one is at, else the first.
    fn choose_first(&mut self) {
        let found = self.found.as_ref().filter(|found| found.lit);
        let hit = found.and_then(|found| found.hits.get(found.current?)).copied();
        let Some(choosing) = self.choosing() else { return };
        let all = || choosing.labels.iter().map(|(_, labelled)| labelled);
        let of_hit = hit.and_then(|hit| all().find(|it| it.span.contains(hit.start)));
        // A sentence that began above the screen is not the first one sees.
        let seen = self.on_screen();
        let whole = || all().find(|it| it.beside.is_none() && it.span.start >= seen.start);
        if let Some(labelled) = of_hit.or_else(whole).or_else(|| all().next()).cloned() {
            self.take_labelled(labelled);
        }
    }

    fn take_labelled(&mut self, labelled: Labelled) {
        let mark = labelled.mark.as_ref().and_then(|id| self.mark_of(id));
        let colour = mark.map(|mark| mark.annotation.colour);
        let Some(choosing) = self.choosing_mut() else { return };
        choosing.colour = colour.unwrap_or(choosing.colour);
        choosing.mark = labelled.mark;
        choosing.chosen = Some(Chosen::new(labelled.span, labelled.beside));
        choosing.labels.clear();
        self.show_chosen();
    }

    /// Where the labels stand that what is typed may still mean: each in the blank before its words, and
    /// over their first letter only where there is none.
    pub fn sentence_labels(&self, choosing: &Choosing) -> Vec<LabelSpot> {
        let width = self.screen.whole.width;
        let mut spots: Vec<LabelSpot> = Vec::new();
        for (label, Labelled { at: (x, y), .. }) in &choosing.labels {
            let cells = label.len() as u16;
            let taken = |x: u16| {
                let mut others = spots.iter().filter(|other| other.y == *y);
                others.any(|other| x < other.x + other.label.len() as u16 && other.x < x + cells)
            };
            let end = width.saturating_sub(cells);
            let wished = x.saturating_sub(cells).min(end);
            let x = (wished..=end).find(|x| !taken(*x));
            spots.extend(x.map(|x| LabelSpot { x, y: *y, label: label.clone() }));
        }
        spots.retain(|spot| spot.label.starts_with(&choosing.typed));
        spots
    }
}
