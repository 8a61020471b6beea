//! What goes out: the words stay words in each format, and a note keeps what its owner wrote.

use proptest::prelude::*;

use super::*;
use crate::anchor::{Anchor, Whereabouts};
use crate::doc::Span;
use crate::marks::{About, Annotation, Placed};
use crate::text::Text;

const SOURCE: &str = "# One\n\nFirst words here. And more of them.\n\n| A line of verse\n| and another\n\n\
                      # Two\n\nLast words of it.\n";

fn text() -> Text {
    Text::new(crate::read::markdown("x.md", SOURCE))
}

fn about() -> About {
    About {
        id: "0b5e2a0c-7d0e-4f6e-9a43-1f1e35a9d001".into(),
        title: Some("Mutual Aid: “A Factor”".into()),
        creators: vec!["Peter Kropotkin".into()],
        date: Some("1902".into()),
        identifiers: vec!["doi:10.1234/x".into()],
        ..About::default()
    }
}

/// A mark of these words of the text, the first of them.
fn mark(text: &Text, number: u32, words: &str, remark: &str) -> Placed {
    let start = text.document.text.find(words).expect("words of the text");
    let span = Span::new(start, start + words.len());
    let annotation = Annotation {
        id: format!("7f3a1b{number:02}-9d0e-4f6a-8b1c-2d3e4f5a6b7c"),
        anchor: Anchor::of(&text.document.text, span),
        remark: remark.into(),
        created: 1_796_075_404_123,
        modified: 1_796_075_404_123,
        ..Annotation::default()
    };
    Placed { annotation, at: Whereabouts::At(span), carried: false }
}

/// A mark whose words are nowhere.
fn orphan(number: u32, words: &str, remark: &str) -> Placed {
    let annotation = Annotation {
        id: format!("7f3a1b{number:02}-9d0e-4f6a-8b1c-2d3e4f5a6b7c"),
        anchor: Anchor { exact: words.into(), start: 3, length: 100, ..Anchor::default() },
        remark: remark.into(),
        page: Some("233".into()),
        section: Some("One".into()),
        created: 1_796_075_404_123,
        ..Annotation::default()
    };
    Placed { annotation, at: Whereabouts::Nowhere, carried: false }
}

fn written(marks: &[Placed], format: Format) -> String {
    let (text, about) = (text(), about());
    write(&[Excerpts::of(&about, marks, Some(&text), "/books/aid.md")], format)
}

#[test]
fn markdown_quotes_and_cites() {
    let text = text();
    let verse = "more of them.\nA line of verse\nand another";
    let marks = [mark(&text, 2, verse, ""), mark(&text, 1, "First words", "*So?*\nYes.")];
    let expected = "---\ntitle: 'Mutual Aid: “A Factor”'\nauthor:\n  - Peter Kropotkin\nyear: 1902\n\
         citekey: kropotkin-1902\ndoi: '10.1234/x'\nsource: '/books/aid.md'\n---\n\n\
         # Mutual Aid: “A Factor”\n\n## One\n\n> First words [@kropotkin-1902]\n\n^ibid-7f3a1b01\n\n\
         *So?*\nYes.\n\n> more of them.\n>\n> A line of verse\\\n> and another [@kropotkin-1902]\n\n\
         ^ibid-7f3a1b02\n";
    assert_eq!(written(&marks, Format::Markdown), expected);
}

#[test]
fn markdown_words_stay_words() {
    let words = "# a `b` *c* [d](e) ==f== %%g%% #tag <!-- ibid x --> ^ibid-1 $x$ | -->\n---\n- i";
    let out = written(&[orphan(1, words, "")], Format::Markdown);
    let quoted: String = out.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    for sign in ["==f", "%%g", " #tag", "`b`", "*c*", "[d]", " <!-- ibid", " ^ibid-1"] {
        assert!(!quoted.contains(sign), "{sign}: {quoted}");
    }
    assert!(quoted.contains("[@kropotkin-1902, p. 233]"), "{quoted}");
    let read = crate::read::markdown("x", &out.replace("[@kropotkin-1902, p. 233]", ""));
    let plain = "# a `b` *c* [d](e) ==f== %%g%% #tag <!-- ibid x --> ^ibid-1 $x$ | -->";
    assert!(read.text.contains(plain), "{}", read.text);
}

#[test]
fn annotations_have_the_selectors_that_find_them() {
    let text = text();
    let out = written(&[mark(&text, 1, "First words", "So?"), orphan(2, "x", "")], Format::Json);
    let read: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(read["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(read["total"], 2);
    let items = read["first"]["items"].as_array().unwrap();
    let first = items.iter().find(|item| item["motivation"] == "commenting").unwrap();
    assert_eq!(first["body"][0]["value"], "So?");
    assert_eq!(first["created"], "2026-11-30T21:50:04.123Z");
    assert_eq!(first["target"]["source"], "https://doi.org/10.1234/x");
    assert_eq!(first["target"]["selector"][0]["exact"], "First words");
    assert_eq!(first["target"]["selector"][1]["start"], 4);
}

#[test]
fn a_table_holds_words_and_no_formulas() {
    let marks = [orphan(1, "=1+2, \"so\"\nnext", "-x"), orphan(2, "plain", "")];
    let out = written(&marks, Format::Csv);
    let expected = "Highlight,Title,Author,URL,Note,Location,Date\r\n\
         \"'=1+2, \"\"so\"\"\n\nnext\",Mutual Aid: “A Factor”,Peter Kropotkin,\
         https://doi.org/10.1234/x,'-x,233,2026-11-30 21:50:04\r\n\
         plain,Mutual Aid: “A Factor”,Peter Kropotkin,https://doi.org/10.1234/x,,233,\
         2026-11-30 21:50:04\r\n";
    assert_eq!(out, expected);
}

#[test]
fn org_words_stay_words() {
    let words = "* a heading\n#+end_quote\n- item *bold* /it/ [[l]] [fn:1]\n12. x";
    let out = written(&[orphan(1, words, "* mine\n- list\n#+end")], Format::Org);
    assert!(
        out.starts_with("#+title: Mutual Aid: “A Factor”\n#+author: Peter Kropotkin\n"),
        "{out}"
    );
    assert!(out.contains("\n* One\n\n#+name: ibid-7f3a1b01\n#+begin_quote\n\u{200b}* a heading"));
    assert!(out.contains("12. x [cite:@kropotkin-1902 p. 233]\n#+end_quote\n"), "{out}");
    assert_eq!(out.lines().filter(|line| line.starts_with("* ")).count(), 1, "{out}");
    assert_eq!(out.lines().filter(|line| line.starts_with("#+end")).count(), 1, "{out}");
    for sign in ["*bold", "/it", "[[", "[fn"] {
        assert!(!out.contains(sign), "{sign}: {out}");
    }
    assert!(out.contains("\n- list\n"), "{out}");
}

#[test]
fn clippings_are_those_of_the_device() {
    let out = written(
        &[orphan(1, "Some\nwords", "A\nremark"), orphan(2, "==========", "")],
        Format::Clippings,
    );
    let expected = "\u{feff}Mutual Aid: “A Factor” (Peter Kropotkin)\r\n\
         - Your Highlight on page 233 | Location 1 | Added on Monday, November 30, 2026 9:50:04 PM\r\n\
         \r\nSome words\r\n==========\r\n\
         \u{feff}Mutual Aid: “A Factor” (Peter Kropotkin)\r\n\
         - Your Note on page 233 | Location 1 | Added on Monday, November 30, 2026 9:50:04 PM\r\n\
         \r\nA remark\r\n==========\r\n";
    assert!(out.starts_with(expected), "{out}");
    assert_eq!(out.lines().filter(|line| *line == "==========").count(), 3);
}

#[test]
fn a_work_of_which_little_is_known_is_written() {
    let (about, marks) = (About::default(), [orphan(1, "", "just a remark")]);
    let work = [Excerpts::of(&about, &marks, None, "")];
    for format in [Format::Markdown, Format::Json, Format::Csv, Format::Org, Format::Clippings] {
        let out = write(&work, format);
        assert!(out.contains("just a remark") && out.contains("Untitled"), "{out}");
    }
}

/// A note with these marks in it.
fn noted(note: &str, marks: &[Placed]) -> (String, Told) {
    let (text, about) = (text(), about());
    into_note(note, &Excerpts::of(&about, marks, Some(&text), "/books/aid.md"))
}

#[test]
fn a_note_grows_in_the_order_of_the_text() {
    let text = text();
    let first = mark(&text, 1, "First words", "");
    let last = mark(&text, 3, "Last words", "");
    let (note, told) = noted("", std::slice::from_ref(&last));
    assert_eq!(told.added, 1);
    assert!(note.starts_with("---\ntitle:") && note.contains("\n# Mutual Aid"), "{note}");
    let mine = note.replace("^ibid-7f3a1b03\n", "^ibid-7f3a1b03\n\nMy own thought.\n");
    let (note, told) = noted(&mine, &[first.clone(), last.clone()]);
    assert_eq!(told, Told { added: 1, ..Told::default() });
    let order = ["## One", "First words", "## Two", "Last words", "My own thought."];
    let places: Vec<usize> = order.iter().map(|words| note.find(words).unwrap()).collect();
    assert!(places.is_sorted(), "{note}");
    // One more between the two: what was written after the first stays with it.
    let mine = note.replace("## Two", "After the first.\n\n## Two");
    let between = mark(&text, 2, "more of them", "");
    let (note, _) = noted(&mine, &[first.clone(), between.clone(), last.clone()]);
    let order = ["First words", "After the first.", "more of them", "## Two", "Last words"];
    let places: Vec<usize> = order.iter().map(|words| note.find(words).unwrap()).collect();
    assert!(places.is_sorted(), "{note}");
    assert_eq!(noted(&note, &[first, between, last]), (note, Told::default()));
}

#[test]
fn a_changed_mark_is_written_anew_unless_it_was_edited() {
    let text = text();
    let before = mark(&text, 1, "First words", "So?");
    let other = mark(&text, 2, "Last words", "");
    let (note, _) = noted("Mine.\n", &[before.clone(), other.clone()]);
    assert!(note.starts_with("Mine.\n\n## One\n\n<!-- ibid 7f3a1b01-"), "{note}");
    let mut after = before.clone();
    after.annotation.remark = "So it is.\n\nAnd more.".into();
    let (renewed, told) = noted(&note, &[after.clone(), other.clone()]);
    assert_eq!(told, Told { rewritten: 1, ..Told::default() });
    assert!(renewed.contains("So it is.\n\nAnd more.\n") && !renewed.contains("So?"), "{renewed}");
    let edited = note.replace("So?", "So? Yes.");
    assert_eq!(noted(&edited, &[before, other.clone()]), (edited.clone(), Told::default()));
    let told = Told { edited: 1, ..Told::default() };
    assert_eq!(noted(&edited, &[after.clone(), other.clone()]), (edited, told));
    // Without its comment a block is known by its name.
    let bare: String = note
        .lines()
        .filter(|line| !line.starts_with("<!--"))
        .map(|line| format!("{line}\n"))
        .collect();
    let (kept, told) = noted(&bare, &[after, other]);
    assert_eq!((kept, told.added), (bare, 0));
}

#[test]
fn line_ends_are_those_of_the_note() {
    let text = text();
    let (first, last) = (mark(&text, 1, "First words", "a\nb"), mark(&text, 2, "Last words", ""));
    let (note, _) = noted("Mine.\r\nMore.", std::slice::from_ref(&first));
    assert!(note.starts_with("Mine.\r\nMore.\r\n\r\n## One\r\n"), "{note:?}");
    assert!(note.split('\n').rev().skip(1).all(|line| line.ends_with('\r')), "{note:?}");
    // A version control that changes them has edited nothing.
    let mut changed = first.clone();
    changed.annotation.remark = "c".into();
    let (_, told) = noted(&note.replace('\r', ""), &[changed, last]);
    assert_eq!(told, Told { added: 1, rewritten: 1, edited: 0 });
}

#[test]
fn nothing_is_put_into_a_fence() {
    let text = text();
    let (first, last) = (mark(&text, 1, "First words", ""), mark(&text, 2, "more of", ""));
    let (note, _) = noted("", std::slice::from_ref(&first));
    let mine = format!("{note}\n```sh\n# not a heading\n```\n\n# Thoughts\n");
    let (note, _) = noted(&mine, &[first, last]);
    let order = ["not a heading", "more of", "# Thoughts"];
    let places: Vec<usize> = order.iter().map(|words| note.find(words).unwrap()).collect();
    assert!(places.is_sorted(), "{note}");
}

/// What a reader may have in a note, our own signs among it.
fn foreign() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[a-z #>`*-]{0,12}",
        Just("```".to_owned()),
        Just("---".to_owned()),
        Just("## One".to_owned()),
        Just("^ibid-7f3a1b07".to_owned()),
        Just("<!-- ibid x 99999 0 -->".to_owned()),
        Just("<!-- ibid 7f3a1b01-9d0e-4f6a-8b1c-2d3e4f5a6b7c 2 0 -->".to_owned()),
    ];
    prop::collection::vec(line, 0..9).prop_map(|lines| lines.join("\n"))
}

/// Whether all lines of `part` stand in `whole` in their order; the last may have been given its end.
fn stays(part: &str, whole: &str) -> bool {
    let mut lines = whole.split('\n');
    let last = part.split('\n').count();
    part.split('\n').zip(1..).all(|(line, number)| {
        lines.any(|other| other == line || number == last && other.trim_end_matches('\r') == line)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// What stands in a note stays, and twice is once.
    #[test]
    fn foreign_words_stay(
        head in foreign(), tail in foreign(), crlf in any::<bool>(),
        some in prop::collection::btree_set(0..3_usize, 0..3),
    ) {
        let text = text();
        let all = [
            mark(&text, 1, "First words", "one"),
            mark(&text, 2, "more of", ""),
            mark(&text, 3, "Last words", "three"),
        ];
        let some: Vec<Placed> = some.into_iter().map(|at| all[at].clone()).collect();
        let ends = |words: String| if crlf { words.replace('\n', "\r\n") } else { words };
        let (first, _) = noted(&ends(head.clone()), &some);
        prop_assume!(!head.trim().is_empty());
        prop_assert!(stays(&ends(head.clone()), &first));
        let mine = format!("{first}{}", ends(tail));
        let (note, told) = noted(&mine, &all);
        let own = mine.trim_end_matches(['\r', '\n']);
        prop_assert!(stays(own, &note), "{:?} {:?}", mine, note);
        prop_assert_eq!(told.rewritten, 0);
        let (again, told) = noted(&note, &all);
        prop_assert_eq!(&again, &note);
        prop_assert_eq!(told.added + told.rewritten, 0);
    }

    /// Whatever the words are, each format is written.
    #[test]
    fn any_words_are_written(words in "\\PC{0,40}|[#*=|>\n-]{0,20}", remark in "\\PC{0,20}") {
        let marks = [orphan(1, &words, &remark)];
        for format in [Format::Markdown, Format::Json, Format::Csv, Format::Org, Format::Clippings] {
            written(&marks, format);
        }
        let (note, _) = noted("x\n", &marks);
        prop_assert_eq!(noted(&note, &marks), (note, Told::default()));
    }
}
