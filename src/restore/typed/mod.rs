//! Texts that nobody printed: their notes and their headings.

pub(crate) mod headings;
pub(crate) mod notes;
