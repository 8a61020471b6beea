//! Sheets of two pages, or of two columns, and the gutter between them.

use std::ops::Range;

use crate::doc::Document;

/// The lines a sheet must have for its gutter to be told from chance.
const FULL: usize = 10;

/// The longest line that two lines of print make, in characters.
const WIDEST: usize = 400;

/// A line of a sheet.
#[derive(Debug)]
pub(super) struct Row<'d> {
    /// Its words, blanks among them.
    pub words: &'d str,
    /// Whether a blank line stands above it.
    pub opens: bool,
    /// How many sheets begin with it.
    pub feeds: usize,
}

/// All lines of a text.
pub(super) fn rows(document: &Document) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let mut marks = document.marks.iter().map(|mark| mark.span.start).peekable();
    for block in &document.blocks {
        let mut place = block.span.start;
        for (number, words) in document.words(block.span).split('\n').enumerate() {
            let mut feeds = 0;
            place += words.len() + 1;
            while marks.next_if(|&mark| mark < place).is_some() {
                feeds += 1;
            }
            rows.push(Row { words, opens: number == 0, feeds });
        }
    }
    rows
}

/// A sheet, and where it is parted.
pub(super) struct Sheet<'r> {
    /// Its lines.
    pub rows: &'r [Row<'r>],
    /// The columns of its gutter.
    pub gutter: Option<Range<usize>>,
}

/// The sheets of a text, each with its gutter.
pub(super) fn sheets<'r>(rows: &'r [Row<'r>]) -> Vec<Sheet<'r>> {
    let mut sheets = Vec::new();
    let mut begin = 0;
    for end in 1..=rows.len() {
        if rows.get(end).is_none_or(|row| row.feeds > 0) {
            let rows = &rows[begin..end];
            sheets.push(Sheet { rows, gutter: gutter(rows) });
            begin = end;
        }
    }
    sheets
}

/// Finds the columns that hardly any row stands in, with text on both sides of most rows, and
/// nearest to the middle: figures of a contents list stand apart too.
fn gutter(rows: &[Row<'_>]) -> Option<Range<usize>> {
    let taken = taken(rows)?;
    let width = taken.len();
    let within = width / 5..width - width / 5;
    let middle = width / 2;
    let mut best: Option<(usize, std::cmp::Reverse<usize>, Range<usize>)> = None;
    for band in runs(within, |column| taken[column] * 8 <= rows.len()) {
        // The longest lines of the left reach into it.
        let least = band.clone().map(|column| taken[column]).min().unwrap_or(0);
        let cores = runs(band.clone(), |column| taken[column] == least);
        let Some(core) = cores.into_iter().max_by_key(ExactSizeIterator::len) else { continue };
        let sides = |row: &&Row<'_>| matches!(split(row.words, &core), Split::Both(..));
        let both = rows.iter().filter(sides).count();
        let away = band.start.saturating_sub(middle).max(middle.saturating_sub(band.end));
        let found = (both, std::cmp::Reverse(away), core);
        // A single blank parts words.
        let wide = band.len() >= 2 && both > 0;
        if wide && best.as_ref().is_none_or(|best| (found.0, found.1) > (best.0, best.1)) {
            best = Some(found);
        }
    }
    best.map(|(.., core)| core)
}

/// How many rows have a letter in each column; `None` where a line is too long for print.
fn taken(rows: &[Row<'_>]) -> Option<Vec<usize>> {
    let mut taken: Vec<usize> = Vec::new();
    for row in rows {
        for (column, c) in row.words.chars().enumerate() {
            if column > WIDEST {
                return None;
            }
            if taken.len() <= column {
                taken.push(0);
            }
            taken[column] += usize::from(!c.is_whitespace());
        }
    }
    Some(taken)
}

/// The runs of columns that something holds of.
fn runs(columns: Range<usize>, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for column in columns.filter(|&column| holds(column)) {
        match runs.last_mut() {
            Some(run) if run.end == column => run.end += 1,
            _ => runs.push(column..column + 1),
        }
    }
    runs
}

/// A row at its gutter.
pub(super) enum Split<'d> {
    /// It has words on its left side alone.
    Left(&'d str),
    /// The column the right side begins in, and its words.
    Right(usize, &'d str),
    /// It has words on both.
    Both(&'d str, usize, &'d str),
    /// It stands across the gutter.
    Across(&'d str),
}

/// A row parted at a gutter.
pub(super) fn split<'d>(words: &'d str, gutter: &Range<usize>) -> Split<'d> {
    let byte = |column: usize| words.char_indices().nth(column).map_or(words.len(), |(at, _)| at);
    let (from, to) = (byte(gutter.start), byte(gutter.end));
    let (left, right) = (words[..from].trim_end(), &words[to..]);
    let blanks = right.chars().take_while(|c| c.is_whitespace()).count();
    let between = words[left.len()..to].chars().count() + blanks;
    // A single blank parts words, not pages.
    let across = !words[from..to].trim().is_empty()
        || between < 2 && !left.is_empty() && !right.trim().is_empty();
    if across {
        return Split::Across(words);
    }
    match (left.is_empty(), right.trim().is_empty()) {
        (_, true) => Split::Left(left),
        (true, false) => Split::Right(gutter.end + blanks, right.trim()),
        (false, false) => Split::Both(left, gutter.end + blanks, right.trim()),
    }
}

impl Sheet<'_> {
    /// Whether it has lines enough to tell whether there is a gutter.
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= FULL
    }

    /// The length of its longest line, in characters.
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(|row| row.words.chars().count()).max().unwrap_or(0)
    }

    pub(super) fn sides(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().filter_map(|row| match split(row.words, self.gutter.as_ref()?) {
            Split::Both(left, _, right) => Some((left.trim(), right)),
            _ => None,
        })
    }

    pub(super) fn is_across(&self, row: &Row<'_>) -> bool {
        let gutter = self.gutter.as_ref();
        gutter.is_some_and(|gutter| matches!(split(row.words, gutter), Split::Across(_)))
    }

    /// Whether most rows have text on both sides.
    pub(super) fn is_parted_throughout(&self) -> bool {
        self.sides().count() * 2 >= self.rows.len()
    }

    pub(super) fn is_crossed_at_edge(&self) -> bool {
        let (first, last) = (self.rows.iter().take(2), self.rows.iter().rev().take(2));
        first.chain(last).any(|row| self.is_across(row))
    }

    /// Whether it may be parted although few of its rows have text on both sides: none stands
    /// across, and the right side is no column of figures, which a contents list has.
    pub(super) fn is_clear(&self) -> bool {
        let letters = |words: &str| words.chars().filter(|c| c.is_alphabetic()).count() > 3;
        !self.rows.iter().any(|row| self.is_across(row))
            && self.rows.iter().any(|row| {
                match self.gutter.as_ref().map(|at| split(row.words, at)) {
                    Some(Split::Right(_, right) | Split::Both(_, _, right)) => letters(right),
                    _ => false,
                }
            })
    }
}
