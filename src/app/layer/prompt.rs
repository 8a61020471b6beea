//! The line a search is typed in. The page goes to the first hit as one types.

use tui_input::Input as Field;

use crate::app::found::Found;
use crate::app::trail::Spot;
use crate::doc::Place;

/// A search being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What is typed.
    pub field: Field,
    /// Whether anything was typed since it was opened.
    pub(in crate::app) touched: bool,
    /// Whether it is a regular expression.
    pub regex: bool,
    /// Why it cannot be searched for, or that nothing was found.
    pub complaint: Option<String>,
    /// Where the search began.
    pub(in crate::app) origin: Spot,
    /// The first place on the page it began on: hits are looked for from there.
    pub(in crate::app) from: Place,
    /// The search in force before.
    pub(in crate::app) before: Option<Found>,
    /// Which of the earlier searches is shown, counted from the last; 0 is what is typed.
    pub(in crate::app) recalled: usize,
    /// What was typed before an earlier search was recalled, and whether it was an expression.
    pub(in crate::app) draft: (String, bool),
}

/// A search line that was made wide.
#[derive(Debug, Clone)]
pub(in crate::app) struct Wide {
    /// The line as it was.
    pub(super) prompt: Prompt,
    /// What was asked for last.
    pub(super) asked: Option<(String, bool)>,
}
