//! A reader without a terminal: keys go in as their names, the screen comes out as text.

#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[allow(clippy::duplicate_mod, reason = "the fuzzers have the invariants, and nothing else")]
#[path = "../invariants/marking.rs"]
mod marking;

use std::fmt::Write as _;
use std::sync::Arc;

use ibid::app::{App, Effect, Input, Key, MouseAct, Settings, Theme};
use ibid::config::Config;
use ibid::text::Text;
use ibid::view::{Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A text whose notes are of all lengths, so that those at the foot of a page leave it now more and
/// now fewer rows.
pub fn noted() -> String {
    let mut text = String::new();
    for n in 1..80 {
        _ = write!(text, "Paragraph {n} {}.[^{n}]\n\n", "has its words ".repeat(1 + n * 7 % 23));
    }
    for n in 1..80 {
        _ = write!(text, "[^{n}]: Note {n} {}.\n\n", "explains it ".repeat(1 + n * 11 % 29));
    }
    text
}

/// A book with a note in every paragraph, the notes at the end, and a bibliography.
pub fn book(paragraphs: usize) -> String {
    let mut text = String::from("# A Book\n\n");
    for n in 1..=paragraphs {
        if n % 10 == 1 {
            _ = write!(text, "## Part {}\n\n", n / 10 + 1);
        }
        _ = write!(
            text,
            "Paragraph {n} says a thing at such a length that it fills a line and a half of the \
             screen.[^{n}] It cites somebody (Kropotkin 1902).\n\n"
        );
    }
    for n in 1..=paragraphs {
        _ = write!(text, "[^{n}]: Note {n} explains.\n\n");
    }
    text + "## References\n\n- Kropotkin, Peter 1902. *Mutual Aid*. London, Heinemann\n"
}

/// An app and the screen it is drawn on.
pub struct Reader {
    pub app: App,
    pub size: (u16, u16),
    pub effects: Vec<Effect>,
}

impl Reader {
    /// Opens Markdown on a screen of `width` × `height` cells.
    pub fn open(markdown: &str, width: u16, height: u16) -> Self {
        Self::of(ibid::read::markdown("test.md", markdown), width, height)
    }

    /// Opens Markdown as it is set by a config that has no mistake.
    pub fn configured(markdown: &str, config: &str, (width, height): (u16, u16)) -> Self {
        let config = Config::read(config);
        assert_eq!(config.mistakes, []);
        let mut reader = Self::open(markdown, width, height);
        let text = Arc::clone(reader.app.text());
        reader.app = App::new(text, 0, config.settings, reader.size);
        reader
    }

    pub fn of(document: ibid::doc::Document, width: u16, height: u16) -> Self {
        let text = Arc::new(Text::new(document));
        let app = App::new(text, 0, Settings::default(), (width, height));
        Self { app, size: (width, height), effects: Vec::new() }
    }

    /// Presses keys by name, parted by spaces: `j Tab Enter Ctrl-O`. A word that is no name of a
    /// key is typed letter by letter.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            for key in keys_of(word) {
                self.input(Input::Key(key));
            }
        }
        self
    }

    pub fn input(&mut self, input: Input) -> &mut Self {
        if let Input::Resize(width, height) = input {
            self.size = (width, height);
        }
        for effect in self.app.update(input) {
            if let Effect::Mark(marking) = &effect {
                let (of, marks) = (Arc::clone(self.app.text()), marking::kept(&self.app, marking));
                self.app.update(Input::Marks { of, marks });
            }
            self.effects.push(effect);
        }
        self
    }

    /// Types a remark on the words that are chosen, and keeps it.
    pub fn input_remark(&mut self, words: &str) -> &mut Self {
        self.press("a");
        self.input(Input::Paste(words.to_owned()));
        self.press("Enter")
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.input(Input::Resize(width, height))
    }

    pub fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.input(Input::Mouse { act: MouseAct::Click, x, y })
    }

    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        draw(&self.app, &mut buffer, &Look::new(Theme::Terminal, true));
        buffer
    }

    /// The rows of the screen, without the blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let buffer = self.buffer();
        (0..self.size.1)
            .map(|y| {
                let row: String =
                    (0..self.size.0).map(|x| buffer.cell((x, y)).unwrap().symbol()).collect();
                row.trim_end_matches(['│', '┃', '━']).trim_end().to_owned()
            })
            .collect()
    }

    pub fn screen(&self) -> String {
        self.rows().join("\n")
    }

    pub fn status(&self) -> String {
        self.rows().last().cloned().unwrap_or_default()
    }

    /// Where a word is on the screen: its first cell.
    pub fn find(&self, word: &str) -> Option<(u16, u16)> {
        let buffer = self.buffer();
        for y in 0..self.size.1 {
            let row: Vec<String> = (0..self.size.0)
                .map(|x| buffer.cell((x, y)).unwrap().symbol().to_owned())
                .collect();
            for x in 0..row.len() {
                if row[x..].concat().starts_with(word) {
                    return Some((x as u16, y));
                }
            }
        }
        None
    }
}

pub fn keys_of(word: &str) -> Vec<Key> {
    let named = match word {
        "Enter" => Key::Enter,
        "Esc" => Key::Esc,
        "Tab" => Key::Tab,
        "S-Tab" => Key::BackTab,
        "Backspace" => Key::Backspace,
        "Space" => Key::Char(' '),
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "PgUp" => Key::PageUp,
        "PgDn" => Key::PageDown,
        "Home" => Key::Home,
        "End" => Key::End,
        "F1" => Key::F(1),
        "F2" => Key::F(2),
        _ => match word.strip_prefix("Ctrl-") {
            Some(letter) => Key::Ctrl(letter.chars().next().unwrap().to_ascii_lowercase()),
            None if word.starts_with("Alt-") => Key::Alt(word.chars().nth(4).unwrap()),
            None => return word.chars().map(Key::Char).collect(),
        },
    };
    vec![named]
}

/// The essay that the program opens first.
pub const COMPANION: &str = include_str!("../../texts/companion.md");
