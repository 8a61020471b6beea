//! Segments: words cut at their break opportunities, and how many cells each takes.
//!
//! Break opportunities are those of the Unicode line breaking algorithm (UAX #14), found on the
//! words alone: the label of a note is no part of them and stays with the word before it.

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

/// What ends a line for good (UAX #14, LB4 and LB5), but for a carriage return, which does so at the
/// end of its segment only.
const HARD: [char; 6] = ['\n', '\u{2028}', '\u{2029}', '\x0b', '\x0c', '\u{85}'];

/// What may stand in a line between two break opportunities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    /// Its words, without the white space at their end.
    pub(super) body: Span,
    /// Where it ends, with that white space.
    pub(super) end: Place,
    /// The cells of its words with the labels among them.
    pub(super) width: usize,
    /// The cells it needs besides where the line ends with it: for a hyphen that is seen there, and
    /// for labels behind the white space, which hang on to the line as well.
    pub(super) hyphen: usize,
    pub(super) tail: usize,
    /// The cells of the white space, where the line goes on.
    pub(super) blank: usize,
    /// Whether the line ends with it for good.
    pub(super) hard: bool,
}

/// Measures the words of a text as its runs show them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gauge<'t> {
    pub(super) text: &'t str,
    pub(super) runs: &'t Runs,
}

impl<'t> Gauge<'t> {
    /// The segments of the words in `span`, in order; together they cover it.
    pub(super) fn segments(self, span: Span) -> impl Iterator<Item = Segment> + 't {
        let mut from = span.start;
        let ends = SEGMENTER.segment_str(span.of(self.text)).map(move |to| span.start + to);
        let ends = ends.filter(move |&to| to == span.end || !self.runs.is_glued(self.text, to));
        ends.filter(move |&to| to > span.start).flat_map(move |to| {
            // What stands on a line of its own may do so in the middle of a word.
            let (before, behind) = self.runs.parted(from, to);
            let middle = before.filter(|&place| place < to);
            let head = middle.map(|middle| self.segment(Span::new(from, middle), true));
            let rest = Span::new(middle.unwrap_or(from), to);
            from = to;
            let tail = self.segment(rest, behind || before == Some(to));
            head.into_iter().chain([tail])
        })
    }

    /// The segment that covers `span`, which ends with a break opportunity; `hard` if a line ends with
    /// it whatever its white space is.
    fn segment(self, span: Span, hard: bool) -> Segment {
        let words = span.of(self.text);
        let body = words.trim_end_matches(|c| matches!(c, ' ' | '\r' | '\t') || HARD.contains(&c));
        let white = Span::new(span.start + body.len(), span.end);
        let white_words = white.of(self.text);
        Segment {
            body: Span::new(span.start, white.start),
            end: span.end,
            width: self.measure(Span::new(span.start, white.start)),
            // A soft hyphen is shown if the line ends with it, as it does wherever what follows
            // does not fit.
            hyphen: usize::from(body.ends_with(SOFT_HYPHEN)),
            tail: self.measure_labels(white),
            blank: cells(white_words.trim_end_matches(['\n', '\r'])),
            hard: hard || white_words.contains(HARD) || white_words.ends_with('\r'),
        }
    }

    /// The clusters of a word, where each begins and how many cells it takes with the labels
    /// after it, in a line of `room` cells.
    pub(super) fn clusters(self, span: Span, room: usize) -> Vec<(Place, usize)> {
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
        if lead && clusters.len() > 1 && clusters[0].1 + clusters[1].1 > room {
            clusters.remove(0);
        }
        clusters
    }

    /// How many cells the words in `span` take with the labels among them.
    pub(super) fn measure(self, span: Span) -> usize {
        self.runs
            .slices(span)
            .map(|(run, slice)| {
                run.made.as_deref().map_or_else(|| cells(slice.of(self.text)), cells)
            })
            .sum()
    }

    /// The cells of labels in white space.
    fn measure_labels(self, white: Span) -> usize {
        if white.is_empty() {
            return 0;
        }
        let labels = self.runs.slices(white).filter(|(run, _)| run.span.is_empty());
        labels.filter_map(|(run, _)| run.made.as_deref()).map(cells).sum()
    }
}
