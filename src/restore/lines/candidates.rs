//! All note markers a text may have: what may open a note, and what may refer to one.
//!
//! Numbers do other things too. Entries of a list of sources are counted, and a text may cite by
//! these numbers; a line may happen to begin with a marker. What that leaves is for the pages to
//! confirm.

use crate::doc::Span;
use crate::restore::lines::line::{Lines, Sort};
use crate::restore::lines::marker::{
    Form, NoteOpening, Reference, lone_opening, note_opening, of_line, references,
};
use crate::restore::lines::source_list;

/// What may open a note in each line, and what may refer to one.
#[derive(Debug)]
pub(crate) struct Candidates {
    /// For each line, what may open a note in it.
    pub openings: Vec<Option<NoteOpening>>,
    /// What may refer to a note, in the order of the text.
    pub references: Vec<Reference>,
}

impl Candidates {
    /// Looks through all lines of a text.
    pub(crate) fn of(text: &Lines<'_>) -> Self {
        let mut found = Vec::new();
        let mut openings = Vec::with_capacity(text.lines.len());
        for (at, line) in text.lines.iter().enumerate() {
            let may = line.sort != Sort::Rule;
            let alone = || text.lines.get(at + 1).and_then(|next| lone_opening(line, next));
            openings.push(if may { note_opening(text, line).or_else(alone) } else { None });
            if may {
                references(text, at, &mut found);
            }
        }
        drop_numbers(text, &mut openings);
        let mut candidates = Self { openings, references: found };
        candidates.turn_at_margins(text);
        candidates
    }

    /// Takes what might open a note for a reference where a line happens to begin with one: the
    /// page has the note further down, and nothing else that refers to it. Only where the sign of
    /// it leaves no doubt, in brackets or raised.
    fn turn_at_margins(&mut self, text: &Lines<'_>) {
        /// How many lines a page has at most.
        const PAGE: usize = 80;
        let sure = |lead: &&NoteOpening| matches!(lead.form, Form::Bracketed | Form::Raised);
        let mut turned = Vec::new();
        for at in 1..self.openings.len() {
            let Some(lead) = self.openings[at].as_ref().filter(sure) else { continue };
            let line = &text.lines[at];
            if line.feeds > 0 || line.opens {
                continue;
            }
            let label = lead.label.as_str();
            let ahead = (at + 1..self.openings.len().min(at + PAGE))
                .take_while(|&next| text.lines[next].feeds == 0)
                .find(|&next| {
                    self.openings[next]
                        .as_ref()
                        .filter(sure)
                        .is_some_and(|lead| lead.label == label)
                });
            let Some(note) = ahead else { continue };
            let back = (at.saturating_sub(PAGE)..at).rev();
            let page = back.take_while(|&line| text.lines[line + 1].feeds == 0).last();
            let from = self.references.partition_point(|found| found.line < page.unwrap_or(at));
            let mut near = self.references[from..].iter().take_while(|found| found.line < note);
            if near.all(|found| found.label != label) {
                turned.push(at);
            }
        }
        for at in turned {
            let Some(lead) = self.openings[at].take() else { continue };
            let line = &text.lines[at];
            let end = if lead.alone { line.span.end } else { lead.words };
            let words = Span::new(line.span.start, end).of(&text.document.text);
            let span = Span::new(line.span.start, line.span.start + words.trim_end().len());
            let place = self.references.partition_point(|found| found.line < at);
            let found = Reference { line: at, span, label: lead.label, form: lead.form };
            self.references.insert(place, found);
        }
    }

    /// What may refer to a note in a line.
    pub(crate) fn of_line(&self, at: usize) -> &[Reference] {
        of_line(&self.references, at)
    }

    /// Whether something between line number `page` and line number `at` may refer to a note of that
    /// label.
    pub(crate) fn refers(&self, page: usize, at: usize, label: &str) -> bool {
        let from = self.references.partition_point(|found| found.line < page);
        let mut page = self.references[from..].iter().take_while(|found| found.line < at);
        page.any(|found| found.label == label)
    }

    /// Whether line number `at` opens a note that its page, which begins at line `page`, asks for:
    /// with its label before it, or on the line above.
    pub(crate) fn is_asked(&self, page: usize, at: usize) -> bool {
        let lead = self.openings[at].as_ref();
        let above = at.checked_sub(1).filter(|&above| above > page);
        let lone = above.and_then(|above| self.openings[above].as_ref());
        let from = self.references.partition_point(|found| found.line < page);
        let page = self.references[from..].iter().take_while(|found| found.line < at);
        let mut labels = page.map(|found| found.label.as_str());
        let begins = lone.filter(|lone| lone.alone);
        labels.any(|label| [lead, begins].into_iter().flatten().any(|lead| lead.label == label))
    }
}

/// Drops what would open notes but is the number of an entry in a list of sources, or, in a text
/// that cites by such numbers, a citation that a line happens to begin with.
fn drop_numbers(text: &Lines<'_>, openings: &mut [Option<NoteOpening>]) {
    let entries =
        source_list::numbers(text, |at| openings[at].as_ref().and_then(NoteOpening::listed));
    let form = |at: &usize| openings[*at].as_ref().map(|lead| lead.form);
    let bracketed = entries.iter().any(|at| form(at) == Some(Form::Bracketed));
    for &at in &entries {
        openings[at] = None;
    }
    if entries.len() < 3 {
        return;
    }
    for (lead, line) in openings.iter_mut().zip(&text.lines) {
        let number = lead.as_ref().and_then(|lead| lead.label.parse::<usize>().ok());
        let listed = number.is_some_and(|number| number <= entries.len());
        let cites = match lead.as_ref().map(|lead| lead.form) {
            Some(Form::Bracketed) => bracketed,
            Some(Form::Raised) => text.plain && !line.opens && !text.has_feeds(),
            _ => false,
        };
        if listed && cites {
            *lead = None;
        }
    }
}
