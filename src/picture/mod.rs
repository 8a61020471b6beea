//! Pictures: the bytes of an image → what it says of itself, its pixels, and these as a terminal shows
//! them.
//!
//! A text is untrusted, and so are its images: what a header says is looked at before any decoder is
//! asked, and nothing of their bytes goes further. What is shown, handed over or written out was decoded
//! here and encoded again. Nothing here knows a file, a screen or a terminal.

mod colour;
mod decode;
mod encode;
mod header;
mod means;
mod protocol;
mod scale;

pub use colour::nearest;
pub use decode::{Fault, MOST_BYTES, MOST_PIXELS, Picture, decode};
pub use encode::{base64, from_base64, png};
pub use header::{Format, Header, header};
pub use means::{CELL, Fitted, Means, Protocol};
pub use protocol::{shown, taken_away};
pub use scale::fitting;
