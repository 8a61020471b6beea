//! The help overlay.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::list::typed;
use super::paint::Brush;
use crate::app::App;
use crate::app::command::{Command, PromptCommand};
use crate::app::layer::help::{Help, HelpRow, keys_width};
use crate::app::page::screen::Area;

/// Draws the help over the whole screen, and gives the cell of the cursor where something is typed.
pub(super) fn draw(app: &App, help: &Help, frame: &mut Frame, look: &Look) -> Option<(u16, u16)> {
    let whole = app.screen().whole;
    let area = Area { x: whole.x + 2.min(whole.width / 8), width: whole.width, ..whole };
    let area = Area { width: whole.width - area.x, ..area };
    Brush::new(frame, area, 0, 0).put("Keys", look.furniture(Furniture::Title));
    let cursor = wanted(help, area, frame, look);
    let rows = app.help_rows(help);
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
    if rows.is_empty() {
        let mut brush = Brush::new(frame, area, 2, 0);
        brush.put("No key does what is typed.", look.furniture(Furniture::Quiet));
    }
    let below = rows.len().saturating_sub(help.top + app.help_page());
    let mut brush = Brush::new(frame, area, whole.height.saturating_sub(1), 0);
    brush.put(&hint(app, help, below), look.furniture(Furniture::Quiet));
    cursor
}

/// What is looked for in the help.
fn wanted(help: &Help, area: Area, frame: &mut Frame, look: &Look) -> Option<(u16, u16)> {
    if !help.typing && help.field.value().is_empty() {
        return None;
    }
    let cursor = typed(&help.field, area, "", frame, look);
    help.typing.then_some(cursor)
}

/// What the keys do in the help, which has so many rows below the screen.
fn hint(app: &App, help: &Help, below: usize) -> String {
    let more = if below > 0 { format!("{below} more rows below · ") } else { String::new() };
    let key = |command| app.keys().key_of(command);
    if help.typing {
        let (accept, cancel) =
            (app.keys().key_of(PromptCommand::Accept), app.keys().key_of(PromptCommand::Cancel));
        return format!("{more}{accept} keeps these · {cancel} shows all");
    }
    format!(
        "{more}{} {} scroll · {} searches · {} opens the guide · any other key closes",
        key(Command::LineDown),
        key(Command::LineUp),
        key(Command::Search),
        key(Command::Guide)
    )
}
