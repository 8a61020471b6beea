//! What in a text may refer to a note: raised figures and letters, signs, figures in brackets.
//!
//! Type says what words cannot: a figure that is raised is a note marker, a citation, a power or an
//! ordinal, and only the note that answers it tells which. What no note answers stays a raised figure.

use std::collections::HashMap;

use crate::doc::{MarkKind, Span};
use crate::language::label::NoteLabel;
use crate::language::numeral::on_the_line;
use crate::restore::by_place::part::Part;
use crate::restore::by_place::stand::Stand;
use crate::restore::lines::marker::{Form, references};

/// Something that may refer to a note.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// The line it stands in.
    pub at: usize,
    /// The marker itself.
    pub span: Span,
    /// Its label.
    pub label: String,
    /// How it is printed.
    pub form: Form,
}

/// All that may refer to a note, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// In the order of the text.
    pub all: Vec<Call>,
    by_page: HashMap<(u32, String), usize>,
}

impl Calls {
    /// Looks through the lines of a text that are no furniture.
    pub(super) fn of(stand: &Stand<'_, '_>, parts: &[Part]) -> Self {
        let mut all = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if part.leaves() {
                continue;
            }
            several(stand, at, &mut all);
            let mut found = Vec::new();
            references(stand.text, at, &mut found);
            for reference in found {
                let taken = all.iter().rev().take(64).any(|call: &Call| {
                    call.span.overlaps(reference.span) || call.span == reference.span
                });
                // On a page that shows which figures are raised, those on the line are none.
                if !taken && reference.form != Form::Bare {
                    all.push(Call {
                        at,
                        span: reference.span,
                        label: reference.label,
                        form: reference.form,
                    });
                }
            }
        }
        all.sort_by_key(|call| (call.at, call.span.start));
        let mut by_page: HashMap<(u32, String), usize> = HashMap::new();
        // In print a figure in brackets is a citation. A list of notes may be asked for by them, a foot is
        // not.
        for call in all.iter().filter(|call| call.form != Form::Bracketed) {
            *by_page.entry((stand.at[call.at].page, call.label.clone())).or_default() += 1;
        }
        Self { all, by_page }
    }

    /// Whether a page has something that may refer to a note at its foot with a label.
    pub(super) fn on_page(&self, page: u32, label: &str) -> bool {
        self.by_page.contains_key(&(page, label.to_owned()))
    }

    /// The same of a page and the two beside it: a note may have found no room on its own, or its
    /// marker have slipped over the end of the page.
    pub(super) fn near_page(&self, page: u32, label: &str) -> bool {
        (page.saturating_sub(1)..=page + 1).any(|page| self.on_page(page, label))
    }
}

/// Several labels in one raised run: `¹,²`.
fn several(stand: &Stand<'_, '_>, at: usize, to: &mut Vec<Call>) {
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
            to.push(Call { at, span, label, form: Form::Raised });
        }
    }
}
