//! Blocks one after the other: what stands before each line, and what between two blocks.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::body::{self, Source};
use super::escape::{self, APART};
use super::names::Names;
use crate::doc::{Block, ContainerId, Document, Enclosure, Kind};
use crate::language::date::is_spoken_of;
use crate::language::numeral::roman;

/// Writes the blocks of a document.
pub(super) struct Writer<'d> {
    document: &'d Document,
    names: &'d Names,
    out: String,
    /// Definitions that follow no term, which are written as quotations.
    quoted: HashSet<ContainerId>,
    /// Items by letters or Roman numbers that stand among such: pandoc counts by them.
    counted: HashSet<ContainerId>,
}

/// A block that was written, and what encloses it, the outermost first.
struct Written {
    index: usize,
    chain: Vec<ContainerId>,
}

/// What two items that follow each other are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Succession {
    /// Items of one list.
    Same,
    /// Items of two lists that differ by their markers.
    Other,
    /// Items of two lists that would be taken for one.
    Clash,
}

impl<'d> Writer<'d> {
    pub(super) fn new(document: &'d Document, names: &'d Names) -> Self {
        let counted = counted(document);
        Self { document, names, out: String::new(), quoted: HashSet::new(), counted }
    }

    fn source(&self) -> Source<'d> {
        Source { document: self.document, names: self.names }
    }

    pub(super) fn push(&mut self, markdown: &str) {
        self.out.push_str(markdown);
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes blocks that stand one after the other, the first behind `label` and the others as
    /// far in as the notes of pandoc and GitHub are.
    pub(super) fn flow(&mut self, blocks: Range<usize>, label: &str) {
        if !self.out.is_empty() && !blocks.is_empty() {
            self.out.push('\n');
        }
        let indent = if label.is_empty() { "" } else { "    " };
        let mut before: Option<Written> = None;
        for index in blocks {
            let Some(body) = body::write(self.source(), index) else { continue };
            let chain = self.document.chain(index);
            let shared = before.as_ref().map_or(0, |before| shared(before, &chain));
            self.note_definitions(before.as_ref(), &chain, shared);
            if let Some(before) = &before {
                self.part(before, index, &chain, indent);
            }
            let first = before.is_none() && !label.is_empty();
            // Behind the label an item would begin further in than what belongs to it.
            let item = chain.first().is_some_and(|&id| self.is_item(id));
            if first && item {
                self.line(label, "");
            }
            let opening = if first && !item { label } else { indent };
            let (first, rest) = self.open(index, &chain, shared, (opening, indent));
            for (number, line) in body.split('\n').enumerate() {
                self.line(if number == 0 { &first } else { &rest }, line);
            }
            before = Some(Written { index, chain });
        }
        if before.is_none() && !label.is_empty() {
            self.line(label, "");
        }
    }

    /// Opens the containers of a block from number `shared` on: what stands before its first line
    /// and before the others, given what stands before those of the flow.
    fn open(
        &mut self,
        index: usize,
        chain: &[ContainerId],
        shared: usize,
        (first, rest): (&str, &str),
    ) -> (String, String) {
        let (mut first, mut rest) = (first.to_owned(), rest.to_owned());
        for (depth, &id) in chain.iter().enumerate() {
            let (opening, more) = self.signs(id);
            first.push_str(if depth < shared { &more } else { &opening });
            rest.push_str(&more);
            let Enclosure::Item { marker } = self.enclosure(id) else { continue };
            if depth < shared || number(marker).is_some() || self.counted.contains(&id) {
                continue;
            }
            let words = depth + 1 == chain.len() && self.block(index).kind == Kind::Paragraph;
            let marked = body::marked(marker, words);
            if marked.is_empty() {
                continue;
            }
            first.push_str(&marked);
            if words {
                first.push(' ');
            } else {
                // In one line with the marker, a heading or a fence would be words.
                self.line(&first, "");
                self.line(&rest, "");
                first.clone_from(&rest);
            }
        }
        (first, rest)
    }

    fn line(&mut self, prefix: &str, line: &str) {
        self.out.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn enclosure(&self, id: ContainerId) -> &'d Enclosure {
        &self.document.container(id).kind
    }

    fn block(&self, index: usize) -> &'d Block {
        &self.document.blocks[index]
    }

    /// Takes note of definitions that begin here without a term before them.
    fn note_definitions(&mut self, before: Option<&Written>, chain: &[ContainerId], shared: usize) {
        for (depth, &id) in chain.iter().enumerate().skip(shared) {
            let defined = depth == shared
                && before.is_some_and(|before| match before.chain.get(shared) {
                    None => self.document.is_term(before.index),
                    Some(sibling) => {
                        *self.enclosure(*sibling) == Enclosure::Definition
                            && !self.quoted.contains(sibling)
                    }
                });
            if *self.enclosure(id) == Enclosure::Definition && !defined {
                self.quoted.insert(id);
            }
        }
    }

    fn is_item(&self, id: ContainerId) -> bool {
        matches!(self.enclosure(id), Enclosure::Item { .. })
    }

    /// Whether a container is written as a quotation.
    fn is_quote(&self, id: ContainerId) -> bool {
        *self.enclosure(id) == Enclosure::Quote || self.quoted.contains(&id)
    }

    /// What a container sets before its first line and before the others.
    fn signs(&self, id: ContainerId) -> (String, String) {
        match self.enclosure(id) {
            Enclosure::Definition if !self.quoted.contains(&id) => (":   ".into(), "    ".into()),
            Enclosure::Quote | Enclosure::Definition => ("> ".into(), "> ".into()),
            // The initial of a name has but one space behind it.
            Enclosure::Item { marker } if self.counted.contains(&id) => {
                let room = if marker.len() == 2 && marker.ends_with('.') { 2 } else { 1 };
                let width = marker.len() + room;
                (format!("{marker:width$}"), " ".repeat(width))
            }
            Enclosure::Item { marker } => match number(marker) {
                Some(_) => (format!("{marker} "), " ".repeat(marker.len() + 1)),
                None => ("- ".into(), "  ".into()),
            },
        }
    }

    /// Parts a block from the one before.
    fn part(&mut self, before: &Written, index: usize, chain: &[ContainerId], indent: &str) {
        let shared = shared(before, chain);
        let mut prefix = indent.to_owned();
        prefix.extend(chain[..shared].iter().map(|&id| self.signs(id).1));
        let succession = match (before.chain.get(shared), chain.get(shared)) {
            (Some(&a), Some(&b)) => self.succession(a, b),
            _ => None,
        };
        if succession == Some(Succession::Clash) {
            self.line(&prefix, "");
            self.line(&prefix, APART);
        }
        if !self.is_close(before, index, chain, succession) {
            self.line(&prefix, "");
        }
    }

    fn succession(&self, a: ContainerId, b: ContainerId) -> Option<Succession> {
        if self.is_quote(a) && self.is_quote(b) {
            return Some(Succession::Clash);
        }
        let (first, second) = (self.counted.contains(&a), self.counted.contains(&b));
        match (self.enclosure(a), self.enclosure(b)) {
            (Enclosure::Item { marker: a }, Enclosure::Item { marker: b }) => {
                Some(match (number(a), number(b)) {
                    (None, None) if first != second => Succession::Other,
                    (None, None) => Succession::Same,
                    (Some((a, sign)), Some((b, other))) if sign == other => {
                        if b == a + 1 {
                            Succession::Same
                        } else {
                            Succession::Clash
                        }
                    }
                    _ => Succession::Other,
                })
            }
            _ => None,
        }
    }

    /// Whether a block follows without an empty line: a definition its term, and an item of one
    /// paragraph another such, as long as it cannot be taken for the next line of that.
    fn is_close(
        &self,
        before: &Written,
        index: usize,
        chain: &[ContainerId],
        succession: Option<Succession>,
    ) -> bool {
        let shared = shared(before, chain);
        let Some(&id) = chain.get(shared) else { return false };
        // To readers that know no letters, each is a paragraph.
        if self.counted.contains(&id) {
            return false;
        }
        let Enclosure::Item { marker } = self.enclosure(id) else {
            return before.chain.len() == shared && !self.is_quote(id);
        };
        let paragraph = |index: usize| self.block(index).kind == Kind::Paragraph;
        let short = before.chain.last().is_some_and(|&id| {
            matches!(self.enclosure(id), Enclosure::Item { .. })
                && self.document.opens(before.index, id)
        });
        let nested = before.chain.len() == shared;
        let follows = if nested {
            number(marker).is_none_or(|(number, _)| number == 1)
        } else {
            succession == Some(Succession::Same)
        };
        chain.len() == shared + 1 && short && follows && paragraph(before.index) && paragraph(index)
    }
}

/// The items that are counted by letters or Roman numbers, and follow or are followed by another
/// such in the same list. One alone would be a word with a stop behind it.
fn counted(document: &Document) -> HashSet<ContainerId> {
    let counts = |id: ContainerId| match &document.container(id).kind {
        Enclosure::Item { marker } => {
            let initial = |marker: &str| {
                let letter = marker.strip_suffix('.').filter(|letter| letter.len() == 1);
                letter.is_some_and(|letter| letter.bytes().all(|b| b.is_ascii_uppercase()))
            };
            let letters = marker.bytes().any(|byte| byte.is_ascii_alphabetic());
            letters && marker.len() <= 8 && (escape::counts(marker) || initial(marker))
        }
        _ => false,
    };
    let mut found = HashSet::new();
    let mut last: HashMap<Option<ContainerId>, (ContainerId, usize)> = HashMap::new();
    for index in 0..document.blocks.len() {
        let mut outer = None;
        for id in document.chain(index) {
            match last.insert(outer, (id, index)) {
                Some((before, at)) if before != id && at + 1 >= index => {
                    let pair = counts(before) && counts(id);
                    let same = || follows(document, before, id);
                    if pair && same() {
                        found.extend([before, id]);
                    }
                }
                _ => {}
            }
            outer = Some(id);
        }
    }
    found
}

/// Whether the marker of an item is the next behind that of another.
fn follows(document: &Document, before: ContainerId, next: ContainerId) -> bool {
    let (Enclosure::Item { marker: one }, Enclosure::Item { marker: other }) =
        (&document.container(before).kind, &document.container(next).kind)
    else {
        return false;
    };
    let bare = |marker: &str| marker.trim_matches(['(', ')', '.']).to_owned();
    let signs = |marker: &str| (marker.starts_with('('), marker.chars().next_back());
    let (a, b) = (bare(one), bare(other));
    let case = |number: &str| number.bytes().all(|byte| byte.is_ascii_uppercase());
    let letter = || match (a.as_bytes(), b.as_bytes()) {
        ([a], [b]) => a + 1 == *b,
        _ => false,
    };
    let next = || roman(&a).zip(roman(&b)).is_some_and(|(a, b)| a + 1 == b);
    signs(one) == signs(other) && case(&a) == case(&b) && (letter() || next())
}

/// How many containers a block shares with the one before.
fn shared(before: &Written, chain: &[ContainerId]) -> usize {
    before.chain.iter().zip(chain).take_while(|(a, b)| a == b).count()
}

/// The number of an item that Markdown can number: up to nine digits and `.` or `)`.
fn number(marker: &str) -> Option<(u64, char)> {
    let sign = marker.chars().next_back().filter(|c| ".)".contains(*c))?;
    let digits = &marker[..marker.len() - 1];
    let sound = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    // A line that begins with a year is read as words, not as an item.
    Some((digits.parse().ok().filter(|number| sound && !is_spoken_of(*number))?, sign))
}
