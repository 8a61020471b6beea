//! Authors of one source parted by semicolons, as in Brazil (ABNT NBR 10520): `(Davis; Goadrich, 2006)`,
//! `Weber; Li (1966)`.
//!
//! Semicolons part citations everywhere else. So they join authors only where just these are the
//! authors of one source of that date.

use crate::doc::Place;
use crate::language::date::{Date, dates, with_editions};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::link::citation::bracket::{Bracket, Part, Taken};
use crate::link::citation::locator;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style};
use crate::link::passage::Passage;
use crate::link::style::{author_date, narrative};
use crate::link::works::cited::Names;
use crate::link::works::resolve::Outcome;

pub(crate) const STYLE: Style = Style {
    name: "authors joined by semicolons (ABNT)",
    recognise: |_, _| true,
    finds: &[Finds::Bracket(before_bracket), Finds::Part(in_part)],
};

/// Reads `Davis; Goadrich, 2006`, with which a bracket goes on.
fn in_part(scan: &mut Scan<'_>, part: &mut Part<'_>) -> Option<Place> {
    let rest = part.rest.text;
    let (first, _) = rest.split_once(';')?;
    if first.contains(|c: char| c.is_ascii_digit()) || !names_one(first) {
        return None;
    }
    let digits = rest.find(|c: char| c.is_ascii_digit() || c == '[')?;
    let end = rest[digits..].find(';').map_or(rest.len(), |at| digits + at);
    let commas = rest[..end].replace(';', ",");
    let words = part.rest.part(..end).reading(&commas);
    let found = locator::usable(&commas, with_editions(&commas, dates(&commas)));
    let date = found.first()?;
    let names = scan.names_before(words.part(..date.start))?;
    let Outcome::One(id, at) = scan.resolve(&names, date) else { return None };
    if at != names.start || names.names.len() < 2 {
        return None;
    }
    let already = scan.found.len();
    let span = words.part(words.at(at)..date.end).span();
    scan.cite(id, span, part.whole);
    author_date::add_locators(scan, words, already);
    Some(words.end())
}

/// Reads `Weber; Li (1966)`.
fn before_bracket(scan: &mut Scan<'_>, bracket: &Bracket<'_>) -> Option<Taken> {
    let first = narrative::first_part(bracket)?;
    let dates = with_editions(first.text, dates(first.text));
    let before = bracket.before.trim_end();
    let names = names_before(scan, before, dates.first()?)?;
    narrative::cite(scan, bracket, first, names)
}

/// The names that words end with, where semicolons part them.
fn names_before(scan: &Scan<'_>, before: Passage<'_>, date: &Date) -> Option<Names> {
    let last = before.text.rfind(';').filter(|at| before.text.len() - at < 60)?;
    let window = before.last(200);
    let commas = window.text.replace(';', ",");
    let names = scan.names_before(window.reading(&commas))?;
    let whole = matches!(scan.resolve(&names, date), Outcome::One(_, at) if at == names.start);
    (whole && names.names.len() >= 2 && names.start <= before.place(last)).then_some(names)
}

/// Whether words may be the name of one author and nothing else: few, and each with a capital or
/// small as a particle is.
fn names_one(words: &str) -> bool {
    let mut count = 0;
    let name = words.split_whitespace().all(|word| {
        count += 1;
        let folded = Fold::Word.of(word);
        crate::language::prose::token::is_capital(word)
            || lexicon::is_noble(&folded)
            || lexicon::leads(folded.trim_end_matches('.'))
    });
    name && (1..=6).contains(&count)
}
