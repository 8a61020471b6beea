//! An image over the text, as large as the screen has room for.
//!
//! Nothing under it moves. Its bytes are none of the app's: which image is wanted is an effect, and what
//! comes of it an input.

use std::sync::Arc;

use super::Layer;
use crate::app::command::key::Key;
use crate::app::command::{BoxCommand, Command};
use crate::app::page::carry::Carry;
use crate::app::page::screen::Area;
use crate::app::page::shown::Shown;
use crate::app::{App, Effect};
use crate::doc::{Image, Kind, Mark, MarkKind, Span};
use crate::layout::{Link, clean};
use crate::picture::{Fitted, Means, Picture};

/// An image that was asked for and has come.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its pixels; of a large one fewer than it has, but more than any screen.
    pub picture: Arc<Picture>,
    /// Its width and height in pixels.
    pub size: (u32, u32),
    /// How the terminal can show it.
    pub means: Means,
}

/// An image over the text.
#[derive(Debug, Clone)]
pub struct Looking {
    /// The mark of its words.
    pub(in crate::app) mark: u32,
    /// The mark of the image that was asked for last, from which others are gone on to: it may not be
    /// there.
    asked: u32,
    /// What is shown.
    pub seen: Seen,
}

/// The box of an image as the screen shows it.
#[derive(Debug)]
pub struct ImageBox {
    /// All its cells, with the border.
    pub area: Area,
    /// The cells of the image.
    pub inside: Area,
    /// What it shows, and its size.
    pub title: String,
    /// How the image stands in its cells.
    pub fitted: Fitted,
}

impl Looking {
    /// The same image in more of the text.
    pub(in crate::app) fn carried(self, carry: &Carry) -> Option<Layer> {
        let mark = carry.mark(self.mark)?;
        let asked = carry.mark(self.asked).unwrap_or(mark);
        Some(Layer::Image(Box::new(Self { mark, asked, ..self })))
    }
}

impl App {
    /// Asks for the image that is chosen, or for the first on the screen.
    pub(in crate::app) fn look_at_image(&mut self) -> Vec<Effect> {
        let chosen = self.focus.and_then(|focus| self.image_of(focus.link));
        let Some(mark) = chosen.or_else(|| self.first_image()) else {
            self.message = Some("There is no image on the screen.".to_owned());
            return Vec::new();
        };
        self.message = Some("Reading the image …".to_owned());
        vec![Effect::ShowImage(mark)]
    }

    /// Whether a link is an image, and leads nowhere else.
    pub(in crate::app) fn is_image(&self, link: Link) -> bool {
        matches!(link, Link::Mark(mark) if self.image(mark).is_some())
    }

    /// The mark of the image that a link is or stands for.
    fn image_of(&self, link: Link) -> Option<u32> {
        let Link::Mark(index) = link else { return None };
        let span = self.text.document.marks[index as usize].span;
        self.images_in(span).find(|&(_, image)| span.encloses(image.span)).map(|(mark, _)| mark)
    }

    /// The images of a span, each with the index of its mark.
    fn images_in(&self, span: Span) -> impl Iterator<Item = (u32, &Mark)> {
        let document = &self.text.document;
        let first = document.marks.partition_point(|mark| mark.span.start < span.start);
        let marks = document.marks_in(span).iter().enumerate();
        let images = marks.filter(|(_, mark)| matches!(mark.kind, MarkKind::Image(_)));
        images.map(move |(at, mark)| ((first + at) as u32, mark))
    }

    /// The first image on the screen: a figure, or else one among words.
    fn first_image(&self) -> Option<u32> {
        let document = &self.text.document;
        let spread = self.spread();
        let notes = spread.notes.iter().flat_map(|note| note.rows.iter().flatten());
        let rows = spread.rows.iter().chain(notes);
        let lines = rows.map(Shown::line).filter(|line| !line.pieces.is_empty());
        let images: Vec<(u32, bool)> = lines
            .flat_map(|line| self.images_in(line.span))
            .map(|(index, mark)| {
                let block = document.block_at(mark.span.start);
                (index, block.is_some_and(|at| document.blocks[at].kind == Kind::Figure))
            })
            .collect();
        let figure = images.iter().find(|(_, is_figure)| *is_figure);
        figure.or(images.first()).map(|&(index, _)| index)
    }

    /// The image of a mark.
    pub fn image(&self, mark: u32) -> Option<&Image> {
        match &self.text.document.marks.get(mark as usize)?.kind {
            MarkKind::Image(image) => Some(image),
            _ => None,
        }
    }

    /// Shows an image that has come.
    pub(in crate::app) fn show_image(&mut self, mark: u32, seen: Seen) {
        self.message = None;
        if self.image(mark).is_none() {
            return;
        }
        if matches!(self.layers.last(), Some(Layer::Image(_))) {
            self.layers.pop();
        }
        self.layers.push(Layer::Image(Box::new(Looking { mark, asked: mark, seen })));
    }

    /// Shows the image that is looked at by other means.
    pub(in crate::app) fn show_image_by(&mut self, means: Means) {
        if let Some(Layer::Image(looking)) = self.layers.last_mut() {
            looking.seen.means = means;
        }
    }

    /// The box of an image, in the middle of the screen above the status line. `None` where there is no
    /// room for one.
    pub fn image_box(&self, looking: &Looking) -> Option<ImageBox> {
        let whole = self.screen.whole;
        let height = self.screen.status.unwrap_or(whole.height);
        let (columns, rows) = (whole.width.checked_sub(2)?, height.checked_sub(2)?);
        if columns == 0 || rows == 0 {
            return None;
        }
        let Seen { picture, means, .. } = &looking.seen;
        let fitted = means.fit((picture.width, picture.height), (columns, rows));
        let title = self.image_title(looking);
        // The title has room, as far as the screen has.
        let named = crate::layout::cells(&title) + 4;
        let named = u16::try_from(named).unwrap_or(u16::MAX).min(columns);
        let width = fitted.columns.max(named);
        let middle = |room: u16, taken: u16| (room - taken) / 2;
        let area = Area {
            x: whole.x + middle(columns, width),
            y: whole.y + middle(rows, fitted.rows),
            width: width + 2,
            height: fitted.rows + 2,
        };
        let inside = Area {
            x: area.x + 1 + middle(width, fitted.columns),
            y: area.y + 1,
            width: fitted.columns,
            height: fitted.rows,
        };
        Some(ImageBox { area, inside, title, fitted })
    }

    fn image_title(&self, looking: &Looking) -> String {
        let document = &self.text.document;
        let span = document.marks.get(looking.mark as usize).map_or(Span::at(0), |mark| mark.span);
        let words = clean(document.words(span)).replace('\n', " ");
        let (width, height) = looking.seen.size;
        let size = format!("{width}×{height}");
        if words.trim().is_empty() { size } else { format!("{} · {size}", words.trim()) }
    }

    /// Asks for the next image of the text, or the one before. The text stays where it is.
    fn other_image(&mut self, mark: u32, next: bool) -> Vec<Effect> {
        let marks = &self.text.document.marks;
        let (before, after) = marks.split_at((mark as usize).min(marks.len()));
        let is_image = |mark: &Mark| match &mark.kind {
            MarkKind::Image(image) => !image.address.is_empty(),
            _ => false,
        };
        let found = match next {
            true => after.iter().skip(1).position(is_image).map(|at| mark + 1 + at as u32),
            false => before.iter().rposition(is_image).map(|at| at as u32),
        };
        match found {
            Some(found) => {
                if let Some(Layer::Image(looking)) = self.layers.last_mut() {
                    looking.asked = found;
                }
                vec![Effect::ShowImage(found)]
            }
            None => {
                let which = if next { "last" } else { "first" };
                self.message = Some(format!("This is the {which} image."));
                Vec::new()
            }
        }
    }

    /// Takes a key while there is an image.
    pub(in crate::app) fn image_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Layer::Image(looking)) = self.layers.last() else { return Vec::new() };
        let (mark, asked) = (looking.mark, looking.asked);
        match (self.keys.find::<BoxCommand>(key), self.keys.find::<Command>(key)) {
            (Some(BoxCommand::Follow), _) => return vec![Effect::OpenImage(mark)],
            (Some(BoxCommand::NextLink | BoxCommand::NextNote), _) => {
                return self.other_image(asked, true);
            }
            (Some(BoxCommand::PreviousLink | BoxCommand::PreviousNote), _) => {
                return self.other_image(asked, false);
            }
            (Some(BoxCommand::Close), _) | (_, Some(Command::Image | Command::Back)) => {
                self.layers.pop();
            }
            // Nothing else can be done with an image; any other key is for what lies under it.
            (_, Some(_)) => {
                self.layers.pop();
                return self.key(key);
            }
            _ => {}
        }
        Vec::new()
    }
}
