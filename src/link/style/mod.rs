//! The styles of citing, one file each: how a text of that style names its sources, and what is to be
//! found there.

mod bracket;
pub(crate) mod by_page;
pub(crate) mod keyed;
pub(crate) mod linked;
pub(crate) mod numbered;
pub(crate) mod repeated;
mod title_year;
pub(crate) mod titles;
