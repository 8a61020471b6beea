//! Seams of plain text. Every line is broken, and most breaks mean nothing: a line that could have
//! taken the next word and did not was ended on purpose, any other by the margin.

use crate::language::heading::heads_sources;
use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::join::edge::{Between, Seam};
use crate::restore::join::hyphen::Glue;
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::join::setting::{Setting, Settings, fills};
use crate::restore::lines::Line;
use crate::restore::order::known::Known;
use crate::restore::pages::role::Print;

/// What stands between two lines.
pub(super) fn between(
    known: &Known<'_, '_>,
    settings: &Settings,
    hyphens: &LostHyphens,
    seam: Seam<'_>,
) -> Between {
    let Seam { left, right, over, note } = seam;
    let print = known.print;
    let (before, after) = (&print.lines[left.at], &print.lines[right.at]);
    let measure = if note { settings.note_measure } else { print.measure };
    let (left_end, right_start) = (end(left.words), start(right.words));
    let glued = || seam.glued(known.words);
    // Nothing goes on from a quotation into what is said of it.
    let inside = |line: &Line<'_>| print.document.blocks[line.block].inside;
    if inside(before) != inside(after) {
        return Between::Block;
    }
    if left_end == End::Broken && right_start != Start::Sentence {
        return glued();
    }
    if over && hyphens.halves(left.words, right.words, known.words) {
        return Between::Goes(Glue::Solid);
    }
    let filled = fills(before, right.words, measure);
    if after.opens && !over {
        let goes = filled
            && left_end == End::Open
            && right_start == Start::Inside
            && print.role(left.at) == print.role(right.at)
            && note;
        return if goes { glued() } else { Between::Block };
    }
    match settings.of_line[right.at] {
        Setting::Hanging(flush) if !over && !note => {
            return if after.indent <= flush { Between::Block } else { glued() };
        }
        Setting::Whole if !over && !note => return Between::Block,
        _ => {}
    }
    let ragged = |at: usize| settings.of_line[at] == Setting::Ragged;
    let prose = note || !ragged(left.at) || !ragged(right.at) || over && filled;
    if !prose {
        return if over { Between::Block } else { Between::Goes(Glue::Line) };
    }
    // Lines longer than any page is wide are paragraphs already.
    if measure > 200 {
        return if over && left_end != End::Stop { glued() } else { Between::Block };
    }
    between_lines_of_prose(known, settings, seam, measure)
}

/// What stands between two lines of prose, whose full lines are as long as `measure`.
fn between_lines_of_prose(
    known: &Known<'_, '_>,
    settings: &Settings,
    seam: Seam<'_>,
    measure: usize,
) -> Between {
    let Seam { left, right, over, note } = seam;
    let print = known.print;
    let (before, after) = (&print.lines[left.at], &print.lines[right.at]);
    let (left_end, right_start) = (end(left.words), start(right.words));
    if settings.indents
        && after.indent > base_indent(print, right.at)
        && right_start != Start::Inside
        && !note
    {
        return Between::Block;
    }
    if heads_list(print, right.at) && left_end == End::Stop || heads_list(print, left.at) {
        return Between::Block;
    }
    if left_end == End::Stop && is_titled(print, right.at)
        || right.at == left.at + 1 && is_titled(print, left.at)
    {
        return Between::Block;
    }
    if is_entries(known, right.at) {
        let opens = known.entries.opens(right.at);
        let goes_on = known.entries.any_in(left.at.saturating_sub(12)..left.at + 1);
        let begins = opens && (left_end == End::Stop || left.words.contains("://"));
        match (goes_on, begins) {
            // The first entry, below the title of the list.
            (false, _) if opens => return Between::Block,
            (true, true) => return Between::Block,
            (true, false) => return seam.glued(known.words),
            (false, _) => {}
        }
    }
    if fills(before, right.words, measure) {
        return seam.glued(known.words);
    }
    match (left_end, right_start) {
        (End::Stop, Start::Inside) if over => seam.glued(known.words),
        (End::Stop, _) => Between::Block,
        (_, Start::Inside) => seam.glued(known.words),
        (End::Announcing, _) => Between::Block,
        _ if before.width() * 10 > measure * 7 => seam.glued(known.words),
        _ if over => Between::Block,
        _ => Between::Goes(Glue::Line),
    }
}

/// Whether a line is nothing but what heads a list of sources, as it stands above the first of them
/// without a gap: words that go on from the line above are none.
fn heads_list(print: Print<'_, '_>, at: usize) -> bool {
    let line = &print.lines[at];
    print.may_head(at)
        && start(line.words) == Start::Sentence
        && end(line.words) != End::Stop
        && heads_sources(line.words).is_some()
}

/// Whether a line of plain text is set as a title: it neither fills nor stops, and full lines
/// follow it, or one more such line. Verse is short too, but all its lines are.
fn is_titled(print: Print<'_, '_>, at: usize) -> bool {
    let lines = &print.lines;
    let is_body = |at: usize| print.is_body(at);
    let title = |at: usize, line: &Line<'_>| {
        is_body(at)
            && line.width() * 10 < print.measure * 6
            && end(line.words) == End::Open
            && start(line.words) == Start::Sentence
    };
    let full = |at: usize, line: &Line<'_>| {
        is_body(at) && line.width() * 10 > print.measure * 7 && start(line.words) == Start::Sentence
    };
    match lines.get(at..) {
        Some([line, next, ..]) if title(at, line) && full(at + 1, next) => true,
        Some([line, next, third, ..]) => {
            title(at, line) && title(at + 1, next) && full(at + 2, third)
        }
        _ => false,
    }
}

/// The indent that lines near `at` have at least.
fn base_indent(print: Print<'_, '_>, at: usize) -> usize {
    let lines = &print.lines;
    let near = at.saturating_sub(3)..lines.len().min(at + 4);
    lines[near].iter().filter(|line| line.width() > 20).map(|line| line.indent).min().unwrap_or(0)
}

/// Whether a line stands in a bibliography: entries begin near it, above and below or thick.
fn is_entries(known: &Known<'_, '_>, at: usize) -> bool {
    let near = at.saturating_sub(12)..known.print.lines.len().min(at + 13);
    near.filter(|&at| !known.entries.of_line(at).is_empty()).count() >= 3
}
