//! What pandoc's Markdown says in whole lines and the parser has no word for, said so that it
//! understands: fenced divs (`div`), tables drawn with lines (`ruled`, `grid`) and their captions
//! (`caption`), in quotations and items as well (`tables`), lists by letters and Roman numbers
//! (`fancy`), formulas (`seal`), HTML that nothing closes (`unclosed`), verse whose lines
//! go on and definitions after `~` (`going_on`), and links to headings by their words
//! (`implied`).
//!
//! The surprise: this is a pass over lines before the parser, and not over its events, because
//! what such lines hold is Markdown in its turn. Drawn tables become those of GitHub, and an item
//! `(a)` an item `01.`, which is as wide, so that what belongs to it stays as far in. What the
//! author had typed before it is kept beside the text, and so is where each word came from. The parser
//! is given a long text in `parts`.

mod caption;
mod code;
mod div;
mod fancy;
mod going_on;
mod grid;
mod implied;
mod lines;
mod parts;
mod pipe;
mod ruled;
pub(super) mod seal;
mod tables;
mod unclosed;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use lines::{Lines, Made};
pub(super) use parts::PART;
use parts::{Stretch, stretches};
pub(super) use seal::{Places, formula, unsealed};

/// A text, and what of it is to be said in the parser's own Markdown.
pub(super) struct Source<'t> {
    /// The text before anything was put in other words, line for line as its author typed it.
    typed: &'t str,
    /// What is put in other words, if anything is.
    said: Option<Said<'t>>,
}

/// A text some of whose lines are put in other words.
struct Said<'t> {
    lines: Lines<'t>,
    /// What the author put before an item, by the line on which it begins.
    markers: HashMap<usize, Box<str>>,
    /// The definitions of the headings that are linked to by their words, which are lines for the
    /// parser.
    definitions: String,
}

/// A part of a text, for the parser.
pub(super) struct Part<'t> {
    text: Text<'t>,
    /// Where it begins in what was typed: the line, from 0, and the place in bytes.
    pub(super) begins: (u32, usize),
    /// What its author put before an item, by where the item begins in the part, in bytes.
    pub(super) markers: HashMap<usize, Box<str>>,
}

/// What a part holds.
enum Text<'t> {
    /// What was typed.
    Typed(&'t str),
    /// Other words, and where they come from.
    Made(Made),
}

impl Part<'_> {
    /// The text for the parser.
    pub(super) fn text(&self) -> &str {
        match &self.text {
            Text::Typed(text) => text,
            Text::Made(made) => &made.text,
        }
    }

    /// Where in all that was typed a place of the part is; `None` if nobody typed it.
    pub(super) fn typed_at(&self, place: usize) -> Option<usize> {
        match &self.text {
            Text::Typed(_) => Some(self.begins.1 + place),
            Text::Made(made) => made.typed_at(place),
        }
    }

    /// The places in `span` from which on words were typed elsewhere than those before, and its
    /// beginning.
    pub(super) fn pieces_in(&self, span: Range<usize>) -> impl Iterator<Item = usize> {
        let (start, made) = match &self.text {
            Text::Typed(_) => (Some(span.start), None),
            Text::Made(made) => (None, Some(made)),
        };
        start.into_iter().chain(made.into_iter().flat_map(move |made| made.pieces_in(span.clone())))
    }
}

/// A text without the fences of divs. `whole` says that it is all there, so that fences that are
/// left open in it are never closed.
pub(super) fn unfence(text: &str, whole: bool) -> Cow<'_, str> {
    if whole { div::unfence(text) } else { div::unfence_opening(text) }
}

impl<'t> Source<'t> {
    /// Makes a text without the fences of divs ready for the parser; `whole` if all of it is there.
    pub(super) fn of(typed: &'t str, whole: bool) -> Self {
        let (more, linked) = (typed.lines().any(may_be_more), may_be_linked(typed));
        let sealed = seal::may_be_in(typed);
        let unclosed = whole && unclosed::may_be_in(typed);
        if !more && !linked && !sealed && !unclosed {
            return Self { typed, said: None };
        }
        let mut lines = Lines::of(typed);
        let definitions = if linked { implied::definitions(&lines) } else { String::new() };
        let mut markers = HashMap::new();
        if more {
            tables::find(&mut lines);
            going_on::join(&mut lines);
            markers = fancy::number(&mut lines);
        }
        if unclosed {
            unclosed::escape(&mut lines);
        }
        if sealed {
            seal::seal(&mut lines);
        }
        let as_typed = lines.changed.is_empty() && definitions.is_empty();
        Self { typed, said: (!as_typed).then_some(Said { lines, markers, definitions }) }
    }

    /// Its parts, each of at least `least` bytes but the last.
    pub(super) fn parts(&self, least: usize) -> impl Iterator<Item = Part<'_>> {
        let stretches = match &self.said {
            None => stretches(self.typed, self.typed.split_inclusive('\n'), least),
            Some(Said { lines, .. }) => {
                stretches(self.typed, (0..lines.len()).map(|at| lines.raw(at)), least)
            }
        };
        stretches.into_iter().map(|stretch| self.part(stretch))
    }

    fn part(&self, stretch: Stretch) -> Part<'_> {
        let begins = (stretch.lines.start as u32, stretch.bytes.start);
        let Some(Said { lines, markers, definitions }) = &self.said else {
            let text = Text::Typed(&self.typed[stretch.bytes]);
            return Part { text, begins, markers: HashMap::new() };
        };
        let (made, markers) = lines.write(stretch.lines, definitions, markers);
        Part { text: Text::Made(made), begins, markers }
    }
}

/// Whether a text may link to a heading of its own by its words.
fn may_be_linked(text: &str) -> bool {
    let brackets = memchr::memchr_iter(b'[', text.as_bytes());
    // Notes, citations and addresses are most of what stands in brackets.
    let mut labels = brackets.filter(|&at| !text[at + 1..].starts_with(['^', '@', '-', '#']));
    labels.next().is_some()
}

/// Whether a line may be part of what this module is about.
fn may_be_more(line: &str) -> bool {
    let words = line.trim_start_matches([' ', '>']);
    match words.as_bytes() {
        [b'-' | b'+' | b':' | b'|' | b'~', ..] => true,
        [b'T', ..] => words.starts_with("Table:"),
        _ => fancy::may_begin(words),
    }
}
