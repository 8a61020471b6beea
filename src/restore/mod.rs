//! Restoring: a text as printed → the text as its author wrote it.
//!
//! A scanned booklet comes as its pages lie on the sheets, with words cut at page ends and notes at
//! page feet. It is restored in five stages. Each gives a value of its own, made from those before,
//! and none changes what an earlier one gave:
//!
//! 1. `lines`: the lines of the text, and what is known of each by itself.
//! 2. `pages`: what each line is on its page: running head, folio, contents list, title page.
//! 3. `notes`: the footnote areas, and the notes in them.
//! 4. `order`: the pieces of the text, and the order of its pages.
//! 5. `join`: the text built anew, where each line goes on with the next, and each note marker has
//!    its note, saying of every repair what it was.
//!
//! Beside them, `proof` says whether a text was printed at all, and `typed` reads those that were
//! not. A text whose lines say how they stood on their pages, as those of a PDF do, goes the same way
//! by other signs (`by_place`).
//!
//! The surprise: it is a pass over a document, whatever format that was read from, and a text
//! that shows no sign of print comes out as it went in. It never invents a word and never drops
//! one: what leaves the body stands in full in a [`Repair`].

mod asked;
mod by_place;
mod join;
mod lines;
mod notes;
mod order;
mod pages;
mod proof;
mod typed;
mod weights;

use crate::doc::{Diagnostic, Document, Kind, MarkKind, Problem, Repair, RepairKind};
use crate::language::prose::words::Words;
pub use asked::Restoring;
use lines::candidates::Candidates;
use lines::{Lines, gutter};
use notes::{Notes, at_end};
use order::Order;
use order::known::Known;
use pages::furniture::Furniture;
use pages::role::Print;
use pages::{front, title_page};
use proof::Verdict;
pub use weights::Weights;

/// The most pages a text was ever printed on in one piece. What has more page breaks has them for
/// another reason, and nothing to restore.
const MOST_PAGES: usize = 1 << 16;

/// Restores a text that shows proof of print (`proof.rs`). Gives `None` where there is nothing to
/// restore.
pub fn restore(document: &Document) -> Option<Document> {
    restore_with(document, false, &Weights::default())
}

/// Restores a text whose reader says that it was printed, whatever it shows of it. Gives `None`
/// where there is nothing to restore.
pub fn restore_anyway(document: &Document) -> Option<Document> {
    restore_with(document, true, &Weights::default())
}

/// Restores a text with other weights than those it is restored with as a rule, to find out what
/// each is for; `certain` says that it was printed, whatever it shows. Gives `None` where there is
/// nothing to restore.
pub fn restore_with(document: &Document, certain: bool, weights: &Weights) -> Option<Document> {
    let pages = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Page { .. }));
    if pages.count() > MOST_PAGES || is_endless(document) {
        return None;
    }
    if !document.geometry.is_empty()
        && let Some(restored) = by_place::restore(document)
    {
        return changed(document, restored);
    }
    let parted = gutter::part(document);
    let read = parted.as_ref().map_or(document, |parted| &parted.document);
    let text = lines::as_printed(read);
    if text.lines.is_empty() {
        return None;
    }
    let candidates = Candidates::of(&text);
    let furniture = pages::find(&text, &candidates);
    let notes = notes::find(&text, &furniture.roles, candidates, weights);
    let verdict = proof::judge(&text, &furniture, &notes);
    if certain || verdict == Verdict::Printed {
        let mut restored = printed(&text, &furniture, notes, weights)?;
        if let Some(parted) = &parted {
            restored.repairs.insert(0, parted.repair());
        }
        return changed(document, restored);
    }
    let typed = typed::restore(read).and_then(|typed| changed(document, typed));
    let Verdict::Doubtful(seen) = verdict else { return typed };
    let mut left = typed.unwrap_or_else(|| document.clone());
    left.diagnostics.push(in_doubt(&seen));
    Some(left)
}

/// A text that was printed, as its author wrote it: the last two stages, once the front matter is
/// told from the text.
fn printed(
    text: &Lines<'_>,
    furniture: &Furniture,
    mut notes: Notes,
    weights: &Weights,
) -> Option<Document> {
    at_end::add(text, &mut notes);
    let notes = &notes;
    let roles = front::find(notes.print(text), &furniture.contents);
    let print = Print::new(text, &roles);
    let words = Words::of(print.kept().map(|line| line.words));
    let known = Known::of(print, furniture, notes, &words);
    let order = Order::of(&known, weights);
    let mut restored = join::printed(&known, &order)?;
    title_page::fill(print, &words, &mut restored.metadata, weights);
    Some(restored)
}

/// `restored`, unless it is `document` as it was.
fn changed(document: &Document, restored: Document) -> Option<Document> {
    let changed = restored.text != document.text || restored.blocks != document.blocks;
    changed.then_some(restored)
}

/// What to say of a text that may have been printed.
fn in_doubt(seen: &str) -> Diagnostic {
    let what = format!(
        "This text may have been printed page by page: {seen}. The signs do not agree over the whole \
         text, so it stands as it is; --restore restores it."
    );
    Diagnostic { kind: Problem::Print, place: 0, what }
}

/// Whether a text that is not plain has more paragraphs than the largest book: five thousand pages
/// of fifty. Nobody has scanned that, and it would take as long as it takes to read it.
fn is_endless(document: &Document) -> bool {
    const PARAGRAPHS: usize = 250_000;
    let body = document.body();
    body.len() > PARAGRAPHS && body.iter().any(|block| block.kind != Kind::Verse)
}

/// What heads the section in which title page and colophon of a restored text stand, after all else.
pub fn heading_of_edition(language: Option<&str>) -> &'static str {
    join::report::about(language)
}

/// What was repaired, in one sentence for the reader; `None` where nothing was.
pub fn summary(repairs: &[Repair]) -> Option<String> {
    let count = |kind| repairs.iter().filter(|repair| repair.kind == kind).count();
    let counted = RepairKind::ALL.into_iter().map(|kind| (kind, count(kind)));
    let some = counted.filter(|&(_, count)| count > 0);
    let parts: Vec<String> = some.map(|(kind, count)| kind.counted(count)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
