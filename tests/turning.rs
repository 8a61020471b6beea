//! Turning pages and following what was found: each step has its way back.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;

use std::fmt::Write as _;

use support::Reader;

/// A text whose notes are of all lengths, so that those at the foot of a page leave it now more and
/// now fewer rows.
fn noted() -> String {
    let mut text = String::new();
    for n in 1..80 {
        _ = write!(text, "Paragraph {n} {}.[^{n}]\n\n", "has its words ".repeat(1 + n * 7 % 23));
    }
    for n in 1..80 {
        _ = write!(text, "[^{n}]: Note {n} {}.\n\n", "explains it ".repeat(1 + n * 11 % 29));
    }
    text
}

#[test]
fn a_page_down_and_a_page_up_undo_each_other() {
    let page = |reader: &Reader| (reader.app.place(), reader.rows());
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
