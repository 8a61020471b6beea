//! Words that are chosen, marked, remarked on and copied.

use crate::support::{Reader, book};
use ibid::app::{Effect, Layer};
use ibid::marks::Colour;

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
