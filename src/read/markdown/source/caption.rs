//! The captions of tables: a paragraph before or after one that begins with `:` or `Table:` (pandoc,
//! tables). What follows the sign is a paragraph of the text.

use super::lines::{Lines, Made};
use crate::read::markdown::attributes;

/// Where a table ends that goes on from line `from`: at a blank line, its caption, or code.
pub(super) fn end(lines: &Lines<'_>, from: usize) -> usize {
    let block = lines.end_of_block(from);
    (from..block).find(|&at| is_caption(lines, at) || lines.is_code(at)).unwrap_or(block)
}

/// Whether a block that stands before a table is its caption. After a term, which has one line, or
/// another definition `:` is the sign of a definition.
pub(super) fn stands_before(lines: &Lines<'_>, block: usize, before: Option<usize>) -> bool {
    let term = before.is_some_and(|term| {
        let defines = |at: usize| lines.raw(at).starts_with([' ', ':', '~']);
        let words = !lines.get(term).starts_with(['#', '|', '>', '-', '*']);
        words && lines.is_blank(term + 1) || (term..lines.end_of_block(term)).any(defines)
    });
    is_caption(lines, block) && (!term || sign(lines.get(block)) == Some("Table:"))
}

/// The sign of a caption that a line begins with.
fn sign(line: &str) -> Option<&'static str> {
    let words = line.trim_start_matches(' ');
    let signs = ["Table:", "table:", ": "];
    let found = signs.into_iter().find(|sign| words.starts_with(sign));
    found.filter(|_| line.len() - words.len() < 4)
}

pub(super) fn is_caption(lines: &Lines<'_>, at: usize) -> bool {
    sign(lines.get(at)).is_some()
}

/// Makes a paragraph of a caption: without its sign, and its attributes, whose id stays.
pub(super) fn unmark(lines: &mut Lines<'_>, at: usize) {
    // Code that begins right below ends the caption, as it ends any paragraph.
    let block = lines.end_of_block(at);
    let end = (at + 1..block).find(|&line| lines.is_code(line)).unwrap_or(block);
    let first = lines.get(at);
    let sign = first.find(':').map_or(0, |colon| colon + 1);
    let start = first.len() - first[sign..].trim_start().len();
    let last = lines.get(end - 1);
    let braces =
        last.rfind('{').filter(|&open| attributes::whole(last[open..].trim_end()).is_some());
    let mut paragraph = Made::default();
    if let Some(Some(id)) = braces.and_then(|open| attributes::whole(last[open..].trim_end())) {
        paragraph.add(&format!("\n<div id=\"{id}\"></div>\n"));
    }
    for line in at..end {
        let words = lines.get(line);
        let from = if line == at { start } else { 0 };
        let to = if line == end - 1 { braces.unwrap_or(words.len()) } else { words.len() };
        paragraph.add("\n");
        lines.copy(
            line,
            from.min(to)..from.min(to) + words[from.min(to)..to].trim_end().len(),
            &mut paragraph,
        );
    }
    paragraph.add("\n");
    lines.clear(at..end);
    lines.set(at, paragraph);
}
