//! Citations by number in brackets: `[12]`, `[3–5, 9]`, `[3]–[7]` (IEEE, ACM, Vancouver, GOST), `(12)`
//! (AMA, and where square brackets are not at hand). Only where the list of sources counts its entries.
//!
//! The surprise: brackets with numbers are everywhere. Square ones with numbers of the list are
//! citations. Round ones count steps and equations too: they are citations only in a text that names a
//! good part of its list by them.

use std::collections::HashSet;

use crate::link::citation::bracket::{Bracket, Taken};
use crate::link::citation::habits::Habits;
use crate::link::citation::scan::{Scan, Text};
use crate::link::citation::style::{Finds, Style};
use crate::link::style::numbers::{Group, MOST, are_habit, cite, numbers};

pub(crate) const STYLE: Style = Style {
    name: "numbers in brackets (IEEE, ACM, Vancouver, GOST)",
    recognise,
    finds: &[Finds::Bracket(bracket)],
};

/// Learns in which brackets a text cites by number; it may wherever its list counts.
fn recognise(text: Text<'_>, habits: &mut Habits) -> bool {
    if text.works.most_numbered().is_none() {
        return false;
    }
    let mut named: [HashSet<u32>; 2] = Default::default();
    for block in text.prose() {
        let words = text.document.words(block.span);
        for (at, open) in words.match_indices(['[', '(']) {
            let near = crate::language::clip(&words[at..], 200);
            let Some(close) = near.find([']', ')']) else { continue };
            let form = usize::from(open == "(");
            let groups = numbers(&words[at + 1..at + close]).unwrap_or_default();
            named[form].extend(groups.iter().flat_map(Group::all));
        }
    }
    let [square, round] = named.each_ref().map(|named| are_habit(text, named));
    habits.numbers.square = square;
    habits.numbers.round = round && !square;
    true
}

/// Reads a bracket as numbers of sources. All must be in the list: a bracket with other numbers is an
/// amount, an equation or an editor's insertion. But where numbers in square brackets are how the text
/// cites, a number beyond the list is a source that is missing.
fn bracket(scan: &mut Scan<'_>, bracket: &Bracket<'_>) -> Option<Taken> {
    let habit = scan.habits.numbers;
    if !bracket.square && !habit.round {
        return None;
    }
    let groups = numbers(bracket.content.text)?;
    let mut whole = bracket.whole;
    // `[3]–[7]`: a range that each end has brackets of its own in.
    let groups = match (groups.as_slice(), range_end(bracket.after.text)) {
        ([group], Some((last, length)))
            if bracket.square && group.first < last && last - group.first <= MOST =>
        {
            whole.end += length;
            vec![Group { last, ..group.clone() }]
        }
        _ => groups,
    };
    let missing = bracket.square && habit.square;
    let cited = cite(scan, &groups, bracket.content, whole, missing);
    cited.then_some(Taken::Whole(whole.end))
}

/// The last number of a range whose first stands in the bracket before, and how far its own bracket
/// reaches.
fn range_end(after: &str) -> Option<(u32, usize)> {
    let rest = after.trim_start();
    let rest = rest.strip_prefix(['–', '-', '—'])?.trim_start().strip_prefix('[')?;
    let (digits, rest) = rest.split_once(']')?;
    Some((digits.parse().ok()?, after.len() - rest.len()))
}
