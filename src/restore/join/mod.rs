//! The text as its author wrote it, joined from its pieces in their order.

mod about;
pub(crate) mod hyphen;
pub(crate) mod lost_hyphen;
pub(crate) mod note_link;
pub(crate) mod rebuild;
mod report;
pub(crate) mod seam;
