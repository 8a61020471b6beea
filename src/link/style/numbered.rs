//! Citations by number, `[12]`, `[3–5, 9]`, `[see 12, p. 3]`, `(12)` and raised ¹²; and by label,
//! `[Lam94]`. Only where the list of sources counts or labels its entries.
//!
//! The surprise: brackets and raised figures are everywhere. Square brackets with numbers of the
//! list are citations. Round ones count steps and equations too, and raised figures may be powers:
//! they are citations only in a text that names a good part of its list by them.

use std::collections::HashSet;

use crate::doc::{Citation, Cited, Document, MarkKind, Place, ReferenceId, Span};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::numeral::{is_raised, lowered};
use crate::language::token::{Kind, Token, tokens};
use crate::link::citation::locator;
use crate::link::citation::{Candidate, Scanner};
use crate::link::list::start::is_label;
use crate::link::works::Index;

/// In which forms a text cites by number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habit {
    square: bool,
    round: bool,
    raised: bool,
}

impl Habit {
    /// Looks through the blocks of a text that are `prose`.
    pub(crate) fn of(document: &Document, index: &Index, prose: impl Fn(usize) -> bool) -> Self {
        let Some(most) = index.most_numbered() else { return Self::default() };
        let mut named: [HashSet<u32>; 3] = Default::default();
        for (_, block) in document.blocks.iter().enumerate().filter(|(at, _)| prose(*at)) {
            let text = document.words(block.span);
            for (at, open) in text.match_indices(['[', '(']) {
                let near = crate::language::clip(&text[at..], 200);
                let Some(close) = near.find([']', ')']) else { continue };
                let form = usize::from(open == "(");
                let groups = numbers(&text[at + 1..at + close]).unwrap_or_default();
                named[form].extend(groups.iter().flat_map(Group::all));
            }
            for span in raised(document, block.span) {
                let groups = numbers(&plain(document.words(span))).unwrap_or_default();
                named[2].extend(groups.iter().flat_map(Group::all));
            }
        }
        // A text names most of the sources it lists. A few are enough: some stand in notes only.
        let is_habit = |named: &HashSet<u32>| {
            let listed = named.iter().filter(|&&number| !index.by_number(number).is_empty());
            listed.count() * 3 >= most
        };
        let [square, round, raised] = named.each_ref().map(is_habit);
        Self { square, round: round && !square, raised: raised && !square }
    }
}

/// A number, or a range of them, and what points into the source behind it; bytes of the content.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    start: usize,
    end: usize,
    first: u32,
    last: u32,
    locator: Option<String>,
}

impl Group {
    fn all(&self) -> std::ops::RangeInclusive<u32> {
        self.first..=self.last
    }
}

/// Reads `3–5, 9`, `see 12, p. 3; 14`: numbers, words that lead up to them, and locators. `None` if
/// there is anything else.
fn numbers(content: &str) -> Option<Vec<Group>> {
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
        (last >= first && last - first <= 50).then_some(())?;
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

/// Reads the bracket from `open` to `close` as numbers or labels of sources, and gives where the
/// citation ends. All must be in the list: a bracket with other numbers is an amount, an equation
/// or an editor's insertion. But where numbers in square brackets are how the text cites, a number
/// beyond the list is a source that is missing.
pub(crate) fn bracket(scanner: &mut Scanner<'_>, open: usize, close: usize) -> Option<usize> {
    let content = &scanner.text[open + 1..close];
    let habit = scanner.index.numbering;
    let square = scanner.text[open..].starts_with('[');
    if square && let Some(end) = labels(scanner, open, close) {
        return Some(end);
    }
    if !square && !habit.round {
        return None;
    }
    let groups = numbers(content)?;
    // `[3]–[7]`: a range that each end has brackets of its own in.
    let (groups, end) = match (groups.as_slice(), range_end(scanner.text, close)) {
        ([group], Some((last, end)))
            if square && group.first < last && last - group.first <= 50 =>
        {
            (vec![Group { last, ..group.clone() }], end)
        }
        _ => (groups, close + 1),
    };
    let shift = scanner.base + open + 1;
    push(scanner, &groups, shift, scanner.span(open, end), square && habit.square).then_some(end)
}

/// The last number of a range whose first is in the bracket that closes at `close`, and where its
/// own bracket ends.
fn range_end(text: &str, close: usize) -> Option<(u32, usize)> {
    let rest = text[close + 1..].trim_start();
    let rest = rest.strip_prefix(['–', '-', '—'])?.trim_start().strip_prefix('[')?;
    let (digits, behind) = rest.split_once(']')?;
    Some((digits.parse().ok()?, text.len() - behind.len()))
}

/// Adds what groups of numbers name; `shift` is the place their bytes count from. With `missing`, a
/// number the list lacks is a source that it lacks.
fn push(
    scanner: &mut Scanner<'_>,
    groups: &[Group],
    shift: Place,
    whole: Span,
    missing: bool,
) -> bool {
    let index = scanner.index;
    let mut sources: Vec<(&Group, Cited)> = Vec::new();
    for group in groups {
        for number in group.all() {
            let ids = index.nearest(index.by_number(number), scanner.home);
            let near = index.last_number.saturating_mul(2);
            let source = match ids.as_slice() {
                [one] => Cited::One(*one),
                [] if missing && number > 0 && number <= near => Cited::Missing,
                [] => return false,
                _ => Cited::OneOf(crate::link::works::possible(ids)),
            };
            sources.push((group, source));
        }
    }
    if sources.iter().all(|(_, source)| *source == Cited::Missing) && sources.len() > 1 {
        return false;
    }
    for (group, source) in sources {
        let span = Span::new(shift + group.start, (shift + group.end).min(whole.end));
        let span = Span::new(span.start, span.end.max(span.start));
        let citation = Citation { span, whole, source, locator: group.locator.clone() };
        scanner.found.push(Candidate::numbered(citation));
    }
    true
}

/// Reads a bracket as labels: `[Lam94]`, `[Knu86, AHU74]`, `[Lam94, p. 7]`.
fn labels(scanner: &mut Scanner<'_>, open: usize, close: usize) -> Option<usize> {
    let content = &scanner.text[open + 1..close];
    if !scanner.index.has_labels() || content.len() > 200 {
        return None;
    }
    let mut found: Vec<(usize, &str, ReferenceId, Option<String>)> = Vec::new();
    let mut start = 0;
    for part in content.split([',', ';']) {
        // `cf. Lam94`: the words before a label lead up to it.
        let trimmed = part.trim();
        let word = trimmed.rsplit(char::is_whitespace).next().unwrap_or("");
        let lead = trimmed[..trimmed.len() - word.len()].split_whitespace();
        let mut lead = lead.map(|word| Fold::Word.of(word.trim_end_matches('.')).into_owned());
        let at = start + part.trim_end().len() - word.len();
        start += part.len() + 1;
        match (scanner.index.by_label(word), found.last_mut()) {
            (Some(id), _) if is_label(word) && lead.all(|word| lexicon::leads(&word)) => {
                found.push((at, word, id, None));
            }
            (_, Some((_, _, _, locator @ None)))
                if trimmed.contains(|c: char| c.is_ascii_digit()) =>
            {
                *locator = Some(trimmed.to_owned());
            }
            _ => return None,
        }
    }
    let whole = scanner.span(open, close + 1);
    for (at, word, id, locator) in found {
        let span = scanner.span(open + 1 + at, open + 1 + at + word.len());
        let citation = Citation { span, whole, source: Cited::One(id), locator };
        scanner.found.push(Candidate::numbered(citation));
    }
    Some(close + 1)
}

/// Adds the citations by raised figures of a block, if that is how the text cites.
pub(crate) fn add_raised(scanner: &mut Scanner<'_>) {
    if !scanner.index.numbering.raised {
        return;
    }
    let block = scanner.span(0, scanner.text.len());
    for span in raised(scanner.document, block) {
        let words = scanner.document.words(span);
        let Some(groups) = numbers(&plain(words)) else { continue };
        // Raised figures of Unicode are of other lengths than plain ones: all of a mark’s sources
        // have its span.
        let whole = |group: Group| Group { start: 0, end: words.len(), ..group };
        let groups: Vec<Group> = groups.into_iter().map(whole).collect();
        push(scanner, &groups, span.start, span, false);
    }
}

/// The raised figures of a block that refer to no note: marked as raised, or of Unicode.
fn raised(document: &Document, block: Span) -> Vec<Span> {
    let marks = document.marks_in(block).iter();
    let mut found: Vec<Span> = marks
        .filter(|mark| mark.kind == MarkKind::Superscript)
        .map(|mark| mark.span)
        .filter(|span| document.words(*span).contains(|c: char| c.is_ascii_digit()))
        .collect();
    let text = document.words(block);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at >= end && figure(c).is_some_and(|c| c.is_ascii_digit()) {
            let rest = &text[at..];
            let length = rest.find(|c| figure(c).is_none()).unwrap_or(rest.len());
            // A comma behind the last figure is the sentence’s.
            let run = rest[..length].trim_end_matches([',', '–', '-', ' ']);
            end = at + run.len();
            found.push(Span::new(block.start + at, block.start + end));
        }
    }
    found.sort_unstable();
    found
}

/// Raised figures, and what parts them, as plain ones.
fn figure(c: char) -> Option<char> {
    Some(match c {
        c if is_raised(c) => lowered(c),
        '⁻' | '–' | '-' => '-',
        ',' | '˒' | '’' => ',',
        _ => return None,
    })
}

fn plain(words: &str) -> String {
    words.chars().map(|c| figure(c).unwrap_or(c)).collect()
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
