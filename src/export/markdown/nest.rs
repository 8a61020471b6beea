//! Marks as a tree: a document's marks may overlap as they like, Markdown's stand one inside the
//! other.

use super::names::Names;
use crate::doc::{Mark, MarkKind, Place, Span};

/// A piece of a line.
#[derive(Debug)]
pub(super) enum Node<'d> {
    /// Words without a mark.
    Words(Span),
    /// Something that covers no words: a note reference, a name for a place.
    Point(String),
    /// Words under a mark.
    Marked {
        /// The mark.
        mark: &'d Mark,
        /// As much of what it covers as stands here.
        span: Span,
        /// What is inside.
        children: Vec<Node<'d>>,
    },
}

impl Node<'_> {
    /// Whether it is a reference to a note, or has one inside.
    pub(super) fn refers(&self) -> bool {
        match self {
            Self::Words(_) => false,
            Self::Point(sign) => sign.starts_with("[^"),
            Self::Marked { children, .. } => children.iter().any(Self::refers),
        }
    }
}

/// How deep marks are followed. Nobody writes deeper than a few; a source that does is out to
/// exhaust the stack.
const DEEPEST: usize = 32;

/// Nests the marks and points of `whole`. Points at the edge of a mark stand outside of it.
pub(super) fn nest<'d>(
    whole: Span,
    marks: &[&'d Mark],
    places: &[(Place, &str)],
    names: &Names,
) -> Vec<Node<'d>> {
    let mut points: Vec<(Place, String)> =
        places.iter().map(|&(place, id)| (place, format!("<span id=\"{id}\"></span>"))).collect();
    let mut spans = Vec::new();
    for &mark in marks {
        match &mark.kind {
            MarkKind::NoteReference { label, note } => {
                let label = match note {
                    Some(note) => names.note(note.index()),
                    None => names.dangling(label),
                };
                points.push((mark.span.start, format!("[^{label}]")));
            }
            MarkKind::Page { .. } => {}
            _ => {
                let start = mark.span.start.max(whole.start);
                let end = mark.span.end.min(whole.end);
                if start < end {
                    spans.push((Span::new(start, end), mark));
                }
            }
        }
    }
    points.sort_by_key(|&(place, _)| place);
    let mut nester = Nester { spans: untangle(spans), points, next_span: 0, next_point: 0 };
    nester.nodes(whole, 0)
}

/// Cuts every mark that reaches out of another in two. A source whose marks cross each other
/// without end, which nobody writes, loses what reaches out.
fn untangle(mut spans: Vec<(Span, &Mark)>) -> Vec<(Span, &Mark)> {
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

struct Nester<'d> {
    spans: Vec<(Span, &'d Mark)>,
    points: Vec<(Place, String)>,
    next_span: usize,
    next_point: usize,
}

impl<'d> Nester<'d> {
    fn nodes(&mut self, within: Span, depth: usize) -> Vec<Node<'d>> {
        let mut nodes = Vec::new();
        let mut at = within.start;
        let words = |nodes: &mut Vec<Node<'d>>, from: Place, to: Place| {
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

    fn mark(start: Place, end: Place, kind: MarkKind) -> Mark {
        Mark { span: Span::new(start, end), kind }
    }

    #[test]
    fn what_overlaps_is_cut() {
        let (long, late) = (mark(0, 6, MarkKind::Strong), mark(3, 9, MarkKind::Emphasis));
        let spans = untangle(vec![(long.span, &long), (late.span, &late)]);
        let spans: Vec<_> = spans.iter().map(|(span, _)| (span.start, span.end)).collect();
        assert_eq!(spans, [(0, 6), (3, 6), (6, 9)]);
    }

    #[test]
    fn marks_that_cross_without_end_come_to_one() {
        let marks: Vec<_> = (0..500)
            .map(|n| mark(n, 2000 - n, MarkKind::Strong))
            .chain((500..1000).map(|n| mark(n, 2500 - (n - 500) / 2, MarkKind::Emphasis)))
            .collect();
        let spans = untangle(marks.iter().map(|mark| (mark.span, mark)).collect());
        assert!(spans.len() <= 4 * marks.len() + 64, "{}", spans.len());
    }
}
