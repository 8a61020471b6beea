//! What a citation says of its authors, before it is known which source it means.

use crate::doc::{Place, ReferenceId};

/// The names of a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub names: Vec<CitedName>,
    /// Whether *et al.* follows the last.
    pub others: bool,
    /// Whether nothing else stood before the date.
    pub clean: bool,
    /// Whether a comma stands before the date.
    pub comma: bool,
    /// Whether the last name is a possessive: *Kropotkin’s*.
    pub possessive: bool,
    /// Whether an article leads up to them, so that a common noun comes first: *die Kritik Webers*.
    pub led: bool,
    /// A title in quotation marks that stands in their place.
    pub title: Option<String>,
    /// The sources that go by the words before the date as one name, and where that begins.
    pub whole: Vec<ReferenceId>,
    pub whole_start: Place,
    /// Where they begin and end.
    pub start: Place,
    pub end: Place,
}

/// One name of a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CitedName {
    pub start: Place,
    /// As printed.
    pub printed: String,
    /// Its folded words, less particles.
    pub words: Vec<String>,
    /// Whether *and* joins it to the name before, rather than a comma.
    pub joined: bool,
}

impl CitedName {
    /// Adds the initials that stand after a surname and a comma.
    pub(crate) fn add_given(&mut self, initials: Vec<String>, printed: &str) {
        self.words.extend(initials);
        self.printed = format!("{} {printed}", self.printed);
    }
}
