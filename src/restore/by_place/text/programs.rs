//! Programs, and what else is set as on a typewriter within a text that is not: their lines stay as they
//! are, with their indents.
//!
//! Letters of one width are how print says that lines are as somebody typed them (Bringhurst 4.3; the
//! `verbatim` of TeX, `pre` of HTML). A word of a program within a sentence says nothing of its line, so
//! several lines in a row have to begin in such letters, and stop before their edge as typed lines do.

use std::collections::HashMap;

use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::text::seams::Judge;

/// The programs of a text: their lines, each with the first of its program.
pub(in crate::restore::by_place) type Programs = HashMap<usize, usize>;

/// How much farther than usual a line of a program may stand below the one before, in hundredths: as
/// after an empty line.
const EMPTY_LINE: i32 = 240;

/// Finds the programs among the lines that are of the text.
pub(in crate::restore::by_place) fn find(judge: &Judge<'_, '_, '_>, parts: &[Part]) -> Programs {
    let stand = judge.stand;
    let mut found = Programs::new();
    if is_typed_throughout(stand, parts) {
        return found;
    }
    let begins = |at: usize| parts[at] == Part::Body && stand.at[at].begins_fixed;
    let mut at = 0;
    while at < parts.len() {
        let first = at;
        at += 1;
        if !begins(first) {
            continue;
        }
        while at < parts.len()
            && begins(at)
            && judge.together(at - 1, at)
            && stand.goes_on(at - 1, at, EMPTY_LINE)
        {
            at += 1;
        }
        if is_program(judge, first, at) {
            found.extend((first..at).map(|line| (line, first)));
        }
    }
    found
}

/// Whether most lines of a text are set so, as those of a typescript are: then it says nothing.
fn is_typed_throughout(stand: &Stand<'_, '_>, parts: &[Part]) -> bool {
    let body = || (0..parts.len()).filter(|&at| parts[at] == Part::Body);
    body().filter(|&at| stand.at[at].fixed).count() * 2 > body().count()
}

/// Whether lines that begin in letters of one width are a program: there are several, some are wholly
/// in such letters, and most were ended on purpose.
fn is_program(judge: &Judge<'_, '_, '_>, first: usize, end: usize) -> bool {
    let lines = first..end;
    let wholly = lines.clone().filter(|&at| judge.stand.at[at].fixed).count();
    let short = |&at: &usize| judge.is_short(at, judge.stand.words(at + 1));
    let ended = (first..end - 1).filter(short).count();
    lines.len() >= 2 && wholly > 0 && ended * 2 >= lines.len() - 1
}

/// How the lines of a program are written: each with how many blanks it is set in, and how many empty
/// lines stand above it.
pub(in crate::restore::by_place) fn indents(
    stand: &Stand<'_, '_>,
    lines: &[usize],
) -> Vec<(usize, usize)> {
    /// The most that a line is set in, in blanks: a page is not wider.
    const MOST: usize = 60;
    let wide = |&at: &usize| {
        let count = i32::try_from(stand.words(at).chars().count()).unwrap_or(i32::MAX).max(1);
        (stand.at[at].right - stand.at[at].left) / count
    };
    let wholly = lines.iter().filter(|&&at| stand.at[at].fixed);
    let longest = wholly.max_by_key(|&&at| stand.words(at).len());
    // Typewriter letters are six tenths of an em wide, TeX's a little less.
    let usual = lines.first().map_or(1, |&at| stand.at[at].size * 11 / 20);
    let width = longest.map_or(usual, wide).max(usual / 2).max(1);
    let edge = lines.iter().map(|&at| stand.at[at].left).min().unwrap_or(0);
    let blanks = |at: usize| (stand.at[at].left - edge + width / 2) / width;
    let above = |index: usize| index.checked_sub(1).map(|above| lines[above]);
    let empty = |(index, &at): (usize, &usize)| {
        let apart = above(index).is_some_and(|above| stand.gap(above, at, 160));
        (usize::try_from(blanks(at)).unwrap_or(0).min(MOST), usize::from(apart))
    };
    lines.iter().enumerate().map(empty).collect()
}
