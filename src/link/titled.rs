//! Citations by title: *Mutual Aid* (1902), Kropotkin’s *Mutual Aid* (1902), and the author with
//! a short title or a page that note styles and MLA use.

use super::citation::{Candidate, Scanner};
use super::cited::{self, Names};
use super::date::{Date, dates};
use super::index::title_key;
use super::locator;
use super::resolve::{Outcome, only_work, resolve};
use super::token::{Kind, tokens};
use crate::doc::{Citation, Cited, MarkKind, ReferenceId};

/// Reads dates in a bracket behind a title that the list of sources has.
pub(super) fn before_bracket(scanner: &mut Scanner<'_>, open: usize, close: usize) {
    let content = &scanner.text[open + 1..close];
    let found = dates(content);
    let Some(title) = title_before(scanner, open) else { return };
    let mut sources = Vec::new();
    for date in &found {
        match source(scanner, &title, date) {
            Some(id) => sources.push((date, id)),
            // One year that is not of this title, and the bracket says something else.
            None => return,
        }
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
    let opens =
        |c: char| super::head::closes(c.encode_utf8(&mut [0; 4]), quote.encode_utf8(&mut [0; 4]));
    let window = super::clip_front(&before[..end], 200);
    let near = end - window.len();
    let (at, open) = window.char_indices().rev().find(|&(_, c)| opens(c))?;
    Some((near + at + open.len_utf8(), end))
}

/// The longest run of words before a bracket that is a title of the list. One word alone is no
/// title unless it is marked as one: *Capital* is also a thing.
fn plain_before(scanner: &Scanner<'_>, before: &str) -> Option<Title> {
    let window = super::clip_front(before, 160);
    let from = before.len() - window.len();
    let words: Vec<_> =
        tokens(window).into_iter().filter(|token| token.kind == Kind::Word).collect();
    let last_but_one = words.len().saturating_sub(1);
    for word in &words[words.len().saturating_sub(16)..last_but_one] {
        let start = word.start;
        let key = title_key(&window[start..]);
        if !key.contains(' ') || !super::token::is_capital(word.of(window)) {
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

/// The source a title and a date mean: the one of that title and year; else the one of that year
/// by the author of the title, who alone can be meant.
fn source(scanner: &Scanner<'_>, title: &Title, date: &Date) -> Option<ReferenceId> {
    let index = scanner.index;
    let of_year = |id: &ReferenceId| {
        let work = index.work(*id);
        let year = work.when.is_some_and(|when| date.when.means(when));
        year || work.also.is_some_and(|when| date.when.means(when))
    };
    let near = |ids: Vec<ReferenceId>| index.nearest(&ids, scanner.home);
    let exact: Vec<ReferenceId> = title.ids.iter().copied().filter(of_year).collect();
    if let [one] = near(exact).as_slice() {
        return Some(*one);
    }
    // Another edition of the title, or a title in another language than the list has it.
    let author = title.ids.first().and_then(|id| index.work(*id).people.names().first().cloned());
    let authored = author.and_then(|author| {
        let ids = index.by_surname(author.surname.last()?).iter().copied();
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

/// Reads `Kropotkin, Mutual Aid, 233` and `Kropotkin 233` in a bracket: an author whose entry can
/// only be one.
pub(super) fn author_and_title(
    scanner: &mut Scanner<'_>,
    start: usize,
    part: &str,
    whole: (usize, usize),
) {
    let Some((names, rest)) = leading_author(scanner, part) else { return };
    let words = part[rest..].trim_start_matches([',', ' ', ':', '“', '"', '„', '«', '\n']);
    let title_start = part.len() - words.len();
    let paged =
        words.starts_with(|c: char| c.is_ascii_digit()) || locator::start(&part[rest..]) == Some(0);
    let (id, end) = if paged {
        // The page of an author with one work, as MLA cites it.
        let only = only_work(scanner.index, &names);
        let pages = words
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ' | 'p' | '.' | 'f'));
        match only.filter(|&id| pages && !scanner.index.is_dated(id)) {
            Some(id) => (id, rest),
            None => return,
        }
    } else {
        match by_short_title(scanner, &names, words) {
            Some((id, length)) => (id, title_start + length),
            None => return,
        }
    };
    let span = scanner.span(start + names.start, start + end);
    let whole = scanner.span(whole.0, whole.1);
    let locator = locator::behind(part, end);
    let citation = Citation { span, whole, source: Cited::One(id), locator };
    scanner.found.push(Candidate::found(citation));
}

/// The author a part begins with, and where the names end.
fn leading_author(scanner: &Scanner<'_>, part: &str) -> Option<(Names, usize)> {
    let mut best = None;
    for token in tokens(super::clip(part, 160)) {
        if token.kind == Kind::Quote || token.kind == Kind::Number {
            break;
        }
        if token.kind != Kind::Word {
            continue;
        }
        let known = !scanner.index.by_surname(&token.folded(part)).is_empty();
        if known && let Some(names) = cited::before(&part[..token.end], scanner.index) {
            if names.clean {
                best = Some((names, token.end));
            }
        } else if best.is_some() {
            break;
        }
    }
    best
}

/// The source of these authors whose title begins with `words`, and how many bytes of them are
/// the title: a short title is the first words of it, two at the least that count (Chicago 14.30).
pub(super) fn by_short_title(
    scanner: &Scanner<'_>,
    names: &Names,
    words: &str,
) -> Option<(ReferenceId, usize)> {
    let index = scanner.index;
    let surname = names.names.first()?.words.last()?;
    let mut found: Option<(ReferenceId, usize, usize)> = None;
    let mut tie = false;
    for &id in index.by_surname(surname) {
        let own = index.work(id).people.readings.iter();
        let agrees = own
            .filter_map(|reading| reading.first())
            .any(|name| name.answers_to(&names.names[0].words));
        if !agrees {
            continue;
        }
        for title in &index.work(id).titles {
            let Some((count, length)) = shared_start(title, words) else { continue };
            let whole = count == title.split(' ').count();
            if !whole && count < 2 {
                continue;
            }
            match found {
                Some((other, most, _)) if other != id && most == count => tie = true,
                Some((_, most, _)) if most >= count => {}
                _ => (found, tie) = (Some((id, count, length)), false),
            }
        }
    }
    found.filter(|_| !tie).map(|(id, _, length)| (id, length))
}

/// How many words of `title`, from its first, `words` begins with, and how many bytes they take
/// there; articles and prepositions between them are passed over. `None` if the title in the text
/// goes on otherwise than the title in the list.
fn shared_start(title: &str, words: &str) -> Option<(usize, usize)> {
    let mut own = title.split(' ');
    let mut count = 0;
    let mut length = 0;
    for token in tokens(super::clip(words, 300)) {
        match token.kind {
            Kind::Word | Kind::Number => {
                let key = title_key(token.of(words));
                if super::lexicon::is_particle(&key) {
                    continue;
                }
                if own.next() != Some(&*key) {
                    // The text's title is another than the list's.
                    let stopped =
                        words[length..token.start].contains([',', '”', '"', '»', '(', '.', ';']);
                    return (count > 0 && stopped).then_some((count, length));
                }
                count += 1;
                length = token.end;
            }
            Kind::Comma | Kind::Quote | Kind::Open | Kind::Close | Kind::Stop if count > 0 => {}
            _ => {}
        }
        if count == title.split(' ').count() {
            break;
        }
    }
    (count > 0).then_some((count, length))
}
