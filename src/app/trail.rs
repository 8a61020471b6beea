//! The trail: where the reader has been, and the way back.

use std::sync::Arc;

use super::found::Found;
use super::layer::Layer;
use super::page::PageSpot;
use super::page::shown::Focus;
use super::panel::views::Views;
use crate::text::Text;

/// Where a reader was: the text, the page, the chosen link, and the lists that were open.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) text: Arc<Text>,
    pub(super) page: PageSpot,
    /// How far wide lines were scrolled, in cells.
    pub(super) sideways: usize,
    pub(super) focus: Option<Focus>,
    /// The search in force.
    pub(super) found: Option<Found>,
    pub(super) layers: Vec<Layer>,
    /// What the side panel had to show of the text.
    pub(super) panel: Views,
}

/// Steps back and forward.
#[derive(Debug, Clone, Default)]
pub(super) struct Trail {
    back: Vec<Spot>,
    forward: Vec<Spot>,
}

impl Trail {
    /// Remembers where a jump left from. The way forward ends here.
    pub(super) fn leave(&mut self, from: Spot) {
        self.back.push(from);
        self.forward.clear();
    }

    /// Takes a step back; `now` is where the reader is.
    pub(super) fn back(&mut self, now: Spot) -> Option<Spot> {
        let to = self.back.pop()?;
        self.forward.push(now);
        Some(to)
    }

    /// Takes a step forward again; `now` is where the reader is.
    pub(super) fn forward(&mut self, now: Spot) -> Option<Spot> {
        let to = self.forward.pop()?;
        self.back.push(now);
        Some(to)
    }

    /// The steps that lead back, the last last.
    pub(super) fn steps(&self) -> &[Spot] {
        &self.back
    }

    /// Takes up steps that led back before any of this session.
    pub(super) fn recall(&mut self, mut steps: Vec<Spot>) {
        steps.append(&mut self.back);
        self.back = steps;
    }

    /// Every place that is remembered.
    pub(super) fn spots(&mut self) -> impl Iterator<Item = &mut Spot> {
        self.back.iter_mut().chain(&mut self.forward)
    }

    /// Whether a step back leads from `text` to another.
    pub(super) fn leads_from(&self, text: &Arc<Text>) -> bool {
        self.back.iter().any(|spot| !Arc::ptr_eq(&spot.text, text))
    }

    /// How many steps lead back.
    pub(super) fn len(&self) -> usize {
        self.back.len()
    }
}
