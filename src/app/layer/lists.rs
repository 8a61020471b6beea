//! The lists a reader can open, each made from the text when it is opened.

use crate::app::layer::picker::{Column, Goes, Item, Order, Picker};
use crate::app::layer::prompt::Found;
use crate::app::layer::{findings, marked, notes};
use crate::app::progress::Progress;
use crate::doc::{Alphabet, Citation, NoteId, People, Place, ReferenceId, Span};
use crate::language::fold::Fold;
use crate::layout::clean;
use crate::marks::{Annotation, Offer, Placed};
use crate::text::Text;

/// How many bytes of a text are shown on either side of what a list points out.
pub(super) const AROUND: usize = 160;
/// How many hits are listed.
const MOST_HITS: usize = 10_000;

/// The heads over passages and where they stand.
pub(super) const PASSAGES: [&str; 2] = ["Where", "Words"];

/// The lists there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum List {
    /// The notes.
    Notes,
    /// The sections.
    Contents,
    /// The sources.
    Bibliography,
    /// One source, and every place that cites it.
    Entry(ReferenceId),
    /// The sources that a citation may mean, by its index in the links of the text.
    Candidates(u32),
    /// What is known of the text as a work.
    About,
    /// What was repaired, and what is wrong.
    Findings,
    /// The places a note is referred to from.
    Referring(NoteId),
    /// The notes with the label of this one, which comes first.
    Labelled(NoteId),
    /// The hits of the search in force.
    Hits,
    /// The marks of the reader.
    Marks,
    /// The same where there is little room: in the side panel.
    MarksBeside,
}

/// What a list may say of its reader.
#[derive(Debug, Clone, Copy)]
pub(in crate::app) struct Reader<'a> {
    /// Where they are.
    pub(in crate::app) here: Place,
    /// The search in force.
    pub(in crate::app) found: Option<&'a Found>,
    /// How far they are, if that is asked.
    pub(in crate::app) read: Option<Progress>,
    /// Their marks, and those they removed.
    pub(in crate::app) marks: &'a [Placed],
    pub(in crate::app) removed: &'a [Annotation],
    /// The marks of other texts that may fit.
    pub(in crate::app) offers: &'a [Offer],
}

impl Reader<'_> {
    /// Somebody who reads at a place, of whom no more is known.
    pub(in crate::app) fn at(here: Place) -> Self {
        Self { here, found: None, read: None, marks: &[], removed: &[], offers: &[] }
    }
}

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
        1 => "1 minute".to_owned(),
        many => format!("{many} minutes"),
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
    let count = match hits.len() {
        1 => "1 hit".to_owned(),
        many => format!("{many} hits"),
    };
    let title = format!("{count} for “{}”", clean(words));
    Picker::new(title, &[Column::Left(25), Column::Fill], items).headed(&PASSAGES)
}

fn citing(text: &Text, citation: &Citation) -> Item {
    around(text, citation.span, Goes::Place(citation.span.start))
}

/// A row that shows words with those around them, and the section or note they stand in.
pub(super) fn around(text: &Text, span: Span, goes: Goes) -> Item {
    let document = &text.document;
    // An expression may match half the book; its beginning will do.
    let span = Span::new(span.start, document.word_after(span.start, AROUND, span.end));
    let section = match document.note_at(span.start) {
        Some(note) => format!("Note {}", document.note(note).label),
        None => one_line(text.section_name(span.start)),
    };
    let page = page(text, span.start);
    let both = !page.is_empty() && !section.is_empty();
    let section = format!("{page}{}{section}", if both { " · " } else { "" });
    let block = document.block_at(span.start).map_or(span, |index| document.blocks[index].span);
    let from = document.word_before(span.start, AROUND, block.start);
    let end = block.end.max(span.end);
    let to = document.word_after(span.end, AROUND, end);
    let lead = if from > block.start { "…" } else { "" };
    let tail = if to < end { "…" } else { "" };
    let before = one_line(document.words(Span::new(from, span.start)));
    let shown = one_line(document.words(span));
    let after = one_line(document.words(Span::new(span.end, to)));
    let start = lead.len() + before.len();
    let mut item = Item::new(vec![section, format!("{lead}{before}{shown}{after}{tail}")], goes);
    item.emphasis = Some((start, start + shown.len()));
    item
}

/// The printed page a place stands on, as a list says it; nothing where it is not known.
pub(super) fn page(text: &Text, place: Place) -> String {
    text.page_at(place).map_or_else(String::new, |page| format!("p. {}", one_line(page)))
}

/// Words on one line, as they may be shown.
pub(in crate::app) fn one_line(words: &str) -> String {
    clean(words).into_owned()
}

/// Names as a list shows them: `Kropotkin, Peter`, `Negri and Hardt`, `James et al.`
pub(in crate::app) fn authors(people: &People) -> String {
    match &people.names[..] {
        [] => String::new(),
        [one] => one_line(&one.shown()),
        [one, two] => one_line(&format!("{} and {}", one.surname(), two.surname())),
        [one, ..] => one_line(&format!("{} et al.", one.surname())),
    }
}

pub(in crate::app) fn year(reference: &crate::doc::Reference) -> String {
    one_line(&reference.dated().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Name;

    #[test]
    fn names_are_short_and_right() {
        let name = |words: &&str| {
            let (family, given) = words.split_once(", ").unwrap_or((words, ""));
            let (particle, family) = match family.split_once(' ') {
                Some((particle @ "von", family)) => (particle, family),
                _ => ("", family),
            };
            let [particle, family, given] = [particle, family, given].map(str::to_owned);
            Name { particle, family, given, ..Name::default() }
        };
        let cases: [(&[&str], &str); 6] = [
            (&[], ""),
            (&["Kropotkin, Peter"], "Kropotkin, Peter"),
            (&["Hardt, Michael", "Negri, Antonio"], "Hardt and Negri"),
            (&["Dalla Costa, Mariarosa", "von Arnim, Hans"], "Dalla Costa and von Arnim"),
            (&["Red Notes", "the CSE"], "Red Notes and the CSE"),
            (&["James, C. L. R.", "Lee, Grace", "Chaulieu, Pierre"], "James et al."),
        ];
        for (names, shown) in cases {
            let people = People { names: names.iter().map(name).collect(), others: false };
            assert_eq!(authors(&people), shown);
        }
    }
}
