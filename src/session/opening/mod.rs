//! Opening: what a reader names → bytes → a text, or the reason there is none.

pub(super) mod asked;
mod bibliographies;
pub(super) mod book;
pub(super) mod error;
pub(super) mod folder;
pub(super) mod named;
pub(super) mod open;
pub(super) mod reading;
pub(super) mod seen;
pub(super) mod source;
pub(super) mod whole;
