//! A remark in its box among the notes, under a sign of its own: the reader’s, or another’s.

use super::colour::theme::{Furniture, Look};
use super::frame::Frame;
use super::line::{Chosen, line};
use super::note::SIGN;
use super::paint::Brush;
use crate::app::App;
use crate::app::page::remarks::RemarkBox;
use crate::app::page::screen::Area;

/// The sign of a remark, in the colour of its words.
const OWN: &str = "◆";
/// That of a remark of another, which the file of the text carries.
const OTHERS: &str = "◇";

pub(super) fn draw(app: &App, remark: &RemarkBox, frame: &mut Frame, look: &Look) {
    let chosen = Chosen { is: &|_| false, in_notes: true };
    for shown in remark.rows.iter().flatten() {
        line(app, shown, remark.area, &chosen, frame, look);
    }
    let Area { x, y, height, .. } = remark.area;
    if remark.more > 0 {
        let mut brush = Brush::new(frame, remark.area, y + height - 1, 0);
        brush.to(usize::from(SIGN), 0);
        let lines = if remark.more == 1 { "line" } else { "lines" };
        let more = format!("… {} more {lines}", remark.more);
        brush.put(&more, look.furniture(Furniture::Quiet));
    }
    let sign = if remark.carried { OTHERS } else { OWN };
    Brush::new(frame, remark.area, y, 0).put(sign, look.remark_sign(remark.colour));
    if let Some(x) = x.checked_sub(SIGN).or(x.checked_sub(1)).filter(|_| remark.chosen) {
        let area = Area { x, y, width: 1, height };
        Brush::new(frame, area, y, 0).put("›", look.furniture(Furniture::Tick));
    }
}
