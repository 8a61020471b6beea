//! PDFs: what is read of their pages, where it stood, and what the file says itself. They are made
//! here; the shared ones are compared with what `pdftotext` reads of them, where it is installed.

use std::collections::HashMap;
use std::process::Command;

use crate::invariants::made_pdf::{Pdf, lines, of_pages, of_pictures, words};
use crate::shared::shared;
use ibid::doc::{Document, MarkKind, Tag, Target};
use ibid::read::read;

/// What is read of a PDF.
fn open(bytes: &[u8]) -> Document {
    let document = read("a.pdf", bytes).expect("a PDF");
    assert_eq!(document.check(), Ok(()));
    let places: Vec<usize> = document.geometry.iter().map(|line| line.place).collect();
    assert!(places.is_sorted(), "{places:?}");
    document
}

/// The blocks of a PDF, each with its lines.
fn blocks(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(|block| document.words(block.span)).collect()
}

/// The words that marks of a kind cover.
fn marked(document: &Document, which: fn(&MarkKind) -> bool) -> Vec<&str> {
    let marks = document.marks.iter().filter(|mark| which(&mark.kind));
    marks.map(|mark| document.words(mark.span)).collect()
}

const LEFT: [&str; 7] = [
    "The first line of a column that is long",
    "and the second one goes to the edge too",
    "as does the third of them, which is full",
    "like all that stand in columns of prose",
    "and are read down before what is beside",
    "whatever the order they were drawn in is",
    "so that nothing of it is read crosswise",
];
const RIGHT: [&str; 7] = [
    "Here begins the column on the right side",
    "which is read when the left is at its end",
    "although its lines stand beside the others",
    "on the same heights and in the same type",
    "so that only the gap between them tells",
    "where a line of the one breaks off here",
    "and one of the other begins over there",
];

#[test]
fn columns_are_read_one_after_the_other() {
    let mut content = words("F1", 10.0, 130.0, 560.0, "A running head");
    // As a program might draw them: line by line, across.
    for at in 0..7 {
        let y = 500.0 - 12.0 * at as f64;
        content += &words("F1", 10.0, 20.0, y, LEFT[at]);
        content += &words("F1", 10.0, 215.0, y, RIGHT[at]);
    }
    content += &words("F1", 10.0, 195.0, 30.0, "12");
    let document = open(&of_pages(&[&content]));
    let (left, right) = (LEFT.join("\n"), RIGHT.join("\n"));
    assert_eq!(blocks(&document), ["A running head", &left, &right, "12"]);
    let first = document.geometry_at(document.blocks[2].span.start).unwrap();
    assert_eq!((first.page, first.column, first.left, first.size), (0, 1, 2150, 100));
    // The page is 600 points high.
    assert_eq!(first.baseline, 1000);
}

#[test]
fn a_table_and_a_program_are_read_line_by_line() {
    let mut content = String::new();
    for (at, (code, remark)) in [
        ("mov edx, ebx", "// load it from the record of the trace"),
        ("mov edi(0), edx", "// store it to the stack of the interpreter"),
        ("and eax, -4", "// mask out the tag"),
        ("cmp eax, Array and what is in it", "// test it"),
        ("sub esp, 8", "// make room"),
        ("push false", "// the last argument of the call"),
        ("push esi", "// the first argument of the call"),
        ("call it", "// and that is the call itself, at last"),
    ]
    .into_iter()
    .enumerate()
    {
        let y = 500.0 - 12.0 * at as f64;
        content += &words("F1", 10.0, 20.0, y, code);
        content += &words("F1", 10.0, 190.0, y, remark);
    }
    let document = open(&of_pages(&[&content]));
    assert!(document.text.starts_with("mov edx, ebx // load it"), "{}", document.text);
}

#[test]
fn blocks_end_where_lines_stand_apart_or_change_their_size() {
    let content = words("F2", 14.0, 20.0, 560.0, "A Heading")
        + &lines(20.0, 542.0, &["One line", "and the next of it", "and one more"])
        + &lines(20.0, 500.0, &["After a gap", "goes on"])
        + &words("F1", 8.0, 20.0, 478.0, "a note in small type");
    let document = open(&of_pages(&[&content, &lines(20.0, 500.0, &["On the next page"])]));
    let found = [
        "A Heading",
        "One line\nand the next of it\nand one more",
        "After a gap\ngoes on",
        "a note in small type",
        "On the next page",
    ];
    assert_eq!(blocks(&document), found);
    let heading = document.geometry_at(0).unwrap();
    assert!(heading.bold && !heading.italic && heading.size == 140);
    assert_eq!(document.geometry.last().map(|line| line.page), Some(1));
    let pages = document.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Page { .. }));
    let places: Vec<usize> = pages.map(|mark| mark.span.start).collect();
    assert_eq!(places, [0, document.blocks[4].span.start]);
}

#[test]
fn figures_are_raised_by_their_place() {
    let content = "BT /F1 10 Tf 20 500 Td (Words) Tj /F1 7 Tf 4 Ts (12) Tj 0 Ts /F1 10 Tf \
        ( that go on, H) Tj /F1 7 Tf -2 Ts (2) Tj 0 Ts /F1 10 Tf (O and ) Tj /F3 10 Tf (italics) Tj ET\n\
        BT /F1 6 Tf 20 63 Td (3) Tj /F1 8 Tf 0 -3 Td 4 0 Td (A note) Tj ET";
    let document = open(&of_pages(&[content]));
    assert_eq!(blocks(&document), ["Words12 that go on, H2O and italics", "3 A note"]);
    assert_eq!(marked(&document, |kind| *kind == MarkKind::Superscript), ["12", "3"]);
    assert_eq!(marked(&document, |kind| *kind == MarkKind::Subscript), ["2"]);
    assert_eq!(marked(&document, |kind| *kind == MarkKind::Emphasis), ["italics"]);
}

#[test]
fn gaps_are_blanks_and_accents_go_to_their_letters() {
    let cases = [
        // TeX moves the pen where others set a blank.
        ("[(T)83(o)-250(b)-28(e)-333(or)]TJ", "To be or"),
        ("(a  b) Tj ( c) Tj", "a b c"),
        ("(one) Tj 40 0 Td (two) Tj", "one two"),
        // A diaeresis, the pen moved back, and the letter.
        ("[(M)(\\250)333(uller)]TJ", "Müller"),
        // Letters that are spaced out are one word.
        ("3 Tc (SPACED) Tj", "SPACED"),
    ];
    for (operators, text) in cases {
        let content = format!("BT /F1 10 Tf 20 500 Td {operators} ET");
        assert_eq!(open(&of_pages(&[&content])).text, text, "{operators}");
    }
}

#[test]
fn what_is_drawn_twice_is_read_once() {
    let content = words("F1", 10.0, 20.0, 500.0, "Bold by two strokes")
        + &words("F1", 10.0, 20.3, 500.0, "Bold by two strokes");
    assert_eq!(open(&of_pages(&[&content])).text, "Bold by two strokes");
}

#[test]
fn turned_text_and_turned_pages_are_read_in_their_direction() {
    let stamp = "BT /F1 10 Tf 0 1 -1 0 15 200 Tm (A stamp on the edge) Tj ET\n";
    let content = lines(40.0, 500.0, &["Words of the page", "as they are read"]) + stamp;
    let document = open(&of_pages(&[&content]));
    assert_eq!(blocks(&document), ["Words of the page\nas they are read", "A stamp on the edge"]);
    let turned: Vec<bool> = document.geometry.iter().map(|line| line.turned).collect();
    assert_eq!(turned, [false, false, true]);
    let mut pdf = Pdf::default();
    pdf.page("BT /F1 10 Tf 0 1 -1 0 100 50 Tm (Upright when turned) Tj ET", "/Rotate 90");
    let document = open(&pdf.finish());
    assert_eq!(document.text, "Upright when turned");
    let line = document.geometry[0];
    assert_eq!((line.turned, line.left, line.baseline), (false, 500, 1000));
}

#[test]
fn a_rule_is_seen_above_its_line() {
    let content = lines(20.0, 500.0, &["Words of the text", "and more"])
        + "20 400 100 0.4 re f\n"
        + &words("F1", 8.0, 20.0, 388.0, "1 A note")
        + &words("F1", 8.0, 20.0, 378.0, "that goes on");
    let document = open(&of_pages(&[&content]));
    let ruled: Vec<bool> = document.geometry.iter().map(|line| line.ruled).collect();
    assert_eq!(ruled, [false, false, true, false]);
}

#[test]
fn links_lead_to_the_line_at_their_other_end() {
    let mut pdf = Pdf::default();
    let content = "BT /F1 10 Tf 20 500 Td (Words) Tj /F1 7 Tf 4 Ts (1) Tj 0 Ts ET\n".to_owned()
        + &words("F1", 10.0, 20.0, 488.0, "See example.org for more")
        + &words("F1", 8.0, 20.0, 60.0, "1 The first note")
        + &words("F1", 8.0, 20.0, 50.0, "2 The second note");
    // The page comes after its content stream.
    let page = pdf.next() + 1;
    let note = "<</Type/Annot/Subtype/Link/Rect[45.5 502 51 512]/A<</S/GoTo/D(Hfootnote.1)>>>>";
    let site =
        "<</Type/Annot/Subtype/Link/Rect[38 485 85 497]/A<</S/URI/URI(http://example.org)>>>>";
    pdf.page(&content, &format!("/Annots[{note}{site}]"));
    pdf.catalog = format!(
        "/Names<</Dests<</Names[(Hfootnote.1)[{page} 0 R/XYZ 20 70 null]]>>>>\
        /PageLabels<</Nums[0<</S/r/St 4>>]>>/Lang(en)"
    );
    let document = open(&pdf.finish());
    let links: Vec<(&str, &Target)> = document
        .marks
        .iter()
        .filter_map(|mark| match &mark.kind {
            MarkKind::Link(target) => Some((document.words(mark.span), target)),
            _ => None,
        })
        .collect();
    let place = document.text.find("1 The first note").unwrap();
    let address = Target::Address("http://example.org".into());
    assert_eq!(links, [("1", &Target::Place(place)), ("example.org", &address)]);
    let page = MarkKind::Page { number: Some("iv".into()) };
    assert!(document.marks.iter().any(|mark| mark.kind == page));
    assert_eq!(document.metadata.language.as_deref(), Some("en"));
}

#[test]
fn tags_and_the_outline_say_what_lines_are() {
    let mut pdf = Pdf::default();
    let content = "/Artifact BMC ".to_owned()
        + &words("F1", 10.0, 20.0, 580.0, "A running head")
        + "EMC /H2 <</MCID 0>> BDC "
        + &words("F1", 10.0, 20.0, 500.0, "1 Of Bees")
        + "EMC /P <</MCID 1>> BDC "
        + &words("F1", 10.0, 20.0, 488.0, "Words of the text")
        + "EMC /Mine <</MCID 2>> BDC "
        + &words("F1", 10.0, 20.0, 60.0, "1 A note")
        + "EMC";
    let page = pdf.next() + 1;
    pdf.page(&content, "");
    let note = format!("<</S/Mine/K<</S/P/Pg {page} 0 R/K 2>>>>");
    let kids = format!("<</S/H2/Pg {page} 0 R/K 0>><</S/P/Pg {page} 0 R/K[1]>>{note}");
    let entry = pdf.next();
    pdf.add(format!("<</Title(Of Bees)/Dest[{page} 0 R/Fit]/Next {entry} 0 R>>"));
    pdf.catalog = format!(
        "/StructTreeRoot<</RoleMap<</Mine/Note>>/K<</S/Document/K[{kids}]>>>>\
        /Outlines<</First {entry} 0 R>>"
    );
    let document = open(&pdf.finish());
    let tags: Vec<Option<Tag>> = document.geometry.iter().map(|line| line.tag).collect();
    let found = [Tag::Artifact, Tag::Heading(2), Tag::Paragraph, Tag::Note].map(Some);
    assert_eq!(tags, found);
    let outlined: Vec<Option<u8>> = document.geometry.iter().map(|line| line.outlined).collect();
    assert_eq!(outlined, [None, Some(1), None, None]);
}

#[test]
fn what_a_file_says_that_a_sign_is_counts() {
    let content = "BT /F1 10 Tf 20 500 Td (hyphen) Tj \
        /Span<</ActualText<FEFF00AD>>> BDC (-) Tj EMC ET\n\
        BT /F1 10 Tf 20 488 Td (ated) Tj ET";
    assert_eq!(open(&of_pages(&[content])).text, "hyphen\u{ad}\nated");
}

#[test]
fn a_pdf_begins_after_a_few_bytes_and_a_text_about_it_does_not() {
    let pdf = of_pages(&[&words("F1", 10.0, 20.0, 500.0, "Words")]);
    let heads: [&[u8]; 4] =
        [b"", b"\r\n \n", b"\x1b%-12345X@PJL\n\xff\n", b"HTTP/1.1 200\n\n\xfe\n"];
    for head in heads {
        assert_eq!(open(&[head, &pdf].concat()).text, "Words", "{head:?}");
    }
    let about = "# How a PDF begins\n\n```\n%PDF-1.7\n1 0 obj\n```\n\nAnd so “on”.\n";
    let text = read("a.md", about.as_bytes()).expect("a text").text;
    assert!(text.contains("%PDF-1.7") && text.ends_with("And so “on”."), "{text}");
}

#[test]
fn a_pdf_that_cannot_be_read_is_refused_in_a_sentence() {
    let cases = [
        (of_pictures(), "ocrmypdf"),
        (of_pages(&["0 0 m 10 10 l S"]), "nothing to read"),
        (b"%PDF-1.7\nnothing of the kind".to_vec(), "its pages cannot be found"),
    ];
    for (bytes, words) in cases {
        let refusal = read("a.pdf", &bytes).expect_err("no words").to_string();
        assert!(refusal.starts_with("a.pdf ") && refusal.contains(words), "{refusal}");
    }
}

#[test]
fn the_opening_is_the_beginning_of_the_whole() {
    let page = |number: usize| {
        lines(20.0, 500.0, &[&format!("Page {number} of the book")]) + &lines(20.0, 480.0, &LEFT)
    };
    let contents: Vec<String> = (1..=40).map(page).collect();
    let contents: Vec<&str> = contents.iter().map(String::as_str).collect();
    let bytes = of_pages(&contents);
    let whole = open(&bytes);
    let opening = ibid::read::opening("a.pdf", &bytes, 2000).expect("an opening");
    assert!(whole.text.starts_with(&opening.text), "{}", opening.text);
    assert!(opening.text.len() >= 1000 && opening.text.len() * 3 < whole.text.len());
    assert_eq!(opening.geometry, whole.geometry[..opening.geometry.len()]);
}

/// How often each letter and figure stands in a text, whatever its shape.
fn letters(text: &str) -> HashMap<char, usize> {
    use unicode_normalization::UnicodeNormalization;
    let mut found = HashMap::new();
    for letter in text.nfkc().filter(|letter| letter.is_alphanumeric()) {
        *found.entry(letter).or_default() += 1;
    }
    found
}

#[test]
fn no_letter_is_lost_that_another_program_reads() {
    /// How many of a thousand letters may be others, as in formulas.
    const OTHERS: usize = 6;
    let Some(folder) = shared("pdf", "letters of PDFs") else { return };
    if Command::new("pdftotext").arg("-v").output().is_err() {
        return eprintln!("skipped: letters of PDFs, because pdftotext is not installed");
    }
    let files =
        [folder.clone(), folder.join("real")].map(|folder| std::fs::read_dir(folder).unwrap());
    for file in files.into_iter().flatten().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|ending| ending != "pdf") {
            continue;
        }
        let other = Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
        let other = letters(&String::from_utf8_lossy(&other.stdout));
        let own = letters(&open(&std::fs::read(&file).unwrap()).text);
        let differ = |a: &HashMap<char, usize>, b: &HashMap<char, usize>| -> usize {
            let of_b = |letter| b.get(letter).copied().unwrap_or(0);
            a.iter().map(|(letter, count)| count.saturating_sub(of_b(letter))).sum()
        };
        let (lost, more) = (differ(&other, &own), differ(&own, &other));
        let all: usize = other.values().sum();
        assert!(
            (lost + more) * 1000 <= all * OTHERS,
            "{}: {lost} lost, {more} more",
            file.display()
        );
    }
}

#[test]
fn a_letter_that_goes_down_over_lines_begins_the_first() {
    let content = words("F1", 36.0, 20.0, 476.0, "T")
        + &lines(
            44.0,
            500.0,
            &[
                "here was once a letter that was larger",
                "than three lines of what came after it",
                "and stood before them all like a house",
            ],
        )
        + &lines(20.0, 464.0, &["until the lines below it went back to the edge"]);
    let found = "There was once a letter that was larger\nthan three lines of what came after it\n\
        and stood before them all like a house\nuntil the lines below it went back to the edge";
    assert_eq!(open(&of_pages(&[&content])).text, found);
}
