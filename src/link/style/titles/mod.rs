//! Sources cited by their author and title, as notes cite them: `Peter Kropotkin, *Mutual Aid* (London:
//! Heinemann, 1902), 233`, `Kropotkin, *Mutual Aid*, 233`, `KROPOTKIN, Peter. Mutual Aid. London :
//! Heinemann, 1902` (Chicago 14.23 and 14.30, MHRA 11, ISO 690).
//!
//! A title is looked for, and in front of it the names of its author. What stands between the last
//! citation and the title must be these names, all of them or the first and *et al.*: what is left
//! over makes it the work of somebody else.

mod byline;
mod imprint;
mod reader;
mod title_alone;

use self::byline::{Authors, agree, idem, names_before};
use self::reader::{Decided, Match, Reader};
use crate::doc::{Citation, Cited, Place, ReferenceId, Span};
use crate::language::lexicon;
use crate::language::name::counting_words;
use crate::language::prose::token::{Kind, closes, is_capital, tokens, without_possessive};
use crate::link::citation::bracket::Part;
use crate::link::citation::candidate::Candidate;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style};
use crate::link::passage::Passage;
use crate::link::works::entry::chunk;
use crate::link::works::entry::people::cited;
use crate::link::works::title::{Extent, TitleSearch};

pub(crate) const STYLE: Style = Style {
    name: "author and title (Chicago notes, MHRA, ISO 690; MLA in brackets)",
    recognise: |_, _| true,
    finds: &[Finds::Note(in_note), Finds::Part(in_part)],
};

/// How many known surnames before a title are looked at.
const NAMES: usize = 12;

/// Finds the sources cited by title in a note.
fn in_note(scan: &Scan<'_>) -> Vec<Citation> {
    read(scan, scan.passage, scan.memory.last())
}

/// Finds the sources cited by title in a part of a bracket.
fn in_part(scan: &mut Scan<'_>, part: &mut Part<'_>) -> Option<Place> {
    let found = read(scan, part.words, None);
    let end = (!found.is_empty()).then(|| part.words.end());
    let whole = part.whole;
    let found = found.into_iter().map(|citation| Citation { whole, ..citation });
    scan.found.extend(found.map(Candidate::found));
    end
}

/// Finds the sources cited by title in a passage; `above` is the one cited just before.
fn read(scan: &Scan<'_>, passage: Passage<'_>, above: Option<ReferenceId>) -> Vec<Citation> {
    let reader = Reader {
        works: scan.works(),
        home: scan.home,
        passage,
        text: passage.text,
        tokens: tokens(passage.text),
        emphasis: passage.emphasis(scan.text.document),
        above,
        known: Vec::new(),
        floor: 0,
    };
    reader.all()
}

/// A source cited by its title, in bytes of what was read.
struct Titled {
    source: Cited,
    start: usize,
    /// Where its title ends, and where its imprint and locator do.
    title_end: usize,
    end: usize,
    locator: Option<String>,
}

impl Reader<'_> {
    fn all(mut self) -> Vec<Citation> {
        let mut found: Vec<Titled> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(titled) = self.title_at(at) else {
                self.note_surname(at);
                at += 1;
                continue;
            };
            // An editor or a volume after an essay is a part of its citation.
            let inner = found.last().is_some_and(|last| self.holds(last, &titled));
            let end = titled.end;
            if inner {
                if let Some(last) = found.last_mut() {
                    last.end = end.max(last.end);
                }
            } else {
                if let Cited::One(id) = titled.source {
                    self.above = Some(id);
                }
                found.push(titled);
            }
            at = self.token_from(end).max(at + 1);
            self.floor = at;
            self.known.clear();
        }
        let passage = self.passage;
        let cite = |titled: Titled| Citation {
            span: passage.part(titled.start..titled.title_end).span(),
            whole: passage.part(titled.start..titled.end).span(),
            source: titled.source,
            locator: titled.locator,
        };
        found.into_iter().map(cite).collect()
    }

    /// Keeps the token if it is a surname of the list.
    fn note_surname(&mut self, at: usize) {
        let token = self.tokens[at];
        let word = token.of(self.text);
        if token.kind != Kind::Word || !is_capital(word) {
            return;
        }
        let Some(surname) = counting_words(without_possessive(word).0).pop() else { return };
        if self.known.contains(&surname) || self.works.by_surname(&surname).is_empty() {
            return;
        }
        if self.known.len() == NAMES {
            self.known.remove(0);
        }
        self.known.push(surname);
    }

    /// Whether a source found after another is the volume that holds it, or its series: no
    /// semicolon parts them, and no sentence that ended with a number.
    fn holds(&self, last: &Titled, next: &Titled) -> bool {
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
    fn title_at(&self, at: usize) -> Option<Titled> {
        let token = self.tokens[at];
        let word = token.of(self.text);
        let sign = at > 0 && self.tokens[at - 1].kind == Kind::Quote;
        let counts = match token.kind {
            Kind::Word => is_capital(word) || sign || self.is_after_article(at),
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
        let mut search = TitleSearch::new(&self.text[start..], marked.map(|end| end - start));
        let key = search.first_word()?;
        if self.works.by_title_start(&key).is_empty() {
            return None;
        }
        let matched = self.by_author(first, start, &key, &mut search).or_else(|| {
            let free = title_alone::is_free(self, first);
            if free {
                title_alone::by_title(self, first, start, &key, &mut search, marked.is_some())
            } else {
                None
            }
        });
        let (source, begin, agreement) = matched?;
        let title_end = start + agreement.end;
        let from = self.token_from(title_end);
        let end = imprint::end(self.text, &self.tokens, from, title_end, &self.emphasis);
        let locator = imprint::locator(self.text, title_end, end);
        Some(Titled { source, start: begin, title_end, end, locator })
    }

    /// Whether an article with a capital stands before a word: *La distinction*.
    fn is_after_article(&self, at: usize) -> bool {
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
        search: &mut TitleSearch<'_>,
    ) -> Option<Decided> {
        let names = names_before(self, first)?;
        let idem = idem(self, names);
        let surnames = idem.as_ref().unwrap_or(&self.known);
        let mut titled: Vec<Match> = Vec::new();
        for surname in surnames {
            for &id in self.works.by_short_title(surname, key) {
                if titled.iter().any(|other| other.id == id) {
                    continue;
                }
                let agreement = search.agree(&self.works.work(id).title);
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
                let authors = agree(self.works.work(found.id), &people, others)?;
                Some((authors, Match { start, ..*found }))
            });
            let mut fitting: Vec<(Authors, Match)> = fitting.collect();
            // The first words of a title, by the first of its authors: too little.
            fitting.retain(|(authors, found)| {
                *authors == Authors::All || found.agreement.extent == Extent::Whole
            });
            let best = fitting.iter().map(|&(authors, _)| authors).min();
            fitting.retain(|&(authors, _)| Some(authors) == best);
            if !fitting.is_empty() {
                return fitting.into_iter().map(|(_, found)| found).collect();
            }
        }
        Vec::new()
    }
}

/// Names without the sign of a possessive, which is not that of an elided particle, `Marguerite d’`.
fn spoken(names: &str) -> &str {
    let stem = without_possessive(names).0;
    let last = stem.rsplit(char::is_whitespace).next().unwrap_or("");
    if last.chars().count() > 1 { stem } else { names }
}
