//! Accents that are set over their letters as signs of their own, as TeX does where its fonts lack the
//! letter with its accent.

use unicode_normalization::char::compose;

use crate::read::pdf::drawn::glyph::Glyph;

/// Accents by themselves, and what sets each on a letter. `^`, `~` and the like are signs of
/// their own: addresses have them.
const ACCENTS: [(char, char); 16] = [
    ('`', '\u{300}'),
    ('\u{b4}', '\u{301}'),
    ('ˆ', '\u{302}'),
    ('˜', '\u{303}'),
    ('¯', '\u{304}'),
    ('ˉ', '\u{304}'),
    ('˘', '\u{306}'),
    ('˙', '\u{307}'),
    ('¨', '\u{308}'),
    ('˚', '\u{30a}'),
    ('˝', '\u{30b}'),
    ('ˇ', '\u{30c}'),
    ('¸', '\u{327}'),
    ('˛', '\u{328}'),
    ('΄', '\u{301}'),
    ('᾿', '\u{313}'),
];

/// Whether a letter is an accent by itself.
pub(in crate::read::pdf) fn is_one(letter: char) -> bool {
    !letter.is_ascii_alphanumeric() && ACCENTS.iter().any(|(accent, _)| *accent == letter)
}

/// The letter of two glyphs of which one is an accent over the other, which follow each other in
/// either order.
pub(in crate::read::pdf) fn composed(first: &Glyph, second: &Glyph) -> Option<char> {
    let (accent, letter) = match () {
        () if is_one(first.letter) => (first, second),
        () if is_one(second.letter) => (second, first),
        () => return None,
    };
    let over = accent.right.min(letter.right) - accent.left.max(letter.left);
    let narrow = (accent.right - accent.left).min(letter.right - letter.left);
    // A letter that only touches its neighbour is beside it.
    if over < narrow * 0.5 || narrow <= 0.0 {
        return None;
    }
    let mark = ACCENTS.iter().find(|(sign, _)| *sign == accent.letter)?.1;
    let base = match letter.letter {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    compose(base, mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_go_to_the_letter_they_stand_over() {
        let glyph = |letter, left: f32, right: f32| Glyph {
            letter,
            left,
            right,
            baseline: 0.0,
            size: 10.0,
            look: 0,
            marked: 0,
        };
        let cases = [
            ('¨', 'u', 0.0, Some('ü')),
            ('u', '¨', 0.0, Some('ü')),
            ('ˆ', 'ı', 1.0, Some('î')),
            ('´', 'e', 5.0, None),
            ('~', 'n', 0.0, None),
            ('¨', '(', 0.0, None),
        ];
        for (first, second, by, found) in cases {
            let pair = (glyph(first, 0.0, 5.0), glyph(second, by, by + 5.0));
            assert_eq!(composed(&pair.0, &pair.1), found, "{first}{second}");
        }
    }
}
