//! Searching: hits lie in the text and in order, and what stands in a text is found in it.

use ibid::language::fold::Fold;
use ibid::search::{MOST, Query, QueryError};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark as is_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::feed::Feed;
use super::words;

/// A query and a text.
pub fn finds(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let kind = feed.byte() % 3;
    let (from, to) = (feed.number(usize::MAX), feed.number(usize::MAX));
    let typed = feed.part().text(QUERY);
    let pieces = feed.pick(&[words::PROSE, words::ODD, words::CITING]);
    let text = feed.text(pieces);
    let clusters: Vec<(usize, &str)> = text.grapheme_indices(true).collect();
    match kind {
        0 => regex(&typed, &text),
        1 => found_is_sought(&typed, &text),
        _ if clusters.is_empty() => {}
        _ => {
            let first = from % clusters.len();
            let last = first + to % (clusters.len() - first).min(40);
            let end = clusters.get(last + 1).map_or(text.len(), |&(at, _)| at);
            planted(&text, clusters[first].0, end);
        }
    }
    Fold::Word.of(&text);
}

fn regex(pattern: &str, text: &str) {
    hits(Query::regex(pattern), text);
}

/// The hits of a query, which lie in the text and in order.
fn hits(query: Result<Query, QueryError>, text: &str) -> Option<Vec<ibid::doc::Span>> {
    let query = match query {
        Ok(query) => query,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return None;
        }
    };
    let hits = match query.find_all(text) {
        Ok(hits) => hits,
        Err(error) => {
            assert_eq!(error, QueryError::TooSlow);
            return None;
        }
    };
    assert!(hits.len() <= MOST);
    assert!(hits.iter().all(|hit| !hit.is_empty() && text.get(hit.start..hit.end).is_some()));
    assert!(hits.windows(2).all(|pair| pair[0].end <= pair[1].start), "hits overlap");
    Some(hits)
}

/// What is found says what is sought: folded, the one holds the other.
fn found_is_sought(words: &str, text: &str) {
    let plain = |words: &str| {
        let folded = Fold::Word.of(words).replace("...", "…");
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for hit in hits(Query::words(words), text).into_iter().flatten() {
        let found = hit.of(text);
        assert!(plain(found).contains(&plain(words)), "{words:?} is not in {found:?}");
    }
}

/// Words of the text are found where they stand.
fn planted(text: &str, start: usize, end: usize) {
    let words = &text[start..end];
    // A mark alone is what a search does not see, nor one that stands on no letter, though Unicode
    // counts some of them (U+0659) among the letters; and a sign
    // that Unicode holds for another (the Kelvin sign for K) is looked for as that one.
    let pairs = words.chars().zip(words.chars().skip(1));
    let astray = pairs
        .into_iter()
        .any(|(before, c)| is_mark(c) && !before.is_alphanumeric() && !is_mark(before));
    let other = words.chars().any(|c| !std::iter::once(c).nfc().eq([c]));
    if astray
        || other
        || words.starts_with(is_mark)
        || !words.chars().next().is_some_and(char::is_alphanumeric)
    {
        return;
    }
    let found = hits(Query::words(words), text).expect("words can be looked for");
    let there = found.iter().any(|hit| hit.start <= start && start < hit.end);
    assert!(there, "{words:?} is not found at {start} in {text:?}: {found:?}");
}

/// What queries are made of.
#[rustfmt::skip]
const QUERY: &[&str] = &[
    "α", "β", "a", "A", "é", "e\u{301}", "ß", "œ", " ", "  ", "'", "\"", "-", "—", "…", "...", "ς",
    "σ", "ﬁ", "fi", "ff", "(", ")", "[", "]", "{", "}", "{1000}", "{1,99}", "*", "+", "?", "|", "^",
    "$", ".", "\\", "\\b", "\\w", "\\s", "\\S", "\\p{L}", "\\x{41}", "[^", "(?i)", "(?x)", "(?:",
    ".*", "(a|b)*", "\\d", "\n", "\0", "\x1b", "\u{202e}", "漢", "\u{ad}", "1902", "&&", "--", "~~",
    "#", "f", "i", "ﬃ", "ﬆ", "ĳ", "ǆ", "z", "ı", "İ", "I", "\u{2060}", "\u{200c}", "\u{feff}", "\u{610}",
];
