//! Notes in the margin: small type beside the text, outside of its column (Bringhurst 4.3).
//!
//! One that begins with a label the page asks for is the note of its marker. One without a label, a
//! gloss, is meant for the line it begins beside: it is a note of that line, as a printed page shows it,
//! and never part of the sentence. Web pages call these `marginnote`, and mark them with the same sign.

use crate::doc::{Place, Tag};
use crate::language::prose::sentence::{End, end};
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::feet::{Note, Reader, opening};
use crate::restore::lines::marker::Form;

/// The label of a note that has none.
pub(in crate::restore::by_place) const GLOSS: &str = "⊕";

/// Finds the notes in the margins.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    calls: &Calls,
    parts: &mut [Part],
) -> Vec<Note> {
    let mut reader = Reader::new(stand, calls);
    for page in stand.pages() {
        let text = page
            .clone()
            .filter(|&at| parts[at] == Part::Body && !stand.is_small(at) && !stand.at[at].margin);
        let (mut left, mut right) = (i32::MAX, i32::MIN);
        for at in text {
            left = left.min(stand.at[at].left);
            right = right.max(stand.at[at].right);
        }
        let beside = |at: usize| {
            let line = &stand.at[at];
            let half = line.size / 2;
            line.margin || line.left >= right - half || line.right <= left + half
        };
        if left > right {
            continue;
        }
        let margin: Vec<usize> = page
            .clone()
            .filter(|&at| parts[at] == Part::Body && stand.is_small(at) && beside(at))
            .filter(|&at| !heads(stand, at))
            .collect();
        for group in groups(stand, calls, &margin) {
            let asked = opens_asked(stand, calls, group[0]);
            let line = if asked { None } else { beside_of(stand, parts, group[0]) };
            if asked {
                reader.read(&group);
            } else if let Some(line) = line.filter(|_| says_something(stand, &group)) {
                reader.notes.push(gloss(stand, &group, line));
            } else {
                continue;
            }
            group.iter().for_each(|&at| parts[at] = Part::Note);
        }
    }
    reader.notes
}

/// Whether a group of lines in the margin is a gloss: it has a word, or is the page or section of another
/// edition. The right sides of formulas have no words, and their numbers stand in brackets.
fn says_something(stand: &Stand<'_, '_>, group: &[usize]) -> bool {
    let is_word = |word: &str| {
        let number = word.bytes().all(|c| c.is_ascii_digit());
        number || word.chars().filter(|c| c.is_alphabetic()).count() > 2
    };
    let word = |&at: &usize| stand.words(at).split_whitespace().any(is_word);
    stand.at[group[0]].margin && group.iter().any(word)
}

/// Whether the file says that a line is a heading: some stand in the margin, as others hang there.
fn heads(stand: &Stand<'_, '_>, at: usize) -> bool {
    stand.at[at].outlined.is_some() || matches!(stand.at[at].tag, Some(Tag::Heading(_)))
}

/// Whether a line opens a note that its page asks for.
fn opens_asked(stand: &Stand<'_, '_>, calls: &Calls, at: usize) -> bool {
    opening(stand, at).is_some_and(|found| calls.on_page(stand.at[at].page, &found.label))
}

/// The lines of a margin in groups that stand together, each of one note where their labels are raised.
fn groups(stand: &Stand<'_, '_>, calls: &Calls, margin: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &at in margin {
        let together = |above: usize| {
            let level = (stand.at[at].left - stand.at[above].left).abs() <= stand.body * 2;
            level && stand.below(above, at) > 0 && !stand.gap(above, at, 150)
        };
        let raised = opening(stand, at).is_some_and(|found| found.form == Form::Raised);
        let begins = raised && opens_asked(stand, calls, at);
        match groups.last_mut() {
            Some(group) if !begins && group.last().is_some_and(|&above| together(above)) => {
                group.push(at);
            }
            _ => groups.push(vec![at]),
        }
    }
    groups
}

/// The line of the text that a line in the margin stands beside: the nearest in height, and of columns
/// the nearest.
fn beside_of(stand: &Stand<'_, '_>, parts: &[Part], at: usize) -> Option<usize> {
    let gloss = &stand.at[at];
    let from = stand.at.partition_point(|line| line.page < gloss.page);
    let of_page = stand.at[from..].iter().take_while(|line| line.page == gloss.page);
    let of_text = (from..).zip(of_page).filter(|&(at, line)| {
        matches!(parts[at], Part::Body | Part::Caption) && !line.margin && !line.drawn
    });
    let far = |(_, line): &(usize, &crate::doc::Geometry)| {
        let across = (line.left - gloss.right).max(gloss.left - line.right);
        ((line.baseline - gloss.baseline).abs(), across)
    };
    of_text.min_by_key(far).map(|(at, _)| at)
}

/// A note that no marker asks for, beside a line. A label of its own it may have all the same.
fn gloss(stand: &Stand<'_, '_>, group: &[usize], line: usize) -> Note {
    let own = opening(stand, group[0]).filter(|found| found.form == Form::Raised && !found.alone);
    let span = |at: usize| stand.text.lines[at].span;
    let begin = own.as_ref().map_or(span(group[0]).start, |found| found.words);
    let lines = group.iter().map(|&at| (at, span(at).start.max(begin), span(at).end)).collect();
    let label = own.map_or_else(|| GLOSS.to_owned(), |found| found.label);
    Note { label, lines, listed: false, beside: Some((line, end_of(stand, line))) }
}

/// Where what stands beside a line is referred to: at its end, and before a word that ends on the next.
fn end_of(stand: &Stand<'_, '_>, at: usize) -> Place {
    let span = stand.text.lines[at].span;
    let words = stand.words(at);
    let broken = end(words) == End::Broken || words.ends_with('\u{ad}');
    words.rfind(' ').filter(|_| broken).map_or(span.end, |blank| span.start + blank)
}
