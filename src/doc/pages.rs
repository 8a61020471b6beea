//! Printed pages: on which page of the original a place stands, where the source says.
//!
//! A page is known by its label, as it is printed: `12`, `xiv`, `A-3`. Labels may repeat where a volume
//! holds several works, and a page may have none.

use std::collections::HashMap;

use super::{Document, MarkKind, NoteId, Place};

/// The printed pages of a text, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// Where each begins, and its label.
    pages: Vec<(Place, Option<Box<str>>)>,
    /// Where each note is first referred to; nowhere, where nothing refers to it.
    notes: Vec<Option<Place>>,
}

/// What answers a page that a reader asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFound<'p> {
    /// The page itself: where it begins.
    Page(Place),
    /// The last page before it that the text has: where that begins, and its label.
    Before(Place, &'p str),
    /// Nothing: where the numbers of the text begin, no page before it has one.
    Nothing,
}

impl Pages {
    /// The pages that the marks of `document` tell of.
    pub fn of(document: &Document) -> Self {
        let body = document.body_end();
        let mut pages = Vec::new();
        let mut notes = vec![None; document.notes.len()];
        for mark in &document.marks {
            match &mark.kind {
                MarkKind::Page { number } if mark.span.start <= body => {
                    pages.push((mark.span.start, number.clone()));
                }
                MarkKind::NoteReference { note: Some(note), .. } => {
                    notes[note.index()].get_or_insert(mark.span.start);
                }
                _ => {}
            }
        }
        if pages.is_empty() {
            return Self::default();
        }
        pages.sort_by_key(|&(place, _)| place);
        count_on(&mut pages);
        Self { pages, notes }
    }

    /// Whether any page has a label.
    pub fn are_labelled(&self) -> bool {
        self.pages.iter().any(|(_, label)| label.is_some())
    }

    /// The first and the last label.
    pub fn ends(&self) -> Option<(&str, &str)> {
        let mut labels = self.pages.iter().filter_map(|(_, label)| label.as_deref());
        let first = labels.next()?;
        Some((first, labels.next_back().unwrap_or(first)))
    }

    /// The label of the page that `place` stands on; a note stands on the page that first refers to
    /// it.
    pub fn at(&self, document: &Document, place: Place) -> Option<&str> {
        if self.pages.is_empty() {
            return None;
        }
        let place = match document.note_at(place) {
            Some(note) => self.referring(note)?,
            None => place,
        };
        let after = self.pages.partition_point(|&(begin, _)| begin <= place);
        self.pages[..after].last()?.1.as_deref()
    }

    fn referring(&self, note: NoteId) -> Option<Place> {
        *self.notes.get(note.index())?
    }

    /// Finds the page with a label; of several, the next from `here` on, round the end of the text.
    pub fn find(&self, label: &str, here: Place) -> PageFound<'_> {
        let asked = label.trim();
        let same = |label: &Option<Box<str>>| {
            label.as_deref().is_some_and(|label| label.eq_ignore_ascii_case(asked))
        };
        let mut found = self.pages.iter().filter(|(_, label)| same(label));
        let first = found.clone().next();
        if let Some(&(place, _)) = found.find(|(place, _)| *place > here).or(first) {
            return PageFound::Page(place);
        }
        let Ok(number) = asked.parse::<u32>() else { return PageFound::Nothing };
        let numbered = self.pages.iter().filter_map(|(place, label)| {
            let label = label.as_deref()?;
            Some((*place, label, label.parse::<u32>().ok()?))
        });
        let before =
            numbered.filter(|&(.., other)| other < number).max_by_key(|&(.., other)| other);
        before.map_or(PageFound::Nothing, |(place, label, _)| PageFound::Before(place, label))
    }
}

/// Gives pages without a number those that the pages around them leave them: the first page of a
/// chapter, and one with a plate, are counted and bear no folio (Chicago Manual of Style 1.6).
fn count_on(pages: &mut [(Place, Option<Box<str>>)]) {
    let numbers: HashMap<usize, u32> = pages
        .iter()
        .enumerate()
        .filter_map(|(at, (_, label))| Some((at, label.as_deref()?.parse().ok()?)))
        .collect();
    let mut before: Option<(usize, u32)> = None;
    for at in 0..pages.len() {
        if pages[at].1.is_none() {
            continue;
        }
        let here = numbers.get(&at).map(|&number| (at, number));
        if let (Some((from, first)), Some((to, last))) = (before, here)
            && usize::try_from(last.saturating_sub(first)) == Ok(to - from)
        {
            for (step, (_, label)) in (1..).zip(&mut pages[from + 1..to]) {
                *label = Some((first + step).to_string().into());
            }
        }
        before = here;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Builder;

    fn text(labels: &[Option<&str>]) -> Document {
        let mut to = Builder::new();
        for label in labels {
            let number = label.map(Box::from);
            let mark = to.open_mark(MarkKind::Page { number });
            to.close_mark(mark);
            to.text("Words of a page.");
            to.note_reference("1");
            to.close_block();
        }
        to.begin_note("1");
        to.text("A note.");
        to.end_note();
        to.finish("x")
    }

    #[test]
    fn a_place_stands_on_its_page_and_a_note_on_that_which_refers_to_it() {
        let document = text(&[Some("xiv"), Some("1"), None]);
        let pages = Pages::of(&document);
        let at = |block: usize| pages.at(&document, document.blocks[block].span.start + 3);
        assert_eq!([at(0), at(1), at(2), at(3)], [Some("xiv"), Some("1"), None, Some("xiv")]);
        assert_eq!(pages.ends(), Some(("xiv", "1")));
    }

    #[test]
    fn a_page_without_a_folio_is_counted_where_both_neighbours_agree() {
        let document = text(&[Some("3"), None, None, Some("6"), None, Some("9"), None]);
        let pages = Pages::of(&document);
        let labels: Vec<_> = pages.pages.iter().map(|(_, label)| label.as_deref()).collect();
        let expected = [Some("3"), Some("4"), Some("5"), Some("6"), None, Some("9"), None];
        assert_eq!(labels, expected);
    }

    #[test]
    fn a_page_is_found_by_its_label() {
        let document = text(&[Some("ii"), Some("1"), Some("2"), Some("1"), Some("4")]);
        let pages = Pages::of(&document);
        let begin = |block: usize| document.blocks[block].span.start;
        assert_eq!(pages.find("II ", 0), PageFound::Page(begin(0)));
        assert_eq!(pages.find("1", begin(1)), PageFound::Page(begin(3)));
        assert_eq!(pages.find("1", begin(4)), PageFound::Page(begin(1)));
        assert_eq!(pages.find("3", 0), PageFound::Before(begin(2), "2"));
        assert_eq!(pages.find("0", 0), PageFound::Nothing);
        assert_eq!(pages.find("xx", 0), PageFound::Nothing);
    }
}
