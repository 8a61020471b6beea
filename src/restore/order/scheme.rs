//! The orders in which pages lie on the sheets of the usual impositions.
//!
//! Where form feeds tell of every page, blank ones among them, a folded booklet leaves few orders to
//! choose from: of n pages, the first sheet holds the last and the first on its outer side, the
//! second and the last but one on its inner, and so on to the middle; or several such signatures
//! follow each other. Nothing has to be searched for but, where a side of a sheet was taken for one
//! page, where on it the left page ends and the right begins.

use std::ops::Range;

use crate::restore::order::evidence::Links;

/// How many pages a signature has, besides that which holds the whole text: one to eight sheets.
const SIGNATURES: [usize; 7] = [4, 8, 12, 16, 20, 24, 32];

/// The fewest sides of sheets that show an order.
const FEWEST: usize = 3;

/// The most gaps of a side at which its right page may begin.
const MOST_GAPS: usize = 64;

/// The orders that usual impositions give, as far as the pages of a text fit them; `spreads` says
/// that two pages lie on a side.
pub(super) fn orders(links: &Links<'_, '_>, spreads: bool) -> Vec<Vec<usize>> {
    let sides = sides(links);
    if sides.len() < FEWEST {
        return Vec::new();
    }
    let count = if spreads { sides.len() * 2 } else { sides.len() }.next_multiple_of(4);
    let signatures = SIGNATURES.iter().copied().filter(|&size| size < count);
    let of = |size: usize| {
        if spreads { cut(links, &sides, size) } else { Some(folded(&sides, size)) }
    };
    std::iter::once(count).chain(signatures).filter_map(of).collect()
}

/// The pieces of each side of a sheet, in the order in which sides lie.
fn sides(links: &Links<'_, '_>) -> Vec<Range<usize>> {
    let mut sides: Vec<Range<usize>> = Vec::new();
    for (at, piece) in links.pieces.iter().enumerate() {
        while sides.len() <= piece.sheet {
            sides.push(at..at);
        }
        sides[piece.sheet].end = at + 1;
    }
    sides
}

/// The page that lies in a slot, of a signature with `size` pages; both count from 0. Two slots are the
/// left and the right of a side.
pub(in crate::restore) fn page(slot: usize, size: usize) -> usize {
    let side = slot / 2;
    if matches!(slot % 4, 1 | 2) { side } else { size - 1 - side }
}

/// The order of pages that lie one on each side, in signatures of `size` pages.
fn folded(pages: &[Range<usize>], size: usize) -> Vec<usize> {
    let mut order = Vec::new();
    for signature in pages.chunks(size) {
        // The last signature may have fewer sheets.
        let own = signature.len().next_multiple_of(4).min(size);
        let mut slots: Vec<usize> = (0..signature.len()).collect();
        slots.sort_by_key(|&slot| page(slot, own));
        order.extend(slots.into_iter().flat_map(|slot| signature[slot].clone()));
    }
    order
}

/// The order of pages that lie two on a side, in signatures of `size` pages: in each, the left page
/// of every side ends where its neighbours in the text fit best.
fn cut(links: &Links<'_, '_>, sides: &[Range<usize>], size: usize) -> Option<Vec<usize>> {
    if sides.iter().any(|side| side.len() > MOST_GAPS) {
        return None;
    }
    let mut order = Vec::new();
    for signature in sides.chunks(size / 2) {
        let (front, mut back) = Cut { links, sides: signature }.halves();
        order.extend(front.into_iter().flatten());
        back.reverse();
        order.extend(back.into_iter().flatten());
    }
    Some(order)
}

/// The sides of a signature, to be cut into their two pages.
struct Cut<'l, 'p, 'd> {
    links: &'l Links<'p, 'd>,
    sides: &'l [Range<usize>],
}

impl Cut<'_, '_, '_> {
    /// The pages of the front half and those of the back half, as they lie: of every way to cut the
    /// sides the one that weighs most, found side by side.
    fn halves(&self) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
        let gaps = |side: usize| self.sides[side].start..=self.sides[side].end;
        // For each gap of each side, what it weighs to cut there and before it, and the gap before.
        let mut best: Vec<Vec<(f32, usize)>> = Vec::with_capacity(self.sides.len());
        for side in 0..self.sides.len() {
            let row = gaps(side).map(|gap| {
                let own = self.own(side, gap);
                let before = side.checked_sub(1).map(|before| {
                    let ways = gaps(before).zip(&best[before]).map(|(at, (weight, _))| {
                        (weight + self.between((before, at), (side, gap)), at)
                    });
                    ways.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0))
                });
                let (weight, at) = before.unwrap_or((0.0, 0));
                (weight + own, at)
            });
            best.push(row.collect());
        }
        let last = best.len() - 1;
        let ends = gaps(last).zip(&best[last]).max_by(|a, b| a.1.0.total_cmp(&b.1.0));
        let mut gap = ends.map_or(0, |(gap, _)| gap);
        let (mut front, mut back) = (Vec::new(), Vec::new());
        for side in (0..=last).rev() {
            let (one, other) = self.pages(side, gap);
            front.push(one);
            back.push(other);
            gap = best[side][gap - self.sides[side].start].1;
        }
        front.reverse();
        back.reverse();
        (front, back)
    }

    /// The page of the front half and that of the back half on a side cut at a gap: outer and inner
    /// sides hold them the other way round.
    fn pages(&self, side: usize, gap: usize) -> (Range<usize>, Range<usize>) {
        let Range { start, end } = self.sides[side];
        if side.is_multiple_of(2) { (gap..end, start..gap) } else { (start..gap, gap..end) }
    }

    /// What it weighs to cut a side at a gap, without the sides beside it.
    fn own(&self, side: usize, gap: usize) -> f32 {
        let (front, back) = self.pages(side, gap);
        let mut weight = self.length(&front) + self.length(&back);
        if side == 0 {
            weight += front.clone().next().map_or(0.0, |at| self.links.opens(at));
            weight += back.clone().last().map_or(0.0, |at| self.links.closes(at));
        }
        if side + 1 == self.sides.len() {
            weight += self.follow(&front, &back);
        }
        weight
    }

    /// What two sides weigh that follow each other, each cut at a gap.
    fn between(&self, outer: (usize, usize), inner: (usize, usize)) -> f32 {
        let (front, back) = self.pages(outer.0, outer.1);
        let (next, before) = self.pages(inner.0, inner.1);
        self.follow(&front, &next) + self.follow(&before, &back)
    }

    /// What it weighs that one page follows another.
    fn follow(&self, left: &Range<usize>, right: &Range<usize>) -> f32 {
        if left.is_empty() || right.is_empty() {
            return 0.0;
        }
        let (end, last) = (left.end - 1, right.end - 1);
        let short = self.links.short((left.start, end), right.start);
        let feet = self.links.pages(end, last) + self.links.counts(end, last);
        self.links.joint(end, right.start) + feet + short
    }

    /// What the length of a page weighs, and what stands within it.
    fn length(&self, page: &Range<usize>) -> f32 {
        if page.is_empty() {
            return 0.0;
        }
        let within = page.clone().skip(1).map(|at| self.links.joint(at - 1, at)).sum::<f32>();
        let hard = page.clone().skip(1).filter(|&at| self.links.pieces[at].hard).count();
        let ends = self.links.weights.unseen_page_end * -8.0 * hard as f32;
        self.links.long((page.start, page.end - 1)) + within - ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_pages_lie_on_folded_sheets() {
        let lie: Vec<usize> = (0..8).map(|slot| page(slot, 8) + 1).collect();
        assert_eq!(lie, [8, 1, 2, 7, 6, 3, 4, 5]);
        let pages: Vec<Range<usize>> = (0..8).map(|at| at..at + 1).collect();
        assert_eq!(folded(&pages, 8), [1, 2, 5, 6, 7, 4, 3, 0]);
        assert_eq!(folded(&pages, 4), [1, 2, 3, 0, 5, 6, 7, 4]);
    }
}
