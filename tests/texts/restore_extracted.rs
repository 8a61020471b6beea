//! What programs that take text out of a page do to it, and that it is undone: labels before and
//! after their notes, hyphens taken away, heads and short notes that come back, sheets in
//! printing order.

use ibid::doc::Document;
use ibid::read;
use ibid::restore::restore;

/// Lines of prose of about sixty letters, one sentence each, told apart by `seed`.
fn prose(seed: usize, lines: usize) -> Vec<String> {
    const WHO: [&str; 7] = ["printer", "reader", "gardener", "pilot", "weaver", "miller", "scribe"];
    const WHAT: [&str; 5] = ["the harbour", "a lantern", "the orchard", "an old map", "the ledger"];
    (0..lines)
        .map(|line| {
            let at = seed * 31 + line * 7;
            let (who, what) = (WHO[at % 7], WHAT[(at / 3) % 5]);
            // A name for every number, so that no line comes back.
            let part = |number: usize| ["ba", "lo", "mi", "ru", "te", "no", "ka", "si"][number % 8];
            let name = format!("{}{}{}", part(at), part(at / 8), part(at / 64));
            format!("The {who} of {name} street kept {what} in good order.")
        })
        .collect()
}

/// A page: prose with `marked` somewhere in it, and a foot.
fn page(seed: usize, marked: &str, foot: &str) -> String {
    let mut lines = prose(seed, 12);
    lines.insert(5, marked.to_owned());
    format!("{}\n{foot}", lines.join("\n"))
}

fn book(pages: &[String]) -> Document {
    let text = pages.join("\n\x0c");
    restore(&read::plain("book", &text)).expect("there are pages")
}

/// The notes of a text: label and words.
fn notes(document: &Document) -> Vec<(String, String)> {
    let words = |note: &ibid::doc::Note| {
        let blocks = &document.blocks[note.blocks.clone()];
        blocks.iter().map(|block| document.words(block.span)).collect::<Vec<_>>().join(" / ")
    };
    document.notes.iter().map(|note| (note.label.to_string(), words(note))).collect()
}

fn body(document: &Document) -> String {
    let blocks = document.body().iter().map(|block| document.words(block.span));
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn labels_and_notes_are_dealt_out_wherever_they_stand() {
    let marked = "He owned two of them,1 and a third that nobody had seen.2";
    let feet = [
        // As printed.
        "1See the appendix.\n2A letter of the third of March.",
        // Each label on a line of its own.
        "1\n\nSee the appendix.\n2\nA letter of the third of March.",
        // In a heap above the notes.
        "1\n2\n\nSee the appendix.\nA letter of the third of March.",
        // The last one after all of them.
        "1\n\nSee the appendix.\nA letter of the third of March.\n2",
    ];
    for foot in feet {
        let pages: Vec<String> = (0..4)
            .map(|at| match at {
                1 => page(at, marked, foot),
                _ => page(at, "The street was quiet in those years.", ""),
            })
            .collect();
        let document = book(&pages);
        let expected = [("1", "See the appendix."), ("2", "A letter of the third of March.")];
        let found = notes(&document);
        let found: Vec<(&str, &str)> =
            found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected, "{foot}");
        assert!(!body(&document).contains("appendix"), "{foot}");
    }
}

#[test]
fn a_label_that_clings_to_the_text_is_its_notes() {
    // The line ended with `mi-`, and the label of the note came before the blank line.
    let first = page(
        0,
        "Bees move in swarms,5 and so do some crabs.",
        "each such mi5\n\nSee the appendix.",
    );
    let second = format!("gration is a matter of weeks.\n{}", prose(1, 12).join("\n"));
    let third = page(2, "A migration begins in the spring of the year.", "");
    let long = |at: usize| prose(at, 2).join(" ");
    let document = book(&[first, second, format!("{third}{}\n{}\n", long(3), long(4))]);
    assert_eq!(notes(&document), [("5".to_owned(), "See the appendix.".to_owned())]);
    let text = body(&document);
    assert!(text.contains("swarms, and so do some crabs."), "{text}");
    assert!(!text.contains("mi5"), "{text}");
}

#[test]
fn a_short_note_that_comes_back_is_no_running_head() {
    let pages: Vec<String> = (0..6)
        .map(|at| {
            let label = at + 1;
            let marked = format!("So he said,{label} and nobody doubted it then.");
            page(at, &marked, &format!("{label}Ibid., p. 112."))
        })
        .collect();
    let document = book(&pages);
    let found = notes(&document);
    assert_eq!(found.len(), 6, "{found:?}");
    assert!(found.iter().all(|(_, words)| words == "Ibid., p. 112."), "{found:?}");
}

#[test]
fn a_short_note_beside_the_number_of_its_page_is_none_of_its_heads() {
    // Markdown of a scan: no form feeds, a number alone between the pages.
    let page = |number: usize| {
        let mut lines = prose(number, 4);
        lines[1].insert_str(9, &format!("<sup>{number}</sup>"));
        let (before, after) = (lines[..2].join(" "), lines[2..].join(" "));
        let broken = &after[..after.len() - 30];
        let goes_on = &after[after.len() - 30..];
        let note = format!("<sup>{number}</sup>Op. cit., p. 17.");
        (format!("{before}\n\n{broken}"), format!("{note}\n\n{number}"), goes_on.to_owned())
    };
    let mut text = String::from("# A Book\n\n");
    let mut over = String::new();
    for (words, foot, goes_on) in (1..7).map(page) {
        text += &format!("{over}\n\n{words}\n\n{foot}\n\n");
        over = goes_on;
    }
    let document = read::markdown("book.md", &(text + &over));
    let restored = restore(&document).expect("there are pages");
    let expected: Vec<_> =
        (1..7).map(|number| (number.to_string(), "Op. cit., p. 17.".to_owned())).collect();
    assert_eq!(notes(&restored), expected, "{}", restored.text);
}

#[test]
fn a_line_may_begin_with_a_reference() {
    let mut pages: Vec<String> = (1..4)
        .map(|number| {
            let marked = format!("It has a note,[{number}] as the others have.");
            page(number, &marked, &format!("[{number}] Note {number}."))
        })
        .collect();
    // The line was broken right before the reference.
    let marked = "It has a note that stands behind the words of this line,\n[4] as others have.";
    pages.push(page(4, marked, "[4] Note 4."));
    pages.push(page(5, "It has a note,[5] as the others have.", "[5] Note 5."));
    let document = book(&pages);
    let expected: Vec<_> = (1..6).map(|n| (n.to_string(), format!("Note {n}."))).collect();
    assert_eq!(notes(&document), expected);
    let mut references = document.note_references_in(ibid::doc::Span::new(0, document.text.len()));
    assert!(references.all(|(_, _, note)| note.is_some()), "{}", body(&document));
    assert!(body(&document).contains("words of this line, as others have"), "{}", body(&document));
}

#[test]
fn a_head_is_known_by_the_number_beside_it() {
    // The title of a chapter stands over two of its pages only.
    let head = |at: usize| match at {
        2 => "The Weaver’s Trade 23".to_owned(),
        4 => "The Miller’s Trade 25".to_owned(),
        _ if at % 2 == 1 => format!("{} A Book of Streets", 21 + at),
        _ => format!("A Book of Trades {}", 21 + at),
    };
    let pages: Vec<String> =
        (0..8).map(|at| format!("{}\n{}", head(at), prose(at, 12).join("\n"))).collect();
    let document = book(&pages);
    let text = body(&document);
    assert!(!text.contains("Trade"), "{text}");
    assert!(document.repairs.iter().any(|repair| repair.what.contains("The Weaver’s Trade 23")));
}

#[test]
fn a_true_hyphen_comes_back_where_soft_ones_were_kept() {
    // The program drew two lines together over `bird-` and `nest`: its text keeps soft hyphens.
    let mut lines = prose(0, 30);
    for line in lines.iter_mut().step_by(3) {
        line.push_str(" har\u{ad}");
    }
    for line in lines.iter_mut().skip(1).step_by(3) {
        line.insert_str(0, "bour. ");
    }
    lines.insert(9, "The nest of a bird was found there; he had looked for a birdnest that nobody had seen before him, and he kept it.".to_owned());
    let document = book(&[lines.join("\n"), prose(1, 20).join("\n"), prose(2, 20).join("\n")]);
    let text = body(&document);
    assert!(text.contains("a bird-nest that"), "{text}");
    assert!(document.repairs.iter().any(|repair| repair.what.contains("bird-nest")));
}

#[test]
fn sides_of_folded_sheets_alternate() {
    // Pages that stop with their sentences say nothing of their order; numbers of notes do, on
    // half of them.
    let page = |at: usize| {
        let marked = format!("Page {} says so,{} and that is all.", at + 1, at + 1);
        if at.is_multiple_of(2) {
            page(at, &marked, &format!("{}A note to it.", at + 1))
        } else {
            page(at, &format!("Page {} says so, and that is all.", at + 1), "")
        }
    };
    let pages: Vec<String> = (0..16).map(page).collect();
    let mut lie = Vec::new();
    for sheet in 0..4 {
        let (low, high) = (2 * sheet, 16 - 2 * sheet);
        lie.extend([high, low + 1, low + 2, high - 1].map(|number| pages[number - 1].clone()));
    }
    let text = body(&book(&lie));
    let at = |number: usize| text.find(&format!("Page {number} says")).expect("it is there");
    let places: Vec<usize> = (1..=16).map(at).collect();
    assert!(places.is_sorted(), "{places:?}");
}
