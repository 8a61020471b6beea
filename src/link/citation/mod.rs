//! Citations in running text: brackets with names and dates, names before a bracketed date,
//! names and a date without any bracket.
//!
//! Text is read once, from place to place where a citation could be: a bracket, a year, an
//! *ibid.* Years are everywhere in books, and most are no citation. So a bracket is one only if
//! its words resolve, or if its form leaves no doubt; and what resolves without a bracket must
//! do so exactly.

pub(crate) mod locator;
pub(crate) mod missing;
pub(crate) mod names;

use crate::doc::{Citation, Cited, Document, Place, Span};
use crate::language::date::{Date, When, year_at};
use crate::language::fold::Fold;
use crate::language::lexicon;
use crate::language::section::Section;
use crate::link::citation::names::{self as cited, Names};
use crate::link::style::numbered as number;
use crate::link::style::repeated as repeat;
use crate::link::style::titles as authored;
use crate::link::style::titles::Authored;
use crate::link::works::Index;
use crate::link::works::resolve::{Outcome, resolve};

/// A citation, and how sure its form is, which decides whether it is reported when missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub citation: Citation,
    pub form: Form,
    /// The folded words of its names, to tell places and events from authors.
    pub words: Vec<String>,
}

impl Candidate {
    /// A citation that resolved.
    pub(crate) fn found(citation: Citation) -> Self {
        Self { citation, form: Form::Doubtful, words: Vec::new() }
    }

    /// A citation by number, which its form leaves no doubt about.
    pub(crate) fn numbered(citation: Citation) -> Self {
        Self { citation, form: Form::Numbered, words: Vec::new() }
    }
}

/// The forms of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// It could be nothing else: several authors, *et al.*, a locator behind the year.
    Clear,
    /// A bracket with one name and a year; `comma` between the two.
    Single { comma: bool },
    /// A name, then a year in a bracket.
    Narrative,
    /// A number, in a text that cites by numbers.
    Numbered,
    /// Words around it make it doubtful: kept only where it resolved.
    Doubtful,
}

/// Finds the citations in the block at `span`, which belongs to the flow that `memory` keeps.
pub(crate) fn scan(
    document: &Document,
    index: &Index,
    span: Span,
    home: Place,
    memory: &mut repeat::Memory,
) -> Vec<Candidate> {
    let text = document.words(span);
    let noted = span.start >= document.body_end();
    let found = Vec::new();
    let mut scanner = Scanner { document, index, text, base: span.start, noted, home, found };
    number::add_raised(&mut scanner);
    let mut authored = Vec::new();
    if noted {
        authored = authored::read(&scanner, 0, text.len(), memory.last());
    }
    let mut authored = authored.into_iter().peekable();
    let mut at = 0;
    let bytes = text.as_bytes();
    loop {
        while authored.next_if(|next| next.start < at).is_some() {}
        let place = next_place(text, at);
        let named = authored.next_if(|next| place.is_none_or(|place| next.start <= place));
        if let Some(named) = named {
            at = scanner.add_authored(named);
            memory.saw(&scanner.found[scanner.found.len() - 1].citation);
            continue;
        }
        let Some(place) = place else { break };
        at = place;
        let already = scanner.found.len();
        let end = match bytes[at] {
            b'(' | b'[' => scanner.bracket(at, memory),
            b'0'..=b'9' => scanner.bare(at),
            _ if word_begins(text, at) => repeat::find(&mut scanner, at, memory),
            _ => None,
        };
        for candidate in &scanner.found[already..] {
            memory.saw(&candidate.citation);
        }
        at = end.map_or(at + 1, |end| end.max(at + 1));
    }
    let mut found = scanner.found;
    found.sort_by_key(|candidate| candidate.citation.span);
    found
}

/// The next place, from `at` on, where a citation could begin: a bracket, a digit, the first
/// letters of *ibid.* and the like. Texts are long and such places are few: nothing but bytes is
/// looked at between them.
fn next_place(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let begins = |at: usize| at == 0 || !is_inner(bytes[at - 1]);
    (at..bytes.len()).find(|&at| match bytes[at] {
        b'(' | b'[' | b'0'..=b'9' => true,
        b'A'..=b'Z' | b'a'..=b'z' | 0xc2.. => begins(at) && repeat::may_begin(&text[at..]),
        _ => false,
    })
}

/// Whether a letter behind this byte is no first one.
fn is_inner(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || !byte.is_ascii()
}

fn word_begins(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '’')
}

/// The block that is read.
pub(crate) struct Scanner<'d> {
    pub document: &'d Document,
    pub index: &'d Index,
    pub text: &'d str,
    /// Where the block begins in the document.
    pub base: Place,
    /// Whether it belongs to a note, where sources are cited without brackets.
    pub noted: bool,
    /// The place in the body that decides which chapter’s list is meant.
    pub home: Place,
    pub found: Vec<Candidate>,
}

impl Scanner<'_> {
    /// A span of the block as one of the document.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.base + start, self.base + end)
    }

    /// Adds a source cited by its title, and gives where its citation ends.
    fn add_authored(&mut self, authored: Authored) -> usize {
        let span = self.span(authored.start, authored.title_end);
        let whole = self.span(authored.start, authored.end);
        let citation = Citation { span, whole, source: authored.source, locator: authored.locator };
        self.found.push(Candidate::found(citation));
        authored.end
    }

    /// Reads `See Negri 1979b, p. 3`, without a bracket: only an author and a year that are those
    /// of one entry exactly.
    fn bare(&mut self, at: usize) -> Option<usize> {
        let digits = self.text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let usable = |date: &Date| match date.when {
            When::Year(_) => true,
            When::Range(..) => self.noted,
            _ => false,
        };
        let date = year_at(self.text, at).filter(usable);
        let Some(date) = date else { return Some(at + digits) };
        let end = date.end;
        self.bare_date(&date);
        Some(end)
    }

    fn bare_date(&mut self, date: &Date) -> Option<()> {
        let before = &self.text[..date.start];
        let names = cited::before(before, self.index)?;
        // `Negri, 1979` in running text is as often a place or an imprint and its year.
        // A note may be nothing but a citation.
        let alone = self.noted && is_opening(&before[..names.start]);
        let tight = before.ends_with(' ') && (!names.comma || alone) && !names.possessive;
        let first = names.names.first()?;
        let month = !alone && first.words.iter().any(|word| lexicon::is_calendar(word));
        let lead = crate::language::clip_front(&before[..names.start], 30);
        if !tight || month || names.title.is_some() || is_letter(lead) {
            return None;
        }
        let Outcome::One(id, start) = resolve(self.index, &names, date, self.home) else {
            return None;
        };
        let rest = &self.text[date.end..];
        let located = locator::extent(rest);
        let span = self.span(start, date.end);
        let whole = self.span(start, date.end + located.unwrap_or(0));
        let locator = located.map(|end| locator::trim(&rest[..end]).to_owned());
        let citation = Citation { span, whole, source: Cited::One(id), locator };
        self.found.push(Candidate::found(citation));
        Some(())
    }
}

/// Whether a citation may begin behind these words: at the start of a note, behind a semicolon, and
/// behind words that lead up to one.
fn is_opening(before: &str) -> bool {
    let part = before.rsplit(';').next().unwrap_or(before);
    let mut words = part.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
    words.all(|word| word.is_empty() || lexicon::leads(&Fold::Word.of(word)))
}

/// How clear the form of a citation is, by its names and whether a page follows its date.
pub(crate) fn form(names: &Names, located: bool) -> Form {
    let several = names.names.last().is_some_and(|last| last.joined) || names.others;
    if several || located && is_plain(names) {
        Form::Clear
    } else if is_plain(names) {
        Form::Single { comma: names.comma }
    } else {
        Form::Doubtful
    }
}

/// Whether the names are one surname, with initials or particles at most: two full words are as
/// often a place, a war or a publisher.
pub(crate) fn is_plain(names: &Names) -> bool {
    let [name] = names.names.as_slice() else { return false };
    name.words.iter().filter(|word| word.chars().count() > 1).count() == 1
}

pub(crate) fn all_words(names: &Names) -> Vec<String> {
    names.names.iter().flat_map(|name| name.words.clone()).collect()
}

/// Whether words before a name speak of a letter or a talk, which no list of sources has under
/// its writer’s other works.
pub(crate) fn is_letter(lead: &str) -> bool {
    let mut words = lead.split(|c: char| !c.is_alphanumeric());
    words.any(|word| Section::Letters.has(&Fold::Word.of(word)))
}
