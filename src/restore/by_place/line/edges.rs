//! The edges of columns: where full lines of the text begin and end.
//!
//! Most lines of a column begin at its left edge, so that where many begin is the edge, and what
//! begins further in is indented. Of a column with few lines, those of the same place on other pages
//! tell: left and right pages have margins of their own.

use std::collections::HashMap;

use crate::restore::by_place::line::stand::Stand;

/// The left and the right edge of the column a line stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::restore::by_place) struct Edges {
    /// Where full lines begin.
    pub left: i32,
    /// Where they end.
    pub right: i32,
}

/// The edges of the column of each line; `columns` are the lines of each.
pub(in crate::restore::by_place) fn of_lines(
    stand: &Stand<'_, '_>,
    columns: &[Vec<usize>],
) -> Vec<Edges> {
    let own: Vec<Option<Edges>> = columns.iter().map(|column| of_column(stand, column)).collect();
    let mut like: HashMap<(u8, bool), Vec<Edges>> = HashMap::new();
    let key = |column: &[usize]| {
        let line = &stand.at[column[0]];
        (line.column, line.page.is_multiple_of(2))
    };
    for (column, edges) in columns.iter().zip(&own) {
        like.entry(key(column)).or_default().extend(edges);
    }
    let usual: HashMap<(u8, bool), Edges> =
        like.into_iter().filter_map(|(key, all)| Some((key, median(all)?))).collect();
    let mut edges = vec![Edges::default(); stand.at.len()];
    for (column, own) in columns.iter().zip(own) {
        let usual = usual.get(&key(column)).copied();
        let found = agreed(stand, column, own, usual);
        for &at in column {
            edges[at] = found;
        }
        crossing(stand, column, found, &mut edges);
        narrower(stand, column, &mut edges);
    }
    edges
}

/// Lines that were justified to a measure of their own, as an abstract or a quotation is, end at its
/// edge and not at that of the column: it takes a press to have so many lines end at one point, one
/// after the other, and verse does not.
fn narrower(stand: &Stand<'_, '_>, column: &[usize], edges: &mut [Edges]) {
    const LEAST: usize = 3;
    let level = |above: usize, at: usize| {
        let (one, other) = (&stand.at[above], &stand.at[at]);
        let near = one.size / 8;
        stand.same_size(above, at)
            && !stand.gap(above, at, 135)
            && (one.right - other.right).abs() <= near
    };
    for lines in column.chunk_by(|&above, &at| level(above, at)) {
        let Some(&last) = lines.last().filter(|_| lines.len() >= LEAST) else { continue };
        let right = lines.iter().map(|&at| stand.at[at].right).max().unwrap_or(0);
        // The first line of a paragraph may be set in.
        let left = |at: usize| stand.at[at].left;
        let even =
            lines[1..].iter().all(|&at| (left(at) - left(last)).abs() <= stand.at[at].size / 8);
        if even && right < edges[last].right {
            for &at in lines {
                edges[at].right = right;
            }
        }
    }
}

/// Lines that cross into the next column have edges of their own.
fn crossing(stand: &Stand<'_, '_>, column: &[usize], found: Edges, edges: &mut [Edges]) {
    let beyond = |at: &&usize| stand.at[**at].right > found.right + stand.at[**at].size * 2;
    let across: Vec<usize> = column.iter().filter(beyond).copied().collect();
    let left = across.iter().map(|&at| stand.at[at].left).min().unwrap_or(found.left);
    let right = across.iter().map(|&at| stand.at[at].right).max().unwrap_or(found.right);
    for at in across {
        edges[at] = Edges { left: left.min(found.left), right };
    }
}

/// The edges of a column by its own lines of body type, if it has some.
fn of_column(stand: &Stand<'_, '_>, column: &[usize]) -> Option<Edges> {
    const FEW: usize = 5;
    let is_body = |at: &&usize| !stand.is_large(**at) && !stand.is_small(**at);
    let lines: Vec<usize> = column.iter().filter(is_body).copied().collect();
    if lines.len() < FEW {
        return None;
    }
    let near = stand.body * 2 / 5;
    let least = (lines.len() * 3).div_ceil(20).max(2);
    let mut lefts: Vec<i32> = lines.iter().map(|&at| stand.at[at].left).collect();
    lefts.sort_unstable();
    let many = |&&left: &&i32| {
        let to = lefts.partition_point(|&other| other <= left + near);
        to - lefts.partition_point(|&other| other < left) >= least
    };
    let left = *lefts.iter().find(many)?;
    let mut rights: Vec<i32> = lines.iter().map(|&at| stand.at[at].right).collect();
    rights.sort_unstable();
    let met = |&&right: &&i32| {
        let to = rights.partition_point(|&other| other <= right);
        to - rights.partition_point(|&other| other < right - near) >= least
    };
    let right = *rights.iter().rev().find(met).or(rights.last())?;
    Some(Edges { left, right })
}

/// The edges of a column by its own lines and by those of its kind.
fn agreed(
    stand: &Stand<'_, '_>,
    column: &[usize],
    own: Option<Edges>,
    usual: Option<Edges>,
) -> Edges {
    let all = || Edges {
        left: column.iter().map(|&at| stand.at[at].left).min().unwrap_or(0),
        right: column.iter().map(|&at| stand.at[at].right).max().unwrap_or(0),
    };
    match (own, usual) {
        (None, usual) => usual.unwrap_or_else(all),
        (Some(own), None) => own,
        (Some(own), Some(usual)) => {
            // Where all of a column is indented, as a page of verse, the other pages know better; a
            // scan lies now here and now there.
            let near = |one: i32, other: i32| (one - other).abs() <= stand.body * 4;
            let left = if own.left > usual.left && near(own.left, usual.left) {
                let some =
                    column.iter().any(|&at| stand.at[at].left <= usual.left + stand.body / 2);
                if some { own.left } else { usual.left }
            } else {
                own.left
            };
            let right = if own.right < usual.right
                && near(own.right - own.left, usual.right - usual.left)
            {
                own.right.max(usual.right - usual.left + left)
            } else {
                own.right
            };
            Edges { left, right }
        }
    }
}

fn median(mut all: Vec<Edges>) -> Option<Edges> {
    let middle = all.len() / 2;
    all.sort_unstable_by_key(|edges| edges.left);
    let left = all.get(middle)?.left;
    all.sort_unstable_by_key(|edges| edges.right);
    Some(Edges { left, right: all.get(middle)?.right })
}
