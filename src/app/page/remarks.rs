//! The reader’s remarks on the screen: each in a box among the notes, at the line of its words.

use std::rc::Rc;

use crate::app::App;
use crate::app::page::screen::Area;
use crate::app::page::shown::Shown;
use crate::doc::Span;
use crate::layout::{Laid, Line, Part, Role, Row, Style, wrap};
use crate::marks::Colour;

/// How many cells the sign before a remark takes, with the blank after it.
const SIGN: usize = 2;
/// The most lines of a remark that are set: nobody reads more in a column.
const MOST: usize = 500;

/// A remark that words on the screen may have.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Remarked<'a> {
    /// The number of its mark.
    pub(in crate::app) mark: u32,
    /// The words it is on.
    pub(in crate::app) span: Span,
    /// The colour of these.
    pub(in crate::app) colour: Colour,
    /// What it says.
    pub(in crate::app) words: &'a str,
    /// Whether it is another’s.
    pub(in crate::app) carried: bool,
}

/// A remark on the screen.
#[derive(Debug)]
pub struct RemarkBox {
    /// The number of its mark.
    pub mark: u32,
    /// The colour of that.
    pub colour: Colour,
    /// Whether it is another’s.
    pub carried: bool,
    /// Where it stands.
    pub area: Area,
    /// Its rows, top down; `None` is blank. As many as fit.
    pub rows: Vec<Option<Shown>>,
    /// How many more rows it has; the last row of the area says so.
    pub more: usize,
    /// Whether the reader chose it.
    pub chosen: bool,
}

/// The rows of a box, each with what it is laid out with.
type Rows = Vec<Option<(Row, Rc<Laid>)>>;

impl RemarkBox {
    /// A remark in an area. If it does not fit, its last row is left for saying so.
    pub(super) fn new(remark: &Remarked<'_>, area: Area, rows: Rows, chosen: bool) -> Self {
        let height = usize::from(area.height);
        let end = if rows.len() <= height { rows.len() } else { height.saturating_sub(1) };
        let more = rows.len() - end;
        let shown = rows.into_iter().take(end).zip(area.y..);
        let shown = shown.map(|(row, y)| row.map(|(row, laid)| Shown { x: area.x, y, row, laid }));
        let &Remarked { mark, colour, carried, .. } = remark;
        Self { mark, colour, carried, area, rows: shown.collect(), more, chosen }
    }
}

/// The rows of a remark in so many cells, with room for the sign before them.
pub(super) fn rows_of(remark: &Remarked<'_>, width: usize) -> Rows {
    let room = width.saturating_sub(SIGN).max(1);
    let wrapped = remark.words.lines().flat_map(|line| match line.trim() {
        "" => vec![String::new()],
        line => wrap(line, room),
    });
    let style = Style { emphasis: true, ..Style::default() };
    let role = Role { part: Part::Body, style, ..Role::default() };
    let lines = wrapped.take(MOST).map(|words| {
        let mut line = Line::blank(remark.span.start);
        line.push_made(&words, remark.span.start, role, None);
        line.indent(SIGN);
        line
    });
    let laid = Rc::new(Laid { lines: lines.collect(), above: 0 });
    (0..laid.lines.len()).map(|row| Some((Row { block: 0, row }, Rc::clone(&laid)))).collect()
}

impl App {
    /// The remarks there are on words of the text.
    pub(in crate::app) fn remarked(&self) -> Vec<Remarked<'_>> {
        let marks = self.marks.iter().zip(0..);
        let remarked = marks.filter_map(|(mark, number)| {
            let words = &*mark.annotation.remark;
            let (span, colour) = (mark.at.span()?, mark.annotation.colour);
            let carried = mark.carried;
            let remarked = Remarked { mark: number, span, colour, words, carried };
            (!words.trim().is_empty()).then_some(remarked)
        });
        remarked.collect()
    }
}
