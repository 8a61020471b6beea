//! Binding: several documents, as the chapters of a book, in one.
//!
//! The bodies come first, one after the other, then all notes, then all references: each part of a
//! document moves as a whole, and every place in it moves along. Notes keep their labels, and which
//! note a reference means was settled in its own document, so that two notes 1 stay two. Lines of a
//! source are those of one file: what is bound has none.

use std::ops::Range;

use super::{
    Block, ContainerId, Document, Mark, MarkKind, Metadata, Note, NoteId, Place, Span, Target,
};

/// Where the parts of a document are in what it was bound into: the beginning of each as it was, and as
/// it is.
#[derive(Default)]
struct Moved {
    parts: Vec<(Place, Place)>,
    containers: u32,
    notes: u32,
    body: Range<usize>,
}

impl Moved {
    /// Where a place is now.
    fn place(&self, place: Place) -> Place {
        let before = self.parts.partition_point(|(old, _)| *old <= place);
        before.checked_sub(1).map_or(0, |at| {
            let (old, new) = self.parts[at];
            new + (place - old)
        })
    }

    fn span(&self, span: Span) -> Span {
        let start = self.place(span.start);
        Span::new(start, start + span.len())
    }
}

/// Binds documents into one, which is called `source`. Of an address in document number `.0`, `leads`
/// says to which document it leads and under which name there, if it leads to one of them.
pub fn bind(
    source: &str,
    metadata: Metadata,
    documents: Vec<Document>,
    leads: impl Fn(usize, &str) -> Option<(usize, Option<String>)>,
) -> Document {
    let mut to = Document { source: source.to_owned(), metadata, ..Document::default() };
    let mut moved: Vec<Moved> = Vec::with_capacity(documents.len());
    for document in &documents {
        let first = to.blocks.len();
        let mut here = Moved {
            containers: u32::try_from(to.containers.len()).unwrap_or(u32::MAX),
            notes: u32::try_from(to.notes.len()).unwrap_or(u32::MAX),
            ..Moved::default()
        };
        for container in &document.containers {
            let mut container = container.clone();
            container.inside = container.inside.map(|id| ContainerId(id.0 + here.containers));
            to.containers.push(container);
        }
        // The notes are counted here, and set once all bodies stand.
        to.notes.extend(document.notes.iter().cloned());
        here.add(&mut to, document, 0..document.body);
        here.body = first..to.blocks.len();
        moved.push(here);
    }
    to.body = to.blocks.len();
    let mut number = 0;
    for (document, here) in documents.iter().zip(&mut moved) {
        let end = document.notes.last().map_or(document.body, |note| note.blocks.end);
        let first = to.blocks.len();
        here.add(&mut to, document, document.body..end);
        for note in &document.notes {
            let blocks =
                note.blocks.start - document.body + first..note.blocks.end - document.body + first;
            to.notes[number] =
                Note { label: note.label.clone(), blocks, span: here.span(note.span) };
            number += 1;
        }
    }
    for (document, here) in documents.iter().zip(&mut moved) {
        let end = document.notes.last().map_or(document.body, |note| note.blocks.end);
        here.add(&mut to, document, end..document.blocks.len());
        let entries = document.references.iter().cloned();
        to.references.extend(entries.map(|mut entry| {
            entry.span = here.span(entry.span);
            entry
        }));
    }
    for (number, document) in documents.into_iter().enumerate() {
        carry(&mut to, document, number, &moved, &leads);
    }
    to.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    to.diagnostics.sort_by_key(|diagnostic| diagnostic.place);
    to.repairs.sort_by_key(|repair| repair.place);
    resolve(&mut to, &moved);
    to
}

impl Moved {
    /// Adds some blocks of a document, with the words they have.
    fn add(&mut self, to: &mut Document, from: &Document, blocks: Range<usize>) {
        let Some(first) = from.blocks.get(blocks.start).filter(|_| !blocks.is_empty()) else {
            return;
        };
        let words = Span::new(first.span.start, from.blocks[blocks.end - 1].span.end);
        if !to.blocks.is_empty() {
            to.text.push('\n');
        }
        self.parts.push((words.start, to.text.len()));
        to.text.push_str(from.words(words));
        let added = from.blocks[blocks].iter().cloned().map(|block| self.block(block));
        to.blocks.extend(added);
    }

    fn block(&self, mut block: Block) -> Block {
        block.inside = block.inside.map(|id| ContainerId(id.0 + self.containers));
        let start = self.place(block.span.start);
        // A block lies in one part, and moves as far as that, cells and all.
        match start.checked_sub(block.span.start) {
            Some(by) => block.shifted(by),
            None => block,
        }
    }
}

/// What stands for a link that leads to another document, until the names of all are known.
fn carry(
    to: &mut Document,
    document: Document,
    number: usize,
    moved: &[Moved],
    leads: &impl Fn(usize, &str) -> Option<(usize, Option<String>)>,
) {
    let here = &moved[number];
    for mark in document.marks {
        let kind = match mark.kind {
            MarkKind::NoteReference { label, note } => {
                MarkKind::NoteReference { label, note: note.map(|id| NoteId(id.0 + here.notes)) }
            }
            MarkKind::Link(Target::Place(place)) => {
                MarkKind::Link(Target::Place(here.place(place)))
            }
            MarkKind::Link(Target::Address(address)) => match leads(number, &address) {
                Some((other, name)) => {
                    MarkKind::Link(Target::Address(inner(other, name.as_deref()).into()))
                }
                None => MarkKind::Link(Target::Address(address)),
            },
            kind => kind,
        };
        to.marks.push(Mark { span: here.span(mark.span), kind });
    }
    let names = document.names.into_iter();
    to.names
        .extend(names.map(|(name, place)| (inner(number, Some(&name)).into(), here.place(place))));
    for mut diagnostic in document.diagnostics {
        diagnostic.place = here.place(diagnostic.place);
        to.diagnostics.push(diagnostic);
    }
    for mut repair in document.repairs {
        repair.place = here.place(repair.place);
        to.repairs.push(repair);
    }
}

/// What a name of one of the documents is called among all; the first letter is in no text.
fn inner(number: usize, name: Option<&str>) -> String {
    format!("\u{0}{number}#{}", name.unwrap_or_default())
}

/// Has the links between the documents lead to their places: to the name, or where there is none of that
/// name to the beginning of the document.
fn resolve(to: &mut Document, moved: &[Moved]) {
    to.names.sort();
    let Document { marks, names, blocks, .. } = to;
    for mark in marks {
        let MarkKind::Link(Target::Address(address)) = &mark.kind else { continue };
        let Some(inner) = address.strip_prefix('\u{0}') else { continue };
        let named = names.binary_search_by(|(name, _)| (**name).cmp(address));
        let number = inner.split('#').next().and_then(|number| number.parse::<usize>().ok());
        let begin = || {
            let first = moved.get(number?)?.body.start;
            Some(blocks.get(first)?.span.start)
        };
        let place = named.ok().map(|at| names[at].1).or_else(begin).unwrap_or(0);
        mark.kind = MarkKind::Link(Target::Place(place));
    }
    names.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Builder, Enclosure, Kind};

    fn chapter(title: &str, link: &str) -> Document {
        let mut to = Builder::new();
        to.open_block(Kind::Heading { level: 2 });
        to.anchor("title");
        to.text(title);
        to.close_block();
        to.enter(Enclosure::Quote);
        to.text("Words of it");
        to.note_reference("1");
        let mark = to.open_link(link);
        to.text(" and a link");
        to.close_mark(mark);
        to.leave();
        to.begin_note("1");
        to.text(&format!("The note of {title}"));
        to.end_note();
        to.finish(title)
    }

    #[test]
    fn chapters_stand_one_after_the_other_and_their_notes_after_them() {
        let parts = vec![
            chapter("One", "two.md#title"),
            Builder::new().finish("nothing"),
            chapter("Two", "#title"),
            chapter("Three", "two.md#gone"),
        ];
        let leads = |_: usize, address: &str| {
            let (file, name) = address.split_once('#')?;
            (file == "two.md").then(|| (2, Some(name.to_owned())))
        };
        let bound = bind("book", Metadata::default(), parts, leads);
        assert_eq!(bound.check(), Ok(()));
        assert_eq!(
            bound.text,
            "One\nWords of it and a link\nTwo\nWords of it and a link\nThree\nWords of it and a \
             link\nThe note of One\nThe note of Two\nThe note of Three"
        );
        let said = |(_, _, note): (Place, &str, Option<NoteId>)| {
            bound.words(bound.note(note.expect("it is there")).span).to_owned()
        };
        let all = Span::new(0, bound.text.len());
        let notes: Vec<String> = bound.note_references_in(all).map(said).collect();
        assert_eq!(notes, ["The note of One", "The note of Two", "The note of Three"]);
        let two = bound.text.find("Two").unwrap();
        let links: Vec<&MarkKind> = bound
            .marks
            .iter()
            .map(|mark| &mark.kind)
            .filter(|kind| matches!(kind, MarkKind::Link(_)))
            .collect();
        assert_eq!(links, [&MarkKind::Link(Target::Place(two)); 3]);
        let quoted = bound.blocks.iter().filter(|block| block.inside.is_some()).count();
        assert_eq!(quoted, 3);
        assert_eq!(bound.body().len(), 6);
    }
}
