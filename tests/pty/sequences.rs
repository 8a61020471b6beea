//! What a program sends to a terminal, byte by byte: characters, and the control sequences of
//! ECMA-48. A reader of its own, so that what an emulator forgives is seen.

/// One thing that was sent.
#[derive(Debug, PartialEq, Eq)]
enum Sent<'b> {
    /// A character to be shown.
    Shown(char),
    /// A control character or a byte that is no part of anything.
    Control(u32),
    /// `ESC [`, its parameters, and its last byte.
    Csi(&'b [u8], u8),
    /// `ESC ]` and what stands before its end.
    Osc(&'b [u8]),
    /// Another escape sequence of two or three bytes.
    Escape(&'b [u8]),
}

/// Reads bytes as a terminal that knows UTF-8 does.
fn read(bytes: &[u8]) -> Vec<Sent<'_>> {
    let mut sent = Vec::new();
    let mut rest = bytes;
    while let Some(&first) = rest.first() {
        let (one, length) = match first {
            0x1b => escape(rest),
            0..0x20 | 0x7f => (Sent::Control(first.into()), 1),
            _ => character(rest),
        };
        sent.push(one);
        rest = &rest[length..];
    }
    sent
}

fn escape(bytes: &[u8]) -> (Sent<'_>, usize) {
    match bytes.get(1) {
        Some(b'[') => {
            let last = bytes[2..].iter().position(|byte| (0x40..0x7f).contains(byte));
            let Some(last) = last else { return (Sent::Control(0x1b), 1) };
            (Sent::Csi(&bytes[2..2 + last], bytes[2 + last]), last + 3)
        }
        Some(b']') => {
            let bell = bytes.iter().position(|&byte| byte == 7);
            let end = bytes.windows(2).position(|pair| pair == b"\x1b\\");
            match (bell, end) {
                (Some(bell), end) if end.is_none_or(|end| bell < end) => {
                    (Sent::Osc(&bytes[2..bell]), bell + 1)
                }
                (_, Some(end)) => (Sent::Osc(&bytes[2..end]), end + 2),
                _ => (Sent::Control(0x1b), 1),
            }
        }
        Some(b'(' | b')') if bytes.len() > 2 => (Sent::Escape(&bytes[1..3]), 3),
        Some(b'7' | b'8' | b'=' | b'>' | b'M') => (Sent::Escape(&bytes[1..2]), 2),
        _ => (Sent::Control(0x1b), 1),
    }
}

fn character(bytes: &[u8]) -> (Sent<'_>, usize) {
    let most = &bytes[..bytes.len().min(4)];
    let valid = match std::str::from_utf8(most) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&most[..error.valid_up_to()]).unwrap_or(""),
    };
    match valid.chars().next() {
        Some(c) if c.is_control() => (Sent::Control(c.into()), c.len_utf8()),
        Some(c) => (Sent::Shown(c), c.len_utf8()),
        None => (Sent::Control(bytes[0].into()), 1),
    }
}

/// What among the bytes is not what `ibid` itself has to say to a terminal: a control character,
/// one that sets letters in another order, or a sequence it has no use for. `lines` are what is
/// printed and may end.
pub fn odd(bytes: &[u8], lines: bool) -> Vec<String> {
    let known = |sent: &Sent<'_>| match sent {
        Sent::Shown(c) => !is_bidi_control(*c),
        Sent::Control(c) => lines && matches!(c, 0x0a | 0x0d),
        Sent::Csi(parameters, last) => is_known(parameters, *last),
        Sent::Osc(words) => is_known_osc(words),
        Sent::Escape(_) => false,
    };
    let odd = read(bytes).into_iter().filter(|sent| !known(sent));
    odd.map(|sent| format!("{sent:?}")).collect()
}

/// Unicode's `Bidi_Control`.
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The sequences of `CSI` that the program sends: the cursor, what is erased, colours and
/// attributes, rows that move, modes, and the name of the window.
fn is_known(parameters: &[u8], last: u8) -> bool {
    let digits =
        |from: &[u8]| from.iter().all(|byte| byte.is_ascii_digit() || b";:".contains(byte));
    match (parameters.first(), last) {
        (Some(b'?'), b'h' | b'l') => digits(&parameters[1..]),
        (
            _,
            b'H' | b'J' | b'K' | b'm' | b'r' | b'S' | b'T' | b'L' | b'M' | b'A' | b'B' | b'C'
            | b'D' | b'G' | b't',
        ) => digits(parameters),
        _ => false,
    }
}

/// The name of the window, of which nothing acts on it, and the clipboard, in Base64.
fn is_known_osc(words: &[u8]) -> bool {
    if let Some(base64) = words.strip_prefix(b"52;c;") {
        return base64.iter().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte));
    }
    // What ground the terminal has is asked once.
    if words == b"11;?" {
        return true;
    }
    let Some(name) = words.strip_prefix(b"0;") else { return false };
    let shown = std::str::from_utf8(name)
        .map(|name| name.chars().all(|c| !c.is_control() && !is_bidi_control(c)));
    shown == Ok(true)
}

/// The modes that were switched on, or for the cursor and wrapped lines off, and not back; and whether the name of
/// the window was remembered and not recalled.
pub fn left_on(bytes: &[u8]) -> Vec<String> {
    let mut on: Vec<Vec<u8>> = Vec::new();
    let mut names = 0;
    for sent in read(bytes) {
        match sent {
            Sent::Csi(parameters, last @ (b'h' | b'l')) => {
                let modes = parameters.strip_prefix(b"?").unwrap_or(parameters);
                for mode in modes.split(|&byte| byte == b';') {
                    on.retain(|known| known != mode);
                    // The cursor is on as a rule, and lines are wrapped.
                    if (last == b'h') != matches!(mode, b"25" | b"7") {
                        on.push(mode.to_vec());
                    }
                }
            }
            Sent::Csi(b"22;2", b't') => names += 1,
            Sent::Csi(b"23;2", b't') => names -= 1,
            // Rows that are kept from scrolling, until all scroll again.
            Sent::Csi(rows, b'r') => {
                on.retain(|known| known != b"r");
                if !rows.is_empty() {
                    on.push(b"r".to_vec());
                }
            }
            _ => {}
        }
    }
    let mut left: Vec<String> =
        on.iter().map(|mode| String::from_utf8_lossy(mode).into_owned()).collect();
    left.extend((names != 0).then(|| format!("{names} names of the window")));
    left
}
