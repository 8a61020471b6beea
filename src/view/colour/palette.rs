//! Palettes: the colours of a theme by their roles. The only place a colour is named.
//!
//! The terminal's own colours suit any background, but only the first eight: of the bright ones
//! palettes such as Solarized make their grounds, and bright black on it cannot be read. What is
//! quiet is dim there. The dark and the light theme bring
//! theirs, from the 256 that every terminal of this century shows.

use ratatui::style::Color;

use crate::app::{Theme, ThemeNames};

/// The colours of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    pub(in crate::view) ground: Color,
    pub(in crate::view) ink: Color,
    pub(in crate::view) aside: Color,
    pub(in crate::view) quiet: Color,
    pub(in crate::view) heading: Color,
    pub(in crate::view) note: Color,
    pub(in crate::view) source: Color,
    pub(in crate::view) address: Color,
    pub(in crate::view) unsure: Color,
    pub(in crate::view) code: Color,
    pub(in crate::view) hit: Color,
    pub(in crate::view) hit_ink: Color,
    pub(in crate::view) bar: Color,
    /// The grounds of words that are marked, in the order of the colours of marks.
    pub(in crate::view) marks: [Color; 6],
}

/// A colour of a palette: what it is called, what it is for, and where it is kept.
#[derive(Debug, Clone, Copy)]
pub struct Role {
    /// What the config calls it.
    pub name: &'static str,
    /// What has it.
    pub what: &'static str,
    of: fn(&mut Palette) -> &mut Color,
}

const fn role(name: &'static str, what: &'static str, of: fn(&mut Palette) -> &mut Color) -> Role {
    Role { name, what, of }
}

/// The colours of every palette.
pub const ROLES: [Role; 19] = [
    role("ground", "what everything stands on", |palette| &mut palette.ground),
    role("ink", "the text", |palette| &mut palette.ink),
    role("aside", "notes beside it, the status line", |palette| &mut palette.aside),
    role("quiet", "hints and counts", |palette| &mut palette.quiet),
    role("heading", "titles and headings", |palette| &mut palette.heading),
    role("note", "note markers", |palette| &mut palette.note),
    role("source", "citations", |palette| &mut palette.source),
    role("address", "links", |palette| &mut palette.address),
    role("unsure", "citations of no source or several", |palette| &mut palette.unsure),
    role("code", "code", |palette| &mut palette.code),
    role("hit", "what was searched for", |palette| &mut palette.hit),
    role("hit-ink", "the hit one is at", |palette| &mut palette.hit_ink),
    role("bar", "the ground of the status line", |palette| &mut palette.bar),
    role("mark-yellow", "words marked yellow", |palette| &mut palette.marks[0]),
    role("mark-green", "words marked green", |palette| &mut palette.marks[1]),
    role("mark-blue", "words marked blue", |palette| &mut palette.marks[2]),
    role("mark-pink", "words marked pink", |palette| &mut palette.marks[3]),
    role("mark-orange", "words marked orange", |palette| &mut palette.marks[4]),
    role("mark-purple", "words marked purple", |palette| &mut palette.marks[5]),
];

const TERMINAL: Palette = Palette {
    ground: Color::Reset,
    ink: Color::Reset,
    aside: Color::Reset,
    quiet: Color::Reset,
    heading: Color::Reset,
    note: Color::Cyan,
    source: Color::Green,
    address: Color::Blue,
    unsure: Color::Red,
    code: Color::Magenta,
    hit: Color::Yellow,
    hit_ink: Color::Black,
    bar: Color::Reset,
    marks: [Color::Yellow, Color::Green, Color::Cyan, Color::Magenta, Color::Red, Color::Blue],
};

const DARK: Palette = Palette {
    ground: Color::Indexed(234),
    ink: Color::Indexed(252),
    aside: Color::Indexed(248),
    quiet: Color::Indexed(245),
    heading: Color::Indexed(230),
    note: Color::Indexed(179),
    source: Color::Indexed(108),
    address: Color::Indexed(110),
    unsure: Color::Indexed(174),
    code: Color::Indexed(181),
    hit: Color::Indexed(179),
    hit_ink: Color::Indexed(234),
    bar: Color::Indexed(236),
    marks: numbered([58, 22, 24, 89, 94, 54]),
};

const LIGHT: Palette = Palette {
    ground: Color::Indexed(255),
    ink: Color::Indexed(235),
    aside: Color::Indexed(239),
    quiet: Color::Indexed(241),
    heading: Color::Indexed(16),
    note: Color::Indexed(94),
    source: Color::Indexed(22),
    address: Color::Indexed(25),
    unsure: Color::Indexed(124),
    code: Color::Indexed(90),
    hit: Color::Indexed(94),
    hit_ink: Color::Indexed(255),
    bar: Color::Indexed(252),
    marks: numbered([229, 193, 195, 225, 223, 189]),
};

const fn numbered(numbers: [u8; 6]) -> [Color; 6] {
    let [a, b, c, d, e, f] = numbers;
    [
        Color::Indexed(a),
        Color::Indexed(b),
        Color::Indexed(c),
        Color::Indexed(d),
        Color::Indexed(e),
        Color::Indexed(f),
    ]
}

/// The themes that have a palette of their own, by their names.
pub const PALETTES: [&str; 3] = ["terminal", "dark", "light"];

/// Whether the ground of a terminal is light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// It is dark, and words on it are light.
    Dark,
    /// It is light.
    Light,
}

/// The palettes there are: those that ibid brings, as the reader has changed them, and their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palettes {
    named: Vec<(String, Palette)>,
}

impl Default for Palettes {
    fn default() -> Self {
        let brought = PALETTES.into_iter().zip([TERMINAL, DARK, LIGHT]);
        Self { named: brought.map(|(name, palette)| (name.to_owned(), palette)).collect() }
    }
}

impl Palettes {
    /// The palette of this name.
    pub fn named(&self, name: &str) -> Option<&Palette> {
        self.named.iter().find(|(other, _)| other == name).map(|(_, palette)| palette)
    }

    /// The palette of the terminal's own colours.
    pub fn first(&self) -> Palette {
        self.named.first().map_or(TERMINAL, |(_, palette)| *palette)
    }

    /// Keeps a palette under a name, instead of the one that is there.
    pub fn keep(&mut self, name: &str, palette: Palette) {
        match self.named.iter_mut().find(|(other, _)| other == name) {
            Some((_, kept)) => *kept = palette,
            None => self.named.push((name.to_owned(), palette)),
        }
    }

    /// What the themes are called.
    pub fn names(&self) -> ThemeNames {
        let own = self.named[PALETTES.len()..].iter();
        ThemeNames::new(own.map(|(name, _)| name.clone()).collect())
    }

    /// The palette of a theme, on a terminal whose ground is such, as far as it says.
    pub(in crate::view) fn of(&self, theme: Theme, ground: Option<Ground>) -> Palette {
        let at = match (theme, ground) {
            (Theme::Terminal, _) | (Theme::Auto, None) => 0,
            (Theme::Dark, _) | (Theme::Auto, Some(Ground::Dark)) => 1,
            (Theme::Light, _) | (Theme::Auto, Some(Ground::Light)) => 2,
            (Theme::Own(at), _) => PALETTES.len() + usize::from(at),
        };
        let palette = self.named.get(at).map_or(TERMINAL, |(_, palette)| *palette);
        match theme {
            // What the reader chose for the ground of the terminal stays; the inks suit it.
            Theme::Auto => Palette { ground: Color::Reset, bar: Color::Reset, ..palette },
            _ => palette,
        }
    }
}

/// The colours that have a name, the terminal's own.
const NAMED: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

/// That something is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "colours are numbers from 0 to 255, \"#rrggbb\", \"default\", or \"black\", \"red\", \"green\", \
     \"yellow\", \"blue\", \"magenta\", \"cyan\", \"white\", each also as \"bright-red\""
)]
pub struct NoColour;

/// A colour as the config has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(Color);

impl Colour {
    /// One of the 256 colours of the terminal.
    pub fn numbered(number: u8) -> Self {
        Self(Color::Indexed(number))
    }
}

impl std::str::FromStr for Colour {
    type Err = NoColour;

    /// The colour of a name: `cyan`, `default`, `#1c1c1c`.
    fn from_str(name: &str) -> Result<Self, NoColour> {
        if let Some(digits) = name.strip_prefix('#') {
            let six = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            let rgb = u32::from_str_radix(digits, 16).map_err(|_| NoColour)?;
            let [_, red, green, blue] = rgb.to_be_bytes();
            return if six { Ok(Self(Color::Rgb(red, green, blue))) } else { Err(NoColour) };
        }
        let named = NAMED.into_iter().find(|(other, _)| *other == name);
        named.map(|(_, colour)| Self(colour)).ok_or(NoColour)
    }
}

impl std::fmt::Display for Colour {
    /// As the config has it: a number as it is, all else in quotes.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            Color::Indexed(number) => write!(f, "{number}"),
            Color::Rgb(red, green, blue) => write!(f, "\"#{red:02x}{green:02x}{blue:02x}\""),
            named => {
                let name = NAMED.into_iter().find(|(_, colour)| *colour == named);
                write!(f, "\"{}\"", name.map_or("default", |(name, _)| name))
            }
        }
    }
}

impl Palette {
    /// The colour of a role.
    pub fn colour(&self, role: Role) -> Colour {
        Colour(*(role.of)(&mut self.clone()))
    }

    /// Gives a role a colour.
    pub fn set(&mut self, role: Role, colour: Colour) {
        *(role.of)(self) = colour.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_they_are_read() {
        for name in ["default", "cyan", "bright-black", "#1c2d3e"] {
            let colour: Colour = name.parse().unwrap();
            assert_eq!(colour.to_string(), format!("\"{name}\""));
        }
        assert_eq!(Colour::numbered(234).to_string(), "234");
        for name in ["", "#12", "#12345", "#1234567", "#+12345", "gray", "Cyan"] {
            assert_eq!(name.parse::<Colour>(), Err(NoColour), "{name}");
        }
    }

    #[test]
    fn every_role_has_its_colour() {
        let mut palette = TERMINAL;
        for (at, role) in ROLES.into_iter().enumerate() {
            palette.set(role, Colour::numbered(at as u8));
        }
        for (at, role) in ROLES.into_iter().enumerate() {
            assert_eq!(palette.colour(role), Colour::numbered(at as u8), "{}", role.name);
        }
    }

    #[test]
    fn the_ground_of_the_terminal_stays() {
        let palettes = Palettes::default();
        assert_eq!(palettes.of(Theme::Auto, None), TERMINAL);
        let dark = palettes.of(Theme::Auto, Some(Ground::Dark));
        assert_eq!((dark.ground, dark.bar, dark.ink), (Color::Reset, Color::Reset, DARK.ink));
        assert_eq!(palettes.of(Theme::Light, Some(Ground::Dark)), LIGHT);
    }
}
