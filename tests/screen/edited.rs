//! A text that is edited while it is read: the line being read stays where it is, and what was chosen,
//! searched for, marked and led back to goes with its words.

use std::sync::Arc;

use crate::support::{Reader, book};
use ibid::anchor::Aligned;
use ibid::app::Input;
use ibid::doc::Document;
use ibid::text::Text;
use proptest::prelude::*;

/// Has what is read become what `now` reads as.
fn edit(reader: &mut Reader, now: &str) {
    edit_to(reader, ibid::read::markdown("test.md", now));
}

fn edit_to(reader: &mut Reader, now: Document) {
    let of = Arc::clone(reader.app.text());
    let to = Arc::new(Text::new(now));
    let same = Arc::new(Aligned::of(&of.document.text, &to.document.text));
    reader.input(Input::Edited { of, to, same });
}

/// The row of the screen that shows these words.
fn row_of(reader: &Reader, words: &str) -> usize {
    let row = reader.rows().iter().position(|row| row.contains(words));
    row.unwrap_or_else(|| panic!("no {words} in\n{}", reader.screen()))
}

#[test]
fn the_line_being_read_stays_where_it_is() {
    let before = book(60);
    let above = before.replace("Paragraph 3 ", "A new one.[^x]\n\nParagraph 3 ")
        + "\n\n[^x]: A new note.\n";
    let gone = before.replacen("## Part 2\n\n", "", 1);
    let within = before.replace("Paragraph 22 ", "A new one stands here.\n\nParagraph 22 ");
    let longer = before.replace("Paragraph 2 says", "Paragraph 2, as it is now, says again");
    for (size, (to, words)) in [(120, 40), (80, 24), (60, 12)].into_iter().flat_map(|size| {
        [(&above, "Paragraph 21 "), (&gone, "Paragraph 21 "), (&longer, "Paragraph 21 ")]
            .into_iter()
            .chain([(&within, "Paragraph 21 ")])
            .map(move |case| (size, case))
    }) {
        let mut reader = Reader::open(&before, size.0, size.1);
        reader.press("/ paragraph Space 21 Enter Esc k k");
        let row = row_of(&reader, words);
        edit(&mut reader, to);
        assert_eq!(row_of(&reader, words), row, "{size:?}\n{}", reader.screen());
        assert!(reader.status().contains("The file has changed; it was read again."));
        reader.press("j");
        assert_eq!(row_of(&reader, words) + 1, row, "{size:?}");
    }
}

#[test]
fn an_edit_elsewhere_changes_no_cell_of_the_screen() {
    let before = book(60);
    let mut reader = Reader::open(&before, 120, 40);
    reader.press("} } j ] ]");
    reader.press("j k");
    let shown = reader.rows();
    let last = shown.len() - 1;
    for to in [
        before.replace("Paragraph 55 says", "Paragraph 55 does not say"),
        before.replace("# A Book", "# A Book\n\nIt has a foreword now."),
    ] {
        edit(&mut reader, &to);
        let now = reader.rows();
        // But for the bar beside the text, and how far into it the page is.
        assert_eq!(&now[..last], &shown[..last]);
        let focus = reader.app.focus().expect("the reference is chosen still");
        let ibid::layout::Link::NoteReference { note: Some(note), .. } = focus.link else {
            panic!("{focus:?}")
        };
        assert_eq!(&*reader.app.text().document.note(note).label, "12");
    }
}

#[test]
fn the_way_back_and_marks_and_hits_go_with_their_words() {
    let before = book(60);
    let mut reader = Reader::open(&before, 100, 30);
    reader.press("/ explains Esc");
    reader.press("} } m a } } / paragraph Space 4 Enter n n");
    let (hit, hits) = {
        let found = reader.app.found().unwrap();
        (found.current.unwrap(), found.hits.len())
    };
    let steps = reader.app.steps_back();
    edit(&mut reader, &before.replace("Paragraph 2 says", "New words.\n\nParagraph 2 says"));
    assert_eq!(reader.app.steps_back(), steps);
    let found = reader.app.found().unwrap();
    assert_eq!((found.current, found.hits.len()), (Some(hit), hits));
    let words = found.hits[hit];
    assert_eq!(reader.app.text().document.words(words), "Paragraph 4");
    reader.press("' a");
    assert!(row_of(&reader, "Part 2") < 2, "{}", reader.screen());
    reader.press("Backspace");
    assert!(reader.screen().contains("Paragraph 4"), "{}", reader.screen());
}

#[test]
fn a_note_in_hand_and_the_panel_stay() {
    let before = book(60);
    let after = before
        .replace("[^1]: Note", "[^0]: An older note.\n\n[^1]: Note")
        .replace("Paragraph 1 says", "Before it all.[^0]\n\nParagraph 1 says");
    let mut reader = Reader::open(&before, 120, 40);
    reader.press("} } ] Enter");
    assert!(reader.app.note_in_hand().is_some());
    edit(&mut reader, &after);
    let read = reader.app.note_in_hand().expect("the note is still read");
    assert_eq!(&*reader.app.text().document.note(read.note).label, "11");
    reader.press("Esc s Down Down");
    let chosen = |reader: &Reader| reader.app.panel().list().unwrap().chosen().unwrap().key.clone();
    let row = chosen(&reader);
    edit(&mut reader, &before);
    assert!(reader.app.panel().has_keys());
    assert_eq!(chosen(&reader), row);
    reader.press("Esc");
    assert!(!reader.app.panel().has_keys() && reader.app.panel().is_open());
}

#[test]
fn words_that_were_moved_are_followed() {
    let before = book(60);
    let paragraph = before.split("\n\n").find(|it| it.starts_with("Paragraph 33 ")).unwrap();
    let mut reader = Reader::open(&before, 100, 30);
    reader.press("/ paragraph Space 33 Enter");
    while row_of(&reader, "Paragraph 33 ") > 0 {
        reader.press("j");
    }
    reader.press("m a g");
    let moved = before.replace(&format!("{paragraph}\n\n"), "");
    let moved = moved.replace("## Part 2\n", &format!("{paragraph}\n\n## Part 2\n"));
    edit(&mut reader, &moved);
    reader.press("' a");
    assert!(reader.screen().contains("Paragraph 33 "), "{}", reader.screen());
}

#[test]
fn a_text_of_the_way_back_is_carried_too() {
    let mut reader = Reader::open(&book(40), 100, 30);
    reader.press("} }");
    let of = Arc::clone(reader.app.text());
    let other = Arc::new(Text::new(ibid::read::markdown("other.md", "# Other\n\nWords.")));
    reader.input(Input::Opened { text: other, place: 0 });
    let now = format!("A foreword.\n\n{}", book(40));
    let to = Arc::new(Text::new(ibid::read::markdown("test.md", &now)));
    let same = Arc::new(Aligned::of(&of.document.text, &to.document.text));
    reader.input(Input::Edited { of, to: Arc::clone(&to), same });
    assert!(reader.screen().contains("Other") && !reader.status().contains("changed"));
    reader.press("Backspace");
    assert!(Arc::ptr_eq(reader.app.text(), &to));
    assert!(reader.rows()[0].contains("Part 2") || reader.rows()[1].contains("Part 2"));
}

/// Texts of short lines, of which some come again.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        "[abc]{1,3} words",
        Just("A refrain.[^1]".to_owned()),
        Just("## Part".to_owned()),
        Just("It cites (Doe 1999).".to_owned()),
        Just("[^1]: A note.".to_owned()),
        Just(
            "| A cell of several words | and another |\n|---|---|\n| more of them | c |".to_owned()
        ),
        Just("> Several words that are quoted here, or are not.".to_owned()),
        Just("Several words that are quoted here, or are not.".to_owned()),
        Just("- Several words that are quoted here, or are not.".to_owned()),
        Just("- Doe, Ann 1999. *A Title*. London".to_owned()),
    ];
    prop::collection::vec(line, 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..Default::default() })]
    /// Whatever a text is edited to while whatever is open, it goes on being read.
    #[test]
    fn any_edit_is_taken(
        before in lines(),
        after in lines(),
        keys in prop::collection::vec(
            prop::sample::select(vec![
                "j", "Space", "G", "]", "Enter", "Tab", "s", "c", "r", "K", "/ a Enter", "m a",
                "' a", "Backspace", "Esc", "&", "; b", "Down", "!", "#", "b", "Space Space", "k", "p",
            ]),
            0..12,
        ),
        size in (20u16..140, 4u16..40),
    ) {
        let mut reader = Reader::open(&before.join("\n\n"), size.0, size.1);
        for (at, key) in keys.iter().enumerate() {
            reader.press(key);
            if at % 3 == 2 {
                let now = if at % 2 == 0 { &after } else { &before };
                edit(&mut reader, &now.join("\n\n"));
                reader.screen();
            }
        }
        reader.press("Esc Esc Esc g j Space G k Backspace Backspace");
        reader.screen();
    }
}

#[test]
fn marks_and_words_that_are_chosen_go_with_their_words() {
    let before = book(20);
    let mut reader = Reader::open(&before, 120, 40);
    reader.press("v v j Enter v v a");
    reader.input(Input::Paste("Mine".to_owned()));
    reader.press("Enter");
    let marked = |reader: &Reader| {
        let marks = reader.app.marks().iter();
        let words =
            marks.filter_map(|mark| Some(reader.app.text().document.words(mark.at.span()?)));
        words.map(str::to_owned).collect::<Vec<_>>()
    };
    let all = marked(&reader);
    assert_eq!(all.len(), 1);
    // While words are chosen, and while a remark is typed.
    reader.press("/ cites Enter v v");
    let chosen = |reader: &Reader| {
        let chosen = reader.app.chosen_words().expect("words are chosen").span;
        reader.app.text().document.words(chosen).to_owned()
    };
    let words = chosen(&reader);
    edit(&mut reader, &before.replace("# A Book\n", "A preface, of some length.\n\n# A Book\n"));
    assert_eq!((chosen(&reader), marked(&reader)), (words.clone(), all.clone()));
    reader.press("a S o");
    edit(&mut reader, &before);
    assert_eq!(marked(&reader), all);
    reader.press("Enter");
    assert!(marked(&reader).contains(&words), "{:?}", marked(&reader));
    assert!(
        reader.find("◆ Mine").is_some() && reader.find("◆ So").is_some(),
        "{}",
        reader.screen()
    );
}
