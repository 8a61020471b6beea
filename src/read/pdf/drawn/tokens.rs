//! The operators of a content stream, each with what stands before it (PDF 32000-1, 7.8.2).
//!
//! Operands are kept flat: the numbers and strings of an array, the names and values of a dictionary
//! are operands like others, for no operator that has to do with text takes two of them. So nothing
//! that is nested can be nested too deep.

use crate::read::pdf::inflate::hex;

/// An operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::read::pdf) enum Operand<'c> {
    /// A number.
    Number(f64),
    /// A name, without its slash and as it is written.
    Name(&'c [u8]),
    /// A string: where it stands among [`Tokens::strings`].
    Text(usize, usize),
}

/// What is read of a content stream so far.
pub(in crate::read::pdf) struct Tokens<'c> {
    rest: &'c [u8],
    /// The operands of the operator that was read last.
    pub(in crate::read::pdf) operands: Vec<Operand<'c>>,
    /// The bytes of their strings.
    strings: Vec<u8>,
}

/// The most operands of an operator that are kept: an array of a line has a few hundred.
const OPERANDS: usize = 1 << 14;

impl<'c> Tokens<'c> {
    /// Of a content stream.
    pub(in crate::read::pdf) fn new(content: &'c [u8]) -> Self {
        Self { rest: content, operands: Vec::new(), strings: Vec::new() }
    }

    /// The next operator. Its operands are there until the one after it is read.
    pub(in crate::read::pdf) fn next(&mut self) -> Option<&'c [u8]> {
        self.operands.clear();
        self.strings.clear();
        loop {
            let (&first, tail) = self.rest.split_first()?;
            match first {
                b'%' => self.skip(|byte| !matches!(byte, b'\n' | b'\r')),
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
                b'/' => {
                    self.rest = tail;
                    let name = self.word();
                    self.push(Operand::Name(name));
                }
                b'(' => self.literal(),
                b'<' => match tail.strip_prefix(b"<") {
                    Some(dictionary) => self.rest = dictionary,
                    None => self.hexadecimal(),
                },
                _ if is_regular(first) => {
                    let operator = self.word();
                    if operator == b"BI" {
                        self.skip_image();
                    }
                    return Some(operator);
                }
                // Blanks, and what opens and closes arrays and dictionaries.
                _ => self.rest = tail,
            }
        }
    }

    /// The bytes of a string.
    pub(in crate::read::pdf) fn string(&self, start: usize, end: usize) -> &[u8] {
        &self.strings[start..end]
    }

    /// The last numbers before the operator, as many as it takes.
    pub(in crate::read::pdf) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let from = self.operands.len().checked_sub(N)?;
        let mut found = [0.0; N];
        for (number, operand) in found.iter_mut().zip(&self.operands[from..]) {
            let Operand::Number(value) = operand else { return None };
            *number = *value;
        }
        Some(found)
    }

    /// The last name before the operator.
    pub(in crate::read::pdf) fn name(&self) -> Option<&'c [u8]> {
        self.operands.iter().rev().find_map(|operand| match operand {
            Operand::Name(name) => Some(*name),
            _ => None,
        })
    }

    fn push(&mut self, operand: Operand<'c>) {
        if self.operands.len() < OPERANDS {
            self.operands.push(operand);
        }
    }

    fn skip(&mut self, which: impl Fn(u8) -> bool) {
        let end = self.rest.iter().position(|&byte| !which(byte)).unwrap_or(self.rest.len());
        self.rest = &self.rest[end..];
    }

    fn word(&mut self) -> &'c [u8] {
        let before = self.rest;
        self.skip(is_regular);
        &before[..before.len() - self.rest.len()]
    }

    /// A number; signs and points in odd places, which some programs write, do no harm.
    fn number(&mut self) {
        let (mut whole, mut scale, mut negative, mut fraction) = (0.0, 1.0, false, false);
        let mut count = 0;
        for &byte in self.rest {
            match byte {
                b'0'..=b'9' => {
                    whole = whole * 10.0 + f64::from(byte - b'0');
                    scale *= if fraction { 10.0 } else { 1.0 };
                }
                b'.' if !fraction => fraction = true,
                b'-' if count == 0 => negative = true,
                b'-' | b'+' | b'.' => {}
                _ => break,
            }
            count += 1;
        }
        self.rest = &self.rest[count..];
        let value = whole / scale;
        self.push(Operand::Number(if negative { -value } else { value }));
    }

    fn literal(&mut self) {
        let start = self.strings.len();
        let mut depth = 0usize;
        let mut bytes = self.rest;
        while let Some((&byte, tail)) = bytes.split_first() {
            bytes = tail;
            match byte {
                b'(' => {
                    if depth > 0 {
                        self.strings.push(byte);
                    }
                    depth += 1;
                }
                b')' if depth == 1 => break,
                b')' => {
                    self.strings.push(byte);
                    depth -= 1;
                }
                b'\\' => bytes = escape(tail, &mut self.strings),
                b'\r' => {
                    self.strings.push(b'\n');
                    bytes = tail.strip_prefix(b"\n").unwrap_or(tail);
                }
                _ => self.strings.push(byte),
            }
        }
        self.rest = bytes;
        self.push(Operand::Text(start, self.strings.len()));
    }

    fn hexadecimal(&mut self) {
        let start = self.strings.len();
        let inside = &self.rest[1..];
        let end = memchr::memchr(b'>', inside).unwrap_or(inside.len());
        self.strings.extend(hex(&inside[..end]));
        self.rest = inside.get(end + 1..).unwrap_or_default();
        self.push(Operand::Text(start, self.strings.len()));
    }

    /// Skips a picture that stands in the stream. Its bytes may be any, so its end is an `EI` between
    /// blanks after which only what a content stream has follows for a while.
    fn skip_image(&mut self) {
        let Some(data) = memchr::memmem::find(self.rest, b"ID") else {
            self.rest = &[];
            return;
        };
        let mut at = data + 2;
        while let Some(found) = memchr::memmem::find(&self.rest[at.min(self.rest.len())..], b"EI") {
            let (begin, end) = (at + found, at + found + 2);
            at = end;
            let ends = self.rest.get(end).is_none_or(|&byte| is_blank(byte));
            let after = &self.rest[end..self.rest.len().min(end + 16)];
            if begin > 0
                && is_blank(self.rest[begin - 1])
                && ends
                && after
                    .iter()
                    .all(|&byte| is_blank(byte) && byte != 0 || (32..127).contains(&byte))
            {
                self.rest = &self.rest[end..];
                self.operands.clear();
                return;
            }
        }
        self.rest = &[];
    }
}

/// Reads what follows a backslash into `to`, and gives what comes after it.
fn escape<'b>(bytes: &'b [u8], to: &mut Vec<u8>) -> &'b [u8] {
    let Some((&byte, tail)) = bytes.split_first() else { return bytes };
    let meant = match byte {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'b' => 8,
        b'f' => 12,
        b'\n' => return tail,
        b'\r' => return tail.strip_prefix(b"\n").unwrap_or(tail),
        b'0'..=b'7' => {
            let count =
                bytes.iter().take(3).take_while(|byte| (b'0'..=b'7').contains(byte)).count();
            let digits = &bytes[..count];
            let value = digits.iter().fold(0u32, |sum, &digit| sum * 8 + u32::from(digit - b'0'));
            to.push(value as u8);
            return &bytes[count..];
        }
        other => other,
    };
    to.push(meant);
    tail
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The operators of a stream, and what stands before each.
    fn read(content: &str) -> Vec<String> {
        let mut tokens = Tokens::new(content.as_bytes());
        let mut found = Vec::new();
        while let Some(operator) = tokens.next() {
            let mut words: Vec<String> = Vec::new();
            for operand in &tokens.operands {
                words.push(match *operand {
                    Operand::Number(number) => number.to_string(),
                    Operand::Name(name) => format!("/{}", String::from_utf8_lossy(name)),
                    Operand::Text(start, end) => {
                        format!("({})", String::from_utf8_lossy(tokens.string(start, end)))
                    }
                });
            }
            words.push(String::from_utf8_lossy(operator).into_owned());
            found.push(words.join(" "));
        }
        found
    }

    #[test]
    fn reads_operators_and_what_stands_before_them() {
        let cases: [(&str, &[&str]); 9] = [
            ("q 1 0 0 1 10.5 -.25 cm Q", &["q", "1 0 0 1 10.5 -0.25 cm", "Q"]),
            ("/F1 12 Tf(a\\(b\\)(c)\\051\\n)Tj", &["/F1 12 Tf", "(a(b)(c))\n) Tj"]),
            ("[(A)120(W)-3.5<4142>]TJ", &["(A) 120 (W) -3.5 (AB) TJ"]),
            ("/Span<</MCID 3/Lang(en)>>BDC EMC", &["/Span /MCID 3 /Lang (en) BDC", "EMC"]),
            ("% a remark (\nT*", &["T*"]),
            ("BI /W 2 ID \x01 EI\x02 EI Q (x) Tj", &["BI", "Q", "(x) Tj"]),
            ("(open", &[]),
            ("1.5.2 --3 w", &["1.52 -3 w"]),
            ("(a) ' 1 2 (b) \"", &["(a) '", "1 2 (b) \""]),
        ];
        for (content, found) in cases {
            assert_eq!(read(content), found, "{content}");
        }
    }
}
