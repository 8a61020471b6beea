//! A line as it is written: its letters with blanks between words, and how each looks.

use crate::read::pdf::drawn::accent;
use crate::read::pdf::drawn::glyph::{BOLD, DRAWN, FIXED, Glyph, HIDDEN, ITALIC, LOWERED, RAISED};
use crate::read::pdf::page::lines::Line;
use crate::read::pdf::page::runs::Run;

/// The gap that parts two words, in ems: TeX sets no blanks, and its narrowest is as wide.
const BLANK: f32 = 0.12;

/// Letters that are a word in no language of Latin script.
const WORDLESS: [char; 13] = ['B', 'C', 'D', 'F', 'G', 'H', 'J', 'L', 'M', 'N', 'P', 'R', 'T'];

/// The letters of a line.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Words {
    pub(in crate::read::pdf) text: String,
    /// A cell for each letter of the text, blanks among them.
    pub(in crate::read::pdf) cells: Vec<Cell>,
}

/// A letter of a line.
#[derive(Clone, Copy, Debug)]
pub(in crate::read::pdf) struct Cell {
    /// Where it begins in the text.
    pub(in crate::read::pdf) at: usize,
    /// How it looks: [`RAISED`] and [`LOWERED`] as it stands in its line.
    pub(in crate::read::pdf) look: u8,
    /// The number of the marked content it is of.
    pub(in crate::read::pdf) marked: u32,
    /// Its edges, across the page.
    pub(in crate::read::pdf) left: f32,
    pub(in crate::read::pdf) right: f32,
    pub(in crate::read::pdf) baseline: f32,
    size: f32,
}

impl Cell {
    /// The middle of its letter, as far as small letters go.
    pub(in crate::read::pdf) fn middle(&self) -> (f32, f32) {
        ((self.left + self.right) / 2.0, self.baseline - self.size * 0.25)
    }
}

impl Words {
    /// The stretches of the text whose letters are alike in something, from where to where, without
    /// blanks around them.
    pub(in crate::read::pdf) fn stretches<T: PartialEq>(
        &self,
        what: impl Fn(usize) -> Option<T>,
    ) -> Vec<(usize, usize, T)> {
        let mut found: Vec<(usize, usize, T)> = Vec::new();
        let mut goes_on = false;
        for (at, cell) in self.cells.iter().enumerate() {
            let end = self.cells.get(at + 1).map_or(self.text.len(), |next| next.at);
            if self.text[cell.at..end] == *" " {
                continue;
            }
            let Some(it) = what(at) else {
                goes_on = false;
                continue;
            };
            match found.last_mut() {
                Some(last) if goes_on && last.2 == it => last.1 = end,
                _ => found.push((cell.at, end, it)),
            }
            goes_on = true;
        }
        found
    }

    /// Writes a line, taking the place of what was written before.
    pub(in crate::read::pdf) fn write(&mut self, line: &Line, runs: &[Run], glyphs: &[Glyph]) {
        self.text.clear();
        self.cells.clear();
        let mut edge = f32::MIN;
        for &at in &line.runs {
            let letters = &glyphs[runs[at].glyphs.clone()];
            let again = runs[at].left < edge - line.size * 0.1;
            self.run(letters, line, again);
            edge = edge.max(runs[at].right);
        }
    }

    /// Writes a run; `again` is whether it stands over what is written already.
    fn run(&mut self, letters: &[Glyph], line: &Line, again: bool) {
        let widest = widest_gap(letters);
        let mut last: Option<Glyph> = None;
        let mut blank = !self.text.is_empty() && self.is_apart(&letters[0], line);
        let mut letters = letters.iter().peekable();
        while let Some(glyph) = letters.next() {
            if glyph.letter == ' ' {
                blank = true;
                continue;
            }
            if again && self.has(glyph) {
                continue;
            }
            let mut glyph = *glyph;
            if let Some(next) = letters.peek()
                && let Some(letter) = accent::composed(&glyph, next)
            {
                let base = if accent::is_one(glyph.letter) { **next } else { glyph };
                glyph = Glyph { letter, ..base };
                letters.next();
            }
            if let Some(last) = last {
                let size = glyph.size.max(last.size);
                blank |= glyph.left - last.right > (size * BLANK).max(widest);
            }
            if blank && !self.text.is_empty() {
                self.push(' ', &glyph, line);
            }
            self.push(glyph.letter, &glyph, line);
            blank = false;
            last = Some(glyph);
        }
    }

    /// Whether a run that begins with `first` is parted by a blank from what is written.
    fn is_apart(&self, first: &Glyph, line: &Line) -> bool {
        let Some(last) = self.cells.last() else { return true };
        let last = match last.size > line.size * 1.7 {
            // The letter that begins a chapter stands a little off; farther, if it is no word itself.
            true if self.text.ends_with(WORDLESS) => last.right + line.size * BLANK * 4.0,
            true => last.right + line.size * BLANK * 2.0,
            false => last.right,
        };
        first.left - last > line.size.min(first.size * 1.5) * BLANK
    }

    /// Whether the same letter is written in the same place, as where type is made bold by setting
    /// it twice.
    fn has(&self, glyph: &Glyph) -> bool {
        let near = self.cells.iter().rev().take(256);
        let mut same = near.filter(|cell| {
            (cell.left - glyph.left).abs() < glyph.size * 0.12
                && (cell.baseline - glyph.baseline).abs() < glyph.size * 0.12
        });
        same.any(|cell| self.text[cell.at..].starts_with(glyph.letter))
    }

    fn push(&mut self, letter: char, glyph: &Glyph, line: &Line) {
        let smaller = glyph.size < line.size * 0.95;
        let rise = line.baseline - glyph.baseline;
        let place = match () {
            () if glyph.look & RAISED != 0 => RAISED,
            () if smaller && rise > line.size * 0.12 => RAISED,
            () if smaller && rise < -line.size * 0.06 => LOWERED,
            () => 0,
        };
        let look = glyph.look & (BOLD | ITALIC | HIDDEN | DRAWN | FIXED) | place;
        // A hyphen is soft where its line ends; elsewhere it is one that is seen.
        if self.text.ends_with('\u{ad}') {
            self.text.pop();
            self.text.push('-');
        }
        let at = self.text.len();
        self.text.push(letter);
        let Glyph { left, right, baseline, size, marked, .. } = *glyph;
        self.cells.push(Cell { at, look, marked, left, right, baseline, size });
    }
}

/// The widest gap between letters of a run that is set wide throughout, for which every gap would be
/// one between words: letters spaced out, as heads and emphasised words are. 0 elsewhere.
fn widest_gap(letters: &[Glyph]) -> f32 {
    let gap = |pair: &[Glyph]| pair[1].left - pair[0].right;
    let pairs = letters.windows(2).filter(|pair| pair.iter().all(|it| it.letter.is_alphabetic()));
    let wide = pairs.clone().filter(|pair| gap(pair) > pair[1].size * BLANK).count();
    let all = pairs.clone().count();
    if all < 4 || wide * 10 < all * 7 {
        return 0.0;
    }
    let mut gaps: Vec<f32> = pairs.map(gap).collect();
    gaps.sort_by(f32::total_cmp);
    gaps[gaps.len() / 2] * 1.6
}
