//! `My Clippings.txt` of a Kindle, in whatever language the device speaks.
//!
//! ```text
//! Title (Author)
//! - Your Highlight on page 233 | Location 3332-3334 | Added on Sunday, December 18, 2022 3:19:56 PM
//!
//! The words.
//! ==========
//! ```
//!
//! The second line is told by its parts and figures: the last part is the day, and of the others the last
//! figures are the location. Only that something is the reader’s note takes a word of the language. The
//! file grows and nothing is taken back: a highlight that was drawn longer stands there again, and the
//! later holds.

use std::collections::HashMap;

use super::{Book, MOST, Quotation};
use crate::language::date::month;
use crate::language::fold::{Fold, letters};
use crate::language::section::Section;
use crate::marks::date::moment;

/// What stands between two entries.
pub(in crate::marks) const END: &str = "==========";

/// How far apart in location a note and the words may be that it is on: it is where they end.
const NEAR: u64 = 1;

/// How many entries later words that are drawn anew may stand, and how many later a note on them.
const SOON: usize = 200;
const NOTED: usize = 20_000;

/// An entry of the file.
struct Entry<'w> {
    title: &'w str,
    words: String,
    /// Whether the words are the reader’s.
    note: bool,
    page: Option<String>,
    /// From where to where, as the device counts.
    location: Option<(u64, u64)>,
    made: Option<u64>,
}

/// The books of a file.
pub(super) fn books(words: &str) -> Vec<Book> {
    let mut books: Vec<(&str, Vec<Entry<'_>>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut left = MOST;
    let mut lines: Vec<&str> = Vec::new();
    for line in words.lines().chain([END]) {
        if line.trim_end() != END {
            lines.push(line.trim_start_matches('\u{feff}'));
            continue;
        }
        if let Some(entry) = entry(&lines).filter(|_| left > 0) {
            left -= 1;
            let at = *known.entry(entry.title).or_insert(books.len());
            if at == books.len() {
                books.push((entry.title, Vec::new()));
            }
            books[at].1.push(entry);
        }
        lines.clear();
    }
    books.into_iter().map(|(title, entries)| book(title, entries)).collect()
}

/// Reads an entry; nothing for a bookmark, which has no words.
fn entry<'w>(lines: &[&'w str]) -> Option<Entry<'w>> {
    let begin = lines.iter().position(|line| !line.trim().is_empty())?;
    let [title, about, rest @ ..] = &lines[begin..] else { return None };
    let about = about.trim();
    let about = about.strip_prefix(['-', '–', '*'])?.trim_matches([' ', '*']);
    let words = rest.join("\n").trim().to_owned();
    let mut parts: Vec<&str> = about.split('|').map(str::trim).collect();
    let made = if parts.len() > 1 { parts.pop().and_then(day) } else { None };
    let figures: Vec<(&str, (u64, u64))> =
        parts.iter().flat_map(|part| figures(part).map(|it| (*part, it))).collect();
    let paged = figures.len() > 1 || parts.iter().any(|part| is_paged(part));
    let page = parts.first().filter(|_| paged).and_then(|part| label(part));
    let location = figures.last().map(|it| it.1).filter(|_| figures.len() > 1 || page.is_none());
    (!words.is_empty()).then(|| Entry {
        title,
        words,
        note: is_note(parts[0]),
        page,
        location,
        made,
    })
}

/// The figures of a part, with those they reach to: `3332-3334`, `#1103-1103`, `12`.
fn figures(part: &str) -> impl Iterator<Item = (u64, u64)> {
    let runs = part.split(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–'));
    runs.filter_map(|run| {
        let mut ends = run.split(['-', '–']).filter(|end| !end.is_empty());
        let first: u64 = ends.next()?.parse().ok()?;
        let last: u64 = match ends.next() {
            // `1203-5` is short for `1203-1205`.
            Some(last) => match last.parse().ok()? {
                short if short < first => {
                    let unit = 10_u64.checked_pow(u32::try_from(last.len()).ok()?)?;
                    first / unit * unit + short
                }
                last => last,
            },
            None => first,
        };
        Some((first, last))
    })
}

/// Whether a part tells a page.
fn is_paged(part: &str) -> bool {
    let folded = Fold::Word.of(part);
    Section::DevicePages.words().iter().any(|page| folded.contains(page))
}

/// The page a part tells, or the first of several: its first figures, or its last Roman numeral. Where a
/// language tells the location in the same part, it does so after the page.
fn label(part: &str) -> Option<String> {
    let words = part.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let firsts = words.filter_map(|word| word.split('-').find(|part| !part.is_empty()));
    let firsts: Vec<&str> = firsts.collect();
    let figures = firsts.iter().find(|word| word.contains(|c: char| c.is_ascii_digit()));
    let roman = || firsts.iter().rfind(|word| word.chars().all(|c| "ivxlc".contains(c)));
    figures.or_else(roman).map(|&word| word.to_owned())
}

/// Whether an entry is a note of the reader’s, by what the device calls it.
fn is_note(part: &str) -> bool {
    let folded = Fold::Word.of(part);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    let known = Section::DeviceNotes.words();
    words.any(|word| known.contains(word))
        // What is written without spaces has no words to part.
        || known.iter().any(|note| !note.is_ascii() && folded.contains(note))
}

/// The moment that a device tells: the year has four figures, the month is a word or stands between the
/// year and the day, and the time has colons. Devices know no zones.
fn day<'w>(words: &'w str) -> Option<u64> {
    let clock = |word: &'w str| {
        // Some languages write the half of the day without a space before the time.
        let parts = word.split(|c: char| c.is_alphabetic() && !c.is_ascii());
        let mut parts = parts.map(|part| part.trim_matches(|c: char| !c.is_ascii_digit()));
        parts.rfind(|part| part.contains(':'))
    };
    let clock = words.split_whitespace().filter_map(clock).next_back().unwrap_or("");
    let (before, after) =
        if clock.is_empty() { None } else { words.rsplit_once(clock) }.unwrap_or((words, ""));
    let numbers: Vec<u32> = before
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let at = numbers.iter().position(|&number| (1990..=9999).contains(&number))?;
    let named = before.split(|c: char| !c.is_alphabetic()).find_map(month);
    let (month, day) = match named {
        Some(month) => (month, *numbers.iter().find(|&&number| (1..=31).contains(&number))?),
        None => (*numbers.get(at + 1)?, *numbers.get(at + 2)?),
    };
    let mut parts = clock.split(':').map(|part| part.parse::<u32>().unwrap_or(0));
    let (hour, minute, second) =
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    // `PM` and `p. m.` stand after the time, and a word before it may be spelt so: *am Freitag*.
    let half = after.to_lowercase().replace(['.', ' ', '\u{a0}', '\u{202f}'], "");
    let says = |latin: &str, others: [&str; 3]| {
        half.starts_with(latin) || others.iter().any(|half| before.contains(half))
    };
    let hour = match hour {
        12 if says("am", ["上午", "午前", "오전"]) => 0,
        hour @ ..12 if says("pm", ["下午", "午後", "오후"]) => hour + 12,
        hour => hour,
    };
    let year = numbers[at];
    moment(&format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// A book of its entries: notes go to the words they are on, and what was drawn anew holds once.
fn book(title: &str, entries: Vec<Entry<'_>>) -> Book {
    let (title, authors) = title_and_authors(title);
    let (notes, marked): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.note);
    let mut kept: Vec<(Entry<'_>, String, String)> = Vec::new();
    for entry in marked {
        let folded = letters(&entry.words);
        // What is drawn anew stands soon after.
        let near = kept.len().saturating_sub(SOON)..kept.len();
        let again = near.rev().find(|&at| {
            let (other, known, _) = &kept[at];
            let touch = match (other.location, entry.location) {
                (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
                (None, None) => other.page.is_some() && other.page == entry.page,
                _ => false,
            };
            touch && (known.contains(&folded) || folded.contains(known.as_str()))
        });
        match again {
            Some(at) => kept[at] = (entry, folded, String::new()),
            None => kept.push((entry, folded, String::new())),
        }
    }
    let mut alone = Vec::new();
    for note in notes {
        // The reader wrote a note of the words that end where it stands; of several, of the last.
        let on = kept.iter_mut().rev().take(NOTED).filter_map(|(entry, _, remark)| {
            let (first, last) = entry.location?;
            let at = note.location?.1;
            let within = first <= at + NEAR && at <= last + NEAR;
            within.then(|| (last.abs_diff(at), remark))
        });
        match on.min_by_key(|(far, _)| *far) {
            Some((_, remark)) => {
                let part = if remark.is_empty() { "" } else { "\n" };
                remark.push_str(&format!("{part}{}", note.words));
            }
            None => alone.push(Quotation {
                remark: note.words,
                page: note.page,
                made: note.made,
                ..Quotation::default()
            }),
        }
    }
    let marked = kept.into_iter().map(|(entry, _, remark)| Quotation {
        words: entry.words,
        remark,
        page: entry.page,
        made: entry.made,
        ..Quotation::default()
    });
    Book { title, authors, quotations: marked.chain(alone).collect() }
}

/// `Title (Author; Another)`: the last brackets are the authors.
fn title_and_authors(line: &str) -> (Option<String>, Vec<String>) {
    let line = line.trim();
    let Some(inner) = line.strip_suffix([')', '）']) else {
        return (Some(line.to_owned()).filter(|it| !it.is_empty()), Vec::new());
    };
    // A bracket may stand within the name.
    let mut depth = 1;
    let open = inner.char_indices().rev().find(|(_, c)| {
        match c {
            ')' | '）' => depth += 1,
            '(' | '（' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    let Some((at, sign)) = open else { return (Some(line.to_owned()), Vec::new()) };
    let authors = inner[at + sign.len_utf8()..].split(';').map(|name| name.trim().to_owned());
    let title = inner[..at].trim();
    (
        Some(title.to_owned()).filter(|it| !it.is_empty()),
        authors.filter(|it| !it.is_empty()).collect(),
    )
}
