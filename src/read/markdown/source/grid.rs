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

use unicode_width::UnicodeWidthChar;

use super::{Lines, caption, pipe};
use crate::doc::Align;

/// Reads the table that begins on line `from`, as one of GitHub's: gives it and the line behind
/// the last. `None` if there is none.
pub(super) fn read(lines: &Lines<'_>, from: usize) -> Option<(String, usize)> {
    let bounds = bounds(lines.get(from))?;
    let end = caption::end(lines, from);
    let mut grid = Grid::new(bounds);
    for at in from + 1..end {
        grid.line(lines.get(at))?;
    }
    let first = grid.divided.first().map_or(lines.get(from), String::as_str).to_owned();
    grid.finish().map(|rows| (pipe::write(&rows, &aligns(&first)), end))
}

/// A grid as far as it is read.
struct Grid {
    /// Where the lines stand that part columns, in cells of the screen: one more than columns.
    bounds: Vec<usize>,
    rows: Vec<Vec<Vec<String>>>,
    /// The lines of each cell of the row that is open.
    row: Vec<Vec<String>>,
    /// The line below the head, if there is one.
    divided: Vec<String>,
}

impl Grid {
    fn new(bounds: Vec<usize>) -> Self {
        let row = vec![Vec::new(); bounds.len() - 1];
        Self { bounds, rows: Vec::new(), row, divided: Vec::new() }
    }

    /// Takes the next line; `None` if it is of no grid.
    fn line(&mut self, line: &str) -> Option<()> {
        let words = line.trim();
        if !(words.len() > 1 && words.starts_with(['|', '+']) && words.ends_with(['|', '+'])) {
            return None;
        }
        let parts = self.cut(line)?;
        // A cell that reaches over several rows stands beside the line that parts the others. It
        // goes on in the next row: no word of it is lost.
        let parted = parts.iter().any(|part| is_line(part));
        if parted {
            if parts.iter().all(|part| part.is_empty() || is_line(part)) && words.contains('=') {
                self.divided.push(line.to_owned());
            }
            let row = vec![Vec::new(); self.row.len()];
            self.rows.push(std::mem::replace(&mut self.row, row));
        }
        for (cell, part) in self.row.iter_mut().zip(parts) {
            if !is_line(&part) {
                cell.push(part);
            }
        }
        Some(())
    }

    /// The parts of a line between the bounds. Where no line stands on one, the cell reaches over
    /// it, and its words are those of the first column. `None` if words stand outside.
    fn cut(&self, line: &str) -> Option<Vec<String>> {
        let mut parts = vec![String::new(); self.row.len()];
        let (mut x, mut column, mut into) = (0, 0, 0);
        for c in line.chars() {
            let bound = self.bounds.get(column).is_some_and(|&bound| x >= bound);
            if bound {
                column += 1;
            }
            if bound && matches!(c, '|' | '+') {
                into = column - 1;
            } else if let Some(part) = parts.get_mut(into) {
                part.push(c);
            } else if !c.is_whitespace() {
                return None;
            }
            x += c.width().unwrap_or(0);
        }
        Some(parts.into_iter().map(|part| part.trim_end().to_owned()).collect())
    }

    /// The rows, the head first, which is empty where there is none.
    fn finish(self) -> Option<Vec<Vec<String>>> {
        let open = self.row.iter().flatten().any(|line| !line.is_empty());
        if open || self.rows.is_empty() {
            return None;
        }
        let mut rows: Vec<Vec<String>> =
            self.rows.iter().map(|row| row.iter().map(|lines| cell(lines)).collect()).collect();
        if self.divided.is_empty() {
            rows.insert(0, Vec::new());
        }
        Some(rows)
    }
}

/// The words of a cell on one line. Paragraphs and items begin lines of their own.
fn cell(lines: &[String]) -> String {
    let mut words = String::new();
    let mut begin = true;
    for line in lines.iter().map(|line| line.trim()) {
        let item = line.starts_with(['-', '*', '+', '•']) && line[1..].starts_with(' ');
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = number.len() < line.len() && number.starts_with([')', '.']);
        if line.is_empty() {
            begin = true;
            continue;
        }
        if !words.is_empty() {
            words.push_str(if begin || item || numbered { "<br>" } else { " " });
        }
        // In a cell no parser sees a list.
        match line.get(1..).filter(|_| item && line.is_ascii()) {
            Some(rest) => words.extend(["•", rest]),
            None => words.push_str(line),
        }
        begin = false;
    }
    words
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
