//! Keys: what a keyboard gives, and how they are written in a config: `ctrl-f`, `space`.

use std::fmt;
use std::str::FromStr;

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
    /// The arrow left with Control.
    CtrlLeft,
    /// The arrow right with Control.
    CtrlRight,
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
            Self::CtrlLeft => f.write_str("Ctrl-←"),
            Self::CtrlRight => f.write_str("Ctrl-→"),
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

/// The keys that have names, as against the characters they type.
const NAMED: [Key; 19] = [
    Key::Char(' '),
    Key::Up,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::AltLeft,
    Key::AltRight,
    Key::CtrlLeft,
    Key::CtrlRight,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
    Key::Enter,
    Key::Esc,
    Key::Tab,
    Key::BackTab,
    Key::Backspace,
    Key::Delete,
];

impl Key {
    /// Its name as a reader writes it in the config: arrows by their words.
    pub fn written(&self) -> String {
        let arrows = [("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right")];
        match self {
            Self::Char(c) if *c != ' ' => c.to_string(),
            named => arrows
                .into_iter()
                .fold(named.to_string(), |name, (arrow, word)| name.replace(arrow, word)),
        }
    }
}

/// That a word names no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "keys are single characters, Space, Enter, Tab, Shift-Tab, Esc, Backspace, Del, Up, Down, \
     Left, Right, PgUp, PgDn, Home, End, F1 to F12, Ctrl-X and Alt-X, and Ctrl or Alt with Left and \
     Right"
)]
pub struct NoKey;

impl FromStr for Key {
    type Err = NoKey;

    /// The key of a name, as the help shows it or as it is written: `Space`, `Ctrl-E`, `↑`, `Up`.
    fn from_str(name: &str) -> Result<Self, NoKey> {
        // An arrow is shown for a key of its own; nobody types one as a character.
        if let Some(c) = only_character(name).filter(|c| !"↑↓←→".contains(*c)) {
            return Ok(Self::Char(c));
        }
        let lower = name.to_lowercase().replace("pageup", "pgup").replace("pagedown", "pgdn");
        let lower = lower.replace("delete", "del").replace("escape", "esc").replace('+', "-");
        let is = |key: &Self| {
            lower == key.written().to_lowercase() || lower == key.to_string().to_lowercase()
        };
        if let Some(key) = NAMED.into_iter().find(is) {
            return Ok(key);
        }
        if let Some(number) = lower.strip_prefix('f').and_then(|number| number.parse().ok()) {
            return if (1..=12).contains(&number) { Ok(Self::F(number)) } else { Err(NoKey) };
        }
        let (held, rest) =
            name.split_at_checked(name.find(['-', '+']).ok_or(NoKey)?).ok_or(NoKey)?;
        let c = only_character(&rest[1..]).ok_or(NoKey)?;
        match held.to_lowercase().as_str() {
            // Terminals send the same for these (ECMA-48 has no other codes for the keys).
            "ctrl" => Ok(match c.to_ascii_lowercase() {
                'i' => Self::Tab,
                'm' => Self::Enter,
                '[' => Self::Esc,
                c => Self::Ctrl(c),
            }),
            "alt" => Ok(Self::Alt(c)),
            _ => Err(NoKey),
        }
    }
}

/// The character of a name that has no other.
fn only_character(name: &str) -> Option<char> {
    let mut characters = name.chars();
    characters.next().filter(|c| characters.next().is_none() && !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_their_names() {
        let cases = [
            ("j", Key::Char('j')),
            ("J", Key::Char('J')),
            ("-", Key::Char('-')),
            (" ", Key::Char(' ')),
            ("space", Key::Char(' ')),
            ("Ctrl-E", Key::Ctrl('e')),
            ("ctrl+e", Key::Ctrl('e')),
            ("Ctrl--", Key::Ctrl('-')),
            ("Ctrl-I", Key::Tab),
            ("Alt-v", Key::Alt('v')),
            ("Alt-Left", Key::AltLeft),
            ("↓", Key::Down),
            ("PageDown", Key::PageDown),
            ("shift-tab", Key::BackTab),
            ("F12", Key::F(12)),
        ];
        for (name, key) in cases {
            assert_eq!(name.parse(), Ok(key), "{name}");
        }
        for name in ["", "jj", "F13", "F0", "Hyper-x", "Ctrl-", "Ctrl-Home-", "Enterr", "\u{1b}"] {
            assert_eq!(name.parse::<Key>(), Err(NoKey), "{name}");
        }
    }
}
