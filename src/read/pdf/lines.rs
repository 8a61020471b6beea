//! Runs → lines: what stands on one baseline, and what is raised from it, from left to right.

use super::columns::Part;
use super::runs::Run;

/// A line of a part of a page.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its runs, from left to right.
    pub(super) runs: Vec<usize>,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The baseline and size of its widest run.
    pub(super) baseline: f32,
    pub(super) size: f32,
    /// How wide that run is.
    pub(super) width: f32,
}

/// The lines of a part, from the top down.
pub(super) fn of(runs: &[Run], part: &Part) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for &at in part {
        let run = &runs[at];
        // Lines come from the top down, so that only the last can be meant.
        let near = lines.iter().enumerate().rev().take(NEAR).find(|(_, line)| joins(line, run));
        let near = near.map(|(at, _)| at);
        match near {
            Some(near) => add(&mut lines[near], at, run),
            None => lines.push(Line {
                runs: vec![at],
                left: run.left,
                right: run.right,
                baseline: run.baseline,
                size: run.size,
                width: run.right - run.left,
            }),
        }
    }
    raise(&mut lines);
    for line in &mut lines {
        line.runs.sort_by(|&a, &b| runs[a].left.total_cmp(&runs[b].left));
    }
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    lines
}

/// How many lines there may be on one height of a part, as in formulas.
const NEAR: usize = 16;

/// Whether a run stands on the baseline of a line.
fn joins(line: &Line, run: &Run) -> bool {
    (run.baseline - line.baseline).abs() <= line.size.min(run.size) * 0.25
}

fn add(line: &mut Line, at: usize, run: &Run) {
    line.runs.push(at);
    line.left = line.left.min(run.left);
    line.right = line.right.max(run.right);
    if run.right - run.left > line.width {
        line.width = run.right - run.left;
        line.baseline = run.baseline;
        line.size = run.size;
    }
}

/// Puts small type that stands a little above or below a line, and close to its words, into it:
/// raised figures and lowered ones.
fn raise(lines: &mut Vec<Line>) {
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut taken = vec![false; lines.len()];
    for at in 0..lines.len() {
        let small = &lines[at];
        let near = [at.checked_sub(2), at.checked_sub(1), Some(at + 1), Some(at + 2)];
        let found = near
            .into_iter()
            .flatten()
            .filter(|&other| other < lines.len() && !taken[other] && bears(&lines[other], small))
            .max_by(|&a, &b| lines[a].size.total_cmp(&lines[b].size));
        let Some(other) = found else { continue };
        taken[at] = true;
        let small = lines[at].clone();
        let line = &mut lines[other];
        line.runs.extend(small.runs);
        line.left = line.left.min(small.left);
        line.right = line.right.max(small.right);
    }
    let mut taken = taken.into_iter();
    lines.retain(|_| !taken.next().unwrap_or(false));
}

/// Whether `small` is raised from `line`, or lowered.
fn bears(line: &Line, small: &Line) -> bool {
    let rise = line.baseline - small.baseline;
    let near =
        small.left < line.right + line.size * 0.6 && small.right > line.left - line.size * 1.2;
    small.size < line.size * 0.9
        && small.right - small.left < line.size * 6.0
        && rise < line.size * 0.65
        && rise > -line.size * 0.4
        && near
}
