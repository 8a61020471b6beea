//! What a reader can set, in the config, with the keys or on the command line, and what of it is kept
//! between sessions.
//!
//! It stands apart from `app`, which changes it, from `library`, which keeps it, and from `config`,
//! which reads what a reader wrote, so that none need know the others.

use serde::{Deserialize, Serialize};

/// The looks to choose from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Colours for a light or a dark ground, as that of the terminal is; where it does not say, its
    /// own colours.
    #[default]
    Auto,
    /// The sixteen colours of the terminal, on its own background.
    Terminal,
    /// Light words on a dark ground.
    Dark,
    /// Dark words on a light ground.
    Light,
    /// One of the reader's own, by its place in their config.
    #[serde(skip)]
    Own(u8),
}

/// The themes that ibid brings, by their names, in the order a key goes through them.
pub const THEMES: [(&str, Theme); 4] = [
    ("auto", Theme::Auto),
    ("dark", Theme::Dark),
    ("light", Theme::Light),
    ("terminal", Theme::Terminal),
];

/// The names of the themes there are: those that ibid brings, and then the reader's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeNames {
    own: Vec<String>,
}

impl ThemeNames {
    /// The names, where the reader has these of their own.
    pub fn new(own: Vec<String>) -> Self {
        Self { own }
    }

    /// All of them in order.
    pub fn all(&self) -> impl Iterator<Item = (&str, Theme)> {
        let own = self.own.iter().enumerate();
        let own = own.filter_map(|(at, name)| Some((&**name, Theme::Own(u8::try_from(at).ok()?))));
        THEMES.into_iter().chain(own)
    }

    /// The theme of this name.
    pub fn theme(&self, name: &str) -> Option<Theme> {
        self.all().find(|(other, _)| *other == name).map(|(_, theme)| theme)
    }

    /// What a theme is called.
    pub fn name(&self, theme: Theme) -> &str {
        self.all().find(|(_, other)| *other == theme).map_or("", |(name, _)| name)
    }

    /// The theme after this one, round and round.
    pub fn after(&self, theme: Theme) -> Theme {
        let mut rest = self.all().skip_while(|(_, other)| *other != theme).skip(1);
        rest.next().map_or(Theme::Auto, |(_, next)| next)
    }
}

/// Where notes stand that are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NotesPlace {
    /// Beside the text where the screen is wide enough, else at its foot.
    #[default]
    Beside,
    /// Always at its foot.
    Foot,
}

/// How the lines of a paragraph end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lines {
    /// Each where the next word no longer fits.
    #[default]
    Ragged,
    /// Ragged, but chosen together, so that none is much shorter than its neighbours.
    Even,
    /// At both edges of the measure.
    Justified,
}

/// Where words are broken at the ends of lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hyphens {
    /// Nowhere.
    Off,
    /// In the notes shown with the text.
    #[default]
    Notes,
    /// In the text as well.
    On,
}

/// What a reader can set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The width of a line of prose in cells.
    pub measure: u16,
    /// The look.
    pub theme: Theme,
    /// Whether notes are shown with the text.
    pub notes: bool,
    /// Where they stand then.
    pub notes_at: NotesPlace,
    /// How many columns stay blank on either side at least.
    pub margins: u16,
    /// In how many columns the text stands on a screen wide enough.
    pub columns: u16,
    /// Whether the text stands at the left edge, as against in the middle.
    pub left: bool,
    /// How many rows lie from one line of prose to the next.
    pub line_spacing: u16,
    /// Whether paragraphs are told by an indent, as against by a blank line.
    pub indents: bool,
    /// How lines of prose end.
    pub lines: Lines,
    /// Where words are broken, by the patterns of the language of the text.
    pub hyphens: Hyphens,
    /// Whether formulas are shown in signs where Unicode has them, as against in TeX.
    pub formulas: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether a text is read again when its file is written while it is read.
    pub watch: bool,
    /// How many words the reader reads in a minute.
    pub words_per_minute: u16,
    /// Whether the terminal has no raised figures and no rules of its own: labels stand in brackets
    /// then. Nobody sets it; the terminal is what it is.
    pub plain: bool,
    /// Whether the text is gone through block by block and said in lines, for whoever hears it. The
    /// command line sets it.
    pub linear: bool,
}

impl Default for Settings {
    /// A measure of 68 cells: about eleven words, within the 45 to 75 characters that
    /// typographers hold good for reading (Bringhurst, 2.1.2). 230 words a minute: what adults
    /// read of prose in silence on average is 238 (Brysbaert, 2019).
    fn default() -> Self {
        Self {
            measure: 68,
            theme: Theme::default(),
            notes: true,
            notes_at: NotesPlace::default(),
            margins: 1,
            columns: 1,
            left: false,
            line_spacing: 1,
            indents: false,
            lines: Lines::default(),
            hyphens: Hyphens::default(),
            formulas: true,
            mouse: true,
            watch: true,
            words_per_minute: 230,
            plain: false,
            linear: false,
        }
    }
}

/// The narrowest and widest measure that can be set with the keys, in cells.
pub const MEASURES: std::ops::RangeInclusive<u16> = 20..=160;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_go_round() {
        let names = ThemeNames::new(vec!["paper".to_owned()]);
        let mut theme = Theme::Auto;
        let mut seen = Vec::new();
        for _ in 0..6 {
            seen.push(names.name(theme).to_owned());
            assert_eq!(names.theme(names.name(theme)), Some(theme));
            theme = names.after(theme);
        }
        assert_eq!(seen, ["auto", "dark", "light", "terminal", "paper", "auto"]);
    }
}
