//! Pictures in front of the cells: what a terminal says it can show, and what shows it.
//!
//! A terminal is asked three things at once: whether it takes kitty's protocol, how large its cells are,
//! and, because every terminal answers that and answers in order, what it is (DA1), of which sixels are a
//! part. Nobody waits for it: until it has answered, pictures are shown in cells.

use std::io::{self, Write};
use std::time::Instant;

use crossterm::cursor::MoveTo;
use crossterm::queue;
use crossterm::style::Print;

use super::{ANSWER, CONSOLE, Screen, is_called};
use crate::picture::{CELL, Means, Protocol, shown, taken_away};
use crate::view::Frame;

/// What is asked: a picture of one pixel that is not shown, of what the answer is whether it could be
/// (kitty, “Querying support”); the size of a cell (xterm, XTWINOPS 16); device attributes (VT100, DA1).
const QUESTION: &str = "\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[c";

/// What a terminal says it can show.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Graphics {
    /// Whether it takes kitty's protocol.
    pub kitty: bool,
    /// Whether it takes sixels.
    pub sixel: bool,
    /// The width and height of a cell in pixels.
    pub cell: Option<(u16, u16)>,
}

impl Graphics {
    /// How it shows pictures in front of its cells, if it does.
    pub fn means(self) -> Option<Means> {
        let by = match () {
            () if self.kitty => Protocol::Kitty,
            () if takes_inline_images() => Protocol::Iterm,
            () if self.sixel => Protocol::Sixel,
            () => return None,
        };
        Some(Means::Pixels(by, self.cell.or_else(cell_by_window).unwrap_or(CELL)))
    }
}

/// Whether a terminal is one that takes iTerm2's images, which it does not say when it is asked.
fn takes_inline_images() -> bool {
    let is = |name: &str, values: &[&str]| {
        std::env::var(name).is_ok_and(|value| values.contains(&&*value))
    };
    is("TERM_PROGRAM", &["iTerm.app", "WezTerm", "mintty"]) || is("LC_TERMINAL", &["iTerm2"])
}

/// The width and height of a cell, by those of the window, which some systems know.
fn cell_by_window() -> Option<(u16, u16)> {
    let size = crossterm::terminal::window_size().ok()?;
    let cell = (size.width.checked_div(size.columns)?, size.height.checked_div(size.rows)?);
    (cell.0 > 0 && cell.1 > 0).then_some(cell)
}

/// Whether pictures can only be shown in cells: a multiplexer keeps cells and no pixels, and what it
/// answers says nothing of the terminal it is shown on; the console has neither answers nor pixels.
pub fn shows_only_cells() -> bool {
    let set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let multiplexed = ["TMUX", "STY", "ZELLIJ"].iter().any(set);
    let by_name = std::env::var("TERM")
        .is_ok_and(|name| name.starts_with("screen") || name.starts_with("tmux"));
    multiplexed || by_name || is_called(CONSOLE)
}

impl Screen {
    /// Asks the terminal how it can show pictures. The answer comes as an event, when it likes and if it
    /// does.
    ///
    /// # Errors
    /// Passes on what the terminal reports.
    pub fn ask_graphics(&mut self) -> io::Result<()> {
        self.asked[1] = Some(Instant::now() + ANSWER);
        queue!(self.backend, Print(QUESTION))?;
        Write::flush(&mut self.backend)
    }

    /// Shows the picture of a frame, unless it is shown already.
    pub(super) fn place_picture(&mut self, frame: &Frame) -> io::Result<()> {
        let Some(placed) =
            frame.placed.as_ref().filter(|&placed| self.placed.as_ref() != Some(placed))
        else {
            return Ok(());
        };
        let scaled = placed.picture.scaled(placed.fitted.pixels);
        let sent = shown(&scaled, placed.fitted, placed.by);
        queue!(self.backend, MoveTo(placed.at.0, placed.at.1), Print(sent))?;
        self.placed = Some(placed.clone());
        Write::flush(&mut self.backend)
    }

    /// Takes away the picture that is shown, and has every cell drawn anew: it covered some that the
    /// next frame may leave as they are.
    pub(super) fn take_picture_away(&mut self) -> io::Result<()> {
        if self.placed.is_some() { self.forget() } else { Ok(()) }
    }

    /// Has a picture gone before the screen is cleared.
    pub(super) fn forget_picture(&mut self) -> io::Result<()> {
        match self.placed.take() {
            Some(placed) => queue!(self.backend, Print(taken_away(placed.by))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_is_taken_of_what_it_can() {
        let none = Graphics::default();
        let kitty = Graphics { kitty: true, sixel: true, cell: Some((9, 18)) };
        assert_eq!(kitty.means(), Some(Means::Pixels(Protocol::Kitty, (9, 18))));
        if !takes_inline_images() {
            assert_eq!(none.means(), None);
            let sixel = Graphics { sixel: true, cell: Some((9, 18)), ..none };
            assert_eq!(sixel.means(), Some(Means::Pixels(Protocol::Sixel, (9, 18))));
        }
    }
}
