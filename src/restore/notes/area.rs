//! Footnotes as they stand at the feet of pages, and what refers to them.

use std::collections::HashSet;

use crate::doc::Span;
use crate::language::prose::sentence::{End, balance, end};
use crate::language::prose::words::is_hyphen;
use crate::restore::lines::Lines;
use crate::restore::lines::marker::{Form, Reference, of_line};
use crate::restore::pages::role::{Print, Role, Roles};

/// A footnote as it stands on its page.
#[derive(Clone, Debug)]
pub(crate) struct Footnote {
    /// Its label.
    pub label: String,
    /// How the label is printed.
    pub form: Form,
    /// Where its words begin.
    pub words: usize,
    /// Its lines, on this page.
    pub lines: Vec<usize>,
}

/// The footnote area of one page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Area {
    /// Its first line, the rule included.
    pub begin: usize,
    /// The line after its last.
    pub end: usize,
    /// The end of a note that began on the page before.
    pub continuation: Vec<usize>,
    /// The notes that begin here.
    pub notes: Vec<Footnote>,
    /// Whether it is of a list of endnotes, whose markers stand on other pages.
    pub at_end: bool,
}

impl Area {
    /// The words its last note ends with, if that breaks off.
    pub(crate) fn unfinished<'d>(&self, text: &Lines<'d>) -> Option<&'d str> {
        let lines = self.notes.last().map_or(&self.continuation, |note| &note.lines);
        let last = text.lines[*lines.last()?].words;
        let broken = matches!(end(last), End::Open | End::Broken) && !ends_with_locator(last);
        let joined: String = lines.iter().map(|&at| text.lines[at].words).collect();
        (broken || end(last) != End::Stop && balance(&joined).0 > 0).then_some(last)
    }
}

/// Whether a note ends as notes may without a stop: with a page, a year, an address.
pub(super) fn ends_with_locator(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or(words);
    !words.ends_with(is_hyphen)
        && (last.chars().any(|c| c.is_ascii_digit()) || last.contains("://"))
        && !last.ends_with(',')
}

/// What one way of finding footnotes gives.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The footnote areas, as printed.
    pub areas: Vec<Area>,
    /// Labels that an extractor set after the last words of the page's text.
    pub displaced: Vec<Span>,
    /// What the lines of the areas are.
    pub roles: Vec<(usize, Role)>,
}

/// The notes of a text as printed, and all that may refer to them.
#[derive(Clone, Debug)]
pub(crate) struct Notes {
    /// The footnote areas, as printed, one below another.
    pub areas: Vec<Area>,
    /// What may refer to a note, as printed.
    pub references: Vec<Reference>,
    /// Labels of notes that an extractor set after the last words of the page's text.
    pub displaced: Vec<Span>,
    /// What each line is, those of notes among them.
    pub roles: Roles,
    labels: HashSet<String>,
}

impl Notes {
    /// Notes that stand at the feet of pages. `roles` says what lines are that are of no note.
    pub(super) fn at_feet(roles: &Roles, references: Vec<Reference>, found: Found) -> Self {
        let Found { areas, displaced, roles: known } = found;
        let roles = roles.with(known);
        let mut notes = Self { areas, references, displaced, roles, labels: HashSet::new() };
        notes.know_labels();
        notes
    }

    /// Takes the labels of all notes for such as the text may ask for.
    pub(super) fn know_labels(&mut self) {
        let notes = self.areas.iter().flat_map(|area| &area.notes);
        self.labels = notes.map(|note| note.label.clone()).collect();
    }

    /// Whether line number `at` is of a list of endnotes.
    pub(crate) fn is_at_end(&self, at: usize) -> bool {
        let next = self.areas.partition_point(|area| area.begin <= at);
        let area = next.checked_sub(1).map(|last| &self.areas[last]);
        area.is_some_and(|area| area.at_end && at < area.end)
    }

    /// No footnote areas, but what refers to notes that stand elsewhere, in the order of the text.
    pub(crate) fn without_pages(references: Vec<Reference>, roles: Roles) -> Self {
        let labels = references.iter().map(|found| found.label.clone()).collect();
        Self { areas: Vec::new(), references, displaced: Vec::new(), roles, labels }
    }

    /// The lines of `text`, and what each of them is.
    pub(crate) fn print<'p, 'd>(&'p self, text: &'p Lines<'d>) -> Print<'p, 'd> {
        Print::new(text, &self.roles)
    }

    /// The words of a line without the note markers after its last word.
    pub(crate) fn words_before_marks<'d>(&self, text: &Lines<'d>, at: usize) -> &'d str {
        let line = &text.lines[at];
        let mut end = line.span.end;
        for reference in self.of_line(at).iter().rev() {
            let believed = reference.form == Form::Raised || self.labels.contains(&reference.label);
            if reference.span.end == end && believed {
                end = reference.span.start;
            }
        }
        text.document.text[line.span.start..end].trim_end()
    }

    /// What may refer to a note in a line.
    pub(crate) fn of_line(&self, at: usize) -> &[Reference] {
        of_line(&self.references, at)
    }
}
