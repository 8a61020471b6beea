//! The lines a page draws: rules that part notes from text, and how much else there is, which tells
//! a drawing from a text.

use crate::read::pdf::drawn::glyph::Rule;
use crate::read::pdf::drawn::matrix::{Matrix, around};
use crate::read::pdf::drawn::tokens::Tokens;

/// How thick a rule is at most, and how long at least, in points.
const THICK: f64 = 2.0;
const LONG: f64 = 18.0;

/// The most parts of a path that are looked at: what has more is no rule.
const PARTS: usize = 64;

/// The most rules of a page.
const RULES: usize = 4_000;

/// The path that is being drawn.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Path {
    /// The rules drawn so far.
    pub(in crate::read::pdf) rules: Vec<Rule>,
    /// How many lines and curves were drawn so far.
    pub(in crate::read::pdf) strokes: usize,
    /// The boxes of its parts: left, top, right, bottom.
    parts: Vec<[f64; 4]>,
    at: (f64, f64),
}

impl Path {
    /// Runs an operator, if it is one of paths.
    pub(in crate::read::pdf) fn run(
        &mut self,
        operator: &[u8],
        tokens: &Tokens<'_>,
        matrix: Matrix,
    ) {
        match operator {
            b"m" => {
                if let Some([x, y]) = tokens.numbers() {
                    self.at = matrix.point(x, y);
                }
            }
            b"l" => {
                let Some([x, y]) = tokens.numbers() else { return };
                let to = matrix.point(x, y);
                let from = std::mem::replace(&mut self.at, to);
                let (left, right) = (from.0.min(to.0), from.0.max(to.0));
                self.add([left, from.1.min(to.1), right, from.1.max(to.1)]);
            }
            b"re" => {
                if let Some([x, y, width, height]) = tokens.numbers() {
                    self.add(around(matrix, [x, y, x + width, y + height]));
                }
            }
            b"c" | b"v" | b"y" => {
                self.strokes += 1;
                if let Some([x, y]) = tokens.numbers() {
                    self.at = matrix.point(x, y);
                }
            }
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => self.paint(),
            b"n" => self.parts.clear(),
            _ => {}
        }
    }

    fn add(&mut self, part: [f64; 4]) {
        self.strokes += 1;
        if self.parts.len() <= PARTS {
            self.parts.push(part);
        }
    }

    fn paint(&mut self) {
        let few = self.parts.len() <= PARTS;
        for [left, top, right, bottom] in self.parts.drain(..) {
            let is_rule = bottom - top <= THICK && right - left >= LONG;
            if few && is_rule && self.rules.len() < RULES {
                let y = ((top + bottom) / 2.0) as f32;
                self.rules.push(Rule { left: left as f32, right: right as f32, y });
            }
        }
    }
}
