//! Setting: a span of words becomes a line of pieces.

use super::fill::SOFT_HYPHEN;
use super::line::{Line, Piece};
use super::role::Role;
use super::runs::Runs;
use super::width::cells;
use crate::doc::Span;

/// Sets the words in `span` into a line, `indent` cells from its edge. White space at its end is
/// not shown, and a soft hyphen there is.
pub(super) fn set(text: &str, runs: &Runs, span: Span, indent: usize) -> Line {
    let words = span.of(text);
    let shown = words.trim_end();
    let end = span.start + shown.len();
    let mut line = Line { span, ..Line::default() };
    let mut x = indent;
    for (run, slice) in runs.slices(span) {
        let (words, made) = match &run.made {
            Some(made) => (slice, Some(made.clone())),
            None if slice.start >= end => continue,
            None => (Span::new(slice.start, slice.end.min(end)), None),
        };
        let width = made.as_deref().map_or_else(|| cells(words.of(text)), cells);
        line.pieces.push(Piece {
            x,
            cells: width,
            span: words,
            made,
            role: run.role,
            link: run.link,
        });
        x += width;
    }
    if shown.ends_with(SOFT_HYPHEN) {
        line.push_made("-", end, Role::default(), None);
    }
    line
}
