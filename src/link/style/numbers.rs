//! Numbers that name sources, `3–5, 9` or `see 12, p. 3; 14`, in whatever form they are printed.

use std::collections::HashSet;

use crate::doc::{Citation, Cited, Span};
use crate::language::lexicon;
use crate::language::prose::token::{Kind, Token, tokens};
use crate::link::citation::candidate::Candidate;
use crate::link::citation::locator;
use crate::link::citation::scan::{Scan, Text};
use crate::link::passage::Passage;
use crate::link::works::possible;

/// No range names more sources than this.
pub(crate) const MOST: u32 = 50;

/// A number, or a range of them, and the locator after it; bytes of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub start: usize,
    pub end: usize,
    pub first: u32,
    pub last: u32,
    pub locator: Option<String>,
}

impl Group {
    /// The numbers it names.
    pub(crate) fn all(&self) -> std::ops::RangeInclusive<u32> {
        self.first..=self.last
    }
}

/// Reads `3–5, 9`, `see 12, p. 3; 14`: numbers, words that lead up to them, and locators. `None` if
/// there is anything else.
pub(crate) fn numbers(content: &str) -> Option<Vec<Group>> {
    let digits = |c: char| c.is_ascii_digit();
    // Most brackets hold words, and no citation by number is long.
    if content.len() > 200 || !content.contains(digits) {
        return None;
    }
    let mut reader = Reader { content, tokens: tokens(content), at: 0 };
    let mut groups = Vec::new();
    while reader.at < reader.tokens.len() {
        reader.skip_lead();
        groups.push(reader.group()?);
        let next = reader.tokens.get(reader.at);
        match next.map(|token| token.kind) {
            Some(Kind::Comma | Kind::Semicolon | Kind::Joint) => reader.at += 1,
            Some(Kind::Word) if reader.joins() => reader.at += 1,
            None => {}
            _ => return None,
        }
    }
    (!groups.is_empty()).then_some(groups)
}

struct Reader<'c> {
    content: &'c str,
    tokens: Vec<Token>,
    at: usize,
}

impl Reader<'_> {
    fn token(&self, ahead: usize) -> Option<Token> {
        self.tokens.get(self.at + ahead).copied()
    }

    fn joins(&self) -> bool {
        self.token(0).is_some_and(|token| lexicon::joins(&token.folded(self.content)))
    }

    /// Passes over `see`, `as quoted in`, `e.g.`
    fn skip_lead(&mut self) {
        while let Some(token) = self.token(0) {
            let word = token.folded(self.content);
            let short = token.end - token.start == 1;
            let leads = match token.kind {
                Kind::Word => lexicon::leads(&word) || lexicon::joins(&word) || short,
                Kind::Stop => self.at > 0 && self.tokens[self.at - 1].kind == Kind::Word,
                Kind::Comma => self.at > 0,
                _ => false,
            };
            if !leads {
                break;
            }
            self.at += 1;
        }
    }

    fn number(&self, ahead: usize) -> Option<u32> {
        let token = self.token(ahead).filter(|token| token.kind == Kind::Number)?;
        token.of(self.content).parse().ok().filter(|&number| number < 10_000)
    }

    fn group(&mut self) -> Option<Group> {
        let first = self.number(0)?;
        let (start, mut end) = (self.token(0)?.start, self.token(0)?.end);
        self.at += 1;
        let mut last = first;
        if self.token(0).is_some_and(|token| token.kind == Kind::Dash)
            && let Some(number) = self.number(1)
        {
            last = number;
            end = self.token(1)?.end;
            self.at += 2;
        }
        // No bracket names more than a few dozen sources at once.
        (last >= first && last - first <= MOST).then_some(())?;
        let locator = self.locator();
        Some(Group { start, end, first, last, locator })
    }

    /// The locator that follows, to the next semicolon: `, p. 3`, `, S. 4f.`, `: 12`.
    fn locator(&mut self) -> Option<String> {
        let (sign, word) = (self.token(0)?, self.token(1)?);
        let named = word.kind == Kind::Word
            && lexicon::is_locator(&word.folded(self.content))
            && !lexicon::joins(&word.folded(self.content))
            && self.token(2).is_some_and(|token| matches!(token.kind, Kind::Number | Kind::Stop));
        let page = sign.kind == Kind::Colon && word.kind == Kind::Number;
        if !(sign.kind == Kind::Comma && named || page) {
            return None;
        }
        let rest = &self.tokens[self.at + 1..];
        let length = rest.iter().take_while(|token| token.kind != Kind::Semicolon).count();
        let end = rest[length - 1].end;
        self.at += 1 + length;
        Some(locator::trim(&self.content[word.start..end]).to_owned())
    }
}

/// Whether numbers in one form, those in `named`, are how a text cites: it names most of the sources it
/// lists, and a few are enough, since some stand in notes only.
pub(crate) fn are_habit(text: Text<'_>, named: &HashSet<u32>) -> bool {
    let Some(most) = text.works.most_numbered() else { return false };
    let listed = named.iter().filter(|&&number| !text.works.by_number(number).is_empty());
    listed.count() * 3 >= most
}

/// Adds what groups of numbers in `words` name, if all are in the list. With `missing`, a number the
/// list lacks is a source that it lacks.
pub(crate) fn cite(
    scan: &mut Scan<'_>,
    groups: &[Group],
    words: Passage<'_>,
    whole: Span,
    missing: bool,
) -> bool {
    let works = scan.works();
    let mut sources: Vec<(&Group, Cited)> = Vec::new();
    for group in groups {
        for number in group.all() {
            let ids = scan.nearest(works.by_number(number));
            let near = works.last_number.saturating_mul(2);
            let source = match ids.as_slice() {
                [one] => Cited::One(*one),
                [] if missing && number > 0 && number <= near => Cited::Missing,
                [] => return false,
                _ => Cited::OneOf(possible(ids)),
            };
            sources.push((group, source));
        }
    }
    if sources.iter().all(|(_, source)| *source == Cited::Missing) && sources.len() > 1 {
        return false;
    }
    for (group, source) in sources {
        let span = words.part(group.start..group.end).span();
        let citation = Citation { span, whole, source, locator: group.locator.clone() };
        scan.found.push(Candidate::numbered(citation));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_with_what_stands_around_them() {
        for (content, expected) in [
            ("12", Some("12")),
            ("3–5, 9", Some("3-5 9")),
            ("3-5,9; 11", Some("3-5 9 11")),
            ("see 12, p. 3; 14", Some("12@p. 3 14")),
            ("e.g. 12,but see 13", Some("12 13")),
            ("vgl. 4, S. 5f.", Some("4@S. 5f.")),
            ("as quoted in 30", Some("30")),
            ("12: 34", Some("12@34")),
            ("1 and 2", Some("1 2")),
            ("5–3", None),
            ("12 pages", None),
            ("Section 3", None),
            ("1990b", None),
            ("see above", None),
        ] {
            let found = numbers(content).map(|groups| {
                let group = |group: &Group| {
                    let range = if group.last > group.first {
                        format!("-{}", group.last)
                    } else {
                        String::new()
                    };
                    let locator =
                        group.locator.as_ref().map_or(String::new(), |at| format!("@{at}"));
                    format!("{}{range}{locator}", group.first)
                };
                groups.iter().map(group).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(found.as_deref(), expected, "{content}");
        }
    }
}
