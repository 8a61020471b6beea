//! Sources of law by where they are printed: a case in its reporter, `410 U.S. 113`; a statute in its
//! code, `42 U.S.C. § 1983` (Bluebook 10 and 12).

use crate::language::fold::Fold;
use crate::language::section::Section;

/// No reporter or code has more words than this: `Cal. App. Supp. 3d`.
const MOST_WORDS: usize = 5;

/// No name of a case is longer than this, in bytes.
const LONGEST_NAME: usize = 200;

/// Where a source of law is printed, as words name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Printed<'t> {
    /// Its volume, and the reporter or code: `410 us`, `42 usc §`.
    pub series: String,
    /// The page it begins on, or its section; `None` where only a page within it is named: `410 U.S. at
    /// 153`, whose length then goes up to that page.
    pub begins: Option<&'t str>,
    /// How long these words are, in bytes.
    pub length: usize,
}

/// A source of law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Law {
    /// Its volume, and the reporter or code, as [`Printed`] has them.
    pub series: String,
    /// The page it begins on, or its section.
    pub begins: String,
    /// Where its name ends, and where the place it is printed in does, in bytes of its entry.
    pub name_end: usize,
    pub end: usize,
}

impl Law {
    /// Whether it is a statute rather than a case.
    pub(crate) fn is_statute(&self) -> bool {
        self.series.ends_with('§')
    }

    /// Its volume or title, and the reporter or code as it is printed in `entry`.
    pub(crate) fn volume_and_reporter<'t>(&self, entry: &'t str) -> (&'t str, &'t str) {
        let printed = entry[self.name_end..self.end].trim_start_matches([',', ' ', '\n']);
        let printed = printed.strip_suffix(&*self.begins).unwrap_or(printed);
        let (volume, reporter) = printed.split_once(' ').unwrap_or((printed, ""));
        (volume, reporter.trim_matches(['§', ' ', ',']))
    }
}

/// What a source of law is found by: its series, and where it begins in that.
pub(crate) fn key(series: &str, begins: &str) -> String {
    format!("{series} {}", begins.to_lowercase())
}

/// The place that words name which begin with the number of a volume.
pub(crate) fn printed(text: &str) -> Option<Printed<'_>> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let mut series = text[..digits].to_owned() + " ";
    let mut at = digits;
    for words in 0..=MOST_WORDS {
        let rest = &text[at..];
        let word = rest.trim_start();
        let start = text.len() - word.len();
        if start == at {
            return None;
        }
        let word =
            &word[..word.find([' ', '\n', ',', ';', '(', ')', '\u{a0}']).unwrap_or(word.len())];
        let plain = word.bytes().take_while(u8::is_ascii_digit).count();
        if words > 0 && word.starts_with('§') {
            let section = text[start..].trim_start_matches(['§', ' ', '\u{a0}']);
            let from = text.len() - section.len();
            let begins = section_of(section)?;
            return Some(Printed {
                series: series + "§",
                begins: Some(begins),
                length: from + begins.len(),
            });
        }
        if words > 0 && plain > 0 && plain == word.trim_end_matches(['.', ':']).len() {
            let begins = Some(&word[..plain]);
            return Some(Printed { series, begins, length: start + plain });
        }
        if words > 0 && Fold::Word.of(word) == "at" {
            let page = text[start + word.len()..].trim_start();
            let length = text.len() - page.len();
            let paged = page.starts_with(|c: char| c.is_ascii_digit());
            return paged.then_some(Printed { series, begins: None, length });
        }
        if !is_of_reporter(word) {
            return None;
        }
        series.extend(word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase));
        at = start + word.len();
        // `410 U.S., at 153`
        let comma = text[at..].strip_prefix(',').map(str::trim_start);
        at += usize::from(comma.is_some_and(|rest| rest.starts_with("at ")));
    }
    None
}

/// Whether a word may be one of the name of a reporter: `U.S.`, `Supp.`, `2d`.
fn is_of_reporter(word: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '.' | '’' | '\'' | '&');
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal = matches!(word[digits..].trim_end_matches('.'), "d" | "nd" | "rd" | "st" | "th");
    word.chars().all(sign) && (word.starts_with(char::is_uppercase) || digits > 0 && ordinal)
}

/// The number of a section that words begin with, without what is within it: `2000e-2` of
/// `2000e-2(a)`.
fn section_of(words: &str) -> Option<&str> {
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '.');
    let end = words.find(|c| !inner(c)).unwrap_or(words.len());
    let section = words[..end].trim_end_matches(['.', '-', '–']);
    section.starts_with(|c: char| c.is_ascii_digit()).then_some(section)
}

/// The source of law that an entry is: a case by its parties, or a statute by its code.
pub(crate) fn source(entry: &str) -> Option<Law> {
    let near = crate::language::clip(entry, LONGEST_NAME);
    let mut numbers = near.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let (at, printed) = numbers.find_map(|at| {
        let begins =
            !entry[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-'));
        let printed = printed(&entry[at..]).filter(|printed| begins && printed.begins.is_some());
        Some((at, printed?))
    })?;
    let name = entry[..at].trim_end_matches([',', ' ', '\n']);
    let statute = printed.series.ends_with('§');
    // A statute may have a name, but nothing that an author and a title would be.
    let named = statute && !name.contains(['.', ':', ',']);
    (named || is_case(name)).then(|| Law {
        begins: printed.begins.unwrap_or("").to_owned(),
        series: printed.series,
        name_end: name.len(),
        end: at + printed.length,
    })
}

/// Whether words are the name of a case, and not author and title of a work about one: `Doe, Ann. Roe v.
/// Wade Again`, `Doe, A. (1990). Roe v. Wade`.
fn is_case(name: &str) -> bool {
    let sign = |c: char| c.is_ascii_digit() || matches!(c, '(' | '“' | '"' | '«' | '„');
    let inverted = parties(name).is_some_and(|(first, _)| {
        let given = first.split_once(',').map_or("", |(_, given)| given);
        let mut stops = given.match_indices(". ");
        stops.any(|(at, stop)| given[at + stop.len()..].starts_with(char::is_uppercase))
    });
    !name.contains(sign) && !inverted && (parties(name).is_some() || is_in_re(name))
}

/// The two parties of a case, `Roe v. Wade`.
pub(crate) fn parties(name: &str) -> Option<(&str, &str)> {
    name.match_indices(' ').find_map(|(at, _)| {
        let (word, second) = name[at + 1..].split_once(' ')?;
        let versus = Section::Versus.has(&Fold::Word.of(word.trim_end_matches('.')));
        let first = name[..at].trim_end();
        let parties = versus && first.starts_with(char::is_uppercase);
        (parties && second.starts_with(char::is_uppercase)).then_some((first, second))
    })
}

/// The names that a case may be called by besides its whole name: its parties, and what *In re* stands
/// before.
pub(crate) fn short_names(name: &str) -> Vec<&str> {
    if let Some((first, second)) = parties(name) {
        return vec![first, second];
    }
    let folded = Fold::Word.of(name);
    let led = |words: &&str| folded.strip_prefix(*words).is_some_and(|rest| rest.starts_with(' '));
    let words = Section::InRe.words().iter().filter(led).map(str::len).max();
    words.and_then(|length| name.get(length..)).map(str::trim_start).into_iter().collect()
}

/// Whether a name is one of a case without parties: `In re Gault`, `Ex parte Young`.
fn is_in_re(name: &str) -> bool {
    let folded = Fold::Word.of(name);
    let led = |words: &str| folded.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '));
    Section::InRe.words().iter().any(led)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_law_is_printed_in() {
        for (text, expected) in [
            ("410 U.S. 113, 120 (1973)", Some(("410 us", Some("113"), "410 U.S. 113"))),
            ("312 F.2d 45, 47–48", Some(("312 f2d", Some("45"), "312 F.2d 45"))),
            ("9 Cal. App. 4th 12.", Some(("9 calapp4th", Some("12"), "9 Cal. App. 4th 12"))),
            ("410 U.S. at 153", Some(("410 us", None, "410 U.S. at "))),
            ("410 U.S., at 153", Some(("410 us", None, "410 U.S., at "))),
            ("42 U.S.C. § 1983.", Some(("42 usc§", Some("1983"), "42 U.S.C. § 1983"))),
            ("42 U.S.C. §§ 2000e-2(a)", Some(("42 usc§", Some("2000e-2"), "42 U.S.C. §§ 2000e-2"))),
            ("12 men and 5", None),
            ("12, 13", None),
            ("1902", None),
            ("5 at 6", None),
        ] {
            let found = printed(text);
            let found = found.as_ref().map(|p| (&*p.series, p.begins, &text[..p.length]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn entries_that_are_sources_of_law() {
        for (entry, expected) in [
            ("Roe v. Wade, 410 U.S. 113 (1973)", Some("Roe v. Wade")),
            ("In re Gault, 387 U.S. 1 (1967)", Some("In re Gault")),
            ("42 U.S.C. § 1983", Some("")),
            ("Civil Rights Act, 42 U.S.C. § 1983 (2018)", Some("Civil Rights Act")),
            ("Acme Co., Inc. v. St. Louis, 9 F.3d 1 (1994)", Some("Acme Co., Inc. v. St. Louis")),
            ("Doe, Ann. Roe v. Wade Again. 88 Yale L.J. 201 (1979)", None),
            ("Doe, A. (1979). Roe v. Wade. 88 Yale L.J. 201", None),
            ("Doe, Ann. Of Law. 88 Yale L.J. 201 (1979)", None),
            ("Doe, Ann. 1999. Of Law. London: Verso.", None),
        ] {
            let found = source(entry).map(|law| &entry[..law.name_end]);
            assert_eq!(found, expected, "{entry}");
        }
    }
}
