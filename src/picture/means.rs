//! Means: how a terminal can show a picture, and how large it stands there.

use super::scale::fitting;

/// The pixels of a cell, its width and height, where a terminal does not say.
pub const CELL: (u16, u16) = (8, 16);

/// How many pixels a picture in sixels has at most in either direction: what xterm takes where nobody
/// has set it otherwise (`maxGraphicSize`).
const SIXELS: u32 = 1000;

/// How a terminal shows pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// In cells, each of which shows two pixels, one above the other (U+2580).
    Blocks {
        /// Whether every colour can be shown, as against 256.
        all_colours: bool,
    },
    /// As pixels in front of its cells, which have this width and height in pixels each.
    Pixels(Protocol, (u16, u16)),
}

/// How pixels are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// kitty's graphics protocol.
    Kitty,
    /// iTerm2's inline images.
    Iterm,
    /// Sixels (DEC, VT340).
    Sixel,
}

/// How a picture stands in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// Its columns.
    pub columns: u16,
    /// Its rows.
    pub rows: u16,
    /// Its width and height in pixels as it is shown.
    pub pixels: (u32, u32),
}

impl Means {
    /// How a picture of a width and height in pixels stands in so many columns and rows.
    pub fn fit(self, size: (u32, u32), (columns, rows): (u16, u16)) -> Fitted {
        let (wide, high) = match self {
            Self::Blocks { .. } => (1, 2),
            Self::Pixels(_, (wide, high)) => (u32::from(wide.max(1)), u32::from(high.max(1))),
        };
        let most = match self {
            Self::Pixels(Protocol::Sixel, _) => SIXELS,
            _ => u32::MAX,
        };
        let room = (u32::from(columns) * wide, u32::from(rows) * high);
        let pixels = fitting(size, (room.0.min(most), room.1.min(most)));
        let cells = |pixels: u32, of: u32, most: u16| {
            u16::try_from(pixels.div_ceil(of)).unwrap_or(most).min(most)
        };
        Fitted {
            columns: cells(pixels.0, wide, columns),
            rows: cells(pixels.1, high, rows),
            pixels,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_takes_the_cells_it_needs() {
        let fit = |means: Means, size| {
            let Fitted { columns, rows, pixels } = means.fit(size, (80, 22));
            (columns, rows, pixels)
        };
        let blocks = Means::Blocks { all_colours: true };
        assert_eq!(fit(blocks, (640, 480)), (59, 22, (59, 44)));
        assert_eq!(fit(blocks, (7, 5)), (7, 3, (7, 5)));
        let kitty = Means::Pixels(Protocol::Kitty, (10, 20));
        assert_eq!(fit(kitty, (640, 480)), (59, 22, (587, 440)));
        assert_eq!(fit(kitty, (15, 15)), (2, 1, (15, 15)));
        let sixel = Means::Pixels(Protocol::Sixel, (20, 60));
        assert_eq!(fit(sixel, (5000, 5000)), (50, 17, (1000, 1000)));
        assert_eq!(fit(Means::Pixels(Protocol::Iterm, (0, 0)), (9, 9)), (9, 9, (9, 9)));
    }
}
