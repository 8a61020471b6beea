//! Line breaks: which words of a paragraph share a line, which are broken, and how a line is stretched.

pub(super) mod fill;
pub(super) mod hyphen;
pub(super) mod justify;
pub(super) mod room;
pub(super) mod weigh;
