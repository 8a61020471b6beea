//! Which note a mark in the text refers to.
//!
//! Labels repeat: numbering may begin again with each chapter, or with each page. A mark means the
//! note at the foot of its own page; only a word that breaks over the page's end can carry its mark
//! to the page after.

use std::collections::HashMap;

use crate::restore::lines::marker::Reference;
use crate::restore::notes::at_end;
use crate::restore::order::Order;
use crate::restore::order::known::Known;

/// A note, gathered over its pages.
#[derive(Clone, Debug)]
pub(crate) struct Gathered {
    /// Its label, as printed.
    pub label: String,
    /// Where its words begin.
    pub words: usize,
    /// Its lines, in order.
    pub lines: Vec<usize>,
    /// Which of `lines` begin another page.
    pub continuations: Vec<usize>,
    /// The page it begins on, in the order of the text.
    page: usize,
    /// Whether it is an endnote.
    at_end: bool,
}

impl Gathered {
    /// A name no other note has.
    pub(crate) fn key(&self, index: usize) -> String {
        format!("\0f{index}")
    }
}

/// Notes, and the marks that refer to them.
#[derive(Debug, Default)]
pub(crate) struct NoteLinks {
    /// The notes, in the order of the text.
    pub notes: Vec<Gathered>,
    /// Where a mark stands → its note.
    marks: HashMap<usize, usize>,
}

impl NoteLinks {
    /// The note a mark refers to.
    pub(crate) fn note_of(&self, reference: &Reference) -> Option<usize> {
        self.marks.get(&reference.span.start).copied()
    }

    /// Adds a note with what refers to it: its label, where its words begin, and its lines.
    pub(crate) fn add(
        &mut self,
        label: String,
        words: usize,
        lines: Vec<usize>,
        reference: &Reference,
    ) {
        self.marks.insert(reference.span.start, self.notes.len());
        self.notes.push(Gathered {
            label,
            words,
            lines,
            continuations: Vec::new(),
            page: 0,
            at_end: false,
        });
    }

    /// Gathers the notes of pieces in their order, and finds their marks.
    pub(crate) fn of(known: &Known<'_, '_>, order: &Order<'_>) -> Self {
        let areas = &known.notes.areas;
        let mut links = Self::default();
        let page_of = pages(order);
        let mut ordered: Vec<usize> = (0..areas.len()).collect();
        let rank = |area: usize| {
            let lines = areas[area].begin..areas[area].end;
            lines.filter_map(|at| page_of.get(&at).copied()).next().unwrap_or(usize::MAX)
        };
        ordered.sort_by_key(|&area| rank(area));
        for index in ordered {
            let area = &areas[index];
            links.append(&area.continuation);
            let page = rank(index);
            links.notes.extend(area.notes.iter().map(|note| Gathered {
                label: note.label.clone(),
                words: note.words,
                lines: note.lines.clone(),
                continuations: Vec::new(),
                page,
                at_end: area.at_end,
            }));
        }
        links.find_marks(known, &page_of);
        links.find_marks_of_endnotes(known, &page_of);
        links
    }

    /// Gives the note gathered last its end. Lines that end no note stay a note of their own,
    /// without a label: they stood at the foot, and nothing is dropped.
    fn append(&mut self, continuation: &[usize]) {
        let Some(&first) = continuation.first() else { return };
        match self.notes.last_mut() {
            Some(last) => {
                last.continuations.push(last.lines.len());
                last.lines.extend(continuation);
            }
            None => self.notes.push(Gathered {
                label: String::new(),
                words: 0,
                lines: continuation.to_vec(),
                continuations: Vec::new(),
                page: first,
                at_end: false,
            }),
        }
    }

    fn find_marks(&mut self, known: &Known<'_, '_>, page_of: &HashMap<usize, usize>) {
        let mut by_label: HashMap<&str, Vec<(usize, &Reference)>> = HashMap::new();
        for reference in &known.notes.references {
            let displaced = known.notes.displaced.contains(&reference.span);
            if !known.print.is_body(reference.line) || displaced {
                continue;
            }
            let page = page_of.get(&reference.line).copied().unwrap_or(0);
            by_label.entry(&reference.label).or_default().push((page, reference));
        }
        for marks in by_label.values_mut() {
            marks.sort_by_key(|&(page, reference)| (page, reference.line, reference.span.start));
        }
        let mut found = vec![false; self.notes.len()];
        for near in [0, 1, 4] {
            for (index, note) in self.notes.iter().enumerate() {
                if found[index] || note.at_end {
                    continue;
                }
                let Some(marks) = by_label.get(note.label.as_str()) else { continue };
                let from = marks.partition_point(|(page, _)| page + near < note.page);
                let close = marks[from..].iter().take_while(|(page, _)| *page <= note.page + near);
                // A page asks for one note a few times at most.
                let free = close
                    .take(64)
                    .find(|(_, reference)| !self.marks.contains_key(&reference.span.start));
                if let Some((_, reference)) = free {
                    self.marks.insert(reference.span.start, index);
                    found[index] = true;
                }
            }
        }
    }
}

impl NoteLinks {
    /// Finds the markers of endnotes. Each list has the longest run of markers whose numbers rise as
    /// its own do: those between the list before and itself, where it has some there, as at the end
    /// of a chapter; otherwise those after the last one of the list before.
    fn find_marks_of_endnotes(&mut self, known: &Known<'_, '_>, page_of: &HashMap<usize, usize>) {
        let place = |reference: &Reference| {
            let page = page_of.get(&reference.line).copied().unwrap_or(0);
            (page, reference.line, reference.span.start)
        };
        let mut marks: Vec<&Reference> = known.notes.references.iter().collect();
        marks.retain(|found| {
            known.print.is_body(found.line) && !self.marks.contains_key(&found.span.start)
        });
        marks.sort_by_key(|reference| place(reference));
        let numbers: Vec<(u32, usize)> = marks
            .iter()
            .enumerate()
            .filter_map(|(at, found)| Some((found.label.parse().ok()?, at)))
            .collect();
        let mut floor = 0;
        for list in self.lists() {
            let own: Vec<u32> =
                list.iter().filter_map(|&note| self.notes[note].label.parse().ok()).collect();
            let from = numbers.partition_point(|&(_, at)| at < floor);
            let above = numbers.partition_point(|&(_, at)| {
                let last = list.last().map_or(0, |&note| self.notes[note].page);
                place(marks[at]).0 <= last
            });
            let near = at_end::markers(&own, &numbers[from.min(above)..above]);
            let found =
                if near.is_empty() { at_end::markers(&own, &numbers[from..]) } else { near };
            for (&note, number) in list.iter().zip(&own) {
                let Some(&at) = found.get(number) else { continue };
                self.marks.insert(marks[at].span.start, note);
                floor = floor.max(at + 1);
            }
        }
    }

    /// The lists of endnotes: wherever the numbers begin again, another begins.
    fn lists(&self) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let mut last = 0;
        for (index, note) in self.notes.iter().enumerate().filter(|(_, note)| note.at_end) {
            let Ok(number) = note.label.parse::<u32>() else { continue };
            match lists.last_mut() {
                Some(list) if number == last + 1 => list.push(index),
                _ => lists.push(vec![index]),
            }
            last = number;
        }
        lists
    }
}

/// For each line, the page it is of, counted in the order of the text.
fn pages(order: &Order<'_>) -> HashMap<usize, usize> {
    let mut page = 0;
    let mut page_of = HashMap::new();
    let mut before: Option<usize> = None;
    for &index in &order.sequence {
        let follows = index.checked_sub(1) == before && before.is_some();
        page += usize::from(order.pieces[index].hard || !follows);
        for at in order.pieces[index].lines.clone() {
            page_of.insert(at, page);
        }
        before = Some(index);
    }
    page_of
}
