//! The labels on links, over whatever stands in their cells.

use crate::app::App;
use crate::app::layer::label::links::{LabelSpot, Labels};
use crate::app::page::screen::Area;
use crate::view::colour::theme::{Furniture, Look};
use crate::view::frame::Frame;
use crate::view::paint::Brush;

/// Draws the labels that what is typed may still mean; the letters that are typed stand back.
pub(in crate::view) fn draw(app: &App, labels: &Labels, frame: &mut Frame, look: &Look) {
    for spot in app.label_spots(labels) {
        put(&spot, labels.typed.len(), frame, look);
    }
}

/// Draws a label, of which so many letters are typed.
pub(in crate::view) fn put(spot: &LabelSpot, typed: usize, frame: &mut Frame, look: &Look) {
    let area = Area { x: spot.x, y: spot.y, width: spot.label.len() as u16, height: 1 };
    let mut brush = Brush::new(frame, area, spot.y, 0);
    let (typed, rest) = spot.label.split_at(typed.min(spot.label.len()));
    brush.put(typed, look.furniture(Furniture::Quiet));
    brush.put(rest, look.furniture(Furniture::CurrentHit));
}
