//! Citations by title: *Mutual Aid* (1902), Kropotkin’s *Mutual Aid* (1902), and the author with
//! a short title or a page that note styles and MLA use.

use super::citation::{Candidate, Scanner};
use super::cited::{self, Names};
use super::date::{Date, dates};
use super::index::{Index, title_key};
use super::locator;
use super::resolve::{Outcome, only_work, resolve};
use super::token::{Kind, Token, Tokens, tokens};
use crate::doc::{Citation, Cited, MarkKind, Place, ReferenceId};

/// Reads dates in a bracket behind a title that the list of sources has.
pub(super) fn before_bracket(scanner: &mut Scanner<'_>, open: usize, close: usize) {
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
    let opens =
        |c: char| super::token::closes(c.encode_utf8(&mut [0; 4]), quote.encode_utf8(&mut [0; 4]));
    let window = super::clip_front(&before[..end], 200);
    let near = end - window.len();
    let (at, open) = window.char_indices().rev().find(|&(_, c)| opens(c))?;
    Some((near + at + open.len_utf8(), end))
}

/// The longest run of words before a bracket that is a title of the list. One word alone is no
/// title unless it is marked as one: *Capital* is also a thing.
fn plain_before(scanner: &Scanner<'_>, before: &str) -> Option<Title> {
    let last = before.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
    if !scanner.index.ends_title(&super::name::fold(last.into_iter().next()?)) {
        return None;
    }
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
    if author_and_page(scanner, start, part, whole) {
        return;
    }
    let Some((names, rest)) = leading_author(scanner, part) else { return };
    let words = part[rest..].trim_start_matches([',', ' ', ':', '“', '"', '„', '«', '\n']);
    let title_start = part.len() - words.len();
    let Some((id, length)) = by_short_title(scanner, &names, words) else { return };
    let end = title_start + length;
    let span = scanner.span(start + names.start, start + end);
    let whole = scanner.span(whole.0, whole.1);
    let locator = locator::behind(part, end);
    let citation = Citation { span, whole, source: Cited::One(id), locator };
    scanner.found.push(Candidate::found(citation));
}

/// The source of `Marx, Capital, 1976`: the first of the names is its author, the others are its
/// title.
pub(super) fn with_author(
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

/// Reads `Kropotkin 233`, the page of an author with one work, as MLA cites it. Lists whose dates
/// stand behind the names belong to texts that cite by date.
fn author_and_page(
    scanner: &mut Scanner<'_>,
    start: usize,
    part: &str,
    whole: (usize, usize),
) -> bool {
    let Some(digits) = part.find(|c: char| c.is_ascii_digit()) else { return false };
    let named = locator::start(part).unwrap_or(digits).min(digits);
    let pages = |c: char| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ' | 'f' | '.');
    let Some(names) = cited::before(&part[..named], scanner.index) else { return false };
    let only = only_work(scanner.index, &names).filter(|&id| !scanner.index.is_dated(id));
    let Some(id) = only.filter(|_| names.clean && part[digits..].chars().all(pages)) else {
        return false;
    };
    let span = scanner.span(start + names.start, start + names.end);
    let whole = scanner.span(whole.0, whole.1);
    let locator = Some(locator::trim(&part[named..]).to_owned());
    scanner.found.push(Candidate::found(Citation { span, whole, source: Cited::One(id), locator }));
    true
}

/// Reads `Peter Kropotkin, Mutual Aid (London: Heinemann, 1902), 233` in a note, where the
/// surname ends at `end`: gives where the citation ends.
pub(super) fn in_note(scanner: &mut Scanner<'_>, end: usize) -> Option<usize> {
    let text = scanner.text;
    let rest = &text[end..];
    let title = rest.trim_start_matches([',', ':', ' ', '“', '"', '„', '«', '‘', '\n']);
    // Something must part the name from the title.
    if !rest.starts_with([',', ':']) || rest.len() - title.len() > 8 {
        return None;
    }
    let names = cited::before(&text[..end], scanner.index)?;
    let (id, length) = by_short_title(scanner, &names, title)?;
    let title_end = text.len() - title.len() + length;
    let whole_end = imprint_end(text, title_end);
    let after = &text[whole_end..];
    let located = locator::extent(after);
    let locator = located.map(|end| locator::trim(&after[..end]).to_owned());
    let span = scanner.span(names.start, title_end);
    let whole = scanner.span(names.start, whole_end + located.unwrap_or(0));
    scanner.found.push(Candidate::found(Citation { span, whole, source: Cited::One(id), locator }));
    Some(whole_end)
}

/// Where a title that ends at `end` ends with its quotation mark and the imprint in brackets
/// that may follow.
fn imprint_end(text: &str, end: usize) -> usize {
    let tail = super::clip(&text[end..], 250);
    let quoted = tail.trim_start_matches([',', '.']).trim_start_matches(['”', '"', '»', '’']);
    let closed = if quoted.len() < tail.trim_start_matches([',', '.']).len() {
        tail.len() - quoted.len()
    } else {
        0
    };
    let bracket = tail[closed..].trim_start();
    match bracket.find([')', ']']) {
        Some(close) if bracket.starts_with('(') => end + tail.len() - bracket.len() + close + 1,
        _ => end + closed,
    }
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
/// the title: a short title is the first words of it (Chicago 14.30).
pub(super) fn by_short_title(
    scanner: &Scanner<'_>,
    names: &Names,
    words: &str,
) -> Option<(ReferenceId, usize)> {
    let index = scanner.index;
    let surname = names.names.first()?.words.last()?;
    let mut found: Option<(ReferenceId, usize, usize)> = None;
    let mut tie = false;
    let mut cut = Cut::new(words);
    let first = cut.first_word()?;
    for &id in index.by_short_title(surname, &first) {
        let own = index.work(id).people.readings.iter();
        let agrees = own
            .filter_map(|reading| reading.first())
            .any(|name| name.answers_to(&names.names[0].words));
        if !agrees {
            continue;
        }
        for title in &index.work(id).titles {
            let Some((count, length)) = shared_start(title, &mut cut) else { continue };
            match found {
                Some((other, most, _)) if other != id && most == count => tie = true,
                Some((_, most, _)) if most >= count => {}
                _ => (found, tie) = (Some((id, count, length)), false),
            }
        }
    }
    found.filter(|_| !tie).map(|(id, _, length)| (id, length))
}

/// The words behind an author’s name, cut and compared with titles only as far as need be: they
/// are compared with each title of that author, and few go on beyond the first.
struct Cut<'t> {
    words: &'t str,
    rest: Tokens<'t>,
    /// The tokens so far, with the words as titles have them; `None` for signs, articles and
    /// prepositions.
    cut: Vec<(Token, Option<String>)>,
}

impl<'t> Cut<'t> {
    fn new(words: &'t str) -> Self {
        Self { words, rest: Tokens::of(super::clip(words, 300)), cut: Vec::new() }
    }

    /// Token number `at` and its key, if it counts.
    fn get(&mut self, at: usize) -> Option<(Token, Option<&str>)> {
        while self.cut.len() <= at {
            let token = self.rest.next()?;
            let counts = matches!(token.kind, Kind::Word | Kind::Number);
            let key = counts.then(|| title_key(token.of(self.words)));
            self.cut.push((token, key.filter(|key| !super::lexicon::is_particle(key))));
        }
        let (token, key) = &self.cut[at];
        Some((*token, key.as_deref()))
    }

    /// The first word that counts, with which a title must begin.
    fn first_word(&mut self) -> Option<String> {
        let mut at = 0;
        loop {
            if let Some(word) = self.get(at)?.1 {
                return Some(word.to_owned());
            }
            at += 1;
        }
    }
}

/// How many words of `title`, from its first, the words in the text begin with, and how many
/// bytes they take there; articles and prepositions between them are passed over. `None` if the
/// title in the text goes on otherwise than the title in the list.
fn shared_start(title: &str, cut: &mut Cut<'_>) -> Option<(usize, usize)> {
    let all = title.split(' ').count();
    let mut own = title.split(' ');
    let mut count = 0;
    let mut length = 0;
    for at in 0.. {
        let words = cut.words;
        let Some((token, key)) = cut.get(at) else { break };
        let Some(key) = key else { continue };
        if own.next() != Some(key) {
            // The text's title is another than the list's.
            let between = &words[length..token.start];
            let stopped =
                between.contains([',', '”', '"', '»', '(', '.', ';']) || token.kind == Kind::Number;
            return (count > 0 && stopped).then_some((count, length));
        }
        count += 1;
        length = token.end;
        if count == all {
            break;
        }
    }
    (count > 0).then_some((count, length))
}
