//! The help overlay.

use super::frame::Frame;
use super::paint::Brush;
use super::theme::{Furniture, Look};
use crate::app::App;
use crate::app::command::Command;
use crate::app::layer::help::{Help, HelpRow, keys_width};
use crate::app::page::screen::Area;

/// Draws the help over the whole screen.
pub(super) fn draw(app: &App, help: Help, frame: &mut Frame, look: &Look) {
    let whole = app.screen().whole;
    let area = Area { x: whole.x + 2.min(whole.width / 8), width: whole.width, ..whole };
    let area = Area { width: whole.width - area.x, ..area };
    Brush::new(frame, area, 0, 0).put("Keys", look.furniture(Furniture::Title));
    let rows = app.help_rows();
    for (index, row) in rows.iter().skip(help.top).take(app.help_page()).enumerate() {
        let mut brush = Brush::new(frame, area, 2 + index as u16, 0);
        match row {
            HelpRow::Blank => {}
            HelpRow::Group(name) => brush.put(name, look.furniture(Furniture::Title)),
            HelpRow::Keys(keys, what) => {
                brush.put(keys, look.furniture(Furniture::Tick));
                brush.to(keys_width(usize::from(whole.width).saturating_sub(4)), 0);
                brush.put(what, look.furniture(Furniture::Ground));
            }
        }
    }
    let below = rows.len().saturating_sub(help.top + app.help_page());
    let more = if below > 0 { format!("{below} more rows below · ") } else { String::new() };
    let hint = format!(
        "{more}{} {} scroll · {} opens the guide · any other key closes",
        app.keys().key_of(Command::LineDown),
        app.keys().key_of(Command::LineUp),
        app.keys().key_of(Command::Guide)
    );
    let mut brush = Brush::new(frame, area, whole.height.saturating_sub(1), 0);
    brush.put(&hint, look.furniture(Furniture::Quiet));
}
