//! What may be a citation, and how sure its form is.

use crate::doc::Citation;
use crate::language::fold::Fold;
use crate::language::section::Section;
use crate::link::works::cited::Names;

/// A citation, and how sure its form is, which decides whether it is reported when its source is
/// missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub citation: Citation,
    pub form: Form,
    /// The folded words of its names, to tell places and events from authors.
    pub words: Vec<String>,
}

impl Candidate {
    /// A citation that resolved.
    pub(crate) fn found(citation: Citation) -> Self {
        Self { citation, form: Form::Doubtful, words: Vec::new() }
    }

    /// A citation by number, which its form leaves no doubt about.
    pub(crate) fn numbered(citation: Citation) -> Self {
        Self { citation, form: Form::Numbered, words: Vec::new() }
    }
}

/// The forms of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// It could be nothing else: several authors, *et al.*, a locator after the year.
    Clear,
    /// A bracket with one name and a year; `comma` between the two.
    Single { comma: bool },
    /// A narrative citation: a name, then a year in a bracket.
    Narrative,
    /// A number, in a text that cites by numbers.
    Numbered,
    /// Words around it make it doubtful: kept only where it resolved.
    Doubtful,
}

impl Form {
    /// How clear the form of a citation is, by its names and whether a locator follows its date.
    pub(crate) fn of(names: &Names, located: bool) -> Self {
        let several = names.names.last().is_some_and(|last| last.joined) || names.others;
        if several || located && is_plain(names) {
            Self::Clear
        } else if is_plain(names) {
            Self::Single { comma: names.comma }
        } else {
            Self::Doubtful
        }
    }
}

/// Whether the names are one surname, with initials or particles at most: two full words are as
/// often a place, a war or a publisher.
pub(crate) fn is_plain(names: &Names) -> bool {
    let [name] = names.names.as_slice() else { return false };
    name.words.iter().filter(|word| word.chars().count() > 1).count() == 1
}

/// The folded words of all names.
pub(crate) fn all_words(names: &Names) -> Vec<String> {
    names.names.iter().flat_map(|name| name.words.clone()).collect()
}

/// Whether words before a name speak of a letter or a talk, which no list of sources has under
/// its writer’s other works.
pub(crate) fn is_letter(lead: &str) -> bool {
    let mut words = lead.split(|c: char| !c.is_alphanumeric());
    words.any(|word| Section::Letters.has(&Fold::Word.of(word)))
}
