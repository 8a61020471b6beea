//! Brackets in running text, `(see Negri 1979b, 1991, p. 3; Tronti 1966)`, and the parts between
//! their semicolons.

use crate::doc::{Place, Span};
use crate::language::date::{word_date_at, year_at};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::link::passage::Passage;
use crate::link::works::cited::Names;

/// No citation in a bracket is longer than this, in bytes: a longer one may be the slip of a text
/// that never closes it.
const LONGEST: usize = 1000;

/// A bracket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bracket<'t> {
    /// What stands before it, in its block.
    pub before: Passage<'t>,
    /// What stands in it.
    pub content: Passage<'t>,
    /// What stands after it, in its block.
    pub after: Passage<'t>,
    /// All of it.
    pub whole: Span,
    /// Whether it is a square one.
    pub square: bool,
    /// Whether it begins with a date, which belongs to what stands before it.
    pub dated: bool,
}

/// What a style took of a bracket.
#[derive(Debug)]
pub(crate) enum Taken {
    /// All of it; the citation ends at this place.
    Whole(Place),
    /// Its first part, with these names: the parts after it belong to the same citation, and those
    /// that are only a year to the same names.
    First { whole: Span, names: Names },
}

/// A part of a bracket, between semicolons.
#[derive(Debug)]
pub(crate) struct Part<'t> {
    pub words: Passage<'t>,
    /// The part with all that follow it.
    pub rest: Passage<'t>,
    /// The bracket, with its signs.
    pub bracket: Span,
    /// All of the citation.
    pub whole: Span,
    /// The names of the part before it, which hold for a part that is only a year; and, when it has been
    /// read, those for the next part.
    pub above: Option<Names>,
}

impl<'t> Bracket<'t> {
    /// The bracket that opens at byte `open` of a passage. `None` where it does not close, or holds
    /// another bracket with words, which is then read in its turn.
    pub(crate) fn at(passage: Passage<'t>, open: usize) -> Option<Self> {
        let close = closing(passage.text, open)?;
        let content = passage.part(open + 1..close);
        (!has_words_in_bracket(content.text)).then(|| Self {
            before: passage.part(..open),
            content,
            after: passage.part(close + 1..),
            whole: passage.part(open..close + 1).span(),
            square: passage.text[open..].starts_with('['),
            dated: begins_with_date(content.text),
        })
    }
}

/// Where the bracket that opens at `open` closes.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.as_bytes()[open..].iter().enumerate().take(LONGEST) {
        match byte {
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(open + at);
        }
    }
    None
}

/// Whether a bracket holds another one with more in it than a date, which stands in square brackets
/// where it is of another edition or a guess: `Marx [1867] 1976`, `Bey [n.d.]`, `Li [1907?]`.
fn has_words_in_bracket(content: &str) -> bool {
    content.match_indices(['(', '[']).any(|(at, open)| {
        let inner = &content[at + 1..];
        let inner = &inner[..inner.find([')', ']']).unwrap_or(inner.len())];
        open == "(" && at > 0 || inner.contains(char::is_alphabetic) && !is_date(inner)
    })
}

/// Whether words are a date and nothing else: `n.d.`, `circa 1976`, `1907?`.
fn is_date(words: &str) -> bool {
    let trimmed = words.trim();
    let (first, rest) = trimmed.split_once(' ').unwrap_or(("", trimmed));
    let about = lexicon::is_about(&Fold::Word.of(first.trim_end_matches('.')));
    let date = if about { rest } else { trimmed };
    let read = year_at(date, 0).or_else(|| word_date_at(date, 0));
    read.is_some_and(|read| !date[read.end..].contains(char::is_alphanumeric))
}

/// Whether the words of a bracket begin with a date, which belongs to what stands before it.
fn begins_with_date(content: &str) -> bool {
    let trimmed = content.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '('));
    let skipped =
        ["circa ", "ca. ", "c. ", "ca "].iter().find_map(|about| trimmed.strip_prefix(about));
    let rest = skipped.unwrap_or(trimmed);
    let start = content.len() - rest.len();
    year_at(content, start).is_some() || word_date_at(content, start).is_some()
}
