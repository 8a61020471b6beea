//! Names that Markdown needs and a document does not: a label of its own for every note, and an
//! id for every place a link of the text leads to.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::doc::{Document, Kind, MarkKind, Place, Target};
use crate::language::numeral::to_letters;

/// The names given for one document.
#[derive(Debug, Default)]
pub(super) struct Names {
    notes: Vec<String>,
    /// Labels of references to notes that are not there.
    dangling: HashMap<Box<str>, String>,
    places: BTreeMap<Place, String>,
}

impl Names {
    /// Names the notes and places of `document`.
    pub(super) fn of(document: &Document) -> Self {
        let mut names = Self::default();
        names.name_notes(document);
        names.name_places(document);
        names
    }

    /// The label of note number `number`.
    pub(super) fn note(&self, number: usize) -> &str {
        &self.notes[number]
    }

    /// The label to write for a reference to a note that is not there.
    pub(super) fn dangling<'n>(&'n self, label: &'n str) -> &'n str {
        self.dangling.get(label).map_or(label, String::as_str)
    }

    /// The id of a place, if a link leads there.
    pub(super) fn place(&self, place: Place) -> Option<&str> {
        self.places.get(&place).map(String::as_str)
    }

    /// The places from `start` up to and including `end` that links lead to.
    pub(super) fn places(&self, start: Place, end: Place) -> impl Iterator<Item = (Place, &str)> {
        self.places.range(start..=end).map(|(&place, id)| (place, id.as_str()))
    }

    /// Labels as the reader sees them where they differ; where numbering restarts, `1b` is the
    /// second `1`. A document shows such labels again, short as they are, where a longer name
    /// would have all notes numbered anew.
    fn name_notes(&mut self, document: &Document) {
        let mut taken = HashSet::new();
        for note in &document.notes {
            self.notes.push(unused(&label(&note.label), &mut taken));
        }
        for mark in &document.marks {
            if let MarkKind::NoteReference { label: shown, note: None } = &mark.kind
                && !self.dangling.contains_key(shown)
            {
                let name = unused(&label(shown), &mut taken);
                self.dangling.insert(shown.clone(), name);
            }
        }
    }

    fn name_places(&mut self, document: &Document) {
        // Headings have names of their own for readers that make them; one that is given must not
        // be another's.
        let mut taken: HashSet<String> = HashSet::new();
        let mut targets = Vec::new();
        for mark in &document.marks {
            match &mark.kind {
                MarkKind::Link(Target::Place(place)) => targets.push(*place),
                MarkKind::Link(Target::Address(address)) => {
                    taken.extend(address.strip_prefix('#').map(str::to_lowercase));
                }
                _ => {}
            }
        }
        let mut slugs: HashMap<String, usize> = HashMap::new();
        let headings = document.blocks.iter().filter(|block| block.is_heading());
        for heading in headings.clone() {
            *slugs.entry(slug(document.words(heading.span))).or_default() += 1;
        }
        targets.sort_unstable();
        targets.dedup();
        for place in targets {
            let block = document.block_at(place).map(|index| &document.blocks[index]);
            let own = block
                .filter(|block| block.is_heading() && block.span.start == place)
                .map(|block| slug(document.words(block.span)))
                .filter(|own| !own.is_empty() && slugs.get(own) == Some(&1));
            let (mut id, mut number) = (own.clone().unwrap_or_else(|| "place".to_owned()), 1);
            let base = id.clone();
            while taken.contains(&id) || own.as_ref() != Some(&id) && slugs.contains_key(&id) {
                number += 1;
                id = format!("{base}-{number}");
            }
            taken.insert(id.clone());
            // Within code there is no room for a name; before it there is.
            let outside = block.filter(|block| matches!(block.kind, Kind::Code { .. }));
            let at = outside.map_or(place, |block| block.span.start);
            self.places.entry(at).or_insert_with(|| id.clone());
            if at != place {
                self.places.insert(place, self.places[&at].clone());
            }
        }
    }
}

/// A label as it can be written between `[^` and `]`.
fn label(shown: &str) -> String {
    let label: String = shown
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !r"[]^\`<>|&".contains(*c))
        .take(64)
        .collect();
    if label.is_empty() { "n".to_owned() } else { label }
}

/// `label`, or, if it is taken, the first of `labelb`, `labelc`… that is not. Case does not count
/// (`CommonMark`, link labels).
fn unused(label: &str, taken: &mut HashSet<String>) -> String {
    if taken.insert(label.to_lowercase()) {
        return label.to_owned();
    }
    (2..)
        .map(|number| format!("{label}{}", to_letters(number)))
        .find(|name| taken.insert(name.to_lowercase()))
        .expect("there are more names than labels")
}

/// The name readers give a heading, as GitHub and pandoc make it; nothing but letters, digits and
/// hyphens.
fn slug(words: &str) -> String {
    words
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' | '\n' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_differ() {
        let mut taken = HashSet::new();
        let named: Vec<_> =
            ["1", "*", "1", "A", "a", "1", "1b"].map(|shown| unused(shown, &mut taken)).into();
        assert_eq!(named, ["1", "*", "1b", "A", "ab", "1c", "1bb"]);
        assert_eq!(label("[a b]"), "ab");
        assert_eq!(label("[^]"), "n");
    }
}
