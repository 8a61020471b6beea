//! The references a bibliography file brings to a text: where they stand, and how they get there.
//!
//! They are added to a document that is there already, because the text itself says where its
//! bibliography is, and because nothing stands behind them whose place could change.

use std::collections::HashSet;

use crate::doc::{Block, Document, Kind, Mark, MarkKind, Place, Reference, ReferenceId, Span};

impl Document {
    /// The number of the first block behind those of the notes: the first of the references.
    pub fn first_reference(&self) -> usize {
        self.notes.last().map_or(self.body, |note| note.blocks.end)
    }

    /// The reference of a bibliography file whose words hold `place`, as its number.
    pub fn reference_at(&self, place: Place) -> Option<ReferenceId> {
        let after = self.references.partition_point(|entry| entry.span.start <= place);
        let index = after.checked_sub(1)?;
        self.references[index].span.touches(place).then_some(ReferenceId(index as u32))
    }

    /// Adds entries behind all that is there: each with its words and what is marked in them, as
    /// byte ranges of the words. The span an entry has is that of its words then; an entry without
    /// words, or with the key of an earlier one, is left out.
    pub fn add_references<W, M>(&mut self, entries: impl IntoIterator<Item = (Reference, W, M)>)
    where
        W: AsRef<str>,
        M: IntoIterator<Item = (Span, MarkKind)>,
    {
        let mut keys: HashSet<Box<str>> =
            self.references.iter().map(|entry| entry.key.clone()).collect();
        for (mut entry, words, marks) in entries {
            let words = words.as_ref().trim_end();
            if words.is_empty() || !keys.insert(entry.key.clone()) {
                continue;
            }
            if !self.blocks.is_empty() {
                self.text.push('\n');
            }
            let start = self.text.len();
            self.text.push_str(words);
            entry.span = Span::new(start, self.text.len());
            self.blocks.push(Block { kind: Kind::Paragraph, span: entry.span, inside: None });
            let mut marks: Vec<Mark> = marks
                .into_iter()
                .filter(|(span, _)| span.end <= words.len())
                .map(|(span, kind)| Mark { span: span.shifted(start), kind })
                .collect();
            marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
            self.marks.append(&mut marks);
            self.references.push(entry);
        }
    }

    /// The part of [`Document::check`] about references, whose blocks begin with number `next`.
    pub(in crate::doc) fn check_references(&self, mut next: usize) -> Result<(), String> {
        for (index, entry) in self.references.iter().enumerate() {
            let starts = self.blocks.get(next).is_some_and(|b| b.span.start == entry.span.start);
            if !starts {
                return Err(format!("reference {index} does not start with block {next}"));
            }
            let rest = &self.blocks[next..];
            let length = rest.iter().take_while(|block| entry.span.encloses(block.span)).count();
            next += length;
            if length == 0 || self.blocks[next - 1].span.end != entry.span.end {
                return Err(format!("reference {index} does not end with a block"));
            }
        }
        if next != self.blocks.len() {
            return Err(format!("references end at block {next} of {}", self.blocks.len()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Builder;

    fn entry(key: &str) -> Reference {
        Reference { key: key.into(), ..Reference::default() }
    }

    #[test]
    fn references_stand_behind_the_notes() {
        let mut to = Builder::new();
        to.text("Body");
        to.note_reference("1");
        to.begin_note("1");
        to.text("Note");
        to.end_note();
        let mut document = to.finish("x");
        let emphasis = || vec![(Span::new(3, 8), MarkKind::Emphasis)];
        document.add_references([
            (entry("a"), "A. Title.", emphasis()),
            (entry("a"), "Again", Vec::new()),
            (entry("b"), "", Vec::new()),
            (entry("c"), "C", emphasis()),
        ]);
        assert_eq!(document.check(), Ok(()));
        assert_eq!(document.text, "Body\nNote\nA. Title.\nC");
        assert_eq!(document.first_reference(), 2);
        assert_eq!(document.words(document.marks[1].span), "Title");
        assert_eq!(document.reference_at(20), Some(ReferenceId(1)));
        assert_eq!(document.reference_at(6), None);
        assert_eq!(document.body().len(), 1);
    }

    #[test]
    fn a_bibliography_may_be_all_there_is() {
        let mut document = Builder::new().finish("x");
        document.add_references([(entry("a"), "A", Vec::new())]);
        assert_eq!(document.check(), Ok(()));
        assert_eq!((document.body_end(), document.first_reference()), (0, 0));
    }
}
