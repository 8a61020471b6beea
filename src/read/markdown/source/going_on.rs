//! Lines that go on from the one before, and definitions after another sign.

use super::lines::{Lines, Made};

/// Joins the lines of verse that go on below, which begin with a blank (pandoc, line blocks), and
/// gives definitions that begin with `~` the sign that the parser knows.
pub(super) fn join(lines: &mut Lines<'_>) {
    let mut at = 0;
    while at < lines.len() {
        let end = lines.end_of_block(at).max(at + 1);
        if lines.get(at).starts_with("| ") {
            join_verse(lines, at, end);
        } else {
            define(lines, at, end);
        }
        at = end;
    }
}

fn join_verse(lines: &mut Lines<'_>, from: usize, end: usize) {
    let goes_on = |line: &str| line.starts_with(' ') && !line.trim_start().starts_with('|');
    let block = from..end;
    if !block.clone().all(|at| goes_on(lines.get(at)) || lines.get(at).starts_with('|'))
        || !block.clone().any(|at| goes_on(lines.get(at)))
    {
        return;
    }
    let mut verse = Made::default();
    for at in block.clone() {
        let line = lines.get(at);
        let words = line.trim_end();
        let start = if goes_on(line) { line.len() - line.trim_start().len() } else { 0 };
        verse.add(if at == from {
            ""
        } else if start > 0 {
            " "
        } else {
            "\n"
        });
        lines.copy(at, start..words.len().max(start), &mut verse);
    }
    // The lines that were joined end the block where it ended.
    lines.clear(block);
    lines.set(from, verse);
}

/// Looks for definitions in a block: below its term, or by themselves after a blank line.
fn define(lines: &mut Lines<'_>, from: usize, end: usize) {
    for at in from..end.min(from + 2) {
        let line = lines.get(at);
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        let Some(rest) = words.strip_prefix('~') else { continue };
        // One blank and no more would be a sign in a line of words: `~ 1900`.
        let set_off = rest.starts_with("  ") || rest.starts_with('\t');
        if indent <= 3 && (set_off || indent > 0 && rest.starts_with(' ')) {
            let mut definition = Made::default();
            definition.add(&line[..indent]);
            definition.add(":");
            lines.copy(at, indent + 1..line.len(), &mut definition);
            lines.set(at, definition);
        }
    }
}
