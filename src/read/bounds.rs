//! How much of a source is looked at, and how much a text may be: sources that no reader could have
//! written are refused before their bytes are decoded.

/// How many bytes of a source tell its format.
pub const LOOK: usize = 1 << 16;

/// The longest line of a text, in bytes: three Bibles in one paragraph. What is longer was not
/// written for reading, and everything done line by line or block by block would wait for it.
const LONGEST_LINE: usize = 1 << 24;

/// Whether `bytes` have a line longer than any text has.
pub(super) fn has_endless_line(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while rest.len() > LONGEST_LINE {
        // The last line that ends within reach; those before it are shorter still.
        let ends = rest[..LONGEST_LINE].iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(end) = ends else { return true };
        rest = &rest[end + 1..];
    }
    false
}

/// The most lines of a text: a hundred of the longest novels, in lines of a dozen words. What has more
/// was not written for reading, and each line costs as much as a line of words.
const MOST_LINES: usize = 4_000_000;

/// Whether `bytes` have more lines than any text has.
pub(super) fn has_endless_lines(bytes: &[u8]) -> bool {
    // Fewer bytes than that cannot.
    bytes.len() > MOST_LINES
        && (memchr::memchr_iter(b'\n', bytes).nth(MOST_LINES).is_some()
            || memchr::memchr2_iter(b'\n', b'\r', bytes).nth(2 * MOST_LINES).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_have_an_end() {
        let line = |length: usize| "w".repeat(length);
        assert!(!has_endless_line(b""));
        assert!(!has_endless_line(line(LONGEST_LINE).as_bytes()));
        assert!(has_endless_line(line(LONGEST_LINE + 1).as_bytes()));
        let half = line(LONGEST_LINE / 2);
        assert!(!has_endless_line(format!("{half}\n{half}\r{half}\n").as_bytes()));
        assert!(has_endless_line(format!("{half}\n{half}{half}a\n").as_bytes()));
    }

    #[test]
    fn a_text_has_only_so_many_lines() {
        let lines = |end: &str| format!("a{end}").repeat(MOST_LINES);
        assert!(!has_endless_lines(lines("\n").as_bytes()));
        assert!(!has_endless_lines(lines("\r\n").as_bytes()));
        assert!(has_endless_lines((lines("\n") + "a\n").as_bytes()));
        assert!(has_endless_lines("\r".repeat(2 * MOST_LINES + 1).as_bytes()));
    }
}
