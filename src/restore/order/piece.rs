//! Pieces: the stretches of a text that no page end divides, and what shows at their ends.
//!
//! Where pages end is only partly known. A form feed, a page number, the end of a foot divide for
//! certain; any other gap may divide or not. Pieces are cut at all of them, and `order` decides
//! which gaps were page ends after all.

use std::ops::Range;

use crate::language::heading::heads_sources;
use crate::language::prose::sentence::{End, Start, balance, end, start};
use crate::restore::lines::Sort;
use crate::restore::notes::{Area, Footnote};
use crate::restore::order::known::Known;
use crate::restore::pages::role::{Print, Role};

/// A stretch of lines.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'d> {
    /// Its lines, furniture among them.
    pub lines: Range<usize>,
    /// Whether a page certainly begins here.
    pub hard: bool,
    /// How many pages without text show before it, where it begins a page.
    pub blank: usize,
    /// Which of the pages that form feeds tell of it lies on, blank ones counted, from 0.
    pub sheet: usize,
    /// How many bytes of text it has.
    pub size: usize,
    pub begins: Option<Side<'d>>,
    pub ends: Option<Side<'d>>,
    /// The numbers of its first and last note.
    pub notes: Option<(u32, u32)>,
    /// The words its foot begins with, where they end a note of the page before.
    pub continuation: Option<&'d str>,
    /// The words its last note breaks off with.
    pub unfinished: Option<&'d str>,
    /// The page number printed on it.
    pub number: Option<u32>,
    /// The first and the last entry of a bibliography that begin in it.
    pub names: Option<(String, String)>,
}

/// One end of a piece's body.
#[derive(Clone, Debug)]
pub(crate) struct Side<'d> {
    pub words: &'d str,
    pub sort: Sort,
    pub end: End,
    pub start: Start,
    /// Brackets left open at the end, or closed without being opened at the start.
    pub loose: usize,
    /// The entry of a bibliography that stands nearest.
    pub key: Option<String>,
    /// The same for a line that goes on from another: without a name at its very start.
    pub inner_key: Option<String>,
    /// Whether it begins as an entry does.
    pub opens_entry: bool,
    /// Whether it ends with an address, and whether it begins with one.
    pub address: (bool, bool),
    /// Whether it is of that entry.
    pub entry: bool,
    /// Whether it is one of a run of printed lines, where other text has its lines joined.
    pub line_set: bool,
    /// Whether it is of a bibliography, by the lines around it.
    pub listed: bool,
}

/// Makes a piece of `lines`, before which a page certainly begins if it is `hard`.
pub(super) fn piece<'d>(known: &Known<'_, 'd>, lines: Range<usize>, hard: bool) -> Piece<'d> {
    let Known { print, notes, titles, line_set, entries, .. } = known;
    let print = *print;
    let body = |at: &usize| print.is_body(*at);
    let first = lines.clone().find(body);
    let last = lines.clone().rev().find(body);
    let from = notes.areas.partition_point(|area| area.begin < lines.start);
    let own: Vec<&Area> =
        notes.areas[from..].iter().take_while(|area| area.begin < lines.end).collect();
    let number = |note: &Footnote| note.label.parse::<u32>().ok();
    let numbers = own.iter().flat_map(|area| &area.notes).filter_map(number);
    let numbers = numbers.clone().next().zip(numbers.clone().next_back());
    let continuation = own.first().and_then(|area| area.continuation.first());
    let unfinished = own.last().and_then(|area| area.unfinished(print.text));
    let printed = lines.clone().find_map(|at| known.numbers.get(&at).copied());
    let size = lines.clone().map(|at| print.lines[at].words.len()).sum();
    let titled = |at: usize, opening: bool| {
        let mut side = side(known, &lines, at, opening);
        if titles.has(print.lines[at].words)
            || !line_set[at] && (opening || at + 1 == lines.end) && looks_like_title(print, at)
        {
            side.sort = Sort::Heading;
        }
        side
    };
    Piece {
        begins: first.map(|at| titled(at, true)),
        ends: last.map(|at| titled(at, false)),
        hard,
        blank: blank(print, &lines, first),
        sheet: 0,
        size,
        notes: numbers,
        continuation: continuation.map(|&at| print.lines[at].words),
        unfinished,
        number: printed,
        names: {
            let mut inside = lines.clone().flat_map(|at| entries.of_line(at));
            let first = inside.next().cloned();
            first.map(|first| (inside.last().unwrap_or(&first).clone(), first)).map(|(b, a)| (a, b))
        },
        lines,
    }
}

/// How many pages without text lie between the last line of text before a piece and its first:
/// blank pages and those of the title, of which only form feeds tell how many they are.
fn blank(print: Print<'_, '_>, lines: &Range<usize>, first: Option<usize>) -> usize {
    let first = first.unwrap_or(lines.start);
    let text = |at: &usize| !print.is_furniture(*at);
    let before = (0..lines.start).rev().find(text).map_or(0, |at| at + 1);
    let between = before..=first;
    if !print.has_feeds() {
        // The back of a title page is blank, or has the colophon.
        let front = || between.clone().filter(|&at| print.role(at) == Role::Front);
        let title = front().any(|at| print.lines[at].sort == Sort::Heading);
        return usize::from(front().next().is_some()) + usize::from(title);
    }
    let feeds: usize = between.map(|at| print.lines[at].feeds).sum();
    feeds.saturating_sub(1)
}

/// One end of a piece: its first or last line.
fn side<'d>(known: &Known<'_, 'd>, lines: &Range<usize>, at: usize, opening: bool) -> Side<'d> {
    let Known { print, notes, line_set: set, entries, .. } = known;
    let print = *print;
    let opening_words = print.lines[at].number.filter(|_| opening);
    let words = opening_words.unwrap_or_else(|| notes.words_before_marks(print.text, at));
    let loose = loose_brackets(print, lines, at, opening);
    let (key, inner_key) = entries_near(known, at, opening);
    let keys = |at: usize| entries.of_line(at);
    let line = &print.lines[at];
    let opens_entry = entries.opens(at);
    let is_address = |word: Option<&str>| word.is_some_and(|word| word.contains("://"));
    let address = (
        is_address(words.split_whitespace().next_back()),
        is_address(line.opening().split_whitespace().next()),
    );
    let long = line.words.len() > 300 && keys(at).is_empty();
    let near = |by: usize| at.saturating_sub(by)..at + 1 + by;
    let own = if opening { at..at + 1 } else { at.saturating_sub(3)..at + 1 };
    let entry = !long && (entries.any_in(own) || set[at] && entries.any_in(near(8)));
    let line_set = set[at];
    let begun = beside(print, lines, at, opening).filter(|&at| !keys(at).is_empty()).count();
    let listed = line_set || print.plain && begun >= 2;
    let (end, start) = (end(words), start(line.opening()));
    let sort = line.sort;
    Side {
        words,
        sort,
        end,
        start,
        loose,
        key,
        inner_key,
        opens_entry,
        address,
        entry,
        line_set,
        listed,
    }
}

/// The lines of a piece around one of its ends, as far as the heading of a list of sources: what
/// stands on the other side of that is no part of the list.
fn beside(
    print: Print<'_, '_>,
    lines: &Range<usize>,
    at: usize,
    opening: bool,
) -> impl Iterator<Item = usize> + use<> {
    let near = at.saturating_sub(10).max(lines.start)..lines.end.min(at + 11);
    let heads = |&at: &usize| heads_sources(print.lines[at].words).is_some();
    if opening {
        near.start..near.clone().find(heads).unwrap_or(near.end)
    } else {
        near.clone().rev().find(heads).unwrap_or(near.start)..near.end
    }
}

/// The brackets that are open at the end of a piece, or closed at its beginning, without the other.
fn loose_brackets(print: Print<'_, '_>, lines: &Range<usize>, at: usize, opening: bool) -> usize {
    // A sentence is seldom longer than a dozen lines, and brackets do not outlive it.
    let near = |at: &usize| print.is_body(*at);
    if opening {
        let text: String =
            lines.clone().filter(near).take(12).map(|at| print.lines[at].words).collect();
        balance(&text).1
    } else {
        let from = lines.start.max(at.saturating_sub(12));
        let text: String = (from..=at).filter(near).map(|at| print.lines[at].words).collect();
        balance(&text).0
    }
}

/// The entries of a bibliography nearest to a side of a piece, and the same for a line that goes on
/// from another.
fn entries_near(
    known: &Known<'_, '_>,
    at: usize,
    opening: bool,
) -> (Option<String>, Option<String>) {
    let Known { print, entries, .. } = known;
    // A paragraph longer than any entry is none, and parts two lists.
    let keys = |at: usize| entries.of_line(at);
    let short = |at: &usize| print.lines[*at].words.len() <= 400 || !keys(*at).is_empty();
    let key = if opening {
        let below = at..print.lines.len().min(at + 15);
        below.take_while(short).find_map(|at| keys(at).first().cloned())
    } else {
        let above = (at.saturating_sub(15)..=at).rev();
        above.take_while(short).find_map(|at| keys(at).last().cloned())
    };
    let inner_key = if entries.opens(at) && opening {
        let own = keys(at).get(1).cloned();
        own.or_else(|| {
            let below = at + 1..print.lines.len().min(at + 15);
            below.take_while(short).find_map(|at| keys(at).first().cloned())
        })
    } else {
        key.clone()
    };
    (key, inner_key)
}

/// Whether a block of Markdown is set like a title: one short line that does not stop.
fn looks_like_title(print: Print<'_, '_>, at: usize) -> bool {
    let line = &print.lines[at];
    let alone = line.opens && print.lines.get(at + 1).is_none_or(|next| next.opens);
    let last = line.words.chars().next_back();
    !print.plain
        && alone
        && line.sort == Sort::Text
        && line.words.len() < 80
        && line.number.is_none()
        && start(line.words) == Start::Sentence
        && last.is_some_and(|c| c.is_alphanumeric() || c == ')')
}
