//! Notes by the links of the file: a marker that leads to the line its label opens is sure of its note.
//!
//! LaTeX's hyperref, Word, LibreOffice and typst link the raised figure to the note. Where the note
//! stands on the page of its marker, or on the next, neither size nor gap need tell that it is one. A
//! label that leads far away cites a source or names a figure, and says nothing here.

use std::collections::HashMap;

use crate::doc::{MarkKind, Target};
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::feet::opening;
use crate::restore::by_place::notes::sources;
use crate::restore::lines::marker::Form;

/// The lines that open notes by a link, each with the number of the marker that leads there.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    calls: &Calls,
    parts: &[Part],
) -> HashMap<usize, usize> {
    let lines = &stand.text.lines;
    let sources = sources::below_headings(stand, parts);
    let mut found = HashMap::new();
    for mark in &stand.text.document.marks {
        let MarkKind::Link(Target::Place(place)) = mark.kind else { continue };
        let Some(at) = lines.partition_point(|line| line.span.start <= place).checked_sub(1) else {
            continue;
        };
        let from = calls.all.partition_point(|call| call.span.end <= mark.span.start);
        let call = calls.all.get(from).filter(|call| {
            call.span.start < mark.span.end && matches!(call.form, Form::Raised | Form::Sign)
        });
        let Some(call) = call.filter(|call| call.line < at) else { continue };
        let near = stand.at[at].page.abs_diff(stand.at[call.line].page) <= 1;
        let noted = |form| stand.is_small(at) || form == Form::Raised;
        let opens = || {
            opening(stand, at).is_some_and(|found| found.label == call.label && noted(found.form))
        };
        // Where markers stand below it as well, a heading such as “Schriften” is not of a list.
        let entry = sources[at] && !sources[call.line];
        if near && parts[at] == Part::Body && !entry && opens() {
            found.entry(at).or_insert(from);
        }
    }
    found
}
