//! Citations without a year in brackets, as MLA has them: `(Kropotkin 233)`, `(Kropotkin, *Mutual Aid*
//! 233)`, `Kropotkin (233)`, `(Kropotkin; Tronti)`.
//!
//! A name with a number behind it may be anything. So the list must be one that keeps its years at the
//! end, the author must have one work in it, and names or pages alone are citations only in a text
//! that has shown that it cites by pages.

use crate::doc::{Citation, Cited, Document, MarkKind, ReferenceId};
use crate::language::token::closes;
use crate::link::citation::locator;
use crate::link::citation::names::{self as cited, Names};
use crate::link::citation::{Candidate, Scanner};
use crate::link::style::titles as authored;
use crate::link::works::Index;
use crate::link::works::resolve::{Fit, fit, only_work};
use crate::link::works::title::{Agreement, Cut};

/// How many citations by page show that a text cites so.
const HABIT: usize = 3;

/// Whether a text cites by author and page, in the blocks that are `prose`.
pub(crate) fn is_habit(document: &Document, index: &Index, prose: impl Fn(usize) -> bool) -> bool {
    if !index.has_late_dates() {
        return false;
    }
    let blocks = document.blocks.iter().enumerate().filter(|(at, _)| prose(*at));
    let brackets = blocks.flat_map(|(_, block)| {
        let text = document.words(block.span);
        text.match_indices('(').filter_map(|(at, _)| {
            let near = crate::language::clip(&text[at + 1..], 100);
            Some(&near[..near.find([')', ';'])?])
        })
    });
    let undated = brackets.filter(|part| crate::language::date::dates(part).is_empty());
    undated.filter(|part| page(index, part).is_some()).take(HABIT).count() == HABIT
}

/// The one work of the author whom a part names with nothing but a page, and where names and locator
/// are: `Kropotkin 233`. Lists whose dates stand behind the names belong to texts that cite by date.
fn page(index: &Index, part: &str) -> Option<(ReferenceId, Names, usize)> {
    let digits = part.find(|c: char| c.is_ascii_digit())?;
    let named = locator::start(part).unwrap_or(digits).min(digits);
    if !are_pages(&part[digits..]) {
        return None;
    }
    let names = cited::before(&part[..named], index)?;
    let id = undated(index, &names).filter(|_| names.clean)?;
    Some((id, names, named))
}

fn are_pages(words: &str) -> bool {
    words.chars().all(|c| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ' | 'f' | '.'))
}

/// The one work of these authors, in a list that does not date its heads.
fn undated(index: &Index, names: &Names) -> Option<ReferenceId> {
    only_work(index, names).filter(|&id| !index.is_dated(id))
}

/// Reads a part of a bracket that has no year: an author with a page, a title, or nothing else.
pub(crate) fn read(scanner: &mut Scanner<'_>, start: usize, part: &str, whole: (usize, usize)) {
    let index = scanner.index;
    let whole = scanner.span(whole.0, whole.1);
    let push = |scanner: &mut Scanner<'_>, from, to, source, locator| {
        let span = scanner.span(from, to);
        scanner.found.push(Candidate::found(Citation { span, whole, source, locator }));
    };
    if let Some((id, names, named)) = page(index, part) {
        let locator = Some(locator::trim(&part[named..]).to_owned());
        push(scanner, start + names.start, start + names.end, Cited::One(id), locator);
        return;
    }
    let found = authored::read(scanner, start, start + part.len(), None);
    for authored in &found {
        let source = authored.source.clone();
        push(scanner, authored.start, authored.title_end, source, authored.locator.clone());
    }
    if !found.is_empty() || !index.paged || part.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    let alone = cited::before(part, index).filter(|names| names.clean && names.title.is_none());
    if let Some(names) = alone
        && let Some(id) = undated(index, &names)
    {
        push(scanner, start + names.start, start + names.end, Cited::One(id), None);
    }
}

/// Reads `Kropotkin (233)` and `Kropotkin (*Mutual Aid* 233)`, where the author stands before the
/// bracket that opens at `open`.
pub(crate) fn beside(scanner: &mut Scanner<'_>, open: usize, close: usize) -> bool {
    let text = scanner.text;
    let before = text[..open].trim_end();
    if !scanner.index.has_late_dates() || open - before.len() > 2 {
        return false;
    }
    let content = &text[open + 1..close];
    let pages = content.starts_with(|c: char| c.is_ascii_digit()) && are_pages(content);
    if content.contains(';') || pages && !scanner.index.paged {
        return false;
    }
    let Some(names) = cited::before(before, scanner.index) else { return false };
    let first = names.names.first().map_or(names.start, |name| name.start);
    let (id, end) = if pages {
        (undated(scanner.index, &names), open + 1)
    } else {
        match titled(scanner, &names, open + 1, close) {
            Some((id, agreement, start)) => (Some(id), start + agreement.end),
            None => return false,
        }
    };
    let Some(id) = id else { return false };
    let rest = locator::trim(text[end..close].trim_start_matches(['”', '"', '»', '’', '“']));
    let locator = rest.contains(|c: char| c.is_ascii_digit()).then(|| rest.to_owned());
    let citation = Citation {
        span: scanner.span(first, if pages { names.end } else { end }),
        whole: scanner.span(first, close + 1),
        source: Cited::One(id),
        locator,
    };
    scanner.found.push(Candidate::found(citation));
    true
}

/// The source of these authors whose title a bracket begins with, and where that begins.
fn titled(
    scanner: &Scanner<'_>,
    names: &Names,
    start: usize,
    close: usize,
) -> Option<(ReferenceId, Agreement, usize)> {
    let index = scanner.index;
    let words = scanner.text[start..close].trim_start_matches(['“', '"', '«', '„', '‘', ' ']);
    let begin = close - words.len();
    let mut cut = Cut::new(words, marked(scanner, start, begin, close));
    let key = cut.first_word()?;
    let mut found: Vec<(ReferenceId, Agreement)> = Vec::new();
    for &id in index.by_short_title(names.names.first()?.words.last()?, &key) {
        let work = index.work(id);
        let agrees = fit(work, &names.names, names.others).is_some_and(|fit| fit != Fit::Part);
        if agrees && let Some(agreement) = cut.agree(&work.title) {
            found.push((id, agreement));
        }
    }
    let rank = |agreement: &Agreement| (agreement.extent, std::cmp::Reverse(agreement.words));
    let best = found.iter().map(|(_, agreement)| rank(agreement)).min()?;
    found.retain(|(_, agreement)| rank(agreement) == best);
    match found.as_slice() {
        [(id, agreement)] => Some((*id, *agreement, begin)),
        _ => None,
    }
}

/// Where the quotation or the italics end that a bracket begins with, in bytes from `begin`.
fn marked(scanner: &Scanner<'_>, start: usize, begin: usize, close: usize) -> Option<usize> {
    let words = &scanner.text[begin..close];
    if let Some(open) = scanner.text[start..begin].chars().next_back().filter(|c| *c != ' ') {
        let open = open.to_string();
        let mut signs = words.char_indices();
        return signs.find(|(_, c)| closes(&open, c.encode_utf8(&mut [0; 4]))).map(|(at, _)| at);
    }
    let here = scanner.span(begin, close);
    let mut marks = scanner.document.marks_in(here).iter();
    let italics = |span: crate::doc::Span| span.start == here.start;
    let mark = marks.find(|mark| mark.kind == MarkKind::Emphasis && italics(mark.span))?;
    Some(mark.span.end - here.start)
}
