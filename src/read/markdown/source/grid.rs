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

use super::made::Made;
use super::pipe::{self, Cell};
use super::{Lines, caption};
use crate::doc::Align;

/// Reads the table that begins on line `from`, as one of GitHub's: gives it and the line behind
/// the last. `None` if there is none.
pub(super) fn read(lines: &Lines<'_>, from: usize) -> Option<(Made, usize)> {
    let bounds = bounds(lines.get(from))?;
    let end = caption::end(lines, from);
    let mut grid = Grid::new(lines, bounds);
    for at in from + 1..end {
        grid.line(at)?;
    }
    let aligns = aligns(lines.get(grid.divider.unwrap_or(from)));
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
    /// The row that is open.
    row: Vec<Parts>,
    /// The line below the head, if there is one.
    divider: Option<usize>,
}

impl<'l, 't> Grid<'l, 't> {
    fn new(lines: &'l Lines<'t>, bounds: Vec<usize>) -> Self {
        let row = vec![Vec::new(); bounds.len() - 1];
        Self { lines, bounds, rows: Vec::new(), row, divider: None }
    }

    /// Takes line number `at`; `None` if it is of no grid.
    fn line(&mut self, at: usize) -> Option<()> {
        let line = self.lines.get(at);
        let words = line.trim();
        if !(words.len() > 1 && words.starts_with(['|', '+']) && words.ends_with(['|', '+'])) {
            return None;
        }
        let parts = self.cut(line)?;
        // A cell that reaches over several rows stands beside the line that parts the others. It
        // goes on in the next row: no word of it is lost.
        let rule = |part: &Range<usize>| is_line(&line[part.clone()]);
        if parts.iter().any(rule) {
            let whole = parts.iter().all(|part| part.is_empty() || rule(part));
            self.divider = self.divider.or((whole && words.contains('=')).then_some(at));
            let row = vec![Vec::new(); self.row.len()];
            self.rows.push(std::mem::replace(&mut self.row, row));
        }
        for (cell, part) in self.row.iter_mut().zip(parts) {
            if !rule(&part) {
                cell.push((at, part));
            }
        }
        Some(())
    }

    /// The parts of a line between the bounds, in bytes. Where no line stands on one, the cell
    /// reaches over it, and its words are those of the first column. `None` if words stand outside.
    fn cut(&self, line: &str) -> Option<Vec<Range<usize>>> {
        let mut parts = vec![0..0; self.row.len()];
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

    /// The rows, the head first, which is empty where there is none.
    fn finish(self) -> Option<Vec<Vec<Cell>>> {
        let words = |(at, part): &(usize, Range<usize>)| {
            !self.lines.get(*at)[part.clone()].trim().is_empty()
        };
        if self.row.iter().flatten().any(words) || self.rows.is_empty() {
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

/// Where columns are parted, by the first line of a grid: `+----+--+`.
fn bounds(line: &str) -> Option<Vec<usize>> {
    let words = line.trim();
    let inner = words.strip_prefix('+').and_then(|rest| rest.strip_suffix('+'))?;
    let cells = inner.split('+').all(|cell| {
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        dashes.len() > 1 && dashes.bytes().all(|byte| byte == b'-')
    });
    cells.then(|| line.match_indices('+').map(|(at, _)| at).collect())
}

/// How columns are set, by the colons in the line below the head, or in the first.
fn aligns(line: &str) -> Vec<Align> {
    let inner = line.trim().trim_matches('+');
    let align = |cell: &str| match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Align::Centre,
        (false, true) => Align::Right,
        _ => Align::Left,
    };
    inner.split('+').map(align).collect()
}
