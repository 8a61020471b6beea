//! What lies over the words of the text: marks, hits, and the words that are chosen; and the labels by
//! which they are.

use ratatui::style::Style;

use super::labels::put;
use crate::app::App;
use crate::app::layer::words::Choosing;
use crate::doc::Span;
use crate::layout::{Line, Piece};
use crate::view::colour::theme::{Furniture, Look};
use crate::view::frame::Frame;

/// Draws the labels of sentences that what is typed may still mean.
pub(in crate::view) fn draw(app: &App, choosing: &Choosing, frame: &mut Frame, look: &Look) {
    for spot in app.sentence_labels(choosing) {
        put(&spot, choosing.typed.len(), frame, look);
    }
}

/// What lies over the words of a line.
pub(in crate::view) struct Over {
    /// Each with its look; where several lie over each other, the first is seen.
    spans: Vec<(Span, Style)>,
}

impl Over {
    /// What lies over a line: the words that are chosen, the hits, the marks.
    pub(in crate::view) fn on(app: &App, line: &Line, look: &Look) -> Self {
        let mut spans = Vec::new();
        if let Some(chosen) = app.chosen_words().filter(|it| it.span.overlaps(line.span)) {
            spans.push((chosen.span, look.furniture(Furniture::ChosenWords)));
        }
        if let Some(found) = app.found().filter(|found| found.lit) {
            spans.extend(found.in_span(line.span).map(|number| {
                let current = found.current == Some(number);
                let what = if current { Furniture::CurrentHit } else { Furniture::Hit };
                (found.hits[number], look.furniture(what))
            }));
        }
        spans.extend(app.marked_in(line.span).map(|(span, colour, carried)| {
            (span, if carried { look.mark_of_another(colour) } else { look.mark(colour) })
        }));
        Self { spans }
    }

    /// Whether nothing does.
    pub(in crate::view) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The look that the glyph at a byte of a piece has by it.
    pub(in crate::view) fn style(&self, piece: &Piece, byte: usize) -> Style {
        if self.spans.is_empty() || piece.span.is_empty() {
            return Style::new();
        }
        // What is shown instead of words has bytes of its own: it is hit as a whole.
        let place = if piece.made.is_some() { piece.span.start } else { piece.span.start + byte };
        let over = self.spans.iter().find(|(span, _)| span.contains(place));
        over.map_or_else(Style::new, |&(_, style)| style)
    }
}
