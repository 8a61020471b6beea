//! What pandoc's Markdown says in whole lines and the parser has no word for, said so that it
//! understands: fenced divs (`div`), tables drawn with lines (`ruled`, `grid`) and their captions
//! (`caption`), lists by letters and Roman numbers (`fancy`), verse whose lines go on, and
//! definitions behind `~`.
//!
//! The surprise: this is a pass over lines before the parser, and not over its events, because
//! what such lines hold is Markdown in its turn. Drawn tables become those of GitHub, and an item
//! `(a)` an item `01.`, which is as wide, so that what belongs to it stays as far in. What the
//! author had typed before it is kept beside the text.

mod caption;
mod code;
mod div;
mod fancy;
mod grid;
mod lines;
mod pipe;
mod ruled;

use std::borrow::Cow;
use std::collections::HashMap;

use code::Code;

/// A text in the parser's own Markdown.
pub(super) struct Source<'t> {
    pub(super) text: Cow<'t, str>,
    /// What its author put before an item, by where the item begins in the text, in bytes.
    pub(super) markers: HashMap<usize, Box<str>>,
}

/// Makes a text ready for the parser. `whole` says that it is all there, so that fences that are
/// left open in it are never closed.
pub(super) fn prepare(text: &str, whole: bool) -> Source<'_> {
    let text = if whole { div::unfence(text) } else { div::unfence_opening(text) };
    if !text.lines().any(may_be_more) {
        return Source { text, markers: HashMap::new() };
    }
    let mut lines = Lines::of(&text);
    caption::find(&mut lines);
    self::lines::join(&mut lines);
    let markers = fancy::number(&mut lines);
    if !lines.changed {
        return Source { text, markers: HashMap::new() };
    }
    lines.write(&markers)
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

/// The lines of a text, some of them rewritten.
struct Lines<'t> {
    lines: Vec<Cow<'t, str>>,
    /// Whether each lies in a block of code between fences.
    code: Vec<bool>,
    changed: bool,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let mut code = Code::default();
        let lines: Vec<Cow<'t, str>> = text.lines().map(Cow::Borrowed).collect();
        let code = lines.iter().map(|line| code.holds(line)).collect();
        Self { lines, code, changed: false }
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    /// Line number `at`; a blank one behind the last, and in the place of what is code.
    fn get(&self, at: usize) -> &str {
        if self.code.get(at).is_none_or(|&code| code) {
            return "";
        }
        &self.lines[at]
    }

    fn is_blank(&self, at: usize) -> bool {
        self.get(at).trim().is_empty() && !self.code.get(at).is_some_and(|&code| code)
    }

    /// Where the blank line is that ends what stands at `from`, or the end of all.
    fn end_of_block(&self, from: usize) -> usize {
        (from..self.len()).find(|&at| self.is_blank(at)).unwrap_or(self.len())
    }

    fn set(&mut self, at: usize, line: String) {
        self.lines[at] = Cow::Owned(line);
        self.changed = true;
    }

    /// The text, with `markers` by where their lines begin.
    fn write<'o>(self, markers: &HashMap<usize, Box<str>>) -> Source<'o> {
        let mut text = String::new();
        let mut placed = HashMap::new();
        for (number, line) in self.lines.iter().enumerate() {
            if let Some(marker) = markers.get(&number) {
                let indent = line.len() - line.trim_start_matches([' ', '>']).len();
                placed.insert(text.len() + indent, marker.clone());
            }
            text.push_str(line);
            text.push('\n');
        }
        Source { text: Cow::Owned(text), markers: placed }
    }
}
