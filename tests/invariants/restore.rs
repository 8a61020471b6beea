//! Restoring: no letter is lost and none is invented.

use std::collections::BTreeMap;

use ibid::doc::{Document, RepairKind};
use ibid::read;
use ibid::restore::{restore, restore_anyway};

use super::feed::Feed;
use super::read::sound;
use super::words;

/// Printed pages of whatever sense, in plain text, Markdown or HTML.
pub fn pages(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let format = feed.byte() % 3;
    let pieces = if feed.flip() { words::PLAIN } else { &LINES };
    let source = feed.text(pieces);
    let document = match format {
        0 => read::plain("a.txt", &source),
        1 => read::markdown("a.md", &source),
        _ => match read::read("a.html", format!("<html><p>{source}").as_bytes()) {
            Ok(document) => document,
            Err(_) => return,
        },
    };
    for restored in [restore(&document), restore_anyway(&document)].into_iter().flatten() {
        sound(&restored);
        nothing_lost(&document, &restored);
    }
}

/// What heads the section that title page and colophon stand in: the only words that restoring adds.
const ABOUT: &str = "About this edition";

/// Every letter of the source is in the restored text or in a repair, and no other.
pub fn nothing_lost(source: &Document, restored: &Document) {
    let count = |text: &str, sign: i64, letters: &mut BTreeMap<char, i64>| {
        for letter in text.chars().filter(|c| c.is_alphabetic()) {
            *letters.entry(letter).or_insert(0) += sign;
        }
    };
    let mut letters = BTreeMap::new();
    count(&source.text, 1, &mut letters);
    count(&restored.text, -1, &mut letters);
    for repair in restored.repairs.iter().filter(|repair| repair.kind == RepairKind::Furniture) {
        let quoted = repair.what.find('“').zip(repair.what.rfind('”'));
        let Some((begin, end)) = quoted else {
            // Title page and colophon are quoted in full where they stand.
            count(ABOUT, 1, &mut letters);
            continue;
        };
        count(&repair.what[begin + '“'.len_utf8()..end], -1, &mut letters);
    }
    letters.retain(|_, count| *count != 0);
    assert!(letters.is_empty(), "letters lost (+) or invented (-): {letters:?}");
}

/// Lines that texts are made of, and what damages them.
pub const LINES: [&str; 47] = [
    "1\n",
    "1See this note.\n",
    "<sup>1</sup>See that note.\n",
    "and so it was said.1\n",
    "---\n",
    "\x0c",
    "\n",
    "to restore a para-\n",
    "graph of many words\n",
    "# Heading\n",
    "- an item\n",
    "Contents\n",
    "Abstract . . . . . 5\n",
    "* A starred note.\n",
    "a word* of it\n",
    "[1] A note in brackets.\n",
    "as was said[1] there\n",
    "12\n",
    "Smith, John 1999. A Title. City, Press\n",
    "„wörtlich“ gesagt\n",
    "καὶ ἀρετή;\n",
    "soft\u{ad}\n",
    "2. Second thing.\n",
    "It stops here.\n",
    "A new sentence begins\n",
    "said².\n",
    "²Noted.\n",
    "> quoted\n",
    "```\n",
    "| a | b |\n",
    "The Running Head\n",
    "x<sup>th</sup>\n",
    "(open bracket\n",
    "closed) again\n",
    "\n\x0c",
    "13\n",
    "III\n",
    "Printed in Torino, 1979, by the press.\n",
    "¹ note\n",
    "the line goes on from here to the very end of it, and further than that it\n",
    "and ends. It\n",
    "漢字\n",
    "and the left side of it goes on        while the right side of it goes on\n",
    "                                       while the right side of it goes on\n",
    "Anna Writer\n",
    "A Title\n",
    "1902\n",
];
