//! A part of a page, and the type it is set in.

use crate::read::pdf::page::runs::Run;

/// A part of a page that has one column: its runs.
pub(in crate::read::pdf) type Part = Vec<usize>;

/// The size of type that most runs have, by width.
pub(in crate::read::pdf) fn usual_size(runs: &[Run], region: &[usize]) -> f32 {
    let mut sizes: Vec<(f32, f32)> =
        region.iter().map(|&at| (runs[at].size, runs[at].right - runs[at].left)).collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = sizes.iter().map(|it| it.1).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    let middle = sizes.iter().find(|it| {
        sum += it.1;
        sum >= half
    });
    middle.map_or(10.0, |it| it.0.max(1.0))
}
