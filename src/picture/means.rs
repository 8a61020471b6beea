//! Means: how a terminal can show a picture, and how large it stands there.

use super::scale::fitting;

/// The pixels of a cell where a terminal does not say: it has about twice as many rows of them as
/// columns.
pub const CELL: (u16, u16) = (8, 16);

/// How a terminal shows pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// In cells, each of which shows two pixels, one above the other (U+2580).
    Blocks {
        /// Whether every colour can be shown, as against 256.
        all_colours: bool,
    },
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
        };
        let pixels = fitting(size, (u32::from(columns) * wide, u32::from(rows) * high));
        let cells =
            |pixels: u32, of: u32, most: u16| pixels.div_ceil(of).min(u32::from(most)) as u16;
        Fitted {
            columns: cells(pixels.0, wide, columns),
            rows: cells(pixels.1, high, rows),
            pixels,
        }
    }
}
