//! The lists a reader can open, each made from the text when it is opened.

use crate::app::layer::list::row::{PASSAGES, around, authors, one_line, page, year};
use crate::app::layer::list::{List, Reader};
use crate::app::layer::list::{findings, notes};
use crate::app::layer::marked;
use crate::app::layer::picker::{Column, Goes, Item, Order, Picker};
use crate::app::progress::Progress;
use crate::doc::{Alphabet, Citation, NoteId, Place, ReferenceId, Span};
use crate::language::counted;
use crate::language::fold::Fold;
use crate::layout::clean;
use crate::text::Text;

/// How many hits are listed.
const MOST_HITS: usize = 10_000;

impl List {
    /// The list as it is now for a reader; `None` for hits where nothing was searched for.
    pub(in crate::app) fn make(self, text: &Text, reader: Reader<'_>) -> Option<Picker> {
        let Reader { here, found, read, .. } = reader;
        let mut made = match self {
            Self::Notes => notes::notes(text),
            Self::Contents => contents(text, here),
            Self::Bibliography => bibliography(text),
            Self::Entry(reference) => entry(text, reference),
            Self::Candidates(index) => candidates(text, &text.links.citations[index as usize]),
            Self::About => about(text, read),
            Self::Findings => findings::findings(text),
            Self::Referring(note) => referring(text, note),
            Self::Labelled(note) => notes::labelled(text, note),
            Self::Marks => marked::marks(text, &reader, false),
            Self::MarksBeside => marked::marks(text, &reader, true),
            Self::Hits => {
                let found = found?;
                hits(text, &found.words, &found.hits, found.current)
            }
        };
        made.list = Some(self);
        Some(made)
    }
}

/// The sections, with how far into the text each begins.
fn contents(text: &Text, here: Place) -> Picker {
    let current = text.section_at(here);
    let top = text.sections.iter().map(|section| section.level).min().unwrap_or(1);
    let mut items: Vec<Item> = text
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| {
            let indent = "  ".repeat(usize::from(section.level - top));
            let title = one_line(text.document.words(section.span));
            let share = format!("{}%", text.share(section.span.start));
            let goes = Goes::Place(section.span.start);
            let page = page(text, section.span.start);
            let mut item = Item::new(vec![format!("{indent}{title}"), page, share], goes);
            item.key = Fold::Word.of(&title).into_owned();
            item.current = Some(index) == current;
            item
        })
        .collect();
    if let Some(note) = text.document.notes.first() {
        let share = format!("{}%", text.share(note.span.start));
        let cells = vec!["Notes".to_owned(), String::new(), share];
        let mut item = Item::new(cells, Goes::Place(note.span.start));
        item.current = here >= note.span.start;
        items.push(item);
    }
    let columns = &[Column::Fill, Column::Right(20), Column::Spare];
    let heads = &["Section", "Page", "Begins at"];
    let mut list = Picker::new("Contents", columns, items).headed(heads);
    list.empty = "This text has no headings.";
    list
}

/// The bibliography.
fn bibliography(text: &Text) -> Picker {
    let links = &text.links;
    let cited = |index: usize| links.citations_of(ReferenceId(index as u32)).len();
    let items: Vec<Item> = links
        .references
        .iter()
        .enumerate()
        .map(|(index, reference)| {
            let words = one_line(text.document.words(reference.span));
            let times = match cited(index) {
                0 => "–".to_owned(),
                times => times.to_string(),
            };
            let title = reference.title.clone().unwrap_or_else(|| words.clone());
            let cells = vec![authors(reference.people()), year(reference), title, times];
            let mut item = Item::new(cells, Goes::Reference(ReferenceId(index as u32)));
            item.key = Fold::Word.of(&words).into_owned();
            item
        })
        .collect();
    let orders = bibliography_orders(text, &items, cited);
    let columns = &[Column::Left(35), Column::Left(15), Column::Fill, Column::Spare];
    let heads = &["Author", "Year", "Title", "Cited"];
    let mut list = Picker::new("References", columns, items).headed(heads).sorted(orders);
    list.empty = match text.goes_on() {
        true => "No bibliography so far; the text is still being read.",
        false => "This text has no bibliography.",
    };
    list
}

fn bibliography_orders(text: &Text, items: &[Item], cited: impl Fn(usize) -> usize) -> Vec<Order> {
    let links = &text.links;
    let printed: Vec<u32> = (0..items.len() as u32).collect();
    let sorted = |compare: &dyn Fn(usize, usize) -> std::cmp::Ordering| {
        let mut items = printed.clone();
        items.sort_by(|&a, &b| compare(a as usize, b as usize));
        items
    };
    let alphabet = Alphabet::of(text.document.metadata.language.as_deref());
    let name = |index: usize| items[index].cells[0].as_str();
    let digits = |item: &Item| item.cells[1].chars().filter(char::is_ascii_digit).take(4).collect();
    let years: Vec<String> = items.iter().map(digits).collect();
    let when = |index: usize| &years[index];
    let first = |index: usize| {
        let mut citations = links.citations_of(ReferenceId(index as u32));
        citations.next().map_or(Place::MAX, |citation| citation.span.start)
    };
    let by_name =
        |a: usize, b: usize| alphabet.compare(name(a), name(b)).then_with(|| when(a).cmp(when(b)));
    vec![
        Order { name: "author", items: sorted(&by_name) },
        Order { name: "year", items: sorted(&|a, b| when(a).cmp(when(b))) },
        Order { name: "times cited", items: sorted(&|a, b| cited(b).cmp(&cited(a))) },
        Order { name: "first cited", items: sorted(&|a, b| first(a).cmp(&first(b))) },
        Order { name: "as printed", items: printed },
    ]
}

/// One source, and every place that cites it.
fn entry(text: &Text, reference: ReferenceId) -> Picker {
    let links = &text.links;
    let items = links.citations_of(reference).map(|citation| citing(text, citation)).collect();
    let entry = &links.references[reference.index()];
    let title = if entry.people().is_empty() {
        "Source".to_owned()
    } else {
        format!("{} {}", authors(entry.people()), year(entry))
    };
    let columns = &[Column::Left(25), Column::Fill];
    let mut list = Picker::new(title.trim(), columns, items).headed(&PASSAGES);
    list.about = Some(entry.span);
    list.empty = "Nothing in this text cites it.";
    list
}

/// The sources a citation may mean.
fn candidates(text: &Text, citation: &Citation) -> Picker {
    let items = citation
        .references()
        .iter()
        .map(|&id| {
            let words = one_line(text.document.words(text.links.references[id.index()].span));
            Item::new(vec![words], Goes::Reference(id))
        })
        .collect();
    let named = one_line(text.document.words(citation.span));
    Picker::new(format!("“{named}” may mean"), &[Column::Fill], items)
}

/// What is known of a text as a work, how much there is of it, and how much of that is read.
fn about(text: &Text, read: Option<Progress>) -> Picker {
    let document = &text.document;
    let metadata = &document.metadata;
    let count = |number: usize| number.to_string();
    let words = document.text.split_whitespace().count();
    let known = [
        ("title", metadata.title.clone()),
        ("authors", (!metadata.authors.is_empty()).then(|| metadata.authors.join(", "))),
        ("date", metadata.date.clone()),
        ("language", metadata.language.clone()),
        ("file", Some(document.source.clone())),
        ("read", read.map(|read| format!("{}%", read.percent))),
        ("left in this section", read.and_then(|read| read.section).map(minutes)),
        ("left in the text", read.and_then(|read| read.text).map(minutes)),
        ("pace", read.map(pace)),
        ("words", Some(count(words))),
        ("notes", Some(count(document.notes.len()))),
        ("sources", Some(count(text.links.references.len()))),
        ("citations", Some(count(text.links.citations.len()))),
        ("repairs", Some(count(document.repairs.len()))),
    ];
    let known = known.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let items = known
        .chain(metadata.more.iter().cloned())
        .map(|(name, value)| Item::new(vec![one_line(&name), one_line(&value)], Goes::Nowhere))
        .collect();
    Picker::new("About this text", &[Column::Left(30), Column::Fill], items)
}

fn minutes(minutes: usize) -> String {
    match minutes {
        0 => "less than a minute".to_owned(),
        some => counted(some, "minute"),
    }
}

fn pace(read: Progress) -> String {
    let how = if read.measured { "as you read it" } else { "until enough is read to tell yours" };
    format!("{} words a minute, {how}", read.rate)
}

/// The places a note is referred to from.
fn referring(text: &Text, note: NoteId) -> Picker {
    let places = text.links.references_to(note);
    let items = places.iter().map(|&place| around(text, Span::at(place), Goes::Place(place)));
    let label = &text.document.note(note).label;
    let title = format!("Note {} is referred to from", clean(label));
    Picker::new(title, &[Column::Left(25), Column::Fill], items.collect()).headed(&PASSAGES)
}

/// The hits of a search.
fn hits(text: &Text, words: &str, hits: &[Span], current: Option<usize>) -> Picker {
    let items = hits
        .iter()
        .take(MOST_HITS)
        .enumerate()
        .map(|(index, &hit)| {
            let mut item = around(text, hit, Goes::Hit(index));
            item.current = Some(index) == current;
            item
        })
        .collect();
    let count = counted(hits.len(), "hit");
    let title = format!("{count} for “{}”", clean(words));
    Picker::new(title, &[Column::Left(25), Column::Fill], items).headed(&PASSAGES)
}

fn citing(text: &Text, citation: &Citation) -> Item {
    around(text, citation.span, Goes::Place(citation.span.start))
}
