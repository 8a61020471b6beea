//! Endnotes: the list of notes at the end of a chapter or of a book, page after page.
//!
//! A heading names the list, and its notes count on from each other, each at the start of a line. On
//! further pages it goes on with the next number, or with the end of the note before, whatever
//! pages lie between in print. None of it is taken for notes unless the text has the markers of
//! nearly all of them: there are lists of other things under such a heading.
//!
//! Each page of a list is a footnote area of its own, so that what is known of notes that run on
//! over the page holds for these, too.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language::heading::{heads_notes, heads_sources};
use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::lines::marker::{Form, NoteOpening, lone_opening, note_opening};
use crate::restore::lines::{Line, Lines, Sort};
use crate::restore::notes::area::{Area, Footnote, Notes};
use crate::restore::pages::role::Role;

/// The most lines of one note, or between the heading and the first.
const LONGEST: usize = 60;

/// How many labels in a row an extractor may have lost.
const MISSING: u32 = 2;

/// How many lists, taken all together, a page may be looked at for: it is of one, and the pages of
/// another may go on with the number that one ends with. It bounds the work on text that is made to be hard.
const MOST_LISTS: usize = 8;

/// Adds the endnotes of a printed text to its footnotes.
pub(crate) fn add(text: &Lines<'_>, notes: &mut Notes) {
    let headings = headings(text);
    if headings.is_empty() {
        return;
    }
    let finder = Finder::of(text, notes);
    // The lists of a book count on from each other, or all begin at 1.
    let mut lists: Vec<Vec<Part>> = Vec::new();
    let mut last = 0;
    let mut looks = finder.pages.len() * MOST_LISTS;
    for heading in headings {
        let list = finder.list(heading, last, &mut looks);
        let Some(&(_, number)) = list.last().and_then(|part| part.notes.last()) else { continue };
        last = number;
        lists.push(list);
    }
    if !finder.is_answered(&lists.iter().flatten().collect::<Vec<_>>()) {
        lists.retain(|list| finder.is_answered(&list.iter().collect::<Vec<_>>()));
    }
    if lists.is_empty() {
        return;
    }
    for part in lists.into_iter().flatten() {
        part.join(&finder, notes);
    }
    notes.know_labels();
}

/// The lines that head a list of notes, and nothing else.
fn headings(text: &Lines<'_>) -> Vec<usize> {
    let heads = |&at: &usize| text.may_head(at) && heads_notes(text.lines[at].words);
    (0..text.lines.len()).filter(heads).collect()
}

/// What of a list stands on one page.
struct Part {
    /// Its heading, or the running head that says the same.
    heading: Option<usize>,
    /// Its lines.
    lines: Range<usize>,
    /// The lines that begin notes, with their numbers.
    notes: Vec<(usize, u32)>,
}

struct Finder<'t, 'd> {
    text: &'t Lines<'d>,
    /// Whether a line leaves the text.
    furniture: Vec<bool>,
    /// For each line, the note that it opens.
    openings: Vec<Option<(u32, NoteOpening)>>,
    /// The pages, where form feeds tell; otherwise the whole.
    pages: Vec<Range<usize>>,
    /// By the number that a list may go on with at the head of a page, which pages those are.
    heads: HashMap<u32, Vec<usize>>,
    /// By the label of a note, the lines that may refer to it.
    marks: HashMap<u32, Vec<usize>>,
}

impl<'t, 'd> Finder<'t, 'd> {
    fn of(text: &'t Lines<'d>, notes: &Notes) -> Self {
        let count = text.lines.len();
        let furniture: Vec<bool> = (0..count).map(|at| notes.roles[at].is_furniture()).collect();
        let opening = |at: usize| {
            let line = &text.lines[at];
            let alone = || text.lines.get(at + 1).and_then(|next| lone_opening(line, next));
            let found = note_opening(text, line).or_else(alone).or_else(|| counted(line))?;
            found.label.parse().ok().map(|number| (number, found))
        };
        let openings = (0..count).map(|at| if furniture[at] { None } else { opening(at) });
        let mut marks: HashMap<u32, Vec<usize>> = HashMap::new();
        for found in &notes.references {
            let number = found.label.parse::<u32>().ok();
            if let Some(number) = number.filter(|number| number.to_string() == found.label) {
                marks.entry(number).or_default().push(found.line);
            }
        }
        let (openings, pages) = (openings.collect(), text.pages());
        let mut finder = Self { text, openings, furniture, pages, heads: HashMap::new(), marks };
        for page in 0..finder.pages.len() {
            if let Some((.., number)) = finder.head(page) {
                finder.heads.entry(number).or_default().push(page);
            }
        }
        finder
    }

    /// The list below a heading, page by page; empty where none is. `last` is the number of the
    /// note found last, `looks` at how many more pages lists may go on.
    fn list(&self, heading: usize, last: u32, looks: &mut usize) -> Vec<Part> {
        let Some(first) = self.next_line(heading + 1) else { return Vec::new() };
        let begins = self.openings[first].as_ref().map(|&(number, _)| number);
        let Some(number) = begins.filter(|&number| number == 1 || number == last + 1) else {
            return Vec::new();
        };
        let mut own = self.page_of(first);
        let mut part = self.part(first, first, number, self.pages[own].end);
        part.heading = Some(heading);
        let mut seen = HashSet::from([own]);
        let mut list = vec![part];
        while *looks > 0
            && let Some(last) = list.last()
            && let Some((page, next)) = self.next_part(last, own, &seen)
        {
            *looks -= 1;
            own = page;
            seen.insert(page);
            list.push(next);
        }
        list
    }

    /// The first line from `at` on that stays in the text.
    fn next_line(&self, at: usize) -> Option<usize> {
        (at..self.text.lines.len()).find(|&at| !self.furniture[at])
    }

    /// The page of a line.
    fn page_of(&self, at: usize) -> usize {
        self.pages.partition_point(|page| page.end <= at).min(self.pages.len() - 1)
    }

    /// The part of a list that begins with line `begin` and goes on to line `to` at most, whose
    /// first note, `number`, opens at line `first`.
    fn part(&self, begin: usize, first: usize, number: u32, to: usize) -> Part {
        let mut notes = vec![(first, number)];
        let mut at = first + 1;
        while at < to && at - notes[notes.len() - 1].0 <= LONGEST {
            let line = &self.text.lines[at];
            if line.sort == Sort::Heading
                || heads_sources(line.words).is_some() && line.width() < 40
            {
                break;
            }
            let last = notes[notes.len() - 1].1;
            if let Some(&(number, _)) = self.openings[at].as_ref()
                && (last + 1..=last + 1 + MISSING).contains(&number)
                && (number == last + 1 || !self.comes_below(last + 1, at..to))
            {
                notes.push((at, number));
            }
            at += 1;
        }
        let end = self.end_of_note(notes[notes.len() - 1].0, to);
        Part { heading: None, lines: begin..end, notes }
    }

    /// Whether a note opens among the next of some lines.
    fn comes_below(&self, number: u32, lines: Range<usize>) -> bool {
        let near = lines.start..lines.end.min(lines.start + LONGEST);
        near.into_iter().any(|at| self.openings[at].as_ref().is_some_and(|it| it.0 == number))
    }

    /// The line after the last of a note that no other follows on its page: where a block opens
    /// after the end of a sentence, or a heading stands.
    fn end_of_note(&self, opening: usize, to: usize) -> usize {
        let goes_on = |&at: &usize| {
            let (before, line) = (&self.text.lines[at - 1], &self.text.lines[at]);
            let heads = heads_sources(line.words).is_some() || heads_notes(line.words);
            let gap = line.opens && at > opening + 1 && !self.furniture[at - 1];
            // Browsers print the arrow that leads back.
            let before = before.words.trim_end_matches([' ', '\u{a0}', '↩', '\u{fe0e}']);
            !(heads || line.sort == Sort::Heading || gap && end(before) == End::Stop)
        };
        let most = to.min(opening + LONGEST);
        (opening + 1..most).find(|at| !goes_on(at)).unwrap_or(most)
    }

    /// What of a list stands on another page, after the part `last` on page number `own`: the page
    /// begins with the next note, or with the end of the last one, and has the next below. Pages
    /// that follow in print come first. With it, which page that is.
    fn next_part(&self, last: &Part, own: usize, seen: &HashSet<usize>) -> Option<(usize, Part)> {
        let &(_, number) = last.notes.last()?;
        // Something else stands below the list: it has come to its end.
        let below = self.next_line(last.lines.end).filter(|&at| at < self.pages[own].end);
        if below.is_some() {
            return None;
        }
        let pages = self.heads.get(&(number + 1))?;
        let after = pages.partition_point(|&page| page <= own);
        let mut pages = pages[after..].iter().chain(&pages[..after]);
        pages.find_map(|&page| {
            let part = (!seen.contains(&page)).then(|| self.goes_on(page)).flatten();
            part.map(|part| (page, part))
        })
    }

    /// What may be at the head of page number `page` of a list that goes on there: the heading
    /// above it, if there is one, the line it begins with, and the first line that opens a note, with
    /// its number.
    fn head(&self, page: usize) -> Option<(Option<usize>, usize, usize, u32)> {
        let page = &self.pages[page];
        let top = self.next_line(page.start).filter(|&at| at < page.end)?;
        let heading = heads_notes(self.text.lines[top].words).then_some(top);
        let begin = if heading.is_some() { self.next_line(top + 1)? } else { top };
        let opens = |at: usize| self.openings[at].as_ref().map(|&(number, _)| (at, number));
        let (first, number) = (begin..page.end.min(begin + LONGEST)).find_map(opens)?;
        let headed = (begin..first).any(|at| self.text.lines[at].sort == Sort::Heading);
        // What stands above is the end of a note: it does not begin with a sentence after a stop.
        let continued = first == begin || start(self.text.lines[begin].words) == Start::Inside;
        (!headed && (continued || heading.is_some())).then_some((heading, begin, first, number))
    }

    /// What stands on page number `page` of a list that goes on there.
    fn goes_on(&self, page: usize) -> Option<Part> {
        let (heading, begin, first, number) = self.head(page)?;
        let mut part = self.part(begin, first, number, self.pages[page].end);
        part.heading = heading;
        // One figure at the start of a line may be a date.
        (part.notes.len() > 1 || heading.is_some() || first == begin).then_some(part)
    }

    /// Whether the text has markers of nearly all notes of some lists, outside of them.
    fn is_answered(&self, parts: &[&Part]) -> bool {
        let own: HashSet<usize> = parts.iter().flat_map(|part| part.lines.clone()).collect();
        let numbers = parts.iter().flat_map(|part| &part.notes);
        let all = numbers.clone().count();
        let mut known: HashMap<u32, bool> = HashMap::new();
        let mut has_mark = |number: u32| {
            let marks = || self.marks.get(&number).into_iter().flatten();
            *known.entry(number).or_insert_with(|| marks().any(|line| !own.contains(line)))
        };
        let answered = numbers.filter(|&&(_, number)| has_mark(number)).count();
        // As many may lack their labels, and stand at the end of the note before.
        let counted = count_through(parts);
        all > 1 && answered * 10 >= all * 9 && all * 10 >= counted * 8
    }
}

/// How many numbers the notes of some parts count, those included that are missing among them.
fn count_through(parts: &[&Part]) -> usize {
    let mut last = 0;
    let mut count = 0;
    for &(_, number) in parts.iter().flat_map(|part| &part.notes) {
        count += if number > last { (number - last) as usize } else { number as usize };
        last = number;
    }
    count
}

impl Part {
    /// Makes it an area of notes.
    fn join(self, finder: &Finder<'_, '_>, notes: &mut Notes) {
        let begin = self.heading.unwrap_or(self.lines.start).min(self.lines.start);
        let from = notes.areas.partition_point(|area| area.end <= begin);
        let below = notes.areas[from..].partition_point(|area| area.begin < self.lines.end);
        let taken: Vec<Area> = notes.areas.drain(from..from + below).collect();
        // What else stood in an area that is none now is of the text.
        for at in taken.iter().flat_map(|area| area.begin..area.end) {
            if notes.roles[at].is_note() {
                notes.roles.set(at, Role::Body);
            }
        }
        if let Some(heading) = self.heading {
            notes.roles.set(heading, Role::Rule);
        }
        let kept = |at: &usize| !finder.furniture[*at];
        let first = self.notes[0].0;
        let mut area = Area {
            begin: self.lines.start,
            end: self.lines.end,
            continuation: (self.lines.start..first).filter(kept).collect(),
            notes: Vec::new(),
            at_end: true,
        };
        let ends = self.notes.iter().skip(1).map(|&(at, _)| at).chain([self.lines.end]);
        for (&(at, _), end) in self.notes.iter().zip(ends) {
            let Some((_, opening)) = finder.openings[at].as_ref() else { continue };
            let lines: Vec<usize> =
                (at..end).filter(kept).skip(usize::from(opening.alone)).collect();
            let (label, form) = (opening.label.clone(), opening.form);
            area.notes.push(Footnote { label, form, words: opening.words, lines });
        }
        for at in (self.lines.start..self.lines.end).filter(kept) {
            notes.roles.set(at, Role::NoteBody);
        }
        for &(at, _) in &self.notes {
            notes.roles.set(at, Role::Note);
        }
        notes.areas.insert(from, area);
    }
}

/// What opens a note whose words begin with a figure, as in `1. 4,013 men`: elsewhere that is a
/// figure of the text.
fn counted(line: &Line<'_>) -> Option<NoteOpening> {
    let (label, rest) = line.words.split_once(['.', ')'])?;
    let words = rest.trim_start();
    let number = label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit());
    let spaced = words.len() < rest.len() && words.starts_with(|c: char| c.is_ascii_digit());
    (number && spaced && !label.is_empty()).then(|| NoteOpening {
        label: label.to_owned(),
        form: Form::Bare,
        words: line.span.end - words.len(),
        alone: false,
    })
}

/// The markers of a list of endnotes: the longest run of markers whose numbers rise as those of the
/// list do, the first of them where two are as long. `numbers` are those of the list, `markers` all
/// numbers that may be markers, with their places, in the order of the text. Gives the place of the
/// marker of each number that has one.
pub(crate) fn markers(numbers: &[u32], markers: &[(u32, usize)]) -> HashMap<u32, usize> {
    let wanted: HashSet<u32> = numbers.iter().copied().collect();
    let mut sorted: Vec<(u32, usize)> =
        markers.iter().copied().filter(|(number, _)| wanted.contains(number)).collect();
    // Of one number, the last place first, so that no run takes two.
    sorted.sort_by_key(|&(number, place)| (number, std::cmp::Reverse(place)));
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(sorted.len());
    for (at, &(_, place)) in sorted.iter().enumerate() {
        let length = tails.partition_point(|&tail| sorted[tail].1 < place);
        before.push(length.checked_sub(1).map(|length| tails[length]));
        if length == tails.len() {
            tails.push(at);
        } else {
            tails[length] = at;
        }
    }
    let run = std::iter::successors(tails.last().copied(), |&at| before[at]);
    run.map(|at| sorted[at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_rise_with_their_numbers() {
        let places = [(1, 10), (2, 20), (7, 25), (3, 30), (2, 40), (4, 50)];
        let found = markers(&[1, 2, 3, 4], &places);
        assert_eq!(found, HashMap::from([(1, 10), (2, 20), (3, 30), (4, 50)]));
        // Of two runs alike, the first.
        let again = [(1, 10), (2, 20), (1, 30), (2, 40)];
        assert_eq!(markers(&[1, 2], &again), HashMap::from([(1, 10), (2, 20)]));
    }
}
