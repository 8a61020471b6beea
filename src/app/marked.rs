//! The marks of the text on the screen, and what the reader wishes done to them.
//!
//! The app changes no mark by itself: it asks for a change ([`Marking`]), and shows what comes back
//! ([`Input::Marks`](super::Input::Marks)) once that is kept. So no mark is ever on the screen that is
//! not on the disk.

use std::sync::Arc;

use super::App;
use crate::doc::Span;
use crate::marks::{Annotation, Colour, Placed};
use crate::text::Text;

/// What is to be done to the marks of the text on the screen.
#[derive(Debug, Clone, PartialEq)]
pub enum Marking {
    /// Mark these words.
    New {
        /// Where they are.
        span: Span,
        /// In which colour.
        colour: Colour,
        /// What is said of them; empty for nothing.
        remark: String,
    },
    /// Give a mark this colour and this remark.
    Change {
        /// Its id.
        id: String,
        /// Its colour from now on.
        colour: Colour,
        /// What is said of it from now on; empty for nothing.
        remark: String,
    },
    /// Put a mark, an orphan perhaps, on these words.
    Move {
        /// Its id.
        id: String,
        /// Where they are.
        span: Span,
    },
    /// Remove the mark of this id.
    Remove(String),
    /// Bring back a mark that was removed.
    BringBack(Box<Annotation>),
}

impl App {
    /// The marks of the text on the screen, by where they are; orphans first.
    pub fn marks(&self) -> &[Placed] {
        &self.marks
    }

    /// Takes up the marks of a text, if that is the one on the screen.
    pub(super) fn take_marks(&mut self, of: &Arc<Text>, marks: Vec<Placed>) {
        if Arc::ptr_eq(of, &self.text) {
            self.marks = marks;
        }
    }
}
