//! Sheets of two pages, and pages of two columns, as extractors that keep the layout leave them:
//! each line holds a line of the left, blanks, and a line of the right.
//!
//! Between the two is a gutter: columns of the text that are blank in all lines, or nearly. Verse
//! with a rest in each line has none, for the rests stand in different places; tables have one,
//! but their cells do not go on from line to line as sentences do.
//!
//! The surprise: what is parted is a document of its own, as if read so, before anything else is
//! asked of it. Everything after it finds pages and paragraphs that lie one after the other.

use crate::doc::{Document, Kind, MarkKind, Repair, RepairKind};
use crate::restore::lines::columns::Writer;
use crate::restore::lines::sheet::{Sheet, rows, sheets};

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
    let mut parted = Writer::new(document);
    for sheet in &sheets {
        parted.sheet(sheet, columns);
    }
    let count = parted.count;
    let mut parted = parted.to.finish(&document.source);
    parted.diagnostics.clone_from(&document.diagnostics);
    Some(Parted { document: parted, count })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Builder;

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
