//! Glyphs: what a terminal is shown for each grapheme cluster, and how many cells it takes.
//!
//! A text is untrusted. Control characters would act on the terminal, and bidirectional overrides
//! would set words in an order they are not written in (Unicode TR 36, 3.5); each is shown as a
//! sign that stands for it, here and nowhere else, so that nothing of a text reaches the terminal
//! but through [`glyphs`].
//!
//! The surprise: cells are counted per cluster and never for a string as a whole. `unicode-width`
//! gives a string a width that is not the sum over its characters, and most terminals move by that
//! sum (`tests/screen/unicode.rs` holds the two against each other).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// A grapheme cluster as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glyph<'t> {
    /// What is sent to the terminal; empty for what has no shape, such as a soft hyphen.
    pub symbol: Cow<'t, str>,
    /// How many cells it takes.
    pub cells: usize,
    /// Where it begins in the string it comes from, in bytes.
    pub at: usize,
    /// How many bytes of that string it stands for.
    pub bytes: usize,
}

/// How many cells a tab takes where it does not align columns.
const TAB: &str = "    ";

/// The glyphs of a string, in order. Every byte of it belongs to exactly one.
pub fn glyphs(text: &str) -> impl Iterator<Item = Glyph<'_>> {
    let mut next = 0;
    // Where the cluster ends that is being taken letter by letter.
    let mut taken_apart = 0;
    std::iter::from_fn(move || {
        let at = next;
        let rest = &text[at..];
        let mut cluster = match text.get(at..taken_apart).filter(|rest| !rest.is_empty()) {
            Some(rest) => first_letter(rest),
            None => plain_cluster(rest).or_else(|| clip(rest, LONGEST).graphemes(true).next())?,
        };
        if is_plain(cluster) && cluster.len() == 1 {
            next = at + 1;
            return Some(Glyph { symbol: Cow::Borrowed(cluster), cells: 1, at, bytes: 1 });
        }
        let mut symbol = shown(cluster);
        if cells_of(&symbol) > WIDEST {
            taken_apart = at + cluster.len();
            cluster = first_letter(cluster);
            symbol = shown(cluster);
        }
        next = at + cluster.len();
        let cells = cells_of(&symbol);
        Some(Glyph { symbol, cells, at, bytes: cluster.len() })
    })
}

/// The most cells a cluster takes that anybody writes. Letters of old Korean go on for ever (UAX
/// #29, GB6), and so do conjuncts of India (GB9c), past the end of any line: such a cluster is
/// taken letter by letter.
const WIDEST: usize = 4;

/// The most bytes of a cluster. Marks on one letter, signs that go before and joiners have no end
/// either (Unicode allows for thirty marks: UAX #15, Stream-Safe Text), and who looks for it at
/// every letter never comes to it. What is longer goes on as another cluster.
const LONGEST: usize = 128;

/// As much of a string as so many bytes hold.
fn clip(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    // A letter has four bytes at most, and a string begins with a boundary.
    let end = (0..=most).rfind(|&end| text.is_char_boundary(end)).unwrap_or(0);
    &text[..end]
}

/// The first letter of a cluster of several, with the marks on it.
fn first_letter(cluster: &str) -> &str {
    let width = |c: char| UnicodeWidthChar::width(c).unwrap_or(0);
    let mut letters = cluster.char_indices().filter(|&(_, c)| width(c) > 0);
    letters.next();
    letters.next().map_or(cluster, |(second, _)| &cluster[..second])
}

/// The first cluster of a string, where it can be told at a glance: between two characters of
/// ASCII there is always a boundary, but for one within a line break (UAX #29, GB3 to GB5, GB999).
fn plain_cluster(text: &str) -> Option<&str> {
    let (first, after) = text.as_bytes().split_first()?;
    let plain = (0x20..0x7f).contains(first) && after.first().is_none_or(u8::is_ascii);
    plain.then(|| &text[..1])
}

/// How many cells a string takes.
pub fn cells(text: &str) -> usize {
    if is_plain(text) { text.len() } else { glyphs(text).map(|glyph| glyph.cells).sum() }
}

/// A string as it is shown, for what is not part of a text: titles, file names, addresses.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(glyphs(text).map(|glyph| glyph.symbol).collect())
}

/// As much of a cleaned string as fits `room` cells, with `…` where it is cut.
pub fn fit(text: &str, room: usize) -> String {
    let text = clean(text);
    if cells(&text) <= room {
        return text.into_owned();
    }
    let mut left = room.saturating_sub(1);
    let mut out = String::new();
    for glyph in glyphs(&text) {
        if glyph.cells > left {
            break;
        }
        left -= glyph.cells;
        out.push_str(&glyph.symbol);
    }
    if room > 0 {
        out.truncate(out.trim_end().len());
        out.push('…');
    }
    out
}

/// Whether every byte is a printable ASCII character: one glyph, one cell.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// How many cells a cluster takes as it is shown: as many as its characters together, because
/// terminals move on character by character. Only emoji that are joined to one, or have a tone of
/// skin, are as wide as one, whatever they are joined of: half of the terminals show them so, and
/// none shows them well otherwise.
fn cells_of(shown: &str) -> usize {
    let sum = shown.chars().filter_map(UnicodeWidthChar::width).sum();
    let joins = |c: char| c == '\u{200d}' || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
    if sum > 2 && shown.contains(joins) && shown.contains(is_emoji) { 2 } else { sum }
}

/// Whether a character is one of the emoji that are joined to others, as far as their block tells.
fn is_emoji(c: char) -> bool {
    c >= '\u{1f000}'
}

/// Whether a character is one of the emoji or of the older signs and dingbats that joiners join to
/// others (Unicode, Extended_Pictographic), as far as their blocks tell.
fn is_picture(c: char) -> bool {
    is_emoji(c)
        || ('\u{203c}'..'\u{2c00}').contains(&c)
        || matches!(c, '©' | '®' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}')
}

/// What is shown for a cluster.
fn shown(cluster: &str) -> Cow<'_, str> {
    if is_plain(cluster) {
        return Cow::Borrowed(cluster);
    }
    match cluster {
        "\t" => return Cow::Borrowed(TAB),
        "\n" | "\r" | "\r\n" | "\u{2028}" | "\u{2029}" => return Cow::Borrowed(" "),
        _ => {}
    }
    let shown = if cluster.chars().any(needs_stand_in) {
        Cow::Owned(cluster.chars().filter_map(stand_in).collect::<String>())
    } else {
        Cow::Borrowed(cluster)
    };
    // A joiner behind an emoji has nothing to join it to, but would take what is shown next.
    let shown = match shown.strip_suffix('\u{200d}') {
        Some(emoji) if emoji.contains(is_picture) => Cow::Owned(emoji.to_owned()),
        _ => shown,
    };
    match cells_of(&shown) {
        0 if shown.chars().all(is_shapeless) => Cow::Borrowed(""),
        0 => Cow::Owned(supported(&shown)),
        _ => shown,
    }
}

/// A mark with nothing to stand on, on the circle that grammars print it on; a vowel of Korean
/// without its consonants, with those that Unicode has for the purpose (3.12). Nothing for what
/// makes no cluster with either: it has no shape.
fn supported(mark: &str) -> String {
    let supports = [("◌", ""), ("", "◌"), ("\u{115f}", ""), ("\u{115f}\u{1160}", "")];
    let shown = supports.iter().map(|(before, after)| format!("{before}{mark}{after}"));
    let mut whole = shown.filter(|shown| shown.graphemes(true).nth(1).is_none());
    whole.next().unwrap_or_default()
}

fn needs_stand_in(c: char) -> bool {
    c.is_control() || is_shapeless(c) || is_override(c) || matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

fn stand_in(c: char) -> Option<char> {
    match c {
        // The pictures Unicode has for these, from U+2400.
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
        '\x7f' => Some('␡'),
        c if c.is_control() || is_override(c) => Some('\u{fffd}'),
        // Ask for the form as text or as emoji, of which terminals and width tables disagree.
        '\u{fe0e}' | '\u{fe0f}' => None,
        // Joins the parts of an emoji or of a conjunct; it means something inside a cluster.
        '\u{200d}' | '\u{200c}' => Some(c),
        c if is_shapeless(c) => None,
        c => Some(c),
    }
}

/// Characters without a shape of their own: soft hyphen, zero-width space and joiners, marks of
/// direction, word joiner, byte order mark, and the language tags nobody uses.
fn is_shapeless(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}'
        | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Characters that reorder what stands around them (UAX #9, embeddings, overrides, isolates).
fn is_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shows_nothing_that_acts_on_a_terminal() {
        let hostile: String = (0..0x3000).filter_map(char::from_u32).collect();
        for glyph in glyphs(&hostile) {
            assert!(
                glyph.symbol.chars().all(|c| !c.is_control() && !is_override(c)),
                "{:?}",
                glyph.symbol
            );
        }
        assert_eq!(clean("\x1b[31mred\u{202e}der"), "␛[31mred\u{fffd}der");
    }

    #[test]
    fn a_cluster_without_end_is_taken_letter_by_letter() {
        let letters = "ᄒ".repeat(9) + "\u{200d}";
        let found: Vec<Glyph<'_>> = glyphs(&letters).collect();
        assert!(found.iter().all(|glyph| glyph.cells <= WIDEST), "{found:?}");
        assert_eq!(found.iter().map(|glyph| glyph.bytes).sum::<usize>(), letters.len());
        // So is a conjunct of five letters, and none of its marks is left by itself.
        let conjunct: Vec<Glyph<'_>> = glyphs("र्त्स्न्य").collect();
        assert!(conjunct.len() > 1 && conjunct.iter().all(|glyph| !glyph.symbol.contains('◌')));
        // A syllable, a family: one cluster each.
        assert_eq!(glyphs("\u{1112}\u{1161}\u{11ab}").count(), 1);
        assert_eq!(glyphs("👨\u{200d}👩\u{200d}👧").count(), 1);
    }

    #[test]
    fn no_cluster_is_looked_at_to_its_end_from_each_of_its_letters() {
        let sequences =
            ["\u{600}", "\u{1112}", "\u{1161}", "क\u{94d}", "e\u{301}", "\u{301}", "👩\u{200d}"];
        for sequence in sequences {
            let text = format!("a{}", sequence.repeat(20_000));
            let mut last = 0;
            for glyph in glyphs(&text) {
                assert!(glyph.bytes <= LONGEST && glyph.cells <= WIDEST && glyph.at == last);
                last += glyph.bytes;
            }
            assert_eq!(last, text.len(), "{sequence:?}");
        }
        let marks = format!("e{}", "\u{301}".repeat(20_000));
        assert!(glyphs(&marks).all(|glyph| glyph.symbol.len() <= LONGEST + 8));
    }

    #[test]
    fn what_is_shown_is_shown_as_it_is() {
        // Marks of every script, alone and behind a letter: what is shown for a cluster takes the
        // cells it is counted for, also where it is cleaned again, as titles are.
        let but_ideographs = [0..=0x33ff, 0xa000..=0xabff, 0xd7a4..=0x11fff, 0x16000..=0x1ffff];
        let tags = 0xe0000..=0xe01ff;
        for c in but_ideographs.into_iter().chain([tags]).flatten().filter_map(char::from_u32) {
            for text in [c.to_string(), format!("a{c}"), format!("{c}a")] {
                let shown = clean(&text);
                assert_eq!(clean(&shown), shown, "{text:?}");
                assert_eq!(cells(&shown), cells(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn counts_cells_of_clusters() {
        let cases = [
            ("abc", 3),
            ("é", 1),
            ("e\u{301}", 1),
            ("漢字", 4),
            ("soft\u{ad}hyphen", 10),
            ("☎\u{fe0f}", 1),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("😶\u{200d}🌫\u{fe0f}", 2),
            ("👍🏽", 2),
            ("⌚\u{fe0e}", 2),
            ("👍🏽\u{200d}\u{206a}👍🏽", 4),
            ("ខ្មែ", 3),
            ("\u{301}", 1),
            ("\u{605}", 1),
            ("\u{1161}", 2),
            ("\u{11ab}", 2),
            ("\u{3164}", 0),
            ("\t", 4),
            ("\x07", 1),
        ];
        for (text, expected) in cases {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn every_byte_belongs_to_one_glyph() {
        let text = "a\u{ad}e\u{301}\r\n漢\u{200b}\x1b👩\u{200d}👧";
        let mut next = 0;
        for glyph in glyphs(text) {
            assert_eq!(glyph.at, next);
            next += glyph.bytes;
        }
        assert_eq!(next, text.len());
    }

    proptest! {
        #[test]
        fn a_glance_finds_the_clusters_there_are(text in "([ a-z~]|[\\x00-\\x7f]|[é漢\u{301}\u{200d}👩🇦\u{600}\u{fe0f}]){0,24}") {
            let found: Vec<(usize, usize)> =
                glyphs(&text).map(|glyph| (glyph.at, glyph.bytes)).collect();
            // What is wider than anybody writes is taken letter by letter, and each letter once.
            let clusters = text.grapheme_indices(true).flat_map(|(at, cluster)| {
                let mut begin = at;
                let apart = cells_of(&shown(cluster)) > WIDEST;
                let letters = std::iter::from_fn(move || {
                    let rest = &cluster[begin - at..];
                    let letter = if apart { first_letter(rest) } else { rest };
                    begin += letter.len();
                    (!letter.is_empty()).then_some((begin - letter.len(), letter.len()))
                });
                letters.collect::<Vec<_>>()
            });
            prop_assert_eq!(found, clusters.collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_left_out_joins_nothing() {
        assert_eq!(clean("👍🏽\u{200d}\u{206a}👍🏽"), "👍🏽👍🏽");
        assert_eq!(clean("👩\u{200d}👧"), "👩\u{200d}👧");
        for sign in ['☎', '©', '™', 'ℹ', '㊗', '✂'] {
            assert_eq!(clean(&format!("{sign}\u{fe0f}\u{200d}\u{200e}👧")), format!("{sign}👧"));
        }
    }

    #[test]
    fn cuts_to_fit() {
        assert_eq!(fit("Kropotkin", 20), "Kropotkin");
        assert_eq!(fit("Kropotkin", 5), "Krop…");
        assert_eq!(fit("漢字漢字", 4), "漢…");
        assert_eq!(fit("ab", 0), "");
    }
}
