//! A document as one page of HTML, for a browser: sidenotes, ways back, sources linked both ways.
//!
//! The page is all there is: no script, no font, nothing that is fetched, and its images stand in it
//! themselves. A note
//! stands in the source right behind what refers to it. On a wide screen the style floats it into
//! the margin beside its line; on a narrow one it opens below the line when its reference is
//! followed, and closes when its label leads back: a target is all the state there is.
//!
//! Nothing of the text reaches the page but through `escape`, and no address but of the web or of
//! mail becomes a link. The page says what its parts are in the words of DPUB-ARIA, so that this
//! program, and others, read it back as the text it was.

mod block;
mod escape;
mod inline;
mod list;
mod names;
mod table;
mod writer;

use std::collections::HashMap;

use crate::doc::{Document, NoteId};
use crate::link::Links;

use escape::escape;
use names::Names;
use writer::Writer;

/// The style of every page.
const STYLE: &str = include_str!("page.css");

/// What the page may do, should anything else be in it after all: be styled, and no more.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// How many sections make a table of contents worth its room.
const SECTIONS: usize = 3;

/// The images of a page by their addresses in the text, each as a `data:` address of a PNG.
pub type Pictures = HashMap<Box<str>, String>;

/// Writes a document and its links as a page, in which words stand for images.
pub fn html(document: &Document, links: &Links) -> String {
    html_with(document, links, &Pictures::new())
}

/// The same, with those of its images that are there.
pub fn html_with(document: &Document, links: &Links, pictures: &Pictures) -> String {
    let names = Names::of(document, links);
    let mut writer = Writer::new(document, links, &names, pictures);
    let (opening, title_block) = title_block(document);
    let mut body = writer.flow(0..opening);
    if opening > 0 {
        body.push_str(&title_block);
    }
    body.push_str(&writer.flow(opening..document.body().len()));
    let unused: String = (0..document.notes.len())
        .map(|note| writer.note_unless_written(NoteId(note as u32)))
        .collect();
    let references = writer.flow(document.first_reference()..document.blocks.len());

    let mut page = head(document);
    if opening == 0 {
        page.push_str(&title_block);
    }
    page.push_str(&contents(document));
    page.push_str("<main>\n");
    page.push_str(&body);
    if !unused.is_empty() {
        page.push_str("<hr>\n");
        page.push_str(&unused);
    }
    if !references.is_empty() {
        page.push_str("<section role=\"doc-bibliography\">\n<h2>References</h2>\n");
        page.push_str(&references);
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn head(document: &Document) -> String {
    let metadata = &document.metadata;
    let mut head = String::from("<!DOCTYPE html>\n<html");
    if let Some(language) = &metadata.language {
        head.push_str(&format!(" lang=\"{}\"", escape(language)));
    }
    head.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
    head.push_str(&format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n",
        escape(POLICY)
    ));
    head.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let title = metadata.title.as_deref().unwrap_or(&document.source);
    head.push_str(&format!("<title>{}</title>\n", escape(title)));
    let mut say = |name: &str, value: &str| {
        head.push_str(&format!("<meta name=\"{name}\" content=\"{}\">\n", escape(value)));
    };
    metadata.authors.iter().for_each(|author| say("author", author));
    if let Some(date) = &metadata.date {
        say("dcterms.date", date);
    }
    // Only notes need a margin.
    let noted = if document.notes.is_empty() { "" } else { " class=\"noted\"" };
    head.push_str(&format!("<style>\n{STYLE}</style>\n</head>\n<body{noted}>\n"));
    head
}

/// Title, subtitle, authors and date, and how many blocks of the text stand before them: those it
/// opens with up to its title, which is not said twice.
fn title_block(document: &Document) -> (usize, String) {
    let metadata = &document.metadata;
    let first = document.body().iter().position(|block| !block.span.is_empty());
    let titled = first.filter(|&first| {
        let words = document.words(document.blocks[first].span).replace('\n', " ");
        metadata.title.as_ref() == Some(&words)
    });
    let opening = titled.map_or(0, |first| first + 1);
    let title = metadata.title.as_ref().filter(|_| titled.is_none());
    let authors = metadata.authors.iter().map(|author| ("p", "author", author));
    let subtitle = metadata.more.iter().filter(|(name, _)| name == "subtitle");
    let subtitle = subtitle.map(|(_, words)| ("p", "subtitle", words));
    let lines = title.map(|title| ("h1", "title", title)).into_iter();
    let lines = lines.chain(subtitle).chain(authors);
    let lines = lines.chain(metadata.date.as_ref().map(|date| ("p", "date", date)));
    let lines: String = lines
        .map(|(tag, class, words)| format!("<{tag} class=\"{class}\">{}</{tag}>\n", escape(words)))
        .collect();
    if lines.is_empty() {
        return (0, lines);
    }
    // What pandoc calls it, whose pages are everywhere.
    (opening, format!("<header id=\"title-block-header\">\n{lines}</header>\n"))
}

/// The table of contents, folded up.
fn contents(document: &Document) -> String {
    let headings: Vec<_> = document.headings().collect();
    if headings.len() < SECTIONS {
        return String::new();
    }
    let mut list = String::new();
    for (number, (index, level)) in headings.into_iter().enumerate() {
        let words = document.words(document.blocks[index].span).replace('\n', " ");
        list.push_str(&format!(
            "<li class=\"level{level}\"><a href=\"#{}\">{}</a></li>\n",
            names::heading(number),
            escape(&words)
        ));
    }
    format!(
        "<nav role=\"doc-toc\">\n<details>\n<summary>Contents</summary>\n<ul>\n{list}</ul>\n\
         </details>\n</nav>\n"
    )
}
