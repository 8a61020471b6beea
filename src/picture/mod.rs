//! Pictures: the bytes of an image → what it says of itself, its pixels, and these as a terminal shows
//! them.
//!
//! A text is untrusted, and so are its images: what a header says is looked at before any decoder is
//! asked. Nothing here knows a file, a screen or a terminal.

mod header;

pub use header::{Format, Header, header};
