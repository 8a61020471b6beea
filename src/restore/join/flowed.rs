//! Seams of a text whose lines somebody has joined already: only the ends of pages are left.

use crate::language::prose::sentence::{End, Start, end, leans, start};
use crate::language::prose::words::Words;
use crate::restore::join::edge::{Between, Seam};
use crate::restore::join::hyphen::Glue;
use crate::restore::lines::word::last_word;
use crate::restore::lines::{Line, Sort};
use crate::restore::order::known::Known;
use crate::restore::pages::entry::entry_key;

/// What stands between two lines; with `typed`, no page parts the paragraphs of the text.
pub(super) fn between(known: &Known<'_, '_>, seam: Seam<'_>, typed: bool) -> Between {
    let Seam { left, right, over, .. } = seam;
    let lines = &known.print.lines;
    let (before, after) = (&lines[left.at], &lines[right.at]);
    if after.opens && (typed || !over && known.print.entries[right.at]) {
        return Between::Block;
    }
    if !after.opens && right.at == left.at + 1 {
        let entry = |line: &Line<'_>| !typed && entry_key(line.words).is_some();
        let entries = entry(before) && entry(after);
        return if entries { Between::Block } else { Between::Goes(Glue::Line) };
    }
    let (left_end, right_start) = (end(left.words), start(right.words));
    if after.sort == Sort::Item && (before.sort != Sort::Item || right_start != Start::Inside) {
        return Between::Block;
    }
    if known.line_set[left.at] && known.line_set[right.at] {
        let entry = known.entries.opens(right.at) && left_end != End::Broken;
        let begins = entry && (left_end == End::Stop || left.words.contains("://"));
        return if begins { Between::Block } else { seam.glued(known.words) };
    }
    let goes = match (left_end, right_start) {
        (End::Broken, Start::Inside | Start::Unclear) => true,
        (End::Broken, Start::Sentence) => over,
        // A quotation set off from its sentence stays set off.
        (End::Open, Start::Inside) => over || !right.words.starts_with(['“', '"', '„', '«', '‘']),
        (End::Open, _) if over => before.width() > 40,
        (End::Open, _) => before.sort == Sort::Text && hangs(left.words, known.words),
        (End::Announcing, Start::Inside) => over,
        (End::Announcing, _) => false,
        (End::Stop, Start::Inside) => over && before.sort != Sort::Item,
        (End::Stop, _) => over && before.sort == Sort::Text && leans(right.words),
    };
    if goes { seam.glued(known.words) } else { Between::Block }
}

/// Whether words break off so that more must follow: a title run into the end of a paragraph
/// does not stop either, but it is short and never ends with *the* or *of*.
fn hangs(line: &str, words: &Words) -> bool {
    let sentence = line.rsplit(['.', '!', '?', ':']).next().unwrap_or(line);
    let last = last_word(line);
    sentence.split_whitespace().count() > 20
        || !last.is_empty() && last.starts_with(char::is_lowercase) && words.is_common(last)
}
