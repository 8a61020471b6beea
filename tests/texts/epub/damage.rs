//! Books that are damaged, encrypted, or made to do harm.

use ibid::read::{Refusal, read};
use proptest::prelude::*;

use super::{archive, body, book, open};

#[test]
fn chapters_that_are_no_xml() {
    let bytes =
        book("", &[("1.xhtml", "", "<p>One<br>two &nbsp;&mdash; <b>three</p><p>four")], &[]);
    assert_eq!(body(&open(&bytes)), ["One\ntwo \u{a0}— three", "four"]);
}

#[test]
fn missing_parts_are_said() {
    let whole = book("", &[("1.xhtml", "", "<p>Here.</p>")], &[]);
    let opf = "<package><manifest><item id='a' href='1.xhtml' media-type='application/xhtml+xml'/><item \
               id='b' href='../../../gone.xhtml' media-type='application/xhtml+xml'/></manifest><spine>\
               <itemref idref='a'/><itemref idref='b'/><itemref idref='c'/></spine></package>";
    let bytes = archive(&[
        ("META-INF/container.xml", "<container/>"),
        ("x/book.opf", opf),
        ("x/1.xhtml", "<html><body><p>Here.</p></body></html>"),
        ("../gone.xhtml.txt", "outside"),
    ]);
    let document = open(&bytes);
    assert_eq!(body(&document), ["Here."]);
    assert!(document.diagnostics[0].what.contains("gone.xhtml"), "{:?}", document.diagnostics);
    for bytes in [&whole[..whole.len() / 2], &whole[..60]] {
        let refusal = read("book.epub", bytes).unwrap_err();
        assert!(matches!(refusal, Refusal::Damaged { .. }), "{refusal}");
        assert!(refusal.to_string().starts_with("book.epub is a damaged EPUB: "), "{refusal}");
    }
    let other = archive(&[("a.txt", "a")]);
    assert!(matches!(read("a.zip", &other), Err(Refusal::Binary { .. })));
}

#[test]
fn encrypted_books_are_refused_and_fonts_are_not() {
    let encryption = |uri: &str| {
        format!(
            "<encryption><EncryptedData><CipherData><CipherReference URI='{uri}'/></CipherData></EncryptedData></encryption>"
        )
    };
    let (text, font) = (encryption("OPS/1.xhtml"), encryption("OPS/font.otf"));
    let files = [("1.xhtml", "", "<p>Text.</p>")];
    let book_with = |file: &str| book("", &files, &[("META-INF/encryption.xml", file)]);
    assert!(matches!(read("b", &book_with(&text)), Err(Refusal::Encrypted { .. })));
    assert_eq!(body(&open(&book_with(&font))), ["Text."]);
}

#[test]
fn bombs_do_no_harm() {
    let large = "a ".repeat(12 << 20);
    let bytes = book("", &[("1.xhtml", "", &large)], &[]);
    let refusal = read("b", &bytes).unwrap_err();
    assert!(refusal.to_string().contains("unpack"), "{refusal}");
    // One file named a thousand times in the spine is read once.
    let opf = format!(
        "<package><manifest><item id='a' href='a.html' media-type='text/html'/></manifest><spine>{}</spine></package>",
        "<itemref idref='a'/>".repeat(100_000)
    );
    let bytes = archive(&[
        ("META-INF/container.xml", "<rootfile full-path='a.opf'/>"),
        ("a.opf", &opf),
        ("a.html", "<p>Once."),
    ]);
    assert_eq!(body(&open(&bytes)), ["Once."]);
    // Elements inside elements inside elements.
    let deep = "<div>".repeat(100_000) + "deep" + &"</div>".repeat(100_000);
    assert_eq!(body(&open(&book("", &[("1.xhtml", "", &deep)], &[]))), ["deep"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn damaged_archives_are_read_or_refused(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = book(
            "<dc:title>Bees</dc:title>",
            &[("1.xhtml", "", "<h1>One</h1><p>Text<a href='n.xhtml#n1'>[1]</a>.</p>"),
              ("n.xhtml", "linear='no'", "<p id='n1'>[1] Note.</p>")],
            &[("toc.ncx", "<ncx><navPoint><navLabel>One</navLabel><content src='1.xhtml'/></navPoint></ncx>")],
        );
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            let cut = cut.index(bytes.len());
            bytes.truncate(cut);
        }
        if let Ok(document) = read("book.epub", &bytes) {
            prop_assert_eq!(document.check(), Ok(()));
        }
    }
}
