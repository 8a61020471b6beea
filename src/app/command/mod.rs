//! The table of commands: the one place a key is written.
//!
//! Dispatch, the help overlay, the key table of the README, the man page and the config all read
//! these rows, those that take or show keys through the key map (`keymap`).
//! Keys follow `less` and vi where those have one.

pub mod key;
pub mod keymap;
mod table;

pub use table::TABLE;

use key::Key;

/// What a key asks for where nothing lies over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum Command {
    LineDown,
    LineUp,
    HalfDown,
    HalfUp,
    PageDown,
    PageUp,
    Start,
    End,
    NextSection,
    PreviousSection,
    Percent,
    PrintedPage,
    Labelled,
    Count,
    SetMark,
    GoToMark,
    Choose,
    Marks,
    ScrollLeft,
    ScrollRight,
    NextNote,
    PreviousNote,
    NextLink,
    PreviousLink,
    Follow,
    Peek,
    Labels,
    Image,
    Back,
    Forward,
    Search,
    NextHit,
    PreviousHit,
    Hits,
    Panel,
    Contents,
    Bibliography,
    Findings,
    Texts,
    Library,
    Sources,
    About,
    Help,
    Guide,
    Wider,
    Narrower,
    Notes,
    Theme,
    Cancel,
    Redraw,
    Suspend,
    Quit,
}

impl Command {
    /// Whether a number before it says how often it is done: it does something else, or goes
    /// further, each time. What moves by lines takes the number itself.
    pub(super) fn is_repeated(self) -> bool {
        match self {
            Self::HalfDown
            | Self::HalfUp
            | Self::PageDown
            | Self::PageUp
            | Self::NextSection
            | Self::PreviousSection
            | Self::ScrollLeft
            | Self::ScrollRight
            | Self::NextNote
            | Self::PreviousNote
            | Self::NextLink
            | Self::PreviousLink
            | Self::Back
            | Self::Forward
            | Self::NextHit
            | Self::PreviousHit
            | Self::Wider
            | Self::Narrower => true,
            Self::LineDown
            | Self::LineUp
            | Self::Start
            | Self::End
            | Self::Percent
            | Self::PrintedPage
            | Self::Labelled
            | Self::Count
            | Self::SetMark
            | Self::GoToMark
            | Self::Choose
            | Self::Marks
            | Self::Follow
            | Self::Peek
            | Self::Labels
            | Self::Image
            | Self::Search
            | Self::Hits
            | Self::Panel
            | Self::Contents
            | Self::Bibliography
            | Self::Findings
            | Self::Texts
            | Self::Library
            | Self::Sources
            | Self::About
            | Self::Help
            | Self::Guide
            | Self::Notes
            | Self::Theme
            | Self::Cancel
            | Self::Redraw
            | Self::Suspend
            | Self::Quit => false,
        }
    }
}

/// What a key asks of a list over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum ListCommand {
    Down,
    Up,
    PageDown,
    PageUp,
    Start,
    End,
    Choose,
    Sort,
    About,
    Remove,
    AllTexts,
    Copy,
    CopyBibtex,
    Close,
}

/// What a key asks of the line a search is typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum PromptCommand {
    Accept,
    Cancel,
    Regex,
    Widen,
    Earlier,
    Later,
}

/// What a key asks of words that are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum ChooseCommand {
    NextSentence,
    PreviousSentence,
    NextWord,
    PreviousWord,
    OtherEnd,
    OneWord,
    WordBefore,
    Colour,
    Highlight,
    Remark,
    Copy,
    CopyMarkdown,
    LookUp,
    Remove,
    PutLost,
    Close,
}

/// What a key asks of the line a remark is typed in, besides what it asks of any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum RemarkCommand {
    Editor,
}

/// What a key asks of any field that something is typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum FieldCommand {
    Left,
    Right,
    WordLeft,
    WordRight,
    Start,
    End,
    DeleteBefore,
    Delete,
    DeleteWord,
    DeleteAll,
}

/// What a key asks of the side panel, besides what it asks of any list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum PanelCommand {
    NextView,
    PreviousView,
}

/// What a key asks of a note that is read where it stands, and of the box of a peek.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the table says what each does")]
pub enum BoxCommand {
    Down,
    Up,
    PageDown,
    PageUp,
    Start,
    End,
    NextLink,
    PreviousLink,
    NextNote,
    PreviousNote,
    Follow,
    Close,
}

/// Commands that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub name: &'static str,
    /// The commands.
    pub rows: Rows,
}

/// The commands of a group, by what takes the keys. Each kind is an enumeration of its own, so that
/// a command that nothing does, or that is asked of what cannot do it, does not compile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// The text.
    Reading(&'static [Row<Command>]),
    /// A list over the text.
    List(&'static [Row<ListCommand>]),
    /// The side panel.
    Panel(&'static [Row<PanelCommand>]),
    /// A note that is read where it stands, and the box of a peek.
    Box(&'static [Row<BoxCommand>]),
    /// The line a search is typed in.
    Prompt(&'static [Row<PromptCommand>]),
    /// Words that are chosen.
    Choose(&'static [Row<ChooseCommand>]),
    /// The line a remark is typed in.
    Remark(&'static [Row<RemarkCommand>]),
    /// Any field that something is typed in.
    Field(&'static [Row<FieldCommand>]),
}

/// A command, its keys, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<C> {
    /// The command.
    pub command: C,
    /// What a reader is told of it.
    pub told: Told,
}

/// What a reader is told of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// What the config calls it. A name stays once it is given: it stands in the files of readers.
    pub name: &'static str,
    /// Its keys, the one to remember first.
    pub keys: &'static [Key],
    /// What it does, as the help says it.
    pub what: &'static str,
}

impl Group {
    /// What a reader is told of its commands, row by row.
    pub fn told(&self) -> Vec<Told> {
        match self.rows {
            Rows::Reading(rows) => rows.iter().map(|row| row.told).collect(),
            Rows::List(rows) => rows.iter().map(|row| row.told).collect(),
            Rows::Panel(rows) => rows.iter().map(|row| row.told).collect(),
            Rows::Box(rows) => rows.iter().map(|row| row.told).collect(),
            Rows::Prompt(rows) => rows.iter().map(|row| row.told).collect(),
            Rows::Choose(rows) => rows.iter().map(|row| row.told).collect(),
            Rows::Remark(rows) => rows.iter().map(|row| row.told).collect(),
            Rows::Field(rows) => rows.iter().map(|row| row.told).collect(),
        }
    }
}

/// A kind of commands, whose rows are those of one part of the table.
pub trait Bound: Copy + PartialEq + Sized + 'static {
    /// The rows of a group, if they are of this kind.
    fn rows(group: &Group) -> Option<&'static [Row<Self>]>;
}

impl Told {
    /// The keys as a reader sees them, the one to remember first.
    pub fn named(&self) -> String {
        self.keys.iter().map(Key::to_string).collect::<Vec<_>>().join("  ")
    }
}
