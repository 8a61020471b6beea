//! Words as they are quoted elsewhere: with who wrote them, when, and on which printed page.

use crate::doc::{Document, Span};
use crate::export::markdown_words;
use crate::language::date::dates;
use crate::language::fold::one_line;
use crate::language::name::Name;
use crate::marks::About;
use crate::text::Text;

/// Words in a sentence of one’s own: `“…” (Kropotkin 1902, p. 233)`.
pub fn prose(text: &Text, span: Span) -> String {
    let words = plain(text.document.words(span));
    let cited = joined(&[&authors_and_year(&text.document), &page(text, span)], ", ");
    let cited = if cited.is_empty() { String::new() } else { format!(" ({cited})") };
    format!("“{}”{cited}", words.trim())
}

/// Words as a block quotation in Markdown, cited as pandoc has it: `> … [@kropotkin-1902, p. 233]`.
pub fn markdown(text: &Text, span: Span) -> String {
    let document = &text.document;
    let parts = document.blocks.iter().filter(|block| block.span.overlaps(span)).map(|block| {
        let own = Span::new(block.span.start.max(span.start), block.span.end.min(span.end));
        markdown_words(plain(document.words(own)).trim(), false)
    });
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let key = format!("@{}", key(text));
    format!("> {} [{}]\n", parts.join("\n>\n> "), joined(&[&key, &page(text, span)], ", "))
}

/// The key a text is cited by, which a file that has no title lends it none of.
fn key(text: &Text) -> String {
    About { title: text.document.metadata.title.clone(), ..About::of(text) }.key()
}

/// `Kropotkin 1902`, `Negri and Hardt 2000`; the title where no author is known.
fn authors_and_year(document: &Document) -> String {
    let names = match &surnames(document)[..] {
        [] => document.metadata.title.as_deref().map(one_line).unwrap_or_default(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [first, ..] => format!("{first} et al."),
    };
    joined(&[&names, &year(document).unwrap_or_default()], " ")
}

fn surnames(document: &Document) -> Vec<String> {
    let authors = document.metadata.authors.iter().map(|printed| Name::of_author(printed).family);
    authors.filter(|name| !name.is_empty()).collect()
}

fn year(document: &Document) -> Option<String> {
    let date = document.metadata.date.as_deref()?;
    dates(date).into_iter().find_map(|date| date.when.first()).map(|year| year.to_string())
}

/// The printed pages of words: `233`, `233–234`; nothing where they are not known.
pub(super) fn pages(text: &Text, span: Span) -> Option<String> {
    let last = span.end.saturating_sub(1).max(span.start);
    let first = text.page_at(span.start)?;
    Some(match text.page_at(last).filter(|last| *last != first) {
        Some(last) => format!("{}–{}", one_line(first), one_line(last)),
        None => one_line(first),
    })
}

/// How pages are cited: `p. 233`, `pp. 233–234`.
pub(super) fn locator(pages: &str) -> String {
    let one = if pages.contains('–') { "pp." } else { "p." };
    format!("{one} {pages}")
}

/// How the printed pages of words are cited; nothing where they are not known.
fn page(text: &Text, span: Span) -> String {
    pages(text, span).map(|pages| locator(&pages)).unwrap_or_default()
}

/// Words on one line, without what says where they may be broken.
fn plain(words: &str) -> String {
    one_line(words).replace('\u{ad}', "")
}

fn joined(parts: &[&str], glue: &str) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(glue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn text(head: &str) -> Text {
        Text::new(read::markdown(
            "a.md",
            &format!("---\n{head}\n---\n\nTwo\nlines. More.\n\nEnd.\n"),
        ))
    }

    #[test]
    fn words_say_where_they_are_from() {
        let cases = [
            ("author: Peter Kropotkin\ndate: 1902", "Kropotkin 1902", "kropotkin-1902"),
            ("author: [Hardt, Negri]\ndate: May 2000", "Hardt and Negri 2000", "hardt-negri-2000"),
            ("title: Some Tale of It All", "Some Tale of It All", "some-tale-of"),
            ("author: Rosa de la Luz", "de la Luz", "de-la-luz"),
            ("author: A B\ncitekey: own2", "B", "own2"),
            ("author: The ibid project", "ibid project", "ibid-project"),
        ];
        for (head, cited, key) in cases {
            let text = text(head);
            let start = text.document.text.find("Two").unwrap();
            let span = Span::new(start, start + 10);
            assert_eq!(prose(&text, span), format!("“Two lines.” ({cited})"), "{head}");
            assert_eq!(markdown(&text, span), format!("> Two lines. [@{key}]\n"), "{head}");
        }
        let bare = text("x: y");
        let start = bare.document.text.find("More").unwrap();
        let span = Span::new(start, bare.document.text.len());
        assert_eq!(prose(&bare, span), "“More. End.”");
        assert_eq!(markdown(&bare, span), "> More.\n>\n> End. [@source]\n");
    }
}
