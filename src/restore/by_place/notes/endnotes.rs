//! Notes in lists: at the end of a chapter, or of the book.
//!
//! A list of notes counts from 1 without a gap, each label at the beginning of a line, and the text
//! before it asks for its labels in that order. Under a heading that says what it is, two do; a list
//! without one begins with 1 and is at least three notes long. A list of sources counts, too: its
//! heading tells.

use std::collections::HashSet;

use crate::language::heading::{heads_notes, heads_sources};
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::feet::{Note, follows, opening};
use crate::restore::lines::marker::{Form, NoteOpening};

/// How many lines a note of a list has at most.
const LONGEST: usize = 120;

/// The lists of notes in the body, whose lines become notes.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    calls: &Calls,
    parts: &mut [Part],
) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut at = 0;
    let mut asked_from = 0;
    let mut under = Under::Text;
    while at < parts.len() {
        if parts[at] != Part::Body {
            at += 1;
            continue;
        }
        under = under.after(stand, at);
        let list = match under {
            Under::Sources(_) => None,
            under => list(stand, parts, at, under),
        };
        let believed = list.filter(|list| {
            let least = if under.is_notes() { 1 } else { 3 };
            let from = if under.is_notes() { None } else { Some(asked_from) };
            list.begins.len() >= least && are_asked(calls, list, from, parts)
        });
        match believed {
            Some(list) => {
                let end = list.end;
                heading_gives_way(stand, parts, at);
                if !under.is_notes() {
                    asked_from = end;
                }
                take(stand, parts, list, &mut notes);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    notes
}

/// What stands above a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Under {
    /// Text.
    Text,
    /// The heading of a list of notes, set in type of this size.
    Notes(i32),
    /// The heading of a list of sources, of this size.
    Sources(i32),
}

impl Under {
    /// What stands above the lines after this one.
    fn after(self, stand: &Stand<'_, '_>, at: usize) -> Self {
        let words = stand.words(at);
        let line = &stand.at[at];
        let heading = stand.is_large(at) || line.bold || stand.gap_around(at);
        if heads_notes(words) && heading {
            return Self::Notes(line.size);
        }
        if heads_sources(words).is_some() && heading {
            return Self::Sources(line.size);
        }
        // A list has headings of its own, for the notes of each chapter: those are smaller than its.
        match self {
            Self::Notes(size) | Self::Sources(size) if stand.is_large(at) && line.size >= size => {
                Self::Text
            }
            under => under,
        }
    }

    fn is_notes(self) -> bool {
        matches!(self, Self::Notes(_))
    }
}

/// A list of notes: where each begins, and the line after its last.
#[derive(Debug)]
struct List {
    begins: Vec<(usize, NoteOpening)>,
    end: usize,
}

/// The list whose first note opens with line `at`.
///
/// Under a heading of notes it may go on counting where the list before ended.
fn list(stand: &Stand<'_, '_>, parts: &[Part], at: usize, under: Under) -> Option<List> {
    let first = label(stand, at)
        .filter(|found| is_clear(found) && (found.label == "1" || under.is_notes()))?;
    let form = first.form;
    let mut begins = vec![(at, first)];
    let mut end = at + 1;
    let (size, left) = (stand.at[at].size, stand.at[at].left);
    let mut page = stand.at[at].page;
    for (next, part) in parts.iter().enumerate().skip(at + 1) {
        if *part != Part::Body {
            continue;
        }
        let line = &stand.at[next];
        let (last, label) = begins.last().map(|(at, found)| (*at, found.label.as_str()))?;
        // A list ends at a heading, and where larger type begins.
        let headed = line.size * 100 > size * 106
            || heads_sources(stand.words(next)).is_some() && stand.gap_around(next);
        if next - last > LONGEST || headed {
            break;
        }
        let found = self::label(stand, next).filter(|found| follows(&found.label, label));
        // Counted figures are set flush right, and so begin an em apart at most.
        let level = (line.left - left).abs() <= size * 3 / 2 || line.page != page;
        if let Some(found) = found.filter(|found| found.form == form && level) {
            page = line.page;
            begins.push((next, found));
        }
        end = next + 1;
    }
    let whole = under.is_notes();
    let end = if whole { end } else { end_of_last(stand, parts, &begins, end) };
    Some(List { begins, end })
}

/// What opens a note of a list in a line: here a figure with a stop is a label whatever stands after it,
/// since the others count.
fn label(stand: &Stand<'_, '_>, at: usize) -> Option<NoteOpening> {
    let counted = || {
        let line = &stand.text.lines[at];
        let length = line.words.find(|c: char| !c.is_ascii_digit())?;
        let rest = line.words[length..].strip_prefix(['.', ')'])?;
        let words = rest.trim_start();
        let spaced = words.len() < rest.len() && !words.is_empty();
        let found = NoteOpening {
            label: line.words[..length].to_owned(),
            form: Form::Bare,
            words: line.span.end - words.len(),
            alone: false,
        };
        ((1..=3).contains(&length) && spaced).then_some(found)
    };
    opening(stand, at).or_else(counted)
}

/// A label that no sum or year is: raised, or with a stop or bracket after it.
fn is_clear(found: &NoteOpening) -> bool {
    found.form != Form::Sign
}

/// The line after the last note of a list: its lines stand as those of the notes before it do, and
/// what begins at another edge, or after a wider gap, is none.
fn end_of_last(
    stand: &Stand<'_, '_>,
    parts: &[Part],
    begins: &[(usize, NoteOpening)],
    end: usize,
) -> usize {
    let Some(&(last, _)) = begins.last() else { return end };
    // Where the lines of notes but their first begin, from the edge of those.
    let hangs: Vec<i32> = begins
        .windows(2)
        .flat_map(|pair| (pair[0].0 + 1..pair[1].0).map(move |at| (pair[0].0, at)))
        .filter(|&(first, at)| stand.at[at].page == stand.at[first].page && parts[at] == Part::Body)
        .map(|(first, at)| stand.at[at].left - stand.at[first].left)
        .collect();
    let small = stand.is_small(last);
    let mut before = last;
    for (at, part) in parts.iter().enumerate().take(end).skip(last + 1) {
        if *part != Part::Body {
            continue;
        }
        let line = &stand.at[at];
        let one = line.page == stand.at[before].page && line.column == stand.at[before].column;
        let wide = one && stand.gap(before, at, 170);
        let hang = line.left - stand.at[last].left;
        let near = |other: &i32| (other - hang).abs() * 2 <= line.size;
        let level = hangs.is_empty() || hangs.iter().any(near);
        let other = line.bold && !stand.at[last].bold || !stand.same_size(last, at);
        if wide || other || one && !level && !small {
            return at;
        }
        before = at;
    }
    end
}

/// Whether the text asks for the notes of a list: for four in five of them, from line `from` up to the
/// list; where the heading has said what they are, for half of them anywhere.
fn are_asked(calls: &Calls, list: &List, from: Option<usize>, parts: &[Part]) -> bool {
    let begin = list.begins[0].0;
    let before = |at: usize| from.is_none_or(|from| (from.min(begin)..begin).contains(&at));
    let asking =
        calls.all.iter().filter(|call| before(call.line) && parts[call.line] == Part::Body);
    let asked: HashSet<&str> = asking.map(|call| call.label.as_str()).collect();
    let of_list = list.begins.iter().map(|(_, found)| found.label.as_str());
    let count = of_list.filter(|label| asked.contains(label)).count();
    let (share, of) = if from.is_some() { (4, 5) } else { (1, 2) };
    count * of >= list.begins.len() * share
}

/// The heading of a list of notes gives way to theirs.
fn heading_gives_way(stand: &Stand<'_, '_>, parts: &mut [Part], at: usize) {
    let above = (0..at).rev().find(|&above| parts[above] == Part::Body);
    if let Some(above) = above.filter(|&above| heads_notes(stand.words(above))) {
        parts[above] = Part::Heading;
    }
}

/// Takes the lines of a list for notes.
fn take(stand: &Stand<'_, '_>, parts: &mut [Part], list: List, notes: &mut Vec<Note>) {
    let List { begins, end } = list;
    let ends = begins.iter().skip(1).map(|(at, _)| *at).chain([end]).collect::<Vec<_>>();
    for ((at, found), until) in begins.into_iter().zip(ends) {
        let mut note = Note { label: found.label, lines: Vec::new(), listed: true, beside: None };
        for (line, part) in parts.iter_mut().enumerate().take(until).skip(at) {
            if *part != Part::Body {
                continue;
            }
            *part = Part::Note;
            let span = stand.text.lines[line].span;
            if line > at {
                note.lines.push((line, span.start, span.end));
            } else if !found.alone {
                note.lines.push((line, found.words, span.end));
            }
        }
        notes.push(note);
    }
}
