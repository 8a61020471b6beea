//! Citations by title and year: *Mutual Aid* (1902), Kropotkin’s *Mutual Aid* (1902).

use crate::doc::{MarkKind, ReferenceId, Span};
use crate::language::date::{Date, dates};
use crate::language::fold::Fold;
use crate::language::prose::token::{Kind, tokens};
use crate::language::section::Section;
use crate::link::citation::bracket::{Bracket, Taken};
use crate::link::citation::locator;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style};
use crate::link::passage::Passage;
use crate::link::works::cited::Names;
use crate::link::works::resolve::Outcome;
use crate::link::works::title::title_key;

pub(crate) const STYLE: Style = Style {
    name: "title in the sentence, year in a bracket",
    recognise: |_, _| true,
    finds: &[Finds::Bracket(before_bracket)],
};

/// Reads dates in a bracket after a title that the list of sources has.
fn before_bracket(scan: &mut Scan<'_>, bracket: &Bracket<'_>) -> Option<Taken> {
    if !bracket.dated {
        return None;
    }
    let content = bracket.content;
    let found = dates(content.text);
    let title = title_before(scan, bracket.before)?;
    let sure = found.iter().any(|date| exact(scan, &title, date).is_some());
    // One year that is not of this title, and the bracket says something else.
    let source = |date| Some((date, source(scan, &title, date, sure)?));
    let sources: Vec<(&Date, ReferenceId)> = found.iter().map(source).collect::<Option<_>>()?;
    // A title in the place of an author is read as one.
    let unauthored = |id: ReferenceId| scan.works().work(id).people.readings.is_empty();
    if sources.iter().all(|&(_, id)| unauthored(id)) {
        return None;
    }
    for (date, id) in sources {
        let span = content.part(date.start..date.end).span();
        scan.cite_at(id, span, bracket.whole, locator::after(&content.text[date.end..]));
    }
    Some(Taken::Whole(bracket.whole.end))
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
fn title_before(scan: &Scan<'_>, before: Passage<'_>) -> Option<Title> {
    let before = before.trim_end();
    let text = before.text;
    let marked = marked_before(scan, before).or_else(|| quoted_before(text));
    if let Some((start, end)) = marked {
        let ids = scan.works().by_title(&title_key(&text[start..end])).to_vec();
        let author = text[..start].trim_end_matches(['“', '"', '«', '„', ' ', '\n']);
        let names = scan
            .names_before(before.part(..author.len()))
            .filter(|names| names.possessive || is_by(author) || !names.names.is_empty());
        return Some(Title { ids, names });
    }
    plain_before(scan, before)
}

/// Whether words end with one that an author stands after.
fn is_by(words: &str) -> bool {
    words.rsplit_once(' ').is_some_and(|(_, word)| Section::By.has(&Fold::Word.of(word)))
}

/// The bytes of the italics that words end with.
fn marked_before(scan: &Scan<'_>, before: Passage<'_>) -> Option<(usize, usize)> {
    let end = before.text.len();
    let here = Span::new(before.place(end.saturating_sub(300)), before.end());
    let marks = scan.text.document.marks_in(here).iter();
    let mut marks = marks.filter(|mark| mark.kind == MarkKind::Emphasis);
    let mark = marks.find(|mark| mark.span.end == here.end || mark.span.end + 1 == here.end)?;
    let start = mark.span.start.checked_sub(before.start)?;
    Some((start, end))
}

/// The bytes of the quotation that words end with.
fn quoted_before(before: &str) -> Option<(usize, usize)> {
    let quote = before.chars().next_back().filter(|c| matches!(c, '”' | '"' | '»'))?;
    let end = before.len() - quote.len_utf8();
    let opens = |c: char| {
        crate::language::prose::token::closes(
            c.encode_utf8(&mut [0; 4]),
            quote.encode_utf8(&mut [0; 4]),
        )
    };
    let window = crate::language::clip_front(&before[..end], 200);
    let near = end - window.len();
    let (at, open) = window.char_indices().rev().find(|&(_, c)| opens(c))?;
    Some((near + at + open.len_utf8(), end))
}

/// The longest run of words before a bracket that is a title of the list. One word alone is no
/// title unless it is marked as one: *Capital* is also a thing.
fn plain_before(scan: &Scan<'_>, before: Passage<'_>) -> Option<Title> {
    let last =
        before.text.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')));
    if !scan.works().ends_title(&Fold::Word.of(last.into_iter().next()?)) {
        return None;
    }
    let passage = before.last(160);
    let window = passage.text;
    let words: Vec<_> =
        tokens(window).into_iter().filter(|token| token.kind == Kind::Word).collect();
    let last_but_one = words.len().saturating_sub(1);
    for word in &words[words.len().saturating_sub(16)..last_but_one] {
        let start = word.start;
        let key = title_key(&window[start..]);
        if !key.contains(' ') || !crate::language::prose::token::is_capital(word.of(window)) {
            continue;
        }
        let ids = scan.works().by_title(&key);
        if !ids.is_empty() {
            let names = scan.names_before(before.before(passage.place(start)));
            return Some(Title { ids: ids.to_vec(), names });
        }
    }
    None
}

/// The source of just this title and year.
fn exact(scan: &Scan<'_>, title: &Title, date: &Date) -> Option<ReferenceId> {
    let works = scan.works();
    let ids =
        title.ids.iter().copied().filter(|&id| works.work(id).is_of(date)).collect::<Vec<_>>();
    if let [one] = works.nearest(&ids, scan.home).as_slice() { Some(*one) } else { None }
}

/// The source a title and a date mean: the one of that title and year. Else, where another year
/// of the bracket is one of the title’s (`sure`), the one work of this year by the title’s author,
/// which is another edition; or that of an author named in front.
fn source(scan: &Scan<'_>, title: &Title, date: &Date, sure: bool) -> Option<ReferenceId> {
    let works = scan.works();
    let of_year = |id: &ReferenceId| works.work(*id).is_of(date);
    let near = |ids: Vec<ReferenceId>| works.nearest(&ids, scan.home);
    if let Some(one) = exact(scan, title, date) {
        return Some(one);
    }
    // Another edition of the title, or a title in another language than the list has it.
    let author = title.ids.first().and_then(|id| works.work(*id).people.names().first().cloned());
    let authored = author.filter(|_| sure).and_then(|author| {
        let ids = works.all_by_surname(author.surname.last()?).iter().copied();
        let own =
            |id: &ReferenceId| works.work(*id).people.names() == std::slice::from_ref(&author);
        let ids: Vec<ReferenceId> = ids.filter(of_year).filter(own).collect();
        if let [one] = near(ids).as_slice() { Some(*one) } else { None }
    });
    authored.or_else(|| match scan.resolve(title.names.as_ref().filter(|n| n.possessive)?, date) {
        Outcome::One(id, _) => Some(id),
        _ => None,
    })
}

/// The source of `Marx, Capital, 1976`: the first of the names is its author, the others are its
/// title.
pub(crate) fn with_author(scan: &Scan<'_>, names: &Names, date: &Date) -> Option<ReferenceId> {
    let (author, title) = names.names.split_first()?;
    if title.is_empty() || title.iter().any(|name| name.joined) {
        return None;
    }
    let words = title.iter().flat_map(|name| name.words.clone()).collect::<Vec<_>>().join(" ");
    let author = Names { names: vec![author.clone()], ..names.clone() };
    match scan.resolve(&author, date) {
        Outcome::One(id, _) if scan.works().work(id).titles.contains(&words) => Some(id),
        _ => None,
    }
}
