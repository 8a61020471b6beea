//! One line of a Muse text: what it begins, told by its first signs and its indentation.

/// The tags that enclose blocks, each on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Quote,
    Verse,
    Example,
    Comment,
    /// `<center>`, `<right>`, `<play>`, `<biblio>`: paragraphs set in another way.
    Plain(&'static str),
}

impl Tag {
    const ALL: [(&'static str, Tag); 8] = [
        ("quote", Tag::Quote),
        ("verse", Tag::Verse),
        ("example", Tag::Example),
        ("comment", Tag::Comment),
        ("center", Tag::Plain("center")),
        ("right", Tag::Plain("right")),
        ("play", Tag::Plain("play")),
        ("biblio", Tag::Plain("biblio")),
    ];

    /// The tag a line opens; `{{{` is another way to write `<example>`.
    pub(super) fn opened(line: &str) -> Option<Self> {
        let line = line.trim_end();
        if line == "{{{" {
            return Some(Self::Example);
        }
        Self::named(line.strip_prefix('<')?.strip_suffix('>')?)
    }

    /// The tag a line closes.
    pub(super) fn closed(line: &str) -> Option<Self> {
        let line = line.trim_end();
        if line == "}}}" {
            return Some(Self::Example);
        }
        Self::named(line.strip_prefix("</")?.strip_suffix('>')?)
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|&(_, tag)| tag)
    }
}

/// What a line begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line<'t> {
    Blank,
    Open(Tag),
    Close(Tag),
    Comment,
    Rule,
    Heading {
        level: u8,
        words: &'t str,
    },
    /// A line of verse, without its `> `.
    Verse(&'t str),
    /// The first line of a note. `label` is with its brackets; `indent` is where its words begin.
    Note {
        label: &'t str,
        indent: usize,
        words: &'t str,
    },
    Table(&'t str),
    Item {
        indent: usize,
        marker: &'t str,
        /// The column its words begin in.
        content: usize,
        words: &'t str,
    },
    /// A term and what is said of it.
    Term {
        indent: usize,
        term: &'t str,
        content: usize,
        words: &'t str,
    },
    Words {
        indent: usize,
        words: &'t str,
    },
}

/// Tells what a line begins.
pub(super) fn read(line: &str) -> Line<'_> {
    let words = line.trim();
    // A no-break space by itself is how authors force a gap; it is no word.
    if words.is_empty() {
        return Line::Blank;
    }
    let indent = line.chars().take_while(|&c| c == ' ').count();
    if indent == 0 {
        return at_margin(line.trim_end());
    }
    if is_row(words) {
        return Line::Table(words);
    }
    indented(indent, words)
}

/// Tells what a line without indentation begins.
fn at_margin(line: &str) -> Line<'_> {
    if let Some(tag) = Tag::opened(line) {
        return Line::Open(tag);
    }
    if let Some(tag) = Tag::closed(line) {
        return Line::Close(tag);
    }
    if line == ";" || line.starts_with("; ") {
        return Line::Comment;
    }
    if line.len() >= 4 && line.bytes().all(|b| b == b'-') {
        return Line::Rule;
    }
    if line == ">" {
        return Line::Verse("");
    }
    if let Some(words) = line.strip_prefix("> ") {
        return Line::Verse(words);
    }
    let level = line.bytes().take_while(|&b| b == b'*').count();
    if (1..=5).contains(&level) && line[level..].starts_with(' ') {
        return Line::Heading { level: level as u8, words: line[level..].trim() };
    }
    if let Some((label, rest)) = label(line)
        && rest.starts_with(' ')
    {
        let words = rest.trim_start();
        return Line::Note { label, indent: line.chars().count() - words.chars().count(), words };
    }
    Line::Words { indent: 0, words: line }
}

/// The label of a note at the beginning of `text`, brackets included, and what follows it: `[3]`
/// or `{3}`, never with a zero in front.
pub(super) fn label(text: &str) -> Option<(&str, &str)> {
    let close = match text.as_bytes().first()? {
        b'[' => b']',
        b'{' => b'}',
        _ => return None,
    };
    let digits = text.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let end = digits + 1;
    let fits = (1..=9).contains(&digits) && !text[1..].starts_with('0');
    (fits && text.as_bytes().get(end) == Some(&close)).then(|| text.split_at(end + 1))
}

fn indented(indent: usize, words: &str) -> Line<'_> {
    if let Some((marker, rest)) = marker(words) {
        let content = indent + words.chars().count() - rest.chars().count();
        return Line::Item { indent, marker, content, words: rest };
    }
    let term =
        words.find(" ::").filter(|&at| matches!(words[at + 3..].chars().next(), None | Some(' ')));
    if let Some(at) = term {
        let rest = words[at + 3..].trim_start();
        let content = indent + words.chars().count() - rest.chars().count();
        return Line::Term { indent, term: &words[..at], content, words: rest };
    }
    Line::Words { indent, words }
}

/// The marker of an item and its words: `-`, `12.`, `iv.`, `A.`
fn marker(words: &str) -> Option<(&str, &str)> {
    if let Some(rest) = words.strip_prefix("- ") {
        return Some(("-", rest.trim_start()));
    }
    let (number, rest) = words.split_once(". ")?;
    let digits = number.len() <= 9 && number.bytes().all(|b| b.is_ascii_digit());
    let letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = |set: &[u8]| number.len() <= 8 && number.bytes().all(|b| set.contains(&b));
    let fits = !number.is_empty() && (digits || letter || roman(b"ivxlc") || roman(b"IVXLC"));
    fits.then(|| (&words[..=number.len()], rest.trim_start()))
}

/// Whether an indented line is the row of a table: a bar between spaces, or a caption.
fn is_row(words: &str) -> bool {
    if words.starts_with("|+") && words.ends_with("+|") {
        return true;
    }
    let mut from = 0;
    while let Some(at) = words[from..].find('|').map(|at| from + at) {
        let bars = words[at..].bytes().take_while(|&b| b == b'|').count();
        let before = at == 0 || words[..at].ends_with(' ');
        let after = matches!(words.as_bytes().get(at + bars), None | Some(b' '));
        if bars <= 3 && before && after {
            return true;
        }
        from = at + bars;
    }
    false
}

/// Takes an anchor off the beginning of a line: its name, and the line without it.
pub(super) fn anchor(line: &str) -> Option<(&str, String)> {
    let words = line.trim_start_matches(' ');
    let indent = line.len() - words.len();
    let name = words.strip_prefix('#')?;
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(name.len());
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && matches!(name[end..].chars().next(), None | Some(' '));
    fits.then(|| (&name[..end], format!("{}{}", &line[..indent], name[end..].trim_start())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_lines_apart() {
        let words = |indent, words| Line::Words { indent, words };
        let item = |indent, marker, content, words| Line::Item { indent, marker, content, words };
        let cases = [
            ("", Line::Blank),
            (" \u{a0} ", Line::Blank),
            ("<quote> ", Line::Open(Tag::Quote)),
            (" <quote>", words(1, "<quote>")),
            ("<script>", words(0, "<script>")),
            ("}}}", Line::Close(Tag::Example)),
            ("</biblio>", Line::Close(Tag::Plain("biblio"))),
            ("; hidden", Line::Comment),
            (" ; shown", words(1, "; shown")),
            ("----", Line::Rule),
            ("---- x", words(0, "---- x")),
            ("** Two", Line::Heading { level: 2, words: "Two" }),
            ("**bold** it is", words(0, "**bold** it is")),
            ("****** six", words(0, "****** six")),
            (">   deep", Line::Verse("  deep")),
            (">not", words(0, ">not")),
            ("[1] a note", Line::Note { label: "[1]", indent: 4, words: "a note" }),
            ("{12}  too", Line::Note { label: "{12}", indent: 6, words: "too" }),
            ("[01] none", words(0, "[01] none")),
            (" [1] none", words(1, "[1] none")),
            ("[1]", words(0, "[1]")),
            (" - item", item(1, "-", 3, "item")),
            ("- none", words(0, "- none")),
            ("  iv. four", item(2, "iv.", 6, "four")),
            (" A.  first", item(1, "A.", 5, "first")),
            (" Mr. Smith", words(1, "Mr. Smith")),
            (" Term :: said", Line::Term { indent: 1, term: "Term", content: 9, words: "said" }),
            (" a | b", Line::Table("a | b")),
            (" |+ c +|", Line::Table("|+ c +|")),
            (" a|b", words(1, "a|b")),
        ];
        for (line, expected) in cases {
            assert_eq!(read(line), expected, "{line:?}");
        }
    }

    #[test]
    fn takes_anchors_off() {
        assert_eq!(anchor("  #one two"), Some(("one", "  two".to_owned())));
        assert_eq!(anchor("#one-2"), Some(("one-2", String::new())));
        assert_eq!(anchor("#1 of them"), None);
        assert_eq!(anchor("#a, b"), None);
        assert_eq!(anchor("# a"), None);
    }
}
