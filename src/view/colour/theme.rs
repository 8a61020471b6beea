//! Themes: which look each role has, out of the colours of a palette. Without colour (`NO_COLOR`)
//! attributes alone tell things apart.

use ratatui::style::{Color, Modifier, Style};

use super::palette::{Ground, Palette, Palettes};
use crate::app::Theme;
use crate::layout::{LinkRole, Part, Role};
use crate::marks::Colour as MarkColour;

/// Something on the screen that is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::view) enum Furniture {
    /// The ground everything stands on.
    Ground,
    /// The chosen link, the chosen row.
    Chosen,
    /// The words that are chosen.
    ChosenWords,
    /// A hit.
    Hit,
    /// The hit the reader is at.
    CurrentHit,
    /// The status line.
    Status,
    /// What the status line wants noticed.
    StatusLoud,
    /// What is said in passing: hints, counts, the part of a note that has no room.
    Quiet,
    /// A title above a list.
    Title,
    /// The track of the scrollbar.
    Track,
    /// Its thumb.
    Thumb,
    /// Where hits are, on the scrollbar.
    Tick,
    /// A complaint.
    Complaint,
}

/// The look of everything, for a theme.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    palette: Option<Palette>,
}

impl Look {
    /// The look of a theme that ibid brings, with colour or without.
    pub fn new(theme: Theme, colour: bool) -> Self {
        Self::of(&Palettes::default(), theme, None, colour)
    }

    /// The look of a theme in these palettes, with colour or without, on a terminal whose ground is
    /// such, as far as it says.
    pub fn of(palettes: &Palettes, theme: Theme, ground: Option<Ground>, colour: bool) -> Self {
        Self { palette: colour.then(|| palettes.of(theme, ground)) }
    }

    fn ink(self, pick: impl Fn(&Palette) -> Color) -> Style {
        self.palette.map_or_else(Style::new, |palette| Style::new().fg(pick(&palette)))
    }

    /// The look of a run of text, in the body or in a note beside it.
    pub(in crate::view) fn role(self, role: Role, in_notes: bool) -> Style {
        let mut style = match role.part {
            Part::Body | Part::Quote if in_notes => self.ink(|palette| palette.aside),
            Part::Body | Part::Quote => self.ink(|palette| palette.ink),
            Part::Title => self.ink(|palette| palette.heading).add_modifier(Modifier::BOLD),
            Part::Byline => self.ink(|palette| palette.ink).add_modifier(Modifier::ITALIC),
            Part::Heading(level) => {
                let style = self.ink(|palette| palette.heading).add_modifier(Modifier::BOLD);
                match level {
                    1 => style.add_modifier(Modifier::UNDERLINED),
                    2 => style,
                    _ => style.add_modifier(Modifier::ITALIC),
                }
            }
            Part::Code => self.ink(|palette| palette.code),
            Part::TableHead => self.ink(|palette| palette.heading).add_modifier(Modifier::BOLD),
            Part::Marker | Part::Line => self.quiet(),
            Part::Label => self.ink(|palette| palette.note).add_modifier(Modifier::BOLD),
        };
        if let Some(link) = role.link {
            style = style.patch(self.link(link));
        }
        let applied = [
            (role.style.emphasis, Modifier::ITALIC),
            (role.style.strong, Modifier::BOLD),
            (role.style.strike, Modifier::CROSSED_OUT),
            (role.style.image, Modifier::ITALIC),
        ];
        for (_, modifier) in applied.into_iter().filter(|(on, _)| *on) {
            style = style.add_modifier(modifier);
        }
        if role.style.code && role.link.is_none() {
            style = style.patch(self.ink(|palette| palette.code));
        }
        style
    }

    fn link(self, link: LinkRole) -> Style {
        let style = match link {
            LinkRole::Note => self.ink(|palette| palette.note).add_modifier(Modifier::BOLD),
            LinkRole::Citation => self.ink(|palette| palette.source),
            LinkRole::Unsure => self.ink(|palette| palette.unsure),
            LinkRole::Address => self.ink(|palette| palette.address),
            // Nothing but that it stands in brackets and in italics.
            LinkRole::Image => Style::new(),
        };
        let underlined = match link {
            LinkRole::Note | LinkRole::Image => false,
            LinkRole::Citation => self.palette.is_none(),
            LinkRole::Unsure | LinkRole::Address => true,
        };
        if underlined { style.add_modifier(Modifier::UNDERLINED) } else { style }
    }

    fn quiet(self) -> Style {
        match self.palette {
            Some(palette) if palette.quiet != Color::Reset => Style::new().fg(palette.quiet),
            _ => Style::new().add_modifier(Modifier::DIM),
        }
    }

    /// The look of words that are marked. Where inks are the terminal’s own, of which nothing is known,
    /// its own ground is the ink on the colour: that can be read wherever the colour can be read on it.
    pub(in crate::view) fn mark(self, colour: MarkColour) -> Style {
        let Some(palette) = self.palette else {
            return Style::new().add_modifier(Modifier::UNDERLINED);
        };
        let ground = palette.marks[colour as usize];
        match palette.ink {
            Color::Reset => {
                Style::new().fg(ground).add_modifier(Modifier::REVERSED | Modifier::UNDERLINED)
            }
            // The ink of headings stands furthest from any ground: no other can be read on all six.
            _ => Style::new().fg(palette.heading).bg(ground),
        }
    }

    /// The look of words that another marked in the file of the text: a line below them in the colour of
    /// the mark, where that can be, and no ground as the reader’s own have.
    pub(in crate::view) fn mark_of_another(self, colour: MarkColour) -> Style {
        let style = Style::new().add_modifier(Modifier::UNDERLINED);
        match self.palette {
            Some(palette) if palette.ink == Color::Reset => {
                style.fg(palette.marks[colour as usize])
            }
            _ => style,
        }
    }

    /// The ink of the sign of a remark.
    pub(in crate::view) fn remark_sign(self, colour: MarkColour) -> Style {
        let marked = self.mark(colour);
        match self.palette {
            Some(palette) if palette.ink != Color::Reset => marked.fg(palette.heading),
            Some(_) => marked.remove_modifier(Modifier::REVERSED | Modifier::UNDERLINED),
            None => Style::new().add_modifier(Modifier::BOLD),
        }
    }

    /// The look of what is not text.
    pub(in crate::view) fn furniture(self, what: Furniture) -> Style {
        let Some(palette) = self.palette else { return plain(what) };
        let hit = Style::new().fg(palette.hit_ink).bg(palette.hit);
        match what {
            Furniture::Ground => Style::new().fg(palette.ink).bg(palette.ground),
            Furniture::Chosen => Style::new().add_modifier(Modifier::REVERSED),
            Furniture::ChosenWords => Style::new()
                .fg(palette.ink)
                .bg(palette.ground)
                .add_modifier(Modifier::REVERSED | Modifier::UNDERLINED),
            Furniture::Hit => {
                Style::new().fg(palette.hit).add_modifier(Modifier::UNDERLINED | Modifier::BOLD)
            }
            Furniture::CurrentHit => hit,
            Furniture::Status if palette.bar == Color::Reset => self.quiet(),
            Furniture::Status => Style::new().fg(palette.aside).bg(palette.bar),
            Furniture::StatusLoud => {
                Style::new().fg(palette.ink).bg(palette.bar).add_modifier(Modifier::BOLD)
            }
            Furniture::Quiet | Furniture::Track => self.quiet(),
            Furniture::Title => Style::new().fg(palette.heading).add_modifier(Modifier::BOLD),
            Furniture::Thumb => Style::new().fg(palette.aside),
            Furniture::Tick => Style::new().fg(palette.hit).add_modifier(Modifier::BOLD),
            Furniture::Complaint => Style::new().fg(palette.unsure),
        }
    }
}

/// The look of what is not text where there is no colour.
fn plain(what: Furniture) -> Style {
    let modifier = match what {
        Furniture::Ground | Furniture::Thumb | Furniture::Complaint => Modifier::empty(),
        Furniture::Chosen | Furniture::CurrentHit => Modifier::REVERSED,
        Furniture::ChosenWords => Modifier::REVERSED | Modifier::UNDERLINED,
        Furniture::Hit => Modifier::UNDERLINED | Modifier::BOLD,
        Furniture::Status | Furniture::Quiet | Furniture::Track => Modifier::DIM,
        Furniture::StatusLoud | Furniture::Title | Furniture::Tick => Modifier::BOLD,
    };
    Style::new().add_modifier(modifier)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::colour::contrast::{FURNITURE, roles};

    #[test]
    fn the_terminal_s_own_colours_are_the_first_eight() {
        let look = Look::new(Theme::Terminal, true);
        let styles = roles()
            .flat_map(|role| [look.role(role, false), look.role(role, true)])
            .chain(FURNITURE.map(|what| look.furniture(what)));
        for colour in styles.flat_map(|style| [style.fg, style.bg]).flatten() {
            let eight = [
                Color::Reset,
                Color::Black,
                Color::Red,
                Color::Green,
                Color::Yellow,
                Color::Blue,
                Color::Magenta,
                Color::Cyan,
            ];
            assert!(eight.contains(&colour), "{colour:?}");
        }
        assert!(look.furniture(Furniture::Quiet).add_modifier.contains(Modifier::DIM));
    }

    #[test]
    fn without_colour_there_is_none() {
        let look = Look::new(Theme::Dark, false);
        for part in [Part::Body, Part::Heading(1), Part::Code, Part::Label, Part::Marker] {
            for link in [None, Some(LinkRole::Note), Some(LinkRole::Unsure)] {
                let style = look.role(Role { part, link, ..Role::default() }, false);
                assert_eq!((style.fg, style.bg), (None, None));
            }
        }
        let ground = look.furniture(Furniture::Ground);
        assert_eq!((ground.fg, ground.bg), (None, None));
    }
}
