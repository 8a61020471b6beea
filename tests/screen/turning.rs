//! Turning pages and following what was found: each step has its way back.

use crate::support::{Reader, noted};

#[test]
fn a_page_down_and_a_page_up_undo_each_other() {
    // The last row is the status line, which may have something to say.
    let page = |reader: &Reader| {
        let mut rows = reader.rows();
        rows.pop();
        (reader.app.place(), rows)
    };
    for (width, height) in [(80, 24), (60, 12), (20, 6), (120, 40), (30, 9)] {
        let mut reader = Reader::open(&noted(), width, height);
        for start in ["g", "g j j j", "g d"] {
            reader.press(start);
            let mut seen = Vec::new();
            // As far as the end, where the last page is not turned by all of its rows.
            while seen.last() != Some(&page(&reader)) {
                seen.push(page(&reader));
                reader.press("Space");
            }
            for before in seen.iter().rev().skip(1) {
                assert_eq!(&page(reader.press("b")), before, "{width}×{height} {start}");
            }
            for after in &seen[1..] {
                assert_eq!(&page(reader.press("Space")), after, "{width}×{height} {start}");
            }
        }
        // From a place that was not reached by pages.
        reader.press("/ paragraph Space 70 Enter Esc Esc");
        let mut seen = vec![page(&reader)];
        for _ in 0..3 {
            seen.push(page(reader.press("b")));
        }
        for after in seen.iter().rev().skip(1) {
            assert_eq!(&page(reader.press("Space")), after, "{width}×{height}");
        }
    }
}

#[test]
fn a_page_down_at_the_end_says_so() {
    let mut reader = Reader::open(&noted(), 60, 24);
    assert_eq!(reader.press("G").app.message(), None);
    let top = reader.app.place();
    assert!(reader.press("Space").app.message().is_some_and(|what| what.contains("the end")));
    assert_eq!(reader.app.place(), top);
    assert_eq!(reader.press("b Space").app.message(), None, "there was more to turn to");
}

#[test]
fn no_row_is_passed_over_where_the_foot_grew() {
    let mut reader = Reader::open(&noted(), 60, 24);
    reader.press("Space b");
    let shown = |reader: &Reader| reader.app.spread().span().unwrap().end;
    for _ in 0..4 {
        // A chosen reference gives its note more room at the foot.
        reader.press("]");
        let before = shown(&reader);
        reader.press("Space");
        let begins = reader.app.spread().span().unwrap().start;
        assert!(begins <= before + 1, "from {before} to {begins}");
        reader.press("b");
    }
}

#[test]
fn enter_on_a_hit_in_a_note_goes_to_the_note_and_back() {
    let far = format!("{} needle {}", "a word ".repeat(600), "a word ".repeat(600));
    let source = format!("Body.[^1]\n\n{}[^1]: The note. {far}\n", "More.\n\n".repeat(60));
    for search in ["/ needle Enter", "/ needle Enter n", "/ needle Enter & Enter"] {
        let mut reader = Reader::open(&source, 80, 24);
        reader.press(search);
        assert!(reader.screen().contains("needle"), "{search}: {}", reader.screen());
        let (place, steps) = (reader.app.place(), reader.app.steps_back());
        reader.press("Enter");
        assert!(reader.screen().contains("The note."), "{search}: {}", reader.screen());
        assert_eq!(reader.app.steps_back(), steps + 1, "{search}");
        // From the note, on to where it is referred to.
        reader.press("Enter");
        assert!(reader.screen().contains("Body."), "{search}: {}", reader.screen());
        reader.press("Backspace Backspace");
        assert_eq!(reader.app.place(), place, "{search}");
    }
    // Where the label is on the screen, it is chosen, however the hit was come to.
    for search in ["/ explains Space it Enter", "/ explains Space it Enter n N"] {
        let mut reader = Reader::open("One.[^1]\n\n[^1]: Note explains it.", 80, 24);
        reader.press(search).press("Enter");
        assert!(reader.app.focus().is_some(), "{search}");
        assert!(reader.screen().contains("One."));
    }
}

#[test]
fn a_note_as_long_as_a_book_costs_a_screen() {
    let note: String = (0..5000).map(|n| format!("    Paragraph {n} of it.\n\n")).collect();
    let source = format!("Body.[^1]\n\n[^1]: It begins.\n\n{note}");
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
        let mut reader = Reader::open(&source, width, height);
        assert!(reader.screen().contains("… more than "), "{}", reader.screen());
        assert!(reader.app.laid_out() < 8 * usize::from(height), "{}", reader.app.laid_out());
        // The whole of it is where the notes are.
        reader.press("G");
        assert!(reader.screen().contains("Paragraph 4999 of it."), "{}", reader.screen());
    }
}

#[test]
fn a_number_says_how_often() {
    let mut reader = Reader::open(&noted(), 80, 24);
    let place = |keys: &str, reader: &mut Reader| reader.press("g").press(keys).app.place();
    for (counted, each) in [
        ("10j", "j j j j j j j j j j"),
        ("10j 3k", "7j"),
        ("3 Space", "Space Space Space"),
        ("3 ]", "] ] ]"),
        ("2 d", "d d"),
        ("/ paragraph Enter 4 n", "/ paragraph Enter n n n n"),
        ("5 Esc j", "j"),
        ("0 j", "0 j"),
    ] {
        assert_eq!(place(counted, &mut reader), place(each, &mut reader), "{counted}");
    }
    assert_eq!(reader.press("g 12").status().trim_start().split(' ').next(), Some("12"));
}

#[test]
fn a_number_is_forgotten_where_something_else_is_done() {
    let mut reader = Reader::open(&noted(), 80, 24);
    reader.press("} G g G g G");
    let steps = reader.app.steps_back();
    assert!(steps > 3, "{steps}");
    reader.press("9").click(5, 5);
    let steps = reader.app.steps_back();
    reader.press("Backspace");
    assert_eq!(reader.app.steps_back(), steps - 1);
}

#[test]
fn so_far_into_the_text_and_to_a_line_of_it() {
    let mut reader = Reader::open(&noted(), 80, 24);
    let body = reader.app.text().document.body_end();
    reader.press("50%");
    let half = reader.app.place();
    assert!(half.abs_diff(body / 2) < 200, "{half} of {body}");
    assert_eq!(reader.press("Backspace").app.place(), 0);
    assert_eq!(reader.press("0%").app.place(), 0);
    assert!(reader.press("100%").status().contains("100%"));
    assert!(reader.press("%").status().contains("50% goes halfway"));
    // Each paragraph is two lines of the source.
    let line = reader.press("g 81G");
    assert!(line.screen().contains("Paragraph 41 "), "{}", line.screen());
    assert_eq!(reader.press("Backspace").app.place(), 0);
    assert!(reader.press("99999999999999G").status().contains("100%"));
}

#[test]
fn marks_are_returned_to() {
    let mut reader = Reader::open(&noted(), 80, 24);
    reader.press("20j m a");
    assert!(reader.status().contains("Marked; 'a returns here."), "{}", reader.status());
    let marked = reader.app.place();
    let far = reader.press("G").app.place();
    assert_eq!(reader.press("' a").app.place(), marked);
    // Twice, back: the jump has its way back.
    assert_eq!(reader.press("' '").app.place(), far);
    reader.resize(40, 12).press("` a");
    assert!(reader.screen().contains("Paragraph"), "{}", reader.screen());
    assert!(reader.press("' z").status().contains("No place is marked z."));
    // A key that is no letter ends it and does nothing else.
    let place = reader.app.place();
    assert_eq!(reader.press("m Esc").app.place(), place);
    reader.press("m j");
    assert_eq!(reader.app.place(), place);
}
