//! Writes the two sides of sheets one after the other.

use std::ops::Range;

use crate::doc::{Builder, Document, Kind, MarkKind, Span};
use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::sheet::{Row, Sheet, Split, split};

/// Writes the text anew.
pub(super) struct Writer<'d> {
    document: &'d Document,
    /// The new document.
    pub to: Builder,
    /// The pages that have begun since the last line.
    begun: usize,
    /// How many sheets were parted.
    pub count: usize,
}

impl<'d> Writer<'d> {
    /// Begins to write `document`.
    pub(super) fn new(document: &'d Document) -> Self {
        let mut to = Builder::new();
        to.metadata = document.metadata.clone();
        Self { document, to, begun: 0, count: 0 }
    }

    /// Writes a sheet: its left side before its right.
    pub(super) fn sheet(&mut self, sheet: &Sheet<'_>, columns: bool) {
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
