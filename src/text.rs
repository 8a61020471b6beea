//! A text ready to be shown: the document, what belongs to what in it, and its sections.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use crate::doc::{Block, Document, Pages, Place, Span};
use crate::link::{Links, link, note_links};
use crate::restore::heading_of_edition;

/// What a file was like when it was read: one that was written since is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRead {
    /// The file.
    pub path: PathBuf,
    /// When it was written, in nanoseconds after 1970, and how long it was, in bytes.
    pub written: (u128, u64),
}

/// A document with its links and sections. Made once; everything that shows a text shares it.
#[derive(Debug, Default)]
pub struct Text {
    /// Where it came from, as its place is kept under: an absolute path, or a name of our own.
    pub origin: String,
    /// The files it was read from, the text before its bibliographies; none of what came through a pipe.
    pub files: Vec<FileRead>,
    /// The document.
    pub document: Arc<Document>,
    /// Citations, references, and where notes are referred to.
    pub links: Links,
    /// The sections of the body in reading order.
    pub sections: Vec<Section>,
    /// The pages of the printed original, where its source tells of them.
    pub pages: Pages,
    /// Where what is read from beginning to end ends: the notes follow, and before them a list of
    /// sources and what a title page says, where they end the body.
    pub(crate) reading_end: Place,
    /// How many bytes of its source are still to be read, as far as is known; 0 for a whole text.
    /// Of an opening, the notes are there as far as they are read, but nothing stands behind the
    /// body: more of it is to come.
    pub rest: usize,
    /// Whether its sources and what cites them are still to be looked for.
    pub unlinked: bool,
    /// The language it is in, once that was asked.
    pub(crate) language: OnceLock<Option<String>>,
}

/// A section: from its heading to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The words of its heading.
    pub span: Span,
    /// The level of its heading, 1 to 6.
    pub level: u8,
}

impl Text {
    /// Links a document and lists its sections.
    pub fn new(document: impl Into<Arc<Document>>) -> Self {
        let document = document.into();
        Self::with(link(&document), document)
    }

    /// A text whose sources are still to be looked for, and whose notes are known.
    pub fn unlinked(document: impl Into<Arc<Document>>) -> Self {
        let document = document.into();
        Self { unlinked: true, ..Self::with(note_links(&document), document) }
    }

    fn with(links: Links, document: Arc<Document>) -> Self {
        let sections = document
            .headings()
            .map(|(block, level)| Section { span: document.blocks[block].span, level })
            .collect();
        let pages = Pages::of(&document);
        let (origin, files) = (String::new(), Vec::new());
        let reading_end = reading_end(&document, &links);
        Self {
            origin,
            files,
            document,
            links,
            sections,
            pages,
            reading_end,
            rest: 0,
            unlinked: false,
            language: OnceLock::new(),
        }
    }

    /// Links the opening of a text of which `rest` more bytes are to be read.
    pub fn opening(document: Document, rest: usize) -> Self {
        Self { rest: rest.max(1), ..Self::new(document) }
    }

    /// The tag of the language it is in, as far as it is known ([`Document::language`]).
    pub fn language(&self) -> Option<&str> {
        self.language.get_or_init(|| self.document.language().map(str::to_owned)).as_deref()
    }

    /// Whether more is to come: of its words, or of what belongs to what in them.
    pub fn goes_on(&self) -> bool {
        self.rest > 0 || self.unlinked
    }

    /// How long the text is in bytes; of an opening, about how long it will be.
    pub fn length(&self) -> usize {
        self.document.text.len() + self.rest
    }

    /// Where what is read from beginning to end ends, as far as the text is there.
    pub fn reading_end(&self) -> Place {
        self.reading_end
    }

    /// How long what is read from beginning to end is, in bytes; of an opening, about how long.
    pub fn reading_length(&self) -> usize {
        self.reading_end + self.rest
    }

    /// How much of what is read from beginning to end lies before a place, in hundredths: the one
    /// measure of how far a reader is.
    pub fn share(&self, place: Place) -> usize {
        let length = self.reading_length().max(1);
        place.min(length) * 100 / length
    }

    /// How many blocks can be read one after the other: all, or the body of an opening.
    pub fn blocks_in_order(&self) -> usize {
        if self.rest > 0 { self.document.body().len() } else { self.document.blocks.len() }
    }

    /// What to call the text: its title, else the name of its source.
    pub fn title(&self) -> &str {
        self.document.metadata.title.as_deref().unwrap_or(&self.document.source)
    }

    /// The label of the printed page `place` is on, where it is known.
    pub fn page_at(&self, place: Place) -> Option<&str> {
        self.pages.at(&self.document, place)
    }

    /// The number of the section `place` is in; `None` before the first heading and in the notes.
    pub fn section_at(&self, place: Place) -> Option<usize> {
        if place >= self.document.body_end()
            && self.document.blocks.len() > self.document.body().len()
        {
            return None;
        }
        self.sections.partition_point(|section| section.span.start <= place).checked_sub(1)
    }

    /// The name of the section `place` is in: its heading, or “Notes”, or nothing.
    pub fn section_name(&self, place: Place) -> &str {
        match self.section_at(place) {
            Some(section) => self.document.words(self.sections[section].span),
            None if self.document.note_at(place).is_some() => "Notes",
            None if self.document.reference_at(place).is_some() => "References",
            None => "",
        }
    }
}

/// Where what is read from beginning to end ends. A text that is nothing but a list is read to its
/// end.
fn reading_end(document: &Document, links: &Links) -> Place {
    let body = document.body();
    let mut end = body.len();
    if !document.repairs.is_empty() {
        let heading = heading_of_edition(document.metadata.language.as_deref());
        let last = body.iter().rposition(Block::is_heading);
        let edition = last.filter(|&block| document.words(body[block].span) == heading);
        end = edition.unwrap_or(end);
    }
    while end > 0 && links.is_bibliography(end - 1) {
        end -= 1;
    }
    match body.get(end) {
        Some(after) if end > 0 => after.span.start,
        _ => document.body_end(),
    }
}
