//! Restoring: a text as printed → the text as its author wrote it.
//!
//! A scanned booklet comes as its pages lie on the sheets, with words cut at page ends and notes
//! at page feet. Restoring finds out what is what on each page (`furniture`, `front`, `foot`), in
//! which order the pages belong (`piece`, `order`), where a line goes on with the next (`seam`,
//! `hyphen`), which mark has which note (`pair`), and builds the text anew (`rebuild`), saying of
//! every repair what it was.
//!
//! The surprise: it is a pass over a document, whatever format that was read from, and a text
//! that shows no sign of print comes out as it went in. It never invents a word and never drops
//! one: what leaves the body stands in full in a [`Repair`].

mod asked;
mod join;
mod lines;
mod notes;
mod order;
mod pages;
mod proof;
mod typed;

use crate::doc::{Diagnostic, Document, Kind, MarkKind, Problem, Repair, RepairKind};
use crate::language::words::{Neighbours, Words};
pub use asked::Restoring;
use join::{lost_hyphen, note_link, rebuild, seam};
use lines::{Print, gutter, merged_note};
use order::{evidence, page_break, piece};
use pages::furniture::{self, Furniture};
use pages::{contents, entry, front, title_page};
use proof::Verdict;

/// The most pages a text was ever printed on in one piece. What has more page breaks has them for
/// another reason, and nothing to restore.
const MOST_PAGES: usize = 1 << 16;

/// Restores a text that shows proof of print (`proof.rs`). Gives `None` where there is nothing to
/// restore.
pub fn restore(document: &Document) -> Option<Document> {
    restored(document, false)
}

/// Restores a text whose reader says that it was printed, whatever it shows of it. Gives `None`
/// where there is nothing to restore.
pub fn restore_anyway(document: &Document) -> Option<Document> {
    restored(document, true)
}

fn restored(document: &Document, certain: bool) -> Option<Document> {
    let pages = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Page { .. }));
    if pages.count() > MOST_PAGES || is_endless(document) {
        return None;
    }
    let parted = gutter::part(document);
    let read = parted.as_ref().map_or(document, |parted| &parted.document);
    let mut print = Print::of(read);
    if print.lines.is_empty() {
        return None;
    }
    merged_note::part(&mut print);
    let candidates = notes::Candidates::of(&print);
    let furniture = furniture::find(&mut print, &candidates);
    let feet = notes::find(&mut print, candidates);
    let verdict = proof::judge(&print, &feet, &furniture);
    if certain || verdict == Verdict::Printed {
        let mut restored = printed(print, &feet, &furniture)?;
        if let Some(parted) = &parted {
            restored.repairs.insert(0, parted.repair());
        }
        return changed(document, restored);
    }
    let typed = typed(Print::of(read)).and_then(|typed| changed(document, typed));
    let Verdict::Doubtful(seen) = verdict else { return typed };
    let mut left = typed.unwrap_or_else(|| document.clone());
    left.diagnostics.push(in_doubt(&seen));
    Some(left)
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

/// A text that nobody printed: its notes are found, and where it is plain, its lines are joined to
/// paragraphs and its chapters found, too. `None` where there is nothing of that.
fn typed(mut print: Print<'_>) -> Option<Document> {
    let (feet, pairs) = typed::notes::notes(&mut print);
    if !print.plain && pairs.notes.is_empty() {
        return None;
    }
    let chapters = typed::headings::Chapters::of(&print);
    let mut words = Words::of(print.lines.iter().map(|line| line.words));
    words.are_typed();
    build(&print, &feet, &Furniture::default(), &words, |pieces| rebuild::Found {
        chapters,
        lost: lost_hyphen::Lost::default(),
        order: order::Order::as_printed(pieces),
        pairs,
        typed: true,
    })
}

/// A text that was printed, as its author wrote it.
fn printed(mut print: Print<'_>, feet: &notes::Feet, furniture: &Furniture) -> Option<Document> {
    front::find(&mut print, furniture);
    let print = &print;
    let body =
        || print.lines.iter().filter(|line| !line.role.is_furniture()).map(|line| line.words);
    let words = Words::of(body());
    let spreads = page_break::two_up(print, feet);
    // A list of notes at the end of a text is one foot, or two, and no sign of pages.
    let marked = print.has_feeds() || furniture.numbers.len() > 2;
    let paged = !print.plain || marked || feet.feet.len() > 2;
    let order = |pieces: &[piece::Piece<'_>]| {
        let links = evidence::Links::new(pieces, &words, None);
        if !paged || !order::in_doubt(&links, spreads) {
            return order::Order::as_printed(pieces);
        }
        let neighbours = Neighbours::of(&words, body());
        order::decide(&evidence::Links::new(pieces, &words, Some(&neighbours)), spreads)
    };
    let mut restored = build(print, feet, furniture, &words, |pieces| {
        let order = order(pieces);
        rebuild::Found {
            chapters: typed::headings::Chapters::default(),
            lost: lost_hyphen::Lost::find(print, &words),
            pairs: note_link::Pairs::of(print, feet, pieces, &order.pieces),
            order,
            typed: false,
        }
    })?;
    title_page::fill(print, &words, &mut restored.metadata);
    Some(restored)
}

/// Builds a text anew of its lines and their roles; `find` says of its pieces in which order they
/// belong, and what is in them.
fn build(
    print: &Print<'_>,
    feet: &notes::Feet,
    furniture: &Furniture,
    words: &Words,
    find: impl FnOnce(&[piece::Piece<'_>]) -> rebuild::Found,
) -> Option<Document> {
    let titles = contents::Titles::of(&furniture.contents);
    let wrapped = seam::wrapped_runs(print);
    let entries = entry::Entries::of(print);
    let pieces = page_break::cut(print, feet, furniture, &titles, &wrapped, &entries);
    if pieces.is_empty() {
        return None;
    }
    let found = find(&pieces);
    let seams =
        seam::Seams::new(print, words, &titles, &entries, &found.lost, wrapped, found.typed);
    let numbers = &furniture.numbers;
    Some(rebuild::build(&rebuild::Plan {
        print,
        numbers,
        feet,
        seams,
        pieces: &pieces,
        found: &found,
    }))
}

/// Whether a text that is not plain has more paragraphs than the largest book: five thousand pages of
/// fifty. Nobody has scanned that, and it would take as long as it takes to read it.
fn is_endless(document: &Document) -> bool {
    const PARAGRAPHS: usize = 250_000;
    let body = document.body();
    body.len() > PARAGRAPHS && body.iter().any(|block| block.kind != Kind::Verse)
}

/// What was repaired, in one sentence for the reader; `None` where nothing was.
pub fn summary(repairs: &[Repair]) -> Option<String> {
    let count = |kind| repairs.iter().filter(|repair| repair.kind == kind).count();
    let parts: Vec<String> = [
        (RepairKind::PageOrder, "page", "put in order"),
        (RepairKind::Seam, "seam", "joined"),
        (RepairKind::Note, "note", "gathered"),
        (RepairKind::Furniture, "line of furniture", "set aside"),
    ]
    .into_iter()
    .filter_map(|(kind, noun, done)| match count(kind) {
        0 => None,
        1 => Some(format!("1 {noun} {done}")),
        many if kind == RepairKind::Furniture => Some(format!("{many} lines of furniture {done}")),
        many => Some(format!("{many} {noun}s {done}")),
    })
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
