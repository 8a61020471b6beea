//! Sources cited by the note that cites them: `Maddox, supra note 4, at 207` (Bluebook 4.2), `Maddox,
//! oben Anm. 4`.
//!
//! The surprise: *supra note 4* alone sends the reader to the note, and not to its source (Bluebook
//! 3.5). It is a citation with the name of an author or a case before it; or with a page after it,
//! where the note cites but one source.

use std::sync::LazyLock;

use crate::doc::{Citation, Cited, Place, ReferenceId, Span};
use crate::language::fold::Fold;
use crate::language::phrases::Phrases;
use crate::language::section::Section;
use crate::link::citation::candidate::Candidate;
use crate::link::citation::scan::Scan;
use crate::link::citation::style::{Finds, Style, Word};
use crate::link::passage::Passage;
use crate::link::style::legal::{named_before, pinpoint};
use crate::link::works::resolve::fit;

pub(crate) const STYLE: Style = Style {
    name: "supra note (Bluebook, OSCOLA)",
    recognise: |_, _| true,
    finds: &[Finds::Word(Word { begins: |text| FORMS.may_begin(text), find })],
};

/// *Supra*, *oben*
static FORMS: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&[Section::Above]));

/// Reads `supra note 4, at 207`, and the name before it.
fn find(scan: &mut Scan<'_>, place: Place) -> Option<Place> {
    let rest = scan.passage.after(place);
    let (length, _) = FORMS.at(rest.text)?;
    let (label, form) = note(rest.text, length)?;
    let ids = scan.memory.cited_in_note(label).to_vec();
    let (locator, reach) = pinpoint(&rest.text[form..]);
    let end = rest.place(form + reach);
    if let Some(last) = goes_on(scan, place, &ids) {
        last.whole.end = end;
        last.locator = locator.or(last.locator.take());
        return Some(end);
    }
    let (source, start) = source(scan, place, &ids, locator.is_some())?;
    let citation = Citation {
        span: Span::new(start, rest.place(form)),
        whole: Span::new(start, end),
        source,
        locator,
    };
    scan.found.push(Candidate::found(citation));
    Some(end)
}

/// The label of a note after *supra*, of `length` bytes, and where it ends.
fn note(text: &str, length: usize) -> Option<(&str, usize)> {
    let words = text[length..].trim_start_matches([' ', '\n', '.', '\u{a0}']);
    let word = &words[..words.find(|c: char| !c.is_alphabetic()).unwrap_or(words.len())];
    let folded = Fold::Word.of(word);
    if !(Section::NoteMarks.has(&folded) || Section::Note.has(&folded)) {
        return None;
    }
    let label = words[word.len()..].trim_start_matches([' ', '\n', '.', '\u{a0}']);
    let from = text.len() - label.len();
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| (&label[..digits], from + digits))
}

/// The citation that ends right before a place and names one of the sources: it goes on with the note.
fn goes_on<'s>(
    scan: &'s mut Scan<'_>,
    place: Place,
    ids: &[ReferenceId],
) -> Option<&'s mut Citation> {
    let passage = scan.passage;
    let last = &mut scan.found.last_mut()?.citation;
    let named = matches!(last.source, Cited::One(id) if ids.contains(&id));
    let between = passage.before(place).text.get(passage.at(last.whole.end)..)?;
    let near = between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '.' | '”' | '"'));
    (named && near).then_some(last)
}

/// Which of the sources of a note is meant, and where its name begins.
fn source(
    scan: &Scan<'_>,
    place: Place,
    ids: &[ReferenceId],
    located: bool,
) -> Option<(Cited, Place)> {
    let before = scan.passage.before(place);
    let named = before.part(..before.text.trim_end().trim_end_matches([',', ' ']).len());
    if let Some((id, start)) = named_before(scan, named, ids) {
        return Some((Cited::One(id), start));
    }
    if let Some((fitting, start)) = by_author(scan, named, ids) {
        return match fitting.as_slice() {
            [one] => Some((Cited::One(*one), start)),
            _ => Some((Cited::OneOf(fitting), start)),
        };
    }
    match ids {
        [one] if located && named.text.len() == before.text.trim_end().len() => {
            Some((Cited::One(*one), place))
        }
        _ => None,
    }
}

/// Those of the sources whose authors words name at their end, and where the names begin.
fn by_author(
    scan: &Scan<'_>,
    named: Passage<'_>,
    ids: &[ReferenceId],
) -> Option<(Vec<ReferenceId>, Place)> {
    let names = scan.names_before(named)?;
    let fits =
        |id: &&ReferenceId| fit(scan.works().work(**id), &names.names, names.others).is_some();
    let fitting: Vec<ReferenceId> = ids.iter().filter(fits).copied().collect();
    (!fitting.is_empty()).then_some((fitting, names.start))
}
