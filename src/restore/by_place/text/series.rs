//! Headings that are numbered through and set in the type of the text, in capitals or italics, as the
//! classes of IEEE and many journals have them: `II. RELATED WORK`, `4.1. Step 1`, `A. Data`.
//!
//! One such line may be anything. Several whose numbers follow each other are a series, and no list is:
//! each has its line to itself, none ends as a sentence does, and the text below is set otherwise.

use std::collections::HashSet;

use crate::language::letters::is_capitals;
use crate::language::numeral::roman;
use crate::language::prose::sentence::{End, end};
use crate::restore::by_place::line::edges::Edges;
use crate::restore::by_place::line::stand::Stand;

/// The most lines of such a heading.
const LINES: usize = 3;

/// A heading that may be one of a series.
pub(in crate::restore::by_place) struct Numbered {
    /// Its lines.
    pub lines: Vec<usize>,
    label: Label,
}

/// What a heading is numbered with: what its series has in common, and its own number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Label {
    /// `I` for Roman numerals, `A` for letters, what stands before the last point for others; and how
    /// it is set.
    series: (String, bool),
    number: u32,
}

/// The headings among some lines of the text that are of a series.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    edges: &[Edges],
    lines: &[usize],
) -> Vec<Numbered> {
    let mut found: Vec<Numbered> = Vec::new();
    for (index, &at) in lines.iter().enumerate() {
        let Some(label) = label(stand, at) else { continue };
        let run = run(stand, &lines[index..], label.series.1);
        let heading = &lines[index..index + run];
        let words: Vec<&str> = heading.iter().map(|&at| stand.words(at)).collect();
        let above = index.checked_sub(1).map(|above| lines[above]);
        let free = above.is_none_or(|above| is_free(stand, edges, above, at));
        if run <= LINES && free && end(&words.join(" ")) == End::Open {
            found.push(Numbered { lines: heading.to_vec(), label });
        }
    }
    let labels: HashSet<Label> = found.iter().map(|it| it.label.clone()).collect();
    let near = |label: &Label, number: Option<u32>| {
        number.is_some_and(|number| labels.contains(&Label { number, ..label.clone() }))
    };
    found.retain(|Numbered { label, .. }| {
        near(label, label.number.checked_sub(1)) || near(label, label.number.checked_add(1))
    });
    found
}

/// What a line is numbered with, if it is set as no line of the text is.
fn label(stand: &Stand<'_, '_>, at: usize) -> Option<Label> {
    let words = stand.words(at);
    let (first, rest) = words.split_once(' ')?;
    let italic = stand.at[at].italic;
    let begins = rest.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    if !begins || !italic && !is_capitals(rest) {
        return None;
    }
    let bare = first.strip_suffix('.').unwrap_or(first);
    let (series, number) = match bare.rsplit_once('.') {
        Some((before, last)) => {
            let counted = before.split('.').all(|it| it.parse::<u32>().is_ok());
            counted.then_some((before, last.parse().ok()?))?
        }
        None if bare == first => return None,
        None if italic && bare.len() == 1 => {
            ("A", u32::from(bare.chars().next().filter(char::is_ascii_uppercase)?))
        }
        None => ("I", roman(bare).filter(|_| is_capitals(bare))?),
    };
    Some(Label { series: (series.to_owned(), italic), number })
}

/// How many lines from the first on go on with a heading.
fn run(stand: &Stand<'_, '_>, lines: &[usize], italic: bool) -> usize {
    let goes_on = |pair: &&[usize]| {
        let (above, at) = (pair[0], pair[1]);
        let same = if italic { stand.at[at].italic } else { is_capitals(stand.words(at)) };
        same && stand.goes_on(above, at, 135) && label(stand, at).is_none()
    };
    1 + lines.windows(2).take_while(goes_on).count()
}

/// Whether what stands above a line has come to its end.
fn is_free(stand: &Stand<'_, '_>, edges: &[Edges], above: usize, at: usize) -> bool {
    let line = &stand.at[above];
    let short = line.right < edges[above].right - line.size;
    !stand.same_column(above, at)
        || stand.gap(above, at, 120)
        || short
        || end(stand.words(above)) == End::Stop
}
