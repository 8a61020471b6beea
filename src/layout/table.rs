//! Tables: columns as wide as their words where the measure allows, narrower with cells broken
//! over lines where it must, and as they are, to be scrolled sideways, where even that is no use.

use super::breaks::fill::fill;
use super::breaks::room::Room;
use super::line::Line;
use super::manner::Manner;
use super::role::{Part, Role};
use super::runs::Runs;
use super::segment::Gauge;
use super::set::{part_labels, set};
use crate::doc::{Align, Block, Span, Table};
use crate::text::Text;

/// The cells between two columns.
const GAP: usize = 2;
/// The widest a column gets in a table that is scrolled sideways.
const WIDEST: usize = 40;
/// How many rows are measured to find the width of columns: a table that changes its mind after
/// these is broken over lines there.
const MEASURED: usize = 1000;

/// Sets a table into lines of `width` cells, or wider ones to be scrolled.
pub(super) fn lay_out(
    text: &Text,
    block: &Block,
    table: &Table,
    width: usize,
    manner: Manner,
) -> Vec<Line> {
    let body = manner.runs(text, block, Part::Body);
    let head = manner.runs(text, block, Part::TableHead);
    let words = &text.document.text;
    let gauge = Gauge { text: words, runs: &body };
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut natural = vec![1; columns];
    let mut least = vec![1; columns];
    for row in table.rows.iter().take(MEASURED) {
        for (column, &cell) in row.iter().enumerate() {
            natural[column] = natural[column].max(gauge.measure(cell));
            least[column] = least[column].max(longest_word(gauge, cell));
        }
    }
    let (widths, wide) = widths(&natural, &least, width);
    let mut lines = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let is_head = table.header && index == 0;
        let runs = if is_head { &head } else { &body };
        let span = row_span(table, index, block);
        lines.extend(lay_out_row(words, runs, row, &widths, &table.columns, span, wide));
        if is_head {
            lines.push(divider(&widths, span.end, wide));
        }
    }
    lines
}

/// The words of a row with the white space up to the next one.
fn row_span(table: &Table, index: usize, block: &Block) -> Span {
    let start = |index: usize| {
        // A row may have no cells.
        let behind = table.rows.iter().skip(index).find_map(|row| row.first());
        behind.map_or(block.span.end, |cell| cell.start)
    };
    let begin = if index == 0 { block.span.start } else { start(index) };
    Span::new(begin, start(index + 1).max(begin))
}

fn longest_word(gauge: Gauge<'_>, cell: Span) -> usize {
    let words = cell.of(gauge.text);
    let starts =
        words.split_whitespace().map(|word| word.as_ptr() as usize - words.as_ptr() as usize);
    starts
        .zip(words.split_whitespace())
        .map(|(at, word)| {
            let start = cell.start + at;
            gauge.measure(Span::new(start, start + word.len()))
        })
        .max()
        .unwrap_or(0)
}

/// The width of each column, and whether the table is wider than `width` all the same.
fn widths(natural: &[usize], least: &[usize], width: usize) -> (Vec<usize>, bool) {
    let gaps = GAP * natural.len().saturating_sub(1);
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + gaps;
    if total(natural) <= width {
        return (natural.to_vec(), false);
    }
    if total(least) > width {
        return (natural.iter().map(|&cells| cells.min(WIDEST)).collect(), true);
    }
    // What is too much is taken from the widest columns, down to their longest word.
    let room = width - gaps;
    let mut low = 1;
    let mut high = width;
    let capped = |cap: usize| -> Vec<usize> {
        natural.iter().zip(least).map(|(&n, &l)| n.min(cap).max(l)).collect()
    };
    while low < high {
        let middle = (low + high).div_ceil(2);
        if capped(middle).iter().sum::<usize>() <= room { low = middle } else { high = middle - 1 }
    }
    (capped(low), false)
}

fn lay_out_row(
    text: &str,
    runs: &Runs,
    row: &[Span],
    widths: &[usize],
    aligns: &[Align],
    span: Span,
    wide: bool,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut x = 0;
    for (column, &cell) in row.iter().enumerate() {
        let width = widths[column];
        let filled = fill(text, runs, cell, Room { first: width, rest: width }, None);
        let parts =
            filled.into_iter().flat_map(|one| part_labels(set(text, runs, one.span, 0), width, 0));
        for (index, mut part) in parts.enumerate() {
            let spare = width.saturating_sub(part.cells());
            let shift = match aligns.get(column).copied().unwrap_or_default() {
                Align::Left => 0,
                Align::Centre => spare / 2,
                Align::Right => spare,
            };
            part.indent(x + shift);
            if lines.len() <= index {
                let place = if index == 0 { span } else { Span::at(span.end) };
                lines.push(Line { span: place, wide, ..Line::default() });
            }
            lines[index].pieces.append(&mut part.pieces);
        }
        x += width + GAP;
    }
    // A row may have no cell at all; it has its line all the same.
    if lines.is_empty() {
        lines.push(Line { span, wide, ..Line::default() });
    }
    lines
}

/// The line under the header.
fn divider(widths: &[usize], place: usize, wide: bool) -> Line {
    let mut line = Line { wide, ..Line::blank(place) };
    let role = Role { part: Part::Line, ..Role::default() };
    for (column, &width) in widths.iter().enumerate() {
        if column > 0 {
            line.push_made(&" ".repeat(GAP), place, Role::default(), None);
        }
        line.push_made(&"─".repeat(width), place, role, None);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way_fairly() {
        assert_eq!(widths(&[5, 10], &[5, 5], 20), (vec![5, 10], false));
        assert_eq!(widths(&[5, 50], &[5, 5], 30), (vec![5, 23], false));
        assert_eq!(widths(&[30, 30], &[4, 4], 22), (vec![10, 10], false));
        assert_eq!(widths(&[30, 60], &[30, 4], 20), (vec![30, 40], true));
    }
}
