//! The side panel: a head that names its views and says by its line who has the keys, what is typed,
//! and the rows.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::list::{Marks, Rows, count, items, typed};
use super::paint::Brush;
use crate::app::App;
use crate::app::page::screen::Area;
use crate::app::panel::PanelView;
use crate::layout::cells;

/// Draws the panel, and gives the cell of the cursor where it has the keys.
pub(super) fn draw(app: &App, area: Area, frame: &mut Frame, look: &Look) -> Option<(u16, u16)> {
    let has_keys = app.panel().has_keys();
    head(app, area, frame, look);
    let picker = app.panel().list()?;
    let invitation = if has_keys { "type to filter".to_owned() } else { app.panel_invitation() };
    let inside = Area { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let count = count(picker);
    let at = usize::from(inside.width).saturating_sub(cells(&count));
    let mut brush = Brush::new(frame, inside, area.y + 1, 0);
    brush.to(at, 0);
    brush.put(&count, look.furniture(Furniture::Quiet));
    let left = Area { width: (at as u16).saturating_sub(1), ..inside };
    let cursor = typed(&picker.field, left, &invitation, frame, look);
    let rows = Rows { y: area.y + 2, count: app.panel_rows(area), headed: false };
    let chosen = has_keys.then_some(picker.selected);
    let here = if has_keys { None } else { app.panel_here() };
    items(picker, inside, rows, Marks { chosen, here }, frame, look);
    has_keys.then_some(cursor)
}

/// The names of the views on a line, which is heavy where the panel has the keys.
fn head(app: &App, area: Area, frame: &mut Frame, look: &Look) {
    let has_keys = app.panel().has_keys();
    let (line, style) = match has_keys {
        true => ("━", look.furniture(Furniture::Tick)),
        false => ("─", look.furniture(Furniture::Quiet)),
    };
    let mut brush = Brush::new(frame, area, area.y, 0);
    brush.put(line, style);
    for view in PanelView::ALL {
        let name = match (view == app.panel().view(), has_keys) {
            (true, true) => {
                look.furniture(Furniture::Ground).patch(look.furniture(Furniture::Chosen))
            }
            (true, false) => look.furniture(Furniture::Title),
            (false, _) => look.furniture(Furniture::Quiet),
        };
        brush.put(&format!(" {} ", view.name()), name);
    }
    let rest = brush.room();
    brush.put(&line.repeat(rest), style);
}
