//! The frame: what is to be on the screen, as strokes, which are words in one style in one row.
//!
//! Strokes are cheap and cells are dear: a screen has two hundred of the ones and five thousand
//! of the others. So a frame knows for each of its rows a [`Print`] of the strokes in it, and
//! whoever shows one frame after another need not paint, compare and send the rows that stayed.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use crate::layout::{glyphs, is_plain};
use crate::picture::{Fitted, Picture, Protocol};

/// What is to be on the screen.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// Its columns and rows.
    size: (u16, u16),
    /// The style of cells that no stroke covers.
    ground: Style,
    /// The column in which the notes beside the text begin.
    notes: u16,
    /// The column from which on what stands there stays when the text is scrolled.
    still: u16,
    /// Whether rules are drawn with signs that every terminal has.
    pub(super) plain: bool,
    /// The words of all strokes, one after the other.
    words: String,
    /// Later ones cover earlier ones.
    strokes: Vec<Stroke>,
    /// The picture in front of the cells, where the terminal shows pixels.
    pub placed: Option<Placed>,
    /// The cell of the cursor, where something is being typed.
    pub cursor: Option<(u16, u16)>,
}

/// A picture in front of cells that are blank.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The column and row of its first cell.
    pub at: (u16, u16),
    /// How it stands in its cells.
    pub fitted: Fitted,
    /// How it is sent.
    pub by: Protocol,
    /// What it shows, in full size.
    pub picture: Arc<Picture>,
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        let same = Arc::ptr_eq(&self.picture, &other.picture);
        same && (self.at, self.fitted, self.by) == (other.at, other.fitted, other.by)
    }
}

/// Words in one style in one row. What does not fit between its edges is not painted.
#[derive(Debug, Clone)]
struct Stroke {
    y: u16,
    /// The column the words begin in, which may lie outside the edges.
    x: i32,
    /// The first column that may be painted, and the one after the last.
    edges: (u16, u16),
    /// Where the words are in [`Frame::words`].
    words: (usize, usize),
    style: Style,
    part: Part,
}

/// The parts of a screen that move apart from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The text, and all that has no column of its own.
    Text,
    /// The notes beside it.
    Notes,
    /// The scrollbar, and the panel beside the text.
    Still,
}

/// What tells a row of a frame from another: two rows of one print look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Print {
    /// Of the text.
    pub text: u64,
    /// Of the notes beside it.
    pub notes: u64,
    /// Of the scrollbar and what stands beside it.
    pub bar: u64,
    /// Whether there is no text in the row.
    pub blank: bool,
}

impl Frame {
    /// An empty frame of so many columns and rows. From column `notes` on there are notes, and from
    /// column `still` on what does not move with the text.
    pub(super) fn new(
        size: (u16, u16),
        ground: Style,
        notes: Option<u16>,
        still: Option<u16>,
    ) -> Self {
        let [notes, still] = [notes, still].map(|column| column.unwrap_or(u16::MAX));
        Self { size, ground, notes, still, ..Self::default() }
    }

    /// The columns and rows.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Adds a stroke between two edges.
    pub(super) fn stroke(&mut self, y: u16, x: i32, edges: (u16, u16), words: &str, style: Style) {
        let part = match edges.0 {
            x if x >= self.still => Part::Still,
            x if x >= self.notes => Part::Notes,
            _ => Part::Text,
        };
        self.add(y, x, edges, words, style, part);
    }

    /// Adds a cell of the scrollbar.
    pub(super) fn bar(&mut self, y: u16, x: u16, symbol: &str, style: Style) {
        self.add(y, i32::from(x), (x, x + 1), symbol, style, Part::Still);
    }

    fn add(&mut self, y: u16, x: i32, edges: (u16, u16), words: &str, style: Style, part: Part) {
        let edges = (edges.0, edges.1.min(self.size.0));
        if y >= self.size.1 || edges.0 >= edges.1 || words.is_empty() {
            return;
        }
        let from = self.words.len();
        self.words.push_str(words);
        self.strokes.push(Stroke { y, x, edges, words: (from, self.words.len()), style, part });
    }

    /// The print of each row.
    pub fn prints(&self) -> Vec<Print> {
        let ground = {
            let mut hasher = Mixer::default();
            self.ground.hash(&mut hasher);
            hasher
        };
        let mut rows = vec![[ground; 3]; usize::from(self.size.1)];
        let mut blank = vec![true; rows.len()];
        for stroke in &self.strokes {
            let y = usize::from(stroke.y);
            blank[y] &= stroke.part != Part::Text;
            let hasher = &mut rows[y][stroke.part as usize];
            hasher.write(&self.words.as_bytes()[stroke.words.0..stroke.words.1]);
            (stroke.words.1 - stroke.words.0, stroke.x, stroke.edges, stroke.style).hash(hasher);
        }
        let print = |([text, notes, bar], blank): (&[Mixer; 3], bool)| Print {
            text: text.finish(),
            notes: notes.finish(),
            bar: bar.finish(),
            blank,
        };
        rows.iter().zip(blank).map(print).collect()
    }

    /// Row `y` as cells.
    pub fn row(&self, y: u16) -> Buffer {
        let mut row = Buffer::filled(Rect::new(0, 0, self.size.0, 1), self.blank());
        for stroke in self.strokes.iter().filter(|stroke| stroke.y == y) {
            stroke.paint(&self.words, &mut row.content);
        }
        self.make_plain(&mut row.content);
        row
    }

    /// Its words, row by row, without what fills rows to their end.
    pub fn words(&self) -> String {
        let row = |y| {
            let row: String = self.row(y).content.iter().map(Cell::symbol).collect();
            format!("{}\n", row.trim_end())
        };
        (0..self.size.1).map(row).collect()
    }

    /// Paints the whole of it into a buffer of its size.
    pub(super) fn paint(&self, buffer: &mut Buffer) {
        buffer.content.fill(self.blank());
        let width = usize::from(self.size.0);
        for stroke in &self.strokes {
            let start = usize::from(stroke.y) * width;
            if let Some(row) = buffer.content.get_mut(start..start + width) {
                stroke.paint(&self.words, row);
            }
        }
        self.make_plain(&mut buffer.content);
    }

    /// Has rules drawn with signs that every terminal has, where that is wanted.
    fn make_plain(&self, cells: &mut [Cell]) {
        if !self.plain {
            return;
        }
        for cell in cells {
            let mut signs = cell.symbol().chars();
            let plain = match (signs.next(), signs.next()) {
                (Some(sign), None) => plain_sign(sign),
                _ => None,
            };
            if let Some(plain) = plain {
                cell.set_symbol(plain);
            }
        }
    }

    /// A cell that no stroke covers.
    fn blank(&self) -> Cell {
        let mut blank = Cell::EMPTY;
        blank.set_style(self.ground);
        blank
    }
}

/// The sign that stands for one of those rules and edges are drawn with (Unicode, Box Drawing).
fn plain_sign(sign: char) -> Option<&'static str> {
    Some(match sign {
        '─' | '━' | '═' => "-",
        '│' | '║' => "|",
        '┃' => "#",
        '\u{2500}'..='\u{257f}' => "+",
        '‹' => "<",
        '›' => ">",
        '◆' | '◇' => "*",
        _ => return None,
    })
}

/// A hash of what a row is made of: quick, and good enough where nobody gains by two rows of one
/// print (multiply and fold, as wyhash does).
#[derive(Debug, Clone, Copy)]
struct Mixer(u64);

impl Default for Mixer {
    fn default() -> Self {
        Self(0x243f_6a88_85a3_08d3)
    }
}

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..piece.len()].copy_from_slice(piece);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        self.0 = (product as u64) ^ ((product >> 64) as u64) ^ word.rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Stroke {
    /// Paints it into a row of cells.
    fn paint(&self, words: &str, row: &mut [Cell]) {
        let words = &words[self.words.0..self.words.1];
        let (left, right) = (i32::from(self.edges.0), i32::from(self.edges.1));
        if is_plain(words) && self.x >= left {
            let cells = row.iter_mut().take(right as usize).skip(self.x as usize);
            for (at, cell) in (0..words.len()).zip(cells) {
                self.dress(cell.set_symbol(&words[at..=at]));
                cell.set_diff_option(CellDiffOption::None);
            }
            return;
        }
        let mut x = self.x;
        for glyph in glyphs(words) {
            let end = x + glyph.cells as i32;
            if x >= right {
                break;
            }
            if x >= left && end <= right && end > x {
                self.put(&mut row[x as usize..end as usize], &glyph.symbol);
            }
            x = end;
        }
    }

    /// Gives a cell the style. It covers what the cell had: of attributes that would be added to
    /// each other, dim and bold are of one kind, and terminals take either.
    fn dress(&self, cell: &mut Cell) {
        cell.modifier = Modifier::empty();
        cell.set_style(self.style);
    }

    /// Puts a glyph into the cells it takes.
    fn put(&self, cells: &mut [Cell], symbol: &str) {
        if symbol.bytes().all(|byte| byte == b' ') {
            // A tab is one glyph of several blank cells.
            for cell in cells {
                self.dress(cell.set_symbol(" "));
            }
            return;
        }
        // The width is ours, by cluster; ratatui measures some clusters otherwise.
        let width = match std::num::NonZeroU16::new(cells.len() as u16) {
            Some(width) if width.get() > 1 => CellDiffOption::ForcedWidth(width),
            _ => CellDiffOption::None,
        };
        let Some((first, covered)) = cells.split_first_mut() else { return };
        self.dress(first.set_symbol(symbol).set_diff_option(width));
        for cell in covered {
            cell.reset();
            cell.set_style(self.style);
        }
    }
}
