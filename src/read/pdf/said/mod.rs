//! What the file itself says: title and authors, the labels of its pages, links, tags.

pub(super) mod about;
pub(super) mod anchors;
pub(super) mod authors;
pub(super) mod labels;
pub(super) mod links;
pub(super) mod strings;
pub(super) mod tags;
pub(super) mod trees;
