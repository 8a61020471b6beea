//! Which of several notes of one label a reference means.
//!
//! Numbering often begins again with each chapter, so that a text has many notes `1`. Where the
//! notes of a chapter stand at its end, the next note of that label is meant. Where all notes are
//! gathered at the end of the text, lists of notes follow one another as the chapters do: each
//! list begins where a label comes back.

use std::collections::{HashMap, HashSet};

/// The notes of a text by their labels, asked in the order of the references.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// For each label, the notes that bear it, in order.
    by_label: HashMap<Box<str>, Vec<usize>>,
    /// For each note, where it stands: any number that grows through the text.
    places: Vec<usize>,
    /// For each note, which list of notes it is in.
    lists: Vec<usize>,
    /// For each list, the label it begins with.
    first: Vec<Box<str>>,
    /// Whether all notes stand after all references.
    gathered: bool,
    /// The list the reference asked for last was in, and the label it had.
    list: usize,
    last: Option<Box<str>>,
}

impl Labels {
    /// The notes of a text, each with its label and where it stands. `gathered` says that no
    /// reference stands after the first of them.
    pub(super) fn new(notes: &[(&str, usize)], gathered: bool) -> Self {
        let mut labels = Self { gathered, ..Self::default() };
        let mut in_list: HashSet<&str> = HashSet::new();
        for (note, &(label, place)) in notes.iter().enumerate() {
            if !in_list.insert(label) {
                in_list.clear();
                in_list.insert(label);
            }
            if in_list.len() == 1 {
                labels.first.push(label.into());
            }
            labels.by_label.entry(label.into()).or_default().push(note);
            labels.places.push(place);
            labels.lists.push(labels.first.len() - 1);
        }
        labels
    }

    /// The note that a reference with this label means that stands at `place`.
    pub(super) fn meant(&mut self, label: &str, place: usize) -> Option<usize> {
        let notes = self.by_label.get(label)?;
        if notes.len() > 1 && self.gathered || self.last.is_some() {
            self.step(label);
        }
        let notes = &self.by_label[label];
        if self.gathered {
            self.last = Some(label.into());
            let here = notes.partition_point(|&note| self.lists[note] < self.list);
            return notes.get(here).or(notes.last()).copied();
        }
        let after = notes.partition_point(|&note| self.places[note] < place);
        notes.get(after).or(notes.last()).copied()
    }

    /// Goes on to the next list where a reference begins numbering again: it has the label the
    /// next list begins with, and the one before it had another.
    fn step(&mut self, label: &str) {
        let Some(last) = &self.last else { return };
        let begins = self.first.get(self.list + 1).is_some_and(|first| **first == *label);
        let in_this = |label: &str| {
            let notes = self.by_label.get(label).map_or(&[][..], Vec::as_slice);
            notes.binary_search_by_key(&self.list, |&note| self.lists[note]).is_ok()
        };
        if begins && **last != *label || !in_this(label) && self.list + 1 < self.first.len() {
            self.list += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(notes: &[(&str, usize)], gathered: bool, references: &[(&str, usize)]) -> Vec<usize> {
        let mut labels = Labels::new(notes, gathered);
        references.iter().filter_map(|&(label, place)| labels.meant(label, place)).collect()
    }

    #[test]
    fn labels_that_come_back() {
        // Notes after their chapters: the next one is meant, or the last where none follows.
        let notes = [("1", 10), ("2", 11), ("1", 20)];
        let found = meant(&notes, false, &[("1", 1), ("2", 2), ("1", 3), ("1", 12), ("2", 13)]);
        assert_eq!(found, [0, 1, 0, 2, 1]);
        // Notes gathered at the end: list by list.
        let notes = [("1", 90), ("2", 91), ("1", 92), ("2", 93), ("1", 94)];
        let references = [("1", 1), ("2", 2), ("2", 3), ("1", 4), ("2", 5), ("1", 6), ("7", 7)];
        assert_eq!(meant(&notes, true, &references), [0, 1, 1, 2, 3, 4]);
        // A chapter that refers to its first note twice does not begin again.
        assert_eq!(meant(&notes, true, &[("1", 1), ("1", 2), ("2", 3)]), [0, 0, 1]);
    }
}
