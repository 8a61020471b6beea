//! What an entry of a list says of its source besides who, when and its title: what it is part of,
//! its editors, where and by whom it was published, its pages. Told part by part, so that a text's own
//! list and a bibliography file give the same [`Reference`].
//!
//! Every style sets these in its own order, but most mark them alike: pages by *p.*, editors by *ed.*,
//! a place by the colon before its publisher. What is told is taken out of the words ([`AfterTitle`]), and
//! what is left when all marks are read is where it was published. What nothing marks is not told.

use crate::doc::{self, Field, Reference, Span};
use crate::language::fold::{Fold, one_line};
use crate::language::lexicon;
use crate::language::section::Section;
use crate::link::works::entry::after_title::AfterTitle;
use crate::link::works::entry::law::Law;
use crate::link::works::entry::people::People;
use crate::link::works::entry::person;
use crate::link::works::entry::{self, Entry};

/// What the head of an entry and its title say. `people` are those of its head.
///
/// This is all that reading a text needs. The rest is told by [`all`], where somebody asks for it: it
/// takes longer than to find the entry.
pub(crate) fn head(entry: &Entry, people: &People) -> Reference {
    let mut told = Reference {
        suffix: entry.date.as_ref().and_then(|date| date.suffix),
        year: entry.printed_date.clone(),
        title: entry.title.as_deref().map(|title| without_year(title, entry).to_owned()),
        kind: "document".into(),
        ..Reference::default()
    };
    let names = people.names().iter().map(person::told).collect();
    let people = doc::People { names, others: people.open };
    if are_editors(&entry.names) {
        told.editors = people;
    } else {
        told.authors = people;
    }
    told
}

/// A title without the year that ends its entry, which is that of the work: `Principles and tools, 2006`.
fn without_year<'t>(title: &'t str, entry: &Entry) -> &'t str {
    let year = entry.printed_date.as_deref().filter(|_| !entry.dated_head);
    let bare = year.and_then(|year| title.strip_suffix(year)?.strip_suffix(", "));
    bare.filter(|bare| !bare.is_empty()).unwrap_or(title)
}

/// What an entry says in all, of which `told` is the head; `emphasis` are the emphasised spans of its
/// words.
pub(crate) fn all(words: &str, emphasis: &[Span], told: &Reference) -> Reference {
    let entry = entry::read_without_people(words, emphasis);
    read(words, emphasis, &entry, told.clone())
}

/// Tells where a source of law is printed.
fn read_law(words: &str, law: &Law, mut told: Reference) -> Reference {
    let (volume, reporter) = law.volume_and_reporter(words);
    let begins = if law.is_statute() { Field::Number } else { Field::Pages };
    told.fields.push((Field::Volume, volume.to_owned()));
    told.fields.push((Field::Container, one_line(reporter)));
    told.fields.push((begins, law.begins.clone()));
    told.kind = if law.is_statute() { "legislation" } else { "legal_case" }.into();
    told
}

fn read(words: &str, emphasis: &[Span], entry: &Entry, mut told: Reference) -> Reference {
    if let Some(law) = &entry.law {
        return read_law(words, law, told);
    }
    let after = entry.title_end.min(words.len());
    let marked = emphasis.iter().find(|span| span.end <= after && span.end > span.start);
    let titled = marked.is_some_and(|span| span.end + 3 >= after);
    let mut rest = AfterTitle::of(words, after, emphasis);
    if !titled && let Some(mut title) = entry.title.clone() {
        rest.part_title(&mut title, told.year.as_deref());
        told.title = Some(without_year(&title, entry).to_owned());
    }
    rest.addresses(&mut told);
    rest.people(&mut told);
    rest.container(&mut told, titled);
    rest.numbers(&mut told);
    rest.imprint(&mut told);
    told.kind = kind(&told, titled).into();
    told
}

/// The kind of work, from what is told of it.
fn kind(told: &Reference, titled: bool) -> &'static str {
    let has = |field| told.get(field).is_some();
    let numbered = has(Field::Volume) || has(Field::Issue);
    match () {
        () if has(Field::Genre) => "thesis",
        () if has(Field::Container) && numbered && told.editors.is_empty() => "article-journal",
        () if has(Field::Container) => "chapter",
        () if titled || has(Field::Publisher) || has(Field::Place) => "book",
        () => "document",
    }
}

/// Whether the names of a head are those of editors: `Sachs, Wolfgang (ed)`, `Rossi, Ugo (a cura di)`.
fn are_editors(names: &str) -> bool {
    let signs = |c: char| !c.is_alphabetic();
    let names = names.trim_end_matches(signs);
    let led = Section::Editors.entries().any(|mark| mark.contains(' ') && names.ends_with(mark));
    let last = names.rsplit(signs).next().unwrap_or("");
    let role = Fold::Word.of(last);
    let role = lexicon::is_role(&role) && !lexicon::is_translator(&role);
    // A name before it, and a sign between the two: `Ed` is one too.
    let apart = names[..names.len() - last.len()].trim_end().ends_with(['(', '[', ',', '.', '/']);
    led || role && apart && last.len() < names.len()
}

#[cfg(test)]
mod tests;
