//! View: the app → cells. Reads an `&App`, changes nothing; drawing twice is drawing once.
//! The parts of the screen are named in the picture that [`crate`] begins with.

mod bar;
mod colour;
mod frame;
mod help;
mod image;
mod line;
mod list;
mod note;
mod over;
mod paint;
mod panel;
mod remark;
mod status;
mod text;

use ratatui::buffer::Buffer;

use crate::app::page::screen::NotesAt;
use crate::app::{App, Layer};
pub use colour::palette::{Colour, Ground, NoColour, PALETTES, Palette, Palettes, ROLES, Role};
use colour::theme::Furniture;
pub use colour::theme::Look;
pub use frame::{Frame, Placed, Print};

/// The frame that shows the app.
pub fn frame(app: &App, look: &Look) -> Frame {
    let screen = app.screen();
    let notes = match screen.notes {
        // The sign that one is chosen is before them.
        NotesAt::Beside(area) if app.layers().is_empty() => Some(area.x - note::SIGN),
        _ => None,
    };
    let size = (screen.whole.width, screen.whole.height);
    let beside = screen.panel.filter(|area| area.x > 0 && app.layers().is_empty());
    let still = beside.map(|area| area.x);
    let mut frame = Frame::new(size, look.furniture(Furniture::Ground), notes, still);
    frame.plain = app.settings().plain;
    match app.layers().last() {
        Some(Layer::Picker(picker)) => {
            frame.cursor = Some(list::draw(app, picker, &mut frame, look));
        }
        Some(Layer::Help(help)) => frame.cursor = help::draw(app, help, &mut frame, look),
        Some(Layer::Prompt(prompt)) => {
            reading(app, &mut frame, look);
            frame.cursor = status::prompt(app, prompt, &mut frame, look);
        }
        Some(Layer::Label(prompt)) => {
            reading(app, &mut frame, look);
            frame.cursor = status::label_prompt(app, prompt, &mut frame, look);
        }
        Some(Layer::Remark(remark)) => {
            reading(app, &mut frame, look);
            frame.cursor = status::remark(app, remark, &mut frame, look);
        }
        Some(Layer::Choosing(choosing)) => {
            let spread = reading(app, &mut frame, look);
            over::words::draw(app, choosing, &mut frame, look);
            frame.cursor = app.moving_cell(&spread);
            status::draw(app, &spread, &mut frame, look);
        }
        layer @ (Some(Layer::Note(_) | Layer::Peek(_) | Layer::Labels(_) | Layer::Image(_))
        | None) => {
            let spread = reading(app, &mut frame, look);
            match layer {
                Some(Layer::Peek(peek)) => over::peek::draw(app, peek, &mut frame, look),
                Some(Layer::Labels(labels)) => over::labels::draw(app, labels, &mut frame, look),
                Some(Layer::Image(looking)) => image::draw(app, looking, &mut frame, look),
                _ => {}
            }
            status::draw(app, &spread, &mut frame, look);
        }
    }
    // A screen of a few cells has no room for what is typed, and none for a cursor in it.
    frame.cursor = frame.cursor.filter(|&(x, y)| x < size.0 && y < size.1);
    frame
}

/// Draws the app into a buffer of the size the app was told, every cell of it. Gives the cell of
/// the cursor, where something is being typed.
pub fn draw(app: &App, buffer: &mut Buffer, look: &Look) -> Option<(u16, u16)> {
    let frame = frame(app, look);
    frame.paint(buffer);
    frame.cursor
}

fn reading(app: &App, frame: &mut Frame, look: &Look) -> crate::app::Spread {
    let spread = app.spread();
    text::draw(app, &spread, frame, look);
    bar::draw(app, &spread, frame, look);
    if let Some(area) = app.screen().panel {
        frame.cursor = panel::draw(app, area, frame, look);
    }
    spread
}
