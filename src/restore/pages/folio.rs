//! Folios: the numbers printed on pages, on lines of their own or beside a running head.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

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

/// The numbers that count pages in the order they lie in, each after its line: of those that stand
/// on each page, the ones that are ahead of its place by the same on so many pages, a third of them
/// and four at least, that nothing else counts so.
pub(crate) fn in_place(pages: &[Vec<(usize, u32)>]) -> Vec<(usize, u32)> {
    const LEAST: usize = 4;
    let ahead = |page: usize, number: u32| i64::from(number) - page as i64;
    let mut times: HashMap<i64, usize> = HashMap::new();
    for (page, numbers) in pages.iter().enumerate() {
        let own: HashSet<i64> = numbers.iter().map(|&(_, number)| ahead(page, number)).collect();
        own.into_iter().for_each(|ahead| *times.entry(ahead).or_default() += 1);
    }
    let most = times.into_iter().max_by_key(|&(ahead, count)| (count, Reverse(ahead)));
    let enough = |&(_, count): &(i64, usize)| count >= LEAST && count * 3 >= pages.len();
    let Some((same, _)) = most.filter(enough) else { return Vec::new() };
    let counts = |(page, numbers): (usize, &Vec<(usize, u32)>)| {
        numbers.iter().find(|&&(_, number)| ahead(page, number) == same).copied()
    };
    pages.iter().enumerate().filter_map(counts).collect()
}
