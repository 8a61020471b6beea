//! Narrative citations by author and date: `Kropotkin (1902)`, `Negri’s (1979b, 1991) view`. The names
//! are words of the sentence, and stand before the bracket.

use crate::doc::{Citation, Cited, Place, Span};
use crate::language::date::{Date, dates, with_editions};
use crate::link::citation::bracket::{Bracket, Taken};
use crate::link::citation::candidate::{Candidate, Form, all_words, is_plain};
use crate::link::citation::locator;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style};
use crate::link::passage::Passage;
use crate::link::style::author_date::{is_separator, with_suffixes};
use crate::link::works::cited::Names;
use crate::link::works::resolve::Outcome;

pub(crate) const STYLE: Style = Style {
    name: "author in the sentence, date in a bracket (APA, Chicago, Harvard)",
    recognise: |_, _| true,
    finds: &[Finds::Bracket(before_bracket)],
};

fn before_bracket(scan: &mut Scan<'_>, bracket: &Bracket<'_>) -> Option<Taken> {
    let first = first_part(bracket)?;
    let names = scan.names_before(bracket.before.trim_end())?;
    cite(scan, bracket, first, names)
}

/// The part of a bracket that names before it belong to; `None` where it has no date, or too much
/// stands between.
pub(crate) fn first_part<'t>(bracket: &Bracket<'t>) -> Option<Passage<'t>> {
    let near = bracket.content.start - bracket.before.trim_end().end() <= 3;
    let end = bracket.content.text.find(';').unwrap_or(bracket.content.text.len());
    (bracket.dated && near).then(|| bracket.content.part(..end))
}

/// A date of a bracket, and what it was found to mean.
type Dated = (Date, Cited);

/// Cites the sources of these names and the dates that the bracket begins with. A list of dates after a
/// name is no citation if none of them is in the bibliography and the first is not even reported.
pub(crate) fn cite(
    scan: &mut Scan<'_>,
    bracket: &Bracket<'_>,
    first: Passage<'_>,
    names: Names,
) -> Option<Taken> {
    let found = with_editions(first.text, dates(first.text));
    let mut start = None;
    let mut dated: Vec<Dated> = Vec::new();
    for date in listed(first.text, &found) {
        let (source, at) = match scan.resolve(&names, &date) {
            Outcome::One(id, at) => (Cited::One(id), at),
            Outcome::OneOf(ids, at) => (Cited::OneOf(ids), at),
            Outcome::Nothing => (Cited::Missing, names.start),
        };
        if source != Cited::Missing || start.is_none() && dated.is_empty() {
            start = start.or(Some(at));
        }
        dated.push((date, source));
    }
    let start = start?;
    let whole = Span::new(start, bracket.whole.end);
    push(scan, first, &names, start, whole, dated);
    Some(Taken::First { whole, names })
}

/// Adds a citation for each date; the first begins with the names, at `start`.
fn push(
    scan: &mut Scan<'_>,
    first: Passage<'_>,
    names: &Names,
    start: Place,
    whole: Span,
    dated: Vec<Dated>,
) {
    let end = dated.last().map_or(0, |(date, _)| date.end);
    let locator = first.text.get(end..).and_then(locator::after);
    let form = match Form::of(names, locator.is_some()) {
        Form::Single { .. } => Form::Narrative,
        _ if names.others => Form::Clear,
        // Running text in front of a name is no lead: only its own words can be judged.
        Form::Doubtful if is_plain(names) => Form::Narrative,
        form => form,
    };
    let words = all_words(names);
    let last = dated.len().saturating_sub(1);
    for (at, (date, source)) in dated.into_iter().enumerate() {
        let begin = if at == 0 { start } else { first.place(date.start) };
        let span = Span::new(begin, first.place(date.end));
        let locator = if at == last { locator.clone() } else { None };
        let citation = Citation { span, whole, source, locator };
        scan.found.push(Candidate { citation, form, words: words.clone() });
    }
}

/// The dates at the start of a bracket that belong to one name: `1979b, 1991`.
fn listed(part: &str, found: &[Date]) -> Vec<Date> {
    let mut listed: Vec<Date> = Vec::new();
    for date in with_suffixes(part, found) {
        if let Some(last) = listed.last() {
            let between = part.get(last.end..date.start).unwrap_or(",");
            if !is_separator(between) {
                break;
            }
        }
        listed.push(date);
    }
    listed
}
