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

mod chapters;
mod cling;
mod contents;
mod cut;
mod entry;
mod fold;
mod foot;
mod front;
mod furniture;
mod gutter;
mod hyphen;
mod imprint;
mod label;
mod lost;
mod order;
mod page;
mod pair;
mod path;
mod piece;
mod rebuild;
mod report;
mod seam;
mod sentence;
mod sources;
mod tail;
mod title;
mod weigh;
mod words;

use crate::doc::{Document, Kind, MarkKind, Repair, RepairKind};
use furniture::Furniture;
use page::{Print, Role, Sort};
use sentence::{End, Start, end, start};
use words::{Neighbours, Words};

/// The most pages a text was ever printed on in one piece. What has more page breaks has them for
/// another reason, and nothing to restore.
const MOST_PAGES: usize = 1 << 16;

/// Restores a text that was printed. Gives `None` where there is nothing to restore.
pub fn restore(document: &Document) -> Option<Document> {
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
    cling::part(&mut print);
    let candidates = foot::Candidates::of(&print);
    let mut furniture = furniture::find(&mut print, &candidates);
    let feet = foot::find(&mut print, candidates);
    let marked = print.has_feeds() || furniture.numbers.len() > 2;
    let mut chapters = chapters::Chapters::default();
    let printed = marked || !feet.feet.is_empty() || breaks_off(&print);
    if printed {
        front::find(&mut print, &furniture);
    } else if print.plain {
        for line in &mut print.lines {
            line.role = Role::Body;
        }
        furniture = Furniture::default();
        chapters = chapters::Chapters::of(&print);
    } else {
        return None;
    }
    let body =
        || print.lines.iter().filter(|line| !line.role.is_furniture()).map(|line| line.words);
    let words = Words::of(body());
    let titles = contents::Titles::of(&furniture.contents);
    let wrapped = seam::wrapped_runs(&print);
    let entries = entry::Entries::of(&print);
    let pieces = cut::cut(&print, &feet, &furniture, &titles, &wrapped, &entries);
    if pieces.is_empty() {
        return None;
    }
    let links = weigh::Links::new(&pieces, &words, None);
    let spreads = cut::two_up(&print, &feet);
    // A list of notes at the end of a text is one foot, or two, and no sign of pages.
    let paged = !print.plain || marked || feet.feet.len() > 2;
    let order = if printed && paged && order::in_doubt(&links, spreads) {
        let neighbours = Neighbours::of(&words, body());
        order::decide(&weigh::Links::new(&pieces, &words, Some(&neighbours)), spreads)
    } else {
        order::Order { pieces: (0..pieces.len()).collect(), weight: 0.0, doubtful: false }
    };
    let pairs = pair::Pairs::of(&print, &feet, &pieces, &order.pieces);
    let lost = lost::Lost::find(&print, &words);
    let seams = seam::Seams::new(&print, &words, &titles, &entries, &lost, wrapped);
    let mut restored = rebuild::build(&rebuild::Plan {
        print: &print,
        numbers: &furniture.numbers,
        feet: &feet,
        chapters: &chapters,
        lost: &lost,
        seams,
        pieces: &pieces,
        order: &order.pieces,
        doubtful: order.doubtful,
        pairs,
    });
    if printed {
        title::fill(&print, &words, &mut restored.metadata);
    }
    if let Some(parted) = &parted {
        restored.repairs.insert(0, parted.repair());
    }
    let changed = restored.text != document.text || restored.blocks != document.blocks;
    changed.then_some(restored)
}

/// Whether a text that is not plain has more paragraphs than the largest book: five thousand pages of
/// fifty. Nobody has scanned that, and it would take as long as it takes to read it.
fn is_endless(document: &Document) -> bool {
    const PARAGRAPHS: usize = 250_000;
    let body = document.body();
    body.len() > PARAGRAPHS && body.iter().any(|block| block.kind != Kind::Verse)
}

/// Whether paragraphs of a text that is not plain break off as only page ends break them: in the
/// middle of a word once, or in the middle of a sentence several times.
fn breaks_off(print: &Print<'_>) -> bool {
    if print.plain {
        return false;
    }
    let texts = print.lines.windows(2).zip(&print.entries).filter(|(pair, entry)| {
        let text = pair[0].sort == Sort::Text && pair[1].sort == Sort::Text;
        pair[1].opens && text && !**entry
    });
    let inside = texts.map(|(pair, _)| pair);
    let inside = inside.filter(|pair| start(pair[1].opening()) == Start::Inside);
    let (mut words, mut sentences) = (0, 0);
    for pair in inside {
        match end(pair[0].words) {
            End::Broken => words += 1,
            End::Open if !pair[1].words.starts_with(['“', '"', '„', '«']) => sentences += 1,
            _ => {}
        }
    }
    words > 1 || words + sentences > 3
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
