//! Setting: a span of words becomes a line of pieces, or several where labels crowd at one place.

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

/// Parts a line wider than `width` between its labels. All labels of one place stand on the line of
/// the word before them, which a text may have so many of that no line holds them; those that find
/// no room stand on lines of their own, which show no words, `indent` cells from the edge.
pub(super) fn part_labels(mut line: Line, width: usize, indent: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    loop {
        let first = line.pieces.first().map_or(0, |piece| piece.x);
        let over = |piece: &Piece| {
            piece.span.is_empty() && piece.x > first && piece.x + piece.cells > width
        };
        let Some(at) = line.pieces.iter().position(over) else { break };
        let mut rest = line.pieces.split_off(at);
        let shift = rest[0].x - indent;
        for piece in &mut rest {
            piece.x -= shift;
        }
        let next = Line { pieces: rest, ..Line::blank(line.span.end) };
        lines.push(std::mem::replace(&mut line, next));
    }
    lines.push(line);
    lines
}
