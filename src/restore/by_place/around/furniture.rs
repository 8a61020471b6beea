//! Running heads and folios: what stands at the edge of pages at one height, and comes back or counts.
//!
//! A press sets them outside of the type area, on the same line of every page (Chicago Manual of Style
//! 1.10–1.16), on left and right pages perhaps with other words. The first lines of the text stand at
//! one height, too, but neither come back nor count. Tagged files say it of themselves (`Artifact`).

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use crate::doc::{Geometry, Tag};
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::feet::opening;
use crate::restore::lines::marker::Form;
use crate::restore::pages::folio;
use crate::restore::pages::furniture::head_key;

/// The furniture of a text.
#[derive(Debug, Default)]
pub(in crate::restore::by_place) struct Found {
    /// Lines that are furniture.
    pub parts: Vec<(usize, Part)>,
    /// The label printed on a page, by the page.
    pub labels: HashMap<u32, String>,
}

/// How many lines of heads one page has at most at one edge: the letterhead of a browser has two.
const DEEP: usize = 3;

/// Finds the running heads and folios of a text.
pub(in crate::restore::by_place) fn find(stand: &Stand<'_, '_>, calls: &Calls) -> Found {
    let mut found = Found::default();
    let notes = notes(stand, calls);
    let mut gone: Vec<bool> = stand.at.iter().map(|line| line.drawn).collect();
    artifacts(stand, &mut gone, &mut found);
    for top in [true, false] {
        for _ in 0..DEEP {
            let edges = edges(stand, &gone, top);
            let before = found.parts.len();
            judge(stand, &edges, &notes, &mut found);
            for &(at, _) in &found.parts[before..] {
                gone[at] = true;
            }
            if found.parts.len() == before {
                break;
            }
        }
    }
    drop_folios(stand, &gone, &mut found);
    found
}

/// The numbers of pages that have theirs at another edge than most: the first page of a chapter bears
/// it at the foot, or in another place than pages of text (Chicago 1.6).
fn drop_folios(stand: &Stand<'_, '_>, gone: &[bool], found: &mut Found) {
    let pages = stand.pages();
    let mut ahead: HashMap<i64, usize> = HashMap::new();
    for (page, label) in &found.labels {
        if let Some(number) = folio::number(label) {
            *ahead.entry(i64::from(number) - i64::from(*page)).or_default() += 1;
        }
    }
    ahead.retain(|_, count| *count >= 3);
    for lines in pages {
        let left: Vec<usize> = lines.filter(|&at| !gone[at]).collect();
        let ends = [left.first(), left.last().filter(|_| left.len() > 1)];
        for &at in ends.into_iter().flatten() {
            let page = stand.at[at].page;
            let number = folio::number(stand.words(at));
            let counts =
                number.is_some_and(|n| ahead.contains_key(&(i64::from(n) - i64::from(page))));
            if counts && !found.labels.contains_key(&page) {
                found.parts.push((at, Part::Folio));
                found.labels.insert(page, bare(stand.words(at)));
            }
        }
    }
}

/// Lines that open a note their page asks for: a short one, *Ibid.* or *See 3*, may end many pages.
/// Gives of each whether its label is more than a figure on the line.
fn notes(stand: &Stand<'_, '_>, calls: &Calls) -> Vec<Option<bool>> {
    let asked = |at: usize| {
        let found = opening(stand, at)?;
        let asked = calls.on_page(stand.at[at].page, &found.label);
        asked.then_some(found.form != Form::Bare)
    };
    (0..stand.at.len()).map(asked).collect()
}

/// What the file tags as artifacts, unless that is most of it: then the tags are not to be believed.
/// So is text that is turned out of the direction of its page, which nobody reads in passing.
fn artifacts(stand: &Stand<'_, '_>, gone: &mut [bool], found: &mut Found) {
    let tagged = |at: &usize| stand.at[*at].tag == Some(Tag::Artifact);
    let all: Vec<usize> = (0..gone.len()).filter(tagged).collect();
    let believed = all.len() * 3 < gone.len();
    let turned = (0..gone.len()).filter(|&at| stand.at[at].turned);
    for at in all.into_iter().filter(|_| believed).chain(turned) {
        if std::mem::replace(&mut gone[at], true) {
            continue;
        }
        let number = folio::number(stand.words(at));
        if number.is_some() {
            found.labels.insert(stand.at[at].page, bare(stand.words(at)));
        }
        let part = if number.is_some() { Part::Folio } else { Part::Head };
        found.parts.push((at, part));
    }
}

/// A page number as it is printed, without the dashes around it.
fn bare(words: &str) -> String {
    words.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// The lines nearest to one edge of a page, all at one height.
#[derive(Debug)]
struct Edge {
    page: usize,
    baseline: i32,
    lines: Vec<usize>,
    /// Whether the text stands clearly apart from them.
    apart: bool,
    key: String,
    /// A number in it, its line, and whether it is alone there.
    numbers: Vec<(usize, u32, bool)>,
}

/// The lines at one edge of each page that are not yet known to be furniture.
fn edges(stand: &Stand<'_, '_>, gone: &[bool], top: bool) -> Vec<Edge> {
    let mut edges = Vec::new();
    for (page, lines) in stand.pages().into_iter().enumerate() {
        let left: Vec<usize> = lines.filter(|&at| !gone[at]).collect();
        let height = |at: usize| {
            let line = &stand.at[at];
            if top { line.baseline } else { -line.baseline }
        };
        // A note in the margin may go down below the text, or begin above it.
        let of_text = left.iter().filter(|&&at| !stand.at[at].margin);
        let Some(first) = of_text.map(|&at| height(at)).min() else { continue };
        // Words of one line may be set in two sizes, and stand apart as lines then.
        let level = |at: &usize| {
            let below = height(*at) - first;
            let beside = |line: &Geometry| !line.margin || below.abs() * 2 <= line.size;
            below * 2 <= stand.at[*at].size && beside(&stand.at[*at])
        };
        let (lines, others): (Vec<usize>, Vec<usize>) = left.into_iter().partition(level);
        let others = others.into_iter().filter(|&at| !stand.at[at].margin).collect::<Vec<_>>();
        let next = others.iter().map(|&at| height(at)).min();
        let apart = next.is_none_or(|next| (next - first) * 100 > stand.leading * 130);
        let words: Vec<&str> = lines.iter().map(|&at| stand.words(at)).collect();
        let numbers = lines.iter().filter_map(|&at| {
            let words = stand.words(at);
            let alone = folio::number(words);
            Some((at, alone.or_else(|| number_in(words))?, alone.is_some()))
        });
        edges.push(Edge {
            page,
            baseline: stand.at[lines[0]].baseline,
            key: head_key(&words.join(" ")),
            numbers: numbers.collect(),
            apart,
            lines,
        });
    }
    edges
}

/// The figure that a head begins or ends with: `12 MUTUAL AID`, `Page 3 of 9`, `3/24`.
fn number_in(words: &str) -> Option<u32> {
    let figures = |word: &str| {
        let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let rest = &word[end..];
        (rest.is_empty() || rest.starts_with('/')).then(|| word[..end].parse().ok()).flatten()
    };
    let mut parts = words.split_whitespace();
    let (first, last) = (parts.next()?, parts.next_back());
    figures(first).or_else(|| last.and_then(figures)).filter(|&number| number < 5000)
}

/// Judges the lines at one edge of all pages.
fn judge(stand: &Stand<'_, '_>, edges: &[Edge], notes: &[Option<bool>], found: &mut Found) {
    let known = coming_back(edges);
    let counting = counting(edges);
    let heights = |of: &dyn Fn(usize) -> bool| {
        let of = edges.iter().enumerate().filter(|&(index, _)| of(index));
        Heights::of(of.map(|(_, edge)| edge.baseline))
    };
    let (all, heads) = (heights(&|_| true), heights(&|index| known[index]));
    for (index, edge) in edges.iter().enumerate() {
        let counts = counting.get(&index);
        // A chapter of one page has a head of its own: it stands where the others do.
        let level = || {
            let near = |heights: &Heights| heights.near(edge.baseline, stand.body / 4);
            edge.apart && near(&heads) >= 3 && near(&heads) * 2 > near(&all)
        };
        if !(known[index] || counts.is_some() || level()) {
            continue;
        }
        // `3 of 15` begins with a figure as a note does, but comes back and counts.
        let both = known[index] && counts.is_some();
        if edge.lines.iter().any(|&at| notes[at] == Some(true) || notes[at].is_some() && !both) {
            continue;
        }
        for &at in &edge.lines {
            let own = counts.is_some_and(|&(line, _)| line == at);
            let folio = own && folio::number(stand.words(at)).is_some();
            found.parts.push((at, if folio { Part::Folio } else { Part::Head }));
        }
        if let Some(&(line, number)) = counts {
            let words = bare(stand.words(line));
            let label = if folio::number(&words).is_some() { words } else { number.to_string() };
            found.labels.entry(stand.at[line].page).or_insert(label);
        }
    }
}

/// For each edge, whether its words stand at that of other pages, at the same height: three pages
/// have them, or, of a text of four pages at most, two.
fn coming_back(edges: &[Edge]) -> Vec<bool> {
    /// How far heads of one height are apart, in tenths of a point.
    const LEVEL: i32 = 33;
    let least = if edges.len() > 4 { 3 } else { 2 };
    let mut by_key: HashMap<&str, Vec<i32>> = HashMap::new();
    for edge in edges {
        by_key.entry(&edge.key).or_default().push(edge.baseline);
    }
    let by_key: HashMap<&str, Heights> =
        by_key.into_iter().map(|(key, all)| (key, Heights::of(all))).collect();
    let comes_back = |edge: &Edge| {
        let long = edge.key.chars().count() > 1;
        long && by_key[edge.key.as_str()].near(edge.baseline, LEVEL) >= least
    };
    edges.iter().map(comes_back).collect()
}

/// The heights that lines stand at, sorted: a text may have tens of thousands of pages.
struct Heights(Vec<i32>);

impl Heights {
    fn of(all: impl IntoIterator<Item = i32>) -> Self {
        let mut all: Vec<i32> = all.into_iter().collect();
        all.sort_unstable();
        Self(all)
    }

    /// How many are no further from `height` than `by`.
    fn near(&self, height: i32, by: i32) -> usize {
        let from = self.0.partition_point(|&other| other < height - by);
        let to = self.0.partition_point(|&other| other <= height + by);
        to - from
    }
}

/// The edges whose numbers count the pages: with the line and the number. Of two numbers that both
/// count, as in scans that a library has numbered again, the one that counts more pages is meant, and
/// of two alike the smaller.
fn counting(edges: &[Edge]) -> HashMap<usize, (usize, u32)> {
    type Counted = (usize, (usize, u32));
    let mut ahead: BTreeMap<i64, Vec<Counted>> = BTreeMap::new();
    for (index, edge) in edges.iter().enumerate() {
        for &(line, number, alone) in &edge.numbers {
            // A line of the text may well end with a figure.
            if alone || edge.apart {
                let by = i64::from(number) - edge.page as i64;
                ahead.entry(by).or_default().push((index, (line, number)));
            }
        }
    }
    let enough = |group: &Vec<Counted>| group.len() >= 3 || group.len() >= 2 && edges.len() <= 4;
    let mut groups: Vec<Vec<Counted>> = ahead.into_values().filter(enough).collect();
    groups.sort_by_key(|group| Reverse(group.len()));
    let mut counting = HashMap::new();
    for (index, counted) in groups.into_iter().flatten() {
        counting.entry(index).or_insert(counted);
    }
    counting
}
