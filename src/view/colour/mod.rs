//! Colour: the palettes of the themes, and what each role of the screen looks like in one.

#[cfg(test)]
mod contrast;
pub(super) mod palette;
pub(super) mod theme;
