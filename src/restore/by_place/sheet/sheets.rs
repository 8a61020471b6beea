//! Two pages on a sheet, as booklets are printed and books are scanned: each half is a page of its own.
//!
//! Between the type areas of two pages lie two inner margins, on every sheet at one place, and nothing
//! crosses them. Which page follows which, the imposition says (sheets of a booklet are folded into each
//! other, so that the last page lies beside the first), and of those that fit, the one whose pages go on
//! with each other: in words, and in the numbers that are printed on them. In doubt they lie as they are
//! read.

use std::ops::Range;

use crate::doc::{Document, Geometry, Kind, RepairKind};
use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::by_place::line::stand::Stand;
use crate::restore::join::lost_hyphen::LostHyphens;
use crate::restore::join::writer::Writer;
use crate::restore::order::scheme;
use crate::restore::pages::folio;

/// How wide the space between two pages is at least, in ems of the text: columns of one page stand
/// closer.
const GUTTER: i32 = 3;

/// How many lines show that half of a sheet is a page, and how many sheets must show it.
const LINES: usize = 6;
const SHEETS: usize = 2;

/// The text with each half of its sheets as a page, in the order they are read. `None` where no two
/// pages share a sheet.
pub(in crate::restore::by_place) fn parted(stand: &Stand<'_, '_>) -> Option<Document> {
    let sheets = stand.pages();
    let middle = middle(stand, &sheets)?;
    let halves = halves(stand, &sheets, middle);
    let order = order(stand, &halves);
    Some(write(stand, &halves, &order, middle))
}

/// The middle of the space that lies between two pages on all sheets.
fn middle(stand: &Stand<'_, '_>, sheets: &[Range<usize>]) -> Option<i32> {
    let wide = stand.body * GUTTER;
    let mut space = (i32::MIN, i32::MAX);
    let mut both = 0;
    for sheet in sheets {
        let Some((left, right)) = widest_space(stand, sheet.clone(), wide) else { continue };
        let on_left = sheet.clone().filter(|&at| stand.at[at].right <= left).count();
        if on_left.min(sheet.len() - on_left) >= LINES {
            space = (space.0.max(left), space.1.min(right));
            both += 1;
        }
    }
    if both < SHEETS || space.1 < space.0.checked_add(wide)? {
        return None;
    }
    let middle = i32::midpoint(space.0, space.1);
    let lines = || stand.at.iter().filter(|line| !line.turned);
    let crossed = lines().any(|line| line.left < middle && line.right > middle);
    // Both pages have one measure.
    let left = lines().filter(|line| line.right <= middle).map(|line| line.left).min()?;
    let right = lines().filter(|line| line.left >= middle).map(|line| line.right).max()?;
    let (one, other) = (space.0 - left, right - space.1);
    let alike = (one - other).abs() * 6 <= one.max(other);
    (!crossed && alike).then_some(middle)
}

/// The widest strip of a sheet in which no line stands, if it is as wide as asked for.
fn widest_space(stand: &Stand<'_, '_>, sheet: Range<usize>, wide: i32) -> Option<(i32, i32)> {
    let mut lines: Vec<(i32, i32)> =
        stand.at[sheet].iter().map(|line| (line.left, line.right)).collect();
    lines.sort_unstable();
    let mut edge = lines.first()?.1;
    let mut widest: Option<(i32, i32)> = None;
    for (left, right) in lines {
        let is_wider = |(from, to): (i32, i32)| left - edge > to - from;
        if left - edge >= wide && widest.is_none_or(is_wider) {
            widest = Some((edge, left));
        }
        edge = edge.max(right);
    }
    widest
}

/// The lines of each half of the sheets, empty halves among them.
fn halves(stand: &Stand<'_, '_>, sheets: &[Range<usize>], middle: i32) -> Vec<Vec<usize>> {
    let last = sheets.last().map_or(0, |sheet| stand.at[sheet.start].page as usize);
    let mut halves = vec![Vec::new(); (last + 1) * 2];
    for (at, line) in stand.at.iter().enumerate() {
        halves[line.page as usize * 2 + usize::from(line.left >= middle)].push(at);
    }
    halves
}

/// The order of the halves in which they are read.
fn order(stand: &Stand<'_, '_>, halves: &[Vec<usize>]) -> Vec<usize> {
    let bottom = stand.at.iter().map(|line| line.baseline).max().unwrap_or(0);
    let edges: Vec<Option<Edge<'_>>> =
        halves.iter().map(|half| Edge::of(stand, half, bottom)).collect();
    let score = |order: &[usize]| -> i32 {
        let shown: Vec<&Edge<'_>> = order.iter().filter_map(|&half| edges[half].as_ref()).collect();
        shown.windows(2).map(|pair| pair[0].goes_on(pair[1])).sum()
    };
    let as_they_lie: Vec<usize> = (0..halves.len()).collect();
    let mut best = (score(&as_they_lie), as_they_lie);
    let sizes = [halves.len(), 32, 16, 8, 4];
    for size in sizes.into_iter().filter(|&size| size > 0 && halves.len().is_multiple_of(size)) {
        if size.is_multiple_of(4) {
            let order = folded(halves.len(), size);
            let score = score(&order);
            // It takes more than one pair of pages to believe it.
            if score >= best.0 + 3 {
                best = (score, order);
            }
        }
    }
    best.1
}

/// The order in which halves are read where so many make a signature.
fn folded(count: usize, size: usize) -> Vec<usize> {
    let mut order = vec![0; count];
    for half in 0..count {
        let (first, within) = (half / size * size, half % size);
        order[first + scheme::page(within, size)] = half;
    }
    order
}

/// What tells which page follows which: the words it begins and ends with, and its number.
struct Edge<'d> {
    first: &'d str,
    last: &'d str,
    number: Option<u32>,
    /// Whether the text fills it, and whether it begins with a heading: a page in the middle of a
    /// chapter is full.
    full: bool,
    headed: bool,
}

impl<'d> Edge<'d> {
    fn of(stand: &Stand<'_, 'd>, half: &[usize], bottom: i32) -> Option<Self> {
        let number = |at: usize| folio::number(stand.words(at));
        let ends = [half.first(), half.last()];
        let folio = ends.into_iter().flatten().find_map(|&at| number(at));
        let of_text = |at: &&usize| !stand.is_small(**at) && number(**at).is_none();
        let mut lines = half.iter().filter(of_text);
        let first = *lines.next()?;
        let last = lines.next_back().copied().unwrap_or(first);
        // A note marker after the stop says nothing of the sentence.
        let words = stand.words(last);
        let bare = words.trim_end_matches(|c: char| c.is_ascii_digit());
        let words = if bare.ends_with(['.', '!', '?', '”', '»']) { bare } else { words };
        let lowest = half.iter().map(|&at| stand.at[at].baseline).max()?;
        Some(Self {
            first: stand.words(first),
            last: words,
            number: folio,
            full: lowest * 4 >= bottom * 3,
            headed: stand.is_large(first) || stand.at[first].bold,
        })
    }

    /// How well a page goes on in another.
    fn goes_on(&self, next: &Self) -> i32 {
        let counts = match (self.number, next.number) {
            (Some(number), Some(next)) if number.checked_add(1) == Some(next) => 4,
            (Some(_), Some(_)) => -2,
            _ => 0,
        };
        let short = if self.full || next.headed { 0 } else { -4 };
        counts
            + short
            + match (end(self.last), start(next.first)) {
                (End::Broken | End::Open, Start::Inside) => 3,
                (End::Broken, _) | (End::Stop, Start::Inside) => -3,
                (End::Open, Start::Sentence) => -1,
                (End::Stop, Start::Sentence) => 1,
                _ => 0,
            }
    }
}

/// The document with halves as its pages.
fn write(stand: &Stand<'_, '_>, halves: &[Vec<usize>], order: &[usize], middle: i32) -> Document {
    let source = stand.text.document;
    let hyphens = LostHyphens::default();
    let mut writer = Writer::new(source, &hyphens);
    if !order.is_sorted() {
        let what = "Two pages lie on each sheet, as for a booklet: they were put in their order.";
        writer.to.repair(RepairKind::PageOrder, what);
    }
    for (page, &half) in order.iter().enumerate() {
        let lines = &halves[half];
        let column = lines.iter().map(|&at| stand.at[at].column).min().unwrap_or(0);
        let mut block = None;
        for &at in lines {
            let line = &stand.text.lines[at];
            if block.replace(line.block) == Some(line.block) {
                writer.to.text("\n");
            } else {
                writer.to.open_block(Kind::Verse);
            }
            let own = &stand.at[at];
            let by = if half % 2 == 1 { middle } else { 0 };
            writer.to.set_line(Geometry {
                page: page as u32,
                column: own.column - column,
                left: own.left - by,
                right: own.right - by,
                ..*own
            });
            writer.words(line.span);
        }
        writer.to.close_block();
    }
    let mut document = writer.to.finish(&source.source);
    document.diagnostics.extend(source.diagnostics.iter().cloned());
    document
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn sheets_are_folded_into_each_other() {
        // Of eight pages, the sides bear 8 and 1, 2 and 7, 6 and 3, 4 and 5.
        assert_eq!(folded(8, 8), [1, 2, 5, 6, 7, 4, 3, 0]);
        assert_eq!(folded(8, 4), [1, 2, 3, 0, 5, 6, 7, 4]);
    }
}
