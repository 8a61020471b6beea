//! Citations by raised figures: `¹²`, `word.³⁻⁵` (Nature, AMA). Only where the list of sources counts its
//! entries.
//!
//! The surprise: raised figures may be powers, and most refer to notes. They are citations only in a text
//! that names a good part of its list by them, and cites by no numbers in square brackets.

use std::collections::HashSet;

use crate::doc::{Document, MarkKind, Span};
use crate::language::numeral::{is_raised, lowered};
use crate::link::citation::habits::Habits;
use crate::link::citation::scan::{Scan, Text};
use crate::link::citation::style::{Finds, Style};
use crate::link::passage::Passage;
use crate::link::style::numbers::{Group, are_habit, cite, numbers};

pub(crate) const STYLE: Style =
    Style { name: "raised figures (Nature, AMA)", recognise, finds: &[Finds::Raised(find)] };

/// Learns whether a text cites by raised figures; those in square brackets are told before.
fn recognise(text: Text<'_>, habits: &mut Habits) -> bool {
    if habits.numbers.square || text.works.most_numbered().is_none() {
        return false;
    }
    let mut named = HashSet::new();
    for block in text.prose() {
        for span in raised(text.document, block.span) {
            let groups = numbers(&plain(text.document.words(span))).unwrap_or_default();
            named.extend(groups.iter().flat_map(Group::all));
        }
    }
    habits.numbers.raised = are_habit(text, &named);
    habits.numbers.raised
}

/// Adds the citations by raised figures of a passage.
fn find(scan: &mut Scan<'_>) {
    let document = scan.text.document;
    for span in raised(document, scan.passage.span()) {
        let words = Passage::of(document, span);
        let Some(groups) = numbers(&plain(words.text)) else { continue };
        // Raised figures of Unicode are of other lengths than plain ones: all of a mark’s sources
        // have its span.
        let whole = |group: Group| Group { start: 0, end: words.text.len(), ..group };
        let groups: Vec<Group> = groups.into_iter().map(whole).collect();
        cite(scan, &groups, words, span, false);
    }
}

/// The raised figures of a block that refer to no note: marked as raised, or of Unicode.
fn raised(document: &Document, block: Span) -> Vec<Span> {
    let marks = document.marks_in(block).iter();
    let mut found: Vec<Span> = marks
        .filter(|mark| mark.kind == MarkKind::Superscript)
        .map(|mark| mark.span)
        .filter(|span| document.words(*span).contains(|c: char| c.is_ascii_digit()))
        .collect();
    let text = document.words(block);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at >= end && figure(c).is_some_and(|c| c.is_ascii_digit()) {
            let rest = &text[at..];
            let length = rest.find(|c| figure(c).is_none()).unwrap_or(rest.len());
            // A comma after the last figure is the sentence’s.
            let run = rest[..length].trim_end_matches([',', '–', '-', ' ']);
            end = at + run.len();
            found.push(Span::new(block.start + at, block.start + end));
        }
    }
    found.sort_unstable();
    found
}

/// Raised figures, and what parts them, as plain ones.
fn figure(c: char) -> Option<char> {
    Some(match c {
        c if is_raised(c) => lowered(c),
        '⁻' | '–' | '-' => '-',
        ',' | '˒' | '’' => ',',
        _ => return None,
    })
}

fn plain(words: &str) -> String {
    words.chars().map(|c| figure(c).unwrap_or(c)).collect()
}
