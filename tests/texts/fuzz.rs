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
    // The text on the screen is opened anew, beside a panel that was sorted.
    app::keys(&[
        194, 198, 138, 88, 114, 151, 139, 251, 145, 218, 144, 48, 31, 254, 252, 0, 235, 149, 163,
        104, 129, 117, 227, 56, 31, 95, 227, 37, 109, 93, 252, 218, 140, 176, 45, 69, 144, 14, 249,
        170, 115, 165, 128, 172, 43, 235, 226, 11, 107, 19, 150, 112, 210, 100, 207, 5, 107, 40,
        128, 25, 151, 28, 245, 220, 85, 61, 31, 7, 141, 181, 134, 93, 135, 76, 52, 28, 16, 232,
        201, 41, 74, 239, 186, 163, 47, 98, 208, 252, 6, 218, 115, 113, 148, 110, 158, 36, 68, 215,
        123, 239, 13, 193, 71, 254, 155, 193, 15, 169, 9, 218, 235, 168, 90, 17, 224, 112, 193, 22,
        161, 16, 245, 1, 26, 60, 17, 68, 136, 50, 255, 136, 72, 63, 99, 52, 190, 220, 189, 65, 150,
        214, 213, 127, 52, 66, 175, 68, 190, 63, 128, 169, 154, 229, 182, 212, 110, 204, 170, 224,
        205, 105, 18, 176, 25, 243, 232, 253, 205, 37, 102, 255, 46, 187, 228, 87, 76, 61, 183,
        163, 217, 163, 70, 73, 116, 49, 12, 80, 146, 87, 22, 172, 100, 26, 39, 160, 25, 171, 145,
        154, 207, 39, 251, 107, 39, 230, 27, 216, 87, 71, 6, 163, 4, 40, 55, 42, 99, 150, 179, 89,
        11, 108, 136, 203, 156, 92, 116, 202, 148, 31, 88, 234, 202, 189, 22, 13, 18, 237, 165,
        244, 120, 144, 60, 203, 16, 59, 226, 36, 128, 33, 196, 61, 251, 58, 16, 247, 47, 150, 239,
        157, 101,
    ]);
}
