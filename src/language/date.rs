//! Dates as citations and entries print them: `1979b`, `1845–46`, `n.d.`, `19 ` with its last
//! digits lost.
//!
//! The surprise is how much looks like a year and is none: pages (`pp. 1234–40`), decades
//! (`1970s`), editions, addresses. What can be told from the neighbouring characters is told
//! here; the rest is for those who know what stands before.

use super::fold::Fold;
use super::phrases::Phrases;
use super::section::{Section, by_language};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A date of a source, and where it stands in the text it was found in, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Date {
    pub start: usize,
    pub end: usize,
    pub when: When,
    /// The letter after a year: `b` of `1979b`.
    pub suffix: Option<char>,
    /// The year of another edition that stands with it: `[1867] 1976`, `1781/1998`.
    pub also: Option<When>,
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum When {
    Year(u16),
    /// `1845–46`.
    Range(u16, u16),
    /// `n.d.`, `o. J.`, `s.d.`
    Undated,
    /// `forthcoming`, `in press`.
    Forthcoming,
    /// The first digits of a year whose others are lost, and how many digits those are.
    Partial(u16, u8),
}

/// The months of all languages, folded. The files have them in their order, and those of some languages
/// another time in the case that dates have them in.
static NUMBERS: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let mut numbers = HashMap::new();
    for (_, months) in by_language(Section::Months) {
        let months: Vec<_> = months.take(24).map(|month| Fold::Word.of(month)).collect();
        let begins = |at: usize| months[at].chars().take(2);
        for (at, number) in (1..=12).chain(1..=12).enumerate().take(months.len()) {
            if at < 12 || begins(at).eq(begins(at - 12)) {
                numbers.entry(months[at].clone().into_owned()).or_insert(number);
            }
        }
    }
    numbers
});

/// The number of a month that a word names, from 1.
pub(crate) fn month(word: &str) -> Option<u32> {
    NUMBERS.get(&*Fold::Word.of(word)).copied()
}

/// The first number of four figures, which is the year of a date however it is printed.
pub(crate) fn first_year(printed: &str) -> Option<&str> {
    printed.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 4)
}

/// Every date in `text`, in order.
pub(crate) fn dates(text: &str) -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Most of a text is ASCII, and most words of it are told by their first two letters.
        let c = match byte {
            byte if byte.is_ascii_alphabetic() && !WORDS.may_begin(&text[at..]) => {
                at += word_length(&text[at..]);
                continue;
            }
            byte if byte.is_ascii() => char::from(byte),
            _ => text[at..].chars().next().unwrap_or_default(),
        };
        let date = match c {
            '0'..='9' => year_at(text, at),
            c if c.is_alphabetic() => word_date_at(text, at),
            c => {
                at += c.len_utf8();
                continue;
            }
        };
        at = match &date {
            Some(date) => date.end,
            None if c.is_numeric() => at + number_length(&text[at..]),
            // No date begins within a word.
            None => at + word_length(&text[at..]),
        };
        found.extend(date);
    }
    found
}

/// How many bytes of letters and digits `text` begins with; most are ASCII, and looked at as such.
fn word_length(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let rest = &text[plain..];
    plain + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
}

/// How long a number is, with all that is joined to it by dashes, in bytes.
fn number_length(text: &str) -> usize {
    let joined = |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '—' | '‒' | '‑' | '‐');
    text.find(|c: char| !joined(c)).unwrap_or(text.len())
}

/// The year, with its range or letter, that begins at `start`.
pub(crate) fn year_at(text: &str, start: usize) -> Option<Date> {
    let bytes = text.as_bytes();
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '#' | '_' | '=' | '$' | '£' | '€'))
    {
        return None;
    }
    // A decimal or the tail of an address: `10.1980`, `arxiv.org/abs/1603.0446`.
    if matches!(before, Some('.' | '/'))
        && text[..start - 1].ends_with(|c: char| c.is_alphanumeric())
    {
        let joined = before == Some('/') && year_value(&text[..start - 1]).is_some();
        if !joined {
            return None;
        }
    }
    let digits = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
    let year = four_digits(text.get(start..start + digits)?)?;
    let mut date =
        Date { start, end: start + digits, when: When::Year(year), suffix: None, also: None };
    let mut rest = text[date.end..].chars();
    match rest.next() {
        Some(letter @ 'a'..='z') => {
            let ends = !rest.next().is_some_and(char::is_alphanumeric);
            // `1970s` is a decade, and no list goes on to an `s`.
            if !ends || letter >= 's' {
                return None;
            }
            date.suffix = Some(letter);
            date.end += 1;
        }
        Some(c) if c.is_alphanumeric() => return None,
        // A decimal, an identifier, an amount: `1603.04467`, `1867+`, `1500%`.
        Some('.' | ',') if text[date.end + 1..].starts_with(|c: char| c.is_ascii_digit()) => {
            return None;
        }
        Some('+' | '%' | '°' | '’' | '\'') => return None,
        Some(dash @ ('-' | '–' | '—' | '‒' | '‑' | '‐')) => {
            return range(text, date, year, dash.len_utf8());
        }
        _ => {}
    }
    Some(date)
}

/// A year with a dash after it: a range if a later year follows, no year at all if it is part
/// of a longer number.
fn range(text: &str, mut date: Date, year: u16, dash: usize) -> Option<Date> {
    let rest = &text[date.end + dash..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if rest[digits..].starts_with(|c: char| c.is_alphanumeric()) {
        return if digits == 0 { Some(date) } else { None };
    }
    let last = match digits {
        0 => return Some(date),
        1..=2 => {
            let scale = if digits == 1 { 10 } else { 100 };
            year / scale * scale + rest[..digits].parse::<u16>().ok()?
        }
        4 => four_digits(&rest[..4])?,
        _ => return None,
    };
    if last <= year {
        return None;
    }
    date.end += dash + digits;
    date.when = When::Range(year, last);
    Some(date)
}

/// The year that `text` ends with.
fn year_value(text: &str) -> Option<u16> {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (before, digits) = text.split_at(text.len() - digits);
    if before.ends_with('.') { None } else { four_digits(digits) }
}

/// Whether a number may be the year of a printed book. Books have had dates since there was printing;
/// smaller numbers are pages and reports.
pub(crate) fn is_printed(year: u32) -> bool {
    (1400..2100).contains(&year)
}

/// Whether a number may be a year that a sentence speaks of, so that it counts no item.
pub(crate) fn is_spoken_of(year: u64) -> bool {
    (1000..3000).contains(&year)
}

fn four_digits(digits: &str) -> Option<u16> {
    let year: u16 = if digits.len() == 4 { digits.parse().ok()? } else { return None };
    is_printed(u32::from(year)).then_some(year)
}

/// Words that stand where a year would, undated before forthcoming.
static WORDS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::of(&[Section::Undated, Section::Forthcoming]));

/// The undated or coming work that the word at `start` stands for.
pub(crate) fn word_date_at(text: &str, start: usize) -> Option<Date> {
    if text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '.') {
        return None;
    }
    let (length, section) = WORDS.at(&text[start..])?;
    let when = if section == 0 { When::Undated } else { When::Forthcoming };
    let mut end = start + length;
    if when == When::Undated && text[end..].starts_with('.') {
        end += 1;
    }
    let mut date = Date { start, end, when, suffix: None, also: None };
    // `n.d.-a`, `n.d.b`, as APA tells undated works apart.
    let rest = &text[end..];
    let letter = rest.strip_prefix('-').unwrap_or(rest);
    let mut letters = letter.chars();
    if let Some(suffix @ 'a'..='r') = letters.next()
        && when == When::Undated
        && !letters.next().is_some_and(char::is_alphanumeric)
    {
        date.suffix = Some(suffix);
        date.end = end + (rest.len() - letter.len()) + 1;
    }
    Some(date)
}

/// Takes two years that stand together for one date: the later edition, by which a source is as a
/// rule listed, and also the other (Chicago 15.40, APA 8.15).
pub(crate) fn with_editions(text: &str, dates: Vec<Date>) -> Vec<Date> {
    let mut merged: Vec<Date> = Vec::with_capacity(dates.len());
    for date in dates {
        if let Some(last) = merged.last_mut()
            && joins_editions(&text[last.end..date.start])
            && let (When::Year(one), When::Year(other)) = (last.when, date.when)
        {
            last.end = date.end;
            last.suffix = last.suffix.or(date.suffix);
            last.when = When::Year(one.max(other));
            last.also = Some(When::Year(one.min(other)));
            continue;
        }
        merged.push(date);
    }
    merged
}

/// Whether a bracket or a stroke is all that parts two years.
pub(crate) fn joins_editions(between: &str) -> bool {
    let signs = between.trim();
    !signs.is_empty() && signs.chars().all(|c| matches!(c, '(' | ')' | '[' | ']' | '/' | ' '))
}

/// The first digits of a year at the end of `text`, after which others were lost: `19 `.
pub(crate) fn partial_at_end(text: &str) -> Option<Date> {
    let trimmed =
        text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ':'));
    let digits = trimmed.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = trimmed.len() - digits;
    if !(2..=3).contains(&digits) || !trimmed[..start].ends_with(char::is_whitespace) {
        return None;
    }
    let value: u16 = trimmed[start..].parse().ok()?;
    let century = if digits == 2 { value } else { value / 10 };
    let when = When::Partial(value, digits as u8);
    // The digits a scan keeps are the first: no list of sources is older than printing.
    (14..=20).contains(&century).then_some(Date {
        start,
        end: trimmed.len(),
        when,
        suffix: None,
        also: None,
    })
}

impl When {
    /// Whether a citation's date may mean an entry's.
    pub(crate) fn means(self, entry: When) -> bool {
        match (self, entry) {
            (Self::Partial(value, digits), Self::Year(year) | Self::Range(year, _)) => {
                year / 10_u16.pow(4 - u32::from(digits)) == value
            }
            (Self::Year(year), Self::Range(first, last)) => year == first || year == last,
            (one, other) => one == other,
        }
    }

    /// The year it begins with.
    pub(crate) fn first(self) -> Option<u16> {
        match self {
            Self::Year(year) | Self::Range(year, _) => Some(year),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_dates() {
        use When::{Forthcoming, Range, Undated, Year};
        for (text, expected) in [
            ("Kropotkin 1892, 1906", vec![(Year(1892), None), (Year(1906), None)]),
            ("Negri 1979b)", vec![(Year(1979), Some('b'))]),
            ("Marx 1845–46", vec![(Range(1845, 1846), None)]),
            ("(1967–83)", vec![(Range(1967, 1983), None)]),
            ("(1898-1902)", vec![(Range(1898, 1902), None)]),
            ("in the 1970s", vec![]),
            ("1867+", vec![]),
            ("arxiv.org/abs/1603.04467", vec![]),
            ("10.1101/2016", vec![]),
            ("pages 12345", vec![]),
            ("Bey n.d., and o. J.", vec![(Undated, None), (Undated, None)]),
            ("Bey n.d.-b", vec![(Undated, Some('b'))]),
            ("(in press)", vec![(Forthcoming, None)]),
            ("pp. 1204–1199", vec![]),
            ("1902/1955", vec![(Year(1902), None), (Year(1955), None)]),
            ("’1979", vec![(Year(1979), None)]),
            ("was 1,500 or 1500.5", vec![]),
        ] {
            let found: Vec<_> = dates(text).iter().map(|date| (date.when, date.suffix)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn finds_what_is_left_of_a_year() {
        let date = partial_at_end("Woodcock and Avakumovic 19 ").unwrap();
        assert_eq!(date.when, When::Partial(19, 2));
        assert!(date.when.means(When::Year(1950)));
        assert!(!date.when.means(When::Year(1850)));
        assert_eq!(partial_at_end("Genesis 2"), None);
        assert_eq!(partial_at_end("page 231"), None);
    }
}
