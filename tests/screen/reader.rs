//! The reader as a whole: typed keys → what the screen shows.

use crate::support::{COMPANION, Reader, keys_of};
use ibid::app::{Effect, Input, Theme};
use ibid::view::{Look, draw};
use proptest::prelude::*;

/// A text with `count` paragraphs, each with a note, sections every ten, and a bibliography.
fn book(count: usize) -> String {
    let mut text = String::from("---\ntitle: A Book\nauthor: Ann Author\n---\n\n");
    for n in 1..=count {
        if n % 10 == 1 {
            text += &format!("## Part {}\n\n", n / 10 + 1);
        }
        text += &format!(
            "Paragraph {n} says something at such length that it fills a line and a half.[^{n}] It \
             also cites somebody (Kropotkin 1902) and ends.\n\n"
        );
    }
    for n in 1..=count {
        text += &format!("[^{n}]: Note {n} explains.\n\n");
    }
    text + "## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London, Heinemann\n"
}

#[test]
fn notes_stand_beside_their_lines() {
    let reader = Reader::open(&book(5), 120, 40);
    let rows = reader.rows();
    for n in 1..=3 {
        let row = rows.iter().find(|row| row.contains("half.¹")).expect("a reference");
        assert!(row.contains("1 Note 1 explains."), "{row}");
        assert!(rows.iter().any(|row| row.contains(&format!("{n} Note {n} explains."))));
    }
}

#[test]
fn notes_stand_at_the_foot_of_a_narrow_screen() {
    let reader = Reader::open(&book(5), 80, 24);
    let rows = reader.rows();
    let rule = rows.iter().position(|row| row.trim().starts_with("────")).expect("a rule");
    assert!(rows[rule + 1].contains("1 Note 1 explains."));
    // Only notes of lines that are on the screen.
    let shown = rows[..rule].iter().filter(|row| row.contains("Paragraph")).count();
    let notes = rows[rule..].iter().filter(|row| row.contains("explains.")).count();
    assert!(notes <= shown && notes >= shown - 1, "{}", reader.screen());
}

#[test]
fn notes_follow_the_text() {
    let mut reader = Reader::open(&book(50), 120, 20);
    reader.press("G Ctrl-B Ctrl-B");
    let screen = reader.screen();
    assert!(!screen.contains("Note 1 explains"), "{screen}");
}

#[test]
fn a_long_note_says_so_and_opens_in_full() {
    let long = "word ".repeat(600);
    let source = format!("Text.[^1]\n\nMore.\n\n[^1]: {long}last");
    let mut reader = Reader::open(&source, 120, 20);
    assert!(reader.screen().contains("more lines"), "{}", reader.screen());
    reader.press("] Enter Enter");
    assert!(reader.screen().contains("Notes"), "{}", reader.screen());
    reader.press("G");
    assert!(reader.screen().contains("last"));
    reader.press("Backspace Backspace");
    assert!(reader.screen().contains("Text.¹"));
}

#[test]
fn the_status_line_names_where_the_reader_is() {
    let mut reader = Reader::open(&book(3), 80, 24);
    assert!(reader.status().contains("A Book · Part 1"), "{}", reader.status());
    reader.press("] Enter Enter");
    // The end of the body is at the top of the screen, and the note below it.
    assert!(reader.status().contains("A Book · Notes"), "{}", reader.status());
    reader.press("Backspace Esc");
    assert!(reader.status().contains("A Book · Part 1"), "{}", reader.status());
    reader.press("/ explains Enter");
    assert!(reader.status().contains("A Book · Notes"), "{}", reader.status());
}

#[test]
fn brackets_go_from_reference_to_reference_wherever_it_is() {
    let mut reader = Reader::open(&book(60), 80, 24);
    for n in 1..=60 {
        reader.press("]");
        let screen = reader.screen();
        assert!(screen.contains(&format!("Paragraph {n} ")), "{n}: {screen}");
    }
    reader.press("]");
    assert!(reader.status().contains("no note reference after"), "{}", reader.status());
    for n in (1..60).rev() {
        reader.press("[");
        assert!(reader.screen().contains(&format!("Paragraph {n} ")), "{n}");
    }
    reader.press("[");
    assert!(reader.status().contains("no note reference before"));
}

#[test]
fn several_notes_at_one_place_are_stepped_through() {
    let source = "One.[^1][^2][^3] Two.[^4]\n\n[^1]: a\n\n[^2]: b\n\n[^3]: c\n\n[^4]: d";
    let mut reader = Reader::open(source, 80, 24);
    for note in ["a", "b", "c", "d"] {
        reader.press("] Enter Enter");
        let focus = reader.app.focus().expect("the label of the note is chosen");
        let ibid::layout::Link::NoteLabel(id) = focus.link else { panic!("{focus:?}") };
        let text = reader.app.text();
        assert_eq!(text.document.words(text.document.note(id).span), note);
        reader.press("Backspace Esc");
    }
}

#[test]
fn enter_goes_to_the_note_and_from_it_to_its_references() {
    let mut reader = Reader::open(&book(40), 120, 30);
    reader.press("] ] Enter Enter");
    assert!(reader.screen().contains("Note 2 explains."));
    assert!(reader.app.place() > 3000);
    reader.press("Enter");
    assert!(reader.screen().contains("Paragraph 2 "));
    reader.press("Backspace Backspace");
    assert_eq!(reader.app.place(), 0);
    assert_eq!(reader.app.steps_back(), 0);
}

#[test]
fn a_note_referred_to_twice_lists_both_places() {
    let source = "First place.[^x]\n\nSecond place.[^x]\n\n[^x]: The note.";
    let mut reader = Reader::open(source, 80, 24);
    reader.press("] Enter Enter Enter");
    let screen = reader.screen();
    assert!(screen.contains("is referred to from"), "{screen}");
    assert!(screen.contains("First place.") && screen.contains("Second place."));
    reader.press("Down Enter");
    assert!(reader.app.layers().is_empty());
    assert!(reader.screen().contains("Second place."));
}

#[test]
fn a_missing_note_is_shown_and_said() {
    let mut reader = Reader::open("Text.[^gone]", 80, 24);
    assert!(reader.screen().contains("Text.[gone]"), "{}", reader.screen());
    reader.press("Tab Enter");
    assert!(reader.status().contains("no such note"));
}

#[test]
fn tab_goes_round_the_links_on_screen() {
    let source = "A[^1] [web](https://example.org) b [in](#there).\n\n# There {#there}\n\n[^1]: N";
    let mut reader = Reader::open(source, 80, 24);
    reader.press("Tab Tab");
    assert!(reader.status().contains("https://example.org"));
    reader.press("Enter");
    assert_eq!(reader.effects, [Effect::Browse("https://example.org".to_owned())]);
    reader.press("Tab Enter");
    assert_eq!(reader.app.steps_back(), 1);
    reader.press("Backspace");
    assert_eq!(reader.app.steps_back(), 0);
}

#[test]
fn contents_filters_and_goes() {
    let mut reader = Reader::open(&book(60), 80, 24);
    reader.press("}");
    reader.press("} } c");
    let screen = reader.screen();
    assert!(screen.contains("• Part 3"), "{screen}");
    reader.press("part Space 5 Enter");
    assert!(reader.rows()[0].contains("Part 5"), "{}", reader.screen());
    reader.press("Backspace");
    assert!(reader.screen().contains("› part 5"), "back to the list as it was");
    reader.press("Esc");
    assert!(reader.app.layers().is_empty());
}

#[test]
fn search_as_you_type_and_return() {
    let mut reader = Reader::open(&book(60), 80, 24);
    reader.press("Space");
    let place = reader.app.place();
    reader.press("/ note Space 4 2");
    assert!(reader.screen().contains("Note 42 explains"), "{}", reader.screen());
    assert!(reader.status().contains("1 of 1"), "{}", reader.status());
    reader.press("Esc");
    assert_eq!(reader.app.place(), place);
    assert!(reader.app.found().is_none());
    reader.press("/ paragraph Space 3 Enter");
    // The first hit from where the search began, which was the second page.
    assert!(reader.status().contains("2 of 11"), "{}", reader.status());
    reader.press("n n");
    assert!(reader.status().contains("4 of 11"));
    reader.press("N N N");
    assert!(reader.status().contains("1 of 11"), "{}", reader.status());
    reader.press("N");
    assert!(reader.status().contains("11 of 11"), "{}", reader.status());
    assert!(reader.status().contains("on from its end"));
    while reader.app.steps_back() > 0 {
        reader.press("Backspace");
    }
    assert_eq!(reader.app.place(), place);
}

#[test]
fn search_spans_line_breaks_and_folds() {
    let filler = "filler ".repeat(8);
    let mut reader = Reader::open(&format!("{filler}the “coöperative\nmovement” begins."), 60, 24);
    reader.press("/ \"cooperative Space movement\"");
    assert!(reader.status().contains("1 of 1"), "{}", reader.status());
}

#[test]
fn regular_expressions_and_their_errors() {
    let mut reader = Reader::open(&book(12), 80, 24);
    reader.press("/ ( Ctrl-R");
    assert!(reader.status().contains("regex /("), "{}", reader.status());
    assert!(reader.status().contains("not complete"), "{}", reader.status());
    reader.press("Backspace ^Paragraph Space 1 [0-2] Enter");
    assert!(reader.status().contains("1 of 3"), "{}", reader.status());
}

#[test]
fn nothing_found_is_said_and_nothing_moves() {
    let mut reader = Reader::open(&book(12), 80, 24);
    reader.press("Space");
    let place = reader.app.place();
    reader.press("/ quetzal");
    assert!(reader.status().contains("Not in this text"));
    reader.press("Enter");
    assert_eq!(reader.app.place(), place);
    assert_eq!(reader.app.steps_back(), 0);
}

#[test]
fn hits_are_listed_with_context_and_section() {
    let mut reader = Reader::open(&book(30), 100, 24);
    reader.press("/ explains Enter & ");
    let screen = reader.screen();
    assert!(screen.contains("30 hits for “explains”"), "{screen}");
    assert!(screen.contains("Note 3") && screen.contains("Note 3 explains."));
    reader.press("Down Enter");
    assert!(reader.status().contains("2 of 30"), "{}", reader.status());
}

#[test]
fn hits_tick_the_scrollbar() {
    let mut reader = Reader::open(&book(60), 80, 24);
    reader.press("/ Paragraph Enter");
    let buffer = reader.buffer();
    let ticks = (0..23).filter(|&y| buffer.cell((79, y)).unwrap().symbol() == "━").count();
    assert!(ticks > 10, "{ticks}");
}

#[test]
fn the_measure_can_be_changed_and_the_place_stays() {
    let mut reader = Reader::open(&book(60), 140, 30);
    reader.press("Space Space");
    let (place, row) = (reader.app.place(), reader.rows()[0].clone());
    reader.press("+ + + + + -");
    assert_eq!(reader.app.place(), place);
    reader.press("- - - - -");
    assert_eq!(reader.app.place(), place);
    reader.press("+");
    assert_eq!(reader.rows()[0], row);
}

#[test]
fn a_table_too_wide_scrolls_sideways() {
    let cells: Vec<String> = (0..12).map(|n| format!("{}{n}", "column".repeat(3))).collect();
    let row = cells.join(" | ");
    let rule = ["---"; 12].join(" | ");
    let mut reader = Reader::open(&format!("| {row} |\n| {rule} |\n| {row} |"), 80, 24);
    assert!(reader.rows()[0].contains('›'), "{}", reader.screen());
    assert!(!reader.screen().contains("column11"));
    for _ in 0..40 {
        reader.press("Right");
    }
    assert!(reader.screen().contains("column11"), "{}", reader.screen());
    assert!(reader.rows()[0].contains('‹'));
    for _ in 0..40 {
        reader.press("Left");
    }
    assert!(reader.screen().contains("column0"));
}

#[test]
fn back_is_where_a_table_was_scrolled_to() {
    let cells: Vec<String> = (0..12).map(|n| format!("{}{n}", "column".repeat(3))).collect();
    let (row, rule) = (cells.join(" | "), ["---"; 12].join(" | "));
    let mut reader = Reader::open(&format!("| {row} |\n| {rule} |\n\n{}", book(9)), 80, 24);
    reader.press("Right Right");
    let screen = reader.screen();
    reader.press("G Backspace");
    assert_eq!(reader.screen(), screen);
}

#[test]
fn clicks_choose_links_and_the_wheel_scrolls() {
    let mut reader = Reader::open(&book(40), 120, 30);
    let (x, y) = reader.find("¹").expect("a reference");
    reader.click(x, y);
    assert!(reader.screen().contains("› 1 Note 1 explains."));
    assert_eq!(reader.app.steps_back(), 0);
    reader.press("Enter Enter");
    assert_eq!(reader.app.steps_back(), 1);
    reader.press("Backspace Backspace");
    reader.input(Input::Mouse { act: ibid::app::MouseAct::WheelDown, x: 5, y: 5 });
    assert!(reader.app.place() > 0 || reader.rows()[0].is_empty());
}

#[test]
fn help_names_every_key() {
    let mut reader = Reader::open(&book(4), 120, 180);
    reader.press("?");
    let screen = reader.screen();
    for group in ibid::app::command::TABLE {
        for row in group.told() {
            let first = row.keys[0].to_string();
            assert!(screen.contains(&first), "{first}");
        }
    }
    reader.press("Esc");
    assert!(reader.app.layers().is_empty());
}

#[test]
fn tiny_screens_work() {
    for (width, height) in [(1, 1), (10, 3), (2, 40), (200, 1), (19, 7), (5, 2)] {
        let mut reader = Reader::open(&book(20), width, height);
        for key in ["Space", "]", "Enter", "c", "Esc", "r", "x", "Esc", "/", "a", "Enter", "?", "q"]
        {
            reader.press(key);
            let look = Look::new(Theme::Terminal, true);
            let cursor = draw(&reader.app, &mut reader.buffer(), &look);
            assert!(cursor.is_none_or(|(x, y)| x < width && y < height), "{width}×{height}");
        }
    }
}

#[test]
fn empty_texts_open() {
    for source in ["", "\n\n", "---\ntitle: Only metadata\n---\n", "[^1]: only a note"] {
        let mut reader = Reader::open(source, 80, 24);
        for key in [
            "j", "G", "g", "]", "[", "Tab", "Enter", "c", "Esc", "r", "Esc", "/", "x", "Enter", "=",
        ] {
            reader.press(key);
            reader.buffer();
        }
    }
}

#[test]
fn a_frame_lays_out_no_more_than_it_shows() {
    let reader = Reader::open(&book(5000), 120, 40);
    reader.buffer();
    assert!(reader.app.laid_out() < 120, "{}", reader.app.laid_out());
    let mut reader = Reader::open(&book(5000), 120, 40);
    reader.press("G");
    reader.buffer();
    assert!(reader.app.laid_out() < 300, "{}", reader.app.laid_out());
}

#[test]
fn nothing_of_a_text_acts_on_the_terminal() {
    let hostile = "# T\x1b]0;x\x07\n\nA\x1b[31m b\u{202e}c\u{9b}5m [l\x1b](http://x\x1b[2J) d[^\x1b]\n\n\
                   [^\x1b]: n\x00\x08\n\n```\n\x1b[2J\ttab\n```\n";
    for (width, height) in [(80, 24), (120, 40), (10, 3)] {
        let mut reader = Reader::open(hostile, width, height);
        for key in ["j", "Tab", "Tab", "Tab", "Enter", "c", "Esc", "/", "\x1b", "Enter", "&"] {
            reader.press(key);
            for cell in reader.buffer().content() {
                assert!(
                    cell.symbol().chars().all(|c| !c.is_control()
                        && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')),
                    "{:?}",
                    cell.symbol()
                );
            }
        }
    }
}

#[test]
fn the_companion_can_be_read_to_its_end() {
    for (width, height) in [(80, 24), (120, 40), (200, 60), (40, 12)] {
        let mut reader = Reader::open(COMPANION, width, height);
        let mut last = None;
        let mut pages = 0;
        while last != Some(reader.app.place()) {
            last = Some(reader.app.place());
            reader.press("Space");
            pages += 1;
            assert!(pages < 2000, "never ends");
        }
        let text = reader.app.text().document.text.clone();
        let end: String = text.split_whitespace().last().unwrap().to_owned();
        assert!(reader.screen().contains(&end), "{width}×{height}: {}", reader.screen());
        // And back to the beginning.
        while reader.app.place() > 0 {
            reader.press("b");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_resize_keeps_the_place(
        sizes in prop::collection::vec((1u16..200, 1u16..60), 1..12),
        pages in 0usize..40,
    ) {
        let mut reader = Reader::open(COMPANION, 120, 40);
        for _ in 0..pages {
            reader.press("d");
        }
        let (place, row) = (reader.app.place(), reader.rows()[0].clone());
        for (width, height) in sizes {
            reader.resize(width, height);
            prop_assert_eq!(reader.app.place(), place);
            let shown = reader.app.spread().span().unwrap_or_default();
            prop_assert!(shown.touches(place));
        }
        reader.resize(120, 40);
        prop_assert_eq!(reader.rows()[0].clone(), row);
    }

    #[test]
    fn lines_down_and_up_again(down in 1usize..200, up in 1usize..200, width in 40u16..140) {
        let mut reader = Reader::open(COMPANION, width, 30);
        for _ in 0..down {
            reader.press("j");
        }
        let before = reader.screen();
        let place = reader.app.place();
        let up = up.min(down);
        for _ in 0..up {
            reader.press("k");
        }
        for _ in 0..up {
            reader.press("j");
        }
        prop_assert_eq!(reader.app.place(), place);
        prop_assert_eq!(reader.screen(), before);
    }
}

#[test]
fn keys_are_named_as_they_are_typed() {
    assert_eq!(keys_of("Ctrl-O"), [ibid::app::Key::Ctrl('o')]);
}

#[test]
fn quitting_the_guide_goes_back_to_the_text() {
    let mut reader = Reader::open(&book(40), 80, 24);
    reader.press("G");
    let place = reader.app.place();
    let guide = ibid::text::Text::new(ibid::read::markdown("guide.md", "# Guide\n\nWords."));
    reader.input(Input::Opened { text: std::sync::Arc::new(guide), place: 0 });
    assert!(reader.screen().contains("Guide"));
    reader.press("q");
    assert_eq!((reader.app.place(), reader.app.text().title()), (place, "A Book"));
    assert!(!reader.effects.contains(&Effect::Quit));
    reader.press("q");
    assert_eq!(reader.app.place(), place);
    assert_eq!(reader.effects.last(), Some(&Effect::Quit));
}

#[test]
fn hits_lists_on_the_way_back_keep_their_search() {
    let mut reader = Reader::open("Alpha one.\n\nBeta two.\n\nAlpha three.", 80, 24);
    reader.press("/ Alpha Enter & Down Enter / Beta Enter");
    reader.press("Backspace");
    assert!(reader.screen().contains("hits for “Alpha”"), "{}", reader.screen());
    reader.press("Enter");
    let found = reader.app.found().expect("the search is in force again");
    assert_eq!((found.words.as_str(), found.current), ("Alpha", Some(1)));
}

#[test]
fn spaces_of_every_width_stand_in_lists() {
    let words = "mot\u{a0}: «\u{202f}cité\u{202f}» 漢字\u{3000}字 ".repeat(40);
    let mut reader = Reader::open(&words, 80, 24);
    reader.press("/ cite Enter &");
    assert!(reader.screen().contains("40 hits"), "{}", reader.screen());
}

#[test]
fn turning_pages_shows_every_note_at_the_foot() {
    // Whichever row a reference falls on, its note is seen before its line is left.
    for before in 0..24 {
        let mut text = "line\n\n".repeat(before);
        text += "The reference[^1] stands here.\n\n";
        text += &"line\n\n".repeat(40);
        text += "[^1]: The words of the note.\n";
        let mut reader = Reader::open(&text, 60, 12);
        let mut seen = false;
        for _ in 0..before {
            let screen = reader.screen();
            let refers = screen.contains("The reference");
            assert!(!refers || screen.contains("The words of the note"), "{before}: {screen}");
            seen |= refers;
            reader.press("Space");
        }
        seen |= reader.screen().contains("The reference");
        assert!(seen || before == 0, "{before}");
    }
}

#[test]
fn the_way_back_from_a_hit_shows_what_was_shown() {
    let text = format!("{}The mill.\n\n{}", "line\n\n".repeat(40), "line\n\n".repeat(40));
    let mut reader = Reader::open(&text, 40, 10);
    // Let go of, the hits are not marked on the bar; the next one marks them, and back they are not.
    reader.press("/ mill Enter Esc Esc g");
    let before = reader.buffer();
    reader.press("n");
    assert!(reader.screen().contains("The mill."));
    reader.press("Backspace");
    let after = reader.buffer();
    let rows = |buffer: &ratatui::buffer::Buffer| buffer.content()[..40 * 9].to_vec();
    assert_eq!(rows(&after), rows(&before));
}
