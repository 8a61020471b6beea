//! Lists of what is not in the text on the screen: the reader's other texts, hits in all of them, their
//! sources. The session makes them of what it knows, and a row leads to a place in another text
//! ([`Goal`]); the way back leads to the list.

mod elsewhere;
mod everywhere;
pub(super) mod goal;
mod library;
mod marked;

pub use elsewhere::{CitesIt, Elsewhere, HeldText, WorkCited};
pub use everywhere::{FarHit, FoundInAll, TextFound};
pub(in crate::app) use goal::Far;
pub use goal::{Goal, GoalAt};
pub use library::{Library, Listed};
pub use marked::{MarkedText, MarkedWords};

use super::Layer;
use super::picker::Picker;
use crate::app::{App, Effect};

impl App {
    /// Shows a list of what is not in the text, in the place of that of its kind which is open, as that
    /// was filtered and sorted; over the text where there is none and it is to be opened.
    pub(in crate::app) fn show_far(&mut self, kind: Far, mut made: Picker, open: bool) {
        made.far = Some(kind);
        match self.layers.iter_mut().find(|layer| is_far(layer, kind)) {
            Some(layer) => {
                if let Layer::Picker(old) = layer {
                    *layer = Layer::list(made.taking_over(old));
                }
            }
            None if open => self.layers.push(Layer::list(made)),
            None => {}
        }
    }

    /// Asks for what the chosen row of a list leads to; what is on the screen is there already.
    pub(in crate::app) fn go_far(&mut self, number: usize) -> Vec<Effect> {
        let Some(Layer::Picker(list)) = self.layers.last() else { return Vec::new() };
        let Some(goal) = list.goals.get(number).cloned() else { return Vec::new() };
        if goal.origin.is_empty() {
            let said = "No file of that text is known here; once you open it, its marks are found.";
            self.message = Some(said.to_owned());
            return Vec::new();
        }
        if goal.at == GoalAt::Left && goal.origin == self.text.origin {
            self.layers.pop();
            return Vec::new();
        }
        vec![Effect::OpenGoal(Box::new(goal))]
    }
}

/// Whether a layer is a list of this kind.
pub(in crate::app) fn is_far(layer: &Layer, kind: Far) -> bool {
    matches!(layer, Layer::Picker(list) if list.far == Some(kind))
}
