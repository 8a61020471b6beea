//! Notes at the feet of pages and of columns.
//!
//! A footnote area is the end of its column: parted from the text by a rule, by space or by smaller
//! type (Chicago 14.24), it begins with a label that a marker on the page asks for, and nothing stands
//! below it. What no label begins is the end of the note before, where type and rule say that it is of
//! the notes. Where words alone must tell, because notes are as large as the text, space or a rule
//! parts them at least.

use std::collections::HashMap;
use std::ops::Range;

use crate::doc::Place;
use crate::language::fold::Fold;
use crate::language::label::NoteLabel;
use crate::language::lexicon::is_short_locator;
use crate::language::prose::sentence::{End, Start, end, start};
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::line::stand::Stand;
use crate::restore::by_place::notes::sources;
use crate::restore::lines::marker::{Form, NoteOpening, lone_opening, note_opening};

/// A note as it stands on its pages.
#[derive(Clone, Debug)]
pub(in crate::restore::by_place) struct Note {
    /// Its label; none, where it is the end of a note that was not found.
    pub label: String,
    /// Its lines, each with where its words begin and end.
    pub lines: Vec<(usize, Place, Place)>,
    /// Whether it stands in a list of notes, away from its page.
    pub listed: bool,
    /// The line of the text it is meant for, and where in it, if no marker says it.
    pub beside: Option<(usize, Place)>,
}

/// The columns of a text, each the lines of it on one page that stand below one another.
pub(in crate::restore::by_place) fn columns(
    stand: &Stand<'_, '_>,
    parts: &[Part],
) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for (at, line) in stand.at.iter().enumerate() {
        if parts[at] != Part::Body {
            continue;
        }
        let here = Some((line.page, line.column));
        if last != here {
            columns.push(Vec::new());
        }
        last = here;
        if let Some(column) = columns.last_mut() {
            column.push(at);
        }
    }
    columns
}

/// What opens a note in a line, if anything may.
pub(in crate::restore::by_place) fn opening(
    stand: &Stand<'_, '_>,
    at: usize,
) -> Option<NoteOpening> {
    let lines = &stand.text.lines;
    let alone = || {
        let next = lines.get(at + 1).filter(|_| stand.at[at + 1].page == stand.at[at].page)?;
        lone_opening(&lines[at], next)
    };
    note_opening(stand.text, &lines[at]).or_else(alone)
}

/// The footnotes of a text, in its order; `linked` are the lines that open notes by a link.
pub(in crate::restore::by_place) fn find(
    stand: &Stand<'_, '_>,
    calls: &Calls,
    linked: &HashMap<usize, usize>,
    parts: &mut [Part],
) -> Vec<Note> {
    let columns = columns(stand, parts);
    let sources = &sources::below_headings(stand, parts);
    let labelled = |column: &Vec<usize>| labelled(stand, calls, (sources, linked), column);
    let feet: Vec<Option<usize>> = columns.iter().map(labelled).collect();
    let size = usual_size(stand, &columns, &feet);
    let mut reader = Reader { linked: Some(linked), ..Reader::new(stand, calls) };
    for (column, foot) in columns.iter().zip(feet) {
        let last = reader.notes.last().filter(|note| reaches(stand, note, column));
        // Nothing goes on there whose beginning stands pages before: tables and lists end columns, too.
        let goes_on = last.is_some() || reader.notes.is_empty();
        let unfinished = last.is_some_and(|note| is_unfinished(stand, note));
        let begin = if goes_on { continued(stand, column, foot, size, unfinished) } else { foot };
        // Entries in small type end the column as notes do.
        let begin = begin.filter(|&begin| !sources[column[begin]] || foot == Some(begin)).or(foot);
        let Some(begin) = begin else { continue };
        for &at in &column[begin..] {
            parts[at] = Part::Note;
        }
        reader.read(&column[begin..]);
    }
    reader.notes
}

/// Whether a note that breaks off may go on in a column: on its own page, or on the next.
fn reaches(stand: &Stand<'_, '_>, note: &Note, column: &[usize]) -> bool {
    let page = |at: usize| stand.at[at].page;
    let last = note.lines.last().map(|&(at, ..)| page(at));
    last.zip(column.first()).is_some_and(|(last, &first)| page(first) <= last + 1)
}

/// Whether a note breaks off.
fn is_unfinished(stand: &Stand<'_, '_>, note: &Note) -> bool {
    let Some(&(at, ..)) = note.lines.last() else { return false };
    matches!(end(stand.words(at)), End::Open | End::Broken)
}

/// The size of the type that notes are set in, where feet were found.
fn usual_size(
    stand: &Stand<'_, '_>,
    columns: &[Vec<usize>],
    feet: &[Option<usize>],
) -> Option<i32> {
    let found = columns.iter().zip(feet).filter_map(|(column, foot)| Some(&column[(*foot)?..]));
    let mut sizes: Vec<i32> = found.flatten().map(|&at| stand.at[at].size).collect();
    sizes.sort_unstable();
    sizes.get(sizes.len() / 2).copied()
}

/// Where in a column the notes begin that a label opens.
fn labelled(
    stand: &Stand<'_, '_>,
    calls: &Calls,
    (sources, linked): (&[bool], &HashMap<usize, usize>),
    column: &[usize],
) -> Option<usize> {
    let page = stand.at[*column.first()?].page;
    let mut begin = None;
    let mut largest = 0;
    let mut smallest = i32::MAX;
    for index in (0..column.len()).rev() {
        let at = column[index];
        let line = &stand.at[at];
        // A label alone on its line is raised, and small for that.
        let size = if opening(stand, at).is_some_and(|found| found.alone) {
            line.size.max(smallest.min(stand.body))
        } else {
            line.size
        };
        // What is larger than the notes below it is of the text; nor do heads stand among notes.
        let larger = begin.is_some() && largest > 0 && size * 100 > largest * 108;
        if size * 100 > stand.body * 106 || larger && !linked.contains_key(&at) {
            break;
        }
        // Letters of a typewriter are scaled to look as large as those around them.
        largest = if line.fixed { largest } else { largest.max(size) };
        smallest = smallest.min(size);
        let entry =
            || sources[at] && opening(stand, at).is_some_and(|found| found.form == Form::Bare);
        let parted = is_parted(stand, column, index) && is_asked(stand, calls, page, at);
        // The note above those that are asked for is one, too, where its label is the one before.
        let before = || {
            let below = opening(stand, column[begin?])?;
            opening(stand, at).filter(|found| follows(&below.label, &found.label))
        };
        let counted = || is_parted(stand, column, index) && before().is_some();
        if linked.contains_key(&at) || (parted || counted()) && !entry() {
            begin = Some(index);
        }
    }
    begin
}

/// Whether a line may begin a footnote area by how it stands below what is above it: under a rule,
/// smaller, after a gap, or at the head of its column in small type.
pub(in crate::restore::by_place) fn is_parted(
    stand: &Stand<'_, '_>,
    column: &[usize],
    index: usize,
) -> bool {
    let at = column[index];
    let Some(above) = index.checked_sub(1).map(|above| column[above]) else {
        return stand.is_small(at) || stand.at[at].ruled;
    };
    let smaller = stand.at[at].size * 100 < stand.at[above].size * 96;
    stand.at[at].ruled || smaller || stand.gap(above, at, 125)
}

/// Whether a line opens a note that its page, or one beside it, asks for.
fn is_asked(stand: &Stand<'_, '_>, calls: &Calls, page: u32, at: usize) -> bool {
    opening(stand, at).is_some_and(|found| {
        let near = stand.is_small(at) || found.form == Form::Raised;
        let asked =
            calls.on_page(page, &found.label) || near && calls.near_page(page, &found.label);
        match found.form {
            Form::Bracketed => false,
            // A figure on the line opens headings and steps, too: no power asks for those.
            Form::Bare => asked && !is_heading(stand, at) && calls.after_words(page, &found.label),
            Form::Raised | Form::Sign => asked,
        }
    })
}

/// Whether a line that begins with a figure is a heading: the outline says so, or it is all bold and
/// what stands below it is not.
fn is_heading(stand: &Stand<'_, '_>, at: usize) -> bool {
    let line = &stand.at[at];
    let lighter = stand.at.get(at + 1).is_some_and(|below| !below.bold);
    line.outlined.is_some() || line.bold && lighter
}

/// Where in a column its footnote area begins, the end of a note of the page before included.
fn continued(
    stand: &Stand<'_, '_>,
    column: &[usize],
    foot: Option<usize>,
    size: Option<i32>,
    unfinished: bool,
) -> Option<usize> {
    let usual = size?;
    let of_notes = |at: usize| {
        let size = stand.at[at].size;
        (size - usual).abs() * 100 <= usual * 5 && stand.is_small(at)
    };
    let until = foot.unwrap_or(column.len());
    let above = column[..until].iter().rev().take_while(|&&at| of_notes(at)).count();
    let begin = until - above;
    // The end of a note goes on with it, or stands below a rule as notes do.
    let parted = above > 0
        && is_parted(stand, column, begin)
        && (unfinished || stand.at[column[begin]].ruled);
    if parted { Some(begin) } else { foot }
}

/// Reads the notes of footnote areas, one after the other.
pub(in crate::restore::by_place) struct Reader<'r, 't, 'd> {
    stand: &'r Stand<'t, 'd>,
    calls: &'r Calls,
    /// The lines that open notes by a link.
    linked: Option<&'r HashMap<usize, usize>>,
    /// The notes that were read.
    pub notes: Vec<Note>,
    /// Whether the label of one of them is raised.
    raised: bool,
    /// Whether labels on the line have a stop after them.
    stopped: bool,
}

impl<'r, 't, 'd> Reader<'r, 't, 'd> {
    /// Has read nothing.
    pub(in crate::restore::by_place) fn new(stand: &'r Stand<'t, 'd>, calls: &'r Calls) -> Self {
        Self { stand, calls, linked: None, notes: Vec::new(), raised: false, stopped: false }
    }

    /// Reads the notes of an area, which is of these lines.
    pub(in crate::restore::by_place) fn read(&mut self, lines: &[usize]) {
        let first = self.notes.len();
        let mut alone = None;
        for (index, &at) in lines.iter().enumerate() {
            let line = self.stand.text.lines[at].span;
            let opening = opening(self.stand, at).filter(|_| alone != Some(at));
            let opening = opening.filter(|found| self.is_label(found, at, first, index == 0));
            let mut begin = line.start;
            if let Some(found) = opening {
                let after = &self.stand.words(at)[found.label.len().min(line.len())..];
                self.stopped = found.form == Form::Bare && after.starts_with('.');
                self.begin(found.label, found.form);
                if found.alone {
                    alone = lines.get(index + 1).copied();
                    continue;
                }
                begin = found.words;
            }
            self.run_in(at, begin..line.end);
        }
    }

    /// Whether what may open a note in a line does: `head` says that the line is the first of its
    /// area, whose notes begin with number `first`.
    fn is_label(&self, found: &NoteOpening, at: usize, first: usize, head: bool) -> bool {
        if self.linked.is_some_and(|linked| linked.contains_key(&at)) {
            return true;
        }
        // Where labels are raised, a figure on the line is one of the note: `2 vols.`
        if found.form == Form::Bracketed || self.raised && found.form == Form::Bare {
            return false;
        }
        let last = self.notes[first..].last();
        // A figure on the line is a label where it counts on, or opens the area.
        let told = found.form != Form::Bare || head || last.is_none();
        told && self.calls.near_page(self.stand.at[at].page, &found.label)
            || last.is_some_and(|last| follows(&found.label, &last.label))
    }

    fn begin(&mut self, label: String, form: Form) {
        self.raised |= form == Form::Raised;
        self.notes.push(Note { label, lines: Vec::new(), listed: false, beside: None });
    }

    /// Adds the words of a line to the note that is open, and begins those that are run in: notes set
    /// one after the other in one paragraph, each from its raised label on.
    fn run_in(&mut self, at: usize, words: Range<Place>) {
        let page = self.stand.at[at].page;
        let mut begin = words.start;
        for (_, call) in self.calls.of_line(at) {
            let next = self.notes.last().is_some_and(|note| follows(&call.label, &note.label));
            let own = call.form == Form::Raised && call.span.start > begin;
            // The page refers to it as well, so that its label stands there twice.
            if !(own && next && self.calls.twice_on_page(page, &call.label)) {
                continue;
            }
            self.add(at, begin..call.span.start);
            begin = call.span.end;
            self.begin(call.label.clone(), call.form);
        }
        while let Some((label, from)) = self.written(page, begin..words.end) {
            self.add(at, begin..from);
            begin = words.end.min(from + label.len() + 1);
            self.begin(label, Form::Bare);
        }
        self.add(at, begin..words.end);
    }

    /// The label of the next note where it is written on the line with a stop after it, as French
    /// books have it, and where: `… at its end. 2. The next`. A sentence ends before it.
    fn written(&self, page: u32, words: Range<Place>) -> Option<(String, Place)> {
        let last: u32 = self.notes.last().filter(|_| self.stopped)?.label.parse().ok()?;
        let label = last.checked_add(1)?.to_string();
        if self.raised || !self.calls.on_page(page, &label) {
            return None;
        }
        let text = self.stand.text.document.text.get(words.clone())?;
        let opens = |at: &usize| {
            let before = text[..*at].trim_end();
            let rest = text[at + label.len()..].strip_prefix('.');
            let spaced = |rest: &str| {
                let begins = rest.starts_with([' ', '\u{a0}']) && start(rest) == Start::Sentence;
                rest.is_empty() || begins
            };
            // `p. 2.` is a place in a book.
            let word = before.rsplit(char::is_whitespace).next().unwrap_or(before);
            let place = is_short_locator(&Fold::Word.of(word.trim_end_matches('.')));
            before.ends_with(['.', '!', '?', '…', '»', '”', '’', ')'])
                && !place
                && rest.is_some_and(spaced)
        };
        let at = text.match_indices(&label).map(|(at, _)| at).find(opens)?;
        Some((label, words.start + at))
    }

    fn add(&mut self, at: usize, words: Range<Place>) {
        if words.is_empty() {
            return;
        }
        if self.notes.is_empty() {
            self.begin(String::new(), Form::Bare);
        }
        if let Some(note) = self.notes.last_mut() {
            note.lines.push((at, words.start, words.end));
        }
    }
}

/// Whether a label comes right after another where notes are counted.
pub(in crate::restore::by_place) fn follows(label: &str, before: &str) -> bool {
    let (label, before) = (NoteLabel::of(label), NoteLabel::of(before));
    label.zip(before).is_some_and(|(label, before)| label.follows(before))
}
