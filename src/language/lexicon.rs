//! The small words of scholarship in the languages of printed books: what joins two authors, leads
//! up to a citation, stands before a page number. The words are in the files of the languages
//! ([`Section`]).
//!
//! All are asked with words folded as [`Fold::Word`](super::fold::Fold::Word) folds.

use super::section::Section;

/// Words that join two authors.
pub(crate) fn joins(word: &str) -> bool {
    Section::And.has(word)
}

/// Words that titles begin with, and names hardly do.
pub(crate) fn opens_title(word: &str) -> bool {
    Section::Articles.has(word) || Section::TitleOpenings.has(word)
}

/// Words inside a name that neither begin it nor tell two names apart: nobility, articles, and
/// what joins the words of an institution’s name.
pub(crate) fn is_particle(word: &str) -> bool {
    Section::Nobility.has(word) || Section::InNames.has(word)
}

/// Small words that a surname begins with: *de*, *von*, *Dalla*.
pub(crate) fn is_noble(word: &str) -> bool {
    Section::Nobility.has(word)
}

/// Words of an entry’s head that say what its names did, and are no part of a name.
pub(crate) fn is_role(word: &str) -> bool {
    Section::Roles.has(word)
}

/// Those of them that say that it was translated.
pub(crate) fn is_translator(word: &str) -> bool {
    Section::Translators.has(word)
}

/// Words that stand between a name and its date: *circa* and its shorter forms.
pub(crate) fn is_about(word: &str) -> bool {
    Section::About.has(word)
}

/// Words that lead up to a citation or begin its sentence, and are never its author.
pub(crate) fn leads(word: &str) -> bool {
    // `e.g`, `z.b`
    if word.len() <= 6 && word.contains('.') {
        return Section::Leads.has(&word.replace('.', ""));
    }
    Section::Leads.has(word)
}

/// Cities where books are printed, as title pages name them: before a year, more often an imprint
/// than an author.
pub(crate) fn is_city(word: &str) -> bool {
    Section::Cities.has(word)
}

/// Words in the names of publishers, and of no place: *Press*, *Verlag*.
pub(crate) fn is_house(word: &str) -> bool {
    Section::Houses.has(word)
}

/// Names of months and seasons, and what shortens them: what stands before a year and makes it a
/// date.
pub(crate) fn is_calendar(word: &str) -> bool {
    Section::Months.has(word)
}

/// Words before a number that make it a page, a chapter or a volume.
pub(crate) fn is_locator(word: &str) -> bool {
    Section::Locators.has(word)
}

/// Whether a word, less its stop, is short for one that makes a number a page, a chapter or a volume:
/// what stands after its stop is no note marker.
pub(crate) fn is_short_locator(word: &str) -> bool {
    const LONGEST: usize = 3;
    word.chars().count() <= LONGEST && (Section::Locators.has(word) || word == "c")
}

/// Lower-case words of imprints: what a thesis, an edition, a translation, an address is called.
pub(crate) fn is_imprint(word: &str) -> bool {
    Section::Imprint.has(word)
}

/// Words that leave further authors out after *et*, *and* and their like.
pub(crate) fn is_others(word: &str) -> bool {
    Section::Others.has(word)
}

/// Words that stand for the author cited just before.
pub(crate) fn is_idem(word: &str) -> bool {
    Section::Idem.has(word)
}

/// Whether a word is a common abbreviation of the heads of entries and of citations, so that the stop
/// after it ends no sentence.
pub(crate) fn abbreviates(word: &str) -> bool {
    Section::Abbreviations.has(word)
        || is_role(word)
        || word.contains('.') && Section::Undated.has(word)
}

/// How long the word is, in bytes, that stands for the authors of the entry above at the beginning
/// of these names; 0 if none does. In a list each has a capital, and most have a stop.
pub(crate) fn the_same(names: &str) -> usize {
    let found = Section::TheSame.entries().filter(|word| names.starts_with(*word));
    let whole = |word: &&str| !names[word.len()..].starts_with(char::is_alphanumeric);
    let found = found.filter(whole).map(str::len).max().unwrap_or(0);
    // What follows is no name that goes on: `Dies Irae`.
    let behind = names[found..].trim_start();
    let first = behind.split(' ').next().unwrap_or("");
    let joined = first.len() < behind.len() && joins(first);
    let ends = behind.is_empty() || behind.starts_with([',', '.', ':', ';', '(', '/', '[', '&']);
    if ends || joined || names[..found].ends_with('.') { found } else { 0 }
}

/// Whether a word is a suffix of a person’s name, which says whose son they are.
pub(crate) fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "Jr" | "Jr."
            | "Jun."
            | "jr."
            | "Sr"
            | "Sr."
            | "Sen."
            | "II"
            | "III"
            | "IV"
            | "V"
            | "2nd"
            | "3rd"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn may_is_a_month_and_marx_is_none() {
        for word in ["may", "sept", "dec", "hiver"] {
            assert!(is_calendar(word), "{word}");
        }
        for word in ["marx", "may-smith", "mar", "de"] {
            let month = is_calendar(word);
            assert_eq!(month, word == "mar", "{word}");
        }
    }
}
