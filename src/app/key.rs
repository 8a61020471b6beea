//! Input: keys, the mouse, the size of the screen, and what was asked for and has come.

use std::fmt;
use std::sync::Arc;

use crate::doc::Place;
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
    /// So much of the text that is being read is there, in hundredths.
    Progress(u8),
    /// More of a text than its opening is there: all of it, or a longer opening.
    More {
        /// The text it is more of.
        of: Arc<Text>,
        /// What is there now.
        text: Arc<Text>,
    },
    /// There will be no more of the text that is being read, for this reason.
    BreaksOff(String),
    /// Something to tell the reader.
    Tell(String),
}

/// What a mouse does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseAct {
    /// The left button was pressed.
    Click,
    /// The wheel was turned away.
    WheelUp,
    /// The wheel was turned near.
    WheelDown,
}

/// A key, as a terminal can tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, shifted or not.
    Char(char),
    /// A letter with Control.
    Ctrl(char),
    /// A character with Alt.
    Alt(char),
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow left.
    Left,
    /// The arrow right.
    Right,
    /// The arrow left with Alt.
    AltLeft,
    /// The arrow right with Alt.
    AltRight,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// A function key.
    F(u8),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("Space"),
            Self::Char(c) => write!(f, "{c}"),
            Self::Ctrl(c) => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            Self::Alt(c) => write!(f, "Alt-{c}"),
            Self::Up => f.write_str("↑"),
            Self::Down => f.write_str("↓"),
            Self::Left => f.write_str("←"),
            Self::Right => f.write_str("→"),
            Self::AltLeft => f.write_str("Alt-←"),
            Self::AltRight => f.write_str("Alt-→"),
            Self::PageUp => f.write_str("PgUp"),
            Self::PageDown => f.write_str("PgDn"),
            Self::Home => f.write_str("Home"),
            Self::End => f.write_str("End"),
            Self::Enter => f.write_str("Enter"),
            Self::Esc => f.write_str("Esc"),
            Self::Tab => f.write_str("Tab"),
            Self::BackTab => f.write_str("Shift-Tab"),
            Self::Backspace => f.write_str("Backspace"),
            Self::Delete => f.write_str("Del"),
            Self::F(number) => write!(f, "F{number}"),
        }
    }
}
