//! Note labels: what may stand as a note marker, and which label comes after which where notes are
//! counted.
//!
//! A label is read here without the brackets around it. What is around it, and how much it takes to
//! believe that it is one, the rooms say that ask: a link says of itself that it leads to a note, a
//! figure in a scan does not.

use super::numeral::{enclosed, figure, han, is_raised, lowered, roman};

/// What a note marker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoteLabel {
    /// `12`, in the figures of any script, raised or on the line.
    Number(u32),
    /// A number with one more sign: `12a`, `n12`, `3.12`, `12*`.
    Marked,
    /// A number in a circle or in brackets of its own: `①`.
    Enclosed(u32),
    /// `十二`.
    Chinese(u32),
    /// One letter.
    Letter(char),
    /// `iv`. Of one sign alone, which is a [`Self::Letter`], only its neighbours can tell.
    Roman(u32),
    /// A sign, and how often it stands there: `*`, `††`.
    Sign(char, usize),
}

/// The signs of notes in the order of printers, who double them after the last (Chicago 14.25).
const ORDER: [char; 6] = ['*', '†', '‡', '§', '‖', '¶'];

/// Whether a character is a sign that printers use for notes.
pub(crate) fn is_printers_sign(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '‖' | '¶' | '∗' | '＊')
}

/// Whether a character is a sign for notes, those that typists take among them. In print such are
/// degrees, sums and music, so that only what is marked up as a note is believed to have them.
pub(crate) fn is_sign(c: char) -> bool {
    is_printers_sign(c) || matches!(c, '#' | '⁂' | '+' | '°' | '※')
}

/// An asterisk, whatever its kind.
fn one_asterisk(c: char) -> char {
    if matches!(c, '∗' | '＊') { '*' } else { c }
}

/// Whether a character is a letter that may label something. Accents that stand alone count as letters
/// in Unicode (`ˆ`, `ˇ`: modifier letters), and stand alone in formulas.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '\u{2b9}'..='\u{2df}')
}

impl NoteLabel {
    /// Reads a label of which the brackets and the stop are gone.
    pub(crate) fn of(words: &str) -> Option<Self> {
        let mut chars = words.chars();
        let first = chars.next()?;
        let alone = chars.next().is_none();
        if alone && let Some(number) = enclosed(first) {
            return Some(Self::Enclosed(number));
        }
        if words.chars().all(is_sign) {
            return Some(Self::Sign(one_asterisk(first), words.chars().count()));
        }
        if let Some(number) = number(words) {
            return Some(number);
        }
        // `一` alone is a letter like any other.
        if alone {
            return is_letter(first).then_some(Self::Letter(first));
        }
        han(words).map(Self::Chinese).or_else(|| roman(words).map(Self::Roman))
    }

    /// What it counts, if it is a number of some kind.
    fn value(self) -> Option<u32> {
        match self {
            Self::Number(value) | Self::Enclosed(value) | Self::Chinese(value) => Some(value),
            Self::Marked | Self::Letter(_) | Self::Roman(_) | Self::Sign(..) => None,
        }
    }

    /// What it counts as a Roman number.
    fn roman(self) -> Option<u32> {
        match self {
            Self::Roman(value) => Some(value),
            Self::Letter(letter) => roman(letter.encode_utf8(&mut [0; 4])),
            _ => None,
        }
    }

    /// Whether it comes right after `before` where notes are counted: `2` after `1`, `b` after `a`, `ii`
    /// after `i`, `†` and `**` after `*`.
    pub(crate) fn follows(self, before: Self) -> bool {
        let counts = |one: Option<u32>, other: Option<u32>| {
            one.zip(other).is_some_and(|(one, other)| one + 1 == other)
        };
        match (before, self) {
            (Self::Letter(one), Self::Letter(other)) if one as u32 + 1 == other as u32 => true,
            (Self::Sign(one, times), Self::Sign(other, again)) => {
                let place = |sign: char| ORDER.iter().position(|&known| known == sign);
                let next = counts_on(place(one), place(other)) && times == again;
                let doubled = place(other) == Some(0) && place(one) == Some(ORDER.len() - 1);
                next || (one == other || doubled) && times + 1 == again
            }
            _ => counts(before.value(), self.value()) || counts(before.roman(), self.roman()),
        }
    }
}

fn counts_on(one: Option<usize>, other: Option<usize>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one + 1 == other)
}

/// A number in figures, perhaps with one sign more: no text has more than 9999 notes in a row.
fn number(words: &str) -> Option<NoteLabel> {
    const LONGEST: usize = 4;
    let (mut value, mut figures, mut others) = (0, 0, 0);
    for c in words.chars() {
        match figure(if is_raised(c) { lowered(c) } else { c }) {
            Some(figure) if figures < LONGEST => {
                value = 10 * value + figure;
                figures += 1;
            }
            None if others == 0
                && (c.is_ascii_alphabetic() || matches!(c, '.' | '-' | '*' | '＊' | '※')) =>
            {
                others = 1;
            }
            _ => return None,
        }
    }
    match (figures, others) {
        (0, _) => None,
        (_, 0) => Some(NoteLabel::Number(value)),
        _ => Some(NoteLabel::Marked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_kind() {
        use NoteLabel::{Chinese, Enclosed, Letter, Marked, Number, Roman, Sign};
        let cases = [
            ("12", Some(Number(12))),
            ("¹²", Some(Number(12))),
            ("١٢", Some(Number(12))),
            ("12a", Some(Marked)),
            ("3.12", Some(Marked)),
            ("③", Some(Enclosed(3))),
            ("十二", Some(Chinese(12))),
            ("二", Some(Letter('二'))),
            ("a", Some(Letter('a'))),
            ("v", Some(Letter('v'))),
            ("iv", Some(Roman(4))),
            ("**", Some(Sign('*', 2))),
            ("∗", Some(Sign('*', 1))),
            ("#", Some(Sign('#', 1))),
            ("civil", None),
            ("12345", None),
            ("12ab", None),
            ("see", None),
            ("", None),
        ];
        for (words, expected) in cases {
            assert_eq!(NoteLabel::of(words), expected, "{words}");
        }
    }

    #[test]
    fn one_label_comes_after_another() {
        let cases = [
            ("1", "2", true),
            ("9", "10", true),
            ("2", "1", false),
            ("1", "3", false),
            ("①", "②", true),
            ("a", "b", true),
            ("i", "ii", true),
            ("iv", "v", true),
            ("h", "i", true),
            ("*", "†", true),
            ("*", "**", true),
            ("¶", "**", true),
            ("††", "‡‡", true),
            ("†", "*", false),
            ("*", "2", false),
        ];
        for (one, other, expected) in cases {
            let (one, other) = (NoteLabel::of(one).unwrap(), NoteLabel::of(other).unwrap());
            assert_eq!(other.follows(one), expected, "{one:?} {other:?}");
        }
    }
}
