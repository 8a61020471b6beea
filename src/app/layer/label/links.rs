//! Labels on every link of the screen: one or two letters, typed to choose it.
//!
//! No label is the beginning of another, so that the last letter of one chooses without another key
//! (as Vimium's and kitty's hints do). Labels cover cells; nothing is laid out anew.

use crate::app::command::Command;
use crate::app::command::key::Key;
use crate::app::layer::Layer;
use crate::app::page::shown::Focus;
use crate::app::{App, Effect};

/// Labels on the links of the screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Labels {
    /// What is typed of a label.
    pub typed: String,
    /// The links and their labels, as they stand on the screen.
    labels: Vec<(String, Focus)>,
}

/// A label on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelSpot {
    /// Its first cell.
    pub x: u16,
    /// Its row.
    pub y: u16,
    /// Its letters.
    pub label: String,
}

/// The letters of labels: those under the fingers first.
const LETTERS: &[u8; 26] = b"fjdkslaghrueiwotyqpvncmxbz";

impl App {
    /// Puts labels on the links of the screen.
    pub(in crate::app) fn label_links(&mut self) {
        let links = self.choosable();
        if links.is_empty() {
            self.message = Some("There is no link on the screen.".to_owned());
            return;
        }
        let labels = made(links.len(), &[]).into_iter().zip(links).collect();
        self.layers.push(Layer::Labels(Labels { typed: String::new(), labels }));
    }

    /// Takes a key while there are labels.
    pub(in crate::app) fn labels_key(&mut self, key: Key) -> Vec<Effect> {
        let Some(Layer::Labels(labels)) = self.layers.last_mut() else { return Vec::new() };
        match key {
            Key::Backspace if !labels.typed.is_empty() => _ = labels.typed.pop(),
            Key::Char(c) if c.is_alphabetic() => return self.type_label(c),
            // Other keys take them away, and do nothing else: who typed them saw labels.
            _ => _ = self.layers.pop(),
        }
        Vec::new()
    }

    /// Types a letter of a label. A capital follows the link at once.
    fn type_label(&mut self, letter: char) -> Vec<Effect> {
        let Some(Layer::Labels(labels)) = self.layers.last_mut() else { return Vec::new() };
        let typed: String = labels.typed.chars().chain([letter]).collect();
        let small = typed.to_lowercase();
        if !labels.labels.iter().any(|(label, _)| label.starts_with(&small)) {
            self.message = Some(format!("No label begins with {small}."));
            return Vec::new();
        }
        let chosen = labels.labels.iter().find(|(label, _)| *label == small);
        let Some(&(_, focus)) = chosen else {
            labels.typed = typed;
            return Vec::new();
        };
        self.layers.pop();
        self.choose(focus);
        let at_once = typed.chars().any(char::is_uppercase);
        match self.layers.last() {
            _ if !at_once => Vec::new(),
            Some(Layer::Note(_)) => self.follow_from_note(),
            _ => self.reading(Command::Follow, None),
        }
    }

    /// Chooses a link of the screen. Where that is not in the note that has the keys, the text gets
    /// them back.
    fn choose(&mut self, focus: Focus) {
        let read = self.note_in_hand().map(|read| read.note);
        let own = read.is_some_and(|note| {
            let mut notes = self.spread().notes.into_iter();
            let shown = notes.find(|shown| shown.note == note);
            let rows = shown.iter().flat_map(|shown| shown.rows.iter().flatten());
            let mut pieces = rows.flat_map(|row| &row.line().pieces);
            focus.in_notes && pieces.any(|piece| piece.link == Some(focus.link))
        });
        if read.is_some() && !own {
            self.let_go_of_note();
        }
        self.focus = Some(focus);
    }

    /// Where the labels stand that what is typed may still mean: each at the beginning of its link,
    /// or beside the label before it.
    pub fn label_spots(&self, labels: &Labels) -> Vec<LabelSpot> {
        let links = self.spread().links(&self.screen, self.page.sideways);
        let width = self.screen.whole.width;
        let typed = labels.typed.to_lowercase();
        let mut spots: Vec<LabelSpot> = Vec::new();
        for (label, focus) in &labels.labels {
            let spot = links.iter().find(|spot| spot.focus == *focus && spot.area.width > 0);
            let Some(area) = spot.map(|spot| spot.area) else { continue };
            let cells = label.len() as u16;
            let mut row: Vec<u16> = Vec::new();
            for other in spots.iter().filter(|other| other.y == area.y) {
                row.extend(other.x..other.x + other.label.len() as u16);
            }
            let free = |x: &u16| (*x..*x + cells).all(|x| !row.contains(&x));
            let end = width.saturating_sub(cells);
            let x = (area.x.min(end)..=end).find(free);
            let x = x.or_else(|| (0..area.x.min(end)).rev().find(free));
            spots.extend(x.map(|x| LabelSpot { x, y: area.y, label: label.clone() }));
        }
        spots.retain(|spot| spot.label.starts_with(&typed));
        spots
    }

    /// Takes labels away, if there are any.
    pub(in crate::app) fn take_labels_away(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Labels(_))) {
            self.layers.pop();
        }
    }
}

/// So many labels, none the beginning of another: as many of one letter as leave enough of two for
/// the rest, and none with a letter of `but`. There are no more than the letters squared.
pub(in crate::app) fn made(count: usize, but: &[char]) -> Vec<String> {
    let kept = LETTERS.iter().copied().filter(|&letter| !but.contains(&char::from(letter)));
    let kept: Vec<u8> = kept.collect();
    let letters = kept.len();
    if letters < 2 {
        return Vec::new();
    }
    let count = count.min(letters * letters);
    // Each letter that stands alone leaves one label where it would have begun as many as there are
    // letters.
    let alone = (letters * letters - count) / (letters - 1);
    let one = kept.iter().take(alone).map(|&letter| char::from(letter).to_string());
    let two = kept.iter().skip(alone).flat_map(|&first| {
        kept.iter().map(move |&second| [first, second].map(char::from).iter().collect())
    });
    one.chain(two).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_label_is_the_beginning_of_another() {
        for count in [0, 1, 2, 25, 26, 27, 51, 52, 60, 100, 675, 676] {
            let labels = made(count, &[]);
            assert_eq!(labels.len(), count);
            for (at, label) in labels.iter().enumerate() {
                assert!((1..=2).contains(&label.len()));
                let mut others = labels[at + 1..].iter();
                assert!(!others.any(|other| other.starts_with(label) || label.starts_with(other)));
            }
        }
        assert!(made(26, &[]).iter().all(|label| label.len() == 1));
        assert_eq!(made(60, &[]).iter().filter(|label| label.len() == 1).count(), 24);
        assert_eq!(made(700, &[]).len(), 676);
    }
}
