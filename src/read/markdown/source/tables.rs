//! Drawn tables and the captions of all tables, in a text and in what its quotations and items hold.
//!
//! What is held is the same as a text, each line after a sign or further in. The lines are read
//! without what stands before them, and those that were put in other words get it back.

use std::ops::Range;

use super::caption::{self, is_caption, stands_before, unmark};
use super::lines::{Lines, Made};
use super::{grid, pipe, ruled};

/// Puts every drawn table, and every caption, in the parser's words.
pub(super) fn find(lines: &mut Lines<'_>) {
    find_in(lines, DEEPEST);
}

/// Does so, and in quotations and items as `deep` as is said.
fn find_in(lines: &mut Lines<'_>, deep: usize) {
    // The two blocks before, by their first lines.
    let mut before: [Option<usize>; 2] = [None, None];
    let mut at = 0;
    while at < lines.len() {
        if lines.is_blank(at) {
            at += 1;
            continue;
        }
        let Some(end) = table(lines, at) else {
            before = [before[1], Some(at)];
            at = held(lines, at, deep);
            continue;
        };
        at = end;
        if let Some(caption) = before[1].filter(|&block| stands_before(lines, block, before[0])) {
            unmark(lines, caption);
        } else {
            let next = (end..end + 2).find(|&line| !lines.is_blank(line)).unwrap_or(end);
            if is_caption(lines, next) {
                at = lines.end_of_block(next);
                unmark(lines, next);
            }
        }
        before = [None, None];
    }
}

/// Reads the table that begins with line `at`, if one does, and gives the line after it.
fn table(lines: &mut Lines<'_>, at: usize) -> Option<usize> {
    let drawn = match lines.get(at).trim_start().bytes().next()? {
        b'+' => grid::read(lines, at),
        b'-' => ruled::read(lines, at),
        _ => None,
    };
    if let Some((table, end)) = drawn.or_else(|| ruled::under_head(lines, at)) {
        lines.clear(at..end);
        lines.set(at, table);
        return Some(end);
    }
    let head = lines.get(at);
    // What stands in an item or a definition has no caption there.
    let whole = head.contains('|') && !head.starts_with([' ', ':', '-', '*', '+', '>']);
    (whole && pipe::is_divider(lines.get(at + 1))).then(|| caption::end(lines, at))
}

/// How deep a table may stand in quotations and items.
const DEEPEST: usize = 6;

/// Puts the drawn tables in the parser's words that quotations and items hold which begin in the
/// block at line `from`, as `deep` in each other as is said. Gives the line after them and the block.
fn held(lines: &mut Lines<'_>, from: usize, deep: usize) -> usize {
    let mut end = lines.end_of_block(from);
    let mut at = from;
    while at < end && deep > 0 {
        let Some(holder) = Holder::at(lines, at) else {
            at += 1;
            continue;
        };
        at = holder.lines.end;
        end = end.max(at);
        if !holder.lines.clone().any(|at| may_draw(lines.get(at))) {
            continue;
        }
        let parts = holder.lines.clone().map(|at| &lines.lines[at][holder.lead(lines, at)..]);
        let mut held = Lines::parts(lines.text, parts.collect());
        find_in(&mut held, deep - 1);
        for (number, made) in held.changed {
            let at = holder.lines.start + number;
            lines.set(at, holder.hold(lines, at, &made));
        }
    }
    end
}

/// Whether a line may be of a drawn table.
fn may_draw(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '>', '-', '*', '+', ':']);
    let drawn = |line: &str| line.contains("---") || line.contains("-- --");
    drawn(line) && words.len() < line.len()
}

/// A quotation or an item.
struct Holder {
    lines: Range<usize>,
    /// For an item, how far in its words stand, in bytes.
    item: Option<usize>,
}

impl Holder {
    /// What holds line number `from` and those after it.
    fn at(lines: &Lines<'_>, from: usize) -> Option<Self> {
        let line = lines.get(from);
        let item = if is_quoted(line) { None } else { Some(words_of_item(line)?) };
        let holds = |&at: &usize| match item {
            None => is_quoted(lines.lines[at]),
            Some(indent) => indented(lines.lines[at], indent),
        };
        let end = (from + 1..lines.len()).find(|at| !holds(at)).unwrap_or(lines.len());
        Some(Self { lines: from..end, item })
    }

    /// How much of line number `at` is no word of what is held, in bytes.
    fn lead(&self, lines: &Lines<'_>, at: usize) -> usize {
        let line = lines.lines[at];
        match self.item {
            Some(indent) if at == self.lines.start => indent,
            // A blank line may be shorter.
            Some(indent) => indent.min(line.len() - line.trim_start_matches(' ').len()),
            None => {
                let sign = line.find('>').map_or(0, |at| at + 1);
                sign + usize::from(line[sign..].starts_with(' '))
            }
        }
    }

    /// Lines in other words, with what stood before line number `at` before the first, and the like
    /// before the others.
    fn hold(&self, lines: &Lines<'_>, at: usize, made: &Made) -> Made {
        let lead = self.lead(lines, at);
        let mut out = Made::default();
        lines.copy(at, 0..lead, &mut out);
        let mut done = 0;
        for (end, _) in made.text.match_indices('\n') {
            out.copy(made, done..end + 1);
            done = end + 1;
            match self.item {
                Some(indent) => out.add(&" ".repeat(indent)),
                None => out.add("> "),
            }
        }
        out.copy(made, done..made.text.len());
        out
    }
}

/// Whether a line is of a quotation.
fn is_quoted(line: &str) -> bool {
    let words = line.trim_start_matches(' ');
    line.len() - words.len() < 4 && words.starts_with('>')
}

/// Whether a line belongs to an item whose words stand `indent` far in.
fn indented(line: &str, indent: usize) -> bool {
    let far = line.len() - line.trim_start_matches(' ').len();
    far >= indent || line.trim().is_empty()
}

/// How far in the words of the item stand that a line begins, in bytes.
fn words_of_item(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let words = &line[indent..];
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let sign = match words.as_bytes().get(digits)? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..10).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = words[sign..].trim_start_matches(' ');
    let gap = words.len() - sign - rest.len();
    let begins = indent < 4 && !rest.is_empty() && (1..5).contains(&gap);
    begins.then_some(indent + sign + gap)
}
