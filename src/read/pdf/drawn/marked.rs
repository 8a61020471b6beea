//! Marked content: the parts of a page that the file has numbered, and what it says of their words
//! (PDF 32000-1, 14.6).

use crate::read::pdf::drawn::glyph::{Glyph, Layer};

/// The number of what is marked as no part of the text.
pub(in crate::read::pdf) const ARTIFACT: u32 = u32::MAX;

/// The longest text that stands for what is drawn: a ligature, a hyphen, a sign drawn as a picture.
const LONGEST: usize = 64;

/// The marks that are open.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Marked {
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    /// Its number, from 1, or that of what it stands in.
    number: u32,
    /// What the file says that it says, and how many glyphs each layer had before it.
    said: Option<(String, Vec<usize>)>,
}

impl Marked {
    /// How many are open.
    pub(in crate::read::pdf) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The number of what is drawn now.
    pub(in crate::read::pdf) fn number(&self) -> u32 {
        self.open.last().map_or(0, |open| open.number)
    }

    /// Begins one.
    pub(in crate::read::pdf) fn begin(
        &mut self,
        number: Option<u32>,
        said: Option<String>,
        layers: &[Layer],
    ) {
        let outer = self.number();
        let number = if outer == ARTIFACT { outer } else { number.unwrap_or(outer) };
        let said = said.filter(|said| said.chars().count() <= LONGEST);
        let said = said.map(|said| (said, layers.iter().map(|it| it.glyphs.len()).collect()));
        self.open.push(Open { number, said });
    }

    /// Ends the innermost one: what it says takes the place of its letters.
    pub(in crate::read::pdf) fn end(&mut self, layers: &mut [Layer]) {
        let Some((said, begun)) = self.open.pop().and_then(|open| open.said) else { return };
        let from = |at: usize| begun.get(at).copied().unwrap_or(0);
        let mut changed = (0..layers.len()).filter(|&at| layers[at].glyphs.len() > from(at));
        let (Some(at), None) = (changed.next(), changed.next()) else { return };
        say(&mut layers[at].glyphs, from(at), &said);
    }

    /// Ends all but so many.
    pub(in crate::read::pdf) fn end_all(&mut self, depth: usize, layers: &mut [Layer]) {
        while self.open.len() > depth {
            self.end(layers);
        }
    }
}

/// Sets `said` in the place of all glyphs from `from` on, if they stand on one line.
fn say(glyphs: &mut Vec<Glyph>, from: usize, said: &str) {
    let Some(&first) = glyphs.get(from) else { return };
    let drawn = &glyphs[from..];
    let one_line = drawn.iter().all(|it| (it.baseline - first.baseline).abs() < first.size);
    let (left, right) = drawn.iter().fold((first.left, first.right), |(left, right), glyph| {
        (left.min(glyph.left), right.max(glyph.right))
    });
    // Words of many lines under one text are better read as they are drawn.
    if !one_line {
        return;
    }
    glyphs.truncate(from);
    let letters: Vec<char> = said.chars().filter(|&c| c == '\u{ad}' || !c.is_control()).collect();
    let width = (right - left) / letters.len().max(1) as f32;
    for (number, &letter) in letters.iter().enumerate() {
        let left = left + width * number as f32;
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        glyphs.push(Glyph { letter, left, right: left + width, ..first });
    }
}
