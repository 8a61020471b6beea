//! Lines: at which line and column of a source something stands.

/// Where words begin: the number of a line, and how far in they are, in bytes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corner {
    pub line: u32,
    pub column: u32,
}

/// Tells the lines of a source, counting from the place last asked for: readers ask in order.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    /// The place last asked for, and the line it is on.
    at: usize,
    line: u32,
    /// Where that line begins.
    start: usize,
}

impl<'t> Lines<'t> {
    /// The lines of `text`, the first of which is number `first`.
    pub(super) fn of(text: &'t str, first: u32) -> Self {
        Self { text, at: 0, line: first, start: 0 }
    }

    /// The lines of `text`, the first to be asked for being number `line`, which begins at `start`.
    pub(super) fn from(text: &'t str, start: usize, line: u32) -> Self {
        Self { text, at: start, line, start }
    }

    /// The number of the line that a place is on, and how far in it is, both places in bytes.
    pub(super) fn at(&mut self, place: usize) -> (u32, u32) {
        let place = place.min(self.text.len());
        let bytes = self.text.as_bytes();
        if place >= self.at {
            for end in memchr::memchr_iter(b'\n', &bytes[self.at..place]) {
                self.line += 1;
                self.start = self.at + end + 1;
            }
        } else {
            let back = bytes[place..self.at].iter().filter(|&&byte| byte == b'\n').count();
            self.line -= back as u32;
            self.start = memchr::memrchr(b'\n', &bytes[..place]).map_or(0, |end| end + 1);
        }
        self.at = place;
        (self.line, (place - self.start) as u32)
    }

    /// Where `part`, a part of the text, begins.
    pub(super) fn of_part(&mut self, part: &str) -> (u32, u32) {
        self.at((part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize))
    }
}

/// How many lines end in `text`.
pub(super) fn count(text: &str) -> u32 {
    memchr::memchr_iter(b'\n', text.as_bytes()).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_on_and_back() {
        let text = "one\ntwo\n\nfour";
        let mut lines = Lines::of(text, 5);
        for (place, expected) in [
            (0, (5, 0)),
            (5, (6, 1)),
            (9, (8, 0)),
            (12, (8, 3)),
            (4, (6, 0)),
            (3, (5, 3)),
            (99, (8, 4)),
        ] {
            assert_eq!(lines.at(place), expected, "{place}");
        }
        assert_eq!(lines.of_part(&text[4..7]), (6, 0));
        assert_eq!(count(text), 3);
    }
}
