//! Words that are chosen, marked, remarked on and copied.

use crate::support::{Reader, book};
use ibid::anchor::Anchor;
use ibid::app::{Effect, Goal, GoalAt, Input, Layer, MarkedText, MarkedWords, Marking};
use ibid::marks::{Colour, Offer};
use ibid::text::Text;

const TEXT: &str = "---\nauthor: Peter Kropotkin\ndate: 1902\n---\n\nOne is here. Two follows it, p. 3. \
                    Three ends.[^1]\n\nA second paragraph. It has more.\n\n[^1]: The note says. It \
                    says more.\n\n## References\n\n- Marx, Karl 1867. *Capital*. London.\n";

/// The words that are chosen.
fn chosen(reader: &Reader) -> String {
    let chosen = reader.app.chosen_words().expect("words are chosen");
    reader.app.text().document.words(chosen.span).to_owned()
}

/// The labels on the screen: where they are, and their letters.
fn labels(reader: &Reader) -> Vec<(u16, u16, String)> {
    let choosing = reader.app.choosing().expect("words are being chosen");
    let spots = reader.app.sentence_labels(choosing).into_iter();
    spots.map(|spot| (spot.x, spot.y, spot.label)).collect()
}

/// Chooses the sentence that begins with a word on the screen.
fn choose(reader: &mut Reader, word: &str) {
    let (x, y) = reader.find(word).unwrap_or_else(|| panic!("{word} is on the screen"));
    reader.press("v");
    let near = |spot: &&(u16, u16, String)| spot.1 == y && spot.0 <= x && x - spot.0 <= 2;
    let label = labels(reader).iter().rfind(near).expect("it has a label").2.clone();
    reader.press(&label);
}

#[test]
fn every_sentence_on_the_screen_has_a_label_that_covers_none_of_its_letters() {
    let mut reader = Reader::open(TEXT, 120, 30);
    let before = reader.buffer();
    let words = [
        "One is",
        "Two follows",
        "Three ends",
        "A second",
        "It has",
        "The note",
        "It\u{20}says",
        "Marx",
    ];
    let at: Vec<(u16, u16)> = words.iter().map(|word| reader.find(word).expect(word)).collect();
    reader.press("v");
    for ((x, y), word) in at.iter().zip(words) {
        let spots = labels(&reader);
        assert!(spots.iter().any(|spot| spot.1 == *y && spot.0 + 1 == *x), "{word}: {spots:?}");
        assert!(reader.find(word).is_some(), "{word} can be read: {}", reader.screen());
    }
    assert!(labels(&reader).iter().all(|spot| !spot.2.starts_with('v')));
    reader.press("Esc");
    assert_eq!(reader.buffer(), before);
}

#[test]
fn ends_move_by_sentences_and_words() {
    let mut reader = Reader::open(TEXT, 120, 30);
    reader.press("v v");
    assert_eq!(chosen(&reader), "One is here.");
    for (keys, words) in [
        ("j", "One is here. Two follows it, p. 3."),
        ("h", "One is here. Two follows it, p. 3"),
        ("h h", "One is here. Two follows it"),
        ("l l", "One is here. Two follows it, p. 3"),
        ("j", "One is here. Two follows it, p. 3."),
        ("o l", "is here. Two follows it, p. 3."),
        ("h", "One is here. Two follows it, p. 3."),
        ("j", "Two follows it, p. 3."),
        ("j", "Two follows it, p. 3. Three ends."),
        ("k", "Two follows it, p. 3."),
        ("k", "One is here. Two follows it, p. 3."),
    ] {
        reader.press(keys);
        assert_eq!(chosen(&reader), words, "{keys}");
    }
    // Not out of the body.
    reader.press("j j j j j j j j j j j j j");
    assert!(!chosen(&reader).contains("The note"), "{}", chosen(&reader));
}

#[test]
fn an_entry_is_chosen_whole() {
    let mut reader = Reader::open(TEXT, 120, 30);
    choose(&mut reader, "Marx, Karl");
    assert_eq!(chosen(&reader), "Marx, Karl 1867. Capital. London.");
    reader.press("h");
    assert_eq!(chosen(&reader), "Marx, Karl 1867. Capital. London");
}

#[test]
fn the_sentence_of_the_hit_is_chosen_first() {
    let mut reader = Reader::open(TEXT, 120, 30);
    reader.press("/ follows Enter v v");
    assert_eq!(chosen(&reader), "Two follows it, p. 3.");
}

#[test]
fn what_is_chosen_scrolls_into_view_and_esc_returns() {
    let mut reader = Reader::open(&book(60), 80, 16);
    reader.press("Space Space");
    let before = reader.buffer();
    reader.press("v v");
    for _ in 0..20 {
        reader.press("j");
        let end = reader.app.chosen_words().unwrap().span.end - 1;
        assert!(reader.app.spread().row_of(end).is_some(), "{}", reader.screen());
    }
    assert_ne!(reader.buffer(), before);
    reader.press("o k k k k k");
    reader.press("Esc");
    assert_eq!(reader.buffer(), before);
}

#[test]
fn a_note_is_chosen_in_beyond_the_end_of_its_box() {
    let long: String = (0..60).map(|n| format!("Sentence number {n} of a note. ")).collect();
    let text = format!("Words.[^1] And more.[^2]\n\n[^1]: {long}\n\n[^2]: Another.\n");
    for size in [(120, 20), (80, 20)] {
        let mut reader = Reader::open(&text, size.0, size.1);
        let before = reader.buffer();
        choose(&mut reader, "Sentence number 0");
        for n in 1..40 {
            reader.press("j");
            assert!(
                reader.find(&format!("number {n}")).is_some() || n < 3,
                "{n} {}",
                reader.screen()
            );
        }
        reader.press("Esc");
        assert_eq!(reader.buffer(), before, "{size:?}");
    }
}

#[test]
fn words_are_highlighted_and_the_mark_changed() {
    let mut reader = Reader::open(TEXT, 120, 30);
    let plain = reader.buffer();
    choose(&mut reader, "Two");
    reader.press("3 Enter");
    assert!(reader.app.layers().is_empty());
    let marks = reader.app.marks();
    assert_eq!(marks.len(), 1);
    assert_eq!(marks[0].annotation.anchor.exact, "Two follows it, p. 3.");
    assert_eq!(marks[0].annotation.colour, Colour::Blue);
    let (x, y) = reader.find("Two").unwrap();
    let cell = |reader: &Reader| reader.buffer().cell((x, y)).unwrap().clone();
    assert_ne!(cell(&reader).style(), plain.cell((x, y)).unwrap().style());
    // Chosen again, it is the mark that is chosen.
    choose(&mut reader, "Two");
    assert!(reader.status().contains("keeps the mark, blue"), "{}", reader.status());
    reader.press("l 5 Enter");
    let marks = reader.app.marks();
    assert_eq!((marks.len(), marks[0].annotation.colour), (1, Colour::Orange));
    assert_eq!(marks[0].annotation.anchor.exact, "Two follows it, p. 3. Three");
    choose(&mut reader, "Two");
    reader.press("x");
    assert!(reader.app.marks().is_empty());
    assert_eq!(cell(&reader).style(), plain.cell((x, y)).unwrap().style());
}

#[test]
fn words_are_copied_with_their_citation() {
    let mut reader = Reader::open(TEXT, 120, 30);
    choose(&mut reader, "Two");
    reader.press("y");
    let copied = |reader: &Reader| {
        reader.effects.iter().rev().find_map(|effect| match effect {
            Effect::Copy(words) => Some(words.clone()),
            _ => None,
        })
    };
    assert_eq!(copied(&reader).unwrap(), "“Two follows it, p. 3.” (Kropotkin 1902)");
    assert!(reader.app.layers().is_empty() && reader.status().contains("Copied: “Two"));
    reader.press("v v Y");
    assert_eq!(copied(&reader).unwrap(), "> One is here. [@kropotkin-1902]\n");
    // In the text the key is what it was.
    reader.press("y");
    assert!(reader.app.layers().is_empty());
}

#[test]
fn one_word_is_chosen_and_looked_up() {
    let mut reader = Reader::open(TEXT, 120, 30);
    reader.press("v v");
    for (keys, words) in [
        ("w", "One"),
        ("w", "is"),
        ("w w", "Two"),
        ("b", "here"),
        ("l", "here. Two"),
        ("b", "Two"),
        ("h", "here. Two"),
        ("w", "here"),
        ("b b", "One"),
        ("b", "One"),
    ] {
        reader.press(keys);
        assert_eq!(chosen(&reader), words, "{keys}");
    }
    assert!(reader.status().contains("This is the first word that can be chosen here."));
    reader.press("Esc v v w w w K");
    assert_eq!(reader.effects.last(), Some(&Effect::LookUp("here".to_owned())));
    let answer = "here: in this place.\n\x1b[2J\n  1. now\n".to_owned();
    reader.app.update(Input::Answer { words: "here".to_owned(), answer });
    assert!(reader.find("here: in this place.").is_some() && reader.find("1. now").is_some());
    assert!(!reader.screen().contains('\x1b'));
    reader.press("Esc");
    assert!(reader.app.layers().is_empty());
    // Who types something by then is not disturbed.
    reader.press("/ o");
    reader.app.update(Input::Answer { words: "here".to_owned(), answer: "late".to_owned() });
    assert!(reader.find("late").is_none() && matches!(reader.app.layers(), [Layer::Prompt(_)]));
}

#[test]
fn a_remark_is_typed_in_place_and_pasted_lines_stay() {
    let mut reader = Reader::open(TEXT, 120, 30);
    choose(&mut reader, "Two");
    reader.press("a S o");
    assert!(reader.status().contains("Remark: So"), "{}", reader.status());
    reader.input(ibid::app::Input::Paste("\nand so".to_owned()));
    assert!(reader.status().contains("So↵and so"), "{}", reader.status());
    reader.press("Enter");
    assert_eq!(reader.app.marks()[0].annotation.remark, "So\nand so");
    // Esc leaves it as it was, with the words still chosen.
    choose(&mut reader, "Two");
    reader.press("a x y Esc");
    assert!(matches!(reader.app.layers().last(), Some(Layer::Choosing(_))));
    reader.press("Esc");
    assert_eq!(reader.app.marks()[0].annotation.remark, "So\nand so");
    // An editor gives back what was written.
    choose(&mut reader, "Two");
    reader.press("a Alt-e");
    assert_eq!(reader.effects.last(), Some(&Effect::Edit("So\nand so".to_owned())));
    reader.input(ibid::app::Input::Written("Other.\n\nWords.".to_owned()));
    reader.press("Enter");
    assert_eq!(reader.app.marks()[0].annotation.remark, "Other.\n\nWords.");
}

#[test]
fn remarks_stand_at_their_line_and_are_stepped_through() {
    for (width, height) in [(120, 30), (80, 24)] {
        let mut reader = Reader::open(TEXT, width, height);
        choose(&mut reader, "Two");
        reader.input_remark("Is that so?");
        choose(&mut reader, "It has");
        reader.input_remark("More of this.");
        let (x, y) = reader.find("◆ Is that so?").expect("the remark is on the screen");
        let (_, line) = reader.find("Two follows").unwrap();
        if width > 100 {
            assert!(x > 60 && y.abs_diff(line) <= 2, "{}", reader.screen());
        }
        assert!(reader.find("◆ More of this.").is_some(), "{}", reader.screen());
        // Between them stands the reference of the note.
        reader.press("Esc ]");
        assert!(reader.status().contains("Your remark"), "{}", reader.status());
        assert!(reader.find("›").is_some_and(|at| at.1 == y), "{}", reader.screen());
        reader.press("]");
        assert!(!reader.status().contains("Your remark"), "{}", reader.status());
        reader.press("] K");
        assert!(reader.find("What is remarked on").is_some(), "{}", reader.screen());
        reader.press("Esc [ [");
        reader.press("Enter");
        assert!(reader.status().contains("Remark: Is that so?"), "{}", reader.status());
        reader.press("! Enter");
        assert!(reader.find("◆ Is that so?!").is_some(), "{}", reader.screen());
        reader.press("v");
        assert_eq!(chosen(&reader), "Two follows it, p. 3.");
        reader.press("Esc");
        assert!(reader.app.layers().is_empty());
    }
}

#[test]
fn a_text_without_notes_gets_a_column_for_remarks() {
    let mut reader = Reader::open("Words here. More words.", 120, 30);
    choose(&mut reader, "More");
    reader.input_remark("Mine.");
    assert!(reader.find("◆ Mine.").is_some(), "{}", reader.screen());
    choose(&mut reader, "More");
    reader.press("x");
    assert!(reader.find("◆").is_none(), "{}", reader.screen());
}

#[test]
fn the_list_of_marks_goes_removes_and_brings_back() {
    let mut reader = Reader::open(&book(40), 120, 30);
    reader.press("M");
    assert!(reader.screen().contains("Nothing is marked"), "{}", reader.screen());
    reader.press("Esc v v Enter G v v 2 Enter g");
    choose(&mut reader, "Paragraph 2");
    reader.input_remark("Of the second");
    reader.press("M");
    let rows =
        |reader: &Reader, word: &str| reader.rows().iter().filter(|row| row.contains(word)).count();
    assert!(rows(&reader, "yellow") == 2 && rows(&reader, "green") == 1, "{}", reader.screen());
    // Typing filters, in remarks as well; Enter goes there.
    reader.press("s e c o n d");
    assert_eq!(rows(&reader, "yellow"), 1, "{}", reader.screen());
    reader.press("Enter");
    assert!(reader.app.layers().is_empty() && reader.status().contains("Your remark"));
    reader.press("M Alt-d");
    assert_eq!(reader.app.marks().len(), 2);
    assert!(rows(&reader, "removed") == 1, "{}", reader.screen());
    reader.press("End Alt-d");
    assert_eq!(reader.app.marks().len(), 3);
    assert!(rows(&reader, "removed") == 0, "{}", reader.screen());
    reader.press("Home Alt-y");
    assert!(matches!(reader.effects.last(), Some(Effect::Copy(words)) if words.starts_with('“')));
    // The side panel has them too.
    reader.press("Esc s Ctrl-Left");
    assert!(
        rows(&reader, "Marks") >= 1 && rows(&reader, "Of the second") >= 1,
        "{}",
        reader.screen()
    );
}

#[test]
fn an_orphan_is_first_and_can_be_set_again() {
    let mut reader = Reader::open(TEXT, 120, 30);
    choose(&mut reader, "Two");
    reader.input_remark("Kept.");
    choose(&mut reader, "One");
    reader.press("Enter");
    let mut marks = reader.app.marks().to_vec();
    let lost = marks.iter_mut().find(|mark| !mark.annotation.remark.is_empty()).unwrap();
    lost.at = ibid::anchor::Whereabouts::Nowhere;
    lost.annotation.anchor.exact = "Two things follow the second".to_owned();
    lost.annotation.section = Some("Of Two".to_owned());
    marks.sort_by_key(|mark| mark.at.span().map(|span| span.start));
    let of = std::sync::Arc::clone(reader.app.text());
    reader.input(ibid::app::Input::Marks { of, marks });
    reader.press("M");
    let first = reader.rows().into_iter().find(|row| row.contains("not found")).unwrap();
    assert!(first.contains("Of Two") && first.contains("Two things follow"), "{first}");
    reader.press("Home Enter");
    assert!(reader.app.layers().is_empty());
    assert!(reader.status().contains("p puts the mark on them"), "{}", reader.status());
    choose(&mut reader, "A second");
    assert!(reader.status().contains("p puts the lost mark here"), "{}", reader.status());
    reader.press("p");
    let marks = reader.app.marks();
    assert!(marks.iter().all(|mark| mark.at.span().is_some()));
    assert!(marks.iter().any(|mark| mark.annotation.anchor.exact == "A second paragraph."));
}

#[test]
fn the_mouse_drawn_over_words_chooses_them_and_a_click_stays_a_click() {
    use ibid::app::{Input, MouseAct};
    let mut reader = Reader::open(TEXT, 120, 30);
    let before = reader.buffer();
    let (x, y) = reader.find("wo follows").unwrap();
    let act = |reader: &mut Reader, act, x, y| _ = reader.input(Input::Mouse { act, x, y });
    act(&mut reader, MouseAct::Click, x, y);
    act(&mut reader, MouseAct::Drag, x + 5, y);
    assert_eq!(chosen(&reader), "Two follows");
    act(&mut reader, MouseAct::Drag, x + 14, y);
    act(&mut reader, MouseAct::Release, x + 14, y);
    assert_eq!(chosen(&reader), "Two follows it");
    reader.press("j");
    assert_eq!(chosen(&reader), "Two follows it, p. 3.");
    reader.press("Esc");
    assert_eq!(reader.buffer(), before);
    // In a note, from its end; what the click did is taken back.
    let (x, y) = reader.find("says more").unwrap();
    act(&mut reader, MouseAct::Click, x + 8, y);
    act(&mut reader, MouseAct::Drag, x, y);
    assert_eq!(chosen(&reader), "says more");
    act(&mut reader, MouseAct::Release, x, y);
    reader.press("Enter");
    assert!(reader.app.note_in_hand().is_none());
    act(&mut reader, MouseAct::Click, x, y);
    act(&mut reader, MouseAct::Release, x, y);
    assert!(reader.app.note_in_hand().is_some());
}

#[test]
fn a_source_is_copied_from_its_list_and_its_view() {
    let text = "Words (Marx 1867a).\n\n## References\n\n- Marx, Karl 1867a. *Capital*. London.\n- — \
                1867b. *Other*. Berlin.\n";
    let mut reader = Reader::open(text, 120, 30);
    reader.press("r Down Alt-y");
    let last = |reader: &Reader| reader.effects.last().cloned();
    assert_eq!(last(&reader), Some(Effect::Copy("Marx, Karl 1867b. Other. Berlin.".to_owned())));
    reader.press("Up Enter Alt-Y");
    assert_eq!(last(&reader), Some(Effect::CopyBibtex(ibid::doc::ReferenceId(0))));
    reader.press("Alt-y");
    assert_eq!(last(&reader), Some(Effect::Copy("Marx, Karl 1867a. Capital. London.".to_owned())));
}

#[test]
fn what_another_edition_has_is_offered_first_and_taken_over_by_choosing_it() {
    let mut reader = Reader::open(TEXT, 120, 30);
    choose(&mut reader, "Two follows");
    reader.press("Enter");
    let offer =
        Offer { id: "work".to_owned(), title: Some("An Edition".to_owned()), count: 3, share: 0.7 };
    let of = reader.app.text().clone();
    reader.input(Input::Offers { of, offers: vec![offer] });
    reader.press("M");
    let row = reader.rows().into_iter().find(|row| row.contains("offered")).expect("a row of it");
    assert!(row.contains("3 marks offered") && row.contains("An Edition"), "{row}");
    reader.press("Tab").press("Home").press("Enter");
    let taken = Effect::Mark(Marking::TakeOver("work".to_owned()));
    assert!(reader.effects.contains(&taken), "{:?}", reader.effects);
    reader.press("Esc").press("M");
    assert!(!reader.screen().contains("offered"), "{}", reader.screen());
}

#[test]
fn the_marks_of_all_texts_are_listed_and_lead_into_them() {
    let mut reader = Reader::open(TEXT, 120, 30);
    choose(&mut reader, "Two");
    reader.press("Enter M Alt-a");
    assert_eq!(reader.effects.last(), Some(&Effect::ListMarks));
    assert!(reader.screen().contains("Looking through the marks"), "{}", reader.screen());
    let words = |exact: &str, origin: &str| MarkedWords {
        place: "p. 7 · Of bees".to_owned(),
        remark: "So\u{1b}[31m it is".to_owned(),
        goal: Goal {
            origin: origin.to_owned(),
            at: GoalAt::Words {
                words: Box::new(Anchor { exact: exact.to_owned(), ..Anchor::default() }),
                search: None,
            },
        },
        ..MarkedWords::default()
    };
    let text =
        |title: &str, there, mark| MarkedText { title: title.to_owned(), there, marks: vec![mark] };
    let texts = vec![
        text("Lost", false, words("They are gone.", "")),
        text("Bees", true, words("They swarm.", "/bees.md")),
    ];
    reader.input(Input::AllMarks(texts));
    let screen = reader.screen();
    for shown in
        ["Marks of all texts", "Bees", "They swarm.", "So\u{241b}[31m it is", "p. 7 · Of bees"]
    {
        assert!(screen.contains(shown), "{shown}: {screen}");
    }
    assert!(!screen.contains('\u{1b}'));
    // Words of a text nobody knows the file of lead nowhere, and that is said.
    let before = reader.effects.len();
    reader.press("Enter");
    assert_eq!(reader.effects.len(), before);
    assert!(reader.screen().contains("No file of that text is known"), "{}", reader.screen());
    reader.press("Alt-y");
    assert_eq!(reader.effects.last(), Some(&Effect::Copy("“They are gone.”".to_owned())));
    reader.press("s w a r m Enter");
    let Some(Effect::OpenGoal(goal)) = reader.effects.last() else {
        panic!("{:?}", reader.effects)
    };
    assert_eq!(goal.origin, "/bees.md");
    // The way back from there leads to the list, and from it to the marks of this text.
    let bees = std::sync::Arc::new(Text::new(ibid::read::markdown("bees.md", "They swarm.")));
    reader.input(Input::Opened { text: bees, place: 0 });
    assert!(reader.screen().contains("They swarm.") && reader.app.layers().is_empty());
    reader.press("Backspace");
    assert!(reader.screen().contains("Marks of all texts"), "{}", reader.screen());
    reader.press("Alt-a");
    assert!(
        reader.screen().contains("Two follows it")
            && !reader.screen().contains("all texts\u{20}\u{20}")
    );
    assert!(matches!(reader.app.layers(), [Layer::Picker(list)] if list.is_of_marks()));
}

#[test]
fn what_the_file_carries_is_shown_as_of_another_and_taken_over_by_choosing_it() {
    let mut reader = Reader::open(TEXT, 120, 30);
    let plain = reader.buffer();
    choose(&mut reader, "Two");
    reader.input_remark("As she says.");
    let own = reader.buffer();
    let mut mark = reader.app.marks()[0].clone();
    mark.carried = true;
    let of = std::sync::Arc::clone(reader.app.text());
    let offer = Offer { id: ibid::marks::CARRIED.to_owned(), title: None, count: 1, share: 1.0 };
    reader.input(Input::Marks { of: of.clone(), marks: vec![mark] });
    reader.input(Input::Offers { of, offers: vec![offer] });
    assert!(reader.find("◇ As she says.").is_some(), "{}", reader.screen());
    let (x, y) = reader.find("Two").unwrap();
    let look = |buffer: &ratatui::buffer::Buffer| buffer.cell((x, y)).unwrap().style();
    assert!(look(&reader.buffer()) != look(&plain) && look(&reader.buffer()) != look(&own));
    reader.press("M");
    let screen = reader.screen();
    assert!(screen.contains("carried by the file itself") && screen.contains("◇ "), "{screen}");
    reader.press("Enter");
    let taken = Effect::Mark(Marking::TakeOver(ibid::marks::CARRIED.to_owned()));
    assert_eq!(reader.effects.last(), Some(&taken));
    assert!(!reader.screen().contains("carried by the file"), "{}", reader.screen());
}

#[test]
fn a_click_on_words_with_a_remark_chooses_it() {
    let mut reader = Reader::open(TEXT, 120, 30);
    choose(&mut reader, "Two");
    reader.input_remark("As she says.");
    let (x, y) = reader.find("follows").unwrap();
    reader.input(Input::Mouse { act: ibid::app::MouseAct::Click, x, y });
    reader.input(Input::Mouse { act: ibid::app::MouseAct::Release, x, y });
    let focus = reader.app.focus().expect("the remark is chosen");
    assert!(matches!(focus.link, ibid::layout::Link::Remark(0)), "{focus:?}");
    // Beside the words nothing is chosen anew.
    reader.press("Esc");
    let (x, y) = reader.find("Three").unwrap();
    reader.input(Input::Mouse { act: ibid::app::MouseAct::Click, x, y });
    assert_eq!(reader.app.focus(), None);
}
