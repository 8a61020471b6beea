//! What lines are broken for, and what they are when they have been.

use super::hyphen::Patterns;
use crate::doc::Span;

/// The room lines have, in cells.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Room {
    /// The first line, and each after a hard break.
    pub(in crate::layout) first: usize,
    /// Lines that go on from the one before.
    pub(in crate::layout) rest: usize,
}

/// A line that has been filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::layout) struct Filled {
    /// Its words, with the white space its end swallowed.
    pub(in crate::layout) span: Span,
    /// Whether it goes on from the line before, as against after a hard break.
    pub(in crate::layout) goes_on: bool,
    /// Whether it is the last before a hard break, or the end.
    pub(in crate::layout) ends: bool,
    /// Whether it ends within a word, with a hyphen that is no part of the text.
    pub(in crate::layout) hyphen: bool,
}

impl Filled {
    /// A line of all there is between two hard breaks.
    pub(in crate::layout) fn whole(span: Span) -> Self {
        Self { span, goes_on: false, ends: true, hyphen: false }
    }
}

/// What is weighed.
#[derive(Debug, Clone, Copy)]
pub(in crate::layout) struct Aim {
    /// Whether what lines are short of goes between their words, as against to their ends.
    pub(in crate::layout) justified: bool,
    /// What words are broken by, if they are.
    pub(in crate::layout) patterns: Option<Patterns>,
}
