//! Files of marks: what is printed is read again, what is torn or not ours stays, and copies are united
//! the same whichever comes first.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::anchor::{Anchor, Identity};
use crate::marks::Colour;

fn mark(id: &str, modified: u64) -> Annotation {
    Annotation {
        id: id.to_owned(),
        anchor: Anchor {
            exact: "the key".into(),
            prefix: "kept ".into(),
            suffix: ".".into(),
            start: 7,
            length: 99,
        },
        created: 1,
        modified,
        ..Annotation::default()
    }
}

const ID: &str = "0b5e2a0c-7d0e-4f6e-9a43-1f1e35a9d001";

fn file() -> MarkFile {
    MarkFile::new(About { id: ID.into(), title: Some("A text".into()), ..About::default() })
}

#[test]
fn a_line_is_an_annotation() {
    let mut file = file();
    let remark = "Is it?".to_owned();
    file.put(Annotation { remark, page: Some("12".into()), ..mark(ID, 1_796_075_404_123) });
    let printed = file.print();
    let lines: Vec<&str> = printed.lines().collect();
    assert!(lines[0].starts_with(r#"{"format":"ibid-marks/1","id":"urn:uuid:0b5e"#), "{printed}");
    let line: serde_json::Value = serde_json::from_str(lines[1]).unwrap();
    let expected = json!({
        "id": format!("urn:uuid:{ID}"), "type": "Annotation", "motivation": "commenting",
        "created": "1970-01-01T00:00:00.001Z", "modified": "2026-11-30T21:50:04.123Z",
        "color": "yellow", "page": "12",
        "body": {"type": "TextualBody", "value": "Is it?", "format": "text/plain",
            "purpose": "commenting"},
        "target": {"source": format!("urn:uuid:{ID}"), "selector": [
            {"type": "TextQuoteSelector", "exact": "the key", "prefix": "kept ", "suffix": "."},
            {"type": "TextPositionSelector", "start": 7, "end": 14, "length": 99},
        ]},
    });
    assert_eq!(line, expected);
    assert_eq!(MarkFile::parse(printed.as_bytes()), Ok(file));
}

#[test]
fn what_is_not_ours_stays() {
    let mut file = file();
    file.put(mark("a", 5));
    let theirs = r#"{"id":"x","type":["Annotation"],"stars":5,"color":"mauve","created":"long ago","motivation":"bookmarking","body":[{"type":"TextualBody","purpose":"tagging","value":"tag"},{"type":"TextualBody","value":"said"}],"target":{"source":"https://example.org","selector":[{"type":"CssSelector","value":"p"},{"type":"TextQuoteSelector","exact":"words"}]}}"#;
    let long = format!(r#"{{"id":"long","x":"{}"}}"#, "x".repeat(LONGEST));
    let torn = r#"{"id":"urn:uuid:12","type":"Anno"#;
    let content = format!("{}{theirs}\r\n\n<<<<<<< HEAD\n{long}\n{torn}", file.print());
    let mut read = MarkFile::parse(content.as_bytes()).unwrap();
    assert_eq!(read.marks().count(), 2, "the torn and the long line cost themselves alone");
    assert_eq!(read.mark("x").map(|mark| &*mark.remark), Some("said"));
    let printed = read.print();
    let line = printed.lines().find(|line| line.contains("mauve")).unwrap();
    let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let mut same = value(line);
    same.as_object_mut().unwrap().remove("modified");
    assert_eq!(same, value(theirs));
    for kept in ["<<<<<<< HEAD", &*long, torn] {
        assert!(printed.lines().any(|line| line == kept), "{kept}");
    }
    assert_eq!(MarkFile::parse(printed.as_bytes()).as_ref(), Ok(&read));
    // What the reader says now takes the place of what was said, and nothing else goes.
    let mut changed = read.mark("x").cloned().unwrap();
    changed.remark = "said anew".into();
    read.put(changed);
    let printed = read.print();
    assert!(printed.contains("said anew") && !printed.contains(r#""said""#), "{printed}");
    assert!(printed.contains(r#""tag""#) && printed.contains("CssSelector"), "{printed}");
}

#[test]
fn what_cannot_be_used_is_told_apart() {
    let newer = "{\"format\":\"ibid-marks/2\",\"id\":\"x\"}\n";
    for (content, why) in
        [("", Unusable::NoMarks), ("{}\n", Unusable::NoMarks), (newer, Unusable::Newer)]
    {
        assert_eq!(MarkFile::parse(content.as_bytes()), Err(why), "{content}");
    }
    let cut = &file().print()[..30];
    assert_eq!(MarkFile::parse(cut.as_bytes()), Err(Unusable::NoMarks));
}

#[test]
fn a_deletion_holds_over_what_is_older() {
    let (mut one, mut other) = (file(), file());
    one.put(mark("a", 5));
    other.unite(one.clone());
    one.delete("a", 3);
    assert_eq!(one.mark("a"), None, "though the clock was set back");
    other.unite(one.clone());
    assert_eq!(other.mark("a"), None, "no copy brings it back");
    one.put(mark("a", 1));
    assert!(one.mark("a").is_some_and(|mark| mark.modified > 5), "brought back it is later");
    other.unite(one);
    assert!(other.mark("a").is_some());
}

#[test]
fn the_texts_it_was_made_in_stay_known() {
    let mut head = file().head;
    let identity = |words| Identity { words, sketch: vec![64, 128] };
    assert!(head.take_note(&identity(7), 5) && head.take_note(&identity(8), 4));
    assert!(!head.take_note(&identity(8), 9));
    assert!(head.knows(7) && head.knows(8) && !head.knows(9) && !head.knows(0));
    let read = parse_head(&head);
    assert_eq!(read, head);
}

fn parse_head(head: &Head) -> Head {
    let file = MarkFile { head: head.clone(), ..MarkFile::default() };
    MarkFile::parse(file.print().as_bytes()).unwrap().head
}

prop_compose! {
    fn any_mark()(
        id in "[a-c]",
        words in ("\\PC{1,12}", "\\PC{0,6}", "\\PC{0,6}", 0..99_usize, 0..99_usize),
        colour in 0..6_usize,
        remark in "\\PC{0,9}|a\nb",
        section in proptest::option::of("\\PC{0,6}"),
        times in (1..4_u64, 1..4_u64),
        more in proptest::option::of("x-[a-z]{1,3}"),
    ) -> Annotation {
        let (exact, prefix, suffix, start, length) = words;
        Annotation {
            id,
            anchor: Anchor { exact, prefix, suffix, start, length },
            colour: Colour::ALL[colour],
            remark,
            section,
            page: None,
            created: times.0,
            modified: times.1,
            more: more.into_iter().map(|key| (key, json!([1, {"a": null}]))).collect(),
        }
    }
}

prop_compose! {
    fn any_file()(
        entries in prop::collection::vec((any_mark(), any::<bool>()), 0..5),
        head in (0..3_u64, 1..4_u64, prop::collection::btree_set(1..4_u64, 0..3)),
        others in prop::collection::btree_set("[a-z#]{1,4}", 0..3),
    ) -> MarkFile {
        let mut file = file();
        let (modified, words, known) = head;
        file.head.modified = modified;
        file.head.about.identity = Identity { words, sketch: vec![words * 64] };
        file.head.known = known;
        for (mark, deleted) in entries {
            let entry = match deleted {
                true => Entry::Deleted(mark.modified),
                false => Entry::Mark(Box::new(mark.clone())),
            };
            file.take(mark.id, entry);
        }
        file.others = others;
        file
    }
}

fn united(one: &MarkFile, other: &MarkFile) -> MarkFile {
    let mut united = one.clone();
    united.unite(other.clone());
    united
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    /// What is printed is read again as it was.
    #[test]
    fn printed_is_read_again(file in any_file()) {
        prop_assert_eq!(MarkFile::parse(file.print().as_bytes()), Ok(file));
    }

    /// Copies are united the same, whichever is added to which and however often.
    #[test]
    fn unions_agree(a in any_file(), b in any_file(), c in any_file()) {
        prop_assert_eq!(united(&a, &b), united(&b, &a));
        prop_assert_eq!(united(&united(&a, &b), &c), united(&a, &united(&b, &c)));
        let once = united(&a, &b);
        prop_assert_eq!(united(&once, &b), once);
    }

    /// A file that is cut anywhere, or has anything in it, loses what is torn and no more.
    #[test]
    fn a_torn_end_costs_one_line(file in any_file(), keep in 0..2000_usize) {
        let printed = file.print();
        let mut cut = printed.len().min(keep);
        while !printed.is_char_boundary(cut) {
            cut -= 1;
        }
        if let Ok(read) = MarkFile::parse(&printed.as_bytes()[..cut]) {
            let whole = printed[..cut].matches('\n').count();
            let entries = whole.saturating_sub(1).min(file.entries.len());
            prop_assert!(read.entries.len() >= entries);
            let (mut again, mut full) = (read, file);
            again.others.clear();
            full.others.clear();
            prop_assert_eq!(united(&again, &full).entries, full.entries);
        }
    }
}
