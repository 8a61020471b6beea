//! A file of marks, `ibid-marks/1`: JSON lines, the first of which says what work they belong to, each
//! other an annotation of the W3C’s or that one was deleted.
//!
//! It is read leniently: a line that is torn, too long or not ours costs that line alone, and is written
//! back as it was, and so are fields of others. Two versions of a file are united mark by mark: the later
//! holds, and a deletion holds over what is no later. So copies that a synchronising program made of a
//! conflict, and lines that a version control put together, need no care.

mod head;
mod line;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{About, Annotation};
pub use head::Head;

/// The format this `ibid` reads and writes.
pub const FORMAT: &str = "ibid-marks/1";
/// What the format of every version begins with.
const FAMILY: &str = "ibid-marks/";

/// How long the line of a mark may be, in bytes.
pub const LONGEST: usize = 64 << 10;
/// How long the first line may be, which has the sketch of the text.
pub const LONGEST_HEAD: usize = 128 << 10;

/// The marks of a work, and what they were before.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MarkFile {
    /// What work they belong to.
    pub head: Head,
    entries: BTreeMap<String, Entry>,
    /// Lines that are not understood.
    others: BTreeSet<String>,
}

/// What a file says of one mark.
#[derive(Debug, Clone, PartialEq)]
enum Entry {
    Mark(Box<Annotation>),
    /// It was deleted, in milliseconds since 1970.
    Deleted(u64),
}

/// Why the marks of a file cannot be used; the file is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// Nothing in it says what work they belong to.
    NoMarks,
    /// A later version wrote it.
    Newer,
}

impl MarkFile {
    /// The marks of a work of which there are none yet.
    pub fn new(about: About) -> Self {
        Self { head: Head { about, ..Head::default() }, ..Self::default() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn parse(content: &[u8]) -> Result<Self, Unusable> {
        let mut file = Self::default();
        let mut headed = false;
        for bytes in content.split(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(bytes);
            let line = line.trim_end_matches('\r');
            if line.trim().is_empty() {
                continue;
            }
            match head::parse(line) {
                Ok(head) if !headed => (file.head, headed) = (head, true),
                // Two sides of a version control each had one.
                Ok(head) if head.about.id == file.head.about.id => file.head.unite(head),
                Err(Some(Unusable::Newer)) => return Err(Unusable::Newer),
                _ => match line::parse(line) {
                    Some((id, entry)) => file.take(id, entry),
                    None => {
                        file.others.insert(line.to_owned());
                    }
                },
            }
        }
        if headed { Ok(file) } else { Err(Unusable::NoMarks) }
    }

    /// The file to write.
    pub fn print(&self) -> String {
        let mut lines = vec![head::print(&self.head)];
        let mut entries: Vec<(&String, &Entry)> = self.entries.iter().collect();
        // As they were made, so that a new mark is a line more at the end.
        let made = |entry: &Entry| match entry {
            Entry::Mark(mark) => mark.created,
            Entry::Deleted(_) => 0,
        };
        entries.sort_by_key(|(_, entry)| made(entry));
        lines.extend(entries.iter().map(|(id, entry)| self.line(id, entry)));
        lines.extend(self.others.iter().cloned());
        lines.join("\n") + "\n"
    }

    fn line(&self, id: &str, entry: &Entry) -> String {
        match entry {
            Entry::Mark(mark) => line::print(mark, &self.head.about.id),
            Entry::Deleted(when) => line::print_deleted(id, *when),
        }
    }

    /// Whether a mark can be kept: a line longer than [`LONGEST`] would not be read again.
    pub fn holds(&self, mark: &Annotation) -> bool {
        line::print(mark, &self.head.about.id).len() <= LONGEST
    }

    /// The marks, in the order of their ids.
    pub fn marks(&self) -> impl Iterator<Item = &Annotation> {
        self.entries.values().filter_map(|entry| match entry {
            Entry::Mark(mark) => Some(&**mark),
            Entry::Deleted(_) => None,
        })
    }

    /// The mark of this id, unless it was deleted.
    pub fn mark(&self, id: &str) -> Option<&Annotation> {
        match self.entries.get(id)? {
            Entry::Mark(mark) => Some(mark),
            Entry::Deleted(_) => None,
        }
    }

    /// When what is known of a mark came to be, in milliseconds since 1970: 0 where nothing is.
    pub fn known_since(&self, id: &str) -> u64 {
        self.entries.get(id).map_or(0, Entry::when)
    }

    /// Puts a mark in, changed after whatever is known of it: the clock may have been set back.
    pub fn put(&mut self, mut mark: Annotation) {
        if let Some(before) = self.entries.get(&mark.id) {
            mark.modified = mark.modified.max(before.when().saturating_add(1));
        }
        self.entries.insert(mark.id.clone(), Entry::Mark(Box::new(mark)));
    }

    /// Deletes a mark, `now` milliseconds after 1970. That it was stays known, so that no other copy
    /// of the file brings it back.
    pub fn delete(&mut self, id: &str, now: u64) {
        let when = now.max(self.known_since(id));
        self.entries.insert(id.to_owned(), Entry::Deleted(when));
    }

    /// Adds what another version of the file has. It is the same whichever is added to which, in
    /// whatever order, and however often; but for the work, which stays this one’s where there are
    /// two.
    pub fn unite(&mut self, other: Self) {
        if other.head.about.id == self.head.about.id {
            self.head.unite(other.head);
        }
        for (id, entry) in other.entries {
            self.take(id, entry);
        }
        self.others.extend(other.others);
    }

    /// Takes up what a line says of a mark, unless what is known is later.
    fn take(&mut self, id: String, entry: Entry) {
        let holds = self.entries.get(&id).is_none_or(|known| entry.outdoes(known));
        if holds {
            self.entries.insert(id, entry);
        }
    }
}

impl Entry {
    /// When it came to be, in milliseconds since 1970.
    fn when(&self) -> u64 {
        match self {
            Self::Mark(mark) => mark.modified,
            Self::Deleted(when) => *when,
        }
    }

    /// Whether this holds over the other: what is later does, of the same time a deletion, and of two
    /// marks of the same time always the same one, so that all copies come to agree.
    fn outdoes(&self, other: &Self) -> bool {
        let rank = |entry: &Self| (entry.when(), matches!(entry, Self::Deleted(_)));
        match rank(self).cmp(&rank(other)) {
            std::cmp::Ordering::Equal => self.printed() > other.printed(),
            order => order.is_gt(),
        }
    }

    fn printed(&self) -> String {
        match self {
            Self::Mark(mark) => line::print(mark, ""),
            Self::Deleted(_) => String::new(),
        }
    }
}
