//! Sources of law, as notes and the text itself cite them (Bluebook): cases, `Roe v. Wade, 410 U.S.
//! 113, 120 (1973)`, and again `Roe, 410 U.S. at 153`; statutes, `42 U.S.C. § 1983`; and `Id. at
//! 121`. Only where a table of authorities lists cases or statutes.
//!
//! The surprise: what names a case is the place it is printed at. Its name comes before that in many
//! forms, and counts only where several cases would do.

use std::sync::LazyLock;

use crate::doc::{Citation, Cited, Place, ReferenceId, Span};
use crate::language::phrases::Phrases;
use crate::language::prose::token::is_capital;
use crate::language::section::Section;
use crate::link::citation::candidate::Candidate;
use crate::link::citation::locator;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style, Word};
use crate::link::passage::Passage;
use crate::link::works::entry::law::{self, Printed};
use crate::link::works::possible;

pub(crate) const STYLE: Style = Style {
    name: "cases and statutes (Bluebook)",
    recognise: |text, _| text.works.has_law(),
    finds: &[
        Finds::Note(in_note),
        Finds::Number(at_number),
        Finds::Word(Word { begins: |text| FORMS.may_begin(text), find: again }),
    ],
};

/// *Id.*
static FORMS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[Section::LegalIbid]));

/// Finds the sources of law that a note cites.
fn in_note(scan: &Scan<'_>) -> Vec<Citation> {
    let passage = scan.passage;
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = next_number(passage.text, from) {
        let citation = read(scan, passage.place(at));
        from = citation.as_ref().map_or(at + 1, |citation| passage.at(citation.whole.end));
        found.extend(citation);
    }
    found
}

/// Where the next number begins, from byte `from` on.
fn next_number(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let inner =
        |at: usize| at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.');
    (from..bytes.len()).find(|&at| bytes[at].is_ascii_digit() && !inner(at))
}

/// Reads a source of law at a number in the text itself.
fn at_number(scan: &mut Scan<'_>, place: Place) -> Option<Place> {
    let citation = read(scan, place)?;
    let end = citation.whole.end;
    scan.found.push(Candidate::found(citation));
    Some(end)
}

/// Reads the place that a source of law is printed at, with its name before it.
fn read(scan: &Scan<'_>, place: Place) -> Option<Citation> {
    let printed = law::printed(scan.passage.after(place).text)?;
    let before = scan.passage.before(place);
    let (source, start) = match printed.begins {
        Some(begins) => first_cited(scan, before, &law::key(&printed.series, begins))?,
        None => cited_again(scan, before, &printed.series)?,
    };
    let after = scan.passage.after(place + printed.length);
    let (locator, end) = pages(after, &printed);
    let span = Span::new(start, after.place(end.min(after.text.len())));
    let whole = Span::new(start, after.place(end + court(&after.text[end..])));
    Some(Citation { span, whole, source, locator })
}

/// The source that begins at a place of a reporter, and where its citation begins.
fn first_cited(scan: &Scan<'_>, before: Passage<'_>, key: &str) -> Option<(Cited, Place)> {
    let ids = scan.nearest(scan.works().by_law(key));
    let named = named_before(scan, before, &ids);
    match (ids.as_slice(), named) {
        ([], _) => None,
        (_, Some((id, start))) => Some((Cited::One(id), start)),
        ([id], None) => Some((Cited::One(*id), before.end())),
        (_, None) => Some((Cited::OneOf(possible(ids)), before.end())),
    }
}

/// The source of which only a page is named, and where its citation begins. Without a name it is the
/// one of its volume; another name before it makes it another case.
fn cited_again(scan: &Scan<'_>, before: Passage<'_>, series: &str) -> Option<(Cited, Place)> {
    let ids = scan.nearest(scan.works().by_law(series));
    if let Some((id, start)) = named_before(scan, before, &ids) {
        return Some((Cited::One(id), start));
    }
    let text = before.text.trim_end();
    let named = text
        .strip_suffix(',')
        .is_some_and(|text| text.rsplit(char::is_whitespace).next().is_some_and(is_capital));
    match ids.as_slice() {
        [id] if !named => Some((Cited::One(*id), before.end())),
        [_, _, ..] if !named => Some((Cited::OneOf(possible(ids)), before.end())),
        _ => None,
    }
}

/// Which of the sources words name at their end, and where that name begins: by the whole name, or, if
/// just one of them may be called so, by a short one.
pub(crate) fn named_before(
    scan: &Scan<'_>,
    before: Passage<'_>,
    ids: &[ReferenceId],
) -> Option<(ReferenceId, Place)> {
    let signs = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '”' | '"' | '*' | '_');
    let text = before.text.trim_end_matches(signs);
    let start = |name: &str| {
        let name = name.trim_end_matches(signs);
        let at = text.len().checked_sub(name.len()).filter(|_| !name.is_empty())?;
        let same = text.get(at..)?.eq_ignore_ascii_case(name);
        (same && !text[..at].ends_with(char::is_alphanumeric)).then(|| before.place(at))
    };
    // Without the first words of it as well: `Barley v. Crane` of *Goodwife Barley v. Crane*.
    let ends = |name: &str| {
        let spaces = name.match_indices(' ').map(|(at, _)| at + 1);
        let mut starts = std::iter::once(0)
            .chain(spaces)
            .filter(|&at| name[at..].starts_with(char::is_uppercase));
        starts.find_map(|at| start(&name[at..]))
    };
    let title = |id: &ReferenceId| scan.text.references[id.index()].title.as_deref();
    let whole = |id: &ReferenceId| Some((*id, ends(title(id)?)?));
    let short =
        |id: &ReferenceId| Some((*id, law::short_names(title(id)?).into_iter().find_map(ends)?));
    for found in
        [ids.iter().filter_map(whole).collect::<Vec<_>>(), ids.iter().filter_map(short).collect()]
    {
        match found[..] {
            [one] => return Some(one),
            [] => {}
            _ => return None,
        }
    }
    None
}

/// The pages or parts that a citation points to, and how far they reach, in bytes.
fn pages(after: Passage<'_>, printed: &Printed<'_>) -> (Option<String>, usize) {
    let text = after.text;
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ' | 'n' | '.');
    // `42 U.S.C. § 1983(a)(1)`
    let parts = text
        .split_inclusive(')')
        .take_while(|part| part.starts_with('(') && part.len() <= 6 && part.ends_with(')'));
    let parts: usize = parts.map(str::len).sum();
    if printed.series.ends_with('§') {
        let located = (parts > 0).then(|| text[..parts].to_owned());
        return (located, parts);
    }
    let lead = match printed.begins {
        Some(_) => text.strip_prefix(", ").map(|_| 2),
        None => Some(0),
    };
    let Some(lead) = lead.filter(|&lead| text[lead..].starts_with(|c: char| c.is_ascii_digit()))
    else {
        return (None, 0);
    };
    // A citation of another reporter may follow: `410 U.S. 113, 93 S. Ct. 705 (1973)`.
    if law::printed(&text[lead..]).is_some() {
        return (None, 0);
    }
    let rest = &text[lead..];
    let length = rest.find(|c: char| !figure(c)).unwrap_or(rest.len());
    let words = rest[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
    (Some(words.to_owned()), lead + words.len())
}

/// How long the bracket is, with the space before it, in which the court and the year stand.
fn court(after: &str) -> usize {
    const LONGEST: usize = 60;
    let rest = after.trim_start();
    let lead = after.len() - rest.len();
    let close = rest.strip_prefix('(').and_then(|inner| inner.find(')'));
    let dated = |close: &usize| {
        let year = &rest[..close + 1];
        *close <= LONGEST && !crate::language::date::dates(year).is_empty()
    };
    close.filter(dated).map_or(0, |close| lead + close + 2)
}

/// Reads `Id. at 121`, which repeats the citation before it.
fn again(scan: &mut Scan<'_>, place: Place) -> Option<Place> {
    let rest = scan.passage.after(place);
    let (length, _) = FORMS.at(rest.text)?;
    let after = rest.text[length..].strip_prefix('.')?;
    let id = scan.memory.same()?;
    let form = rest.part(..length + 1);
    let (locator, reach) = pinpoint(after);
    let whole = Span::new(place, form.end() + reach);
    scan.cite_at(id, form.span(), whole, locator);
    Some(whole.end)
}

/// The locator that words after *Id.* or a note begin with, `at 121–22`, `, at 12`, `§ 4`, and how far it
/// reaches, in bytes.
pub(crate) fn pinpoint(after: &str) -> (Option<String>, usize) {
    let words = after.trim_start_matches([',', ' ', '\n']);
    let lead = after.len() - words.len();
    let (skip, rest) = match words.strip_prefix("at ") {
        Some(rest) => (words.len() - rest.len(), rest),
        None => match locator::extent(after) {
            Some(reach) => return (Some(locator::trim(&after[..reach]).to_owned()), reach),
            None if words.starts_with(['§', '¶']) => (0, words),
            None => return (None, 0),
        },
    };
    let sign = |c: char| matches!(c, '§' | '¶' | '*' | ' ' | '\u{a0}');
    let figure = |c: char| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ' | 'n' | '.');
    let signs = rest.len() - rest.trim_start_matches(sign).len();
    let figures = &rest[signs..];
    let length = figures.find(|c: char| !figure(c)).unwrap_or(figures.len());
    let figures = figures[..length].trim_end_matches(|c: char| !c.is_ascii_digit());
    if figures.is_empty() {
        return (None, 0);
    }
    let length = signs + figures.len();
    (Some(rest[..length].to_owned()), lead + skip + length)
}
