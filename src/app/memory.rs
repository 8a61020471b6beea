//! Memory: what of the way a reader went is kept over sessions, and taken up again.

use std::sync::Arc;

use super::App;
use super::page::Page;
use super::trail::Spot;
use crate::doc::Place;

/// How many steps of the way back are kept.
const STEPS: usize = 50;

/// What a reader marked in a text, and the way back through it, as places of its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// The marks and their letters.
    pub marks: Vec<(char, Place)>,
    /// The way back, the last step last.
    pub trail: Vec<Place>,
}

impl App {
    /// What there is to keep of the text on the screen.
    pub fn memory(&self) -> Memory {
        let here = |spot: &&Spot| Arc::ptr_eq(&spot.text, &self.text);
        let place = |spot: &Spot| spot.page.anchor();
        let steps = self.trail.steps().iter().rev().filter(here).take(STEPS).map(place);
        let mut trail: Vec<Place> = steps.collect();
        trail.reverse();
        let marks = self.prefix.marks().iter().filter(|(_, spot)| here(&spot));
        Memory { marks: marks.map(|(letter, spot)| (*letter, place(spot))).collect(), trail }
    }

    /// What was searched for, the last last, and whether that is an expression.
    pub fn searches(&self) -> &[(String, bool)] {
        &self.searches
    }

    /// Takes up what was searched for in sessions before.
    pub fn recall_searches(&mut self, searches: Vec<(String, bool)>) {
        self.searches = searches;
    }

    /// Takes up the marks of the text on the screen, unless a letter was given anew, and the way
    /// back, before any steps that the reader has gone since.
    pub fn recall(&mut self, memory: &Memory) {
        for &(letter, place) in &memory.marks {
            let spot = self.spot_at(place);
            self.prefix.recall(letter, spot);
        }
        let steps = memory.trail.iter().map(|&place| self.spot_at(place)).collect();
        self.trail.recall(steps);
    }

    /// Shows the text from `place` on, as when it is opened there.
    pub fn put(&mut self, place: Place) {
        self.wait_no_longer();
        let row = if place == 0 { self.page.sheet.first() } else { self.page.sheet.row_of(place) };
        self.turns.forget();
        self.focus = None;
        self.page.set_top(row);
    }

    fn spot_at(&self, place: Place) -> Spot {
        let width = usize::from(self.screen.text.width);
        Spot {
            text: Arc::clone(&self.text),
            page: Page::new(Arc::clone(&self.text), width, self.page.sheet.setting(), place)
                .spot()
                .beginning_at(place),
            sideways: 0,
            focus: None,
            found: None,
            layers: Vec::new(),
            panel: Default::default(),
        }
    }
}
