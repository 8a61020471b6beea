//! What a page draws: its content stream run for letters and rules, each at its place.

pub(super) mod accent;
pub(super) mod font;
pub(super) mod glyph;
pub(super) mod interpret;
pub(super) mod marked;
pub(super) mod matrix;
pub(super) mod path;
pub(super) mod tex;
pub(super) mod tokens;
