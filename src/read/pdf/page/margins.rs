//! The margins of a page: what stands beside the type area, in smaller type.
//!
//! A press sets the lines of the text to one measure. What it puts beside them, a note, a gloss, the
//! number of a line, stands outside of the measure, clearly apart from the line at its height, and is
//! smaller (Bringhurst 4.3.2): it is none of that line's words. A page shows its measure by itself,
//! since many of its lines end at one edge; so the first note in a margin is parted like the last.

use std::collections::HashSet;

use crate::read::pdf::page::part::{Part, usual_size};
use crate::read::pdf::page::runs::Run;

/// How far apart from the type area a margin begins, in ems of the text: LaTeX leaves 7 points in books
/// and 11 in articles, and nothing of a line is set so far beyond its edge.
const APART: f32 = 0.55;

/// How wide the type area is at least, in ems, and a margin at most, as a share of it: the widest, of
/// books that live by their margins, take half. What is wider is a column of the text.
const MEASURE: f32 = 15.0;
const WIDEST: f32 = 0.62;

/// How much smaller than the text is what stands in its margin.
const SMALLER: f32 = 0.96;

/// Takes what stands in the margins out of the parts of a page: the left one, and the right one.
pub(in crate::read::pdf) fn take(runs: &[Run], all: &mut Part) -> [Part; 2] {
    let Some(area) = Area::of(runs, all) else { return [vec![], vec![]] };
    let sides = [false, true].map(|right| area.margin(runs, all, right));
    let taken: HashSet<usize> = sides.iter().flatten().copied().collect();
    all.retain(|at| !taken.contains(at));
    sides
}

/// The type area of a page: where most of its lines begin and end, and how large they are.
#[derive(Debug)]
struct Area {
    left: f32,
    right: f32,
    size: f32,
}

impl Area {
    /// Of the runs of a page, if it has a text set to a measure.
    fn of(runs: &[Run], all: &[usize]) -> Option<Self> {
        let size = usual_size(runs, all);
        let text = || {
            let of_text = move |run: &&Run| (run.size - size).abs() < size * 0.05;
            all.iter().map(|&at| &runs[at]).filter(of_text)
        };
        let left = edge(text().map(|run| -run.left).collect(), size).map(|edge| -edge)?;
        let right = edge(text().map(|run| run.right).collect(), size)?;
        (right - left > size * MEASURE).then_some(Self { left, right, size })
    }

    /// What stands in the margin on one side, in the order it is read.
    fn margin(&self, runs: &[Run], all: &[usize], right: bool) -> Part {
        let apart = self.size * APART;
        let outside = |run: &Run| {
            let beyond =
                if right { run.left > self.right + apart } else { run.right < self.left - apart };
            beyond && run.size < self.size * SMALLER
        };
        let found: Part = all.iter().copied().filter(|&at| outside(&runs[at])).collect();
        let from = found.iter().map(|&at| runs[at].left).fold(f32::MAX, f32::min);
        let to = found.iter().map(|&at| runs[at].right).fold(f32::MIN, f32::max);
        if to - from > (self.right - self.left) * WIDEST {
            return Vec::new();
        }
        let mut groups: Vec<Part> = Vec::new();
        for at in found {
            let close = |&above: &usize| {
                runs[at].baseline - runs[above].baseline < runs[at].size.max(runs[above].size) * 1.8
            };
            match groups.last_mut() {
                Some(group) if group.last().is_some_and(close) => group.push(at),
                _ => groups.push(vec![at]),
            }
        }
        let is_one = |group: &Part| {
            group.iter().any(|&at| self.is_beside(runs, all, at))
                && (right || !group.iter().all(|&at| self.hangs(runs, all, at)))
        };
        groups.retain(is_one);
        groups.concat()
    }

    /// Whether a line of the text, or of a quotation in it, stands at the height of a run. What has none
    /// beside it is a line of its own, a name below a poem or a folio; and a table goes beyond the edge
    /// in one size.
    fn is_beside(&self, runs: &[Run], all: &[usize], at: usize) -> bool {
        let run = &runs[at];
        self.level(runs, all, run, 0.8).any(|other| {
            other.left < self.right && other.right > self.left && other.size > run.size * 1.04
        })
    }

    /// Whether a run is the label of the line after it, which hangs in the margin: that of a note, in
    /// the type of notes or raised.
    fn hangs(&self, runs: &[Run], all: &[usize], at: usize) -> bool {
        let label = &runs[at];
        let labels = |other: &Run| {
            let rise = other.baseline - label.baseline;
            let small = other.size < self.size * SMALLER;
            let raised = rise > label.size * 0.12;
            (label.right..label.right + self.size * 1.5).contains(&other.left)
                && rise.abs() < other.size * 0.65
                && (small || raised)
        };
        label.right - label.left < self.size * 2.5 && self.level(runs, all, label, 1.0).any(labels)
    }

    /// The runs of a page that stand at the height of one, so many ems of the text above or below.
    fn level<'r>(
        &self,
        runs: &'r [Run],
        all: &'r [usize],
        run: &Run,
        near: f32,
    ) -> impl Iterator<Item = &'r Run> {
        let (above, below) = (run.baseline - near * self.size, run.baseline + near * self.size);
        let from = all.partition_point(|&other| runs[other].baseline < above);
        all[from..].iter().map(|&other| &runs[other]).take_while(move |it| it.baseline < below)
    }
}

/// The edge that many lines end at, of those the outermost: an eighth of them, and four at least, as
/// near to each other as the ink of letters and hyphens that hang allow.
fn edge(mut ends: Vec<f32>, size: f32) -> Option<f32> {
    ends.sort_by(|a, b| b.total_cmp(a));
    let least = (ends.len() / 8).max(4);
    let many = |&(at, &end): &(usize, &f32)| {
        ends.get(at + least - 1).is_some_and(|&other| end - other < size * 0.5)
    };
    ends.iter().enumerate().find(many).map(|(_, &end)| end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(left: f32, right: f32, baseline: f32, size: f32) -> Run {
        Run { glyphs: 0..1, left, right, baseline, size }
    }

    /// A page of a text that begins at 100 and ends at 400, and what else stands on it.
    fn page(others: &[Run]) -> (Vec<Run>, Part) {
        let line = |at: usize| run(100.0, 400.0, 100.0 + at as f32 * 12.0, 10.0);
        let mut runs: Vec<Run> = (0..20).map(line).collect();
        runs.extend_from_slice(others);
        let mut all: Part = (0..runs.len()).collect();
        all.sort_by(|&a, &b| runs[a].baseline.total_cmp(&runs[b].baseline));
        (runs, all)
    }

    #[test]
    fn what_is_small_and_beside_the_text_is_in_the_margin() {
        let cases = [
            ("a note on the right", run(412.0, 500.0, 124.0, 8.0), [0, 1]),
            ("the number of a line", run(80.0, 86.0, 148.0, 6.0), [1, 0]),
            ("in the size of the text", run(412.0, 500.0, 124.0, 10.0), [0, 0]),
            ("close to the line", run(404.0, 410.0, 122.0, 7.0), [0, 0]),
            ("a raised label that hangs", run(84.0, 88.0, 121.0, 7.0), [0, 0]),
            ("above the text", run(450.0, 500.0, 70.0, 8.0), [0, 0]),
            ("as wide as a column", run(420.0, 640.0, 124.0, 8.0), [0, 0]),
        ];
        for (what, other, expected) in cases {
            let (runs, mut all) = page(&[other]);
            let sides = take(&runs, &mut all);
            assert_eq!(sides.each_ref().map(Vec::len), expected, "{what}");
            assert_eq!(all.len() + sides.concat().len(), runs.len(), "{what}");
        }
    }

    #[test]
    fn a_note_is_taken_whole_though_it_ends_below_the_text() {
        let lines = [320.0, 330.0, 340.0, 350.0, 360.0].map(|y| run(412.0, 500.0, y, 8.0));
        let (runs, mut all) = page(&lines);
        assert_eq!(take(&runs, &mut all)[1].len(), 5);
    }

    #[test]
    fn labels_in_the_type_of_notes_stay_with_them() {
        let (runs, mut all) = page(&[run(84.0, 90.0, 352.0, 8.0), run(100.0, 400.0, 352.0, 8.0)]);
        assert_eq!(take(&runs, &mut all).concat(), Vec::<usize>::new());
    }
}
