//! The help overlay: the table of commands with the keys that hold, to be scrolled and searched.

use tui_input::Input as Field;

use super::{Layer, field};
use crate::app::command::key::Key;
use crate::app::command::keymap::KeyMap;
use crate::app::command::{Command, ListCommand, PromptCommand, TABLE};
use crate::app::{App, Effect};
use crate::language::fold::Fold;
use crate::layout::wrap;

/// The help, scrolled so far down.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// The first row shown.
    pub top: usize,
    /// What is looked for in it.
    pub field: Field,
    /// Whether that is being typed.
    pub typing: bool,
}

/// A row of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpRow {
    /// The name of a group.
    Group(&'static str),
    /// Keys, and what they do.
    Keys(String, String),
    /// Nothing.
    Blank,
}

/// The cells that keys take where the help has `width` cells.
pub fn keys_width(width: usize) -> usize {
    (width * 2 / 5).clamp(8, 28)
}

/// The rows of the help at `width` cells that hold every word that is looked for, made from the table
/// of commands.
pub fn rows(keys: &KeyMap, wanted: &str, width: usize) -> Vec<HelpRow> {
    let column = keys_width(width);
    let room = width.saturating_sub(column).max(1);
    let wanted = Fold::Word.of(wanted);
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let mut rows = Vec::new();
    for group in TABLE {
        let answers = |words: &str| {
            let words = Fold::Word.of(words);
            wanted.iter().all(|wanted| words.contains(wanted))
        };
        let told = group.told().into_iter().filter(|told| {
            wanted.is_empty()
                || answers(&format!(
                    "{} {} {} {}",
                    group.name,
                    keys.named(*told),
                    told.what,
                    told.name
                ))
        });
        let told: Vec<_> = told.collect();
        if told.is_empty() {
            continue;
        }
        if !rows.is_empty() {
            rows.push(HelpRow::Blank);
        }
        rows.push(HelpRow::Group(group.name));
        for row in told {
            let keys = wrap(&keys.named(row), column - 2);
            let what = wrap(row.what, room);
            for line in 0..keys.len().max(what.len()) {
                let cell = |rows: &[String]| rows.get(line).cloned().unwrap_or_default();
                rows.push(HelpRow::Keys(cell(&keys), cell(&what)));
            }
        }
    }
    rows
}

impl Help {
    /// Types several characters, where something is being typed.
    pub(in crate::app) fn paste(&mut self, text: &str) {
        if self.typing {
            field::type_in(&mut self.field, text);
            self.top = 0;
        }
    }

    /// Takes a key while something is being typed.
    fn type_key(&mut self, keys: &KeyMap, key: Key) {
        match keys.find(key) {
            Some(PromptCommand::Accept) => self.typing = false,
            Some(PromptCommand::Cancel) => *self = Self::default(),
            _ => {
                if field::edit(&mut self.field, keys, key) {
                    self.top = 0;
                }
            }
        }
    }
}

impl App {
    /// The rows of the help as the screen sets them.
    pub fn help_rows(&self, help: &Help) -> Vec<HelpRow> {
        let width = usize::from(self.screen.whole.width).saturating_sub(4);
        rows(&self.keys, help.field.value(), width)
    }

    /// How many rows of the help the screen shows.
    pub fn help_page(&self) -> usize {
        usize::from(self.screen.whole.height).saturating_sub(4).max(1)
    }

    pub(in crate::app) fn help_key(&mut self, key: Key) -> Vec<Effect> {
        let (reading, list) = (self.keys.find(key), self.keys.find(key));
        let page = self.help_page() as isize;
        let Some(Layer::Help(help)) = self.layers.last_mut() else { return Vec::new() };
        if help.typing {
            help.type_key(&self.keys, key);
            return Vec::new();
        }
        let by: isize = match (reading, list) {
            (Some(Command::LineDown), _) | (_, Some(ListCommand::Down)) => 1,
            (Some(Command::LineUp), _) | (_, Some(ListCommand::Up)) => -1,
            (Some(Command::PageDown | Command::HalfDown), _) | (_, Some(ListCommand::PageDown)) => {
                page
            }
            (Some(Command::PageUp | Command::HalfUp), _) | (_, Some(ListCommand::PageUp)) => -page,
            (Some(Command::Start), _) | (_, Some(ListCommand::Start)) => isize::MIN,
            (Some(Command::End), _) | (_, Some(ListCommand::End)) => isize::MAX,
            (Some(Command::Search), _) => {
                help.typing = true;
                return Vec::new();
            }
            (Some(Command::Guide), _) => {
                self.layers.pop();
                return vec![Effect::OpenGuide];
            }
            // What was looked for is let go of first.
            (Some(Command::Cancel), _) if !help.field.value().is_empty() => {
                *help = Help::default();
                return Vec::new();
            }
            // Any other key closes it.
            _ => {
                self.layers.pop();
                return Vec::new();
            }
        };
        self.scroll_help(by);
        Vec::new()
    }

    /// Scrolls the help by rows, as far as there are any.
    pub(in crate::app) fn scroll_help(&mut self, by: isize) {
        let Some(Layer::Help(help)) = self.layers.last() else { return };
        let most = self.help_rows(help).len().saturating_sub(self.help_page());
        if let Some(Layer::Help(help)) = self.layers.last_mut() {
            help.top = help.top.saturating_add_signed(by).min(most);
        }
    }
}
