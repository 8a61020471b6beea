//! What pandoc's Markdown says in whole lines and the parser has no word for, said so that it
//! understands: fenced divs (`div`), tables drawn with lines (`ruled`, `grid`) and their captions
//! (`caption`), in quotations and items as well (`held`), lists by letters and Roman numbers
//! (`fancy`), verse whose lines go on, definitions behind `~`, and links to headings by their words
//! (`implied`).
//!
//! The surprise: this is a pass over lines before the parser, and not over its events, because
//! what such lines hold is Markdown in its turn. Drawn tables become those of GitHub, and an item
//! `(a)` an item `01.`, which is as wide, so that what belongs to it stays as far in. What the
//! author had typed before it is kept beside the text, and so is where each word came from.

mod caption;
mod code;
mod div;
mod fancy;
mod grid;
mod held;
mod implied;
mod lines;
mod made;
mod pipe;
mod ruled;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use code::Code;
pub(super) use code::{fence, held, run};
use made::Made;

/// A text in the parser's own Markdown.
pub(super) struct Source<'t> {
    /// The text before anything was put in other words, line for line as its author typed it.
    pub(super) typed: Cow<'t, str>,
    /// What became of it, and where its pieces come from.
    made: Option<Made>,
    /// What its author put before an item, by where the item begins in the text, in bytes.
    pub(super) markers: HashMap<usize, Box<str>>,
}

impl Source<'_> {
    /// The text for the parser.
    pub(super) fn text(&self) -> &str {
        self.made.as_ref().map_or(&self.typed, |made| &made.text)
    }

    /// Where in what was typed a place of the text is; `None` if nobody typed it.
    pub(super) fn typed_at(&self, place: usize) -> Option<usize> {
        self.made.as_ref().map_or(Some(place), |made| made.typed_at(place))
    }

    /// The places in `span` from which on words were typed elsewhere than those before, and its
    /// beginning.
    pub(super) fn pieces_in(&self, span: Range<usize>) -> impl Iterator<Item = usize> {
        let start = self.made.is_none().then_some(span.start);
        let pieces = self.made.as_ref().map(|made| made.pieces_in(span));
        start.into_iter().chain(pieces.into_iter().flatten())
    }
}

/// Makes a text ready for the parser. `whole` says that it is all there, so that fences that are
/// left open in it are never closed.
pub(super) fn prepare(text: &str, whole: bool) -> Source<'_> {
    let typed = if whole { div::unfence(text) } else { div::unfence_opening(text) };
    let (more, linked) = (typed.lines().any(may_be_more), may_be_linked(&typed));
    if !more && !linked {
        return Source { typed, made: None, markers: HashMap::new() };
    }
    let mut lines = Lines::of(&typed);
    let definitions = if linked { implied::definitions(&lines) } else { String::new() };
    let mut markers = HashMap::new();
    if more {
        caption::find(&mut lines, held::DEEPEST);
        self::lines::join(&mut lines);
        markers = fancy::number(&mut lines);
    }
    let as_typed = lines.changed.is_empty() && definitions.is_empty();
    let (made, markers) =
        if as_typed { None } else { Some(lines.write(&definitions, &markers)) }.unzip();
    Source { typed, made, markers: markers.unwrap_or_default() }
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

/// The lines of a text, some of them put in other words.
struct Lines<'t> {
    text: &'t str,
    lines: Vec<&'t str>,
    /// Whether each lies in a block of code between fences.
    code: Vec<bool>,
    changed: HashMap<usize, Made>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self::parts(text, text.lines().collect())
    }

    /// Parts of `text` as lines.
    fn parts(text: &'t str, lines: Vec<&'t str>) -> Self {
        let mut code = Code::default();
        let code = lines.iter().map(|line| code.holds(line)).collect();
        Self { text, lines, code, changed: HashMap::new() }
    }

    fn len(&self) -> usize {
        self.lines.len()
    }

    /// Line number `at`; a blank one behind the last, and in the place of what is code.
    fn get(&self, at: usize) -> &str {
        if self.code.get(at).is_none_or(|&code| code) {
            return "";
        }
        self.raw(at)
    }

    /// Line number `at`, be it code or not.
    fn raw(&self, at: usize) -> &str {
        self.changed.get(&at).map_or(self.lines[at], |made| &made.text)
    }

    fn is_blank(&self, at: usize) -> bool {
        self.get(at).trim().is_empty() && !self.code.get(at).is_some_and(|&code| code)
    }

    /// Where the blank line is that ends what stands at `from`, or the end of all.
    fn end_of_block(&self, from: usize) -> usize {
        (from..self.len()).find(|&at| self.is_blank(at)).unwrap_or(self.len())
    }

    fn set(&mut self, at: usize, line: Made) {
        self.changed.insert(at, line);
    }

    /// Leaves nothing of some lines.
    fn clear(&mut self, lines: Range<usize>) {
        lines.for_each(|at| self.set(at, Made::default()));
    }

    /// Adds a part of line number `at`, by bytes, to what is being made.
    fn copy(&self, at: usize, part: Range<usize>, to: &mut Made) {
        match self.changed.get(&at) {
            Some(made) => to.copy(made, part),
            None => {
                let start = self.lines[at].as_ptr() as usize - self.text.as_ptr() as usize;
                to.typed(&self.lines[at][part.clone()], start + part.start);
            }
        }
    }

    /// The text behind some `definitions`, and `markers` by where their lines begin.
    fn write(
        self,
        definitions: &str,
        markers: &HashMap<usize, Box<str>>,
    ) -> (Made, HashMap<usize, Box<str>>) {
        let mut made = Made::default();
        if !definitions.is_empty() {
            made.add(definitions);
            made.add("\n");
        }
        let mut placed = HashMap::new();
        for number in 0..self.len() {
            let line = self.raw(number);
            if let Some(marker) = markers.get(&number) {
                let indent = line.len() - line.trim_start_matches([' ', '>']).len();
                placed.insert(made.text.len() + indent, marker.clone());
            }
            self.copy(number, 0..line.len(), &mut made);
            made.add("\n");
        }
        (made, placed)
    }
}
