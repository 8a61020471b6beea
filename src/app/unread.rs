//! The rest of a text of which the opening is shown while it is being read.
//!
//! No key waits for it. What only the rest can give, such as the end of the text, is given when
//! it is there, unless the reader has gone elsewhere by then. Of a large text the sources come last,
//! when all of it can be read and searched already. When more of the text arrives, it
//! takes the place of the opening wherever that is looked at or led back to.

use std::sync::Arc;

use super::App;
use super::found::Found;
use super::layer::Layer;
use super::layer::list::{List, Reader};
use super::page::carry::Carry;
use super::trail::Spot;
use crate::doc::Place;
use crate::text::Text;

/// What is still being read, or looked for in what is read.
#[derive(Debug, Clone)]
pub(super) struct Unread {
    /// The text it is the rest of.
    of: Arc<Text>,
    /// How much is read, in hundredths.
    percent: Option<u8>,
    /// What the reader waits for.
    then: Option<Then>,
}

/// Something that only the rest of a text can give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    /// The place the text was left at.
    Place(Place),
    /// The end.
    End,
    /// The first hit of the search in force.
    Hit,
    /// The printed page that was asked for.
    Page,
    /// The note that was asked for.
    Note,
}

impl Unread {
    /// The rest of `text`, if there is one, which was left at `place`.
    pub(super) fn of(text: &Arc<Text>, place: Place) -> Option<Self> {
        let further = place >= text.document.body_end() && place > 0;
        text.goes_on().then(|| Self {
            of: Arc::clone(text),
            percent: None,
            then: further.then_some(Then::Place(place)),
        })
    }

    /// Whether the reader waits for something in it.
    pub(super) fn is_waited_for(&self) -> bool {
        self.then.is_some()
    }
}

impl App {
    /// How much of the text on the screen is read, in hundredths, if there is more of it to come
    /// and that is known.
    pub fn read_so_far(&self) -> Option<Option<u8>> {
        self.rest_here().map(|rest| rest.percent)
    }

    /// What the reader waits for, as a sentence.
    pub fn waits_for(&self) -> Option<&'static str> {
        Some(match self.rest_here()?.then? {
            Then::Place(_) => "To where the text was left, once that is read.",
            Then::End => "To the end, once it is read.",
            Then::Page => "To that page, once it is read.",
            Then::Note => "To that note, once it is read.",
            Then::Hit => "Not found so far; the search goes on as the text is read.",
        })
    }

    /// The place to come back to: the one at the top of the page, or the one that is waited for.
    pub fn place_to_keep(&self) -> Place {
        match self.rest_here().and_then(|rest| rest.then) {
            Some(Then::Place(place)) => place,
            _ => self.place(),
        }
    }

    /// Whether what is to be shown first is still to be read.
    pub fn has_yet_to_open(&self) -> bool {
        self.rest_here().is_some_and(|rest| {
            matches!(rest.then, Some(Then::Place(_))) || rest.of.document.blocks.is_empty()
        })
    }

    fn rest_here(&self) -> Option<&Unread> {
        self.rest.as_ref().filter(|rest| Arc::ptr_eq(&rest.of, &self.text))
    }

    /// Whether the text on the screen goes on beyond what is read, so that something has to be
    /// waited for; if so, it will be.
    pub(super) fn wait_for(&mut self, then: Then) -> bool {
        let here = self.text.rest > 0 && self.rest_here().is_some();
        if let Some(rest) = self.rest.as_mut().filter(|_| here) {
            rest.then = Some(then);
        }
        here
    }

    /// Waits for nothing any more.
    pub(super) fn wait_no_longer(&mut self) -> bool {
        self.rest.as_mut().and_then(|rest| rest.then.take()).is_some()
    }

    /// Takes note of how much is read, in hundredths.
    pub(super) fn progress(&mut self, percent: u8) {
        if let Some(rest) = &mut self.rest {
            rest.percent = Some(percent);
        }
    }

    /// That there will be no more of a text, and why.
    pub(super) fn breaks_off(&mut self, why: String) {
        self.rest = None;
        self.message = Some(why);
    }

    /// Puts `more` in the place of the opening it is more of.
    pub(super) fn more(&mut self, of: &Arc<Text>, more: &Arc<Text>) {
        if !self.rest.as_ref().is_some_and(|rest| Arc::ptr_eq(&rest.of, of)) {
            return;
        }
        let mut carry = Carry::new(Arc::clone(of), Arc::clone(more));
        let then = self.rest.take().and_then(|rest| rest.then);
        self.rest = Unread::of(more, 0);
        if !self.carry_over(&mut carry) {
            return;
        }
        if let Some(then) = then {
            self.go_on(then);
        }
    }

    /// Carries all that is remembered of a text over to what takes its place. Whether that is on the
    /// screen.
    pub(super) fn carry_over(&mut self, carry: &mut Carry) -> bool {
        for spot in self.trail.spots().chain(self.prefix.spots()) {
            spot.carry(carry);
        }
        if !carry.leads_from(&self.text) {
            return false;
        }
        let removed = (std::mem::take(&mut self.removed), self.lost.take());
        let mut panel = self.panel.take();
        if let Some(held) = &mut panel.1 {
            held.carry(carry);
        }
        let marks = Self::carried(std::mem::take(&mut self.marks), carry, &self.text);
        let mut spot = self.spot();
        spot.carry(carry);
        let prompt = matches!(spot.layers.last(), Some(Layer::Prompt(_)));
        let turns = std::mem::take(&mut self.turns).carried(carry);
        self.restore(spot);
        (self.turns, self.marks) = (turns, marks);
        (self.removed, self.lost) = removed;
        if self.has_remarks() {
            self.refit();
        }
        let to = Arc::clone(carry.to());
        self.panel.take_up(panel, &to, self.page.place());
        if prompt {
            self.search_again();
        } else if self.search_failed() {
            self.message = Some(self.nothing_found());
        }
        true
    }

    /// Whether the search in force could not be made.
    fn search_failed(&self) -> bool {
        self.found.as_ref().is_some_and(|found| found.failed.is_some())
    }

    /// Gives what was waited for, or waits on.
    fn go_on(&mut self, then: Then) {
        let all = self.text.rest == 0;
        match then {
            Then::Place(place) if all || place < self.text.document.body_end() => {
                self.page.set_top(self.page.sheet.row_of(place));
            }
            Then::End if all => self.leap_to_end(),
            Then::Hit if self.found.as_ref().is_some_and(|found| !found.hits.is_empty()) => {
                self.next_hit(true);
            }
            Then::Hit if all => self.message = Some(self.nothing_found()),
            Then::Page | Then::Note => {
                let label = std::mem::take(&mut self.asked_label);
                let gone = match then {
                    Then::Page => self.leap_to_page(&label),
                    _ => self.go_to_labelled_note(&label),
                };
                self.message = gone.err().or(self.message.take());
            }
            // What takes too long in a part takes longer in the whole: `more` has said so.
            Then::Hit if self.search_failed() => {}
            then => {
                self.wait_for(then);
            }
        }
    }
}

impl Spot {
    /// Carries it over, if it is one in the opening of a text.
    pub(super) fn carry(&mut self, carry: &mut Carry) {
        for layer in &mut self.layers {
            if let Layer::Prompt(prompt) = layer {
                prompt.origin.carry(carry);
            }
        }
        if !carry.leads_from(&self.text) {
            return;
        }
        self.text = Arc::clone(carry.to());
        self.panel = Default::default();
        self.page = self.page.carried(carry);
        self.focus = self.focus.and_then(|focus| carry.focus(focus));
        self.found = self.found.take().map(|found| found.carried(carry));
        let layers = std::mem::take(&mut self.layers);
        self.layers = layers.into_iter().filter_map(|layer| self.carried(layer, carry)).collect();
    }

    /// A layer over the text, made anew from more of it.
    fn carried(&self, layer: Layer, carry: &mut Carry) -> Option<Layer> {
        match layer {
            // The list of texts is of no text.
            Layer::Picker(picker) if picker.list.is_none() => Some(Layer::Picker(picker)),
            Layer::Picker(picker) => {
                let list = picker.list.and_then(|list| list.carried(carry))?;
                let here = self.page.anchor();
                let found = self.found.as_ref();
                let made = list.make(carry.to(), Reader { found, ..Reader::at(here) })?;
                Some(Layer::list(made.taking_over(&picker)))
            }
            Layer::Prompt(mut prompt) => {
                prompt.from = carry.place(prompt.from);
                prompt.before = prompt.before.map(|found| found.carried(carry));
                Some(Layer::Prompt(prompt))
            }
            Layer::Note(read) => read.carried(carry),
            Layer::Peek(peek) => peek.carried(carry),
            Layer::Image(looking) => looking.carried(carry),
            Layer::Choosing(choosing) => choosing.carried(carry),
            Layer::Remark(remark) => Some(remark.carried(carry)),
            // They stand on links that may be others now.
            Layer::Labels(_) => None,
            layer @ (Layer::Help(_) | Layer::Label(_)) => Some(layer),
        }
    }
}

impl Found {
    /// The same search in more of the text, at the same hit.
    fn carried(self, carry: &mut Carry) -> Self {
        let (hits, failed) = match carry.hits(&self.words, self.regex) {
            Ok(hits) => (hits, None),
            Err(error) => (std::rc::Rc::default(), Some(error)),
        };
        let at = self.current.and_then(|number| self.hits.get(number));
        let at = at.map(|hit| carry.place(hit.start));
        let current = at.and_then(|at| hits.iter().position(|hit| hit.start == at));
        Self { hits, current, failed, ..self }
    }
}

impl List {
    /// The same list of more of the text, unless what it is about is gone.
    fn carried(self, carry: &Carry) -> Option<Self> {
        Some(match self {
            Self::Entry(reference) => Self::Entry(carry.reference(reference)?),
            Self::Candidates(citation) => Self::Candidates(carry.citation(citation)?),
            Self::Referring(note) => Self::Referring(carry.note(note)?),
            Self::Labelled(note) => Self::Labelled(carry.note(note)?),
            list => list,
        })
    }
}
