//! Front matter: title page, half-title and colophon, wherever they lie among the pages.
//!
//! A title page is set in display lines, and what it says is said again: on the half-title, on the
//! cover, in the colophon. So two runs of display lines that share title and author are front
//! matter both, on whatever pages of a folded booklet they come.

use std::collections::HashMap;
use std::ops::Range;

use crate::language::fold::letters;
use crate::language::prose::sentence::{End, Start, end, start};
use crate::language::prose::words::tokens;
use crate::restore::lines::Sort;
use crate::restore::pages::imprint::{Says, is_rights, says};
use crate::restore::pages::role::{Print, Role, Roles};

/// Finds front matter in a text whose notes are known. `contents` is the contents list. Gives what
/// each line is with that.
pub(crate) fn find(print: Print<'_, '_>, contents: &[(String, u32)]) -> Roles {
    let count = print.lines.len();
    let listed = (0..count).find(|&at| print.role(at) == Role::Contents);
    let mut front: Vec<Range<usize>> = Vec::new();
    front.extend(listed.map(|at| before_contents(print, at, contents)));
    let leaves = leaves(print);
    front.push(opening(print, &leaves, listed));
    front.extend(twins(print, &leaves));
    front.extend(rights(print, &leaves));
    front.extend(covers(print));
    let is_front = |&at: &usize| match print.role(at) {
        Role::Body | Role::Head => true,
        Role::Number => says(print.lines[at].words) == Says::Year,
        _ => false,
    };
    let front = front.into_iter().flatten().filter(is_front);
    let roles = print.roles.with(front.map(|at| (at, Role::Front)));
    let back = back_in_the_text(Print::new(print.text, &roles));
    roles.with(back.into_iter().map(|at| (at, Role::Body)))
}

/// The lines that were taken for running heads for standing on the title page too: without that,
/// they come back too seldom, and are of the text.
fn back_in_the_text(print: Print<'_, '_>) -> Vec<usize> {
    let mut left: HashMap<String, usize> = HashMap::new();
    for line in print.of_role(Role::Front) {
        left.insert(letters(line.words), 0);
    }
    for line in print.of_role(Role::Head) {
        left.entry(letters(line.words)).and_modify(|count| *count += 1);
    }
    let seldom = |at: &usize| {
        print.role(*at) == Role::Head
            && left.get(&letters(print.lines[*at].words)).is_some_and(|&count| count < 2)
    };
    (0..print.lines.len()).filter(seldom).collect()
}

/// The most a title page and a colophon hold, in bytes.
const LONGEST: usize = 3000;

/// The lines before the contents list: front matter, unless they are too many, or the list names
/// one of them, or another page goes on in them: a folded booklet has its last pages there.
fn before_contents(
    print: Print<'_, '_>,
    listed: usize,
    contents: &[(String, u32)],
) -> Range<usize> {
    let lines = &print.lines[..listed];
    let size: usize = lines.iter().map(|line| line.words.len()).sum();
    let named = lines.iter().any(|line| {
        contents.iter().any(|(title, _)| same(title, line.words))
            && line.sort == Sort::Heading
            && !is_title(print, line.words)
    });
    let torn = || {
        paragraphs(print, 0..listed).any(|lines| {
            let (first, last) = (&print.lines[lines.start], &print.lines[lines.end - 1]);
            let long: usize = print.lines[lines].iter().map(|line| line.words.len()).sum();
            long > 200
                && (start(first.words) == Start::Inside
                    || matches!(end(last.words), End::Open | End::Broken))
        })
    };
    if size > LONGEST || named || torn() { 0..0 } else { 0..listed }
}

/// The blocks among `lines`, page ends between them too.
fn paragraphs(print: Print<'_, '_>, lines: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let opens = |at: &usize| print.lines[*at].opens || print.lines[*at].feeds > 0;
    let begins: Vec<usize> = lines.clone().filter(opens).collect();
    let ends: Vec<usize> = begins.iter().skip(1).copied().chain([lines.end]).collect();
    begins.into_iter().zip(ends).map(|(begin, end)| begin..end)
}

/// Whether words are the title of the whole: they come back in the front matter.
fn is_title(print: Print<'_, '_>, words: &str) -> bool {
    let lines = print.with_roles().take_while(|&(role, _)| role != Role::Contents);
    lines.filter(|(_, line)| same(line.words, words)).count() > 1
}

fn same(one: &str, other: &str) -> bool {
    letters(one) == letters(other)
}

/// The most lines a page of display lines has.
const LEAF: usize = 16;

/// Runs of display lines: pages of nothing else, and where no form feed tells of pages, any run.
fn leaves(print: Print<'_, '_>) -> Vec<Range<usize>> {
    if print.has_feeds() {
        return print.pages().into_iter().filter(|page| is_display(print, page)).collect();
    }
    let mut leaves = Vec::new();
    let mut begin = 0;
    while begin < print.lines.len() {
        let length = (begin..print.lines.len()).take_while(|&at| is_short(print, at)).count();
        let run = begin..begin + length;
        if length > 2 * LEAF {
            // A dialogue or a list may follow a title page.
            leaves.push(run.start..run.start + LEAF);
            leaves.push(run.end - LEAF..run.end);
        } else if length > 1 {
            leaves.push(run);
        }
        begin += length.max(1);
    }
    leaves
}

/// Whether a page has nothing but display lines: few, and far from full but for one in three,
/// which may be a long title.
fn is_display(print: Print<'_, '_>, page: &Range<usize>) -> bool {
    let wide = page.clone().filter(|&at| is_wide(print, at)).count();
    page.len() <= LEAF
        && wide * 3 <= page.len()
        && page.clone().all(|at| is_apart(print.role(at)) && is_short(print, at))
}

fn is_apart(role: Role) -> bool {
    matches!(role, Role::Body | Role::Head | Role::Number)
}

/// Whether a line is longer than six tenths of a full one.
fn is_wide(print: Print<'_, '_>, at: usize) -> bool {
    print.lines[at].width() * 10 > print.measure * 6
}

/// Whether a line is no running text: short, or in plain text the only long one where it stands.
fn is_short(print: Print<'_, '_>, at: usize) -> bool {
    let line = &print.lines[at];
    if !is_apart(print.role(at)) || !matches!(line.sort, Sort::Text | Sort::Heading) {
        return false;
    }
    if !print.plain {
        return line.words.len() < 120;
    }
    let beside = |near: usize| {
        print.lines.get(near).is_some_and(|other| other.block == line.block)
            && print.lines[near].feeds == 0
            && is_wide(print, near)
    };
    !is_wide(print, at) || !at.checked_sub(1).is_some_and(beside) && !beside(at + 1)
}

/// The lines a text opens with that are front matter by their place: the first pages, if they are
/// display pages; or lines down to a year, with two more above it for title and author.
fn opening(print: Print<'_, '_>, leaves: &[Range<usize>], listed: Option<usize>) -> Range<usize> {
    let mut front = 0;
    if print.has_feeds() {
        for leaf in leaves.iter().take(4) {
            let full = |at: usize| print.lines[at].width() * 10 > print.measure * 9;
            let ends = leaf.end == print.lines.len();
            if leaf.start != front || ends || leaf.clone().any(full) {
                break;
            }
            front = leaf.end;
        }
    } else if let Some(leaf) = leaves.first().filter(|leaf| leaf.start == 0) {
        let year = |at: &usize| says(print.lines[*at].words) == Says::Year;
        let down = leaf.clone().take(LEAF / 2).rev().find(year).map_or(0, |at| at + 1);
        let others = (0..down).filter(|&at| says(print.lines[at].words) == Says::Other).count();
        front = if others >= 2 { down } else { 0 };
    }
    0..listed.map_or(front, |at| front.min(at))
}

/// Some lines of a leaf, as words to compare.
#[derive(Clone, Debug)]
struct Unit {
    leaf: usize,
    lines: Range<usize>,
}

/// The leaves that share two things or more with another or within themselves, title and author,
/// if a year or the rights stand on one of the two: refrains come back too.
fn twins(print: Print<'_, '_>, leaves: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut units: HashMap<String, Vec<Unit>> = HashMap::new();
    for (leaf, lines) in leaves.iter().enumerate() {
        for begin in lines.clone() {
            // A title may be broken over three lines here and stand in one there.
            for end in begin + 1..=lines.end.min(begin + 3) {
                let words: String = (begin..end).map(|at| print.lines[at].words).collect();
                let key = letters(&words);
                if key.chars().filter(|c| c.is_alphabetic()).count() > 2 {
                    units.entry(key).or_default().push(Unit { leaf, lines: begin..end });
                }
            }
        }
    }
    let dated = |leaf: usize| {
        let mut lines = leaves[leaf].clone().map(|at| print.lines[at].words);
        lines.any(|words| says(words) == Says::Year || is_rights(words))
    };
    let mut shared: HashMap<(usize, usize), Vec<Range<usize>>> = HashMap::new();
    for alike in units.values().filter(|alike| (2..=8).contains(&alike.len())) {
        for one in alike {
            for other in alike {
                let apart =
                    one.lines.end <= other.lines.start || other.lines.end <= one.lines.start;
                if apart {
                    shared.entry((one.leaf, other.leaf)).or_default().push(one.lines.clone());
                }
            }
        }
    }
    let enough = |pair: (usize, usize)| {
        let count = shared.get(&pair).map_or(0, |lines| count_apart(lines));
        // Within one leaf, each counts where it stands first and where it stands again.
        if pair.0 == pair.1 { count >= 4 } else { count >= 2 }
    };
    let mut front = Vec::new();
    for (&(one, other), lines) in &shared {
        if enough((one, other)) && enough((other, one)) && (dated(one) || dated(other)) {
            front.push(extend(print, &leaves[one], lines));
        }
    }
    front.extend(half_titles(print, leaves, &front));
    front
}

/// How many of some runs of lines can be had without one overlapping another.
fn count_apart(runs: &[Range<usize>]) -> usize {
    let mut runs: Vec<&Range<usize>> = runs.iter().collect();
    runs.sort_by_key(|run| run.end);
    let (mut count, mut floor) = (0, 0);
    for run in runs {
        if run.start >= floor {
            count += 1;
            floor = run.end;
        }
    }
    count
}

/// The lines of a leaf that are front matter with those it shares: all, where it is a page;
/// elsewhere those between and the small print around them.
fn extend(print: Print<'_, '_>, leaf: &Range<usize>, shared: &[Range<usize>]) -> Range<usize> {
    if print.has_feeds() {
        return leaf.clone();
    }
    let mut begin = shared.iter().map(|lines| lines.start).min().unwrap_or(leaf.start);
    let mut end = shared.iter().map(|lines| lines.end).max().unwrap_or(leaf.start);
    let small = |at: usize| matches!(says(print.lines[at].words), Says::Year | Says::Imprint);
    // A title alone after the small print begins the text.
    if let Some(last) = (begin..end).rev().find(|&at| small(at)) {
        let below: Vec<Range<usize>> =
            shared.iter().filter(|lines| lines.start > last).cloned().collect();
        end = if count_apart(&below) == 1 { last + 1 } else { end };
    }
    let block = |at: usize, beside: usize| {
        let own = print.lines[at].block == print.lines[beside].block;
        own && print.lines[leaf.clone()].iter().filter(|l| l.block == print.lines[at].block).count()
            <= 6
    };
    while begin > leaf.start && (small(begin - 1) || block(begin - 1, begin)) {
        begin -= 1;
    }
    while end < leaf.end && (small(end) || block(end, end - 1)) {
        end += 1;
    }
    // Nothing but front matter lies between the title page and the edge of a text.
    if leaf.start == 0 && begin <= 3 {
        begin = 0;
    }
    if leaf.end == print.lines.len() && end + 2 >= leaf.end {
        end = leaf.end;
    }
    begin..end
}

/// Pages of display lines that have the same words and nothing else: the title page says title and
/// author, and the back of the cover says them again, in either order and broken otherwise. No
/// refrain fills two pages.
fn covers(print: Print<'_, '_>) -> Vec<Range<usize>> {
    if !print.has_feeds() {
        return Vec::new();
    }
    let bare =
        |page: &Range<usize>| page.len() <= LEAF && page.clone().all(|at| is_apart(print.role(at)));
    let mut alike: HashMap<Vec<String>, Vec<Range<usize>>> = HashMap::new();
    for page in print.pages().into_iter().filter(bare) {
        let lines = print.lines[page.clone()].iter();
        let mut said: Vec<String> =
            lines.flat_map(|line| tokens(line.words)).map(letters).collect();
        said.sort_unstable();
        if said.iter().filter(|word| !word.is_empty()).count() > 2 {
            alike.entry(said).or_default().push(page);
        }
    }
    alike.into_values().filter(|pages| pages.len() > 1).flatten().collect()
}

/// Pages with nothing on them but lines of `front`: half-titles.
fn half_titles(
    print: Print<'_, '_>,
    leaves: &[Range<usize>],
    front: &[Range<usize>],
) -> Vec<Range<usize>> {
    if !print.has_feeds() || front.is_empty() {
        return Vec::new();
    }
    let said: Vec<String> =
        front.iter().cloned().flatten().map(|at| letters(print.lines[at].words)).collect();
    let half = |leaf: &&Range<usize>| {
        (*leaf).clone().all(|at| said.contains(&letters(print.lines[at].words)))
    };
    leaves.iter().filter(half).cloned().collect()
}

/// Pages, or the first and last lines of a text without them, that say nothing but who has the
/// rights: the back of the cover.
fn rights(print: Print<'_, '_>, leaves: &[Range<usize>]) -> Vec<Range<usize>> {
    let all = |lines: &Range<usize>| {
        lines.clone().all(|at| is_rights(print.lines[at].words) && print.lines[at].width() < 80)
    };
    if print.has_feeds() {
        return leaves.iter().filter(|leaf| all(leaf)).cloned().collect();
    }
    let last = print.lines.len() - 1;
    let apart = |at: &usize| {
        let line = &print.lines[*at];
        line.opens && is_apart(print.role(*at)) && line.sort != Sort::Item
    };
    [0, last].into_iter().filter(apart).map(|at| at..at + 1).filter(all).collect()
}
