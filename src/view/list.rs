//! Lists: contents, the bibliography, a source, hits.

use ratatui::style::Style;

use super::frame::Frame;
use super::paint::Brush;
use super::status::field;
use super::theme::{Furniture, Look};
use crate::app::App;
use crate::app::command::ListCommand;
use crate::app::layer::picker::{Column, Item, Picker};
use crate::app::page::screen::Area;
use crate::layout::{cells, fit, glyphs};

/// The cells between two columns.
const GAP: usize = 2;

/// Draws a list over the whole screen, and gives the cell of the cursor in what is typed.
pub(super) fn draw(app: &App, picker: &Picker, frame: &mut Frame, look: &Look) -> (u16, u16) {
    let whole = app.screen().whole;
    let margin = if whole.width >= 40 { 2 } else { 0 };
    let area = Area { x: margin, width: whole.width - 2 * margin, ..whole };
    head(picker, area, frame, look);
    let cursor = typed(picker, area, frame, look);
    let about = app.about_rows(picker);
    for (index, row) in about.iter().enumerate() {
        let mut brush = Brush::new(frame, area, 2 + index as u16, 0);
        brush.put(row, look.furniture(Furniture::Ground));
    }
    items(app, picker, area, 2 + about.len() as u16, frame, look);
    let mut brush = Brush::new(frame, area, whole.height.saturating_sub(1), 0);
    brush.put(&hint(app, picker), look.furniture(Furniture::Quiet));
    cursor
}

fn head(picker: &Picker, area: Area, frame: &mut Frame, look: &Look) {
    let count = match (picker.shown.len(), picker.items.len()) {
        (_, 0) => String::new(),
        (shown, all) if shown == all => all.to_string(),
        (shown, all) => format!("{shown} of {all}"),
    };
    let order = match picker.orders[picker.order].name {
        "" => String::new(),
        name => format!("by {name}  "),
    };
    let right = format!("{order}{count}");
    let room = usize::from(area.width).saturating_sub(cells(&right) + 2);
    let mut brush = Brush::new(frame, area, 0, 0);
    brush.put(&fit(&picker.title, room), look.furniture(Furniture::Title));
    brush.to(usize::from(area.width).saturating_sub(cells(&right)), 0);
    brush.put(&right, look.furniture(Furniture::Quiet));
}

fn typed(picker: &Picker, area: Area, frame: &mut Frame, look: &Look) -> (u16, u16) {
    let mut brush = Brush::new(frame, area, 1, 0);
    brush.put("› ", look.furniture(Furniture::Tick));
    let value = picker.field.value();
    let column = field(&mut brush, value, picker.field.cursor(), look.furniture(Furniture::Ground));
    if value.is_empty() {
        brush.put("type to filter", look.furniture(Furniture::Quiet));
    }
    (area.x + 2 + column as u16, 1)
}

fn items(app: &App, picker: &Picker, area: Area, y: u16, frame: &mut Frame, look: &Look) {
    if picker.shown.is_empty() {
        let what = if picker.items.is_empty() {
            picker.empty
        } else {
            "Nothing here holds what is typed."
        };
        Brush::new(frame, area, y, 0).put(what, look.furniture(Furniture::Quiet));
        return;
    }
    let widths = widths(picker, usize::from(area.width).saturating_sub(2));
    let rows = app.list_rows(picker);
    let shown = picker.shown.iter().enumerate().skip(picker.top).take(rows);
    for (row, (number, &index)) in shown.enumerate() {
        let chosen = number == picker.selected;
        let mut brush = Brush::new(frame, area, y + row as u16, 0);
        draw_item(&mut brush, picker, &picker.items[index as usize], &widths, chosen, look);
    }
}

fn draw_item(
    brush: &mut Brush<'_>,
    picker: &Picker,
    item: &Item,
    widths: &[usize],
    chosen: bool,
    look: &Look,
) {
    let ground = look.furniture(Furniture::Ground);
    let base = if chosen { ground.patch(look.furniture(Furniture::Chosen)) } else { ground };
    brush.put(if item.current { "• " } else { "  " }, base);
    if chosen {
        let room = brush.room();
        brush.put(&" ".repeat(room), base);
    }
    let mut x = 2;
    for ((cell, column), &width) in item.cells.iter().zip(picker.columns).zip(widths) {
        if width == 0 {
            continue;
        }
        match column {
            Column::Left(_) => {
                brush.to(x, 0);
                brush.put(&fit(cell, width), base);
            }
            Column::Right(_) => {
                let shown = fit(cell, width);
                brush.to(x + width - cells(&shown).min(width), 0);
                brush.put(&shown, base);
            }
            Column::Fill => {
                brush.to(x, 0);
                let loud = base.patch(look.furniture(Furniture::Hit));
                fill(brush, cell, item.emphasis, width, base, loud);
            }
        }
        x += width + GAP;
    }
}

/// Paints a cell of which some bytes are to be seen: where it is too long for its column, the
/// part around those.
fn fill(
    brush: &mut Brush<'_>,
    cell: &str,
    emphasis: Option<(usize, usize)>,
    width: usize,
    base: Style,
    loud: Style,
) {
    let (from, to) = emphasis.unwrap_or((0, 0));
    let end = cells(&cell[..to]);
    let length = cells(cell);
    // The emphasis goes to the middle if the beginning leaves no room for it and what follows.
    let middle = end + width / 2;
    let shift =
        if length <= width || middle <= width { 0 } else { (middle - width).min(length - width) };
    let mut x = 0;
    let mut cut = String::new();
    let mut marked = (0, 0);
    // A beginning cut off ends at a word, if one begins before what is to be seen.
    let mut waits = shift > 0;
    for glyph in glyphs(cell) {
        let inside = x >= shift && x + glyph.cells <= shift + width;
        x += glyph.cells;
        if waits && inside && (glyph.symbol == " " || glyph.at >= from) {
            waits = false;
            cut.push('…');
            if glyph.symbol == " " {
                continue;
            }
        }
        if !inside || waits {
            continue;
        }
        if glyph.at < from {
            marked.0 = cut.len() + glyph.symbol.len();
        }
        cut.push_str(&glyph.symbol);
        if glyph.at < to {
            marked.1 = cut.len();
        }
    }
    if length > shift + width {
        cut = format!("{}…", fit(&cut, width.saturating_sub(1)).trim_end_matches('…'));
    }
    brush.put_with(&cut, |byte| if (marked.0..marked.1).contains(&byte) { loud } else { base });
}

/// The width of each column in a list of `width` cells.
fn widths(picker: &Picker, width: usize) -> Vec<usize> {
    let gaps = GAP * picker.columns.len().saturating_sub(1);
    let room = width.saturating_sub(gaps);
    let mut widths: Vec<usize> = picker
        .columns
        .iter()
        .zip(picker.natural.iter())
        .map(|(column, &natural)| match column {
            Column::Left(share) | Column::Right(share) => {
                natural.min(room * usize::from(*share) / 100)
            }
            Column::Fill => 0,
        })
        .collect();
    let fixed: usize = widths.iter().sum();
    for (width, column) in widths.iter_mut().zip(picker.columns) {
        if *column == Column::Fill {
            *width = room.saturating_sub(fixed);
        }
    }
    widths
}

/// The keys of a list, from the table of commands.
fn hint(app: &App, picker: &Picker) -> String {
    let mut parts = Vec::new();
    if picker.orders.len() > 1 {
        parts.push(format!("{} sorts", app.keys().key_of(ListCommand::Sort)));
    }
    parts.push(format!("{} opens", app.keys().key_of(ListCommand::Choose)));
    parts.push(format!("{} closes", app.keys().key_of(ListCommand::Close)));
    parts.join(" · ")
}
