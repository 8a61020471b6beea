//! The area of notes at the foot of a narrow screen: it stays while the text scrolls by lines, and a
//! note it has no room for goes on at the foot of the next page.

use crate::support::{Reader, noted};

/// The row of the line above the notes.
fn rule(reader: &Reader) -> Option<usize> {
    reader.rows().iter().position(|row| row.trim().starts_with("────"))
}

#[test]
fn the_area_of_notes_stays_while_the_text_scrolls_by_lines() {
    for (width, height) in [(80, 24), (60, 12), (90, 50)] {
        let mut reader = Reader::open(&noted(), width, height);
        let first = rule(&reader);
        assert!(first.is_some(), "{}", reader.screen());
        for keys in ["j", "j", "3j", "k", "Down", "j", "y"].iter().cycle().take(60) {
            reader.press(keys);
            assert_eq!(rule(&reader), first, "{width}×{height} {keys}: {}", reader.screen());
        }
        // The text above it moves by a line at a time.
        let rows = reader.rows();
        reader.press("j");
        assert_eq!(rows[1..first.unwrap()], reader.rows()[..first.unwrap() - 1]);
        // The end can be come to by lines, too.
        reader.press("G");
        let end = reader.app.place();
        reader.press("b 90j");
        assert!(reader.app.place() >= end);
    }
}

#[test]
fn a_long_note_goes_on_at_the_foot_of_the_next_page() {
    let words: Vec<String> = (1..=150).map(|n| format!("word{n:03}")).collect();
    let filler = "And so the text goes on with words that fill its lines. ".repeat(60);
    let source = format!("Text.[^1] {filler}\n\n[^1]: {}", words.join(" "));
    let mut reader = Reader::open(&source, 60, 24);
    let mut seen = String::new();
    let foot = |reader: &Reader| {
        let rows = reader.rows();
        let rule = rule(reader).expect("a rule");
        rows[rule + 1..rows.len() - 1].join("\n")
    };
    let mut pages = Vec::new();
    for _ in 0..3 {
        pages.push(reader.rows());
        seen += &foot(&reader);
        reader.press("Space");
    }
    for word in &words {
        assert!(seen.contains(word.as_str()), "{word} is on no page: {seen}");
    }
    assert_eq!(seen.matches("word001").count(), 1);
    assert!(pages[1].iter().any(|row| row.trim_start().starts_with("… ")), "{:?}", pages[1]);
    // And back as it came.
    for page in pages.iter().rev() {
        reader.press("b");
        let count = page.len() - 1;
        assert_eq!(reader.rows()[..count], page[..count]);
    }
}

#[test]
fn what_goes_on_never_covers_the_end() {
    let source = format!(
        "{}\n\nLast.[^1]\n\nThe very end.\n\n[^1]: {}",
        "Line.\n\n".repeat(12),
        "words of a long note ".repeat(80)
    );
    for height in 10..30 {
        let mut reader = Reader::open(&source, 60, height);
        for _ in 0..60 {
            reader.press("Space");
        }
        assert!(reader.app.message().is_some_and(|what| what.contains("the end")));
        let last = reader.app.spread().rows.last().map(|shown| shown.line().span.end);
        assert_eq!(last, Some(reader.app.text().document.text.len()), "{}", reader.screen());
    }
}
