//! The line the label of a printed page or of a note is typed in: `xiv`, `*`.

use tui_input::Input as Field;

use crate::app::App;
use crate::app::command::PromptCommand;
use crate::app::command::key::Key;
use crate::app::layer::{Layer, field};
use crate::layout::clean;

/// A label being typed.
#[derive(Debug, Clone)]
pub struct LabelPrompt {
    /// What has the label.
    pub of: Labelled,
    /// What is typed.
    pub field: Field,
    /// Whether anything was typed since it was opened.
    pub(in crate::app) touched: bool,
    /// Why there is nothing with that label.
    pub complaint: Option<String>,
}

/// What a label is asked for of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Labelled {
    /// A printed page.
    Page,
    /// A note.
    Note,
}

impl Labelled {
    /// What stands before what is typed.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Page => "Page: ",
            Self::Note => "Note: ",
        }
    }
}

impl Layer {
    /// The line that asks for a label.
    pub(in crate::app) fn asking_for(of: Labelled) -> Self {
        let (field, touched) = (Field::default(), false);
        Self::Label(Box::new(LabelPrompt { of, field, touched, complaint: None }))
    }
}

impl App {
    /// What the line that asks for a label says at its end.
    pub fn label_hint(&self, of: Labelled) -> String {
        let (accept, cancel) =
            (self.keys.key_of(PromptCommand::Accept), self.keys.key_of(PromptCommand::Cancel));
        let ends = match of {
            Labelled::Page => self.text.pages.ends(),
            Labelled::Note => None,
        };
        match ends {
            Some((first, last)) => {
                let (first, last) = (clean(first), clean(last));
                format!("{first} to {last}; {accept} goes there, {cancel} returns")
            }
            None => format!("{accept} goes there, {cancel} returns"),
        }
    }

    pub(in crate::app) fn label_key(&mut self, key: Key) {
        let Some(Layer::Label(prompt)) = self.layers.last_mut() else { return };
        let empty = prompt.field.value().trim().is_empty();
        match self.keys.find(key) {
            Some(PromptCommand::Cancel) => _ = self.layers.pop(),
            Some(PromptCommand::Accept) if empty => _ = self.layers.pop(),
            Some(PromptCommand::Accept) => {
                let label = prompt.field.value().to_owned();
                let gone = match prompt.of {
                    Labelled::Page => self.leap_to_page(&label),
                    Labelled::Note => self.go_to_labelled_note(&label),
                };
                if let Some(Layer::Label(prompt)) = self.layers.last_mut() {
                    prompt.complaint = gone.err();
                }
            }
            // There are no earlier labels to ask for again, and a label is no pattern.
            Some(
                PromptCommand::Regex
                | PromptCommand::Widen
                | PromptCommand::Earlier
                | PromptCommand::Later,
            ) => {}
            None if key == Key::Backspace && !prompt.touched => _ = self.layers.pop(),
            None => {
                if field::edit(&mut prompt.field, &self.keys, key) {
                    prompt.touched = true;
                    prompt.complaint = None;
                }
            }
        }
    }
}
