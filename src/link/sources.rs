//! The sources of a text: the entries of its own lists, and those of bibliography files.

use std::ops::Range;
use std::rc::Rc;

use crate::doc::{self, Document, Field, Reference};
use crate::language::date::{Date, When, dates};
use crate::language::name::Name;
use crate::link::list;
use crate::link::list::split::ListedEntry;
use crate::link::works::Works;
use crate::link::works::entry::people::{People, are_surnames_first, surnames_first};
use crate::link::works::entry::{self, Entry, fields};
use crate::link::works::key::Keys;

/// The sources of a text.
#[derive(Debug, Default)]
pub(crate) struct Sources {
    /// Those of its own lists, then those of bibliography files.
    pub references: Vec<Reference>,
    /// Where the entries of its own lists stand, which are the first of the references.
    pub parts: Vec<ListedEntry>,
    /// The blocks that are lists of sources, their headings included; sorted, apart.
    pub lists: Vec<Range<usize>>,
    /// The sources as citations see them.
    pub works: Works,
}

impl Sources {
    /// Finds the lists of sources of a document and reads their entries.
    pub(crate) fn of(document: &Document) -> Self {
        let mut sources = Self::default();
        let mut keys = Keys::default();
        document.references.iter().for_each(|reference| keys.take(&reference.key));
        for list in list::find(document) {
            sources.works.begin_list(document.blocks[list.blocks.start].span.start);
            sources.lists.push(list.blocks);
            sources.add_list(document, list.entries, &mut keys);
        }
        sources.add_filed(document);
        sources
    }

    /// Adds the entries of a list.
    fn add_list(&mut self, document: &Document, parts: Vec<ListedEntry>, keys: &mut Keys) {
        let mut above = Rc::new(People::default());
        let entries = read_entries(document, &parts);
        for (part, mut entry) in parts.into_iter().zip(entries) {
            let people = Rc::new(people_of(&mut entry, &above));
            self.works.add(&entry, Rc::clone(&people));
            self.references.push(Reference {
                key: keys.make(&entry, &people),
                span: part.span,
                ..fields::head(&entry, &people)
            });
            self.parts.push(part);
            if !entry.repeats_authors {
                above = people;
            }
        }
    }

    /// Takes over the references that a bibliography file brought with it, after those of the lists
    /// in the text. Where the text has lists of its own, those alone are what it cites by name and
    /// year.
    fn add_filed(&mut self, document: &Document) {
        if document.references.is_empty() {
            return;
        }
        if self.references.is_empty() {
            self.works.begin_list(document.references[0].span.start);
            for reference in &document.references {
                self.works.add(&filed_entry(reference), Rc::new(filed_people(reference)));
            }
        }
        self.references.extend(document.references.iter().cloned());
        self.lists.push(document.first_reference()..document.blocks.len());
    }
}

/// Reads the entries of a list.
fn read_entries(document: &Document, parts: &[ListedEntry]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = parts.iter().map(|part| read_entry(document, part)).collect();
    let plain = |entry: &&Entry| !entry.repeats_authors && !entry.names.is_empty();
    let heads = || entries.iter().filter(plain).map(|entry| entry.names.as_str());
    let commas = heads().filter(|head| {
        head.split_once(',').is_some_and(|(family, _)| !family.trim().contains(' '))
    });
    if commas.count() * 5 < heads().count() && are_surnames_first(heads()) {
        for entry in entries.iter_mut().filter(|entry| !entry.repeats_authors) {
            entry.people = surnames_first(&entry.names);
        }
    }
    entries
}

/// Reads an entry as it stands in its list, after its label.
fn read_entry(document: &Document, part: &ListedEntry) -> Entry {
    let words = part.words(document);
    let mut entry = entry::read(words.text, &words.emphasis(document));
    entry.number = part.number.or(entry.number);
    entry.label = part.label.map(|label| document.words(label).to_owned());
    entry
}

/// The authors of an entry, with those of an entry above where a dash or *Idem* stands for them: for
/// all of them if it stands alone, for the first if others follow (Chicago 14.67). `above` are those
/// that were written out last.
fn people_of(entry: &mut Entry, above: &People) -> People {
    if !entry.repeats_authors || above.readings.is_empty() {
        return std::mem::take(&mut entry.people);
    }
    let further = entry.people.names();
    let alone = !entry.has_people();
    let kept = if alone { usize::MAX } else { 1 };
    let readings = above.readings.iter();
    let readings =
        readings.map(|reading| reading.iter().take(kept).chain(further).cloned().collect());
    let open = entry.people.open || alone && above.open;
    People { readings: readings.collect(), open }
}

/// What citations by name and year ask of a source of a bibliography file. It is cited as lists by
/// author and date are: by its year, or as one without.
fn filed_entry(reference: &Reference) -> Entry {
    let when = |words: &str| dates(words).into_iter().next();
    let undated = Date { start: 0, end: 0, when: When::Undated, suffix: None, also: None };
    let date = match &reference.year {
        Some(year) => when(year).map(|date| Date { suffix: reference.suffix, ..date }),
        None => Some(undated),
    };
    let original = reference.get(Field::Original).and_then(when);
    Entry {
        date,
        also: original.map(|date| date.when),
        dated_head: true,
        title: reference.title.clone(),
        ..Entry::default()
    }
}

/// The people a source of a bibliography file is cited by.
fn filed_people(reference: &Reference) -> People {
    let people = reference.people();
    let name = |name: &doc::Name| match name.is_whole() {
        true => Name::whole(&name.surname()),
        false => Name::inverted(&name.surname(), &name.given),
    };
    let names: Vec<Name> = people.names.iter().map(name).collect();
    let readings = if names.is_empty() { Vec::new() } else { vec![names] };
    People { readings, open: people.others }
}
