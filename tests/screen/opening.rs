//! Openings: a text that is shown before all of it is read, and what happens when the rest arrives.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::support::{Reader, book};
use ibid::app::{App, Input, Settings};
use ibid::doc::{Document, Place};
use ibid::layout::Link;
use ibid::text::Text;
use proptest::prelude::*;

/// A reader who sees the opening of a text, and the text it is the opening of.
struct Opened {
    reader: Reader,
    opening: Arc<Text>,
    whole: Arc<Text>,
}

impl Opened {
    /// Opens about `length` bytes of a book, left at `place`, on a screen of 100 × 30 cells.
    fn at(book: &str, length: usize, place: Place) -> Self {
        Self::on_screen(book, length, place, (100, 30))
    }

    fn on_screen(book: &str, length: usize, place: Place, size: (u16, u16)) -> Self {
        let whole = Arc::new(Text::new(ibid::read::markdown("book.md", book)));
        let opening = ibid::read::opening("book.md", book.as_bytes(), length).unwrap();
        let rest = book.len() - opening.text.len();
        let opening = Arc::new(Text::opening(opening, rest));
        let app = App::new(Arc::clone(&opening), place, Settings::default(), size);
        let reader = Reader { app, size, effects: Vec::new() };
        Self { reader, opening, whole }
    }

    /// Lets the rest arrive.
    fn arrive(&mut self) -> &mut Reader {
        let (of, text) = (Arc::clone(&self.opening), Arc::clone(&self.whole));
        self.reader.input(Input::More { of, text })
    }
}

#[test]
fn the_screen_stays_as_it_is_when_the_rest_arrives() {
    for size in [(100, 30), (80, 24), (40, 10)] {
        let mut opened = Opened::on_screen(&book(300), 8000, 0, size);
        let before = opened.reader.press("j j Space").rows();
        assert!(opened.reader.status().contains("reading…"), "{}", opened.reader.status());
        let place = opened.reader.app.place();
        let after = opened.arrive().rows();
        assert_eq!(opened.reader.app.place(), place);
        let promised = before.iter().filter(|row| row.contains('…')).count();
        assert!(promised > 0, "no note is promised in\n{}", before.join("\n"));
        for (before, after) in before.iter().zip(&after).filter(|(row, _)| !row.contains('…')) {
            assert_eq!(before, after);
        }
        assert!(!opened.reader.status().contains("reading"));
    }
}

#[test]
fn keys_go_as_far_as_the_text_is_read() {
    let mut opened = Opened::at(&book(300), 4000, 0);
    for _ in 0..60 {
        opened.reader.press("Space");
    }
    let last = opened.reader.app.place();
    assert!(last > 0 && last < opened.opening.document.body_end());
    assert!(!opened.reader.screen().contains("Notes"), "{}", opened.reader.screen());
    opened.reader.press("} } c Esc ] ] [ Tab n / x Esc ? q k");
    let place = opened.reader.app.place();
    opened.arrive();
    assert_eq!(opened.reader.app.place(), place);
    opened.reader.press("Space Space");
    assert!(opened.reader.app.place() > last);
}

#[test]
fn the_end_is_shown_once_it_is_read() {
    let mut opened = Opened::at(&book(300), 4000, 0);
    opened.reader.press("j G");
    assert!(opened.reader.status().contains("To the end, once"), "{}", opened.reader.status());
    let place = opened.reader.app.place();
    opened.reader.input(Input::Progress(40));
    assert!(opened.reader.status().contains("reading… 40%"), "{}", opened.reader.status());
    opened.arrive();
    assert!(opened.reader.screen().contains("Note 300 explains."), "{}", opened.reader.screen());
    opened.reader.press("Backspace");
    assert_eq!(opened.reader.app.place(), place);
}

#[test]
fn marks_are_carried_over_to_the_whole() {
    let mut opened = Opened::at(&book(300), 8000, 0);
    opened.reader.press("8j m a g");
    opened.arrive().press("G ' a");
    let mut whole = Opened::at(&book(300), 8000, 0);
    whole.arrive().press("8j");
    assert_eq!(opened.reader.app.place(), whole.reader.app.place());
    assert_eq!(opened.reader.rows(), whole.reader.rows());
}

#[test]
fn whoever_goes_elsewhere_waits_no_longer() {
    for keys in ["j", "Esc", "/ paragraph Space 7 Enter"] {
        let mut opened = Opened::at(&book(300), 4000, 0);
        opened.reader.press("G").press(keys);
        let place = opened.reader.app.place();
        opened.arrive();
        assert_eq!(opened.reader.app.place(), place, "{keys}");
    }
}

#[test]
fn a_search_that_takes_too_long_in_the_whole_says_so() {
    let explodes = format!("{}\n\n{}\n", book(100), "a".repeat(100_000));
    for (keys, then) in [("Enter", ""), ("Enter", "j k n"), ("Enter", "&"), ("", "Enter")] {
        let mut opened = Opened::at(&explodes, 4000, 0);
        opened.reader.press("/ Ctrl-R says|(?:a{0,50}){50}b").press(keys);
        assert!(opened.reader.app.found().unwrap().hits.len() > 1);
        opened.arrive().press(then);
        let status = opened.reader.status();
        assert!(status.contains("takes too long in this text."), "{keys} {then}: {status}");
        assert!(!opened.reader.press("/ Esc n").status().contains("is not in this text"));
    }
}

#[test]
fn a_text_opens_where_it_was_left_once_that_is_read() {
    let book = book(300);
    let place = ibid::read::markdown("book.md", &book).text.find("Paragraph 222 ").unwrap();
    let mut opened = Opened::at(&book, 4000, place);
    assert!(opened.reader.app.has_yet_to_open());
    assert_eq!((opened.reader.app.place(), opened.reader.app.place_to_keep()), (0, place));
    // A longer opening need not be long enough.
    let longer = ibid::read::opening("book.md", book.as_bytes(), 12_000).unwrap();
    let longer = Arc::new(Text::opening(longer, 1));
    let of = std::mem::replace(&mut opened.opening, Arc::clone(&longer));
    opened.reader.input(Input::More { of, text: longer });
    assert!(opened.reader.app.has_yet_to_open());
    opened.arrive();
    assert!(!opened.reader.app.has_yet_to_open());
    assert_eq!(opened.reader.app.place(), place);
    assert!(opened.reader.rows()[0].contains("Paragraph 222 "), "{}", opened.reader.screen());
    assert_eq!(opened.reader.app.steps_back(), 0);
}

#[test]
fn a_place_in_the_opening_is_shown_at_once() {
    let book = book(300);
    let place = ibid::read::markdown("book.md", &book).text.find("Paragraph 12 ").unwrap();
    let mut opened = Opened::at(&book, 6000, place);
    assert!(!opened.reader.app.has_yet_to_open());
    assert_eq!(opened.reader.app.place(), place);
    opened.arrive();
    assert_eq!(opened.reader.app.place(), place);
}

#[test]
fn a_search_goes_on_when_the_rest_arrives() {
    // Found in the opening already: more hits come, and the reader stays at the same one.
    let mut opened = Opened::at(&book(300), 6000, 0);
    opened.reader.press("/ paragraph Space 1 Enter n n");
    assert!(opened.reader.status().contains("3 of"), "{}", opened.reader.status());
    let place = opened.reader.app.place();
    opened.arrive();
    assert!(opened.reader.status().contains("3 of 111"), "{}", opened.reader.status());
    assert_eq!(opened.reader.app.place(), place);

    // Found only in the rest: it is gone to as soon as it is there.
    let mut opened = Opened::at(&book(300), 6000, 0);
    opened.reader.press("j / note Space 222 Enter");
    assert!(opened.reader.status().contains("the search goes on"), "{}", opened.reader.status());
    let place = opened.reader.app.place();
    opened.arrive();
    assert!(opened.reader.screen().contains("Note 222 explains."), "{}", opened.reader.screen());
    opened.reader.press("Backspace");
    assert_eq!(opened.reader.app.place(), place);

    // Found nowhere.
    let mut opened = Opened::at(&book(300), 6000, 0);
    opened.reader.press("/ nowhere Enter");
    opened.arrive();
    assert!(opened.reader.status().contains("is not in this text"), "{}", opened.reader.status());

    // Still being typed.
    let mut opened = Opened::at(&book(300), 6000, 0);
    opened.reader.press("/ note Space 22");
    assert!(opened.reader.status().contains("Not in what is read"), "{}", opened.reader.status());
    opened.arrive();
    assert!(opened.reader.status().contains("1 of 11"), "{}", opened.reader.status());
    opened.reader.press("2 Enter");
    assert!(opened.reader.screen().contains("Note 222 explains."));
}

#[test]
fn all_of_a_text_can_be_read_before_its_sources_are_found() {
    let mut opened = Opened::at(&book(300), 4000, 0);
    opened.reader.press("r");
    assert!(
        opened.reader.screen().contains("No bibliography so far"),
        "{}",
        opened.reader.screen()
    );
    opened.reader.press("Esc G");
    let linked = Arc::clone(&opened.whole);
    let unlinked = Arc::new(Text::unlinked(Arc::clone(&linked.document)));
    opened.whole = Arc::clone(&unlinked);
    opened.arrive();
    // The end is there, and what is searched for; a note leads to where it is referred to.
    assert!(opened.reader.screen().contains("Note 300 explains."), "{}", opened.reader.screen());
    opened.reader.press("/ note Space 222 Enter");
    assert!(opened.reader.status().contains("1 of 1"), "{}", opened.reader.status());
    opened.reader.press("r");
    assert!(
        opened.reader.screen().contains("No bibliography so far"),
        "{}",
        opened.reader.screen()
    );
    let place = opened.reader.app.place();
    (opened.opening, opened.whole) = (unlinked, linked);
    opened.arrive();
    assert!(opened.reader.screen().contains("Mutual Aid"), "{}", opened.reader.screen());
    opened.reader.press("Esc");
    assert_eq!(opened.reader.app.place(), place);
    assert!(opened.reader.status().contains("1 of 1"), "{}", opened.reader.status());
}

#[test]
fn the_chosen_link_and_the_way_back_are_those_of_the_whole() {
    let mut opened = Opened::at(&book(300), 8000, 0);
    opened.reader.press("} } j ] ] ]");
    let focus = opened.reader.app.focus().unwrap();
    let Link::NoteReference { place, .. } = focus.link else { panic!("{focus:?}") };
    let steps = opened.reader.app.steps_back();
    opened.arrive();
    let focus = opened.reader.app.focus().unwrap();
    let Link::NoteReference { place: now, note } = focus.link else { panic!("{focus:?}") };
    assert_eq!(now, place);
    let document = &opened.whole.document;
    let meant = document.note_references_in(ibid::doc::Span::at(place)).next().unwrap().2;
    assert_eq!(note, meant);
    opened.reader.press("Enter");
    let label = &document.note(note.unwrap()).label;
    assert!(opened.reader.screen().contains(&format!("Note {label} explains.")));
    opened.reader.press("Backspace");
    assert_eq!(opened.reader.app.steps_back(), steps);
    while opened.reader.app.steps_back() > 0 {
        opened.reader.press("Backspace");
        assert!(Arc::ptr_eq(opened.reader.app.text(), &opened.whole));
    }
    assert_eq!(opened.reader.app.place(), 0);
}

#[test]
fn a_list_that_is_open_becomes_that_of_the_whole() {
    let mut opened = Opened::at(&book(300), 8000, 0);
    opened.reader.press("c part Down Down");
    let chosen = |reader: &Reader| {
        let Some(ibid::app::Layer::Picker(picker)) = reader.app.layers().last() else { panic!() };
        (picker.items.len(), picker.chosen().unwrap().cells[0].clone())
    };
    let (few, before) = chosen(&opened.reader);
    opened.arrive();
    let (many, after) = chosen(&opened.reader);
    assert!(many > few && before == after, "{few} {before}, {many} {after}");
    opened.reader.press("Enter");
    assert!(opened.reader.rows()[0].contains(before.trim()), "{}", opened.reader.screen());
}

#[test]
fn the_guide_may_be_read_meanwhile() {
    let mut opened = Opened::at(&book(300), 8000, 0);
    opened.reader.press("Space");
    let place = opened.reader.app.place();
    let guide = Arc::new(Text::new(ibid::read::markdown("guide.md", "# Guide\n\nHow to.")));
    opened.reader.input(Input::Opened { text: Arc::clone(&guide), place: 0 });
    assert!(!opened.reader.status().contains("reading…"));
    opened.arrive();
    assert!(Arc::ptr_eq(opened.reader.app.text(), &guide));
    opened.reader.press("q");
    assert!(Arc::ptr_eq(opened.reader.app.text(), &opened.whole));
    assert_eq!(opened.reader.app.place(), place);
    assert!(!opened.reader.status().contains("reading…"));
}

#[test]
fn a_text_that_breaks_off_says_so() {
    let mut opened = Opened::at(&book(300), 8000, 0);
    opened.reader.press("G");
    opened.reader.input(Input::BreaksOff("The disk is gone.".to_owned()));
    assert!(opened.reader.status().contains("The disk is gone."));
    opened.reader.press("G");
    assert!(opened.reader.app.place() > 0);
}

#[test]
fn a_place_goes_with_its_words_where_the_rest_changed_what_was_before() {
    let mut source = String::from("See [what] and [which] is meant.\n\n");
    for n in 0..200 {
        _ = write!(source, "Paragraph {n} has words of its own, as has [each] of them.\n\n");
    }
    source += "[what]: https://example.org\n[which]: https://example.org\n[each]: x\n";
    let mut opened = Opened::at(&source, 6000, 0);
    assert!(!opened.whole.document.text.starts_with(&opened.opening.document.text[..200]));
    opened.reader.press("Space Space j");
    let top = opened.reader.rows()[1].replace(['[', ']'], "");
    opened.arrive();
    assert_eq!(opened.reader.rows()[1], top);
}

/// The words and blocks of a body.
fn body(document: &Document) -> (&str, Vec<(String, std::ops::Range<usize>)>) {
    let blocks = document.body().iter().map(|block| {
        let kind = format!("{:?}", std::mem::discriminant(&block.kind));
        (kind, block.span.start..block.span.end)
    });
    let end = document.body().last().map_or(0, |block| block.span.end);
    (&document.text[..end], blocks.collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Places of an opening are places of the whole: what exporting can write has no address that
    /// stands at its end.
    #[test]
    fn the_whole_begins_with_its_opening(document in crate::grammar::document(), part in 1usize..9) {
        let source = ibid::export::markdown(&document);
        let length = source.len() * part / 10;
        let Some(opening) = ibid::read::opening("x.md", source.as_bytes(), length) else {
            return Ok(());
        };
        prop_assert_eq!(opening.check(), Ok(()));
        let whole = ibid::read::markdown("x.md", &source);
        let ((words, blocks), (all, all_blocks)) = (body(&opening), body(&whole));
        // The last block may go on, and be another kind of block for it.
        let count = blocks.len() - 1;
        let words = &words[..blocks[count].1.start];
        prop_assert!(all.starts_with(words), "{source}\n-- at {length}:\n{words}\n-- not in\n{all}");
        prop_assert_eq!(&blocks[..count], &all_blocks[..count]);
    }

    /// The reader sees the same at any moment the rest may arrive.
    #[test]
    fn it_does_not_matter_when_the_rest_arrives(
        keys in "[jk dub\\]\\[}{]{0,12}",
        at in 0usize..12,
    ) {
        let source = book(60);
        let (mut early, mut late) = (Opened::at(&source, 6000, 0), Opened::at(&source, 6000, 0));
        early.arrive();
        for (index, key) in keys.chars().enumerate() {
            let key = if key == ' ' { "Space".to_owned() } else { key.to_string() };
            if index == at {
                late.arrive();
            }
            early.reader.press(&key);
            late.reader.press(&key);
            // Behind the opening there is nothing yet.
            let wall = late.opening.document.body_end() * 2 / 3;
            if early.reader.app.place() > wall {
                return Ok(());
            }
        }
        if at >= keys.chars().count() {
            late.arrive();
        }
        prop_assert_eq!(early.reader.app.place(), late.reader.app.place());
        prop_assert_eq!(early.reader.app.steps_back(), late.reader.app.steps_back());
        prop_assert_eq!(&early.reader.rows()[..29], &late.reader.rows()[..29]);
    }
}
