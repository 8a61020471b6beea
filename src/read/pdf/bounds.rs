//! How much of a PDF is read: what goes beyond was not made for reading.

/// The most letters of a page: a page of a newspaper has fifty thousand.
pub(super) const GLYPHS: usize = 200_000;

/// The most forms a page draws, those in others among them.
pub(super) const FORMS: usize = 2_000;

/// How deep forms are drawn in each other, and states kept upon each other.
pub(super) const DEEP: usize = 32;

/// The most letters of all pages: ten times those of the Bible.
pub(super) const LETTERS: usize = 40_000_000;
