//! Who had a part in a work: names told apart in their parts, as sources give them.

use std::borrow::Cow;

/// A person, or a body of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// What stands before the surname and is not sorted by everywhere: `von`, `de la`.
    pub particle: String,
    /// The surname; or all of the name of a body, and of one that cannot be told apart.
    pub family: String,
    /// The given names, or their initials.
    pub given: String,
    /// `Jr.`, `III`.
    pub suffix: String,
    /// The name as the text prints it, `N. Negri`; empty where it comes from a bibliography file.
    pub printed: String,
}

/// The people under a role, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct People {
    /// Those who are named.
    pub names: Vec<Name>,
    /// Whether there are others, whom the source does not name (*et al.*).
    pub others: bool,
}

impl People {
    /// Whether nobody is named.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

impl Name {
    /// The surname with its particle: `von Doe`.
    pub fn surname(&self) -> Cow<'_, str> {
        if self.particle.is_empty() {
            return Cow::Borrowed(&self.family);
        }
        Cow::Owned(format!("{} {}", self.particle, self.family))
    }

    /// `Family, Given, Jr.`, as lists sort by.
    pub fn inverted(&self) -> String {
        joined([&self.surname(), &self.given, &self.suffix], ", ")
    }

    /// `Given Family Jr.`
    pub fn spoken(&self) -> String {
        joined([&self.given, &self.surname(), &self.suffix], " ")
    }

    /// The name as the text prints it, or with the surname first where no text does.
    pub fn shown(&self) -> Cow<'_, str> {
        match self.printed.is_empty() {
            true => Cow::Owned(self.inverted()),
            false => Cow::Borrowed(&self.printed),
        }
    }

    /// Whether it is one whole: the name of a body, or one that cannot be told apart.
    pub fn is_whole(&self) -> bool {
        self.given.is_empty() && self.suffix.is_empty()
    }
}

fn joined(parts: [&str; 3], glue: &str) -> String {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(glue)
}
