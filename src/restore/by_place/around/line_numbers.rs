//! The numbers of lines in the margin, as editions of verse and of old texts have them, and manuscripts
//! for review: each line's, or every fifth.
//!
//! They count on by one step, as far apart as so many lines of the text are; so other numbers in a
//! margin, the pages of another edition or the years of a chronicle, are none.

use std::collections::{BTreeMap, HashMap};

use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;

/// How many pairs of numbers count on at least, for any to be believed.
const PAIRS: usize = 4;

/// Finds the numbers of lines, and gives each that it finds with its line.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    parts: &mut [Part],
) -> HashMap<usize, u32> {
    let pages: Vec<Vec<(usize, u32)>> =
        stand.pages().into_iter().map(|page| numbers(stand, parts, page)).collect();
    let mut steps: BTreeMap<u32, usize> = BTreeMap::new();
    let mut pairs = 0;
    for pair in pages.iter().flat_map(|page| page.windows(2)) {
        let ((above, one), (at, other)) = (pair[0], pair[1]);
        pairs += 1;
        let Some(step) = other.checked_sub(one).filter(|step| (1..=20).contains(step)) else {
            continue;
        };
        let lines = stand.below(above, at) * 10 / stand.leading.max(1);
        let step_lines = i32::try_from(step).unwrap_or(i32::MAX / 100) * 10;
        if lines * 10 >= step_lines * 7 && lines <= step_lines * 2 + 10 {
            *steps.entry(step).or_default() += 1;
        }
    }
    let most = steps.into_iter().max_by_key(|&(_, count)| count);
    let counted = most.filter(|&(_, count)| count >= PAIRS && count * 2 > pairs);
    let Some((step, _)) = counted else { return HashMap::new() };
    // A gap in the count, at a heading or a quotation, changes nothing of the step.
    let of_step = |&(_, number): &(usize, u32)| step == 1 || number % step == 0 || number == 1;
    let found: HashMap<usize, u32> = pages.into_iter().flatten().filter(of_step).collect();
    for &at in found.keys() {
        parts[at] = Part::LineNumber;
    }
    found
}

/// The numbers that stand alone in the margins of a page, from the top down.
fn numbers(
    stand: &Stand<'_, '_>,
    parts: &[Part],
    page: std::ops::Range<usize>,
) -> Vec<(usize, u32)> {
    let number = |at: usize| {
        let alone = parts[at] == Part::Body && stand.at[at].margin;
        let words = stand.words(at);
        let short = words.len() <= 5 && words.bytes().all(|byte| byte.is_ascii_digit());
        Some((at, words.parse().ok().filter(|_| alone && short)?))
    };
    let mut numbers: Vec<(usize, u32)> = page.filter_map(number).collect();
    numbers.sort_by_key(|&(at, _)| stand.at[at].baseline);
    numbers
}
