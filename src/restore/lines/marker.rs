//! Note marks: what may refer to a note in the text, and what may open one at the foot.
//!
//! Both are only candidates. A number in a text is a note mark if the page has the note for it,
//! and a number at the start of a line opens a note if the page has the mark for it: `notes` puts
//! the two together.

use crate::doc::{Enclosure, MarkKind, Span};
use crate::language::fold::Fold;
use crate::language::label::{NoteLabel, is_printers_sign};
use crate::language::lexicon::is_short_locator;
use crate::language::numeral::{is_raised, on_the_line};
use crate::restore::lines::line::{Line, Lines, Sort};

/// How a mark is printed: the plainer, the more it takes to believe it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// Raised, by markup or by the letters themselves.
    Raised,
    /// In square brackets.
    Bracketed,
    /// `*`, `†` and their like.
    Sign,
    /// A figure and nothing else, as PDF extractors leave it.
    Bare,
}

/// What may open a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoteOpening {
    /// The label, without brackets and stops.
    pub label: String,
    /// How it is printed.
    pub form: Form,
    /// Where in the document the words of the note begin.
    pub words: usize,
    /// Whether the label stands on a line of its own, above the words.
    pub alone: bool,
}

impl NoteOpening {
    /// The number it would have in a list that counts its items; raised ones count notes.
    pub(crate) fn listed(&self) -> Option<u32> {
        if self.form == Form::Raised { None } else { self.label.parse().ok() }
    }
}

/// What may refer to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The line it stands in.
    pub line: usize,
    /// The mark itself.
    pub span: Span,
    /// The label.
    pub label: String,
    /// How it is printed.
    pub form: Form,
}

/// Whether a text can be a label in text: a number of up to three figures, up to four signs of
/// printers, or one letter. Greater numbers are years and sums; `th` and `ième` are ordinals.
fn is_label(text: &str) -> bool {
    match NoteLabel::of(text) {
        Some(NoteLabel::Number(number)) => number > 0 && text.len() <= 3,
        Some(NoteLabel::Sign(_, count)) => count <= 4 && text.chars().all(is_printers_sign),
        Some(NoteLabel::Letter(_)) => true,
        _ => false,
    }
}

/// Those of `references`, which are in the order of the text, that stand in a line.
pub(crate) fn of_line(references: &[Reference], at: usize) -> &[Reference] {
    let from = references.partition_point(|reference| reference.line < at);
    let to = references.partition_point(|reference| reference.line <= at);
    &references[from..to]
}

/// What opens a note at the start of `line`, if anything may.
pub(crate) fn note_opening<'d>(text: &Lines<'d>, line: &Line<'d>) -> Option<NoteOpening> {
    if line.sort == Sort::Fixed || line.sort == Sort::Heading {
        return None;
    }
    let at = line.span.start;
    let raised = text
        .marks(line)
        .iter()
        .find(|mark| mark.kind == MarkKind::Superscript && mark.span.start == at);
    let (label, form, length) = if let Some(mark) = raised {
        (mark.span.of(&text.document.text), Form::Raised, mark.span.len())
    } else {
        written_opening(line.words).or_else(|| marker(text, line))?
    };
    // A stop or a bracket after a raised label is part of it, as is the space.
    let rest = &line.words[length.min(line.words.len())..];
    let after = rest.trim_start_matches(['.', ')', ' ', '\t', '\u{a0}', '\u{2003}', '\u{2002}']);
    let label = on_the_line(label.trim()).into_owned();
    (is_label(&label) && (!after.is_empty())).then(|| NoteOpening {
        label,
        form,
        words: line.span.end - after.len(),
        alone: false,
    })
}

/// What opens a note where its label stands on a line of its own above it, as extractors leave a
/// raised figure that overhangs the line.
pub(crate) fn lone_opening(line: &Line<'_>, next: &Line<'_>) -> Option<NoteOpening> {
    let text = next.feeds == 0 && next.sort == Sort::Text && next.words.chars().count() > 3;
    let (label, form) = lone_label(line).filter(|_| text)?;
    Some(NoteOpening { label, form, words: next.span.start, alone: true })
}

/// The label that a line is, if it is nothing else.
pub(crate) fn lone_label(line: &Line<'_>) -> Option<(String, Form)> {
    /// No label takes as many bytes, with brackets around it.
    const LONGEST: usize = 20;
    if line.words.len() > LONGEST {
        return None;
    }
    // What OCR takes a figure for that stands by itself.
    if line.sort == Sort::Text && matches!(line.words, "l" | "I" | "|") {
        return Some(("1".to_owned(), Form::Bare));
    }
    let label = on_the_line(line.words.trim_matches(['[', ']', '.', ')'])).into_owned();
    let form = match line.words.chars().next()? {
        '[' => Form::Bracketed,
        c if is_raised(c) => Form::Raised,
        c if is_printers_sign(c) => Form::Sign,
        _ => Form::Bare,
    };
    let plain = line.sort == Sort::Text && !label.contains(char::is_alphabetic);
    (is_label(&label) && plain).then_some((label, form))
}

/// A label written on the line, with its length in bytes.
fn written_opening(words: &str) -> Option<(&str, Form, usize)> {
    let run = |of: fn(char) -> bool| words.find(|c| !of(c)).unwrap_or(words.len());
    let first = words.chars().next()?;
    if is_raised(first) {
        let length = run(is_raised);
        return Some((&words[..length], Form::Raised, length));
    }
    if is_printers_sign(first) {
        let length = run(is_printers_sign);
        return Some((&words[..length], Form::Sign, length));
    }
    if let Some(inner) = words.strip_prefix('[') {
        let (label, _) = inner.split_once(']')?;
        return is_label(label).then_some((label, Form::Bracketed, label.len() + 2));
    }
    let length = run(|c| c.is_ascii_digit());
    if !(1..=3).contains(&length) {
        return None;
    }
    let rest = &words[length..];
    // `17, 1874` and `3.5` and `10%` are figures of a text, `12(3), 45` the volume and the issue of
    // a periodical; `1See`, `1 See`, `1. See` open notes.
    let stop = rest.strip_prefix(['.', ')']).unwrap_or(rest);
    let text = stop.trim_start();
    let opens = |c: char| c.is_alphabetic() || "“\"‘'„«([—–‹".contains(c);
    let spaced = stop.len() == rest.len() || text.len() < stop.len();
    let volume = rest.starts_with('(');
    (spaced && !volume && text.starts_with(opens)).then_some((&words[..length], Form::Bare, length))
}

/// The number of a list's item, which Markdown took for one.
fn marker<'d>(text: &Lines<'d>, line: &Line<'d>) -> Option<(&'d str, Form, usize)> {
    if let Some(number) = line.number {
        return Some((number.trim_end_matches(['.', ')']), Form::Bare, 0));
    }
    if line.sort != Sort::Item || !line.opens {
        return None;
    }
    let block = &text.document.blocks[line.block];
    let (id, kind) = text.document.around(block).next()?;
    let Enclosure::Item { marker } = kind else { return None };
    let number = marker.strip_suffix(['.', ')'])?;
    text.document.opens(line.block, id).then_some((number, Form::Bare, 0))
}

/// What may refer to a note in line number `at`.
pub(crate) fn references(text: &Lines<'_>, at: usize, to: &mut Vec<Reference>) {
    let line = &text.lines[at];
    if line.sort == Sort::Fixed {
        return;
    }
    for mark in text.marks(line) {
        let label = on_the_line(mark.span.of(&text.document.text));
        let inside = mark.kind == MarkKind::Superscript && mark.span.start > line.span.start;
        if inside && is_label(&label) && !is_ordinal(text, mark.span) {
            let (span, label) = (mark.span, label.into_owned());
            to.push(Reference { line: at, span, label, form: Form::Raised });
        }
    }
    let marked = to.len();
    written_references(line, at, to);
    // What markup has raised is not counted again for the letters it is raised with.
    let (seen, new) = to.split_at(marked);
    let doubled: Vec<usize> = (0..new.len())
        .filter(|&i| seen.iter().rev().take(64).any(|old| old.span.overlaps(new[i].span)))
        .collect();
    for i in doubled.into_iter().rev() {
        to.remove(marked + i);
    }
    to[marked..].sort_by_key(|reference| reference.span.start);
}

/// Whether raised letters follow a figure: `20th`, `1er`.
fn is_ordinal(text: &Lines<'_>, span: Span) -> bool {
    let words = &text.document.text;
    let letters = span.of(words).chars().all(char::is_alphabetic);
    letters && words[..span.start].ends_with(|c: char| c.is_numeric())
}

fn written_references(line: &Line<'_>, at: usize, to: &mut Vec<Reference>) {
    let words = line.words;
    let mut push = |begin: usize, end: usize, label: &str, form| {
        let span = Span::new(line.span.start + begin, line.span.start + end);
        to.push(Reference { line: at, span, label: on_the_line(label).into_owned(), form });
    };
    let mut before: Option<char> = None;
    let mut skip = 0;
    for (begin, c) in words.char_indices() {
        let previous = before.replace(c);
        if begin < skip {
            continue;
        }
        let rest = &words[begin..];
        let run = |of: fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
        if c == '[' && begin > 0 {
            if let Some((label, _)) = rest[1..].split_once(']')
                && is_label(label)
            {
                push(begin, begin + label.len() + 2, label, Form::Bracketed);
            }
        } else if is_raised(c) && begin > 0 {
            let length = run(is_raised);
            push(begin, begin + length, &rest[..length], Form::Raised);
            skip = begin + length;
        } else if is_printers_sign(c) && previous.is_some_and(|c| !c.is_whitespace()) {
            let length = run(is_printers_sign);
            push(begin, begin + length, &rest[..length], Form::Sign);
            skip = begin + length;
        } else if c.is_ascii_digit() {
            let length = run(|c| c.is_ascii_digit());
            if bare_fits(&words[..begin], &rest[length..], length) {
                push(begin, begin + length, &rest[..length], Form::Bare);
            }
            skip = begin + length;
        }
    }
}

/// Whether a bare figure between `before` and `after` may be a note mark: it clings to a word or to
/// the stop after one, and nothing clings to it that would make it a quantity.
fn bare_fits(before: &str, after: &str, digits: usize) -> bool {
    if digits > 3 {
        return false;
    }
    let mut back = before.chars().rev();
    let Some(last) = back.next() else { return false };
    let ahead = after.chars().next();
    let clear = ahead.is_none_or(|c| {
        !c.is_alphanumeric() && !matches!(c, '%' | '°' | '/' | '-' | '–' | '\u{2010}')
    });
    let decimal = matches!(ahead, Some('.' | ',' | ':'))
        && after[1..].starts_with(|c: char| c.is_ascii_digit());
    if !clear || decimal {
        return false;
    }
    let stops = |c: char| ".,;:!?…".contains(c);
    let closers = |c: char| "”\"’'»«)]“‘›".contains(c);
    // A stop may stand off, as an ellipsis does.
    let bare = before.trim_end_matches(|c: char| stops(c) || closers(c) || c.is_whitespace());
    let word = crate::restore::lines::word::last_word(bare);
    if word.is_empty() || word.chars().any(char::is_numeric) {
        // `3.14`; but `(1873).1` ends with a bracket, and nobody measures to a tenth what has as many
        // figures as a year: a sentence ends with it.
        let dated = stops(last) && is_year(word) && ahead.is_none_or(|c| !stops(c));
        return dated || before.trim_end_matches(stops).ends_with(closers);
    }
    if last.is_alphabetic() {
        return word.chars().count() >= 2 && word.chars().all(char::is_alphabetic);
    }
    (stops(last) || closers(last)) && !(last == '.' && is_short_locator(&Fold::Word.of(word)))
}

/// Whether a word is a year of the last thousand: four figures and nothing else.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1000..2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(words: &str) -> Vec<String> {
        let line = Line {
            span: Span::new(0, words.len()),
            words,
            block: 0,
            opens: true,
            indent: 0,
            feeds: 0,
            number: None,
            sort: Sort::Text,
            geometry: None,
        };
        let mut found = Vec::new();
        written_references(&line, 0, &mut found);
        found.into_iter().map(|reference| reference.label).collect()
    }

    #[test]
    fn finds_what_may_be_a_mark() {
        let cases: [(&str, &[&str]); 12] = [
            ("grandfather Verus1 I", &["1"]),
            ("life swarms.”1", &["1"]),
            ("giddiness … ;22 and", &["22"]),
            ("see p.36 and vol.2", &[]),
            ("about 3.14 or 10% or 1,000 in 1917", &[]),
            ("H2O and T1", &[]),
            ("so [12] it¹² was* there", &["12", "12", "*"]),
            ("(1873).1 So", &["1"]),
            ("John 3:16 and 5 men", &[]),
            ("the flood of 1907.2 Then", &["2"]),
            ("of 1907.2.1 and 907.2 litres", &[]),
            ("the world,2-3", &[]),
        ];
        for (words, expected) in cases {
            assert_eq!(bare(words), expected, "{words}");
        }
    }

    #[test]
    fn finds_what_may_open_a_note() {
        let cases = [
            ("1Syevettsoff’s", Some("1")),
            ("12 See", Some("12")),
            ("3. See", Some("3")),
            ("17, 1874)", None),
            ("3.5 men", None),
            ("1917 was", None),
            ("[4] See", Some("4")),
            ("** See", Some("**")),
            ("¹²See", Some("¹²")),
        ];
        for (words, expected) in cases {
            assert_eq!(written_opening(words).map(|(label, _, _)| label), expected, "{words}");
        }
    }
}
