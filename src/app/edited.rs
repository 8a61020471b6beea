//! A text that is edited while it is read: what it was edited to takes its place, and the line being
//! read stays where it is on the screen.

use std::sync::Arc;

use super::App;
use super::page::Foot;
use super::page::carry::Carry;
use crate::anchor::Aligned;
use crate::doc::Place;
use crate::text::Text;

/// What is said when a text was read again.
const SAID: &str = "The file has changed; it was read again.";

impl App {
    /// Puts what a text was edited to in its place, wherever that is looked at or led back to. `same`
    /// is what of its words is the same.
    pub(super) fn edited(&mut self, of: &Arc<Text>, to: &Arc<Text>, same: &Arc<Aligned>) {
        let mut carry = Carry::edited(Arc::clone(of), Arc::clone(to), Arc::clone(same));
        let steady = carry.leads_from(&self.text).then(|| self.steady(&carry)).flatten();
        let foot = self.page.foot();
        let said = self.message.take();
        if !self.carry_over(&mut carry) {
            self.message = said;
            return;
        }
        if let Some((place, above)) = steady {
            self.hold_still(place, above);
        }
        let rest = foot.rest.and_then(|(note, rows)| Some((carry.note(note)?, rows)));
        self.page.set_foot(Foot { rest, from: self.page.top(), height: foot.height });
        // What it says of a search that can no longer be made goes before.
        self.message.get_or_insert_with(|| SAID.to_owned());
    }

    /// The line that is to stay where it is: that of the chosen link, else the first on the screen with
    /// words that were not edited. Gives where it begins now, and how many rows stand above it.
    fn steady(&self, carry: &Carry) -> Option<(Place, usize)> {
        let spread = self.spread();
        let begins = spread.rows.iter().map(|shown| self.page.sheet.place_of(shown.row));
        let begins: Vec<Place> = begins.collect();
        let chosen = self.focus.filter(|focus| !focus.in_notes);
        let chosen = chosen.and_then(|focus| self.place_of(focus));
        let chosen = chosen.and_then(|place| {
            let row = begins.partition_point(|begin| *begin <= place).checked_sub(1)?;
            Some((row, begins[row]))
        });
        let all = || begins.iter().copied().enumerate();
        // Blank rows share the place of the words they stand above: the last of them has the words.
        let worded = |&(row, place): &(usize, Place)| begins.get(row + 1) != Some(&place);
        let mut rows = chosen.into_iter().chain(all().filter(worded));
        rows.find_map(|(row, place)| Some((carry.sure(place)?, row)))
    }

    /// Scrolls so that `above` rows stand above the line that begins at `place`, as far as the text
    /// reaches.
    fn hold_still(&mut self, place: Place, above: usize) {
        let row = self.page.sheet.row_of(place);
        if self.page.sheet.step(self.page.top(), above as isize) == row {
            return;
        }
        let top = self.page.sheet.step(row, -(above as isize));
        self.page.set_top(top);
    }
}
