//! Where a row of a list leads that is in another text, and what such a list is of.

use crate::anchor::Anchor;

/// What such a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum Far {
    /// The texts that were named, or read lately.
    Texts,
    /// All texts that are known.
    Library,
    /// What was found in all texts.
    Hits,
    /// The sources of all texts.
    Sources,
    /// The places that cite one of them.
    Citing,
    /// The marks of all texts.
    Marks,
}

/// A place in a text, which may be another than that on the screen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Goal {
    /// What the text is kept under.
    pub origin: String,
    /// Where in it.
    pub at: GoalAt,
}

/// Where in a text a goal is.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum GoalAt {
    /// Where it was left.
    #[default]
    Left,
    /// At these words.
    Words {
        /// The words and what stands around them.
        words: Box<Anchor>,
        /// What was searched for to find them, and whether that is an expression.
        search: Option<(String, bool)>,
    },
    /// On the printed page of this label.
    Page(String),
}
