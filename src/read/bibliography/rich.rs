//! Words of an entry with what is marked in them, in one string: signs no text holds (Unicode's
//! noncharacters) stand where a mark begins and ends, until the entry is a line.

use std::borrow::Cow;

use crate::doc::{MarkKind, Span};

/// What a value may mark in its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Superscript,
    Subscript,
}

const STYLES: [Style; 4] = [Style::Emphasis, Style::Strong, Style::Superscript, Style::Subscript];
const FIRST: u32 = 0xFDD0;

impl Style {
    /// The signs that stand before and after the words it marks.
    pub(super) fn signs(self) -> (char, char) {
        let at = FIRST + 2 * self as u32;
        let sign = |code| char::from_u32(code).unwrap_or(' ');
        (sign(at), sign(at + 1))
    }

    /// The style a sign belongs to, and whether it begins there.
    fn of(sign: char) -> Option<(Self, bool)> {
        let at = (sign as u32).checked_sub(FIRST)?;
        Some((*STYLES.get(at as usize / 2)?, at % 2 == 0))
    }

    fn mark(self) -> MarkKind {
        match self {
            Self::Emphasis => MarkKind::Emphasis,
            Self::Strong => MarkKind::Strong,
            Self::Superscript => MarkKind::Superscript,
            Self::Subscript => MarkKind::Subscript,
        }
    }
}

/// Whether a character is one of the signs.
pub(super) fn is_sign(c: char) -> bool {
    Style::of(c).is_some()
}

/// Words without the signs.
pub(super) fn plain(words: &str) -> Cow<'_, str> {
    // In UTF-8 the signs begin with one byte that few other characters have.
    if !words.bytes().any(|byte| byte == 0xEF) || !words.contains(is_sign) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.replace(is_sign, ""))
}

/// Takes the signs out of words and gives the marks they made, after those that were there, whose
/// places move with the words.
pub(super) fn settle(words: &mut String, marks: &mut Vec<(Span, MarkKind)>) {
    if !words.contains(is_sign) {
        return;
    }
    let mut plain = String::with_capacity(words.len());
    let mut open: Vec<(Style, usize)> = Vec::new();
    let mut made = Vec::new();
    // Where each sign stood, and how many bytes of signs stood before.
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for (at, c) in words.char_indices() {
        let Some((style, begins)) = Style::of(c) else {
            plain.push(c);
            continue;
        };
        gone.push((at, at - plain.len()));
        if begins {
            open.push((style, plain.len()));
        } else if let Some(from) = open.iter().rposition(|&(own, _)| own == style) {
            let (_, start) = open.remove(from);
            if start < plain.len() {
                made.push((Span::new(start, plain.len()), style.mark()));
            }
        }
    }
    let moved = |place: usize| {
        let before = gone.partition_point(|&(at, _)| at < place);
        let bytes = before.checked_sub(1).map_or(0, |last| gone[last].1 + 3);
        place - bytes.min(place)
    };
    for (span, _) in marks.iter_mut() {
        *span = Span::new(moved(span.start), moved(span.end));
    }
    marks.append(&mut made);
    *words = plain;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_marks() {
        let (on, off) = Style::Emphasis.signs();
        let (up, down) = Style::Superscript.signs();
        let mut words = format!("The {on}Mill{off} of the 9{up}th{down} day.");
        let title = Span::new(0, words.len() - 1);
        let mut marks = vec![(title, MarkKind::Strong)];
        assert_eq!(plain(&words), "The Mill of the 9th day.");
        settle(&mut words, &mut marks);
        assert_eq!(words, "The Mill of the 9th day.");
        let shown: Vec<_> = marks.iter().map(|(s, k)| (&words[s.start..s.end], k)).collect();
        let expected = [
            ("The Mill of the 9th day", &MarkKind::Strong),
            ("Mill", &MarkKind::Emphasis),
            ("th", &MarkKind::Superscript),
        ];
        assert_eq!(shown, expected);
    }
}
