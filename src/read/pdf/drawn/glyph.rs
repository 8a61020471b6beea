//! A glyph on its page, and what is drawn beside it.

/// The look of a glyph: its font is bold.
pub(in crate::read::pdf) const BOLD: u8 = 1;
/// Its font is italic.
pub(in crate::read::pdf) const ITALIC: u8 = 2;
/// It is raised: by its font, or by the text rise.
pub(in crate::read::pdf) const RAISED: u8 = 4;
/// It is lowered.
pub(in crate::read::pdf) const LOWERED: u8 = 8;
/// It is not drawn, as the words of a scan are not.
pub(in crate::read::pdf) const HIDDEN: u8 = 16;
/// It stands in a drawing.
pub(in crate::read::pdf) const DRAWN: u8 = 32;
/// All letters of its font are as wide as one another.
pub(in crate::read::pdf) const FIXED: u8 = 64;

/// A letter on its page. Lengths are points, along the lines of its page and across them, from the
/// upper left corner of what is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read::pdf) struct Glyph {
    /// The letter; a blank has no ink.
    pub(in crate::read::pdf) letter: char,
    pub(in crate::read::pdf) left: f32,
    pub(in crate::read::pdf) right: f32,
    pub(in crate::read::pdf) baseline: f32,
    pub(in crate::read::pdf) size: f32,
    /// How it looks.
    pub(in crate::read::pdf) look: u8,
    /// The number of the marked content it is of, from 1; 0 where it is of none.
    pub(in crate::read::pdf) marked: u32,
}

/// A thin line across a page, drawn or filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read::pdf) struct Rule {
    pub(in crate::read::pdf) left: f32,
    pub(in crate::read::pdf) right: f32,
    pub(in crate::read::pdf) y: f32,
}

/// The glyphs of a page that are set in one direction.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Layer {
    /// The direction, in degrees clockwise from that of the page as it is read.
    pub(in crate::read::pdf) turn: i16,
    /// The glyphs, in the order they are drawn.
    pub(in crate::read::pdf) glyphs: Vec<Glyph>,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(in crate::read::pdf) struct Drawn {
    /// Its glyphs, those of the most usual direction first.
    pub(in crate::read::pdf) layers: Vec<Layer>,
    /// Its rules.
    pub(in crate::read::pdf) rules: Vec<Rule>,
    /// Whether some of it was left out: it has more on it than any page.
    pub(in crate::read::pdf) cut: bool,
}
