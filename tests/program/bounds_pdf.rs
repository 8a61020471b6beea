//! The same bounds for PDFs, in which a few bytes can stand for anything: streams that unpack to a
//! thousand times their length, forms that draw themselves, tables that lead back to their beginning.

use std::io::Write as _;
use std::process::Command;

use crate::bounds::{MILLION, SECONDS};
use crate::invariants::made_pdf::{Pdf, words};
use crate::pty::IBID;
use crate::shared::shared;
use flate2::{Compression, write::ZlibEncoder};

/// Reads a PDF to its end within the bounds, and gives what comes of it: words, or a sentence.
fn within_bounds(path: &std::path::Path) -> String {
    let path = path.display();
    let command = format!(
        "ulimit -t {SECONDS}; ulimit -v 1048576; '{IBID}' export --to text --as-printed '{path}'"
    );
    let run = Command::new("sh").args(["-c", &command]).output().unwrap();
    let said = [run.stdout, run.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(matches!(run.status.code(), Some(0 | 1)), "{path}: {} {}", run.status, said[1]);
    assert!(!said[1].contains("fault"), "{path}: {}", said[1]);
    said.concat()
}

/// The same of one that is made here, of which these words must come.
fn made(name: &str, pdf: Pdf, found: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, pdf.finish()).unwrap();
    let said = within_bounds(&path);
    assert!(said.contains(found), "{name}: {}", &said[..said.len().min(400)]);
}

/// A stream that unpacks to `count` times these bytes.
fn packed(bytes: &[u8], count: usize) -> Vec<u8> {
    let mut to = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..count {
        to.write_all(bytes).unwrap();
    }
    to.finish().unwrap()
}

const FLATE: &str = "/Filter/FlateDecode";

#[test]
fn streams_that_unpack_without_end() {
    // A gigabyte and more, whatever the build: it must not be unpacked.
    let bomb = packed(&[b' '; 1 << 16], 1 << 14);
    let mut pdf = Pdf::default();
    let content = pdf.stream(FLATE, &bomb);
    pdf.page_of(content, "");
    pdf.page(&words("F1", 10.0, 20.0, 500.0, "after it"), "");
    made("content.pdf", pdf, "after it");

    let mut pdf = Pdf::default();
    let font = pdf.stream(FLATE, &bomb);
    pdf.fonts = format!(
        "/F1<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>/F2<</Type/Font/Subtype/TrueType\
        /BaseFont/A/FontDescriptor<</FontFile2 {font} 0 R>>>>/F3<</Type/Font/Subtype/Type1\
        /BaseFont/Times-Roman/ToUnicode {font} 0 R>>"
    );
    let content = ["F2", "F3", "F1"].map(|font| words(font, 10.0, 20.0, 500.0, "words"));
    pdf.page(&content.concat(), "");
    made("font.pdf", pdf, "words");

    let mut pdf = Pdf::default();
    pdf.stream(&format!("/Type/ObjStm/N 1/First 4{FLATE}"), &bomb);
    pdf.page(&words("F1", 10.0, 20.0, 500.0, "words"), "");
    made("objects.pdf", pdf, "its tables unpack to far more than a book");

    let mut pdf = Pdf::default();
    let twice = packed(&bomb, 1);
    let content = pdf.stream("/Filter[/FlateDecode/FlateDecode]", &twice);
    pdf.page_of(content, "");
    made("twice.pdf", pdf, "nothing to read");
}

#[test]
fn streams_that_begin_without_end() {
    // Each of them may be a table whose dictionary is all that comes before it.
    for dictionary in ["", "<</First 1/N 1", "<</First 1/N 1/Filter/ASCIIHexDecode", "#"] {
        let mut pdf = Pdf::default();
        pdf.page(&words("F1", 10.0, 20.0, 500.0, "words"), "");
        pdf.add(dictionary.to_owned() + &"stream ".repeat(MILLION));
        made("streams.pdf", pdf, "");
    }
}

#[test]
fn pages_with_everything_on_them() {
    let mut pdf = Pdf::default();
    let content = packed(b"BT /F1 1 Tf 20 500 Td (words and more) Tj ET ", MILLION / 4);
    let content = pdf.stream(FLATE, &content);
    pdf.page_of(content, "");
    made("letters.pdf", pdf, "words");

    let mut pdf = Pdf::default();
    // Every word on a line of its own, a hair below the one before.
    let spread: String = (0..MILLION / 20)
        .map(|at| words("F1", 5.0, 20.0 + (at % 7) as f64, 590.0 - at as f64 * 0.01, "w"))
        .collect();
    pdf.page(&spread, "");
    made("lines.pdf", pdf, "w");

    let mut pdf = Pdf::default();
    let begin = words("F1", 10.0, 20.0, 500.0, "deep");
    pdf.page(&(begin + &"q ".repeat(MILLION) + &"[".repeat(MILLION) + &"<<".repeat(MILLION)), "");
    made("deep.pdf", pdf, "deep");

    let mut pdf = Pdf::default();
    let rules = "20 30 100 0.5 re f ".repeat(MILLION / 10);
    pdf.page(&(rules + &words("F1", 10.0, 20.0, 500.0, "ruled")), "");
    made("rules.pdf", pdf, "ruled");
}

#[test]
fn what_leads_back_to_itself() {
    let mut pdf = Pdf::default();
    let form = pdf.next();
    let again = format!(
        "/Type/XObject/Subtype/Form/BBox[0 0 400 600]/Resources<</XObject<</X {form} 0 R>>>>"
    );
    pdf.stream(&again, "/X Do ".repeat(100).as_bytes());
    pdf.resources = format!("/XObject<</X {form} 0 R>>");
    pdf.page(&(words("F1", 10.0, 20.0, 500.0, "round") + "/X Do "), "");
    made("forms.pdf", pdf, "round");

    let mut pdf = Pdf::default();
    let here = pdf.next();
    pdf.add(format!(
        "<</Kids[{here} 0 R {here} 0 R]/K[{here} 0 R]/First {here} 0 R/Next {here} 0 R/S/P>>"
    ));
    pdf.catalog = format!(
        "/Outlines {here} 0 R/StructTreeRoot {here} 0 R/PageLabels {here} 0 R/Names<</Dests {here} 0 R>>"
    );
    pdf.page(&words("F1", 10.0, 20.0, 500.0, "round"), "");
    made("trees.pdf", pdf, "round");

    let mut pdf = Pdf::default();
    let content = words("F1", 10.0, 20.0, 500.0, "the same");
    let content = pdf.stream("", content.as_bytes());
    for _ in 0..MILLION / 100 {
        pdf.page_of(content, "");
    }
    made("pages.pdf", pdf, "the same");
}

#[test]
fn damaged_encrypted_and_hostile_files_of_others() {
    let Some(folder) = shared("pdf/robust", "damaged and hostile PDFs") else { return };
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let said = within_bounds(&path);
        assert!(!said.is_empty(), "{}", path.display());
    }
}
