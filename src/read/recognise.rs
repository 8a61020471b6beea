//! Which format bytes are in: by what they hold, and by the name only where that leaves a doubt.

use super::{Refusal, epub, html};
use crate::doc::{Block, Document, Kind, Mark, MarkKind, Target};

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Entries of a bibliography: BibTeX, CSL JSON, Hayagriva.
    Bibliography,
    /// `CommonMark` with tables and notes, as pandoc and GitHub write them.
    Markdown,
    /// The dialect of Muse that `AmuseWiki` keeps its texts in.
    Muse,
    /// Lines of text.
    Plain,
    /// A page of HTML or XHTML.
    Html,
    /// A book of XHTML in a ZIP archive.
    Epub,
}

impl Format {
    /// Whether what was read as `document` may be a text as printed, its pages as they lie. Books
    /// and the texts of libraries say in which order they are read; so does a page of the web,
    /// unless it is mere lines, as programs make them of scans, and Markdown that somebody typed.
    pub fn may_be_printed(self, document: &Document) -> bool {
        match self {
            Self::Plain => true,
            Self::Markdown => !is_typed(document),
            Self::Html => document.notes.is_empty() && document.headings().next().is_none(),
            Self::Bibliography | Self::Muse | Self::Epub => false,
        }
    }
}

/// Whether Markdown has what a person types and no program finds on a page: notes with their
/// references, code in a language, words that lead to an address.
fn is_typed(document: &Document) -> bool {
    let coded = |block: &Block| matches!(block.kind, Kind::Code { language: Some(_) });
    let leads = |mark: &&Mark| match &mark.kind {
        MarkKind::Link(Target::Address(address)) => {
            let words = mark.span.of(&document.text).trim();
            !words.is_empty() && !address.ends_with(words)
        }
        _ => false,
    };
    !document.notes.is_empty()
        || document.blocks.iter().any(coded)
        || document.marks.iter().filter(leads).take(3).count() == 3
}

/// How much of a source is looked at, in bytes.
pub(super) const LOOK: usize = 1 << 16;

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
        && memchr::memchr2_iter(b'\n', b'\r', bytes).nth(2 * MOST_LINES).is_some()
        || bytes.len() > MOST_LINES && memchr::memchr_iter(b'\n', bytes).nth(MOST_LINES).is_some()
}

/// Tells the format of `bytes`.
///
/// # Errors
/// Refuses what is not a text, by its first bytes or because it holds NUL bytes.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if super::is_archive(bytes) && (ending.as_deref() == Some("epub") || epub::is_epub(bytes)) {
        return Ok(Format::Epub);
    }
    refuse(name, bytes)?;
    if super::foreign::markup(name, bytes).is_some() {
        return Ok(Format::Plain);
    }
    let opening = &bytes[..bytes.len().min(LOOK) & !1];
    let opening = match super::decode::utf16(bytes) {
        Some(_) => super::decode::decode(opening).0,
        None => String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK)]),
    };
    match ending.as_deref() {
        Some("md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd") => return Ok(Format::Markdown),
        Some("muse" | "amuse") => return Ok(Format::Muse),
        Some("bib" | "bibtex" | "biblatex") => return Ok(Format::Bibliography),
        Some("yaml" | "yml") if super::bibliography::looks_like_yaml(&opening) => {
            return Ok(Format::Bibliography);
        }
        Some("json") if super::bibliography::looks_like(&opening) => {
            return Ok(Format::Bibliography);
        }
        Some("rs" | "c" | "h" | "py" | "sh" | "toml" | "json" | "yaml" | "yml" | "log") => {
            return Ok(Format::Plain);
        }
        _ => {}
    }
    let called = matches!(ending.as_deref(), Some("html" | "htm" | "xhtml" | "xht"));
    if html::is_html(&super::decode::decode(&bytes[..bytes.len().min(LOOK)]).0, called) {
        return Ok(Format::Html);
    }
    if super::bibliography::looks_like(&opening) {
        return Ok(Format::Bibliography);
    }
    if super::muse::looks_like(&opening) {
        return Ok(Format::Muse);
    }
    let called_plain = matches!(ending.as_deref(), Some("txt" | "text" | "asc"));
    let markdown = looks_like_markdown(&opening, called_plain);
    Ok(if markdown { Format::Markdown } else { Format::Plain })
}

fn refuse(name: &str, bytes: &[u8]) -> Result<(), Refusal> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"PK\x03\x04", "a ZIP archive"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\xfd7zXZ\0", "an xz archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"\x7fELF", "a program"),
        (b"MZ", "a Windows program"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"OggS", "a sound or film"),
        (b"ID3", "a sound"),
    ];
    let name = name.to_owned();
    if bytes.starts_with(b"%PDF-") {
        return Err(Refusal::Pdf { name });
    }
    if let Some(foreign) = super::foreign::closed(bytes) {
        return Err(foreign.refusal(&name));
    }
    let has_nul = bytes[..bytes.len().min(LOOK)].contains(&0);
    for (magic, what) in MAGIC {
        // Two letters such as `MZ` may well begin a text; a text holds no NUL.
        if bytes.starts_with(magic) && (has_nul || !magic.is_ascii()) {
            return Err(Refusal::Binary { name, what });
        }
    }
    let utf16 = super::decode::utf16(bytes).is_some();
    if has_nul && !utf16 && !mostly_text(&bytes[..bytes.len().min(LOOK)]) {
        return Err(Refusal::Binary { name, what: "binary data" });
    }
    Ok(())
}

/// Whether a stray NUL is damage in a text and not the sign of a binary: fewer than one byte in a
/// hundred is a control character.
fn mostly_text(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|&&b| b < 0x20 && !b"\t\n\r\x0c\x1b".contains(&b)).count();
    odd * 100 < bytes.len()
}

/// Whether a text uses Markdown's signs often enough to mean them. Plain text has stray `*` and
/// `#`, and typists have always written `_so_` and `*so*`: where a name says that a text is plain, or a
/// library of plain texts says that it is one of its own, emphasis and rules say nothing. A heading with
/// a space after its `#` and blank lines around it, a link with its address, a note reference, a
/// raised figure or a fence are not strays.
fn looks_like_markdown(text: &str, called_plain: bool) -> bool {
    let plain = called_plain || is_of_gutenberg(text);
    let mut signs = 0;
    let mut lines = text.lines().peekable();
    let mut before = "";
    while let Some(line) = lines.next() {
        let apart =
            before.trim().is_empty() && lines.peek().is_none_or(|next| next.trim().is_empty());
        signs += certain_signs(line, apart || !plain);
        if !plain {
            signs +=
                line.matches("**").count() / 2 + emphasised(line) + 2 * usize::from(line == "---");
        }
        if signs >= 6 {
            return true;
        }
        before = line;
    }
    false
}

/// What the signs of a line weigh that are Markdown's alone. `apart` says that it may be a heading.
fn certain_signs(line: &str, apart: bool) -> usize {
    let trimmed = line.trim_start();
    let hashes = trimmed.bytes().take_while(|&b| b == b'#').count();
    let heading = apart && (1..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ');
    let fence = trimmed.starts_with("```") || trimmed.starts_with("~~~");
    let strong = ["](http", "](#", "[^", "<sup>", "](<"];
    let strong: usize = strong.iter().map(|sign| line.matches(sign).count()).sum();
    3 * usize::from(heading) + 2 * usize::from(fence) + 3 * strong
}

/// Whether a text is one of Project Gutenberg's plain texts, by the lines that all of them open with.
fn is_of_gutenberg(text: &str) -> bool {
    let mut opening = text.lines().take(60);
    opening.any(|line| line.contains("Project Gutenberg") && !line.contains("]("))
}

/// How many `*words*` or `_words_` a line emphasises.
fn emphasised(line: &str) -> usize {
    ['*', '_']
        .iter()
        .map(|&sign| {
            let mut parts = line.split(sign);
            let mut before = parts.next().unwrap_or("");
            let mut count = 0;
            while let (Some(inner), rest) = (parts.next(), parts.clone()) {
                let opens = before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
                let tight = !inner.is_empty() && inner.trim() == inner;
                if opens && tight && rest.clone().next().is_some() {
                    count += 1;
                    before = parts.next().unwrap_or("");
                } else {
                    before = inner;
                }
            }
            count
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_typed_was_not_printed() {
        let printed = |text| Format::Markdown.may_be_printed(&crate::read::markdown("a.md", text));
        assert!(printed("The page ends in the mid-\n\ndle of a word.<sup>1</sup>"));
        assert!(!printed("A note.[^1]\n\n[^1]: It is typed."));
        assert!(!printed("Run it:\n\n```sh\nmake\n```"));
        assert!(!printed("[One](http://a.org), [two](http://b.org) and [three](http://c.org)."));
        assert!(printed("<http://a.org>, <http://b.org>, <http://c.org>"));
    }

    #[test]
    fn tells_formats_apart() {
        let cases = [
            ("a.md", "no sign at all", Format::Markdown),
            ("a.txt", "no sign at all", Format::Plain),
            ("a.txt", "# One\n\ntext\n\n# Two\n", Format::Markdown),
            ("a.txt", "1 * 2 * 3 and #4 of a_b_c\n", Format::Plain),
            ("-", "See *this* and *that*, *these*, *those*, *more* and *all*.", Format::Markdown),
            ("x", "Text[^1] and more[^2].", Format::Markdown),
            ("a.bib", "", Format::Bibliography),
            ("-", "@book{a, title={B}}", Format::Bibliography),
            ("a.yml", "a:\n  type: book\n  title: T\n", Format::Bibliography),
            ("a.json", "{\"type\": 1}", Format::Plain),
            ("x", "#title A text\n\nWith **words**[1].", Format::Muse),
            ("a.muse", "no sign at all", Format::Muse),
            ("x", "MZ is how it began, and a letter at that.", Format::Plain),
        ];
        for (name, text, format) in cases {
            assert_eq!(recognise(name, text.as_bytes()), Ok(format), "{name}: {text}");
        }
    }

    #[test]
    fn looks_at_words_and_not_at_bytes() {
        let wide: Vec<u8> = "#title Wide\n\nText".bytes().flat_map(|b| [b, 0]).collect();
        assert_eq!(recognise("-", &wide), Ok(Format::Muse));
    }

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

    #[test]
    fn refuses_what_is_no_text() {
        for bytes in [&b"%PDF-1.7\n"[..], b"PK\x03\x04\0\0", b"\x7fELF\x02\0", b"\0\x01\x02\0\x07"]
        {
            let refusal = recognise("x", bytes).expect_err("no text");
            assert!(refusal.to_string().starts_with("x is "), "{refusal}");
        }
    }
}
