//! What the terminal shows, row by row, and what must be sent so that it shows the next frame.
//!
//! Of most rows that is the cells that differ. But a terminal may move on further for a cluster
//! than it is counted for, or less far, and then shows something else than is known here: of a row
//! that has such clusters (`layout::is_settled`), or had, no cell is known. It is cleared and
//! written whole, and the cursor set after each of them, so that every cell that follows stands
//! where it was counted to stand and covers whatever reached into it.

use std::io::{self, Write};

use crossterm::terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate};
use crossterm::{cursor, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::Rect;

use super::scroll::Move;
use crate::layout::is_settled;
use crate::view::{Frame, Print};

/// What is shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    width: u16,
    /// Each row; `None` for one that was cleared.
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
        let (known, unknown): (Vec<_>, Vec<_>) =
            changed.iter().partition(|&&(y, ref row)| has_settled(row) && has_settled(before(y)));
        let mut cells = known
            .iter()
            .flat_map(|&&(y, ref row)| {
                before(y).diff_iter(row).map(move |(x, _, cell)| (x, y as u16, cell))
            })
            .peekable();
        let some = moved.is_some() || cells.peek().is_some() || !unknown.is_empty();
        if some || frame.cursor != self.cursor {
            queue!(to, BeginSynchronizedUpdate)?;
            if self.cursor.is_some() {
                queue!(to, cursor::Hide)?;
            }
            if let Some(moved) = moved {
                to.write_all(moved.sequence().as_bytes())?;
            }
            to.draw(cells)?;
            write_whole(&unknown, to)?;
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

/// Clears rows and writes every cell of them, each where it belongs whatever a terminal made of
/// those before it.
fn write_whole<W: Write>(
    rows: &[&(usize, Buffer)],
    to: &mut CrosstermBackend<W>,
) -> io::Result<()> {
    for (y, _) in rows {
        queue!(to, cursor::MoveTo(0, *y as u16), Clear(ClearType::CurrentLine))?;
    }
    let cells: Vec<(u16, u16, Cell)> =
        rows.iter().flat_map(|(y, row)| placed(*y as u16, row)).collect();
    if cells.is_empty() { Ok(()) } else { to.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))) }
}

/// Whether every terminal moves on as it was counted for what is in a row.
fn has_settled(row: &Buffer) -> bool {
    row.content.iter().all(|cell| is_settled(cell.symbol()))
}

/// The cells of row `y` that begin something, each as it is to be written. After a cluster that
/// terminals disagree about the cursor is set; ratatui does so only after one of several cells,
/// so for the others the sequence (ECMA-48, CHA) goes with the cluster.
fn placed(y: u16, row: &Buffer) -> impl Iterator<Item = (u16, u16, Cell)> {
    let mut x = 0;
    std::iter::from_fn(move || {
        let at = x;
        let mut cell = row.content.get(at)?.clone();
        let width = match cell.diff_option {
            CellDiffOption::ForcedWidth(width) => usize::from(width.get()),
            _ => 1,
        };
        x += width;
        if width == 1 && !is_settled(cell.symbol()) {
            let symbol = format!("{}\x1b[{}G", cell.symbol(), x + 1);
            cell.set_symbol(&symbol);
        }
        Some((at as u16, y, cell))
    })
}

#[cfg(test)]
mod tests {
    use super::super::emulator::{Emulator, Measure};
    use super::*;
    use crate::app::{App, Input, Key, Settings, Theme};
    use crate::text::Text;
    use crate::view::{Look, frame};
    use proptest::prelude::*;
    use std::fmt::Write as _;
    use std::sync::Arc;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthChar;

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

    /// What is sent to show a frame.
    fn sent(shown: &mut Shown, frame: &Frame) -> Vec<u8> {
        let mut sent = Vec::new();
        shown.show(frame, &mut CrosstermBackend::new(&mut sent)).expect("a vector takes all");
        sent
    }

    /// Shows a frame on a terminal, and says how many bytes that took.
    fn show(shown: &mut Shown, frame: &Frame, terminal: &mut vt100::Parser) -> usize {
        let sent = sent(shown, frame);
        terminal.process(&sent);
        sent.len()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn what_is_sent_is_as_good_as_all_of_it(
            keys in "[jkdub ]{1,20}|[jkd\\]Tpc/np]{1,20}",
            source in prop_oneof![Just(book()), Just(doubtful())],
        ) {
            let mut app = app(&source);
            let mut shown = Shown::blank(SIZE.0, SIZE.1);
            let mut terminal_after_all = terminal();
            for key in keys.chars() {
                app.update(Input::Key(Key::Char(key)));
                let frame = frame(&app, &Look::new(app.settings().theme, true));
                show(&mut shown, &frame, &mut terminal_after_all);
                let mut anew = terminal();
                show(&mut Shown::blank(SIZE.0, SIZE.1), &frame, &mut anew);
                let (some, all) = (cells(&terminal_after_all), cells(&anew));
                let other = some.iter().zip(&all).position(|(some, all)| some != all);
                let cell = other.map(|at| (at % 104, at / 104, &some[at], &all[at]));
                prop_assert!(cell.is_none(), "after {key}: {cell:?}");
            }
        }
    }

    /// Paragraphs of which terminals disagree how wide they are, among others.
    fn doubtful() -> String {
        let words = [
            ("हिन्दी में क्षत्रिय ", 9),
            ("plain words ", 4),
            ("বাংলা ভাষায় ক্ষি ", 7),
            ("தமிழில் எழுதிய ", 8),
            ("ภาษาไทยก็ น้ำ ", 8),
            ("👍🏽 👩\u{200d}👩\u{200d}👧 🇩🇪 ☎ 1\u{20e3} ", 6),
            ("ខ្មែរ မြန်မာ བོད་ ", 8),
            ("漢字 か\u{3099} \u{1112}\u{1161}\u{11ab} ", 7),
            ("שָׁלוֹם \u{600}12 ", 9),
        ];
        let paragraphs = (0..60).map(|n| {
            let (word, times) = words[n % words.len()];
            format!("Paragraph {n}[^{n}] {}\n\n", word.repeat(times * (1 + n % 3)))
        });
        let notes = (0..60).map(|n| format!("[^{n}]: {}\n\n", words[n * 2 % words.len()].0));
        paragraphs.chain(notes).collect()
    }

    /// The ways in which terminals measure what stands behind other characters of a cluster.
    const MEASURES: [(&str, Measure); 4] = [
        ("adds up by the table", |_, c| c.width().unwrap_or(0)),
        ("knows no mark but accents", |_, c| match c {
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
            _ => c.width().unwrap_or(0).max(1),
        }),
        ("takes a cluster as one picture", |before, c| {
            let joined = format!("{before}{c}").graphemes(true).count() == 1 && !before.is_empty();
            if joined { 0 } else { c.width().unwrap_or(0) }
        }),
        ("knows nothing of this century", |_, c| match c {
            '\u{900}'..='\u{dff}' | '\u{1f000}'.. => 1,
            _ => c.width().unwrap_or(0),
        }),
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]
        #[test]
        fn no_terminal_keeps_what_was_drawn_over(keys in "[jkdub G]{1,12}|[j\\]Tc/n]{1,12}") {
            let mut app = app(&doubtful());
            let look = Look::new(Theme::Dark, true);
            let mut shown = Shown::blank(SIZE.0, SIZE.1);
            let mut terminals = MEASURES.map(|(_, measure)| Emulator::new(SIZE, measure));
            for key in keys.chars() {
                app.update(Input::Key(Key::Char(key)));
                let frame = frame(&app, &look);
                let some = sent(&mut shown, &frame);
                let all = sent(&mut Shown::blank(SIZE.0, SIZE.1), &frame);
                for (terminal, (name, measure)) in terminals.iter_mut().zip(MEASURES) {
                    terminal.process(&some);
                    let mut anew = Emulator::new(SIZE, measure);
                    anew.process(&all);
                    let (some, all) = (terminal.cells(), anew.cells());
                    let other = some.iter().zip(&all).position(|(some, all)| some != all);
                    let cell = other.map(|at| (at % 104, at / 104, &some[at], &all[at]));
                    prop_assert!(cell.is_none(), "{name}, after {key}: {cell:?}");
                }
            }
        }
    }

    #[test]
    fn what_follows_a_doubtful_cluster_stands_where_it_was_counted() {
        let app = app(&doubtful());
        let frame = frame(&app, &Look::new(Theme::Terminal, true));
        let sent = sent(&mut Shown::blank(SIZE.0, SIZE.1), &frame);
        for (name, measure) in MEASURES {
            let mut terminal = Emulator::new(SIZE, measure);
            terminal.process(&sent);
            let cells = terminal.cells();
            for y in 0..SIZE.1 {
                let row = frame.row(y);
                for (x, cell) in row.content.iter().enumerate() {
                    let symbol = cell.symbol();
                    let there = &cells[usize::from(y) * usize::from(SIZE.0) + x];
                    if symbol.len() == 1 && symbol != " " {
                        assert!(there.starts_with(symbol), "{name}, {x}, {y}: {there:?}, {symbol}");
                    }
                }
            }
        }
    }

    #[test]
    fn rows_of_plain_letters_are_not_written_whole() {
        let mut app = app(&"Élan vital — “σοφία” 漢字 и слово.\n\n".repeat(40));
        let look = Look::new(Theme::Terminal, true);
        let mut shown = Shown::blank(SIZE.0, SIZE.1);
        let before = frame(&app, &look);
        assert!((0..SIZE.1).all(|y| has_settled(&before.row(y))));
        sent(&mut shown, &before);
        app.update(Input::Key(Key::Char('j')));
        let line = String::from_utf8(sent(&mut shown, &frame(&app, &look))).expect("characters");
        assert!(!line.contains("\x1b[2K"), "{line:?}");
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
