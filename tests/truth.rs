//! Texts of which the truth is known: what the program makes of them, held against it.
//!
//! They are run where the shared texts are present.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod support;
#[path = "support/truth.rs"]
mod truth;

use serde_json::Value;
use truth::{Score, score};

/// What a text must reach.
struct Least {
    order: f64,
    /// Words lost and words invented, at most.
    words: f64,
    seams: f64,
    hyphens: f64,
    notes: f64,
    references: f64,
    citations: f64,
}

const PERFECT: Least = Least {
    order: 1.0,
    words: 0.0,
    seams: 1.0,
    hyphens: 1.0,
    notes: 1.0,
    references: 1.0,
    citations: 1.0,
};

fn run(text: &str) -> Option<Score> {
    let path = support::shared(text)?;
    let truth = support::shared(&format!("{}.truth.json", text.rsplit_once('.')?.0))?;
    let truth: Value = serde_json::from_str(&std::fs::read_to_string(truth).unwrap()).unwrap();
    let opened = ibid::session::open(&path, &Default::default()).unwrap();
    assert_eq!(opened.document.check(), Ok(()));
    let export = ibid::export::json(&opened.document, &opened.links);
    Some(score(&serde_json::from_str(&export).unwrap(), &truth))
}

fn reaches(text: &str, least: &Least) {
    let Some(score) = run(text) else { return };
    let at_least = |what: &str, value: Option<f64>, least: f64| {
        let Some(value) = value else { return };
        assert!(value >= least, "{text}: {what} {value:.4}, not {least}: {:#?}", score.faults);
    };
    at_least("order", Some(score.order), least.order);
    at_least("words kept", Some(1.0 - score.lost), 1.0 - least.words);
    at_least("words true", Some(1.0 - score.invented), 1.0 - least.words);
    at_least("seams", score.seams, least.seams);
    at_least("hyphens", score.hyphens, least.hyphens);
    at_least("notes", score.notes, least.notes);
    at_least("words of notes", score.note_words, least.notes);
    at_least("anchors", score.anchors, least.notes);
    at_least("references", score.references, least.references);
    at_least("citations", score.citations_right, least.citations);
    assert_eq!(score.citations_wrong, 0, "{text}: {:#?}", score.faults);
}

#[test]
fn a_clean_chapter_stays_as_it_is() {
    reaches("cases/kropotkin-ch1.md", &PERFECT);
}

#[test]
fn the_essay_opens_as_its_author_wrote_it() {
    reaches("texts/cleaver-1993.txt", &PERFECT);
    let Some(score) = run("texts/cleaver-1993.txt") else { return };
    assert_eq!((score.notes_extra, score.anchors_extra), (0, 0));
}

#[test]
fn a_book_in_muse() {
    reaches("cases/aurelius-book4.muse", &PERFECT);
}

#[test]
fn a_book_in_epub() {
    // Its half-title stands between the introduction and the first chapter: front matter, which
    // the truth leaves out of the order of the body.
    reaches("cases/mutual-aid.epub", &Least { order: 0.9999, ..PERFECT });
}

#[test]
fn an_article_cites_its_bibliography_by_key() {
    reaches("cases/deepreview.md", &PERFECT);
}

/// What the restored texts must reach: a few words of a scan cannot be told from the page alone.
const RESTORED: Least = Least {
    order: 0.999,
    words: 0.001,
    seams: 0.98,
    hyphens: 0.98,
    notes: 0.99,
    references: 0.99,
    citations: 0.98,
};

#[test]
fn booklets_of_other_texts_are_restored() {
    for text in [
        "cases/mutual-ch2.md",
        "cases/zine12-typst.txt",
        "cases/deepreview-notes.md",
        "cases/aurelius-greek.txt",
    ] {
        reaches(text, &RESTORED);
    }
}
