//! The order in which a passage is read for citations: once, from place to place where one could be.

use crate::doc::{Place, Span};
use crate::link::citation::bracket::{Bracket, Part, Taken};
use crate::link::citation::candidate::Candidate;
use crate::link::citation::memory::Memory;
use crate::link::citation::scan::{Scan, Text};
use crate::link::citation::style::{Finders, Word};
use crate::link::passage::Passage;
use crate::link::works::cited::Names;

/// Finds the citations in the block at `span`, which belongs to the flow that `memory` keeps. `home`
/// is the place in the body that it belongs to.
pub(crate) fn read(
    text: Text<'_>,
    finders: &Finders,
    span: Span,
    home: Place,
    memory: &mut Memory,
) -> Vec<Candidate> {
    let passage = Passage::of(text.document, span);
    let noted = span.start >= text.document.body_end();
    let habits = finders.habits;
    let found = Vec::new();
    let mut scan = Scan { text, habits, passage, noted, home, memory, found };
    finders.raised.iter().for_each(|find| find(&mut scan));
    let mut ahead = Vec::new();
    if noted {
        ahead.extend(finders.notes.iter().flat_map(|find| find(&scan)));
        // Of two that begin in one place, the earlier style has it.
        ahead.sort_by_key(|citation| citation.span.start);
    }
    let mut ahead = ahead.into_iter().peekable();
    let mut at = 0;
    loop {
        let from = passage.place(at);
        while ahead.next_if(|next| next.span.start < from).is_some() {}
        let next = next_place(passage.text, &finders.words, at);
        let titled = ahead
            .next_if(|titled| next.is_none_or(|next| titled.span.start <= passage.place(next)));
        if let Some(titled) = titled {
            at = passage.at(titled.whole.end);
            scan.memory.saw(&titled);
            scan.found.push(Candidate::found(titled));
            continue;
        }
        let Some(next) = next else { break };
        let already = scan.found.len();
        let end = at_place(&mut scan, finders, next).map_or(0, |end| passage.at(end));
        for candidate in &scan.found[already..] {
            scan.memory.saw(&candidate.citation);
        }
        at = end.max(next + 1);
    }
    let mut found = scan.found;
    found.sort_by_key(|candidate| candidate.citation.span);
    found
}

/// Reads what stands at byte `at`, and gives from where on to read.
fn at_place(scan: &mut Scan<'_>, finders: &Finders, at: usize) -> Option<Place> {
    let text = scan.passage.text;
    let place = scan.passage.place(at);
    match text.as_bytes()[at] {
        b'(' | b'[' => bracket(scan, finders, &Bracket::at(scan.passage, at)?),
        b'0'..=b'9' => finders.numbers.iter().find_map(|find| find(scan, place)),
        _ if word_begins(text, at) => {
            let begins = finders.words.iter().filter(|word| (word.begins)(&text[at..]));
            begins.into_iter().find_map(|word| (word.find)(scan, place))
        }
        _ => None,
    }
}

/// Reads a bracket, and gives where it ends if it held a citation.
fn bracket(scan: &mut Scan<'_>, finders: &Finders, bracket: &Bracket<'_>) -> Option<Place> {
    let content = bracket.content;
    let already = scan.found.len();
    match finders.brackets.iter().find_map(|find| find(scan, bracket)) {
        Some(Taken::Whole(end)) => return Some(end),
        Some(Taken::First { whole, names }) => {
            let first = content.text.find(';').map_or(content.text.len(), |at| at + 1);
            parts(scan, finders, bracket, content.part(first..), whole, Some(names));
        }
        // A date at its beginning belongs to what stands before it.
        None if bracket.dated => return None,
        None => parts(scan, finders, bracket, content, bracket.whole, None),
    }
    (scan.found.len() > already).then_some(bracket.whole.end)
}

/// Reads a bracket part by part between its semicolons. A part that is only a year belongs to the
/// names of the part before, or, at first, to those `above`.
fn parts(
    scan: &mut Scan<'_>,
    finders: &Finders,
    bracket: &Bracket<'_>,
    mut rest: Passage<'_>,
    whole: Span,
    mut above: Option<Names>,
) {
    while !rest.text.is_empty() {
        let words = rest.part(..rest.text.find(';').unwrap_or(rest.text.len()));
        let mut part = Part { words, rest, bracket: bracket.whole, whole, above };
        let end = finders.parts.iter().find_map(|find| find(scan, &mut part));
        above = part.above;
        let end = rest.at(end.unwrap_or(words.end()));
        rest = rest.part((end + 1).min(rest.text.len())..);
    }
}

/// The next byte, from `at` on, where a citation could begin: a bracket, a digit, a word that begins
/// as those do that repeat one. Texts are long and such places are few: nothing but bytes is looked at
/// between them.
fn next_place(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = |at: usize| at == 0 || !is_inner(bytes[at - 1]);
    let is_one = |at: usize| words.iter().any(|word| (word.begins)(&text[at..]));
    (at..bytes.len()).find(|&at| match bytes[at] {
        b'(' | b'[' | b'0'..=b'9' => true,
        b'A'..=b'Z' | b'a'..=b'z' | 0xc2.. => begins(at) && is_one(at),
        _ => false,
    })
}

/// Whether a letter after this byte is no first one.
fn is_inner(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || !byte.is_ascii()
}

fn word_begins(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '’')
}
