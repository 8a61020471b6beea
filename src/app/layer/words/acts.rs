//! What is done with words that are chosen: their ends are moved, they are marked, copied, let go.

use super::Chosen;
use super::units::{Unit, edge, one_word};
use crate::app::command::key::Key;
use crate::app::command::{ChooseCommand, Command};
use crate::app::layer::Layer;
use crate::app::layer::in_note::InNote;
use crate::app::layer::list::row::one_line;
use crate::app::layer::picker::{Column, Goes, Item, Picker};
use crate::app::page::notes::NoteRows;
use crate::app::told::as_many_as_fit;
use crate::app::{App, Effect, Marking};
use crate::doc::{NoteId, Place, Span};
use crate::layout::{fit, wrap};
use crate::marks::{Annotation, Colour, quoted};

impl App {
    /// Moves the end that moves to the next sentence or word, or the one before. Where it cannot come any
    /// nearer to the other end, that one goes on the same way.
    pub(super) fn move_end(&mut self, unit: Unit, next: bool) {
        let Some(Chosen { span, end_moves, beside }) = self.chosen_words() else { return };
        let to = |place, begins| edge(&self.text, place, unit, (begins, next));
        let moved = match end_moves {
            true => {
                let end = to(span.end, false).filter(|&end| end > span.start);
                let end = end.map(|end| (Span::new(span.start, end), true));
                let start = || to(span.start, true).filter(|_| !next);
                end.or_else(|| start().map(|start| (Span::new(start, span.end), false)))
            }
            false => {
                let start = to(span.start, true).filter(|&start| start < span.end);
                let start = start.map(|start| (Span::new(start, span.end), false));
                let end = || to(span.end, false).filter(|_| next);
                start.or_else(|| end().map(|end| (Span::new(span.start, end), true)))
            }
        };
        let Some((span, end_moves)) = moved else {
            let which = if next { "end" } else { "beginning" };
            self.message = Some(format!("This is the {which} of what can be chosen here."));
            return;
        };
        if let Some(choosing) = self.choosing_mut() {
            choosing.chosen = Some(Chosen { span, end_moves, beside });
        }
        self.show_chosen();
    }

    /// Chooses one word alone: of several the first or the last, of one the next or the one before.
    pub(super) fn choose_one_word(&mut self, next: bool) {
        let Some(Chosen { span, beside, .. }) = self.chosen_words() else { return };
        let Some(word) = one_word(&self.text, span, next) else {
            let which = if next { "last" } else { "first" };
            self.message = Some(format!("This is the {which} word that can be chosen here."));
            return;
        };
        if let Some(choosing) = self.choosing_mut() {
            choosing.chosen = Some(Chosen { span: word, end_moves: true, beside });
        }
        self.show_chosen();
    }

    pub(super) fn move_other_end(&mut self) {
        if let Some(chosen) = self.choosing_mut().and_then(|choosing| choosing.chosen.as_mut()) {
            chosen.end_moves = !chosen.end_moves;
        }
        self.show_chosen();
    }

    /// Scrolls so that the end that moves is on the screen.
    pub(super) fn show_chosen(&mut self) {
        let Some(chosen) = self.chosen_words() else { return };
        let place = chosen.moving(&self.text.document);
        match chosen.beside {
            Some(note) => self.show_in_note(note, place),
            None => self.scroll_to(place),
        }
    }

    /// Scrolls the text by as few lines as show a place.
    fn scroll_to(&mut self, place: Place) {
        /// Who is further away is brought there.
        const LINES: usize = 40;
        for _ in 0..LINES {
            let spread = self.spread();
            if spread.row_of(place).is_some() {
                return;
            }
            let before = self.page.spot();
            let above = spread.span().is_none_or(|seen| place < seen.start);
            self.scroll_lines(if above { -1 } else { 1 });
            if self.page.spot() == before {
                break;
            }
        }
        self.bring(place);
    }

    /// Shows a place of a note in its box: where the box is too short, the note is read in it.
    fn show_in_note(&mut self, note: NoteId, place: Place) {
        let shown = self.spread().notes.into_iter().find(|shown| shown.note == note);
        let mut rows = shown.iter().flat_map(|shown| shown.rows.iter().flatten());
        if rows.any(|row| row.line().span.contains(place)) {
            return;
        }
        if self.note_in_hand().is_none_or(|read| read.note != note) {
            let references = self.text.links.references_to(note);
            let Some(&reference) = references.first() else { return };
            let read = InNote { note, place: reference, top: 0, origin: self.spot() };
            let at = self.layers.len().saturating_sub(1);
            self.layers.insert(at, Layer::Note(Box::new(read)));
        }
        let Some(side) = &self.side else { return };
        let rows = NoteRows::read(side, note).rows;
        let of = |row: &Option<(crate::layout::Row, std::rc::Rc<crate::layout::Laid>)>| {
            row.as_ref().is_some_and(|(row, laid)| laid.lines[row.row].span.contains(place))
        };
        let Some(index) = rows.iter().position(of) else { return };
        let height = self.spread().notes.into_iter().find(|shown| shown.note == note);
        let height = height.map_or(1, |shown| usize::from(shown.area.height));
        let count = rows.len();
        for layer in &mut self.layers {
            if let Layer::Note(read) = layer {
                read.top = crate::app::layer::scrolled_to(index, read.top, count, height);
            }
        }
    }

    /// Takes the colour of a key: the first of those of its command is for the first colour.
    pub(super) fn choose_colour(&mut self, key: Key) {
        let number = self.keys.number_of(ChooseCommand::Colour, key);
        let Some(&colour) = number.and_then(|number| Colour::ALL.get(number)) else { return };
        if let Some(choosing) = self.choosing_mut() {
            choosing.colour = colour;
        }
        let key = self.keys.key_of(ChooseCommand::Highlight);
        self.message = Some(format!("In {}; {key} highlights.", colour.name()));
    }

    /// Marks the words, or changes the mark that was begun with.
    pub(super) fn highlight(&mut self) -> Vec<Effect> {
        let Some((choosing, chosen)) = self.choosing().zip(self.chosen_words()) else {
            return Vec::new();
        };
        let (span, colour) = (chosen.span, choosing.colour);
        let mark = choosing.mark.as_ref().and_then(|id| self.mark_of(id));
        let markings = match mark {
            Some(mark) => {
                let Annotation { id, remark, colour: was, .. } = mark.annotation.clone();
                let moved =
                    (mark.at.span() != Some(span)).then(|| Marking::Move { id: id.clone(), span });
                let changed = (was != colour).then_some(Marking::Change { id, colour, remark });
                moved.into_iter().chain(changed).collect()
            }
            None => vec![Marking::New { span, colour, remark: String::new() }],
        };
        self.end_choosing();
        let key = self.keys.key_of(Command::Marks);
        self.message = Some(format!("Highlighted; {key} lists the marks."));
        markings.into_iter().map(Effect::Mark).collect()
    }

    /// Copies the words with where they are from.
    pub(super) fn copy_chosen(&mut self, markdown: bool) -> Vec<Effect> {
        let Some(chosen) = self.chosen_words() else { return Vec::new() };
        let words = match markdown {
            true => quoted::markdown(&self.text, chosen.span),
            false => quoted::prose(&self.text, chosen.span),
        };
        self.end_choosing();
        self.copied(words)
    }

    /// Asks what a program of the reader's says of the words.
    pub(super) fn look_up_chosen(&mut self) -> Vec<Effect> {
        let Some(chosen) = self.chosen_words() else { return Vec::new() };
        let words = one_line(self.text.document.words(chosen.span).trim());
        self.end_choosing();
        vec![Effect::LookUp(words)]
    }

    /// Lists what a program says of words that were looked up; where the keys are somebody else's by
    /// now, that there is something to say.
    pub(in crate::app) fn list_answer(&mut self, words: &str, answer: &str) {
        /// The widest line of an answer that is comfortable to read, in cells.
        const WIDEST: usize = 100;
        if !self.layers.is_empty() {
            self.message =
                Some(format!("{} was looked up; look it up again to read of it.", fit(words, 40)));
            return;
        }
        let room = usize::from(self.screen.whole.width).saturating_sub(4).clamp(10, WIDEST);
        let lines = answer.trim_end().lines().flat_map(|line| match line.trim() {
            "" => vec![String::new()],
            _ => wrap(line, room),
        });
        let items = lines.map(|line| Item::new(vec![line], Goes::Nowhere)).collect();
        self.layers.push(Layer::list(Picker::new(words, &[Column::Fill], items)));
    }

    /// Copies words, and says so.
    pub(in crate::app) fn copied(&mut self, words: String) -> Vec<Effect> {
        let shown = one_line(words.trim());
        self.message = Some(format!("Copied: {}", fit(&shown, 60)));
        vec![Effect::Copy(words)]
    }

    /// The keys of words that are chosen, as many as there is room for, those to remember first.
    pub(in crate::app) fn keys_of_chosen(&self, room: usize) -> String {
        let key = |command| self.keys.key_of::<ChooseCommand>(command);
        let Some(choosing) = self.choosing() else { return String::new() };
        if choosing.chosen.is_none() {
            let first = self.keys.key_of(Command::Choose);
            let where_hit = self.found.as_ref().is_some_and(|found| found.lit);
            let which = if where_hit { "that of the hit" } else { "the first" };
            return format!("A label chooses its sentence, {first} {which}.");
        }
        let highlight = key(ChooseCommand::Highlight);
        let colour = choosing.colour.name();
        let (does, says) = match choosing.mark {
            Some(_) => (format!("{highlight} keeps the mark, {colour}"), "its remark"),
            None => (format!("{highlight} highlights, {colour}"), "with a remark"),
        };
        let mut parts = vec![does];
        if self.lost.is_some() {
            parts.push(format!("{} puts the lost mark here", key(ChooseCommand::PutLost)));
        }
        parts.push(format!("{} {says}", key(ChooseCommand::Remark)));
        parts.push(format!("{} copies", key(ChooseCommand::Copy)));
        if choosing.mark.is_some() {
            parts.push(format!("{} removes", key(ChooseCommand::Remove)));
        }
        let [next, before, on, back, other] = [
            ChooseCommand::NextSentence,
            ChooseCommand::PreviousSentence,
            ChooseCommand::NextWord,
            ChooseCommand::PreviousWord,
            ChooseCommand::OtherEnd,
        ]
        .map(key);
        parts.push(format!("{next} {before} {on} {back} move the end"));
        parts.push(format!("{other} the other"));
        parts.push(format!("{} leaves", key(ChooseCommand::Close)));
        as_many_as_fit(&parts, room)
    }

    /// What is said of a remark that is chosen.
    pub(in crate::app) fn keys_of_a_remark(&self, room: usize) -> String {
        let (follow, choose) =
            (self.keys.key_of(Command::Follow), self.keys.key_of(Command::Choose));
        let parts = [
            "Your remark".to_owned(),
            format!("{follow} edits it"),
            format!("{choose} chooses its words"),
        ];
        as_many_as_fit(&parts, room)
    }

    /// Removes the mark that was begun with.
    pub(super) fn remove_chosen(&mut self) -> Vec<Effect> {
        let Some(id) = self.choosing().and_then(|choosing| choosing.mark.clone()) else {
            self.message = Some("No mark is chosen, but words.".to_owned());
            return Vec::new();
        };
        self.end_choosing();
        let (marks, bring) = (
            self.keys.key_of(Command::Marks),
            self.keys.key_of(crate::app::command::ListCommand::Remove),
        );
        self.message = Some(format!("The mark is removed; {bring} in {marks} brings it back."));
        self.remove_mark(&id)
    }

    /// Puts the mark whose words were lost on those that are chosen.
    pub(super) fn put_lost(&mut self) -> Vec<Effect> {
        let Some(chosen) = self.chosen_words() else { return Vec::new() };
        let Some(id) = self.lost.take() else {
            let key = self.keys.key_of(Command::Marks);
            let what = format!("No mark is to be put here; {key} lists those that are lost.");
            self.message = Some(what);
            return Vec::new();
        };
        self.end_choosing();
        self.message = Some("The mark stands here now.".to_owned());
        vec![Effect::Mark(Marking::Move { id, span: chosen.span })]
    }
}
