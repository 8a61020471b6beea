//! One block → its lines at a width.

use super::breaks::fill::fill;
use super::breaks::justify::{can_be_justified, justify};
use super::breaks::room::{Aim, Room};
use super::line::{Line, Piece};
use super::manner::Manner;
use super::role::{Link, LinkRole, Part, Role};
use super::runs::{Runs, part_of};
use super::set::{part_labels, set};
use super::table;
use super::width::cells;
use crate::doc::{Block, ContainerId, Enclosure, Kind, NoteId, Span};
use crate::text::Text;

/// How far a verse that is too long for its line is set in where it goes on.
const TURN: usize = 4;

/// Lays out block number `index` at `width` cells. There is at least one line; their spans cover
/// the block without gaps.
pub(super) fn lay_out(text: &Text, index: usize, width: usize, manner: Manner) -> Vec<Line> {
    let block = &text.document.blocks[index];
    let prefix = Prefix::of(text, index, width);
    let room = width.saturating_sub(prefix.cells).max(1);
    let mut lines = match &block.kind {
        Kind::Table(table) => table::lay_out(text, block, table, room, manner),
        Kind::Code { .. } => code(text, block),
        Kind::Rule => vec![rule(block, room)],
        Kind::Verse => {
            prose(text, block, room, Indents { first: 0, rest: TURN.min(room / 4) }, manner)
        }
        Kind::Paragraph => {
            prose(text, block, room, Indents { first: manner.indent, rest: 0 }, manner)
        }
        Kind::Heading { .. } | Kind::Figure | Kind::Caption => {
            prose(text, block, room, Indents::default(), manner)
        }
    };
    if lines.is_empty() {
        lines.push(Line { span: block.span, ..Line::default() });
    }
    if matches!(block.kind, Kind::Paragraph | Kind::Caption | Kind::Heading { .. } | Kind::Verse) {
        lines = spaced(lines, manner.between);
    }
    for (row, line) in lines.iter_mut().enumerate() {
        prefix.put_before(line, row == 0);
    }
    lines
}

/// Lines with so many blank rows between. Each stands above the line it parts from the one before,
/// and belongs to its words.
fn spaced(lines: Vec<Line>, between: usize) -> Vec<Line> {
    let spaced = lines.into_iter().enumerate().flat_map(|(row, line)| {
        let above = if row == 0 { 0 } else { between };
        let blank = Line::blank(line.span.start);
        std::iter::repeat_n(blank, above).chain(std::iter::once(line))
    });
    spaced.collect()
}

/// How far lines are set in, in cells: the first, and those that go on from the one before.
#[derive(Debug, Clone, Copy, Default)]
struct Indents {
    first: usize,
    rest: usize,
}

/// Sets prose in lines. Those of paragraphs are weighed; headings and verse stand as they fall.
fn prose(text: &Text, block: &Block, room: usize, indents: Indents, manner: Manner) -> Vec<Line> {
    let words = &text.document.text;
    let runs = manner.runs(text, block, part_of(text, block));
    let aim = manner.aim.filter(|_| matches!(block.kind, Kind::Paragraph));
    let justified = aim.is_some_and(|aim| aim.justified) && can_be_justified(block.span.of(words));
    let aim = aim.map(|aim| Aim { justified, ..aim });
    let (first, rest) = (room - indents.first.min(room - 1), room - indents.rest);
    let filled = fill(words, &runs, block.span, Room { first, rest }, aim);
    let lines = filled.into_iter().enumerate().flat_map(|(row, line)| {
        let indent = match row {
            0 => room - first,
            _ if line.goes_on => indents.rest,
            _ => 0,
        };
        let mut set = set(words, &runs, line.span, indent);
        if line.hyphen {
            set.hyphenate();
        }
        if justified && !line.ends {
            justify(&mut set, words, room, row % 2 == 1);
        }
        part_labels(set, room, indent)
    });
    lines.collect()
}

fn code(text: &Text, block: &Block) -> Vec<Line> {
    let runs = Runs::of(text, block, Part::Code);
    let words = &text.document.text;
    let mut start = block.span.start;
    let mut lines: Vec<Line> = Vec::new();
    for line in block.span.of(words).split_inclusive('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end;
        lines.push(Line { wide: true, ..set(words, &runs, span, 0) });
    }
    lines
}

fn rule(block: &Block, room: usize) -> Line {
    let mut line = Line::blank(block.span.start);
    let length = (room / 3).max(1);
    let role = Role { part: Part::Line, ..Role::default() };
    line.push_made(&"─".repeat(length), block.span.start, role, None);
    line.indent((room - length) / 2);
    line
}

/// What stands to the left of the lines of a block: bars of quotations, markers of items, the
/// label of a note.
struct Prefix {
    parts: Vec<Bar>,
    cells: usize,
}

struct Bar {
    /// What stands before the first line, and before the others.
    first: String,
    rest: String,
    role: Role,
    link: Option<Link>,
}

impl Prefix {
    fn of(text: &Text, index: usize, width: usize) -> Self {
        let document = &text.document;
        let block = &document.blocks[index];
        let bar = |(id, kind): (ContainerId, &Enclosure)| match kind {
            Enclosure::Quote => Bar::new("  │ ", "  │ ", Part::Marker),
            Enclosure::Definition => Bar::new("    ", "    ", Part::Marker),
            Enclosure::Item { marker } => {
                let shown = format!("{marker} ");
                let blank = " ".repeat(cells(&shown));
                let first = if document.opens(index, id) { shown } else { blank.clone() };
                Bar { first, rest: blank, role: part_role(Part::Marker), link: None }
            }
        };
        let label = document.note_of_block(index).map(|note| Bar::label(text, note, index));
        // In a narrow column words come first, and bars go, the outermost before the others: so the
        // innermost are asked for, as many as there is room for.
        let mut total = 0;
        let mut parts: Vec<Bar> = Vec::new();
        for bar in document.around(block).map(bar).chain(label) {
            let more = cells(&bar.rest);
            if (total + more) * 2 > width {
                break;
            }
            total += more;
            parts.push(bar);
        }
        parts.reverse();
        Self { parts, cells: total }
    }

    fn put_before(&self, line: &mut Line, first: bool) {
        line.indent(self.cells);
        let mut x = 0;
        let mut pieces = Vec::new();
        for bar in &self.parts {
            let shown = if first { &bar.first } else { &bar.rest };
            let width = cells(shown);
            if !shown.trim().is_empty() {
                pieces.push(Piece {
                    x,
                    cells: width,
                    span: Span::at(line.span.start),
                    made: Some(shown.as_str().into()),
                    role: bar.role,
                    link: if first { bar.link } else { None },
                });
            }
            x += width;
        }
        line.pieces.splice(0..0, pieces);
    }
}

impl Bar {
    fn new(first: &str, rest: &str, part: Part) -> Self {
        Self { first: first.to_owned(), rest: rest.to_owned(), role: part_role(part), link: None }
    }

    fn label(text: &Text, note: NoteId, index: usize) -> Self {
        let entry = text.document.note(note);
        let shown = format!("{} ", entry.label);
        let blank = " ".repeat(cells(&shown));
        let is_first = entry.blocks.start == index;
        let role = Role { link: Some(LinkRole::Note), ..part_role(Part::Label) };
        let link = is_first.then_some(Link::NoteLabel(note));
        Self { first: if is_first { shown } else { blank.clone() }, rest: blank, role, link }
    }
}

fn part_role(part: Part) -> Role {
    Role { part, ..Role::default() }
}
