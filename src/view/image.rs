//! An image over the text: in cells, each of which shows two pixels, one in the colour of its sign, the
//! other in that of its ground; or in front of them, which is for the terminal to do.

use std::sync::Arc;

use ratatui::style::{Color, Style};

use super::colour::theme::{Furniture, Look};
use super::frame::{Frame, Placed};
use super::over::boxed;
use super::paint::Brush;
use crate::app::App;
use crate::app::layer::image::{ImageBox, Looking};
use crate::picture::{Means, Picture, nearest};

/// Draws the box of an image.
pub(super) fn draw(app: &App, looking: &Looking, frame: &mut Frame, look: &Look) {
    let Some(shown) = app.image_box(looking) else { return };
    boxed::border(shown.area, &shown.title, "", frame, look);
    match looking.seen.means {
        Means::Blocks { all_colours } => {
            let scaled = looking.seen.picture.scaled(shown.fitted.pixels);
            blocks(&scaled, &shown, all_colours, frame, look);
        }
        Means::Pixels(by, _) => {
            let (at, picture) = ((shown.inside.x, shown.inside.y), &looking.seen.picture);
            let (fitted, picture) = (shown.fitted, Arc::clone(picture));
            frame.placed = Some(Placed { at, fitted, by, picture });
        }
    }
}

/// Draws pixels in half blocks. Neighbours that look alike are one stroke.
fn blocks(picture: &Picture, shown: &ImageBox, all_colours: bool, frame: &mut Frame, look: &Look) {
    let colour = |x: u32, y: u32| {
        let [red, green, blue, _] = *picture.pixels.get((y * picture.width + x) as usize)?;
        Some(match all_colours {
            true => Color::Rgb(red, green, blue),
            false => Color::Indexed(nearest([red, green, blue])),
        })
    };
    let ground = look.furniture(Furniture::Ground);
    let style = |x: u32, y: u32| {
        let ink = colour(x, y).map_or(ground, |colour| ground.fg(colour));
        // Below the last row of pixels there may be half a cell of nothing.
        colour(x, y + 1).map_or(ink, |colour| ink.bg(colour))
    };
    for row in 0..u32::from(shown.inside.height) {
        let mut brush = Brush::new(frame, shown.inside, shown.inside.y + row as u16, 0);
        let mut from = 0;
        let mut now: Option<Style> = None;
        for x in 0..=picture.width {
            let next = (x < picture.width).then(|| style(x, row * 2));
            if now == next {
                continue;
            }
            if let Some(style) = now {
                brush.put(&"▀".repeat((x - from) as usize), style);
            }
            (from, now) = (x, next);
        }
    }
}
