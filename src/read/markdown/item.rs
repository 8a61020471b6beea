//! Items of lists, and the years that are taken for numbers.

use std::ops::Range;

use super::walk::Walk;
use crate::doc::Enclosure;
use crate::language::date::is_spoken_of;

impl Walk<'_> {
    pub(super) fn item(&mut self, range: Range<usize>) {
        let source = self.source[range.clone()].trim_start();
        let start = range.end - source.len();
        let digits = source.find(|c: char| !c.is_ascii_digit()).unwrap_or(source.len());
        let typed: Option<u64> = source[..digits].parse().ok();
        let sign = source[digits..].chars().next().unwrap_or('.');
        let marker = match (self.lists.last_mut(), typed) {
            _ if self.part.markers.contains_key(&start) => self.part.markers[&start].to_string(),
            (Some(Some(_)), Some(year)) if is_spoken_of(year) => {
                // A list does not begin at a thousand. A line that does begins with a year: the
                // second line of an entry, of a sentence. It stays a paragraph, year and all.
                self.items.push(false);
                self.year = Some(format!("{year}{sign} "));
                return self.tags.enter();
            }
            (Some(Some(list)), Some(typed)) => list.marker(typed, sign),
            _ => "•".to_owned(),
        };
        self.items.push(true);
        self.enter(Enclosure::Item { marker: marker.into() });
    }

    pub(super) fn end_item(&mut self) {
        self.begin_with_year();
        self.close_block();
        self.tags.leave(&mut self.to);
        if self.items.pop() == Some(true) {
            self.to.leave();
        }
    }

    /// Puts the year back before the words it was parted from.
    pub(super) fn begin_with_year(&mut self) {
        if let Some(year) = self.year.take() {
            self.to.text(&year);
        }
    }
}
