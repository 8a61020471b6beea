//! Restoring texts that are written out here; and the shared texts, where they are present.

use crate::invariants::restore::nothing_lost;
use crate::shared::shared;
use ibid::doc::{Document, Problem, RepairKind};
use ibid::read;
use ibid::restore::{restore, summary};

/// What heads the section of title page and colophon.
pub(crate) const ABOUT: &str = "About this edition";

/// The words of that section.
pub(crate) fn about(document: &Document) -> String {
    let words = document.body().iter().map(|block| document.words(block.span));
    words.skip_while(|words| *words != ABOUT).collect::<Vec<_>>().join(" / ")
}

#[test]
fn leaves_good_texts_alone() {
    let texts = [
        "# Title\n\nA paragraph that ends.\n\nAnother, with a note.[^1]\n\n- one\n- two\n\n[^1]: The note.\n",
        "We find that\n\n> a quotation set off\n\nbelongs to the sentence, where\n\n```\ncode\n```\n\nis not.\n",
        "It was the 20<sup>th</sup> century, of 5 m<sup>2</sup>.\n\n---\n\nA new scene.\n",
        "1. First.\n2. Second.\n\n12\n\nA section.\n\n13\n\nAnother.\n",
    ];
    for text in texts {
        assert_eq!(restore(&read::markdown("x", text)), None, "{text}");
    }
    assert_eq!(restore(&Document::default()), None);
}

#[test]
fn unwraps_prose_and_keeps_verse() {
    let text = "The printer considered the matter for a long while before he set the\n\
                first line, and when he had set it he went out to look at the har-\n\
                bour, which was as grey as the paper and nearly as empty of words.\n\
                It was then.\n\n\
                Roses of the early year,\nNever was a summer here,\nNor a winter: all the same\nSomeone called you by your name.\n\n\
                He came back, and the second line was there already, in a type that\n\
                he did not own, and it said what the harbour would have said to him.\n";
    let restored = restore(&read::plain("x", text)).expect("the prose is wrapped");
    let blocks: Vec<&str> =
        restored.body().iter().map(|block| restored.words(block.span)).collect();
    assert!(blocks[0].contains("the harbour, which"), "{blocks:?}");
    assert!(blocks.iter().any(|block| block.contains("year,\nNever")), "{blocks:?}");
    assert_eq!(blocks.len(), 3, "{blocks:?}");
    nothing_lost(&read::plain("x", text), &restored);
}

#[test]
fn few_lines_are_enough_to_tell_prose_from_verse() {
    let joined = |text: &str| {
        let document = read::plain("x", text);
        let restored = restore(&document).unwrap_or(document);
        restored
            .body()
            .iter()
            .map(|block| restored.words(block.span).to_owned())
            .collect::<Vec<_>>()
    };
    let prose = "Of two lines of a paragraph, the second is the shorter one, as a rule, and\n\
                 neither says how wide the page is.\n";
    assert_eq!(joined(prose), [prose.trim().replace('\n', " ")]);
    let verse = "Roses of the early year,\nNever was a summer here,\nNor a winter: all the same\n\
                 Someone called you by your name.";
    assert_eq!(joined(verse), [verse]);
}

#[test]
fn ties_repeated_labels_to_their_own_pages() {
    let text = "One thing is said here* and it is said at length by the printer of it.\n\
                And then some more is said to fill a line of it.\n* The first note.\n\x0c\
                Another thing is said there* and that is said at length by the reader.\n\
                And then some more is said to fill a line of it.\n* The second note.\n";
    let restored = restore(&read::plain("x", text)).expect("there are pages");
    let found: Vec<(&str, &str)> = restored
        .note_references_in(ibid::doc::Span::new(0, restored.text.len()))
        .map(|(place, _, note)| {
            let note = restored.note(note.expect("each has its note"));
            (restored.text[..place].rsplit(' ').next().unwrap_or(""), restored.words(note.span))
        })
        .collect();
    assert_eq!(found, [("here", "The first note."), ("there", "The second note.")]);
}

#[test]
fn says_so_where_nothing_decides() {
    // Beginnings and ends that fit nothing: every page breaks off in a word nobody knows.
    let page = |n: usize| {
        let letter = char::from(b'a' + n as u8);
        format!("Z{letter}q begins the page.\nIt goes on and stops.\nAnd it was qv{letter}x-")
    };
    let pages: Vec<String> = (0..9).map(page).collect();
    let document = read::plain("x", &pages.join("\n\x0c"));
    if let Some(restored) = restore(&document) {
        let doubts = restored.diagnostics.iter().filter(|found| found.kind == Problem::PageOrder);
        let order: Vec<usize> = (0..9)
            .filter_map(|n| restored.text.find(&format!("Z{}q", char::from(b'a' + n as u8))))
            .collect();
        assert!(order.is_sorted() || doubts.count() > 0, "{}", restored.text);
    }
}

#[test]
fn restores_the_scanned_essay() {
    let Some(path) = shared("texts/cleaver-1993.txt", "the scanned essay") else { return };
    let bytes = std::fs::read(path).unwrap();
    let document = read::read("cleaver-1993.txt", &bytes).expect("a text");
    let restored = restore(&document).expect("a scan");
    assert_eq!(restored.check(), Ok(()));
    assert_eq!(restored.notes.len(), 24);
    let count = |kind| restored.repairs.iter().filter(|repair| repair.kind == kind).count();
    assert_eq!(count(RepairKind::Note), 24);
    assert!(count(RepairKind::PageOrder) >= 20, "{:?}", summary(&restored.repairs));
    assert!(count(RepairKind::Seam) >= 18, "{:?}", summary(&restored.repairs));
    let moved = restored.repairs.iter().filter(|repair| repair.kind == RepairKind::PageOrder);
    let mut places: Vec<usize> = moved.map(|repair| repair.place).collect();
    places.dedup();
    assert_eq!(places.len(), count(RepairKind::PageOrder), "each page has a place to go to");
    assert_eq!(restored.metadata.authors, ["Harry Cleaver"]);
    let headings: Vec<&str> =
        restored.headings().map(|(at, _)| restored.words(restored.blocks[at].span)).collect();
    assert_eq!(headings.first(), Some(&"Abstract"));
    assert_eq!(headings[headings.len() - 2..], ["References", ABOUT]);
    assert!(about(&restored).contains("presented to the Conference"));
    let names: Vec<&str> = restored
        .body()
        .iter()
        .map(|block| restored.words(block.span))
        .skip_while(|words| *words != "References")
        .skip(1)
        .take_while(|words| *words != ABOUT)
        .filter_map(|words| words.split(',').next())
        .collect();
    assert_eq!(names.len(), 49);
    nothing_lost(&document, &restored);
}

#[test]
fn leaves_the_shared_clean_text_alone() {
    let Some(path) = shared("cases/kropotkin-ch1.md", "the clean text") else { return };
    let bytes = std::fs::read(path).unwrap();
    let document = read::read("kropotkin-ch1.md", &bytes).expect("a text");
    assert_eq!(restore(&document), None);
}

#[test]
fn tables_keep_their_cells() {
    let text = "Words that break off in the mid-\n\ndle of it.\n\n| | b |\n|---|---|\n| | |\n| c | |\n\nEnd.\n";
    let document = read::markdown("a.md", text);
    let restored = ibid::restore::restore_anyway(&document).expect("there is a seam");
    let cells = |document: &Document| -> Vec<String> {
        let tables = document.blocks.iter().filter_map(|block| match &block.kind {
            ibid::doc::Kind::Table(table) => Some(table),
            _ => None,
        });
        let cells = tables.flat_map(|table| table.rows.iter().flatten());
        cells.map(|&cell| document.words(cell).to_owned()).collect()
    };
    assert_eq!(cells(&restored), ["", "b", "", "", "c", ""]);
    assert_eq!(cells(&restored), cells(&document));
}
