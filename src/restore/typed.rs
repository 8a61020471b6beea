//! Notes of a text that was typed: a sign in a sentence and the note below its paragraph, or a number
//! in brackets and the notes at the end.
//!
//! They look like footnotes of a page and are none: nothing parts the paragraphs around them, and
//! to put them beside the text is to read them as their author meant them, no repair. What leaves a
//! doubt is no note: a sign nothing refers to, a number that is cited twice as sources are, notes
//! that do not count.

use std::collections::HashMap;

use super::foot::Feet;
use super::label::{Form, Lead, Reference, is_sign, lead, references};
use super::page::{Line, Print, Role, Sort};
use super::pair::Pairs;
use crate::doc::heads_sources;

/// How many blocks after its paragraph a note with a sign may stand: the paragraph may hold a
/// quotation, and have two notes.
const NEAR: usize = 3;

/// A note: where its label and its words are, and what refers to it.
#[derive(Debug)]
struct Typed {
    lead: Lead,
    line: usize,
    /// The line after its last.
    end: usize,
    reference: Reference,
}

/// Finds the notes of a typed text, and marks their lines. Gives what refers to them, and which of
/// them.
pub(super) fn notes(print: &mut Print<'_>) -> (Feet, Pairs) {
    let mut found = signs(print);
    found.extend(numbers(print));
    if found.is_empty() {
        found = listed(print);
    }
    found.sort_by_key(|note| note.line);
    let mut pairs = Pairs::default();
    let mut marks = Vec::new();
    for note in found {
        let lines: Vec<usize> = (note.line..note.end).collect();
        for &at in &lines {
            print.lines[at].role = if at == note.line { Role::Note } else { Role::NoteBody };
        }
        pairs.add(note.lead.label, note.lead.words, lines, &note.reference);
        marks.push(note.reference);
    }
    marks.sort_by_key(|found| found.span.start);
    (Feet::without_pages(marks), pairs)
}

/// The line after the last of the block that line number `at` opens.
fn end_of_block(print: &Print<'_>, at: usize) -> usize {
    at + 1 + print.lines[at + 1..].iter().take_while(|line| !line.opens).count()
}

/// What opens a note in a block of its own at line number `at`, with a label of such a form.
fn opens(print: &Print<'_>, at: usize, form: Form) -> Option<Lead> {
    let line = &print.lines[at];
    let free = print.document.blocks[line.block].inside.is_none();
    if !line.opens || !free || line.sort != Sort::Text {
        return None;
    }
    lead(print, line).filter(|lead| lead.form == form && is_label(lead) && !is_starred(line, lead))
}

/// Whether a sign that begins a line comes again in it behind a word: `*so*` is emphasis, and `*** END
/// ***` is set off.
fn is_starred(line: &Line<'_>, lead: &Lead) -> bool {
    let rest = &line.words[lead.words - line.span.start..];
    lead.form == Form::Sign && rest.contains(lead.label.as_str())
}

/// Signs that nothing else begins with. `§` and `¶` count laws and paragraphs.
fn is_label(lead: &Lead) -> bool {
    match lead.form {
        Form::Sign => lead.label.chars().all(|c| matches!(c, '*' | '∗' | '†' | '‡')),
        Form::Bracketed => lead.label.bytes().all(|byte| byte.is_ascii_digit()),
        Form::Raised | Form::Bare => false,
    }
}

/// Notes below their paragraphs. Each sign is answered once, by the next note that has it.
fn signs(print: &Print<'_>) -> Vec<Typed> {
    let mut found: Vec<Typed> = Vec::new();
    let mut asked: HashMap<String, (usize, Reference)> = HashMap::new();
    let (mut block, mut here) = (0, Vec::new());
    for at in 0..print.lines.len() {
        block += usize::from(print.lines[at].opens);
        if let Some(lead) = opens(print, at, Form::Sign)
            && let Some((from, _)) = asked.get(&lead.label)
            && block - from <= NEAR
            && let Some((_, reference)) = asked.remove(&lead.label)
        {
            found.push(Typed { lead, line: at, end: end_of_block(print, at), reference });
            // Notes stand between the paragraph and what follows, and count for nothing.
            block -= 1;
            continue;
        }
        if line_begins_with_sign(print, at) {
            continue;
        }
        here.clear();
        references(print, at, &mut here);
        for reference in here.drain(..).filter(|found| found.form == Form::Sign) {
            asked.insert(reference.label.clone(), (block, reference));
        }
    }
    found
}

/// Whether a line begins with a sign: what comes again in it closes what the first opened.
fn line_begins_with_sign(print: &Print<'_>, at: usize) -> bool {
    print.lines[at].words.starts_with(is_sign)
}

/// Notes with numbers in brackets. All of them are notes, or none.
fn numbers(print: &Print<'_>) -> Vec<Typed> {
    let mut found: Vec<Typed> = Vec::new();
    let mut asked: HashMap<String, Reference> = HashMap::new();
    let (mut last, mut here) = (0, Vec::new());
    for at in 0..print.lines.len() {
        let line = &print.lines[at];
        if let Some(lead) = opens(print, at, Form::Bracketed) {
            let number: u32 = lead.label.parse().unwrap_or(0);
            let counts = number == last + 1 || number == 1;
            let Some(reference) = asked.remove(&lead.label).filter(|_| counts) else {
                return Vec::new();
            };
            last = number;
            found.push(Typed { lead, line: at, end: end_of_block(print, at), reference });
            continue;
        }
        if line.opens && heads_sources(line.words).is_some() {
            return found;
        }
        here.clear();
        references(print, at, &mut here);
        for reference in here.drain(..).filter(|found| found.form == Form::Bracketed) {
            if asked.insert(reference.label.clone(), reference).is_some() {
                return Vec::new();
            }
        }
    }
    found
}

/// Notes by hand: raised figures in the text, and a list at its very end with as many items, whose
/// numbers are these figures.
fn listed(print: &Print<'_>) -> Vec<Typed> {
    let lines = &print.lines;
    let begin = lines.iter().rposition(|line| line.sort != Sort::Item).map_or(0, |at| at + 1);
    let items: Vec<(usize, Lead)> = (begin..lines.len())
        .filter(|&at| lines[at].opens)
        .filter_map(|at| Some((at, lead(print, &lines[at]).filter(|it| it.form == Form::Bare)?)))
        .collect();
    let above = begin.checked_sub(1).map(|above| &lines[above]);
    if items.is_empty() || above.is_none_or(|line| heads_sources(line.words).is_some()) {
        return Vec::new();
    }
    let mut marks = Vec::new();
    for at in 0..begin {
        references(print, at, &mut marks);
    }
    marks.retain(|found| found.form == Form::Raised);
    let counts = |at: usize, label: &str| label.parse() == Ok(at + 1);
    let answered = marks.len() == items.len()
        && marks.iter().enumerate().all(|(at, mark)| counts(at, &mark.label))
        && items.iter().enumerate().all(|(at, (_, item))| counts(at, &item.label));
    if !answered {
        return Vec::new();
    }
    let ends: Vec<usize> = items.iter().skip(1).map(|&(at, _)| at).chain([lines.len()]).collect();
    let notes = items.into_iter().zip(ends).zip(marks);
    notes.map(|(((line, lead), end), reference)| Typed { lead, line, end, reference }).collect()
}
