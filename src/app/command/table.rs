//! The rows of the table: each command with its name, its keys and what it does, as the help says it.

use super::{
    BoxCommand, ChooseCommand, Command, FieldCommand, Group, ListCommand, PanelCommand,
    PromptCommand, RemarkCommand, Row, Rows, Told,
};
use crate::app::command::key::Key::{self, Alt, Char, Ctrl, F};

const fn row<C>(command: C, name: &'static str, keys: &'static [Key], what: &'static str) -> Row<C>
where
    C: Copy,
{
    Row { command, told: Told { name, keys, what } }
}

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
        rows: Rows::Reading(&[
            row(
                Command::LineDown,
                "line-down",
                &[Char('j'), Key::Down, Char('e'), Ctrl('e'), Ctrl('n')],
                "a line down",
            ),
            row(
                Command::LineUp,
                "line-up",
                &[Char('k'), Key::Up, Char('y'), Ctrl('y'), Ctrl('p')],
                "a line up",
            ),
            row(
                Command::PageDown,
                "page-down",
                &[Char(' '), Key::PageDown, Char('f'), Ctrl('f'), Ctrl('v')],
                "a page down",
            ),
            row(
                Command::PageUp,
                "page-up",
                &[Char('b'), Key::PageUp, Ctrl('b'), Alt('v')],
                "a page up",
            ),
            row(Command::HalfDown, "half-down", &[Char('d'), Ctrl('d')], "half a page down"),
            row(Command::HalfUp, "half-up", &[Char('u'), Ctrl('u')], "half a page up"),
            row(Command::Start, "start", &[Char('g'), Key::Home, Char('<')], "to the beginning"),
            row(Command::End, "end", &[Char('G'), Key::End, Char('>')], "to the end"),
            row(
                Command::Percent,
                "percent",
                &[Char('%')],
                "so far into the text as the number before it says: 50%",
            ),
            row(
                Command::Count,
                "count",
                &DIGITS,
                "a number, before another key: how often it acts (10j), or which line of the \
                 source to go to (12G)",
            ),
            row(
                Command::PrintedPage,
                "printed-page",
                &[Char('P')],
                "to the page with this number in print: 12P; without a number it asks for one (xiv)",
            ),
            row(Command::NextSection, "next-section", &[Char('}')], "to the next section"),
            row(
                Command::PreviousSection,
                "previous-section",
                &[Char('{')],
                "to the section before",
            ),
            row(
                Command::ScrollRight,
                "scroll-right",
                &[Key::Right],
                "wide tables and code: to the right",
            ),
            row(
                Command::ScrollLeft,
                "scroll-left",
                &[Key::Left],
                "wide tables and code: to the left",
            ),
        ]),
    },
    Group {
        name: "Notes and links",
        rows: Rows::Reading(&[
            row(Command::NextNote, "next-note", &[Char(']')], "to the next note reference"),
            row(
                Command::PreviousNote,
                "previous-note",
                &[Char('[')],
                "to the note reference before",
            ),
            row(
                Command::Labelled,
                "note-by-label",
                &[Char('#')],
                "to the note with this number: 17#, again for others; without one it asks for a label (*)",
            ),
            row(Command::NextLink, "next-link", &[Key::Tab], "choose the next link on the screen"),
            row(Command::PreviousLink, "previous-link", &[Key::BackTab], "choose the link before"),
            row(
                Command::Follow,
                "follow",
                &[Key::Enter],
                "follow it: read the note where it stands, then go to it; to the source, to the page; \
                 from a note, to where it is referred to",
            ),
            row(
                Command::Peek,
                "peek",
                &[Char('K')],
                "show what it leads to, whole, in a box at the line",
            ),
            row(
                Command::Labels,
                "labels",
                &[Char(';')],
                "label every link on the screen: a label chooses its link, a capital follows it",
            ),
            row(
                Command::Image,
                "image",
                &[Char('i')],
                "show the chosen image, or the first on the screen",
            ),
            row(
                Command::Back,
                "back",
                &[Key::Backspace, Char('H'), Key::AltLeft, Ctrl('o')],
                "back to where you were, step by step",
            ),
            row(Command::Forward, "forward", &[Char('L'), Key::AltRight], "forward again"),
            row(
                Command::SetMark,
                "set-mark",
                &[Char('m')],
                "mark this place with the letter that follows, a capital for all texts",
            ),
            row(
                Command::GoToMark,
                "go-to-mark",
                &[Char('\''), Char('`')],
                "to the place marked with the letter that follows; twice, back",
            ),
        ]),
    },
    Group {
        name: "Marks",
        rows: Rows::Reading(&[
            row(
                Command::Choose,
                "choose",
                &[Char('v')],
                "choose words: a letter takes its sentence, again the one of the hit, else the first",
            ),
            row(Command::Marks, "marks", &[Char('M')], "marks: every highlight and remark"),
        ]),
    },
    Group {
        name: "With words chosen",
        rows: Rows::Choose(&[
            row(
                ChooseCommand::NextSentence,
                "choose-next-sentence",
                &[Char('j'), Key::Down],
                "the end that moves: a sentence on",
            ),
            row(
                ChooseCommand::PreviousSentence,
                "choose-previous-sentence",
                &[Char('k'), Key::Up],
                "a sentence back",
            ),
            row(ChooseCommand::NextWord, "choose-next-word", &[Char('l'), Key::Right], "a word on"),
            row(
                ChooseCommand::PreviousWord,
                "choose-previous-word",
                &[Char('h'), Key::Left],
                "a word back",
            ),
            row(ChooseCommand::OtherEnd, "choose-other-end", &[Char('o')], "move the other end"),
            row(
                ChooseCommand::OneWord,
                "choose-one-word",
                &[Char('w')],
                "one word alone, again the next",
            ),
            row(ChooseCommand::WordBefore, "choose-word-before", &[Char('b')], "the word before"),
            row(
                ChooseCommand::Highlight,
                "choose-highlight",
                &[Key::Enter],
                "highlight them; on a mark, change it",
            ),
            row(
                ChooseCommand::Colour,
                "choose-colour",
                &[Char('1'), Char('2'), Char('3'), Char('4'), Char('5'), Char('6')],
                "in yellow, green, blue, pink, orange, purple",
            ),
            row(
                ChooseCommand::Remark,
                "choose-remark",
                &[Char('a')],
                "highlight them with a remark; on a mark, edit its remark",
            ),
            row(
                ChooseCommand::Copy,
                "choose-copy",
                &[Char('y')],
                "copy them with who wrote them, when, and the printed page",
            ),
            row(
                ChooseCommand::CopyMarkdown,
                "choose-copy-markdown",
                &[Char('Y')],
                "copy them as a quotation in Markdown, with a key and the page",
            ),
            row(
                ChooseCommand::LookUp,
                "choose-look-up",
                &[Char('K')],
                "look them up with the program that is set for words",
            ),
            row(
                ChooseCommand::Remove,
                "choose-remove",
                &[Key::Delete, Char('x')],
                "on a mark, remove it",
            ),
            row(
                ChooseCommand::PutLost,
                "choose-put-lost",
                &[Char('p')],
                "put the mark here that was looked for in the list of marks",
            ),
            row(
                ChooseCommand::Close,
                "choose-close",
                &[Key::Esc, Char('q'), Ctrl('c')],
                "leave them; the screen is as it was",
            ),
        ]),
    },
    Group {
        name: "Finding",
        rows: Rows::Reading(&[
            row(Command::Search, "search", &[Char('/')], "search body, notes and references"),
            row(Command::NextHit, "next-hit", &[Char('n')], "to the next hit"),
            row(Command::PreviousHit, "previous-hit", &[Char('N')], "to the hit before"),
            row(Command::Hits, "hits", &[Char('&')], "list all hits"),
            row(
                Command::Panel,
                "panel",
                &[Char('s')],
                "side panel: notes, sources, contents, findings, marks; again to give it the keys",
            ),
            row(Command::Contents, "contents", &[Char('c'), Char('t')], "contents"),
            row(
                Command::Bibliography,
                "bibliography",
                &[Char('r')],
                "references: every source, and where it is cited",
            ),
            row(
                Command::Findings,
                "findings",
                &[Char('!')],
                "what was repaired in this text, and what is wrong",
            ),
            row(Command::About, "about", &[Char('=')], "about this text"),
            row(
                Command::Texts,
                "texts",
                &[Char('B')],
                "texts: those you named, those of the folder, or those read lately",
            ),
            row(
                Command::Sources,
                "all-sources",
                &[Char('R')],
                "sources of all texts that are known, by how many cite them",
            ),
            row(
                Command::Library,
                "library",
                &[Char('o')],
                "the library: every text you opened, and those of folders you named",
            ),
        ]),
    },
    Group {
        name: "Look",
        rows: Rows::Reading(&[
            row(Command::Wider, "wider", &[Char('+')], "a wider measure"),
            row(Command::Narrower, "narrower", &[Char('-')], "a narrower measure"),
            row(Command::Notes, "notes", &[Char('p')], "notes beside the text, or none"),
            row(
                Command::Theme,
                "theme",
                &[Char('T')],
                "next theme: auto, dark, light, terminal, your own",
            ),
            row(Command::Redraw, "redraw", &[Ctrl('l')], "draw the screen anew"),
        ]),
    },
    Group {
        name: "Program",
        rows: Rows::Reading(&[
            row(
                Command::Help,
                "help",
                &[Char('?'), Char('h'), F(1)],
                "this help; in it, / searches",
            ),
            row(Command::Guide, "guide", &[F(2)], "the guide, as a text"),
            row(
                Command::Cancel,
                "cancel",
                &[Key::Esc],
                "let go of the chosen link, then of the hits, then of the side panel",
            ),
            row(Command::Suspend, "suspend", &[Ctrl('z')], "suspend; the shell’s fg returns"),
            row(
                Command::Quit,
                "quit",
                &[Char('q'), Char('Q'), Ctrl('c')],
                "quit; the place is kept",
            ),
        ]),
    },
    Group {
        name: "In a note that is read, and in the box of K",
        rows: Rows::Box(&[
            row(
                BoxCommand::Down,
                "box-down",
                &[Char('j'), Key::Down, Char('e'), Ctrl('n')],
                "a line down",
            ),
            row(BoxCommand::Up, "box-up", &[Char('k'), Key::Up, Char('y'), Ctrl('p')], "a line up"),
            row(
                BoxCommand::PageDown,
                "box-page-down",
                &[Char(' '), Key::PageDown, Char('f'), Char('d'), Ctrl('f'), Ctrl('d')],
                "as much as shows down",
            ),
            row(
                BoxCommand::PageUp,
                "box-page-up",
                &[Char('b'), Key::PageUp, Char('u'), Ctrl('b'), Ctrl('u')],
                "as much as shows up",
            ),
            row(BoxCommand::Start, "box-start", &[Char('g'), Key::Home], "to its beginning"),
            row(BoxCommand::End, "box-end", &[Char('G'), Key::End], "to its end"),
            row(BoxCommand::NextLink, "box-next-link", &[Key::Tab], "choose the next link in it"),
            row(
                BoxCommand::PreviousLink,
                "box-previous-link",
                &[Key::BackTab],
                "choose the link before",
            ),
            row(BoxCommand::NextNote, "box-next-note", &[Char(']')], "read the next note"),
            row(
                BoxCommand::PreviousNote,
                "box-previous-note",
                &[Char('[')],
                "read the note before",
            ),
            row(
                BoxCommand::Follow,
                "box-follow",
                &[Key::Enter],
                "follow the chosen link; without one, go to the note, the source, the target",
            ),
            row(
                BoxCommand::Close,
                "box-close",
                &[Key::Esc, Key::Backspace, Char('q'), Ctrl('c')],
                "return to the text, which is as it was",
            ),
        ]),
    },
    Group {
        name: "In lists",
        rows: Rows::List(&[
            row(ListCommand::Down, "list-down", &[Key::Down, Ctrl('n'), Ctrl('j')], "down"),
            row(ListCommand::Up, "list-up", &[Key::Up, Ctrl('p'), Ctrl('k')], "up"),
            row(
                ListCommand::PageDown,
                "list-page-down",
                &[Key::PageDown, Ctrl('f')],
                "a page down",
            ),
            row(ListCommand::PageUp, "list-page-up", &[Key::PageUp, Ctrl('b')], "a page up"),
            row(ListCommand::Start, "list-start", &[Key::Home], "to the first"),
            row(ListCommand::End, "list-end", &[Key::End], "to the last"),
            row(ListCommand::Choose, "list-choose", &[Key::Enter], "go there"),
            row(ListCommand::Sort, "list-sort", &[Key::Tab], "sort by the next column"),
            row(
                ListCommand::Remove,
                "list-remove",
                &[Alt('d')],
                "in that of marks: remove the mark, or bring it back; in the library: forget the text, or bring it back",
            ),
            row(
                ListCommand::AllTexts,
                "list-all-texts",
                &[Alt('a')],
                "in that of marks: the marks of all texts, or of this one again",
            ),
            row(
                ListCommand::Copy,
                "list-copy",
                &[Alt('y')],
                "copy the source, the words of the mark, or the row",
            ),
            row(
                ListCommand::CopyBibtex,
                "list-copy-bibtex",
                &[Alt('Y')],
                "copy the source as BibTeX",
            ),
            row(
                ListCommand::About,
                "list-about",
                &[Alt('k')],
                "all there is to say of the chosen row",
            ),
            row(
                ListCommand::Close,
                "list-close",
                &[Key::Esc, Ctrl('c')],
                "close; other keys filter the list, and Backspace before any of them goes back",
            ),
        ]),
    },
    Group {
        name: "In the side panel, besides those of lists",
        rows: Rows::Panel(&[
            row(
                PanelCommand::NextView,
                "panel-next-view",
                &[Key::CtrlRight, Key::AltRight],
                "to its next view",
            ),
            row(
                PanelCommand::PreviousView,
                "panel-view-before",
                &[Key::CtrlLeft, Key::AltLeft],
                "to the view before",
            ),
        ]),
    },
    Group {
        name: "While typing a search",
        rows: Rows::Prompt(&[
            row(
                PromptCommand::Accept,
                "search-accept",
                &[Key::Enter],
                "stay at the hit; with nothing typed, search again",
            ),
            row(
                PromptCommand::Cancel,
                "search-cancel",
                &[Key::Esc, Ctrl('c')],
                "return to where the search began",
            ),
            row(
                PromptCommand::Regex,
                "search-regex",
                &[Ctrl('r')],
                "regular expression, or words again",
            ),
            row(
                PromptCommand::Widen,
                "search-all",
                &[Key::Tab],
                "search all texts that are known, or this one again",
            ),
            row(
                PromptCommand::Earlier,
                "search-earlier",
                &[Key::Up, Ctrl('p')],
                "an earlier search",
            ),
            row(PromptCommand::Later, "search-later", &[Key::Down, Ctrl('n')], "a later search"),
        ]),
    },
    Group {
        name: "While typing a remark, besides those of a search",
        rows: Rows::Remark(&[row(
            RemarkCommand::Editor,
            "remark-editor",
            &[Alt('e')],
            "go on in your editor",
        )]),
    },
    Group {
        name: "Wherever something is typed",
        rows: Rows::Field(&[
            row(FieldCommand::Left, "field-left", &[Key::Left], "a character to the left"),
            row(FieldCommand::Right, "field-right", &[Key::Right], "a character to the right"),
            row(FieldCommand::WordLeft, "field-word-left", &[Key::CtrlLeft], "a word to the left"),
            row(
                FieldCommand::WordRight,
                "field-word-right",
                &[Key::CtrlRight],
                "a word to the right",
            ),
            row(FieldCommand::Start, "field-start", &[Ctrl('a')], "to its beginning"),
            row(FieldCommand::End, "field-end", &[Ctrl('e')], "to its end"),
            row(
                FieldCommand::DeleteBefore,
                "field-delete-before",
                &[Key::Backspace],
                "delete the character before",
            ),
            row(
                FieldCommand::Delete,
                "field-delete",
                &[Key::Delete, Ctrl('d')],
                "delete the character at the cursor",
            ),
            row(
                FieldCommand::DeleteWord,
                "field-delete-word",
                &[Ctrl('w')],
                "delete the word before",
            ),
            row(FieldCommand::DeleteAll, "field-delete-all", &[Ctrl('u')], "delete all of it"),
        ]),
    },
];
