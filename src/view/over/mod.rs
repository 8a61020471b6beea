//! What is drawn over the page: boxes, labels on links and sentences, marks, hits and chosen words.

pub(super) mod boxed;
pub(super) mod labels;
pub(super) mod peek;
pub(super) mod words;
