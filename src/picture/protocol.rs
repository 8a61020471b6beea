//! Protocols: pixels as they are sent to a terminal that shows them in front of its cells. All that is
//! sent was decoded and encoded here, and holds no byte of a text.

use std::fmt::Write;

use super::decode::Picture;
use super::encode::{base64, png};
use super::means::{Fitted, Protocol};

/// What kitty knows the one picture by that is shown.
const NUMBER: u32 = 1_818_845;

/// How many bytes of a picture a sequence of kitty's holds at most.
const PIECE: usize = 4096;

/// What shows a picture from the cell of the cursor on, scaled already.
pub fn shown(picture: &Picture, fitted: Fitted, by: Protocol) -> String {
    match by {
        Protocol::Kitty => kitty(picture),
        Protocol::Iterm => iterm(picture, fitted),
        Protocol::Sixel => sixel(picture),
    }
}

/// What takes away the picture that was shown; the others go when their cells are cleared.
pub fn taken_away(by: Protocol) -> String {
    match by {
        Protocol::Kitty => format!("\x1b_Ga=d,d=I,i={NUMBER},q=2\x1b\\"),
        Protocol::Iterm | Protocol::Sixel => String::new(),
    }
}

/// A PNG, in pieces; nothing is to be answered, and the cursor stays (kitty, “Terminal graphics
/// protocol”). Its pixels are those of the terminal: told in cells it would be stretched to fill them.
fn kitty(picture: &Picture) -> String {
    let code = base64(&png(picture));
    let mut out = String::with_capacity(code.len() + code.len() / 64);
    let mut rest = code.as_str();
    let mut said = format!("a=T,f=100,t=d,i={NUMBER},C=1,q=2,");
    loop {
        let (piece, after) = rest.split_at(rest.len().min(PIECE));
        let more = u8::from(!after.is_empty());
        _ = write!(out, "\x1b_G{said}m={more};{piece}\x1b\\");
        if after.is_empty() {
            return out;
        }
        (rest, said) = (after, String::new());
    }
}

/// A PNG in one sequence (iTerm2, “Inline Images Protocol”).
fn iterm(picture: &Picture, fitted: Fitted) -> String {
    let bytes = png(picture);
    let Fitted { columns, rows, .. } = fitted;
    format!(
        "\x1b]1337;File=inline=1;size={};width={columns};height={rows};preserveAspectRatio=1;\
         doNotMoveCursor=1:{}\x07",
        bytes.len(),
        base64(&bytes)
    )
}

/// The steps of each light in the colours of sixels: 216 colours, which every terminal has registers
/// for.
const STEPS: u32 = 6;

/// Bands of six rows, each drawn once in every colour it has (DEC STD 070, 9).
fn sixel(picture: &Picture) -> String {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let colours = dithered(picture);
    let mut out = format!("\x1bP0;1;0q\"1;1;{width};{height}");
    let mut known = [false; 256];
    for &colour in &colours {
        if !std::mem::replace(&mut known[usize::from(colour)], true) {
            let colour = u32::from(colour);
            let lights = [colour / 36, colour / 6 % 6, colour % 6];
            let [red, green, blue] = lights.map(|step| step * 100 / (STEPS - 1));
            _ = write!(out, "#{colour};2;{red};{green};{blue}");
        }
    }
    // For each colour and column, which of the six rows have it.
    let mut rows = vec![0_u8; (STEPS * STEPS * STEPS) as usize * width];
    for band in colours.chunks(width * 6) {
        rows.fill(0);
        for (at, &colour) in band.iter().enumerate() {
            rows[usize::from(colour) * width + at % width] |= 1 << (at / width);
        }
        let mut here = band.to_vec();
        here.sort_unstable();
        here.dedup();
        for (drawn, &colour) in here.iter().enumerate() {
            // Back to the beginning of the band.
            out.push_str(if drawn > 0 { "$" } else { "" });
            _ = write!(out, "#{colour}");
            let first = usize::from(colour) * width;
            let signs = rows[first..first + width].iter().map(|rows| char::from(63 + rows));
            run_lengths(signs, &mut out);
        }
        out.push('-');
    }
    out.push_str("\x1b\\");
    out
}

/// Signs, those that repeat counted.
fn run_lengths(signs: impl Iterator<Item = char>, out: &mut String) {
    let mut signs = signs.peekable();
    while let Some(sign) = signs.next() {
        let mut count = 1;
        while signs.next_if_eq(&sign).is_some() {
            count += 1;
        }
        match count {
            1..=3 => out.extend(std::iter::repeat_n(sign, count)),
            _ => _ = write!(out, "!{count}{sign}"),
        }
    }
}

/// The number of the colour of each pixel. What a colour is off goes to those beside and below it (Floyd
/// and Steinberg 1976).
fn dithered(picture: &Picture) -> Vec<u8> {
    let width = picture.width as usize;
    // What is carried into this row and the next, with one pixel more on either side.
    let mut rows = [vec![[0_i32; 3]; width + 2], vec![[0_i32; 3]; width + 2]];
    let mut colours = Vec::with_capacity(picture.pixels.len());
    for line in picture.pixels.chunks(width) {
        for (x, pixel) in line.iter().enumerate() {
            let mut number = 0;
            for light in 0..3 {
                let wanted = i32::from(pixel[light]) + rows[0][x + 1][light] / 16;
                let step = (wanted.clamp(0, 255) * (STEPS as i32 - 1) + 127) / 255;
                let off = wanted - step * 255 / (STEPS as i32 - 1);
                rows[0][x + 2][light] += off * 7;
                rows[1][x][light] += off * 3;
                rows[1][x + 1][light] += off * 5;
                rows[1][x + 2][light] += off;
                number = number * STEPS as i32 + step;
            }
            colours.push(number as u8);
        }
        rows.swap(0, 1);
        rows[1].fill([0; 3]);
    }
    colours
}

#[cfg(test)]
mod tests {
    use super::super::decode::decode;
    use super::super::encode::from_base64;
    use super::*;

    fn picture() -> Picture {
        let pixel = |at: u32| [(at * 7 % 256) as u8, (at * 131 % 256) as u8, (at % 251) as u8, 255];
        Picture { width: 60, height: 50, pixels: (0..3000).map(pixel).collect() }
    }

    const FITTED: Fitted = Fitted { columns: 8, rows: 4, pixels: (60, 50) };

    #[test]
    fn kitty_gets_a_png_in_pieces() {
        let sent = shown(&picture(), FITTED, Protocol::Kitty);
        let pieces: Vec<&str> = sent.split_terminator("\x1b\\").collect();
        assert!(pieces.len() > 1 && pieces[0].starts_with("\x1b_Ga=T,f=100,t=d,"), "{sent}");
        assert!(pieces[0].contains("C=1,q=2,m=1;"), "{}", pieces[0]);
        assert!(pieces[1..].iter().all(|piece| piece.starts_with("\x1b_Gm=")));
        let code: String = pieces.iter().map(|piece| piece.split_once(';').unwrap().1).collect();
        assert_eq!(decode(&from_base64(&code, 1 << 20).unwrap()), Ok(picture()));
        assert!(taken_away(Protocol::Kitty).contains("a=d,d=I"));
    }

    #[test]
    fn iterm_gets_a_png() {
        let sent = shown(&picture(), FITTED, Protocol::Iterm);
        assert!(sent.starts_with("\x1b]1337;File=inline=1;size=") && sent.ends_with('\x07'));
        let code = sent.trim_end_matches('\x07').split_once(':').unwrap().1;
        assert_eq!(decode(&from_base64(code, 1 << 20).unwrap()), Ok(picture()));
    }

    #[test]
    fn sixels_are_six_rows_in_each_colour() {
        let (red, blue) = ([255, 0, 0, 255], [0, 0, 255, 255]);
        let pixels = [vec![red; 5], vec![blue; 5 * 6]].concat();
        let sent = shown(&Picture { width: 5, height: 7, pixels }, FITTED, Protocol::Sixel);
        assert_eq!(
            sent,
            "\x1bP0;1;0q\"1;1;5;7#180;2;100;0;0#5;2;0;0;100#5!5}$#180!5@-#5!5@-\x1b\\"
        );
        // Whatever is shown, nothing in it acts but what shows it.
        let sent = shown(&picture(), FITTED, Protocol::Sixel);
        let inner = &sent["\x1bP".len()..sent.len() - "\x1b\\".len()];
        assert!(inner.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
    }
}
