//! Filling: where lines break.
//!
//! Lines are filled greedily, or weighed against each other (`weigh`). White space at their end takes
//! no room, and a word longer than a line is broken between grapheme clusters.

use super::room::{Aim, Filled, Room};
use super::weigh::weigh;
use crate::doc::{Place, Span};
use crate::layout::runs::Runs;
use crate::layout::segment::{Gauge, Segment};

/// The longest stretch of words that is weighed, in bytes: forty pages of a book. What is longer, as
/// a file without breaks is that was no prose, is filled line by line in a time nobody notices, and
/// its words stay whole.
const LONGEST: usize = 1 << 16;

/// Breaks the words in `span` of `text`, as `runs` show them, into lines; each by itself
/// where there is no aim. There is at least one, and together they cover `span`.
pub(in crate::layout) fn fill(
    text: &str,
    runs: &Runs,
    span: Span,
    room: Room,
    aim: Option<Aim>,
) -> Vec<Filled> {
    let gauge = Gauge { text, runs };
    if let Some(aim) = aim.filter(|_| span.len() <= LONGEST) {
        return weigh(gauge, span, room, aim);
    }
    let mut filler =
        Filler { gauge, room, lines: Vec::new(), begin: span.start, x: 0, goes_on: false };
    for segment in gauge.segments(span) {
        filler.segment(segment);
    }
    if filler.begin < span.end || filler.lines.is_empty() {
        filler.end_line(span.end, false);
    }
    filler.lines
}

struct Filler<'t> {
    gauge: Gauge<'t>,
    room: Room,
    lines: Vec<Filled>,
    /// Where the line being filled begins.
    begin: Place,
    /// How many cells of it are taken.
    x: usize,
    goes_on: bool,
}

impl Filler<'_> {
    /// Adds a segment, which ends with a break opportunity.
    fn segment(&mut self, segment: Segment) {
        let Segment { body, width, tail, .. } = segment;
        let more = segment.hyphen + tail;
        if self.x > 0 && self.x + width + more > self.width() {
            self.end_line(body.start, true);
        }
        if width + more > self.width() {
            self.split(body, more);
        } else {
            self.x += width;
        }
        self.x += tail + segment.blank;
        if segment.hard {
            self.end_line(segment.end, false);
        }
    }

    /// Breaks a word that no line can hold, of which the last cluster needs so many cells `more`:
    /// for a hyphen, and for labels behind it.
    fn split(&mut self, span: Span, more: usize) {
        let mut clusters = self.gauge.clusters(span, self.width());
        if let Some((_, cells)) = clusters.iter_mut().rfind(|(_, cells)| *cells > 0) {
            *cells += more;
        }
        for (place, cells) in clusters {
            if self.x > 0 && self.x + cells > self.width() {
                self.end_line(place, true);
            }
            self.x += cells;
        }
        self.x -= more.min(self.x);
    }

    fn width(&self) -> usize {
        if self.goes_on { self.room.rest } else { self.room.first }
    }

    fn end_line(&mut self, end: Place, goes_on: bool) {
        let span = Span::new(self.begin, end);
        self.lines.push(Filled { goes_on: self.goes_on, ends: !goes_on, ..Filled::whole(span) });
        self.begin = end;
        self.x = 0;
        self.goes_on = goes_on;
    }
}
