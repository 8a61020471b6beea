//! Citations that repeat one before them: *ibid.*, *op. cit.*, *a.a.O.*
//!
//! *Ibid.* means the source cited just before, and in notes only if that note cites exactly one
//! (Chicago 14.34); *op. cit.* after a name means that author's work cited before. The surprise
//! is that most of the rule is when to say nothing: a note between that names a source in words
//! breaks the chain.

use std::sync::LazyLock;

use crate::doc::{Citation, Cited, Place, ReferenceId, Span};
use crate::language::fold::Fold;
use crate::language::phrases::Phrases;
use crate::language::section::Section;
use crate::link::citation::bracket::Part;
use crate::link::citation::candidate::Candidate;
use crate::link::citation::locator;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style, Word};
use crate::link::passage::Passage;
use crate::link::works::cited::Names;
use crate::link::works::possible;
use crate::link::works::resolve::{Fit, fit};

pub(crate) const STYLE: Style = Style {
    name: "ibid., op. cit., a.a.O. (Chicago notes, MHRA, ISO 690)",
    recognise: |_, _| true,
    finds: &[Finds::Part(in_part), Finds::Word(Word { begins, find })],
};

/// The forms: those that stand alone before those that an author’s name stands before as a rule.
static FORMS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[Section::Ibid, Section::OpCit]));

/// A form of repeating, as it stands in a text.
struct Repeat<'t> {
    /// The form itself, with its full stop.
    form: Span,
    /// Whether it wants an author’s name before it.
    named: bool,
    /// The bracket it stands in, if it does, and what stands in that before it.
    bracket: Option<(Span, Passage<'t>)>,
    /// What stands after it, as far as its citation goes.
    after: Passage<'t>,
}

/// Finds the form that begins at a place, outside of brackets, and gives where its citation ends.
fn find(scan: &mut Scan<'_>, place: Place) -> Option<Place> {
    let rest = scan.passage.after(place);
    let (length, named) = form_at(rest.text)?;
    let located = locator::extent(&rest.text[length..]).unwrap_or(0);
    let after = rest.part(length..length + located);
    let repeat = Repeat { form: rest.part(..length).span(), named, bracket: None, after };
    cite(scan, &repeat)
}

/// Finds a form in one part of a bracket: `ibid., p. 4`. Only parts without a year can repeat one.
fn in_part(scan: &mut Scan<'_>, part: &mut Part<'_>) -> Option<Place> {
    let words = part.words;
    let lead = words.text.len() - words.text.trim_start().len();
    for (at, c) in words.text[lead..].char_indices().map(|(at, c)| (at + lead, c)).take(80) {
        let begins = c.is_alphabetic() && !words.text[..at].ends_with(char::is_alphanumeric);
        if !begins {
            continue;
        }
        if let Some((length, named)) = form_at(&words.text[at..]) {
            let form = words.part(at..at + length).span();
            let content = Span::new(part.bracket.start + 1, part.bracket.end - 1);
            let content =
                scan.passage.part(scan.passage.at(content.start)..scan.passage.at(content.end));
            let bracket = Some((part.bracket, content.before(form.start)));
            let after = content.after(form.end);
            cite(scan, &Repeat { form, named, bracket, after });
            return Some(words.end());
        }
    }
    None
}

/// Whether one of [`FORMS`] may begin `text`. Every word of a text is asked, and its first two
/// letters turn nearly all of them away.
fn begins(text: &str) -> bool {
    FORMS.may_begin(text)
}

/// The form that begins `text`: its length with its full stop, and whether it wants a name.
fn form_at(text: &str) -> Option<(usize, bool)> {
    let (length, section) = FORMS.at(text)?;
    let stop = text[length..].starts_with('.');
    // `loc` and `ibid` are written with a stop or stand before a comma; `a.a.O.` always has one.
    Some((length + usize::from(stop), section == 1))
}

/// Cites what a form repeats, and gives where its citation ends.
fn cite(scan: &mut Scan<'_>, repeat: &Repeat<'_>) -> Option<Place> {
    let form = repeat.form;
    let before = scan.passage.before(form.start);
    let in_bracket = repeat.bracket;
    // `Negri (op. cit., p. 9)`: the name may stand before the bracket.
    let length = before.text.trim_end().trim_end_matches([',', ' ', '(', '[']).len();
    let names = if repeat.named { scan.names_before(before.part(..length)) } else { None };
    let (source, start) = match &names {
        Some(names) => match by_author(scan, names) {
            Some(source) => (source, names.start),
            // A bracket may follow words that are no author’s name.
            None if in_bracket.is_some_and(|(bracket, lead)| {
                names.end <= bracket.start && is_opening(lead.text)
            }) =>
            {
                (Cited::One(scan.memory.same()?), form.start)
            }
            None => return None,
        },
        // `a.a.O., S. 3` without a name is the source just before; after words it is theirs.
        // `cit.` alone is short for *cited* as well.
        None if repeat.named && (!is_opening(before.text) || form.len() <= 4) => return None,
        None => (Cited::One(scan.memory.same()?), form.start),
    };
    let end = in_bracket.map_or(repeat.after.end(), |(bracket, _)| bracket.end);
    let whole_start = in_bracket.map_or(start, |(bracket, _)| bracket.start.min(start));
    let citation = Citation {
        span: Span::new(start, form.end),
        whole: Span::new(whole_start, end),
        source,
        locator: locator::after(repeat.after.text),
    };
    scan.found.push(Candidate::found(citation));
    Some(end)
}

/// The work of these authors cited before: certain if only one was, and all of its authors are named.
fn by_author(scan: &Scan<'_>, names: &Names) -> Option<Cited> {
    let first = names.names.first()?;
    let of_authors = |id: ReferenceId| {
        let known = scan.memory.cited.contains_key(&id);
        let fit = fit(scan.works().work(id), &names.names, names.others);
        Some((fit.filter(|_| known)?, id))
    };
    let candidates = scan.works().by_first_author(&first.words);
    let mut cited: Vec<(Fit, ReferenceId)> =
        candidates.into_iter().filter_map(of_authors).collect();
    let best = cited.iter().map(|&(fit, _)| fit).min()?;
    cited.retain(|&(fit, _)| fit == best);
    let mut ids: Vec<ReferenceId> = cited.into_iter().map(|(_, id)| id).collect();
    ids.sort_by_key(|id| std::cmp::Reverse(scan.memory.cited[id]));
    match ids.as_slice() {
        [one] if best != Fit::Part => Some(Cited::One(*one)),
        // Strictly the last one is meant; writers are seldom strict.
        _ => Some(Cited::OneOf(possible(ids))),
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
