//! Furniture: what a printed page carries that its author did not write. Running heads, page
//! numbers, the contents list, the title page and the colophon.
//!
//! A running head is a line that comes back at the edge of pages; a page number is a figure alone
//! at the edge of most of them. Prose never does either.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language::numeral::roman;
use crate::language::sentence::{End, Start, end, start};
use crate::language::words::fold;
use crate::restore::lines::source_list;
use crate::restore::lines::{Line, Print, Role, Sort};
use crate::restore::notes::Candidates;
use crate::restore::pages::contents;

/// What the furniture says.
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    /// The contents list: titles and pages.
    pub contents: Vec<(String, u32)>,
    /// The page number printed at a line that is one.
    pub numbers: HashMap<usize, u32>,
}

/// Finds the furniture of a text and marks its lines.
pub(crate) fn find(print: &mut Print<'_>, candidates: &Candidates) -> Furniture {
    let mut furniture = Furniture::default();
    if print.has_feeds() {
        edges(print, candidates, &mut furniture);
    } else {
        let listed = source_list::listed(print);
        numbered_heads(print, &listed, &mut furniture);
        alone(print, candidates, &listed, &mut furniture);
    }
    furniture.contents = contents::find(print);
    furniture
}

/// The lines of each page, where form feeds tell.
pub(crate) fn fed_pages(print: &Print<'_>) -> Vec<Range<usize>> {
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
fn number_beside(words: &str) -> Option<u32> {
    let digits = |word: &str| number(word).filter(|_| word.contains(|c: char| c.is_ascii_digit()));
    let mut parts = words.split_whitespace();
    let first = parts.next()?;
    digits(first).or_else(|| digits(parts.next_back()?))
}

/// Marks running heads and page numbers at the edges of fed pages.
fn edges(print: &mut Print<'_>, candidates: &Candidates, furniture: &mut Furniture) {
    let pages = fed_pages(print);
    let habits = Habits::of(print, &pages);
    for page in &pages {
        let mut beside = None;
        for at in edge(page) {
            let words = print.lines[at].words;
            // A page holds more than its furniture. The last may be one line below its head.
            let last = || page.len() == 2 && at == page.start && habits.heads_all(words);
            if page.len() <= 2 && !last() {
                continue;
            }
            let short = print.measure == 0 || print.lines[at].width() <= print.measure;
            if let (true, Some(value)) = (habits.numbered, number(words)) {
                print.lines[at].role = Role::Number;
                furniture.numbers.entry(at).or_insert(value);
            } else if candidates.is_asked(page.start, at) {
                // A short note, *Ibid.* or its like, that ends many pages.
            } else if short && habits.is_head(words) || habits.opens_page(print, page, at) {
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

/// No title that is set above a page has as many bytes.
const LONGEST_TITLE: usize = 80;

/// What the pages of a text carry at their edges.
struct Habits {
    /// How many pages have a line at their edge, by its letters.
    heads: HashMap<String, usize>,
    /// Whether pages have numbers on lines of their own.
    numbered: bool,
    /// Whether their first line has a number beside a title, or the second is a number.
    titled: bool,
    number_below: bool,
    /// The lines that open blocks within pages, by their letters, where a running head is the first
    /// line of many pages: titles are among them.
    titles: HashSet<String>,
}

impl Habits {
    fn of(print: &Print<'_>, pages: &[Range<usize>]) -> Self {
        let words = |at: usize| print.lines[at].words;
        let mut heads: HashMap<String, usize> = HashMap::new();
        for at in pages.iter().flat_map(edge) {
            *heads.entry(head_key(words(at))).or_default() += 1;
        }
        let share = |of: &dyn Fn(&Range<usize>) -> bool| {
            let count = pages.iter().filter(|page| of(page)).count();
            // A third of the pages: openings of chapters and blank pages carry none.
            count >= 3 && count * 3 >= pages.len()
        };
        let numbered = |page: &Range<usize>| edge(page).any(|at| number(words(at)).is_some());
        let headed =
            share(&|page| heads.get(&head_key(words(page.start))).is_some_and(|&count| count >= 3));
        let inner = pages.iter().flat_map(|page| page.start + 2..page.end);
        let opening = inner.filter(|&at| print.lines[at].opens && words(at).len() < LONGEST_TITLE);
        Self {
            titles: if headed {
                opening.map(|at| head_key(words(at))).collect()
            } else {
                HashSet::new()
            },
            heads,
            numbered: share(&numbered) || pages.len() == 2 && follow(&pages[0], &pages[1], &words),
            titled: share(&|page| number_beside(words(page.start)).is_some()),
            number_below: share(&|page| page.len() > 2 && number(words(page.start + 1)).is_some()),
        }
    }

    /// Whether words head nearly every page, with its number beside them.
    fn heads_all(&self, words: &str) -> bool {
        self.titled && self.is_head(words) && number_beside(words).is_some()
    }

    /// Whether words come back at the edges of pages.
    fn is_head(&self, words: &str) -> bool {
        let key = head_key(words);
        key.len() > 1 && self.heads.get(&key).copied().unwrap_or(0) >= 3
    }

    /// Whether line number `at` stands at the head of its page as running heads do in this text,
    /// with the page's number beside or below it, or before a line that goes on from another page:
    /// the title of a short chapter comes back too seldom to be known by that, perhaps only once
    /// after it has stood in the text.
    fn opens_page(&self, print: &Print<'_>, page: &Range<usize>, at: usize) -> bool {
        let words = print.lines[at].words;
        if at != page.start || words.ends_with(['.', ',', ';', '-', '\u{ad}']) {
            return false;
        }
        let Some(next) = print.lines[..page.end].get(at + 1) else { return false };
        let key = head_key(words);
        let twice = self.heads.get(&key).copied().unwrap_or(0) >= 2;
        let known = key.len() > 1 && (twice || self.titles.contains(&key));
        self.titled && number_beside(words).is_some()
            || self.number_below && number(next.words).is_some()
            || known && start(words) == Start::Sentence && start(next.words) == Start::Inside
    }
}

/// Whether two pages have numbers on lines of their own, of which the second is the next.
fn follow<'w>(one: &Range<usize>, other: &Range<usize>, words: &impl Fn(usize) -> &'w str) -> bool {
    let numbers = |page: &Range<usize>| -> Vec<u32> {
        edge(page).filter_map(|at| number(words(at))).collect()
    };
    let next = numbers(other);
    numbers(one).iter().any(|number| next.contains(&(number + 1)))
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

/// Marks running heads with the page's number beside them where no form feed tells: they come back
/// with another number each time, and within sentences.
fn numbered_heads(print: &mut Print<'_>, listed: &[bool], furniture: &mut Furniture) {
    let mut heads: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for at in (0..print.lines.len()).filter(|&at| !listed[at]) {
        let line = &print.lines[at];
        let head = matches!(line.sort, Sort::Text | Sort::Heading) && line.words.len() < 120;
        let key = if head { head_key(line.words) } else { String::new() };
        if let Some(value) = number_beside(line.words).filter(|_| key.len() > 2) {
            heads.entry(key).or_default().push((at, value));
        }
    }
    for found in heads.into_values().filter(|found| found.len() >= 3) {
        let mut values: Vec<u32> = found.iter().map(|&(_, value)| value).collect();
        values.sort_unstable();
        values.dedup();
        let within = found.iter().filter(|&&(at, _)| within_sentence(&print.lines, at)).count();
        if values.len() == found.len() && within * 3 >= found.len() {
            for (at, value) in found {
                print.lines[at].role = Role::Head;
                furniture.numbers.insert(at, value);
            }
        }
    }
}

/// Marks page numbers that stand alone between blocks where no form feed tells, and the running
/// heads beside them. Numbers of sections stand alone too, but never within a sentence.
fn alone(
    print: &mut Print<'_>,
    candidates: &Candidates,
    listed: &[bool],
    furniture: &mut Furniture,
) {
    let lone = |lines: &[Line<'_>], at: usize| {
        let next_opens = lines.get(at + 1).is_none_or(|next| next.opens);
        let apart = lines[at].opens && next_opens;
        lines[at].sort == Sort::Text && (apart || print.plain && !listed[at])
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
    let mut page = 0;
    for &(at, _) in &found {
        for near in beside(at) {
            let key = head_key(print.lines[near].words);
            let head = key.len() > 1 && heads.get(&key).copied().unwrap_or(0) >= 3;
            // A short note may end many pages.
            if head && !candidates.is_asked(page, near) {
                print.lines[near].role = Role::Head;
            }
        }
        page = at;
    }
}

fn within_sentence(lines: &[Line<'_>], at: usize) -> bool {
    // No page has more numbers in a row than this; a table may have any number.
    const NEAR: usize = 100;
    let before = lines[..at].iter().rev().take(NEAR).find(|line| !line.words.is_empty());
    let after = lines[at + 1..].iter().take(NEAR).find(|line| number(line.words).is_none());
    before.is_some_and(|line| matches!(end(line.words), End::Open | End::Broken))
        || after.is_some_and(|line| start(line.opening()) == Start::Inside)
}
