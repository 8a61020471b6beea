//! Words within a block: emphasis, code, links, notes, breaks.
//!
//! A sign is markup only if its partner is there; one left alone is what its author typed. Signs
//! are paired in one pass over the tokens, so that no text is slow.

use super::line;
use crate::doc::{Builder, MarkKind, OpenMark};
use crate::read::lines::{Corner, Lines};

/// How references to notes are settled: what the key of the note is, if `label` (with its
/// brackets) refers to one.
pub(super) type Refer<'a> = &'a mut dyn FnMut(&str) -> Option<String>;

/// Adds words, which stand at `corner`, to the block that is open. Where `breaks` is set, line
/// breaks stay.
pub(super) fn push(source: &str, corner: Corner, breaks: bool, to: &mut Builder, refer: Refer<'_>) {
    let tokens = pair(tokens(source));
    let lines = Lines::of(source, corner.line);
    let mut writer = Writer { to, lines, column: corner.column, breaks, marks: Vec::new() };
    writer.write(source, &tokens, refer);
}

/// The words of a line of markup, without the markup.
pub(super) fn plain(source: &str) -> String {
    let mut to = Builder::new();
    push(source, Corner::default(), false, &mut to, &mut |_| None);
    to.finish("").text.replace('\n', " ")
}

/// The styles that signs and tags open and close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// One to three `*`.
    Stars(usize),
    Em,
    Strong,
    Del,
    Sup,
    Sub,
}

impl Style {
    const TAGS: [(&'static str, Style); 5] = [
        ("em>", Style::Em),
        ("strong>", Style::Strong),
        ("del>", Style::Del),
        ("sup>", Style::Sup),
        ("sub>", Style::Sub),
    ];

    /// Its number among all styles.
    fn index(self) -> usize {
        match self {
            Self::Stars(count) => count - 1,
            Self::Em => 3,
            Self::Strong => 4,
            Self::Del => 5,
            Self::Sup => 6,
            Self::Sub => 7,
        }
    }

    fn marks(self) -> &'static [MarkKind] {
        match self {
            Self::Stars(1) | Self::Em => &[MarkKind::Emphasis],
            Self::Stars(2) | Self::Strong => &[MarkKind::Strong],
            Self::Stars(_) => &[MarkKind::Strong, MarkKind::Emphasis],
            Self::Del => &[MarkKind::Strike],
            Self::Sup => &[MarkKind::Superscript],
            Self::Sub => &[MarkKind::Subscript],
        }
    }
}

/// A piece of a block, as byte ranges of its source.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Words(usize, usize),
    /// A sign that may open or close, or both; the bytes it takes.
    Sign {
        style: Style,
        opens: bool,
        closes: bool,
        at: usize,
        end: usize,
    },
    Open(Style),
    Close(Style),
    Code(usize, usize),
    Verbatim(usize, usize),
    Break,
    NoBreak,
    /// The label, brackets included.
    Note(usize, usize),
    Link {
        target: (usize, usize),
        words: Option<(usize, usize)>,
    },
}

/// Where a string next stands, asked for places that never go back.
struct Next<'s> {
    source: &'s str,
    sign: &'static str,
    at: Option<usize>,
    done: bool,
}

impl<'s> Next<'s> {
    fn new(source: &'s str, sign: &'static str) -> Self {
        Self { source, sign, at: None, done: false }
    }

    fn from(&mut self, from: usize) -> Option<usize> {
        if self.at.is_none_or(|at| at < from) && !self.done {
            self.at = self.source[from..].find(self.sign).map(|at| from + at);
            self.done = self.at.is_none();
        }
        self.at.filter(|&at| at >= from)
    }
}

/// Cuts the source of a block into tokens.
fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer {
        source,
        found: Vec::new(),
        bracket: Next::new(source, "]"),
        brackets: Next::new(source, "]]"),
        code: Next::new(source, "</code>"),
        verbatim: Next::new(source, "</verbatim>"),
        equals: closing_equals(source),
        equal: 0,
    };
    let bytes = source.as_bytes();
    let (mut at, mut begun) = (0, 0);
    while at < bytes.len() {
        let token = match bytes[at] {
            b'*' => lexer.stars(at),
            b'=' => lexer.equals(at),
            b'<' => lexer.tag(at),
            b'[' if bytes.get(at + 1) == Some(&b'[') => lexer.link(at).or_else(|| lexer.note(at)),
            b'[' | b'{' => lexer.note(at),
            b'~' if bytes.get(at + 1) == Some(&b'~') => Some((Token::NoBreak, at + 2)),
            _ => None,
        };
        let Some((token, end)) = token else {
            at += 1;
            continue;
        };
        lexer.words(begun, at);
        lexer.found.push(token);
        (at, begun) = (end, end);
    }
    lexer.words(begun, source.len());
    lexer.found
}

struct Lexer<'s> {
    source: &'s str,
    found: Vec<Token>,
    bracket: Next<'s>,
    brackets: Next<'s>,
    code: Next<'s>,
    verbatim: Next<'s>,
    /// Where a `=` may close code, and how many of them are passed.
    equals: Vec<usize>,
    equal: usize,
}

impl Lexer<'_> {
    fn words(&mut self, start: usize, end: usize) {
        if start < end {
            self.found.push(Token::Words(start, end));
        }
    }

    fn stars(&mut self, at: usize) -> Option<(Token, usize)> {
        let count = self.source[at..].bytes().take_while(|&b| b == b'*').count();
        let end = at + count;
        if count > 3 {
            return Some((Token::Words(at, end), end));
        }
        let (before, after) = around(self.source, at, end);
        let opens = !before.is_some_and(char::is_alphanumeric) && after.is_some_and(is_solid);
        let closes = before.is_some_and(is_solid) && !after.is_some_and(char::is_alphanumeric);
        Some(if opens || closes {
            (Token::Sign { style: Style::Stars(count), opens, closes, at, end }, end)
        } else {
            (Token::Words(at, end), end)
        })
    }

    fn equals(&mut self, at: usize) -> Option<(Token, usize)> {
        let (before, after) = around(self.source, at, at + 1);
        if before.is_some_and(char::is_alphanumeric) || !after.is_some_and(is_solid) {
            return None;
        }
        while self.equals.get(self.equal).is_some_and(|&close| close < at + 2) {
            self.equal += 1;
        }
        let close = *self.equals.get(self.equal)?;
        Some((Token::Code(at + 1, close), close + 1))
    }

    fn tag(&mut self, at: usize) -> Option<(Token, usize)> {
        let rest = &self.source[at + 1..];
        if let Some(length) =
            ["br>", "br/>", "br />"].iter().find(|tag| rest.starts_with(**tag)).map(|tag| tag.len())
        {
            return Some((Token::Break, at + 1 + length));
        }
        if rest.starts_with("code>") {
            let end = self.code.from(at + 6)?;
            return Some((Token::Code(at + 6, end), end + "</code>".len()));
        }
        if rest.starts_with("verbatim>") {
            let end = self.verbatim.from(at + 10)?;
            return Some((Token::Verbatim(at + 10, end), end + "</verbatim>".len()));
        }
        let closes = rest.starts_with('/');
        let name = &rest[usize::from(closes)..];
        let &(tag, style) = Style::TAGS.iter().find(|(tag, _)| name.starts_with(tag))?;
        let end = at + 1 + usize::from(closes) + tag.len();
        Some((Token::Sign { style, opens: !closes, closes, at, end }, end))
    }

    fn note(&mut self, at: usize) -> Option<(Token, usize)> {
        let (label, _) = line::label(&self.source[at..])?;
        let end = at + label.len();
        Some((Token::Note(at, end), end))
    }

    /// `[[target]]` or `[[target][words]]`.
    fn link(&mut self, at: usize) -> Option<(Token, usize)> {
        let start = at + 2;
        let end = self.bracket.from(start)?;
        if self.source[start..end].trim().is_empty() || self.source[start..end].contains('[') {
            return None;
        }
        let target = (start, end);
        let rest = &self.source[end + 1..];
        if rest.starts_with(']') {
            return Some((Token::Link { target, words: None }, end + 2));
        }
        if !rest.starts_with('[') {
            return None;
        }
        let close = self.brackets.from(end + 2)?;
        Some((Token::Link { target, words: Some((end + 2, close)) }, close + 2))
    }
}

fn around(source: &str, start: usize, end: usize) -> (Option<char>, Option<char>) {
    (source[..start].chars().next_back(), source[end..].chars().next())
}

fn is_solid(c: char) -> bool {
    !c.is_whitespace()
}

/// The places where a `=` may close code: behind a sign that is no space, before no letter.
fn closing_equals(source: &str) -> Vec<usize> {
    let closes = |&(at, _): &(usize, &str)| {
        let (before, after) = around(source, at, at + 1);
        before.is_some_and(is_solid) && !after.is_some_and(|c| c.is_alphanumeric() || c == '=')
    };
    source.match_indices('=').filter(closes).map(|(at, _)| at).collect()
}

/// Pairs signs that open with signs that close; those without a partner become words.
fn pair(mut tokens: Vec<Token>) -> Vec<Token> {
    let mut open: Vec<(Style, usize)> = Vec::new();
    let mut count = [0_usize; 8];
    for index in 0..tokens.len() {
        let Token::Sign { style, opens, closes, .. } = tokens[index] else { continue };
        if closes && count[style.index()] > 0 {
            while let Some((other, at)) = open.pop() {
                count[other.index()] -= 1;
                if other == style {
                    tokens[at] = Token::Open(style);
                    tokens[index] = Token::Close(style);
                    break;
                }
            }
        } else if opens {
            open.push((style, index));
            count[style.index()] += 1;
        }
    }
    for token in &mut tokens {
        if let Token::Sign { at, end, .. } = *token {
            *token = Token::Words(at, end);
        }
    }
    tokens
}

struct Writer<'b> {
    to: &'b mut Builder,
    lines: Lines<'b>,
    /// The column that every line of the source begins in.
    column: u32,
    /// Whether line breaks stay.
    breaks: bool,
    marks: Vec<(Style, Vec<OpenMark>)>,
}

impl<'b> Writer<'b> {
    fn write(&mut self, source: &'b str, tokens: &[Token], refer: Refer<'_>) {
        for token in tokens {
            match *token {
                Token::Words(start, end) => self.words(&source[start..end]),
                Token::Verbatim(start, end) => self.words(&source[start..end]),
                Token::Code(start, end) => {
                    let mark = self.to.open_mark(MarkKind::Code);
                    self.words(&source[start..end]);
                    self.to.close_mark(mark);
                }
                Token::Break => self.line_break(),
                Token::NoBreak => self.to.text("\u{a0}"),
                Token::Note(start, end) => match refer(&source[start..end]) {
                    Some(key) => {
                        self.close_up(&source[end..]);
                        self.to.note_reference_as(&key, shown(&source[start..end]));
                    }
                    None => self.words(&source[start..end]),
                },
                Token::Open(style) => {
                    let kinds = style.marks().iter().cloned();
                    let marks = kinds.map(|kind| self.to.open_mark(kind)).collect();
                    self.marks.push((style, marks));
                }
                Token::Close(style) => {
                    if let Some(at) = self.marks.iter().rposition(|(open, _)| *open == style) {
                        for mark in self.marks.remove(at).1 {
                            self.to.close_mark(mark);
                        }
                    }
                }
                Token::Link { target, words } => {
                    let words = words.map(|(start, end)| &source[start..end]);
                    self.link(&source[target.0..target.1], words, refer);
                }
                Token::Sign { .. } => {}
            }
        }
    }

    fn link(&mut self, target: &'b str, words: Option<&'b str>, refer: Refer<'_>) {
        let mark = match image(target) {
            Some(address) => self.to.open_mark(MarkKind::Image(address.into())),
            None => self.to.open_link(target.trim()),
        };
        let words = words.unwrap_or(image(target).unwrap_or(target));
        // The words of a link hold no link; all else may stand in them.
        let corner = self.corner(words);
        push(words, corner, self.breaks, self.to, refer);
        self.to.close_mark(mark);
    }

    /// Takes back the space before a note mark, which is set solid, unless a word follows it.
    fn close_up(&mut self, rest: &str) {
        let apart = !rest.starts_with(|c: char| c.is_alphanumeric() || "([{“‘«".contains(c));
        if apart && self.to.last_char() == Some(' ') {
            self.to.take_back(1);
        }
    }

    fn line_break(&mut self) {
        while self.to.last_char() == Some(' ') {
            self.to.take_back(1);
        }
        self.to.text("\n");
    }

    /// Adds words; white space is one space, and none at all where a line begins.
    fn words(&mut self, words: &str) {
        if self.breaks {
            return words.split_inclusive('\n').for_each(|line| self.run(line));
        }
        let mut run = 0;
        for (at, c) in words.char_indices() {
            if !matches!(c, ' ' | '\n' | '\t' | '\r') {
                continue;
            }
            self.run(&words[run..at]);
            run = at + 1;
            if self.to.last_char().is_some_and(|last| !matches!(last, ' ' | '\n')) {
                self.to.text(" ");
            }
        }
        self.run(&words[run..]);
    }

    /// Adds words of one line as they are.
    fn run(&mut self, words: &str) {
        if !words.is_empty() {
            let Corner { line, column } = self.corner(words);
            self.to.origin(line, column);
            self.to.text(words);
        }
    }

    /// Where words of the source stand.
    fn corner(&mut self, words: &str) -> Corner {
        let (line, column) = self.lines.of_part(words);
        Corner { line, column: self.column + column }
    }
}

/// The label of a note as readers see it: secondary notes keep their braces, for they are a
/// second apparatus that counts by itself.
pub(super) fn shown(label: &str) -> &str {
    label.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(label)
}

/// The address of an image, where a link is one: a bare file name with the ending of a picture,
/// and behind it how wide and where it is set.
fn image(target: &str) -> Option<&str> {
    let (name, setting) = target.split_once(' ').unwrap_or((target, ""));
    let set = setting.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'l' | b'r' | b'f'));
    let (_, ending) = name.rsplit_once('.')?;
    let known = ["png", "jpg", "jpeg", "gif", "svg", "webp"];
    let picture = known.iter().any(|known| ending.eq_ignore_ascii_case(known));
    (set && picture && !name.contains("//")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, with what is marked in brackets of its kind.
    fn marked(source: &str) -> String {
        let mut to = Builder::new();
        let mut refer = |label: &str| (label == "[1]").then(|| label.to_owned());
        push(source, Corner::default(), false, &mut to, &mut refer);
        to.begin_note_as("[1]", "1");
        to.end_note();
        let document = to.finish("");
        assert_eq!(document.check(), Ok(()), "{source}");
        let mut out = document.text.clone();
        for mark in document.marks.iter().rev() {
            let name = match &mark.kind {
                MarkKind::Emphasis => "e",
                MarkKind::Strong => "s",
                MarkKind::Code => "c",
                MarkKind::Link(_) => "l",
                MarkKind::Image(_) => "i",
                MarkKind::NoteReference { .. } => "n",
                _ => "?",
            };
            out.insert_str(mark.span.end, &format!("/{name}>"));
            out.insert_str(mark.span.start, &format!("<{name}/"));
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn reads_signs() {
        let cases = [
            ("a *b* c", "a <e/b/e> c"),
            ("**b**, =c=.", "<s/b/s>, <c/c/c>."),
            ("2 * 3 * 4", "2 * 3 * 4"),
            ("a*b*c", "a*b*c"),
            ("*open", "*open"),
            ("x = 1 and y = 2", "x = 1 and y = 2"),
            ("=<em>= is *code*", "<c/<em>/c> is <e/code/e>"),
            ("<em>b</em> <b>", "<e/b/e> <b>"),
            ("<code>*=*</code>", "<c/*=*/c>"),
            ("<verbatim>*no* [1]</verbatim>", "*no* [1]"),
            ("one[1] two [2]", "one<n//n> two [2]"),
            ("one [1]. Two [1] three", "one<n//n>. Two<n//n> three"),
            ("[[http://x.org][the x]]", "<l/the x/l>"),
            ("[[http://x.org]]", "<l/http://x.org/l>"),
            ("[[a.png 80 l]]", "<i/a.png/i>"),
            ("[[odd] and [[", "[[odd] and [["),
            ("a <br> b<br />c", "a\nb\nc"),
            ("a~~b  c\nd", "a\u{a0}b c d"),
        ];
        for (source, expected) in cases {
            assert_eq!(marked(source), expected, "{source}");
        }
        assert_eq!(plain("*A* [[b][c]]"), "A c");
    }
}
