//! Whether what is drawn can be read: by contrast in the themes that ibid brings, and by attributes where
//! there is no colour.

use ratatui::style::{Color, Modifier, Style};

use super::palette::Palettes;
use super::theme::{Furniture, Look};
use crate::app::Theme;
use crate::layout::{LinkRole, Part, Role, Style as Styled};
use crate::marks::Colour as MarkColour;

/// The least contrast of words with their ground (WCAG 2.2, 1.4.3, level AA).
const LEAST: f64 = 4.5;

const PARTS: [Part; 12] = [
    Part::Body,
    Part::Quote,
    Part::Title,
    Part::Byline,
    Part::Heading(1),
    Part::Heading(2),
    Part::Heading(3),
    Part::Code,
    Part::TableHead,
    Part::Marker,
    Part::Line,
    Part::Label,
];

const LINKS: [Option<LinkRole>; 6] = [
    None,
    Some(LinkRole::Note),
    Some(LinkRole::Citation),
    Some(LinkRole::Unsure),
    Some(LinkRole::Address),
    Some(LinkRole::Image),
];

/// Everything on the screen that is not text.
pub(super) const FURNITURE: [Furniture; 13] = [
    Furniture::Ground,
    Furniture::Chosen,
    Furniture::ChosenWords,
    Furniture::Hit,
    Furniture::CurrentHit,
    Furniture::Status,
    Furniture::StatusLoud,
    Furniture::Quiet,
    Furniture::Title,
    Furniture::Track,
    Furniture::Thumb,
    Furniture::Tick,
    Furniture::Complaint,
];

/// Every role that a run of text can have.
pub(super) fn roles() -> impl Iterator<Item = Role> {
    let code = [false, true].map(|code| Styled { code, ..Styled::default() });
    PARTS.into_iter().flat_map(move |part| {
        LINKS
            .into_iter()
            .flat_map(move |link| code.into_iter().map(move |style| Role { part, link, style }))
    })
}

/// The red, green and blue of one of the 240 colours of xterm that no terminal changes.
fn channels(colour: Color) -> [u8; 3] {
    match colour {
        Color::Indexed(grey @ 232..) => [8 + 10 * (grey - 232); 3],
        Color::Indexed(number @ 16..) => {
            let cube = number - 16;
            [cube / 36, cube / 6 % 6, cube % 6]
                .map(|step| if step == 0 { 0 } else { 55 + 40 * step })
        }
        Color::Rgb(red, green, blue) => [red, green, blue],
        other => panic!("nobody knows how light {other:?} is"),
    }
}

/// How light a colour is, from 0 to 1 (WCAG 2.2, “relative luminance”).
fn luminance(colour: Color) -> f64 {
    let linear = |channel: u8| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let [red, green, blue] = channels(colour).map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The contrast of two colours, from 1 to 21.
fn contrast(one: Color, other: Color) -> f64 {
    let [one, other] = [one, other].map(|colour| luminance(colour) + 0.05);
    one.max(other) / one.min(other)
}

/// The contrast of words in a style, on the ground of the screen where it has none.
fn of(style: Style, ground: Style) -> f64 {
    let style = ground.patch(style);
    contrast(style.fg.expect("an ink"), style.bg.expect("a ground"))
}

#[test]
fn contrast_is_that_of_the_standard() {
    let [black, white, grey] = [0, 255, 119].map(|grey| Color::Rgb(grey, grey, grey));
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    // Its best known example: #777 on white falls short by a hair.
    assert!((contrast(grey, white) - 4.48).abs() < 0.01);
}

#[test]
fn all_words_can_be_read_on_their_ground() {
    for theme in [Theme::Dark, Theme::Light] {
        let look = Look::of(&Palettes::default(), theme, None, true);
        let ground = look.furniture(Furniture::Ground);
        let words = roles().flat_map(|role| [false, true].map(|notes| look.role(role, notes)));
        for style in words.chain(FURNITURE.map(|what| look.furniture(what))) {
            assert!(of(style, ground) >= LEAST, "{theme:?} {:.2}: {style:?}", of(style, ground));
        }
        for colour in MarkColour::ALL {
            for words in roles().map(|role| look.role(role, false)) {
                let style = words.patch(look.mark(colour));
                assert!(
                    of(style, ground) >= LEAST,
                    "{theme:?} {:.2}: {style:?}",
                    of(style, ground)
                );
            }
            let sign = of(look.remark_sign(colour), ground);
            assert!(sign >= LEAST, "{theme:?} {sign:.2}: the sign of a remark, {colour:?}");
        }
    }
}

#[test]
fn what_can_be_chosen_or_found_is_told_without_colour() {
    let look = Look::new(Theme::Dark, false);
    let body = look.role(Role::default(), false);
    for link in [LinkRole::Note, LinkRole::Citation, LinkRole::Unsure, LinkRole::Address] {
        let style = look.role(Role { link: Some(link), ..Role::default() }, false);
        assert_ne!(style.add_modifier, body.add_modifier, "{link:?}");
    }
    let told = [
        Furniture::Chosen,
        Furniture::ChosenWords,
        Furniture::Hit,
        Furniture::CurrentHit,
        Furniture::StatusLoud,
        Furniture::Tick,
    ];
    for what in told {
        assert_ne!(look.furniture(what).add_modifier, Modifier::empty(), "{what:?}");
    }
    for colour in MarkColour::ALL {
        assert_ne!(look.mark(colour).add_modifier, Modifier::empty());
        assert_ne!(look.remark_sign(colour).add_modifier, Modifier::empty());
    }
}
