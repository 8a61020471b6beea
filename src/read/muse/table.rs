//! Tables: cells between bars; the number of bars tells head, body and foot apart.

use crate::doc::{Align, Builder, Kind, Span, Table};
use crate::read::lines::Corner;

/// A row: its cells, where each begins, and how many bars part them.
struct Row<'t> {
    cells: Vec<(&'t str, Corner)>,
    bars: usize,
}

/// Adds a table of these rows, its caption above it. `cell` adds the words of a cell.
pub(super) fn push(
    lines: &[String],
    corner: Corner,
    to: &mut Builder,
    mut cell: impl FnMut(&str, Corner, &mut Builder),
) {
    let mut rows = Vec::new();
    for (line, number) in lines.iter().zip(corner.line..) {
        let corner = Corner { line: number, ..corner };
        match line.strip_prefix("|+").and_then(|rest| rest.strip_suffix("+|")) {
            Some(caption) => {
                to.open_block(Kind::Paragraph);
                cell(caption.trim(), corner, to);
                to.close_block();
            }
            None if is_divider(line) => {}
            None => rows.push(row(line, corner)),
        }
    }
    // Whatever their order in the source, the head stands first and the foot last.
    rows.sort_by_key(|row| match row.bars {
        2 => 0,
        1 => 1,
        _ => 2,
    });
    let Some(head) = rows.first() else { return };
    let header = head.bars == 2;
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut table = Table { columns: vec![Align::Left; width], header, rows: Vec::new() };
    to.open_block(Kind::Table(Box::default()));
    for row in &rows {
        if !table.rows.is_empty() {
            to.text("\n");
        }
        let mut spans = Vec::new();
        for &(words, corner) in &row.cells {
            if !spans.is_empty() {
                to.text("\t");
            }
            let start = to.here();
            cell(words, corner, to);
            spans.push(Span::new(start, to.here()));
        }
        table.rows.push(spans);
    }
    to.set_kind(Kind::Table(Box::new(table)));
    to.close_block();
}

/// Whether a line only rules off rows: `---+---`.
fn is_divider(line: &str) -> bool {
    line.contains("--") && line.bytes().all(|b| matches!(b, b'-' | b'+' | b'|' | b' '))
}

fn row(line: &str, corner: Corner) -> Row<'_> {
    let mut bars = 0;
    let mut cells = Vec::new();
    let cell = |from: usize, to: usize| {
        let words = &line[from..to];
        let column = from + words.len() - words.trim_start().len();
        (words.trim(), Corner { column: corner.column + column as u32, ..corner })
    };
    let mut begun = 0;
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'|' {
            at += 1;
            continue;
        }
        let count = line[at..].bytes().take_while(|&b| b == b'|').count();
        bars = bars.max(count.min(3));
        // A bar at the very edge is a border.
        if at > 0 {
            cells.push(cell(begun, at));
        }
        at += count;
        begun = at;
    }
    if begun < line.len() {
        cells.push(cell(begun, line.len()));
    }
    Row { cells, bars: bars.max(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_caption() {
        let lines = ["| f ||| g |", "a | b", "h || i", "--+--", "|+ C +|"].map(str::to_owned);
        let mut to = Builder::new();
        push(&lines, Corner::default(), &mut to, |words, _, to| to.text(words));
        let document = to.finish("");
        assert_eq!(document.check(), Ok(()));
        assert_eq!(document.text, "C\nh\ti\na\tb\nf\tg");
        let Kind::Table(table) = &document.blocks[1].kind else { panic!("a table") };
        assert!(table.header);
        assert_eq!(document.words(table.rows[2][1]), "g");
    }
}
