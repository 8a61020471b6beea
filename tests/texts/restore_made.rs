//! Restoring books that are made, printed, folded and stripped here.

use crate::invariants::restore::nothing_lost;
use crate::made_book::{Style, impose, printed, set, side_by_side, style};
use crate::restore::{ABOUT, about};
use ibid::doc::{Document, MarkKind, RepairKind};
use ibid::read;
use ibid::restore::{Weights, restore, restore_with, summary};

fn plain_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn body_words(document: &Document) -> Vec<String> {
    let words = document.body().iter().map(|block| document.words(block.span));
    words.take_while(|words| *words != ABOUT).flat_map(plain_words).collect()
}

/// How many neighbours of the book are neighbours in the restored body.
fn kept_neighbours(book: &[String], restored: &[String]) -> f64 {
    let mut pairs = std::collections::HashMap::new();
    for three in restored.windows(3) {
        *pairs.entry(three.to_vec()).or_insert(0usize) += 1;
    }
    let kept = book
        .windows(3)
        .filter(|three| match pairs.get_mut(*three) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        })
        .count();
    kept as f64 / book.windows(3).count().max(1) as f64
}

#[test]
fn restores_books_in_every_style() {
    let plain = style(12);
    let styles = [
        plain,
        Style { heads: true, ..plain },
        Style { raised: false, ..plain },
        Style { per_page: true, ..plain },
        Style { german: true, ..plain },
        Style { signature: Some(12), ..plain },
        Style { signature: Some(12), german: true, ..plain },
        Style { signature: Some(16), raised: false, ..style(14) },
        Style { signature: Some(8), heads: true, ..style(24) },
        Style { signature: Some(32), heads: true, per_page: true, ..style(31) },
        Style { signature: Some(40), ..style(38) },
    ];
    for (seed, style) in styles.into_iter().enumerate() {
        let book = set(style, seed as u64 + 7);
        let text = printed(style, &book);
        let document = read::plain("book", &text);
        let restored = restore(&document).unwrap_or_else(|| panic!("{style:?} shows its print"));
        assert_eq!(restored.check(), Ok(()), "{style:?}");
        let words = body_words(&restored);
        let kept = kept_neighbours(&book.words, &words);
        assert!(kept > 0.99, "{style:?}: {kept}, {:?}", summary(&restored.repairs));
        assert_eq!(restored.notes.len(), book.notes.len(), "{style:?}");
        nothing_lost(&document, &restored);
    }
}

#[test]
fn weights_that_are_handed_in_are_what_pages_are_ordered_by() {
    let style = Style { signature: Some(12), ..style(12) };
    let document = read::plain("book", &printed(style, &set(style, 12)));
    let moved = |weights: &Weights| {
        let restored = restore_with(&document, false, weights).expect("it shows its print");
        restored.repairs.iter().filter(|repair| repair.kind == RepairKind::PageOrder).count()
    };
    assert!(moved(&Weights::default()) > 0);
    // Where another order must weigh more than any does, pages stay as they lie.
    let mut cautious = Weights::default();
    for margin in ["known_order", "other_order"] {
        *cautious.by_name(margin).expect("a weight of the table") = 1e6;
    }
    assert_eq!(moved(&cautious), 0);
}

/// A page of display lines.
fn display(lines: &[&str]) -> String {
    lines.join("\n")
}

#[test]
fn title_page_and_colophon_are_found_wherever_they_lie() {
    let title = display(&["The Lantern and the Harbour", "Anna Writer", "", "1902"]);
    let back = display(&["Anna Writer", "The Lantern and the Harbour", "1902", "Anti-Copyright"]);
    for (signature, feeds) in [(None, true), (Some(16), true), (Some(16), false), (Some(8), true)] {
        let style = Style { signature, feeds, ..style(14) };
        let mut book = set(style, 5);
        book.pages.insert(0, title.clone());
        book.pages.push(back.clone());
        let document = read::plain("book", &printed(style, &book));
        let restored = restore(&document).expect("it shows its print");
        let metadata = &restored.metadata;
        assert_eq!(metadata.title.as_deref(), Some("The Lantern and the Harbour"), "{style:?}");
        assert_eq!(metadata.authors, ["Anna Writer"], "{style:?}");
        assert_eq!(metadata.date.as_deref(), Some("1902"), "{style:?}");
        let words = body_words(&restored);
        assert!(!words.contains(&"Anna".to_owned()), "{style:?}");
        let about = about(&restored);
        for said in ["The Lantern and the Harbour", "Anna Writer", "1902", "Anti-Copyright"] {
            assert!(about.contains(said), "{style:?}: {about}");
        }
        let kept = kept_neighbours(&book.words, &words);
        assert!(kept > 0.99, "{style:?}: {kept}");
        nothing_lost(&document, &restored);
    }
}

#[test]
fn parts_sheets_of_two_pages() {
    let plain = style(12);
    let styles = [
        plain,
        Style { german: true, ..plain },
        Style { signature: Some(12), ..plain },
        Style { signature: Some(16), german: true, ..style(16) },
        Style { signature: Some(12), heads: true, per_page: true, ..plain },
    ];
    for (seed, style) in styles.into_iter().enumerate() {
        let book = set(style, seed as u64 + 3);
        let lie = style.signature.map_or(book.pages.clone(), |size| impose(&book.pages, size));
        let text = side_by_side(&lie);
        let document = read::plain("book", &text);
        let restored = restore(&document).expect("sheets are parted");
        assert_eq!(restored.check(), Ok(()), "{style:?}");
        let kept = kept_neighbours(&book.words, &body_words(&restored));
        assert!(kept > 0.99, "{style:?}: {kept}");
        assert_eq!(restored.notes.len(), book.notes.len(), "{style:?}");
        assert!(restored.repairs[0].what.contains("sheets were parted"), "{style:?}");
        for block in restored.body() {
            let place = restored.line_and_column(block.span.start);
            let (line, _) = place.expect("plain text has lines");
            let line = text.split('\n').nth(line as usize - 1).expect("it is one of the text");
            let first: String = restored.words(block.span).chars().take(10).collect();
            assert!(line.contains(&first), "{style:?}: {first} in {line}");
        }
        nothing_lost(&document, &restored);
    }
}

#[test]
fn pages_keep_the_numbers_printed_on_them() {
    let style = Style { signature: Some(12), heads: true, ..style(12) };
    let restored = restore(&read::plain("book", &printed(style, &set(style, 2)))).expect("heads");
    let numbers: Vec<&str> = restored
        .marks
        .iter()
        .filter_map(|mark| match &mark.kind {
            MarkKind::Page { number } => Some(number.as_deref().unwrap_or("none")),
            _ => None,
        })
        .collect();
    // The last page lies first, where nothing marks its beginning.
    let expected: Vec<String> = (5..16).map(|page| page.to_string()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn restoring_twice_is_restoring_once() {
    for seed in 0..4 {
        let style = Style { signature: Some(16), ..style(14) };
        let document = read::plain("book", &printed(style, &set(style, seed)));
        let restored = restore(&document).expect("a folded booklet shows its print");
        assert_eq!(restore(&restored).map(|again| again.text), None);
    }
}
