//! Input: keys, the mouse, the size of the screen, and what was asked for and has come.

pub(super) mod drag;
mod mouse;
pub(super) mod prefix;

use std::sync::Arc;

use super::command::key::Key;
use super::layer::far::{Elsewhere, FoundInAll, Library, MarkedText, WorkCited};
use super::layer::image::Seen;
use super::layer::texts::Shelf;
use crate::anchor::Aligned;
use crate::doc::{Place, ReferenceId};
use crate::marks::{Offer, Placed};
use crate::picture::Means;
use crate::text::Text;

/// Something that happens to the app.
#[derive(Debug, Clone)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something at this cell.
    Mouse {
        /// What it did.
        act: MouseAct,
        /// The column, from 0.
        x: u16,
        /// The row, from 0.
        y: u16,
    },
    /// The screen has this many columns and rows now.
    Resize(u16, u16),
    /// A text that was asked for is here, to be shown from `place` on.
    Opened {
        /// The text.
        text: Arc<Text>,
        /// Where to begin.
        place: Place,
    },
    /// These are the texts there are to choose from.
    Texts {
        /// They.
        shelf: Shelf,
        /// Whether they are to be listed where they are not.
        open: bool,
    },
    /// These are the texts that are known.
    Library {
        /// They.
        library: Library,
        /// Whether they are to be listed where they are not.
        open: bool,
    },
    /// This is what other texts have of a source.
    Elsewhere {
        /// The text it is a source of.
        of: Arc<Text>,
        /// The source.
        reference: ReferenceId,
        /// What they have.
        found: Box<Elsewhere>,
    },
    /// These are the marks of all texts.
    AllMarks(Vec<MarkedText>),
    /// These are the sources of all texts.
    Sources(Vec<WorkCited>),
    /// This is what texts have of a source of theirs.
    Citing {
        /// The source.
        work: Box<WorkCited>,
        /// What they have.
        found: Box<Elsewhere>,
    },
    /// This was found in all texts.
    FoundInAll(Box<FoundInAll>),
    /// So much of the text that is being read is there, in hundredths.
    Progress(u8),
    /// More of a text than its opening is there: all of it, or a longer opening.
    More {
        /// The text it is more of.
        of: Arc<Text>,
        /// What is there now.
        text: Arc<Text>,
    },
    /// These are the marks of this text.
    Marks {
        /// The text.
        of: Arc<Text>,
        /// They, by where they are; orphans first.
        marks: Vec<Placed>,
    },
    /// These marks of other texts may fit this one.
    Offers {
        /// The text.
        of: Arc<Text>,
        /// They, the likeliest first.
        offers: Vec<Offer>,
    },
    /// A text was edited while it is read.
    Edited {
        /// The text as it was.
        of: Arc<Text>,
        /// The text as it is now.
        to: Arc<Text>,
        /// What of its words is the same.
        same: Arc<Aligned>,
    },
    /// There will be no more of the text that is being read, for this reason.
    BreaksOff(String),
    /// So many milliseconds of the session have passed: said before a key, by which the pace of
    /// reading is told.
    Clock(u64),
    /// An image that was asked for is here.
    Seen {
        /// The mark of its words in the text.
        mark: u32,
        /// What there is to see.
        seen: Seen,
    },
    /// The terminal has said how it can show the image that is looked at.
    Means(Means),
    /// What was written of a remark in an editor.
    Written(String),
    /// This is said of words that were looked up.
    Answer {
        /// The words.
        words: String,
        /// What is said.
        answer: String,
    },
    /// Something to tell the reader.
    Tell(String),
}

/// What a mouse does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button was pressed.
    Click,
    /// The mouse was moved while that was held.
    Drag,
    /// It was let go.
    Release,
    /// The wheel was turned away.
    WheelUp,
    /// The wheel was turned near.
    WheelDown,
}
