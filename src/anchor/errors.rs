//! Words found with errors: Myers’ bit-parallel search (Journal of the ACM 46(3), 1999), 64 rows of
//! the table of edit distances at a time, and which part of what was found belongs to which.

use std::collections::HashMap;
use std::ops::Range;

/// How many places are looked at closely.
const MOST: usize = 64;

/// Where a pattern ends in a text, with so many errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// The byte behind its last character.
    pub(super) end: usize,
    pub(super) errors: usize,
}

/// 64 rows of a column: whether each is one more or one less than the one above.
#[derive(Clone, Copy)]
struct Rows {
    more: u64,
    less: u64,
}

impl Rows {
    /// Goes to the next column. `equal` are the rows whose letter is that of the column, `last`
    /// the bit of the last row; `above` and what comes out say how the row above, and the last,
    /// differ from their neighbour to the left.
    fn advance(&mut self, equal: u64, last: u64, above: i32) -> i32 {
        let vertical = equal | self.less;
        let equal = equal | u64::from(above < 0);
        let horizontal = ((equal & self.more).wrapping_add(self.more) ^ self.more) | equal;
        let mut more = self.less | !(horizontal | self.more);
        let mut less = self.more & horizontal;
        let out = i32::from(more & last != 0) - i32::from(less & last != 0);
        more = (more << 1) | u64::from(above > 0);
        less = (less << 1) | u64::from(above < 0);
        self.more = less | !(vertical | more);
        self.less = more & vertical;
        out
    }
}

/// The places where `pattern` ends in `text` with at most `most` errors, the best of each
/// neighbourhood: all in order, or the best where there are very many.
pub(super) fn matches(pattern: &[char], text: &str, most: usize) -> Vec<Match> {
    if pattern.is_empty() || most >= pattern.len() {
        return Vec::new();
    }
    let blocks = pattern.len().div_ceil(64);
    let mut equal: HashMap<char, Vec<u64>> = HashMap::new();
    for (row, &c) in pattern.iter().enumerate() {
        equal.entry(c).or_insert_with(|| vec![0; blocks])[row / 64] |= 1 << (row % 64);
    }
    let none = vec![0; blocks];
    // Most of a text is ASCII, and looked up there.
    let ascii: Vec<&Vec<u64>> =
        (0..128_u8).map(|byte| equal.get(&char::from(byte)).unwrap_or(&none)).collect();
    let mut rows = vec![Rows { more: u64::MAX, less: 0 }; blocks];
    let last = 1 << ((pattern.len() - 1) % 64);
    let mut errors = pattern.len();
    let mut found: Vec<Match> = Vec::new();
    for (at, c) in text.char_indices() {
        let equal = match ascii.get(c as usize) {
            Some(equal) => equal,
            None => equal.get(&c).unwrap_or(&none),
        };
        let mut carry = 0;
        for (block, rows) in rows.iter_mut().enumerate() {
            let last = if block + 1 == blocks { last } else { 1 << 63 };
            carry = rows.advance(equal[block], last, carry);
        }
        errors = errors.saturating_add_signed(carry as isize);
        if errors <= most {
            note(&mut found, Match { end: at + c.len_utf8(), errors }, pattern.len());
        }
    }
    if found.len() > MOST {
        found.sort_by_key(|found| found.errors);
        found.truncate(MOST);
    }
    found
}

/// Notes a match, or that it is better than the one before in the same place.
fn note(found: &mut Vec<Match>, now: Match, length: usize) {
    match found.last_mut() {
        Some(before) if now.end - before.end < length.div_ceil(2) => {
            if now.errors < before.errors {
                *before = now;
            }
        }
        _ => found.push(now),
    }
}

impl Match {
    /// The part of `text` that the letters of `pattern` numbered `from` to `to` are aligned with.
    pub(super) fn part(
        &self,
        pattern: &[char],
        text: &str,
        from: usize,
        to: usize,
    ) -> Range<usize> {
        // Both are read backwards: the match ends with the pattern, and begins somewhere.
        let reach = pattern.len() + self.errors;
        let text: Vec<(usize, char)> = text[..self.end].char_indices().rev().take(reach).collect();
        let width = text.len() + 1;
        let mut table: Vec<u32> = vec![0; (pattern.len() + 1) * width];
        for (column, cell) in table[..width].iter_mut().enumerate() {
            *cell = column as u32;
        }
        for (row, &wanted) in pattern.iter().rev().enumerate() {
            table[(row + 1) * width] = row as u32 + 1;
            for column in 1..width {
                let replaced =
                    table[row * width + column - 1] + u32::from(text[column - 1].1 != wanted);
                let left_out = table[row * width + column] + 1;
                let added = table[(row + 1) * width + column - 1] + 1;
                table[(row + 1) * width + column] = replaced.min(left_out).min(added);
            }
        }
        let bottom = &table[pattern.len() * width..];
        let mut column = (0..width).min_by_key(|&column| bottom[column]).unwrap_or(0);
        // The way back through the table says where each letter of the pattern begins.
        let mut row = pattern.len();
        let mut columns = vec![0; pattern.len() + 1];
        loop {
            columns[row] = column;
            if row == 0 {
                break;
            }
            let here = table[row * width + column];
            let differs =
                |column: usize| u32::from(text[column - 1].1 != pattern[pattern.len() - row]);
            if column > 0 && here == table[(row - 1) * width + column - 1] + differs(column) {
                (row, column) = (row - 1, column - 1);
            } else if here == table[(row - 1) * width + column] + 1 {
                row -= 1;
            } else {
                column -= 1;
            }
        }
        let at = |row: usize| match columns[row].checked_sub(1) {
            Some(column) => text[column].0,
            None => self.end,
        };
        let (start, end) = (at(pattern.len() - from), at(pattern.len() - to));
        start..end.max(start)
    }
}

/// How many letters are to be changed, added or left out to make the one of the other.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &wanted) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &here) in b.iter().enumerate() {
            let replaced = corner + usize::from(wanted != here);
            corner = row[j + 1];
            row[j + 1] = replaced.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chars(words: &str) -> Vec<char> {
        words.chars().collect()
    }

    #[test]
    fn finds_with_errors() {
        let text = "it was the best of times, it was the wrst of tmes";
        let found = matches(&chars("the worst of times"), text, 4);
        assert_eq!(found.last(), Some(&Match { end: text.len(), errors: 2 }));
        let part = found[found.len() - 1].part(&chars("the worst of times"), text, 4, 9);
        assert_eq!(&text[part], "wrst");
    }

    /// The least errors with which a pattern ends at each place, by the whole table.
    fn by_table(pattern: &[char], text: &[char]) -> Vec<usize> {
        let mut row: Vec<usize> = (0..=pattern.len()).collect();
        let mut ends = Vec::new();
        for &here in text {
            let mut corner = row[0];
            for (j, &wanted) in pattern.iter().enumerate() {
                let replaced = corner + usize::from(wanted != here);
                corner = row[j + 1];
                row[j + 1] = replaced.min(corner + 1).min(row[j] + 1);
            }
            ends.push(row[pattern.len()]);
        }
        ends
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        /// The best match is that of the whole table, also over several blocks of rows.
        #[test]
        fn is_as_good_as_the_table(
            pattern in "[ab é]{1,140}",
            text in "[ab é]{1,300}",
            share in 1..9_usize,
        ) {
            let pattern = chars(&pattern);
            let most = pattern.len() * share / 10;
            let best = by_table(&pattern, &chars(&text)).into_iter().min().unwrap_or(usize::MAX);
            let found = matches(&pattern, &text, most);
            let least = found.iter().map(|found| found.errors).min();
            let expected = (best <= most && most < pattern.len()).then_some(best);
            prop_assert_eq!(least, expected);
            for at in found {
                let whole = at.part(&pattern, &text, 0, pattern.len());
                prop_assert!(distance(&pattern, &chars(&text[whole])) <= at.errors);
            }
        }
    }
}
