//! The images of a text: where their bytes are, looking at one, and those of a page for browsers.

pub(super) mod embed;
pub(super) mod images;
pub(super) mod look;
