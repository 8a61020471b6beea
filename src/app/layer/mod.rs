//! Layers: what lies over the text and takes the keys first.

mod findings;
pub mod help;
pub(super) mod label;
mod labelled;
pub(super) mod lists;
mod notes;
pub mod picker;
mod printed;
pub(super) mod prompt;

use help::Help;
use label::LabelPrompt;
use picker::Picker;
use prompt::Prompt;

/// Something over the text.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A list to choose from.
    Picker(Box<Picker>),
    /// The line a search is typed in.
    Prompt(Box<Prompt>),
    /// The line the label of a printed page or of a note is typed in.
    Label(Box<LabelPrompt>),
    /// The help.
    Help(Help),
}

impl Layer {
    /// A list on top.
    pub(super) fn list(picker: Picker) -> Self {
        Self::Picker(Box::new(picker))
    }
}
