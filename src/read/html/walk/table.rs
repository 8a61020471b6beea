//! Tables: which are tables, and which only lay out a page; rows, cells, and cells that span
//! several.

use super::state::Walk;
use crate::doc::{Align, Kind, Span, Table};
use crate::read::html::conventions::{Meaning, means};
use crate::read::html::notes::Plan;
use crate::read::html::tree::element::is_block;
use crate::read::html::tree::{Node, Tree};

/// A row: its cells, `None` where a cell beside or above reaches into it.
pub(super) struct Row {
    cells: Vec<Option<Node>>,
    header: bool,
    /// What begins with it and links may lead to: itself, its part of the table, columns.
    begins: Vec<Node>,
}

/// The most cells a row is given: pages that ask for more only try out readers.
const WIDEST: usize = 128;

/// The rows of a table, in the order they are shown: head, body, foot. `None` if it is no table
/// of words but the layout of a page, or a list of notes.
pub(super) fn rows(tree: &Tree, plan: &Plan, table: Node) -> Option<Vec<Row>> {
    if means(tree, table, Meaning::Layout) {
        return None;
    }
    let mut parts: [Vec<Node>; 3] = Default::default();
    let mut begins = Vec::new();
    for child in tree.children(table) {
        match tree.name(child) {
            "tr" => parts[1].push(child),
            "thead" => parts[0].extend(std::iter::once(child).chain(tree.children(child))),
            "tbody" => parts[1].extend(std::iter::once(child).chain(tree.children(child))),
            "tfoot" => parts[2].extend(std::iter::once(child).chain(tree.children(child))),
            "caption" => {}
            "colgroup" | "col" => begins.extend(tree.within(child)),
            "" if tree.content(child).trim().is_empty() => {}
            _ => return None,
        }
    }
    let heads = parts[0].len();
    let mut rows = Vec::new();
    let mut reaching: Vec<usize> = Vec::new();
    for (index, row) in parts.concat().into_iter().enumerate() {
        begins.push(row);
        if matches!(tree.name(row), "thead" | "tbody" | "tfoot") {
            continue;
        }
        if tree.name(row) != "tr" || plan.notes.starts.contains_key(&row) {
            if tree.content(row).trim().is_empty() {
                continue;
            }
            return None;
        }
        let row = cells(tree, plan, row, &mut reaching)?;
        let all_heads = || row.iter().flatten().all(|&cell| tree.name(cell) == "th");
        let header = index < heads || rows.is_empty() && all_heads();
        rows.push(Row { cells: row, header, begins: std::mem::take(&mut begins) });
    }
    let wide = rows.iter().any(|row| row.cells.len() > 1);
    (wide && rows.iter().any(|row| row.cells.iter().any(Option::is_some))).then_some(rows)
}

/// The cells of a row. `reaching` holds for each column how many rows a cell above still covers.
fn cells(
    tree: &Tree,
    plan: &Plan,
    row: Node,
    reaching: &mut Vec<usize>,
) -> Option<Vec<Option<Node>>> {
    let mut cells = Vec::new();
    let fill = |cells: &mut Vec<Option<Node>>, reaching: &mut Vec<usize>| {
        while let Some(rows) = reaching.get_mut(cells.len()).filter(|rows| **rows > 0) {
            *rows -= 1;
            cells.push(None);
        }
    };
    for cell in tree.children(row) {
        match tree.name(cell) {
            "td" | "th" if is_words(tree, plan, cell) => {}
            "" if tree.content(cell).trim().is_empty() => continue,
            _ => return None,
        }
        fill(&mut cells, reaching);
        let span = |name| {
            let number = tree.attribute(cell, name).and_then(|value| value.trim().parse().ok());
            number.unwrap_or(1usize).clamp(1, WIDEST)
        };
        for column in 0..span("colspan") {
            if cells.len() >= WIDEST {
                break;
            }
            if reaching.len() <= cells.len() {
                reaching.resize(cells.len() + 1, 0);
            }
            reaching[cells.len()] = span("rowspan") - 1;
            cells.push((column == 0).then_some(cell));
        }
        if cells.len() >= WIDEST && tree.next(cell).is_some() {
            return None;
        }
    }
    fill(&mut cells, reaching);
    Some(cells)
}

/// Whether a cell holds words, as the cells of tables do, and not a part of a page.
fn is_words(tree: &Tree, plan: &Plan, cell: Node) -> bool {
    let blocks = tree.within(cell).skip(1).filter(|&node| is_block(tree.name(node)));
    let mut paragraphs = 0;
    for block in blocks {
        paragraphs += usize::from(tree.name(block) == "p");
        if !matches!(tree.name(block), "p" | "div" | "center")
            || plan.notes.starts.contains_key(&block)
        {
            return false;
        }
    }
    !plan.notes.starts.contains_key(&cell) && (paragraphs < 2 || tree.content(cell).len() < 600)
}

impl Walk<'_> {
    /// Reads a table.
    pub(super) fn table(&mut self, rows: &[Row]) {
        self.end_block();
        self.to.open_block(Kind::Table(Box::default()));
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut table = Table {
            columns: self.alignments(rows, columns),
            header: rows.first().is_some_and(|row| row.header),
            rows: Vec::with_capacity(rows.len()),
        };
        for (number, row) in rows.iter().enumerate() {
            if number > 0 {
                self.to.text("\n");
            }
            self.in_cell(true);
            row.begins.iter().for_each(|&node| self.anchor(node));
            self.in_cell(false);
            let mut spans = Vec::with_capacity(columns);
            for column in 0..columns {
                if column > 0 {
                    self.to.text("\t");
                }
                let start = self.to.here();
                if let Some(&Some(cell)) = row.cells.get(column) {
                    self.begin_run();
                    self.in_cell(true);
                    self.anchor(cell);
                    self.children(cell);
                    self.in_cell(false);
                }
                spans.push(Span::new(start, self.to.here()));
            }
            table.rows.push(spans);
        }
        self.to.set_kind(Kind::Table(Box::new(table)));
        self.end_block();
    }

    /// How columns are set: as the cells of the last row are, since heads are often centred.
    fn alignments(&self, rows: &[Row], columns: usize) -> Vec<Align> {
        let of = |cell: Node| {
            let style = self.tree.attribute(cell, "style").unwrap_or("").replace(' ', "");
            match self.tree.attribute(cell, "align").unwrap_or("") {
                "right" => Align::Right,
                "center" => Align::Centre,
                _ if style.contains("text-align:right") => Align::Right,
                _ if style.contains("text-align:center") => Align::Centre,
                _ => Align::Left,
            }
        };
        let last = rows.last().map_or(&[][..], |row| &row.cells);
        let mut columns_of: Vec<Align> =
            last.iter().map(|cell| cell.map_or(Align::Left, of)).collect();
        columns_of.resize(columns, Align::Left);
        columns_of
    }
}
