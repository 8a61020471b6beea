//! Tables.

use super::inline::Setting;
use super::writer::Writer;
use crate::doc::{Align, Table};

impl Writer<'_> {
    /// Writes a table; `id` is the attribute that names it.
    pub(super) fn table(&mut self, table: &Table, id: &str) -> String {
        let mut out = format!("<div class=\"wide\">\n<table{id}>\n");
        for (number, row) in table.rows.iter().enumerate() {
            let head = table.header && number == 0;
            let tag = if head { "th" } else { "td" };
            out.push_str(if head { "<thead>\n<tr>" } else { "<tr>" });
            for (column, &cell) in row.iter().enumerate() {
                let words = self.inline(cell, Setting::Apart, None);
                let align = match table.columns.get(column) {
                    None | Some(Align::Left) => "",
                    Some(Align::Centre) => " style=\"text-align:center\"",
                    Some(Align::Right) => " style=\"text-align:right\"",
                };
                out.push_str(&format!("<{tag}{align}>{words}</{tag}>"));
            }
            out.push_str(if head { "</tr>\n</thead>\n" } else { "</tr>\n" });
        }
        out.push_str("</table>\n</div>\n");
        out
    }
}
