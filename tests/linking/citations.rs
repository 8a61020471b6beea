//! Linking, measured on the shared texts where they are present: the true body, notes and
//! references of a text make a document, and the links found in it are held against the true
//! ones.

use crate::shared::shared;
use ibid::doc::{Builder, Cited, Document, Enclosure, Kind};
use ibid::link::{Links, link};
use serde_json::Value;

fn truth(name: &str) -> Option<Value> {
    let text = std::fs::read_to_string(shared(name, "its citations")?).unwrap();
    Some(serde_json::from_str(&text).expect("truth files are JSON"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn array<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Makes the document a truth file describes, its references as a list at the end.
fn document(truth: &Value) -> Document {
    let mut to = Builder::new();
    for block in array(truth, "body") {
        let level = block["level"].as_u64().unwrap_or(2) as u8;
        let heading = text(&block["kind"]) == "heading";
        to.open_block(if heading { Kind::Heading { level } } else { Kind::Paragraph });
        to.text(text(&block["text"]));
    }
    for note in array(truth, "notes") {
        to.begin_note(text(&note["label"]));
        for paragraph in text(&note["text"]).split("\n\n") {
            to.open_block(Kind::Paragraph);
            to.text(paragraph);
        }
        to.end_note();
    }
    to.open_block(Kind::Heading { level: 2 });
    to.text("References");
    for reference in array(truth, "refs") {
        to.enter(Enclosure::Item { marker: "•".into() });
        to.text(text(&reference["text"]));
        to.leave();
    }
    to.finish("truth")
}

#[derive(Debug, Default, PartialEq)]
struct Score {
    right: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
}

/// Squeezes what typesetting varies out of a citation's words.
fn squeezed(words: &str) -> String {
    let sign =
        |c: &char| !c.is_whitespace() && !matches!(c, '(' | ')' | '*' | '[' | ']' | ',' | '.');
    words.chars().filter(sign).collect::<String>().to_lowercase()
}

/// Holds the citations found against the true ones. The true reference of a row is known by its
/// place in the list, which is the order of the document's entries.
fn score(truth: &Value, document: &Document, links: &Links) -> Score {
    let ids: Vec<&str> = array(truth, "refs").iter().map(|row| text(&row["id"])).collect();
    let mut used = vec![false; links.citations.len()];
    let mut score = Score::default();
    for row in array(truth, "citations") {
        if row["optional"].as_bool() == Some(true) {
            continue;
        }
        let (whole, part) = (squeezed(text(&row["text"])), squeezed(text(&row["part"])));
        let named = links.citations.iter().enumerate().find(|(at, citation)| {
            !used[*at]
                && squeezed(document.words(citation.whole)) == whole
                && squeezed(document.words(citation.span)).trim_end_matches(')') == part
        });
        let label = format!("{} [{}]", text(&row["text"]), text(&row["part"]));
        let Some((at, citation)) = named else {
            score.missed.push(label);
            continue;
        };
        used[at] = true;
        let wanted: Vec<&str> = array(row, "resolves_to").iter().map(text).collect();
        let got: Vec<&str> = citation.references().iter().map(|id| ids[id.index()]).collect();
        let same = match (&citation.source, text(&row["status"])) {
            (Cited::One(_), "resolved") | (Cited::Missing, "null") => got == wanted,
            (Cited::OneOf(_), "ambiguous") => got.iter().all(|id| wanted.contains(id)),
            _ => false,
        };
        if same {
            score.right += 1;
        } else if matches!(citation.source, Cited::One(_)) {
            score.wrong.push(format!("{label} -> {got:?}"));
        } else {
            score.missed.push(format!("{label} -> {got:?}"));
        }
    }
    for (citation, _) in links.citations.iter().zip(used).filter(|(_, used)| !used) {
        println!("also found: {} {:?}", document.words(citation.whole), citation.source);
    }
    score
}

fn measure(name: &str) -> Option<(Score, usize)> {
    let truth = truth(name)?;
    let document = document(&truth);
    document.check().expect("the builder keeps the invariants");
    let links = link(&document);
    let entries = array(&truth, "refs");
    let exact = links
        .references
        .iter()
        .zip(entries)
        .filter(|(reference, entry)| document.words(reference.span) == text(&entry["text"]).trim())
        .count();
    println!("{name}: {exact} of {} references", entries.len());
    assert_eq!(exact, entries.len());
    let score = score(&truth, &document, &links);
    println!("{name}: {} right, wrong {:#?}, missed {:#?}", score.right, score.wrong, score.missed);
    Some((score, entries.len()))
}

#[test]
fn links_an_essay_with_its_citations_in_the_notes() {
    let Some((score, references)) = measure("texts/cleaver-1993.truth.json") else { return };
    assert_eq!(references, 49);
    assert_eq!(score, Score { right: 55, ..Score::default() });
}

#[test]
fn links_a_review_with_two_hundred_citations() {
    let Some((score, references)) = measure("cases/deepreview-notes.truth.json") else { return };
    assert_eq!(references, 170);
    assert_eq!(score, Score { right: 211, ..Score::default() });
}

/// The words of a list as a scan has them: lines of one width, each entry beginning where the
/// last one ended.
fn lines(truth: &Value, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for entry in array(truth, "refs") {
        for word in text(&entry["text"]).split_whitespace() {
            let line = lines.last_mut().expect("there is always one");
            if line.len() + word.len() > width && !line.is_empty() {
                lines.push(word.to_owned());
            } else {
                line.push_str(if line.is_empty() { "" } else { " " });
                line.push_str(word);
            }
        }
    }
    lines
}

/// How many of the entries are found, word for word, in a list whose lines are blocks, or lines
/// of one block.
fn entries_found(truth: &Value, blocks: bool) -> (usize, usize) {
    let mut to = Builder::new();
    to.open_block(Kind::Paragraph);
    to.text("Some words that come before.");
    to.open_block(Kind::Paragraph);
    to.text("References");
    to.close_block();
    for line in lines(truth, 70) {
        if blocks || !to.in_block() {
            to.open_block(if blocks { Kind::Paragraph } else { Kind::Verse });
        } else {
            to.text("\n");
        }
        to.text(&line);
    }
    let document = to.finish("lines");
    let links = link(&document);
    let plain = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
    let found: Vec<String> =
        links.references.iter().map(|entry| plain(document.words(entry.span))).collect();
    let mut exact = 0;
    for entry in array(truth, "refs") {
        let entry = plain(text(&entry["text"]));
        if found.contains(&entry) {
            exact += 1;
        } else {
            println!("not found: {entry}");
        }
    }
    (exact, found.len())
}

#[test]
fn parts_entries_that_run_together() {
    let name = "cases/deepreview-notes.truth.json";
    let Some(truth) = truth(name) else { return };
    for blocks in [true, false] {
        let (exact, found) = entries_found(&truth, blocks);
        println!("{exact} of 170 entries in {found}");
        assert!(exact >= 165 && found <= 172, "{exact} of 170 entries in {found}");
    }
}

#[test]
fn places_are_counted_in_bytes() {
    // A number before a list nobody announced, and a space that is more than a byte, once made
    // places that lay within a letter.
    let texts = [
        "[1]Α, Β. 1902. Γ. Δ: Ε.",
        "Marx and Engels\u{a0}Kropotkin (1902) 1.\n\n## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*.",
    ];
    for text in texts {
        let document = ibid::read::markdown("a.md", text);
        for citation in link(&document).citations {
            assert!(document.text.get(citation.span.start..citation.span.end).is_some());
        }
    }
}

#[test]
fn numbered_entries_at_the_end_of_a_text_are_measured_behind_their_numbers() {
    let entry =
        |number: usize, name: &str| format!("{number}. {name}, Ö. 199{number}. A title.\n\n");
    let names = ["Ünal", "Ürkmez", "Üstün", "Üzer", "Üzüm"];
    let entries: String = names.iter().enumerate().map(|(at, name)| entry(at + 1, name)).collect();
    let document = ibid::read::plain("x", &format!("Words of the text (Ünal 1991).\n\n{entries}"));
    let links = ibid::link::link(&document);
    assert_eq!(links.references.len(), 5);
    assert_eq!(links.references[0].authors.names[0].shown(), "Ünal, Ö.");
}
