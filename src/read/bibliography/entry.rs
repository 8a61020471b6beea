//! An entry of a bibliography file, whatever its format: a [`Reference`](crate::doc::Reference) to be, whose words may still
//! carry the signs of what is marked in them.

use crate::doc::{Field, People};
pub(super) use crate::language::fold::one_line;

/// A work, as a bibliography file describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Entry {
    pub key: String,
    /// The kind of work, as CSL calls it: `book`, `article-journal`, `chapter`…
    pub kind: String,
    pub authors: People,
    pub editors: People,
    pub translators: People,
    /// The year, as it is to be printed: `1902`, `1845–46`, `in press`.
    pub year: Option<String>,
    pub title: Option<String>,
    /// What else the file says of it.
    pub fields: Vec<(Field, String)>,
    /// The works that are cited together with it under its key.
    pub along: Vec<Entry>,
}

impl Entry {
    /// What the file says under a field.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value.as_str())
    }

    /// Files a value under a field, if there is one and none stands there yet.
    pub(super) fn set(&mut self, field: Field, value: Option<String>) {
        let value = value.map(|value| one_line(&value)).filter(|value| !value.is_empty());
        if let Some(value) = value.filter(|_| self.get(field).is_none()) {
            self.fields.push((field, value));
        }
    }

    /// The people it is listed and cited under: its authors, else its editors.
    pub(super) fn people(&self) -> &People {
        if self.authors.is_empty() { &self.editors } else { &self.authors }
    }

    /// About how many bytes it holds.
    pub(super) fn size(&self) -> usize {
        let people = [&self.authors, &self.editors, &self.translators];
        let names = people.iter().flat_map(|people| &people.names);
        names.map(|name| name.inverted().len()).sum::<usize>()
            + self.fields.iter().map(|(_, value)| value.len()).sum::<usize>()
            + self.title.as_ref().map_or(0, String::len)
            + size_of::<Self>()
    }

    /// Whether anything but its key is known of it.
    pub(super) fn says_something(&self) -> bool {
        !self.authors.is_empty()
            || !self.editors.is_empty()
            || self.title.is_some()
            || !self.fields.is_empty()
    }
}
