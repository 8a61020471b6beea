//! Search: a query → the spans of a text that answer it.
//!
//! The text is never folded. The query is: it becomes a regular expression in which each letter
//! stands for all its accented forms, a quote for every quote, a dash for every dash, and a space
//! for any white space, so that a hit may go over a line break. The hits are places of the text
//! as it is, at the speed of the `regex` crate. Regular expressions that readers type themselves
//! are searched for in bounded time (`pattern`).

mod pattern;

use std::collections::HashMap;
use std::sync::LazyLock;

use pattern::Pattern;
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::doc::Span;

/// The most hits that are kept. Nobody steps through more, and a search for `e` in a library
/// would fill the memory.
pub const MOST: usize = 100_000;

/// A query, ready to search with.
#[derive(Debug, Clone)]
pub struct Query {
    sought: Sought,
}

#[derive(Debug, Clone)]
enum Sought {
    Words(Regex),
    Pattern(Pattern),
}

/// Why a query cannot be searched for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// Nothing was asked.
    #[error("Type what to look for.")]
    Empty,
    /// The regular expression is not one.
    #[error("The regular expression is not complete: {0}.")]
    Pattern(String),
    /// The regular expression would take too much memory.
    #[error("The regular expression is too large.")]
    TooLarge,
    /// The regular expression would take too much time.
    #[error("The regular expression takes too long in this text.")]
    TooSlow,
}

impl Query {
    /// Reads words to look for. A query in small letters finds capitals too; one with a capital
    /// finds what is written so (smart case, as in `less -i` and vi).
    ///
    /// # Errors
    /// There must be at least one character.
    pub fn words(words: &str) -> Result<Self, QueryError> {
        if words.is_empty() {
            return Err(QueryError::Empty);
        }
        let mut builder = RegexBuilder::new(&expression(words));
        builder.case_insensitive(!words.chars().any(char::is_uppercase)).size_limit(1 << 22);
        // Words make expressions that are right, but there may be too many of them.
        let regex = builder.build().map_err(|_| QueryError::TooLarge)?;
        Ok(Self { sought: Sought::Words(regex) })
    }

    /// Reads a regular expression, in the syntax of the `regex` crate.
    ///
    /// # Errors
    /// Says what is wrong with the expression.
    pub fn regex(pattern: &str) -> Result<Self, QueryError> {
        if pattern.is_empty() {
            return Err(QueryError::Empty);
        }
        // `\S` and `\W` are no capitals anybody means.
        let mut escaped = false;
        let capital = pattern.chars().any(|c| {
            let literal = !escaped;
            escaped = literal && c == '\\';
            literal && c.is_uppercase()
        });
        Ok(Self { sought: Sought::Pattern(Pattern::new(pattern, capital)?) })
    }

    /// The hits in `text`, in order, at most [`MOST`]. Empty matches are none.
    ///
    /// # Errors
    /// A regular expression may take too long in this text.
    pub fn find_all(&self, text: &str) -> Result<Vec<Span>, QueryError> {
        match &self.sought {
            Sought::Words(words) => {
                let hits = words.find_iter(text).filter(|hit| !hit.is_empty());
                Ok(hits.map(|hit| Span::new(hit.start(), hit.end())).take(MOST).collect())
            }
            Sought::Pattern(pattern) => pattern.find_all(text),
        }
    }
}

/// The regular expression for words as they are typed.
fn expression(words: &str) -> String {
    let mut out = String::with_capacity(words.len() * 8);
    let letters = words.nfc().filter(|&c| !is_accent(c)).map(unaccented);
    let folded: Vec<char> =
        letters.flat_map(|c| parts(c).chars().chain(parts(c).is_empty().then_some(c))).collect();
    let mut at = 0;
    while at < folded.len() {
        let c = folded[at];
        if c.is_whitespace() {
            while folded.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            out.push_str(r"\s+");
            continue;
        }
        let pair = folded.get(at + 1).map(|&next| [c, next]);
        if let Some(joined) = pair.and_then(joined_form) {
            let single: String = pair.into_iter().flatten().map(letter).collect();
            out.push_str(&format!("(?:{}|{single})", letter(joined)));
            at += 2;
        } else {
            out.push_str(&letter(c));
            at += 1;
        }
    }
    out
}

/// The two letters that one letter is also written as; nothing for all others.
fn parts(c: char) -> &'static str {
    match c {
        'œ' => "oe",
        'Œ' => "Oe",
        'æ' => "ae",
        'Æ' => "Ae",
        'ß' => "ss",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬀ' => "ff",
        _ => "",
    }
}

/// What one character of a query stands for. A letter is followed by any accents that stand as
/// characters of their own, and by a soft hyphen.
fn letter(c: char) -> String {
    if let Some(class) = sign_class(c) {
        return class.to_owned();
    }
    if !c.is_alphanumeric() && !is_combining_mark(c) {
        return regex::escape(&c.to_string());
    }
    let variants = VARIANTS.get(&c).map_or("", String::as_str);
    let apart: String = std::iter::once(c).nfd().collect();
    let class = if !variants.is_empty() {
        format!("[{c}{variants}]")
    } else if apart.chars().eq([c]) {
        regex::escape(&apart)
    } else {
        // A text may spell a syllable of Korean, or a letter of Devanagari, in its parts.
        format!("(?:{c}|{apart})")
    };
    format!("{class}{}", *ACCENTED)
}

/// The marks that readers leave out when they type: accents, and the points of Hebrew and Arabic.
/// Other marks, such as the vowels of Devanagari or the voicing of kana, make another word.
const ACCENTS: [(char, char); 14] = [
    ('\u{300}', '\u{36f}'),
    ('\u{483}', '\u{487}'),
    ('\u{591}', '\u{5bd}'),
    ('\u{5bf}', '\u{5bf}'),
    ('\u{5c1}', '\u{5c2}'),
    ('\u{5c4}', '\u{5c5}'),
    ('\u{5c7}', '\u{5c7}'),
    ('\u{610}', '\u{61a}'),
    ('\u{64b}', '\u{65f}'),
    ('\u{670}', '\u{670}'),
    ('\u{1ab0}', '\u{1aff}'),
    ('\u{1dc0}', '\u{1dff}'),
    ('\u{20d0}', '\u{20ff}'),
    ('\u{fe20}', '\u{fe2f}'),
];

/// The accents as a regular expression, with the soft hyphen; any number of them.
static ACCENTED: LazyLock<String> = LazyLock::new(|| {
    let ranges: String = ACCENTS.iter().map(|(from, to)| format!("{from}-{to}")).collect();
    format!("[{ranges}\u{ad}]*")
});

fn is_accent(c: char) -> bool {
    ACCENTS.iter().any(|&(from, to)| (from..=to).contains(&c))
}

/// A letter without its accents; one that is more than a letter with accents stays as it is.
fn unaccented(c: char) -> char {
    let base = std::iter::once(c).nfd().next().unwrap_or(c);
    let is_variant = VARIANTS.get(&base).is_some_and(|variants| variants.contains(c));
    if is_variant { base } else { c }
}

/// The signs that are one for a reader: quotes, dashes, dots.
fn sign_class(c: char) -> Option<&'static str> {
    Some(match c {
        '\'' | '’' | '‘' | '‚' | '‛' | 'ʼ' | '`' | '´' | '′' => "['’‘‚‛ʼ`´′]",
        '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″' => "[\"“”„‟«»″]",
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => "[-‐‑‒–—―−]",
        '…' => r"(?:…|\.\.\.)",
        _ => return None,
    })
}

/// Two letters that are also written as one.
fn joined_form(pair: [char; 2]) -> Option<char> {
    Some(match pair {
        ['o', 'e'] => 'œ',
        ['O' | 'Œ', 'e' | 'E'] => 'Œ',
        ['a', 'e'] => 'æ',
        ['A', 'e' | 'E'] => 'Æ',
        ['s', 's'] => 'ß',
        ['f', 'i'] => 'ﬁ',
        ['f', 'l'] => 'ﬂ',
        ['f', 'f'] => 'ﬀ',
        _ => return None,
    })
}

/// Letter → all letters that are it with an accent. Made once, of the scripts that have accents:
/// Latin, Greek, Cyrillic, Hebrew, Arabic.
static VARIANTS: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut variants: HashMap<char, String> = HashMap::new();
    let ranges = [0xc0..=0x24f, 0x370..=0x4ff, 0x622..=0x6d3, 0x1e00..=0x1fff, 0xfb1d..=0xfb4e];
    for c in ranges.into_iter().flatten().filter_map(char::from_u32) {
        let mut parts = std::iter::once(c).nfd();
        let base = parts.next().unwrap_or(c);
        if base != c && base.is_alphabetic() && parts.all(is_accent) {
            variants.entry(base).or_default().push(c);
        }
    }
    for (plain, more) in [
        ('o', "ø"),
        ('O', "Ø"),
        ('l', "ł"),
        ('L', "Ł"),
        ('d', "đð"),
        ('D', "ĐÐ"),
        ('i', "ı"),
        ('s', "ſ"),
        ('σ', "ς"),
        ('ς', "σ"),
    ] {
        variants.entry(plain).or_default().push_str(more);
    }
    variants
});

/// Folds words for comparison: no case, no accents, one form of quotes and dashes, ligatures as
/// their letters. What it gives is for comparing only; its bytes are not those of `words`.
pub fn fold(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ς' => out.push('σ'),
            '\u{ad}' => {}
            c if c.is_whitespace() => out.push(' '),
            c => match sign_class(c) {
                Some(class) => {
                    out.extend(class.trim_start_matches("(?:").chars().find(|&c| c != '['));
                }
                None => out.push(c),
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(query: &str, text: &str) -> Vec<String> {
        let found = Query::words(query).and_then(|query| query.find_all(text)).expect("a query");
        found.iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn folds_what_a_reader_does_not_type() {
        let cases = [
            ("etat", "L’État", "État"),
            ("l'etat", "L’État", "L’État"),
            ("cooperation", "coöpération", "coöpération"),
            ("cafe", "cafe\u{301}s", "cafe\u{301}"),
            ("oeuvre", "une œuvre", "œuvre"),
            ("strasse", "Straße", "Straße"),
            ("Straße", "STRASSE Strasse", "Strasse"),
            ("œuvre", "oeuvre", "oeuvre"),
            ("Ǣ", "se Ǣ", "Ǣ"),
            ("ae", "ǣ", "ǣ"),
            ("القران", "القرآن", "القرآن"),
            ("1845-46", "(1845–46)", "1845–46"),
            ("\"value\"", "the “value” of", "“value”"),
            ("mutual aid", "mutual\n  aid", "mutual\n  aid"),
            ("zizek", "Žižek", "Žižek"),
            ("λογος", "ὁ λόγος", "λόγος"),
            ("cooperate", "co\u{ad}operate", "co\u{ad}operate"),
            ("क्षि", "सक्षिका", "क्षि"),
            ("한국", "한국어", "한국"),
            ("한", "\u{1112}\u{1161}\u{11ab}", "\u{1112}\u{1161}\u{11ab}"),
            ("がく", "大学はがくです", "がく"),
            ("שלום", "שָׁלוֹם", "שָׁלוֹם"),
            ("कि", "का", ""),
            ("...", "and so…", ""),
            ("a.b", "a.b axb", "a.b"),
        ];
        for (query, text, hit) in cases {
            let expected: Vec<&str> = if hit.is_empty() { vec![] } else { vec![hit] };
            assert_eq!(hits(query, text), expected, "{query} in {text}");
        }
    }

    #[test]
    fn a_capital_asks_for_capitals() {
        assert_eq!(hits("marx", "Marx and marx"), ["Marx", "marx"]);
        assert_eq!(hits("Marx", "Marx and marx"), ["Marx"]);
        assert_eq!(hits("Etat", "État, état"), ["État"]);
    }

    #[test]
    fn regular_expressions_on_request() {
        let query = Query::regex(r"\bself-\w+").expect("a pattern");
        let hits = query.find_all("Self-valorization, herself-").expect("a quick one");
        assert_eq!(hits.len(), 1);
        assert!(matches!(Query::regex("("), Err(QueryError::Pattern(_))));
        assert!(matches!(Query::regex("(((\\w{1000}){1000}){1000})"), Err(QueryError::TooLarge)));
        assert_eq!(Query::regex("x*").expect("a pattern").find_all("yyy"), Ok(vec![]));
    }

    #[test]
    fn folding_compares() {
        let cases =
            [("Œuvres", "oeuvres"), ("“A—B”", "\"a-b\""), ("Žižek", "zizek"), ("ﬁn", "fin")];
        for (words, folded) in cases {
            assert_eq!(fold(words), folded);
        }
    }
}
