//! Anchors in texts that were changed as editors, typists and scanners change them.

use proptest::prelude::*;

use super::*;

const TEXT: &str = "The ferry crossed at noon, and nobody paid. It had been so since the old \
    bridge fell; the ferryman took what he was given, and gave most of it away again.\n\n\
    On the far bank stood a house of grey stone, its shutters closed against the wind that \
    came down the valley every afternoon of that long summer.\n\n\
    Nobody had lived in it for years, they said in the village, and those who had were not \
    spoken of. The children knew better: there was a light in the upper window on Sundays.\n\n\
    It was said that the ferryman kept the key. He never denied it, nor did he ever show it.";

fn place_of(words: &str) -> Place {
    TEXT.find(words).expect("words of the text")
}

fn find(anchor: &Anchor, text: &str) -> Whereabouts {
    Folded::of(text).find(anchor)
}

#[test]
fn places_are_found_in_what_became_of_the_text() {
    let added = format!("{}{TEXT}", "A paragraph was added above all of it. ".repeat(30));
    let cases: [(&str, String, &str, &str); 7] = [
        ("added above", added, "On the far bank", "On the far bank"),
        (
            "typography",
            TEXT.replace(['“', ';', ','], " —").replace("summer", "sum\u{ad}mer"),
            "On the far bank",
            "On the far bank",
        ),
        (
            "words changed",
            TEXT.replace("stood a house", "there stood a house").replace("grey", "white"),
            "On the far bank",
            "On the far bank",
        ),
        (
            "letters misread",
            TEXT.replace("stone", "st0ne").replace("the", "tbe").replace("bank", "hank"),
            "On the far bank",
            "On tbe far hank",
        ),
        (
            "its paragraph moved",
            {
                let mut parts: Vec<&str> = TEXT.split("\n\n").collect();
                parts.reverse();
                parts.join("\n\n")
            },
            "Nobody had lived",
            "Nobody had lived",
        ),
        (
            "the words around are gone",
            TEXT.split("\n\n").skip(3).collect::<Vec<_>>().join("\n\n"),
            "It was said that the ferryman",
            "It was said that the ferryman",
        ),
        (
            "another case and no accents",
            TEXT.to_uppercase(),
            "The children knew",
            "THE CHILDREN KNEW",
        ),
    ];
    for (what, edited, at, now) in cases {
        let anchor = Anchor::at(TEXT, place_of(at));
        let found = find(&anchor, &edited).span().unwrap_or_else(|| panic!("{what}: not found"));
        assert!(edited[found.start..].starts_with(now), "{what}: {}", found.of(&edited));
    }
}

#[test]
fn what_is_gone_is_nowhere() {
    let anchor = Anchor::at(TEXT, place_of("On the far bank"));
    let others = "Quite another text, which speaks of stones and of banks, and of the wind that \
        comes down from the hills in the afternoon, but not of that house. "
        .repeat(20);
    assert_eq!(find(&anchor, &others), Whereabouts::Nowhere);
    assert_eq!(find(&anchor, ""), Whereabouts::Nowhere);
    assert_eq!(find(&Anchor::default(), TEXT), Whereabouts::Nowhere);
    assert_eq!(find(&Anchor::at("… — …", 0), "… — …"), Whereabouts::Nowhere);
}

#[test]
fn a_tie_is_undecided() {
    let refrain =
        "And so the wheel goes round, and round it goes again, until the mill is still.\n\n";
    let song = refrain.repeat(40);
    let anchor = Anchor::at(&song, refrain.len() * 20);
    let grown = format!("{}{song}", "Another beginning. ".repeat(60));
    assert_eq!(find(&anchor, &grown), Whereabouts::Undecided);
    // Whoever marks the last line of a refrain is told apart by what follows it.
    let verse = format!("{}Then the miller woke and cursed the wind. {song}", refrain.repeat(3));
    let last = refrain.len() * 3 - 30;
    let anchor = Anchor::of(&verse, Span::new(last, last + 26));
    let found = find(&anchor, &format!("A new title\n\n{verse}")).span();
    assert_eq!(found.map(|span| span.start), Some("A new title\n\n".len() + last));
}

#[test]
fn long_quotes_are_found_by_their_ends() {
    let from = place_of("On the far bank");
    let to = place_of("on Sundays");
    let anchor = Anchor::of(TEXT, Span::new(from, to));
    let within = place_of("Nobody had lived")..place_of("The children knew");
    let mut cut = TEXT.replace("the old bridge fell", "anyone could tell");
    let gone = TEXT[within].to_owned();
    cut = cut.replace(&gone, "");
    let found = find(&anchor, &cut).span().expect("it is found");
    let words = found.of(&cut);
    assert!(words.starts_with("On the far bank") && words.ends_with("window"), "{words}");
}

#[test]
fn short_words_need_their_surroundings() {
    let at = place_of("key");
    let anchor = Anchor::of(TEXT, Span::new(at, at + 3));
    let edited = TEXT.replace("It was said", "A key was lost. It was said, says the key-keeper,");
    let found = find(&anchor, &edited).span().expect("told apart by what stands around");
    assert!(edited[..found.start].ends_with("kept the "));
    let without = TEXT.replace("kept the key. He never denied it", "went his ways");
    assert_eq!(find(&anchor, &without), Whereabouts::Nowhere);
}

#[test]
fn a_fingerprint_tells_one_byte() {
    let texts = ["", "a", "b", "12345678", "12345679", "123456780", "1234567800"];
    for (n, one) in texts.iter().enumerate() {
        for (m, other) in texts.iter().enumerate() {
            assert_eq!(fingerprint(one) == fingerprint(other), n == m, "{one} {other}");
        }
    }
}

/// A text of words that are each other's neighbours once.
fn prose(seed: u64, words: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ke", "lo", "mu", "ris", "tan", "vel", "dor", "sim", "pa", "ne", "gor", "hal", "wi",
        "est", "om",
    ];
    let mut dice = seed.wrapping_mul(2) | 1;
    let mut text = String::new();
    for _ in 0..words {
        for _ in 0..3 {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            text.push_str(SYLLABLES[(dice >> 60) as usize]);
        }
        text.push(if dice >> 40 & 15 == 0 { '\n' } else { ' ' });
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..Default::default() })]

    /// Wherever something is added or cut elsewhere, a place is found again, at its words.
    #[test]
    fn edits_elsewhere_move_no_place(seed: u64, at in 200..600_usize, cut in 0..150_usize, add in 0..2000_usize) {
        let text = prose(seed, 800);
        let start = text.match_indices([' ', '\n']).nth(at).map_or(0, |(at, _)| at + 1);
        let anchor = Anchor::at(&text, start);
        let word = |n: usize| text.match_indices([' ', '\n']).nth(n).map_or(0, |(at, _)| at + 1);
        let (from, to) = (word(10), word(10 + cut));
        let edited = format!("{}{}{}", &text[..from], prose(seed ^ 7, add), &text[to..]);
        let expected = edited.len() - (text.len() - start);
        let found = Folded::of(&edited).find(&anchor).span();
        prop_assert_eq!(found.map(|span| span.start), Some(expected));
    }

    /// Whatever an anchor holds and whatever the text: what is found lies in the text, at characters.
    #[test]
    fn what_is_found_is_in_the_text(exact in "\\PC{0,40}", around in "\\PC{0,20}", text in "\\PC{0,200}", start: usize, length: usize) {
        let anchor = Anchor { exact, prefix: around.clone(), suffix: around, start, length };
        if let Whereabouts::At(span) = Folded::of(&text).find(&anchor) {
            prop_assert!(text.get(span.start..span.end).is_some());
        }
    }

    /// Foreign words are not anchored.
    #[test]
    fn foreign_words_are_nowhere(seed: u64) {
        let (text, other) = (prose(seed, 300), prose(!seed, 3000));
        let anchor = Anchor::at(&text, text.find(' ').map_or(0, |at| at + 1));
        prop_assert_eq!(Folded::of(&other).find(&anchor), Whereabouts::Nowhere);
    }
}
