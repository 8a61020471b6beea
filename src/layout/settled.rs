//! Settled: what every terminal moves on by as many cells as are counted.
//!
//! Terminals measure by tables of many years and in several ways: some add up the characters of
//! a cluster, some take it as one picture, some know no tone of skin. They agree on letters that
//! stand alone in the scripts that were in the first tables, and on little else. What is not known
//! to be settled is not: a row that is drawn with more care than it needs costs some bytes, one
//! drawn with less leaves rubbish on the screen.

/// Whether all terminals take as many cells for a cluster, as it is shown, as are counted for it.
pub fn is_settled(symbol: &str) -> bool {
    // Nearly every cell of nearly every text.
    if let [byte] = symbol.as_bytes() {
        return matches!(byte, b' '..=b'~');
    }
    let mut chars = symbol.chars();
    let Some(first) = chars.next() else { return true };
    is_settled_alone(first) && chars.all(is_common_accent)
}

/// The accents that decomposed Latin, Greek and Cyrillic have: no terminal moves for them.
fn is_common_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Characters that are letters, signs or ideographs in every table, and of one width in all.
/// Letters that are doubtful by their neighbours only, such as those of India, are left out: a
/// row has either none of them or many.
fn is_settled_alone(c: char) -> bool {
    matches!(c,
        ' '..='~'
        // Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic; not the marks and the signs that
        // enclose what follows.
        | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{58f}'
        | '\u{5d0}'..='\u{5f4}' | '\u{620}'..='\u{64a}' | '\u{660}'..='\u{66f}'
        | '\u{671}'..='\u{6d3}'
        // Georgian, more Latin and Greek.
        | '\u{10a0}'..='\u{10ff}' | '\u{1e00}'..='\u{1fff}'
        // Punctuation, raised figures, coins, letters as signs, arrows, mathematics, pictures of
        // controls, figures in circles, lines, blocks and shapes.
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{2070}'..='\u{209c}'
        | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{22ff}' | '\u{2400}'..='\u{2426}'
        | '\u{2460}'..='\u{25fc}'
        // China, Japan, Korea: each two cells, and half of that where they say so.
        | '\u{2e80}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309b}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9d}' | '\u{fffd}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_settled_and_clusters_are_not() {
        let settled =
            ["a", " ", "é", "e\u{301}", "—", "”", "¹", "я", "ש", "ع", "漢", "が", "한", "┃"];
        for symbol in settled {
            assert!(is_settled(symbol), "{symbol}");
        }
        let doubtful = [
            "क्षि",
            "কি",
            "நி",
            "ก็",
            "น้ำ",
            "ខ្មែ",
            "👍🏽",
            "🇩🇪",
            "👩\u{200d}👧",
            "1\u{20e3}",
            "☎",
            "⌚",
            "\u{605}1",
            "\u{1112}\u{1161}",
            "か\u{3099}",
            "葛\u{e0100}",
            "䷀",
            "שָׁ",
        ];
        for symbol in doubtful {
            assert!(!is_settled(symbol), "{symbol}");
        }
    }

    #[test]
    fn a_glance_suffices_for_ascii() {
        assert!((' '..='~').all(|c| is_settled(c.encode_utf8(&mut [0; 4]))));
    }
}
