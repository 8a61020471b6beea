//! Tables as GitHub writes them, which the parser reads: where they are in a text, and how other
//! tables become such.

use crate::doc::Align;

/// Writes a table. A first row without words is what a table without a head has (pandoc, pipe
/// tables).
pub(super) fn write(rows: &[Vec<String>], columns: &[Align]) -> String {
    let mut out = String::new();
    for (number, row) in rows.iter().enumerate() {
        out.push('|');
        for column in 0..columns.len() {
            let cell = row.get(column).map_or("", String::as_str);
            out.push_str(&format!(" {} |", escape(cell)));
        }
        out.push('\n');
        if number == 0 {
            let rule = columns.iter().map(|align| match align {
                Align::Left => "---|",
                Align::Centre => ":-:|",
                Align::Right => "--:|",
            });
            out.push_str(&format!("|{}\n", rule.collect::<String>()));
        }
    }
    out
}

/// The words of a cell in which no bar parts it in two.
fn escape(cell: &str) -> String {
    let mut escaped = String::with_capacity(cell.len());
    let mut before = ' ';
    for c in cell.chars() {
        if c == '|' && before != '\\' {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
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
        let rows = [vec!["a|b".to_owned()], vec!["c\\|d".to_owned(), String::new()]];
        let written = write(&rows, &[Align::Left, Align::Right]);
        assert_eq!(written, "| a\\|b |  |\n|---|--:|\n| c\\|d |  |\n");
    }

    #[test]
    fn dividers() {
        for line in ["|---|", "a|b", "---|---", ":-:|-", "| --- | :-- |"] {
            assert_eq!(is_divider(line), line != "a|b", "{line}");
        }
        assert!(!is_divider("---") && !is_divider("| |") && !is_divider(""));
    }
}
