//! Tokens: a stretch of text as words, numbers and the signs between them.
//!
//! A word keeps its inner apostrophes, hyphens and the full stops of initials (`O’Brien`,
//! `Fei-Fei`, `C.L.R.`); a full stop at its end is part of it only where it shortens it.

use std::borrow::Cow;

use crate::language::fold::Fold;
use crate::language::lexicon::abbreviates;
use crate::language::name::is_initials;

/// A word, number or sign; `start` and `end` are bytes of the text it was cut from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word; an abbreviating full stop is part of it.
    Word,
    /// Begins with a digit: `4`, `1979b`, `12.`.
    Number,
    Comma,
    /// A full stop that ends a sentence, `!` or `?`.
    Stop,
    Colon,
    Semicolon,
    Open,
    Close,
    /// A double quotation mark, or a single one that is no apostrophe.
    Quote,
    /// `&` or `/`, which join authors as *and* does.
    Joint,
    /// A dash that stands by itself, however long.
    Dash,
    Other,
}

impl Token {
    /// Its letters.
    pub(crate) fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }

    /// Its letters folded, without the full stop of an abbreviation.
    pub(crate) fn folded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Fold::Word.of(self.of(text).trim_end_matches('.'))
    }
}

/// Cuts `text` into tokens; white space falls between them.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    tokens.extend(Tokens::of(text));
    tokens
}

/// The tokens of a text, each cut when it is asked for.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Whether a single quotation mark is open, so that an apostrophe after a word closes it.
    quoted: bool,
}

impl<'t> Tokens<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, at: 0, quoted: false }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let text = self.text;
        let rest = text[self.at..].trim_start();
        let start = text.len() - rest.len();
        let c = rest.chars().next()?;
        let end = start + c.len_utf8();
        let (kind, end) = match c {
            c if c.is_numeric() => (Kind::Number, number_end(text, start)),
            c if c.is_alphabetic() => (Kind::Word, word_end(text, start)),
            ',' | '、' => (Kind::Comma, end),
            '.' | '!' | '?' | '…' => (Kind::Stop, end),
            ':' => (Kind::Colon, end),
            ';' | '·' => (Kind::Semicolon, end),
            '(' | '[' => (Kind::Open, end),
            ')' | ']' => (Kind::Close, end),
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '\'' => {
                (Kind::Quote, end)
            }
            '&' | '/' => (Kind::Joint, end),
            '-' | '–' | '—' | '―' | '‒' | '_' | '‐' | '−' => {
                (Kind::Dash, dash_end(text, start))
            }
            _ => (Kind::Other, end),
        };
        let (kind, end) = match kind {
            // `Workers’ Circle`, `Marguerite d’`: nothing was quoted that it could close.
            Kind::Word if !self.quoted && text[end..].starts_with(['’', '\'']) => {
                (kind, end + text[end..].chars().next().map_or(0, char::len_utf8))
            }
            kind => (kind, end),
        };
        if kind == Kind::Quote {
            self.quoted = matches!(c, '‘' | '‚' | '\'') && !(self.quoted && c == '\'');
        }
        self.at = end;
        Some(Token { start, end, kind })
    }
}

fn number_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    start + length
}

fn dash_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let dash = |c: char| matches!(c, '-' | '–' | '—' | '―' | '‒' | '_' | '‐' | '−');
    start + rest.find(|c: char| !dash(c)).unwrap_or(rest.len())
}

/// Where the word that begins at `start` ends.
fn word_end(text: &str, start: usize) -> usize {
    // Most words are letters of ASCII, with nothing after them that could be part of them.
    let bytes = &text.as_bytes()[start..];
    let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if bytes.get(plain).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'-' | b'.')) {
        return start + plain;
    }
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inner = match c {
            c if c.is_alphanumeric() => true,
            // Soft hyphens and the like, and accents that stand after their letter.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{300}'..='\u{36f}' => true,
            '\'' | '’' | '-' | '‐' | '‑' => next.is_some_and(char::is_alphabetic),
            '.' => {
                let so_far = &text[start..start + at + 1];
                is_initials(so_far)
                    || abbreviates(&Fold::Word.of(so_far.trim_end_matches('.')))
                    || next.is_some_and(char::is_alphabetic) && at <= 3
            }
            _ => false,
        };
        if !inner {
            break;
        }
        end = start + at + c.len_utf8();
    }
    end
}

/// Whether a word begins like a name: with a capital, or with an elided or joined small part
/// before one (`d’Alembert`, `al-Hassan`). Scripts without case have only capitals here.
pub(crate) fn is_capital(word: &str) -> bool {
    let cased = |c: char| c.is_uppercase() || c.is_lowercase();
    match word.chars().next() {
        Some(c) if c.is_uppercase() || c.is_alphabetic() && !cased(c) => true,
        Some(_) => {
            let mut joined = word.split(['\'', '’', '-', '‐', '‑']);
            let first = joined.next().unwrap_or("");
            first.chars().count() <= 4
                && joined.next().is_some_and(|rest| rest.starts_with(char::is_uppercase))
        }
        None => false,
    }
}

/// A word without the `’s` of a possessive, and whether it had one.
pub(crate) fn without_possessive(word: &str) -> (&str, bool) {
    for ending in ["’s", "'s", "’S", "'S", "’", "'"] {
        if let Some(stem) = word.strip_suffix(ending) {
            return (stem, true);
        }
    }
    (word, false)
}

/// Whether the quotation mark `close` ends what `open` began.
pub(crate) fn closes(open: &str, close: &str) -> bool {
    match open {
        "“" => close == "”" || close == "\"",
        "„" => matches!(close, "“" | "”" | "\""),
        "«" => close == "»",
        "»" => close == "«",
        "‘" | "‚" => matches!(close, "’" | "‘"),
        "‹" => close == "›",
        open => open == close,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.of(text)).collect()
    }

    #[test]
    fn cuts_heads_and_citations() {
        for (text, expected) in [
            ("James, C.L.R. 1963. The", vec!["James", ",", "C.L.R.", "1963", ".", "The"]),
            ("Negri, A. and Fei-Fei L", vec!["Negri", ",", "A.", "and", "Fei-Fei", "L"]),
            ("O’Brien’s (1979b)", vec!["O’Brien’s", "(", "1979b", ")"]),
            ("——— 2019", vec!["———", "2019"]),
            ("Bey et al. n.d. End.", vec!["Bey", "et", "al.", "n.d.", "End", "."]),
            ("u. a., o.J.", vec!["u", ".", "a", ".", ",", "o.J."]),
        ] {
            // A lone small letter is no initial: the stop after it stands by itself.
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn names_begin_with_capitals() {
        for (word, capital) in [
            ("Marx", true),
            ("d’Alembert", true),
            ("al-Hassan", true),
            ("mutual", false),
            ("self-valorization", false),
            ("Ωμέγα", true),
        ] {
            assert_eq!(is_capital(word), capital, "{word}");
        }
    }
}
