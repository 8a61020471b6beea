//! Bytes of any kind → numbers, texts and choices.
//!
//! A text comes out of bytes in one of two ways: as the bytes are, or with each byte standing for
//! one of a list of pieces that mean something in a format. The first finds what no list has, the
//! second gets deep with few bytes.

/// Bytes that are taken from the front. Where they are at an end, all numbers are 0.
#[derive(Clone, Debug)]
pub struct Feed<'d> {
    bytes: &'d [u8],
}

impl<'d> Feed<'d> {
    pub fn new(bytes: &'d [u8]) -> Self {
        Self { bytes }
    }

    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((&first, rest)) => {
                self.bytes = rest;
                first
            }
            None => 0,
        }
    }

    /// A number from 0 up to, but not including, `below`.
    pub fn number(&mut self, below: usize) -> usize {
        let two = usize::from(self.byte()) << 8 | usize::from(self.byte());
        two % below.max(1)
    }

    pub fn flip(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    pub fn pick<'p, T: ?Sized>(&mut self, from: &[&'p T]) -> &'p T {
        from[usize::from(self.byte()) % from.len()]
    }

    /// The next part of the bytes: some hundredths of what is left, by the next byte.
    pub fn part(&mut self) -> Self {
        let share = usize::from(self.byte());
        let (part, rest) = self.bytes.split_at(self.bytes.len() * share / 255);
        self.bytes = rest;
        Self { bytes: part }
    }

    /// All that is left, as it is.
    pub fn rest(self) -> &'d [u8] {
        self.bytes
    }

    /// All that is left, each byte as one of `pieces`.
    pub fn pieces(self, pieces: &[&str]) -> String {
        self.bytes.iter().map(|&byte| pieces[usize::from(byte) % pieces.len()]).collect()
    }

    /// All that is left as a text: as one of `pieces` a byte, or, by the first byte, as it is.
    pub fn text(mut self, pieces: &[&str]) -> String {
        match self.byte() % 4 {
            0 => String::from_utf8_lossy(self.bytes).into_owned(),
            _ => self.pieces(pieces),
        }
    }
}
