//! What is one for a reader: the forms of letters and signs, and what is not seen at all.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Whether words are in capitals throughout: `GODS AND KINGS`, `II`.
pub(crate) fn is_capitals(words: &str) -> bool {
    words.chars().any(char::is_uppercase) && !words.chars().any(char::is_lowercase)
}

/// The marks that readers leave out when they type: accents, and the points of Hebrew and Arabic.
/// Other marks, such as the vowels of Devanagari or the voicing of kana, make another word.
const ACCENTS: [(char, char); 18] = [
    ('\u{300}', '\u{36f}'),
    ('\u{483}', '\u{487}'),
    ('\u{591}', '\u{5bd}'),
    ('\u{5bf}', '\u{5bf}'),
    ('\u{5c1}', '\u{5c2}'),
    ('\u{5c4}', '\u{5c5}'),
    ('\u{5c7}', '\u{5c7}'),
    ('\u{610}', '\u{61a}'),
    ('\u{64b}', '\u{65f}'),
    ('\u{670}', '\u{670}'),
    ('\u{6d6}', '\u{6dc}'),
    ('\u{6df}', '\u{6e4}'),
    ('\u{6e7}', '\u{6e8}'),
    ('\u{6ea}', '\u{6ed}'),
    ('\u{1ab0}', '\u{1aff}'),
    ('\u{1dc0}', '\u{1dff}'),
    ('\u{20d0}', '\u{20ff}'),
    ('\u{fe20}', '\u{fe2f}'),
];

/// What is not seen, or changes no word, as the inside of a class: soft hyphen, the marks of
/// direction, joiners and those that keep apart, the byte order mark, selectors of variants, and
/// what draws Arabic letters long.
pub(crate) const IGNORED: &str = "\u{ad}\u{61c}\u{640}\u{180b}-\u{180f}\u{200b}-\u{200f}\
    \u{202a}-\u{202e}\u{2060}-\u{206f}\u{fe00}-\u{fe0f}\u{feff}\u{e0100}-\u{e01ef}";

/// Whether a character is not seen, or changes no word.
pub(crate) fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{640}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a character is a mark that readers leave out.
pub(crate) fn is_accent(c: char) -> bool {
    ACCENTS.iter().any(|&(from, to)| (from..=to).contains(&c))
}

fn accents() -> String {
    ACCENTS.iter().map(|(from, to)| format!("{from}-{to}")).collect()
}

/// What may stand between a letter and the next, as a regular expression.
pub(crate) static FOLLOWED: LazyLock<String> =
    LazyLock::new(|| format!("[{}{IGNORED}]*", accents()));

/// What may stand after the last letter: its accents. What is not seen is left to what follows.
pub(crate) static ACCENTED: LazyLock<String> =
    LazyLock::new(|| format!("(?:[{IGNORED}]*[{}])*", accents()));

/// The signs that are one for a reader: quotes, dashes, dots.
pub(crate) fn sign_class(c: char) -> Option<&'static str> {
    Some(match c {
        '\'' | '’' | '‘' | '‚' | '‛' | 'ʼ' | '`' | '´' | '′' => "['’‘‚‛ʼ`´′]",
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "[\"“”„‟«»″]",
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '־' => "[-‐‑‒–—―−־]",
        '…' => r"(?:…|\.\.\.)",
        _ => return None,
    })
}

/// Characters that are several letters, those letters, and whether they are so in print only: a
/// ligature, of which a part is found too.
#[rustfmt::skip]
pub(crate) const JOINED: &[(char, &str, bool)] = &[
    ('œ', "oe", false), ('Œ', "Oe", false), ('æ', "ae", false), ('Æ', "Ae", false),
    ('ß', "ss", false), ('ẞ', "SS", false),
    ('ﬀ', "ff", true), ('ﬁ', "fi", true), ('ﬂ', "fl", true), ('ﬃ', "ffi", true),
    ('ﬄ', "ffl", true), ('ﬅ', "st", true), ('ﬆ', "st", true),
    ('ĳ', "ij", true), ('Ĳ', "IJ", true),
    // Digraphs of Serbian and Croatian, and of Hungarian.
    ('ǆ', "dz", false), ('ǅ', "Dz", false), ('Ǆ', "DZ", false),
    ('ǉ', "lj", false), ('ǈ', "Lj", false), ('Ǉ', "LJ", false),
    ('ǌ', "nj", false), ('ǋ', "Nj", false), ('Ǌ', "NJ", false),
    ('ǳ', "dz", false), ('ǲ', "Dz", false), ('Ǳ', "DZ", false),
    // Armenian, Yiddish, Arabic.
    ('և', "եւ", false), ('ﬓ', "մն", true), ('ﬔ', "մե", true), ('ﬕ', "մի", true),
    ('ﬖ', "վն", true), ('ﬗ', "մխ", true),
    ('ﭏ', "אל", true), ('װ', "וו", false), ('ױ', "וי", false), ('ײ', "יי", false),
    ('ﻵ', "لا", true), ('ﻶ', "لا", true), ('ﻷ', "لا", true), ('ﻸ', "لا", true),
    ('ﻹ', "لا", true), ('ﻺ', "لا", true), ('ﻻ', "لا", true), ('ﻼ', "لا", true),
];

/// The sign that stands for all of its kind: quotes, double quotes, dashes; nothing for all others.
pub(crate) fn sign(c: char) -> Option<char> {
    sign_class(c).and_then(|class| class.chars().nth(1)).filter(|&c| c != '?')
}

/// The letters that one character is also written as; nothing for all others.
pub(crate) fn parts(c: char) -> &'static str {
    JOINED.iter().find(|&&(joined, ..)| joined == c).map_or("", |&(_, parts, _)| parts)
}

/// All characters that are a letter with an accent, or in another shape.
pub(crate) fn variants(c: char) -> &'static str {
    FORMS.variants.get(&c).map_or("", String::as_str)
}

/// A letter without its accents and in its usual shape; one that is more than that stays as it is.
pub(crate) fn base(c: char) -> char {
    FORMS.bases.get(&c).copied().unwrap_or(c)
}

/// The forms of letters.
#[derive(Default)]
struct Forms {
    /// Letter → all characters that it stands for.
    variants: HashMap<char, String>,
    /// Character → the letter it is a form of.
    bases: HashMap<char, char>,
}

/// Letters with an accent that is no character of its own. Who types one of these means it.
const STRUCK: [(char, &str); 6] =
    [('o', "ø"), ('O', "Ø"), ('l', "ł"), ('L', "Ł"), ('d', "đð"), ('D', "ĐÐ")];

/// Letters in another shape: the dotless i, the long s, the sigma at the end of a word.
const SHAPED: [(char, char); 3] = [('i', 'ı'), ('s', 'ſ'), ('σ', 'ς')];

/// A letter without its stroke, in its usual shape.
pub(crate) fn plain(c: char) -> char {
    let struck = STRUCK.iter().find(|(_, struck)| struck.contains(c)).map(|&(base, _)| base);
    struck
        .or_else(|| SHAPED.iter().find(|&&(_, shape)| shape == c).map(|&(base, _)| base))
        .unwrap_or(c)
}

/// Made once, of the scripts that have accents (Latin, Greek, Cyrillic, Hebrew, Arabic), and of the
/// shapes that Unicode has of other letters: of Arabic and Hebrew in a line, and of the width of
/// ideographs or half of it.
static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms = Forms::default();
    let accented = [0xc0..=0x24f, 0x370..=0x4ff, 0x622..=0x6d3, 0x1e00..=0x1fff, 0x212a..=0x212b];
    let shapes = [0xfb1d..=0xfbff, 0xfe70..=0xfef4, 0xff10..=0xff5a, 0xff66..=0xff9d];
    let characters = accented.into_iter().chain(shapes).flatten().filter_map(char::from_u32);
    for c in characters.filter(|&c| c.is_alphanumeric()) {
        let mut parts = std::iter::once(c).nfkd().filter(|&c| !is_ignored(c));
        // The lunate sigma is the final one to Unicode, which is a form itself.
        let base = parts.next().map_or(c, |base| if base == 'ς' { 'σ' } else { base });
        if base != c && base.is_alphanumeric() && parts.all(is_accent) {
            forms.add(base, c);
        }
    }
    SHAPED.iter().for_each(|&(base, c)| forms.add(base, c));
    for (base, struck) in STRUCK {
        forms.variants.entry(base).or_default().push_str(struck);
    }
    forms
});

impl Forms {
    fn add(&mut self, base: char, c: char) {
        self.variants.entry(base).or_default().push(c);
        self.bases.insert(c, base);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_told_in_one_way() {
        let class = regex::Regex::new(&format!("^[{IGNORED}]$")).expect("a class");
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            assert_eq!(class.is_match(c.encode_utf8(&mut [0; 4])), is_ignored(c), "{c:?}");
        }
    }

    #[test]
    fn a_letter_has_one_base() {
        for (c, base) in &FORMS.bases {
            assert!(!FORMS.bases.contains_key(base), "{c} is {base}, which is another");
            assert!(variants(*base).contains(*c), "{c} is found by {base}");
        }
    }
}
