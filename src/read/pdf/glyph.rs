//! A glyph on its page, and what is drawn beside it.

/// The look of a glyph: its font is bold.
pub(super) const BOLD: u8 = 1;
/// Its font is italic.
pub(super) const ITALIC: u8 = 2;
/// It is raised: by its font, or by the text rise.
pub(super) const RAISED: u8 = 4;
/// It is lowered.
pub(super) const LOWERED: u8 = 8;
/// It is not drawn, as the words of a scan are not.
pub(super) const HIDDEN: u8 = 16;
/// It stands in a drawing.
pub(super) const DRAWN: u8 = 32;

/// A letter on its page. Lengths are points, along the lines of its page and across them, from the
/// upper left corner of what is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// The letter; a blank has no ink.
    pub(super) letter: char,
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) baseline: f32,
    pub(super) size: f32,
    /// How it looks.
    pub(super) look: u8,
    /// The number of the marked content it is of, from 1; 0 where it is of none.
    pub(super) marked: u32,
}

/// A thin line across a page, drawn or filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
}

/// The glyphs of a page that are set in one direction.
#[derive(Debug, Default)]
pub(super) struct Layer {
    /// The direction, in degrees clockwise from that of the page as it is read.
    pub(super) turn: i16,
    /// The glyphs, in the order they are drawn.
    pub(super) glyphs: Vec<Glyph>,
}

/// What is drawn on a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Its glyphs, those of the most usual direction first.
    pub(super) layers: Vec<Layer>,
    /// Its rules.
    pub(super) rules: Vec<Rule>,
    /// Whether some of it was left out: it has more on it than any page.
    pub(super) cut: bool,
}
