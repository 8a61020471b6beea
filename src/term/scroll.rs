//! Scrolling: rows that only moved up or down are moved by the terminal and not sent again.
//!
//! A frame says nothing of how it came about, so the move is found by looking: rows of the new
//! frame are looked for among those that are shown. Whether it was found right costs nothing but
//! bytes, because what a move leaves wrong is sent as any other change is.

use crate::view::Print;

/// A move of the first rows of a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Move {
    /// How many rows move.
    pub(super) rows: usize,
    /// By how many rows they move up; down, where it is negative.
    pub(super) up: isize,
}

/// What a move must spare to be worth its bytes: a row of text counts two, one of notes, which
/// are half as wide, one.
const WORTH: usize = 6;

impl Move {
    /// The move that spares the most on the way from what is shown, as far as that is known, to
    /// the next frame, of which the last row, the status line, stays where it is.
    pub(super) fn between(shown: &[Option<Print>], next: &[Print]) -> Option<Self> {
        let rows = next.len().checked_sub(1).filter(|_| shown.len() == next.len())?;
        let spared = |up: isize| -> usize {
            let from = |row: usize| row.checked_add_signed(up).filter(|&from| from < rows);
            let shown = |row: usize| from(row).and_then(|from| shown[from]);
            let row = |row: usize| {
                let (shown, next) = (shown(row)?, next[row]);
                let (text, notes) = (shown.text == next.text, shown.notes == next.notes);
                Some(2 * usize::from(text) + usize::from(notes))
            };
            (0..rows).filter_map(row).sum()
        };
        let still = spared(0);
        if still + WORTH > 3 * rows {
            return None;
        }
        // Rows from the middle, since one at the edge may be new; any that has words will do.
        let middle = (rows / 2).saturating_sub(2)..rows.min(rows / 2 + 3);
        let probes = middle.filter(|&row| !next[row].blank);
        let (most, up) = probes
            .flat_map(|row| (0..rows).map(move |from| (row, from)))
            .filter(|&(row, from)| shown[from].is_some_and(|from| from.text == next[row].text))
            .map(|(row, from)| from as isize - row as isize)
            .filter(|&up| up != 0)
            .map(|up| (spared(up), up))
            .max()?;
        (most >= still + WORTH).then_some(Self { rows, up })
    }

    /// What makes a terminal move the rows: a scrolling region of them, in which lines are deleted
    /// or inserted at the top (DECSTBM; ECMA-48, DL and IL). Unlike SU and SD, every terminal
    /// that has regions has these.
    pub(super) fn sequence(self) -> String {
        let act = if self.up > 0 { 'M' } else { 'L' };
        format!("\x1b[1;{}r\x1b[{}{act}\x1b[r", self.rows, self.up.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The prints of a screen of such rows, 0 for a blank one, over a status line.
    fn screen(rows: &[u64]) -> Vec<Print> {
        let print = |&text: &u64| Print { text, notes: 0, bar: 0, blank: text == 0 };
        rows.iter().chain(&[99]).map(print).collect()
    }

    fn between(shown: &[Print], next: &[Print]) -> Option<isize> {
        let shown: Vec<Option<Print>> = shown.iter().copied().map(Some).collect();
        Move::between(&shown, next).map(|found| found.up)
    }

    const ROWS: [u64; 12] = [0, 1, 2, 3, 0, 4, 5, 6, 0, 7, 8, 9];

    #[test]
    fn finds_how_far_rows_moved() {
        let shown = screen(&ROWS[..8]);
        for (from, up) in [(1, Some(1)), (3, Some(3)), (0, None)] {
            let next = screen(&ROWS[from..from + 8]);
            assert_eq!(between(&shown, &next), up, "from {from}");
            assert_eq!(between(&next, &shown), up.map(|up| -up), "back from {from}");
        }
        assert_eq!(between(&shown, &screen(&[11, 12, 13, 14, 15, 16, 17, 18])), None);
        // A few new rows among many that stay are no move.
        assert_eq!(between(&shown, &screen(&[0, 1, 2, 3, 0, 4, 1, 6])), None);
        // Nothing moves on a screen that was cleared.
        assert_eq!(Move::between(&[None; 9], &shown), None);
    }

    #[test]
    fn no_screen_is_too_small() {
        for rows in 0..6 {
            let blank = &screen(&[0; 6])[..rows];
            assert_eq!(between(blank, blank), None);
            assert_eq!(between(&[], blank), None);
        }
    }

    #[test]
    fn lines_are_deleted_or_inserted_at_the_top() {
        assert_eq!(Move { rows: 39, up: 2 }.sequence(), "\x1b[1;39r\x1b[2M\x1b[r");
        assert_eq!(Move { rows: 39, up: -1 }.sequence(), "\x1b[1;39r\x1b[1L\x1b[r");
    }
}
