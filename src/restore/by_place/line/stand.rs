//! The lines of a text with how they stood, and what that is measured by: the size of its body type,
//! the distance of its lines, the edges of its columns.
//!
//! Nothing is measured in points of its own: every rule asks in ems of the line it is about, in
//! shares of the body type, or in lines of the text around. What is set in a larger type has larger
//! indents, gaps and gutters.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::doc::{Geometry, Tag};
use crate::restore::lines::Lines;

/// The lines of a text and how each stood.
#[derive(Debug)]
pub(in crate::restore::by_place) struct Stand<'t, 'd> {
    /// The lines.
    pub text: &'t Lines<'d>,
    /// How each stood, by its number.
    pub at: Vec<Geometry>,
    /// The size most letters are set in.
    pub body: i32,
    /// The usual distance of two lines of body type.
    pub leading: i32,
}

impl<'t, 'd> Stand<'t, 'd> {
    /// Measures a text. `None` unless it is said of every line how it stood.
    pub(in crate::restore::by_place) fn of(text: &'t Lines<'d>) -> Option<Self> {
        let at: Option<Vec<Geometry>> =
            text.lines.iter().map(|line| line.geometry.map(bounded)).collect();
        let at = at.filter(|at| !at.is_empty())?;
        let body = body_size(text, &at);
        let leading = leading(&at, body);
        Some(Self { text, at, body, leading })
    }

    /// The words of a line.
    pub(in crate::restore::by_place) fn words(&self, at: usize) -> &'d str {
        self.text.lines[at].words
    }

    /// The lines of each page.
    pub(in crate::restore::by_place) fn pages(&self) -> Vec<Range<usize>> {
        let mut pages: Vec<Range<usize>> = Vec::new();
        for (at, geometry) in self.at.iter().enumerate() {
            match pages.last_mut() {
                Some(page) if self.at[page.start].page == geometry.page => page.end = at + 1,
                _ => pages.push(at..at + 1),
            }
        }
        pages
    }

    /// Whether a line is set smaller than the body: notes, captions and lists are, by a tenth as a
    /// rule; half of that is more than rounding.
    pub(in crate::restore::by_place) fn is_small(&self, at: usize) -> bool {
        self.at[at].size * 100 < self.body * 96
    }

    /// Whether a line is set larger than the body.
    pub(in crate::restore::by_place) fn is_large(&self, at: usize) -> bool {
        self.at[at].size * 100 > self.body * 106
    }

    /// Whether two lines are set in one size, as far as rounding tells.
    pub(in crate::restore::by_place) fn same_size(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.at[one].size, self.at[other].size);
        (one - other).abs() * 100 <= one.max(other) * 4
    }

    /// Whether two lines stand in one column of one page.
    pub(in crate::restore::by_place) fn same_column(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.at[one], &self.at[other]);
        one.page == other.page && one.column == other.column
    }

    /// Whether a line stands right below another in its column and its size, with no wider gap than
    /// `share` hundredths of the usual distance.
    pub(in crate::restore::by_place) fn goes_on(
        &self,
        above: usize,
        at: usize,
        share: i32,
    ) -> bool {
        self.same_column(above, at) && self.same_size(above, at) && !self.gap(above, at, share)
    }

    /// How far a line stands below another, from baseline to baseline.
    pub(in crate::restore::by_place) fn below(&self, above: usize, at: usize) -> i32 {
        self.at[at].baseline - self.at[above].baseline
    }

    /// Whether a line stands apart from the lines above and below it.
    pub(in crate::restore::by_place) fn gap_around(&self, at: usize) -> bool {
        let above = at.checked_sub(1).filter(|&above| self.same_column(above, at));
        let below =
            Some(at + 1).filter(|&below| below < self.at.len() && self.same_column(at, below));
        above.is_none_or(|above| self.gap(above, at, 125))
            && below.is_none_or(|below| self.gap(at, below, 110))
    }

    /// Whether the gap between two lines of one column is wider than lines of their size have it:
    /// `share` hundredths of the usual distance.
    pub(in crate::restore::by_place) fn gap(&self, above: usize, at: usize, share: i32) -> bool {
        let size = self.at[above].size.max(self.at[at].size);
        let usual = self.leading * size / self.body.max(1);
        self.below(above, at) * 100 > usual * share
    }
}

/// How a line stood, within what a page may be: PDF sets 14,400 points as the longest edge (PDF 32000-1,
/// annex C), and nobody reads type of more. Sums of such lengths find room wherever they are made.
fn bounded(line: &Geometry) -> Geometry {
    const EDGE: i32 = 144_000;
    let within = |length: i32| length.clamp(-EDGE, EDGE);
    Geometry {
        left: within(line.left),
        right: within(line.right),
        baseline: within(line.baseline),
        size: line.size.clamp(1, EDGE / 10),
        ..*line
    }
}

/// The size that most letters are set in.
fn body_size(text: &Lines<'_>, at: &[Geometry]) -> i32 {
    /// How near to each other sizes count as one, in tenths of a point.
    const STEP: i32 = 3;
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
    for (line, geometry) in text.lines.iter().zip(at) {
        if !geometry.drawn && geometry.tag != Some(Tag::Artifact) {
            *letters.entry(geometry.size).or_default() += line.words.len();
        }
    }
    let near = |size: i32| -> usize {
        letters.range(size - STEP..=size + STEP).map(|(_, count)| count).sum()
    };
    let best = letters.keys().copied().max_by_key(|&size| (near(size), letters[&size]));
    best.unwrap_or(100).max(1)
}

/// The usual distance of two lines of body type that follow each other.
fn leading(at: &[Geometry], body: i32) -> i32 {
    let mut times: HashMap<i32, usize> = HashMap::new();
    for pair in at.windows(2) {
        let (above, below) = (&pair[0], &pair[1]);
        let is_body = |line: &Geometry| (line.size - body).abs() * 20 <= body;
        let apart = below.baseline - above.baseline;
        let one = above.page == below.page && above.column == below.column;
        if one && is_body(above) && is_body(below) && apart * 2 > body && apart < body * 3 {
            *times.entry(apart).or_default() += 1;
        }
    }
    let near = |apart: i32| -> usize {
        (apart - 2..=apart + 2).filter_map(|apart| times.get(&apart)).sum()
    };
    let most = times.keys().copied().max_by_key(|&apart| (near(apart), -apart));
    most.unwrap_or(body * 6 / 5)
}
