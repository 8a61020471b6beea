//! Citations in brackets: `(see Negri 1979b, 1991, p. 3; Tronti 1966)`, and the names before one,
//! `Kropotkin (1902)`.
//!
//! A bracket is read part by part between its semicolons; a part that is only a year belongs to the
//! names of the part before.

use crate::doc::{Citation, Cited};
use crate::language::date::{Date, dates, partial_at_end, with_editions, year_at};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::link::citation::locator;
use crate::link::citation::names::{self as cited, Names};
use crate::link::citation::{Candidate, Form, Scanner, all_words, form, is_letter, is_plain};
use crate::link::style::by_page as paged;
use crate::link::style::numbered as number;
use crate::link::style::repeated as repeat;
use crate::link::style::title_year as titled;
use crate::link::works::resolve::{Outcome, resolve};

impl Scanner<'_> {
    /// Reads the bracket that opens at `open`, and gives where it ends if it held a citation.
    pub(crate) fn bracket(&mut self, open: usize, memory: &mut repeat::Memory) -> Option<usize> {
        let close = closing(self.text, open)?;
        let already = self.found.len();
        let content = &self.text[open + 1..close];
        if has_words_in_bracket(content) {
            // Brackets in brackets: the inner ones are read in their turn.
            return None;
        }
        if let Some(end) = number::bracket(self, open, close) {
            return Some(end);
        }
        if begins_with_date(content) {
            titled::before_bracket(self, open, close);
            if self.found.len() == already {
                self.narrative(open, close);
            }
        } else if !paged::beside(self, open, close) {
            let whole = (open, close + 1);
            let mut start = open + 1;
            let mut above = None;
            let mut parts = content.split(';').peekable();
            while let Some(part) = parts.next() {
                let rest = &self.text[start..close];
                if let Some(length) = self.co_authors(start, rest, whole) {
                    let mut passed = part.len() + 1;
                    while passed < length {
                        passed += parts.next().map_or(length, |part| part.len() + 1);
                    }
                    start += passed;
                    continue;
                }
                if !repeat::find_in_part(self, start, part, whole, memory) {
                    above = self.part(start, part, whole, above);
                }
                start += part.len() + 1;
            }
        }
        (self.found.len() > already).then_some(close + 1)
    }

    /// Reads `Davis; Goadrich, 2006` at the start of `rest`, which begins at `start`: semicolons
    /// part the authors of one source, as in Brazil (ABNT NBR 10520). Only if just these are the
    /// authors of one of that date. Gives how many bytes it took.
    fn co_authors(&mut self, start: usize, rest: &str, whole: (usize, usize)) -> Option<usize> {
        let (first, _) = rest.split_once(';')?;
        if first.contains(|c: char| c.is_ascii_digit()) || !names_one(first) {
            return None;
        }
        let digits = rest.find(|c: char| c.is_ascii_digit() || c == '[')?;
        let end = rest[digits..].find(';').map_or(rest.len(), |at| digits + at);
        // Of the same length, so that every place stays where it is.
        let part = rest[..end].replace(';', ",");
        let found = locator::usable(&part, with_editions(&part, dates(&part)));
        let date = found.first()?;
        let names = cited::before(&part[..date.start], self.index)?;
        let Outcome::One(id, at) = resolve(self.index, &names, date, self.home) else {
            return None;
        };
        if at != names.start || names.names.len() < 2 {
            return None;
        }
        let already = self.found.len();
        let span = self.span(start + at, start + date.end);
        let whole = self.span(whole.0, whole.1);
        let citation = Citation { span, whole, source: Cited::One(id), locator: None };
        self.found.push(Candidate::found(citation));
        self.add_locators(start, &part, already);
        Some(end + 1)
    }

    /// Reads `Kropotkin (1902)`: the names stand before the bracket that opens at `open`.
    fn narrative(&mut self, open: usize, close: usize) {
        let before = self.text[..open].trim_end();
        if open - before.len() > 2 {
            return;
        }
        let content = &self.text[open + 1..close];
        let first_part = content.split(';').next().unwrap_or("");
        let found = with_editions(first_part, dates(first_part));
        let joined = found.first().and_then(|date| self.joined_by_semicolons(before, date));
        let Some(names) = joined.or_else(|| cited::before(before, self.index)) else { return };
        let mut start = None;
        let mut pushed = Vec::new();
        for date in listed(first_part, &found) {
            let outcome = resolve(self.index, &names, &date, self.home);
            let (source, at) = match outcome {
                Outcome::One(id, at) => (Cited::One(id), at),
                Outcome::OneOf(ids, at) => (Cited::OneOf(ids), at),
                Outcome::Nothing => (Cited::Missing, names.start),
            };
            if source != Cited::Missing || start.is_none() && pushed.is_empty() {
                start = start.or(Some(at));
            }
            pushed.push((date, source));
        }
        let Some(start) = start else { return };
        // A list of dates behind a name: if none is in the bibliography, it was no citation.
        let located = locator::behind(first_part, pushed.last().map_or(0, |(date, _)| date.end));
        let form = match form(&names, located.is_some()) {
            Form::Single { .. } => Form::Narrative,
            _ if names.others => Form::Clear,
            // Running text in front of a name is no lead: only its own words can be judged.
            Form::Doubtful if is_plain(&names) => Form::Narrative,
            form => form,
        };
        let words = all_words(&names);
        let whole = self.span(start, close + 1);
        let inside = open + 1;
        let last = pushed.len() - 1;
        for (at, (date, source)) in pushed.into_iter().enumerate() {
            let begin = if at == 0 { start } else { inside + date.start };
            let span = self.span(begin, inside + date.end);
            let locator = if at == last { located.clone() } else { None };
            let citation = Citation { span, whole, source, locator };
            self.found.push(Candidate { citation, form, words: words.clone() });
        }
        let mut from = inside + first_part.len() + 1;
        let mut above = Some(names);
        for part in content.split(';').skip(1) {
            above = self.part(from, part, (start, close + 1), above);
            from += part.len() + 1;
        }
    }

    /// The names that `before` ends with, where semicolons part the authors of one source, as in
    /// Brazil: `Weber; Li (1966)`. Only if just these are the authors of one of that date.
    fn joined_by_semicolons(&self, before: &str, date: &Date) -> Option<Names> {
        let last = before.rfind(';').filter(|at| before.len() - at < 60)?;
        let window = crate::language::clip_front(before, 200);
        let from = before.len() - window.len();
        // Of the same length, so that every place stays where it is.
        let words = window.replace(';', ",");
        let mut names = cited::before(&words, self.index)?;
        let outcome = resolve(self.index, &names, date, self.home);
        let whole = matches!(outcome, Outcome::One(_, at) if at == names.start);
        if !whole || names.names.len() < 2 || from + names.start > last {
            return None;
        }
        names.start += from;
        names.whole_start += from;
        names.end += from;
        names.names.iter_mut().for_each(|name| name.start += from);
        Some(names)
    }

    /// Reads one part of a bracket, `see Negri 1979b, 1991, p. 3`, which begins at `start`; `above`
    /// are the names of the part before, which hold for a part that is only a year. Gives the
    /// names for the next part.
    fn part(
        &mut self,
        start: usize,
        part: &str,
        whole: (usize, usize),
        above: Option<Names>,
    ) -> Option<Names> {
        let found = locator::usable(part, with_editions(part, dates(part)));
        if found.is_empty() {
            self.part_without_date(start, part, whole);
            return None;
        }
        let mut names = above.filter(|_| part[..found[0].start].trim().is_empty());
        let mut end = 0;
        let already = self.found.len();
        for date in with_suffixes(part, &found) {
            let between = &part[end..date.start.max(end)];
            let shared = names.is_some() && (is_separator(between) || end == 0);
            if !shared {
                let Some(mut read) = cited::before(between, self.index) else {
                    names.as_ref()?;
                    continue;
                };
                read.start += end;
                read.whole_start += end;
                read.end += end;
                read.names.iter_mut().for_each(|name| name.start += end);
                names = Some(read);
            }
            let Some(named) = &names else { continue };
            self.dated(start, part, named, &date, shared, whole);
            end = date.end;
        }
        self.add_locators(start, part, already);
        names
    }

    /// Resolves one date of a part.
    fn dated(
        &mut self,
        start: usize,
        part: &str,
        names: &Names,
        date: &Date,
        shared: bool,
        whole: (usize, usize),
    ) {
        let (source, at) = match resolve(self.index, names, date, self.home) {
            Outcome::One(_, at) if !shared && is_letter(&part[..at]) => return,
            Outcome::One(id, at) => (Cited::One(id), at),
            Outcome::OneOf(ids, at) => (Cited::OneOf(ids), at),
            Outcome::Nothing => match titled::with_author(self.index, names, date, self.home) {
                Some(id) => (Cited::One(id), names.start),
                None => (Cited::Missing, names.start),
            },
        };
        let located = locator::behind(part, date.end).is_some() || date.suffix.is_some();
        let form = if names.clean { form(names, located) } else { Form::Doubtful };
        let begin = if shared { date.start } else { at };
        let span = self.span(start + begin, start + date.end);
        let whole = self.span(whole.0, whole.1);
        let citation = Citation { span, whole, source, locator: None };
        self.found.push(Candidate { citation, form, words: all_words(names) });
    }

    /// Reads a part without a whole year: one whose digits are lost, an author with a title or a
    /// page.
    fn part_without_date(&mut self, start: usize, part: &str, whole: (usize, usize)) {
        let end = locator::start(part).unwrap_or(part.len());
        let already = self.found.len();
        if let Some(date) = partial_at_end(&part[..end]) {
            let Some(names) = cited::before(&part[..date.start], self.index) else { return };
            if let Outcome::One(id, at) = resolve(self.index, &names, &date, self.home) {
                let span = self.span(start + at, start + date.end);
                let whole = self.span(whole.0, whole.1);
                let source = Cited::One(id);
                let citation = Citation { span, whole, source, locator: None };
                self.found.push(Candidate::found(citation));
                self.add_locators(start, part, already);
                return;
            }
        }
        paged::read(self, start, part, whole);
    }

    /// Gives each citation of a part the locator that stands behind it.
    fn add_locators(&mut self, start: usize, part: &str, from: usize) {
        for at in from..self.found.len() {
            let end = self.found[at].citation.span.end - self.base - start;
            let next = self.found.get(at + 1);
            let next = next.map_or(part.len(), |next| next.citation.span.start - self.base - start);
            let locator = locator::behind(&part[..next.max(end)], end);
            self.found[at].citation.locator = locator;
        }
    }
}

/// Whether words may be the name of one author and nothing else: few, and each with a capital or
/// small as a particle is.
fn names_one(words: &str) -> bool {
    let mut count = 0;
    let name = words.split_whitespace().all(|word| {
        count += 1;
        let folded = Fold::Word.of(word);
        crate::language::token::is_capital(word)
            || lexicon::is_noble(&folded)
            || lexicon::leads(folded.trim_end_matches('.'))
    });
    name && (1..=6).contains(&count)
}

/// Where the bracket that opens at `open` closes; within a thousand bytes, for a longer one is
/// no citation and may be the slip of a text that never closes it.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.as_bytes()[open..].iter().enumerate().take(1000) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

/// Whether a bracket holds another one with more in it than a date, which stands in square brackets
/// where it is of another edition or a guess: `Marx [1867] 1976`, `Bey [n.d.]`, `Li [1907?]`.
fn has_words_in_bracket(content: &str) -> bool {
    content.match_indices(['(', '[']).any(|(at, open)| {
        let inner = &content[at + 1..];
        let inner = &inner[..inner.find([')', ']']).unwrap_or(inner.len())];
        open == "(" && at > 0 || inner.contains(char::is_alphabetic) && !is_date(inner)
    })
}

/// Whether words are a date and nothing else: `n.d.`, `circa 1976`, `1907?`.
fn is_date(words: &str) -> bool {
    let trimmed = words.trim();
    let (first, rest) = trimmed.split_once(' ').unwrap_or(("", trimmed));
    let about = lexicon::is_about(&Fold::Word.of(first.trim_end_matches('.')));
    let date = if about { rest } else { trimmed };
    let read = year_at(date, 0).or_else(|| crate::language::date::word_date_at(date, 0));
    read.is_some_and(|read| !date[read.end..].contains(char::is_alphanumeric))
}

/// Whether the words of a bracket begin with a date, which belongs to what stands before it.
fn begins_with_date(content: &str) -> bool {
    let trimmed = content.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '('));
    let skipped =
        ["circa ", "ca. ", "c. ", "ca "].iter().find_map(|about| trimmed.strip_prefix(about));
    let rest = skipped.unwrap_or(trimmed);
    let start = content.len() - rest.len();
    year_at(content, start).is_some()
        || crate::language::date::word_date_at(content, start).is_some()
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

/// Dates, and one more for each further letter: `1979a, b` is two.
fn with_suffixes(part: &str, found: &[Date]) -> Vec<Date> {
    let mut dates = Vec::with_capacity(found.len());
    for date in found {
        dates.push(date.clone());
        let mut last = date.clone();
        while last.suffix.is_some() {
            let rest = &part[last.end..];
            let trimmed = rest.trim_start_matches([',', ' ', '&', '/']);
            let trimmed = trimmed.strip_prefix("and ").unwrap_or(trimmed);
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
fn is_separator(between: &str) -> bool {
    let words = between.trim();
    let joint = words.trim_start_matches(',').trim();
    let joins = lexicon::joins(&Fold::Word.of(joint)) || joint == "/";
    words == "," || joins || words == "]" || words == "["
}
