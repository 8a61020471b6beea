//! The document: one string, and what its parts are.
//!
//! [`Document::text`] holds every word of a text in reading order: the body first, then the
//! notes, then what references a bibliography file brought with it. [`Block`]s and [`Mark`]s are
//! byte ranges of it, and a search hit, the target of a link, a bookmark or the reading position
//! are all a [`Place`]: a byte offset. Because the body comes first, the opening of a large text,
//! read alone, has the same places as the whole.
//!
//! Its words are those a reader reads and searches for. Where a source has signs in the place of
//! words, as a citation by its key, `[@doe99]`, is one for `(Doe 1999)`, the words stand in the
//! text as soon as they are known ([`Document::reword`]), and the signs in the mark.
//!
//! A bibliography in the text stays where its author put it, in the body: which of its blocks are
//! entries is found by `link`, which looks and never moves anything. Only the entries of a
//! bibliography file, which has no place of its own in the text, follow the notes.
//!
//! Invariant: blocks are in order, do not overlap, and are separated by exactly one `\n`.
//! Invariant: marks are sorted by where they start, and no mark crosses the end of its block.
//! Invariant: the blocks of notes follow all blocks of the body, note after note.
//! Invariant: the blocks of references follow those of the notes, and each reference covers its
//! blocks from the first word to the last.
//!
//! Nothing here knows how a text was read or how it will be shown. To make one, use [`Builder`].

mod address;
mod alphabet;
mod bind;
mod block;
mod build;
mod formula;
mod geometry;
mod image;
mod mark;
mod note;
mod origin;
mod pages;
mod report;
mod reword;
mod source;
mod span;

use crate::language::tongue::tongue;

pub use address::handed_over;
pub use alphabet::Alphabet;
pub use bind::bind;
pub use block::{Align, Block, Container, ContainerId, Enclosure, Kind, Table};
pub use build::{Builder, OpenMark};
pub use formula::{formula, is_tex, letter};
pub use geometry::{Geometry, Tag};
pub use image::Image;
pub use mark::{Mark, MarkKind, Target};
pub use note::{Note, NoteId};
pub use origin::{Lines, Origin};
pub use pages::{PageFound, Pages};
pub use report::{Diagnostic, Metadata, Problem, Repair, RepairKind};
pub use source::{Citation, Cited, Field, Name, People, Reference, ReferenceId};
pub use span::{Place, Span};

/// A text: its words, what they are, and what is known about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the source is called; a file name without its folder.
    pub source: String,
    /// Title, authors, date and the rest.
    pub metadata: Metadata,
    /// Every word: the body first, then the notes, then the references.
    pub text: String,
    /// The blocks in reading order: those of the body, of the notes, of the references.
    pub blocks: Vec<Block>,
    /// What encloses blocks.
    pub containers: Vec<Container>,
    /// Styles, links and note references, by where they start.
    pub marks: Vec<Mark>,
    /// The notes, in the order of their text.
    pub notes: Vec<Note>,
    /// The entries of a bibliography file, in the order of their text.
    pub references: Vec<Reference>,
    /// Where words stand in the source, by their places; empty where it has no lines.
    pub origins: Vec<Origin>,
    /// How its lines stood on their pages, by their places; empty where that is not known.
    pub geometry: Vec<Geometry>,
    /// The names that links may lead to, in their order, and their places. A text that was restored has
    /// none: its links lead to places already.
    pub names: Vec<(Box<str>, Place)>,
    /// What is wrong with the text.
    pub diagnostics: Vec<Diagnostic>,
    /// What was put right.
    pub repairs: Vec<Repair>,
    /// How many of `blocks` are the body.
    body: usize,
}

impl Document {
    /// The blocks of the body.
    pub fn body(&self) -> &[Block] {
        &self.blocks[..self.body]
    }

    /// Where the body ends and the notes begin.
    pub fn body_end(&self) -> Place {
        self.blocks.get(self.body).map_or(self.text.len(), |first| first.span.start)
    }

    /// The words a span covers.
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The language it is in, as its source says (BCP 47), or as the commonest words in the middle of
    /// its body leave no doubt: what stands before and after is often in another.
    pub fn language(&self) -> Option<&str> {
        /// How many bytes are looked at.
        const LOOKED_AT: usize = 16_000;
        let said = self.metadata.language.as_deref().filter(|tag| !tag.trim().is_empty());
        said.or_else(|| {
            let end = self.body_end();
            let middle = (end / 2).saturating_sub(LOOKED_AT / 2);
            let span =
                Span::new(self.word_before(middle, 0, 0), self.word_after(middle, LOOKED_AT, end));
            tongue(self.words(span))
        })
    }

    /// Where a word begins that is at most `bytes` bytes before `place`, but not before `least`.
    pub fn word_before(&self, place: Place, bytes: usize, least: Place) -> Place {
        let mut from = place.saturating_sub(bytes).max(least);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        if from == least {
            return from;
        }
        let space = self.text[from..place].char_indices().find(|(_, c)| c.is_whitespace());
        space.map_or(from, |(at, c)| from + at + c.len_utf8())
    }

    /// Where a word ends that is at most `bytes` bytes after `place`, but not after `most`.
    pub fn word_after(&self, place: Place, bytes: usize, most: Place) -> Place {
        let mut to = (place + bytes).min(most);
        while !self.text.is_char_boundary(to) {
            to -= 1;
        }
        if to == most {
            return to;
        }
        self.text[place..to].rfind(char::is_whitespace).map_or(to, |at| place + at)
    }

    /// The index of the block that holds `place`; a place between two blocks belongs to the
    /// earlier one, and one past the end to the last. `None` only in a text without blocks.
    pub fn block_at(&self, place: Place) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.span.start <= place);
        if self.blocks.is_empty() { None } else { Some(after.saturating_sub(1)) }
    }

    /// The note whose words hold `place`.
    pub fn note_at(&self, place: Place) -> Option<NoteId> {
        let after = self.notes.partition_point(|note| note.span.start <= place);
        let index = after.checked_sub(1)?;
        self.notes[index].span.touches(place).then_some(NoteId(index as u32))
    }

    /// The note that block number `block` belongs to.
    pub fn note_of_block(&self, block: usize) -> Option<NoteId> {
        let after = self.notes.partition_point(|note| note.blocks.start <= block);
        let index = after.checked_sub(1)?;
        self.notes[index].blocks.contains(&block).then_some(NoteId(index as u32))
    }

    /// The note `id` names.
    pub fn note(&self, id: NoteId) -> &Note {
        &self.notes[id.index()]
    }

    /// The marks that start in `span` or right at its end, as note references after the last
    /// word do.
    pub fn marks_in(&self, span: Span) -> &[Mark] {
        let from = self.marks.partition_point(|mark| mark.span.start < span.start);
        let to = self.marks.partition_point(|mark| mark.span.start <= span.end);
        &self.marks[from..to]
    }

    /// The references to notes that stand in `span` or right at its end: their place, label and
    /// note.
    pub fn note_references_in(
        &self,
        span: Span,
    ) -> impl DoubleEndedIterator<Item = (Place, &str, Option<NoteId>)> {
        self.marks_in(span).iter().filter_map(|mark| match &mark.kind {
            MarkKind::NoteReference { label, note } => Some((mark.span.start, &**label, *note)),
            _ => None,
        })
    }

    /// The headings of the body, with their level.
    pub fn headings(&self) -> impl DoubleEndedIterator<Item = (usize, u8)> {
        self.body().iter().enumerate().filter_map(|(index, block)| match block.kind {
            Kind::Heading { level } => Some((index, level)),
            _ => None,
        })
    }

    /// The containers of a block, the innermost first.
    pub fn around(&self, block: &Block) -> impl Iterator<Item = (ContainerId, &Enclosure)> {
        let mut next = block.inside;
        std::iter::from_fn(move || {
            let id = next?;
            let container = &self.containers[id.0 as usize];
            next = container.inside;
            Some((id, &container.kind))
        })
    }

    /// The containers of block number `index`, the outermost first.
    pub fn chain(&self, index: usize) -> Vec<ContainerId> {
        let mut chain: Vec<_> = self.around(&self.blocks[index]).map(|(id, _)| id).collect();
        chain.reverse();
        chain
    }

    /// Whether block number `index` is the term of the definition right behind it.
    pub fn is_term(&self, index: usize) -> bool {
        if self.blocks[index].kind != Kind::Paragraph || index + 1 >= self.blocks.len() {
            return false;
        }
        let (chain, next) = (self.chain(index), self.chain(index + 1));
        let defines = |id: &ContainerId| self.container(*id).kind == Enclosure::Definition;
        next.starts_with(&chain) && next.get(chain.len()).is_some_and(defines)
    }

    /// The container `id` names.
    pub fn container(&self, id: ContainerId) -> &Container {
        &self.containers[id.0 as usize]
    }

    /// Whether block number `index` is the first of `container`, the one that carries the marker
    /// of a list item.
    pub fn opens(&self, index: usize, container: ContainerId) -> bool {
        let inside = |block: &Block| self.around(block).any(|(id, _)| id == container);
        inside(&self.blocks[index]) && (index == 0 || !inside(&self.blocks[index - 1]))
    }

    /// Checks the invariants above.
    ///
    /// # Errors
    /// Names the first one that does not hold. Tests and fuzzers call it; readers need not.
    pub fn check(&self) -> Result<(), String> {
        let mut end: Option<Place> = None;
        for (index, block) in self.blocks.iter().enumerate() {
            let expected = end.map_or(0, |end| end + 1);
            if block.span.start != expected {
                return Err(format!(
                    "block {index} starts at {}, not {expected}",
                    block.span.start
                ));
            }
            if self.text.get(block.span.start..block.span.end).is_none() {
                return Err(format!("block {index} does not lie on characters of the text"));
            }
            end = Some(block.span.end);
        }
        if end.unwrap_or(0) != self.text.len() {
            return Err(format!("blocks end at {end:?}, the text at {}", self.text.len()));
        }
        for pair in self.marks.windows(2) {
            if pair[0].span.start > pair[1].span.start {
                return Err(format!("mark {:?} stands after {:?}", pair[0], pair[1]));
            }
        }
        for mark in &self.marks {
            let block = self.block_at(mark.span.start).map(|index| self.blocks[index].span);
            if !block.is_some_and(|block| block.encloses(mark.span)) {
                return Err(format!("mark {mark:?} crosses its block {block:?}"));
            }
            if self.text.get(mark.span.start..mark.span.end).is_none() {
                return Err(format!("mark {mark:?} does not lie on characters of the text"));
            }
        }
        let mut next = self.body;
        for (index, note) in self.notes.iter().enumerate() {
            if note.blocks.start != next || note.blocks.is_empty() {
                return Err(format!("note {index} has blocks {:?}, not from {next}", note.blocks));
            }
            next = note.blocks.end;
        }
        self.check_references(next)
    }
}
