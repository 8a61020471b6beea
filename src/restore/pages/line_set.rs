//! Runs of printed lines in a text whose other lines somebody has joined to paragraphs.

use std::ops::Range;

use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::{Line, Sort};
use crate::restore::pages::entry::entry_key;
use crate::restore::pages::role::Print;

/// For each line of Markdown, whether it is one of a run of printed lines that stand as blocks of
/// their own: many short blocks in a row, a good part of which break off. An extractor that sets
/// each line apart may still leave two together, where the one above was short.
pub(crate) fn line_set(print: Print<'_, '_>) -> Vec<bool> {
    let lines = &print.lines;
    let mut set = vec![false; lines.len()];
    if print.plain {
        return set;
    }
    let within = |at: usize, most: usize| {
        let line = &lines[at];
        let text = line.sort == Sort::Text && !print.entries[at];
        print.is_furniture(at) || text && line.words.len() <= most
    };
    let beside =
        |at: usize| at > 0 && at + 1 < lines.len() && within(at - 1, 170) && within(at + 1, 170);
    let short = |at: usize| within(at, 170) || within(at, 280) && beside(at);
    let mut begin = 0;
    while begin < lines.len() {
        let length = (begin..lines.len()).take_while(|&at| short(at)).count();
        let run = without_titles(lines, begin..begin + length);
        let body = run.clone().filter(|&at| !print.is_furniture(at));
        let breaks = |at: &usize| matches!(end(lines[*at].words), End::Open | End::Broken);
        let broken = body.clone().filter(breaks).count();
        if length >= 8 && broken * 3 >= body.count() {
            set[run].fill(true);
        }
        begin += length.max(1);
    }
    set
}

/// A run without the titles at its ends: a short line that does not stop, after one that does or
/// at the very beginning, is the title of what follows.
fn without_titles(lines: &[Line<'_>], mut run: Range<usize>) -> Range<usize> {
    let title = |at: usize| {
        let line = &lines[at];
        let fresh = at == 0 || end(lines[at - 1].words) == End::Stop;
        let short = line.width() < 60 && end(line.words) == End::Open;
        fresh && short && start(line.words) == Start::Sentence && entry_key(line.words).is_none()
    };
    while run.end > run.start && run.end < lines.len() && title(run.end - 1) {
        run.end -= 1;
    }
    run
}
