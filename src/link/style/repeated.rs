//! Citations that repeat one before them: *ibid.*, *op. cit.*, *a.a.O.*
//!
//! *Ibid.* means the source cited just before, and in notes only if that note cites exactly one
//! (Chicago 14.34); *op. cit.* behind a name means that author's work cited before. The surprise
//! is that most of the rule is when to say nothing: a note between that names a source in words
//! breaks the chain.

use std::sync::LazyLock;

use crate::link::citation::{Candidate, Scanner};
use std::collections::HashMap;

use crate::doc::{Citation, Cited, Document, NoteId, ReferenceId, Span};
use crate::language::date::year_at;
use crate::language::fold::Fold;
use crate::language::phrases::Phrases;
use crate::language::section::Section;
use crate::link::citation::locator;
use crate::link::citation::names as cited;
use crate::link::works::resolve::{self, Fit};

/// A source named in the text, if it is known, and the citation that named it.
type Named = (Option<ReferenceId>, Span);

/// What has been cited so far in the body, or in the notes.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// The note that is read, if notes are.
    note: Option<NoteId>,
    /// The sources cited in this note or paragraph.
    here: Vec<Named>,
    /// The one source cited in the note or paragraph before, if it cites one and no other.
    before: Option<ReferenceId>,
    /// All sources cited so far, and when each was cited last, counted in citations.
    cited: HashMap<ReferenceId, usize>,
    count: usize,
}

impl Memory {
    /// Begins a paragraph of the body, or a note.
    pub(crate) fn begin(&mut self, document: &Document, block: usize) {
        let note = document.note_of_block(block);
        if note.is_some() && note == self.note {
            return;
        }
        if note.is_some() != self.note.is_some() {
            // The first note does not refer back to the end of the body.
            self.here.clear();
        }
        self.note = note;
        self.before = self.here.first().and_then(|first| first.0);
        if self.here.iter().any(|named| named.0 != self.before) {
            self.before = None;
        }
        self.here.clear();
    }

    /// Ends a block: one that names a source in words nobody can list breaks the chain, as one
    /// that cites two does.
    pub(crate) fn end(&mut self, text: &str, base: usize, found: &[Candidate]) {
        if names_others(text, base, found) {
            self.here.push((None, Span::at(base)));
        }
    }

    /// Keeps a citation that was found.
    pub(crate) fn saw(&mut self, citation: &Citation) {
        let source = match citation.source {
            Cited::One(id) => Some(id),
            _ => None,
        };
        self.here.push((source, citation.whole));
        if let Some(id) = source {
            self.count += 1;
            self.cited.insert(id, self.count);
        }
    }

    /// The source cited last, here or before.
    pub(crate) fn last(&self) -> Option<ReferenceId> {
        self.here.last().map_or(self.before, |&(last, _)| last)
    }

    /// The source *ibid.* means here.
    fn same(&self) -> Option<ReferenceId> {
        if let Some(&(last, whole)) = self.here.last() {
            // One bracket with several sources leaves open which of them is meant.
            // What ends before that bracket cannot share it: a paragraph may be a whole book.
            let near = self.here.iter().rev().take_while(|(_, other)| other.end > whole.start);
            let alone = |&(source, other): &Named| other != whole || source == last;
            return last.filter(|_| near.into_iter().all(alone));
        }
        self.before
    }
}

/// The forms: those that stand alone before those that an author’s name stands before as a rule.
static FORMS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[Section::Ibid, Section::OpCit]));

/// Finds the form that begins at `at`, outside of brackets, and gives where its citation ends.
pub(crate) fn find(scanner: &mut Scanner<'_>, at: usize, memory: &Memory) -> Option<usize> {
    let (length, named) = form_at(scanner.text, at)?;
    let end = at + length;
    let located = locator::extent(&scanner.text[end..]).unwrap_or(0);
    push(scanner, at, end, named, (None, end + located), memory)
}

/// Finds a form in one part of a bracket: `ibid., p. 4`.
pub(crate) fn find_in_part(
    scanner: &mut Scanner<'_>,
    start: usize,
    part: &str,
    whole: (usize, usize),
    memory: &Memory,
) -> bool {
    // Only parts without a year can repeat one.
    let lead = part.len() - part.trim_start().len();
    for (at, c) in part[lead..].char_indices().map(|(at, c)| (at + lead, c)).take(80) {
        let begins = c.is_alphabetic() && !part[..at].ends_with(char::is_alphanumeric);
        if !begins {
            continue;
        }
        if let Some((length, named)) = form_at(part, at) {
            let (from, end) = (start + at, start + at + length);
            push(scanner, from, end, named, (Some(whole.0), whole.1), memory);
            return true;
        }
    }
    false
}

/// Whether one of [`FORMS`] may begin `text`. Every word of a text is asked, and its first two
/// letters turn nearly all of them away.
pub(crate) fn may_begin(text: &str) -> bool {
    FORMS.may_begin(text)
}

/// The form that begins at `at`: its length with its full stop, and whether it wants a name.
fn form_at(text: &str, at: usize) -> Option<(usize, bool)> {
    let (length, section) = FORMS.at(&text[at..])?;
    let stop = text[at + length..].starts_with('.');
    // `loc` and `ibid` are written with a stop or stand before a comma; `a.a.O.` always has one.
    Some((length + usize::from(stop), section == 1))
}

fn push(
    scanner: &mut Scanner<'_>,
    at: usize,
    end: usize,
    named: bool,
    whole: (Option<usize>, usize),
    memory: &Memory,
) -> Option<usize> {
    let text = scanner.text;
    // `Negri (op. cit., p. 9)`: the name may stand before the bracket.
    let before = text[..at].trim_end().trim_end_matches([',', ' ', '(', '[']);
    let names = if named { cited::before(before, scanner.index) } else { None };
    let (source, start) = match &names {
        Some(names) => match by_author(scanner, names, memory) {
            Some(source) => (source, names.start),
            // A bracket may follow words that are no author’s name.
            None if whole
                .0
                .is_some_and(|open| names.end <= open && is_opening(&text[open + 1..at])) =>
            {
                (Cited::One(memory.same()?), at)
            }
            None => return None,
        },
        // `a.a.O., S. 3` without a name is the source just before; behind words it is theirs.
        // `cit.` alone is short for *cited* as well.
        None if named && (!is_opening(&text[..at]) || end - at <= 4) => return None,
        None => (Cited::One(memory.same()?), at),
    };
    let whole_start = whole.0.map_or(start, |open| open.min(start));
    let locator = locator::behind(&text[..whole.1 - usize::from(whole.0.is_some())], end);
    let citation = Citation {
        span: scanner.span(start, end),
        whole: scanner.span(whole_start, whole.1),
        source,
        locator,
    };
    scanner.found.push(Candidate::found(citation));
    Some(whole.1)
}

/// The work of these authors cited before: certain if only one was, and all of its authors are named.
fn by_author(scanner: &Scanner<'_>, names: &cited::Names, memory: &Memory) -> Option<Cited> {
    let first = names.names.first()?;
    let of_authors = |id: ReferenceId| {
        let known = memory.cited.contains_key(&id);
        let fit = resolve::fit(scanner.index.work(id), &names.names, names.others);
        Some((fit.filter(|_| known)?, id))
    };
    let candidates = scanner.index.by_first_author(&first.words);
    let mut cited: Vec<(Fit, ReferenceId)> =
        candidates.into_iter().filter_map(of_authors).collect();
    let best = cited.iter().map(|&(fit, _)| fit).min()?;
    cited.retain(|&(fit, _)| fit == best);
    let mut ids: Vec<ReferenceId> = cited.into_iter().map(|(_, id)| id).collect();
    ids.sort_by_key(|id| std::cmp::Reverse(memory.cited[id]));
    match ids.as_slice() {
        [one] if best != Fit::Part => Some(Cited::One(*one)),
        // Strictly the last one is meant; writers are seldom strict.
        _ => Some(Cited::OneOf(crate::link::works::possible(ids))),
    }
}

/// Whether nothing stands before a place that a work could be named by: words that end a citation or
/// lead up to one.
fn is_opening(before: &str) -> bool {
    let before = before.trim_end();
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let word = Fold::Word.of(last.trim_end_matches('.'));
    last.is_empty()
        || last.ends_with([';', '(', '[', ':'])
        || last.ends_with('.') && last.chars().count() > 2
        || crate::language::lexicon::leads(&word)
}

/// Whether words between citations name a source of their own: a year that no citation holds.
fn names_others(text: &str, base: usize, found: &[Candidate]) -> bool {
    let digits = text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
    let years = digits.filter(|&(at, _)| year_at(text, at).is_some());
    let mut places = years.map(|(at, _)| base + at);
    // Citations that share a bracket follow one another; eight of them are looked back at.
    places.any(|place| {
        let after = found.partition_point(|other| other.citation.whole.start <= place);
        let near = &found[after.saturating_sub(8)..after];
        !near.iter().any(|other| other.citation.whole.contains(place))
    })
}
