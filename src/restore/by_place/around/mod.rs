//! What stands around the text and is none of it: running heads and folios, the numbers of lines, the
//! contents list, captions.

pub(super) mod captions;
pub(super) mod contents;
pub(super) mod furniture;
pub(super) mod line_numbers;
