//! Sheets of two pages, and pages of two columns, as extractors that keep the layout leave them:
//! each line holds a line of the left, blanks, and a line of the right.
//!
//! Between the two is a gutter: columns of the text that are blank in all lines, or nearly. Verse
//! with a rest in each line has none, for the rests stand in different places; tables have one,
//! but their cells do not go on from line to line as sentences do.
//!
//! The surprise: what is parted is a document of its own, as if read so, before anything else is
//! asked of it. Everything behind it finds pages and paragraphs that lie one behind the other.

use std::ops::Range;

use crate::doc::{Builder, Document, Kind, MarkKind, Repair, RepairKind, Span};
use crate::language::sentence::{End, Start, end, start};

/// A text whose sheets were parted.
#[derive(Debug)]
pub(crate) struct Parted {
    /// The text, left before right.
    pub document: Document,
    /// How many sheets or pages were parted.
    pub count: usize,
}

impl Parted {
    /// Says what was done.
    pub(crate) fn repair(&self) -> Repair {
        let what = match self.count {
            1 => "The two sides of a sheet were parted and follow one another.".to_owned(),
            count => format!("The two sides of {count} sheets were parted and follow one another."),
        };
        Repair { kind: RepairKind::PageOrder, place: 0, what }
    }
}

/// Parts the sheets of a plain text at their gutters. `None` where most have none.
pub(crate) fn part(document: &Document) -> Option<Parted> {
    let lines_only = document.blocks.iter().all(|block| block.kind == Kind::Verse)
        && document.marks.iter().all(|mark| matches!(mark.kind, MarkKind::Page { .. }));
    if !lines_only {
        return None;
    }
    let rows = rows(document);
    let sheets = sheets(&rows);
    let strong: Vec<&Sheet<'_>> =
        sheets.iter().filter(|sheet| sheet.is_full() && sheet.is_parted_throughout()).collect();
    // Where one page of two is blank, nothing shows but that the lines are short.
    let width = strong.iter().map(|sheet| sheet.width()).max().unwrap_or(0);
    let wide = |sheet: &&Sheet<'_>| sheet.is_full() && sheet.width() * 4 > width * 3;
    let wide = sheets.iter().filter(wide).count();
    if strong.is_empty() || strong.len() * 5 < wide * 3 || !go_on(&strong) {
        return None;
    }
    // What stands across the gutter at the edge of pages is their number or their head: the
    // columns below it are of one page. Two pages have one each.
    let crossed = strong.iter().filter(|sheet| sheet.is_crossed_at_edge()).count();
    let columns = crossed * 3 >= strong.len();
    let mut parted = Writer { document, to: Builder::new(), begun: 0, count: 0 };
    parted.to.metadata = document.metadata.clone();
    for sheet in &sheets {
        parted.sheet(sheet, columns);
    }
    let count = parted.count;
    let mut parted = parted.to.finish(&document.source);
    parted.diagnostics.clone_from(&document.diagnostics);
    Some(Parted { document: parted, count })
}

/// The lines a sheet must have for its gutter to be told from chance.
const FULL: usize = 10;

/// The longest line that two lines of print make, in characters.
const WIDEST: usize = 400;

/// A line of a sheet.
#[derive(Debug)]
struct Row<'d> {
    words: &'d str,
    /// Whether a blank line stands above it.
    opens: bool,
    /// How many sheets begin with it.
    feeds: usize,
}

fn rows(document: &Document) -> Vec<Row<'_>> {
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
struct Sheet<'r> {
    rows: &'r [Row<'r>],
    /// The columns of its gutter.
    gutter: Option<Range<usize>>,
}

fn sheets<'r>(rows: &'r [Row<'r>]) -> Vec<Sheet<'r>> {
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
enum Split<'d> {
    Left(&'d str),
    /// The column the right side begins in, and its words.
    Right(usize, &'d str),
    Both(&'d str, usize, &'d str),
    /// It stands across the gutter.
    Across(&'d str),
}

fn split<'d>(words: &'d str, gutter: &Range<usize>) -> Split<'d> {
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
    fn is_full(&self) -> bool {
        self.rows.len() >= FULL
    }

    /// The length of its longest line, in characters.
    fn width(&self) -> usize {
        self.rows.iter().map(|row| row.words.chars().count()).max().unwrap_or(0)
    }

    fn sides(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().filter_map(|row| match split(row.words, self.gutter.as_ref()?) {
            Split::Both(left, _, right) => Some((left.trim(), right)),
            _ => None,
        })
    }

    fn is_across(&self, row: &Row<'_>) -> bool {
        let gutter = self.gutter.as_ref();
        gutter.is_some_and(|gutter| matches!(split(row.words, gutter), Split::Across(_)))
    }

    /// Whether most rows have text on both sides.
    fn is_parted_throughout(&self) -> bool {
        self.sides().count() * 2 >= self.rows.len()
    }

    fn is_crossed_at_edge(&self) -> bool {
        let (first, last) = (self.rows.iter().take(2), self.rows.iter().rev().take(2));
        first.chain(last).any(|row| self.is_across(row))
    }

    /// Whether it may be parted although few of its rows have text on both sides: none stands
    /// across, and the right side is no column of figures, which a contents list has.
    fn is_clear(&self) -> bool {
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

/// Whether both sides of sheets read on from line to line, as prose does and cells of tables do
/// not: a good part of their lines begin within a sentence.
fn go_on(sheets: &[&Sheet<'_>]) -> bool {
    let mut all = 0;
    let (mut left, mut right) = (0, 0);
    let inside =
        |words: &str| words.split_whitespace().count() > 2 && words.starts_with(char::is_lowercase);
    for (one, other) in sheets.iter().flat_map(|sheet| sheet.sides()) {
        all += 1;
        left += usize::from(inside(one));
        right += usize::from(inside(other));
    }
    left * 4 >= all && right * 4 >= all
}

/// Writes the text anew.
struct Writer<'d> {
    document: &'d Document,
    to: Builder,
    /// The pages that have begun since the last line.
    begun: usize,
    count: usize,
}

impl Writer<'_> {
    fn sheet(&mut self, sheet: &Sheet<'_>, columns: bool) {
        let feeds = sheet.rows.first().map_or(0, |row| row.feeds);
        // A blank sheet is two blank pages.
        self.begun += if columns { feeds } else { (feeds * 2).saturating_sub(1) };
        let parts = sheet.is_parted_throughout() || !columns && sheet.is_clear();
        let Some(gutter) = sheet.gutter.as_ref().filter(|_| parts) else {
            // One page of the two is blank. Where sheets are folded, that is mostly the left: the
            // odd pages, which chapters begin on, lie to the right.
            self.begun += usize::from(!columns);
            let lines = sheet.rows.iter().map(|row| Some((0, row.words)));
            return self.lines(sheet.rows, lines);
        };
        self.count += 1;
        if !columns {
            self.side(sheet.rows, gutter, Side::Left);
            self.begun += 1;
            return self.side(sheet.rows, gutter, Side::Right);
        }
        // What stands across both columns parts what is above it from what is below.
        let mut begin = 0;
        for (at, row) in sheet.rows.iter().enumerate() {
            if sheet.is_across(row) {
                self.columns(&sheet.rows[begin..at], gutter);
                self.lines(&sheet.rows[at..=at], std::iter::once(Some((0, row.words))));
                begin = at + 1;
            }
        }
        self.columns(&sheet.rows[begin..], gutter);
    }

    fn columns(&mut self, rows: &[Row<'_>], gutter: &Range<usize>) {
        self.side(rows, gutter, Side::Left);
        self.side(rows, gutter, Side::Right);
    }

    fn side(&mut self, rows: &[Row<'_>], gutter: &Range<usize>, side: Side) {
        let lines: Vec<Option<(usize, &str)>> = rows
            .iter()
            .map(|row| match (split(row.words, gutter), side) {
                (Split::Left(left) | Split::Both(left, ..) | Split::Across(left), Side::Left) => {
                    Some((0, left))
                }
                (Split::Right(column, right) | Split::Both(_, column, right), Side::Right) => {
                    Some((column, right))
                }
                _ => None,
            })
            .collect();
        self.lines(rows, lines.into_iter());
    }

    /// Adds the lines of one side: the column each begins in, and its words.
    fn lines<'w>(
        &mut self,
        rows: &[Row<'_>],
        lines: impl Iterator<Item = Option<(usize, &'w str)>> + Clone,
    ) {
        let margin = lines.clone().flatten().map(|(column, _)| column).min().unwrap_or(0);
        let mut before: Option<&str> = None;
        let (mut blank, mut skipped) = (false, false);
        for (row, line) in rows.iter().zip(lines) {
            blank |= row.opens;
            let Some((column, words)) = line else {
                skipped = true;
                continue;
            };
            // Lines of the two sides seldom stand at one height throughout: a row without text
            // on this side is no gap where its sentence goes on.
            let goes_on = || {
                before.is_some_and(|before| matches!(end(before), End::Open | End::Broken))
                    && start(words) == Start::Inside
            };
            if before.is_none() || blank || skipped && !goes_on() {
                self.to.close_block();
                self.to.open_block(Kind::Verse);
            } else {
                self.to.text("\n");
            }
            for _ in 0..std::mem::take(&mut self.begun) {
                let mark = self.to.open_mark(MarkKind::Page { number: None });
                self.to.close_mark(mark);
            }
            self.to.text(&" ".repeat(column - margin));
            let place = words.as_ptr() as usize - self.document.text.as_ptr() as usize;
            self.to.origin_of(self.document, Span::new(place, place + words.len()));
            self.to.text(words);
            before = Some(words);
            (blank, skipped) = (false, false);
        }
        self.to.close_block();
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of prose, `count` of them, that all begin within their sentence.
    fn prose(name: &str, count: usize) -> Vec<String> {
        (0..count).map(|line| format!("and {name} goes on with its line {line}")).collect()
    }

    /// Sets two pages side by side.
    fn side_by_side(left: &[String], right: &[String]) -> String {
        let line = |at: usize| {
            let side = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
            format!("{:40}{}\n", side(left), side(right)).trim_end().to_owned()
        };
        let lines: Vec<String> = (0..left.len().max(right.len())).map(line).collect();
        lines.join("\n")
    }

    /// A plain text as it is read: blocks of lines, and marks where pages begin.
    fn read(text: &str) -> Document {
        let mut to = Builder::new();
        let mut begun = 0;
        for (page, content) in text.split('\x0c').enumerate() {
            begun += usize::from(page > 0);
            for block in content.split("\n\n").filter(|block| !block.trim().is_empty()) {
                to.open_block(Kind::Verse);
                for _ in 0..std::mem::take(&mut begun) {
                    let mark = to.open_mark(MarkKind::Page { number: None });
                    to.close_mark(mark);
                }
                to.text(block.trim_matches('\n'));
                to.close_block();
            }
        }
        to.finish("x")
    }

    /// The lines of a parted text, a form feed before each that begins a page.
    fn lines(text: &str) -> Option<Vec<String>> {
        let parted = part(&read(text))?.document;
        assert_eq!(parted.check(), Ok(()));
        let rows = rows(&parted);
        Some(rows.iter().map(|row| "\x0c".repeat(row.feeds) + row.words).collect())
    }

    #[test]
    fn parts_two_pages_side_by_side() {
        let (a, b, c, d) = (prose("a", 20), prose("b", 20), prose("c", 18), prose("d", 20));
        let text = [side_by_side(&a, &b), side_by_side(&c, &d)].join("\n\x0c");
        let mut expected = [a, b, c, d];
        for page in &mut expected[1..] {
            page[0].insert(0, '\x0c');
        }
        assert_eq!(lines(&text), Some(expected.concat()));
    }

    #[test]
    fn blank_sheets_are_two_pages() {
        let sheet = side_by_side(&prose("a", 20), &prose("b", 20));
        let found = lines(&format!("{sheet}\n\x0c\x0c{sheet}")).expect("both are parted");
        let feeds: Vec<usize> = found
            .iter()
            .map(|line| line.matches('\x0c').count())
            .filter(|&feeds| feeds > 0)
            .collect();
        assert_eq!(feeds, [1, 3, 1]);
    }

    #[test]
    fn a_title_page_beside_a_full_page_is_parted_with_the_others() {
        let title = ["", "     The Title", "", "  Anna Writer"].map(str::to_owned);
        let sheet = side_by_side(&prose("a", 20), &prose("b", 20));
        let beside = side_by_side(&title, &prose("c", 20));
        let found = lines(&format!("{beside}\n\x0c{sheet}\n\x0c{sheet}"));
        let found = found.expect("the sheets are parted");
        assert!(found.contains(&"     The Title".to_owned()), "{found:?}");
        assert!(found.contains(&"\x0cand c goes on with its line 0".to_owned()), "{found:?}");
    }

    #[test]
    fn columns_of_one_page_have_no_page_between_them() {
        let head = format!("{:30}A Head over Both Columns", "");
        let sheet = side_by_side(&prose("a", 20), &prose("b", 20));
        let page = format!("{head}\n\n{sheet}\n");
        let found = lines(&[page.clone(), page].join("\x0c")).expect("both are parted");
        let of_one: Vec<String> = [prose("a", 20), prose("b", 20)].concat();
        assert_eq!(found[1..41], of_one[..]);
        assert!(found[0].contains("A Head") && found[41].starts_with('\x0c'));
        assert_eq!(found.iter().filter(|line| line.starts_with('\x0c')).count(), 1);
    }

    #[test]
    fn leaves_what_has_no_gutter_or_does_not_go_on() {
        // Prose, a table, a contents list, verse with a rest in each line.
        let cells: Vec<String> = (0..20).map(|row| format!("Cell {row}")).collect();
        let titles: Vec<String> = (0..20).map(|at| format!("The chapter about {at}")).collect();
        let pages: Vec<String> = (0..20).map(|at| format!("{}", at * 7)).collect();
        let verse: Vec<String> = (0..20)
            .map(|at| format!("and so {} it is    that we go on", "long ".repeat(at % 5)))
            .collect();
        for text in [
            prose("a", 40).join("\n"),
            side_by_side(&cells, &cells),
            side_by_side(&titles, &pages),
            verse.join("\n"),
        ] {
            assert_eq!(lines(&text), None, "{text}");
        }
    }
}
