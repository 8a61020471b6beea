//! From the note that is read, from a peek and from labels, Esc leads back to the very screen one left,
//! cell for cell, whatever was pressed in them.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use ibid::app::{App, Settings};
use ibid::text::Text;
use proptest::prelude::*;

use crate::support::{COMPANION, Reader};

/// A text with everything that can be chosen: notes of all lengths that cite, sources, one citation
/// that may mean two and one that means none, links in and out.
static TEXTS: LazyLock<[Arc<Text>; 2]> = LazyLock::new(|| {
    let mut text = String::from("# A text {#top}\n\n");
    for n in 1..60 {
        let words = "has its words ".repeat(1 + n * 7 % 23);
        _ = write!(text, "Paragraph {n} (Kropotkin 1902) {words}.[^{n}] ");
        text += match n % 5 {
            0 => "Also (Negri 1991), and [up](#top).\n\n",
            1 => "So does (Nobody 1899); [web](https://example.org).\n\n",
            _ => "\n\n",
        };
    }
    for n in 1..60 {
        let words = "explains it ".repeat(1 + n * 11 % 29 * if n % 7 == 0 { 12 } else { 1 });
        _ = write!(text, "[^{n}]: Note {n} {words} (Marx 1867) see [up](#top).\n\n");
    }
    text += "## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London.\n\
             - Marx, Karl 1867. *Capital*. Hamburg.\n\
             - Negri, Antonio 1991. *The Savage Anomaly*. Minneapolis.\n\
             - Negri, Antonio 1991. *Marx Beyond Marx*. London.\n";
    let read = |source: &str| Arc::new(Text::new(ibid::read::markdown("a.md", source)));
    [read(&text), read(COMPANION)]
});

/// What leads somewhere in a text.
const THERE: &[&str] =
    &["j", "j", "k", "Space", "d", "}", "]", "Tab", "G", "b", "p", "+", "/ words Enter"];
/// What opens a note where it stands, a peek, or labels.
const OPENED: &[&str] =
    &["] Enter", "] ] Enter", "] K", "Tab K", "Tab Tab K", "Tab Tab Tab K", ";"];
/// What may be pressed in them.
const PRESSED: &[&str] = &[
    "j", "j", "Down", "k", "Space", "PgDn", "b", "d", "u", "g", "G", "Tab", "Tab", "S-Tab", "]",
    "]", "[", "K", ";", "f", "m", "Enter", "?", "c", "r", "5", "Up",
];

/// Whether there are labels on the links.
fn has_labels(reader: &Reader) -> bool {
    matches!(reader.app.layers().last(), Some(ibid::app::Layer::Labels(_)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn esc_leads_back_to_the_same_screen(
        which in 0usize..2,
        size in prop::sample::select(vec![(80, 24), (120, 40), (200, 60), (50, 14), (100, 10), (30, 9)]),
        there in prop::collection::vec(prop::sample::select(THERE), 0..8),
        opened in prop::sample::select(OPENED),
        pressed in prop::collection::vec(prop::sample::select(PRESSED), 0..10),
    ) {
        let app = App::new(Arc::clone(&TEXTS[which]), 0, Settings::default(), size);
        let mut reader = Reader { app, size, effects: Vec::new() };
        for keys in &there {
            reader.press(keys);
        }
        let (last, before) = opened.rsplit_once(' ').map_or((opened, ""), |(a, b)| (b, a));
        reader.press(before);
        let state = |reader: &Reader| {
            (reader.buffer(), reader.app.place(), reader.app.focus(), reader.app.steps_back())
        };
        // What was said on the bottom line goes with the next key.
        prop_assume!(reader.app.message().is_none());
        let left = state(&reader);
        reader.press(last);
        for keys in &pressed {
            prop_assume!(!reader.app.layers().is_empty());
            let labelled = has_labels(&reader);
            reader.press(keys);
            // A label in capitals goes somewhere else.
            let capital = keys.chars().all(char::is_uppercase);
            prop_assume!(!labelled || !capital || has_labels(&reader));
        }
        // Whoever went somewhere else comes back otherwise.
        prop_assume!(!reader.app.layers().is_empty() && reader.app.steps_back() == left.3);
        for _ in 0..20 {
            if !reader.app.layers().is_empty() {
                reader.press("Esc");
            }
        }
        prop_assert_eq!(state(&reader), left, "{} {:?}", opened, pressed);
    }
}
