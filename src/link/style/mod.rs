//! The styles of citing, one file each: how a text of that style names its sources, and where its
//! citations are found.
//!
//! Where a style goes: a file here, whose `STYLE` says what it is called, how a text shows that it cites
//! so, and in which places it looks ([`Finds`](crate::link::citation::style::Finds)), and a row of
//! [`STYLES`].

mod author_date;
mod by_page;
mod joined;
mod keyed;
mod labelled;
mod legal;
mod linked;
mod narrative;
mod numbered;
mod numbers;
mod raised;
mod repeated;
mod supra;
mod title_year;
mod titles;

use crate::link::citation::style::Style;

/// The styles. Where two find a citation in one place, the earlier has it.
pub(crate) const STYLES: &[Style] = &[
    legal::STYLE,
    supra::STYLE,
    labelled::STYLE,
    numbered::STYLE,
    raised::STYLE,
    title_year::STYLE,
    joined::STYLE,
    repeated::STYLE,
    narrative::STYLE,
    author_date::STYLE,
    by_page::STYLE,
    titles::STYLE,
    by_page::AUTHOR_ALONE,
    linked::STYLE,
    keyed::STYLE,
];
