//! Weighing: the lines of a paragraph are chosen together, so that no line pays for its neighbours.
//!
//! Of all ways to break a paragraph, that with the fewest demerits is taken (Knuth and Plass,
//! *Breaking Paragraphs into Lines*, 1981; TeX). What is weighed is how much a line is short of its
//! room, whether it ends with a hyphen, and whether the last line holds more than a scrap of a word.
//! Cells do not shrink as TeX’s glue does, so that a line is never longer than its room.

use super::room::{Aim, Filled, Room};
use crate::doc::{Place, Span};
use crate::layout::segment::{Gauge, Segment};

/// What a line costs whatever it is, so that of two ways alike the one with fewer lines is taken
/// (TeX, `\linepenalty`).
const LINE: u64 = 10;
/// What a hyphen at its end costs (`\hyphenpenalty`), and two on end besides
/// (`\doublehyphendemerits`), or one in the last line but one (`\finalhyphendemerits`). They cost
/// more than in TeX: cells are coarse, and else every third line of a narrow column would have one.
const HYPHEN: u64 = 60;
const TWO_HYPHENS: u64 = 30_000;
const LAST_HYPHEN: u64 = 5_000;
/// What a last line of one short word costs.
const SCRAP: u64 = 12_000;
/// What a word costs that is torn anywhere, because no line can hold it.
const TORN: u64 = 3_000;
/// What a line costs that is longer than its room, because it holds one thing that is.
const OVERFULL: u64 = 1 << 40;
/// What no line is worse than, however much it is short of (TeX, `inf_bad`).
const WORST: u64 = 10_000;
/// How many atoms a line is looked for in at most: those without width have no end otherwise.
const FARTHEST: usize = 1_000;

/// Breaks the words in `span` into lines, weighed against each other. There is at least one, and
/// together they cover `span`.
pub(in crate::layout) fn weigh(gauge: Gauge<'_>, span: Span, room: Room, aim: Aim) -> Vec<Filled> {
    let mut scale =
        Scale { gauge, room, aim, atoms: Vec::new(), begin: span.start, lines: Vec::new() };
    for segment in gauge.segments(span) {
        scale.add(segment);
        if segment.hard {
            scale.settle(segment.end);
        }
    }
    if scale.begin < span.end || scale.lines.is_empty() {
        scale.settle(span.end);
    }
    scale.lines
}

/// The least that stands in a line as a whole.
#[derive(Debug, Clone, Copy)]
struct Atom {
    /// Where a line ends that ends with it.
    end: Place,
    /// Its cells, those of the white space behind it, which count where the line goes on, and that
    /// of a hyphen, which counts where it ends.
    cells: usize,
    blank: usize,
    hyphen: usize,
    seam: Seam,
}

/// What comes after an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// White space, or what else words are parted by.
    Open,
    /// The rest of a word, after a hyphen that stands there.
    Hyphen,
    /// The rest of a word, after a hyphen that layout sets.
    Made,
    /// The rest of what no line holds.
    Torn,
}

/// Weighs the lines from one hard break to the next.
struct Scale<'t> {
    gauge: Gauge<'t>,
    room: Room,
    aim: Aim,
    atoms: Vec<Atom>,
    /// Where they begin.
    begin: Place,
    lines: Vec<Filled>,
}

/// The best way to end a line with an atom: what all lines up to there cost, and which atom the
/// last of them begins with.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: u64,
    first: usize,
}

impl Scale<'_> {
    /// Adds what a segment consists of.
    fn add(&mut self, segment: Segment) {
        let Segment { body, hyphen, tail, blank, end, .. } = segment;
        let narrowest = self.room.first.min(self.room.rest);
        let breaks = self.aim.patterns.map_or(Vec::new(), |it| it.breaks(self.gauge, segment));
        let wide = segment.width + hyphen + tail > narrowest;
        let mut seams: Vec<(Place, Seam)> = breaks.into_iter().map(|at| (at, Seam::Made)).collect();
        if wide {
            let made = |at: Place, seams: &[(Place, Seam)]| seams.iter().any(|&(it, _)| it == at);
            let clusters = self.gauge.clusters(body, narrowest);
            let torn: Vec<(Place, Seam)> = clusters
                .iter()
                .skip(1)
                .filter(|&&(at, _)| !made(at, &seams))
                .map(|&(at, _)| (at, Seam::Torn))
                .collect();
            seams.extend(torn);
            seams.sort_unstable_by_key(|&(at, _)| at);
        }
        let mut from = body.start;
        for (at, seam) in seams {
            let cells = self.gauge.measure(Span::new(from, at));
            let hyphen = usize::from(seam == Seam::Made);
            self.atoms.push(Atom { end: at, cells, blank: 0, hyphen, seam });
            from = at;
        }
        let rest = match from == body.start {
            true => segment.width,
            false => self.gauge.measure(Span::new(from, body.end)),
        };
        let cells = rest + tail;
        let broken = hyphen > 0 || blank == 0 && body.of(self.gauge.text).ends_with(['-', '‐']);
        let seam = if broken { Seam::Hyphen } else { Seam::Open };
        self.atoms.push(Atom { end, cells, blank, hyphen, seam });
    }

    /// Breaks what was added into lines, of which the last ends at `end`.
    fn settle(&mut self, end: Place) {
        let ways = self.ways();
        let mut lines = Vec::new();
        let mut next = self.atoms.len();
        while next > 0 {
            let Way { first, .. } = ways[next - 1];
            let last = self.atoms[next - 1];
            let begin = if first == 0 { self.begin } else { self.atoms[first - 1].end };
            let ends = next == self.atoms.len();
            lines.push(Filled {
                span: Span::new(begin, if ends { end } else { last.end }),
                goes_on: first > 0,
                ends,
                hyphen: !ends && last.seam == Seam::Made,
            });
            next = first;
        }
        if lines.is_empty() {
            lines.push(Filled::whole(Span::new(self.begin, end)));
        }
        self.lines.extend(lines.into_iter().rev());
        self.begin = end;
        self.atoms.clear();
    }

    /// The best way to end a line with each of the atoms.
    fn ways(&self) -> Vec<Way> {
        // The cells before each atom, and the blanks that part words there.
        let mut before = Vec::with_capacity(self.atoms.len());
        let (mut cells, mut gaps) = (0, 0);
        for atom in &self.atoms {
            before.push((cells, gaps));
            cells += atom.cells + atom.blank;
            gaps += usize::from(atom.blank > 0);
        }
        let mut ways: Vec<Way> = Vec::with_capacity(self.atoms.len());
        for (last, atom) in self.atoms.iter().enumerate() {
            let mut best = Way { cost: u64::MAX, first: last };
            for first in (last.saturating_sub(FARTHEST)..=last).rev() {
                let room = if first == 0 { self.room.first } else { self.room.rest };
                let cells = before[last].0 - before[first].0 + atom.cells + atom.hyphen;
                if cells > room && first < last {
                    break;
                }
                let gaps = before[last].1 - before[first].1;
                let line = self.cost(Line { first, last, room, cells, gaps });
                let cost = line.saturating_add(first.checked_sub(1).map_or(0, |it| ways[it].cost));
                if cost < best.cost {
                    best = Way { cost, first };
                }
            }
            ways.push(best);
        }
        ways
    }

    /// The demerits of a line.
    fn cost(&self, line: Line) -> u64 {
        if line.cells > line.room {
            return OVERFULL;
        }
        let seam = self.atoms[line.last].seam;
        let before = line.first.checked_sub(1).map(|before| self.atoms[before].seam);
        let broken = |seam| matches!(seam, Seam::Hyphen | Seam::Made);
        let after_hyphen = before.is_some_and(broken);
        if line.last + 1 == self.atoms.len() {
            let scrap = line.gaps == 0 && line.first > 0 && line.cells <= (line.room / 8).max(4);
            return LINE * LINE
                + if scrap { SCRAP } else { 0 }
                + if after_hyphen { LAST_HYPHEN } else { 0 };
        }
        let penalty = match seam {
            Seam::Open => 0,
            Seam::Hyphen | Seam::Made => HYPHEN,
            Seam::Torn => TORN,
        };
        let two = if broken(seam) && after_hyphen { TWO_HYPHENS } else { 0 };
        (LINE + self.badness(line)).pow(2) + penalty.pow(2) + two
    }

    /// How bad it is that a line is so much short of its room: a hundred times the cube of what it
    /// is stretched by, in what it may be (TeX, `badness`). Of a ragged line that is a quarter of its
    /// room, since no eye minds an edge that is; of a justified one, three quarters of a cell at each blank.
    fn badness(&self, line: Line) -> u64 {
        let short = (line.room - line.cells) as u64;
        let (short, stretch) = match self.aim.justified {
            true => (short * 4, line.gaps as u64 * 3),
            false => (short, (line.room as u64 / 4).max(3)),
        };
        if stretch == 0 {
            return if short == 0 { 0 } else { WORST };
        }
        (100 * short.pow(3) / stretch.pow(3)).min(WORST)
    }
}

/// A line that is weighed: its first atom and its last, its room and what it takes of it, in cells,
/// and how many blanks it has between words.
#[derive(Debug, Clone, Copy)]
struct Line {
    first: usize,
    last: usize,
    room: usize,
    cells: usize,
    gaps: usize,
}
