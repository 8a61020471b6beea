//! A note is read where it stands.

use std::fmt::Write as _;

use ibid::app::Held;

use crate::support::Reader;

/// Notes of 1 to 90 lines, some with a citation in their last words, in a text of many lines.
fn noted() -> String {
    let mut text = String::new();
    for n in 1..40 {
        _ = write!(text, "Paragraph {n} {}.[^{n}]\n\n", "has its words ".repeat(5 + n * 7 % 23));
    }
    for n in 1..40 {
        let words = "explains it ".repeat(1 + n * 11 % 29 * if n % 7 == 0 { 12 } else { 1 });
        _ = write!(text, "[^{n}]: Note {n} begins. {words} (Kropotkin 1902) end{n}.\n\n");
    }
    text + "## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London, Heinemann\n"
}

/// A text of which the one note has more rows than any screen here.
fn long() -> String {
    let words: Vec<String> = (0..900).map(|n| format!("w{n:03}")).collect();
    format!(
        "Text.[^1]\n\n{}[^1]: {} (Kropotkin 1902) {}\n\n## References\n\n\
         - Kropotkin, Peter 1902. *Mutual Aid*. London\n",
        "More.\n\n".repeat(60),
        words[..600].join(" "),
        words[600..].join(" ")
    )
}

#[test]
fn enter_gives_the_note_the_keys_and_esc_returns() {
    for (width, height) in [(120, 40), (80, 24), (200, 60), (100, 12)] {
        let mut reader = Reader::open(&long(), width, height);
        reader.press("]");
        let before = reader.buffer();
        let cut = reader.screen();
        assert!(cut.contains("more lines"), "{cut}");
        reader.press("Enter");
        assert_eq!(reader.app.steps_back(), 0, "the text is where it was");
        assert!(reader.rows()[0].contains("Text.¹"), "{}", reader.screen());
        // Line by line: what comes in below was not there before.
        assert!(reader.screen().contains("w000"));
        reader.press("j j");
        assert!(reader.screen().contains("… 3 lines above"), "{}", reader.screen());
        assert!(!reader.screen().contains("w000"));
        reader.press("G");
        let screen = reader.screen();
        assert!(screen.contains("w899") && !screen.contains("more line"), "{screen}");
        assert!(reader.press("j").status().contains("The note ends here"), "{}", reader.status());
        for close in ["Esc", "Backspace", "q", "Ctrl-C", "Ctrl-O"] {
            reader.press(close);
            assert!(reader.app.layers().is_empty());
            assert_eq!(reader.buffer(), before, "{close}: {}", reader.screen());
            reader.press("Enter Space");
        }
        assert!(reader.effects.is_empty());
    }
}

#[test]
fn every_word_of_a_long_note_can_be_read_by_pages() {
    for (width, height) in [(120, 40), (80, 24), (100, 12)] {
        let mut reader = Reader::open(&long(), width, height);
        reader.press("] Enter");
        let mut seen = String::new();
        while !reader.status().contains("ends here") {
            seen += &reader.screen();
            reader.press("Space");
        }
        for n in 0..900 {
            assert!(seen.contains(&format!("w{n:03}")), "w{n:03} at {width}×{height}");
        }
        // And back to its beginning.
        reader.press("b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b b");
        assert!(reader.screen().contains("w000"));
    }
}

#[test]
fn the_box_takes_the_column_and_the_line_stays() {
    let mut reader = Reader::open(&long(), 120, 30);
    let (_, line) = reader.find("Text.").unwrap();
    reader.press("] Enter");
    assert_eq!(reader.find("Text.").unwrap().1, line);
    let shown = reader.app.spread().notes.into_iter().next().unwrap();
    assert_eq!((shown.area.y, shown.area.height), (0, 29));
    // At the foot it takes the rows below its line.
    let mut reader = Reader::open(&long(), 70, 30);
    reader.press("] Enter");
    let shown = reader.app.spread().notes.into_iter().next().unwrap();
    assert!(shown.area.height > 20 && reader.screen().contains("Text.¹"), "{}", reader.screen());
}

#[test]
fn where_the_note_stands_whole_no_note_moves() {
    let mut whole = 0;
    for (width, height) in [(120, 40), (80, 24), (200, 60)] {
        let mut reader = Reader::open(&noted(), width, height);
        for _ in 0..12 {
            reader.press("]");
            let places = |reader: &Reader| -> Vec<_> {
                reader.app.spread().notes.iter().map(|note| (note.note, note.area)).collect()
            };
            let before = reader.app.spread();
            let cut = before.notes.iter().any(|note| note.held != Held::Not && note.more > 0);
            let before = places(&reader);
            reader.press("Enter");
            if !cut && !reader.app.layers().is_empty() {
                assert_eq!(places(&reader), before, "{}", reader.screen());
                whole += 1;
            }
            reader.press("Esc");
        }
    }
    assert!(whole > 20, "{whole} notes stood whole");
}

#[test]
fn tab_goes_round_the_links_of_the_note_wherever_they_are() {
    for (width, height) in [(120, 30), (80, 24)] {
        let mut reader = Reader::open(&long(), width, height);
        reader.press("] Enter Tab");
        assert!(reader.screen().contains("(Kropotkin 1902)"), "{}", reader.screen());
        assert!(reader.status().contains("Mutual Aid"), "{}", reader.status());
        reader.press("Enter");
        assert!(reader.screen().contains("Kropotkin, Peter 1902"), "{}", reader.screen());
        // Closing the list leads back into the note.
        reader.press("Esc");
        assert!(reader.screen().contains("(Kropotkin 1902)"), "{}", reader.screen());
        reader.press("Esc");
        assert!(reader.rows()[0].contains("Text.¹"));
        // From where the list leads to, the way back is through the list to the note.
        reader.press("Enter Tab Enter Enter Backspace");
        assert!(reader.screen().contains("Kropotkin, Peter 1902"), "{}", reader.screen());
        reader.press("Esc");
        assert!(reader.app.note_in_hand().is_some());
    }
}

#[test]
fn a_link_of_the_note_can_be_peeked_at() {
    let mut reader = Reader::open(&long(), 120, 30);
    reader.press("] Enter K");
    assert!(reader.status().contains("Tab chooses a link"), "{}", reader.status());
    reader.press("Tab K");
    assert!(reader.screen().contains("─ cited once ─"), "{}", reader.screen());
    reader.press("Esc");
    assert!(reader.app.note_in_hand().is_some());
}

#[test]
fn a_second_enter_goes_to_the_note_among_the_notes() {
    let mut reader = Reader::open(&noted(), 120, 30);
    reader.press("] ] Enter Enter");
    assert_eq!(reader.app.steps_back(), 1);
    assert!(reader.app.place() > 3000);
    reader.press("Enter");
    assert!(reader.screen().contains("Paragraph 2 "), "{}", reader.screen());
    reader.press("Backspace Backspace");
    assert!(reader.app.note_in_hand().is_some(), "back where the second Enter was pressed");
    reader.press("Backspace");
    assert!(reader.app.layers().is_empty());
    // With notes hidden, and on a screen that has no room for them, the first does.
    let mut reader = Reader::open(&noted(), 120, 30);
    reader.press("p ] Enter");
    assert_eq!((reader.app.steps_back(), reader.app.layers().len()), (1, 0));
    let mut reader = Reader::open(&noted(), 80, 5);
    reader.press("] Enter");
    assert_eq!((reader.app.steps_back(), reader.app.layers().len()), (1, 0));
}

#[test]
fn brackets_read_note_after_note_and_esc_returns_to_where_that_began() {
    for (width, height) in [(120, 30), (80, 24)] {
        let mut reader = Reader::open(&noted(), width, height);
        reader.press("4j ]");
        let (before, place) = (reader.buffer(), reader.app.place());
        reader.press("Enter");
        let first = reader.app.note_in_hand().map(|read| read.note).unwrap();
        for n in 1..12 {
            reader.press("]");
            let read = reader.app.note_in_hand().expect("a note is read");
            assert_eq!(read.note.0, first.0 + n);
            let label = first.0 + n + 1;
            assert!(reader.screen().contains(&format!("Note {label} begins.")), "{label}");
            assert!(reader.screen().contains(&format!("Paragraph {label} ")), "{label}");
        }
        reader.press("[ [");
        assert_eq!(reader.app.note_in_hand().unwrap().note.0, first.0 + 9);
        assert_eq!(reader.app.steps_back(), 0);
        reader.press("Esc");
        assert_eq!((reader.buffer(), reader.app.place()), (before, place));
        reader.press("Enter 9 [ [ [");
        assert!(reader.status().contains("no note before"), "{}", reader.status());
    }
}

#[test]
fn what_lies_over_the_text_leaves_the_note_and_what_moves_the_text_lets_go() {
    let mut reader = Reader::open(&noted(), 120, 30);
    reader.press("] ] Enter");
    for keys in ["? Esc", "c Esc", "r Esc", "! Esc", "= Esc", "T"] {
        reader.press(keys);
        assert!(reader.app.note_in_hand().is_some(), "{keys}");
    }
    reader.press("] ] ] ] ] ] ]");
    let moved = reader.app.place();
    assert!(moved > 0);
    reader.press("/ paragraph Space 9");
    assert!(reader.app.note_in_hand().is_none());
    reader.press("Esc");
    assert_eq!(reader.app.place(), moved);
    // The way back leads into the note that was read, and from there to where that began.
    reader.press("Backspace");
    assert!(reader.app.note_in_hand().is_some());
    reader.press("Esc");
    assert_eq!(reader.app.place(), 0);
}

#[test]
fn the_note_that_is_chosen_is_marked_beside_the_text() {
    for (width, height) in [(120, 30), (80, 24)] {
        let mut reader = Reader::open(&noted(), width, height);
        assert!(!reader.screen().contains("› 2"), "{}", reader.screen());
        reader.press("] ]");
        assert!(reader.screen().contains("› 2 Note 2"), "{}", reader.screen());
        reader.press("Enter");
        assert!(reader.screen().contains("┃ 2 Note 2"), "{}", reader.screen());
        // Without colour, too, label and reference are reversed.
        let reversed = |reader: &Reader, word: &str| {
            let (x, y) = reader.find(word).unwrap();
            let buffer = reader.buffer();
            let style = buffer.cell((x, y)).unwrap().modifier;
            style.contains(ratatui::style::Modifier::REVERSED)
        };
        assert!(reversed(&reader, "2 Note 2") && reversed(&reader, "²"));
    }
}

#[test]
fn a_resize_keeps_the_note_or_gives_the_keys_back() {
    let mut reader = Reader::open(&noted(), 120, 30);
    reader.press("] ] Enter").resize(80, 24);
    assert!(reader.app.note_in_hand().is_some());
    reader.press("]").resize(80, 4);
    assert!(reader.app.note_in_hand().is_none());
    reader.press("j");
    reader.resize(120, 30).press("] Enter").resize(130, 40).press("Esc");
    assert!(reader.app.layers().is_empty());
}
