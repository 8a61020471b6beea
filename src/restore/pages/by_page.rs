//! Running heads and folios at the edges of pages, where form feeds tell of pages.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::language::prose::sentence::{Start, start};
use crate::restore::lines::Lines;
use crate::restore::lines::candidates::Candidates;
use crate::restore::pages::folio::{in_place, number, number_beside};
use crate::restore::pages::furniture::{Furniture, head_key};
use crate::restore::pages::role::{Role, Roles};

/// Finds running heads and page numbers at the edges of the pages of `text`.
pub(super) fn find(text: &Lines<'_>, candidates: &Candidates, furniture: &mut Furniture) {
    let pages = text.pages();
    let habits = Habits::of(text, &pages, candidates);
    for page in &pages {
        let mut beside = None;
        for at in edge(page) {
            let words = text.lines[at].words;
            // A page holds more than its furniture. The last may be one line below its head.
            let last = || page.len() == 2 && at == page.start && habits.heads_all(words);
            if page.len() <= 2 && !last() {
                continue;
            }
            let short = text.measure == 0 || text.lines[at].width() <= text.measure;
            let label = || habits.labels.contains(&at);
            if let (true, Some(value), false) = (habits.numbered, number(words), label()) {
                furniture.roles.set(at, Role::Number);
                furniture.numbers.entry(at).or_insert(value);
            } else if candidates.is_asked(page.start, at) {
                // A short note, *Ibid.* or its like, that ends many pages.
            } else if short && habits.is_head(words) || habits.opens_page(text, page, at) {
                furniture.roles.set(at, Role::Head);
                beside = beside.or(number_beside(words).map(|value| (at, value)));
            }
        }
        if let Some((at, value)) = beside {
            furniture.numbers.entry(at).or_insert(value);
        }
        trim_inner(&mut furniture.roles, page);
    }
    for (at, value) in folios_in_place(text, &pages) {
        furniture.roles.set(at, Role::Number);
        furniture.numbers.entry(at).or_insert(value);
    }
}

/// How many lines a folio may stand from the edge of its page: below a head of two lines.
const BELOW_HEAD: usize = 3;

/// The folios that count pages as they lie, each after its line: numbers on lines of their own, near
/// the edges.
fn folios_in_place(text: &Lines<'_>, pages: &[Range<usize>]) -> Vec<(usize, u32)> {
    let folio = |at: usize| Some((at, number(text.lines[at].words)?));
    let near = |page: &Range<usize>| outermost(page, BELOW_HEAD).filter_map(folio).collect();
    in_place(&pages.iter().map(near).collect::<Vec<_>>())
}

/// No title that is set above a page has as many bytes.
const LONGEST_TITLE: usize = 80;

/// What the pages of a text carry at their edges.
struct Habits {
    /// How many pages have a line at their edge, by its letters.
    heads: HashMap<String, usize>,
    /// Whether pages have numbers on lines of their own.
    numbered: bool,
    /// The lines that hold nothing but the label of a note.
    labels: HashSet<usize>,
    /// Whether their first line has a number beside a title, or the second is a number.
    titled: bool,
    number_below: bool,
    /// The lines that open blocks within pages, by their letters, where a running head is the first
    /// line of many pages: titles are among them.
    titles: HashSet<String>,
}

impl Habits {
    fn of(text: &Lines<'_>, pages: &[Range<usize>], candidates: &Candidates) -> Self {
        let words = |at: usize| text.lines[at].words;
        let mut heads: HashMap<String, usize> = HashMap::new();
        for at in pages.iter().flat_map(edge) {
            *heads.entry(head_key(words(at))).or_default() += 1;
        }
        let share = |of: &dyn Fn(&Range<usize>) -> bool| {
            let count = pages.iter().filter(|page| of(page)).count();
            // A third of the pages: openings of chapters and blank pages carry none.
            count >= 3 && count * 3 >= pages.len()
        };
        let labels = labels(text, pages, candidates);
        let numbered = |page: &Range<usize>| {
            edge(page).any(|at| number(words(at)).is_some() && !labels.contains(&at))
        };
        let headed =
            share(&|page| heads.get(&head_key(words(page.start))).is_some_and(|&count| count >= 3));
        let inner = pages.iter().flat_map(|page| page.start + 2..page.end);
        let opening = inner.filter(|&at| text.lines[at].opens && words(at).len() < LONGEST_TITLE);
        Self {
            titles: if headed {
                opening.map(|at| head_key(words(at))).collect()
            } else {
                HashSet::new()
            },
            heads,
            numbered: share(&numbered) || pages.len() == 2 && follow(&pages[0], &pages[1], &words),
            labels,
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
    fn opens_page(&self, text: &Lines<'_>, page: &Range<usize>, at: usize) -> bool {
        let words = text.lines[at].words;
        if at != page.start || words.ends_with(['.', ',', ';', '-', '\u{ad}']) {
            return false;
        }
        let Some(next) = text.lines[..page.end].get(at + 1) else { return false };
        let key = head_key(words);
        let twice = self.heads.get(&key).copied().unwrap_or(0) >= 2;
        let known = key.len() > 1 && (twice || self.titles.contains(&key));
        self.titled && number_beside(words).is_some()
            || self.number_below && number(next.words).is_some()
            || known && start(words) == Start::Sentence && start(next.words) == Start::Inside
    }
}

/// The lines at the edges of pages that hold the label of a note and nothing else, as extractors
/// leave raised figures: their pages ask for them, and the same figure stands at the edges of other
/// pages. The folio of a page stands on one.
fn labels(text: &Lines<'_>, pages: &[Range<usize>], candidates: &Candidates) -> HashSet<usize> {
    /// On how many pages a figure stands that is no folio.
    const MANY: usize = 3;
    let value = |at: usize| number(text.lines[at].words);
    let mut times: HashMap<u32, usize> = HashMap::new();
    for page in pages {
        let own: HashSet<u32> = edge(page).filter_map(value).collect();
        own.into_iter().for_each(|value| *times.entry(value).or_default() += 1);
    }
    let many =
        |at: usize| value(at).and_then(|value| times.get(&value)).is_some_and(|&n| n >= MANY);
    let edges = pages.iter().flat_map(|page| edge(page).map(move |at| (page.start, at)));
    let refers = |page: usize, at: usize| {
        let label = value(at).map(|value| value.to_string());
        label.is_some_and(|label| candidates.refers(page, at, &label))
    };
    let asked = edges.filter(|&(page, at)| many(at) && refers(page, at));
    asked.map(|(_, at)| at).collect()
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
    outermost(page, 2)
}

/// The first and the last `count` lines of a page.
fn outermost(page: &Range<usize>, count: usize) -> impl Iterator<Item = usize> + use<> {
    let (begin, end) = (page.start, page.end);
    (begin..end).filter(move |&at| at < begin + count || at + count >= end)
}

/// Furniture stands at the edge: the second line of a page is furniture only if the first is.
fn trim_inner(roles: &mut Roles, page: &Range<usize>) {
    if page.len() < 4 {
        return;
    }
    for (outer, inner) in [(page.start, page.start + 1), (page.end - 1, page.end - 2)] {
        if !roles[outer].is_furniture() {
            roles.set(inner, Role::Body);
        }
    }
}
