//! Chapters: a book that lies in several files, the list that says in which order, and the book they
//! are bound to.
//!
//! Who writes a book in files says in one of them which there are: `_quarto.yml` and `_bookdown.yml`
//! (Quarto, bookdown), `SUMMARY.md` (mdBook, `GitBook`), the package file of an EPUB that was unpacked.

use std::collections::HashMap;

use serde_json::Value;

use super::decode::decode;
use super::epub;
use super::html::tree::address::{has_scheme, join, unescape};
use super::{markdown, yaml};
use crate::doc::{Builder, Diagnostic, Document, Kind, MarkKind, Metadata, Problem, Target, bind};
use crate::language::fold::Fold;

/// What a list says of a book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chapters {
    /// Its title, authors, language, and the bibliographies it names.
    pub metadata: Metadata,
    /// What it consists of, in order.
    pub parts: Vec<Part>,
}

/// A part of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A file, by its path from where the list lies.
    File(String),
    /// The title of the chapters that follow.
    Title(String),
}

/// The names of files that list chapters, those before that say more.
const LISTS: [&str; 5] =
    ["_quarto.yml", "_quarto.yaml", "_bookdown.yml", "SUMMARY.md", "src/SUMMARY.md"];

/// How good a list of chapters a file of this name is, the better the less; `None` for what is none.
/// The name may have the folder `src` before it.
pub fn lists_chapters(name: &str) -> Option<usize> {
    let opf = name.to_ascii_lowercase().ends_with(".opf");
    LISTS.iter().position(|list| name == *list).or(opf.then_some(LISTS.len()))
}

/// The chapters that a file lists; `None` where it lists none.
pub fn chapters(name: &str, bytes: &[u8]) -> Option<Chapters> {
    let words = decode(bytes).0;
    let file = name.rsplit('/').next().unwrap_or(name);
    let found = match file {
        "_quarto.yml" | "_quarto.yaml" => quarto(&words),
        "_bookdown.yml" => bookdown(&words),
        "SUMMARY.md" => summary(&words),
        _ => {
            let (metadata, pages) = epub::spine(file, &words);
            Chapters { metadata, parts: pages.into_iter().map(Part::File).collect() }
        }
    };
    found.parts.iter().any(|part| matches!(part, Part::File(_))).then_some(found)
}

/// Quarto, “Books”: `book: chapters:` and `appendices:`, whose items are files, or parts with chapters
/// of their own.
fn quarto(words: &str) -> Chapters {
    let (mut value, _) = yaml::read(words);
    let mut found = Chapters::default();
    let book = value.get_mut("book").map(Value::take).unwrap_or_default();
    found.metadata.title = strings(book.get("title")).into_iter().next();
    found.metadata.authors = strings(book.get("author"));
    found.metadata.language = strings(value.get("lang")).into_iter().next();
    let sources = strings(value.get("bibliography").or_else(|| book.get("bibliography")));
    found.metadata.more =
        sources.into_iter().map(|path| ("bibliography".to_owned(), path)).collect();
    for list in ["chapters", "appendices"] {
        items(book.get(list), &mut found.parts, 0);
    }
    found
}

/// How deep parts lie in parts.
const DEEPEST: usize = 8;

fn items(list: Option<&Value>, parts: &mut Vec<Part>, depth: usize) {
    let Some(Value::Array(list)) = list.filter(|_| depth < DEEPEST) else { return };
    for item in list {
        match item {
            Value::String(path) => parts.push(Part::File(path.clone())),
            Value::Object(map) => {
                let words = |key: &str| map.get(key).and_then(Value::as_str);
                match words("part").or_else(|| words("file")) {
                    Some(path) if is_path(path) => parts.push(Part::File(path.to_owned())),
                    Some(title) => parts.push(Part::Title(title.to_owned())),
                    None => {}
                }
                items(map.get("chapters"), parts, depth + 1);
            }
            _ => {}
        }
    }
}

/// Whether an item is a file, and no title.
fn is_path(item: &str) -> bool {
    super::is_called_as_a_text(item) || item.ends_with(".ipynb")
}

/// bookdown, “Configuration”: `rmd_files`, perhaps for each output by itself.
fn bookdown(words: &str) -> Chapters {
    let (value, _) = yaml::read(words);
    let files = match value.get("rmd_files") {
        Some(Value::Object(outputs)) => outputs.values().next(),
        files => files,
    };
    let parts = strings(files).into_iter().map(Part::File).collect();
    Chapters { metadata: Metadata::default(), parts }
}

/// mdBook, “SUMMARY.md”: links to files, and headings over those that belong together.
fn summary(words: &str) -> Chapters {
    let document = markdown::read("SUMMARY.md", words.into());
    let mut parts: Vec<(usize, Part)> = Vec::new();
    for mark in &document.marks {
        if let MarkKind::Link(Target::Address(address)) = &mark.kind
            && !has_scheme(address)
        {
            let path = unescape(address.split('#').next().unwrap_or(address));
            // A draft has no file yet.
            if path.is_empty() {
                continue;
            }
            parts.push((mark.span.start, Part::File(path)));
        }
    }
    let headings: Vec<(usize, Part)> = document
        .headings()
        .skip(1)
        .map(|(block, _)| document.blocks[block].span)
        .map(|span| (span.start, Part::Title(document.words(span).to_owned())))
        .collect();
    parts.extend(headings);
    parts.sort_by_key(|(place, _)| *place);
    let mut found = Chapters::default();
    for (_, part) in parts {
        // A chapter is listed once, though other lines lead to parts of it.
        if !found.parts.contains(&part) || matches!(part, Part::Title(_)) {
            found.parts.push(part);
        }
    }
    found
}

/// The words of a value: one, or a list of them; of a person, the name.
fn strings(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(words)) => vec![words.clone()],
        Some(Value::Array(list)) => list.iter().flat_map(|item| strings(Some(item))).collect(),
        Some(Value::Object(map)) => strings(map.get("name").or_else(|| map.get("literal"))),
        _ => Vec::new(),
    }
}

/// Binds the chapters of a book, each with its path from where the book lies; a part without a path is
/// the title of those after it, or says what is missing. Links between them lead from one to the other,
/// headings keep their levels, and a chapter whose title stands in its metadata alone gets it as its
/// heading.
pub fn bind_chapters(
    source: &str,
    mut metadata: Metadata,
    chapters: Vec<(Option<String>, Document)>,
) -> Document {
    let mut documents: Vec<Document> = Vec::new();
    let mut paths: HashMap<String, usize> = HashMap::new();
    let mut begins: Vec<String> = Vec::new();
    for (path, mut chapter) in chapters {
        let front = path.as_deref().is_some_and(is_front) && documents.is_empty();
        let heading = take_metadata(&mut metadata, &mut chapter, path.as_deref(), front);
        let path = path.unwrap_or_default();
        if !path.is_empty() {
            paths.entry(path.clone()).or_insert(documents.len());
        }
        for document in heading.into_iter().chain([chapter]) {
            documents.push(document);
            begins.push(path.clone());
        }
    }
    let stems = stems(&paths);
    // The heading that was added comes right before its chapter, whose names are meant.
    let last = |first: usize| {
        let same = begins[first..].iter().take_while(|path| **path == begins[first]).count();
        first + same.max(1) - 1
    };
    let leads = |number: usize, address: &str| {
        if has_scheme(address) || address.starts_with('#') || address.starts_with('/') {
            return None;
        }
        let (file, name) = address.split_once('#').map_or((address, None), |(a, b)| (a, Some(b)));
        let file = join(&begins[number], &unescape(file.split('?').next().unwrap_or(file)));
        let page = file.strip_suffix(".html").or_else(|| file.strip_suffix(".htm"));
        let first = paths.get(&file).or_else(|| stems.get(page?)).copied()?;
        match name.filter(|name| !name.is_empty()) {
            Some(name) => Some((last(first), Some(unescape(name)))),
            None => Some((first, None)),
        }
    };
    bind(source, metadata, documents, leads)
}

/// Which chapter a page was made of, by its name without an ending: where two have one, none.
fn stems(paths: &HashMap<String, usize>) -> HashMap<String, usize> {
    let mut stems: HashMap<String, Option<usize>> = HashMap::new();
    for (path, at) in paths {
        let stem = path.rsplit_once('.').map_or(&**path, |(stem, _)| stem);
        stems.entry(stem.to_owned()).and_modify(|at| *at = None).or_insert(Some(*at));
    }
    stems.into_iter().filter_map(|(stem, at)| Some((stem, at?))).collect()
}

/// Whether a file is what stands before the chapters, and bears the title of the book.
fn is_front(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let stem = name.split('.').next().unwrap_or(&name);
    ["index", "readme", "cover", "title"].contains(&stem)
}

/// Takes what a chapter says of itself: what stands before the book bears its title and authors; the
/// title of another is its heading, where it does not begin with that. The bibliographies it names are
/// those of the book.
fn take_metadata(
    book: &mut Metadata,
    chapter: &mut Document,
    path: Option<&str>,
    front: bool,
) -> Option<Document> {
    let own = std::mem::take(&mut chapter.metadata);
    for (key, value) in own.more {
        let value = match (&*key, path) {
            ("bibliography", Some(path)) if !value.starts_with('/') => join(path, &value),
            _ => value,
        };
        let own = !front && !["bibliography", "references"].contains(&&*key);
        let key = if own { format!("{}: {key}", path.unwrap_or_default()) } else { key };
        if !book.more.contains(&(key.clone(), value.clone())) {
            book.more.push((key, value));
        }
    }
    if book.language.is_none() {
        book.language = own.language;
    }
    let (mut title, mut authors) = (own.title, own.authors);
    if front {
        if book.title.is_none() {
            book.title = title.take();
        }
        if book.authors.is_empty() {
            book.authors = std::mem::take(&mut authors);
        }
        if book.date.is_none() {
            book.date = own.date;
        }
    }
    let same = |a: &str, b: &str| Fold::Printed.of(a) == Fold::Printed.of(b);
    let first = chapter.body().first().filter(|block| block.is_heading());
    let first = first.map(|block| chapter.words(block.span).to_owned());
    let stands = |title: &String| {
        book.title.as_ref().is_some_and(|book| front && same(book, title))
            || first.as_ref().is_some_and(|first| same(first, title))
    };
    let title = title.filter(|title| !title.trim().is_empty() && !stands(title));
    authors.retain(|author| !book.authors.contains(author));
    if title.is_none() && authors.is_empty() {
        return None;
    }
    let mut to = Builder::new();
    if let Some(title) = title {
        to.open_block(Kind::Heading { level: 1 });
        to.text(&title);
        to.close_block();
    }
    if !authors.is_empty() {
        to.text(&authors.join(", "));
        to.close_block();
    }
    Some(to.finish(&chapter.source))
}

impl Part {
    /// The title of a part as a document, to be bound with what it stands over.
    pub fn heading(title: &str) -> Document {
        let mut to = Builder::new();
        to.open_block(Kind::Heading { level: 1 });
        to.text(title);
        to.finish("")
    }

    /// That a chapter is not to be had, as a document without a word.
    pub fn missing(why: String) -> Document {
        let mut document = Builder::new().finish("");
        document.diagnostics.push(Diagnostic { kind: Problem::Malformed, place: 0, what: why });
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(chapters: &Chapters) -> Vec<&str> {
        chapters
            .parts
            .iter()
            .map(|part| match part {
                Part::File(path) => path.as_str(),
                Part::Title(title) => title.as_str(),
            })
            .collect()
    }

    #[test]
    fn lists_are_read() {
        let quarto = "project:\n  type: book\nbook:\n  title: A Book\n  author: [Ann Lee, Bo Ek]\n  \
                      chapters:\n    - index.qmd\n    - part: The First\n      chapters:\n        - \
                      b.qmd\n    - part: two.qmd\n      chapters:\n        - a.qmd\n  appendices:\n    - \
                      z.qmd\nbibliography: refs.bib\n";
        let list = chapters("_quarto.yml", quarto.as_bytes()).expect("a list");
        assert_eq!(files(&list), ["index.qmd", "The First", "b.qmd", "two.qmd", "a.qmd", "z.qmd"]);
        assert_eq!(list.metadata.title.as_deref(), Some("A Book"));
        assert_eq!(list.metadata.authors, ["Ann Lee", "Bo Ek"]);
        assert_eq!(list.metadata.more, [("bibliography".to_owned(), "refs.bib".to_owned())]);
        let bookdown = b"rmd_files: [\"index.Rmd\", \"02-b.Rmd\"]\n";
        let list = chapters("_bookdown.yml", bookdown).expect("a list");
        assert_eq!(files(&list), ["index.Rmd", "02-b.Rmd"]);
        let summary = b"# Summary\n\n[Intro](intro.md)\n\n# Part One\n\n- [B](b%20b.md)\n    - \
                        [A](sub/a.md)\n- [Draft]()\n- [Web](https://x.org)\n- [B again](b%20b.md#x)\n";
        let list = chapters("src/SUMMARY.md", summary).expect("a list");
        assert_eq!(files(&list), ["intro.md", "Part One", "b b.md", "sub/a.md"]);
        assert_eq!(chapters("_bookdown.yml", b"book_filename: x\n"), None);
        assert_eq!(lists_chapters("SUMMARY.md"), Some(3));
        assert_eq!(lists_chapters("content.OPF"), Some(5));
        assert_eq!(lists_chapters("summary.txt"), None);
    }

    #[test]
    fn chapters_are_bound_with_their_titles_and_links() {
        let read = |source: &str| markdown::read("x.md", source.into());
        let part = |path: &str, source: &str| (Some(path.to_owned()), read(source));
        let parts = vec![
            part("index.md", "---\ntitle: The Book\nauthor: Ann Lee\n---\n\nBefore it.\n"),
            (None, Part::heading("Part One")),
            part(
                "one/a.md",
                "---\ntitle: First\nauthor: Bo Ek\nbibliography: refs.bib\n---\n\nSee [there](../b.md#end), \
                 [here](#x) and [it](../b.html).[^1]\n\n## X {#x}\n\n[^1]: One.\n",
            ),
            part(
                "b.md",
                "---\ntitle: Second\n---\n\n# Second\n\nWords.[^1]\n\n## Its end {#end}\n\n[^1]: Two.\n",
            ),
        ];
        let book = bind_chapters("book", Metadata::default(), parts);
        assert_eq!(book.check(), Ok(()));
        assert_eq!(book.metadata.title.as_deref(), Some("The Book"));
        assert_eq!(book.metadata.authors, ["Ann Lee"]);
        assert_eq!(book.metadata.more, [("bibliography".to_owned(), "one/refs.bib".to_owned())]);
        assert_eq!(
            book.text,
            "Before it.\nPart One\nFirst\nBo Ek\nSee there, here and it.\nX\nSecond\nWords.\nIts \
             end\nOne.\nTwo."
        );
        let leads = |words: &str| {
            let at = book.text.find(words).expect("it is there");
            let mark = book.marks.iter().find(|mark| mark.span.start == at).expect("a link");
            match mark.kind {
                MarkKind::Link(Target::Place(place)) => &book.text[place..],
                _ => panic!("{mark:?}"),
            }
        };
        assert!(leads("there").starts_with("Its end"));
        assert!(leads("here and").starts_with("X\n"));
        assert!(leads("it.\nX").starts_with("Second"));
        let levels: Vec<u8> = book.headings().map(|(_, level)| level).collect();
        assert_eq!(levels, [1, 1, 2, 1, 2]);
    }
}
