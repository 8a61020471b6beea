//! What in a text may refer to a note: raised figures and letters, signs, figures in brackets.
//!
//! Type says what words cannot: a figure that is raised is a note marker, a citation, a power or an
//! ordinal, and only the note that answers it tells which. What no note answers stays a raised figure.

use std::collections::HashMap;

use crate::doc::{MarkKind, Span};
use crate::language::label::NoteLabel;
use crate::language::numeral::on_the_line;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::lines::marker::{Form, Reference, of_line, references};

/// All that may refer to a note, in the order of the text.
#[derive(Debug, Default)]
pub(in crate::restore::by_place) struct Calls {
    /// In the order of the text.
    pub all: Vec<Reference>,
    by_page: HashMap<(u32, String), Times>,
}

/// How often a label stands on a page.
#[derive(Clone, Copy, Debug, Default)]
struct Times {
    all: usize,
    /// Otherwise than in brackets.
    unbracketed: usize,
    /// After a word or a stop, as powers and indices of a formula do not.
    after_words: usize,
}

impl Calls {
    /// Looks through the lines of a text that are no furniture.
    pub(in crate::restore::by_place) fn of(stand: &Stand<'_, '_>, parts: &[Part]) -> Self {
        let mut all = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if part.leaves() {
                continue;
            }
            several(stand, at, &mut all);
            let mut found = Vec::new();
            references(stand.text, at, &mut found);
            for reference in found {
                let taken = all.iter().rev().take(64).any(|call: &Reference| {
                    call.span.overlaps(reference.span) || call.span == reference.span
                });
                // On a page that shows which figures are raised, those on the line are none.
                if !taken && reference.form != Form::Bare {
                    all.push(reference);
                }
            }
        }
        all.sort_by_key(|call| (call.line, call.span.start));
        Self::counted(stand, all)
    }

    /// Those that stand in lines which do not leave the text.
    pub(in crate::restore::by_place) fn kept(
        mut self,
        stand: &Stand<'_, '_>,
        parts: &[Part],
    ) -> Self {
        self.all.retain(|call| !parts[call.line].leaves());
        Self::counted(stand, self.all)
    }

    fn counted(stand: &Stand<'_, '_>, all: Vec<Reference>) -> Self {
        let mut by_page: HashMap<(u32, String), Times> = HashMap::new();
        for call in &all {
            let page = stand.at[call.line].page;
            let times = by_page.entry((page, call.label.clone())).or_default();
            times.all += 1;
            times.unbracketed += usize::from(call.form != Form::Bracketed);
            times.after_words += usize::from(is_after_words(stand, call));
        }
        Self { all, by_page }
    }

    /// What may refer to a note in a line, each after its number.
    pub(in crate::restore::by_place) fn of_line(
        &self,
        at: usize,
    ) -> impl DoubleEndedIterator<Item = (usize, &Reference)> {
        let from = self.all.partition_point(|call| call.line < at);
        of_line(&self.all, at).iter().enumerate().map(move |(index, call)| (from + index, call))
    }

    /// Whether a page has something that may refer to a note at its foot with a label. In print a
    /// figure in brackets is a citation: a list of notes may be asked for by them, a foot is not.
    pub(in crate::restore::by_place) fn on_page(&self, page: u32, label: &str) -> bool {
        self.times(page, label).unbracketed > 0
    }

    /// Whether a label stands after a word on a page or on one beside it.
    pub(in crate::restore::by_place) fn after_words(&self, page: u32, label: &str) -> bool {
        (page.saturating_sub(1)..=page + 1).any(|page| self.times(page, label).after_words > 0)
    }

    /// Whether a label stands on a page more than once.
    pub(in crate::restore::by_place) fn twice_on_page(&self, page: u32, label: &str) -> bool {
        self.times(page, label).all > 1
    }

    fn times(&self, page: u32, label: &str) -> Times {
        self.by_page.get(&(page, label.to_owned())).copied().unwrap_or_default()
    }

    /// The same as `on_page` of a page and the two beside it: a note may have found no room on its
    /// own, or its marker have slipped over the end of the page.
    pub(in crate::restore::by_place) fn near_page(&self, page: u32, label: &str) -> bool {
        (page.saturating_sub(1)..=page + 1).any(|page| self.on_page(page, label))
    }
}

/// Whether a label stands after a word, or after the stop or the bracket that closes some. What stands at
/// a single letter, a figure or `f(x)` may be a power.
fn is_after_words(stand: &Stand<'_, '_>, call: &Reference) -> bool {
    let line = stand.text.lines[call.line].span;
    let before = Span::new(line.start, call.span.start.max(line.start));
    let before = before.of(&stand.text.document.text).trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
    let bare = word.trim_end_matches(|c: char| c.is_ascii_punctuation() || "”’»…".contains(c));
    let letters = bare.chars().rev().take_while(|c| c.is_alphabetic()).count();
    let function = word.rfind(['(', '[', '{']).is_some_and(|at| at > 0);
    letters > 1 || bare.len() < word.len() && !function
}

/// Several labels in one raised run: `¹,²`.
fn several(stand: &Stand<'_, '_>, at: usize, to: &mut Vec<Reference>) {
    let line = &stand.text.lines[at];
    for mark in stand.text.marks(line) {
        if mark.kind != MarkKind::Superscript || mark.span.start == line.span.start {
            continue;
        }
        let words = mark.span.of(&stand.text.document.text);
        let parts: Vec<&str> = words.split([',', ' ', ';', '\u{a0}']).collect();
        let label = |part: &str| {
            let label = on_the_line(part.trim()).into_owned();
            let known = matches!(
                NoteLabel::of(&label),
                Some(NoteLabel::Number(_) | NoteLabel::Sign(..) | NoteLabel::Letter(_))
            );
            known.then_some(label)
        };
        let labels: Vec<(usize, usize, String)> = parts
            .iter()
            .filter_map(|part| {
                let begin = part.as_ptr() as usize - words.as_ptr() as usize;
                Some((begin, part.len(), label(part)?))
            })
            .collect();
        let filled = parts.iter().filter(|part| !part.trim().is_empty()).count();
        if filled < 2 || labels.len() < filled {
            continue;
        }
        for (begin, length, label) in labels {
            let start = mark.span.start + begin;
            let span = Span::new(start, start + length);
            to.push(Reference { line: at, span, label, form: Form::Raised });
        }
    }
}
