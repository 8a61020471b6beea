//! Rewording: other words in the place of some, and every place of the document moved along.

use super::{Document, Kind, MarkKind, Place, Span, Target};

/// How places move: spans of the text as it was, and those of what stands there now.
struct Moves(Vec<(Span, Span)>);

/// Which edge of something a place is.
#[derive(Clone, Copy)]
enum Edge {
    Start,
    End,
}

impl Document {
    /// Puts words in the place of others. `changes` are spans of the text, in order and apart,
    /// each within one block, and the words that are to stand there.
    ///
    /// What lies before, behind or around them keeps its words. What begins or ends among words
    /// that are replaced begins or ends with those that replace them.
    pub fn reword(&mut self, changes: &[(Span, String)]) {
        let mut text = String::with_capacity(self.text.len());
        let mut moves = Moves(Vec::with_capacity(changes.len()));
        let mut done = 0;
        for (old, words) in changes {
            text.push_str(&self.text[done..old.start]);
            let start = text.len();
            text.push_str(words);
            moves.0.push((*old, Span::new(start, text.len())));
            done = old.end;
        }
        text.push_str(&self.text[done..]);
        self.text = text;
        self.follow(&moves);
    }

    fn follow(&mut self, moves: &Moves) {
        for block in &mut self.blocks {
            moves.span(&mut block.span);
            if let Kind::Table(table) = &mut block.kind {
                table.rows.iter_mut().flatten().for_each(|cell| moves.span(cell));
            }
        }
        for mark in &mut self.marks {
            moves.span(&mut mark.span);
            if let MarkKind::Link(Target::Place(place)) = &mut mark.kind {
                moves.place(place);
            }
        }
        self.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        for origin in &mut self.origins {
            origin.place = moves.moved(origin.place as usize, Edge::Start) as u32;
        }
        self.geometry.iter_mut().for_each(|line| moves.place(&mut line.place));
        self.names.iter_mut().for_each(|(_, place)| moves.place(place));
        self.notes.iter_mut().for_each(|note| moves.span(&mut note.span));
        self.references.iter_mut().for_each(|entry| moves.span(&mut entry.span));
        self.diagnostics.iter_mut().for_each(|diagnostic| moves.place(&mut diagnostic.place));
        self.repairs.iter_mut().for_each(|repair| moves.place(&mut repair.place));
    }
}

impl Moves {
    fn span(&self, span: &mut Span) {
        // What covers nothing begins where it ends.
        let end = if span.is_empty() { Edge::Start } else { Edge::End };
        *span = Span::new(self.moved(span.start, Edge::Start), self.moved(span.end, end));
    }

    fn place(&self, place: &mut Place) {
        *place = self.moved(*place, Edge::Start);
    }

    fn moved(&self, place: Place, edge: Edge) -> Place {
        let before = self.0.partition_point(|(old, _)| old.start < place);
        let Some(&(old, new)) = before.checked_sub(1).and_then(|last| self.0.get(last)) else {
            return place;
        };
        match edge {
            _ if place >= old.end => new.end + (place - old.end),
            Edge::Start => new.start,
            Edge::End => new.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Builder;
    use super::*;

    #[test]
    fn everything_moves_along() {
        let mut to = Builder::new();
        to.text("one two");
        to.note_reference("1");
        to.text(" three ");
        let link = to.open_link("#there");
        to.text("four");
        to.close_mark(link);
        to.begin_note("1");
        to.text("a note");
        to.end_note();
        to.close_block();
        to.anchor("there");
        to.text("five");
        to.mark_last(4, MarkKind::Emphasis);
        let mut document = to.finish("x");
        let at = |word: &str| {
            let start = document.text.find(word).expect("the word is there");
            Span::new(start, start + word.len())
        };
        let changes = [(at("two"), "2".to_owned()), (at("three"), "three and a half".to_owned())];
        document.reword(&changes);
        assert_eq!(document.check(), Ok(()));
        assert_eq!(document.text, "one 2 three and a half four\nfive\na note");
        let said: Vec<&str> = document.marks.iter().map(|mark| document.words(mark.span)).collect();
        assert_eq!(said, ["", "four", "five"]);
        assert_eq!(document.marks[0].span, Span::at(5), "the reference stands behind its word");
        let MarkKind::Link(Target::Place(place)) = document.marks[1].kind else { panic!("a link") };
        assert!(document.text[place..].starts_with("five"));
        assert_eq!(document.words(document.notes[0].span), "a note");
    }

    #[test]
    fn what_ends_among_replaced_words_ends_with_the_new_ones() {
        let mut to = Builder::new();
        to.text("see @a [p. 3] there");
        to.mark_from(4, 6, MarkKind::Strong);
        to.mark_from(4, 13, MarkKind::Emphasis);
        let mut document = to.finish("x");
        document.reword(&[(Span::new(4, 13), "Doe (1999, 3)".to_owned())]);
        let said: Vec<&str> = document.marks.iter().map(|mark| document.words(mark.span)).collect();
        assert_eq!(said, ["Doe (1999, 3)"; 2]);
    }
}
