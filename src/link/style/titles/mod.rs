//! Sources cited by their author and title, as notes cite them: `Peter Kropotkin, *Mutual Aid* (London:
//! Heinemann, 1902), 233`, `Kropotkin, *Mutual Aid*, 233`, `KROPOTKIN, Peter. Mutual Aid. London :
//! Heinemann, 1902` (Chicago 14.23 and 14.30, MHRA 11, ISO 690).
//!
//! A title is looked for, and in front of it the names of its author. What stands between the last
//! citation and the title must be these names, all of them or the first and *et al.*: what is left
//! over makes it the work of somebody else.

mod alone;
mod byline;
mod imprint;

use crate::doc::{Cited, ReferenceId, Span};
use crate::language::date::dates;
use crate::language::lexicon;
use crate::language::name::counting_words;
use crate::language::token::{Kind, Token, closes, is_capital, tokens, without_possessive};
use crate::link::citation::Scanner;
use crate::link::style::titles::byline::{Fit, fit};
use crate::link::works::Index;
use crate::link::works::entry::chunk;
use crate::link::works::entry::people::cited;
use crate::link::works::title::{Agreement, Cut, Extent};

/// A source cited by its title; bytes of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authored {
    pub source: Cited,
    pub start: usize,
    /// Where its title ends, and where its imprint and pages do.
    pub title_end: usize,
    pub end: usize,
    pub locator: Option<String>,
}

/// How many known surnames before a title are looked at.
const NAMES: usize = 12;

/// Finds the sources cited by title in bytes `from..to` of a block; `above` is the one cited just
/// before.
pub(crate) fn read(
    scanner: &Scanner<'_>,
    from: usize,
    to: usize,
    above: Option<ReferenceId>,
) -> Vec<Authored> {
    let text = &scanner.text[from..to];
    let emphasis = crate::link::list::emphasis(scanner.document, scanner.span(from, to));
    let mut reader = Reader {
        index: scanner.index,
        home: scanner.home,
        text,
        tokens: tokens(text),
        emphasis,
        above,
        known: Vec::new(),
        floor: 0,
    };
    let mut found = reader.all();
    for authored in &mut found {
        authored.start += from;
        authored.title_end += from;
        authored.end += from;
    }
    found
}

pub(crate) struct Reader<'t> {
    pub(crate) index: &'t Index,
    home: usize,
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token>,
    emphasis: Vec<Span>,
    pub(crate) above: Option<ReferenceId>,
    /// The surnames of the list that have come up since the last citation, folded.
    known: Vec<String>,
    /// The first token behind the last citation.
    pub(crate) floor: usize,
}

/// A title that agrees with one of the list, before it is clear which.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub id: ReferenceId,
    pub agreement: Agreement,
    pub start: usize,
}

impl Reader<'_> {
    fn all(&mut self) -> Vec<Authored> {
        let mut found: Vec<Authored> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let authored = self.title_at(at);
            let Some(authored) = authored else {
                self.note_surname(at);
                at += 1;
                continue;
            };
            // An editor or a volume behind an essay is a part of its citation.
            let inner = found.last().is_some_and(|last| self.holds(last, &authored));
            let end = authored.end;
            if inner {
                if let Some(last) = found.last_mut() {
                    last.end = end.max(last.end);
                }
            } else {
                if let Cited::One(id) = authored.source {
                    self.above = Some(id);
                }
                found.push(authored);
            }
            at = self.token_from(end).max(at + 1);
            self.floor = at;
            self.known.clear();
        }
        found
    }

    /// The first token at or after a place.
    pub(crate) fn token_from(&self, place: usize) -> usize {
        self.tokens.partition_point(|token| token.start < place)
    }

    /// The italics that begin at a place.
    fn italics_at(&self, place: usize) -> Option<Span> {
        let at = self.emphasis.partition_point(|span| span.start < place);
        self.emphasis.get(at).filter(|span| span.start == place).copied()
    }

    /// Keeps the token if it is a surname of the list.
    fn note_surname(&mut self, at: usize) {
        let token = self.tokens[at];
        let word = token.of(self.text);
        if token.kind != Kind::Word || !is_capital(word) {
            return;
        }
        let Some(surname) = counting_words(without_possessive(word).0).pop() else { return };
        if self.known.contains(&surname) || self.index.by_surname(&surname).is_empty() {
            return;
        }
        if self.known.len() == NAMES {
            self.known.remove(0);
        }
        self.known.push(surname);
    }

    /// Whether a source found behind another is the volume that holds it, or its series: no
    /// semicolon parts them, and no sentence that ended with a number.
    fn holds(&self, last: &Authored, next: &Authored) -> bool {
        let (from, to) = (self.token_from(last.title_end), self.token_from(next.start));
        let between = &self.tokens[from.min(to)..to];
        let parted = between.windows(2).any(|pair| {
            let ended = matches!(pair[0].kind, Kind::Number | Kind::Close)
                || pair[0].folded(self.text) == "cit";
            ended && pair[1].kind == Kind::Stop
        });
        let parted = parted || between.iter().any(|token| token.kind == Kind::Semicolon);
        let container = between
            .iter()
            .rev()
            .find(|token| token.kind == Kind::Word)
            .is_some_and(|word| imprint::is_container(&word.folded(self.text)));
        container || !parted
    }

    /// The source whose title begins with token `at`.
    fn title_at(&self, at: usize) -> Option<Authored> {
        let token = self.tokens[at];
        let word = token.of(self.text);
        let sign = at > 0 && self.tokens[at - 1].kind == Kind::Quote;
        let counts = match token.kind {
            Kind::Word => is_capital(word) || sign || self.is_behind_article(at),
            Kind::Number => sign || self.italics_at(token.start).is_some(),
            _ => false,
        };
        if !counts || lexicon::is_particle(&token.folded(self.text)) {
            return None;
        }
        let first = self.first_token(at);
        let start = self.tokens[first].start;
        let marked = self.marked(first);
        if !self.is_parted(first, marked.is_some()) {
            return None;
        }
        let mut cut = Cut::new(&self.text[start..], marked.map(|end| end - start));
        let key = cut.first_word()?;
        if self.index.by_title_start(&key).is_empty() {
            return None;
        }
        let matched = self.by_author(first, start, &key, &mut cut).or_else(|| {
            let free = self.is_free(first);
            if free { self.by_title(first, start, &key, &mut cut, marked.is_some()) } else { None }
        });
        let (source, begin, agreement) = matched?;
        let title_end = start + agreement.end;
        let from = self.token_from(title_end);
        let end = imprint::end(self.text, &self.tokens, from, title_end, &self.emphasis);
        let locator = imprint::locator(self.text, title_end, end);
        Some(Authored { source, start: begin, title_end, end, locator })
    }

    /// Whether an article with a capital stands before a word: *La distinction*.
    fn is_behind_article(&self, at: usize) -> bool {
        let first = self.first_token(at);
        first < at && is_capital(self.tokens[first].of(self.text))
    }

    /// The first token of a title whose first word that counts is token `at`: articles and
    /// prepositions may come before it.
    fn first_token(&self, at: usize) -> usize {
        let mut first = at;
        while first > self.floor {
            let before = self.tokens[first - 1];
            let small = before.kind == Kind::Word
                && lexicon::is_particle(&before.folded(self.text))
                && self.italics_at(self.tokens[first].start).is_none();
            if !small {
                break;
            }
            first -= 1;
        }
        first
    }

    /// Where the italics or the quotation end that begin with token `first`.
    fn marked(&self, first: usize) -> Option<usize> {
        let token = self.tokens[first];
        let quote = first.checked_sub(1).map(|at| self.tokens[at]);
        if let Some(open) = quote.filter(|open| open.kind == Kind::Quote) {
            let sign = open.of(self.text);
            let close = self.tokens[first..]
                .iter()
                .take(80)
                .find(|token| token.kind == Kind::Quote && closes(sign, token.of(self.text)));
            if let Some(close) = close {
                return Some(close.start);
            }
        }
        self.italics_at(token.start).map(|span| span.end)
    }

    /// Whether a sign, italics or a possessive part token `first` from what stands before it.
    fn is_parted(&self, first: usize, marked: bool) -> bool {
        if first == self.floor || marked {
            return true;
        }
        let before = self.tokens[first - 1];
        match before.kind {
            Kind::Word => {
                let word = before.of(self.text);
                without_possessive(word).1
                    || word.ends_with('.')
                    || lexicon::leads(&before.folded(self.text))
            }
            kind => {
                matches!(
                    kind,
                    Kind::Comma
                        | Kind::Colon
                        | Kind::Stop
                        | Kind::Close
                        | Kind::Semicolon
                        | Kind::Quote
                )
            }
        }
    }

    /// The source of the authors named before token `first`, whose title begins there.
    fn by_author(
        &self,
        first: usize,
        start: usize,
        key: &str,
        cut: &mut Cut<'_>,
    ) -> Option<(Cited, usize, Agreement)> {
        let names = self.names_before(first)?;
        let idem = self.idem(names);
        let surnames = idem.as_ref().unwrap_or(&self.known);
        let mut titled: Vec<Match> = Vec::new();
        for surname in surnames {
            for &id in self.index.by_short_title(surname, key) {
                if titled.iter().any(|other| other.id == id) {
                    continue;
                }
                let agreement = cut.agree(&self.index.work(id).title);
                titled.extend(agreement.map(|agreement| Match {
                    id,
                    agreement,
                    start: names.start,
                }));
            }
        }
        if titled.is_empty() {
            return None;
        }
        if idem.is_none() {
            titled = self.of_authors(&titled, names);
        }
        self.decide(titled, start)
    }

    /// Those of several titles whose authors stand in `names`, and where they begin.
    fn of_authors(&self, titled: &[Match], names: Span) -> Vec<Match> {
        let mut starts = vec![names.start];
        let inner =
            self.tokens.iter().filter(|token| names.start <= token.start && token.end <= names.end);
        let mut inner = inner.peekable();
        // Semicolons part citations as well as the authors of one.
        while let Some(token) = inner.next() {
            if token.kind == Kind::Semicolon
                && let Some(next) = inner.peek()
            {
                starts.push(next.start);
            }
        }
        for start in starts {
            let words = &self.text[start..names.end];
            let (words, others) = chunk::without_others(words);
            let people = cited(spoken(words));
            let others = others || people.open;
            let fitting = titled.iter().filter_map(|found| {
                let fit = fit(self.index.work(found.id), &people, others)?;
                Some((fit, Match { start, ..*found }))
            });
            let mut fitting: Vec<(Fit, Match)> = fitting.collect();
            // The first words of a title, by the first of its authors: too little.
            fitting.retain(|(fit, found)| {
                *fit == Fit::Whole || found.agreement.extent == Extent::Whole
            });
            let best = fitting.iter().map(|&(fit, _)| fit).min();
            fitting.retain(|&(fit, _)| Some(fit) == best);
            if !fitting.is_empty() {
                return fitting.into_iter().map(|(_, found)| found).collect();
            }
        }
        Vec::new()
    }

    /// Of several titles that agree, the best; where two do as well, the one of a year that stands
    /// behind; else all of them.
    pub(crate) fn decide(
        &self,
        mut titled: Vec<Match>,
        start: usize,
    ) -> Option<(Cited, usize, Agreement)> {
        let key =
            |found: &Match| (found.agreement.extent, std::cmp::Reverse(found.agreement.words));
        let best = titled.iter().map(key).min()?;
        titled.retain(|found| key(found) == best);
        let one = titled[0];
        let years = self.years_behind(start + one.agreement.end);
        let of_year = |found: &Match| {
            let work = self.index.work(found.id);
            years.iter().any(|date| work.is_of(date))
        };
        // One word is the title of many a book.
        let weak = one.agreement.words == 1 && one.agreement.extent == Extent::Whole;
        let asks = weak && (one.agreement.loose || !years.is_empty());
        if asks || titled.len() > 1 && titled.iter().any(of_year) {
            titled.retain(of_year);
        }
        let ids: Vec<ReferenceId> = titled.iter().map(|found| found.id).collect();
        let ids = if ids.len() > 1 { self.nearest(ids) } else { ids };
        let source = match ids.as_slice() {
            [] => return None,
            [one] => Cited::One(*one),
            _ => Cited::OneOf(crate::link::works::possible(ids)),
        };
        Some((source, one.start, one.agreement))
    }

    fn nearest(&self, mut ids: Vec<ReferenceId>) -> Vec<ReferenceId> {
        ids.sort_unstable();
        self.index.nearest(&ids, self.home)
    }

    /// The dates that stand behind a title, up to the next semicolon.
    fn years_behind(&self, end: usize) -> Vec<crate::language::date::Date> {
        let rest = crate::language::clip(&self.text[end..], 200);
        dates(rest.split(';').next().unwrap_or(rest))
    }
}

/// Names without the sign of a possessive, which is not that of an elided particle, `Marguerite d’`.
fn spoken(names: &str) -> &str {
    let stem = without_possessive(names).0;
    let last = stem.rsplit(char::is_whitespace).next().unwrap_or("");
    if last.chars().count() > 1 { stem } else { names }
}
