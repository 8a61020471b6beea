//! Opening: what a reader names → bytes → a text, or the reason there is none.

pub(super) mod book;
pub(super) mod folder;
pub(super) mod named;
pub(super) mod open;
pub(super) mod source;
