//! Decoding: the bytes a terminal sends → keys, what the mouse does, what is pasted.
//!
//! Terminals send what xterm sends (`ctlseqs`, “PC-Style Function Keys”, “Mouse Tracking”,
//! “Bracketed Paste Mode”). Bytes come in pieces that may end anywhere: what is not complete waits
//! for more. The surprise: Escape begins all the others, so it is a key of its own only where
//! nothing has come with it, and what began like a sequence and stays incomplete was a key with
//! Alt after all.

use super::graphics::Graphics;
use crate::app::{Input, Key, MouseAct};
use crate::view::Ground;

/// Bytes that have come and are not understood yet.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    /// What the terminal said of its ground.
    ground: Option<Ground>,
    /// What it has said so far of the pictures it shows.
    graphics: Graphics,
    /// Whether that is all.
    graphics_told: bool,
}

/// What the first of some bytes mean.
enum Meaning {
    /// This, in so many bytes.
    Input(Input, usize),
    /// What the terminal answers to a question, in so many bytes.
    Answer(usize),
    /// Nothing the app knows, in so many bytes.
    Nothing(usize),
    /// Not to be told before more have come.
    Unclear,
}
use Meaning::{Nothing, Unclear};

const ESCAPE: u8 = 0x1b;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// The longest sequence there is, in bytes, but for what is pasted.
const LONGEST: usize = 64;

impl Decoder {
    /// Takes bytes that have come.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next input that is complete.
    pub(super) fn next(&mut self) -> Option<Input> {
        loop {
            let (input, length) = match meaning(&self.bytes) {
                Meaning::Input(input, length) => (Some(input), length),
                Meaning::Answer(length) => {
                    self.hear(length);
                    (None, length)
                }
                Nothing(length) => (None, length),
                Unclear => return None,
            };
            self.bytes.drain(..length);
            if input.is_some() {
                return input;
            }
        }
    }

    /// Whether something is incomplete that a terminal sends in one piece.
    pub(super) fn waits(&self) -> bool {
        !self.bytes.is_empty() && !self.bytes.starts_with(PASTE_BEGINS) && !is_answer(&self.bytes)
    }

    /// What the terminal said of its ground since that was asked last.
    pub(super) fn take_ground(&mut self) -> Option<Ground> {
        self.ground.take()
    }

    /// What the terminal said of the pictures it shows, once it has said all, since that was asked last.
    pub(super) fn take_graphics(&mut self) -> Option<Graphics> {
        let told = std::mem::take(&mut self.graphics_told);
        told.then(|| std::mem::take(&mut self.graphics))
    }

    /// Takes up the answer in the first `length` bytes.
    fn hear(&mut self, length: usize) {
        let answer = &self.bytes[..length];
        self.ground = ground(answer).or(self.ground);
        if let Some(said) = answer.strip_prefix(b"\x1b_G") {
            // Its number, and whether the picture could have been shown.
            self.graphics.kitty |= said.starts_with(b"i=31") && said.ends_with(b";OK\x1b\\");
        }
        let parameters = answer.get(2..length - 1).unwrap_or_default();
        match (parameters.strip_prefix(b"?"), answer.last()) {
            (Some(attributes), Some(b'c')) => {
                // What follows the kind of terminal; 4 are sixels (VT340).
                self.graphics.sixel = numbers(attributes).iter().skip(1).any(|&number| number == 4);
                self.graphics_told = true;
            }
            (None, Some(b't')) => {
                if let [6, height, width] = numbers(parameters)[..]
                    && let (Ok(width), Ok(height)) = (u16::try_from(width), u16::try_from(height))
                    && width > 0
                    && height > 0
                {
                    self.graphics.cell = Some((width, height));
                }
            }
            _ => {}
        }
    }

    /// Says that nothing more comes: what is incomplete was a key with Alt, or nothing.
    pub(super) fn give_up(&mut self) -> Option<Input> {
        let bytes = std::mem::take(&mut self.bytes);
        match bytes.as_slice() {
            [ESCAPE, sign @ (b'[' | b'O' | b']' | b'_')] => {
                Some(Input::Key(Key::Alt(char::from(*sign))))
            }
            _ => None,
        }
    }
}

fn key(key: Key, length: usize) -> Meaning {
    Meaning::Input(Input::Key(key), length)
}

fn meaning(bytes: &[u8]) -> Meaning {
    let Some(&first) = bytes.first() else { return Unclear };
    match first {
        ESCAPE => escape(bytes),
        b'\r' => key(Key::Enter, 1),
        b'\t' => key(Key::Tab, 1),
        0x7f => key(Key::Backspace, 1),
        0 => key(Key::Ctrl(' '), 1),
        0x01..=0x1a => key(Key::Ctrl(char::from(first - 1 + b'a')), 1),
        0x1c..=0x1f => key(Key::Ctrl(char::from(first - 0x1c + b'4')), 1),
        _ => character(bytes),
    }
}

/// A character in UTF-8.
fn character(bytes: &[u8]) -> Meaning {
    let length = match bytes[0] {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    };
    let Some(bytes) = bytes.get(..length) else { return Unclear };
    let c = std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next());
    c.map_or(Nothing(1), |c| key(Key::Char(c), length))
}

fn escape(bytes: &[u8]) -> Meaning {
    match bytes.get(1) {
        None | Some(&ESCAPE) => key(Key::Esc, 1),
        Some(b'[') => control(bytes),
        Some(b']' | b'_') if bytes.len() == 2 => Unclear,
        Some(b']' | b'_') if is_answer(bytes) => answer(bytes),
        Some(b'O') => match bytes.get(2) {
            None => Unclear,
            Some(&last) => named(last).map_or(Nothing(3), |named| key(named, 3)),
        },
        Some(_) => match meaning(&bytes[1..]) {
            Meaning::Input(Input::Key(plain), length) => key(with_alt(plain), length + 1),
            Meaning::Input(input, length) => Meaning::Input(input, length + 1),
            Meaning::Answer(length) | Nothing(length) => Nothing(length + 1),
            Unclear => Unclear,
        },
    }
}

/// Whether bytes begin an operating system command (ECMA-48, 5.6), as terminals answer with, or what
/// kitty's protocol answers with, an application program command. Its rest is waited for, however late the line is: nobody types such a beginning, and what is left of
/// it would be taken for keys.
fn is_answer(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1b_G")
        || bytes.starts_with(b"\x1b]") && bytes.get(2).is_some_and(u8::is_ascii_digit)
}

/// An operating system command: it ends with BEL or ST, and with whatever cannot be part of it.
fn answer(bytes: &[u8]) -> Meaning {
    let end = bytes.iter().skip(2).position(|byte| *byte < 0x20).map(|at| at + 2);
    match end.map(|end| (end, bytes[end], bytes.get(end + 1))) {
        Some((end, 0x07, _)) => Meaning::Answer(end + 1),
        Some((end, ESCAPE, Some(b'\\'))) => Meaning::Answer(end + 2),
        Some((_, ESCAPE, None)) => Unclear,
        Some((end, ..)) => Nothing(end),
        None if bytes.len() > LONGEST => Nothing(bytes.len()),
        None => Unclear,
    }
}

/// The ground of a terminal, from what it answers when it is asked for that (xterm, OSC 11):
/// `rgb:ffff/fb00/f0`, each with up to four digits. A ground neither dark nor light is none.
fn ground(bytes: &[u8]) -> Option<Ground> {
    /// Below and above these relative luminances (WCAG 2, 1.4.3) light words and dark ones have a
    /// contrast of 7 to 1 at least, which none have in between.
    const DARK: f64 = 0.1;
    const LIGHT: f64 = 0.3;
    let words = std::str::from_utf8(bytes).ok()?.strip_prefix("\x1b]11;")?;
    let (_, colour) = words.trim_end_matches(['\x07', '\x1b', '\\']).split_once(':')?;
    let mut parts = colour.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1)?;
        let share = f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most);
        Some(if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) })
    });
    let mut next = || parts.next().flatten();
    let luminance = 0.2126 * next()? + 0.7152 * next()? + 0.0722 * next()?;
    match luminance {
        ..DARK => Some(Ground::Dark),
        LIGHT.. => Some(Ground::Light),
        _ => None,
    }
}

/// The key a letter stands for at the end of a sequence.
fn named(last: u8) -> Option<Key> {
    Some(match last {
        b'A' => Key::Up,
        b'B' => Key::Down,
        b'C' => Key::Right,
        b'D' => Key::Left,
        b'F' => Key::End,
        b'H' => Key::Home,
        b'Z' => Key::BackTab,
        b'P' => Key::F(1),
        b'Q' => Key::F(2),
        b'R' => Key::F(3),
        b'S' => Key::F(4),
        _ => return None,
    })
}

/// The key a number stands for in a sequence that ends with `~`.
fn numbered(number: u32) -> Option<Key> {
    Some(match number {
        1 | 7 => Key::Home,
        3 => Key::Delete,
        4 | 8 => Key::End,
        5 => Key::PageUp,
        6 => Key::PageDown,
        11..=15 => Key::F((number - 10) as u8),
        17..=21 => Key::F((number - 11) as u8),
        23 | 24 => Key::F((number - 12) as u8),
        _ => return None,
    })
}

fn with_alt(plain: Key) -> Key {
    match plain {
        Key::Char(c) => Key::Alt(c),
        Key::Left => Key::AltLeft,
        Key::Right => Key::AltRight,
        key => key,
    }
}

/// A control sequence (ECMA-48, 5.4): parameters, and a byte that says what they are for.
fn control(bytes: &[u8]) -> Meaning {
    if bytes.starts_with(PASTE_BEGINS) {
        return pasted(bytes);
    }
    match bytes.get(2) {
        // The mouse as terminals had it before numbers could be large: three bytes.
        Some(b'M') => return bytes.get(3..6).map_or(Unclear, old_mouse),
        // The function keys of the Linux console.
        Some(b'[') => {
            let number = bytes.get(3).map(|byte| byte.wrapping_sub(b'A'));
            return number.map_or(Unclear, |number| match number {
                0..5 => key(Key::F(number + 1), 4),
                _ => Nothing(4),
            });
        }
        _ => {}
    }
    let after = bytes[2..].iter().position(|byte| !(0x20..0x40).contains(byte));
    let Some(after) = after.map(|at| at + 2) else {
        return if bytes.len() > LONGEST { Nothing(bytes.len()) } else { Unclear };
    };
    let last = bytes[after];
    if !(0x40..0x7f).contains(&last) {
        return Nothing(after);
    }
    let length = after + 1;
    // The attributes of a device, and the size of a cell.
    if bytes[2] == b'?' && last == b'c' || bytes.starts_with(b"\x1b[6;") && last == b't' {
        return Meaning::Answer(length);
    }
    let input = match bytes[2] {
        b'<' => mouse(&numbers(&bytes[3..after]), last == b'M'),
        b'?' | b'>' | b'=' => None,
        _ => keyed(&bytes[2..after], last).map(Input::Key),
    };
    input.map_or(Nothing(length), |input| Meaning::Input(input, length))
}

/// Numbers parted by `;`, of each only what stands before a `:`.
fn numbers(parameters: &[u8]) -> Vec<u32> {
    let number = |field: &[u8]| {
        let digits = field.iter().take_while(|byte| byte.is_ascii_digit());
        digits
            .fold(0u32, |sum, digit| sum.saturating_mul(10).saturating_add(u32::from(digit - b'0')))
    };
    parameters.split(|&byte| byte == b';').map(number).collect()
}

/// The key of a sequence that has the modifiers in its second parameter.
fn keyed(parameters: &[u8], last: u8) -> Option<Key> {
    // The key was let go (kitty's protocol).
    if parameters.ends_with(b":3") {
        return None;
    }
    let numbers = numbers(parameters);
    let modifiers = numbers.get(1).map_or(0, |&number| number.saturating_sub(1));
    let (shift, alt, ctrl) = (modifiers & 1 > 0, modifiers & 2 > 0, modifiers & 4 > 0);
    let plain = match last {
        b'~' => numbered(numbers[0])?,
        b'u' => coded(numbers[0])?,
        // An answer to where the cursor is ends with R as well.
        b'R' => return None,
        _ => named(last)?,
    };
    Some(match plain {
        Key::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        Key::Tab if shift => Key::BackTab,
        Key::Left if ctrl => Key::CtrlLeft,
        Key::Right if ctrl => Key::CtrlRight,
        key if alt => with_alt(key),
        key => key,
    })
}

/// The key of a code point (fixterms, kitty's protocol).
fn coded(code: u32) -> Option<Key> {
    Some(match code {
        9 => Key::Tab,
        13 => Key::Enter,
        27 => Key::Esc,
        127 => Key::Backspace,
        code => Key::Char(char::from_u32(code).filter(|c| !c.is_control())?),
    })
}

fn old_mouse(cell: &[u8]) -> Meaning {
    let [button, x, y] = [cell[0], cell[1], cell[2]].map(|byte| u32::from(byte.wrapping_sub(32)));
    mouse(&[button, x, y], true).map_or(Nothing(6), |input| Meaning::Input(input, 6))
}

/// What the mouse does: a button with bits for what else holds, the column and the row from 1.
fn mouse(numbers: &[u32], pressed: bool) -> Option<Input> {
    /// Bits of the button: it moved while held; it is the wheel.
    const MOVED: u32 = 32;
    const WHEEL: u32 = 64;
    let &[button, x, y] = numbers else { return None };
    let act = match (button & (MOVED | WHEEL), button & 3) {
        (0, 0) if pressed => MouseAct::Click,
        (MOVED, 0) if pressed => MouseAct::Drag,
        (0 | MOVED, 0) => MouseAct::Release,
        (WHEEL, 0) => MouseAct::WheelUp,
        (WHEEL, 1) => MouseAct::WheelDown,
        _ => return None,
    };
    let cell = |number: u32| u16::try_from(number.saturating_sub(1)).ok();
    Some(Input::Mouse { act, x: cell(x)?, y: cell(y)? })
}

fn pasted(bytes: &[u8]) -> Meaning {
    let content = &bytes[PASTE_BEGINS.len()..];
    let end = content.windows(PASTE_ENDS.len()).position(|bytes| bytes == PASTE_ENDS);
    end.map_or(Unclear, |end| {
        let text = String::from_utf8_lossy(&content[..end]).into_owned();
        Meaning::Input(Input::Paste(text), PASTE_BEGINS.len() + end + PASTE_ENDS.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What bytes mean that come in one piece, and nothing after them.
    fn decode(bytes: &[u8]) -> String {
        let mut decoder = Decoder::default();
        decoder.push(bytes);
        let mut inputs: Vec<Input> = std::iter::from_fn(|| decoder.next()).collect();
        inputs.extend(decoder.give_up());
        let said = inputs.iter().map(|input| match input {
            Input::Key(key) => key.to_string(),
            Input::Paste(text) => format!("“{text}”"),
            Input::Mouse { act, x, y } => format!("{act:?}({x},{y})"),
            other => format!("{other:?}"),
        });
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn knows_what_terminals_send() {
        let cases: [(&[u8], &str); 40] = [
            (b"jG ", "j G Space"),
            ("é漢🙂".as_bytes(), "é 漢 🙂"),
            (b"\r\t\x7f\x08\n", "Enter Tab Backspace Ctrl-H Ctrl-J"),
            (b"\x01\x1a\x00\x1f", "Ctrl-A Ctrl-Z Ctrl-  Ctrl-7"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b", "Esc Esc"),
            (b"\x1bv\x1b\xc3\xa9", "Alt-v Alt-é"),
            (b"\x1b\x7f", "Backspace"),
            (b"\x1b[A\x1bOA\x1b[D\x1bOF\x1b[H", "↑ ↑ ← End Home"),
            (b"\x1b[5~\x1b[6~\x1b[3~\x1b[1~\x1b[4~", "PgUp PgDn Del Home End"),
            (b"\x1b[5;2~\x1b[1;5C\x1b[1;5D\x1b[1;2C", "PgUp Ctrl-→ Ctrl-← →"),
            (b"\x1b[1;3D\x1b[1;3C\x1b\x1b[D", "Alt-← Alt-→ Esc ←"),
            (b"\x1bOP\x1b[12~\x1b[15~\x1b[17~\x1b[24~\x1b[[A", "F1 F2 F5 F6 F12 F1"),
            (b"\x1b[Z", "Shift-Tab"),
            (b"\x1b[9;2u\x1b[106;5u\x1b[97;3u\x1b[13u\x1b[27u", "Shift-Tab Ctrl-J Alt-a Enter Esc"),
            (b"\x1b[106;1:3u\x1b[1;1:3Aj", "j"),
            (b"\x1b[<0;5;3M\x1b[<32;6;3M\x1b[<0;6;3m", "Click(4,2) Drag(5,2) Release(5,2)"),
            (b"\x1b[<64;1;1M\x1b[<65;1;1M\x1b[<66;1;1M", "WheelUp(0,0) WheelDown(0,0)"),
            (b"\x1b[<35;9;9M\x1b[<2;9;9M\x1b[<34;9;9M\x1b[<2;9;9m", ""),
            (b"\x1b[<0;99999999;1M", ""),
            (b"\x1b[M !\"\x1b[M`!!", "Click(0,1) WheelUp(0,0)"),
            (b"\x1b[200~two\r\nlines\x1b[201~j", "“two\r\nlines” j"),
            (b"\x1b[200~a\x1b[Ab\x1b[201~", "“a\x1b[Ab”"),
            (b"\x1b[I\x1b[Oj", "j"),
            (b"\x1b[?62;22cj\x1b[12;40Rj\x1b[>41;390;0cj", "j j j"),
            (b"\x1b[2~j\x1b[99~j\x1bOxj", "j j j"),
            (b"\x1b[", "Alt-["),
            (b"\x1bO", "Alt-O"),
            (b"\x1b[12", ""),
            (b"\x1b[1\rj", "Enter j"),
            (b"\xffj\xc3(j", "j ( j"),
            (b"\xe6\xbc", ""),
            (b"\x1b]", "Alt-]"),
            (b"\x1b]11;rgb:0000/2b2b/3636\x1b\\jk", "j k"),
            (b"\x1b]11;rgb:00/2b/36\x07j\x1b]xj", "j Alt-] x j"),
            (b"\x1b]11;rgb:0000/2b", ""),
            (b"\x1b]11;rgb:00\rj", "Enter j"),
            (b"\x1b[200~never ends", ""),
            (b"\x1b[;;;;;;;~j", "j"),
            (b"\x1b[99999999999999u", ""),
        ];
        for (bytes, expected) in cases {
            assert_eq!(decode(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_late_answer_is_no_keys() {
        let answer = b"\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
        for cut in 3..answer.len() {
            let mut decoder = Decoder::default();
            decoder.push(&answer[..cut]);
            assert!(decoder.next().is_none() && !decoder.waits(), "{cut}");
            decoder.push(&answer[cut..]);
            assert!(decoder.next().is_none());
            assert_eq!(decoder.take_ground(), Some(Ground::Light));
            assert!(decoder.bytes.is_empty());
        }
    }

    #[test]
    fn what_a_terminal_can_show_is_heard_and_is_no_keys() {
        let can = |kitty, sixel, cell| Graphics { kitty, sixel, cell };
        let cases: [(&[u8], Graphics); 4] = [
            (b"\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;22c", can(true, false, Some((10, 20)))),
            (b"\x1b[6;16;8t\x1b[?64;1;4;9c", can(false, true, Some((8, 16)))),
            (b"\x1b_Gi=31;ENOTSUP:no\x1b\\\x1b[?4c", can(false, false, None)),
            (b"\x1b[6;0;0t\x1b[?1;2c", can(false, false, None)),
        ];
        for (bytes, expected) in cases {
            // Escape by itself is a key.
            for cut in (0..=bytes.len()).filter(|&cut| cut == 0 || bytes[cut - 1] != ESCAPE) {
                let mut decoder = Decoder::default();
                decoder.push(&bytes[..cut]);
                assert!(decoder.next().is_none(), "{cut}");
                decoder.push(&bytes[cut..]);
                assert!(decoder.next().is_none(), "{cut}");
                let said = decoder.take_graphics();
                assert_eq!(said, Some(expected), "{cut}");
                assert_eq!(decoder.take_graphics(), None);
                assert!(decoder.bytes.is_empty());
            }
        }
        assert_eq!(decode(b"\x1b_"), "Alt-_");
        assert_eq!(decode(b"\x1b_xj"), "Alt-_ x j");
    }

    #[test]
    fn the_ground_is_dark_or_light() {
        let cases = [
            ("rgb:0000/0000/0000", Some(Ground::Dark)),
            ("rgb:0000/2b2b/3636", Some(Ground::Dark)),
            ("rgb:1c/1c/1c", Some(Ground::Dark)),
            ("rgb:f/f/f", Some(Ground::Light)),
            ("rgba:fdfd/f6f6/e3e3/ffff", Some(Ground::Light)),
            ("rgb:8080/8080/8080", None),
            ("rgb:", None),
            ("rgb:zz/00/00", None),
            ("rgb:000000000/0/0", None),
            ("#000000", None),
        ];
        for (colour, expected) in cases {
            assert_eq!(ground(format!("\x1b]11;{colour}\x07").as_bytes()), expected, "{colour}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_in_any_pieces(
            pieces in prop::collection::vec("(\\x1b\\[|\\x1bO|[0-9;<~MAu]|\\PC|[\\x00-\\x7f]){0,12}", 0..8),
        ) {
            let mut decoder = Decoder::default();
            let mut inputs = 0;
            for piece in &pieces {
                decoder.push(piece.as_bytes());
                inputs += std::iter::from_fn(|| decoder.next()).count();
            }
            prop_assert!(inputs <= pieces.concat().len());
            prop_assert!(decoder.bytes.len() <= LONGEST || decoder.bytes.starts_with(PASTE_BEGINS));
            decoder.give_up();
            prop_assert!(decoder.next().is_none());
        }
    }
}
