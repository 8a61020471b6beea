//! The laid-out text as lines of characters, for a pipe or a file.

use std::io::{self, Write};
use std::sync::Arc;

use crate::layout::{LinkRole, Part, Role, Sheet, clean};
use crate::text::Text;

/// Writes a text as it is laid out at `width` cells: the body, then the notes. Where it is `styled`,
/// what is emphasised, what is a heading and what a label are told apart as terminals tell them, by
/// attributes (ECMA-48, SGR) that end with each piece, so that a pager may begin with any line. There
/// are no colours: nobody here knows on what ground they will stand.
///
/// # Errors
/// Passes on what `out` reports; a closed pipe is one such.
pub fn print(text: &Arc<Text>, width: usize, styled: bool, out: &mut impl Write) -> io::Result<()> {
    let sheet = Sheet::new(Arc::clone(text), width);
    let mut row = String::new();
    for block in 0..text.document.blocks.len() {
        for line in &sheet.block(block).lines {
            row.clear();
            let mut x = 0;
            for piece in &line.pieces {
                row.extend(std::iter::repeat_n(' ', piece.x.saturating_sub(x)));
                let words = clean(piece.words(&text.document.text));
                match attributes(piece.role).filter(|_| styled && !words.trim().is_empty()) {
                    Some(attributes) => {
                        row.push_str(&format!("\x1b[{attributes}m{words}\x1b[m"));
                    }
                    None => row.push_str(&words),
                }
                x = piece.x + piece.cells;
            }
            writeln!(out, "{}", row.trim_end())?;
        }
    }
    Ok(())
}

/// The attributes of a role, as parameters of SGR.
fn attributes(role: Role) -> Option<String> {
    let (bold, italic, underlined) = match role.part {
        Part::Title | Part::TableHead | Part::Label => (true, false, false),
        Part::Heading(level) => (true, level > 2, level == 1),
        Part::Byline => (false, true, false),
        Part::Body | Part::Quote | Part::Code | Part::Marker | Part::Line => (false, false, false),
    };
    let style = role.style;
    let link = |of: &[LinkRole]| role.link.is_some_and(|link| of.contains(&link));
    let marks = [
        ("1", bold || style.strong || link(&[LinkRole::Note])),
        ("3", italic || style.emphasis || style.image),
        ("4", underlined || link(&[LinkRole::Address])),
        ("9", style.strike),
    ];
    let marks: Vec<&str> = marks.into_iter().filter(|(_, on)| *on).map(|(mark, _)| mark).collect();
    (!marks.is_empty()).then(|| marks.join(";"))
}
