//! Turning pages: a page down and a page up undo each other, wherever the text ends and whatever notes
//! stand at the foot.
//!
//! How many rows a page has depends on the notes of those rows, so that the page above cannot be told
//! from the page below alone. What was turned is remembered, and turned back.

use crate::app::App;
use crate::app::command::Command;
use crate::app::page::carry::Carry;
use crate::app::page::{Foot, PageSpot};
use crate::doc::NoteId;

/// How many pages are remembered: nobody turns back further without another key between.
const MOST: usize = 500;

/// Pages turned at the present width.
#[derive(Debug, Default)]
pub(in crate::app) struct Turns {
    /// The page above and the page below, the last turned last.
    pairs: Vec<(PageSpot, PageSpot)>,
}

impl Turns {
    /// Remembers that one page was turned to from the other, whichever way.
    pub(in crate::app) fn turned(&mut self, above: PageSpot, below: PageSpot) {
        if above == below {
            return;
        }
        self.pairs.retain(|pair| *pair != (above, below));
        if self.pairs.len() >= MOST {
            self.pairs.drain(..MOST / 2);
        }
        self.pairs.push((above, below));
    }

    /// The page that was turned down to from this one, or up from.
    pub(in crate::app) fn below(&self, above: PageSpot) -> Option<PageSpot> {
        self.pairs.iter().rfind(|pair| pair.0 == above).map(|pair| pair.1)
    }

    /// The page that was turned up to from this one, or down from.
    pub(in crate::app) fn above(&self, below: PageSpot) -> Option<PageSpot> {
        self.pairs.iter().rfind(|pair| pair.1 == below).map(|pair| pair.0)
    }

    /// The same pages in more of their text. In what it was edited to, rows are others.
    pub(in crate::app) fn carried(self, carry: &Carry) -> Self {
        if carry.is_of_an_edit() {
            return Self::default();
        }
        let spots = self.pairs.into_iter();
        Self { pairs: spots.map(|(a, b)| (a.carried(carry), b.carried(carry))).collect() }
    }

    /// Forgets them: the rows are others now.
    pub(in crate::app) fn forget(&mut self) {
        self.pairs.clear();
    }
}

impl App {
    /// Scrolls down by a page, to the page that was turned up from here, if one was.
    pub(in crate::app) fn page_down(&mut self) {
        let above = self.page.spot();
        let rows = self.page_rows();
        // With a longer note at the foot, there may be rows between that were not seen.
        let near = |below: &PageSpot| {
            self.page.sheet.rows_between(above.top(), below.top(), rows + 1) <= rows
        };
        match self.turns.below(above).filter(near) {
            Some(below) => self.page.restore(below),
            None => {
                let rest = self.cut_at_foot();
                self.scroll(rows as isize);
                self.go_on_at_foot(rest);
            }
        }
        if self.page.spot() == above && self.text.rest == 0 {
            let start = self.keys.key_of(Command::Start);
            self.message = Some(format!("This is the end; {start} goes to the beginning."));
        }
        self.turns.turned(above, self.page.spot());
    }

    /// The first note at the foot that is cut, and how many of its rows were shown.
    fn cut_at_foot(&self) -> Option<(NoteId, usize)> {
        let spread = self.spread();
        let cut = spread.notes.iter().find(|note| note.more > 0).filter(|_| spread.foot > 0)?;
        let before = self.page.foot().rest.filter(|_| cut.goes_on).map_or(0, |(_, rows)| rows);
        Some((cut.note, before + cut.rows.len()))
    }

    /// Lets the note that was cut on the page before go on at the foot of this one, unless it would
    /// cover the end of the text, after which there is no page to turn to.
    fn go_on_at_foot(&mut self, rest: Option<(NoteId, usize)>) {
        let last = |app: &Self| app.spread().rows.last().map(|shown| shown.row);
        let end = self.page.sheet.last();
        let ends = last(self) == Some(end);
        self.page.set_foot(Foot { rest, from: self.page.top(), height: 0 });
        if ends && last(self) != Some(end) {
            self.page.set_foot(Foot::default());
        }
    }

    /// Scrolls up by a page, to the page that was turned down from here, if one was.
    pub(in crate::app) fn page_up(&mut self) {
        let below = self.page.spot();
        match self.turns.above(below) {
            Some(above) => self.page.restore(above),
            None => self.go_a_page_up(),
        }
        // A page that begins with the text is read on from as a whole.
        if self.page.top() != self.page.sheet.first() {
            self.turns.turned(self.page.spot(), below);
        }
    }

    /// Scrolls up so far that the row at the top is the first below the page: as far as the page
    /// there is long, which notes at its foot make shorter.
    fn go_a_page_up(&mut self) {
        let top = self.page.top();
        let height = self.screen.rows();
        let mut by = height;
        loop {
            let to = self.page.sheet.step(top, -(by as isize));
            self.page.set_top(to);
            let shown = self.page_rows();
            if by <= 1 || self.page.sheet.rows_between(to, top, height) <= shown {
                return;
            }
            by = (by - 1).min(shown.max(1));
        }
    }
}
