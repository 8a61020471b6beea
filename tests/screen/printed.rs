//! Pages as they are numbered in print: on the status line, in lists, and as a place to go to.

use crate::support::Reader;

/// A text whose pages are numbered as its print is: ii, then 1 to 30, of which 7 has no folio.
fn paged() -> ibid::doc::Document {
    use ibid::doc::{Builder, Kind, MarkKind};
    let mut to = Builder::new();
    let labels = std::iter::once("ii".to_owned()).chain((1..=30).map(|n: u32| n.to_string()));
    for label in labels {
        to.open_block(Kind::Paragraph);
        let number = (label != "7").then(|| label.clone().into());
        let mark = to.open_mark(MarkKind::Page { number });
        to.close_mark(mark);
        to.text(&format!("This is what page {label} says. "));
        to.text(&"Words of it go on. ".repeat(40));
        if label == "9" {
            to.note_reference("1");
        }
        to.close_block();
    }
    to.begin_note("1");
    to.text("A needle.");
    to.end_note();
    to.finish("x")
}

#[test]
fn a_printed_page_is_gone_to_by_its_number_or_its_label() {
    let mut reader = Reader::of(paged(), 80, 24);
    assert!(reader.status().contains("p. ii  "), "{}", reader.status());
    for (keys, page) in [("12P", "12"), ("7P", "7"), ("P ii Enter", "ii"), ("P 3 Enter", "3")] {
        reader.press(keys);
        assert!(reader.rows()[0].contains(&format!("what page {page} says")), "{keys}");
        assert!(reader.status().contains(&format!("p. {page}  ")), "{}", reader.status());
    }
    reader.press("Backspace Backspace");
    assert!(reader.rows()[0].contains("what page 7 says"), "{}", reader.screen());
    // A page the text does not have: the one before it, or nothing.
    reader.press("99P");
    assert!(reader.status().contains("page 30 comes before it"), "{}", reader.status());
    let place = reader.app.place();
    reader.press("P xx Enter");
    assert!(reader.status().contains("no page xx"), "{}", reader.status());
    assert_eq!(reader.press("Esc").app.place(), place);
    assert!(reader.press("P").status().contains("ii to 30"), "{}", reader.status());
    // A hit in a note is on the page that refers to it.
    reader.press("Esc / needle Enter &");
    assert!(reader.screen().contains("p. 9 · Note 1"), "{}", reader.screen());
}

#[test]
fn a_text_without_printed_pages_says_so() {
    let mut reader = Reader::open("Words.", 80, 24);
    for keys in ["12P", "P"] {
        reader.press(keys);
        assert!(reader.status().contains("does not say"), "{keys}: {}", reader.status());
    }
}
