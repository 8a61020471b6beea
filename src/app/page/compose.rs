//! Composing: the rows of a page and the notes that belong to them become what is on the screen.

use super::Page;
use super::notes::{Choice, Notes};
use super::remarks::Remarked;
use super::screen::{NotesAt, Screen};
use super::shown::Shown;
use super::spread::Spread;
use crate::layout::Sheet;

/// What `screen` shows of `page`, with notes laid out on `side`. The note that is chosen gets its
/// room before the others, and one that is read the whole of it.
pub(in crate::app) fn compose(
    screen: &Screen,
    page: &Page,
    side: Option<&Sheet>,
    choice: Choice,
    remarks: &[Remarked<'_>],
) -> Spread {
    let height = usize::from(screen.text.height);
    let rows = page.sheet.rows(page.top(), screen.rows());
    let second = screen.second.unwrap_or(screen.text.x);
    let rows: Vec<Shown> = rows
        .into_iter()
        .enumerate()
        .map(|(index, (row, laid))| {
            let x = if index < height { screen.text.x } else { second };
            Shown { x, y: screen.text.y + (index % height.max(1)) as u16, row, laid }
        })
        .collect();
    let mut spread = Spread { rows, ..Spread::default() };
    let Some(side) = side else { return spread };
    let builder = Notes { side, choice, remarks };
    match screen.notes {
        NotesAt::Nowhere => {}
        NotesAt::Beside(area) => builder.beside(&mut spread, area, screen.second),
        NotesAt::Foot => builder.at_foot(&mut spread, page, screen.text),
    }
    spread
}
