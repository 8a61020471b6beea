//! Formulas in TeX → the signs Unicode has for them, where it has all.
//!
//! A formula is shown in signs wholly or not at all. What Unicode cannot say in one line without
//! saying something else, such as a limit below its arrow, a matrix, a letter that cannot be lowered,
//! stays in TeX as its author typed it: whoever types TeX reads it, and nobody reads half of it.
//!
//! What comes out is a list of [`Sign`]s that knows which part of the source each stands for. Every
//! byte of a formula belongs to exactly one, so that a search hits what it finds, lines break where
//! the author has blanks, and a formula that no line holds is broken between signs.

mod parse;
mod runs;
mod shape;
mod signs;
#[cfg(test)]
mod tests;

use crate::doc::is_tex;

pub(super) use runs::set;
pub(super) use signs::raised;

/// What is shown for a part of a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    /// Where the part begins in the formula, in bytes; it ends where the next one does. The first
    /// begins where the formula does.
    pub(super) at: usize,
    /// What is shown: the source itself, where it is blank.
    pub(super) shown: String,
}

/// The longest formula that is set in signs, in bytes.
const LONGEST: usize = 2_000;

/// The signs for a formula as it stands in a text, with its dollars or brackets if it has any; none
/// where it stays as it is. `tex` tells TeX from MathML that a reader has written in one line.
pub(super) fn signs(source: &str, tex: bool) -> Option<Vec<Sign>> {
    let (open, inner) = inner(source);
    if inner.trim().is_empty() || source.len() > LONGEST || open == 1 && !is_surely_one(inner) {
        return None;
    }
    let mut signs = parse::parse(inner, tex)?;
    for sign in &mut signs {
        sign.at += open;
    }
    signs.first_mut()?.at = 0;
    Some(signs)
}

/// What stands before a formula and after it, the longer first.
pub(super) const DELIMITERS: [(&str, &str); 4] =
    [("$$", "$$"), ("\\[", "\\]"), ("\\(", "\\)"), ("$", "$")];

/// What a formula holds within its dollars or brackets, and how many bytes these take before it.
fn inner(source: &str) -> (usize, &str) {
    for (open, close) in DELIMITERS {
        let inner = source.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inner) = inner {
            return (open.len(), inner);
        }
    }
    (0, source)
}

/// Whether what stands between two single dollars is a formula for all the world. Sums of money and
/// names of variables may stand so, and whoever took their dollars would change what a text says.
fn is_surely_one(inner: &str) -> bool {
    let words = inner.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().nth(1).is_some());
    is_tex(inner)
        || inner.contains('^')
        || !words && !inner.starts_with(|c: char| c.is_ascii_digit())
}
