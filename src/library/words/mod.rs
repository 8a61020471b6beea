//! The words of texts, kept so that all of them can be searched and asked for their sources without
//! being read again.
//!
//! They are made of a text once, when it was opened or taken in, and lie in the cache, a file a text
//! under the hash of its words ([`Identity`]): what is renamed, moved or
//! converted has its words still, and two files of the same words have them once. All of it can be made
//! again; what is damaged is no more than not there. What a reader made of a text is never here.
//!
//! Beside the words stand the same words folded as [`search`](crate::search) takes them for one: what a
//! query folds to is in there wherever the query has a hit, so that a text without it need not be
//! searched. Block for block both are side by side, and lead from the one to the other.

mod file;
mod folder;
#[cfg(test)]
mod tests;

pub use file::{Entry, Head, Seen};
pub use folder::Cache;

use std::borrow::Cow;

use crate::anchor::Identity;
use crate::doc::{
    Block, Cited, Document, Field, Kind, MarkKind, Origin, People, Place, Reference, Span,
};
use crate::language::fold::Fold;
use crate::text::Text;

/// The longest text whose words are kept, in bytes: longer than any book.
const LONGEST: usize = 64 << 20;

/// The words of a text, and what a list says of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words<'t> {
    /// What is known of it at a glance.
    pub head: Head,
    /// Its words.
    pub text: Cow<'t, str>,
    /// The same, folded.
    pub folded: Sought,
    /// Where they stand.
    pub places: Places,
    /// The works it cites or lists.
    pub works: Vec<Work>,
}

/// Words folded as a search takes them for one, and the way back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// The folded words, white space as one blank.
    pub words: String,
    /// Where each block begins: in the folded words and in the text.
    pub steps: Vec<(u32, u32)>,
}

/// Where words stand: in which section, on which printed page, in which line of the source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places {
    /// The sections and the notes: where each begins, and what it is called.
    pub sections: Vec<(Place, String)>,
    /// The printed pages: from where on, and the label; an empty one where none is known.
    pub pages: Vec<(Place, String)>,
    /// Lines and columns of the source.
    pub lines: Vec<Origin>,
}

/// A work that a text lists, and the places that cite it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Work {
    /// What its entry says.
    pub source: Reference,
    /// The places that cite it, in order.
    pub cited: Vec<Citing>,
}

/// A place that cites a work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citing {
    /// The words that name it.
    pub span: Span,
    /// Where in the work.
    pub locator: Option<String>,
    /// Whether it names this work and no other.
    pub sure: bool,
}

impl<'t> Words<'t> {
    /// The words of a text that is there as a whole. `None` for one that is kept under no file, has no
    /// words, or more than any book.
    pub fn of(text: &'t Text) -> Option<Self> {
        Self::called(text, || Identity::words_of(&text.document.text))
    }

    /// The same of a text whose words have this hash.
    fn called(text: &'t Text, words: impl FnOnce() -> u64) -> Option<Self> {
        let document = &text.document;
        let length = document.text.len();
        if text.goes_on() || text.files.is_empty() || length == 0 || length > LONGEST {
            return None;
        }
        let works = works(text);
        let metadata = &document.metadata;
        let head = Head {
            words: words(),
            title: metadata.title.clone(),
            authors: metadata.authors.clone(),
            date: metadata.date.clone(),
            identifiers: metadata.identifiers().collect(),
            length,
            works: works.len(),
            seen: vec![Seen::of(text)],
        };
        let folded = Sought::of(document);
        let (words, places) = (Cow::Borrowed(document.text.as_str()), Places::of(text));
        Some(Self { head, text: words, folded, places, works })
    }
}

impl Sought {
    /// Folds the words of a document.
    pub fn of(document: &Document) -> Self {
        let words = String::with_capacity(document.text.len());
        let mut folded = Self { words, steps: Vec::with_capacity(document.blocks.len()) };
        for block in &document.blocks {
            folded.steps.push((folded.words.len() as u32, block.span.start as u32));
            fold_into(document.words(block.span), &mut folded.words);
            if !folded.words.ends_with(' ') {
                folded.words.push(' ');
            }
        }
        folded
    }

    /// The span of the text, whole blocks of it, in which the hits stand that what is found at `at` of
    /// the folded words, so many bytes long, tells of. Of those found that overlap one is told, so the
    /// span reaches as far again; `length` is that of the text.
    pub fn blocks(&self, at: usize, found: usize, length: usize) -> Span {
        let after = |at: usize| self.steps.partition_point(|step| step.0 as usize <= at);
        let start = after(at).checked_sub(1).map_or(0, |at| self.steps[at].1 as usize);
        let end = self.steps.get(after(at + 2 * found)).map_or(length, |step| step.1 as usize);
        Span::new(start, end.max(start))
    }
}

/// Folds words, white space as one blank, as it is not told apart by a search either.
fn fold_into(words: &str, folded: &mut String) {
    let mut blank = folded.is_empty() || folded.ends_with(' ');
    for c in Fold::Word.of(words).chars() {
        if c == ' ' && blank {
            continue;
        }
        blank = c == ' ';
        folded.push(c);
    }
}

/// What is sought in folded words before a query is searched for in the words themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needle {
    /// What stands in the folded words of a text wherever the query has a hit in it. Empty where that
    /// tells nothing.
    pub words: String,
    /// Whether the hit then stands in the blocks that this stands in, and nowhere else.
    pub within: bool,
}

impl Needle {
    /// That of words to look for.
    pub fn of(words: &str) -> Self {
        let mut folded = String::new();
        fold_into(words, &mut folded);
        folded.truncate(folded.trim_end().len());
        // What folds to nothing, or a blank, may begin or end the hit in the block before or after.
        let counts = |c: Option<char>| {
            let mut letters = String::new();
            c.into_iter().for_each(|c| fold_into(c.encode_utf8(&mut [0; 4]), &mut letters));
            !letters.is_empty()
        };
        let within = counts(words.chars().next()) && counts(words.chars().next_back());
        Self { words: folded, within }
    }
}

impl Places {
    fn of(text: &Text) -> Self {
        let document = &text.document;
        let mut sections: Vec<(Place, String)> = Vec::new();
        for section in &text.sections {
            sections.push((section.span.start, document.words(section.span).to_owned()));
        }
        for note in &document.notes {
            sections.push((note.span.start, format!("Note {}", note.label)));
        }
        let list = document.references.first().map(|entry| entry.span.start);
        sections.extend(list.map(|start| (start, "References".to_owned())));
        let marked =
            document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Page { .. }));
        let mut begins: Vec<Place> = marked.map(|mark| mark.span.start).collect();
        begins.extend(document.notes.iter().map(|note| note.span.start));
        begins.extend(list);
        begins.sort_unstable();
        let mut pages: Vec<(Place, String)> = Vec::new();
        for place in begins {
            let label = text.page_at(place).filter(|_| Some(place) != list).unwrap_or_default();
            if pages.last().map_or("", |(_, last)| last) != label {
                pages.push((place, label.to_owned()));
            }
        }
        Self { sections, pages, lines: document.origins.clone() }
    }

    /// The section or note a place stands in; empty where there is none.
    pub fn section(&self, place: Place) -> &str {
        last_before(&self.sections, place)
    }

    /// The label of the printed page a place stands on; empty where it is not known.
    pub fn page(&self, place: Place) -> &str {
        last_before(&self.pages, place)
    }
}

/// What began last at or before a place.
fn last_before(begun: &[(Place, String)], place: Place) -> &str {
    let after = begun.partition_point(|(begin, _)| *begin <= place);
    after.checked_sub(1).map_or("", |at| &begun[at].1)
}

/// A document of these words that knows its blocks and the lines of its source, and nothing else.
pub fn bare_document(text: String, steps: &[(u32, u32)], lines: Vec<Origin>) -> Document {
    let length = text.len();
    let ends = steps.iter().skip(1).map(|step| (step.1 as usize).saturating_sub(1)).chain([length]);
    let block = |(step, end): (&(u32, u32), usize)| {
        let start = step.1 as usize;
        Block { kind: Kind::Paragraph, span: Span::new(start, end.max(start)), inside: None }
    };
    let blocks = steps.iter().zip(ends).map(block).collect();
    let mut document = Document::default();
    (document.text, document.blocks, document.origins) = (text, blocks, lines);
    document
}

/// The works a text lists, with the places that cite each.
fn works(text: &Text) -> Vec<Work> {
    let sources = text.links.sources(&text.document);
    let mut works: Vec<Work> =
        sources.into_iter().map(|source| Work { source, cited: Vec::new() }).collect();
    for citation in &text.links.citations {
        let sure = matches!(citation.source, Cited::One(_));
        for reference in citation.references() {
            if let Some(work) = works.get_mut(reference.index()) {
                let (span, locator) = (citation.span, citation.locator.clone());
                work.cited.push(Citing { span, locator, sure });
            }
        }
    }
    works
}

impl Work {
    /// The people it is known under.
    pub fn people(&self) -> &People {
        self.source.people()
    }

    /// Its DOI or ISBN.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.source.get(field)
    }
}
