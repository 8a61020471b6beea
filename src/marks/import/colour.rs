//! Colours of other programs as one of ours: the nearest, by its hue.

use crate::marks::Colour;

/// The colour of a name or of `#ffd400`. Grey and black are none.
pub fn nearest(said: &str) -> Option<Colour> {
    let said = said.trim().to_ascii_lowercase();
    if let Some(colour) = Colour::named(&said) {
        return Some(colour);
    }
    match &*said {
        // KOReader and readers of PDF have more names.
        "red" | "magenta" => Some(Colour::Pink),
        "olive" | "lime" => Some(Colour::Green),
        "cyan" => Some(Colour::Blue),
        "violet" => Some(Colour::Purple),
        hex => {
            let digits = hex.trim_start_matches('#');
            let plain = digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
            let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
            if !plain {
                None
            } else {
                of_light([part(0)?, part(2)?, part(4)?].map(|it| f64::from(it) / 255.0))
            }
        }
    }
}

/// The colour of so much red, green and blue, each from 0 to 1.
fn of_light([red, green, blue]: [f64; 3]) -> Option<Colour> {
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let span = most - least;
    if span < 0.1 {
        return None;
    }
    let sixth = if most <= red {
        ((green - blue) / span).rem_euclid(6.0)
    } else if most <= green {
        (blue - red) / span + 2.0
    } else {
        (red - green) / span + 4.0
    };
    Some(match sixth * 60.0 {
        hue if hue < 12.0 => Colour::Pink,
        hue if hue < 43.0 => Colour::Orange,
        hue if hue < 72.0 => Colour::Yellow,
        hue if hue < 165.0 => Colour::Green,
        hue if hue < 250.0 => Colour::Blue,
        hue if hue < 288.0 => Colour::Purple,
        _ => Colour::Pink,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_the_nearest() {
        let cases = [
            ("Yellow", Some(Colour::Yellow)),
            ("#ffd400", Some(Colour::Yellow)),
            ("#ff6666", Some(Colour::Pink)),
            ("#5fb236", Some(Colour::Green)),
            ("#2ea8e5", Some(Colour::Blue)),
            ("#a28ae5", Some(Colour::Purple)),
            ("#e56eee", Some(Colour::Pink)),
            ("#f19837", Some(Colour::Orange)),
            ("#aaaaaa", None),
            ("olive", Some(Colour::Green)),
            ("#ééé", None),
            ("", None),
        ];
        for (said, colour) in cases {
            assert_eq!(nearest(said), colour, "{said}");
        }
    }
}
