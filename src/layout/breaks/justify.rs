//! Justifying: a line is stretched to its room, a cell or more at blanks.
//!
//! The blanks that are wider then are shown instead of those of the text, whose places they keep:
//! what is searched for, chosen or clicked knows no difference.

use unicode_width::UnicodeWidthChar;

use crate::doc::Span;
use crate::layout::line::{Line, Piece};
use crate::layout::width::{cells, is_plain};

/// By how many cells blanks are stretched at most. A line with wider holes is better left ragged:
/// the eye falls through (Bringhurst, 2.1.3).
const WIDEST: usize = 2;

/// Whether words may be justified: where each character takes one cell, and they run from left to
/// right. Ideographs are set without blanks; and of marks, of emoji and of words from right to left
/// terminals think too differently for an edge to be straight.
pub(in crate::layout) fn can_be_justified(words: &str) -> bool {
    is_plain(words) || words.chars().all(is_even)
}

fn is_even(c: char) -> bool {
    match c {
        '\n' | '\r' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => true,
        // Hebrew, Arabic and their neighbours (UAX #9, R and AL).
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{feff}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}' => false,
        c => c.width() == Some(1),
    }
}

/// Stretches a line so that it ends in cell `room`. Lines that are `turned` by turns have
/// their wider blanks in other places, so that no river runs down the page.
pub(in crate::layout) fn justify(line: &mut Line, text: &str, room: usize, turned: bool) {
    let gaps = gaps(line, text);
    let short = room.saturating_sub(line.cells());
    if short == 0 || gaps.is_empty() || short > gaps.len() * WIDEST {
        return;
    }
    // How many cells the first so many blanks get together. What is left over after the division
    // goes to every so manieth, from a quarter of the way, or by turns from three quarters.
    let begin = if turned { gaps.len() * 3 / 4 } else { gaps.len() / 4 };
    let share = |count: usize| (short * count + begin) / gaps.len();
    let mut pieces = Vec::with_capacity(line.pieces.len() + 2 * gaps.len());
    let mut done = 0;
    for (at, piece) in std::mem::take(&mut line.pieces).into_iter().enumerate() {
        let mut rest = Piece { x: piece.x + share(done), ..piece };
        while let Some(gap) = gaps.get(done).filter(|gap| gap.piece == at) {
            let more = share(done + 1) - share(done);
            done += 1;
            if more > 0 {
                rest = part(&mut pieces, text, rest, gap.span, more);
            }
        }
        if rest.made.is_some() || !rest.span.is_empty() {
            pieces.push(rest);
        }
    }
    line.pieces = pieces;
}

/// Where a line can be stretched: the blanks at `span` in one of its pieces.
struct Gap {
    piece: usize,
    span: Span,
}

/// The blanks between the words of a line. Those of code are part of it, and stay as they are; so does
/// that after a bullet or a number that was typed, so that the words of items stand below each other.
fn gaps(line: &Line, text: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut begun = false;
    for (at, piece) in line.pieces.iter().enumerate() {
        if piece.made.is_some() || piece.role.style.code {
            begun = true;
            continue;
        }
        let words = piece.span.of(text).as_bytes();
        let mut byte = 0;
        while byte < words.len() {
            let from = byte;
            while words.get(byte) == Some(&b' ') {
                byte += 1;
            }
            let marks = || gaps.is_empty() && is_marker(&piece.span.of(text)[..from]);
            if byte > from && begun && !marks() {
                let start = piece.span.start;
                gaps.push(Gap { piece: at, span: Span::new(start + from, start + byte) });
            }
            begun |= byte == from;
            byte = byte.max(from + 1);
        }
    }
    gaps
}

/// Whether the first word of a line marks an item: `•`, `–`, `3.`, `(12)`.
fn is_marker(word: &str) -> bool {
    let word = word.trim_start();
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let numbers = bare.chars().all(|c| c.is_ascii_digit()) && word.ends_with(['.', ')']);
    !word.is_empty() && (bare.is_empty() || numbers && bare.len() <= 3)
}

/// Parts a piece of `text` at blanks that become so many cells wider, and gives what follows them.
fn part(pieces: &mut Vec<Piece>, text: &str, piece: Piece, blanks: Span, more: usize) -> Piece {
    let word = Span::new(piece.span.start, blanks.start);
    let width = cells(word.of(text));
    let before = Piece { cells: width, span: word, ..piece.clone() };
    let wider = " ".repeat(blanks.len() + more);
    let x = before.x + width;
    let gap =
        Piece { x, cells: wider.len(), span: blanks, made: Some(wider.into()), ..piece.clone() };
    let rest = Piece {
        x: x + gap.cells,
        cells: piece.cells - width - blanks.len(),
        span: Span::new(blanks.end, piece.span.end),
        ..piece
    };
    if !word.is_empty() {
        pieces.push(before);
    }
    pieces.push(gap);
    rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::role::Role;

    fn set(words: &str, room: usize, turned: bool) -> String {
        let span = Span::new(0, words.len());
        let mut line = Line { span, ..Line::default() };
        line.pieces.push(Piece {
            x: 0,
            cells: cells(words),
            span,
            made: None,
            role: Role::default(),
            link: None,
        });
        justify(&mut line, words, room, turned);
        let mut x = 0;
        for piece in &line.pieces {
            assert_eq!((piece.x, piece.cells), (x, cells(piece.words(words))));
            x += piece.cells;
        }
        let spans: String = line.pieces.iter().map(|piece| piece.span.of(words)).collect();
        assert_eq!(spans, words);
        line.pieces.iter().map(|piece| piece.words(words)).collect()
    }

    #[test]
    fn what_a_line_is_short_of_goes_between_its_words() {
        let cases = [
            ("a b c", 5, "a b c"),
            ("a b c", 6, "a b  c"),
            ("a b c", 7, "a  b  c"),
            ("a b c", 9, "a   b   c"),
            // Holes are worse than an edge that is not straight.
            ("a b c", 10, "a b c"),
            ("abc", 5, "abc"),
            ("  a  b c", 10, "  a   b  c"),
            // Words of items stand below each other.
            ("• b c d", 9, "• b  c  d"),
            ("12. b c", 8, "12. b  c"),
            ("(3) b c", 8, "(3) b  c"),
            ("1903. b", 8, "1903.  b"),
            ("no\u{a0}break here", 14, "no\u{a0}break  here"),
        ];
        for (words, room, expected) in cases {
            assert_eq!(set(words, room, false), expected);
        }
        assert_eq!(set("a b c", 6, true), "a  b c");
    }

    #[test]
    fn what_has_no_even_cells_stays_ragged() {
        for words in ["漢字 かな", "e\u{301}tude", "שלום", "العربية", "👍 yes"] {
            assert!(!can_be_justified(words), "{words}");
        }
        assert!(can_be_justified("“naïve” — œuvre soft\u{ad}ly Ἰλιάς, слово"));
    }
}
