//! Search: a query → the spans of a text that answer it.
//!
//! The text is never folded. The query is: it becomes a regular expression (`words`) in which
//! each letter stands for all its forms, a quote for every quote, a dash for every dash, and a
//! space for any white space, so that a hit may go over a line break; what the forms are is in one
//! table (`forms`). The hits are places of the text as it is, at the speed of the `regex` crate.
//! Regular expressions that readers type themselves are searched for in bounded time (`pattern`).

mod pattern;
mod words;

use pattern::Pattern;
use regex::{Regex, RegexBuilder};

use crate::doc::Span;

/// The most hits that are kept. Nobody steps through more, and a search for `e` in a library
/// would fill the memory.
pub const MOST: usize = 100_000;

/// The longest words to look for, in bytes. What was pasted by mistake is not worth an expression
/// of many times its size.
const LONGEST: usize = 1 << 13;

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
    /// Reads what to look for: words, or a regular expression.
    ///
    /// # Errors
    /// Those of [`Query::words`] and [`Query::regex`].
    pub fn of(words: &str, regex: bool) -> Result<Self, QueryError> {
        if regex { Self::regex(words) } else { Self::words(words) }
    }

    /// Reads words to look for. A query in small letters finds capitals too; one with a capital
    /// finds what is written so (smart case, as in `less -i` and vi).
    ///
    /// # Errors
    /// There must be at least one character.
    pub fn words(words: &str) -> Result<Self, QueryError> {
        if words.is_empty() {
            return Err(QueryError::Empty);
        }
        if words.len() > LONGEST {
            return Err(QueryError::TooLarge);
        }
        let case = words.chars().any(char::is_uppercase);
        let mut builder = RegexBuilder::new(&words::expression(words, case));
        builder.case_insensitive(!case).size_limit(1 << 22);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::fold::Fold;

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
            ("coefficient", "coeﬃcient", "coeﬃcient"),
            ("coeﬃcient", "coefficient", "coefficient"),
            ("waffle", "a waﬄe", "waﬄe"),
            ("waffle", "waﬀle", "waﬀle"),
            ("waffle", "wafﬂe", "wafﬂe"),
            ("fjord", "ﬀjord", "ﬀjord"),
            ("coef", "coeﬃcient", "coeﬃ"),
            ("ficient", "coeﬃcient", "ﬃcient"),
            ("hosted", "hoﬅed", "hoﬅed"),
            ("stop", "ﬆop", "ﬆop"),
            ("ijs", "ĳs", "ĳs"),
            ("ĳs", "ijs", "ijs"),
            ("džep", "ǆep", "ǆep"),
            ("dzep", "Ǆep", "Ǆep"),
            ("ǆep", "džep", "džep"),
            ("izmit", "İzmit", "İzmit"),
            ("ısparta", "Isparta", "Isparta"),
            ("isparta", "ısparta", "ısparta"),
            ("İzmit", "Izmit", "Izmit"),
            ("the end", "the\u{2060} \u{2060}end", "the\u{2060} \u{2060}end"),
            ("yes-no", "yes\u{2060}—\u{2060}no", "yes\u{2060}—\u{2060}no"),
            ("نمیدانم", "نمی\u{200c}دانم", "نمی\u{200c}دانم"),
            ("نمی\u{200c}دانم", "نمیدانم", "نمیدانم"),
            ("abc", "a\u{feff}b\u{200e}c\u{200e}", "a\u{feff}b\u{200e}c"),
            ("(a)", "(\u{200f}a\u{200f})", "(\u{200f}a\u{200f})"),
            ("👩👧", "👩\u{200d}👧", "👩\u{200d}👧"),
            ("سلام", "ﺳﻼم", "ﺳﻼم"),
            ("كتاب", "كتـاب", "كتـاب"),
            ("ab12", "ａｂ１２", "ａｂ１２"),
            ("\u{610}", "a\u{610}", "\u{610}"),
            ("\u{2060}", "a\u{2060}", "\u{2060}"),
            ("ss", "ﬆ", ""),
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
    fn a_paragraph_can_be_looked_for_and_a_book_cannot() {
        let paragraph = "The office of the first affluent ijs. ".repeat(12);
        assert_eq!(hits(&paragraph.to_lowercase(), &paragraph).len(), 1);
        assert_eq!(Query::words(&"x".repeat(1 << 20)).err(), Some(QueryError::TooLarge));
    }

    #[test]
    fn folding_compares() {
        let cases = [
            ("Œuvres", "oeuvres"),
            ("“A—B”", "\"a-b\""),
            ("Žižek", "zizek"),
            ("ﬁn", "fin"),
            ("Iğdır", "igdir"),
            ("İĳ", "iij"),
            ("a\u{2060}b\u{200c}", "ab"),
        ];
        for (words, folded) in cases {
            assert_eq!(Fold::Word.of(words), folded);
        }
    }
}
