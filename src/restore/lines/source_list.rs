//! The list of sources at the end of a text, which looks like much that it is not.
//!
//! Its entries are short blocks that often end without a stop, as broken lines do, and a list that
//! counts them has their numbers at the start of lines, as the notes of a page have. Both are told
//! by the heading above.

use std::ops::Range;

use crate::language::heading::heads_sources;
use crate::restore::lines::line::{Lines, Sort};

/// The lines below each heading of a list of sources, up to the next heading.
fn lists(text: &Lines<'_>) -> Vec<Range<usize>> {
    let lines = &text.lines;
    let alone = |at: usize| lines.get(at + 1).is_none_or(|next| next.opens);
    let heads = (0..lines.len()).filter(|&at| {
        let line = &lines[at];
        let heading =
            line.sort == Sort::Heading || line.sort == Sort::Text && line.opens && alone(at);
        heading && heads_sources(line.words).is_some()
    });
    let end = |begin: usize| {
        (begin..lines.len()).find(|&at| lines[at].sort == Sort::Heading).unwrap_or(lines.len())
    };
    heads.map(|at| at + 1..end(at + 1)).collect()
}

/// How many lines an entry of a list takes at most.
const ENTRY_LINES: usize = 15;

/// The lines that begin with the number of an entry: 1, 2, 3 below the heading. A text that cites
/// by number asks for each of them as it would for a note; notes of its own have other marks.
/// `number` gives what a line begins with.
pub(crate) fn numbers(text: &Lines<'_>, number: impl Fn(usize) -> Option<u32>) -> Vec<usize> {
    let mut found = Vec::new();
    for list in lists(text) {
        let (mut next, mut last) = (1, list.start);
        for at in list {
            if at > last + ENTRY_LINES {
                break;
            }
            if number(at) == Some(next) {
                found.push(at);
                next += 1;
                last = at;
            }
        }
    }
    found
}

/// For each line of Markdown, whether it is an entry: below the heading of a list of sources, where
/// three quarters of the blocks hold a year. Lines of print hold one in every second or third.
pub(crate) fn entries(text: &Lines<'_>) -> Vec<bool> {
    let mut entries = vec![false; text.lines.len()];
    if text.plain {
        return entries;
    }
    for list in lists(text) {
        let blocks = text.lines[list.clone()].iter().filter(|line| line.opens);
        let dated = blocks.clone().filter(|line| has_year(line.words)).count();
        if dated > 1 && dated * 4 >= blocks.count() * 3 {
            entries[list].fill(true);
        }
    }
    entries
}

/// For each line, whether it is of a list of sources: below its heading, where a third of the lines
/// near by hold a year. There a year or a place and a year may stand on a line of their own, and is
/// no page number and no running head.
pub(crate) fn listed(text: &Lines<'_>) -> Vec<bool> {
    let mut listed = vec![false; text.lines.len()];
    for list in lists(text) {
        let years: Vec<usize> =
            list.clone().map(|at| usize::from(has_year(text.lines[at].words))).collect();
        for at in list.clone() {
            let near = (at - list.start).saturating_sub(6)..(at - list.start + 7).min(years.len());
            let count = near.len();
            listed[at] = years[near].iter().sum::<usize>() * 3 >= count;
        }
    }
    listed
}

/// Whether words hold four figures that may be a year.
fn has_year(words: &str) -> bool {
    let years = words.split(|c: char| !c.is_ascii_digit());
    years
        .filter(|digits| digits.len() == 4)
        .any(|digits| matches!(digits.as_bytes()[0], b'1' | b'2'))
}
