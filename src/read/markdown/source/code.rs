//! Blocks of code between fences, in which every sign is what it is.

/// Whether the lines met so far leave a block of code open.
#[derive(Default)]
pub(super) struct Code {
    /// The fence that opened it: its sign, and how many of them.
    open: Option<(u8, usize)>,
}

impl Code {
    /// Whether the next line lies in a block of code, its fences included.
    pub(super) fn holds(&mut self, line: &str) -> bool {
        let words = line.trim_start_matches(' ');
        if line.len() - words.len() > 3 {
            return self.open.is_some();
        }
        let sign = words.bytes().next().filter(|sign| b"`~".contains(sign));
        let length = sign.map_or(0, |sign| words.bytes().take_while(|&byte| byte == sign).count());
        match (self.open, sign) {
            (Some((open, least)), Some(sign)) => {
                if sign == open && length >= least && words[length..].trim().is_empty() {
                    self.open = None;
                }
                true
            }
            (Some(_), None) => true,
            // Behind grave accents no others may follow (`CommonMark` 4.5): that is code in a line.
            (None, Some(sign))
                if length >= 3 && (sign == b'~' || !words[length..].contains('`')) =>
            {
                self.open = Some((sign, length));
                true
            }
            (None, _) => false,
        }
    }
}
