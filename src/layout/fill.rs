//! Filling: where lines break.
//!
//! Break opportunities are those of the Unicode line breaking algorithm (UAX #14), found on the
//! words alone: the label of a note is no part of them and stays with the word before it. Lines
//! are filled greedily, white space at their end takes no room, and a word longer than a line is
//! broken between grapheme clusters.

use std::sync::LazyLock;

use icu_segmenter::LineSegmenterBorrowed;
use icu_segmenter::options::LineBreakOptions;

use super::runs::Runs;
use super::width::{cells, glyphs};
use crate::doc::{Place, Span};

/// The breaker of lines. Scripts written without spaces, such as Thai, break between words too,
/// which are found in a dictionary: a model that was trained to guess them takes ninety times as
/// long, and a paragraph of a megabyte would take seconds.
static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| icu_segmenter::LineSegmenter::new_dictionary(LineBreakOptions::default()));

/// Marks where a word may be broken, and is seen only where it is (UAX #14, SHY).
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// The room lines have, in cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// The first line, and each after a hard break.
    pub(super) first: usize,
    /// Lines that go on from the one before.
    pub(super) rest: usize,
}

/// A line that has been filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filled {
    /// Its words, with the white space its end swallowed.
    pub(super) span: Span,
    /// Whether it goes on from the line before, as against after a hard break.
    pub(super) goes_on: bool,
}

/// Breaks the words in `span` of `text`, as `runs` show them, into lines. There is at least one,
/// and together they cover `span`.
pub(super) fn fill(text: &str, runs: &Runs, span: Span, room: Room) -> Vec<Filled> {
    let mut filler =
        Filler { text, runs, room, lines: Vec::new(), begin: span.start, x: 0, goes_on: false };
    let words = span.of(text);
    let mut from = 0;
    for to in SEGMENTER.segment_str(words) {
        if to > from {
            filler.segment(Span::new(span.start + from, span.start + to));
            from = to;
        }
    }
    if filler.begin < span.end || filler.lines.is_empty() {
        filler.end_line(span.end, false);
    }
    filler.lines
}

struct Filler<'t> {
    text: &'t str,
    runs: &'t Runs,
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
    fn segment(&mut self, span: Span) {
        let words = span.of(self.text);
        let body = words.trim_end_matches([
            ' ', '\n', '\r', '\t', '\u{2028}', '\u{2029}', '\x0b', '\x0c', '\u{85}',
        ]);
        let white = Span::new(span.start + body.len(), span.end);
        let body = Span::new(span.start, white.start);
        // A label after the white space hangs on to the line as well, and a soft hyphen is shown
        // if the line ends with it, as it does wherever what follows does not fit.
        let width = self.measure(body);
        let hyphen = usize::from(words[..body.len()].ends_with(SOFT_HYPHEN));
        let tail = self.measure_labels(white);
        let more = hyphen + tail;
        if self.x > 0 && self.x + width + more > self.width() {
            self.end_line(span.start, true);
        }
        if width + more > self.width() {
            self.split(body, more);
        } else {
            self.x += width;
        }
        let white_words = white.of(self.text);
        self.x += tail + cells(white_words.trim_end_matches(['\n', '\r']));
        if white_words.contains(['\n', '\u{2028}', '\u{2029}', '\x0b', '\x0c', '\u{85}'])
            || white_words.ends_with('\r')
        {
            self.end_line(span.end, false);
        }
    }

    /// Breaks a word that no line can hold, of which the last cluster needs so many cells `more`:
    /// for a hyphen, and for labels behind it.
    fn split(&mut self, span: Span, more: usize) {
        let mut clusters = self.clusters(span);
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

    /// The clusters of a word, where each begins and how many cells it takes with the labels
    /// after it.
    fn clusters(&self, span: Span) -> Vec<(Place, usize)> {
        let mut clusters: Vec<(Place, usize)> = Vec::new();
        let mut lead = false;
        for (run, slice) in self.runs.slices(span) {
            lead |= slice.is_empty() && clusters.is_empty();
            match &run.made {
                None => clusters.extend(
                    glyphs(slice.of(self.text)).map(|glyph| (slice.start + glyph.at, glyph.cells)),
                ),
                Some(raised) if !slice.is_empty() => clusters.push((slice.start, cells(raised))),
                Some(label) => match clusters.last_mut() {
                    Some((_, cluster)) => *cluster += cells(label),
                    None => clusters.push((slice.start, cells(label))),
                },
            }
        }
        // Labels before the first word that find no room beside it stand above (`part_labels`).
        if lead && clusters.len() > 1 && clusters[0].1 + clusters[1].1 > self.width() {
            clusters.remove(0);
        }
        clusters
    }

    fn width(&self) -> usize {
        if self.goes_on { self.room.rest } else { self.room.first }
    }

    fn end_line(&mut self, end: Place, goes_on: bool) {
        self.lines.push(Filled { span: Span::new(self.begin, end), goes_on: self.goes_on });
        self.begin = end;
        self.x = 0;
        self.goes_on = goes_on;
    }

    fn measure(&self, span: Span) -> usize {
        measure(self.text, self.runs, span)
    }

    /// The cells of labels in white space.
    fn measure_labels(&self, white: Span) -> usize {
        if white.is_empty() {
            return 0;
        }
        let labels = self.runs.slices(white).filter(|(run, _)| run.span.is_empty());
        labels.filter_map(|(run, _)| run.made.as_deref()).map(cells).sum()
    }
}

/// How many cells the words in `span` take with the labels among them.
pub(super) fn measure(text: &str, runs: &Runs, span: Span) -> usize {
    runs.slices(span)
        .map(|(run, slice)| run.made.as_deref().map_or_else(|| cells(slice.of(text)), cells))
        .sum()
}
