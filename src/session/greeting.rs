//! The greeting: what a reader should know of a text that comes on the screen, in one sentence.

use std::sync::Arc;

use crate::app::Input;
use crate::doc::Problem;
use crate::session::Session;

impl Session {
    /// Says on the first screen what a reader should know of the text or of the place kept.
    pub(super) fn greet(&mut self) {
        let text = Arc::clone(self.app.text());
        let document = &text.document;
        let of = |kind| document.diagnostics.iter().find(move |found| found.kind == kind);
        let said = if let Some(warning) = self.keeper.warning.take() {
            warning
        } else if text.rest > 0 || self.app.message().is_some() {
            return;
        } else if document.blocks.is_empty() {
            "The text is empty.".to_owned()
        } else if let Some(damage) = of(Problem::Encoding).or_else(|| of(Problem::Format)) {
            damage.what.clone()
        } else if self.keeper.is_first() {
            self.first_keys()
        } else if self.app.place_to_keep() == 0
            && let Some(summary) = crate::restore::summary(&document.repairs)
        {
            // Who returns to where they were knows it.
            let key = self.app.keys().key_of(crate::app::command::Command::Findings);
            format!("{summary}; {key} lists them")
        } else if let Some(remark) = of(Problem::OtherEncoding) {
            remark.what.clone()
        } else {
            return;
        };
        self.app.update(Input::Tell(said));
    }

    /// The keys to begin with, for who has never been here.
    fn first_keys(&self) -> String {
        use crate::app::command::Command;
        let keys = [
            (Command::PageDown, "next page"),
            (Command::NextNote, "next note"),
            (Command::Back, "back"),
            (Command::Quit, "quit"),
            (Command::Help, "all keys"),
        ];
        let said =
            keys.map(|(command, what)| format!("{} {what}", self.app.keys().key_of(command)));
        said.join(" · ")
    }
}
