//! Readwise’s tables: the one it takes in and the one it writes, told by the names of their columns
//! (RFC 4180, and a line end within quotation marks).

use super::walk::Gathered;
use super::{Book, MOST, Quotation, colour};
use crate::marks::date::moment;

/// The most columns a table has.
const COLUMNS: usize = 64;

/// The books of a table; nothing where no column holds highlights.
pub(super) fn books(words: &str) -> Option<Vec<Book>> {
    let mut rows = Rows { rest: words };
    let head: Vec<String> = rows.next()?.iter().map(|name| name.trim().to_lowercase()).collect();
    let column =
        |names: &[&str]| names.iter().find_map(|name| head.iter().position(|it| it == name));
    let highlight = column(&["highlight", "text", "quote"])?;
    let title = column(&["title", "book title"])?;
    let author = column(&["author", "book author"]);
    let (note, colour) = (column(&["note"]), column(&["color", "colour"]));
    let date = column(&["date", "highlighted at", "highlighted_at"]);
    let (location, kind) = (column(&["location"]), column(&["location type", "location_type"]));
    let mut gathered = Gathered::new();
    for row in rows.take(MOST) {
        let cell = |column: Option<usize>| {
            column.and_then(|column| row.get(column)).map(|cell| plain(cell)).unwrap_or_default()
        };
        let named = |words: &str| Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let (title, author) = (named(cell(Some(title))), named(cell(author)));
        let paged = cell(kind).eq_ignore_ascii_case("page");
        let quotation = Quotation {
            words: cell(Some(highlight)).to_owned(),
            remark: cell(note).to_owned(),
            colour: colour::nearest(cell(colour)),
            made: moment(cell(date)),
            page: named(cell(location)).filter(|_| paged),
            ..Quotation::default()
        };
        let work = (title.clone(), author.clone());
        let book = || Book { title, authors: author.into_iter().collect(), ..Book::default() };
        gathered.add(work, book, quotation);
    }
    Some(gathered.books())
}

/// A cell without the apostrophe that keeps programs that calculate from taking it for a formula.
fn plain(cell: &str) -> &str {
    let rest =
        cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    rest.unwrap_or(cell)
}

/// The rows of a table.
struct Rows<'w> {
    rest: &'w str,
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = vec![String::new()];
        let mut quoted = false;
        let mut cell_begins = true;
        let mut signs = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((at, c)) = signs.next() {
            let columns = row.len();
            let cell = row.last_mut()?;
            match c {
                '"' if quoted && signs.peek().is_some_and(|&(_, next)| next == '"') => {
                    cell.push('"');
                    signs.next();
                }
                '"' if quoted => quoted = false,
                '"' if cell_begins => quoted = true,
                ',' if !quoted && columns < COLUMNS => {
                    row.push(String::new());
                    cell_begins = true;
                    continue;
                }
                '\n' if !quoted => {
                    end = at + 1;
                    break;
                }
                '\r' if !quoted => {}
                c => cell.push(c),
            }
            cell_begins = false;
        }
        self.rest = &self.rest[end..];
        Some(row)
    }
}
