//! Choosing words of the text: sentences are labelled on the screen, one is chosen, and its ends are moved
//! by sentences and words; then it is marked or copied.
//!
//! A page has no cursor, so that the first thing to say is where: each sentence on the screen, in the body,
//! the notes and the entries, and each mark gets a letter. What is chosen scrolls into view; whoever leaves
//! without doing anything finds the screen as it was.

mod acts;
mod labels;
pub mod remark;
pub(in crate::app) mod units;

use super::Layer;
use crate::app::command::key::Key;
use crate::app::command::{ChooseCommand, Command};
use crate::app::page::carry::Carry;
use crate::app::trail::Spot;
use crate::app::{App, Effect};
use crate::doc::{Document, NoteId, Place, Span};
use crate::marks::Colour;
use labels::Labelled;
use units::Unit;

/// Words being chosen.
#[derive(Debug, Clone)]
pub struct Choosing {
    /// What is typed of a label.
    pub typed: String,
    /// What may be chosen, with its labels; nothing once something is.
    labels: Vec<(String, Labelled)>,
    /// What is chosen.
    pub chosen: Option<Chosen>,
    /// The colour it is to be marked in.
    pub colour: Colour,
    /// The mark that is chosen, by its id.
    pub mark: Option<String>,
    /// Where the reader was in the text.
    origin: Spot,
}

/// Words that are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// The words.
    pub span: Span,
    /// Whether their end moves, and not their beginning.
    pub end_moves: bool,
    /// The note in whose box they stand, where that is not the text itself.
    beside: Option<NoteId>,
}

impl Chosen {
    fn new(span: Span, beside: Option<NoteId>) -> Self {
        Self { span, end_moves: true, beside }
    }

    /// The place of the end that moves, or of the last letter before it.
    pub(in crate::app) fn moving(&self, document: &Document) -> Place {
        let last = || document.words(self.span).char_indices().next_back().map_or(0, |(at, _)| at);
        self.span.start + if self.end_moves { last() } else { 0 }
    }
}

impl Choosing {
    /// Nothing is chosen yet, of what is seen from here.
    fn new(origin: Spot) -> Self {
        let (colour, labels) = (Colour::default(), Vec::new());
        Self { typed: String::new(), labels, chosen: None, colour, mark: None, origin }
    }

    /// The same words of more of the text. Labels stand on rows that may be others now.
    pub(in crate::app) fn carried(mut self: Box<Self>, carry: &mut Carry) -> Option<Layer> {
        let chosen = self.chosen?;
        let (start, end) = (carry.place(chosen.span.start), carry.place(chosen.span.end));
        let beside = match chosen.beside {
            Some(note) => Some(carry.note(note)?),
            None => None,
        };
        self.origin.carry(carry);
        self.chosen = Some(Chosen { span: Span::new(start, end.max(start)), beside, ..chosen });
        (start < end).then_some(Layer::Choosing(self))
    }
}

impl App {
    /// Puts labels on the sentences and marks of the screen; where a mark is chosen, begins with that.
    pub(in crate::app) fn choose_words(&mut self) {
        let mut choosing = Choosing::new(self.spot());
        if let Some((mark, span)) = self.mark_in_focus() {
            (choosing.mark, choosing.colour) = (Some(mark.id.clone()), mark.colour);
            choosing.chosen = Some(Chosen::new(span, None));
            self.focus = None;
            self.layers.push(Layer::Choosing(Box::new(choosing)));
            self.show_chosen();
            return;
        }
        choosing.labels = self.labelled();
        if choosing.labels.is_empty() {
            self.message = Some("There are no words on the screen.".to_owned());
            return;
        }
        self.layers.push(Layer::Choosing(Box::new(choosing)));
    }

    /// Chooses words from one place to another, as the mouse was drawn over them.
    pub(in crate::app) fn choose_between(
        &mut self,
        span: Span,
        end_moves: bool,
        beside: Option<NoteId>,
    ) {
        let chosen = Chosen { span, end_moves, beside };
        if let Some(choosing) = self.choosing_mut() {
            (choosing.chosen, choosing.mark) = (Some(chosen), None);
            choosing.labels.clear();
            return;
        }
        let choosing = Choosing { chosen: Some(chosen), ..Choosing::new(self.spot()) };
        self.layers.push(Layer::Choosing(Box::new(choosing)));
    }

    /// The words being chosen, if any are.
    pub fn choosing(&self) -> Option<&Choosing> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Choosing(choosing) => Some(&**choosing),
            _ => None,
        })
    }

    /// The words that are chosen.
    pub fn chosen_words(&self) -> Option<Chosen> {
        self.choosing().and_then(|choosing| choosing.chosen)
    }

    fn choosing_mut(&mut self) -> Option<&mut Choosing> {
        match self.layers.last_mut() {
            Some(Layer::Choosing(choosing)) => Some(choosing),
            _ => None,
        }
    }

    /// Takes a key while words are chosen.
    pub(in crate::app) fn choosing_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(choosing) = self.choosing() else { return Vec::new() };
        if choosing.chosen.is_none() {
            self.label_of_words(key);
            return Vec::new();
        }
        match self.keys.find::<ChooseCommand>(key) {
            Some(ChooseCommand::Colour) => self.choose_colour(key),
            Some(command) => return self.choose_command(command),
            None => match self.keys.find::<Command>(key) {
                Some(Command::Quit | Command::Cancel | Command::Back) => self.leave_choosing(),
                Some(command @ (Command::Help | Command::Theme)) => {
                    return self.reading(command, None);
                }
                _ => self.message = Some(self.no_such_key(key)),
            },
        }
        Vec::new()
    }

    fn choose_command(&mut self, command: ChooseCommand) -> Vec<Effect> {
        match command {
            ChooseCommand::NextSentence => self.move_end(Unit::Sentence, true),
            ChooseCommand::PreviousSentence => self.move_end(Unit::Sentence, false),
            ChooseCommand::NextWord => self.move_end(Unit::Word, true),
            ChooseCommand::PreviousWord => self.move_end(Unit::Word, false),
            ChooseCommand::OtherEnd => self.move_other_end(),
            ChooseCommand::OneWord => self.choose_one_word(true),
            ChooseCommand::WordBefore => self.choose_one_word(false),
            ChooseCommand::Highlight => return self.highlight(),
            ChooseCommand::Remark => self.remark_on_chosen(),
            ChooseCommand::Copy => return self.copy_chosen(false),
            ChooseCommand::CopyMarkdown => return self.copy_chosen(true),
            ChooseCommand::LookUp => return self.look_up_chosen(),
            ChooseCommand::Remove => return self.remove_chosen(),
            ChooseCommand::PutLost => return self.put_lost(),
            ChooseCommand::Close => self.leave_choosing(),
            ChooseCommand::Colour => {}
        }
        Vec::new()
    }

    /// Leaves the words as they are, and the screen as it was.
    pub(in crate::app) fn leave_choosing(&mut self) {
        let at = self.layers.iter().rposition(|layer| matches!(layer, Layer::Choosing(_)));
        let Some(at) = at else { return };
        if let Layer::Choosing(choosing) = self.layers.swap_remove(at) {
            self.restore(choosing.origin);
        }
    }

    /// Gives the keys back to what had them, on the page as it is now.
    fn end_choosing(&mut self) {
        let at = self.layers.iter().position(|layer| matches!(layer, Layer::Choosing(_)));
        let Some(at) = at else { return };
        if let Layer::Choosing(choosing) = self.layers.swap_remove(at) {
            self.layers = choosing.origin.layers;
            self.focus = choosing.origin.focus;
        }
    }

    /// Takes labels on sentences away, if there are any.
    pub(in crate::app) fn take_sentence_labels_away(&mut self) {
        if self.choosing().is_some_and(|choosing| choosing.chosen.is_none()) {
            self.leave_choosing();
        }
    }
}
