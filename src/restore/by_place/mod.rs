//! Texts that say how their lines stood: a PDF does. Type is the witness here, and words speak where
//! it is silent.
//!
//! Whoever set the pages told notes, running heads, headings and paragraphs apart by size, place, gaps
//! and indents, so that a reader sees at a glance what is what. The same stages as for other texts, each
//! by what was seen: furniture, notes at feet and in lists, and what refers to them; captions and
//! headings; paragraphs over columns and pages.
//!
//! The surprise: it needs no proof of print, since such a text is printed in any case.

mod around;
mod line;
mod notes;
mod sheet;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashMap;

use crate::doc::{Document, MarkKind};
use crate::language::prose::words::Words;
use crate::restore::lines;
use around::{captions, contents, furniture, line_numbers};
use line::calls::Calls;
use line::edges;
use line::part::Part;
use line::stand::Stand;
use notes::{apparatus, endnotes, feet, linked, margins, pairing, unlabelled};
use sheet::{links, sheets};
use text::flow::Flow;
use text::headings;
use text::programs;
use text::seams::Judge;
use text::write::{self, Plan};

/// The text as its author wrote it. `None` unless it says of every line how it stood.
pub(super) fn restore(document: &Document) -> Option<Document> {
    let text = &lines::of(document);
    let stand = &Stand::of(text)?;
    let parted = sheets::parted(stand);
    let straightened = links::straightened(parted.as_ref().unwrap_or(document));
    match straightened.or(parted) {
        Some(document) => Some(written(&document, &Stand::of(&lines::of(&document))?)),
        None => Some(written(document, stand)),
    }
}

/// The text of pages that lie as they are read.
fn written(document: &Document, stand: &Stand<'_, '_>) -> Document {
    let mut parts: Vec<Part> =
        stand.at.iter().map(|line| if line.drawn { Part::Drawn } else { Part::Body }).collect();
    let calls = Calls::of(stand, &parts);
    let furniture = furniture::find(stand, &calls);
    for (at, part) in furniture.parts {
        parts[at] = part;
    }
    let numbers = &line_numbers::find(stand, &mut parts);
    contents::find(stand, &mut parts);
    let calls = &calls.kept(stand, &parts);
    captions::find(stand, &feet::columns(stand, &parts), &mut parts);
    let linked = &linked::find(stand, calls, &parts);
    let mut notes = margins::find(stand, calls, &mut parts);
    notes.extend(apparatus::find(stand, calls, numbers, &mut parts));
    notes.extend(feet::find(stand, calls, linked, &mut parts));
    notes.extend(endnotes::find(stand, calls, &mut parts));
    if notes.is_empty() {
        notes = unlabelled::find(stand, &mut parts);
    }
    let pairs = &pairing::pair(stand, calls, linked, &notes, &parts);
    let body = &edges::of_lines(stand, &columns_of(stand, &parts, false));
    let headings = &headings::find(stand, &parts, body);
    let judge = Judge { stand, edges: body };
    let programs = &programs::find(&judge, &parts);
    let flow = Flow { judge, parts: &parts, headings, programs, calls, pairs };
    let blocks = &flow.blocks();
    let kept = (0..parts.len()).filter(|&at| !parts[at].leaves());
    let words = &Words::of(kept.map(|at| stand.words(at)));
    let of_notes = &edges::of_lines(stand, &columns_of(stand, &parts, true));
    let labels = &labels(document, furniture.labels);
    let judge = Judge { stand, edges: of_notes };
    let (parts, notes) = (&parts, &notes);
    write::write(&Plan { judge, parts, blocks, notes, calls, pairs, words, labels })
}

/// The columns of the notes, or of all else that stays in the text.
fn columns_of(stand: &Stand<'_, '_>, parts: &[Part], notes: bool) -> Vec<Vec<usize>> {
    let asked = |part: &Part| !part.leaves() && (*part == Part::Note) == notes;
    let parts: Vec<Part> =
        parts.iter().map(|part| if asked(part) { Part::Body } else { Part::Head }).collect();
    feet::columns(stand, &parts)
}

/// The labels of pages: as printed on them, else as the file has them.
fn labels(document: &Document, printed: HashMap<u32, String>) -> HashMap<u32, String> {
    let mut labels = printed;
    for mark in &document.marks {
        let MarkKind::Page { number: Some(number) } = &mark.kind else { continue };
        let line = document.geometry.partition_point(|line| line.place < mark.span.start);
        if let Some(line) = document.geometry.get(line) {
            labels.entry(line.page).or_insert_with(|| number.to_string());
        }
    }
    labels
}
