//! Pages → blocks of lines, each line with how it stood.

use std::collections::HashMap;

use super::columns::Gutters;
use super::glyph::{BOLD, DRAWN, Drawn, HIDDEN, ITALIC, LOWERED, Layer, RAISED, Rule};
use super::lines::{self, Line};
use super::runs::{self, Run};
use super::words::Words;
use crate::doc::{Builder, Geometry, Kind, MarkKind};

/// Writes pages, one after the other.
#[derive(Default)]
pub(super) struct Pages {
    pub(super) to: Builder,
    gutters: Gutters,
    /// How far apart lines of a size stand: the size in half points, the distance in points.
    pitches: HashMap<i32, f32>,
    words: Words,
    /// The labels of the pages that began since the last word.
    begun: Vec<Option<String>>,
    /// How many letters were written.
    pub(super) letters: usize,
}

/// A page that is written.
struct Sheet<'d> {
    number: u32,
    drawn: &'d Drawn,
    /// Whether its words were recognised and not set: their sizes are guessed.
    scanned: bool,
}

impl Pages {
    /// Writes page number `number`, from 0.
    pub(super) fn page(&mut self, number: u32, label: Option<String>, drawn: &Drawn) {
        self.begun.push(label);
        let mut count = (0, 0);
        for glyph in drawn.layers.iter().flat_map(|layer| &layer.glyphs) {
            count.0 += usize::from(glyph.look & HIDDEN != 0);
            count.1 += 1;
        }
        let sheet = Sheet { number, drawn, scanned: count.0 * 2 > count.1 };
        for (index, layer) in drawn.layers.iter().enumerate() {
            self.layer(&sheet, layer, index == 0);
        }
    }

    /// Writes what is set in one direction; `main` is whether it is the most usual one of its page.
    fn layer(&mut self, sheet: &Sheet<'_>, layer: &Layer, main: bool) {
        let runs = runs::of(layer);
        let mut aside = Gutters::default();
        let gutters = if main { &mut self.gutters } else { &mut aside };
        let parts = gutters.parts(&runs);
        let parts: Vec<Vec<Line>> = parts.iter().map(|part| lines::of(&runs, part)).collect();
        let columns: Vec<u8> = parts
            .iter()
            .map(|part| {
                let left = part.iter().map(|line| line.left).fold(f32::MAX, f32::min);
                gutters.column(left)
            })
            .collect();
        self.learn(&parts);
        for (lines, column) in parts.iter().zip(columns) {
            for (at, line) in lines.iter().enumerate() {
                self.words.write(line, &runs, &layer.glyphs);
                if self.words.text.is_empty() {
                    continue;
                }
                let above = at.checked_sub(1).map(|at| &lines[at]);
                self.open(sheet, above, line);
                let rules: &[Rule] = if layer.turn == 0 { &sheet.drawn.rules } else { &[] };
                let mut geometry = self.geometry(sheet.number, column, line, &runs);
                geometry.ruled = is_ruled(line, above, rules);
                geometry.turned = !main;
                self.line(geometry);
            }
            self.to.close_block();
        }
    }

    /// Opens a block for a line, or goes on in the one that is open.
    fn open(&mut self, sheet: &Sheet<'_>, above: Option<&Line>, line: &Line) {
        let goes_on = above.is_some_and(|above| {
            let gap = line.baseline - above.baseline;
            let size = line.size.max(above.size);
            let usual =
                self.pitches.get(&class(line.size)).or(self.pitches.get(&class(above.size)));
            let usual = usual.copied().unwrap_or(size * 1.2);
            let change = (line.size - above.size).abs() / size;
            gap < usual * 1.22 + 0.3 && (change < 0.08 || sheet.scanned && change < 0.35)
        });
        if goes_on && self.to.in_block() {
            self.to.text("\n");
        } else {
            self.to.open_block(Kind::Verse);
        }
        for number in self.begun.drain(..) {
            let mark = self.to.open_mark(MarkKind::Page { number: number.map(Into::into) });
            self.to.close_mark(mark);
        }
    }

    /// Writes the line that was written to `words`.
    fn line(&mut self, geometry: Geometry) {
        self.to.set_line(geometry);
        let start = self.to.here();
        self.to.text(&self.words.text);
        self.letters += self.words.cells.len();
        for (look, kind) in [
            (BOLD, MarkKind::Strong),
            (ITALIC, MarkKind::Emphasis),
            (RAISED, MarkKind::Superscript),
            (LOWERED, MarkKind::Subscript),
        ] {
            for (from, to) in self.stretches(look) {
                self.to.mark_from(start + from, start + to, kind.clone());
            }
        }
    }

    /// The stretches of the line whose letters have a look, without blanks around them.
    fn stretches(&self, look: u8) -> Vec<(usize, usize)> {
        let Words { text, cells } = &self.words;
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut open: Option<(usize, usize)> = None;
        for (at, cell) in cells.iter().enumerate() {
            let end = cells.get(at + 1).map_or(text.len(), |next| next.at);
            if text[cell.at..end] == *" " {
                continue;
            }
            if cell.look & look != 0 {
                open = Some((open.map_or(cell.at, |open| open.0), end));
            } else {
                found.extend(open.take());
            }
        }
        found.extend(open);
        found
    }

    /// How a line stands.
    fn geometry(&self, page: u32, column: u8, line: &Line, runs: &[Run]) -> Geometry {
        let cells = &self.words.cells;
        let most =
            |look: u8| cells.iter().filter(|it| it.look & look != 0).count() * 2 > cells.len();
        let tenths = |points: f32| (points * 10.0).round() as i32;
        let right = line.runs.iter().map(|&at| runs[at].right).fold(f32::MIN, f32::max);
        Geometry {
            place: 0,
            page,
            column,
            left: tenths(line.left),
            right: tenths(right),
            baseline: tenths(line.baseline),
            size: tenths(line.size),
            bold: most(BOLD),
            italic: most(ITALIC),
            drawn: most(DRAWN),
            ..Geometry::default()
        }
    }

    /// Learns how far apart the lines of each size stand.
    fn learn(&mut self, parts: &[Vec<Line>]) {
        let mut found: HashMap<i32, Vec<f32>> = HashMap::new();
        for pair in parts.iter().flat_map(|lines| lines.windows(2)) {
            let (above, line) = (&pair[0], &pair[1]);
            let gap = line.baseline - above.baseline;
            if class(above.size) == class(line.size)
                && gap > line.size * 0.8
                && gap < line.size * 2.5
            {
                found.entry(class(line.size)).or_default().push(gap);
            }
        }
        for (size, mut gaps) in found {
            if gaps.len() >= 3 {
                gaps.sort_by(f32::total_cmp);
                self.pitches.insert(size, gaps[gaps.len() / 2]);
            }
        }
    }
}

/// The class of a size: half points.
fn class(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// Whether a rule is drawn above a line, with no words between: one that begins no farther right than
/// the line ends. One right under the words above underlines them.
fn is_ruled(line: &Line, above: Option<&Line>, rules: &[Rule]) -> bool {
    let top = line.baseline - line.size * 0.5;
    let floor = above.map_or(top - line.size * 2.5, |above| above.baseline);
    rules.iter().any(|rule| {
        let underlines = above.is_some_and(|above| {
            rule.y - above.baseline < above.size * 0.25
                && rule.left >= above.left - 1.0
                && rule.right <= above.right + 1.0
        });
        rule.y < top
            && rule.y > floor.max(top - line.size * 2.5)
            && rule.left < line.right
            && rule.right > line.left - line.size
            && !underlines
    })
}
