//! The rows of lists: words with those around them, and what a column says of a page, people, a year.

use crate::app::layer::picker::{Goes, Item};
use crate::doc::{People, Place, Reference, Span};
use crate::layout::clean;
use crate::text::Text;

/// How many bytes of a text are shown on either side of what a list points out.
pub(in crate::app) const AROUND: usize = 160;
/// The heads over passages and where they stand.
pub(in crate::app) const PASSAGES: [&str; 2] = ["Where", "Words"];

/// A row that shows words with those around them, and the section or note they stand in.
pub(in crate::app) fn around(text: &Text, span: Span, goes: Goes) -> Item {
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
pub(in crate::app) fn page(text: &Text, place: Place) -> String {
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

/// When a source came out, as far as it says so.
pub(in crate::app) fn year(reference: &Reference) -> String {
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
