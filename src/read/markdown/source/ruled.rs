//! Tables whose columns stand below each other, under lines of dashes (pandoc, simple and
//! multiline tables).
//!
//! ```text
//!   Right     Left         ---------------------
//! -------     ------        Year  What
//!      12     one          ------ --------------
//!                            1902 Words that go
//!                                 on below
//!                          ---------------------
//! ```

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::caption;
use super::lines::{Lines, Made};
use super::pipe::{self, Cell};
use crate::doc::Align;

/// A column: where its dashes begin and end, in cells of the screen.
type Column = Range<usize>;

/// Reads the table that begins on line `from`, as one of GitHub's: gives it and the line after
/// the last. `None` if there is none.
pub(super) fn read(lines: &Lines<'_>, from: usize) -> Option<(Made, usize)> {
    let first = columns(lines.get(from))?;
    if first.len() == 1 {
        return multiline(lines, from);
    }
    headless(lines, from, &first)
}

/// Reads the table whose head is line `from`, and whose dashes are the next one.
pub(super) fn under_head(lines: &Lines<'_>, from: usize) -> Option<(Made, usize)> {
    let columns = columns(lines.get(from + 1)).filter(|columns| columns.len() > 1)?;
    let end = caption::end(lines, from + 2);
    let ends_with_rule = is_rule(lines.get(end - 1));
    let rows = from + 2..if ends_with_rule { end - 1 } else { end };
    let head = lines.get(from);
    let body: Option<Vec<_>> = rows.map(|row| row_of(lines, row, &columns)).collect();
    let body = body.filter(|body| !body.is_empty())?;
    let rows = std::iter::once(row_of(lines, from, &columns)?).chain(body).collect::<Vec<_>>();
    Some((pipe::write(lines, &rows, &aligns(head, &columns)), end))
}

/// Reads a table that begins with the dashes of its columns and ends with such, or with a line.
fn headless(lines: &Lines<'_>, from: usize, columns: &[Column]) -> Option<(Made, usize)> {
    let end = closing(lines, from + 1)?;
    let rows = rows(lines, from + 1..end, columns, false)?;
    let aligns = aligns(lines.get(from + 1), columns);
    let table = std::iter::once(Vec::new()).chain(rows).collect::<Vec<_>>();
    Some((pipe::write(lines, &table, &aligns), end + 1))
}

/// Reads a table between two lines, whose head may have several lines.
fn multiline(lines: &Lines<'_>, from: usize) -> Option<(Made, usize)> {
    let head_end = lines.end_of_block(from + 1);
    let dashes = (from + 2..head_end).find(|&at| is_rule(lines.get(at)))?;
    let columns = columns(lines.get(dashes)).filter(|columns| columns.len() > 1)?;
    let end = closing(lines, dashes + 1)?;
    let head = rows(lines, from + 1..dashes, &columns, true)?;
    let body = rows(lines, dashes + 1..end, &columns, false)?;
    let aligns = aligns(lines.get(from + 1), &columns);
    Some((pipe::write(lines, &[head, body].concat(), &aligns), end + 1))
}

/// How many lines a table is looked for its end in, so that a line of dashes that opens none costs
/// no look at all the rest.
const LONGEST: usize = 2000;

/// The line of dashes that closes a table: after it stands a blank line.
fn closing(lines: &Lines<'_>, from: usize) -> Option<usize> {
    let reach = from..lines.len().min(from + LONGEST);
    let found = reach.clone().find(|&at| is_rule(lines.get(at)))?;
    (found > from && lines.is_blank(found + 1)).then_some(found)
}

/// The rows of some lines. Where `together` or where blank lines stand between, a row is all that
/// stands between two of them; else each line is one.
fn rows(
    lines: &Lines<'_>,
    body: Range<usize>,
    columns: &[Column],
    together: bool,
) -> Option<Vec<Vec<Cell>>> {
    let together = together || body.clone().any(|at| lines.is_blank(at));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut begin = true;
    for at in body {
        if lines.is_blank(at) {
            begin = true;
            continue;
        }
        let cells = row_of(lines, at, columns)?;
        match rows.last_mut() {
            Some(row) if together && !begin => {
                for (words, more) in row.iter_mut().zip(cells) {
                    let gap = if words.is_empty() { "" } else { " " };
                    words.extend(more.into_iter().map(|(_, line, part)| (gap, line, part)));
                }
            }
            _ => rows.push(cells),
        }
        begin = false;
    }
    Some(rows)
}

fn is_rule(line: &str) -> bool {
    columns(line).is_some()
}

/// The columns that a line of dashes gives. Dashes one by one, `- - -`, are a rule of another
/// sort, and two may be a dash.
fn columns(line: &str) -> Option<Vec<Column>> {
    if !line.bytes().all(|byte| byte == b'-' || byte == b' ') {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    for (at, _) in line.match_indices('-') {
        match columns.last_mut() {
            Some(column) if column.end == at => column.end = at + 1,
            _ => columns.push(at..at + 1),
        }
    }
    let least = if columns.len() == 1 { 3 } else { 2 };
    (!columns.is_empty() && columns.iter().all(|column| column.len() >= least)).then_some(columns)
}

/// The cells of line number `at`.
fn row_of(lines: &Lines<'_>, at: usize, columns: &[Column]) -> Option<Vec<Cell>> {
    let cells = cells(lines.get(at), columns)?.into_iter();
    Some(
        cells.map(|part| if part.is_empty() { Vec::new() } else { vec![("", at, part)] }).collect(),
    )
}

/// The cells of a line, which reach from the beginning of their column to that of the next, as
/// parts of it in bytes; `None` if a word lies across.
fn cells(line: &str, columns: &[Column]) -> Option<Vec<Range<usize>>> {
    let mut starts = vec![0];
    let mut x = 0;
    let mut before = ' ';
    for (at, c) in line.trim_end().char_indices() {
        while starts.len() < columns.len() && x >= columns[starts.len()].start {
            if !before.is_whitespace() && !c.is_whitespace() {
                return None;
            }
            starts.push(at);
        }
        x += c.width().unwrap_or(0);
        before = c;
    }
    starts.resize(columns.len(), line.len());
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let trimmed = |(start, end): (&usize, usize)| {
        let words = line[*start..end].trim_start();
        let start = end - words.len();
        start..start + words.trim_end().len()
    };
    Some(starts.iter().zip(ends).map(trimmed).collect())
}

/// How columns are set: as the words of `line` stand to their dashes.
fn aligns(line: &str, columns: &[Column]) -> Vec<Align> {
    let width = |text: &str| text.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
    let align = |(number, column): (usize, &Column)| {
        let end = columns.get(number + 1).map_or(usize::MAX, |next| next.start);
        let start = if number == 0 { 0 } else { column.start };
        let mut cell = String::new();
        let mut x = 0;
        for c in line.chars() {
            if (start..end).contains(&x) {
                cell.push(c);
            }
            x += c.width().unwrap_or(0);
        }
        let words = cell.trim_end();
        let left = start + width(words) - width(words.trim_start());
        let right = start + width(words);
        match (left > column.start, right < column.end) {
            _ if words.trim().is_empty() => Align::Left,
            (true, true) => Align::Centre,
            (true, false) => Align::Right,
            (false, _) => Align::Left,
        }
    };
    columns.iter().enumerate().map(align).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_their_dashes() {
        assert_eq!(columns("---  ----"), Some(vec![0..3, 5..9]));
        assert_eq!(columns("- - -"), None);
        assert_eq!(columns("--"), None);
        assert_eq!(columns("a ---"), None);
    }

    #[test]
    fn a_word_that_lies_across_columns_makes_no_table() {
        let columns = columns("---  ----").expect("columns");
        let words = |line: &'static str| {
            cells(line, &columns).map(|cells| cells.into_iter().map(|cell| &line[cell]).collect())
        };
        assert_eq!(words("a    b c"), Some(vec!["a", "b c"]));
        assert_eq!(words("a word that runs on"), None);
        assert_eq!(words("漢字 b"), Some(vec!["漢字", "b"]));
        assert_eq!(words("  a"), Some(vec!["a", ""]));
    }
}
