//! The fuzzers' harness (`fuzz/`) as property tests, for some seconds in the ordinary run: what
//! holds of ibid whatever the bytes.

use crate::invariants::{app, layout, link, picture, read, restore, search};
use proptest::prelude::*;

/// Bytes as a fuzzer would give them.
fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..most)
}

/// Runs a target on `cases` runs of bytes, or as many times that as `$IBID_CASES` says.
fn hold(target: fn(&[u8]), cases: u32, most: usize) {
    let times = std::env::var("IBID_CASES").ok().and_then(|times| times.parse().ok());
    let cases = cases * times.unwrap_or(1);
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(bytes in bytes(most))| target(&bytes));
}

#[test]
fn whatever_is_read() {
    hold(read::any, 300, 400);
}

#[test]
fn whatever_markdown_is_read() {
    hold(read::markdown, 600, 160);
}

#[test]
fn whatever_plain_text_is_read() {
    hold(read::plain, 600, 160);
}

#[test]
fn whatever_muse_is_read() {
    hold(read::muse, 600, 160);
}

#[test]
fn whatever_html_is_read() {
    hold(read::html, 400, 160);
}

#[test]
fn whatever_epub_is_read() {
    hold(read::epub, 200, 240);
}

#[test]
fn whatever_pdf_is_read() {
    hold(read::pdf, 400, 240);
}

#[test]
fn whatever_image_is_decoded() {
    hold(picture::decodes, 600, 40);
}

#[test]
fn whatever_bibliography_is_read() {
    hold(read::bibliography, 300, 120);
}

#[test]
fn whatever_is_restored() {
    hold(restore::pages, 400, 80);
}

/// A list of notes that takes the place of a footnote area, whose other lines are of the text again.
#[test]
fn an_area_that_a_list_takes_over_loses_nothing() {
    restore::pages(&[21, 104, 5, 0, 132, 0, 0, 166, 236, 85, 47, 53, 210, 131]);
}

/// Text that follows a note which stands before everything else.
#[test]
fn text_after_a_note_that_stands_first_stays() {
    restore::pages(&[
        0x5a, 0x00, 0x7f, 0x84, 0x06, 0x55, 0x55, 0x55, 0x55, 0x55, 0xff, 0x56, 0xf0, 0x00, 0x30,
        0x00, 0x5a, 0x00, 0xa8, 0xff, 0x3b,
    ]);
}

#[test]
fn whatever_is_linked() {
    hold(link::links, 200, 120);
}

#[test]
fn whatever_is_laid_out() {
    hold(layout::lines, 200, 160);
}

#[test]
fn whatever_is_searched_for() {
    hold(search::finds, 600, 120);
}

#[test]
fn whatever_is_pressed() {
    hold(app::keys, 60, 300);
    // A text is opened while a search is typed.
    app::keys(&[0, 0, 0, 0, 0, 102, 22, 253, 107, 165, 94]);
}
