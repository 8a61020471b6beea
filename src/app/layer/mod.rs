//! Layers: what lies over the text and takes the keys first.

mod choosing;
pub mod far;
pub(super) mod field;
pub mod help;
pub mod image;
pub(super) mod in_note;
pub mod label;
pub(super) mod list;
mod marked;
pub mod peek;
pub mod picker;
pub(super) mod prompt;
pub mod texts;
pub mod words;

use std::rc::Rc;

use crate::layout::{Laid, Link, Row};
use help::Help;
use image::Looking;
use in_note::InNote;
use label::links::Labels;
use label::typed::LabelPrompt;
use peek::Peek;
use picker::Picker;
use prompt::Prompt;
use words::Choosing;
use words::remark::Remark;

/// Something over the text.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A list to choose from.
    Picker(Box<Picker>),
    /// The line a search is typed in.
    Prompt(Box<Prompt>),
    /// The line the label of a printed page or of a note is typed in.
    Label(Box<LabelPrompt>),
    /// The help.
    Help(Help),
    /// The note that is read where it stands.
    Note(Box<InNote>),
    /// What a link leads to, in a small box.
    Peek(Peek),
    /// Labels on the links of the screen.
    Labels(Labels),
    /// An image.
    Image(Box<Looking>),
    /// Words being chosen.
    Choosing(Box<Choosing>),
    /// The line a remark is typed in.
    Remark(Box<Remark>),
}

impl Layer {
    /// A list on top.
    pub(super) fn list(picker: Picker) -> Self {
        Self::Picker(Box::new(picker))
    }
}

/// The next or last of `count` things from the one at `at`, round and round.
fn round(count: usize, at: Option<usize>, next: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (at, next) {
        (None, true) => 0,
        (None, false) => last,
        (Some(at), true) => (at + 1) % count,
        (Some(at), false) => (at + last) % count,
    })
}

/// The links of the rows of a box, each once and with the row it begins in. The label of a note is none
/// that leads on.
fn links_in(rows: &[Option<(Row, Rc<Laid>)>]) -> Vec<(Link, usize)> {
    let mut links: Vec<(Link, usize)> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some((row, laid)) = row else { continue };
        for link in laid.lines[row.row].pieces.iter().filter_map(|piece| piece.link) {
            let label = matches!(link, Link::NoteLabel(_));
            if !label && links.iter().all(|&(other, _)| other != link) {
                links.push((link, index));
            }
        }
    }
    links
}

/// How far a box of `height` rows is scrolled so that row `index` of `rows` shows, and not where the box
/// says how many there are above or below.
fn scrolled_to(index: usize, top: usize, rows: usize, height: usize) -> usize {
    let least = (index + 2).saturating_sub(height);
    top.max(least).min(index.saturating_sub(1)).min(rows.saturating_sub(height))
}
