//! The text itself: headings, what goes on from line to line, the blocks in the order they are read, and
//! how they are written.

pub(super) mod flow;
pub(super) mod headings;
pub(super) mod programs;
pub(super) mod seams;
pub(super) mod series;
pub(super) mod write;
