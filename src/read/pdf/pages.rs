//! Pages → blocks of lines, each line with how it stood.

use std::collections::{BTreeMap, HashMap};

use crate::doc::{Builder, Geometry, Kind, MarkKind, Problem};
use crate::read::pdf::drawn::glyph::{BOLD, Drawn, HIDDEN, ITALIC, LOWERED, Layer, RAISED, Rule};
use crate::read::pdf::evidence::{self, Outlined};
use crate::read::pdf::page::columns::Gutters;
use crate::read::pdf::page::lines::{self, Line};
use crate::read::pdf::page::runs;
use crate::read::pdf::page::skew;
use crate::read::pdf::page::words::Words;
use crate::read::pdf::said::about::Seen;
use crate::read::pdf::said::anchors::{self, Anchors};
use crate::read::pdf::said::links::{Link, Links};
use crate::read::pdf::said::tags::Tags;

/// Writes pages, one after the other.
pub(super) struct Pages<'w> {
    pub(super) to: Builder,
    links: &'w Links,
    tags: &'w Tags,
    gutters: Gutters,
    /// How far apart lines of a size stand: the size in half points, the distance in points.
    pitches: HashMap<i32, f32>,
    words: Words,
    /// The labels of the pages that began since the last word, and the places on them that links
    /// lead to.
    begun: Vec<Option<String>>,
    empty: Vec<String>,
    /// How many letters were written.
    pub(super) letters: usize,
    /// What tells what the work is.
    pub(super) seen: Seen,
}

/// A page that is written.
struct Sheet<'d> {
    number: u32,
    drawn: &'d Drawn,
    /// Whether its words were recognised and not set: their sizes are guessed.
    scanned: bool,
    links: &'d [Link],
    outlined: Outlined<'d>,
    anchors: Anchors,
}

impl<'w> Pages<'w> {
    /// Of a file that says this of its pages.
    pub(super) fn new(links: &'w Links, tags: &'w Tags) -> Self {
        Self {
            to: Builder::new(),
            links,
            tags,
            gutters: Gutters::default(),
            pitches: HashMap::new(),
            words: Words::default(),
            begun: Vec::new(),
            empty: Vec::new(),
            letters: 0,
            seen: Seen::default(),
        }
    }

    /// Writes page number `number`, from 0.
    pub(super) fn page(&mut self, number: usize, label: Option<String>, mut drawn: Drawn) {
        self.begun.push(label);
        let mut count = (0, 0);
        for glyph in drawn.layers.iter().flat_map(|layer| &layer.glyphs) {
            count.0 += usize::from(glyph.look & HIDDEN != 0);
            count.1 += 1;
        }
        let scanned = count.0 * 2 > count.1;
        if scanned {
            drawn.layers.iter_mut().for_each(|layer| skew::straighten(&mut layer.glyphs));
        }
        let (drawn, links) = (&drawn, self.links);
        let mut sheet = Sheet {
            number: number as u32,
            drawn,
            scanned,
            links: links.links.get(&number).map_or(&[], Vec::as_slice),
            outlined: Outlined::new(links.outline.get(&number).map_or(&[], Vec::as_slice)),
            anchors: Anchors::new(),
        };
        let nothing = BTreeMap::new();
        let targets = links.targets.get(&number).unwrap_or(&nothing);
        if count.1 == 0 {
            self.empty.extend(targets.keys().cloned());
        }
        for (index, layer) in drawn.layers.iter().enumerate() {
            let targets = if index == 0 { targets } else { &nothing };
            self.layer(&mut sheet, layer, index == 0, targets);
        }
        if drawn.cut {
            let what = format!(
                "Sheet {} of the PDF has more on it than any page: some of it is left out.",
                number + 1
            );
            self.to.diagnose(Problem::Malformed, what);
        }
        self.seen.page_ends();
    }

    /// Writes what is set in one direction; `main` is whether it is the most usual one of its page.
    fn layer(
        &mut self,
        sheet: &mut Sheet<'_>,
        layer: &Layer,
        main: bool,
        targets: &BTreeMap<String, crate::read::pdf::said::links::Target>,
    ) {
        let runs = runs::of(layer);
        let mut aside = Gutters::default();
        let gutters = if main { &mut self.gutters } else { &mut aside };
        let mut parted = gutters.parts(&runs, main && !sheet.scanned);
        if sheet.number == 0 {
            parted.part_authors(&runs, &layer.glyphs);
        }
        let parts: Vec<Vec<Line>> =
            parted.parts.iter().map(|part| lines::of(&runs, part)).collect();
        let column = |(part, lines): (usize, &Vec<Line>)| {
            let left = || lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
            if part < parted.text { gutters.column(left()) } else { gutters.margin() }
        };
        let columns: Vec<u8> = parts.iter().enumerate().map(column).collect();
        self.learn(&parts);
        sheet.anchors = anchors::of(targets, &parts);
        let rules: &[Rule] = if layer.turn == 0 { &sheet.drawn.rules } else { &[] };
        for (part, lines) in parts.iter().enumerate() {
            for (at, line) in lines.iter().enumerate() {
                self.words.write(line, &runs, &layer.glyphs);
                if self.words.text.is_empty() {
                    continue;
                }
                let above = at.checked_sub(1).map(|at| &lines[at]);
                self.open(sheet, above, line);
                self.begin(sheet.anchors.remove(&(part, at)));
                let geometry = Geometry {
                    page: sheet.number,
                    column: columns[part],
                    ruled: evidence::is_ruled(line, above, rules),
                    turned: !main,
                    margin: part >= parted.text,
                    tag: evidence::tag(&self.words.cells, self.tags, sheet.number as usize),
                    outlined: sheet.outlined.depth(&self.words.text),
                    ..evidence::of(line, &self.words)
                };
                self.line(sheet, geometry);
            }
            self.to.close_block();
        }
    }

    /// Opens a block for a line, or goes on in the one that is open.
    fn open(&mut self, sheet: &Sheet<'_>, above: Option<&Line>, line: &Line) {
        let goes_on = above.is_some_and(|above| {
            let gap = line.baseline - above.baseline;
            let size = line.size.max(above.size);
            let usual =
                self.pitches.get(&class(line.size)).or(self.pitches.get(&class(above.size)));
            let usual = usual.copied().unwrap_or(size * 1.2);
            let change = (line.size - above.size).abs() / size;
            gap < usual * 1.22 + 0.3 && (change < 0.08 || sheet.scanned && change < 0.35)
        });
        if goes_on && self.to.in_block() {
            self.to.text("\n");
        } else {
            self.to.open_block(Kind::Verse);
        }
    }

    /// Says what begins with the next word: pages, and places that links lead to.
    fn begin(&mut self, anchors: Option<Vec<String>>) {
        for number in self.begun.drain(..) {
            let mark = self.to.open_mark(MarkKind::Page { number: number.map(Into::into) });
            self.to.close_mark(mark);
        }
        for name in self.empty.drain(..).chain(anchors.unwrap_or_default()) {
            self.to.anchor_here(&name);
        }
    }

    /// Writes the line that was written to `words`.
    fn line(&mut self, sheet: &Sheet<'_>, geometry: Geometry) {
        self.seen.line(sheet.number, &geometry, &self.words.text);
        self.to.set_line(geometry);
        let start = self.to.here();
        self.to.text(&self.words.text);
        self.letters += self.words.cells.len();
        for (look, kind) in [
            (BOLD, MarkKind::Strong),
            (ITALIC, MarkKind::Emphasis),
            (RAISED, MarkKind::Superscript),
            (LOWERED, MarkKind::Subscript),
        ] {
            let has = |at: usize| (self.words.cells[at].look & look != 0).then_some(());
            for (from, to, ()) in self.words.stretches(has) {
                self.to.mark_from(start + from, start + to, kind.clone());
            }
        }
        let (top, bottom) = (geometry.baseline - geometry.size, geometry.baseline);
        let (top, bottom) = (top as f32 / 10.0, bottom as f32 / 10.0);
        let near = |link: &&Link| link.bounds[1] < bottom && link.bounds[3] > top;
        let links: Vec<&Link> = sheet.links.iter().filter(near).take(64).collect();
        if links.is_empty() || geometry.turned {
            return;
        }
        let linked = |at: usize| {
            let (x, y) = self.words.cells[at].middle();
            let holds = |[left, top, right, bottom]: [f32; 4]| {
                left <= x && x <= right && top <= y && y <= bottom
            };
            links.iter().position(|link| holds(link.bounds))
        };
        for (from, to, link) in self.words.stretches(linked) {
            self.to.link_from(start + from, start + to, &links[link].to);
        }
    }

    /// Learns how far apart the lines of each size stand.
    fn learn(&mut self, parts: &[Vec<Line>]) {
        let mut found: HashMap<i32, Vec<f32>> = HashMap::new();
        for pair in parts.iter().flat_map(|lines| lines.windows(2)) {
            let (above, line) = (&pair[0], &pair[1]);
            let gap = line.baseline - above.baseline;
            if class(above.size) == class(line.size)
                && gap > line.size * 0.8
                && gap < line.size * 2.5
            {
                found.entry(class(line.size)).or_default().push(gap);
            }
        }
        for (size, mut gaps) in found {
            if gaps.len() >= 3 {
                gaps.sort_by(f32::total_cmp);
                self.pitches.insert(size, gaps[gaps.len() / 2]);
            }
        }
    }
}

/// The class of a size: half points.
fn class(size: f32) -> i32 {
    (size * 2.0).round() as i32
}
