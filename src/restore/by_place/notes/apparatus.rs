//! The critical apparatus: what other witnesses read, at the foot of the page, keyed by the number of the
//! line it is about (`12 populus] plebs B`). No marker in the text asks for it.
//!
//! An entry opens with the number of a line of its page and the word of that line it is about, the
//! lemma; that a word after a figure does stand in that line, time and again, is what nothing else at the
//! foot of a page shows. Entries stand one a line, or run in. Each is a note after its lemma. Where a
//! text neither prints the numbers of its lines nor closes lemmas with a bracket, nothing is taken.

use std::collections::HashMap;
use std::ops::Range;

use crate::doc::Place;
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::feet::{Note, columns, is_parted};
use crate::restore::by_place::notes::numbered::Numbered;

/// How many entries a text has at least, for any to be believed.
const ENTRIES: usize = 4;

/// How many words a lemma has at most, up to its bracket; longer ones leave out their middle.
const LEMMA: usize = 12;

/// How many figures of an area are tried: no page has as many entries.
const TRIED: usize = 400;

/// Finds the entries of the apparatus of a text, `numbers` are those of its lines in the margin.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    calls: &Calls,
    numbers: &HashMap<usize, u32>,
    parts: &mut [Part],
) -> Vec<Note> {
    let areas = areas(stand, parts);
    let mut found: Vec<(Vec<usize>, Vec<Entry>)> = Vec::new();
    let mut read_last: Option<(u32, Numbered)> = None;
    for area in areas {
        let page = stand.at[area[0]].page;
        let last = read_last.take().filter(|(last, _)| *last == page);
        let (_, numbered) = read_last.insert(
            last.unwrap_or_else(|| (page, Numbered::of(stand, parts, numbers, page, area[0]))),
        );
        let entries = entries(stand, numbered, &area);
        let asked = |entry: &&Entry| calls.on_page(page, &entry.label) && !entry.closed;
        let many = entries.iter().filter(asked).count() * 2 > entries.len();
        if entries.first().is_some_and(|first| first.is_first(stand, &area)) && !many {
            found.push((area, entries));
        }
    }
    let all = || found.iter().flat_map(|(_, entries)| entries);
    let count = |of: &dyn Fn(&Entry) -> bool| all().filter(|entry| of(entry)).count();
    let met = count(&|entry| entry.lemma.is_some());
    let shown = !numbers.is_empty() || count(&|entry| entry.closed) * 2 > all().count();
    if !shown || met < ENTRIES || met * 10 < all().count() * 7 {
        return Vec::new();
    }
    let mut notes = Vec::new();
    for (area, entries) in &found {
        area.iter().for_each(|&at| parts[at] = Part::Note);
        notes.extend(notes_of(stand, area, entries));
    }
    notes
}

/// What ends a column in small type and begins with a figure below a gap or a rule: each stretch of it,
/// for an edition may have several layers, and other notes among them.
fn areas(stand: &Stand<'_, '_>, parts: &[Part]) -> Vec<Vec<usize>> {
    let mut areas = Vec::new();
    for column in columns(stand, parts) {
        let small = column.iter().rev().take_while(|&&at| stand.is_small(at)).count();
        let mut begin = None;
        for index in column.len() - small..column.len() {
            let parted = is_parted(stand, &column, index);
            if parted || index + small == column.len() {
                areas.extend(begin.take().map(|begin: usize| column[begin..index].to_vec()));
                begin = key(stand.words(column[index])).filter(|_| parted).map(|_| index);
            }
        }
        areas.extend(begin.map(|begin| column[begin..].to_vec()));
    }
    areas
}

/// An entry of the apparatus.
#[derive(Debug)]
struct Entry {
    /// The line or lines it is about.
    label: String,
    /// Where it begins, its label included, and where its words do.
    start: Place,
    words: Place,
    /// Whether its lemma ends with a bracket.
    closed: bool,
    /// The line its lemma stands in, and where it ends there.
    lemma: Option<(usize, Place)>,
}

impl Entry {
    fn is_first(&self, stand: &Stand<'_, '_>, area: &[usize]) -> bool {
        self.start == stand.text.lines[area[0]].span.start
    }
}

/// The entries of an area. At the beginning of a line, a figure before a lemma that is closed opens
/// one; elsewhere, at the end of a line, too, it does where the lemma stands in its line.
fn entries(stand: &Stand<'_, '_>, numbered: &Numbered, area: &[usize]) -> Vec<Entry> {
    let text = &stand.text.document.text;
    let end = area.last().map_or(0, |&at| stand.text.lines[at].span.end);
    let mut entries: Vec<Entry> = Vec::new();
    let mut tried = 0;
    for &at in area {
        let line = stand.text.lines[at].span;
        let mut last = ' ';
        for (offset, c) in line.of(text).char_indices() {
            let begins =
                c.is_ascii_digit() && matches!(last, ' ' | '\u{a0}' | '\u{2003}' | '|' | '‖');
            last = c;
            let start = line.start + offset;
            let Some((label, length)) = key(&text[start..end]).filter(|_| begins && tried < TRIED)
            else {
                continue;
            };
            tried += 1;
            let words = start + length;
            let (lemma, closed) = lemma(&text[words..end]);
            let met = numbered.find(lemma, first_number(label));
            if met.is_some() || offset == 0 && closed {
                let label = label.to_owned();
                entries.push(Entry { label, start, words, closed, lemma: met });
            }
        }
    }
    entries
}

/// The number or numbers of lines that words begin with, and how far the words after them are.
fn key(words: &str) -> Option<(&str, usize)> {
    let run = |c: char| c.is_ascii_digit() || matches!(c, '–' | '-' | '.' | '/');
    let length = words.find(|c| !run(c))?;
    let label = words[..length].trim_end_matches(['.', '-', '–', '/']);
    let after = words[length..].trim_start();
    let figures = label.bytes().filter(u8::is_ascii_digit).count();
    let opens = after.chars().next().is_some_and(|c| c.is_alphanumeric() || !c.is_ascii());
    let spaced = after.len() < words.len() - length;
    ((1..=8).contains(&figures)
        && spaced
        && opens
        && label.starts_with(|c: char| c.is_ascii_digit()))
    .then_some((label, words.len() - after.len()))
}

/// The number of the first line of a label: `12–14`, and `3.12` where pages or books are numbered, too.
fn first_number(label: &str) -> u32 {
    let first = label.split(['–', '-']).next().unwrap_or(label);
    first.rsplit(['.', '/']).next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The lemma that words begin with, and whether a bracket closes it: the first word, where none does.
fn lemma(words: &str) -> (&str, bool) {
    let mut count = 0;
    for (at, c) in words.char_indices() {
        match c {
            ']' => return (&words[..at], true),
            c if c.is_whitespace() => count += 1,
            _ => {}
        }
        if count > LEMMA {
            break;
        }
    }
    (words.split_whitespace().next().unwrap_or(words), false)
}

/// The notes of an area: the words of each entry up to the next.
fn notes_of(stand: &Stand<'_, '_>, area: &[usize], entries: &[Entry]) -> Vec<Note> {
    let ends = entries.iter().skip(1).map(|next| next.start).chain([Place::MAX]);
    let note = |(entry, end): (&Entry, Place)| {
        let piece = |&at: &usize| {
            let line = stand.text.lines[at].span;
            let words: Range<Place> = line.start.max(entry.words)..line.end.min(end);
            (words.start < words.end).then_some((at, words.start, words.end))
        };
        let lines = area.iter().filter_map(piece).collect();
        Note { label: entry.label.clone(), lines, listed: false, beside: entry.lemma }
    };
    entries.iter().zip(ends).map(note).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_keyed_by_its_line() {
        assert_eq!(key("12 populus] plebs B"), Some(("12", 3)));
        assert_eq!(key("9–10 montes] om. A"), Some(("9–10", 7)));
        assert_eq!(key("3.12 et] ac P"), Some(("3.12", 5)));
        assert_eq!(key("1917"), None);
        assert_eq!(key("2nd ed."), None);
        assert_eq!(first_number("3.12–4.1"), 12);
        assert_eq!(first_number("9–10"), 9);
        assert_eq!(lemma("ad montes] om. A 12 et] ac"), ("ad montes", true));
        assert_eq!(lemma("et ac P"), ("et", false));
    }
}
