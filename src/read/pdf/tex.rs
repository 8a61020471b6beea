//! The codes of TeX's text fonts (OT1), for fonts that neither say what their codes stand for nor
//! name their glyphs: bitmaps of old TeX, whose glyphs are called after their codes.

/// The first codes, which are not those of ASCII.
const FIRST: [&str; 33] = [
    "Γ", "∆", "Θ", "Λ", "Ξ", "Π", "Σ", "Υ", "Φ", "Ψ", "Ω", "ff", "fi", "fl", "ffi", "ffl", "ı",
    "ȷ", "`", "´", "ˇ", "˘", "¯", "˚", "¸", "ß", "æ", "œ", "ø", "Æ", "Œ", "Ø", " ",
];

/// What a code stands for; a sign of what is not known where that is nothing.
pub(super) fn letters(code: u32) -> &'static str {
    const ASCII: &str = "!”#$%&’()*+,-./0123456789:;¡=¿?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[“]ˆ˙‘abcdefghijklmnopqrstuvwxyz–—˝˜¨";
    if let Some(found) = FIRST.get(code as usize) {
        return found;
    }
    let at = ASCII.char_indices().nth((code as usize).saturating_sub(33));
    at.map_or("\u{fffd}", |(at, letter)| &ASCII[at..at + letter.len_utf8()])
}

#[cfg(test)]
mod tests {
    use super::letters;

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
            assert_eq!(letters(code), found, "{code}");
        }
    }
}
