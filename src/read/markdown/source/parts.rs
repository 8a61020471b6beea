//! Parts of a long text that the parser can be given one after the other.
//!
//! The parser keeps a tree of all it is given, which is twice as large as the text. A text is
//! therefore parted where a block begins that nothing before it can hold: after a blank line, at
//! the margin, with a letter or the sign of a heading (`CommonMark` 5: what is at the margin ends
//! every item and quotation; so it ends notes and definitions), and is no term of a list of
//! definitions.
//!
//! Blocks of code and of HTML may hold blank lines and anything else. Where it is not plain where
//! one ends, as where a fence in an item is never closed, nothing is parted any more. Nor is a text
//! that defines addresses of links, which hold for all of it, or notes by labels which are more
//! than a word: whether `[^label]` refers to a note the parser only tells where it knows the note,
//! and elsewhere [`inline`](super::super::inline) does; nor one with such a reference in brackets, which the
//! parser takes for none of a link's where it knows the note.

use std::ops::Range;

use super::code::{fence, held, run};

/// How long a part is at least, in bytes.
pub(in crate::read::markdown) const PART: usize = 1 << 18;

/// A part of a text: which of its lines, from 0, and which of its bytes as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) lines: Range<usize>,
    pub(super) bytes: Range<usize>,
}

/// The parts of a text, each of at least `least` bytes but the last. `lines` are those of `typed` in
/// the words the parser is given.
pub(super) fn stretches<'l>(
    typed: &str,
    lines: impl Iterator<Item = &'l str>,
    least: usize,
) -> Vec<Stretch> {
    let mut parts = Vec::new();
    let mut part = Stretch { lines: 0..0, bytes: 0..0 };
    let mut open = Open::default();
    let mut brackets = 0;
    let mut blank = false;
    let typed_lines = typed.split_inclusive('\n').map(str::len);
    for (line, length) in lines.zip(typed_lines) {
        if typed.len() > least {
            brackets = if blank { 0 } else { brackets };
            if defines_beyond_itself(line, &typed[part.bytes.end..])
                || refers_within_brackets(line, &mut brackets)
            {
                let count = typed.lines().count();
                return Vec::from([Stretch { lines: 0..count, bytes: 0..typed.len() }]);
            }
            if part.bytes.len() >= least
                && blank
                && open.is_nothing()
                && is_at_margin(line)
                && !is_term(&typed[part.bytes.end..])
            {
                let next = Stretch {
                    lines: part.lines.end..part.lines.end,
                    bytes: part.bytes.end..part.bytes.end,
                };
                parts.push(std::mem::replace(&mut part, next));
            }
            open.line(line);
            blank = line.trim_ascii().is_empty();
        }
        part.lines.end += 1;
        part.bytes.end += length;
    }
    parts.push(part);
    parts
}

/// Whether a line after a blank one begins a block that nothing before it holds.
fn is_at_margin(line: &str) -> bool {
    let heading = || {
        let words = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ')
    };
    line.starts_with(|c: char| c.is_alphabetic()) || line.starts_with('#') && heading()
}

/// Whether the paragraph that begins here is a term that is defined below it. What comes before it may be
/// of the same list, and whether its definitions are paragraphs the parser tells of the whole list.
fn is_term(typed: &str) -> bool {
    let is_blank = |line: &&str| line.trim_ascii().is_empty();
    let after = typed.lines().skip(1);
    after.take_while(|line| !is_blank(line)).any(defines)
        || typed
            .lines()
            .skip_while(|line| !is_blank(line))
            .find(|line| !is_blank(line))
            .is_some_and(defines)
}

/// Whether a line begins a definition.
fn defines(line: &str) -> bool {
    line.trim_start_matches(' ').starts_with(':')
}

/// Whether the line that begins here may define what counts elsewhere and only the parser can tell:
/// the address of a link, or a note with a label of more than a word.
///
/// `typed` is the text from there on: a label may go on in the next line.
fn defines_beyond_itself(line: &str, typed: &str) -> bool {
    let holds = |c: char| " \t>-+*:.)".contains(c) || c.is_ascii_digit();
    let unclosed = line.trim_start_matches(holds).starts_with('[') && !line.contains(']');
    let mut rest = if unclosed { typed } else { line };
    loop {
        rest = rest.trim_start_matches(holds);
        let Some(label) = defined(rest) else { return false };
        if !label.strip_prefix('^').is_some_and(is_word) {
            return true;
        }
        rest = &rest[label.len() + "[]:".len()..];
    }
}

/// The label that is defined here, `[label]:`, if one is. It may go over lines.
fn defined(text: &str) -> Option<&str> {
    /// How long a label may be, in bytes (`CommonMark` 4.7: 999 characters).
    const LONGEST: usize = 4 * 999;
    let label = text.strip_prefix('[')?;
    let reach = &label.as_bytes()[..label.len().min(LONGEST)];
    let mut escaped = false;
    let end = reach.iter().position(|&byte| {
        let bracket = matches!(byte, b'[' | b']') && !escaped;
        escaped = byte == b'\\' && !escaped;
        bracket
    })?;
    reach[end..].starts_with(b"]:").then(|| &label[..end])
}

/// Whether a reference to a note stands in brackets: then these are none of a link, if the parser
/// knows the note. `open` is how many brackets are open in the paragraph.
fn refers_within_brackets(line: &str, open: &mut usize) -> bool {
    let bytes = line.as_bytes();
    for at in memchr::memchr2_iter(b'[', b']', bytes) {
        let escaped = at > 0 && bytes[at - 1] == b'\\';
        match bytes[at] {
            b'[' if *open > 0 && bytes.get(at + 1) == Some(&b'^') => return true,
            b'[' => *open += 1,
            _ => *open -= usize::from(*open > 0 && !escaped),
        }
    }
    false
}

/// Whether a label is a word in which no sign means anything.
fn is_word(label: &str) -> bool {
    label.len() < 60
        && label.chars().all(|c| c.is_alphanumeric() || "-_.:".contains(c))
        && label.starts_with(char::is_alphanumeric)
        && label.ends_with(char::is_alphanumeric)
}

/// The block of code or of HTML that the lines met so far leave open, as far as that is plain.
#[derive(Debug, Default)]
struct Open {
    /// The block, and how far in it begins, in bytes. One at the margin nothing holds; of another an
    /// item or the like may be the end.
    block: Option<(Block, usize)>,
    /// Whether it is not plain any more.
    lost: bool,
}

/// A block that may hold anything.
#[derive(Debug, Clone, Copy)]
enum Block {
    /// Code between fences: their sign, and how many of them.
    Fence(u8, usize),
    /// HTML, and what ends it.
    Html(&'static str),
}

impl Open {
    fn is_nothing(&self) -> bool {
        !self.lost && self.block.is_none()
    }

    fn line(&mut self, line: &str) {
        let words = line.trim_start_matches([' ', '\t', '>']);
        let here = line.len() - words.len();
        match self.block {
            None => self.begin(line, words),
            // What holds the block ends here, and so does it; which fence is which is unknown.
            Some((_, margin)) if here < margin && !words.trim_ascii().is_empty() => {
                self.lost = true;
            }
            Some((Block::Fence(sign, least), margin)) => {
                let length = run(words, sign);
                if length >= least && words[length..].trim().is_empty() {
                    // One that is further in than it began may be none.
                    let ends = here == margin
                        || margin == 0 && line[..here].trim_matches(' ').is_empty() && here < 4;
                    self.lost |= !ends && margin > 0;
                    self.block = self.block.filter(|_| !ends);
                }
            }
            Some((Block::Html(end), _)) => {
                // If a block that a blank line ends held the beginning, this line begins one of its
                // own.
                let words_held = held(words);
                self.lost |= fence(words_held).is_some()
                    || html(words_held).is_some_and(|end| !has(&words_held[2..], end));
                self.block = self.block.filter(|_| !has(words, end));
            }
        }
    }

    /// A line outside of all blocks, and its words after blanks and the signs of quotations.
    fn begin(&mut self, line: &str, words: &str) {
        if words.starts_with(|c: char| c.is_alphabetic()) {
            return;
        }
        let words = held(words);
        let block = match fence(words) {
            Some((sign, length)) => Some(Block::Fence(sign, length)),
            None => html(words).filter(|end| !has(&words[2..], end)).map(Block::Html),
        };
        self.block = block.map(|block| (block, line.len() - words.len()));
    }
}

/// What ends the block of HTML that begins so, if a blank line does not (`CommonMark` 4.6, kinds 1
/// to 5). Of the first kind it is its own tag, and for some parsers that of another as well.
pub(super) fn html(words: &str) -> Option<&'static str> {
    let rest = words.strip_prefix('<')?;
    let tags = [
        ("script", "</script>"),
        ("pre", "</pre>"),
        ("style", "</style>"),
        ("textarea", "</textarea>"),
        ("!--", "-->"),
        ("?", "?>"),
        ("![CDATA[", "]]>"),
        ("!", ">"),
    ];
    let begins =
        |tag: &str| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    tags.into_iter().find(|(tag, _)| begins(tag)).map(|(_, end)| end)
}

/// Whether `end` is in the words, in whatever case.
fn has(words: &str, end: &str) -> bool {
    words.to_ascii_lowercase().contains(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::read_in_parts;
    use super::stretches;

    fn parted(text: &str) -> Vec<&str> {
        let parts = stretches(text, text.lines(), 1);
        parts.into_iter().map(|part| &text[part.bytes]).collect()
    }

    #[test]
    fn parts_begin_where_nothing_is_open() {
        let cases: [(&str, &[&str]); 14] = [
            ("a\n\nb\n# c\n\n# d\n", &["a\n\n", "b\n# c\n\n", "# d\n"]),
            ("- a\n\n  b\n\nc\n\n- d\n", &["- a\n\n  b\n\n", "c\n\n- d\n"]),
            ("```\na\n\nb\n```\n\nc\n", &["```\na\n\nb\n```\n\n", "c\n"]),
            // The fence in the item ends with it, and nobody keeps count any more.
            ("- ```\n  a\n\nb\n\nc\n", &["- ```\n  a\n\nb\n\nc\n"]),
            ("- ```\n  a\n  ```\n\nb\n", &["- ```\n  a\n  ```\n\n", "b\n"]),
            ("<!-- a\n\nb -->\n\nc\n", &["<!-- a\n\nb -->\n\n", "c\n"]),
            ("<pre>\na\n\nb\n</pre>\n\nc\n", &["<pre>\na\n\nb\n</pre>\n\n", "c\n"]),
            ("<div>\na\n\nb\n", &["<div>\na\n\n", "b\n"]),
            // The blank line ends `<div>` and what is open in it, so that a comment begins.
            ("<div>\n<?\n\n<!-- ?>\n\nb\n", &["<div>\n<?\n\n<!-- ?>\n\nb\n"]),
            ("a\n: b\n\nc\n: d\n\ne\n", &["a\n: b\n\nc\n: d\n\n", "e\n"]),
            ("[^1]: a\n\n    b\n\nc\n", &["[^1]: a\n\n    b\n\n", "c\n"]),
            ("[a]\n\nb\n\n[a]: /c\n", &["[a]\n\nb\n\n[a]: /c\n"]),
            ("a\n\nb\n\n[^*c]: d\n", &["a\n\nb\n\n[^*c]: d\n"]),
            ("[a\n\nb\n\n> - [x]: /c\n", &["[a\n\nb\n\n> - [x]: /c\n"]),
        ];
        for (text, expected) in cases {
            assert_eq!(parted(text), expected, "{text}");
        }
    }

    #[test]
    fn a_part_is_as_long_as_it_must_be() {
        let text = "one\n\n".repeat(20);
        let parts: Vec<_> =
            stretches(&text, text.lines(), 12).into_iter().map(|part| part.bytes).collect();
        assert!(parts.iter().all(|part| part.len() == 15 || part.end == text.len()), "{parts:?}");
        assert_eq!(parts.iter().map(ExactSizeIterator::len).sum::<usize>(), text.len());
    }

    /// Beginnings of lines, and what may stand in them.
    const PIECES: &[&str] = &[
        "\n\n",
        "\n\n",
        "\n",
        "\n",
        "# ",
        "word ",
        "word ",
        "*",
        "_",
        "`",
        "```",
        "~~~",
        "````\n",
        "- ",
        "1. ",
        "    ",
        "  ",
        "\t",
        "> ",
        "[^1]",
        "[^n-2]",
        "\n\n[^1]: ",
        "\n\n[^n-2]: ",
        "[^3]: ",
        "[",
        "]",
        "(/u)",
        "\n\n[word]: /u\n",
        "[^a b]",
        "[^a b]: ",
        "<div>",
        "</div>",
        "<!-- ",
        " -->",
        "<pre>",
        "</pre>",
        "<?",
        "?>",
        "<b>",
        "</b>",
        ": ",
        "| ",
        "\n|---|\n",
        "---\n",
        "===\n",
        "![",
        "^[",
        "@key ",
        "[@key]",
        "\\",
        "a) ",
        "(@) ",
        "::: x\n",
        ":::\n",
        "ä",
        "\r\n",
        "&amp;",
        "<style>",
        "</script>",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]
        #[test]
        fn a_text_in_parts_is_the_same_text(pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
            let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
            prop_assert_eq!(
                read_in_parts("a.md", (&text).into(), 1),
                read_in_parts("a.md", (&text).into(), usize::MAX),
                "{:?}", parted(&text)
            );
        }
    }
}
