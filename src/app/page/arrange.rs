//! Arranging notes: each beside the line that refers to it, as far as room allows.

/// What a note would like: to begin at row `y` and to have `height` rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) struct Wish {
    pub(in crate::app) y: usize,
    pub(in crate::app) height: usize,
    /// It gets all its rows before others get theirs.
    pub(in crate::app) first: bool,
}

/// The least of a note worth showing: a line of it, and a line that says there is more.
pub(super) const LEAST: usize = 2;

impl Wish {
    /// The fewest rows that are of use to it in a column of `room`.
    pub(super) fn least(&self, room: usize) -> usize {
        self.height.min(LEAST).min(room)
    }
}

/// Gives each note its first row and height in a column of `room` rows, in order and without
/// overlap, with a blank row between them where there is room for that. `None` for those that
/// find no room at all, which are the last ones.
///
/// Notes go to the row they wish for, or below the one before; if that runs out of the column,
/// they move up. If they are too long together, the longest give way first.
pub(in crate::app) fn arrange(wishes: &[Wish], room: usize) -> Vec<Option<(usize, usize)>> {
    let count = wishes.len();
    let least: usize = wishes.iter().map(|wish| wish.least(room)).sum();
    let gap = usize::from(least + count.saturating_sub(1) <= room);
    let shown = fitting(wishes, room);
    let chosen: Vec<Wish> = shown.iter().map(|&index| wishes[index]).collect();
    let heights = heights(&chosen, room - gap * shown.len().saturating_sub(1));
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(shown.len());
    let mut free = 0;
    for (wish, height) in chosen.iter().zip(&heights) {
        let y = wish.y.max(free);
        places.push((y, *height));
        free = y + height + gap;
    }
    let mut end = room;
    for (y, height) in places.iter_mut().rev() {
        *y = (*y).min(end - *height);
        end = y.saturating_sub(gap);
    }
    let mut all = vec![None; count];
    for (index, place) in shown.into_iter().zip(places) {
        all[index] = Some(place);
    }
    all
}

/// The same where the reader reads note number `read`: it gets all the rows it wishes for, up to the
/// whole column, and the others give way to it, above and below.
pub(in crate::app) fn arrange_around(
    wishes: &[Wish],
    read: usize,
    room: usize,
) -> Vec<Option<(usize, usize)>> {
    let height = wishes[read].height.min(room);
    let y = wishes[read].y.min(room - height);
    let beside = |wishes: &[Wish], room: usize| {
        if room < LEAST { vec![None; wishes.len()] } else { arrange(wishes, room) }
    };
    let below = (y + height + 1).min(room);
    let after: Vec<Wish> = wishes[read + 1..]
        .iter()
        .map(|wish| Wish { y: wish.y.saturating_sub(below), ..*wish })
        .collect();
    let mut all = beside(&wishes[..read], y.saturating_sub(1));
    all.push(Some((y, height)));
    let after = beside(&after, room - below).into_iter();
    all.extend(after.map(|place| place.map(|(y, height)| (y + below, height))));
    all
}

/// Which of the notes find the least they need in `room` rows: the first ones, and in any case
/// one that comes first by the reader's choice, for which the last of the others give way.
pub(super) fn fitting(wishes: &[Wish], room: usize) -> Vec<usize> {
    let mut used = 0;
    let fits = |wish: &&Wish| {
        used += wish.least(room);
        used <= room
    };
    let mut shown: Vec<usize> = (0..wishes.iter().take_while(fits).count()).collect();
    if let Some(chosen) = (shown.len()..wishes.len()).find(|&index| wishes[index].first) {
        let mut taken: usize = shown.iter().map(|&index| wishes[index].least(room)).sum();
        while taken + wishes[chosen].least(room) > room
            && let Some(last) = shown.pop()
        {
            taken -= wishes[last].least(room);
        }
        shown.push(chosen);
    }
    shown
}

/// The height of each note so that all fit into `room` rows, which hold at least the least of
/// each. Those that come first share what the least of the others leaves; the others, the rest.
fn heights(wishes: &[Wish], room: usize) -> Vec<usize> {
    let mut heights = vec![0; wishes.len()];
    let others = wishes.iter().filter(|wish| !wish.first);
    let reserved: usize = others.map(|wish| wish.least(room)).sum();
    let mut left = room;
    for (first, reserved) in [(true, reserved), (false, 0)] {
        let chosen: Vec<usize> = (0..wishes.len()).filter(|&i| wishes[i].first == first).collect();
        let wished: Vec<usize> = chosen.iter().map(|&index| wishes[index].height).collect();
        for (index, height) in chosen.into_iter().zip(share(&wished, left - reserved)) {
            heights[index] = height;
            left -= height;
        }
    }
    heights
}

/// Shares `room` rows among notes: each gets what it wishes for, or a cap that is the same for
/// all; what the cap leaves over goes to the notes it cut, from the top.
fn share(wished: &[usize], room: usize) -> Vec<usize> {
    let total = |cap: usize| wished.iter().map(|&height| height.min(cap)).sum::<usize>();
    let (mut low, mut high) = (0, wished.iter().copied().max().unwrap_or(0));
    while low < high {
        let middle = (low + high).div_ceil(2);
        if total(middle) <= room { low = middle } else { high = middle - 1 }
    }
    let mut spare = room - total(low);
    let height = |&wish: &usize| {
        let more = spare.min(wish - wish.min(low));
        spare -= more;
        wish.min(low) + more
    };
    wished.iter().map(height).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(y: usize, height: usize) -> Wish {
        Wish { y, height, first: false }
    }

    #[test]
    fn notes_stand_beside_their_lines() {
        let placed = arrange(&[wish(2, 3), wish(10, 2)], 20);
        assert_eq!(placed, [Some((2, 3)), Some((10, 2))]);
    }

    #[test]
    fn notes_give_way_to_each_other() {
        let placed = arrange(&[wish(2, 5), wish(3, 2), wish(18, 4)], 20);
        assert_eq!(placed, [Some((2, 5)), Some((8, 2)), Some((16, 4))]);
    }

    #[test]
    fn the_longest_is_cut_first() {
        let placed = arrange(&[wish(0, 2), wish(0, 40), wish(5, 3)], 20);
        assert_eq!(placed, [Some((0, 2)), Some((3, 13)), Some((17, 3))]);
    }

    #[test]
    fn the_chosen_note_is_whole() {
        let mut wishes = [wish(0, 10), wish(1, 12), wish(2, 10)];
        wishes[1].first = true;
        assert_eq!(arrange(&wishes, 20)[1].map(|(_, height)| height), Some(12));
    }

    #[test]
    fn the_note_that_is_read_has_the_column() {
        let wishes = [wish(0, 4), wish(5, 30), wish(8, 4)];
        assert_eq!(arrange_around(&wishes, 1, 20), [None, Some((0, 20)), None]);
        let wishes = [wish(0, 4), wish(5, 10), wish(8, 4)];
        let placed = arrange_around(&wishes, 1, 20);
        assert_eq!(placed, [Some((0, 4)), Some((5, 10)), Some((16, 4))]);
    }

    #[test]
    fn short_notes_take_no_more_than_they_need() {
        let placed = arrange(&[wish(0, 1), wish(0, 1), wish(0, 1)], 3);
        assert_eq!(placed, [Some((0, 1)), Some((1, 1)), Some((2, 1))]);
    }

    #[test]
    fn the_chosen_note_is_there_even_if_it_is_the_last() {
        let mut wishes = [wish(0, 9); 12];
        wishes[11].first = true;
        let placed = arrange(&wishes, 8);
        assert!(placed[11].is_some_and(|(_, height)| height >= LEAST), "{placed:?}");
    }

    proptest! {
        #[test]
        fn notes_never_overlap(
            mut ys in prop::collection::vec((0usize..60, 1usize..50, any::<bool>()), 0..30),
            room in 1usize..60,
        ) {
            ys.sort_unstable();
            let wishes: Vec<Wish> =
                ys.iter().map(|&(y, height, first)| Wish { y: y.min(room - 1), height, first }).collect();
            let mut free = 0;
            for (place, wish) in arrange(&wishes, room).into_iter().zip(&wishes) {
                let Some((y, height)) = place else { continue };
                prop_assert!(y >= free && height >= 1 && height <= wish.height);
                free = y + height;
                prop_assert!(free <= room);
            }
            for read in 0..wishes.len() {
                let mut free = 0;
                let placed = arrange_around(&wishes, read, room);
                prop_assert_eq!(placed[read].map(|it| it.1), Some(wishes[read].height.min(room)));
                for (y, height) in placed.into_iter().flatten() {
                    prop_assert!(y >= free && height >= 1);
                    free = y + height;
                    prop_assert!(free <= room);
                }
            }
        }
    }
}
