//! Authors that stand side by side under a title, each above an address: one is read after the other.
//!
//! Such blocks are too short to be columns, and their lines too ragged. What tells them is the row of
//! electronic addresses, of which each author has one, and that all that stands above an address is
//! centred on it or begins where it does, as the classes of IEEE and ACM set it.

use crate::read::pdf::drawn::glyph::Glyph;
use crate::read::pdf::page::part::Part;
use crate::read::pdf::page::runs::Run;

/// The most authors that stand in a row.
const MOST: usize = 5;
/// How far the middle of a line may be from that of its address, in ems; and its beginning.
const MIDDLE: f32 = 1.0;
const EDGE: f32 = 0.3;
/// How far apart two addresses stand at least, in ems.
const APART: f32 = 1.0;
/// The fewest rows of a block: a name, where the author works, the address.
const ROWS: usize = 3;

/// Runs that stand at one height.
type Row = Vec<usize>;

/// The stretch from edge to edge that an author has.
#[derive(Clone, Copy, Debug)]
struct Address {
    left: f32,
    right: f32,
}

/// The parts of a page's first part of text, those of its authors one after the other.
pub(in crate::read::pdf) fn parted(part: Part, runs: &[Run], glyphs: &[Glyph]) -> Vec<Part> {
    let rows = rows(&part, runs);
    let mut parts: Vec<Part> = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while at < rows.len() {
        let block = addresses(&rows[at], runs, glyphs)
            .and_then(|addresses| block(&rows[done..=at], &addresses, runs));
        at += 1;
        let Some((above, authors)) = block else { continue };
        parts.push(rows[done..done + above].concat());
        parts.extend(authors);
        done = at;
    }
    if done == 0 {
        return vec![part];
    }
    parts.push(rows[done..].concat());
    parts.retain(|part| !part.is_empty());
    parts
}

fn rows(part: &[usize], runs: &[Run]) -> Vec<Row> {
    let mut sorted = part.to_vec();
    sorted.sort_by(|&a, &b| runs[a].baseline.total_cmp(&runs[b].baseline));
    let mut rows: Vec<Row> = Vec::new();
    for at in sorted {
        let level = |row: &&mut Row| {
            let first = &runs[row[0]];
            runs[at].baseline - first.baseline < first.size.min(runs[at].size) * 0.4
        };
        match rows.last_mut().filter(level) {
            Some(row) => row.push(at),
            None => rows.push(vec![at]),
        }
    }
    rows.iter_mut().for_each(|row| row.sort_by(|&a, &b| runs[a].left.total_cmp(&runs[b].left)));
    rows
}

/// The addresses of a row that holds nothing else, if there are several.
fn addresses(row: &Row, runs: &[Run], glyphs: &[Glyph]) -> Option<Vec<Address>> {
    let mut found: Vec<(Address, bool)> = Vec::new();
    for run in row.iter().map(|&at| &runs[at]) {
        let has = glyphs[run.glyphs.clone()].iter().any(|glyph| glyph.letter == '@');
        match found.last_mut() {
            Some((last, any)) if run.left - last.right < run.size * APART => {
                last.right = run.right;
                *any |= has;
            }
            _ => found.push((Address { left: run.left, right: run.right }, has)),
        }
    }
    let all = (2..=MOST).contains(&found.len()) && found.iter().all(|(_, has)| *has);
    all.then(|| found.into_iter().map(|(address, _)| address).collect())
}

/// The authors above and in the last of some rows, and how many rows stand above them.
fn block(rows: &[Row], addresses: &[Address], runs: &[Run]) -> Option<(usize, Vec<Part>)> {
    let mut authors: Vec<Part> = vec![Vec::new(); addresses.len()];
    let found: Vec<Vec<Part>> =
        rows.iter().rev().map_while(|row| cells(row, addresses, runs)).collect();
    // Their names are the highest; a title may stand right above one of them.
    let whole = |cells: &Vec<Part>| cells.iter().all(|cell| !cell.is_empty());
    let high = found.iter().rposition(whole)? + 1;
    if found[..high].iter().filter(|cells| whole(cells)).count() < ROWS {
        return None;
    }
    for row in found.into_iter().take(high).rev() {
        for (author, cell) in authors.iter_mut().zip(row) {
            author.extend(cell);
        }
    }
    Some((rows.len() - high, authors))
}

/// The runs of a row by the addresses they stand above, unless one is not in its place.
fn cells(row: &Row, addresses: &[Address], runs: &[Run]) -> Option<Vec<Part>> {
    let mut cells: Vec<Part> = vec![Vec::new(); addresses.len()];
    let middle = |left: f32, right: f32| (left + right) / 2.0;
    for &at in row {
        let here = middle(runs[at].left, runs[at].right);
        let far = |address: &Address| (middle(address.left, address.right) - here).abs();
        let nearest = (0..addresses.len())
            .min_by(|&a, &b| far(&addresses[a]).total_cmp(&far(&addresses[b])))?;
        cells[nearest].push(at);
    }
    // Half way to the next address.
    let side = |at: usize| addresses.get(at).zip(addresses.get(at + 1));
    let half = |at: usize| {
        side(at).map(|(one, next)| {
            let of = |it: &Address| middle(it.left, it.right);
            middle(of(one), of(next))
        })
    };
    for (at, (cell, address)) in cells.iter().zip(addresses).enumerate() {
        let (Some(&first), Some(&last)) = (cell.first(), cell.last()) else { continue };
        let (left, right, size) = (runs[first].left, runs[last].right, runs[first].size);
        let before = at.checked_sub(1).and_then(half).is_none_or(|half| left > half);
        if !before || half(at).is_some_and(|half| right > half) {
            return None;
        }
        let centred = (middle(left, right) - middle(address.left, address.right)).abs();
        if centred > size * MIDDLE && (left - address.left).abs() > size * EDGE {
            return None;
        }
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets words in the middle of a place: where, how high, what.
    fn set(cells: &[(f32, f32, &str)]) -> (Vec<Run>, Vec<Glyph>) {
        let (mut runs, mut glyphs) = (Vec::new(), Vec::new());
        for &(middle, baseline, words) in cells {
            let from = glyphs.len();
            let wide = words.chars().count() as f32 * 5.0;
            let (left, right) = (middle - wide / 2.0, middle + wide / 2.0);
            for (at, letter) in words.chars().enumerate() {
                let left = left + at as f32 * 5.0;
                let (right, size) = (left + 5.0, 10.0);
                glyphs.push(Glyph { letter, left, right, baseline, size, look: 0, marked: 0 });
            }
            runs.push(Run { glyphs: from..glyphs.len(), left, right, baseline, size: 10.0 });
        }
        (runs, glyphs)
    }

    fn read(cells: &[(f32, f32, &str)]) -> Vec<String> {
        let (runs, glyphs) = set(cells);
        let words = |at: usize| glyphs[runs[at].glyphs.clone()].iter().map(|it| it.letter);
        let part = |part: Part| {
            let words: Vec<String> = part.into_iter().map(|at| words(at).collect()).collect();
            words.join("|")
        };
        parted((0..runs.len()).collect(), &runs, &glyphs).into_iter().map(part).collect()
    }

    #[test]
    fn authors_beside_each_other_are_read_one_after_the_other() {
        let page = [
            (200.0, 50.0, "A Title over Both"),
            (100.0, 60.0, "beside"),
            (100.0, 70.0, "Ann Lee"),
            (300.0, 71.0, "Ben Moor"),
            (100.0, 82.0, "A Faculty of Some Kind"),
            (300.0, 83.0, "Another"),
            (100.0, 94.0, "ann@a.edu"),
            (300.0, 95.0, "ben@b.edu"),
            (200.0, 120.0, "What comes then"),
        ];
        let expected = [
            "A Title over Both|beside",
            "Ann Lee|A Faculty of Some Kind|ann@a.edu",
            "Ben Moor|Another|ben@b.edu",
            "What comes then",
        ];
        assert_eq!(read(&page), expected);
        // Without addresses nothing tells.
        let without: Vec<_> =
            page.iter().map(|&(x, y, words)| (x, y, words.trim_end_matches("@a.edu"))).collect();
        assert_eq!(read(&without).len(), 1);
    }
}
