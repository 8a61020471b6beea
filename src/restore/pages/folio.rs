//! Folios: the numbers printed on pages, on lines of their own or beside a running head.

use crate::language::numeral::roman;

/// The page number a line is, if it is nothing else: `12`, `– 12 –`, `[12]`, `xii`.
pub(crate) fn number(words: &str) -> Option<u32> {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let around = words.len() - bare.len();
    if bare.is_empty() || bare.len() > 6 || around > 8 {
        return None;
    }
    // `225).` is the end of a paragraph that the margin has left alone.
    let (before, after) = words.split_once(bare)?;
    let paired = |open: char, close: char| before.contains(open) == after.contains(close);
    let stops = after.contains(['.', ',', ';', '?', '!']) && !before.contains('.');
    if !paired('(', ')') || !paired('[', ']') || stops {
        return None;
    }
    if bare.chars().all(|c| c.is_ascii_digit()) {
        return bare.parse().ok().filter(|&number| number > 0 && number < 5000);
    }
    small_roman(bare)
}

/// A small Roman number, as front matter is paged with. Capitals number chapters.
fn small_roman(word: &str) -> Option<u32> {
    const LONGEST_FRONT: u32 = 200;
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    roman(word).filter(|&number| small && number < LONGEST_FRONT)
}

/// The figure at the beginning or the end of a running head.
pub(super) fn number_beside(words: &str) -> Option<u32> {
    let digits = |word: &str| number(word).filter(|_| word.contains(|c: char| c.is_ascii_digit()));
    let mut parts = words.split_whitespace();
    let first = parts.next()?;
    digits(first).or_else(|| digits(parts.next_back()?))
}
