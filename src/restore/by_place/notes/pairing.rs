//! Which marker refers to which note.
//!
//! Labels repeat: numbering may begin again with each page, or with each chapter. A note at the foot is
//! meant by the marker that links to it, by one of its page, else by one of the pages beside it. The notes of a list are asked for
//! in their order.

use std::collections::{HashMap, HashSet};

use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::feet::{self, Note};
use crate::restore::lines::marker::{Form, Reference};

/// For each marker that refers to a note, which: by the marker's number.
pub(in crate::restore::by_place) fn pair(
    stand: &Stand<'_, '_>,
    calls: &Calls,
    linked: &HashMap<usize, usize>,
    notes: &[Note],
    parts: &[Part],
) -> HashMap<usize, usize> {
    let mut by_label: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, call) in calls.all.iter().enumerate() {
        // Notes refer to notes, too, but no note is at the foot of a note.
        if matches!(parts[call.line], Part::Body | Part::Caption) {
            by_label.entry(&call.label).or_default().push(index);
        }
    }
    let answered = affiliations(stand, calls, parts);
    let mut pairs = HashMap::new();
    let mut found = HashSet::new();
    for (index, note) in notes.iter().enumerate().filter(|(_, note)| at_foot(note)) {
        let first = note.lines.first().and_then(|(at, ..)| linked.get(at));
        let own = first.filter(|&&call| calls.all[call].label == note.label);
        if let Some(&call) = own.filter(|call| !pairs.contains_key(*call)) {
            pairs.insert(call, index);
            found.insert(index);
        }
    }
    for near in [0, 1, 2] {
        for (index, note) in notes.iter().enumerate().filter(|(_, note)| at_foot(note)) {
            let Some(&(at, ..)) = note.lines.first().filter(|_| !found.contains(&index)) else {
                continue;
            };
            let page = stand.at[at].page;
            let calls_of = by_label.get(note.label.as_str()).map_or(&[][..], Vec::as_slice);
            let page_of = |call: &usize| stand.at[calls.all[*call].line].page;
            let from = calls_of.partition_point(|call| page_of(call) + near < page);
            let close = calls_of[from..].iter().take_while(|call| page_of(call) <= page + near);
            let free = |call: &usize| !pairs.contains_key(call) && !answered.contains(call);
            let free = close.copied().find(free);
            if let Some(call) = free {
                pairs.insert(call, index);
                found.insert(index);
            }
        }
    }
    listed(calls, notes, &by_label, &mut pairs);
    pairs
}

/// Whether a note stands on the page of its marker.
fn at_foot(note: &Note) -> bool {
    !note.listed && note.beside.is_none()
}

/// Markers that lines of the text answer, which begin with the same raised label: authors and their
/// affiliations, as a title page has them.
fn affiliations(stand: &Stand<'_, '_>, calls: &Calls, parts: &[Part]) -> HashSet<usize> {
    let mut answered = HashSet::new();
    for (at, part) in parts.iter().enumerate() {
        let found = feet::opening(stand, at).filter(|found| found.form == Form::Raised);
        let Some(found) = found.filter(|_| *part == Part::Body) else { continue };
        let to = calls.all.partition_point(|call| call.line < at);
        let page = |call: &Reference| stand.at[call.line].page == stand.at[at].page;
        let before = calls.all[..to].iter().enumerate().rev().take_while(|(_, call)| page(call));
        let same = before.filter(|(_, call)| call.label == found.label).map(|(index, _)| index);
        answered.extend(same.last());
    }
    answered
}

/// Pairs the notes of lists: each with the first marker after that of the note before it.
fn listed(
    calls: &Calls,
    notes: &[Note],
    by_label: &HashMap<&str, Vec<usize>>,
    pairs: &mut HashMap<usize, usize>,
) {
    let mut after: Option<usize> = None;
    for (index, note) in notes.iter().enumerate().filter(|(_, note)| note.listed) {
        let calls_of = by_label.get(note.label.as_str()).map_or(&[][..], Vec::as_slice);
        let begin = note.lines.first().map_or(usize::MAX, |&(at, ..)| at);
        let free = |call: &usize| !pairs.contains_key(call);
        let before = |call: &usize| free(call) && calls.all[*call].line < begin;
        let from = after.map_or(0, |after| calls_of.partition_point(|&call| call <= after));
        let mut of_label = calls_of[from..].iter().copied();
        // What stands before a list is meant by it; a heading below it may be, too.
        let next = of_label.clone().find(before).or_else(|| of_label.find(free));
        if let Some(call) = next {
            pairs.insert(call, index);
            after = Some(call);
        }
    }
}
