//! Undoing the fold of a booklet.
//!
//! Each page of a folded signature is of its front half or of its back half. A state says what
//! the next page will be joined to: the front half grows at its end, the back half at its
//! beginning. The best few states are kept from page to page.

use std::collections::HashMap;

use crate::language::prose::words::Quick;
use crate::restore::order::evidence::Links;

/// The most states kept from page to page.
const BEAM: usize = 64;

/// Which half of the booklet a page is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Half {
    Front,
    Back,
}

/// The half that a side of a sheet is of, by its place in the signature: sheets are read off as
/// last, first; second, last but one; and so on, whatever their number.
fn half(slot: u8) -> Half {
    if matches!(slot, 1 | 2) { Half::Front } else { Half::Back }
}

/// What has been said of the pieces so far.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct State {
    /// The place of the open page in its signature, modulo four.
    slot: u8,
    /// The first piece of the page that is open.
    page: u32,
    /// The last piece of the last page of the front half before this one.
    front: Option<u32>,
    /// The first piece of the last page of the back half before this one: the next page of the
    /// back half comes before it.
    back: Option<u32>,
    /// The last piece of that page.
    back_end: Option<u32>,
    /// The last page of the front half, and the first of the back half, that have numbers.
    front_count: Option<u32>,
    back_count: Option<u32>,
    /// The last piece of the first page of the back half: the signature ends with it.
    signature_end: Option<u32>,
    /// The last piece of the signature before.
    before: Option<u32>,
}

/// What was said of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// It goes on with the page of the piece before.
    Same,
    /// It begins a page.
    Page(Half),
    /// It begins a page of a new signature.
    Signature(Half),
}

#[derive(Clone, Debug)]
struct Node {
    weight: f32,
    state: State,
    parent: u32,
    step: Step,
}

/// The search for the best way to part pages into front and back halves.
pub(crate) struct Beam<'l, 'p, 'd> {
    links: &'l Links<'p, 'd>,
    known: HashMap<(usize, usize), f32, Quick>,
}

impl<'l, 'p, 'd> Beam<'l, 'p, 'd> {
    /// A search over the pieces of `links`.
    pub(crate) fn new(links: &'l Links<'p, 'd>) -> Self {
        Self { links, known: HashMap::default() }
    }

    fn joint(&mut self, left: Option<u32>, right: Option<u32>) -> f32 {
        let (Some(left), Some(right)) = (left, right) else { return 0.0 };
        let pair = (left as usize, right as usize);
        if let Some(&weight) = self.known.get(&pair) {
            return weight;
        }
        let weight = self.links.joint(pair.0, pair.1);
        self.known.insert(pair, weight);
        weight
    }

    /// The pieces in the best order found.
    pub(crate) fn run(mut self) -> Vec<usize> {
        let count = self.links.pieces.len();
        let mut layers: Vec<Vec<Node>> =
            vec![(0..4).map(|slot| first(slot, self.links.opens(0))).collect()];
        for at in 1..count {
            let mut best: HashMap<State, Node, Quick> = HashMap::default();
            let before = std::mem::take(layers.last_mut().expect("there is a first layer"));
            for (parent, node) in before.iter().enumerate() {
                self.steps(node, parent as u32, at as u32, &mut best);
            }
            *layers.last_mut().expect("there is a first layer") = before;
            let mut layer: Vec<Node> = best.into_values().collect();
            layer.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.parent.cmp(&b.parent)));
            layer.truncate(BEAM);
            layers.push(layer);
            self.known.retain(|&(left, right), _| left + 64 > at || right + 64 > at);
        }
        let last = layers.last().expect("there is a first layer").clone();
        let ended = last.iter().map(|node| {
            let state = self.settled(&node.state, count as u32);
            let last = state
                .signature_end
                .or(state.front)
                .map_or(0.0, |at| self.links.closes(at as usize));
            // The sheet read off last is the middle of the booklet, and has no blank page. It may
            // be missing, so that this only decides where nothing else does.
            let whole = -f32::from(3 - state.slot);
            node.weight
                + self.settle(&node.state, count as u32)
                + self.middle(&state)
                + last
                + whole
        });
        let best = ended.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at);
        arrange(&trace(&layers, best))
    }

    fn steps(&mut self, node: &Node, parent: u32, at: u32, best: &mut HashMap<State, Node, Quick>) {
        let mut offer = |weight: f32, state: State, step: Step| {
            let node = Node { weight, state: state.clone(), parent, step };
            match best.get(&state) {
                Some(known) if known.weight >= weight => {}
                _ => {
                    best.insert(state, node);
                }
            }
        };
        let hard = self.links.pieces[at as usize].hard;
        if !hard {
            let weight = node.weight + self.joint(Some(at - 1), Some(at));
            offer(weight, node.state.clone(), Step::Same);
        }
        let settled = self.settled(&node.state, at);
        let mut weight = node.weight + self.settle(&node.state, at);
        if !hard {
            weight += self.links.weights.unseen_page_end;
        }
        let joined = match settled.front.or(settled.before) {
            Some(before) => self.joint(Some(before), Some(at)),
            None => self.links.opens(at as usize),
        };
        let next = self.next_slot(settled.slot, at);
        for blanks in 0..3u8 {
            let slot = (next + blanks) % 4;
            let joined = if half(slot) == Half::Front { joined } else { 0.0 };
            let cost = f32::from(blanks) * self.links.weights.unseen_blank_page;
            let state = State { slot, page: at, ..settled.clone() };
            offer(weight + joined + cost, state, Step::Page(half(slot)));
        }
        if settled.back.is_none() {
            return;
        }
        // The signature is done: its halves meet in the middle.
        let weight = weight + self.links.weights.new_signature + self.middle(&settled);
        let free = (3 - settled.slot) % 4;
        let before = settled.signature_end;
        let joined = self.joint(before, Some(at));
        for slot in 0..3u8 {
            let joined = if half(slot) == Half::Front { joined } else { 0.0 };
            let state = State {
                slot,
                page: at,
                front: None,
                back: None,
                back_end: None,
                signature_end: None,
                before,
                front_count: settled.front_count,
                back_count: None,
            };
            let cost =
                self.unseen(usize::from(free + slot), at) * self.links.weights.unseen_blank_page;
            offer(weight + joined + cost, state, Step::Signature(half(slot)));
        }
    }

    /// The place of a page that begins with piece `at`, after a page at `slot`, with the blank
    /// pages between them that show.
    fn next_slot(&self, slot: u8, at: u32) -> u8 {
        let blank = self.links.pieces[at as usize].blank;
        ((usize::from(slot) + 1 + blank) % 4) as u8
    }

    /// How many pages do not show where `places` lie between two signatures, before piece `at`:
    /// the last of the one and the first of the other may be blank, or the cover.
    fn unseen(&self, places: usize, at: u32) -> f32 {
        let blank = self.links.pieces[at as usize].blank;
        let over = blank.saturating_sub(places);
        (places.saturating_sub(blank) + (4 - over % 4) % 4) as f32
    }

    /// What closing the open page before piece `at` weighs.
    fn settle(&mut self, state: &State, at: u32) -> f32 {
        let page = (state.page as usize, at as usize - 1);
        let odd = self.links.long(page) + self.links.broken_alphabet(page.0, page.1);
        odd + match half(state.slot) {
            Half::Front => {
                self.links.short(page, at as usize)
                    + self.feet(state.front.or(state.before), Some(at - 1))
                    + self.counts(state.front_count, Some(at - 1))
            }
            Half::Back => {
                let short = state.back.map_or(0.0, |back| self.links.short(page, back as usize));
                short
                    + self.joint(Some(at - 1), state.back)
                    + self.feet(Some(at - 1), state.back_end)
                    + self.counts(Some(at - 1), state.back_count)
            }
        }
    }

    /// The state once the page before piece `at` is closed.
    fn settled(&self, state: &State, at: u32) -> State {
        let mut settled = state.clone();
        match half(state.slot) {
            Half::Front => {
                settled.front = Some(at - 1);
                if self.links.is_counted(at as usize - 1) {
                    settled.front_count = Some(at - 1);
                }
            }
            Half::Back => {
                if self.links.is_counted(at as usize - 1) {
                    settled.back_count = Some(at - 1);
                }
                settled.signature_end = settled.signature_end.or(Some(at - 1));
                settled.back = Some(state.page);
                settled.back_end = Some(at - 1);
            }
        }
        settled
    }

    fn middle(&mut self, settled: &State) -> f32 {
        let front = settled.front.or(settled.before);
        self.joint(front, settled.back)
            + self.feet(front, settled.back_end)
            + self.counts(settled.front_count, settled.back_count)
    }

    fn counts(&self, left: Option<u32>, right: Option<u32>) -> f32 {
        let (Some(left), Some(right)) = (left, right) else { return 0.0 };
        self.links.counts(left as usize, right as usize)
    }

    fn feet(&self, left: Option<u32>, right: Option<u32>) -> f32 {
        let (Some(left), Some(right)) = (left, right) else { return 0.0 };
        self.links.pages(left as usize, right as usize)
    }
}

fn first(slot: u8, opens: f32) -> Node {
    let half = half(slot);
    let weight = if half == Half::Front { opens } else { 0.0 };
    let state = State {
        slot,
        page: 0,
        front: None,
        back: None,
        back_end: None,
        signature_end: None,
        before: None,
        front_count: None,
        back_count: None,
    };
    Node { weight, state, parent: 0, step: Step::Page(half) }
}

/// The steps that led to node number `best` of the last layer.
fn trace(layers: &[Vec<Node>], best: usize) -> Vec<Step> {
    let mut at = best;
    let mut steps: Vec<Step> = Vec::with_capacity(layers.len());
    for layer in layers.iter().rev() {
        steps.push(layer[at].step);
        at = layer[at].parent as usize;
    }
    steps.reverse();
    steps
}

/// Puts pieces in the order that steps say.
fn arrange(steps: &[Step]) -> Vec<usize> {
    let mut order = Vec::with_capacity(steps.len());
    let mut front: Vec<usize> = Vec::new();
    let mut back: Vec<Vec<usize>> = Vec::new();
    let mut half = Half::Front;
    for (at, &step) in steps.iter().enumerate() {
        if let Step::Signature(_) = step {
            order.append(&mut front);
            order.extend(back.drain(..).rev().flatten());
        }
        if let Step::Page(of) | Step::Signature(of) = step {
            half = of;
            if half == Half::Back {
                back.push(Vec::new());
            }
        }
        match (half, back.last_mut()) {
            (Half::Back, Some(page)) => page.push(at),
            _ => front.push(at),
        }
    }
    order.append(&mut front);
    order.extend(back.drain(..).rev().flatten());
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arranges_halves() {
        use Half::{Back, Front};
        use Step::{Page, Same, Signature};
        // 8,1 | 2,7 | 6,3 | 4,5
        let steps = [
            Page(Back),
            Page(Front),
            Page(Front),
            Page(Back),
            Page(Back),
            Page(Front),
            Page(Front),
            Page(Back),
        ];
        assert_eq!(arrange(&steps), [1, 2, 5, 6, 7, 4, 3, 0]);
        let steps = [Page(Back), Same, Page(Front), Signature(Back), Page(Front)];
        assert_eq!(arrange(&steps), [2, 0, 1, 4, 3]);
    }
}
