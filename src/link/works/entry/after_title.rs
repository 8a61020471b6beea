//! What stands in an entry after its title, and how its parts are marked in the styles of citing.

use crate::doc::{Field, Reference, Span};
use crate::language::fold::{Fold, one_line};
use crate::language::lexicon::is_suffix;
use crate::language::{clip, lexicon};
use crate::link::works::entry::mark::{
    ADDRESS, BARE_PAGES, COUNTED, DOI, EDITED, EDITION, GENRE, INSIDE, ISSUE, JOURNAL, LEADS,
    NAMED_EDITORS, ONE_PAGE, PAGES, TRANSLATED, VISITED, VOLUME,
};
use crate::link::works::entry::person;
use std::borrow::Cow;
use std::ops::Range;

/// What stands for words that are told already: no text holds it, and no part goes on over it.
const TOLD: char = '\u{1f}';

/// How many bytes after a title are looked at. No entry says so much; a chapter taken for one does.
const LONGEST: usize = 1200;

/// The words after a title that are not told yet.
pub(crate) struct AfterTitle {
    words: String,
    emphasis: Vec<Span>,
}

impl AfterTitle {
    /// The words of an entry from byte `after` on, after its title; `emphasis` are the emphasised
    /// spans of the entry.
    pub(crate) fn of(words: &str, after: usize, emphasis: &[Span]) -> Self {
        let emphasis = emphasis.iter().filter(|span| span.start >= after);
        let shifted = emphasis.map(|span| Span::new(span.start - after, span.end - after));
        let words = clip(&words[after..], LONGEST).to_owned();
        let emphasis = shifted.filter(|span| span.end <= words.len()).collect();
        Self { words: words.replace(TOLD, " "), emphasis }
    }

    /// Takes words out, so that nothing else is read in them.
    fn take(&mut self, range: Range<usize>) -> String {
        let taken = one_line(&self.words[range.clone()].replace(TOLD, " "));
        let blank = TOLD.to_string().repeat(range.len());
        self.words.replace_range(range, &blank);
        taken
    }

    /// Parts a title that nothing sets off from what commas set after it: `La distinction, Paris,
    /// Minuit, 1979`, where a city and a year show that it is over; `Das Brot, hrsg. v. Karl Vogt`.
    pub(crate) fn part_title(&mut self, title: &mut String, year: Option<&str>) {
        let year = year.filter(|year| title.ends_with(*year));
        let over = title.match_indices(", ").map(|(at, _)| at).find(|&at| {
            let part = title[at + 2..].split([',', ':']).next().unwrap_or("");
            let role = part.split([' ', '.']).next().unwrap_or("");
            // A title may be of a Director; a role is in small letters.
            let role = role.starts_with(char::is_lowercase) && lexicon::is_role(role);
            role || year.is_some_and(|year| is_place(part.trim_end_matches(year).trim()))
        });
        if let Some(at) = over.filter(|&at| at > 0) {
            self.words = format!("{}{}", &title[at..], self.words);
            self.emphasis.clear();
            title.truncate(at);
        }
    }

    /// Takes out its DOI, its address, and the day somebody looked at it.
    pub(crate) fn addresses(&mut self, told: &mut Reference) {
        if let Some(found) = DOI.find(&self.words).map(|found| found.range()) {
            let from = self.words[..found.start]
                .rfind("http")
                .filter(|&at| !self.words[at..found.start].contains(char::is_whitespace));
            let doi = self.words[found.clone()].to_owned();
            self.take(from.unwrap_or(found.start)..found.end);
            told.fields.push((Field::Doi, doi));
        }
        while let Some(found) = ADDRESS.find(&self.words).map(|found| found.range()) {
            let address = self.take(found.clone());
            if told.get(Field::Doi).is_none() && told.get(Field::Url).is_none() {
                told.fields.push((Field::Url, address));
            }
        }
        while let Some(found) = VISITED.find(&self.words).map(|found| found.range()) {
            self.take(found);
        }
        let end = self.words.find(TOLD).unwrap_or(self.words.len());
        if let Some(found) = LEADS.find(&self.words[..end]).map(|found| found.range()) {
            self.take(found);
        }
    }

    /// Takes out editors and translators, where words lead to them: *edited by*, *Hrsg. v.*
    pub(crate) fn people(&mut self, told: &mut Reference) {
        for (leads, editors) in [(&TRANSLATED, false), (&EDITED, true)] {
            let Some(found) = leads.find(&self.words).map(|found| found.range()) else { continue };
            let end = found.end + names_end(&self.words[found.end..]);
            let people = person::further(&self.words[found.end..end]);
            if people.is_empty() {
                continue;
            }
            self.take(found.start..end);
            if editors { told.editors = people } else { told.translators = people }
        }
    }

    /// Takes out what the work is part of: what is in italics after a title that is not, or follows
    /// *In*, or is followed by a volume as journals are. `titled` says that its title is in italics.
    pub(crate) fn container(&mut self, told: &mut Reference, titled: bool) {
        let inside = INSIDE.find(&self.words).map(|found| found.range());
        if let Some(inside) = &inside {
            self.take(inside.clone());
            let from = inside.end;
            if let Some(found) = NAMED_EDITORS.captures(&self.words[from..])
                && let Some(whole) = found.get(0)
                && let Some(named) = found.name("names")
            {
                let people = person::further(named.as_str());
                let range = from..from + whole.end();
                if told.editors.is_empty() && !people.is_empty() {
                    told.editors = people;
                    self.take(range);
                }
            }
        }
        let marked = self.emphasis.iter().find(|span| {
            let words = &self.words[span.start..span.end];
            let name = words.chars().filter(|c| c.is_alphabetic()).count() > 1;
            name && !words.contains(TOLD)
        });
        let range = match (marked, inside) {
            (Some(span), inside) if inside.is_some() || !titled => Some(span.start..span.end),
            (_, Some(inside)) => {
                let signs = [TOLD, ' ', '“', '„', '«', '"', ','];
                let rest = &self.words[inside.end..];
                let from = inside.end + rest.len() - rest.trim_start_matches(signs).len();
                Some(from..from + container_end(&self.words[from..]))
            }
            (_, None) if !titled => self.journal(told.year.as_deref()),
            _ => None,
        };
        let Some(range) = range.filter(|range| range.len() > 1) else { return };
        let end = range.end;
        let name = self.take(range);
        let name = name.trim_matches(|c: char| c.is_whitespace() || ",.:;„“”«»\"".contains(c));
        if name.chars().any(char::is_alphabetic) {
            told.fields.push((Field::Container, name.to_owned()));
            self.counted(end, told);
        }
    }

    /// Where the name of a journal stands that nothing but a volume after it marks.
    fn journal(&self, year: Option<&str>) -> Option<Range<usize>> {
        let found = JOURNAL.captures(&self.words)?;
        let (name, after) = (found.name("name")?, found.name("after")?);
        let words = name.as_str();
        let abbreviated = |word: &str| !word.ends_with('.') || word.chars().count() <= 8;
        let plain = words.split_whitespace().all(abbreviated);
        // `London 1902.` is a place and a year; `Nature 2020;5` goes on, and so does a journal.
        let numbers = after.as_str();
        let dated = year.is_some_and(|year| numbers.starts_with(year));
        let goes_on =
            numbers.contains(';') || BARE_PAGES.is_match(numbers) || PAGES.is_match(numbers);
        let imprint = words.split([',', '.']).any(|part| is_place(part.trim()));
        (plain && goes_on && !(imprint && dated) && (!dated || numbers.contains(';')))
            .then(|| name.range())
    }

    /// Takes out the volume and the number that stand right after the name of a journal.
    fn counted(&mut self, from: usize, told: &mut Reference) {
        let after = &self.words[from..];
        let dated = told.year.as_ref().is_some_and(|year| {
            after.trim_start_matches([' ', ',', '.']).starts_with(year.as_str())
        });
        // Vancouver: `Nature 2020;12(3):45-50`.
        let skipped = match after.find(';').filter(|_| dated) {
            Some(at) => at + 1,
            None if dated => return,
            None => 0,
        };
        let Some(found) = COUNTED.captures(&after[skipped..]) else { return };
        let Some(volume) = found.name("volume") else { return };
        let issue = found.name("issue").or(found.name("part"));
        // `12–14` are pages.
        let next = after[skipped + volume.end()..].chars().next();
        if matches!(next, Some('–' | '-' | '—')) {
            return;
        }
        told.fields.push((Field::Volume, volume.as_str().to_owned()));
        // `12 (1999), H. 3`: the year of a volume.
        let issue = issue.filter(|issue| told.year.as_deref() != Some(issue.as_str()));
        if let Some(issue) = issue {
            told.fields.push((Field::Issue, issue.as_str().to_owned()));
        }
        let end = found.get(0).map_or(0, |whole| whole.end());
        self.take(from..from + skipped + end);
    }

    /// Takes out what numbers say, by the words before them.
    pub(crate) fn numbers(&mut self, told: &mut Reference) {
        if let Some(found) = GENRE.captures(&self.words)
            && let (Some(whole), Some(genre)) = (found.get(0), found.name("genre"))
        {
            told.fields.push((Field::Genre, one_line(genre.as_str())));
            let range = whole.range();
            self.take(range);
        }
        // Numbers that no word marks are pages only of a part of something.
        let part = told.get(Field::Container).is_some();
        let patterns = [
            (&EDITION, Field::Edition, true),
            (&PAGES, Field::Pages, true),
            (&VOLUME, Field::Volume, true),
            (&ISSUE, Field::Issue, true),
            (&BARE_PAGES, Field::Pages, part),
            (&ONE_PAGE, Field::Pages, part),
        ];
        for (pattern, field, usable) in patterns {
            if told.get(field).is_some() || !usable {
                continue;
            }
            let Some(found) = pattern.captures(&self.words) else { continue };
            let (Some(whole), Some(value)) = (found.get(0), found.name("value")) else { continue };
            let value = value.as_str().replace(['-', '—'], "–").replace(' ', "");
            let range = whole.range();
            told.fields.push((field, value));
            self.take(range);
        }
    }

    /// Tells place and publisher in what is left.
    pub(crate) fn imprint(&mut self, told: &mut Reference) {
        if let Some(year) = &told.year
            && let Some(at) = self.words.rfind(year.as_str())
        {
            let end = at + year.len();
            let suffix = told.suffix.filter(|&suffix| self.words[end..].starts_with(suffix));
            self.take(at..end + suffix.map_or(0, char::len_utf8));
        }
        let article = told.get(Field::Container).is_some()
            && (told.get(Field::Volume).is_some() || told.get(Field::Issue).is_some());
        let parts = segments(&self.words);
        let found = parts.iter().find_map(|part| published(part));
        // A journal's place and publisher are not printed: what is left is something else.
        let Some((place, publisher)) = found.filter(|_| !article) else { return };
        told.fields.extend(place.map(|place| (Field::Place, one_line(place))));
        told.fields.extend(publisher.map(|publisher| (Field::Publisher, one_line(publisher))));
    }
}

/// What is left, parted at the signs that end a sentence and at what is told.
fn segments(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in words.char_indices() {
        let next = words[at + c.len_utf8()..].chars().next();
        let before = words[from..at].rsplit([' ', TOLD]).next().unwrap_or("");
        // `J. Wiley`, `St. Martin`, `Univ. Press`.
        let short = before.chars().count() <= 4 && before.starts_with(char::is_uppercase);
        let stop = c == '.' && !short && next.is_none_or(|c| c.is_whitespace() || c == TOLD);
        if stop || matches!(c, TOLD | ';' | '(' | ')' | '[' | ']') {
            parts.push(&words[from..at]);
            from = at + c.len_utf8();
        }
    }
    parts.push(&words[from..]);
    let signs = |c: char| c.is_whitespace() || ",.:;”“»«\"".contains(c);
    parts.retain(|part| part.chars().any(char::is_alphabetic));
    parts.into_iter().map(|part| part.trim_matches(signs)).collect()
}

/// Place and publisher that words name: `London: Verso`, `Paris, Minuit`, `Verso, London`, `Berlin`.
fn published(words: &str) -> Option<(Option<&str>, Option<&str>)> {
    /// Neither has more words than these.
    const MOST: usize = 8;
    let named = |part: &str| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let capital =
            words.first().is_some_and(|word| word.starts_with(|c: char| c.is_uppercase()));
        capital && words.len() <= MOST && !part.contains(['“', '”', '"', '«', '»', '?', '!'])
    };
    if let Some((place, publisher)) = words.split_once(':') {
        let (place, publisher) = (place.trim(), publisher.trim());
        let place = place.rsplit(", ").last().filter(|_| is_place(place)).unwrap_or(place);
        return (named(place) && named(publisher)).then_some((Some(place), Some(publisher)));
    }
    let parts: Vec<&str> =
        words.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts[..] {
        [place] if is_place(place) => Some((Some(place), None)),
        [publisher] if named(publisher) && !publisher.contains(char::is_numeric) => {
            Some((None, Some(publisher)))
        }
        [place, publisher] if is_place(place) && named(publisher) => {
            Some((Some(place), Some(publisher)))
        }
        [publisher, place] | [publisher, place, _] if is_place(place) && named(publisher) => {
            Some((Some(place), Some(publisher)))
        }
        _ => None,
    }
}

/// Whether words name a place where books are printed: `New York`, `Frankfurt am Main`, `Cambridge, MA`.
fn is_place(words: &str) -> bool {
    const MOST: usize = 5;
    fn bare(word: &str) -> Cow<'_, str> {
        Fold::Word.of(word.trim_matches(|c: char| !c.is_alphabetic()))
    }
    if words.split_whitespace().any(|word| lexicon::is_house(&bare(word))) {
        return false;
    }
    let names: Vec<&str> = words.split([' ', '/', ',']).filter(|word| !word.is_empty()).collect();
    let city = |word: &&str| lexicon::is_city(&bare(word));
    let named = names.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    named && names.len() <= MOST && names.iter().take(2).any(city)
}

/// The letters that words begin with.
fn first_word(words: &str) -> &str {
    words.split(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

/// How far names go on: up to a bracket, a colon, the end of the sentence, or a comma after which no
/// name stands.
fn names_end(words: &str) -> usize {
    const MOST: usize = 200;
    let words = clip(words, MOST);
    for (at, c) in words.char_indices() {
        let after = &words[at + c.len_utf8()..];
        let ends = match c {
            TOLD | '(' | ')' | '[' | ']' | ':' | ';' | '“' | '«' => true,
            '.' => {
                let before = words[..at].rsplit([' ', '.', '-']).next().unwrap_or("");
                let initial = before.chars().count() <= 2 && before.starts_with(char::is_uppercase);
                !initial && (after.is_empty() || after.starts_with([' ', TOLD, ',']))
            }
            ',' => {
                let next = after.trim_start();
                let word = first_word(next);
                let folded = Fold::Word.of(word);
                // Behind a name as it is spoken stands no single word but a place or a publisher.
                let own = words[..at].rsplit([',', '&']).next().unwrap_or("").trim();
                let chunk = next.split([',', '.', ';', ':', TOLD]).next().unwrap_or("").trim();
                let single = own.contains(' ') && !chunk.contains(' ') && !is_suffix(chunk);
                !next.starts_with(char::is_alphabetic)
                    || single
                    || lexicon::is_locator(&folded)
                    || lexicon::is_city(&folded)
                    || next.starts_with(char::is_lowercase) && !lexicon::joins(&folded)
                    || next[word.len()..].trim_start().starts_with(':')
            }
            _ => false,
        };
        if ends {
            return at;
        }
    }
    words.len()
}

/// How far the name of a volume goes on that nothing sets off: up to a bracket, the end of its
/// sentence, or a comma after which numbers, pages or a place stand.
fn container_end(words: &str) -> usize {
    const MOST: usize = 300;
    let words = clip(words, MOST);
    for (at, c) in words.char_indices() {
        let after = &words[at + c.len_utf8()..];
        let next = after.trim_start();
        let ends = match c {
            TOLD | '(' | '[' | '”' | '»' | ';' => true,
            '.' => {
                let before = words[..at].rsplit([' ', '-']).next().unwrap_or("");
                let short = before.chars().count() <= 4 && before.starts_with(char::is_uppercase);
                !short && (after.is_empty() || after.starts_with([' ', TOLD]))
            }
            ',' => {
                let word = first_word(next);
                let folded = Fold::Word.of(word);
                next.starts_with(|c: char| c.is_numeric() || c == TOLD || c == '(')
                    || lexicon::is_locator(&folded) && next[word.len()..].starts_with('.')
                    || lexicon::is_role(&folded)
                    || is_place(next.split([',', ':', '.', TOLD]).next().unwrap_or(""))
            }
            // `Zeitschrift für Philosophie 12 (1999)`: a journal with its volume.
            ' ' => {
                let number: String = next.chars().take_while(char::is_ascii_digit).collect();
                let rest = next[number.len()..].trim_start();
                (1..=4).contains(&number.len())
                    && (rest.is_empty() || rest.starts_with(['(', ',', '.', ':', '/']))
            }
            _ => false,
        };
        if ends {
            return at;
        }
    }
    words.len()
}
