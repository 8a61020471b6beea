//! The area of notes at the foot of a page: how high it is, and how many rows of it each note has.
//!
//! It is as high as the notes of the page wish, within bounds: high enough from the first that it need
//! not grow with every note that comes, and never more than half the page. Where the text scrolls by
//! lines it keeps its height, so that nothing but the text moves. A note that is cut goes on at the
//! foot of the next page, before the notes of that page, as in print.

use super::arrange::{Wish, fitting};

/// What is to stand at the foot of a page.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::app) struct Wanted<'a> {
    /// For each note of the page the row of its reference, rising, and how many rows it wishes for.
    pub(in crate::app) lines: &'a [(usize, usize)],
    /// How many rows are left of the note that goes on from the page before.
    pub(in crate::app) rest: usize,
    /// Which of the notes the reader chose.
    pub(in crate::app) chosen: Option<usize>,
    /// The height of the area, where that is to stay; 0 where there was none.
    pub(in crate::app) height: usize,
}

/// What stands at the foot of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app) struct Plan {
    /// How many rows of text stay above it.
    pub(in crate::app) text: usize,
    /// How many rows it has, with the one of the rule that parts it from the text; 0 for none.
    pub(in crate::app) height: usize,
    /// How many rows the note has that goes on from the page before.
    pub(in crate::app) rest: usize,
    /// Which of the notes stand in it, each with its height.
    pub(in crate::app) notes: Vec<(usize, usize)>,
}

/// Which share of the page the area has at least, if there is one.
const LEAST_SHARE: usize = 4;

/// Shares a page of `room` rows out to text and notes. The text keeps at least half of them; a line of
/// which no note finds room goes over to the next page.
pub(in crate::app) fn plan(wanted: Wanted<'_>, room: usize) -> Plan {
    let most = room / 2;
    if wanted.height > 0 {
        let height = wanted.height.min(most);
        return filled(wanted, room - height, height);
    }
    let least = (room / LEAST_SHARE).max(3).min(most);
    let mut text = room;
    loop {
        let lines = wanted.lines.iter().take_while(|&&(y, _)| y < text);
        let wished = wanted.rest + lines.map(|&(_, height)| height).sum::<usize>();
        if wished == 0 {
            return Plan { text, ..Plan::default() };
        }
        let height = (wished + 1).max(least).min(most);
        if text + height <= room || text <= room - most {
            return filled(wanted, text.min(room - height), height);
        }
        text -= 1;
    }
}

/// The notes of the first `text` rows in an area of `height` rows.
fn filled(wanted: Wanted<'_>, text: usize, height: usize) -> Plan {
    let room = height.saturating_sub(1);
    let lines = wanted.lines.iter().take_while(|&&(y, _)| y < text);
    let wishes: Vec<Wish> = lines
        .enumerate()
        .map(|(index, &(y, height))| Wish { y, height, first: wanted.chosen == Some(index) })
        .collect();
    let wished: usize = wishes.iter().map(|wish| wish.height).sum();
    // What goes on from before leaves the notes of the page at least half the area.
    let rest = wanted.rest.min(room.saturating_sub(wished).max(room / 2).min(room));
    let shown = fitting(&wishes, room - rest);
    let chosen: Vec<Wish> = shown.iter().map(|&index| wishes[index]).collect();
    let notes = shown.into_iter().zip(in_order(&chosen, room - rest)).collect();
    Plan { text, height, rest, notes }
}

/// The height of each note in `room` rows, which hold at least the least of each. The one that comes
/// first by choice gets its rows before the others, and these one after the other: so it is the last
/// that is cut, and goes on on the next page.
fn in_order(wishes: &[Wish], room: usize) -> Vec<usize> {
    let mut left = room;
    let mut reserved: usize = wishes.iter().map(|wish| wish.least(room)).sum();
    let mut heights = vec![0; wishes.len()];
    for first in [true, false] {
        for (wish, height) in wishes.iter().zip(&mut heights).filter(|(it, _)| it.first == first) {
            reserved -= wish.least(room);
            *height = wish.height.min(left - reserved);
            left -= *height;
        }
    }
    heights
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plan_of(lines: &[(usize, usize)], room: usize) -> Plan {
        plan(Wanted { lines, ..Wanted::default() }, room)
    }

    #[test]
    fn a_page_without_notes_is_all_text() {
        assert_eq!(plan_of(&[], 23), Plan { text: 23, ..Plan::default() });
    }

    #[test]
    fn short_notes_take_a_quarter_and_long_ones_half() {
        let short = plan_of(&[(0, 1), (1, 1), (2, 1)], 24);
        assert_eq!((short.text, short.height), (18, 6));
        assert_eq!(short.notes, [(0, 1), (1, 1), (2, 1)]);
        let long = plan_of(&[(0, 40)], 24);
        assert_eq!((long.text, long.height, long.notes), (12, 12, vec![(0, 11)]));
    }

    #[test]
    fn it_is_the_last_note_that_is_cut() {
        assert_eq!(plan_of(&[(0, 4), (1, 20)], 24).notes, [(0, 4), (1, 7)]);
        assert_eq!(plan_of(&[(0, 20), (1, 4)], 24).notes, [(0, 9), (1, 2)]);
    }

    #[test]
    fn what_goes_on_leaves_room_for_the_notes_of_the_page() {
        let wanted = Wanted { lines: &[(0, 30)], rest: 30, ..Wanted::default() };
        let plan = plan(wanted, 24);
        assert_eq!((plan.rest, plan.notes), (5, vec![(0, 6)]));
        let wanted = Wanted { lines: &[(0, 2)], rest: 30, ..Wanted::default() };
        assert_eq!(super::plan(wanted, 24).rest, 9);
        let wanted = Wanted { rest: 3, ..Wanted::default() };
        assert_eq!((super::plan(wanted, 24).height, super::plan(wanted, 24).rest), (6, 3));
    }

    #[test]
    fn the_chosen_note_is_there_even_if_it_is_the_last() {
        let lines = [(0, 9); 12];
        let shown = plan(Wanted { lines: &lines, chosen: Some(11), ..Wanted::default() }, 16).notes;
        assert!(shown.iter().any(|&(index, height)| index == 11 && height > 2), "{shown:?}");
    }

    proptest! {
        #[test]
        fn the_foot_leaves_half_the_page(
            mut lines in prop::collection::vec((0usize..40, 1usize..30), 0..20),
            (room, rest, height) in (8usize..60, 0usize..40, 0usize..40),
        ) {
            lines.sort_unstable();
            lines.retain(|&(y, _)| y < room);
            let plan = plan(Wanted { lines: &lines, rest, chosen: None, height }, room);
            let used: usize = plan.notes.iter().map(|&(_, height)| height).sum();
            prop_assert!(plan.text >= room / 2);
            prop_assert!(plan.text + plan.height <= room);
            prop_assert!(used + plan.rest <= plan.height.saturating_sub(1));
            prop_assert!(height == 0 || plan.height == height.min(room / 2));
            let referred = lines.iter().filter(|&&(y, _)| y < plan.text).count();
            prop_assert!(plan.notes.len() <= referred);
        }
    }
}
