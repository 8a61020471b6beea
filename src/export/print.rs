//! The laid-out text as lines of characters, for a pipe or a file.

use std::io::{self, Write};
use std::sync::Arc;

use crate::layout::{Sheet, clean};
use crate::text::Text;

/// Writes a text as it is laid out at `width` cells, without colour or style: the body, then the
/// notes.
///
/// # Errors
/// Passes on what `out` reports; a closed pipe is one such.
pub fn print(text: &Arc<Text>, width: usize, out: &mut impl Write) -> io::Result<()> {
    let sheet = Sheet::new(Arc::clone(text), width);
    let mut row = String::new();
    for block in 0..text.document.blocks.len() {
        for line in &sheet.block(block).lines {
            row.clear();
            let mut x = 0;
            for piece in &line.pieces {
                row.extend(std::iter::repeat_n(' ', piece.x.saturating_sub(x)));
                row.push_str(&clean(piece.words(&text.document.text)));
                x = piece.x + piece.cells;
            }
            writeln!(out, "{}", row.trim_end())?;
        }
    }
    Ok(())
}
