//! Tables in a grid of `+`, `-` and `|` (pandoc, grid tables).
//!
//! ```text
//! +-------+-------------------+
//! | Fruit | Good for          |
//! +=======+===================+
//! | Figs  | - the belly       |
//! |       | - and the heart   |
//! +-------+-------------------+
//! ```

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::caption;
use super::lines::{Lines, Made};
use super::pipe::{self, Cell};
use crate::doc::Align;

/// Reads the table that begins on line `from`, as one of GitHub's: gives it and the line after
/// the last. `None` if there is none.
pub(super) fn read(lines: &Lines<'_>, from: usize) -> Option<(Made, usize)> {
    if !is_border(lines.get(from)) {
        return None;
    }
    let end = caption::end(lines, from);
    let mut grid = Grid::new(lines, bounds(lines, from..end));
    for at in from + 1..end {
        grid.line(at)?;
    }
    let aligns = grid.aligns(lines.get(grid.divider.unwrap_or(from)));
    grid.finish().map(|rows| (pipe::write(lines, &rows, &aligns), end))
}

/// The parts of a cell, one of each of its lines.
type Parts = Vec<(usize, Range<usize>)>;

/// A grid as far as it is read.
struct Grid<'l, 't> {
    lines: &'l Lines<'t>,
    /// Where the lines stand that part columns, in cells of the screen: one more than columns.
    bounds: Vec<usize>,
    rows: Vec<Vec<Parts>>,
    /// The row that the cell of each column began in: not the last one where it reaches over
    /// several. All its words stand there.
    open: Vec<usize>,
    /// The line below the head, if there is one.
    divider: Option<usize>,
}

impl<'l, 't> Grid<'l, 't> {
    fn new(lines: &'l Lines<'t>, bounds: Vec<usize>) -> Self {
        let columns = bounds.len() - 1;
        let rows = vec![vec![Vec::new(); columns]];
        Self { lines, bounds, rows, open: vec![0; columns], divider: None }
    }

    /// Takes line number `at`; `None` if it is of no grid.
    fn line(&mut self, at: usize) -> Option<()> {
        let line = self.lines.get(at);
        let words = line.trim();
        if !(words.len() > 1 && words.starts_with(['|', '+']) && words.ends_with(['|', '+'])) {
            return None;
        }
        let parts = self.cut(line)?;
        // A cell that reaches over several rows stands beside the line that parts the others.
        let rule = |part: &Range<usize>| is_line(&line[part.clone()]);
        if parts.iter().any(rule) {
            let whole = parts.iter().all(|part| part.is_empty() || rule(part));
            self.divider = self.divider.or((whole && words.contains('=')).then_some(at));
            self.rows.push(vec![Vec::new(); parts.len()]);
            let mut below = false;
            for (row, part) in self.open.iter_mut().zip(&parts) {
                // A column without a part of its own is of the cell before it.
                below = if part.is_empty() { below } else { rule(part) };
                *row = if below { self.rows.len() - 1 } else { *row };
            }
        }
        for (column, part) in parts.into_iter().enumerate() {
            if !rule(&part) {
                self.rows[self.open[column]][column].push((at, part));
            }
        }
        Some(())
    }

    /// The parts of a line between the bounds, in bytes. Where no line stands on one, the cell
    /// reaches over it, and its words are those of the first column. `None` if words stand outside.
    fn cut(&self, line: &str) -> Option<Vec<Range<usize>>> {
        let mut parts = vec![0..0; self.open.len()];
        let (mut x, mut column, mut into) = (0, 0, 0);
        for (at, c) in line.char_indices() {
            let bound = self.bounds.get(column).is_some_and(|&bound| x >= bound);
            column += usize::from(bound);
            if bound && matches!(c, '|' | '+') {
                into = column - 1;
            } else if let Some(part) = parts.get_mut(into) {
                part.start = if part.start == part.end { at } else { part.start };
                part.end = at + c.len_utf8();
            } else if !c.is_whitespace() {
                return None;
            }
            x += c.width().unwrap_or(0);
        }
        Some(parts)
    }

    /// How columns are set, by the colons in the line below the head, or in the first. Those of a
    /// cell that reaches over several columns hold for all of them.
    fn aligns(&self, line: &str) -> Vec<Align> {
        let mut align = Align::Left;
        let parts = self.cut(line).unwrap_or_default();
        let aligns = parts.into_iter().map(|part| {
            let cell = &line[part];
            align = match (cell.starts_with(':'), cell.ends_with(':')) {
                _ if cell.is_empty() => align,
                (true, true) => Align::Centre,
                (false, true) => Align::Right,
                _ => Align::Left,
            };
            align
        });
        aligns.collect()
    }

    /// The rows, the head first, which is empty where there is none.
    fn finish(mut self) -> Option<Vec<Vec<Cell>>> {
        let words = |(at, part): &(usize, Range<usize>)| {
            !self.lines.get(*at)[part.clone()].trim().is_empty()
        };
        let last = self.rows.pop()?;
        // A table ends with a line.
        if last.iter().flatten().any(words) || self.rows.is_empty() {
            return None;
        }
        let cell = |parts: &Parts| cell(self.lines, parts);
        let mut rows: Vec<Vec<Cell>> =
            self.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        if self.divider.is_none() {
            rows.insert(0, Vec::new());
        }
        Some(rows)
    }
}

/// The words of a cell on one line. Paragraphs and items begin lines of their own.
fn cell(lines: &Lines<'_>, parts: &Parts) -> Cell {
    let mut cell = Cell::new();
    let mut begin = true;
    for (at, part) in parts {
        let whole = &lines.get(*at)[part.clone()];
        let line = whole.trim();
        if line.is_empty() {
            begin = true;
            continue;
        }
        let start = part.start + (line.as_ptr() as usize - whole.as_ptr() as usize);
        let bullet = line.starts_with(['-', '*', '+']) && line[1..].starts_with(' ');
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = number.len() < line.len() && number.starts_with([')', '.']);
        let starts = begin || bullet || numbered;
        // In a cell no parser sees a list.
        let before = match (cell.is_empty(), bullet, starts) {
            (true, true, _) => "•",
            (true, false, _) => "",
            (false, true, _) => "<br>•",
            (false, false, true) => "<br>",
            (false, false, false) => " ",
        };
        cell.push((before, *at, start + usize::from(bullet)..start + line.len()));
        begin = false;
    }
    cell
}

/// Whether a part of a line parts rows.
fn is_line(part: &str) -> bool {
    let part = part.trim();
    part.len() > 1 && part.bytes().all(|byte| b"-=:+".contains(&byte))
}

/// Whether a line is the first of a grid: `+----+--+`.
fn is_border(line: &str) -> bool {
    let words = line.trim();
    let inner = words.strip_prefix('+').and_then(|rest| rest.strip_suffix('+'));
    inner.is_some_and(|inner| {
        inner.split('+').all(|cell| {
            let dashes = cell.strip_prefix(':').unwrap_or(cell);
            let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
            dashes.len() > 1 && dashes.bytes().all(|byte| byte == b'-')
        })
    })
}

/// Where columns are parted, in cells of the screen: wherever two lines of a grid cross, or one
/// ends. Not all of them need cross in the first line, over whose columns a cell may reach.
fn bounds(lines: &Lines<'_>, table: Range<usize>) -> Vec<usize> {
    let mut bounds = Vec::new();
    for at in table {
        let line = lines.get(at);
        let (mut x, mut done) = (0, 0);
        for (cross, _) in line.match_indices('+') {
            let ends = line[..cross].ends_with(['-', '=', ':']);
            let begins = line[cross + 1..].starts_with(['-', '=', ':']);
            x += width(&line[done..cross]);
            done = cross;
            if ends && is_line(line[..cross].rsplit(['+', '|']).next().unwrap_or(""))
                || begins && is_line(line[cross + 1..].split(['+', '|']).next().unwrap_or(""))
            {
                bounds.push(x);
            }
        }
    }
    bounds.sort_unstable();
    bounds.dedup();
    bounds
}

fn width(words: &str) -> usize {
    words.chars().map(|c| c.width().unwrap_or(0)).sum()
}
