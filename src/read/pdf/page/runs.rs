//! Letters → runs: what is set one after the other on a line, with the figures raised at it and the
//! accents over it.

use std::ops::Range;

use crate::read::pdf::drawn::accent;
use crate::read::pdf::drawn::glyph::{Glyph, Layer};

/// Letters that stand side by side, in the order they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::read::pdf) struct Run {
    /// Its letters among those of its layer.
    pub(in crate::read::pdf) glyphs: Range<usize>,
    pub(in crate::read::pdf) left: f32,
    pub(in crate::read::pdf) right: f32,
    /// The baseline and the size of the most of it, by width.
    pub(in crate::read::pdf) baseline: f32,
    pub(in crate::read::pdf) size: f32,
}

/// How far apart two letters of a run stand at most, in ems: more than a blank between words has in
/// all but the worst lines; columns stand farther apart.
const APART: f32 = 0.7;

/// The same where the type is set in another size: a margin may begin as close as that.
const OTHER_SIZE_APART: f32 = 0.5;

/// Parts the letters of a page into runs. Blanks at the ends of runs are left out.
pub(in crate::read::pdf) fn of(layer: &Layer) -> Vec<Run> {
    let glyphs = &layer.glyphs;
    let mut runs = Vec::new();
    let mut begin = 0;
    let mut shape = Shape::default();
    for at in 0..glyphs.len() {
        if at > begin && !shape.goes_on(&glyphs[at - 1], &glyphs[at]) {
            runs.extend(run(glyphs, begin..at));
            begin = at;
            shape = Shape::default();
        }
        shape.add(&glyphs[at]);
    }
    runs.extend(run(glyphs, begin..glyphs.len()));
    runs
}

/// The baseline and size of what is set in the largest type so far.
#[derive(Default)]
struct Shape {
    baseline: f32,
    size: f32,
}

impl Shape {
    fn add(&mut self, glyph: &Glyph) {
        if glyph.letter != ' ' && glyph.size > self.size * 1.05 {
            self.size = glyph.size;
            self.baseline = glyph.baseline;
        }
    }

    /// Whether `next` goes on where `last` ends.
    fn goes_on(&self, last: &Glyph, next: &Glyph) -> bool {
        let size = self.size.max(next.size);
        let gap = next.left - last.right;
        let drop = (next.baseline - last.baseline).abs();
        if accent::is_one(last.letter) || accent::is_one(next.letter) {
            let over = next.left < last.right && last.left < next.right;
            if over && drop < size * 0.7 {
                return true;
            }
        }
        let level = drop <= size * 0.05 || (next.baseline - self.baseline).abs() <= size * 0.05;
        if level {
            let other = (next.size - last.size).abs() > size * 0.05;
            let apart = if other { OTHER_SIZE_APART } else { APART };
            return gap > -size * 0.35 && gap < size * apart;
        }
        // What is raised or lowered stands close, and is smaller than what it is raised from.
        // What goes down over several lines is no letter of the one beside it.
        let smaller = next.size < self.size * 0.95 || last.size < size * 0.95;
        let smaller = smaller && next.size.min(last.size) > size * 0.4;
        smaller && drop < size * 0.75 && gap > -size * 0.35 && gap < size * 0.5
    }
}

/// The run of some letters, if any of them has ink.
fn run(glyphs: &[Glyph], range: Range<usize>) -> Option<Run> {
    let ink = |glyph: &Glyph| glyph.letter != ' ';
    let begin = range.start + glyphs[range.clone()].iter().position(ink)?;
    let end = range.start + glyphs[range].iter().rposition(ink)? + 1;
    let letters = &glyphs[begin..end];
    let left = letters.iter().map(|glyph| glyph.left).fold(f32::MAX, f32::min);
    let right = letters.iter().map(|glyph| glyph.right).fold(f32::MIN, f32::max);
    let (baseline, size) = most(letters);
    Some(Run { glyphs: begin..end, left, right, baseline, size })
}

/// The baseline and the size that most of some letters have, by width; of two that are nearly as
/// wide, those of the larger type.
fn most(letters: &[Glyph]) -> (f32, f32) {
    let mut found: Vec<(f32, f32, f32)> = Vec::new();
    for glyph in letters.iter().filter(|glyph| glyph.letter != ' ') {
        let same = |it: &&mut (f32, f32, f32)| {
            (it.0 - glyph.baseline).abs() < 0.05 * glyph.size && (it.1 - glyph.size).abs() < 0.1
        };
        // Wide letters weigh by their width, and those of no width a little.
        let width = (glyph.right - glyph.left).max(0.01);
        if let Some(it) = found.iter_mut().find(same) {
            it.2 += width;
        } else if found.len() < 16 {
            found.push((glyph.baseline, glyph.size, width));
        }
    }
    let weight = |it: &(f32, f32, f32)| it.2 * it.1 * it.1;
    let most = found.iter().copied().max_by(|a, b| weight(a).total_cmp(&weight(b)));
    most.map_or((0.0, 0.0), |(baseline, size, _)| (baseline, size))
}
