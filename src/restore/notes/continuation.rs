//! Continuations: the ends of notes that run on over the page, where neither rule nor label shows
//! them.

use std::ops::Range;

use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::{Line, Lines, Sort};
use crate::restore::notes::area::{Area, Notes};
use crate::restore::pages::role::{Print, Role};

/// Finds the ends of notes that stand in a footnote area without rule or label: a block right above
/// the first note that begins within a sentence, where a note elsewhere breaks off. It breaks into
/// the sentence of the page; or follows its end, which the text may do, too, after a quotation, so
/// that those are taken only for as many notes as still break off.
pub(super) fn between_paragraphs(text: &Lines<'_>, notes: &mut Notes) {
    let unfinished = notes.areas.iter().filter(|area| area.unfinished(text).is_some()).count();
    if unfinished == 0 {
        return;
    }
    continuations_where(true, usize::MAX, text, notes);
    let found = notes.areas.iter().filter(|area| !area.continuation.is_empty()).count();
    continuations_where(false, unfinished.saturating_sub(found), text, notes);
}

/// Finds up to `most` of them, either those that break into a sentence or the others.
fn continuations_where(breaking: bool, most: usize, text: &Lines<'_>, notes: &mut Notes) {
    let mut left = most;
    for index in 0..notes.areas.len() {
        if left == 0 {
            return;
        }
        let area = &notes.areas[index];
        let floor = index.checked_sub(1).map_or(0, |before| notes.areas[before].end);
        if !area.continuation.is_empty() || area.notes.is_empty() {
            continue;
        }
        let Some(first) = block_above(notes.print(text), area.begin, floor) else { continue };
        let before = first.checked_sub(1).filter(|&at| at >= floor);
        let Some(before) = before.filter(|&at| notes.roles[at] == Role::Body) else {
            continue;
        };
        let open = matches!(end(notes.words_before_marks(text, before)), End::Open | End::Broken);
        let inside = start(text.lines[first].words) == Start::Inside;
        let asked = |label: &str, lines: Range<usize>| {
            lines.clone().any(|at| notes.of_line(at).iter().any(|found| found.label == label))
        };
        let above = area
            .notes
            .iter()
            .all(|note| asked(&note.label, floor..first) && !asked(&note.label, first..area.begin));
        if open == breaking && inside && above {
            left -= 1;
            let lines: Vec<usize> = (first..area.begin).collect();
            for &at in &lines {
                notes.roles.set(at, Role::NoteBody);
            }
            notes.areas[index].begin = first;
            notes.areas[index].continuation = lines;
        }
    }
}

/// The first line of the block that ends right before `at`, if it is prose of the body.
fn block_above(print: Print<'_, '_>, at: usize, floor: usize) -> Option<usize> {
    let last = at.checked_sub(1).filter(|&last| last >= floor)?;
    let line = &print.lines[last];
    if !print.is_body(last) || line.sort != Sort::Text {
        return None;
    }
    let first = (floor..=last).rev().find(|&first| print.lines[first].opens)?;
    (first..=last).all(|at| print.is_body(at)).then_some(first)
}

/// Finds the ends of notes by their type: notes are set smaller, so that their full lines hold
/// more letters than any line of the text above them. Only where the two differ by a tenth; type
/// of one size is of one width within that.
pub(super) fn by_type(text: &Lines<'_>, notes: &mut Notes) {
    if !text.plain || !text.has_feeds() {
        return;
    }
    let Some(small) = Small::of(notes.print(text)) else { return };
    let broken: Vec<bool> =
        notes.areas.iter().map(|area| area.unfinished(text).is_some()).collect();
    let any = broken.contains(&true);
    let ordered = in_order(&notes.areas);
    let mut continuations = Vec::new();
    for (index, page) in text.pages().into_iter().enumerate() {
        let body = |at: &usize| notes.roles[*at] == Role::Body;
        let last = page.clone().rev().find(body).map_or(page.start, |at| at + 1);
        let begin = page.clone().find(body).unwrap_or(last);
        let before = notes.areas.partition_point(|area| area.end <= page.start).checked_sub(1);
        let broken = match before {
            Some(at) if ordered && broken[at] => Broken::Yes,
            _ if !ordered && any => Broken::Maybe,
            _ => Broken::No,
        };
        let lines = &text.lines[begin..last];
        let possible = if ordered { before.is_some() } else { index > 0 };
        if let Some(first) = small.lines(lines, broken).filter(|_| possible) {
            continuations.push((begin + first, last));
        }
    }
    for (begin, end) in continuations {
        add(notes, begin, end);
    }
}

/// Whether pages lie as they are read, by the numbers of their notes: they rise, or begin again.
/// Signs tell nothing of it.
fn in_order(areas: &[Area]) -> bool {
    let firsts: Vec<u32> =
        areas.iter().filter_map(|area| area.notes.first()?.label.parse().ok()).collect();
    if firsts.len() * 2 < areas.len() {
        return false;
    }
    let rising = firsts.windows(2).filter(|pair| pair[1] > pair[0] || pair[1] == 1).count();
    rising * 10 >= firsts.len().saturating_sub(1) * 9
}

/// Whether the note that a page may go on with breaks off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Broken {
    Yes,
    /// Some note does, but which page comes before is not known.
    Maybe,
    No,
}

/// How many letters a line of small type holds.
struct Small {
    from: usize,
    to: usize,
    /// More letters than two lines of the text above hold: a longer line is two of small type.
    two: usize,
    /// Whether some lines of the text are two: extractors join them where they take the hyphen
    /// between them away. Then a long line alone is no sign.
    joined: bool,
}

impl Small {
    fn of(print: Print<'_, '_>) -> Option<Self> {
        let widths = |notes: bool| {
            let lines = print.with_roles().filter(|(role, line)| {
                let own = if notes { role.is_note() } else { *role == Role::Body };
                own && line.width() > 20
            });
            let mut widths: Vec<usize> = lines.map(|(_, line)| line.width()).collect();
            widths.sort_unstable();
            widths
        };
        let (body, note) = (widths(false), widths(true));
        let full = |widths: &[usize]| widths.get(widths.len() * 6 / 10).copied();
        let (body_full, note_full) = (full(&body)?, full(&note)?);
        let twice = body.len() - body.partition_point(|&width| width * 4 <= body_full * 5);
        let differ = note.len() > 20 && note_full * 10 >= body_full * 11;
        differ.then_some(Self {
            from: usize::midpoint(body_full, note_full),
            to: note_full * 6 / 5,
            two: body_full * 21 / 10,
            joined: twice * 50 > body.len(),
        })
    }

    /// The first of the lines in small type that end a page: all wide, but for the last of a
    /// paragraph.
    fn lines(&self, lines: &[Line<'_>], broken: Broken) -> Option<usize> {
        let first =
            wide_run(0..lines.len(), |at| (self.from..=self.to).contains(&lines[at].width()));
        let two = |&above: &usize| lines[above].width() > self.two;
        let above = first.and_then(|first| first.checked_sub(1)).filter(two);
        let first = above.or(first);
        // After a note that has come to its end, only a new sentence can follow.
        let fresh = |first: usize| start(lines[first].words) != Start::Inside;
        // Nothing but the footnote area stands between the two parts of a sentence.
        let breaks_in = |first: usize| {
            lines[first].opens && first > 0 && end(lines[first - 1].words) != End::Stop
        };
        let sure = |&first: &usize| {
            let count = lines.len() - first;
            match broken {
                Broken::Yes => true,
                Broken::Maybe if breaks_in(first) => true,
                Broken::Maybe => count >= if self.joined { 3 } else { 2 },
                Broken::No => count >= if self.joined { 5 } else { 3 } && fresh(first),
            }
        };
        first.filter(sure).or_else(|| {
            // The last words of a note may be too few to show their type: then they break into a
            // text that has come to a stop, where the note before has not.
            let [.., above, last] = lines else { return None };
            let stops = end(above.words) == End::Stop && start(last.words) == Start::Inside;
            (broken != Broken::No && stops).then_some(lines.len() - 1)
        })
    }
}

/// Where the wide lines begin that go on to the end of `lines`: all of them are, but for the last
/// of a paragraph.
pub(crate) fn wide_run(lines: Range<usize>, is_wide: impl Fn(usize) -> bool) -> Option<usize> {
    let mut first = None;
    for at in lines.clone().rev() {
        if is_wide(at) {
            first = Some(at);
        } else if at > lines.start && !is_wide(at - 1) {
            break;
        }
    }
    first
}

/// Makes lines the end of a note of the page before.
fn add(notes: &mut Notes, begin: usize, end: usize) {
    let lines: Vec<usize> = (begin..end).filter(|&at| notes.roles[at] == Role::Body).collect();
    for &at in &lines {
        notes.roles.set(at, Role::NoteBody);
    }
    let next = notes.areas.partition_point(|area| area.begin < begin);
    match notes.areas.get_mut(next) {
        Some(area) if area.begin == end && area.continuation.is_empty() => {
            area.begin = begin;
            area.continuation = lines;
        }
        _ => {
            let area = Area { begin, end, continuation: lines, ..Area::default() };
            notes.areas.insert(next, area);
        }
    }
}
