//! Plain text: lines as they are, parted by blank lines and form feeds.
//!
//! A form feed is where a printed page begins, as `pdftotext` and line printers have it. Where
//! there are pages, notes stand at their feet and are for `restore` to find; elsewhere they are
//! lists at the end or on the spot, and are taken here. So are quotations and lists (`set_off`): on a
//! page, what looks like them may be notes, or dirt.

mod endnotes;
mod head;
mod set_off;
mod underscores;

use std::borrow::Cow;

use super::lines::Lines;
use crate::doc::{Builder, Document, Kind, MarkKind};
use endnotes::Part;
use set_off::Piece;
use underscores::Underscores;

/// Reads plain text. Lines stay as they are broken; whether they are wrapped prose is for
/// `restore` to say, which sees the whole text.
pub(super) fn read(name: &str, text: &str) -> Document {
    let mut to = Builder::new();
    // A carriage return alone ended lines on machines before 2001.
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let mut lines = Lines::of(&text, 1);
    // The pages that have begun since the last line. A blank page has no line to begin with, so
    // that it begins where the next page does: which page lies on which side of a sheet tells the
    // order of a folded booklet, and blank pages count there.
    let mut begun = 0;
    for (page, content) in text.split('\x0c').enumerate() {
        let blocks = blocks(content);
        begun = (begun + usize::from(page > 0)).min(MOST_BLANK);
        let paged = page > 0 || content.len() < text.len();
        if !paged {
            to.metadata = head::metadata(&blocks);
        }
        if let Some(notes) = endnotes::find(&blocks).filter(|_| !paged) {
            noted(notes, &mut lines, &mut to);
            break;
        }
        let set = if paged { set_off::whole(&blocks) } else { set_off::pieces(&blocks) };
        let mut open = 0;
        for piece in set.iter().flatten() {
            enclose(piece, &mut open, &mut to);
            push(&piece.lines, &mut lines, &mut to, |line, origin, signs, to| {
                for _ in 0..std::mem::take(&mut begun) {
                    let mark = to.open_mark(MarkKind::Page { number: None });
                    to.close_mark(mark);
                }
                signs.text(line, origin, to);
            });
        }
        leave_to(0, &mut open, &mut to);
    }
    to.finish(name)
}

/// The most pages that begin at one place. A signature of so many blank pages was never printed, and
/// a million form feeds are none.
const MOST_BLANK: usize = 64;

/// The lines of a page, block by block.
fn blocks(page: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    let blocks = lines.split(|line| line.is_empty()).filter(|block| !block.is_empty());
    blocks.map(<[&str]>::to_vec).collect()
}

/// Leaves and enters what a piece stands in; `open` is how many containers are open.
fn enclose(piece: &Piece<'_>, open: &mut usize, to: &mut Builder) {
    leave_to(piece.keep, open, to);
    for kind in &piece.enter {
        to.enter(kind.clone());
    }
    *open += piece.enter.len();
}

fn leave_to(depth: usize, open: &mut usize, to: &mut Builder) {
    while *open > depth {
        to.leave();
        *open -= 1;
    }
}

/// Adds a block of lines.
fn push(
    block: &[&str],
    lines: &mut Lines<'_>,
    to: &mut Builder,
    mut add: impl FnMut(&str, (u32, u32), &mut Underscores, &mut Builder),
) {
    let mut signs = Underscores::of(block);
    to.open_block(Kind::Verse);
    for (number, line) in block.iter().enumerate() {
        if number > 0 {
            to.text("\n");
        }
        let origin = lines.of_part(line);
        to.origin(origin.0, origin.1);
        add(line, origin, &mut signs, to);
    }
    to.close_block();
}

/// Adds a text that has notes.
fn noted(mut notes: endnotes::Notes<'_>, lines: &mut Lines<'_>, to: &mut Builder) {
    let mut note = 0;
    let parts = std::mem::take(&mut notes.parts);
    // Notes part what stands before them from what follows.
    let blocks = parts.iter().map(|part| match part {
        Part::Lines(block) => block.clone(),
        Part::Note(..) => Vec::new(),
    });
    let set = set_off::pieces(&blocks.collect::<Vec<_>>());
    let mut open = 0;
    for (number, (part, pieces)) in parts.iter().zip(set).enumerate() {
        let before_note = matches!(parts.get(number + 1), Some(Part::Note(..)));
        match part {
            // The heading of the notes gives way to that which they have beside the text.
            Part::Lines(block) if before_note && heads_notes(block) => {}
            Part::Lines(_) => {
                for piece in &pieces {
                    enclose(piece, &mut open, to);
                    push(&piece.lines, lines, to, |line, origin, signs, to| {
                        notes.line(line, number, origin, signs, to);
                    });
                }
            }
            Part::Note(label, paragraphs) => {
                leave_to(0, &mut open, to);
                endnotes::push(note, label, paragraphs, lines, to);
                note += 1;
            }
        }
    }
    leave_to(0, &mut open, to);
}

/// Whether a block is the heading of a list of notes.
fn heads_notes(block: &[&str]) -> bool {
    matches!(block, [line] if crate::language::heading::heads_notes(line))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::doc::Enclosure;

    #[test]
    fn keeps_lines_and_pages() {
        let document = read("x", "One\n  two  \n\n\nthree\r\r\n\x0cfour\n\x0c\x0cfive");
        assert_eq!(document.check(), Ok(()));
        assert_eq!(document.text, "One\n  two\nthree\nfour\nfive");
        assert_eq!(document.blocks.len(), 4);
        let pages: Vec<_> = document.marks.iter().map(|mark| mark.span.start).collect();
        // A blank page begins where the page after it does.
        assert_eq!(pages, [16, 21, 21]);
        let feeds = read("x", &format!("a{}b", "\x0c".repeat(1 << 20)));
        assert_eq!(feeds.marks.len(), MOST_BLANK);
    }

    /// The words of the body, and for each reference the label and the words of its note.
    fn noted(text: &str) -> (String, Vec<String>) {
        let document = read("x", text);
        assert_eq!(document.check(), Ok(()));
        let body = document.words(crate::doc::Span::new(0, document.body_end()));
        let all = crate::doc::Span::new(0, document.text.len());
        let notes = document.note_references_in(all).map(|(_, label, note)| {
            let words = note.map_or("", |id| document.words(document.note(id).span));
            format!("{label}={}", words.replace('\n', "/"))
        });
        (body.trim_end().replace('\n', "/"), notes.collect())
    }

    #[test]
    fn notes_of_mails_and_of_old_electronic_texts() {
        let cases = [
            ("a [1], b[2].\n\n[1] One\ntwo\n[2] x", "a, b.", vec!["1=One two", "2=x"]),
            ("a[1]\n\n[1] One\n\n   more", "a", vec!["1=One/more"]),
            ("a[1]\n\n[1] One\n\nb[1]\n\n[1] Two", "a/b", vec!["1=One", "1=Two"]),
            ("a[A] b\n\n[Footnote A: It [is]\nso.]\n\nc", "a b/c", vec!["A=It [is] so."]),
            ("a[1]\n\n[Footnote 1: One\n\ntwo]", "a", vec!["1=One/two"]),
            ("a[1], b[2]\n\n[1] One\n\n    more\n[2] x", "a, b", vec!["1=One/more", "2=x"]),
            ("a[1]\n\nNOTES:\n\n[1] One\n\nThe End", "a/The End", vec!["1=One"]),
            // Between notes that all stand at the end are no paragraphs but theirs.
            (
                "a [1], b[2].\n\n[1] One.\n\nIt goes on with a second paragraph that is set as the \
                 first is.\n\n[2] x",
                "a, b.",
                vec![
                    "1=One./It goes on with a second paragraph that is set as the first is.",
                    "2=x",
                ],
            ),
            (
                "a [1], b[2].\n\n[1] One.\n\nChapter II.\n\n[2] x",
                "a, b./Chapter II.",
                vec!["1=One.", "2=x"],
            ),
            // Other signs, and bare numbers below a heading.
            ("a (1), b(2).\n\n(1) One\ntwo\n\n(2) x", "a, b.", vec!["1=One two", "2=x"]),
            ("a{1} b\n\n{1} One", "a b", vec!["1=One"]),
            ("a^1, b^2\n\n^1 One\n^2 x", "a, b", vec!["1=One", "2=x"]),
            (
                "a[1] b[2]\n\nNotes\n\n1. One\n7. of it\n2. x\n\nEnd",
                "a b/End",
                vec!["1=One 7. of it", "2=x"],
            ),
            // None of these is a note.
            ("a: (1) b, (2) c\n\n(1) One\n\n(2) Two", "a: (1) b, (2) c/(1) One/(2) Two", vec![]),
            ("a[1]\n\n1. One", "a[1]/1. One", vec![]),
            ("a[2]\n\nNotes\n\n2. Two", "a[2]/Notes/2. Two", vec![]),
            ("the word(s)\n\n(s) is a letter", "the word(s)/(s) is a letter", vec![]),
            ("a\n\n[1] One", "a/[1] One", vec![]),
            ("a [1]\n\nReferences\n\n[1] Doe", "a [1]/References/[1] Doe", vec![]),
            ("[1] a\n\n[Note: b]", "[1] a/[Note: b]", vec![]),
            ("a[1]\n\n[Footnote 1: open", "a[1]/[Footnote 1: open", vec![]),
            ("x[1] = y[0]\n\n[01] z", "x[1] = y[0]/[01] z", vec![]),
        ];
        for (text, body, notes) in cases {
            let notes = notes.into_iter().map(str::to_owned).collect();
            assert_eq!(noted(text), (body.to_owned(), notes), "{text}");
        }
    }

    /// The blocks of a text, each after the signs of what it stands in.
    fn set(text: &str) -> Vec<String> {
        let document = read("x", text);
        assert_eq!(document.check(), Ok(()));
        let block = |(index, block): (usize, &crate::doc::Block)| {
            let around = document.around(block).map(|(id, kind)| match kind {
                Enclosure::Item { marker } if document.opens(index, id) => format!("{marker} "),
                Enclosure::Item { .. } => "_ ".to_owned(),
                _ => "> ".to_owned(),
            });
            let mut around: Vec<String> = around.collect();
            around.reverse();
            around.concat() + &document.words(block.span).replace('\n', "/")
        };
        document.blocks.iter().enumerate().map(block).collect()
    }

    #[test]
    fn quotations_of_mails() {
        let cases: [(&str, &[&str]); 8] = [
            (
                "Ann wrote:\n> one\n> two\n>\n> > deep\n>> too\n> so\nYes.",
                &["Ann wrote:", "> one/two", "> > deep/too", "> so", "Yes."],
            ),
            ("> Why?\nSo.\n\n> And?\n\nSo.", &["> Why?", "So.", "> And?", "So."]),
            (">   in\n>out", &[">   in/out"]),
            ("a > b\n> c\nd", &["a > b/> c/d"]),
            (">>> print(1)\n1", &[">>> print(1)/1"]),
            (">From here\non", &[">From here/on"]),
            (">\n>", &[">/>"]),
            ("a\n\x0c> b\n> c", &["a", "> b/> c"]),
        ];
        for (text, expected) in cases {
            assert_eq!(set(text), expected, "{text}");
        }
        // A note that a quotation refers to.
        assert_eq!(noted("> a [1]\n> b\n\n[1] One"), ("a/b".to_owned(), vec!["1=One".to_owned()]));
    }

    #[test]
    fn lists_that_are_nothing_else() {
        let cases: [(&str, &[&str]); 6] = [
            ("So:\n\n- one\n  more\n- two\n\nb", &["So:", "• one/more", "• two", "b"]),
            (
                "* one\n\n* two\n  more\n\n  still\n\n* End.",
                &["• one", "• two/more", "_ still", "• End."],
            ),
            (
                "It has parts:\n- one\n  * deep\n- two",
                &["It has parts:", "• one", "_ • deep", "• two"],
            ),
            ("• A word.", &["• A word."]),
            (
                "There are two of them:\n\n1. One.\n   More.\n2. Two.",
                &["There are two of them:", "1. One./More.", "2. Two."],
            ),
            (
                "There are two of them:\n\n 1) one\n 2) two",
                &["There are two of them:", "1) one", "2) two"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(set(text), expected, "{text}");
        }
    }

    #[test]
    fn what_looks_like_a_list() {
        let cases = [
            "- Oui.\n- Non.",
            "Il dit :\n\n- Oui,\ndit-il.\n\n- Non.",
            "* * *\n\n* * *",
            "- 5\n- 7",
            "1. See above\n   and below.\n2. The same.",
            "Notes:\n\n1. See above\n   and below.\n2. The same.",
            "ANMERKUNGEN:\n\n* Siehe\n  oben.\n* Siehe unten.",
            "a word*\nand more*\n\n* A note\n  on it.\n* Another.",
            "Bibliography\n\nDoe, A. 1902. One.\n\n- More\n  of it.\n\n- Most\n  of it.",
            "- one\n\x0c- two\n  more",
            "a line that ends\n- so\n- and so",
        ];
        for text in cases {
            let lines = set(text).into_iter().filter(|block| block.contains(['•', '_']));
            assert_eq!(lines.collect::<Vec<_>>(), [""; 0], "{text}");
        }
    }

    proptest! {
        /// Whatever signs lines begin with, no letter is lost, and none is moved.
        #[test]
        fn nothing_set_off_is_lost(text in "(?s)([a-cA]{1,3}|[ \n.:]|\n\n|\n> ?|\n[-*•] |\n1. |\n2. |\n  ){0,60}") {
            let document = read("x", &text);
            prop_assert_eq!(document.check(), Ok(()));
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&document.text), letters(&text));
        }

        /// Whatever stands in brackets, no word is lost and none is moved but into a note.
        #[test]
        fn no_word_is_lost(text in "(?s)([a-c]{1,3}|[ \n]|\n\n|\\[[12aA]\\]|\\[Footnote 1: |\\]|\\[|   |[.] ?\\([12]\\)|\\{1\\}|\\^[12]|\n\nNotes\n\n|\n[12]\\. |\n\\([12]\\) ){0,60}") {
            let document = read("x", &text);
            prop_assert_eq!(document.check(), Ok(()));
            let letters = |text: &str| {
                let mut all: Vec<char> = text.chars().filter(|c| ('a'..='c').contains(c)).collect();
                all.sort_unstable();
                all
            };
            // Labels are no words: `[a]` and the name of a note leave the text.
            let labels: usize = document.marks.iter().filter(|mark| {
                matches!(&mark.kind, MarkKind::NoteReference { label, .. } if **label == *"a")
            }).count();
            prop_assert!(letters(&document.text).len() + labels + 2 * document.notes.len()
                >= letters(&text).len());
        }
    }
}
