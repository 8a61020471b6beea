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

use super::{Lines, caption, pipe};
use crate::doc::Align;

/// A column: where its dashes begin and end, in cells of the screen.
type Column = Range<usize>;

/// Reads the table that begins on line `from`, as one of GitHub's: gives it and the line behind
/// the last. `None` if there is none.
pub(super) fn read(lines: &Lines<'_>, from: usize) -> Option<(String, usize)> {
    let first = columns(lines.get(from))?;
    if first.len() == 1 {
        return multiline(lines, from);
    }
    headless(lines, from, &first)
}

/// Reads the table whose head is line `from`, and whose dashes are the next one.
pub(super) fn under_head(lines: &Lines<'_>, from: usize) -> Option<(String, usize)> {
    let columns = columns(lines.get(from + 1)).filter(|columns| columns.len() > 1)?;
    let end = caption::end(lines, from + 2);
    let ends_with_rule = is_rule(lines.get(end - 1));
    let rows = from + 2..if ends_with_rule { end - 1 } else { end };
    let head = lines.get(from);
    let body: Option<Vec<_>> = rows.map(|row| cells(lines.get(row), &columns)).collect();
    let body = body.filter(|body| !body.is_empty())?;
    let rows = std::iter::once(cells(head, &columns)?).chain(body).collect::<Vec<_>>();
    Some((pipe::write(&rows, &aligns(head, &columns)), end))
}

/// Reads a table that begins with the dashes of its columns and ends with such, or with a line.
fn headless(lines: &Lines<'_>, from: usize, columns: &[Column]) -> Option<(String, usize)> {
    let end = closing(lines, from + 1)?;
    let rows = rows(lines, from + 1..end, columns, false)?;
    let aligns = aligns(lines.get(from + 1), columns);
    let table = std::iter::once(Vec::new()).chain(rows).collect::<Vec<_>>();
    Some((pipe::write(&table, &aligns), end + 1))
}

/// Reads a table between two lines, whose head may have several lines.
fn multiline(lines: &Lines<'_>, from: usize) -> Option<(String, usize)> {
    let head_end = lines.end_of_block(from + 1);
    let dashes = (from + 2..head_end).find(|&at| is_rule(lines.get(at)))?;
    let columns = columns(lines.get(dashes)).filter(|columns| columns.len() > 1)?;
    let end = closing(lines, dashes + 1)?;
    let head = rows(lines, from + 1..dashes, &columns, true)?;
    let body = rows(lines, dashes + 1..end, &columns, false)?;
    let aligns = aligns(lines.get(from + 1), &columns);
    Some((pipe::write(&[head, body].concat(), &aligns), end + 1))
}

/// How many lines a table is looked for its end in, so that a line of dashes that opens none costs
/// no look at all the rest.
const LONGEST: usize = 2000;

/// The line of dashes that closes a table: behind it stands a blank line.
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
) -> Option<Vec<Vec<String>>> {
    let together = together || body.clone().any(|at| lines.is_blank(at));
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut begin = true;
    for at in body {
        if lines.is_blank(at) {
            begin = true;
            continue;
        }
        let cells = cells(lines.get(at), columns)?;
        match rows.last_mut() {
            Some(row) if together && !begin => {
                for (words, more) in row.iter_mut().zip(cells) {
                    let gap = if words.is_empty() || more.is_empty() { "" } else { " " };
                    words.extend([gap, &more]);
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

/// The cells of a line, which reach from the beginning of their column to that of the next; `None`
/// if a word lies across.
fn cells(line: &str, columns: &[Column]) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut x = 0;
    let mut before = ' ';
    for c in line.trim_end().chars() {
        while cells.len() < columns.len() && x >= columns[cells.len()].start {
            if !before.is_whitespace() && !c.is_whitespace() {
                return None;
            }
            cells.push(String::new());
        }
        cells.last_mut()?.push(c);
        x += c.width().unwrap_or(0);
        before = c;
    }
    cells.resize(columns.len(), String::new());
    Some(cells.into_iter().map(|cell| cell.trim().to_owned()).collect())
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
        assert_eq!(cells("a    b c", &columns), Some(vec!["a".into(), "b c".into()]));
        assert_eq!(cells("a word that runs on", &columns), None);
        assert_eq!(cells("漢字 b", &columns), Some(vec!["漢字".into(), "b".into()]));
    }
}
