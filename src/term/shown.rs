//! What the terminal shows, row by row, and what must be sent so that it shows the next frame.

use std::io::{self, Write};

use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scroll::Move;
use crate::view::{Frame, Print};

/// What is shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    width: u16,
    /// Each row as a buffer of one row; `None` for one that was cleared.
    rows: Vec<Option<Buffer>>,
    /// The print of each row, and `None` likewise.
    prints: Vec<Option<Print>>,
    /// Where the cursor is seen.
    cursor: Option<(u16, u16)>,
}

impl Shown {
    /// A cleared screen of so many columns and rows.
    pub(super) fn blank(width: u16, height: u16) -> Self {
        let rows = usize::from(height);
        Self { width, rows: vec![None; rows], prints: vec![None; rows], cursor: None }
    }

    /// Its columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        (self.width, self.rows.len() as u16)
    }

    /// Sends what differs in a frame of this size, in one piece.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub(super) fn show<W: Write>(
        &mut self,
        frame: &Frame,
        to: &mut CrosstermBackend<W>,
    ) -> io::Result<()> {
        let prints = frame.prints();
        let moved = Move::between(&self.prints, &prints);
        if let Some(moved) = moved {
            self.scroll(moved);
        }
        let differ = (0..self.rows.len()).filter(|&y| self.prints[y] != Some(prints[y]));
        let changed: Vec<(usize, Buffer)> = differ.map(|y| (y, frame.row(y as u16))).collect();
        let blank = Buffer::empty(Rect::new(0, 0, self.width, 1));
        let before = |y: usize| self.rows[y].as_ref().unwrap_or(&blank);
        let mut cells = changed
            .iter()
            .flat_map(|&(y, ref row)| {
                before(y).diff_iter(row).map(move |(x, _, cell)| (x, y as u16, cell))
            })
            .peekable();
        if moved.is_some() || cells.peek().is_some() || frame.cursor != self.cursor {
            queue!(to, BeginSynchronizedUpdate)?;
            if self.cursor.is_some() {
                queue!(to, cursor::Hide)?;
            }
            if let Some(moved) = moved {
                to.write_all(moved.sequence().as_bytes())?;
            }
            to.draw(cells)?;
            if let Some((x, y)) = frame.cursor {
                queue!(to, cursor::MoveTo(x, y), cursor::Show)?;
            }
            queue!(to, EndSynchronizedUpdate)?;
        }
        for (y, row) in changed {
            self.rows[y] = Some(row);
        }
        self.prints = prints.into_iter().map(Some).collect();
        self.cursor = frame.cursor;
        Write::flush(to)
    }

    /// Moves rows as the terminal will.
    fn scroll(&mut self, moved: Move) {
        let count = moved.up.unsigned_abs();
        let (rows, prints) = (&mut self.rows[..moved.rows], &mut self.prints[..moved.rows]);
        let left_behind = if moved.up > 0 {
            rows.rotate_left(count);
            prints.rotate_left(count);
            moved.rows - count..moved.rows
        } else {
            rows.rotate_right(count);
            prints.rotate_right(count);
            0..count
        };
        for y in left_behind {
            rows[y] = None;
            prints[y] = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{App, Input, Key, Settings, Theme};
    use crate::text::Text;
    use crate::view::{Look, frame};
    use proptest::prelude::*;
    use std::fmt::Write as _;
    use std::sync::Arc;

    const SIZE: (u16, u16) = (104, 24);

    /// A book with a note in every paragraph, more than there is room for, and tables.
    fn book() -> String {
        let mut source = String::from("# A *Book*\n\n");
        for n in 0..60 {
            _ = write!(
                source,
                "Paragraph {n} says 漢字 and *more*, and it says so at length.[^{n}]\n\n"
            );
            if n % 9 == 0 {
                source.push_str("| a | b |\n|--|--|\n| wide | 表 |\n\n## Part\n\n");
            }
        }
        for n in 0..60 {
            _ = write!(source, "[^{n}]: {}\n\n", "A note of some words. ".repeat(1 + n % 5));
        }
        source
    }

    fn app(source: &str) -> App {
        let text = Arc::new(Text::new(crate::read::markdown("x.md", source)));
        App::new(text, 0, Settings::default(), SIZE)
    }

    fn terminal() -> vt100::Parser {
        let size = |n: u16| n.try_into().expect("a size");
        vt100::Parser::new(size(SIZE.1), size(SIZE.0), 0)
    }

    /// What stands in each cell of a terminal, and how.
    fn cells(terminal: &vt100::Parser) -> Vec<String> {
        let cell = |y, x| terminal.screen().cell(y, x).expect("a cell of the screen").clone();
        let cells = (0..SIZE.1).flat_map(|y| (0..SIZE.0).map(move |x| cell(y, x)));
        let looks = cells.map(|cell| {
            let words = cell.contents().trim_end();
            // Of a blank cell the colour and weight are not to be seen.
            let ink = (!words.is_empty()).then(|| (cell.fgcolor(), cell.bold(), cell.italic()));
            format!("{words} {ink:?} {:?} {:?}", cell.bgcolor(), (cell.underline(), cell.inverse()))
        });
        looks.collect()
    }

    /// Shows a frame on a terminal, and says how many bytes that took.
    fn show(shown: &mut Shown, frame: &Frame, terminal: &mut vt100::Parser) -> usize {
        let mut sent = Vec::new();
        shown.show(frame, &mut CrosstermBackend::new(&mut sent)).expect("a vector takes all");
        terminal.process(&sent);
        sent.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_sent_is_as_good_as_all_of_it(keys in "[jkdub ]{1,20}|[jkd\\]Tpc/np]{1,20}") {
            let mut app = app(&book());
            let mut shown = Shown::blank(SIZE.0, SIZE.1);
            let mut terminal_after_all = terminal();
            for key in keys.chars() {
                app.update(Input::Key(Key::Char(key)));
                let frame = frame(&app, &Look::new(app.settings().theme, true));
                show(&mut shown, &frame, &mut terminal_after_all);
                let mut anew = terminal();
                show(&mut Shown::blank(SIZE.0, SIZE.1), &frame, &mut anew);
                prop_assert_eq!(cells(&terminal_after_all), cells(&anew), "after {}", key);
            }
        }
    }

    #[test]
    fn a_line_costs_a_line() {
        let mut app = app(&"A line and another. ".repeat(400));
        let look = Look::new(Theme::Terminal, true);
        let (mut shown, mut terminal) = (Shown::blank(SIZE.0, SIZE.1), terminal());
        let all = show(&mut shown, &frame(&app, &look), &mut terminal);
        assert_eq!(show(&mut shown, &frame(&app, &look), &mut terminal), 0);
        app.update(Input::Key(Key::Char('j')));
        let line = show(&mut shown, &frame(&app, &look), &mut terminal);
        assert!(line * 6 < all, "{line} bytes for a line, {all} for the screen");
    }
}
