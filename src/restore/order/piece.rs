//! Pieces: the stretches of a text that no page end divides, and what shows at their ends.
//!
//! Where pages end is only partly known. A form feed, a page number, the end of a foot divide for
//! certain; any other gap may divide or not. Pieces are cut at all of them, and `order` decides
//! which gaps were page ends after all.

use std::ops::Range;

use crate::language::sentence::{End, Start, balance, end, start};
use crate::restore::lines::{Print, Role, Sort};
use crate::restore::notes::{Feet, Foot};
use crate::restore::pages::contents::Titles;
use crate::restore::pages::entry::Entries;
use crate::restore::pages::furniture::Furniture;

/// A stretch of lines.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'d> {
    /// Its lines, furniture among them.
    pub lines: Range<usize>,
    /// Whether a page certainly begins here.
    pub hard: bool,
    /// How many pages without text show before it, where it begins a page.
    pub blank: usize,
    /// How many bytes of text it has.
    pub size: usize,
    pub begins: Option<Side<'d>>,
    pub ends: Option<Side<'d>>,
    /// The numbers of its first and last note.
    pub notes: Option<(u32, u32)>,
    /// The words its foot begins with, where they end a note of the page before.
    pub tail: Option<&'d str>,
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
    /// Whether it is a paragraph, longer than any entry.
    pub prose: bool,
    /// Whether it is one of a run of printed lines, where other text has its lines joined.
    pub line_set: bool,
    /// Whether it is of a bibliography, by the lines around it.
    pub listed: bool,
}

/// Makes pieces of lines.
pub(crate) struct Maker<'m, 'd> {
    /// The text.
    pub print: &'m Print<'d>,
    /// Its feet.
    pub feet: &'m Feet,
    /// Its furniture.
    pub furniture: &'m Furniture,
    /// The titles of its sections.
    pub titles: &'m Titles,
    /// For each line, whether it is one of a run of printed lines.
    pub wrapped: &'m [bool],
    /// The entries of its bibliographies.
    pub entries: &'m Entries,
}

impl<'d> Maker<'_, 'd> {
    /// Makes a piece of `lines`, before which a page certainly begins if it is `hard`.
    pub(crate) fn piece(&self, lines: Range<usize>, hard: bool) -> Piece<'d> {
        let Self { print, feet, furniture, titles, wrapped, entries } = *self;
        let body = |at: &usize| print.lines[*at].role == Role::Body;
        let first = lines.clone().find(body);
        let last = lines.clone().rev().find(body);
        let from = feet.feet.partition_point(|foot| foot.begin < lines.start);
        let own: Vec<&Foot> =
            feet.feet[from..].iter().take_while(|foot| foot.begin < lines.end).collect();
        let number = |note: &crate::restore::notes::FootNote| note.label.parse::<u32>().ok();
        let notes = own.iter().flat_map(|foot| &foot.notes).filter_map(number);
        let notes = notes.clone().next().zip(notes.clone().next_back());
        let tail = own.first().and_then(|foot| foot.tail.first()).map(|&at| print.lines[at].words);
        let unfinished = own.last().and_then(|foot| feet.unfinished(print, foot));
        let printed = lines.clone().find_map(|at| furniture.numbers.get(&at).copied());
        let size = lines.clone().map(|at| print.lines[at].words.len()).sum();
        let side = |at: usize, opening: bool| {
            let mut side = self.side(&lines, at, opening);
            if titles.has(print.lines[at].words)
                || !wrapped[at] && (opening || at + 1 == lines.end) && looks_like_title(print, at)
            {
                side.sort = Sort::Heading;
            }
            side
        };
        Piece {
            begins: first.map(|at| side(at, true)),
            ends: last.map(|at| side(at, false)),
            hard,
            blank: self.blank(&lines, first),
            size,
            notes,
            tail,
            unfinished,
            number: printed,
            names: {
                let mut inside = lines.clone().flat_map(|at| entries.of_line(at));
                let first = inside.next().cloned();
                first
                    .map(|first| (inside.last().unwrap_or(&first).clone(), first))
                    .map(|(b, a)| (a, b))
            },
            lines,
        }
    }

    /// How many pages without text lie between the last line of text before a piece and its first:
    /// blank pages and those of the title, of which only form feeds tell how many they are.
    fn blank(&self, lines: &Range<usize>, first: Option<usize>) -> usize {
        let print = self.print;
        let first = first.unwrap_or(lines.start);
        let text = |at: &usize| !print.lines[*at].role.is_furniture();
        let before = (0..lines.start).rev().find(text).map_or(0, |at| at + 1);
        let between = &print.lines[before..=first];
        if !print.has_feeds() {
            // The back of a title page is blank, or has the colophon.
            let front = || between.iter().filter(|line| line.role == Role::Front);
            let title = front().any(|line| line.sort == Sort::Heading);
            return usize::from(front().next().is_some()) + usize::from(title);
        }
        let feeds: usize = between.iter().map(|line| line.feeds).sum();
        feeds.saturating_sub(1)
    }

    /// One end of a piece: its first or last line.
    fn side(&self, lines: &Range<usize>, at: usize, opening: bool) -> Side<'d> {
        let Self { print, feet, wrapped, entries, .. } = *self;
        let opening_words = print.lines[at].number.filter(|_| opening);
        let words = opening_words.unwrap_or_else(|| feet.words_before_marks(print, at));
        // A sentence is seldom longer than a dozen lines, and brackets do not outlive it.
        let near = |at: &usize| print.lines[*at].role == Role::Body;
        let loose = if opening {
            let text: String =
                lines.clone().filter(near).take(12).map(|at| print.lines[at].words).collect();
            balance(&text).1
        } else {
            let from = lines.start.max(at.saturating_sub(12));
            let text: String = (from..=at).filter(near).map(|at| print.lines[at].words).collect();
            balance(&text).0
        };
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
        let line = &print.lines[at];
        let opens_entry = entries.opens(at);
        let inner_key = if opens_entry && opening {
            let own = keys(at).get(1).cloned();
            own.or_else(|| {
                let below = at + 1..print.lines.len().min(at + 15);
                below.take_while(short).find_map(|at| keys(at).first().cloned())
            })
        } else {
            key.clone()
        };
        let is_address = |word: Option<&str>| word.is_some_and(|word| word.contains("://"));
        let address = (
            is_address(words.split_whitespace().next_back()),
            is_address(line.opening().split_whitespace().next()),
        );
        let long = line.words.len() > 300 && keys(at).is_empty();
        let near = |by: usize| at.saturating_sub(by)..at + 1 + by;
        let own = if opening { at..at + 1 } else { at.saturating_sub(3)..at + 1 };
        let entry = !long && (entries.any_in(own) || wrapped[at] && entries.any_in(near(8)));
        let line_set = wrapped[at];
        let own_lines = at.saturating_sub(10).max(lines.start)..lines.end.min(at + 11);
        let entries_near = own_lines.filter(|&at| !keys(at).is_empty()).count();
        let listed = line_set || print.plain && entries_near >= 2;
        let prose = long && !entry;
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
            prose,
            line_set,
            listed,
        }
    }
}

/// Whether a block of Markdown is set like a title: one short line that does not stop.
fn looks_like_title(print: &Print<'_>, at: usize) -> bool {
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
