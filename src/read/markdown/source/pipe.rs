//! Tables as GitHub writes them, which the parser reads: where they are in a text, and how other
//! tables become such.

use std::ops::Range;

use super::lines::{Lines, Made};
use crate::doc::Align;

/// The words of a cell: parts of lines, and what stands before each.
pub(super) type Cell = Vec<(&'static str, usize, Range<usize>)>;

/// Writes a table. A first row without words is what a table without a head has (pandoc, pipe
/// tables).
pub(super) fn write(lines: &Lines<'_>, rows: &[Vec<Cell>], columns: &[Align]) -> Made {
    let mut out = Made::default();
    for (number, row) in rows.iter().enumerate() {
        out.add("|");
        for column in 0..columns.len() {
            out.add(" ");
            for (before, line, part) in row.get(column).into_iter().flatten() {
                out.add(before);
                escaped(lines, *line, part.clone(), &mut out);
            }
            out.add(" |");
        }
        out.add("\n");
        if number == 0 {
            let rule = columns.iter().map(|align| match align {
                Align::Left => "---|",
                Align::Centre => ":-:|",
                Align::Right => "--:|",
            });
            out.add(&format!("|{}\n", rule.collect::<String>()));
        }
    }
    out
}

/// Adds a part of a line, in which no bar parts a cell in two.
fn escaped(lines: &Lines<'_>, line: usize, part: Range<usize>, out: &mut Made) {
    let words = &lines.raw(line)[part.clone()];
    let mut done = 0;
    for (at, _) in words.match_indices('|') {
        lines.copy(line, part.start + done..part.start + at, out);
        out.add(if words[..at].ends_with('\\') { "" } else { "\\" });
        done = at;
    }
    lines.copy(line, part.start + done..part.end, out);
}

/// Whether a line parts the head of such a table from its body: `|:--|--:|`.
pub(super) fn is_divider(line: &str) -> bool {
    let line = line.trim();
    let bare = line.strip_prefix('|').unwrap_or(line);
    let bare = bare.strip_suffix('|').unwrap_or(bare);
    let cell = |cell: &str| {
        let cell = cell.trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && bare.split('|').all(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stay_in_their_cells() {
        let lines = Lines::of("a|b\nc\\|d");
        let rows = [vec![vec![("", 0, 0..3)]], vec![vec![("", 1, 0..4)], Vec::new()]];
        let written = write(&lines, &rows, &[Align::Left, Align::Right]);
        assert_eq!(written.text, "| a\\|b |  |\n|---|--:|\n| c\\|d |  |\n");
        assert_eq!(written.typed_at(2), Some(0));
    }

    #[test]
    fn dividers() {
        for line in ["|---|", "a|b", "---|---", ":-:|-", "| --- | :-- |"] {
            assert_eq!(is_divider(line), line != "a|b", "{line}");
        }
        assert!(!is_divider("---") && !is_divider("| |") && !is_divider(""));
    }
}
