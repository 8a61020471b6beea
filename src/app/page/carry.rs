//! Carrying a reader over from the opening of a text to more of it.
//!
//! Both begin with the same words, so that places of the opening are places of the whole, notes
//! are the same notes though their numbers changed, and the page stays as it is. Where the rest
//! changed what was read before it, a place goes with its words. The same way leads from a text to
//! what it was edited to while it is read, of which only some words are the same.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::anchor::{Aligned, Anchor, Folded};
use crate::app::page::shown::Focus;
use crate::doc::{Mark, NoteId, Place, ReferenceId, Span};
use crate::layout::Link;
use crate::search::{Query, QueryError};
use crate::text::Text;

/// By how many bytes of words a place is found again: few where more of them changed.
const WORDS: [usize; 3] = [80, 40, 16];

/// The way from an opening to more of its text, or from a text to what it was edited to.
#[derive(Debug)]
pub(in crate::app) struct Carry {
    from: Arc<Text>,
    to: Arc<Text>,
    same: Same,
    /// The searches that were made again.
    searched: Vec<Searched>,
    /// The words of an edited text, once any had to be looked for, and how often they were.
    folded: OnceCell<Folded<'static>>,
    looked: Cell<usize>,
}

/// In what two texts are the same.
#[derive(Debug)]
enum Same {
    /// The one begins with the other, up to this place.
    UpTo(Place),
    /// The one was edited to the other.
    In(Arc<Aligned>),
}

/// A search made again: for what, whether that is an expression, and its hits.
type Searched = (String, bool, Result<Rc<[Span]>, QueryError>);

/// How long an edited text may be for words in it to be looked for that were edited too, in bytes, and
/// how often that is done: the reader waits for it.
const LONGEST: usize = 4 << 20;
const MOST_LOOKED: usize = 64;

impl Carry {
    /// The way from one text to another that begins with it.
    pub(in crate::app) fn new(from: Arc<Text>, to: Arc<Text>) -> Self {
        let body = |text: &Text| text.document.body().last().map_or(0, |block| block.span.end);
        let (old, new) = (&from.document.text[..body(&from)], &to.document.text[..body(&to)]);
        let same = if Arc::ptr_eq(&from.document, &to.document) || new.starts_with(old) {
            old.len()
        } else {
            old.bytes().zip(new.bytes()).take_while(|(old, new)| old == new).count()
        };
        Self::with(from, to, Same::UpTo(same))
    }

    /// The way from one text to another that it was edited to.
    pub(in crate::app) fn edited(from: Arc<Text>, to: Arc<Text>, same: Arc<Aligned>) -> Self {
        Self::with(from, to, Same::In(same))
    }

    fn with(from: Arc<Text>, to: Arc<Text>, same: Same) -> Self {
        let (folded, looked) = (OnceCell::new(), Cell::new(0));
        Self { from, to, same, searched: Vec::new(), folded, looked }
    }

    /// Whether it leads on from `text`.
    pub(in crate::app) fn leads_from(&self, text: &Arc<Text>) -> bool {
        Arc::ptr_eq(&self.from, text)
    }

    /// Whether it leads to what a text was edited to.
    pub(in crate::app) fn is_of_an_edit(&self) -> bool {
        matches!(self.same, Same::In(_))
    }

    /// The text it leads to.
    pub(in crate::app) fn to(&self) -> &Arc<Text> {
        &self.to
    }

    /// Where a place is now.
    pub(in crate::app) fn place(&self, place: Place) -> Place {
        match &self.same {
            Same::UpTo(same) if place <= *same => place,
            Same::UpTo(_) => self.beyond_the_same(place),
            Same::In(aligned) => aligned
                .place(place)
                .or_else(|| self.look_for(place))
                .unwrap_or_else(|| aligned.about(place)),
        }
    }

    /// Where a place is now whose words are surely the same.
    pub(in crate::app) fn sure(&self, place: Place) -> Option<Place> {
        match &self.same {
            Same::UpTo(same) => (place <= *same).then_some(place),
            Same::In(aligned) => aligned.place(place),
        }
    }

    /// Where the words at a place that was edited are now, or have been moved to.
    fn look_for(&self, place: Place) -> Option<Place> {
        let (old, new) = (&self.from.document.text, &self.to.document.text);
        if new.len() > LONGEST || self.looked.get() >= MOST_LOOKED {
            return None;
        }
        self.looked.set(self.looked.get() + 1);
        let folded = self.folded.get_or_init(|| Folded::of(new.clone()));
        Some(folded.find(&Anchor::at(old, place)).span()?.start)
    }

    /// Where a place is in more of a text, of which the rest changed what was read before it.
    fn beyond_the_same(&self, place: Place) -> Place {
        let (old, new) = (&self.from.document, &self.to.document);
        let within = |place: Place| {
            let place = place.min(new.text.len());
            (0..=place).rev().find(|&at| new.text.is_char_boundary(at)).unwrap_or(0)
        };
        if let Some(note) = old.note_at(place) {
            let into = place - old.note(note).span.start;
            return self.note(note).map_or(within(place), |note| {
                let span = new.note(note).span;
                within(span.end.min(span.start + into))
            });
        }
        let block = old.block_at(place).map_or(place, |block| old.blocks[block].span.end);
        let here = within(place);
        let find = |bytes: usize| {
            let end = old.word_after(place, bytes, block.max(place));
            let words = Some(old.words(Span::new(place, end))).filter(|words| !words.is_empty())?;
            let after = new.text[here..].find(words).map(|at| here + at);
            let before = new.text[..here].rfind(words);
            [after, before].into_iter().flatten().min_by_key(|at| at.abs_diff(place))
        };
        WORDS.into_iter().find_map(find).unwrap_or(here)
    }

    /// Whether the blocks up to number `block` are the same, and with them their rows. Of an edited text
    /// that is not known: what stands in other company may be set otherwise.
    pub(in crate::app) fn keeps_rows_to(&self, block: usize) -> bool {
        let Same::UpTo(same) = self.same else { return false };
        let end = |text: &Text| text.document.body().get(block).map(|block| block.span);
        end(&self.from).is_some_and(|span| span.end <= same && end(&self.to) == Some(span))
    }

    /// Which note a note is now: the one that is referred to from the same place; of an edited text, or
    /// that has the same words.
    pub(in crate::app) fn note(&self, note: NoteId) -> Option<NoteId> {
        let was = self.from.document.note(note);
        let places = self.from.links.references_to(note);
        let referred = |&place: &Place| {
            let at = Span::at(self.edge(place));
            let mut here = self.to.document.note_references_in(at);
            here.find(|&(_, other, _)| *other == *was.label).and_then(|(.., note)| note)
        };
        match &self.same {
            Same::UpTo(_) => places.first().and_then(referred),
            Same::In(aligned) => places.iter().find_map(referred).or_else(|| {
                let start = aligned.place(was.span.start)?;
                self.to.document.note_at(start)
            }),
        }
    }

    /// Which source a source is now.
    pub(in crate::app) fn reference(&self, reference: ReferenceId) -> Option<ReferenceId> {
        let entry = &self.from.links.references[reference.index()];
        let (start, end) = (self.place(entry.span.start), self.place(entry.span.end));
        let whole = matches!(self.same, Same::UpTo(_));
        let same = |span: Span| span.start == start && (!whole || span.end == end);
        let here = self.to.links.references.iter().position(|other| same(other.span))?;
        Some(ReferenceId(here as u32))
    }

    /// Which citation a citation is now.
    pub(in crate::app) fn citation(&self, index: u32) -> Option<u32> {
        let place = self.place(self.from.links.citations[index as usize].span.start);
        let here = self.to.links.first_citation(place);
        let citation = self.to.links.citations.get(here)?;
        (citation.span.start == place).then_some(here as u32)
    }

    /// What is chosen now, where something was.
    pub(in crate::app) fn focus(&self, focus: Focus) -> Option<Focus> {
        let link = match focus.link {
            Link::NoteReference { place, note } => {
                let place = self.edge(place);
                let note = note.and_then(|note| self.note(note));
                Link::NoteReference { place, note }
            }
            Link::NoteLabel(note) => Link::NoteLabel(self.note(note)?),
            Link::Citation(index) => Link::Citation(self.citation(index)?),
            Link::Mark(index) => Link::Mark(self.mark(index)?),
            // The marks of the reader are looked for anew, and counted anew.
            Link::Remark(_) => return None,
        };
        Some(Focus { link, ..focus })
    }

    /// Where a place is now that belongs to the words before it as well, as a note reference does.
    fn edge(&self, place: Place) -> Place {
        match &self.same {
            Same::UpTo(_) => self.place(place),
            Same::In(aligned) => aligned.place_or_end(place).unwrap_or_else(|| self.place(place)),
        }
    }

    /// Which mark a mark is now.
    pub(in crate::app) fn mark(&self, index: u32) -> Option<u32> {
        let mark = &self.from.document.marks[index as usize];
        let marks = &self.to.document.marks;
        let place = self.place(mark.span.start);
        let first = marks.partition_point(|other| other.span.start < place);
        let kind = |mark: &Mark| std::mem::discriminant(&mark.kind);
        let mut here = marks[first..].iter().take_while(|other| other.span.start == place);
        let here = here.position(|other| kind(other) == kind(mark))?;
        Some((first + here) as u32)
    }

    /// The hits of a search.
    ///
    /// # Errors
    /// An expression may take too long in the whole of a text.
    pub(in crate::app) fn hits(
        &mut self,
        words: &str,
        regex: bool,
    ) -> Result<Rc<[Span]>, QueryError> {
        let made = self.searched.iter().find(|made| made.0 == words && made.1 == regex);
        if let Some((.., hits)) = made {
            return hits.clone();
        }
        let query = Query::of(words, regex);
        let hits = query.and_then(|query| query.find_all(&self.to.document.text));
        let hits: Result<Rc<[Span]>, QueryError> = hits.map(Rc::from);
        self.searched.push((words.to_owned(), regex, hits.clone()));
        hits
    }
}
