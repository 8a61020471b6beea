//! Setting: a span of words becomes a line of pieces, or several where labels crowd at one place.

use super::line::{Line, Piece};
use super::role::Role;
use super::runs::Runs;
use super::segment::SOFT_HYPHEN;
use super::width::{cells, fit};
use crate::doc::{Place, Span};

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

/// Parts a line wider than `width` where labels crowd. All labels of one place stand on the line
/// of the word before them, or, where a block begins with them, of the word behind; and a text may
/// have so many that no line holds them. Those that find no room stand on lines of their own, which
/// show no words, `indent` cells from the edge.
pub(super) fn part_labels(line: Line, width: usize, indent: usize) -> Vec<Line> {
    if line.cells() <= width {
        return vec![line];
    }
    let is_word = |piece: &Piece| !piece.span.is_empty();
    let Line { mut pieces, span, wide } = line;
    cut_labels(&mut pieces, width.saturating_sub(indent));
    let first = pieces.iter().position(is_word).unwrap_or(pieces.len());
    let words = pieces.iter().rposition(is_word).map_or(first, |last| last + 1);
    let mut tail = pieces.split_off(words);
    let mut lead = pieces;
    let mut words = lead.split_off(first);
    let crowds = words.last().or(lead.last()).is_some_and(|last| last.x + last.cells > width);
    let mut lines = Vec::new();
    if crowds {
        lines.extend(rows(lead, width, indent, span.start));
        move_to(&mut words, indent);
    } else {
        words.splice(0..0, lead);
    }
    let end = words.last().map_or(indent, |piece| piece.x + piece.cells);
    move_to(&mut tail, end);
    let fitting = tail.iter().take_while(|label| label.x + label.cells <= width).count();
    let below = tail.split_off(fitting);
    words.append(&mut tail);
    lines.push(Line { pieces: words, span, wide });
    lines.extend(rows(below, width, indent, span.end));
    lines
}

/// Cuts labels that are wider than a line has `room`, and moves up what stands behind them.
fn cut_labels(pieces: &mut [Piece], room: usize) {
    let mut by = 0;
    for piece in pieces {
        piece.x -= by;
        if let Some(label) = piece.made.as_deref().filter(|_| piece.span.is_empty())
            && piece.cells > room
        {
            let shown = fit(label, room.max(1));
            let now = cells(&shown);
            by += piece.cells - now;
            (piece.cells, piece.made) = (now, Some(shown.into()));
        }
    }
}

/// Labels in as many lines as they need; at least one stands on each.
fn rows(mut labels: Vec<Piece>, width: usize, indent: usize, place: Place) -> Vec<Line> {
    let mut lines = Vec::new();
    while !labels.is_empty() {
        move_to(&mut labels, indent);
        let fitting = labels.iter().take_while(|label| label.x + label.cells <= width).count();
        let rest = labels.split_off(fitting.max(1));
        let pieces = std::mem::replace(&mut labels, rest);
        lines.push(Line { pieces, ..Line::blank(place) });
    }
    lines
}

/// Moves pieces so that the first begins in cell `x`.
fn move_to(pieces: &mut [Piece], x: usize) {
    let from = pieces.first().map_or(x, |piece| piece.x);
    for piece in pieces {
        piece.x = piece.x - from + x;
    }
}
