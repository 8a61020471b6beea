//! Recalling: what is kept of a text → places in the text as it is now.

use crate::anchor::{Anchor, Folded, Whereabouts, fingerprint};
use crate::app::Memory;
use crate::doc::Place;
use crate::library::Kept;

/// What is kept of a text, found in its words.
#[derive(Debug, Default)]
pub(in crate::session) struct Recalled {
    /// Where it is to be opened.
    pub(in crate::session) place: Place,
    /// Whether the words it was left at are no longer to be found, and the place is a guess.
    pub(in crate::session) lost: bool,
    /// Its marks, and the way back.
    pub(in crate::session) memory: Memory,
}

/// Where the words of an anchor are in a text.
pub(in crate::session) fn find(anchor: &Anchor, text: &str) -> Whereabouts {
    Words { text, folded: None }.find(anchor)
}

/// Words in which places are looked for. They are folded only where that is needed.
pub(in crate::session) struct Words<'t> {
    text: &'t str,
    folded: Option<Folded<'t>>,
}

impl<'t> Words<'t> {
    /// The words of a text.
    pub(in crate::session) fn of(text: &'t str) -> Self {
        Self { text, folded: None }
    }

    /// Where an anchor is in them: where it was, if all is as it was there, else where it is found.
    pub(in crate::session) fn find(&mut self, anchor: &Anchor) -> Whereabouts {
        let end = anchor.start.saturating_add(anchor.exact.len());
        let as_it_was = self.text.len() == anchor.length
            && self.text.get(anchor.start..end) == Some(anchor.exact.as_str())
            && self.text[..anchor.start].ends_with(&anchor.prefix)
            && self.text[end..].starts_with(&anchor.suffix);
        if as_it_was {
            return Whereabouts::At(crate::doc::Span::new(anchor.start, end));
        }
        self.folded.get_or_insert_with(|| Folded::of(self.text)).find(anchor)
    }
}

/// Finds what is kept of a text in its words.
pub(in crate::session) fn recall(
    kept: Option<&Kept>,
    marks: &[(char, Anchor)],
    text: &str,
) -> Recalled {
    let mut words = Words::of(text);
    let found = |words: &mut Words<'_>, anchor: &Anchor| words.find(anchor).span();
    let mut recalled = Recalled::default();
    if let Some(kept) = kept {
        (recalled.place, recalled.lost) = place(kept, &mut words);
        let steps = kept.trail.iter().filter_map(|step| found(&mut words, step));
        recalled.memory.trail = steps.map(|span| span.start).collect();
    }
    for (letter, anchor) in marks {
        if let Some(span) = found(&mut words, anchor) {
            recalled.memory.marks.push((*letter, span.start));
        }
    }
    recalled
}

/// Where a text was left, and whether that is a guess.
fn place(kept: &Kept, words: &mut Words<'_>) -> (Place, bool) {
    let text = words.text;
    let mut place = kept.place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    let Some(quote) = &kept.quote else { return (place, false) };
    // At the beginning a text is not begun, whatever stands there now.
    if kept.place == 0 || kept.words == Some(fingerprint(text)) {
        return (place, false);
    }
    match words.find(quote) {
        Whereabouts::At(span) => (span.start, false),
        Whereabouts::Undecided | Whereabouts::Nowhere => (place, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::{Left, State};

    fn left(text: &str, words: &str) -> Kept {
        let place = text.find(words).unwrap();
        let mut state = State::default();
        let quote = Some(Anchor::at(text, place));
        let print = Some(fingerprint(text));
        state.keep("/a", Left { place, length: text.len(), reading: 0, quote, words: print }, 1);
        state.kept("/a").unwrap().clone()
    }

    #[test]
    fn a_place_goes_with_its_words() {
        let song: String = "The same line comes again and again in it.\n".repeat(30);
        let text = format!("A beginning that is there once.\n{song}And an end of its own.\n");
        let mut kept = left(&text, "And an end");
        let more = format!("More above.\n{text}");
        let recalled = recall(Some(&kept), &[], &more);
        assert_eq!((&more[recalled.place..][..10], recalled.lost), ("And an end", false));
        // Nothing tells the lines of the song apart but the place, where the text is the same.
        let middle = text.match_indices("The same").nth(15).unwrap().0;
        (kept.place, kept.quote) = (middle, Some(Anchor::at(&text, middle)));
        assert_eq!(recall(Some(&kept), &[], &text).place, middle);
        let recalled = recall(Some(&kept), &[], &format!("{}{text}", "More above. ".repeat(90)));
        assert!(recalled.lost, "it is said where the place is a guess");
    }

    #[test]
    fn marks_are_found_or_left_out() {
        let text = "One sentence of a text. Another sentence follows it there.";
        let anchors = [('a', Anchor::at(text, 24)), ('b', Anchor::at("Elsewhere it was said.", 0))];
        let edited = format!("Before it all. {text}");
        assert_eq!(recall(None, &anchors, &edited).memory.marks, [('a', 39)]);
    }
}
