//! Blocks of code between fences, in which every sign is what it is.

/// Whether the lines met so far leave a block of code open.
#[derive(Default)]
pub(super) struct Code {
    /// The fence that opened it: its sign, and how many of them.
    open: Option<(u8, usize)>,
    /// Whether the last line that is not indented opens something that lines further in belong to:
    /// an item, a note, a definition. Elsewhere they are code without fences.
    holder: bool,
}

impl Code {
    /// Whether the next line lies in a block of code, its fences included.
    pub(super) fn holds(&mut self, line: &str) -> bool {
        let words = line.trim_start_matches([' ', '\t', '>']);
        if let Some((sign, least)) = self.open {
            let length = run(words, sign);
            if length >= least && words[length..].trim().is_empty() {
                self.open = None;
            }
            return true;
        }
        let indented = line.starts_with("    ") || line.starts_with('\t');
        if !indented && !words.is_empty() {
            self.holder = held(words).len() < words.len();
        }
        if indented && !self.holder {
            return false;
        }
        let words = held(words);
        self.open = fence(words);
        self.open.is_some()
    }
}

/// The fence that begins a block of code: its sign, and how many of them. After grave accents no
/// others may follow (`CommonMark` 4.5): that is code in a line.
pub(super) fn fence(words: &str) -> Option<(u8, usize)> {
    let sign = words.bytes().next().filter(|sign| b"`~".contains(sign))?;
    let length = run(words, sign);
    let opens = length >= 3 && (sign == b'~' || !words[length..].contains('`'));
    opens.then_some((sign, length))
}

/// How many of a sign a line begins with.
pub(super) fn run(words: &str, sign: u8) -> usize {
    words.bytes().take_while(|&byte| byte == sign).count()
}

/// What stands on a line after the signs of items, notes, definitions and quotations.
pub(super) fn held(line: &str) -> &str {
    let mut words = line;
    loop {
        let number = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = match words.as_bytes().first() {
            Some(b'-' | b'*' | b'+' | b':' | b'>') => &words[1..],
            Some(b'[') if words.starts_with("[^") => {
                words.split_once("]:").map_or(words, |(_, rest)| rest)
            }
            Some(byte) if byte.is_ascii_digit() && number.starts_with(['.', ')']) => &number[1..],
            _ => words,
        };
        let inner = rest.trim_start_matches([' ', '\t']);
        // The sign of an item is set off; `>` and a note's need not be.
        let set_off = inner.len() < rest.len() || words.starts_with(['>', '[']);
        if rest.len() == words.len() || !set_off {
            return words;
        }
        words = inner;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences_in_whatever_holds_them() {
        let cases = [
            ("a\n```\nb\n```\nc", ".xxx."),
            ("- ```\n  ~ a\n  ```\nb", "xxx."),
            ("1. x\n\n    ~~~ rust\n    b\n    ~~~\nc", "..xxx."),
            ("> - ````\n> ```\n> ````\n", "xxx"),
            ("[^1]: ```\n    a\n    ```\n", "xxx"),
            ("a\n\n    ```\n    b\n\nc", "......"),
            ("```a`\n- b", ".."),
            ("--- ---\n-", ".."),
        ];
        for (text, expected) in cases {
            let mut code = Code::default();
            let found: String =
                text.lines().map(|line| if code.holds(line) { 'x' } else { '.' }).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
