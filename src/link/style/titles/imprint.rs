//! How far a citation goes on after its title: the place, the publisher and the year, the periodical,
//! the pages.
//!
//! What can be part of an imprint is: words with capitals, numbers, brackets, quotations and italics,
//! and the small words that say what those are. The first other word begins prose.

use crate::doc::Span;
use crate::language::date::dates;
use crate::language::lexicon;
use crate::language::prose::token::{Kind, Token, closes, is_capital};
use crate::language::section::Section;
use crate::link::citation::locator;

/// No imprint is longer than this, in bytes.
const LONGEST: usize = 400;

/// Where the imprint ends that begins after the title, at token number `from`; the end of the
/// title where there is none. `emphasis` are the spans of `text` in italics.
pub(crate) fn end(
    text: &str,
    tokens: &[Token],
    from: usize,
    title: usize,
    emphasis: &[Span],
) -> usize {
    let mut end = title;
    // The sign that closes the title itself opens nothing.
    let signs = tokens[from.min(tokens.len())..].iter();
    let signs = signs.take_while(|token| matches!(token.kind, Kind::Comma | Kind::Stop));
    let after = from + signs.count();
    let closed = tokens.get(after).is_some_and(|token| token.kind == Kind::Quote);
    let mut at = if closed { after + 1 } else { from };
    at = subtitle_end(text, tokens, at).unwrap_or(at);
    while let Some(token) = tokens.get(at).filter(|token| token.end <= title + LONGEST) {
        let skipped = emphasis.iter().find(|span| span.start == token.start);
        if let Some(span) = skipped {
            at += tokens[at..].iter().take_while(|token| token.start < span.end).count().max(1);
            continue;
        }
        match token.kind {
            Kind::Semicolon => break,
            Kind::Stop if !goes_on(text, tokens, at) => break,
            Kind::Open => match close_of(tokens, at) {
                Some(close) => {
                    end = tokens[close].end;
                    at = close;
                }
                None => break,
            },
            Kind::Quote => at = quote_end(text, tokens, at).unwrap_or(at),
            Kind::Number => end = token.end,
            Kind::Word => {
                let folded = token.folded(text);
                if folded == "cit" {
                    end = token.end + usize::from(text[token.end..].starts_with('.'));
                    end = if token.of(text).ends_with('.') { token.end } else { end };
                } else if !is_capital(token.of(text)) && !is_imprint(&folded) {
                    break;
                }
            }
            _ => {}
        }
        at += 1;
    }
    end
}

/// Where a subtitle ends that follows the stop at token `at`: before the comma after which stand a place
/// and a year, as German notes have them: `. Grundzüge einer historischen Memorik, München 2004`.
fn subtitle_end(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    /// The longest subtitle with its place and its year, in tokens.
    const LONGEST: usize = 30;
    tokens.get(at).filter(|token| token.kind == Kind::Stop)?;
    let rest = &tokens[at + 1..tokens.len().min(at + 1 + LONGEST)];
    let ends = |token: &Token| matches!(token.kind, Kind::Stop | Kind::Semicolon);
    let sentence = &rest[..rest.iter().position(ends).unwrap_or(rest.len())];
    let comma = (0..sentence.len()).find(|&at| {
        let place = sentence[at + 1..].iter().take_while(|token| {
            let word = token.kind == Kind::Word && is_capital(token.of(text));
            word && !lexicon::is_calendar(&token.folded(text)) || token.kind == Kind::Colon
        });
        let words = place.count();
        let year = sentence.get(at + 1 + words).is_some_and(|token| {
            let year: Option<u32> = token.of(text).parse().ok();
            token.kind == Kind::Number && year.is_some_and(|year| (1500..2100).contains(&year))
        });
        sentence[at].kind == Kind::Comma && (1..=8).contains(&words) && year
    })?;
    Some(at + 1 + comma)
}

/// Whether a lower-case word may stand in an imprint.
fn is_imprint(folded: &str) -> bool {
    folded.chars().count() <= 2
        || lexicon::leads(folded)
        || lexicon::is_particle(folded)
        || lexicon::joins(folded)
        || lexicon::is_role(folded)
        || lexicon::is_locator(folded)
        || lexicon::is_about(folded)
        || lexicon::is_calendar(folded)
        || lexicon::is_imprint(folded)
}

/// Whether a citation goes on after a full stop: with an editor or a periodical, or with a place and
/// its publisher, as ISO 690 has them.
fn goes_on(text: &str, tokens: &[Token], at: usize) -> bool {
    let after = |kind: Kind| at > 0 && tokens[at - 1].kind == kind;
    let Some(next) = tokens.get(at + 1) else { return false };
    if is_container(&next.folded(text)) || next.kind == Kind::Number {
        return true;
    }
    if after(Kind::Number) || after(Kind::Close) {
        return false;
    }
    let rest = &tokens[at + 1..];
    let sentence: Vec<&Token> = rest
        .iter()
        .take(24)
        .take_while(|token| !matches!(token.kind, Kind::Stop | Kind::Semicolon))
        .collect();
    let has = |kind: Kind| sentence.iter().any(|token| token.kind == kind);
    !is_capital(next.of(text)) || has(Kind::Colon) && has(Kind::Number)
}

/// Whether a word says that what follows holds the source, as a volume holds an essay.
pub(crate) fn is_container(folded: &str) -> bool {
    Section::Containers.has(folded)
}

fn close_of(tokens: &[Token], open: usize) -> Option<usize> {
    let mut depth = 0;
    tokens.iter().enumerate().skip(open).take(60).find_map(|(at, token)| {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}

fn quote_end(text: &str, tokens: &[Token], open: usize) -> Option<usize> {
    let sign = tokens[open].of(text);
    let close = |at: &usize| tokens[*at].kind == Kind::Quote && closes(sign, tokens[*at].of(text));
    (open + 1..tokens.len().min(open + 60)).find(close)
}

/// The page a citation points to, which stands at its end: after *cit.*, the year, the bracket of
/// the imprint, or the title.
pub(crate) fn locator(text: &str, title: usize, end: usize) -> Option<String> {
    let words = &text[title..end];
    let bracket = words.rfind([')', ']']).map(|at| at + 1);
    let year = dates(words).last().map(|date| date.end);
    let cited = words.rfind("cit.").map(|at| at + 4);
    let quoted = words.len() - words.trim_start_matches(['”', '"', '»', '’', ' ', '.']).len();
    // `Orientalism 45`, as MLA has it.
    let page = |c: char| c.is_ascii_digit() || matches!(c, '–' | '-' | ',' | ' ');
    if quoted > 0
        && words[quoted..].starts_with(|c: char| c.is_ascii_digit())
        && words[quoted..].chars().all(page)
    {
        return Some(words[quoted..].to_owned());
    }
    let places = [cited, bracket, year, Some(quoted)];
    places.into_iter().flatten().find_map(|at| {
        let rest = words.get(at..)?;
        let located = locator::extent(rest)?;
        Some(locator::trim(&rest[..located]).to_owned())
    })
}
