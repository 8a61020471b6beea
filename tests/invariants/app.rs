//! The whole app: random keys, clicks, sizes and pastes on a test screen of random size.
//!
//! Drawing changes nothing and is the same twice; what is on the screen is no control character
//! and within the screen; every jump has a way back.

use std::sync::{Arc, LazyLock};

use ibid::app::{App, Effect, Input, Key, Layer, MouseAct, Settings, Theme};
use ibid::layout::Link;
use ibid::read;
use ibid::restore::restore;
use ibid::settings::{Hyphens, Lines};
use ibid::text::Text;
use ibid::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::feed::Feed;
use super::layout::document;
use super::marking;
use super::words;

/// A text, a screen, and whatever is pressed.
pub fn keys(bytes: &[u8]) {
    let mut feed = Feed::new(bytes);
    let size = (1 + u16::from(feed.byte()) % 200, 1 + u16::from(feed.byte()) % 60);
    let measure = 20 + u16::from(feed.byte()) % 100;
    let place = feed.number(2000);
    let mut pressed = feed.part();
    let mut document = match feed.byte() % 4 {
        0 => document(feed),
        1 => restored(&feed.text(words::PLAIN)),
        _ => book(feed),
    };
    if document.metadata.title.is_none() {
        document.metadata.title = Some(ODD_TITLE.to_owned());
    }
    let text = Arc::new(Text::new(document));
    let mut place = place.min(text.document.text.len());
    while !text.document.text.is_char_boundary(place) {
        place -= 1;
    }
    // Set in one way or another, as the measure has it.
    let lines = if measure.is_multiple_of(3) { Lines::Justified } else { Lines::Ragged };
    let hyphens = if measure.is_multiple_of(5) { Hyphens::On } else { Hyphens::Notes };
    let columns = 1 + measure % 2;
    let settings = Settings { measure, lines, hyphens, columns, ..Settings::default() };
    let mut watched = Watched {
        app: App::new(text, place, settings, size),
        size,
        prompt: None,
        chosen: None,
        seen: None,
    };
    for _ in 0..MOST {
        if pressed.is_empty() {
            break;
        }
        let input = input(&mut pressed, watched.size);
        watched.press(&input);
    }
}

/// The most inputs of one run: enough to get anywhere, few enough to be quick.
const MOST: usize = 96;

/// A title with what acts on terminals.
const ODD_TITLE: &str = "A\x1b]0;t\x07 ti\u{202e}tle\n漢字";

fn restored(source: &str) -> ibid::doc::Document {
    let read = read::plain("a.txt", source);
    restore(&read).unwrap_or(read)
}

/// A text with notes, sections and sources, and pieces of Markdown among them.
fn book(mut feed: Feed<'_>) -> ibid::doc::Document {
    let mut source = String::new();
    let mut number = 0;
    while !feed.is_empty() {
        let part = match feed.byte() % 8 {
            0 => format!("\n\n## Part {number}\n\n"),
            1 | 2 => {
                number += 1;
                format!(" goes on.[^{number}] It cites somebody (Kropotkin 1902)\n\n")
            }
            3 => format!(" see[^{}] and (Marx 1867)", u32::from(feed.byte()) % (number + 1)),
            4 => feed.pick(words::MARKDOWN).to_owned(),
            5 => feed.pick(words::ODD).to_owned(),
            6 => feed.pick(words::CITING).to_owned(),
            _ => "several words that fill a line and more than a line, as prose does ".to_owned(),
        };
        source.push_str(&part);
    }
    for note in 1..=number {
        source.push_str(&format!("\n\n[^{note}]: Note {note} explains, as Kropotkin (1902) does."));
    }
    source.push_str("\n\n## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London.\n");
    source.push_str("- Marx, Karl 1867. *Capital*. London.\n");
    read::markdown("a\x1b[31m.md", &source)
}

/// What happens next.
fn input(feed: &mut Feed<'_>, (width, height): (u16, u16)) -> Input {
    let byte = feed.byte();
    match byte {
        0..200 => Input::Key(KEYS[usize::from(byte) % KEYS.len()]),
        200..212 => {
            let typed = feed.pick(words::ODD).chars().next().unwrap_or('x');
            Input::Key(Key::Char(typed))
        }
        212..236 => {
            let acts = [
                MouseAct::Click,
                MouseAct::Click,
                MouseAct::WheelUp,
                MouseAct::WheelDown,
                MouseAct::Drag,
                MouseAct::Drag,
                MouseAct::Release,
            ];
            let act = acts[usize::from(byte) % acts.len()];
            let x = u16::from(feed.byte()) % width.saturating_add(1);
            Input::Mouse { act, x, y: u16::from(feed.byte()) % height.saturating_add(1) }
        }
        236..246 => Input::Resize(u16::from(feed.byte()) % 200, u16::from(feed.byte()) % 60),
        246..250 => Input::Paste(format!("{}{}", feed.pick(words::ODD), feed.pick(words::PROSE))),
        250..253 => Input::Tell(format!("Said{}", feed.pick(words::ODD))),
        _ => Input::Opened { text: Arc::clone(&GUIDE), place: 0 },
    }
}

/// Another text to go to.
static GUIDE: LazyLock<Arc<Text>> = LazyLock::new(|| {
    let source = "# Guide\n\nWords.[^1]\n\n## More\n\nWords.\n\n[^1]: Note.";
    Arc::new(Text::new(read::markdown("guide.md", source)))
});

#[rustfmt::skip]
const KEYS: &[Key] = &[
    Key::Char('j'), Key::Char('k'), Key::Char(' '), Key::Char('b'), Key::Char('d'), Key::Char('u'),
    Key::Char('g'), Key::Char('G'), Key::Char('}'), Key::Char('{'), Key::Char(']'), Key::Char(']'),
    Key::Char('['), Key::Tab, Key::Tab, Key::BackTab, Key::Enter, Key::Enter, Key::Enter,
    Key::Backspace, Key::Backspace, Key::Char('L'), Key::Char('/'), Key::Char('n'), Key::Char('N'),
    Key::Char('&'), Key::Char('c'), Key::Char('r'), Key::Char('!'), Key::Char('='), Key::Char('?'),
    Key::Char('+'), Key::Char('-'), Key::Char('p'), Key::Char('T'), Key::Esc, Key::Left, Key::Right,
    Key::Up, Key::Down, Key::PageDown, Key::PageUp, Key::Home, Key::End, Key::Char('a'),
    Key::Char('e'), Key::Char('1'), Key::Ctrl('r'), Key::Ctrl('w'), Key::Ctrl('u'), Key::Ctrl('a'),
    Key::Ctrl('e'), Key::Delete, Key::F(1), Key::F(2), Key::Char('('), Key::Char('*'),
    Key::Char('.'), Key::Char('q'), Key::Ctrl('l'), Key::Ctrl('z'), Key::Alt('v'), Key::AltLeft,
    Key::AltRight, Key::Char('s'), Key::Char('s'), Key::Char('#'), Key::CtrlRight, Key::CtrlLeft,
    Key::AltRight, Key::Char('K'), Key::Char('K'), Key::Char(';'), Key::Char('f'), Key::Char('F'),
    Key::Char('v'), Key::Char('v'), Key::Char('v'), Key::Char('M'), Key::Char('h'), Key::Char('l'),
    Key::Char('o'), Key::Char('x'), Key::Char('y'), Key::Alt('d'), Key::Alt('y'), Key::Alt('e'),
    Key::Char('3'),
];

/// An app that is looked at after every input.
struct Watched {
    app: App,
    size: (u16, u16),
    /// Where the reader was when the search being typed began, or when the side panel took the keys.
    prompt: Option<State>,
    /// What was on the screen when words began to be chosen by keys, if nothing else was done since.
    chosen: Option<State>,
    /// What was seen last, if nothing was done since.
    seen: Option<State>,
}

/// What a reader can tell of an app.
#[derive(Debug, Clone, PartialEq)]
struct State {
    place: usize,
    steps: usize,
    layers: usize,
    /// How many of them are left once what is done in the text has let go of a note, a peek and labels.
    kept: usize,
    screen: Buffer,
    cursor: Option<(u16, u16)>,
}

impl Watched {
    /// Draws the app twice, which is once, and checks what is drawn.
    fn look(&self) -> State {
        let (once, twice) = (self.drawn(), self.drawn());
        assert_eq!(once, twice, "drawing changes what is drawn");
        let (width, height) = self.size;
        for (index, cell) in once.screen.content().iter().enumerate() {
            let odd = cell.symbol().chars().find(|&c| acts(c));
            assert_eq!(odd, None, "{:?} is on the screen", cell.symbol());
            let room = usize::from(width) - index % usize::from(width);
            let cells = ibid::layout::cells(cell.symbol());
            assert!(cells <= room, "{:?} is cut by the edge", cell.symbol());
        }
        if let Some((x, y)) = once.cursor {
            assert!(x < width && y < height, "the cursor is at {x}, {y} of {width} × {height}");
        }
        let text = self.app.text();
        assert!(text.document.text.is_char_boundary(once.place), "{} is no place", once.place);
        if let Some(found) = self.app.found() {
            assert!(found.current.is_none_or(|at| at < found.hits.len()));
        }
        once
    }

    fn drawn(&self) -> State {
        let mut screen = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let look = Look::new(self.app.settings().theme, true);
        let cursor = draw(&self.app, &mut screen, &look);
        State {
            place: self.app.place(),
            steps: self.app.steps_back(),
            layers: self.app.layers().len(),
            kept: self.kept(),
            screen,
            cursor,
        }
    }

    fn kept(&self) -> usize {
        let layers = self.app.layers();
        let passing = |layer: &&Layer| {
            matches!(layer, Layer::Note(_) | Layer::Peek(_) | Layer::Labels(_) | Layer::Choosing(_))
        };
        layers.len() - layers.iter().rev().take_while(passing).count()
    }

    fn press(&mut self, input: &Input) {
        let before = self.seen.take().unwrap_or_else(|| self.look());
        let choosing = self.app.choosing().is_some();
        let focus = self.app.focus();
        let message = self.app.message().map(str::to_owned);
        let (typing, in_panel) = (self.is_looking(), self.app.panel().has_keys());
        let beside = self.app.panel().is_open();
        if let Input::Resize(width, height) = *input {
            self.size = (width.max(1), height.max(1));
        }
        for effect in self.app.update(input.clone()) {
            // What an address says is copied, and must not be empty.
            assert!(!matches!(&effect, Effect::Browse(address) if address.is_empty()));
            if let Effect::Mark(marking) = &effect {
                let marks = marking::kept(&self.app, marking);
                for mark in &marks {
                    let span = mark.at.span().expect("it was just placed");
                    assert!(!self.app.text().document.words(span).is_empty(), "words are marked");
                }
                let of = Arc::clone(self.app.text());
                self.app.update(Input::Marks { of, marks });
            }
        }
        let after = self.look();
        if matches!(input, Input::Resize(..)) {
            assert_eq!(after.place, before.place, "a resize keeps the place");
        }
        self.leaves_no_trace(input, choosing, &before, &after);
        let opens = self.is_looking() && !typing;
        if opens {
            // The room that the side panel takes when it is opened is no part of what is looked for.
            let fits = !beside && self.app.panel().is_open();
            self.prompt = Some(if fits { after.clone() } else { before.clone() });
        }
        let jumped = after.steps == before.steps + 1
            && !matches!(input, Input::Key(Key::Char('L') | Key::AltRight));
        if jumped {
            // A search moves the page before its jump is made, and so does a side panel; another text
            // may be opened meanwhile.
            let opened = matches!(input, Input::Opened { .. });
            let from = if typing && !opened { self.prompt.clone() } else { Some(before) };
            // Nor is the screen as it was where the side panel had the keys.
            let said = message.is_some() || self.app.message().is_some() || typing && in_panel;
            self.back_and_forward(from.as_ref(), &after, said);
        }
        if jumped
            && !in_panel
            && let Some(focus) = focus.filter(|_| matches!(input, Input::Key(Key::Enter)))
        {
            self.leads_back(focus.link);
        }
        if !jumped {
            self.seen = Some(after);
        }
    }

    /// Whoever chooses words and leaves them finds the screen as it was.
    fn leaves_no_trace(&mut self, input: &Input, choosing: bool, before: &State, after: &State) {
        match (choosing, self.app.choosing().is_some(), input) {
            (false, true, Input::Key(_)) => self.chosen = Some(before.clone()),
            (true, false, Input::Key(Key::Esc)) => {
                if let Some(begun) = self.chosen.take() {
                    let rows = |state: &State| rows(&state.screen, true);
                    assert_eq!(rows(after), rows(&begun), "the screen is as it was");
                }
            }
            (_, true, Input::Key(_) | Input::Tell(_) | Input::Paste(_)) => {}
            _ => self.chosen = None,
        }
    }

    /// Whether the page shows what is looked for meanwhile: what is typed, a row of the side panel.
    fn is_looking(&self) -> bool {
        let search = matches!(self.app.layers().last(), Some(Layer::Prompt(_)));
        search || self.app.panel().has_keys()
    }

    /// A step back undoes the jump, and a step forward does it again.
    fn back_and_forward(&mut self, from: Option<&State>, to: &State, said: bool) {
        // Nor is it a step back what is typed in the side panel, which may be opened by the key that lets go
        // of a note.
        if to.layers > 0 || self.app.panel().has_keys() {
            return;
        }
        self.app.update(Input::Key(Key::Backspace));
        let back = self.look();
        assert_eq!(back.steps, to.steps - 1);
        if let Some(from) = from {
            assert_eq!(back.place, from.place, "back is where it was");
            assert!((from.kept..=from.layers).contains(&back.layers), "back is under what it was");
            let same = back.layers == from.layers && from.screen.area == back.screen.area;
            // What was said on the status line is gone.
            if !said && same {
                let rows = |state: &State| rows(&state.screen, state.layers == 0);
                assert_eq!(rows(&back), rows(from), "back shows what was shown");
            }
        }
        // The way forward is a key of reading; where the jump began in a list, that is closed.
        while !self.app.layers().is_empty() {
            self.app.update(Input::Key(Key::Esc));
        }
        self.app.update(Input::Key(Key::AltRight));
        let again = self.look();
        assert_eq!((again.place, again.steps), (to.place, to.steps), "forward is where one was");
    }

    /// From a note just gone to, its label leads back to the reference it was followed from, if
    /// that is the only one.
    fn leads_back(&mut self, followed: Link) {
        let Link::NoteReference { place, note: Some(note) } = followed else { return };
        if self.app.text().links.references_to(note) != [place] || !self.app.layers().is_empty() {
            return;
        }
        let Some(focus) = self.app.focus() else { return };
        assert_eq!(focus.link, Link::NoteLabel(note), "the label of the note is chosen");
        self.app.update(Input::Key(Key::Enter));
        let shown = self.app.spread();
        assert!(shown.row_of(place).is_some(), "the reference is on the screen");
        self.app.update(Input::Key(Key::Backspace));
    }
}

/// The rows of a screen: without the status line, which says what was done, if that is asked.
fn rows(screen: &Buffer, text_only: bool) -> Vec<String> {
    let (width, height) = (screen.area.width, screen.area.height);
    let rows = if text_only { height.saturating_sub(1) } else { height };
    let row = |y| (0..width).map(|x| screen.cell((x, y)).unwrap().symbol().to_owned()).collect();
    (0..rows).map(row).collect()
}

/// Whether a character acts on a terminal, or on the order of letters (Unicode's `Cc` and
/// `Bidi_Control`).
pub fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A look, for tests that draw.
pub fn look() -> Look {
    Look::new(Theme::Terminal, true)
}
