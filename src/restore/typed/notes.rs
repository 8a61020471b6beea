//! Notes of a text that was typed: a sign in a sentence and the note below its paragraph, or a
//! number, in brackets or raised, and the notes at the end.
//!
//! They look like footnotes of a page and are none: nothing parts the paragraphs around them, and
//! to put them beside the text is to read them as their author meant them, no repair. What leaves a
//! doubt is no note: a sign nothing refers to, a number that is cited twice as sources are, notes
//! that do not count.

use std::collections::HashMap;

use crate::language::heading::{heads_notes, heads_sources};
use crate::language::label::is_printers_sign;
use crate::language::prose::sentence::is_paragraph;
use crate::restore::join::note_link::NoteLinks;
use crate::restore::lines::marker::{
    Form, NoteOpening, Reference, note_opening, of_line, references,
};
use crate::restore::lines::{Line, Lines, Sort};
use crate::restore::notes::Notes;
use crate::restore::pages::role::{Role, Roles};

/// How many blocks after its paragraph a note with a sign may stand: the paragraph may hold a
/// quotation, and have two notes.
const NEAR: usize = 3;

/// A note: where its label and its words are, and what refers to it.
#[derive(Debug)]
struct Typed {
    lead: NoteOpening,
    line: usize,
    /// The line after its last.
    end: usize,
    reference: Reference,
}

/// Finds the notes of a typed text. Gives them with what refers to them, and which of them.
pub(super) fn find(text: &Lines<'_>) -> (Notes, NoteLinks) {
    let mut marks = Vec::new();
    for at in 0..text.lines.len() {
        references(text, at, &mut marks);
    }
    let mut found = signs(text, &marks);
    let numbered = [Form::Bracketed, Form::Raised].map(|form| numbers(text, &marks, form));
    found.extend(numbered.into_iter().find(|notes| !notes.is_empty()).unwrap_or_default());
    if found.is_empty() {
        found = listed(text, &marks);
    }
    found.sort_by_key(|note| note.line);
    let mut links = NoteLinks::default();
    let mut roles = Roles::body(text.lines.len());
    let mut answered = Vec::with_capacity(found.len());
    for note in found {
        // The heading of the notes gives way to that which they have beside the text.
        if let Some(above) = note.line.checked_sub(1)
            && text.lines[above].opens
            && heads_notes(text.lines[above].words)
        {
            roles.set(above, Role::Rule);
        }
        let lines: Vec<usize> = (note.line..note.end).collect();
        for &at in &lines {
            roles.set(at, if at == note.line { Role::Note } else { Role::NoteBody });
        }
        links.add(note.lead.label, note.lead.words, lines, &note.reference);
        answered.push(note.reference);
    }
    answered.sort_by_key(|found| found.span.start);
    (Notes::without_pages(answered, roles), links)
}

/// What opens a note in a block of its own at line number `at`, with a label of such a form.
fn opens(text: &Lines<'_>, at: usize, form: Form) -> Option<NoteOpening> {
    let line = &text.lines[at];
    let free = text.document.blocks[line.block].inside.is_none();
    if !line.opens || !free || line.sort != Sort::Text {
        return None;
    }
    note_opening(text, line)
        .filter(|lead| lead.form == form && is_label(lead) && !is_starred(line, lead))
}

/// Whether a sign that begins a line comes again in it after a word: `*so*` is emphasis, and `***
/// END ***` is set off.
fn is_starred(line: &Line<'_>, lead: &NoteOpening) -> bool {
    let rest = &line.words[lead.words - line.span.start..];
    lead.form == Form::Sign && rest.contains(lead.label.as_str())
}

/// Signs that nothing else begins with. `§` and `¶` count laws and paragraphs.
fn is_label(lead: &NoteOpening) -> bool {
    match lead.form {
        Form::Sign => lead.label.chars().all(|c| matches!(c, '*' | '∗' | '†' | '‡')),
        Form::Bracketed | Form::Raised => lead.label.bytes().all(|byte| byte.is_ascii_digit()),
        Form::Bare => false,
    }
}

/// Notes below their paragraphs. Each sign is answered once, by the next note that has it.
fn signs(text: &Lines<'_>, marks: &[Reference]) -> Vec<Typed> {
    let mut found: Vec<Typed> = Vec::new();
    let mut asked: HashMap<&str, (usize, &Reference)> = HashMap::new();
    let mut block = 0;
    for (at, line) in text.lines.iter().enumerate() {
        block += usize::from(line.opens);
        if let Some(lead) = opens(text, at, Form::Sign)
            && let Some(&(from, reference)) = asked.get(lead.label.as_str())
            && block - from <= NEAR
        {
            asked.remove(lead.label.as_str());
            found.push(Typed {
                lead,
                line: at,
                end: text.end_of_block(at),
                reference: reference.clone(),
            });
            // Notes stand between the paragraph and what follows, and count for nothing.
            block -= 1;
        } else if !line.words.starts_with(is_printers_sign) {
            // Where a line begins with a sign, what comes again in it closes what the first opened.
            let here = of_line(marks, at).iter().filter(|mark| mark.form == Form::Sign);
            asked.extend(here.map(|mark| (mark.label.as_str(), (block, mark))));
        }
    }
    found
}

/// Notes with numbers of such a form. All of them are notes, or none.
fn numbers(text: &Lines<'_>, marks: &[Reference], form: Form) -> Vec<Typed> {
    let mut found: Vec<Typed> = Vec::new();
    let numbered = |mark: &&Reference| mark.form == form;
    if !marks.iter().any(|mark| numbered(&mark)) {
        return found;
    }
    let mut asked: HashMap<&str, &Reference> = HashMap::new();
    let mut last = 0;
    for (at, line) in text.lines.iter().enumerate() {
        if let Some(lead) = opens(text, at, form) {
            let number: u32 = lead.label.parse().unwrap_or(0);
            let counts = number == last + 1 || number == 1;
            let Some(reference) = asked.remove(lead.label.as_str()).filter(|_| counts) else {
                return Vec::new();
            };
            last = number;
            let (end, reference) = (text.end_of_block(at), reference.clone());
            found.push(Typed { lead, line: at, end, reference });
            continue;
        }
        if line.opens && heads_sources(line.words).is_some() {
            break;
        }
        for mark in of_line(marks, at).iter().filter(numbered) {
            if asked.insert(&mark.label, mark).is_some() {
                return Vec::new();
            }
        }
    }
    with_further_paragraphs(text, found)
}

/// Gives notes the paragraphs between them. Where the next note was referred to above this one, no
/// text stands between the two, so that whole sentences there are of this note.
fn with_further_paragraphs(text: &Lines<'_>, mut notes: Vec<Typed>) -> Vec<Typed> {
    let whole = |at: usize| text.lines[at].sort == Sort::Text && ends_sentence(text, at);
    for at in 1..notes.len() {
        let [note, next] = &mut notes[at - 1..=at] else { break };
        let counts = |note: &Typed| note.lead.label.parse::<u32>().unwrap_or(0);
        let gathered = next.reference.line < note.line && counts(next) == counts(note) + 1;
        let mut blocks = (note.end..next.line).filter(|&line| text.lines[line].opens);
        if gathered && blocks.all(whole) {
            note.end = next.line;
        }
    }
    notes
}

/// Whether the block that line number `at` opens is longer than headings are, and ends as a sentence
/// does.
fn ends_sentence(text: &Lines<'_>, at: usize) -> bool {
    let block = &text.lines[at..text.end_of_block(at)];
    let length: usize = block.iter().map(Line::width).sum();
    block.last().is_some_and(|line| is_paragraph(length, line.words))
}

/// Notes by hand: raised figures in the text, and a list at its very end with as many items, whose
/// numbers are these figures.
fn listed(text: &Lines<'_>, marks: &[Reference]) -> Vec<Typed> {
    let lines = &text.lines;
    let begin = lines.iter().rposition(|line| line.sort != Sort::Item).map_or(0, |at| at + 1);
    let items: Vec<(usize, NoteOpening)> = (begin..lines.len())
        .filter(|&at| lines[at].opens)
        .filter_map(|at| {
            Some((at, note_opening(text, &lines[at]).filter(|it| it.form == Form::Bare)?))
        })
        .collect();
    let above = begin.checked_sub(1).map(|above| &lines[above]);
    if items.is_empty() || above.is_none_or(|line| heads_sources(line.words).is_some()) {
        return Vec::new();
    }
    let raised = |mark: &&Reference| mark.form == Form::Raised && mark.line < begin;
    let raised: Vec<&Reference> = marks.iter().filter(raised).collect();
    let counts = |at: usize, label: &str| label.parse() == Ok(at + 1);
    let answered = raised.len() == items.len()
        && raised.iter().enumerate().all(|(at, mark)| counts(at, &mark.label))
        && items.iter().enumerate().all(|(at, (_, item))| counts(at, &item.label));
    if !answered {
        return Vec::new();
    }
    let ends: Vec<usize> = items.iter().skip(1).map(|&(at, _)| at).chain([lines.len()]).collect();
    let notes = items.into_iter().zip(ends).zip(raised);
    let note = |(((line, lead), end), mark): (((usize, NoteOpening), usize), &Reference)| Typed {
        lead,
        line,
        end,
        reference: mark.clone(),
    };
    notes.map(note).collect()
}
