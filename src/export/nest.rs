//! Marks as a tree: a document's marks may overlap as they like, those of Markdown and the
//! elements of HTML stand one inside the other.

use crate::doc::{Place, Span};

/// A piece of a line; `M` is what may be marked.
#[derive(Debug)]
pub(super) enum Node<M> {
    /// Words without a mark.
    Words(Span),
    /// Something that covers no words, as it is to be written: a note reference, a name for a
    /// place.
    Point(String),
    /// Words under a mark.
    Marked {
        /// The mark.
        mark: M,
        /// As much of what it covers as stands here.
        span: Span,
        /// What is inside.
        children: Vec<Node<M>>,
    },
}

/// How deep marks are followed. Nobody writes deeper than a few; a source that does is out to
/// exhaust the stack.
const DEEPEST: usize = 32;

/// Nests the marks and points of `whole`; both are in order, and of two marks that begin together
/// the longer comes first. What reaches out of `whole` is cut off. Points at the edge of a mark
/// stand outside of it.
pub(super) fn nest<M: Copy>(
    whole: Span,
    marks: impl IntoIterator<Item = (Span, M)>,
    points: Vec<(Place, String)>,
) -> Vec<Node<M>> {
    let within = |span: Span| (span.start.max(whole.start), span.end.min(whole.end));
    let spans = marks.into_iter().filter_map(|(span, mark)| {
        let (start, end) = within(span);
        (start < end).then(|| (Span::new(start, end), mark))
    });
    let mut nester =
        Nester { spans: untangle(spans.collect()), points, next_span: 0, next_point: 0 };
    nester.nodes(whole, 0)
}

/// Cuts every mark that reaches out of another in two. A source whose marks cross each other
/// without end, which nobody writes, loses what reaches out.
fn untangle<M: Copy>(mut spans: Vec<(Span, M)>) -> Vec<(Span, M)> {
    let most = 4 * spans.len() + 64;
    let mut open: Vec<Span> = Vec::new();
    let mut index = 0;
    while index < spans.len() {
        let (span, mark) = spans[index];
        open.retain(|outer| outer.end > span.start);
        // Those that are open nest, so the first to end is the last.
        if let Some(outer) = open.last().filter(|outer| outer.end < span.end) {
            let rest = Span::new(outer.end, span.end);
            spans[index].0.end = outer.end;
            if spans.len() < most {
                let order = |span: Span| (span.start, std::cmp::Reverse(span.end));
                let later = &spans[index + 1..];
                let at = later.partition_point(|(other, _)| order(*other) <= order(rest));
                spans.insert(index + 1 + at, (rest, mark));
            }
        }
        open.push(spans[index].0);
        index += 1;
    }
    spans
}

struct Nester<M> {
    spans: Vec<(Span, M)>,
    points: Vec<(Place, String)>,
    next_span: usize,
    next_point: usize,
}

impl<M: Copy> Nester<M> {
    fn nodes(&mut self, within: Span, depth: usize) -> Vec<Node<M>> {
        let mut nodes = Vec::new();
        let mut at = within.start;
        let words = |nodes: &mut Vec<Node<M>>, from: Place, to: Place| {
            if from < to {
                nodes.push(Node::Words(Span::new(from, to)));
            }
        };
        loop {
            let point = self.points.get(self.next_point).map(|&(place, _)| place);
            let point = point.filter(|&place| place < within.end || depth == 0);
            let span = self.spans.get(self.next_span).map(|&(span, _)| span);
            let span = span.filter(|span| span.start < within.end);
            match (point, span) {
                (Some(place), span) if span.is_none_or(|span| place <= span.start) => {
                    words(&mut nodes, at, place);
                    nodes.push(Node::Point(std::mem::take(&mut self.points[self.next_point].1)));
                    self.next_point += 1;
                    at = place;
                }
                (_, Some(span)) => {
                    let mark = self.spans[self.next_span].1;
                    self.next_span += 1;
                    if depth == DEEPEST {
                        continue;
                    }
                    words(&mut nodes, at, span.start);
                    let children = self.nodes(span, depth + 1);
                    nodes.push(Node::Marked { mark, span, children });
                    at = span.end;
                }
                _ => break,
            }
        }
        words(&mut nodes, at, within.end);
        nodes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_is_cut() {
        let spans = untangle(vec![(Span::new(0, 6), 'a'), (Span::new(3, 9), 'b')]);
        let spans: Vec<_> =
            spans.iter().map(|(span, name)| (span.start, span.end, *name)).collect();
        assert_eq!(spans, [(0, 6, 'a'), (3, 6, 'b'), (6, 9, 'b')]);
    }

    #[test]
    fn marks_that_cross_without_end_come_to_one() {
        let spans: Vec<_> = (0..500)
            .map(|n| Span::new(n, 2000 - n))
            .chain((500..1000).map(|n| Span::new(n, 2500 - (n - 500) / 2)))
            .map(|span| (span, ()))
            .collect();
        let count = spans.len();
        assert!(untangle(spans).len() <= 4 * count + 64);
    }
}
