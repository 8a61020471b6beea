//! Headings by their type: larger than the text, bold, or set in the middle between gaps; and what the
//! tags of a file say.
//!
//! The levels follow the type, too: the larger a heading, the higher it stands (Bringhurst 4.2). No
//! heading is as long as a paragraph, and none goes on in the text below it.

use std::collections::{HashMap, HashSet};

use crate::doc::Tag;
use crate::language::fold;
use crate::language::letters::is_capitals;
use crate::language::numeral::roman;
use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::by_place::line::edges::Edges;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::text::series;

/// The most lines of a heading.
const LINES: usize = 6;

/// For each line that begins or goes on with a heading: its level, and whether it begins it.
pub(in crate::restore::by_place) type Headings = HashMap<usize, (u8, bool)>;

/// A heading: its lines, and the type it is set in.
struct Found {
    lines: Vec<usize>,
    type_: Type,
}

/// What a heading is set in, the higher first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Type {
    /// The level the file gives it, if any.
    tagged: u8,
    /// Its size below the largest.
    smaller: i32,
    /// Whether it is not bold.
    plain: bool,
    /// Whether it is italic.
    italic: bool,
}

/// Finds the headings of the body.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    parts: &[Part],
    edges: &[Edges],
) -> Headings {
    let lines: Vec<usize> = (0..parts.len()).filter(|&at| parts[at] == Part::Body).collect();
    let mut found: Vec<Found> = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let run = run(stand, &lines[index..]);
        if is_heading(stand, edges, &lines, index, run) {
            let lines = lines[index..index + run].to_vec();
            let type_ = type_of(stand, lines[0]);
            found.push(Found { lines, type_ });
        }
        index += run;
    }
    let known: HashSet<usize> = found.iter().flat_map(|heading| heading.lines.clone()).collect();
    for numbered in series::find(stand, edges, &lines) {
        if numbered.lines.iter().all(|at| !known.contains(at)) {
            let type_ = type_of(stand, numbered.lines[0]);
            found.push(Found { lines: numbered.lines, type_ });
        }
    }
    levels(&found)
}

/// How many lines from the first on are set in one type and stand together.
fn run(stand: &Stand<'_, '_>, lines: &[usize]) -> usize {
    let goes_on = |pair: &&[usize]| {
        let (above, at) = (pair[0], pair[1]);
        let (one, other) = (&stand.at[above], &stand.at[at]);
        // Lines of large type stand as close as those of the text, in their own measure.
        stand.goes_on(above, at, 130)
            && one.bold == other.bold
            && heading_tag(one.tag) == heading_tag(other.tag)
    };
    1 + lines.windows(2).take_while(goes_on).count()
}

fn heading_tag(tag: Option<Tag>) -> Option<u8> {
    match tag {
        Some(Tag::Heading(level)) => Some(level),
        _ => None,
    }
}

fn type_of(stand: &Stand<'_, '_>, at: usize) -> Type {
    let line = &stand.at[at];
    let tagged = heading_tag(line.tag).unwrap_or(0);
    // Sizes are rounded to half a point, as type is cut.
    Type { tagged, smaller: -(line.size + 2) / 5, plain: !line.bold, italic: line.italic }
}

/// Whether the `run` lines from `lines[index]` on are a heading.
fn is_heading(
    stand: &Stand<'_, '_>,
    edges: &[Edges],
    lines: &[usize],
    index: usize,
    run: usize,
) -> bool {
    let at = lines[index];
    let line = &stand.at[at];
    match line.tag {
        Some(Tag::Heading(_)) => return true,
        Some(Tag::Item | Tag::Entry | Tag::Note | Tag::Caption | Tag::Table) => return false,
        _ => {}
    }
    let heading = &lines[index..index + run];
    let words: Vec<&str> = heading.iter().map(|&at| stand.words(at)).collect();
    let whole = words.join(" ");
    let letters = whole.chars().filter(|c| c.is_alphanumeric()).count();
    if run > LINES || letters == 0 || whole.chars().count() > 300 || stand.is_small(at) {
        return false;
    }
    // An address of an author, and a word that goes on in the next line.
    if whole.contains('@') || end(&whole) == End::Broken || is_byline(stand, at, &whole) {
        return false;
    }
    let stops =
        end(&whole) == End::Stop && !whole.ends_with(['?', '!']) && number(&whole).is_none();
    if stand.is_large(at) {
        // A first letter over several lines is none, and no sentence is as long in display type.
        return letters > 2 && !(stops && run > 2) || number(&whole).is_some();
    }
    let apart = apart(stand, lines, index, run);
    let short = heading.iter().all(|&at| stand.at[at].right < edges[at].right - line.size);
    let fresh = start(&whole) != Start::Inside;
    if line.bold {
        let ends = lines.get(index + run).is_none_or(|&next| {
            let last = lines[index + run - 1];
            !stand.goes_on(last, next, 130) || start(stand.words(next)) != Start::Inside
        });
        return fresh && run <= 3 && (apart || short) && !stops && ends;
    }
    let centred = heading.iter().all(|&at| is_centred(stand, edges, at));
    let display = line.italic || number(&whole).is_some() || is_capitals(&whole);
    fresh && run <= 3 && centred && apart && display && !stops
}

/// Whether what stands on the first page are the names of the text's authors, more than anything else.
fn is_byline(stand: &Stand<'_, '_>, at: usize, words: &str) -> bool {
    let authors = &stand.text.document.metadata.authors;
    if stand.at[at].page > 0 || authors.is_empty() {
        return false;
    }
    let all = fold::letters(words);
    let names = authors.iter().map(|author| fold::letters(author));
    let named: usize = names
        .filter(|name| !name.is_empty() && all.contains(name.as_str()))
        .map(|it| it.len())
        .sum();
    named * 2 > all.len()
}

/// Whether a line stands in the middle of its column, with air on both sides.
pub(in crate::restore::by_place) fn is_centred(
    stand: &Stand<'_, '_>,
    edges: &[Edges],
    at: usize,
) -> bool {
    let line = &stand.at[at];
    let (before, after) = (line.left - edges[at].left, edges[at].right - line.right);
    before > line.size * 2 && after > line.size * 2 && (before - after).abs() <= line.size * 2
}

/// Whether lines stand apart from those above and below.
fn apart(stand: &Stand<'_, '_>, lines: &[usize], index: usize, run: usize) -> bool {
    let above = index.checked_sub(1).map(|above| lines[above]);
    let above = above.is_none_or(|above| {
        !stand.same_column(above, lines[index]) || stand.gap(above, lines[index], 120)
    });
    let last = lines[index + run - 1];
    let below = lines.get(index + run);
    above && below.is_some_and(|&below| !stand.same_column(last, below) || !stand.at[below].bold)
}

/// The number of a chapter that stands alone: `IV`, `12.`, `Chapter 3`.
fn number(words: &str) -> Option<u32> {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    let word = bare.rsplit(' ').next()?;
    let short = bare.split_whitespace().count() <= 2;
    word.parse().ok().or_else(|| roman(word)).filter(|_| short)
}

/// The levels of headings by their type.
fn levels(found: &[Found]) -> Headings {
    let mut types: Vec<Type> = found.iter().map(|heading| heading.type_).collect();
    types.sort_unstable();
    types.dedup();
    // Below the sizes of headings the file knows stand those it does not; above them, the title does.
    let tagged = types.iter().filter(|type_| type_.tagged > 0).map(|type_| type_.smaller).min();
    let mut headings = Headings::new();
    for Found { lines, type_ } in found {
        let rank = types.iter().position(|other| other == type_).unwrap_or(0);
        let level = match type_.tagged {
            0 if let Some(largest) = tagged => {
                if type_.smaller < largest {
                    1
                } else {
                    2
                }
            }
            0 => u8::try_from(rank + 1).unwrap_or(6).min(6),
            level => level.clamp(1, 6),
        };
        for (index, &at) in lines.iter().enumerate() {
            headings.insert(at, (level, index == 0));
        }
    }
    headings
}
