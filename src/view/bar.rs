//! The scrollbar: how far one has read, and where the hits are.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use crate::app::{App, Spread};

/// Draws the scrollbar of the text.
pub(super) fn draw(app: &App, spread: &Spread, frame: &mut Frame, look: &Look) {
    let screen = app.screen();
    let Some(x) = screen.scrollbar else { return };
    let rows = usize::from(screen.text.height);
    // As all that tells how far one is: what follows the body stands at its end.
    let length = app.text().reading_length().max(1);
    let row_of = |place: usize| (place * rows / length).min(rows - 1);
    let shown = spread.span().unwrap_or_default();
    let thumb = row_of(shown.start)..row_of(shown.end.saturating_sub(1).max(shown.start)) + 1;
    let mut ticks = vec![false; rows];
    if let Some(found) = app.found().filter(|found| found.lit) {
        for hit in found.hits.iter() {
            ticks[row_of(hit.start)] = true;
        }
    }
    for (row, ticked) in ticks.into_iter().enumerate() {
        let in_thumb = thumb.contains(&row);
        let (symbol, what) = match (ticked, in_thumb) {
            (true, _) => ("━", Furniture::Tick),
            (false, true) => ("┃", Furniture::Thumb),
            (false, false) => ("│", Furniture::Track),
        };
        frame.bar(screen.text.y + row as u16, x, symbol, look.furniture(what));
    }
}
