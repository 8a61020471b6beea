//! Fonts: what the codes of a string stand for, how wide they are and how they look.
//!
//! A font is asked for each of its codes once. What a code means comes from the file: its table to
//! Unicode, or the names of its glyphs. Where it says nothing, as the bitmap fonts of old TeX do,
//! the code is read as TeX's own encoding has it.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::language::letters;
use crate::read::pdf::drawn::glyph::{BOLD, FIXED, ITALIC};
use crate::read::pdf::drawn::tex::Coding;
use crate::read::pdf::file::{Description, Glyphs};

/// A font of a file.
pub(in crate::read::pdf) struct Font<'f> {
    glyphs: Glyphs<'f>,
    /// Whether a code is always a byte.
    bytes: bool,
    /// How it is coded, where it says nothing of its codes.
    coding: Coding,
    /// How its letters look.
    pub(in crate::read::pdf) look: u8,
    /// Whether it is set from the top down.
    pub(in crate::read::pdf) vertical: bool,
    /// How large its letters are where the size set is 1.
    pub(in crate::read::pdf) scale: f64,
    /// What is known of its codes.
    known: RefCell<HashMap<u32, Sign>>,
    /// The same of those that are bytes.
    first: RefCell<Vec<Option<Sign>>>,
}

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read::pdf) struct Sign {
    /// Its letters, of which most have one, up to the first `\0`.
    pub(in crate::read::pdf) letters: [char; 4],
    /// How far it moves what comes after it, in thousandths of an em.
    pub(in crate::read::pdf) advance: f32,
    /// Whether the font itself raises it, as it does figures made for note marks.
    pub(in crate::read::pdf) raised: bool,
}

/// Where a figure that the font raises begins above the baseline, in thousandths of an em: figures
/// stand on it, those of old style hang below.
const RAISED: f64 = 150.0;

impl<'f> Font<'f> {
    /// Of its glyphs and what it says of itself.
    pub(in crate::read::pdf) fn new(glyphs: Glyphs<'f>, description: &Description) -> Self {
        let scale = match description.drawn {
            // The box of a font is about as high as its em; where it says nothing, the size does.
            Some(height) if height > 3.0 => height * 0.8,
            _ => 1.0,
        };
        Self {
            vertical: glyphs.is_vertical(),
            look: look(description),
            bytes: description.bytes,
            coding: Coding::of(&description.codes),
            scale,
            glyphs,
            known: RefCell::default(),
            first: RefCell::new(vec![None; 256]),
        }
    }

    /// The sign that begins at `at`, its code and how many bytes it takes.
    pub(in crate::read::pdf) fn sign(&self, bytes: &[u8], at: usize) -> (Sign, u32, usize) {
        if self.bytes {
            let code = bytes[at];
            let known = self.first.borrow()[usize::from(code)];
            let sign = known.unwrap_or_else(|| {
                let sign = self.look_up(u32::from(code));
                self.first.borrow_mut()[usize::from(code)] = Some(sign);
                sign
            });
            return (sign, u32::from(code), 1);
        }
        let (code, length) = self.glyphs.code(bytes, at);
        let known = self.known.borrow().get(&code).copied();
        let sign = known.unwrap_or_else(|| {
            let sign = self.look_up(code);
            self.known.borrow_mut().insert(code, sign);
            sign
        });
        (sign, code, length)
    }

    fn look_up(&self, code: u32) -> Sign {
        // Quotation marks and stars begin high in any font.
        let may_be_raised = |letters: &str| letters.chars().all(char::is_alphanumeric);
        let glyph = self.glyphs.glyph(code, may_be_raised);
        let unknown = || if self.bytes { self.coding.letters(code) } else { "\u{fffd}" };
        let letters = glyph.letters.unwrap_or_else(|| unknown().to_owned());
        Sign {
            letters: first_four(&letters),
            advance: glyph.advance as f32,
            raised: glyph.rises.is_some_and(|from| from > RAISED),
        }
    }
}

/// The first letters of what a code stands for, its ligatures parted, its blanks as blanks.
fn first_four(letters: &str) -> [char; 4] {
    let mut found = ['\0'; 4];
    let parted = letters.chars().flat_map(|letter| {
        let ligature = match letter {
            'ﬀ'..='ﬆ' => letters::parts(letter),
            _ => "",
        };
        let alone = ligature.is_empty().then_some(plain(letter));
        ligature.chars().chain(alone)
    });
    for (place, letter) in found.iter_mut().zip(parted.filter(|&letter| letter != '\0')) {
        *place = letter;
    }
    found
}

/// A letter as it is read: any blank as a blank, none of what no reader sees.
fn plain(letter: char) -> char {
    match letter {
        '\u{ad}' => letter,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => '\0',
        _ if letter.is_whitespace() => ' ',
        _ if letter.is_control() => '\0',
        _ => letter,
    }
}

/// How the letters of a font look, by its flags and weight, and by its name, which many fonts have
/// right where the rest is left as it was.
fn look(font: &Description) -> u8 {
    let name = font.name.to_ascii_lowercase();
    let called = |words: &[&str]| words.iter().any(|word| name.contains(word));
    // TeX's own names: cmti10, cmsl8, cmbx12, cmbxti10, ptmri8r, ecti1000, SFTI1000.
    let tex = |families: &[&str]| {
        ["cm", "ec", "tc", "sf", "lm", "ptm", "ppl", "pbk", "pnc", "phv", "csr"].iter().any(
            |start| {
                name.strip_prefix(start)
                    .is_some_and(|rest| families.iter().any(|it| rest.starts_with(it)))
            },
        )
    };
    let italic = font.flags & 1 << 6 != 0
        || font.slant != 0.0 && font.slant.abs() < 60.0
        || called(&["ital", "obli", "slant", "-it", "kursiv"])
        || tex(&["ti", "sl", "bxti", "bxsl", "mi", "ri", "bi", "ssi"]);
    let bold = font.flags & 1 << 18 != 0
        || font.weight >= 600.0
        || called(&["bold", "black", "heavy", "-bd", "medi"]) && !called(&["medium"])
        || tex(&["bx", "b1", "b8", "b7", "b9", "ssbx", "bi"]);
    let fixed = font.flags & 1 != 0
        || called(&["courier", "nimbusmon", "typewriter", "consol", "menlo", "monaco"])
        || called(&["mono"]) && !called(&["monotype"])
        || ["pcr", "ucr"].iter().any(|start| name.starts_with(start))
        || tex(&["tt", "vtt", "sltt", "itt"]);
    (u8::from(italic) * ITALIC) | (u8::from(bold) * BOLD) | (u8::from(fixed) * FIXED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_is_known_by_its_name() {
        let cases = [
            ("CMR10", 0),
            ("CMTI10", ITALIC),
            ("CMBX12", BOLD),
            ("CMMI10", ITALIC),
            ("TeXGyrePagella-BoldItalic", BOLD | ITALIC),
            ("Times-Roman", 0),
            ("NimbusRomNo9L-Medi", BOLD),
            ("NimbusRomNo9L-ReguItal", ITALIC),
            ("Roboto-Medium", 0),
            ("CMTT9", FIXED),
            ("NimbusMonL-Bold", BOLD | FIXED),
            ("DejaVuSansMono", FIXED),
            ("MonotypeCorsiva", 0),
        ];
        for (name, found) in cases {
            let description = Description { name: name.to_owned(), ..Description::default() };
            assert_eq!(look(&description), found, "{name}");
        }
    }

    #[test]
    fn letters_are_parted_and_plain() {
        assert_eq!(first_four("ﬃ"), ['f', 'f', 'i', '\0']);
        assert_eq!(first_four("\u{a0}"), [' ', '\0', '\0', '\0']);
        assert_eq!(first_four("\u{ad}"), ['\u{ad}', '\0', '\0', '\0']);
    }
}
