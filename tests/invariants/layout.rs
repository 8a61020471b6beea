//! Layout: no line is too wide, all words are shown in their order, rows and places agree.

use std::sync::Arc;

use ibid::doc::{Document, Kind, Span};
use ibid::layout::{Line, Row, Setting, Sheet, cells, clean};
use ibid::read;
use ibid::text::Text;

use super::feed::Feed;
use super::words;

/// The narrowest width at which labels of notes and bars of quotations must keep within a line.
pub const SENSIBLE: usize = 10;

/// A text of any format at a width from none to that of a wide screen.
pub fn lines(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let width = usize::from(feed.byte()) % 130;
    let (start, by) = (feed.number(300), feed.number(120) as isize - 60);
    let setting = setting(feed.byte());
    let mut document = document(feed);
    document.metadata.language = Some("en".to_owned());
    let text = Arc::new(Text::new(document));
    let sheet = Sheet::set(Arc::clone(&text), width, setting);
    let found = if width >= SENSIBLE { complaints(&sheet) } else { words_astray(&text, &sheet) };
    assert!(found.is_empty(), "{}\n{:?}", found.join("\n"), text.document.text);
    rows_and_places_agree(&sheet);
    steps_lead_back(&sheet, start as isize, by);
}

/// One of the ways a text is set.
pub fn setting(which: u8) -> Setting {
    let is = |bit: u8| which & bit > 0;
    Setting {
        spacing: 1,
        indents: is(1),
        bracketed: is(2),
        formulas: is(32),
        weighed: is(4),
        justified: is(8),
        hyphenated: is(16),
    }
}

/// A text of any format.
pub fn document(mut feed: Feed<'_>) -> Document {
    match feed.byte() % 8 {
        0 => read::plain("a.txt", &feed.text(words::PLAIN)),
        1 => read::muse("a.muse", &feed.text(words::MUSE)),
        2 => {
            let source = format!("<html>{}", feed.text(words::HTML));
            read::read("a.html", source.as_bytes()).unwrap_or_default()
        }
        3 => read::plain("a.txt", &feed.text(words::ODD)),
        4 => read::markdown("a.md", &feed.text(words::CITING)),
        // Odd signs among the signs of Markdown.
        5 => {
            let both: Vec<&str> = words::MARKDOWN.iter().chain(words::ODD).copied().collect();
            read::markdown("a.md", &feed.text(&both))
        }
        _ => read::markdown("a.md", &feed.text(words::MARKDOWN)),
    }
}

/// What a line shows.
pub fn shown(line: &Line, text: &str) -> String {
    let mut out = String::new();
    let mut x = 0;
    for piece in &line.pieces {
        out.extend(std::iter::repeat_n(' ', piece.x.saturating_sub(x)));
        out.push_str(&clean(piece.words(text)));
        x = piece.x + piece.cells;
    }
    out
}

/// Lays a text out and complains of every line that is not as it should be.
pub fn complaints(sheet: &Sheet) -> Vec<String> {
    let (text, width) = (sheet.text(), sheet.width());
    let words = &text.document.text;
    let mut found = words_astray(text, sheet);
    for index in 0..text.document.blocks.len() {
        for line in &sheet.block(index).lines {
            let row = shown(line, words);
            if !line.wide && line.cells() > width {
                found.push(format!("{} of {width} cells: {row:?}", line.cells()));
            }
            if cells(&row) != line.cells() {
                found.push(format!("{} cells in {row:?}, not {}", cells(&row), line.cells()));
            }
            let mut x = 0;
            for piece in &line.pieces {
                if piece.x < x || piece.cells != cells(piece.words(words)) {
                    found.push(format!("{:?} lies askew in {row:?}", piece.words(words)));
                }
                x = piece.x + piece.cells;
            }
        }
    }
    found
}

/// The blocks of which words are not shown, not in their order, or not where the lines say: what
/// holds at any width, however narrow.
pub fn words_astray(text: &Text, sheet: &Sheet) -> Vec<String> {
    let words = &text.document.text;
    let mut found = Vec::new();
    for (index, block) in text.document.blocks.iter().enumerate() {
        let laid = sheet.block(index);
        let lines = &laid.lines[laid.above..];
        let gap = gap(lines.iter().map(|line| line.span), block.span);
        found.extend(gap.map(|what| format!("block {index}: {what}")));
        let is_table = matches!(block.kind, Kind::Table(_));
        found.extend(unseen(lines, words, block.span, is_table));
    }
    found
}

/// Where the spans of lines do not follow each other through the words of their block.
fn gap(lines: impl Iterator<Item = Span>, block: Span) -> Option<String> {
    let mut at = block.start;
    for span in lines {
        if span.start != at {
            return Some(format!("a line begins at {}, the one before ended at {at}", span.start));
        }
        at = span.end;
    }
    (at != block.end).then(|| format!("lines end at {at}, the words at {}", block.end))
}

/// The words of a block that its lines do not show, or not in their order. Cells of a table stand
/// beside each other, so that of those only their presence can be told.
fn unseen(lines: &[Line], text: &str, block: Span, is_table: bool) -> Option<String> {
    let mut pieces: Vec<Span> =
        lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.span).collect();
    if is_table {
        pieces.sort_unstable();
    }
    let solid = |text: &str| text.split_whitespace().collect::<String>();
    let seen: String = pieces.iter().map(|span| solid(span.of(text))).collect();
    let wanted = solid(block.of(text));
    (seen != wanted).then(|| format!("shows {seen:?}, not {wanted:?}"))
}

/// Every row has a place that leads back to it, and every place a row that shows it.
pub fn rows_and_places_agree(sheet: &Sheet) {
    let text = Arc::clone(sheet.text());
    for index in 0..text.document.blocks.len() {
        let laid = sheet.block(index);
        for row in laid.above..laid.lines.len() {
            let place = sheet.place_of(Row { block: index, row });
            let back = sheet.row_of(place);
            assert_eq!(sheet.place_of(back), place);
            // A line without words shares its place with one that has them.
            let same = back == Row { block: index, row };
            let empty = |row: usize| laid.lines[row].span.is_empty();
            assert!(same || empty(row) || empty(back.row), "{place} leads to {back:?}, not {row}");
        }
    }
    for (place, _) in text.document.text.char_indices() {
        let row = sheet.row_of(place);
        let line = &sheet.block(row.block).lines[row.row];
        assert!(line.span.touches(place), "{place} is not in {line:?}");
    }
}

/// So many rows on and as many back is where one was, and rows are counted as they are stepped.
pub fn steps_lead_back(sheet: &Sheet, start: isize, by: isize) {
    let from = sheet.step(sheet.first(), start);
    let to = sheet.step(from, by);
    if to != sheet.first() && to != sheet.last() {
        assert_eq!(sheet.step(to, -by), from);
    }
    let (low, high) = (from.min(to), from.max(to));
    let between = sheet.rows_between(low, high, usize::MAX);
    assert!(between <= by.unsigned_abs());
    assert_eq!(sheet.step(low, between as isize), high);
    for (offset, (row, _)) in sheet.rows(from, 20).iter().enumerate() {
        assert_eq!(*row, sheet.step(from, offset as isize));
    }
}
