//! Finding citations, whatever the style: what a style gets to look at, what it gives, and how a
//! text is read for it.
//!
//! Text is read once, from place to place where a citation could be: a bracket, a number, a word
//! such as *ibid.* Years are everywhere in books, and most are no citation. So a bracket is one only
//! if its words resolve, or if its form leaves no doubt; and what resolves without a bracket must do so
//! exactly.
//!
//! | | |
//! |---|---|
//! | [`style`] | what a style of citing is: a row of the table of styles |
//! | [`scan`], [`bracket`] | what it looks at: a passage, a bracket, a part of one |
//! | [`names`], [`locator`] | what most of them read: names before a date, pages after it |
//! | [`memory`], [`habits`] | what the text has cited so far, and how it cites |
//! | [`candidate`], [`missing`] | what they give, and which of it is kept |
//! | [`reading`] | the order in which a text is read |

pub(crate) mod bracket;
pub(crate) mod candidate;
pub(crate) mod habits;
pub(crate) mod locator;
pub(crate) mod memory;
pub(crate) mod missing;
pub(crate) mod names;
pub(crate) mod reading;
pub(crate) mod scan;
pub(crate) mod style;
