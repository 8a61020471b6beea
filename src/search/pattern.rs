//! Regular expressions as readers type them, searched for in a time that is bounded.
//!
//! An expression of a few signs can take hours over a book: one with counted repetitions within
//! each other, because every byte may be part of thousands of half-found hits; one that looks to
//! the end of the text before it settles for a letter, because it does so for every letter. So the
//! automaton is made step by step as the text asks for it, and a search that asks for too much of
//! it ends; and no hit looks further than a [`WINDOW`].

use std::sync::Arc;
use std::time::{Duration, Instant};

use regex_automata::hybrid::{dfa, regex as hybrid};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;
use regex_automata::{Input, Match, MatchErrorKind, meta};

use super::{MOST, QueryError};
use crate::doc::Span;

/// The longest hit, in bytes, and the furthest that is looked ahead for one: a page or two.
const WINDOW: usize = 1 << 12;
/// How much of a window without a hit is looked at again, so that no hit that begins there and is
/// no longer than this is missed.
const OVERLAP: usize = WINDOW / 4;
/// The largest automaton, in bytes.
const LARGEST: usize = 1 << 22;
/// How long a search may take where the automaton cannot be made step by step. Nothing but a clock
/// tells what that costs.
const PATIENCE: Duration = Duration::from_millis(1500);

/// A regular expression, ready to search with.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    quick: Arc<hybrid::Regex>,
    /// For what the other cannot do: the ends of words beside letters that are not ASCII.
    slow: meta::Regex,
}

/// A search under way.
struct Search<'p> {
    pattern: &'p Pattern,
    cache: hybrid::Cache,
    /// How long the slow way took so far.
    slow: Duration,
}

impl Pattern {
    /// Reads an expression; `case` says that capitals count.
    ///
    /// # Errors
    /// Says what is wrong with the expression, or that it is too large.
    pub(super) fn new(pattern: &str, case: bool) -> Result<Self, QueryError> {
        let syntax = syntax::Config::new().case_insensitive(!case).multi_line(true);
        let config = meta::Config::new().nfa_size_limit(Some(LARGEST));
        let slow = meta::Builder::new().configure(config).syntax(syntax).build(pattern);
        let slow = slow.map_err(|error| complaint(&error))?;
        let build = |bytes: usize| {
            // It gives up where it would make a new state for every few bytes, as `regex` does,
            // which then goes on without it.
            let states = dfa::Config::new()
                .minimum_cache_clear_count(Some(3))
                .minimum_bytes_per_state(Some(bytes))
                .skip_cache_capacity_check(true)
                .unicode_word_boundary(true);
            let nfa = thompson::Config::new().nfa_size_limit(Some(LARGEST));
            let mut builder = hybrid::Builder::new();
            builder.syntax(syntax).thompson(nfa).dfa(states);
            builder.build(pattern).map_err(|_| QueryError::TooLarge)
        };
        // A state is made of those of the whole, and takes as long to make as that is large.
        let size = build(1)?.forward().get_nfa().states().len();
        Ok(Self { quick: Arc::new(build((size / 40).max(10))?), slow })
    }

    /// The hits in `text`, in order, at most [`MOST`]. Empty matches are none.
    ///
    /// # Errors
    /// The expression may take too long in this text.
    pub(super) fn find_all(&self, text: &str) -> Result<Vec<Span>, QueryError> {
        let cache = self.quick.create_cache();
        let mut search = Search { pattern: self, cache, slow: Duration::ZERO };
        let mut hits = Vec::new();
        let mut empty = 0;
        let mut start = 0;
        while hits.len() < MOST && empty < MOST {
            let end = boundary(text, start + WINDOW);
            let found = search.next(&Input::new(text).span(start..end))?;
            let Some(found) = found else {
                if end == text.len() {
                    break;
                }
                start = boundary(text, end - OVERLAP);
                continue;
            };
            if found.is_empty() {
                let Some(c) = text[found.end()..].chars().next() else { break };
                start = found.end() + c.len_utf8();
                empty += 1;
            } else if found.end() == end && end < text.len() && found.start() > start {
                // It may go on: it is looked for again with all of a window before it.
                start = found.start();
            } else {
                hits.push(Span::new(found.start(), found.end()));
                start = found.end();
            }
        }
        Ok(hits)
    }
}

impl Search<'_> {
    /// The first match in a window.
    fn next(&mut self, window: &Input<'_>) -> Result<Option<Match>, QueryError> {
        match self.pattern.quick.try_search(&mut self.cache, window) {
            Ok(found) => Ok(found),
            Err(error) if matches!(error.kind(), MatchErrorKind::Quit { .. }) => {
                let begun = Instant::now();
                let found = self.pattern.slow.search(window);
                self.slow += begun.elapsed();
                if self.slow > PATIENCE { Err(QueryError::TooSlow) } else { Ok(found) }
            }
            Err(_) => Err(QueryError::TooSlow),
        }
    }
}

/// What is wrong with an expression.
fn complaint(error: &meta::BuildError) -> QueryError {
    let Some(syntax) = error.syntax_error() else { return QueryError::TooLarge };
    let message = syntax.to_string();
    let last = message.lines().last().unwrap_or_default();
    QueryError::Pattern(last.trim_start_matches("error: ").trim_end_matches('.').to_owned())
}

/// The place of a character at `place` or right before it, within the text.
fn boundary(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::RegexBuilder;

    use super::*;

    fn hits(pattern: &str, text: &str) -> Result<Vec<Span>, QueryError> {
        Pattern::new(pattern, true)?.find_all(text)
    }

    #[test]
    fn hits_are_found_across_windows() {
        let text = format!("{}needle{}", "é".repeat(WINDOW - 2), " x".repeat(WINDOW));
        let at = text.find('n').unwrap();
        assert_eq!(hits("n[a-z]+e", &text), Ok(vec![Span::new(at, at + 6)]));
        assert_eq!(hits(r"\bx\b", "é x é").unwrap().len(), 1);
        assert_eq!(hits("(?s)a.*b", &format!("a{}b", "x".repeat(OVERLAP))).unwrap().len(), 1);
        assert_eq!(hits("^x$", "x\nxx\nx").unwrap().len(), 2);
    }

    #[test]
    fn what_explodes_ends() {
        let prose = "The factory is in the city, and the city of another time. ".repeat(5000);
        let french = "L’économie naît où l’on s’y attend, et là même. ".repeat(5000);
        for (pattern, text) in [
            ("(?:.{0,200}){20}q", prose.as_str()),
            ("(?:a{0,50}){50}b", &"a".repeat(100_000)),
            (r"\b(?:.{0,200}){20}q", &french),
        ] {
            assert_eq!(hits(pattern, text), Err(QueryError::TooSlow), "{pattern}");
        }
    }

    proptest! {
        /// In a text that one window holds, the hits are those of `regex`.
        #[test]
        fn hits_are_those_of_regex(
            pattern in r"([a-cé.]|\\b|\\w|\^|\$|[a-c][*+?]|\([ab]\|c?\)|\{1,3\}|x\{0,2\}|\[\^a\]){1,8}",
            text in "[a-cxé \n]{0,40}",
        ) {
            let other = RegexBuilder::new(&pattern).multi_line(true).build();
            match (hits(&pattern, &text), other) {
                (Ok(hits), Ok(other)) => {
                    let found = other.find_iter(&text).filter(|hit| !hit.is_empty());
                    let found: Vec<Span> = found.map(|hit| hit.range().into()).collect();
                    prop_assert_eq!(hits, found);
                }
                (Err(error), Err(_)) => prop_assert!(matches!(error, QueryError::Pattern(_))),
                (one, other) => prop_assert!(false, "{:?} {:?}", one, other),
            }
        }
    }
}
