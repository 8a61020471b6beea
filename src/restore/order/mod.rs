//! The order of pages: the fourth of the five stages.
//!
//! A booklet is printed so that a fold puts its pages in order: the first page lies beside the
//! last, the second beside the last but one. Read off the sheets, the pages of the front half
//! come in rising order, those of the back half in falling order, and the two are shuffled
//! together. So a booklet of any number of sheets, with any pages blank and dropped, is undone by
//! saying of each page only which half it belongs to; several signatures are that several times.
//! Every way of saying so is weighed on all the evidence at once, by a beam over the pages.
//!
//! Pages in no such order are put together from the pairs that fit best; and where nothing beats
//! the order they lie in by a clear margin, that order stays.

mod evidence;
mod imposition;
pub(crate) mod known;
mod page_break;
mod page_length;
pub(crate) mod piece;
pub(in crate::restore) mod scheme;
mod search;
mod sign;

use crate::language::prose::words::Neighbours;
use crate::restore::pages::folio::in_place;
use crate::restore::weights::Weights;
use evidence::Links;
use imposition::Beam;
use known::Known;
use piece::Piece;
use search::by_pairs;

/// The pieces of a text, and how they go together.
#[derive(Clone, Debug)]
pub(crate) struct Order<'d> {
    /// The pieces, as they lie.
    pub pieces: Vec<Piece<'d>>,
    /// Their numbers, in the order of the text.
    pub sequence: Vec<usize>,
    /// Whether pages remain that fit nowhere well.
    pub doubtful: bool,
}

impl<'d> Order<'d> {
    /// The order in which the pieces of a text lie.
    pub(crate) fn as_printed(known: &Known<'_, 'd>) -> Self {
        Self::kept(page_break::cut(known))
    }

    /// The same, but what stands above line number `head` after line number `end`.
    pub(crate) fn with_head_after(self, head: usize, end: usize) -> Self {
        let mut pieces = Vec::new();
        for piece in self.pieces {
            let cuts = [head, end].into_iter().filter(|cut| piece.lines.contains(cut));
            let mut begin = piece.lines.start;
            for to in cuts.chain([piece.lines.end]).filter(|&to| to > begin).collect::<Vec<_>>() {
                pieces.push(Piece { lines: begin..to, ..piece.clone() });
                begin = to;
            }
        }
        let mut sequence: Vec<usize> = (0..pieces.len()).collect();
        sequence.sort_by_key(|&at| {
            let begin = pieces[at].lines.start;
            if begin < head {
                1
            } else if begin < end {
                0
            } else {
                2
            }
        });
        Self { pieces, sequence, doubtful: self.doubtful }
    }

    fn kept(pieces: Vec<Piece<'d>>) -> Self {
        let sequence = (0..pieces.len()).collect();
        Self { pieces, sequence, doubtful: false }
    }

    /// The order in which the pieces of a text belong, where they lie in another.
    pub(crate) fn of(known: &Known<'_, 'd>, weights: &Weights) -> Self {
        let Known { print, notes, numbers, words, .. } = known;
        let pieces = page_break::cut(known);
        if pieces.is_empty() || lie_as_numbered(known) {
            return Self::kept(pieces);
        }
        let spreads = page_break::two_up(*print, notes);
        // A list of notes at the end of a text is one footnote area, or two, and no sign of pages.
        let marked = print.has_feeds() || numbers.len() > 2;
        let paged = !print.plain || marked || notes.areas.len() > 2;
        if !paged || !in_doubt(&Links::new(&pieces, words, None, weights), spreads) {
            return Self::kept(pieces);
        }
        let neighbours = Neighbours::of(words, print.kept().map(|line| line.words));
        let links = Links::new(&pieces, words, Some(&neighbours), weights);
        let (sequence, doubtful) = decide(&links, spreads);
        Self { sequence, doubtful, pieces }
    }
}

/// Whether folios count the pages as they lie, on most of those that have a number: then nothing
/// contradicts the order they lie in, whatever their words seem to say.
fn lie_as_numbered(known: &Known<'_, '_>) -> bool {
    // The marker of a note may stand alone on its line, as a folio does.
    let printed = |at: usize| Some((at, *known.numbers.get(&at)?));
    let pages = known.print.pages().into_iter();
    let numbers: Vec<Vec<_>> = pages.map(|page| page.filter_map(printed).collect()).collect();
    let numbered = numbers.iter().filter(|page| !page.is_empty()).count();
    in_place(&numbers).len() * 2 > numbered
}

/// The most pieces that are weighed at all: it bounds the work on text that is made to be hard.
const MOST_PIECES: usize = 20_000;

/// Whether it must be asked in which order pages lie: some follow each other badly, or nothing
/// but their words says that they follow at all.
fn in_doubt(links: &Links<'_, '_>, spreads: bool) -> bool {
    // Where pages are numbered, and in order, the words need not be asked.
    if links.numbered() && !spreads {
        return false;
    }
    let printed: Vec<usize> = (0..links.pieces.len()).collect();
    let pages = runs(links, &printed);
    let least = links.weights.follows_badly;
    let badly = (1..links.pieces.len()).any(|at| links.weigh(at - 1, at) <= least)
        || pages.windows(2).any(|pair| links.pages(pair[0].1, pair[1].1) <= least)
        || counts(links, &pages) < 0.0;
    spreads || badly || !links.counted()
}

/// What the numbers of notes and pages say of an order.
fn counts(links: &Links<'_, '_>, pages: &[(usize, usize)]) -> f32 {
    links.all_counts(pages.iter().map(|&(_, last)| (last, true)))
}

/// The pages of an order: the first and the last piece of each run that nothing divides.
fn runs(links: &Links<'_, '_>, order: &[usize]) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &at in order {
        match runs.last_mut() {
            Some((_, last)) if at == *last + 1 && !links.pieces[at].hard => *last = at,
            _ => runs.push((at, at)),
        }
    }
    runs
}

/// Finds the order of pieces, and whether some fit nowhere well.
fn decide(links: &Links<'_, '_>, spreads: bool) -> (Vec<usize>, bool) {
    let pieces = links.pieces;
    let printed: Vec<usize> = (0..pieces.len()).collect();
    let as_printed = weigh(links, &printed);
    let mut best = (as_printed, printed);
    // Sheets that hold two pages were made to be folded, or are spreads of an open book: neither
    // is likelier.
    let weights = links.weights;
    let margin = if spreads { 0.0 } else { weights.other_order };
    if pieces.len() <= MOST_PIECES {
        // A known imposition leaves hardly anything to choose.
        for candidate in scheme::orders(links, spreads) {
            let weight = weigh(links, &candidate);
            if weight > best.0.max(as_printed + weights.known_order) {
                best = (weight, candidate);
            }
        }
        let mut candidates = vec![(Beam::new(links).run(), 0.0)];
        candidates.extend(by_number(pieces).map(|order| (order, 0.0)));
        // Any order at all is a bolder guess than a fold: each leap must pay for itself, as many
        // bits as it takes to say where it goes (Stirling: n! is about (n/e)ⁿ).
        candidates.extend(by_pairs(links).map(|order| {
            let leaps = order.windows(2).filter(|pair| pair[1] != pair[0] + 1).count();
            let leap = (pieces.len() as f32 / std::f32::consts::E).log2().max(weights.leap);
            (order, leaps as f32 * leap)
        }));
        for (candidate, cost) in candidates {
            let weight = weigh(links, &candidate) - cost;
            if weight > best.0.max(as_printed + margin) {
                best = (weight, candidate);
            }
        }
    }
    let sequence = best.1;
    let bad = |pair: &[usize]| links.joint(pair[0], pair[1]) <= weights.follows_not;
    let doubtful = sequence.windows(2).filter(|pair| bad(pair)).count() * 8 > sequence.len();
    (sequence, doubtful)
}

fn weigh(links: &Links<'_, '_>, order: &[usize]) -> f32 {
    let ends = order.first().map_or(0.0, |&at| links.opens(at))
        + order.last().map_or(0.0, |&at| links.closes(at));
    let pages = runs(links, order);
    let alphabet: f32 = pages.iter().map(|&(first, last)| links.broken_alphabet(first, last)).sum();
    let feet: f32 = pages.windows(2).map(|pair| links.pages(pair[0].1, pair[1].1)).sum();
    let short: f32 = pages.windows(2).map(|pair| links.short(pair[0], pair[1].0)).sum();
    ends + alphabet
        + feet
        + short
        + counts(links, &pages)
        + order.windows(2).map(|pair| links.joint(pair[0], pair[1])).sum::<f32>()
}

/// Pages by the numbers printed on them; a page without one stays after the page it lies after.
fn by_number(pieces: &[Piece<'_>]) -> Option<Vec<usize>> {
    let mut pages: Vec<(u32, usize)> = Vec::new();
    let mut last = 0;
    for (at, piece) in pieces.iter().enumerate() {
        last = piece.number.unwrap_or(last);
        pages.push((last, at));
    }
    let numbered = pieces.iter().filter(|piece| piece.number.is_some()).count();
    pages.sort_by_key(|&(number, _)| number);
    (numbered > 2).then(|| pages.into_iter().map(|(_, at)| at).collect())
}
