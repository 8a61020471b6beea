//! What is said about a text beside the text: its metadata, what is wrong with it, what was
//! repaired in it.

use super::span::Place;

/// What is known of a text as a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its title.
    pub title: Option<String>,
    /// Its authors, as printed.
    pub authors: Vec<String>,
    /// When it was published, as printed.
    pub date: Option<String>,
    /// Its language, as a BCP 47 tag if the source has one.
    pub language: Option<String>,
    /// All else the source says of itself, in its order: `publisher`, `rights`, `bibliography`…
    pub more: Vec<(String, String)>,
}

impl Metadata {
    /// What names the work: its DOI, ISBN and ISSN as `doi:10.1234/x`, and what else the source calls an
    /// identifier (`dc:identifier`) as it stands.
    pub fn identifiers(&self) -> impl Iterator<Item = String> {
        self.more.iter().filter_map(|(key, value)| {
            let key = key.to_lowercase();
            let mut parts = key.split(|c: char| !c.is_alphanumeric());
            let named = |part: &&str| ["doi", "isbn", "issn", "identifier"].contains(part);
            match parts.find(named)? {
                "identifier" => Some(value.clone()),
                // Some sources say twice what it is.
                name if value.to_lowercase().starts_with(&format!("{name}:")) => {
                    Some(value.clone())
                }
                name => Some(format!("{name}:{value}")),
            }
        })
    }
}

/// Something about a text that its editor would want to know. Reading goes on regardless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub kind: Problem,
    /// Where it shows.
    pub place: Place,
    /// A sentence.
    pub what: String,
}

/// The kinds of diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Problem {
    /// A reference to a note that is not there.
    ReferenceWithoutNote,
    /// A note nothing refers to.
    NoteWithoutReference,
    /// A second note under a label already taken.
    DuplicateNote,
    /// Numbers of notes that go back or leave one out.
    NoteOrder,
    /// A citation whose source the bibliography lacks.
    CitationWithoutReference,
    /// A citation that may mean several sources.
    AmbiguousCitation,
    /// An entry of the bibliography that nothing cites.
    ReferenceWithoutCitation,
    /// A link to a place of the text that is not there.
    LinkWithoutTarget,
    /// Bytes that are not text in the encoding of the rest.
    Encoding,
    /// The text is not UTF-8, and what it is was guessed.
    OtherEncoding,
    /// A part of the source that could not be read as what it claims to be.
    Malformed,
    /// Pages whose order the text does not decide.
    PageOrder,
    /// Signs of print that prove nothing, so that the text was left as it stands.
    Print,
    /// A format that is shown as plain text and could be read better.
    Format,
}

impl Problem {
    /// Its name in exports and in `ibid check`: lower case with hyphens.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReferenceWithoutNote => "reference-without-note",
            Self::NoteWithoutReference => "note-without-reference",
            Self::DuplicateNote => "duplicate-note",
            Self::NoteOrder => "note-order",
            Self::CitationWithoutReference => "citation-without-reference",
            Self::AmbiguousCitation => "ambiguous-citation",
            Self::ReferenceWithoutCitation => "reference-without-citation",
            Self::LinkWithoutTarget => "link-without-target",
            Self::Encoding => "encoding",
            Self::OtherEncoding => "other-encoding",
            Self::Malformed => "malformed",
            Self::PageOrder => "page-order",
            Self::Print => "print",
            Self::Format => "format",
        }
    }
}

impl Problem {
    /// What a reader is told it is, in a few words.
    pub fn said(self) -> &'static str {
        match self {
            Self::ReferenceWithoutNote => "note missing",
            Self::NoteWithoutReference => "note not referred to",
            Self::DuplicateNote => "two notes, one label",
            Self::NoteOrder => "note out of order",
            Self::CitationWithoutReference => "source not listed",
            Self::AmbiguousCitation => "several sources fit",
            Self::ReferenceWithoutCitation => "source not cited",
            Self::LinkWithoutTarget => "link leads nowhere",
            Self::Encoding => "damaged letters",
            Self::OtherEncoding => "encoding guessed",
            Self::Malformed => "damaged part",
            Self::PageOrder => "page order unsure",
            Self::Print => "perhaps printed",
            Self::Format => "another format",
        }
    }
}

/// Something that was put right in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What sort of repair.
    pub kind: RepairKind,
    /// Where it shows in the text as it now is.
    pub place: Place,
    /// A sentence that says what was done, and gives in full whatever left the body.
    pub what: String,
}

/// The kinds of repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RepairKind {
    /// A page was put in its place.
    PageOrder,
    /// A paragraph or note cut by the end of a page was joined.
    Seam,
    /// A note was gathered from the foot of its page.
    Note,
    /// A running head, a page number, a contents page left the body.
    Furniture,
}

impl RepairKind {
    /// All of them, in the order in which a reader is told of them.
    pub const ALL: [Self; 4] = [Self::PageOrder, Self::Seam, Self::Note, Self::Furniture];

    /// What a reader is told it is, in a few words.
    pub fn said(self) -> &'static str {
        match self {
            Self::PageOrder => "page put in order",
            Self::Seam => "join",
            Self::Note => "note gathered",
            Self::Furniture => "set aside",
        }
    }

    /// So many of them, as a reader is told: `18 joins over page ends`.
    pub fn counted(self, count: usize) -> String {
        let (one, many) = match self {
            Self::PageOrder => ("page put in order", "pages put in order"),
            Self::Seam => ("join over a page end", "joins over page ends"),
            Self::Note => ("note gathered", "notes gathered"),
            Self::Furniture => (
                "running head or page number set aside",
                "running heads and page numbers set aside",
            ),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// Its name in exports: lower case with hyphens.
    pub fn name(self) -> &'static str {
        match self {
            Self::PageOrder => "page-order",
            Self::Seam => "seam",
            Self::Note => "note",
            Self::Furniture => "furniture",
        }
    }
}
