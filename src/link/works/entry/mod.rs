//! One entry of a list of sources: its authors, its date, its title.

mod after_title;
pub(crate) mod chunk;
pub(crate) mod fields;
pub(crate) mod head;
mod initials;
pub(crate) mod law;
mod mark;
pub(crate) mod opening;
pub(crate) mod people;
mod person;
mod sort_key;

use crate::doc::Span;
use crate::language::date::{Date, When, dates};
use crate::language::fold::{Fold, one_line};
use crate::language::prose::token::{Kind, Tokens, closes};
use crate::language::section::Section;
use crate::link::works::entry::head::{Head, Shape, head};
use crate::link::works::entry::law::Law;
use crate::link::works::entry::opening::{dated_first, number};
use crate::link::works::entry::people::{People, further, people};

/// What an entry says of its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    pub people: People,
    /// The names of its head, as printed.
    pub names: String,
    /// Whether a 3-em dash, or a word such as *Idem*, stands for the authors of the entry above.
    pub repeats_authors: bool,
    /// Whether the date stands in its head, as author-date lists have it.
    pub dated_head: bool,
    /// Its date, as printed and as read.
    pub date: Option<Date>,
    pub printed_date: Option<String>,
    /// The year of another edition of it that citations may use.
    pub also: Option<When>,
    pub title: Option<String>,
    /// Where its title ends, in bytes of the entry.
    pub title_end: usize,
    /// Its number in a numbered list.
    pub number: Option<u32>,
    /// Its label, `Lam94`, in a list that has such.
    pub label: Option<String>,
    /// Where it is printed, if it is a source of law.
    pub law: Option<Law>,
}

impl Entry {
    /// Whether it names anybody, if only as *others*.
    pub(crate) fn has_people(&self) -> bool {
        self.people.open || !self.people.names().is_empty()
    }

    /// Reads its names one by one.
    pub(crate) fn read_people(&self) -> People {
        if self.repeats_authors { further(after_dash(&self.names)) } else { people(&self.names) }
    }
}

/// Reads an entry; `emphasis` are the emphasised spans of it, in order.
pub(crate) fn read(text: &str, emphasis: &[Span]) -> Entry {
    let mut entry = read_without_people(text, emphasis);
    entry.people = entry.read_people();
    entry
}

/// Reads an entry whose names are not told one from another, which takes the longest.
pub(crate) fn read_without_people(text: &str, emphasis: &[Span]) -> Entry {
    let (start, number) = number(text);
    let emphasis: Vec<Span> = emphasis
        .iter()
        .filter(|span| span.start >= start)
        .map(|span| Span::new(span.start - start, span.end - start))
        .collect();
    let mut entry = read_words(&text[start..], &emphasis);
    entry.number = number;
    entry.title_end += start;
    entry
}

/// Reads a case or a statute: its name is its title, and its year the last thing in it, in a bracket.
fn read_law(text: &str, law: Law) -> Entry {
    let name = text[..law.name_end].trim();
    let title = if name.is_empty() { &text[..law.end] } else { name };
    let bracket = text[law.end..].rfind('(').map(|at| law.end + at);
    let date = bracket.and_then(|at| {
        let found = dates(&text[at..]).pop()?;
        Some(Date { start: at + found.start, end: at + found.end, ..found })
    });
    Entry {
        printed_date: date.as_ref().map(|date| printed_date(text, date)),
        date,
        dated_head: true,
        title: Some(one_line(title.trim())),
        title_end: law.end,
        law: Some(law),
        ..Entry::default()
    }
}

fn read_words(text: &str, emphasis: &[Span]) -> Entry {
    if let Some(law) = law::source(text) {
        return read_law(text, law);
    }
    if let Some((date, end)) = dated_first(text) {
        let (title, title_end) = title(text, end, emphasis);
        return Entry {
            printed_date: Some(printed_date(text, &date)),
            date: Some(date),
            dated_head: true,
            title,
            title_end,
            ..Entry::default()
        };
    }
    let Some(head) = head(text, emphasis).and_then(|head| year_at_end(text, head)) else {
        let (title, title_end) = title(text, 0, emphasis);
        return Entry { title, title_end, ..with_later_date(text, 0, emphasis) };
    };
    let repeats_authors = head.repeats_authors(text);
    // A title that stands first, in quotation marks or italics, names no author.
    let names = head.names.of(text);
    let title_first = head.shape == Shape::Titled
        || names.starts_with(['“', '"', '„', '«', '»'])
        || emphasis.first().is_some_and(|span| {
            let whole = span.end + 2 >= names.trim_end().len() && names.len() > 2;
            // Some set editors in italics, too: nothing but names stands before a colon.
            let editors = head.is_inverted(text) && text[span.end..].starts_with([':', '/']);
            span.start == 0 && whole && !editors
        });
    let mut entry = match &head.date {
        Some(date) => Entry {
            printed_date: Some(printed_date(text, date)),
            date: Some(date.clone()),
            dated_head: true,
            also: head.also.as_ref().map(|date| date.when),
            ..Entry::default()
        },
        None => with_later_date(text, head.end, emphasis),
    };
    entry.repeats_authors = repeats_authors;
    entry.also = entry.also.or_else(|| first_edition(text, head.end));
    if title_first {
        entry.title = Some(trim_title(names).to_owned());
        entry.title_end = head.end;
    } else {
        names.clone_into(&mut entry.names);
        (entry.title, entry.title_end) = title(text, head.end, emphasis);
    }
    entry
}

/// Takes a head for what it is where commas part everything (`BOURDIEU, Pierre, La distinction,
/// Paris, Minuit, 1979.`): a date that ends the entry is the publisher's, and only the first
/// two of its “names” are one.
fn year_at_end(text: &str, head: Head) -> Option<Head> {
    let last = head.shape != Shape::Titled
        && !text[head.end..].chars().any(char::is_alphanumeric)
        && head.names.of(text).matches(',').count() >= 2;
    if !last {
        return Some(head);
    }
    let names = head.names.of(text);
    let second = names.match_indices(',').nth(1).map(|(at, _)| at)?;
    let names = Span::new(0, second);
    Some(Head { shape: Shape::Broken, names, date: None, also: None, end: second + 1 })
}

fn after_dash(names: &str) -> &str {
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '_' | '−' | ',' | '.' | ' ');
    names[crate::language::lexicon::the_same(names)..].trim_start_matches(dash)
}

/// The date of an entry whose year stands after the title: with the publisher, or in the
/// brackets of a periodical. Years stand in titles too; the imprint comes last.
fn with_later_date(text: &str, from: usize, emphasis: &[Span]) -> Entry {
    let usable = |date: &&Date| {
        let before = text[..date.start].trim_end();
        let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or("");
        let word = Fold::Word.of(word.trim_matches(|c: char| !c.is_alphanumeric()));
        let after = text[date.end..].chars().next();
        date.start >= from
            && matches!(date.when, When::Year(_) | When::Range(..) | When::Undated)
            && !crate::language::lexicon::is_locator(&word)
            // What says that a page of the web was seen then.
            && !is_near(before, 30, Section::Visits)
            && (after.is_none_or(|c| matches!(c, '.' | ',' | ';' | ')' | ']' | ':' | '\n'))
                || text[date.end..].starts_with(" p."))
    };
    let found = dates(text);
    let marked =
        |date: &&Date| emphasis.iter().any(|span| span.start <= date.start && date.end <= span.end);
    let usable: Vec<&Date> = found.iter().filter(usable).collect();
    let plain: Vec<&Date> = usable.iter().copied().filter(|date| !marked(date)).collect();
    let left = if plain.is_empty() { usable } else { plain };
    // A range is as a rule that of a title.
    let year = |date: &&&Date| !matches!(date.when, When::Range(..));
    let date = left.iter().rfind(year).or(left.last()).copied();
    Entry {
        printed_date: date.map(|date| printed_date(text, date)),
        date: date.cloned(),
        ..Entry::default()
    }
}

/// Whether the last `bytes` bytes of the words before a date hold one of a section.
fn is_near(before: &str, bytes: usize, section: Section) -> bool {
    let near = Fold::Word.of(crate::language::clip_front(before, bytes));
    section.words().iter().any(|words| near.contains(words))
}

/// The year of the first edition, where words after the head say so: `(Original work published
/// 1867)` (APA 9.41), `zuerst 1867`, `1re éd. 1867`.
fn first_edition(text: &str, from: usize) -> Option<When> {
    let tail = &text[from..];
    // APA’s bracket may have lost its words.
    let alone = tail.trim_end_matches('.').strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    if let Some((before, year)) = alone
        && before.ends_with(". ")
        && let Some(date) = crate::language::date::year_at(year, 0)
        && date.end == year.len()
    {
        return Some(date.when);
    }
    let first = |date: &Date| is_near(&tail[..date.start], 40, Section::FirstEditions);
    let mut found = dates(tail).into_iter().filter(first);
    found.next().map(|date| date.when).filter(|when| matches!(when, When::Year(_)))
}

/// The date as printed, without its letter: `circa 1976`, `1845–46`.
fn printed_date(text: &str, date: &Date) -> String {
    let before = text[..date.start].trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let folded = Fold::Word.of(word.trim_end_matches('.'));
    let about = crate::language::lexicon::is_about(&folded) && folded != "c" || word == "c.";
    let end = date.end - date.suffix.map_or(0, char::len_utf8);
    let start = if about { before.len() - word.len() } else { date.start };
    text[start..end].trim_end_matches('-').to_owned()
}

/// The title that begins near `from`: what is in quotation marks or italics there, or the words
/// up to the end of the sentence. And where it ends.
fn title(text: &str, from: usize, emphasis: &[Span]) -> (Option<String>, usize) {
    let rest = &text[from..];
    let begin = text.len() - rest.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    let marked = emphasis.iter().find(|span| span.end > begin && span.start <= begin);
    if let Some(span) = marked {
        let title = one_line(trim_title(span.of(text)));
        return (Some(title).filter(|title| !title.is_empty()), span.end);
    }
    let words = &text[begin.min(text.len())..];
    // French and Russian put a space after the mark.
    let before = text[from..begin].trim_end().chars().next_back();
    if let Some(open) = before.filter(|c| matches!(c, '“' | '"' | '„' | '«' | '»' | '‘')) {
        let open = open.to_string();
        let close = words
            .char_indices()
            .find(|&(at, c)| closes(&open, c.encode_utf8(&mut [0; 4])) && ends_quote(words, at));
        if let Some((close, _)) = close {
            return (Some(one_line(trim_title(&words[..close]))), begin + close);
        }
    }
    let end = sentence_end(words);
    let end = before_journal(&words[..end], &words[end..]).unwrap_or(end);
    let title = one_line(trim_title(&words[..end]));
    (Some(title).filter(|title| title.chars().any(char::is_alphabetic)), begin + end)
}

/// Where a title ends whose sentence goes on with the short name of a journal, `…, Phys. Rep. D94`:
/// at the comma before it. Behind the name there is a number, and nothing but abbreviations between.
fn before_journal(title: &str, after: &str) -> Option<usize> {
    let (before, name) = title.rsplit_once(", ")?;
    let short =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let mut words = after.strip_prefix('.')?.split_whitespace();
    let number = words.by_ref().take(4).find(|word| !short(word.trim_end_matches('.')))?;
    let volume = number.trim_start_matches(char::is_uppercase);
    let numbered =
        number.len() - volume.len() < 2 && volume.starts_with(|c: char| c.is_ascii_digit());
    let abbreviated = short(name) && name.chars().count() < 7;
    (abbreviated && numbered && before.contains(' ')).then_some(before.len())
}

/// Whether a quotation mark has no letter after it, as an apostrophe inside a word has.
fn ends_quote(words: &str, at: usize) -> bool {
    let mut after = words[at..].chars();
    after.next();
    !after.next().is_some_and(char::is_alphanumeric)
}

/// Where the first sentence of `words` ends, the stops of initials and abbreviations passed
/// over; italics of a periodical are not seen here, nor need they be.
fn sentence_end(words: &str) -> usize {
    let words = crate::language::clip(words, 400);
    let stop = Tokens::of(words).find(|token| {
        let rest = &words[token.end..];
        token.kind == Kind::Stop && (rest.is_empty() || rest.starts_with(char::is_whitespace))
    });
    stop.map_or(words.len(), |token| token.start)
}

fn trim_title(title: &str) -> &str {
    let outer = |c: char| {
        c.is_whitespace() || matches!(c, '“' | '”' | '"' | '„' | '«' | '»' | ',' | '.' | ':' | ';')
    };
    title.trim_matches(outer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_entries_of_many_styles() {
        for (text, authors, year, title) in [
            (
                "Kropotkin, Peter 1899. Fields, Factories and Workshops. London, Freedom, 1985",
                "Kropotkin, Peter",
                "1899",
                "Fields, Factories and Workshops",
            ),
            (
                "Kropotkin, Peter. Mutual Aid: A Factor of Evolution. London: Heinemann, 1902.",
                "Kropotkin, Peter",
                "1902",
                "Mutual Aid: A Factor of Evolution",
            ),
            (
                "Horkheimer, Max und Adorno, Theodor W. (1947): Dialektik der Aufklärung. Amsterdam.",
                "Horkheimer, Max|Adorno, Theodor W.",
                "1947",
                "Dialektik der Aufklärung",
            ),
            (
                "BOURDIEU, Pierre, La distinction, Paris, Minuit, 1979.",
                "BOURDIEU, Pierre",
                "1979",
                "La distinction, Paris, Minuit, 1979",
            ),
            (
                "Weber, Max: Wirtschaft und Gesellschaft. Tübingen 1922.",
                "Weber, Max",
                "1922",
                "Wirtschaft und Gesellschaft",
            ),
            (
                "Smith, J. A., & Jones, B. C. (2001). On the use of bees. Bee World, 12(3), 45–67.",
                "Smith, J. A.|Jones, B. C.",
                "2001",
                "On the use of bees",
            ),
            (
                "[3] Shapley, L. S. 1953. “A Value for n-Person Games.” In Contributions.",
                "Shapley, L. S.",
                "1953",
                "A Value for n-Person Games",
            ),
            (
                "Alquati, Romano, N. Negri and A. Sormano circa 1976. Università. Turin",
                "Alquati, Romano|N. Negri|A. Sormano",
                "circa 1976",
                "Università",
            ),
            ("“DragoNN.” n.d. Accessed February 29, 2020.", "", "n.d.", "DragoNN"),
        ] {
            let entry = read(text, &[]);
            let names: Vec<&str> =
                entry.people.names().iter().map(|name| name.printed.as_str()).collect();
            assert_eq!(names.join("|"), authors, "{text}");
            assert_eq!(entry.printed_date.as_deref(), Some(year), "{text}");
            assert_eq!(entry.title.as_deref(), Some(title), "{text}");
        }
    }

    #[test]
    fn a_reprint_goes_by_both_years() {
        let entry = read("Marx, Karl. (1867) 1976. Capital. London: Penguin.", &[]);
        assert_eq!(entry.date.unwrap().when, When::Year(1976));
        assert_eq!(entry.also, Some(When::Year(1867)));
    }
}
