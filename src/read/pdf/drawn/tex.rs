//! The codes of TeX's text fonts, for fonts that neither say what their codes stand for nor name their
//! glyphs: bitmaps of old TeX, whose glyphs are called after their codes.
//!
//! There are two: the seven bits of Knuth's fonts (OT1), and the eight that languages with accents took
//! up in Cork (T1).

/// How a font of TeX is coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read::pdf) enum Coding {
    /// OT1.
    Old,
    /// T1.
    Cork,
}

impl Coding {
    /// Of the codes that a font has glyphs for: only Cork's has some beyond 127, and where it has none
    /// of those, its ligatures stand elsewhere.
    pub(in crate::read::pdf) fn of(codes: &[u32]) -> Self {
        let has = |from: u32, to: u32| codes.iter().any(|code| (from..=to).contains(code));
        if has(128, 255) || has(27, 31) && !has(11, 15) { Self::Cork } else { Self::Old }
    }

    /// What a code stands for; a sign of what is not known where that is nothing.
    pub(in crate::read::pdf) fn letters(self, code: u32) -> &'static str {
        match self {
            Self::Old => old(code),
            Self::Cork => cork(code),
        }
    }
}

/// The first codes of T1, and those beyond ASCII.
const CORK: [&str; 33] = [
    "`", "´", "ˆ", "˜", "¨", "˝", "˚", "ˇ", "˘", "¯", "˙", "¸", "˛", "‚", "‹", "›", "“", "”", "„",
    "«", "»", "–", "—", "\u{200c}", "₀", "ı", "ȷ", "ff", "fi", "fl", "ffi", "ffl", " ",
];

fn cork(code: u32) -> &'static str {
    const ASCII: &str = "!\"#$%&’()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_‘abcdefghijklmnopqrstuvwxyz{|}~-";
    const BEYOND: &str = "ĂĄĆČĎĚĘĞĹĽŁŃŇŊŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńňŋőŕřśšşťţűůÿźžżĳ¡¿£ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖŒØÙÚÛÜÝÞẞàáâãäåæçèéêëìíîïðñòóôõöœøùúûüýþß";
    if let Some(found) = CORK.get(code as usize) {
        return found;
    }
    if code < 128 { nth(ASCII, code - 33) } else { nth(BEYOND, code - 128) }
}

/// The letter of that number.
fn nth(letters: &'static str, number: u32) -> &'static str {
    let at = letters.char_indices().nth(number as usize);
    at.map_or("\u{fffd}", |(at, letter)| &letters[at..at + letter.len_utf8()])
}

/// The first codes of OT1, which are not those of ASCII.
const FIRST: [&str; 33] = [
    "Γ", "∆", "Θ", "Λ", "Ξ", "Π", "Σ", "Υ", "Φ", "Ψ", "Ω", "ff", "fi", "fl", "ffi", "ffl", "ı",
    "ȷ", "`", "´", "ˇ", "˘", "¯", "˚", "¸", "ß", "æ", "œ", "ø", "Æ", "Œ", "Ø", " ",
];

fn old(code: u32) -> &'static str {
    const ASCII: &str = "!”#$%&’()*+,-./0123456789:;¡=¿?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[“]ˆ˙‘abcdefghijklmnopqrstuvwxyz–—˝˜¨";
    if let Some(found) = FIRST.get(code as usize) {
        return found;
    }
    nth(ASCII, code.saturating_sub(33))
}

#[cfg(test)]
mod tests {
    use super::Coding::{self, Cork, Old};

    #[test]
    fn codes_of_tex() {
        let cases = [
            (11, "ff"),
            (25, "ß"),
            (33, "!"),
            (34, "”"),
            (65, "A"),
            (92, "“"),
            (96, "‘"),
            (122, "z"),
            (123, "–"),
            (127, "¨"),
            (128, "\u{fffd}"),
        ];
        for (code, found) in cases {
            assert_eq!(Old.letters(code), found, "{code}");
        }
        let cases = [
            (16, "“"),
            (21, "–"),
            (30, "ffi"),
            (39, "’"),
            (65, "A"),
            (126, "~"),
            (127, "-"),
            (128, "Ă"),
            (192, "À"),
            (233, "é"),
            (247, "œ"),
            (255, "ß"),
            (256, "\u{fffd}"),
        ];
        for (code, found) in cases {
            assert_eq!(Cork.letters(code), found, "{code}");
        }
    }

    #[test]
    fn a_font_shows_how_it_is_coded() {
        assert_eq!(Coding::of(&[65, 97, 233]), Cork);
        assert_eq!(Coding::of(&[28, 65, 97]), Cork);
        assert_eq!(Coding::of(&[12, 25, 65, 97]), Old);
        assert_eq!(Coding::of(&[65, 97]), Old);
    }
}
