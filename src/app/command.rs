//! The table of commands: the one place a key is written.
//!
//! Dispatch, the help overlay, the key table of the README and the man page all read these rows.
//! Keys follow `less` and vi where those have one.

use super::key::Key;

/// What a key asks for.
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
    Count,
    SetMark,
    GoToMark,
    ScrollLeft,
    ScrollRight,
    NextNote,
    PreviousNote,
    NextLink,
    PreviousLink,
    Follow,
    Back,
    Forward,
    Search,
    NextHit,
    PreviousHit,
    Hits,
    Contents,
    Bibliography,
    Findings,
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
    ListDown,
    ListUp,
    ListPageDown,
    ListPageUp,
    ListStart,
    ListEnd,
    ListChoose,
    ListSort,
    ListClose,
    PromptAccept,
    PromptCancel,
    PromptRegex,
    PromptEarlier,
    PromptLater,
}

/// What takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The text.
    Reading,
    /// A list over the text.
    List,
    /// The line a search is typed in.
    Prompt,
}

/// Commands that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub name: &'static str,
    /// Where their keys hold.
    pub context: Context,
    /// The commands.
    pub rows: &'static [Row],
}

/// A command, its keys, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The command.
    pub command: Command,
    /// Its keys, the one to remember first.
    pub keys: &'static [Key],
    /// What it does, as the help says it.
    pub what: &'static str,
}

const fn row(command: Command, keys: &'static [Key], what: &'static str) -> Row {
    Row { command, keys, what }
}

use Key::{Alt, Char, Ctrl, F};

/// The keys of numbers.
const DIGITS: [Key; 10] = [
    Char('1'),
    Char('2'),
    Char('3'),
    Char('4'),
    Char('5'),
    Char('6'),
    Char('7'),
    Char('8'),
    Char('9'),
    Char('0'),
];

/// Every command.
pub const TABLE: &[Group] = &[
    Group {
        name: "Moving",
        context: Context::Reading,
        rows: &[
            row(
                Command::LineDown,
                &[Char('j'), Key::Down, Char('e'), Ctrl('e'), Ctrl('n')],
                "a line down",
            ),
            row(
                Command::LineUp,
                &[Char('k'), Key::Up, Char('y'), Ctrl('y'), Ctrl('p')],
                "a line up",
            ),
            row(
                Command::PageDown,
                &[Char(' '), Key::PageDown, Char('f'), Ctrl('f'), Ctrl('v')],
                "a page down",
            ),
            row(Command::PageUp, &[Char('b'), Key::PageUp, Ctrl('b'), Alt('v')], "a page up"),
            row(Command::HalfDown, &[Char('d'), Ctrl('d')], "half a page down"),
            row(Command::HalfUp, &[Char('u'), Ctrl('u')], "half a page up"),
            row(Command::Start, &[Char('g'), Key::Home, Char('<')], "to the beginning"),
            row(Command::End, &[Char('G'), Key::End, Char('>')], "to the end"),
            row(
                Command::Percent,
                &[Char('%')],
                "so far into the text as the number before it says: 50%",
            ),
            row(
                Command::Count,
                &DIGITS,
                "a number, before another key: how often it acts (10j), or which line of the \
                 source to go to (12G)",
            ),
            row(Command::NextSection, &[Char('}')], "to the next section"),
            row(Command::PreviousSection, &[Char('{')], "to the section before"),
            row(Command::ScrollRight, &[Key::Right], "wide tables and code: to the right"),
            row(Command::ScrollLeft, &[Key::Left], "wide tables and code: to the left"),
        ],
    },
    Group {
        name: "Notes and links",
        context: Context::Reading,
        rows: &[
            row(Command::NextNote, &[Char(']')], "to the next note reference"),
            row(Command::PreviousNote, &[Char('[')], "to the note reference before"),
            row(Command::NextLink, &[Key::Tab], "choose the next link on the screen"),
            row(Command::PreviousLink, &[Key::BackTab], "choose the link before"),
            row(
                Command::Follow,
                &[Key::Enter],
                "follow it: to the note, to the source, to the page; from a note, to where it is \
                 referred to",
            ),
            row(
                Command::Back,
                &[Key::Backspace, Char('H'), Key::AltLeft, Ctrl('o')],
                "back to where you were, step by step",
            ),
            row(Command::Forward, &[Char('L'), Key::AltRight], "forward again"),
            row(
                Command::SetMark,
                &[Char('m')],
                "mark this place with the letter that follows, a capital for all texts",
            ),
            row(
                Command::GoToMark,
                &[Char('\''), Char('`')],
                "to the place marked with the letter that follows; twice, back",
            ),
        ],
    },
    Group {
        name: "Finding",
        context: Context::Reading,
        rows: &[
            row(Command::Search, &[Char('/')], "search body, notes and references"),
            row(Command::NextHit, &[Char('n')], "to the next hit"),
            row(Command::PreviousHit, &[Char('N')], "to the hit before"),
            row(Command::Hits, &[Char('&')], "list all hits"),
            row(Command::Contents, &[Char('c'), Char('t')], "contents"),
            row(
                Command::Bibliography,
                &[Char('r')],
                "references: every source, and where it is cited",
            ),
            row(
                Command::Findings,
                &[Char('!')],
                "what was repaired in this text, and what is wrong",
            ),
            row(Command::About, &[Char('=')], "about this text"),
        ],
    },
    Group {
        name: "Look",
        context: Context::Reading,
        rows: &[
            row(Command::Wider, &[Char('+')], "a wider measure"),
            row(Command::Narrower, &[Char('-')], "a narrower measure"),
            row(Command::Notes, &[Char('p')], "notes beside the text, or none"),
            row(Command::Theme, &[Char('T')], "next theme: terminal, dark, light"),
            row(Command::Redraw, &[Ctrl('l')], "draw the screen anew"),
        ],
    },
    Group {
        name: "Program",
        context: Context::Reading,
        rows: &[
            row(Command::Help, &[Char('?'), Char('h'), F(1)], "this help"),
            row(Command::Guide, &[F(2)], "the guide, as a text"),
            row(Command::Cancel, &[Key::Esc], "let go of the chosen link, then of the hits"),
            row(Command::Suspend, &[Ctrl('z')], "suspend; the shell’s fg returns"),
            row(Command::Quit, &[Char('q'), Char('Q'), Ctrl('c')], "quit; the place is kept"),
        ],
    },
    Group {
        name: "In lists",
        context: Context::List,
        rows: &[
            row(Command::ListDown, &[Key::Down, Ctrl('n'), Ctrl('j')], "down"),
            row(Command::ListUp, &[Key::Up, Ctrl('p'), Ctrl('k')], "up"),
            row(Command::ListPageDown, &[Key::PageDown, Ctrl('f')], "a page down"),
            row(Command::ListPageUp, &[Key::PageUp, Ctrl('b')], "a page up"),
            row(Command::ListStart, &[Key::Home], "to the first"),
            row(Command::ListEnd, &[Key::End], "to the last"),
            row(Command::ListChoose, &[Key::Enter], "go there"),
            row(Command::ListSort, &[Key::Tab], "sort by the next column"),
            row(
                Command::ListClose,
                &[Key::Esc, Ctrl('c')],
                "close; other keys filter the list, and Backspace with nothing typed closes it too",
            ),
        ],
    },
    Group {
        name: "While typing a search",
        context: Context::Prompt,
        rows: &[
            row(
                Command::PromptAccept,
                &[Key::Enter],
                "stay at the hit; with nothing typed, search again",
            ),
            row(Command::PromptCancel, &[Key::Esc, Ctrl('c')], "return to where the search began"),
            row(Command::PromptRegex, &[Ctrl('r')], "regular expression, or words again"),
            row(Command::PromptEarlier, &[Key::Up, Ctrl('p')], "an earlier search"),
            row(Command::PromptLater, &[Key::Down, Ctrl('n')], "a later search"),
        ],
    },
];

/// The command a key stands for where `context` takes the keys.
pub fn find(context: Context, key: Key) -> Option<Command> {
    let groups = TABLE.iter().filter(|group| group.context == context);
    groups.flat_map(|group| group.rows).find(|row| row.keys.contains(&key)).map(|row| row.command)
}

/// The keys of a row as a reader sees them, the one to remember first.
pub fn keys(row: &Row) -> String {
    row.keys.iter().map(Key::to_string).collect::<Vec<_>>().join("  ")
}

/// The key to name when telling a reader of a command.
pub fn key_of(command: Command) -> Key {
    let mut rows = TABLE.iter().flat_map(|group| group.rows);
    rows.find(|row| row.command == command).expect("every command has a row").keys[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn a_key_stands_for_one_command() {
        let mut seen = HashSet::new();
        for group in TABLE {
            for row in group.rows {
                assert!(!row.keys.is_empty(), "{:?} has no key", row.command);
                for &key in row.keys {
                    assert!(seen.insert((group.context, key)), "{key} stands for two commands");
                    assert_eq!(find(group.context, key), Some(row.command));
                }
            }
        }
    }
}
