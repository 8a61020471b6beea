//! The notes as a list: each with its label, the printed page it belongs to, and its first words.

use crate::app::layer::label::notes::with_label;
use crate::app::layer::list::row::{AROUND, PASSAGES, around, authors, one_line, page};
use crate::app::layer::picker::{Column, Goes, Item, Order, Picker};
use crate::doc::{Alphabet, Citation, NoteId, Span};
use crate::language::fold::Fold;
use crate::text::Text;

/// How many bytes of a note filtering looks at. A note may be as long as a book.
const LOOKED_AT: usize = 4096;

/// The notes of a text.
pub(in crate::app) fn notes(text: &Text) -> Picker {
    let document = &text.document;
    let cited: Vec<String> = ids(text).map(|note| cited_in(text, note)).collect();
    let items = ids(text).zip(&cited).map(|(id, cited)| {
        let note = document.note(id);
        let span = note.span;
        let first = Span::new(span.start, document.word_after(span.start, AROUND, span.end));
        let cells =
            vec![one_line(&note.label), page(text, span.start), one_line(document.words(first))];
        let mut item = Item::new(cells, Goes::Note(id));
        let most = document.word_after(span.start, LOOKED_AT, span.end);
        let words = document.words(Span::new(span.start, most));
        // A note that says no more than “Ibid.” is found by the author it means as well.
        item.key = Fold::Word.of(&format!("{} {words} {cited}", note.label)).into_owned();
        item
    });
    let columns = &[Column::Right(15), Column::Left(20), Column::Fill];
    let mut list = Picker::new("Notes", columns, items.collect()).sorted(orders(text, &cited));
    list.empty = match text.goes_on() {
        true => "No notes so far; the text is still being read.",
        false => "This text has no notes.",
    };
    list
}

/// The notes as they come, by the first source each cites, and the longest first.
fn orders(text: &Text, cited: &[String]) -> Vec<Order> {
    let printed: Vec<u32> = (0..cited.len() as u32).collect();
    let alphabet = Alphabet::of(text.document.metadata.language.as_deref());
    let mut by_source = printed.clone();
    by_source.sort_by(|&a, &b| {
        let (a, b) = (&cited[a as usize], &cited[b as usize]);
        // Those that cite nothing come last.
        a.is_empty().cmp(&b.is_empty()).then_with(|| alphabet.compare(a, b))
    });
    let mut longest = printed.clone();
    let length = |index: u32| text.document.note(NoteId(index)).span.len();
    longest.sort_by_key(|&index| std::cmp::Reverse(length(index)));
    vec![
        Order { name: "number", items: printed },
        Order { name: "source", items: by_source },
        Order { name: "length", items: longest },
    ]
}

/// The people whose works a note cites, the first first.
fn cited_in(text: &Text, note: NoteId) -> String {
    let (links, span) = (&text.links, text.document.note(note).span);
    let citations = links.citations[links.first_citation(span.start)..].iter();
    let here = citations.take_while(|citation| citation.span.start < span.end);
    let sources = here.flat_map(Citation::references);
    let mut names: Vec<String> = Vec::new();
    for source in sources {
        let name = authors(links.references[source.index()].people());
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(" ")
}

/// The notes with the label of `first`, each with the words that refer to it: that one, then the others.
pub(in crate::app) fn labelled(text: &Text, first: NoteId) -> Picker {
    let label = &text.document.note(first).label;
    let others = with_label(text, label).into_iter().filter(|&note| note != first);
    let items = std::iter::once(first).chain(others).map(|note| {
        let place = text.links.references_to(note).first();
        let place = place.map_or(text.document.note(note).span.start, |&place| place);
        around(text, Span::at(place), Goes::Note(note))
    });
    let title = format!("Notes with the label {}", one_line(label));
    Picker::new(title, &[Column::Left(35), Column::Fill], items.collect()).headed(&PASSAGES)
}

fn ids(text: &Text) -> impl Iterator<Item = NoteId> + use<'_> {
    (0..text.document.notes.len() as u32).map(NoteId)
}
