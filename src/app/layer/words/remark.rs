//! The line a remark is typed in. A line that is pasted stays a line.

use tui_input::Input as Field;

use crate::app::command::key::Key;
use crate::app::command::{PromptCommand, RemarkCommand};
use crate::app::layer::{Layer, field};
use crate::app::page::carry::Carry;
use crate::app::{App, Effect, Marking};
use crate::doc::Span;
use crate::marks::Colour;

/// The most characters of a remark: what is longer is a text of its own.
const LONGEST: usize = 20_000;

/// A remark being typed.
#[derive(Debug, Clone)]
pub struct Remark {
    /// What is typed; its lines are parted by line feeds.
    pub field: Field,
    /// The words it is on.
    pub(in crate::app) span: Option<Span>,
    /// The mark it is on, by its id; none where there is to be a new one.
    mark: Option<String>,
    colour: Colour,
    /// Whether anything was typed since it was opened.
    touched: bool,
}

impl Remark {
    /// The same remark on words of more of the text.
    pub(in crate::app) fn carried(mut self: Box<Self>, carry: &mut Carry) -> Layer {
        self.span = self.span.map(|span| {
            let start = carry.place(span.start);
            Span::new(start, carry.place(span.end).max(start))
        });
        Layer::Remark(self)
    }

    /// Types what is pasted: its lines stay.
    pub(in crate::app) fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let clean = |c: char| if c.is_control() && c != '\n' { ' ' } else { c };
        let (at, value) = (self.field.cursor(), self.field.value());
        let before: String = value.chars().take(at).collect();
        let room = LONGEST.saturating_sub(value.chars().count());
        let typed: String = text.trim_end().chars().take(room).map(clean).collect();
        let cursor = at + typed.chars().count();
        let value = format!("{before}{typed}{}", &value[before.len()..]);
        self.field = Field::new(value).with_cursor(cursor);
        self.touched = true;
    }
}

impl App {
    /// Asks for a remark on the words that are chosen.
    pub(super) fn remark_on_chosen(&mut self) {
        let Some((choosing, chosen)) = self.choosing().zip(self.chosen_words()) else { return };
        let (mark, colour) = (choosing.mark.clone(), choosing.colour);
        self.ask_remark(Some(chosen.span), mark, colour);
    }

    /// Asks for the remark of a mark.
    pub(in crate::app) fn ask_remark(
        &mut self,
        span: Option<Span>,
        mark: Option<String>,
        colour: Colour,
    ) {
        let marked = mark.as_ref().and_then(|id| self.mark_of(id));
        let said = marked.map_or_else(String::new, |mark| mark.annotation.remark.clone());
        let remark = Remark { field: Field::new(said), span, mark, colour, touched: false };
        self.layers.push(Layer::Remark(Box::new(remark)));
    }

    /// Asks for the remark of the mark of this number.
    pub(in crate::app) fn edit_remark(&mut self, index: u32) {
        if let Some(mark) = self.marks.get(index as usize) {
            let (id, colour) = (mark.annotation.id.clone(), mark.annotation.colour);
            self.ask_remark(mark.at.span(), Some(id), colour);
        }
    }

    /// Takes a key for the remark that is typed.
    pub(in crate::app) fn remark_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Layer::Remark(remark)) = self.layers.last_mut() else { return Vec::new() };
        if self.keys.find(key) == Some(RemarkCommand::Editor) {
            return vec![Effect::Edit(remark.field.value().to_owned())];
        }
        match self.keys.find(key) {
            Some(PromptCommand::Accept) => return self.keep_remark(),
            Some(PromptCommand::Cancel) => _ = self.layers.pop(),
            Some(
                PromptCommand::Regex
                | PromptCommand::Earlier
                | PromptCommand::Later
                | PromptCommand::Widen,
            ) => {}
            None if key == Key::Backspace && remark.field.value().is_empty() && !remark.touched => {
                self.layers.pop();
            }
            None => remark.touched |= field::edit(&mut remark.field, &self.keys, key),
        }
        Vec::new()
    }

    /// Keeps what is typed as the remark of its mark, which is made where there is none.
    fn keep_remark(&mut self) -> Vec<Effect> {
        let Some(Layer::Remark(remark)) = self.layers.pop() else { return Vec::new() };
        let Remark { field, span, mark, colour, .. } = *remark;
        let said = field.value().trim().to_owned();
        let known = mark.as_ref().and_then(|id| self.mark_of(id));
        let was = known.and_then(|mark| mark.at.span());
        self.end_choosing();
        self.message = Some(match said.is_empty() {
            true => "Kept without a remark.".to_owned(),
            false => "The remark is kept.".to_owned(),
        });
        let markings = match (mark, span) {
            (Some(id), span) => {
                let moved = span.filter(|span| was != Some(*span));
                let moved = moved.map(|span| Marking::Move { id: id.clone(), span });
                let changed = Marking::Change { id, colour, remark: said };
                moved.into_iter().chain([changed]).collect()
            }
            (None, Some(span)) => vec![Marking::New { span, colour, remark: said }],
            (None, None) => Vec::new(),
        };
        markings.into_iter().map(Effect::Mark).collect()
    }

    /// Takes up what was written of a remark in an editor.
    pub(in crate::app) fn written(&mut self, words: &str) {
        if let Some(Layer::Remark(remark)) = self.layers.last_mut() {
            remark.field = Field::default();
            remark.paste(words);
        }
    }
}
