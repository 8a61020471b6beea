//! Pages that were scanned a little askew: the words recognised on them lie on lines that rise or
//! fall.

use crate::read::pdf::drawn::glyph::Glyph;

/// How much lines rise at least to be set straight, and at most, as a share of their length: less does
/// no harm, and more is no skew.
const LEAST: f32 = 0.001;
const MOST: f32 = 0.12;

/// How many letters tell.
const ENOUGH: usize = 100;

/// Sets the letters of a page straight, which come in the order of its lines.
pub(in crate::read::pdf) fn straighten(glyphs: &mut [Glyph]) {
    let slope = slope(glyphs);
    if !(LEAST..MOST).contains(&slope.abs()) {
        return;
    }
    for glyph in glyphs {
        glyph.baseline -= slope * (glyph.left + glyph.right) / 2.0;
    }
}

/// How much the lines fall from left to right. What is raised rises and falls again, and counts for
/// nothing.
fn slope(glyphs: &[Glyph]) -> f32 {
    let (mut across, mut down, mut count) = (0.0f64, 0.0f64, 0);
    for pair in glyphs.windows(2) {
        let by = pair[1].left - pair[0].left;
        let fall = pair[1].baseline - pair[0].baseline;
        let size = pair[0].size.max(pair[1].size);
        // The next letter of a line, and not the first of the next.
        if by > 0.0 && by < size * 4.0 && fall.abs() < size * 0.5 {
            across += f64::from(by);
            down += f64::from(fall);
            count += 1;
        }
    }
    if count < ENOUGH { 0.0 } else { (down / across) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page whose lines fall by so much of their length.
    fn page(slope: f32) -> Vec<Glyph> {
        let at = |line: usize, letter: usize| {
            let left = 50.0 + letter as f32 * 5.0;
            let baseline = 100.0 + line as f32 * 14.0 + slope * left;
            Glyph { letter: 'a', left, right: left + 5.0, baseline, size: 10.0, look: 0, marked: 0 }
        };
        (0..20).flat_map(|line| (0..60).map(move |letter| at(line, letter))).collect()
    }

    #[test]
    fn lines_become_level() {
        for slope in [0.0, 0.03, -0.05] {
            let mut glyphs = page(slope);
            straighten(&mut glyphs);
            let first: Vec<f32> = glyphs[..60].iter().map(|glyph| glyph.baseline).collect();
            let spread = first.iter().fold(0f32, |most, it| most.max((it - first[0]).abs()));
            assert!(spread < 0.5, "{slope}: {spread}");
        }
    }
}
