//! Whether two entries of different texts are of one work.
//!
//! They are where a DOI says so, or an ISBN of the whole, or where the title is the same and a surname in
//! common: all of the title, or what stands before its colon. A title of three words that count is
//! enough; one of two needs a year that agrees as well, for authors write a *Mutual Aid* and a *Selected
//! Writings* more than once. The year by itself decides nothing else: it is that of an edition, and
//! 1902, 1955 and 1987 are all one book.
//!
//! What is only likely is said apart and never joined: two sources made one lose both, and two that are
//! one are merely listed twice. (DOI, title and first surname are what reference managers go by as well;
//! year and subtitle are where those fail.)

use std::collections::BTreeSet;

use crate::doc::{Field, Name, Reference};
use crate::language::fold::{Fold, letters};
use crate::link::title_key;

/// What a work is known by among others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key {
    /// The words of its title that count, and those before its colon.
    pub(super) title: Vec<String>,
    pub(super) main: Vec<String>,
    /// The surnames of those it is known under, folded, and the first letters of their given names; the
    /// first first.
    pub(super) surnames: Vec<(String, Option<char>)>,
    /// The years that are given for it.
    years: Vec<u32>,
    pub(super) doi: Option<String>,
    /// Its ISBN, unless it is that of what it is a part of.
    pub(super) isbn: Option<String>,
    /// The numbers in its title, and of its volume.
    numbers: BTreeSet<String>,
    /// The words of what it is part of.
    container: String,
}

/// What can be said of two entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// They are of two works, or nothing is known of that.
    Other,
    /// They may be of one.
    Perhaps,
    /// They are of one.
    Same,
}

/// How many words that count a title must have to be enough, and how many with a year.
const WORDS: usize = 3;
const WORDS_WITH_YEAR: usize = 2;

impl Key {
    /// What an entry is known by.
    pub fn of(source: &Reference) -> Self {
        let title = source.title.as_deref().unwrap_or_default();
        let main = title.split([':', '—', '–', '?', '(']).next().unwrap_or_default();
        let main = main.split(". ").next().unwrap_or_default();
        let part = matches!(&*source.kind, "chapter" | "entry-encyclopedia" | "paper-conference");
        let names = source.people().names.iter();
        let told = |name: &Name| (letters(&name.family), letters(&name.given).chars().next());
        let surnames = names.map(told).filter(|(surname, _)| !surname.is_empty());
        let years = [source.year.as_deref(), source.get(Field::Original)];
        let is_book = matches!(&*source.kind, "book" | "collection");
        let volume = source.get(Field::Volume).filter(|_| is_book);
        Self {
            title: words(title),
            main: words(main),
            surnames: surnames.collect(),
            years: years.into_iter().flatten().flat_map(years_in).collect(),
            doi: source.get(Field::Doi).and_then(doi),
            isbn: source.get(Field::Isbn).filter(|_| !part).and_then(isbn),
            numbers: numbers(title).chain(volume.into_iter().flat_map(numbers)).collect(),
            container: title_key(source.get(Field::Container).unwrap_or_default()),
        }
    }

    /// Whether anything is known that another could be compared by.
    pub fn is_empty(&self) -> bool {
        self.doi.is_none() && self.isbn.is_none() && self.title.is_empty()
    }

    /// Whether it and another are of one work.
    pub fn compare(&self, other: &Self) -> Sameness {
        let surname = self.shares_surname(other);
        let nobody = self.surnames.is_empty() || other.surnames.is_empty();
        let related = self.is_related(other);
        let untitled = self.title.is_empty() || other.title.is_empty();
        if let (Some(one), Some(two)) = (&self.doi, &other.doi) {
            return match one == two {
                true if surname || related || nobody && untitled => Sameness::Same,
                true => Sameness::Perhaps,
                // A preprint and its article have one each.
                false if surname && self.title == other.title => Sameness::Perhaps,
                false => Sameness::Other,
            };
        }
        let isbn = self.isbn.is_some() && self.isbn == other.isbn;
        if isbn && related && (surname || nobody) && self.numbers_agree(other) {
            return Sameness::Same;
        }
        if !surname || untitled {
            return if isbn && related { Sameness::Perhaps } else { Sameness::Other };
        }
        if self.has_same_title(other) {
            return Sameness::Same;
        }
        self.may_be(other)
    }

    /// Whether the title is the same, by as many words as it takes.
    fn has_same_title(&self, other: &Self) -> bool {
        if !self.numbers_agree(other) || !self.containers_agree(other) {
            return false;
        }
        let enough =
            |words: usize| words >= WORDS || words >= WORDS_WITH_YEAR && self.years_agree(other, 1);
        if self.title == other.title {
            return enough(self.title.len());
        }
        self.main == other.main && enough(self.main.len()) && self.subtitles_agree(other)
    }

    /// Whether it may be the same work, where that is not sure.
    fn may_be(&self, other: &Self) -> Sameness {
        let same_main = self.main == other.main && self.main.len() >= WORDS_WITH_YEAR;
        let close = self.years_agree(other, 1) && (self.is_related(other) || self.is_alike(other));
        if same_main || close { Sameness::Perhaps } else { Sameness::Other }
    }

    /// Whether the first surname of the one is among those of the other.
    fn shares_surname(&self, other: &Self) -> bool {
        // Two people of one surname are two where their given names begin otherwise.
        let alike = |one: &(String, Option<char>), two: &(String, Option<char>)| {
            one.0 == two.0 && (one.1.is_none() || two.1.is_none() || one.1 == two.1)
        };
        let has = |one: &Self, two: &Self| {
            let first = one.surnames.first();
            first.is_some_and(|first| two.surnames.iter().any(|name| alike(first, name)))
        };
        has(self, other) || has(other, self)
    }

    /// Whether one title is the other, or how that begins.
    fn is_related(&self, other: &Self) -> bool {
        let begins = |one: &[String], two: &[String]| !one.is_empty() && two.starts_with(one);
        begins(&self.title, &other.title)
            || begins(&other.title, &self.title)
            || !self.main.is_empty() && self.main == other.main
    }

    /// Whether the titles differ by no more than a tenth of their letters.
    fn is_alike(&self, other: &Self) -> bool {
        let (one, two) = (self.title.join(" "), other.title.join(" "));
        let longest = one.len().max(two.len());
        // Whatever differs more in length differs by more letters.
        longest >= 10
            && one.len().abs_diff(two.len()) * 10 <= longest
            && strsim::osa_distance(&one, &two) * 10 <= longest
    }

    fn years_agree(&self, other: &Self, within: u32) -> bool {
        self.years.iter().any(|one| other.years.iter().any(|two| one.abs_diff(*two) <= within))
    }

    /// Whether neither says it is another volume or part.
    fn numbers_agree(&self, other: &Self) -> bool {
        self.numbers == other.numbers
    }

    /// Whether both may be parts of one: an *Introduction* to one book is none to another.
    fn containers_agree(&self, other: &Self) -> bool {
        self.container.is_empty()
            || other.container.is_empty()
            || self.title.len() >= WORDS
            || self.container == other.container
    }

    /// Whether two subtitles may be of one work: one that differs altogether is that of a sequel.
    fn subtitles_agree(&self, other: &Self) -> bool {
        let sub = |key: &Self| key.title.get(key.main.len()..).unwrap_or_default().to_vec();
        let (one, two) = (sub(self), sub(other));
        let shared = one.iter().filter(|word| two.contains(word)).count();
        one.is_empty() || two.is_empty() || shared * 2 >= one.len().min(two.len())
    }
}

/// The words of a title that count.
fn words(title: &str) -> Vec<String> {
    title_key(title).split_whitespace().map(str::to_owned).collect()
}

/// The years in what is printed as one.
fn years_in(year: &str) -> Vec<u32> {
    let runs = year.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    runs.filter_map(|run| run.parse().ok()).collect()
}

/// The numbers in words, in figures or as small Roman numerals.
fn numbers(words: &str) -> impl Iterator<Item = String> {
    let folded = Fold::Word.of(words).into_owned();
    let parts: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| is_number(word))
        .map(|word| {
            ROMAN
                .iter()
                .position(|roman| *roman == word)
                .map_or(word.to_owned(), |at| (at + 1).to_string())
        })
        .collect();
    parts.into_iter()
}

/// The Roman numerals of volumes.
const ROMAN: [&str; 12] =
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

fn is_number(word: &str) -> bool {
    !word.is_empty() && (word.bytes().all(|byte| byte.is_ascii_digit()) || ROMAN.contains(&word))
}

/// A DOI as it is compared; nothing for what cannot be all of one.
pub(super) fn doi(doi: &str) -> Option<String> {
    let folded = doi.trim().to_ascii_lowercase();
    let at = folded.find("10.")?;
    let name = folded[at..].trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let (prefix, own) = name.split_once('/')?;
    (prefix.len() >= 7 && own.len() >= 3).then(|| name.to_owned())
}

/// An ISBN in thirteen digits (ISO 2108); nothing for what is none.
pub(super) fn isbn(isbn: &str) -> Option<String> {
    let digits: Vec<char> =
        isbn.chars().filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X')).collect();
    let value = |c: &char| c.to_digit(10).unwrap_or(10);
    let checked = |digits: &[char]| -> u32 {
        let weighted = digits.iter().zip([1, 3].into_iter().cycle());
        weighted.map(|(digit, weight)| value(digit) * weight).sum()
    };
    match digits.len() {
        13 if checked(&digits) % 10 == 0 => Some(digits.iter().collect()),
        10 => {
            let sum: u32 =
                digits.iter().zip((1..=10).rev()).map(|(c, weight)| value(c) * weight).sum();
            if !sum.is_multiple_of(11) {
                return None;
            }
            let long: Vec<char> = "978".chars().chain(digits[..9].iter().copied()).collect();
            let check = (10 - checked(&long) % 10) % 10;
            Some(long.into_iter().collect::<String>() + &check.to_string())
        }
        _ => None,
    }
}
