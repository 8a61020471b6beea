//! The pieces of a block: words, and signs with their partners.

use super::line;
use crate::doc::MarkKind;

/// The styles that signs and tags open and close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
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

    pub(super) fn marks(self) -> &'static [MarkKind] {
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
pub(super) enum Token {
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
pub(super) fn tokens(source: &str) -> Vec<Token> {
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

/// The places where a `=` may close code: after a sign that is no space, before no letter.
fn closing_equals(source: &str) -> Vec<usize> {
    let closes = |&(at, _): &(usize, &str)| {
        let (before, after) = around(source, at, at + 1);
        before.is_some_and(is_solid) && !after.is_some_and(|c| c.is_alphanumeric() || c == '=')
    };
    source.match_indices('=').filter(closes).map(|(at, _)| at).collect()
}

/// Pairs signs that open with signs that close; those without a partner become words.
pub(super) fn pair(mut tokens: Vec<Token>) -> Vec<Token> {
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
