//! Notes at the foot of the page.
//!
//! A line opens a note if it begins with a label and the page has a mark with that label above it.
//! From there to the end of the page all is notes. So the two are found together: a figure in the
//! text is a mark because the foot answers it, and the foot is one because the text asks.
//!
//! The surprise: a foot is also the best sign of where a page ends, in texts that do not say.

mod assign;
mod by_line;
mod by_page;
mod continuation;

use std::collections::HashSet;

use crate::doc::Span;
use crate::language::sentence::{End, balance, end};
use crate::restore::lines::marker::{Form, Lead, Reference, lead, lone_lead, references};
use crate::restore::lines::source_list;
use crate::restore::lines::{Line, Print, Sort};

/// A note as it stands at the foot of its page.
#[derive(Clone, Debug)]
pub(crate) struct FootNote {
    /// Its label.
    pub label: String,
    /// How the label is printed.
    pub form: Form,
    /// Where its words begin.
    pub words: usize,
    /// Its lines, on this page.
    pub lines: Vec<usize>,
}

/// The notes of one page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Foot {
    /// Its first line, the rule included.
    pub begin: usize,
    /// The line after its last.
    pub end: usize,
    /// The end of a note that began on the page before.
    pub tail: Vec<usize>,
    /// The notes that begin here.
    pub notes: Vec<FootNote>,
}

/// All feet of a text, and all that may refer to them.
#[derive(Debug, Default)]
pub(crate) struct Feet {
    /// The feet, as printed.
    pub feet: Vec<Foot>,
    /// What may refer to a note, as printed.
    pub references: Vec<Reference>,
    /// Labels of notes that an extractor set behind the last words of the page's text.
    pub glued: Vec<Span>,
    labels: HashSet<String>,
}

impl Feet {
    /// No feet, but what refers to notes that stand elsewhere, in the order of the text.
    pub(crate) fn without_pages(references: Vec<Reference>) -> Self {
        let labels = references.iter().map(|found| found.label.clone()).collect();
        Self { references, labels, ..Self::default() }
    }

    /// The words of a line without the note marks behind its last word.
    pub(crate) fn words_before_marks<'d>(&self, print: &Print<'d>, at: usize) -> &'d str {
        let line = &print.lines[at];
        let mut end = line.span.end;
        for reference in self.of_line(at).iter().rev() {
            let believed = reference.form == Form::Raised || self.labels.contains(&reference.label);
            if reference.span.end == end && believed {
                end = reference.span.start;
            }
        }
        print.document.text[line.span.start..end].trim_end()
    }

    /// Whether the notes may well be lines that happen to begin with a figure: none has a mark, and
    /// their numbers neither begin with 1 nor come three in a row. The volumes and pages of a list
    /// of sources make one or two such lines.
    fn are_chance(&self) -> bool {
        let notes = || self.feet.iter().flat_map(|foot| &foot.notes);
        let mut numbers: Vec<u32> = notes().filter_map(|note| note.label.parse().ok()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let row = numbers.windows(3).any(|three| three[2] == three[0] + 2);
        notes().all(|note| note.form == Form::Bare) && !row && numbers.first() != Some(&1)
    }

    /// What may refer to a note in a line.
    pub(crate) fn of_line(&self, at: usize) -> &[Reference] {
        of_line(&self.references, at)
    }

    /// The words a foot's last note ends with, if it breaks off.
    pub(crate) fn unfinished<'d>(&self, print: &Print<'d>, foot: &Foot) -> Option<&'d str> {
        let lines = foot.notes.last().map_or(&foot.tail, |note| &note.lines);
        let last = print.lines[*lines.last()?].words;
        let broken = matches!(end(last), End::Open | End::Broken) && !ends_with_locator(last);
        let joined: String = lines.iter().map(|&at| print.lines[at].words).collect();
        (broken || end(last) != End::Stop && balance(&joined).0 > 0).then_some(last)
    }
}

/// Whether a note ends as notes may without a stop: with a page, a year, an address.
fn ends_with_locator(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
    !words.ends_with(crate::language::words::is_hyphen)
        && (last.chars().any(|c| c.is_ascii_digit()) || last.contains("://"))
        && !last.ends_with(',')
}

/// Finds the feet and marks their lines.
pub(crate) fn find(print: &mut Print<'_>, candidates: Candidates) -> Feet {
    let (mut feet, roles) = match by_page::find(print, &candidates) {
        Some(found) => found,
        None => by_line::find(print, &candidates),
    };
    feet.references = candidates.references;
    for (at, role) in roles {
        print.lines[at].role = role;
    }
    feet.labels =
        feet.feet.iter().flat_map(|foot| &foot.notes).map(|note| note.label.clone()).collect();
    continuation::continuations(print, &mut feet);
    continuation::small_type(print, &mut feet);
    feet
}

/// What may open a note in each line, and what may refer to one.
#[derive(Debug)]
pub(crate) struct Candidates {
    leads: Vec<Option<Lead>>,
    references: Vec<Reference>,
}

impl Candidates {
    /// Looks through all lines of a text.
    pub(crate) fn of(print: &Print<'_>) -> Self {
        let mut found = Vec::new();
        let mut leads = Vec::with_capacity(print.lines.len());
        for (at, line) in print.lines.iter().enumerate() {
            let text = line.sort != Sort::Rule;
            let alone = || print.lines.get(at + 1).and_then(|next| lone_lead(line, next));
            leads.push(if text { lead(print, line).or_else(alone) } else { None });
            if text {
                references(print, at, &mut found);
            }
        }
        drop_numbers(print, &mut leads);
        let mut candidates = Self { leads, references: found };
        candidates.turn_at_margins(print);
        candidates
    }

    /// Takes what might open a note for a reference where a line happens to begin with one: the page
    /// has the note further down, and nothing else that refers to it. Only where the sign of it
    /// leaves no doubt, in brackets or raised.
    fn turn_at_margins(&mut self, print: &Print<'_>) {
        /// How many lines a page has at most.
        const PAGE: usize = 80;
        let sure = |lead: &&Lead| matches!(lead.form, Form::Bracketed | Form::Raised);
        let mut turned = Vec::new();
        for at in 1..self.leads.len() {
            let Some(lead) = self.leads[at].as_ref().filter(sure) else { continue };
            let line = &print.lines[at];
            if line.feeds > 0 || line.opens {
                continue;
            }
            let label = lead.label.as_str();
            let ahead = (at + 1..self.leads.len().min(at + PAGE))
                .take_while(|&next| print.lines[next].feeds == 0)
                .find(|&next| {
                    self.leads[next].as_ref().filter(sure).is_some_and(|lead| lead.label == label)
                });
            let Some(note) = ahead else { continue };
            let back = (at.saturating_sub(PAGE)..at).rev();
            let page = back.take_while(|&line| print.lines[line + 1].feeds == 0).last();
            let from = self.references.partition_point(|found| found.line < page.unwrap_or(at));
            let mut near = self.references[from..].iter().take_while(|found| found.line < note);
            if near.all(|found| found.label != label) {
                turned.push(at);
            }
        }
        for at in turned {
            let Some(lead) = self.leads[at].take() else { continue };
            let line = &print.lines[at];
            let end = if lead.alone { line.span.end } else { lead.words };
            let words = Span::new(line.span.start, end).of(&print.document.text);
            let span = Span::new(line.span.start, line.span.start + words.trim_end().len());
            let place = self.references.partition_point(|found| found.line < at);
            let found = Reference { line: at, span, label: lead.label, form: lead.form };
            self.references.insert(place, found);
        }
    }

    /// What may refer to a note in a line.
    fn of_line(&self, at: usize) -> &[Reference] {
        of_line(&self.references, at)
    }

    /// Whether line number `at` opens a note that its page, which begins at line `page`, asks for:
    /// with its label before it, or on the line above.
    pub(crate) fn is_asked(&self, page: usize, at: usize) -> bool {
        let lead = self.leads[at].as_ref();
        let above = at.checked_sub(1).filter(|&above| above > page);
        let lone = above.and_then(|above| self.leads[above].as_ref());
        let from = self.references.partition_point(|found| found.line < page);
        let page = self.references[from..].iter().take_while(|found| found.line < at);
        let mut labels = page.map(|found| found.label.as_str());
        let begins = lone.filter(|lone| lone.alone);
        labels.any(|label| [lead, begins].into_iter().flatten().any(|lead| lead.label == label))
    }
}

/// Those of `references`, which are in the order of the text, that stand in a line.
pub(crate) fn of_line(references: &[Reference], at: usize) -> &[Reference] {
    let from = references.partition_point(|reference| reference.line < at);
    let to = references.partition_point(|reference| reference.line <= at);
    &references[from..to]
}

/// Drops what would open notes but is the number of an entry in a list of sources, or, in a text
/// that cites by such numbers, a citation that a line happens to begin with.
fn drop_numbers(print: &Print<'_>, leads: &mut [Option<Lead>]) {
    let entries = source_list::numbers(print, |at| leads[at].as_ref().and_then(Lead::listed));
    let form = |at: &usize| leads[*at].as_ref().map(|lead| lead.form);
    let bracketed = entries.iter().any(|at| form(at) == Some(Form::Bracketed));
    for &at in &entries {
        leads[at] = None;
    }
    if entries.len() < 3 {
        return;
    }
    for (lead, line) in leads.iter_mut().zip(&print.lines) {
        let number = lead.as_ref().and_then(|lead| lead.label.parse::<usize>().ok());
        let listed = number.is_some_and(|number| number <= entries.len());
        let cites = match lead.as_ref().map(|lead| lead.form) {
            Some(Form::Bracketed) => bracketed,
            Some(Form::Raised) => print.plain && !line.opens && !print.has_feeds(),
            _ => false,
        };
        if listed && cites {
            *lead = None;
        }
    }
}

/// Whether a line is a rule.
fn is_rule(line: &Line<'_>) -> bool {
    let drawn = |c: char| matches!(c, '-' | '_' | '—' | '–' | '─' | '*' | ' ');
    line.sort == Sort::Rule
        || line.sort == Sort::Text
            && line.words.len() >= 3
            && !line.words.starts_with('*')
            && line.words.chars().all(drawn)
}
