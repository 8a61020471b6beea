//! Citations whose source the list of sources lacks: which of them to report.
//!
//! A reader is helped by “this source is not in the bibliography” and misled by the same words
//! beneath “(Paris 1876)”. So a name and a year count as a citation only where the text has shown
//! that it cites in just this form, and where the name is not one of a place or a publisher.

use std::collections::HashSet;

use crate::doc::{Cited, Document, Reference};
use crate::language::fold::Fold;
use crate::language::prose::token::is_capital;
use crate::language::section::Section;
use crate::link::citation::candidate::{Candidate, Form};
use crate::link::works::Works;

/// Drops candidates that found no source and may be no citations at all.
pub(crate) fn settle(
    document: &Document,
    works: &Works,
    references: &[Reference],
    candidates: &mut Vec<Candidate>,
) {
    let missing = |candidate: &Candidate| candidate.citation.source == Cited::Missing;
    if !candidates.iter().any(missing) {
        return;
    }
    let habits = Habits::of(candidates);
    let latest = works.latest();
    candidates.retain(|candidate| {
        !missing(candidate)
            || habits.allow(candidate, works) && is_plausible(document, latest, candidate)
    });
    candidates.retain(|candidate| {
        !missing(candidate)
            || !candidate.words.iter().any(|word| crate::language::lexicon::is_city(word))
    });
    let names = candidates.iter().filter(|candidate| missing(candidate));
    let mut places = Places::among(names.flat_map(|candidate| &candidate.words));
    places.read(document, references);
    candidates.retain(|candidate| {
        !missing(candidate) || !candidate.words.iter().any(|word| places.found.contains(word))
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
                Form::Clear | Form::Numbered | Form::Doubtful => {}
            }
        }
        habits
    }

    fn allow(&self, candidate: &Candidate, works: &Works) -> bool {
        let known = candidate.words.iter().any(|word| !works.by_surname(word).is_empty());
        match candidate.form {
            Form::Clear => self.bracketed + self.comma + self.narrative > 0,
            Form::Single { comma: false } => self.bracketed > 0,
            // `(Paris, 1876)`: only where commas are the rule.
            Form::Single { comma: true } => self.comma > self.bracketed,
            // A name and the year of a birth, a battle, a book stand so in any text.
            Form::Narrative => self.narrative >= 3 || known && self.narrative > 0,
            Form::Numbered => true,
            Form::Doubtful => false,
        }
    }
}

/// Whether the year of a citation is one a source of this text could have.
fn is_plausible(document: &Document, latest: Option<u16>, candidate: &Candidate) -> bool {
    let words = document.words(candidate.citation.span);
    let dates = crate::language::date::dates(words);
    // A name and two years are a life, a reign, a war; a month and a year are a day.
    let period =
        dates.iter().any(|date| matches!(date.when, crate::language::date::When::Range(..)));
    let month = candidate.words.iter().any(|word| crate::language::lexicon::is_calendar(word));
    if period && candidate.form != Form::Clear || month {
        return false;
    }
    let Some(year) = dates.last().and_then(|date| date.when.first()) else { return true };
    latest.is_none_or(|latest| year <= latest.saturating_add(5))
}

/// The folded words that this text uses of places and publishers: after *in* and the like, and
/// in its entries after the names.
#[derive(Debug, Default)]
struct Places {
    /// The only words in question. Most texts leave none, and need not be read again.
    wanted: HashSet<String>,
    /// Those that are places.
    found: HashSet<String>,
}

impl Places {
    fn among<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        Self { wanted: words.cloned().collect(), found: HashSet::new() }
    }

    fn read(&mut self, document: &Document, references: &[Reference]) {
        if self.wanted.is_empty() {
            return;
        }
        for block in &document.blocks {
            self.read_prose(document.words(block.span));
        }
        for reference in references {
            let words = document.words(reference.span);
            let year = reference.year.as_deref().unwrap_or("");
            let tail = words.split_once(year).map_or("", |(_, tail)| tail);
            let tail = tail.rsplit(['.', '”', '"']).take(3).collect::<Vec<_>>().join(" ");
            for word in tail.split(|c: char| !c.is_alphanumeric()).filter(|word| is_capital(word)) {
                self.add(word);
            }
        }
    }

    fn add(&mut self, name: &str) {
        let folded = Fold::Word.of(name);
        if self.wanted.contains(&*folded) {
            self.found.insert(folded.into_owned());
        }
    }

    fn read_prose(&mut self, text: &str) {
        let mut before = "";
        let mut rest = text;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(next_space(rest));
            rest = after.trim_start();
            // `in Kropotkin (1902)` and `in Kropotkin 1902` cite.
            let dated = || rest.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
            // No article stands before the name of an author: *der Streik (1889)*.
            let common = is_article(before);
            if (common || is_locative(before) && !dated()) && is_capital(word) {
                let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
                if !name.contains(['’', '\'']) {
                    self.add(name);
                }
            }
            before = word;
        }
    }
}

/// Whether this word makes a noun of the next, which no name of an author is. Words that are also
/// other than articles are left out: *die* and *den* stand before names too, *la* is a particle.
fn is_article(word: &str) -> bool {
    Section::PlainArticles.has(&Fold::Word.of(word))
}

/// Whether the name of a place may follow this word.
fn is_locative(word: &str) -> bool {
    Section::Places.has(&Fold::Word.of(word))
}

/// Where the first white space of `text` is; nearly all of it is ASCII, even in Greek.
fn next_space(text: &str) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        at += match byte {
            b'\t'..=b'\r' | b' ' => return at,
            0..=0x7f => 1,
            _ => match text[at..].chars().next() {
                Some(c) if !c.is_whitespace() => c.len_utf8(),
                _ => return at,
            },
        };
    }
    at
}
