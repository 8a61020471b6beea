//! Tables: rows, cells, and the cells that their table has no column for.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::walk::Walk;
use crate::doc::{Align, Kind, Span, Table};

impl Walk<'_> {
    pub(super) fn open_table(&mut self, columns: &[Alignment]) {
        let columns = columns.iter().map(align).collect();
        self.to.open_block(Kind::Table(Box::default()));
        self.table = Some(Table { columns, header: true, rows: Vec::new() });
    }

    pub(super) fn close_table(&mut self) {
        let table = self.table.take().unwrap_or_default();
        self.to.set_kind(Kind::Table(Box::new(table)));
        self.close_block();
    }

    /// Ends the head. One without words is there because the table must have one: it has none
    /// (pandoc, pipe tables).
    pub(super) fn close_head(&mut self, range: Range<usize>) {
        let Some(table) = &mut self.table else { return };
        if self.source[range].chars().all(|c| c == '|' || c.is_ascii_whitespace()) {
            self.to.take_back(self.to.block_words().len());
            table.header = false;
            table.rows.clear();
        }
    }

    pub(super) fn open_row(&mut self) {
        if let Some(table) = &mut self.table {
            if !table.rows.is_empty() {
                self.to.text("\n");
            }
            table.rows.push(Vec::new());
        }
    }

    pub(super) fn open_cell(&mut self) {
        let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) else { return };
        if !row.is_empty() {
            self.to.text("\t");
        }
        row.push(Span::at(self.to.here()));
    }

    /// Ends a cell, which ends at `in_source`.
    pub(super) fn close_cell(&mut self, in_source: usize) {
        self.marks.clear();
        self.tags.close_all(&mut self.to);
        let end = self.to.here();
        let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
        if let Some(cell) = row.and_then(|row| row.last_mut()) {
            cell.end = end;
        }
        self.cell_end = in_source;
    }

    /// Adds the cells of a row that its table has no column for. The parser leaves them out, as
    /// GitHub does; their author wrote them all the same. `end` is that of the row in the source.
    pub(super) fn cells_in_excess(&mut self, end: usize) {
        let rest = self.source.get(self.cell_end..end).unwrap_or("").trim();
        let Some(rest) = rest.strip_prefix('|').filter(|rest| !rest.is_empty()) else { return };
        let rest = rest.replace("\\|", "\0");
        for cell in rest.strip_suffix('|').unwrap_or(&rest).split('|') {
            self.open_cell();
            self.words(&cell.trim().replace('\0', "|"));
            self.close_cell(end);
        }
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
