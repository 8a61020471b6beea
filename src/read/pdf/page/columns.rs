//! The columns of a page, and the order in which its parts are read.
//!
//! A gutter is a strip nobody crosses for a while, with lines as long as their column on both sides.
//! What crosses it above and below is read before and after. Columns of a table have no long lines,
//! and the gap between two words no lines that keep it.

use crate::read::pdf::drawn::glyph::Glyph;
use crate::read::pdf::page::bylines;
use crate::read::pdf::page::margins;
use crate::read::pdf::page::part::{Part, usual_size};
use crate::read::pdf::page::runs::Run;

/// The lines that stand on each side of a gutter at least, and where the pages before have it too.
const LINES: usize = 6;
const KNOWN: usize = 2;

/// How wide a gutter is at least, in ems and in points.
const WIDE: (f32, f32) = (0.5, 5.0);

/// How wide the gap between two pages on one sheet is at least, in ems: so far apart stand no words of
/// one line, and two lines on one side tell as much as six.
const SHEET: f32 = 3.5;

/// How many runs of one height are looked at.
const LEVEL: usize = 64;

/// How often a part of a page is parted again.
const DEEP: usize = 12;

/// The parts of a page in the order they are read.
#[derive(Debug)]
pub(in crate::read::pdf) struct Parted {
    pub(in crate::read::pdf) parts: Vec<Part>,
    /// How many of them are of the text: the others are its margins.
    pub(in crate::read::pdf) text: usize,
}

impl Parted {
    /// Parts the authors that stand side by side in the text.
    pub(in crate::read::pdf) fn part_authors(&mut self, runs: &[Run], glyphs: &[Glyph]) {
        let margins = self.parts.split_off(self.text);
        let text = std::mem::take(&mut self.parts).into_iter();
        self.parts = text.flat_map(|part| bylines::parted(part, runs, glyphs)).collect();
        self.text = self.parts.len();
        self.parts.extend(margins);
    }
}

/// What is known of gutters from the pages before, and what this page adds: where the column after
/// each begins.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Gutters {
    /// Those of the pages so far.
    known: Vec<f32>,
    /// Those of the page that is read.
    here: Vec<f32>,
}

impl Gutters {
    /// The parts of a page in the order they are read; `set` is whether it was set and not scanned, so
    /// that the sizes of its type tell what stands in its margins.
    pub(in crate::read::pdf) fn parts(&mut self, runs: &[Run], set: bool) -> Parted {
        self.here.clear();
        let mut all: Part = (0..runs.len()).collect();
        all.sort_by(|&a, &b| runs[a].baseline.total_cmp(&runs[b].baseline));
        let margins = if set { margins::take(runs, &mut all) } else { Default::default() };
        let mut parts = Vec::new();
        self.part(runs, all, DEEP, &mut parts);
        for &x in &self.here {
            if self.known.len() < 16 && !self.known.iter().any(|&known| (known - x).abs() < 4.0) {
                self.known.push(x);
            }
        }
        let text = parts.len();
        parts.extend(margins.into_iter().filter(|margin| !margin.is_empty()));
        Parted { parts, text }
    }

    /// The column that margins are, which are read after all of the text.
    pub(in crate::read::pdf) fn margin(&self) -> u8 {
        self.here.len().saturating_add(1).min(255) as u8
    }

    /// The column that what begins at `left` stands in.
    pub(in crate::read::pdf) fn column(&self, left: f32) -> u8 {
        self.here.iter().filter(|&&x| x - 3.0 <= left).count().min(255) as u8
    }

    fn part(&mut self, runs: &[Run], region: Part, depth: usize, to: &mut Vec<Part>) {
        let found = if depth == 0 { None } else { gutter(runs, &region, &self.known) };
        let Some(found) = found else {
            if !region.is_empty() {
                to.push(region);
            }
            return;
        };
        if !self.here.iter().any(|&x| (x - found.x).abs() < 8.0) {
            self.here.push(found.x);
        }
        let (mut above, mut left, mut right, mut below) = (vec![], vec![], vec![], vec![]);
        for at in region {
            let run = &runs[at];
            match () {
                () if run.baseline < found.top => above.push(at),
                () if run.baseline > found.bottom => below.push(at),
                () if run.left >= found.x - 1.0 => right.push(at),
                () => left.push(at),
            }
        }
        for part in [above, left, right, below] {
            self.part(runs, part, depth - 1, to);
        }
    }
}

/// A gutter that was found.
#[derive(Clone, Copy, Debug)]
struct Found {
    /// Where the column after it begins.
    x: f32,
    /// The baselines of the first and the last line beside it.
    top: f32,
    bottom: f32,
    /// How many lines stand beside it.
    lines: usize,
}

/// The gutter of a region with most lines beside it. Its runs are sorted by their baselines.
fn gutter(runs: &[Run], region: &[usize], known: &[f32]) -> Option<Found> {
    if region.len() < KNOWN * 2 {
        return None;
    }
    let size = usual_size(runs, region);
    let wide = (size * WIDE.0).max(WIDE.1);
    let begins = region.iter().map(|&at| runs[at].left).fold(f32::MAX, f32::min);
    let mut best: Option<Found> = None;
    let edges = edges(runs, region, known, begins + 3.0 * size);
    for x in edges.into_iter().chain(beyond_space(runs, region, size * SHEET)) {
        let least = if known.iter().any(|it| (it - x).abs() < 4.0) { KNOWN } else { LINES };
        for band in bands(runs, region, x, wide) {
            let Some(found) = beside(runs, band, x, wide, size, least) else { continue };
            if best.is_none_or(|best| found.lines > best.lines) {
                best = Some(found);
            }
        }
    }
    best
}

/// The left edges that several runs share, and of those that stand close, the leftmost: what begins
/// a paragraph stands further in.
fn edges(runs: &[Run], region: &[usize], known: &[f32], after: f32) -> Vec<f32> {
    let mut lefts: Vec<f32> =
        region.iter().map(|&at| runs[at].left).filter(|&left| left > after).collect();
    lefts.sort_by(f32::total_cmp);
    let mut found = Vec::new();
    let mut at = 0;
    while at < lefts.len() {
        let from = lefts[at];
        let same = lefts[at..].iter().take_while(|&&left| left - from < 2.0).count();
        let is_known = known.iter().any(|it| (it - from).abs() < 4.0);
        if same >= 3 || is_known {
            found.push(from);
        }
        at += same;
    }
    // A page of tables has hundreds.
    found.truncate(48);
    found
}

/// Where the words begin after the widest strip of a region in which none stand, if it is as wide as
/// asked for: a page on a sheet may have but a line or two.
fn beyond_space(runs: &[Run], region: &[usize], wide: f32) -> Option<f32> {
    let mut sides: Vec<(f32, f32)> =
        region.iter().map(|&at| (runs[at].left, runs[at].right)).collect();
    sides.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut edge = sides.first()?.1;
    let mut widest: Option<(f32, f32)> = None;
    for (left, right) in sides {
        if left - edge > widest.map_or(wide, |widest| widest.0) {
            widest = Some((left - edge, left));
        }
        edge = edge.max(right);
    }
    widest.map(|widest| widest.1)
}

/// The stretches of a region in which no run crosses the strip before `x`.
fn bands<'r>(runs: &[Run], region: &'r [usize], x: f32, wide: f32) -> Vec<&'r [usize]> {
    let crosses = |at: &usize| {
        let run = &runs[*at];
        run.left < x - 0.5 && run.right > x - wide && !runs_over(runs, region, x, run)
    };
    region.split(crosses).filter(|band| band.len() >= KNOWN * 2).collect()
}

/// Whether a run that crosses into the column at `x` overprints a line of it: an address too long for
/// its column does, and what crosses columns on purpose has nothing beneath it.
fn runs_over(runs: &[Run], region: &[usize], x: f32, run: &Run) -> bool {
    let near = run.size * 0.4;
    let from = region.partition_point(|&at| runs[at].baseline < run.baseline - near);
    let level = region[from..].iter().map(|&at| &runs[at]);
    let mut level = level.take_while(|other| other.baseline < run.baseline + near).take(LEVEL);
    level.any(|other| other.left >= x - 1.0 && other.left < run.right && other.right > run.right)
}

/// The gutter before `x` in a band that nobody crosses, if what stands on its sides are columns.
fn beside(
    runs: &[Run],
    band: &[usize],
    x: f32,
    wide: f32,
    size: f32,
    least: usize,
) -> Option<Found> {
    let band = without_head(runs, band, size);
    let (left, right): (Vec<usize>, Vec<usize>) =
        band.iter().partition(|&&at| runs[at].left < x - 0.5);
    let (mut left, right) = (lines(runs, &left, size), lines(runs, &right, size));
    // What runs over into the next column is as wide as its own.
    left.iter_mut().for_each(|line| line.right = line.right.min(x - wide));
    let edge = left.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let known = least == KNOWN;
    let sheet = x - edge > size * SHEET && left.len().max(right.len()) >= LINES;
    let least = if sheet { KNOWN } else { least };
    if left.len() < least || right.len() < least {
        return None;
    }
    // Beside each other, not one after the other.
    let top = left[0].baseline.max(right[0].baseline);
    let bottom = left[left.len() - 1].baseline.min(right[right.len() - 1].baseline);
    let height = (least - 1) as f32 * size * 0.8;
    // A column of short lines is one of a table or of a program, unless pages before had it too.
    let share = if known { 0.55 } else { 0.75 };
    let prose = |side: &[Side]| is_prose(side, size * if sheet { 1.5 } else { 1.0 }, share);
    if bottom - top < height || !prose(&left) || !prose(&right) {
        return None;
    }
    let first = left[0].baseline.min(right[0].baseline);
    let last = left[left.len() - 1].baseline.max(right[right.len() - 1].baseline);
    let slack = size * 0.3;
    Some(Found { x, top: first - slack, bottom: last + slack, lines: left.len() + right.len() })
}

/// A band without the single lines at its ends that stand apart from it: running heads and folios
/// belong to no column.
fn without_head<'r>(runs: &[Run], band: &'r [usize], size: f32) -> &'r [usize] {
    let apart = |a: usize, b: usize| runs[b].baseline - runs[a].baseline > size * 1.9;
    let level = |a: usize, b: usize| (runs[b].baseline - runs[a].baseline).abs() < size * 0.4;
    let mut band = band;
    if let Some(&first) = band.first() {
        let end = band.iter().position(|&at| !level(first, at)).unwrap_or(band.len());
        if band.get(end).is_some_and(|&next| apart(first, next)) {
            band = &band[end..];
        }
    }
    if let Some(&last) = band.last() {
        let begin = band.iter().rposition(|&at| !level(at, last)).map_or(0, |at| at + 1);
        if begin > 0 && apart(band[begin - 1], last) && is_folio(runs, &band[begin..], size) {
            band = &band[..begin];
        }
    }
    band
}

/// Whether a last line is so short that no note says so little.
fn is_folio(runs: &[Run], line: &[usize], size: f32) -> bool {
    line.iter().map(|&at| runs[at].right - runs[at].left).sum::<f32>() < size * 4.0
}

/// A line of one side of a gutter.
struct Side {
    baseline: f32,
    left: f32,
    right: f32,
    /// How much of it is covered by words.
    covered: f32,
}

fn lines(runs: &[Run], side: &[usize], size: f32) -> Vec<Side> {
    let mut lines: Vec<Side> = Vec::new();
    for &at in side {
        let run = &runs[at];
        let width = run.right - run.left;
        match lines.last_mut() {
            Some(line) if run.baseline - line.baseline < size * 0.5 => {
                line.left = line.left.min(run.left);
                line.right = line.right.max(run.right);
                line.covered += width;
            }
            _ => lines.push(Side {
                baseline: run.baseline,
                left: run.left,
                right: run.right,
                covered: width,
            }),
        }
    }
    lines
}

/// Whether most lines of a side cover a share of its width: those of a table do not, and those of a
/// few words are no column.
fn is_prose(lines: &[Side], size: f32, share: f32) -> bool {
    let left = lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|line| line.right).fold(f32::MIN, f32::max);
    let width = right - left;
    let full = lines.iter().filter(|line| line.covered > width * share).count();
    width > size * 9.0 && full * 2 >= lines.len()
}
