//! How a text cites, where that has to be known before a citation is believed. Each style learns its
//! own when it is recognised.

/// The habits of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habits {
    /// In which forms it cites by number.
    pub numbers: Numbers,
    /// Whether it cites by author and page.
    pub pages: bool,
}

/// The forms of numbers that name sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Numbers {
    /// `[12]`.
    pub square: bool,
    /// `(12)`.
    pub round: bool,
    /// `¹²`.
    pub raised: bool,
}
