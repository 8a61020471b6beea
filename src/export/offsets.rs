//! How many characters stand between two places of a document, without the citations by key, which
//! are markup to the JSON export.
//!
//! Offsets are asked for by the thousand in one paragraph, and marks may stand one inside the other
//! without end: each answer costs the same, wherever it is asked for.

use crate::doc::{Document, MarkKind, Place, Span};
use crate::link::Links;

/// How many bytes lie between the places whose characters are counted beforehand.
const STEP: usize = 256;

/// The characters of a document up to each of its places.
pub(super) struct Offsets<'d> {
    text: &'d str,
    /// How many characters begin before each step.
    steps: Vec<usize>,
    /// The citations by key, brackets included, in order and apart.
    groups: Vec<Span>,
    /// How many characters those before each of them hold.
    hidden: Vec<usize>,
}

impl<'d> Offsets<'d> {
    pub(super) fn of(document: &'d Document, links: &Links) -> Self {
        let text = document.text.as_str();
        let mut steps = Vec::with_capacity(text.len() / STEP + 1);
        let mut characters = 0;
        for piece in text.as_bytes().chunks(STEP) {
            steps.push(characters);
            characters += begun(piece);
        }
        let mut offsets = Self { text, steps, groups: Vec::new(), hidden: Vec::new() };
        let mut hidden = 0;
        for group in groups(document, links) {
            offsets.groups.push(group);
            offsets.hidden.push(hidden);
            hidden += offsets.before(group.end) - offsets.before(group.start);
        }
        offsets.hidden.push(hidden);
        offsets
    }

    /// The citations by key that lie within `span`, in order.
    pub(super) fn groups_in(&self, span: Span) -> &[Span] {
        let (from, to) = self.range(span);
        &self.groups[from..to]
    }

    /// How many characters of `span` are shown. In a citation by key nothing is: a place in it
    /// counts as the place it begins.
    pub(super) fn shown(&self, span: Span) -> usize {
        let end = self.outside(span.end).max(span.start);
        let (from, to) = self.range(Span::new(span.start, end));
        let all = self.before(end) - self.before(span.start);
        all - (self.hidden[to] - self.hidden[from])
    }

    /// `place`, or where the citation by key begins that it is in.
    fn outside(&self, place: Place) -> Place {
        let begun = self.groups.partition_point(|group| group.start < place);
        let last = begun.checked_sub(1).map(|last| self.groups[last]);
        last.filter(|group| group.end > place).map_or(place, |group| group.start)
    }

    fn range(&self, span: Span) -> (usize, usize) {
        let from = self.groups.partition_point(|group| group.start < span.start);
        let to = self.groups.partition_point(|group| group.end <= span.end);
        (from, to.max(from))
    }

    /// How many characters begin before `place`.
    fn before(&self, place: Place) -> usize {
        let place = place.min(self.text.len());
        let step = (place / STEP).min(self.steps.len().saturating_sub(1));
        let counted = self.steps.get(step).copied().unwrap_or(0);
        counted + begun(&self.text.as_bytes()[step * STEP..place])
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

/// The citations by key that were found to name something, in order. None lies in another.
fn groups(document: &Document, links: &Links) -> Vec<Span> {
    let cites =
        |whole: Span| links.citations_in(whole).iter().any(|citation| citation.whole == whole);
    let marks = document.marks.iter();
    let groups = marks.filter(|mark| matches!(mark.kind, MarkKind::CitationGroup { .. }));
    let mut found: Vec<Span> = Vec::new();
    for group in groups.map(|mark| mark.span).filter(|&group| cites(group)) {
        if found.last().is_none_or(|last| last.end <= group.start) {
            found.push(group);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_wherever_one_asks() {
        let words = "Ein Wort, ÄÖÜ — „so“. ".repeat(100);
        let document = crate::read::plain("x.txt", &words);
        let offsets = Offsets::of(&document, &Links::default());
        let text = &document.text;
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        for (number, &place) in places.iter().enumerate() {
            assert_eq!(offsets.shown(Span::new(0, place)), number);
            assert_eq!(offsets.shown(Span::new(place, text.len())), places.len() - number);
        }
    }
}
