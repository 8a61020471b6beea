//! Notes in the margin: small type beside the text, outside of its column, that begins with a label the
//! page asks for (Bringhurst 4.3).
//!
//! What stands in a margin without a label, a gloss or a line number, stays what it is.

use crate::restore::by_place::calls::Calls;
use crate::restore::by_place::feet::{Note, Reader, opening};
use crate::restore::by_place::part::Part;
use crate::restore::by_place::stand::Stand;

/// Finds the notes in the margins.
pub(super) fn find(stand: &Stand<'_, '_>, calls: &Calls, parts: &mut [Part]) -> Vec<Note> {
    let mut reader = Reader::new(stand, calls);
    for page in stand.pages() {
        let text = page.clone().filter(|&at| parts[at] == Part::Body && !stand.is_small(at));
        let (mut left, mut right) = (i32::MAX, i32::MIN);
        for at in text {
            left = left.min(stand.at[at].left);
            right = right.max(stand.at[at].right);
        }
        let beside = |at: usize| {
            let line = &stand.at[at];
            let half = line.size / 2;
            line.left >= right - half || line.right <= left + half
        };
        if left > right {
            continue;
        }
        let margin: Vec<usize> = page
            .filter(|&at| parts[at] == Part::Body && stand.is_small(at) && beside(at))
            .collect();
        for group in groups(stand, &margin) {
            let asked = opening(stand, group[0])
                .is_some_and(|found| calls.on_page(stand.at[group[0]].page, &found.label));
            if asked {
                group.iter().for_each(|&at| parts[at] = Part::Note);
                reader.read(&group);
            }
        }
    }
    reader.notes
}

/// The lines of a margin in groups that stand together.
fn groups(stand: &Stand<'_, '_>, margin: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &at in margin {
        let together = |above: usize| {
            let level = (stand.at[at].left - stand.at[above].left).abs() <= stand.body * 2;
            level && stand.below(above, at) > 0 && !stand.gap(above, at, 150)
        };
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|&above| together(above)) => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    groups
}
