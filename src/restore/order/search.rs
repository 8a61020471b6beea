//! Pages put together pair by pair: for pages that lie in no order a fold makes.
//!
//! What each page weighs after each other is known; sought is the order with the greatest sum. The
//! best pairs first are a good beginning, the numbers of notes another, and then runs of pages move
//! to where they fit better.

use crate::restore::order::evidence::Links;
use crate::restore::weights::Weights;

/// The most runs of pages that are weighed each against each.
const MOST_PAIRS: usize = 400;

/// The most moves: every one makes the order better, and that many are never needed.
const MOST_ROUNDS: usize = 200;

/// The most moves that are looked at closely, which takes a step for each page.
const MOST_LOOKS: usize = 100_000;

/// The most pages that are moved about: each is tried everywhere, so that the work grows fast.
const MOST_MOVED: usize = 96;

/// Pieces of text that certainly belong together: where no page is known to end and nothing speaks
/// against it, they stay as they lie.
fn chunks(links: &Links<'_, '_>) -> Vec<Vec<usize>> {
    let least = links.weights.follows_badly;
    let mut chunks: Vec<Vec<usize>> = Vec::new();
    for (at, piece) in links.pieces.iter().enumerate() {
        match chunks.last_mut() {
            Some(chunk) if !piece.hard && links.weigh(at - 1, at) > least => chunk.push(at),
            _ => chunks.push(vec![at]),
        }
    }
    chunks
}

/// Chunks joined pair by pair, the best pair first, the chains in the order they begin in; then
/// moved about as long as that is better.
pub(crate) fn by_pairs(links: &Links<'_, '_>) -> Option<Vec<usize>> {
    let chunks = chunks(links);
    if chunks.len() > MOST_PAIRS {
        return None;
    }
    let path = Path::of(links, &chunks);
    let mut order = path.moved(path.chained());
    let better = |other: Vec<usize>, order: Vec<usize>| {
        if path.total(&other) > path.total(&order) { other } else { order }
    };
    if let Some(counted) = counted(links, &chunks) {
        order = better(path.moved(path.filled(counted)), order);
    }
    if let Some(sorted) = sources_last(links, &chunks, &order) {
        order = better(path.moved(sorted), order);
    }
    if path.is_bold(&order) {
        return None;
    }
    Some(order.into_iter().flat_map(|chunk| chunks[chunk].iter().copied()).collect())
}

/// The chunks with notes in the order of these, where notes are numbered through the whole text.
fn counted(links: &Links<'_, '_>, chunks: &[Vec<usize>]) -> Option<Vec<usize>> {
    let notes = |chunk: usize| chunks[chunk].iter().find_map(|&at| links.pieces[at].notes);
    let mut counted: Vec<usize> =
        (0..chunks.len()).filter(|&chunk| notes(chunk).is_some()).collect();
    counted.sort_by_key(|&chunk| notes(chunk));
    let apart = |pair: &&[usize]| {
        notes(pair[0]).zip(notes(pair[1])).is_some_and(|(left, right)| left.1 < right.0)
    };
    let through = counted.windows(2).filter(apart).count();
    (counted.len() > 2 && through * 20 >= (counted.len() - 1) * 19).then_some(counted)
}

/// An order with the chunks of a bibliography after the others, by the names they begin with:
/// pair by pair, any two whose names rise go together, however many belong between them.
fn sources_last(
    links: &Links<'_, '_>,
    chunks: &[Vec<usize>],
    order: &[usize],
) -> Option<Vec<usize>> {
    let name = |chunk: usize| {
        let pieces = || chunks[chunk].iter().map(|&at| &links.pieces[at]);
        let begins = pieces().next().and_then(|piece| piece.begins.as_ref());
        let ends = pieces().next_back().and_then(|piece| piece.ends.as_ref());
        // Names and years stand in a text that cites by them, too.
        let listed = begins.zip(ends).is_some_and(|(begins, ends)| begins.listed && ends.listed);
        let named = pieces().find_map(|piece| piece.names.as_ref()).filter(|_| listed);
        named.map(|(first, _)| first.as_str())
    };
    let (mut sources, mut order): (Vec<usize>, Vec<usize>) =
        order.iter().partition(|&&chunk| name(chunk).is_some());
    sources.sort_by_key(|&chunk| name(chunk));
    order.extend(&sources);
    (sources.len() > 2).then_some(order)
}

/// What it weighs that chunks follow each other, each after each.
struct Path<'l, 'p, 'd> {
    count: usize,
    /// The weight of a chunk after another, row by row; the last row and column are the two ends
    /// of the text.
    weights: Vec<f32>,
    links: &'l Links<'p, 'd>,
    /// The last piece of each chunk, and whether a page begins with it.
    ends: Vec<(usize, bool)>,
    /// Whether some chunk has notes or a number.
    counted: bool,
    /// What a pair must weigh to be joined first, and how much numbers may add to a move.
    pair: f32,
    move_counts: f32,
}

impl<'l, 'p, 'd> Path<'l, 'p, 'd> {
    fn of(links: &'l Links<'p, 'd>, chunks: &[Vec<usize>]) -> Self {
        let count = chunks.len();
        let first = |chunk: usize| chunks[chunk][0];
        let last = |chunk: usize| *chunks[chunk].last().unwrap_or(&chunks[chunk][0]);
        let wide = count + 1;
        let mut weights = vec![0.0; wide * wide];
        for left in 0..count {
            for right in (0..count).filter(|&right| right != left) {
                weights[left * wide + right] =
                    links.joint(last(left), first(right)) + links.pages(last(left), last(right));
            }
            weights[count * wide + left] = links.opens(first(left));
            weights[left * wide + count] = links.closes(last(left));
        }
        let begins = |chunk: usize| links.pieces[first(chunk)].hard;
        let ends: Vec<_> = (0..count).map(|chunk| (last(chunk), begins(chunk))).collect();
        let counted = ends.iter().any(|&(at, _)| links.is_counted(at));
        let Weights { pair, move_counts, .. } = *links.weights;
        Self { count, weights, links, ends, counted, pair, move_counts }
    }

    fn weight(&self, left: Option<usize>, right: Option<usize>) -> f32 {
        let wide = self.count + 1;
        self.weights[left.unwrap_or(self.count) * wide + right.unwrap_or(self.count)]
    }

    fn count(&self, left: usize, right: usize) -> f32 {
        self.links.counts(self.ends[left].0, self.ends[right].0)
    }

    /// Whether an order leaps everywhere in a text whose pages follow each other well as they lie:
    /// in shuffled pages, neighbours are strangers.
    fn is_bold(&self, order: &[usize]) -> bool {
        let count = self.count as f32;
        let leaps = order.windows(2).filter(|pair| pair[1] != pair[0] + 1).count();
        let joints = |order: &[usize]| {
            order.windows(2).map(|pair| self.weight(Some(pair[0]), Some(pair[1]))).sum::<f32>()
                / (count - 1.0).max(1.0)
        };
        let printed: Vec<usize> = (0..self.count).collect();
        let wide = self.count + 1;
        let all: f32 = (0..self.count)
            .map(|left| self.weights[left * wide..left * wide + self.count].iter().sum::<f32>())
            .sum();
        let strangers = all / (count * (count - 1.0)).max(1.0);
        let (printed, found) = (joints(&printed) - strangers, joints(order) - strangers);
        leaps * 4 > self.count && printed * 2.0 > found
    }

    /// The best pairs first.
    fn chained(&self) -> Vec<usize> {
        let count = self.count;
        let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
        for left in 0..count {
            for right in (0..count).filter(|&right| right != left) {
                let weight = self.weight(Some(left), Some(right)) + self.count(left, right);
                if weight > self.pair {
                    pairs.push((weight, left, right));
                }
            }
        }
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut next = vec![None; count];
        let mut before = vec![None; count];
        let mut chain: Vec<usize> = (0..count).collect();
        for (_, left, right) in pairs {
            if next[left].is_some() || before[right].is_some() || chain[left] == chain[right] {
                continue;
            }
            next[left] = Some(right);
            before[right] = Some(left);
            let (old, new) = (chain[right], chain[left]);
            chain.iter_mut().filter(|id| **id == old).for_each(|id| *id = new);
        }
        let heads = (0..count).filter(|&at| before[at].is_none());
        heads
            .flat_map(|head| std::iter::successors(Some(head), |&at| next[at]).collect::<Vec<_>>())
            .collect()
    }

    /// Puts the chunks that are missing in an order where they fit best, one after another.
    fn filled(&self, mut order: Vec<usize>) -> Vec<usize> {
        let missing: Vec<usize> = (0..self.count).filter(|chunk| !order.contains(chunk)).collect();
        for chunk in missing {
            let gain = |at: usize| {
                let (left, right) = (at.checked_sub(1).map(|at| order[at]), order.get(at).copied());
                self.weight(left, Some(chunk)) + self.weight(Some(chunk), right)
                    - self.weight(left, right)
            };
            let best = (0..=order.len()).max_by(|&a, &b| gain(a).total_cmp(&gain(b)));
            order.insert(best.unwrap_or(0), chunk);
        }
        order
    }

    /// Moves runs of chunks to where they fit better, until none does.
    fn moved(&self, mut order: Vec<usize>) -> Vec<usize> {
        if self.count > MOST_MOVED {
            return order;
        }
        let mut best = self.total(&order);
        let mut looks = MOST_LOOKS;
        for _ in 0..MOST_ROUNDS {
            let Some((weight, better)) = self.best_move(&order, best, &mut looks) else { break };
            best = weight;
            order = better;
        }
        order
    }

    fn total(&self, order: &[usize]) -> f32 {
        let ends =
            self.weight(None, order.first().copied()) + self.weight(order.last().copied(), None);
        let joints: f32 =
            order.windows(2).map(|pair| self.weight(Some(pair[0]), Some(pair[1]))).sum();
        let counts = self
            .counted
            .then(|| self.links.all_counts(order.iter().map(|&chunk| self.ends[chunk])));
        ends + joints + counts.unwrap_or(0.0)
    }

    /// The best way to move one run of chunks elsewhere, if one is better than `best`.
    fn best_move(
        &self,
        order: &[usize],
        best: f32,
        looks: &mut usize,
    ) -> Option<(f32, Vec<usize>)> {
        let count = order.len();
        let joint = |left: Option<usize>, right: Option<usize>| {
            self.weight(left.map(|at| order[at]), right.map(|at| order[at]))
        };
        let before = |at: usize| at.checked_sub(1);
        let after = |at: usize| Some(at).filter(|&at| at < count);
        let mut found: Option<(f32, Vec<usize>)> = None;
        // Numbers may add to a gain, but no more than a few pages' worth.
        let slack = if self.counted { self.move_counts } else { 0.0 };
        for begin in 0..count {
            for end in begin + 1..=count {
                let loss = joint(before(begin), Some(begin)) + joint(Some(end - 1), after(end))
                    - joint(before(begin), after(end));
                for to in (0..begin).chain(end + 1..=count) {
                    let gain = joint(before(to), Some(begin)) + joint(Some(end - 1), after(to))
                        - joint(before(to), after(to));
                    let better = found.as_ref().map_or(best, |found| found.0) - best;
                    if gain - loss <= better - slack || *looks == 0 {
                        continue;
                    }
                    *looks -= 1;
                    let mut moved: Vec<usize> = Vec::with_capacity(count);
                    let (low, high) = (begin.min(to), end.max(to));
                    moved.extend(&order[..low]);
                    if to < begin {
                        moved.extend(&order[begin..end]);
                        moved.extend(&order[to..begin]);
                    } else {
                        moved.extend(&order[end..to]);
                        moved.extend(&order[begin..end]);
                    }
                    moved.extend(&order[high..]);
                    let weight = self.total(&moved);
                    if weight > found.as_ref().map_or(best + 0.01, |found| found.0) {
                        found = Some((weight, moved));
                    }
                }
            }
        }
        found
    }
}
