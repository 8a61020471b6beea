//! Notes that an extractor has merged with the text above them.
//!
//! Where the last line of a page's text ends with a hyphen, some extractors (poppler among them)
//! take the hyphen away and draw the line below up to it, which is the first of the foot: `for the
//! pro1 See above`, or `for the pro1` where the label stands on a line of its own. It gives itself
//! away, for the page asks for it somewhere else.

use std::ops::Range;

use crate::doc::{Place, Span};
use crate::language::label::is_printers_sign;
use crate::restore::lines::line::{Line, Lines};
use crate::restore::lines::marker::{self, Reference, references};

/// Parts notes from the last line of the text above them.
pub(crate) fn part(text: &mut Lines<'_>) {
    if !text.plain || !text.has_feeds() {
        return;
    }
    let mut found: Vec<(usize, Place)> = Vec::new();
    for page in text.pages() {
        found.extend(merged(text, page));
    }
    for &(at, place) in found.iter().rev() {
        let line = text.lines[at].clone();
        let (above, note) = line.words.split_at(place - line.span.start);
        text.lines[at] = Line {
            span: Span::new(line.span.start, line.span.start + above.len()),
            words: above,
            ..line.clone()
        };
        let span = Span::new(place, line.span.end);
        let note =
            Line { span, words: note, opens: false, indent: 0, feeds: 0, number: None, ..line };
        text.lines.insert(at + 1, note);
    }
}

/// Where a note is merged with the text of a page: the line, and the place of the label.
fn merged(text: &Lines<'_>, page: Range<usize>) -> Option<(usize, Place)> {
    let mut asked: Option<Vec<Reference>> = None;
    for at in page.clone().skip(1) {
        let line = &text.lines[at];
        for found in labels(line.words) {
            let name = &line.words[found.clone()];
            let place = line.span.start + found.start;
            let asked = asked.get_or_insert_with(|| {
                let mut asked = Vec::new();
                page.clone().for_each(|at| references(text, at, &mut asked));
                asked
            });
            let before = |asked: &&Reference| asked.span.end <= place && asked.label == name;
            if asked.iter().any(|asked| before(&asked))
                && ends_text(text, &page, at, name)
                && !has_label(text, &page, name)
            {
                return Some((at, place));
            }
        }
    }
    None
}

/// What may be labels within a line: figures or signs right after a small letter, and the words
/// of a note after them, or nothing.
fn labels(words: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || is_printers_sign(c);
    let mut end = 0;
    words.char_indices().filter_map(move |(at, c)| {
        if at < end || !is_part(c) {
            return None;
        }
        let length = words[at..].find(|c| !is_part(c)).unwrap_or(words.len() - at);
        end = at + length;
        let joined = words[..at].ends_with(char::is_lowercase);
        let opens = |c: char| c.is_uppercase() || "“\"‘'„«(".contains(c);
        let note = words[end..].strip_prefix(' ').is_some_and(|note| note.starts_with(opens));
        (joined && (note || end == words.len()) && length <= 4).then_some(at..end)
    })
}

/// Whether the text of the page may end in line `at`: what follows is apart from it, or the next
/// note.
fn ends_text(text: &Lines<'_>, page: &Range<usize>, at: usize, name: &str) -> bool {
    let Some(next) = text.lines[..page.end].get(at + 1) else { return true };
    let number = |label: &str| label.parse::<u32>().ok();
    next.opens
        || marker::note_opening(text, next).is_some_and(|lead| {
            number(&lead.label).zip(number(name)).is_some_and(|(next, own)| next == own + 1)
        })
}

/// Whether a line of the page begins with a label of this name.
fn has_label(text: &Lines<'_>, page: &Range<usize>, name: &str) -> bool {
    text.lines[page.clone()].iter().any(|line| {
        line.words.starts_with(name)
            && (marker::note_opening(text, line).is_some_and(|lead| lead.label == name)
                || marker::lone_label(line).is_some_and(|(label, _)| label == name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Document;

    fn parted(text: &str) -> Vec<String> {
        let document: Document = crate::read::plain("x", text);
        let mut text = crate::restore::lines::of(&document);
        part(&mut text);
        text.lines.iter().map(|line| line.words.to_owned()).collect()
    }

    #[test]
    fn parts_what_a_page_asks_for() {
        let page =
            "A head\nWords it asks for,1 and words\nof the text that were pro1 See\n\nabove it.";
        let next = "\n\x0cvided so.";
        let lines = parted(&format!("{page}{next}"));
        assert_eq!(lines[2..4], ["of the text that were pro", "1 See"]);
        // A second note follows on the next line.
        let two = page.replace("\n\nabove it.", " it.\n2 Ibid.");
        assert_eq!(parted(&format!("{two}{next}"))[3..5], ["1 See it.", "2 Ibid."]);
        // The label has a line of its own.
        let alone = page.replace(" See\n\nabove", "\n\nSee above");
        assert_eq!(parted(&format!("{alone}{next}"))[3..5], ["1", "See above it."]);
        // Nothing asks; the foot has the label; the text goes on.
        for other in [
            page.replace("for,1", "for,"),
            format!("{page}\n1 Own."),
            page.replace("See\n\nabove", "See\nabove"),
        ] {
            let lines = parted(&format!("{other}{next}"));
            assert!(lines.iter().any(|line| line.ends_with("pro1 See")), "{lines:?}");
        }
    }
}
