//! Citations by title and year: *Mutual Aid* (1902), Kropotkin’s *Mutual Aid* (1902).

use crate::doc::{Citation, Cited, MarkKind, Place, ReferenceId};
use crate::language::date::{Date, dates};
use crate::language::fold::Fold;
use crate::language::token::{Kind, tokens};
use crate::link::citation::locator;
use crate::link::citation::names::{self as cited, Names};
use crate::link::citation::{Candidate, Scanner};
use crate::link::works::resolve::{Outcome, resolve};
use crate::link::works::{Index, title_key};

/// Reads dates in a bracket behind a title that the list of sources has.
pub(crate) fn before_bracket(scanner: &mut Scanner<'_>, open: usize, close: usize) {
    let content = &scanner.text[open + 1..close];
    let found = dates(content);
    let Some(title) = title_before(scanner, open) else { return };
    let mut sources = Vec::new();
    let sure = found.iter().any(|date| exact(scanner, &title, date).is_some());
    for date in &found {
        match source(scanner, &title, date, sure) {
            Some(id) => sources.push((date, id)),
            // One year that is not of this title, and the bracket says something else.
            None => return,
        }
    }
    // A title in the place of an author is read as one.
    let unauthored = |id: ReferenceId| scanner.index.work(id).people.readings.is_empty();
    if sources.iter().all(|&(_, id)| unauthored(id)) {
        return;
    }
    let whole = scanner.span(open, close + 1);
    for (date, id) in sources {
        let span = scanner.span(open + 1 + date.start, open + 1 + date.end);
        let locator = locator::behind(content, date.end);
        let citation = Citation { span, whole, source: Cited::One(id), locator };
        scanner.found.push(Candidate::found(citation));
    }
}

/// A title in front of a bracket.
struct Title {
    /// The sources that bear it.
    ids: Vec<ReferenceId>,
    /// The author named in front of it.
    names: Option<Names>,
}

/// The title right before the bracket at `open`: words in italics or quotation marks, or words
/// that are a title of the list.
fn title_before(scanner: &Scanner<'_>, open: usize) -> Option<Title> {
    let before = scanner.text[..open].trim_end();
    let marked = marked_before(scanner, before.len()).or_else(|| quoted_before(before));
    if let Some((start, end)) = marked {
        let ids = scanner.index.by_title(&title_key(&before[start..end])).to_vec();
        let author = before[..start].trim_end_matches(['“', '"', '«', '„', ' ', '\n']);
        let names = cited::before(author, scanner.index)
            .filter(|names| names.possessive || author.ends_with(" by") || !names.names.is_empty());
        return Some(Title { ids, names });
    }
    plain_before(scanner, before)
}

fn marked_before(scanner: &Scanner<'_>, end: usize) -> Option<(usize, usize)> {
    let here = scanner.span(end.saturating_sub(300), end);
    let marks = scanner.document.marks_in(here).iter();
    let mut marks = marks.filter(|mark| mark.kind == MarkKind::Emphasis);
    let mark = marks.find(|mark| mark.span.end == here.end || mark.span.end + 1 == here.end)?;
    let start = mark.span.start.checked_sub(scanner.base)?;
    Some((start, end))
}

fn quoted_before(before: &str) -> Option<(usize, usize)> {
    let quote = before.chars().next_back().filter(|c| matches!(c, '”' | '"' | '»'))?;
    let end = before.len() - quote.len_utf8();
    let opens = |c: char| {
        crate::language::token::closes(c.encode_utf8(&mut [0; 4]), quote.encode_utf8(&mut [0; 4]))
    };
    let window = crate::language::clip_front(&before[..end], 200);
    let near = end - window.len();
    let (at, open) = window.char_indices().rev().find(|&(_, c)| opens(c))?;
    Some((near + at + open.len_utf8(), end))
}

/// The longest run of words before a bracket that is a title of the list. One word alone is no
/// title unless it is marked as one: *Capital* is also a thing.
fn plain_before(scanner: &Scanner<'_>, before: &str) -> Option<Title> {
    let last = before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
    if !scanner.index.ends_title(&Fold::Word.of(last.into_iter().next()?)) {
        return None;
    }
    let window = crate::language::clip_front(before, 160);
    let from = before.len() - window.len();
    let words: Vec<_> =
        tokens(window).into_iter().filter(|token| token.kind == Kind::Word).collect();
    let last_but_one = words.len().saturating_sub(1);
    for word in &words[words.len().saturating_sub(16)..last_but_one] {
        let start = word.start;
        let key = title_key(&window[start..]);
        if !key.contains(' ') || !crate::language::token::is_capital(word.of(window)) {
            continue;
        }
        let ids = scanner.index.by_title(&key);
        if !ids.is_empty() {
            let names = cited::before(&before[..from + start], scanner.index);
            return Some(Title { ids: ids.to_vec(), names });
        }
    }
    None
}

/// The source of just this title and year.
fn exact(scanner: &Scanner<'_>, title: &Title, date: &Date) -> Option<ReferenceId> {
    let index = scanner.index;
    let ids =
        title.ids.iter().copied().filter(|&id| index.work(id).is_of(date)).collect::<Vec<_>>();
    if let [one] = index.nearest(&ids, scanner.home).as_slice() { Some(*one) } else { None }
}

/// The source a title and a date mean: the one of that title and year. Else, where another year
/// of the bracket is one of the title’s (`sure`), the one work of this year by the title’s author,
/// which is another edition; or that of an author named in front.
fn source(scanner: &Scanner<'_>, title: &Title, date: &Date, sure: bool) -> Option<ReferenceId> {
    let index = scanner.index;
    let of_year = |id: &ReferenceId| index.work(*id).is_of(date);
    let near = |ids: Vec<ReferenceId>| index.nearest(&ids, scanner.home);
    if let Some(one) = exact(scanner, title, date) {
        return Some(one);
    }
    // Another edition of the title, or a title in another language than the list has it.
    let author = title.ids.first().and_then(|id| index.work(*id).people.names().first().cloned());
    let authored = author.filter(|_| sure).and_then(|author| {
        let ids = index.all_by_surname(author.surname.last()?).iter().copied();
        let own =
            |id: &ReferenceId| index.work(*id).people.names() == std::slice::from_ref(&author);
        let ids: Vec<ReferenceId> = ids.filter(of_year).filter(own).collect();
        if let [one] = near(ids).as_slice() { Some(*one) } else { None }
    });
    authored.or_else(|| {
        match resolve(index, title.names.as_ref().filter(|n| n.possessive)?, date, scanner.home) {
            Outcome::One(id, _) => Some(id),
            _ => None,
        }
    })
}

/// The source of `Marx, Capital, 1976`: the first of the names is its author, the others are its
/// title.
pub(crate) fn with_author(
    index: &Index,
    names: &Names,
    date: &Date,
    home: Place,
) -> Option<ReferenceId> {
    let (author, title) = names.names.split_first()?;
    if title.is_empty() || title.iter().any(|name| name.joined) {
        return None;
    }
    let words = title.iter().flat_map(|name| name.words.clone()).collect::<Vec<_>>().join(" ");
    let author = Names { names: vec![author.clone()], ..names.clone() };
    match resolve(index, &author, date, home) {
        Outcome::One(id, _) if index.work(id).titles.contains(&words) => Some(id),
        _ => None,
    }
}
