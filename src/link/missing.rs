//! Citations whose source the list of sources lacks: which of them to report.
//!
//! A reader is helped by “this source is not in the bibliography” and misled by the same words
//! beneath “(Paris 1876)”. So a name and a year count as a citation only where the text has shown
//! that it cites in just this form, and where the name is not one of a place or a publisher.

use std::collections::HashSet;

use super::citation::{Candidate, Form};
use super::index::Index;
use super::name::fold;
use super::token::is_capital;
use crate::doc::{Cited, Document, Reference};

/// Drops candidates that found no source and may be no citations at all.
pub(super) fn settle(
    document: &Document,
    index: &Index,
    references: &[Reference],
    candidates: &mut Vec<Candidate>,
) {
    let missing = |candidate: &Candidate| candidate.citation.source == Cited::Missing;
    if !candidates.iter().any(missing) {
        return;
    }
    let habits = Habits::of(candidates);
    let latest = index.latest();
    let places = places(document, references);
    candidates.retain(|candidate| {
        !missing(candidate)
            || habits.allow(candidate, index)
                && is_plausible(document, latest, candidate)
                && !candidate.words.iter().any(|word| places.contains(word))
    });
}

/// How often a text cites in which form.
#[derive(Debug, Default)]
struct Habits {
    bracketed: usize,
    comma: usize,
    narrative: usize,
}

impl Habits {
    fn of(candidates: &[Candidate]) -> Self {
        let mut habits = Self::default();
        for candidate in candidates {
            if !matches!(candidate.citation.source, Cited::One(_)) {
                continue;
            }
            match candidate.form {
                Form::Single { comma: true } => habits.comma += 1,
                Form::Single { comma: false } => habits.bracketed += 1,
                Form::Narrative => habits.narrative += 1,
                Form::Clear | Form::Doubtful => {}
            }
        }
        habits
    }

    fn allow(&self, candidate: &Candidate, index: &Index) -> bool {
        let known = candidate.words.iter().any(|word| !index.by_surname(word).is_empty());
        match candidate.form {
            Form::Clear => self.bracketed + self.comma + self.narrative > 0,
            Form::Single { comma: false } => self.bracketed > 0,
            // `(Paris, 1876)`: only where commas are the rule.
            Form::Single { comma: true } => self.comma > self.bracketed,
            // A name and the year of a birth, a battle, a book stand so in any text.
            Form::Narrative => self.narrative >= 3 || known && self.narrative > 0,
            Form::Doubtful => false,
        }
    }
}

/// Whether the year of a citation is one a source of this text could have.
fn is_plausible(document: &Document, latest: Option<u16>, candidate: &Candidate) -> bool {
    let words = document.words(candidate.citation.span);
    let dates = super::date::dates(words);
    let Some(year) = dates.last().and_then(|date| date.when.first()) else { return true };
    latest.is_none_or(|latest| year <= latest.saturating_add(5))
}

/// The folded words that this text uses of places and publishers: behind *in* and the like, and
/// in its entries behind the names.
fn places(document: &Document, references: &[Reference]) -> HashSet<String> {
    let mut places = HashSet::new();
    for block in &document.blocks {
        collect_places(document.words(block.span), &mut places);
    }
    for reference in references {
        let words = document.words(reference.span);
        let year = reference.year.as_deref().unwrap_or("");
        let tail = words.split_once(year).map_or("", |(_, tail)| tail);
        let tail = tail.rsplit(['.', '”', '"']).take(3).collect::<Vec<_>>().join(" ");
        let capital = |word: &&str| is_capital(word);
        let all = tail.split(|c: char| !c.is_alphanumeric()).filter(capital);
        places.extend(all.map(|word| fold(word).into_owned()));
    }
    places
}

fn collect_places(text: &str, places: &mut HashSet<String>) {
    let mut words = text.split_whitespace().peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let locative = matches!(
            std::mem::replace(&mut before, word),
            "in" | "In"
                | "at"
                | "At"
                | "near"
                | "to"
                | "à"
                | "À"
                | "nach"
                | "bei"
                | "a"
                | "en"
                | "En"
                | "au"
                | "aux"
                | "zu"
        );
        // `in Kropotkin (1902)` and `in Kropotkin 1902` cite.
        let dated =
            |next: &&str| next.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
        if locative && is_capital(word) && !words.peek().is_some_and(dated) {
            let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            if !name.contains(['’', '\'']) {
                places.insert(fold(name).into_owned());
            }
        }
    }
}
