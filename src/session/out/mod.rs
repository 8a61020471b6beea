//! What leaves the program: printed text, written files, addresses for a browser.

pub(super) mod browse;
pub(super) mod copy;
pub(super) mod editor;
pub(super) mod look_up;
pub(super) mod output;
pub(super) mod said;
pub(super) mod written;
