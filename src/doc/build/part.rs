//! Parting: blocks too long for any page become several, so that no later pass ever meets a line of
//! 200 MB or a table of a million rows. No byte is lost by it, and none moves.

use super::super::{Kind, Span, Table};

/// The longest block of prose or code, in bytes, less one word. No paragraph that a person wrote
/// comes near it.
pub(super) const LONGEST: usize = 1 << 16;

/// The most rows of one block, which is laid out as a whole. No printed table has as many.
const MOST_ROWS: usize = 4096;

/// Splits `words` after the first white space past `room` bytes, or, where a run of
/// [`LONGEST`] bytes has none, on a character boundary.
pub(super) fn words(words: &str, room: usize) -> (&str, &str) {
    let mut limit = room.min(words.len());
    while !words.is_char_boundary(limit) {
        limit += 1;
    }
    let after = words[limit..]
        .char_indices()
        .take_while(|&(at, _)| at < LONGEST)
        .find(|&(_, c)| c.is_whitespace())
        .map(|(at, c)| limit + at + c.len_utf8());
    words.split_at(after.unwrap_or(limit))
}

/// A table as one block, or, past [`MOST_ROWS`], as several of the same columns: what parts two
/// blocks is what parts two rows.
pub(super) fn table(text: &str, table: Table, span: Span) -> Vec<(Kind, Span)> {
    let Table { columns, header, mut rows } = table;
    // Cells without words may stand behind the last word, where nothing is any more.
    for cell in rows.iter_mut().flatten() {
        *cell = Span::new(cell.start.min(span.end), cell.end.min(span.end));
    }
    let empty = |header| Table { columns: columns.clone(), header, rows: Vec::new() };
    let mut parts = Vec::new();
    let mut part = empty(header);
    let mut start = span.start;
    for row in rows {
        let begins = row.first().map_or(start, |cell| cell.start);
        let parted = begins > start && text.as_bytes().get(begins - 1) == Some(&b'\n');
        if part.rows.len() >= MOST_ROWS && parted {
            let whole = std::mem::replace(&mut part, empty(false));
            parts.push((Kind::Table(Box::new(whole)), Span::new(start, begins - 1)));
            start = begins;
        }
        part.rows.push(row);
    }
    parts.push((Kind::Table(Box::new(part)), Span::new(start, span.end)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_behind_the_last_word_are_empty() {
        let cells = |cells: &[(usize, usize)]| -> Vec<Span> {
            cells.iter().map(|&(start, end)| Span::new(start, end)).collect()
        };
        let rows = vec![cells(&[(0, 1), (2, 3)]), cells(&[(4, 4), (5, 5)])];
        let whole = Table { columns: Vec::new(), header: true, rows };
        let parts = table("a\tb", whole, Span::new(0, 3));
        let [(Kind::Table(made), span)] = &parts[..] else { panic!("{parts:?}") };
        assert_eq!(*span, Span::new(0, 3));
        assert_eq!(made.rows[1], cells(&[(3, 3), (3, 3)]));
    }
}
