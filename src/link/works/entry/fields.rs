//! What an entry of a list says of its source besides who, when and its title: what it is part of,
//! its editors, where and by whom it was published, its pages. Told part by part, so that a text's own
//! list and a bibliography file give the same [`Reference`].
//!
//! Every style sets these in its own order, but most mark them alike: pages by *p.*, editors by *ed.*,
//! a place by the colon before its publisher. What is told is taken out of the words ([`Rest`]), and
//! what is left when all marks are read is where it was published. What nothing marks is not told.

use crate::doc::{self, Document, Field, Reference, Span};
use crate::language::fold::{Fold, one_line};
use crate::language::lexicon::{self, is_suffix};
use crate::language::name;
use crate::link::behind_label;
use crate::link::list as bibliography;
use crate::link::list::split::Part;
use crate::link::works::entry::parts::Rest;
use crate::link::works::entry::people::{self, People};
use crate::link::works::entry::{self, Entry};

/// What the head of an entry and its title say. `people` are those of its head.
///
/// This is all that reading a text needs. The rest is told by [`all`], where somebody asks for it: it
/// takes longer than to find the entry.
pub(crate) fn head(entry: &Entry, people: &People) -> Reference {
    let mut told = Reference {
        suffix: entry.date.as_ref().and_then(|date| date.suffix),
        year: entry.printed_date.clone(),
        title: entry.title.clone(),
        kind: "document".into(),
        ..Reference::default()
    };
    let names = people.names().iter().map(told_name).collect();
    let people = doc::People { names, others: people.open };
    if are_editors(&entry.names) {
        told.editors = people;
    } else {
        told.authors = people;
    }
    told
}

/// What an entry says in all, of which `told` is the head and `part` the place in its list.
pub(crate) fn all(document: &Document, part: &Part, told: &Reference) -> Reference {
    let span = behind_label(document, part);
    let emphasis = bibliography::emphasis(document, span);
    let words = document.words(span);
    let entry = entry::read_without_people(words, &emphasis);
    read(words, &emphasis, &entry, told.clone())
}

fn read(words: &str, emphasis: &[Span], entry: &Entry, mut told: Reference) -> Reference {
    let behind = entry.behind.min(words.len());
    let marked = emphasis.iter().find(|span| span.end <= behind && span.end > span.start);
    let titled = marked.is_some_and(|span| span.end + 3 >= behind);
    let mut rest = Rest::of(words, behind, emphasis);
    if !titled && let Some(title) = &mut told.title {
        rest.part_title(title, told.year.as_deref());
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
    let led = names.ends_with("a cura di") || names.ends_with("a c. di");
    let last = names.rsplit(signs).next().unwrap_or("");
    let role = Fold::Word.of(last);
    let role = lexicon::is_role(&role) && !lexicon::is_translator(&role);
    // A name before it, and a sign between the two: `Ed` is one too.
    let apart = names[..names.len() - last.len()].trim_end().ends_with(['(', '[', ',', '.', '/']);
    led || role && apart && last.len() < names.len()
}

/// A name as entries print it, in its parts.
fn told_name(name: &name::Name) -> doc::Name {
    let printed = one_line(&name.printed);
    let inverted = printed.split_once(',').map(|(_, given)| given.trim());
    let spoken = printed.strip_suffix(&*name.family).map(str::trim);
    let given = if name.given.is_empty() { "" } else { inverted.or(spoken).unwrap_or("") };
    let (given, suffix) = match given.rsplit_once([' ', ',']) {
        Some((given, last)) if is_suffix(last) => (given.trim_end_matches([' ', ',']), last),
        _ if is_suffix(given) => ("", given),
        _ => (given, ""),
    };
    let family = if given.is_empty() && suffix.is_empty() { &printed } else { &name.family };
    // `de la Cruz`: what has a small letter goes before the name, unless there is nothing else.
    let noble = |word: &&str| {
        word.starts_with(char::is_lowercase) && lexicon::is_noble(&Fold::Word.of(word))
    };
    let words: Vec<&str> = family.split_whitespace().collect();
    let particles = words.iter().take_while(|word| noble(word)).count();
    let particles = if given.is_empty() { 0 } else { particles.min(words.len().saturating_sub(1)) };
    doc::Name {
        particle: words[..particles].join(" "),
        family: words[particles..].join(" "),
        given: given.to_owned(),
        suffix: suffix.to_owned(),
        printed,
    }
}

/// Names that stand after the title, as those of editors do.
pub(crate) fn names(words: &str) -> doc::People {
    let read = people::further(words);
    doc::People { names: read.names().iter().map(told_name).collect(), others: read.open }
}

#[cfg(test)]
mod tests;
