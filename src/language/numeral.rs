//! Numerals: what Roman, raised, circled and Chinese numbers count, the figures of other scripts, and
//! numbers as letters and Roman numbers write them.

use std::borrow::Cow;

/// What a Roman number is made of, from the greatest down.
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The value of a Roman number below 4000, all in small letters or all in capitals. Four of a sign
/// count as well, as old prints and clocks have them (`IIII`, `xxxx`); `ic`, `ill` and `civil` are no
/// numbers.
pub(crate) fn roman(number: &str) -> Option<u32> {
    // `mmmdccclxxxviii` and, with fours, one that has sixteen.
    const LONGEST: usize = 16;
    let capitals = number.starts_with(|c: char| c.is_ascii_uppercase());
    let one_case =
        number.bytes().all(|b| b.is_ascii_alphabetic() && b.is_ascii_uppercase() == capitals);
    if number.is_empty() || number.len() > LONGEST || !one_case {
        return None;
    }
    let lower = number.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut value = 1000 * take(&mut rest, "m", 3);
    for (worth, [nine, four, five, one]) in
        [(100, ["cm", "cd", "d", "c"]), (10, ["xc", "xl", "l", "x"]), (1, ["ix", "iv", "v", "i"])]
    {
        value += worth
            * if take(&mut rest, nine, 1) > 0 {
                9
            } else if take(&mut rest, four, 1) > 0 {
                4
            } else {
                5 * take(&mut rest, five, 1) + take(&mut rest, one, 4)
            };
    }
    rest.is_empty().then_some(value)
}

/// Takes a sign off the beginning of `rest` up to so many times, and gives how often it stood there.
fn take(rest: &mut &str, sign: &str, most: u32) -> u32 {
    let mut taken = 0;
    while let Some(behind) = rest.strip_prefix(sign).filter(|_| taken < most) {
        *rest = behind;
        taken += 1;
    }
    taken
}

/// A number from 1 to 3999 as a Roman one, in small letters; others have none, and give no letters.
pub(crate) fn to_roman(mut number: u32) -> String {
    let mut roman = String::new();
    if number >= 4000 {
        return roman;
    }
    for (value, sign) in ROMAN {
        while number >= value {
            roman.push_str(sign);
            number -= value;
        }
    }
    roman
}

/// The place of a single letter in the alphabet, whatever its case: `a` is 1.
pub(crate) fn letter(word: &str) -> Option<u32> {
    match word.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => {
            Some(u32::from(letter.to_ascii_lowercase() - b'a') + 1)
        }
        _ => None,
    }
}

/// A number as lists that count by letters show it: 1 → a, 26 → z, 27 → aa.
pub(crate) fn to_letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters.iter().rev().collect()
}

/// The raised figures, in order.
pub(crate) const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// Whether a character is a raised figure.
pub(crate) fn is_raised(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// A raised figure on the line; any other character as it is.
pub(crate) fn lowered(c: char) -> char {
    match c {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' | '⁴'..='⁹' => char::from(b'0' + (c as u32 - '⁰' as u32) as u8),
        c => c,
    }
}

/// Words with their raised figures on the line.
pub(crate) fn on_the_line(words: &str) -> Cow<'_, str> {
    if words.is_ascii() || !words.contains(is_raised) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().map(lowered).collect())
}

/// Where the ten figures of scripts begin that count as we do: Latin, Arabic, Persian, N’Ko, those of
/// India, of Thailand and its neighbours, Mongolian, full width (Unicode, general category Nd).
const ZEROS: [char; 21] = [
    '0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '០',
    '᠐', '０',
];

/// The value of a figure, in any of these scripts.
pub(crate) fn figure(c: char) -> Option<u32> {
    let value = |zero: &char| (c as u32).checked_sub(*zero as u32).filter(|value| *value < 10);
    if c.is_ascii() { c.to_digit(10) } else { ZEROS.iter().find_map(value) }
}

/// The characters that are one number or letter in a circle, a disc or brackets of its own, each with what the
/// first counts (Unicode, Enclosed Alphanumerics, Dingbats, Enclosed CJK).
const ENCLOSED: [(char, char, u32); 18] = [
    ('①', '⑳', 1),
    ('⑴', '⒇', 1),
    ('⒈', '⒛', 1),
    ('⒜', '⒵', 1),
    ('Ⓐ', 'Ⓩ', 1),
    ('ⓐ', 'ⓩ', 1),
    ('⓪', '⓪', 0),
    ('⓫', '⓴', 11),
    ('⓵', '⓾', 1),
    ('⓿', '⓿', 0),
    ('❶', '❿', 1),
    ('➀', '➉', 1),
    ('➊', '➓', 1),
    ('㈠', '㈩', 1),
    ('㉑', '㉟', 21),
    ('㊀', '㊉', 1),
    ('㊱', '㊿', 36),
    ('🄋', '🄋', 0),
];

/// What a number in a circle or in brackets of its own counts: `①`, `❶`, `⑴`.
pub(crate) fn enclosed(c: char) -> Option<u32> {
    let holds = |&&(first, last, _): &&(char, char, u32)| (first..=last).contains(&c);
    ENCLOSED.iter().find(holds).map(|&(first, _, value)| value + (c as u32 - first as u32))
}

/// Whether a character is one that Chinese and Japanese count with.
pub(crate) fn is_han(c: char) -> bool {
    "〇零一二三四五六七八九十百千兩两廿卅".contains(c)
}

/// The value of a number in Chinese characters below ten thousand: `十二`, `二百零三`, `一〇二`.
pub(crate) fn han(number: &str) -> Option<u32> {
    const ONES: &str = "〇一二三四五六七八九";
    let (mut sum, mut ones, mut figures) = (0_u32, None, 0);
    for c in number.chars() {
        let scale = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '廿' | '卅' => {
                sum += if c == '廿' { 20 } else { 30 };
                continue;
            }
            c => {
                let c = match c {
                    '零' => '〇',
                    '兩' | '两' => '二',
                    c => c,
                };
                let one = ONES.chars().position(|one| one == c)? as u32;
                figures += 1;
                ones = Some(ones.unwrap_or(0) * 10 + one);
                if figures > 4 {
                    return None;
                }
                continue;
            }
        };
        sum += ones.take().unwrap_or(1) * scale;
        figures = 0;
    }
    (!number.is_empty()).then_some(sum + ones.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_roman_numbers() {
        let cases = [
            ("i", Some(1)),
            ("IV", Some(4)),
            ("iiii", Some(4)),
            ("xxxix", Some(39)),
            ("xxxxviiii", Some(49)),
            ("xciv", Some(94)),
            ("cc", Some(200)),
            ("MCMLXXIX", Some(1979)),
            ("dcd", None),
            ("ic", None),
            ("vx", None),
            ("ixi", None),
            ("xcx", None),
            ("iiiii", None),
            ("Iv", None),
            ("ill", None),
            ("civil", None),
            ("mmmm", None),
            ("", None),
        ];
        for (number, expected) in cases {
            assert_eq!(roman(number), expected, "{number}");
        }
        for number in 1..4000 {
            assert_eq!(roman(&to_roman(number)), Some(number));
        }
        assert_eq!(to_roman(0) + &to_roman(4000), "");
    }

    #[test]
    fn letters_count() {
        assert_eq!([1, 26, 27, 53].map(to_letters), ["a", "z", "aa", "ba"]);
        assert_eq!(["a", "Z", "aa", "é", ""].map(letter), [Some(1), Some(26), None, None, None]);
    }

    #[test]
    fn figures_of_many_kinds() {
        assert_eq!(on_the_line("¹²⁰ a⁹"), "120 a9");
        assert_eq!(['7', '٣', '９', 'x'].map(figure), [Some(7), Some(3), Some(9), None]);
        let han = ["十二", "二百零三", "一〇二", "廿五", "意", ""].map(han);
        assert_eq!(han, [Some(12), Some(203), Some(102), Some(25), None, None]);
        assert_eq!(
            ['①', '⒛', '❿', '㊿', '1'].map(enclosed),
            [Some(1), Some(20), Some(10), Some(50), None]
        );
    }
}
