//! What is known of a work besides who made it, when, and its title: the variables of CSL that
//! sources give.

/// A part of what is known of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// What it is part of: a journal, a volume of essays, a site.
    Container,
    /// The volume.
    Volume,
    /// The number of a periodical within its volume.
    Issue,
    /// The pages in its container, `3–14`.
    Pages,
    /// The edition: `2`, `rev. ed.`.
    Edition,
    /// Who published it.
    Publisher,
    /// The place it was published at.
    Place,
    /// The series it is part of.
    Series,
    /// What kind of work it calls itself: `PhD diss.`
    Genre,
    /// A number of its own: of a report, in a series.
    Number,
    /// When it first appeared.
    Original,
    /// Its DOI, without what leads to it.
    Doi,
    /// Its address on the web.
    Url,
    /// Its ISBN.
    Isbn,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Container,
        Self::Volume,
        Self::Issue,
        Self::Pages,
        Self::Edition,
        Self::Publisher,
        Self::Place,
        Self::Series,
        Self::Genre,
        Self::Number,
        Self::Original,
        Self::Doi,
        Self::Url,
        Self::Isbn,
    ];

    /// What CSL calls it (CSL 1.0.2, appendix IV).
    pub fn csl(self) -> &'static str {
        match self {
            Self::Container => "container-title",
            Self::Volume => "volume",
            Self::Issue => "issue",
            Self::Pages => "page",
            Self::Edition => "edition",
            Self::Publisher => "publisher",
            Self::Place => "publisher-place",
            Self::Series => "collection-title",
            Self::Genre => "genre",
            Self::Number => "number",
            Self::Original => "original-date",
            Self::Doi => "DOI",
            Self::Url => "URL",
            Self::Isbn => "ISBN",
        }
    }
}
