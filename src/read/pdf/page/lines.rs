//! Runs → lines: what stands on one baseline, and what is raised from it, from left to right.

use crate::read::pdf::page::part::Part;
use crate::read::pdf::page::runs::Run;

/// A line of a part of a page.
#[derive(Clone, Debug)]
pub(in crate::read::pdf) struct Line {
    /// Its runs, from left to right.
    pub(in crate::read::pdf) runs: Vec<usize>,
    pub(in crate::read::pdf) left: f32,
    pub(in crate::read::pdf) right: f32,
    /// The baseline and size of its widest run.
    pub(in crate::read::pdf) baseline: f32,
    pub(in crate::read::pdf) size: f32,
    /// How wide that run is.
    pub(in crate::read::pdf) width: f32,
}

/// The lines of a part, from the top down.
pub(in crate::read::pdf) fn of(runs: &[Run], part: &Part) -> Vec<Line> {
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
    raise(&mut lines, runs);
    drop_initials(&mut lines, runs);
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

/// How much larger than its line a letter is that begins a chapter, going down over several lines.
const INITIAL: f32 = 1.7;

/// How many such letters a part of a page has at most.
const INITIALS: usize = 16;

/// Puts letters that go down over several lines into the first of them, whose word they begin.
fn drop_initials(lines: &mut Vec<Line>, runs: &[Run]) {
    let (mut at, mut left) = (0, INITIALS);
    while at < lines.len() && left > 0 {
        let line = &lines[at];
        // By itself, or on the baseline of the last of its lines.
        let alone = line.runs.len() == 1;
        let size = if alone { 0.0 } else { line.size };
        let initial = line.runs.iter().copied().find(|&run| {
            let run = &runs[run];
            run.glyphs.len() <= 2 && run.size > size * INITIAL && run.left <= line.left + 0.5
        });
        let top = initial.and_then(|run| Some((run, first_beside(lines, at, &runs[run])?)));
        let Some((run, first)) = top.filter(|&(_, first)| first != at) else {
            at += 1;
            continue;
        };
        left -= 1;
        lines[first].runs.push(run);
        // The lines beside the letter are set in for its sake, and begin no paragraphs.
        for line in lines[first..].iter_mut().filter(|line| is_beside(line, &runs[run])) {
            line.left = line.left.min(runs[run].left);
        }
        lines[first].left = lines[first].left.min(runs[run].left);
        if alone {
            lines.remove(at);
            continue;
        }
        lines[at].runs.retain(|&other| other != run);
        at += 1;
    }
}

/// The first of the lines that stand beside a large letter, on its right, if there are two at least;
/// `at` is the line the letter is in.
fn first_beside(lines: &[Line], at: usize, initial: &Run) -> Option<usize> {
    let near = at.saturating_sub(8)..(at + 8).min(lines.len());
    let mut beside = near.filter(|&other| {
        let line = &lines[other];
        let own = other == at && line.right > initial.right - line.size * 0.3;
        own && is_level(line, initial) || other != at && is_beside(line, initial)
    });
    let first = beside.next()?;
    beside.next().map(|_| first)
}

/// Whether a line stands on the right of a large letter.
fn is_beside(line: &Line, initial: &Run) -> bool {
    is_level(line, initial) && line.left > initial.right - line.size * 0.3
}

/// Whether a line of smaller type has a height that a large letter goes down over, and begins no
/// farther right than beside it.
fn is_level(line: &Line, initial: &Run) -> bool {
    line.baseline > initial.baseline - initial.size * 0.8
        && line.baseline < initial.baseline + line.size * 0.3
        && line.left < initial.right + line.size * 1.5
        && initial.size > line.size * INITIAL
}

/// Puts small type that stands a little above or below a line, and close to its words, into it:
/// raised figures and lowered ones.
fn raise(lines: &mut Vec<Line>, runs: &[Run]) {
    lines.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut taken = vec![false; lines.len()];
    for at in 0..lines.len() {
        let small = &lines[at];
        let near = [at.checked_sub(2), at.checked_sub(1), Some(at + 1), Some(at + 2)];
        let found = near
            .into_iter()
            .flatten()
            .filter(|&other| {
                other < lines.len() && !taken[other] && bears(&lines[other], small, runs)
            })
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

/// Whether `small` is raised from `line`, or lowered: all of its runs, of which each may be the label of
/// another note where notes are run in, or of another name.
fn bears(line: &Line, small: &Line, runs: &[Run]) -> bool {
    let rise = line.baseline - small.baseline;
    let near = |run: &Run| {
        run.left < line.right + line.size * 0.6
            && run.right > line.left - line.size * 1.6
            && run.right - run.left < line.size * 6.0
    };
    // A letter that goes down over several lines bears none of them.
    small.size < line.size * 0.9
        && small.size > line.size * 0.4
        && small.right - small.left < line.right - line.left
        && rise < line.size * 0.65
        && rise > -line.size * 0.4
        && small.runs.iter().all(|&run| near(&runs[run]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(left: f32, right: f32, baseline: f32, size: f32) -> Run {
        Run { glyphs: 0..1, left, right, baseline, size }
    }

    #[test]
    fn lines_beside_a_large_letter_begin_where_it_does() {
        let runs = [
            run(62.0, 248.0, 572.0, 10.0),
            run(38.0, 58.0, 584.0, 30.0),
            run(62.0, 248.0, 584.0, 10.0),
            run(38.0, 248.0, 596.0, 10.0),
        ];
        let lines = of(&runs, &vec![0, 1, 2, 3]);
        let found: Vec<(&[usize], f32)> =
            lines.iter().map(|line| (&line.runs[..], line.left)).collect();
        let expected: [(&[usize], f32); 3] = [(&[1, 0], 38.0), (&[2], 38.0), (&[3], 38.0)];
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_that_stand_far_apart_are_raised_each_from_its_words() {
        let runs = [
            run(50.0, 54.0, 96.0, 6.0),
            run(56.0, 180.0, 100.0, 8.0),
            run(200.0, 204.0, 96.0, 6.0),
            run(206.0, 330.0, 100.0, 8.0),
        ];
        let lines = of(&runs, &vec![0, 2, 1, 3]);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].runs, [0, 1, 2, 3]);
    }
}
