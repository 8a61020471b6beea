//! The cells ibid counts are the cells a terminal moves: the cursor of a terminal emulator, held
//! against the count for characters and clusters of every script.
//!
//! The emulator is `vt100`, which adds up the characters of a cluster as most terminals do. It is
//! the judge of every cluster but the emoji that are joined of several (families, skin tones),
//! which terminals disagree on: some show one picture of two cells, as ibid counts, others its
//! parts side by side. Of those it is only asked whether everything that follows stands in the
//! cell it was counted for, whatever the terminal made of them.
//!
//! Two characters it cannot judge: it shows nothing at all for U+FFFD, which stands for what is
//! damaged or would act on the terminal and takes a cell everywhere else; and it knows no cell
//! wider than two, as U+17D8 is by Unicode's tables.

use crate::support::Reader;
use ibid::layout::{cells, clean, glyphs};
use ibid::view::{Look, draw};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A terminal of one row, long enough for any string here.
struct Row(vt100::Parser);

impl Row {
    fn new() -> Self {
        Self(vt100::Parser::new(2_u16.try_into().unwrap(), 500_u16.try_into().unwrap(), 0))
    }

    /// How many cells the cursor moves when this is sent.
    fn moves(&mut self, shown: &str) -> usize {
        self.0.process(b"\r\x1b[K");
        self.0.process(shown.as_bytes());
        usize::from(self.0.screen().cursor_position().1)
    }
}

/// Whether the terminal can judge a cluster: not if it is an emoji joined of several, with a joiner
/// or a tone of skin.
fn is_judged(cluster: &str) -> bool {
    let emoji = cluster.chars().filter(|c| ('\u{2190}'..='\u{1ffff}').contains(c)).count();
    let joined = cluster.contains(['\u{200d}', '🏻', '🏼', '🏽', '🏾', '🏿']) && emoji > 1;
    !joined && !cluster.contains(['\u{fffd}', '\u{17d8}'])
}

/// Complains of each string whose glyphs do not take the cells they are counted for.
fn held_against_a_terminal<'t>(texts: impl IntoIterator<Item = &'t str>) {
    let mut row = Row::new();
    let mut complaints = Vec::new();
    let mut count = 0;
    for text in texts {
        for glyph in glyphs(text).filter(|glyph| is_judged(&glyph.symbol)) {
            let moved = row.moves(&glyph.symbol);
            count += 1;
            if moved != glyph.cells {
                let name: Vec<String> =
                    text.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
                complaints.push(format!("{name:?}: {} cells, {moved} moved", glyph.cells));
            }
        }
        assert_eq!(cells(text), glyphs(text).map(|glyph| glyph.cells).sum::<usize>(), "{text:?}");
    }
    assert!(count > 0);
    let first = complaints.iter().take(40).cloned().collect::<Vec<_>>().join("\n");
    assert!(complaints.is_empty(), "{} of {count}:\n{first}", complaints.len());
}

#[test]
fn every_character() {
    // All but the ideographs and syllables, of which the first and last of each block will do.
    let ranges =
        [0..=0x3500, 0x4dbe..=0x4e10, 0x9ff0..=0xac10, 0xd7a0..=0x1_17ff, 0x1_8cf0..=0x2_0010];
    let more = [0x2_a6d0..=0x2_a710, 0x3_1340..=0x3_1360, 0xe_0000..=0xe_0200, 0xf_0000..=0xf_0010];
    let characters: Vec<String> = ranges
        .into_iter()
        .chain(more)
        .flatten()
        .filter_map(char::from_u32)
        .map(String::from)
        .collect();
    held_against_a_terminal(characters.iter().map(String::as_str));
}

#[test]
fn every_emoji() {
    let all: Vec<&str> = emojis::iter()
        .flat_map(|emoji| emoji.skin_tones().into_iter().flatten().chain([emoji]))
        .map(emojis::Emoji::as_str)
        .collect();
    assert!(all.len() > 3500, "{} emoji", all.len());
    for emoji in &all {
        assert_eq!(glyphs(emoji).count(), 1, "{emoji:?} is one cluster");
        assert!((1..=2).contains(&cells(emoji)), "{emoji:?} takes {}", cells(emoji));
    }
    held_against_a_terminal(all);
}

/// Clusters and words of many scripts, and what is hard about each.
const STRINGS: &[(&str, &[&str])] = &[
    (
        "combining marks",
        &[
            "e\u{301}",
            "a\u{30a}\u{301}",
            "ṩ",
            "s\u{323}\u{307}",
            "ệ",
            "Z\u{351}\u{36b}\u{343}a\u{34c}",
            "x\u{20d7}",
            "o\u{20dd}",
            "\u{301}",
            " \u{301}",
            "\u{a0}\u{308}",
        ],
    ),
    (
        "wide",
        &[
            "漢字",
            "かな",
            "が",
            "か\u{3099}",
            "カ\u{309a}",
            "한국어",
            "ㄱ",
            "Ａ１！",
            "〈〉",
            "　",
            "㍿",
            "𠀋",
            "葛\u{e0100}",
            "令\u{fe00}",
        ],
    ),
    (
        "conjoining jamo",
        &[
            "\u{1112}\u{1161}\u{11ab}",
            "\u{1100}\u{1161}",
            "\u{1100}",
            "\u{1161}",
            "\u{11ab}",
            "\u{a960}\u{d7b0}",
        ],
    ),
    ("half width", &["ｶﾞｷﾟ", "ﾊﾟ", "ﾡ", "￩", "￨"]),
    (
        "ambiguous",
        &["§", "°", "±", "×", "α", "я", "①", "─", "█", "…", "“”", "—", "Ⅳ", "☆", "℃", "½"],
    ),
    (
        "zero width",
        &[
            "a\u{200b}b",
            "a\u{200c}b",
            "a\u{2060}b",
            "\u{feff}a",
            "a\u{ad}b",
            "a\u{34f}b",
            "a\u{180e}b",
            "\u{200d}",
            "\u{2061}x",
        ],
    ),
    (
        "right to left",
        &[
            "שלום",
            "שָׁלוֹם",
            "العربية",
            "لا",
            "السَّلَامُ",
            "ﷺ",
            "א\u{200f}b",
            "\u{202e}abc\u{202c}",
            "\u{2067}א\u{2069}",
            "نُقْطَة",
            "ܫܠܡܐ",
            "ޝ",
        ],
    ),
    (
        "India",
        &[
            "क्षि",
            "क\u{94d}\u{200d}ष",
            "श्री",
            "हिन्दी",
            "ক্ষ",
            "ਪੰਜਾਬੀ",
            "தமிழ்",
            "కా",
            "ക്ഷ",
            "ශ්\u{200d}රී",
            "𑀓𑁆",
        ],
    ),
    ("South-East Asia", &["ไทย", "ก็", "น้ำ", "ลาว", "မြန်မာ", "ខ្មែរ", "ᬩᬮᬶ", "ꦗꦮ", "བོད་"]),
    (
        "emoji",
        &[
            "☎",
            "☎\u{fe0e}",
            "☎\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "#\u{20e3}",
            "©\u{fe0f}",
            "🇩🇪",
            "🇩",
            "🇩🇪🇫🇷",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "🏿",
            "♀",
            "❤\u{fe0f}",
            "⌚",
            "⌚\u{fe0e}",
            "🀄\u{fe0e}",
            "🀄",
            "🫠",
        ],
    ),
    ("controls", &["\x1b", "\x07", "\t", "\u{9b}", "\r\n", "\u{2028}", "\u{85}", "\0", "\x7f"]),
    (
        "odd",
        &[
            "\u{fffd}",
            "\u{fffe}",
            "\u{ffff}",
            "\u{e000}",
            "\u{10ffff}",
            "\u{378}",
            "ﬁ",
            "ǆ",
            "\u{fdfd}",
            "\u{2e3b}",
            "𝔄",
            "🅰",
            "\u{600}1",
            "\u{605}",
            "\u{110bd}𑂃",
        ],
    ),
];

#[test]
fn clusters_of_every_script() {
    for (what, strings) in STRINGS {
        println!("{what}");
        held_against_a_terminal(strings.iter().copied());
    }
}

/// Draws a text with the whole app, as the terminal is sent it, and gives what the app drew and
/// what the terminal shows.
fn on_a_terminal(markdown: &str, width: u16, height: u16) -> (Buffer, vt100::Parser) {
    let reader = Reader::open(markdown, width, height);
    let area = Rect::new(0, 0, width, height);
    let mut drawn = Buffer::empty(area);
    draw(&reader.app, &mut drawn, &Look::new(ibid::app::Theme::Terminal, true));
    let mut sent = Vec::new();
    let mut backend = CrosstermBackend::new(&mut sent);
    backend.draw(Buffer::empty(area).diff(&drawn).into_iter()).unwrap();
    let mut terminal = vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0);
    terminal.process(&sent);
    (drawn, terminal)
}

#[test]
fn whatever_stands_before_it_a_letter_stands_where_it_was_counted() {
    let joined = [
        "👩\u{200d}👩\u{200d}👧",
        "👍🏽",
        "🏳\u{fe0f}\u{200d}🌈",
        "👩🏽\u{200d}🚀",
        "🧑🏻\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}🧑🏿",
    ];
    let strings = STRINGS.iter().flat_map(|(_, strings)| *strings).chain(&joined);
    // Each between letters, not at the edge, where a terminal that moves on has nowhere to go.
    let text: String = strings
        .filter(|string| !string.contains(['\t', '\r', '\n', '\0']))
        .filter(|string| !clean(string).contains('\u{fffd}'))
        .map(|string| format!("a{string}b{string}c\n\n"))
        .collect();
    for height in [30, 300] {
        let (drawn, terminal) = on_a_terminal(&text, 90, height);
        let screen = terminal.screen();
        for y in 0..height {
            for x in 0..90 {
                let symbol = drawn.cell((x, y)).unwrap().symbol();
                if symbol.len() == 1 && symbol != " " {
                    let there = screen.cell(y, x).unwrap().contents();
                    assert!(
                        there.starts_with(symbol),
                        "row {y}, column {x}: {there:?}, not {symbol:?}"
                    );
                }
            }
        }
    }
}
