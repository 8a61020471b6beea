//! Where a text as printed may be cut: at page ends that show, and at gaps that may be page ends.

use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::Sort;
use crate::restore::notes::Notes;
use crate::restore::order::known::Known;
use crate::restore::order::piece::{Piece, piece};
use crate::restore::pages::role::{Print, Role};

/// Cuts a text into pieces.
pub(super) fn cut<'d>(known: &Known<'_, 'd>) -> Vec<Piece<'d>> {
    let print = known.print;
    let gaps = Gaps::of(known);
    let mut pieces: Vec<Piece<'d>> = Vec::new();
    let mut begin: Option<(usize, bool)> = None;
    let mut previous: Option<usize> = None;
    let mut page_ended = false;
    let mut close = |begin: (usize, bool), end: usize| {
        pieces.push(piece(known, begin.0..end, begin.1));
    };
    for at in 0..print.lines.len() {
        page_ended |= print.lines[at].feeds > 0;
        match print.role(at) {
            Role::Front | Role::Contents => {
                if let Some(open) = begin.take() {
                    close(open, at);
                }
                previous = None;
                page_ended = true;
                continue;
            }
            Role::Head | Role::Number => {
                page_ended |= !print.has_feeds();
                continue;
            }
            Role::Rule => continue,
            Role::Body | Role::Note | Role::NoteBody => {}
        }
        let hard = previous.is_none_or(|before| page_ended || gaps.page_ends(before, at));
        // A text may begin with notes; what follows them is of a piece in any case.
        let opens = (hard || begin.is_none()) && !print.role(at).is_note();
        if opens || hard && page_ended || gaps.may_be_page_end(previous, at) {
            let first = previous.map_or(at, |before| before + 1);
            let begins = page_begins(print, first, at);
            if let Some(open) = begin.take() {
                close(open, begins);
            }
            begin = Some((begins, hard));
        }
        previous = Some(at);
        page_ended = false;
    }
    if let Some(open) = begin {
        close(open, print.lines.len());
    }
    share_numbers(&mut pieces);
    share_sheets(print, &mut pieces);
    pieces
}

/// What is known of the gaps between the lines of a text.
struct Gaps<'k, 'p, 'd> {
    known: &'k Known<'p, 'd>,
    /// The lines no page can begin at, for a note and its marker are on the same.
    bound: Vec<bool>,
    /// For each line, whether a page may begin there as far as wrapped lines go.
    loose: Vec<bool>,
    /// Whether pages may end that no form feed tells of.
    unseen: bool,
}

impl<'k, 'p, 'd> Gaps<'k, 'p, 'd> {
    fn of(known: &'k Known<'p, 'd>) -> Self {
        let (print, notes) = (known.print, known.notes);
        Self {
            known,
            bound: bound(print, notes),
            loose: loose_lines(known),
            unseen: !print.has_feeds() || two_up(print, notes),
        }
    }

    /// Whether a page certainly ends between two lines, though no furniture stands there.
    fn page_ends(&self, before: usize, at: usize) -> bool {
        let Known { print, notes, line_set, .. } = self.known;
        let apart = self.bound[at] || line_set[at] && line_set[before];
        print.role(before).is_note() && print.is_body(at) && !notes.is_at_end(before)
            || !apart && self.unseen && breaks_off(*print, notes, before, at)
    }

    /// Whether a page may begin with a line, though nothing says so but a gap above it.
    fn may_be_page_end(&self, previous: Option<usize>, at: usize) -> bool {
        let Known { print, entries, .. } = self.known;
        let rising = || previous.is_some_and(|before| entries.alphabetical(before, at));
        let block = print.lines[at].opens && !print.role(at).is_note();
        self.unseen && block && !self.bound[at] && self.loose[at] && !rising()
    }
}

/// Says of all pieces which page they lie on, by the form feeds before their text.
fn share_sheets(print: Print<'_, '_>, pieces: &mut [Piece<'_>]) {
    let (mut sheet, mut next) = (0, 0);
    for piece in pieces {
        let text = piece.lines.clone().find(|&at| !print.is_furniture(at));
        let first = text.unwrap_or(piece.lines.start);
        sheet += print.lines[next..=first].iter().map(|line| line.feeds).sum::<usize>();
        next = first + 1;
        piece.sheet = sheet;
    }
}

/// Gives all pieces of a page the number that is printed on one of them.
fn share_numbers(pieces: &mut [Piece<'_>]) {
    for at in (1..pieces.len()).rev().filter(|&at| !pieces[at].hard).collect::<Vec<_>>() {
        let (before, after) = pieces.split_at_mut(at);
        let (before, after) = (&mut before[at - 1], &after[0]);
        before.number = before.number.or(after.number);
    }
    for at in 1..pieces.len() {
        if !pieces[at].hard {
            pieces[at].number = pieces[at].number.or(pieces[at - 1].number);
        }
    }
}

/// Whether a page ends between two paragraphs that somebody has joined line by line: nothing else
/// breaks a paragraph within a word or a sentence.
fn breaks_off(print: Print<'_, '_>, notes: &Notes, before: usize, at: usize) -> bool {
    let (left, right) = (&print.lines[before], &print.lines[at]);
    if left.sort != Sort::Text || right.sort != Sort::Text || !right.opens {
        return false;
    }
    match (end(notes.words_before_marks(print.text, before)), start(right.words)) {
        (End::Broken, _) => true,
        // A quotation set off from its sentence begins within it too.
        (End::Open, Start::Inside) => !right.words.starts_with(['“', '„', '«', '‘', '"', '—']),
        (End::Stop, Start::Inside) => right.words.starts_with(char::is_lowercase),
        _ => false,
    }
}

/// For each line, whether a page may begin there as far as wrapped lines go: not where one goes on
/// in the next, unless the alphabet of a bibliography is broken nearby.
fn loose_lines(known: &Known<'_, '_>) -> Vec<bool> {
    let Known { print, titles, entries, line_set, .. } = known;
    let mut loose: Vec<bool> = (0..print.lines.len())
        .map(|at| {
            // The ends of a run are not sharp.
            let deep = |near: usize| line_set.get(near).copied().unwrap_or(false);
            let within =
                at >= 4 && (at - 4..at + 4).all(deep) && !titles.has(print.lines[at].words);
            let (before, line) = (at.saturating_sub(1), &print.lines[at]);
            let cut = end(print.lines[before].words) == End::Broken;
            !within || cut && start(line.opening()) != Start::Inside
        })
        .collect();
    let mut last: Option<(&str, usize)> = None;
    for at in 0..print.lines.len() {
        if !line_set[at] {
            last = None;
            continue;
        }
        for name in entries.of_line(at) {
            if let Some((before, line)) = last
                && name.as_str() < before
                && at - line < 30
            {
                loose[line + 1..=at].fill(true);
            }
            last = Some((name, at));
        }
    }
    loose
}

/// Where between two lines of text a page begins: at the form feed, so that a number at the foot
/// is that of its own page; otherwise furniture goes with what follows.
fn page_begins(print: Print<'_, '_>, first: usize, at: usize) -> usize {
    let furniture = |&line: &usize| print.is_furniture(line);
    let feed = (first..=at).rev().find(|&line| print.lines[line].feeds > 0);
    feed.unwrap_or(if (first..at).all(|line| furniture(&line)) { first } else { at })
}

/// Whether form feeds part sheets of two pages: some page goes on after its foot.
pub(super) fn two_up(print: Print<'_, '_>, notes: &Notes) -> bool {
    print.has_feeds()
        && notes.areas.iter().filter(|area| !area.at_end).any(|area| {
            let below = print.lines.get(area.end);
            below.is_some_and(|line| line.feeds == 0 && print.is_body(area.end))
        })
}

/// The lines no page can begin at: those between a mark and the foot that has its note. Only in
/// the first sentence of a page may a mark stand that came over from the page before, with the
/// end of the line it was set in.
fn bound(print: Print<'_, '_>, notes: &Notes) -> Vec<bool> {
    let mut bound = vec![false; print.lines.len() + 1];
    let mut floor = 0;
    for area in notes.areas.iter().filter(|area| !area.at_end) {
        let asked = |label: &str| {
            let marks = (floor..area.begin).flat_map(|at| notes.of_line(at));
            marks
                .filter(move |found| found.label == label)
                .map(|found| (found.line, found.span.start))
                .next()
        };
        let marks = area.notes.iter().take(20).filter_map(|note| asked(&note.label));
        let first = marks.filter(|&(line, place)| !came_over(print, floor, line, place)).min();
        if let Some((first, _)) = first {
            bound[first + 1..area.end].fill(true);
        }
        floor = area.end;
    }
    bound
}

/// Whether a mark may have come over from the page before: it stands in the first sentence of a
/// page that begins within one.
fn came_over(print: Print<'_, '_>, floor: usize, line: usize, place: usize) -> bool {
    let Some(first) = (floor..=line).find(|&at| print.is_body(at)) else {
        return false;
    };
    if start(print.lines[first].words) != Start::Inside || line > first + 2 {
        return false;
    }
    let before = &print.document.text[print.lines[first].span.start..place];
    !before.trim_end_matches('.').contains(['.', '!', '?'])
}
