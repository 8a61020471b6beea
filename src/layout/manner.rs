//! The manner in which a reader has a text set.

use super::breaks::room::Aim;
use super::role::Part;
use super::runs::Runs;
use crate::doc::Block;
use crate::text::Text;

/// How the lines of a block are set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// How far the first line of a paragraph is set in, in cells.
    pub(super) indent: usize,
    /// How many blank rows part one line of prose from the next.
    pub(super) between: usize,
    /// Whether the labels of notes stand in brackets.
    pub(super) bracketed: bool,
    /// Whether formulas are shown in signs.
    pub(super) formulas: bool,
    /// How the lines of a paragraph are weighed; `None` where each is filled by itself.
    pub(super) aim: Option<Aim>,
}

impl Manner {
    /// The runs of `block`, of which all words are of `part`.
    pub(super) fn runs(self, text: &Text, block: &Block, part: Part) -> Runs {
        let runs = Runs::of(text, block, part).bracketed(self.bracketed);
        runs.with_formulas(&text.document.text, self.formulas)
    }
}
