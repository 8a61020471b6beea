//! Citations by author and date: `(see Negri 1979b, 1991, p. 3; Tronti 1966)`, and, where an author and
//! a year are those of one entry exactly, without a bracket: `See Negri 1979b, p. 3`. Square brackets are
//! read as round ones are, since Russia has them (GOST R 7.0.5): `[Иванов 1999, с. 5]`.
//!
//! A bracket is read part by part between its semicolons; a part that is only a year belongs to the
//! names of the part before.

use crate::doc::{Citation, Cited, Place, Span};
use crate::language::date::{Date, When, dates, partial_at_end, with_editions, year_at};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::link::citation::bracket::Part;
use crate::link::citation::candidate::{Candidate, Form, all_words, is_letter};
use crate::link::citation::locator;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style};
use crate::link::passage::Passage;
use crate::link::style::title_year;
use crate::link::works::cited::Names;
use crate::link::works::resolve::Outcome;

pub(crate) const STYLE: Style = Style {
    name: "author and date (APA, Chicago author-date, Harvard, GOST)",
    recognise: |_, _| true,
    finds: &[Finds::Part(in_part), Finds::Number(bare)],
};

/// Reads one part of a bracket, `see Negri 1979b, 1991, p. 3`.
fn in_part(scan: &mut Scan<'_>, part: &mut Part<'_>) -> Option<Place> {
    let words = part.words;
    let above = part.above.take();
    let found = locator::usable(words.text, with_editions(words.text, dates(words.text)));
    let Some(first) = found.first() else { return partial(scan, part) };
    let mut names = above.filter(|_| words.text[..first.start].trim().is_empty());
    let mut end = 0;
    let already = scan.found.len();
    for date in with_suffixes(words.text, &found) {
        let between = words.part(end..date.start.max(end));
        let shared = names.is_some() && (is_separator(between.text) || end == 0);
        if !shared {
            match scan.names_before(between) {
                Some(read) => names = Some(read),
                None if names.is_none() => return Some(words.end()),
                None => continue,
            }
        }
        let Some(named) = &names else { continue };
        dated(scan, part, named, &date, shared);
        end = date.end;
    }
    add_locators(scan, words, already);
    part.above = names;
    Some(words.end())
}

/// Resolves one date of a part; `shared` are names that stand before another date.
fn dated(scan: &mut Scan<'_>, part: &Part<'_>, names: &Names, date: &Date, shared: bool) {
    let words = part.words;
    let (source, at) = match scan.resolve(names, date) {
        Outcome::One(_, at) if !shared && is_letter(words.before(at).text) => return,
        Outcome::One(id, at) => (Cited::One(id), at),
        Outcome::OneOf(ids, at) => (Cited::OneOf(ids), at),
        Outcome::Nothing => match title_year::with_author(scan, names, date) {
            Some(id) => (Cited::One(id), names.start),
            None => (Cited::Missing, names.start),
        },
    };
    let located = locator::after(&words.text[date.end..]).is_some() || date.suffix.is_some();
    let form = if names.clean { Form::of(names, located) } else { Form::Doubtful };
    let begin = if shared { words.place(date.start) } else { at };
    let span = Span::new(begin, words.place(date.end));
    let citation = Citation { span, whole: part.whole, source, locator: None };
    scan.found.push(Candidate { citation, form, words: all_words(names) });
}

/// Reads a part of whose year the last digits are lost.
fn partial(scan: &mut Scan<'_>, part: &Part<'_>) -> Option<Place> {
    let words = part.words;
    let end = locator::start(words.text).unwrap_or(words.text.len());
    let date = partial_at_end(&words.text[..end])?;
    let Some(names) = scan.names_before(words.part(..date.start)) else {
        return Some(words.end());
    };
    let Outcome::One(id, at) = scan.resolve(&names, &date) else { return None };
    let already = scan.found.len();
    scan.cite(id, Span::new(at, words.place(date.end)), part.whole);
    add_locators(scan, words, already);
    Some(words.end())
}

/// Gives each citation found in `words`, from number `from` on, the locator that stands after it.
pub(crate) fn add_locators(scan: &mut Scan<'_>, words: Passage<'_>, from: usize) {
    for at in from..scan.found.len() {
        let end = scan.found[at].citation.span.end;
        let next = scan.found.get(at + 1);
        let next = next.map_or(words.end(), |next| next.citation.span.start).max(end);
        scan.found[at].citation.locator = locator::after(words.before(next).after(end).text);
    }
}

/// Reads `See Negri 1979b, p. 3` at a number, and passes over that.
fn bare(scan: &mut Scan<'_>, place: Place) -> Option<Place> {
    let at = scan.passage.at(place);
    let text = scan.passage.text;
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let noted = scan.noted;
    let usable = |date: &Date| match date.when {
        When::Year(_) => true,
        When::Range(..) => noted,
        _ => false,
    };
    let Some(date) = year_at(text, at).filter(usable) else { return Some(place + digits) };
    bare_date(scan, &date);
    Some(scan.passage.place(date.end))
}

/// Reads the names before a date that stands in no bracket: only an author and a year that are those
/// of one entry exactly.
fn bare_date(scan: &mut Scan<'_>, date: &Date) -> Option<()> {
    let before = scan.passage.part(..date.start);
    let names = scan.names_before(before)?;
    let lead = before.before(names.start);
    // `Negri, 1979` in running text is as often a place or an imprint and its year.
    // A note may be nothing but a citation.
    let alone = scan.noted && is_opening(lead.text);
    let tight = before.text.ends_with(' ') && (!names.comma || alone) && !names.possessive;
    let first = names.names.first()?;
    let month = !alone && first.words.iter().any(|word| lexicon::is_calendar(word));
    if !tight || month || names.title.is_some() || is_letter(lead.last(30).text) {
        return None;
    }
    let Outcome::One(id, start) = scan.resolve(&names, date) else { return None };
    let rest = &scan.passage.text[date.end..];
    let located = locator::extent(rest);
    let end = scan.passage.place(date.end);
    let locator = located.map(|end| locator::trim(&rest[..end]).to_owned());
    let whole = Span::new(start, end + located.unwrap_or(0));
    scan.cite_at(id, Span::new(start, end), whole, locator);
    Some(())
}

/// Whether a citation may begin after these words: at the start of a note, after a semicolon, and
/// after words that lead up to one.
fn is_opening(before: &str) -> bool {
    let part = before.rsplit(';').next().unwrap_or(before);
    let mut words = part.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
    words.all(|word| word.is_empty() || lexicon::leads(&Fold::Word.of(word)))
}

/// Dates, and one more for each further letter: `1979a, b` is two.
pub(crate) fn with_suffixes(part: &str, found: &[Date]) -> Vec<Date> {
    let mut dates = Vec::with_capacity(found.len());
    for date in found {
        dates.push(date.clone());
        let mut last = date.clone();
        while last.suffix.is_some() {
            let rest = &part[last.end..];
            let trimmed = rest.trim_start_matches([',', ' ', '&', '/']);
            let joint = trimmed.split_once(' ').filter(|(word, _)| word.len() > 1);
            let joint = joint.filter(|(word, _)| lexicon::joins(&Fold::Word.of(word)));
            let trimmed = joint.map_or(trimmed, |(_, letter)| letter);
            let mut letters = trimmed.chars();
            let letter = letters.next().filter(|letter| ('a'..='r').contains(letter));
            let alone = !letters.next().is_some_and(|c| c.is_alphanumeric() || c == '.');
            if letter.is_none() || !alone || trimmed.len() == rest.len() {
                break;
            }
            let start = part.len() - trimmed.len();
            last = Date { start, end: start + 1, when: last.when, suffix: letter, also: None };
            dates.push(last.clone());
        }
    }
    dates
}

/// Whether only a comma or an *and* stands between two dates of one author.
pub(crate) fn is_separator(between: &str) -> bool {
    let words = between.trim();
    let joint = words.trim_start_matches(',').trim();
    let joins = lexicon::joins(&Fold::Word.of(joint)) || joint == "/";
    words == "," || joins || words == "]" || words == "["
}
