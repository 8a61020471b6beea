//! What goes out of a text: its marks in their order, each with its words as paragraphs, its section
//! and the printed page.

use std::collections::HashMap;

use crate::doc::{Place, Span};
use crate::language::fold::one_line;
use crate::marks::quoted::{locator, pages};
use crate::marks::{About, Annotation, Placed};
use crate::text::Text;

/// A work and what was marked in it.
#[derive(Debug)]
pub struct Excerpts<'m> {
    /// The work.
    pub about: &'m About,
    /// The key it is cited by.
    pub key: String,
    /// Its file, or another name of where it is; empty where that is not known.
    pub source: String,
    /// Its marks, in the order of the text.
    pub marks: Vec<Excerpt<'m>>,
}

/// A mark as it goes out.
#[derive(Debug)]
pub struct Excerpt<'m> {
    /// The mark.
    pub mark: &'m Annotation,
    /// What it is called where other programs link to it: the beginning of its id.
    pub short: String,
    /// Its words, each paragraph by itself; the lines of verse are parted by line ends.
    pub paragraphs: Vec<String>,
    /// The heading of its section, in one line; empty where there is none.
    pub section: String,
    /// The printed pages: `233`, `233–234`; empty where they are not known.
    pub pages: String,
    /// Where it begins in the text, in bytes; an orphan’s is about where it was.
    pub place: Place,
    /// The words it has in the text, in characters from its beginning; nothing for an orphan.
    pub characters: Option<(usize, usize)>,
}

impl<'m> Excerpts<'m> {
    /// The marks of a work, with what its text says of where they are. Of a text that is not at hand
    /// they say what was known when they were made.
    pub fn of(about: &'m About, marks: &'m [Placed], text: Option<&Text>, source: &str) -> Self {
        let mut marks: Vec<Excerpt<'m>> =
            marks.iter().map(|placed| Excerpt::of(placed, text)).collect();
        marks.sort_by_key(|excerpt| (excerpt.place, excerpt.mark.created));
        shorten(&mut marks);
        if let Some(text) = text {
            count_characters(&mut marks, &text.document.text);
        }
        Self { about, key: about.key(), source: source.to_owned(), marks }
    }

    /// The title of the work, in one line.
    pub(super) fn title(&self) -> String {
        let title = self.about.title.as_deref().map(one_line).filter(|title| !title.is_empty());
        title.unwrap_or_else(|| match self.source.rsplit(['/', '\\']).next() {
            Some(name) if !name.is_empty() => one_line(name),
            _ => "Untitled".to_owned(),
        })
    }

    /// How the pages of a mark are cited: `p. 233`, `pp. 233–234`; nothing where they are not known.
    pub(super) fn locator(excerpt: &Excerpt<'_>) -> Option<String> {
        let pages = &excerpt.pages;
        // A label that is no number or letter would end the citation.
        let plain =
            pages.chars().all(|c| c.is_alphanumeric() || matches!(c, '–' | '-' | '.' | '*'));
        (!pages.is_empty() && plain).then(|| locator(pages))
    }
}

/// Gives each mark a short id: the beginning of its own, or all of it where another begins so.
fn shorten(marks: &mut [Excerpt<'_>]) {
    /// As many digits as git gives a commit, and one more.
    const SHORT: usize = 8;
    let mut times: HashMap<String, usize> = HashMap::new();
    for excerpt in &mut *marks {
        let plain = excerpt.mark.id.chars().filter(char::is_ascii_alphanumeric);
        excerpt.short = plain.collect::<String>().to_ascii_lowercase();
        let begins = excerpt.short.get(..SHORT).unwrap_or(&excerpt.short).to_owned();
        *times.entry(begins).or_insert(0) += 1;
    }
    for excerpt in marks {
        let begins = excerpt.short.get(..SHORT).unwrap_or(&excerpt.short);
        if times.get(begins) == Some(&1) {
            excerpt.short = begins.to_owned();
        }
    }
}

impl<'m> Excerpt<'m> {
    fn of(placed: &'m Placed, text: Option<&Text>) -> Self {
        let mark = &placed.annotation;
        let found = text.and_then(|text| Some((text, placed.at.span()?)));
        let lines = || mark.anchor.exact.split('\n').map(str::to_owned).collect();
        let kept = |known: &Option<String>| known.as_deref().map(one_line).unwrap_or_default();
        let mut excerpt = Self {
            mark,
            short: String::new(),
            paragraphs: found.map_or_else(lines, |(text, span)| paragraphs(text, mark, span)),
            section: kept(&mark.section),
            pages: kept(&mark.page),
            place: mark.anchor.start,
            characters: None,
        };
        // What says where a word may be broken is none of it.
        for words in &mut excerpt.paragraphs {
            *words = words.replace('\u{ad}', "").trim().to_owned();
        }
        excerpt.paragraphs.retain(|words| !words.is_empty());
        match found {
            Some((text, span)) => {
                excerpt.place = span.start;
                excerpt.section = one_line(text.section_name(span.start));
                excerpt.pages = pages(text, span).unwrap_or(excerpt.pages);
                excerpt.characters = Some((span.start, span.end));
            }
            None => {
                let now = text.map_or(mark.anchor.length, |text| text.document.text.len());
                let before = mark.anchor.length.max(1);
                let scaled = mark.anchor.start as u128 * now as u128 / before as u128;
                excerpt.place = usize::try_from(scaled).unwrap_or(usize::MAX);
            }
        }
        excerpt
    }

    /// Its remark without blank lines around it.
    pub(super) fn remark(&self) -> &str {
        self.mark.remark.trim()
    }
}

/// The words of a mark, block by block. They are those that were marked; where the text has them
/// still, it says which of their line ends part paragraphs, and which the lines of verse.
fn paragraphs(text: &Text, mark: &Annotation, span: Span) -> Vec<String> {
    let document = &text.document;
    if document.words(span) != mark.anchor.exact {
        return mark.anchor.exact.split('\n').map(str::to_owned).collect();
    }
    let first = document.block_at(span.start).unwrap_or_default();
    let blocks = document.blocks[first..].iter().take_while(|block| block.span.start < span.end);
    let within = blocks.filter_map(|block| {
        let (start, end) = (block.span.start.max(span.start), block.span.end.min(span.end));
        (start < end).then(|| document.words(Span::new(start, end)).to_owned())
    });
    within.collect()
}

/// Makes of places in bytes places in characters, in one way through the text.
fn count_characters(marks: &mut [Excerpt<'_>], text: &str) {
    let mut edges: Vec<usize> =
        marks.iter().filter_map(|it| it.characters).flat_map(|(start, end)| [start, end]).collect();
    edges.sort_unstable();
    let (mut at, mut count) = (0, 0);
    let mut counted = HashMap::new();
    for edge in edges {
        count += text.get(at..edge).map_or(0, |between| between.chars().count());
        at = edge;
        counted.insert(edge, count);
    }
    for excerpt in marks {
        excerpt.characters =
            excerpt.characters.and_then(|(a, b)| Some((*counted.get(&a)?, *counted.get(&b)?)));
    }
}
