//! View: the app → cells. Reads an `&App`, changes nothing; drawing twice is drawing once.
//!
//! ```text
//!  ┌ text, set to the measure ───────────┐  ┌ notes beside it ──────────┐│
//!  │ … as the author says.¹ The next     │  │ 1 Where he says so, and   ││ scrollbar,
//!  │ paragraph cites (Kropotkin 1902),   │  │   why it matters here.    ┃│ hits ticked
//!  │ and goes on.²                       │  │ 2 Another note.           ││
//!  └─────────────────────────────────────┘  └───────────────────────────┘│
//!   Title · Section                                       3 of 17   42%    status
//! ```

mod bar;
mod help;
mod list;
mod paint;
mod status;
mod text;
mod theme;

use ratatui::buffer::Buffer;

use crate::app::{App, Layer};
use theme::Furniture;
pub use theme::Look;

/// Draws the app into a buffer of the size the app was told. Gives the cell of the cursor, where
/// something is being typed.
pub fn draw(app: &App, buffer: &mut Buffer, look: &Look) -> Option<(u16, u16)> {
    buffer.set_style(buffer.area, look.furniture(Furniture::Ground));
    // A screen of a few cells has no room for what is typed, and none for a cursor in it.
    layers(app, buffer, look).filter(|&cursor| buffer.area.contains(cursor.into()))
}

fn layers(app: &App, buffer: &mut Buffer, look: &Look) -> Option<(u16, u16)> {
    match app.layers().last() {
        Some(Layer::Picker(picker)) => Some(list::draw(app, picker, buffer, look)),
        Some(Layer::Help(help)) => {
            help::draw(app, *help, buffer, look);
            None
        }
        Some(Layer::Prompt(prompt)) => {
            reading(app, buffer, look);
            status::prompt(app, prompt, buffer, look)
        }
        None => {
            let spread = reading(app, buffer, look);
            status::draw(app, &spread, buffer, look);
            None
        }
    }
}

fn reading(app: &App, buffer: &mut Buffer, look: &Look) -> crate::app::Spread {
    let spread = app.spread();
    text::draw(app, &spread, buffer, look);
    bar::draw(app, &spread, buffer, look);
    spread
}
