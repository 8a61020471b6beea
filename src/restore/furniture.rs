//! Furniture: what a printed page carries that its author did not write. Running heads, page
//! numbers, the contents list, the title page and the colophon.
//!
//! A running head is a line that comes back at the edge of pages; a page number is a figure alone
//! at the edge of most of them. Prose never does either.

use std::collections::HashMap;
use std::ops::Range;

use super::contents;
use super::foot::Candidates;
use super::page::{Line, Print, Role, Sort};
use super::sentence::{End, Start, end, start};
use super::words::fold;

/// What the furniture says.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// The contents list: titles and pages.
    pub contents: Vec<(String, u32)>,
    /// The page number printed at a line that is one.
    pub numbers: HashMap<usize, u32>,
}

/// Finds the furniture of a text and marks its lines.
pub(super) fn find(print: &mut Print<'_>, candidates: &Candidates) -> Furniture {
    let mut furniture = Furniture::default();
    if print.has_feeds() {
        edges(print, candidates, &mut furniture);
    } else {
        alone(print, &mut furniture);
    }
    furniture.contents = contents::find(print);
    furniture
}

/// The lines of each page, where form feeds tell.
pub(super) fn fed_pages(print: &Print<'_>) -> Vec<Range<usize>> {
    let mut begins: Vec<usize> = vec![0];
    begins.extend((1..print.lines.len()).filter(|&at| print.lines[at].feeds > 0));
    let ends = begins.iter().skip(1).copied().chain([print.lines.len()]);
    begins.iter().copied().zip(ends).map(|(begin, end)| begin..end).collect()
}

/// A line as running heads are compared: letters only, without case.
fn head_key(words: &str) -> String {
    fold(words).chars().filter(|c| c.is_alphabetic()).collect()
}

/// The page number a line is, if it is nothing else: `12`, `– 12 –`, `[12]`, `xii`.
pub(super) fn number(words: &str) -> Option<u32> {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let around = words.len() - bare.len();
    if bare.is_empty() || bare.len() > 6 || around > 8 {
        return None;
    }
    if bare.chars().all(|c| c.is_ascii_digit()) {
        return bare.parse().ok().filter(|&number| number > 0 && number < 5000);
    }
    roman(bare)
}

/// A small roman number, as front matter is paged with. Capitals number chapters.
fn roman(word: &str) -> Option<u32> {
    let value = |c| {
        Some(match c {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            'c' => 100,
            _ => return None,
        })
    };
    let digits: Option<Vec<u32>> = word.chars().map(value).collect();
    let digits = digits?;
    let mut sum: u32 = 0;
    for (at, &digit) in digits.iter().enumerate() {
        // A smaller figure before a greater is taken from it: iv, ix, xl.
        let less = digits.get(at + 1).is_some_and(|&next| next > digit);
        sum = if less { sum.wrapping_sub(digit) } else { sum.wrapping_add(digit) };
    }
    (sum > 0 && sum < 200).then_some(sum)
}

/// The figure at the beginning or the end of a running head.
fn number_beside(words: &str) -> Option<u32> {
    let digits = |word: &str| -> Option<u32> {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        (word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit())).then(|| word.parse().ok())?
    };
    let mut parts = words.split_whitespace();
    let first = parts.next()?;
    digits(first).or_else(|| digits(parts.next_back()?))
}

/// Marks running heads and page numbers at the edges of fed pages.
fn edges(print: &mut Print<'_>, candidates: &Candidates, furniture: &mut Furniture) {
    let pages = fed_pages(print);
    let mut heads: HashMap<String, usize> = HashMap::new();
    let mut numbered = 0;
    for page in &pages {
        for at in edge(page) {
            *heads.entry(head_key(print.lines[at].words)).or_default() += 1;
        }
        numbered += usize::from(edge(page).any(|at| number(print.lines[at].words).is_some()));
    }
    // A third of the pages: openings of chapters and blank pages carry none.
    let paged = numbered >= 3 && numbered * 3 >= pages.len();
    for page in &pages {
        let mut beside = None;
        // A page holds more than its furniture.
        for at in edge(page).filter(|_| page.len() > 2) {
            let words = print.lines[at].words;
            let key = head_key(words);
            let short = print.measure == 0 || print.lines[at].width() <= print.measure;
            if let (true, Some(value)) = (paged, number(words)) {
                print.lines[at].role = Role::Number;
                furniture.numbers.entry(at).or_insert(value);
            } else if candidates.is_asked(page.start, at) {
                // A short note, *Ibid.* or its like, that ends many pages.
            } else if short && key.len() > 1 && heads.get(&key).copied().unwrap_or(0) >= 3 {
                print.lines[at].role = Role::Head;
                beside = beside.or(number_beside(words).map(|value| (at, value)));
            }
        }
        if let Some((at, value)) = beside {
            furniture.numbers.entry(at).or_insert(value);
        }
        trim_inner(print, page);
    }
}

/// The lines at the edges of a page: the first two, the last two.
fn edge(page: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
    let (begin, end) = (page.start, page.end);
    (begin..end).filter(move |&at| at < begin + 2 || at + 2 >= end)
}

/// Furniture stands at the edge: the second line of a page is furniture only if the first is.
fn trim_inner(print: &mut Print<'_>, page: &Range<usize>) {
    if page.len() < 4 {
        return;
    }
    for (outer, inner) in [(page.start, page.start + 1), (page.end - 1, page.end - 2)] {
        if !print.lines[outer].role.is_furniture() {
            print.lines[inner].role = Role::Body;
        }
    }
}

/// Marks page numbers that stand alone between blocks where no form feed tells, and the running
/// heads beside them. Numbers of sections stand alone too, but never within a sentence.
fn alone(print: &mut Print<'_>, furniture: &mut Furniture) {
    let lone = |lines: &[Line<'_>], at: usize| {
        let next_opens = lines.get(at + 1).is_none_or(|next| next.opens);
        lines[at].sort == Sort::Text && (lines[at].opens && next_opens || print.plain)
    };
    let found: Vec<(usize, u32)> = (0..print.lines.len())
        .filter(|&at| lone(&print.lines, at))
        .filter_map(|at| Some((at, number(print.lines[at].words)?)))
        .collect();
    let within = found.iter().filter(|&&(at, _)| within_sentence(&print.lines, at)).count();
    let mut values: Vec<u32> = found.iter().map(|&(_, value)| value).collect();
    values.sort_unstable();
    values.dedup();
    if values.len() < 3 || values.len() * 10 < found.len() * 9 || within * 4 < found.len() {
        return;
    }
    let mut heads: HashMap<String, usize> = HashMap::new();
    let count = print.lines.len();
    let beside = |at: usize| {
        [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(move |&near| near < count)
    };
    for &(at, value) in &found {
        print.lines[at].role = Role::Number;
        furniture.numbers.insert(at, value);
        for near in beside(at) {
            *heads.entry(head_key(print.lines[near].words)).or_default() += 1;
        }
    }
    for &(at, _) in &found {
        for near in beside(at) {
            let key = head_key(print.lines[near].words);
            if key.len() > 1 && heads.get(&key).copied().unwrap_or(0) >= 3 {
                print.lines[near].role = Role::Head;
            }
        }
    }
}

fn within_sentence(lines: &[Line<'_>], at: usize) -> bool {
    let before = lines[..at].iter().rev().find(|line| !line.words.is_empty());
    let after = lines[at + 1..].iter().find(|line| number(line.words).is_none());
    before.is_some_and(|line| matches!(end(line.words), End::Open | End::Broken))
        || after.is_some_and(|line| start(line.opening()) == Start::Inside)
}
