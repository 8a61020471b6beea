//! Notes whose labels OCR destroyed: the small raised figures are what it reads worst.
//!
//! An OCR layer raises nothing, so that a text with a raised mark is none. Small type below a gap at the
//! end of a column is a foot then, if it begins as such a figure is misread: with a sign or a figure that
//! clings to the first word (`'She`, `2]t`, `*In`). Whose they are is not guessed: the notes are gathered,
//! counted as they stand, and left without a marker.

use crate::doc::{MarkKind, Place};
use crate::language::prose::sentence::{End, end};
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::feet::{Note, columns};

/// Gathers the notes of a text in which nothing is raised.
pub(in crate::restore::by_place) fn find(stand: &Stand<'_, '_>, parts: &mut [Part]) -> Vec<Note> {
    let marks = &stand.text.document.marks;
    if marks.iter().any(|mark| mark.kind == MarkKind::Superscript) {
        return Vec::new();
    }
    let mut notes: Vec<Note> = Vec::new();
    for column in columns(stand, parts) {
        let small = column.iter().rev().take_while(|&&at| stand.is_small(at)).count();
        let begin = column.len() - small;
        if small == 0 || begin == 0 || !stand.gap(column[begin - 1], column[begin], 135) {
            continue;
        }
        let foot = &column[begin..];
        if misread(stand.words(foot[0])).is_none() {
            continue;
        }
        for (index, &at) in foot.iter().enumerate() {
            parts[at] = Part::Note;
            let line = stand.text.lines[at].span;
            let fresh = index == 0 || end(stand.words(foot[index - 1])) == End::Stop;
            let label = misread(stand.words(at)).filter(|_| fresh);
            match (label, notes.last_mut()) {
                (None, Some(note)) => note.lines.push((at, line.start, line.end)),
                (label, last) => {
                    let before = last.and_then(|note| note.label.parse().ok()).unwrap_or(0);
                    let (number, length) = label.unwrap_or((None, 0));
                    let label = number.filter(|&number| number > before).unwrap_or(before + 1);
                    let begin: Place = line.start + length;
                    notes.push(Note {
                        label: label.to_string(),
                        lines: vec![(at, begin, line.end)],
                        listed: false,
                        beside: None,
                    });
                }
            }
        }
    }
    notes
}

/// What a line begins with where a raised figure was misread: its number, if it is one, and its length
/// in bytes.
fn misread(words: &str) -> Option<(Option<u32>, usize)> {
    const LONGEST: usize = 3;
    let sign = |c: char| !c.is_alphabetic() && !c.is_whitespace() && !matches!(c, '©' | '•' | '(');
    // A figure in brackets is the label of a source.
    let cited = words.starts_with('[') && words[1..].starts_with(|c: char| c.is_ascii_digit());
    let length = words.find(|c: char| !sign(c)).filter(|_| !cited)?;
    let figures = words[..length].find(|c: char| !c.is_ascii_digit()).unwrap_or(length);
    let clings = words[length..].starts_with(char::is_alphabetic) || (1..length).contains(&figures);
    let few = (1..=LONGEST).contains(&words[..length].chars().count());
    // What follows the figures may be the first letter of the note, misread.
    let end = if figures > 0 { figures } else { length };
    (clings && few).then(|| (words[..figures].parse().ok(), end))
}

#[cfg(test)]
mod tests {
    use super::misread;

    #[test]
    fn a_misread_label_clings_to_its_note() {
        assert_eq!(misread("'She was free."), Some((None, 1)));
        assert_eq!(misread("2] had changed"), Some((Some(2), 1)));
        assert_eq!(misread("*In the year"), Some((None, 1)));
        for words in ["She was free.", "© 2001 The Press", "12 of them", "— and so on", ""] {
            assert_eq!(misread(words), None, "{words}");
        }
    }
}
