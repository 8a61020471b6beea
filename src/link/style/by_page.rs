//! Citations by author and page, without a year, as MLA has them: `(Kropotkin 233)`, `Kropotkin (233)`,
//! `Kropotkin (*Mutual Aid* 233)`, `(Kropotkin; Tronti)`. `(Kropotkin, *Mutual Aid* 233)` is one by title.
//!
//! A name with a number after it may be anything. So the list must be one that keeps its years at the
//! end, the author must have one work in it, and names or pages alone are citations only in a text
//! that has shown that it cites by pages.

use crate::doc::{MarkKind, Place, ReferenceId, Span};
use crate::language::date::dates;
use crate::language::prose::token::closes;
use crate::link::citation::bracket::{Bracket, Part, Taken};
use crate::link::citation::habits::Habits;
use crate::link::citation::locator;
use crate::link::citation::names;
use crate::link::citation::scan::{Scan, Text};
use crate::link::citation::style::{Finds, Style};
use crate::link::passage::Passage;
use crate::link::works::Works;
use crate::link::works::cited::Names;
use crate::link::works::resolve::{Fit, fit, only_work};
use crate::link::works::title::{Agreement, TitleSearch};

pub(crate) const STYLE: Style = Style {
    name: "author and page (MLA)",
    recognise,
    finds: &[Finds::Bracket(beside), Finds::Part(in_part)],
};

/// An author and nothing else, which cites only where pages are the rule.
pub(crate) const AUTHOR_ALONE: Style = Style {
    name: "author alone (MLA)",
    recognise: |_, habits| habits.pages,
    finds: &[Finds::Part(alone)],
};

/// How many citations by page show that a text cites so.
const HABIT: usize = 3;

/// Learns whether a text cites by author and page. It may wherever its list has its years at the end.
fn recognise(text: Text<'_>, habits: &mut Habits) -> bool {
    if !text.works.has_late_dates() {
        return false;
    }
    let brackets = text.prose().flat_map(|block| {
        let words = text.document.words(block.span);
        words.match_indices('(').filter_map(|(at, _)| {
            let near = crate::language::clip(&words[at + 1..], 100);
            Some(&near[..near.find([')', ';'])?])
        })
    });
    let undated = brackets.filter(|part| dates(part).is_empty());
    let named = |part: &&str| page(text.works, Passage { text: part, start: 0 }).is_some();
    habits.pages = undated.filter(named).take(HABIT).count() == HABIT;
    true
}

/// The one work of the author whom a part names with nothing but a page, the names, and the byte at which
/// the locator begins: `Kropotkin 233`. Lists whose dates stand after the names belong to texts that cite
/// by date.
fn page(works: &Works, part: Passage<'_>) -> Option<(ReferenceId, Names, usize)> {
    let digits = part.text.find(|c: char| c.is_ascii_digit())?;
    let named = locator::start(part.text).unwrap_or(digits).min(digits);
    if !are_pages(&part.text[digits..]) {
        return None;
    }
    let names = names::before(part.part(..named), works)?;
    let id = undated(works, &names).filter(|_| names.clean)?;
    Some((id, names, named))
}

fn are_pages(words: &str) -> bool {
    words.chars().all(|c| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ' | 'f' | '.'))
}

/// The one work of these authors, in a list that does not date its heads.
fn undated(works: &Works, names: &Names) -> Option<ReferenceId> {
    only_work(works, names).filter(|&id| !works.is_dated(id))
}

/// Reads a part of a bracket that is an author with a page.
fn in_part(scan: &mut Scan<'_>, part: &mut Part<'_>) -> Option<Place> {
    let words = part.words;
    let (id, names, named) = page(scan.works(), words)?;
    let locator = Some(locator::trim(&words.text[named..]).to_owned());
    scan.cite_at(id, Span::new(names.start, names.end), part.whole, locator);
    Some(words.end())
}

/// Reads a part of a bracket that is an author and nothing else.
fn alone(scan: &mut Scan<'_>, part: &mut Part<'_>) -> Option<Place> {
    if part.words.text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let names = scan.names_before(part.words)?;
    let id = undated(scan.works(), &names).filter(|_| names.clean && names.title.is_none())?;
    scan.cite(id, Span::new(names.start, names.end), part.whole);
    Some(part.words.end())
}

/// Reads `Kropotkin (233)` and `Kropotkin (*Mutual Aid* 233)`, where the author stands before the
/// bracket.
fn beside(scan: &mut Scan<'_>, bracket: &Bracket<'_>) -> Option<Taken> {
    let before = bracket.before.trim_end();
    let content = bracket.content;
    if bracket.dated || content.start - before.end() > 3 {
        return None;
    }
    let pages = content.text.starts_with(|c: char| c.is_ascii_digit()) && are_pages(content.text);
    if content.text.contains(';') || pages && !scan.habits.pages {
        return None;
    }
    let names = scan.names_before(before)?;
    let first = names.names.first().map_or(names.start, |name| name.start);
    let (id, end) = if pages {
        (undated(scan.works(), &names)?, content.start)
    } else {
        let (id, agreement, title) = titled(scan, &names, content)?;
        (id, title.place(agreement.end))
    };
    let after = content.after(end).text;
    let rest = locator::trim(after.trim_start_matches(['”', '"', '»', '’', '“']));
    let locator = rest.contains(|c: char| c.is_ascii_digit()).then(|| rest.to_owned());
    let span = Span::new(first, if pages { names.end } else { end });
    scan.cite_at(id, span, Span::new(first, bracket.whole.end), locator);
    Some(Taken::Whole(bracket.whole.end))
}

/// The source of these authors whose title a bracket begins with, and the words from that title on.
fn titled<'t>(
    scan: &Scan<'_>,
    names: &Names,
    content: Passage<'t>,
) -> Option<(ReferenceId, Agreement, Passage<'t>)> {
    let works = scan.works();
    let title = content.text.trim_start_matches(['“', '"', '«', '„', '‘', ' ']);
    let title = content.part(content.text.len() - title.len()..);
    let mut search = TitleSearch::new(title.text, marked(scan, content, title));
    let key = search.first_word()?;
    let mut found: Vec<(ReferenceId, Agreement)> = Vec::new();
    for &id in works.by_short_title(names.names.first()?.words.last()?, &key) {
        let work = works.work(id);
        let agrees = fit(work, &names.names, names.others).is_some_and(|fit| fit != Fit::Part);
        if agrees && let Some(agreement) = search.agree(&work.title) {
            found.push((id, agreement));
        }
    }
    let rank = |agreement: &Agreement| (agreement.extent, std::cmp::Reverse(agreement.words));
    let best = found.iter().map(|(_, agreement)| rank(agreement)).min()?;
    found.retain(|(_, agreement)| rank(agreement) == best);
    match found.as_slice() {
        [(id, agreement)] => Some((*id, *agreement, title)),
        _ => None,
    }
}

/// Where the quotation or the italics end that a title in a bracket begins with, in its bytes.
fn marked(scan: &Scan<'_>, content: Passage<'_>, title: Passage<'_>) -> Option<usize> {
    let signs = content.before(title.start).text;
    if let Some(open) = signs.chars().next_back().filter(|c| *c != ' ') {
        let open = open.to_string();
        let mut signs = title.text.char_indices();
        return signs.find(|(_, c)| closes(&open, c.encode_utf8(&mut [0; 4]))).map(|(at, _)| at);
    }
    let mut marks = scan.text.document.marks_in(title.span()).iter();
    let italics = |span: Span| span.start == title.start;
    let mark = marks.find(|mark| mark.kind == MarkKind::Emphasis && italics(mark.span))?;
    Some(mark.span.end - title.start)
}
