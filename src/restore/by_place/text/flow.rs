//! The blocks of the text in the order they are read: paragraphs over columns and pages, headings,
//! quotations, items, verse.
//!
//! Type set apart in the middle of a paragraph (a caption, a table, a list in small type at the head of
//! a page) stands after it: it found room there, and nobody reads it within the sentence.

use std::collections::HashMap;

use crate::language::heading::heads_sources;
use crate::restore::by_place::line::calls::Calls;
use crate::restore::by_place::line::part::Part;
use crate::restore::by_place::text::headings::{Headings, is_centred};
use crate::restore::by_place::text::programs::Programs;
use crate::restore::by_place::text::seams::{Judge, Seam, is_item};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::restore::by_place) enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading, with its level.
    Heading(u8),
    /// A quotation that is set off.
    Quote,
    /// Lines that were ended on purpose.
    Verse,
    /// Lines as they were typed.
    Program,
}

/// A block: its lines, each with how it goes on from the one before.
#[derive(Clone, Debug)]
pub(in crate::restore::by_place) struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its lines.
    pub lines: Vec<(usize, Seam)>,
}

/// What the blocks are made from.
pub(in crate::restore::by_place) struct Flow<'f, 't, 'd> {
    /// What seams are judged by.
    pub judge: Judge<'f, 't, 'd>,
    /// What each line is.
    pub parts: &'f [Part],
    /// The headings.
    pub headings: &'f Headings,
    /// The programs.
    pub programs: &'f Programs,
    /// What may refer to notes.
    pub calls: &'f Calls,
    /// Which note each marker refers to, if any.
    pub pairs: &'f HashMap<usize, usize>,
}

/// What a line is set among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Among {
    /// The text.
    Main,
    /// What is set apart from it.
    Apart,
    Heading,
    /// A program, by its first line.
    Program(usize),
}

/// Whether most of some lines were ended on purpose.
fn are_ended(lines: &[(usize, Seam)]) -> bool {
    let ended = lines[1..].iter().filter(|(_, seam)| *seam == Seam::Line).count();
    ended * 2 >= lines.len() - 1
}

/// A program of such lines.
fn program(lines: &[usize]) -> Block {
    Block { kind: Kind::Program, lines: lines.iter().map(|&at| (at, Seam::Line)).collect() }
}

impl Block {
    /// The block, without the prose that stands right above or below lines that were ended on purpose,
    /// as programs do: it fills its lines, one after the other.
    fn without_prose(self) -> Vec<Self> {
        /// How many lines of each are few enough to be something else.
        const LEAST: usize = 3;
        if self.kind != Kind::Paragraph {
            return vec![self];
        }
        let is_end = |at: &usize| self.lines[*at].1 == Seam::Line;
        let mut ends = (1..self.lines.len()).filter(is_end);
        let (Some(first), last) = (ends.next(), ends.next_back()) else { return vec![self] };
        let (above, below) = self.lines.split_at(last.unwrap_or(first));
        let (head, rest) = self.lines.split_at(first);
        let enough = |one: &[_], other: &[_]| one.len() >= LEAST && other.len() >= LEAST;
        let at = if enough(above, below) && are_ended(above) {
            above.len()
        } else if enough(head, rest) && are_ended(rest) {
            head.len()
        } else {
            return vec![self];
        };
        let mut above = self;
        let mut lines = above.lines.split_off(at);
        lines[0].1 = Seam::New;
        vec![above, Self { kind: Kind::Paragraph, lines }]
    }
}

impl Flow<'_, '_, '_> {
    /// The blocks of the text.
    pub(in crate::restore::by_place) fn blocks(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        // The paragraph of the text that is open, and what stands apart in it.
        let mut open: Option<Block> = None;
        let mut apart: Vec<Block> = Vec::new();
        let mut sources = false;
        for (among, lines) in self.stretches() {
            match among {
                Among::Heading => {
                    sources = heads_sources(self.judge.stand.words(lines[0])).is_some();
                    blocks.extend(open.take());
                    blocks.append(&mut apart);
                    blocks.push(self.heading(&lines));
                }
                Among::Program(_) => apart.push(program(&lines)),
                Among::Apart => apart.extend(self.paragraphs(&lines, None, false)),
                Among::Main => {
                    let mut made = self.paragraphs(&lines, open.take(), sources);
                    let last = made.pop();
                    let mut made = made.into_iter();
                    blocks.extend(made.next());
                    if last.is_some() && (blocks.last().is_some() || apart.is_empty()) {
                        blocks.append(&mut apart);
                    }
                    blocks.extend(made);
                    open = last;
                }
            }
        }
        blocks.extend(open);
        blocks.append(&mut apart);
        let mut blocks: Vec<Block> = blocks.into_iter().flat_map(Block::without_prose).collect();
        blocks.iter_mut().for_each(|block| self.settle(block));
        blocks
    }

    /// The lines of the text in stretches that are set alike.
    fn stretches(&self) -> Vec<(Among, Vec<usize>)> {
        let mut stretches: Vec<(Among, Vec<usize>)> = Vec::new();
        let mut sources = false;
        for at in 0..self.parts.len() {
            let among = match self.parts[at] {
                Part::Body => self.among(at, sources),
                Part::Caption => Among::Apart,
                _ => continue,
            };
            if among == Among::Heading {
                sources = heads_sources(self.judge.stand.words(at)).is_some();
            }
            let begins = self.headings.get(&at).is_some_and(|&(_, begins)| begins);
            match stretches.last_mut() {
                Some((last, lines)) if *last == among && !begins => lines.push(at),
                _ => stretches.push((among, vec![at])),
            }
        }
        stretches
    }

    fn among(&self, at: usize, sources: bool) -> Among {
        if let Some(&first) = self.programs.get(&at) {
            Among::Program(first)
        } else if self.headings.contains_key(&at) {
            Among::Heading
        } else if self.judge.stand.is_small(at) && !sources {
            Among::Apart
        } else {
            Among::Main
        }
    }

    fn heading(&self, lines: &[usize]) -> Block {
        let level = self.headings.get(&lines[0]).map_or(2, |&(level, _)| level);
        let lines = lines.iter().map(|&at| (at, Seam::Goes)).collect();
        Block { kind: Kind::Heading(level), lines }
    }

    /// The paragraphs of lines that follow each other, the first of which may go on with `open`.
    /// In a list of `sources` nothing is verse: a line that stops short ends its entry.
    fn paragraphs(&self, lines: &[usize], open: Option<Block>, sources: bool) -> Vec<Block> {
        let style = self.judge.style(lines);
        let mut blocks: Vec<Block> = open.into_iter().collect();
        for &at in lines {
            let seam = blocks.last().and_then(|block| {
                let &(above, _) = block.lines.last()?;
                let words = self.words_before_marks(above);
                Some(self.judge.between(above, at, block.lines.len() == 1, words, style))
            });
            let seam = seam.filter(|seam| !(sources && *seam == Seam::Line));
            match (seam, blocks.last_mut()) {
                (Some(seam @ (Seam::Goes | Seam::Line)), Some(block)) => {
                    block.lines.push((at, seam));
                }
                _ => blocks.push(Block { kind: Kind::Paragraph, lines: vec![(at, Seam::New)] }),
            }
        }
        blocks
    }

    /// The words of a line without the note markers after its last word.
    fn words_before_marks(&self, at: usize) -> &str {
        let line = &self.judge.stand.text.lines[at];
        let mut end = line.span.end;
        for (index, call) in self.calls.of_line(at).rev() {
            if call.span.end == end && self.pairs.contains_key(&index) {
                end = call.span.start;
            }
        }
        self.judge.stand.text.document.text[line.span.start..end].trim_end()
    }

    /// Says of a whole block what it is: verse where most of its lines were ended on purpose, a
    /// quotation where it is set in on both sides.
    fn settle(&self, block: &mut Block) {
        if block.kind != Kind::Paragraph || block.lines.len() < 2 {
            return;
        }
        let judge = &self.judge;
        let centred = block.lines.iter().all(|&(at, _)| is_centred(judge.stand, judge.edges, at));
        if are_ended(&block.lines) || centred {
            block.kind = Kind::Verse;
            return;
        }
        // A line or two that stop short of their edge are no verse.
        for (_, seam) in &mut block.lines {
            if *seam == Seam::Line {
                *seam = Seam::Goes;
            }
        }
        let size = judge.stand.at[block.lines[0].0].size;
        let further = &block.lines[1..];
        let left = further.iter().map(|&(at, _)| judge.indent(at)).min().unwrap_or(0);
        let right = |at: usize| judge.edges[at].right - judge.stand.at[at].right;
        let right = block.lines.iter().map(|&(at, _)| right(at)).min().unwrap_or(0);
        let first = judge.indent(block.lines[0].0);
        let item = is_item(judge.stand.words(block.lines[0].0));
        let set_in = |by: i32| by * 10 > size * 7;
        if set_in(left) && set_in(first) && set_in(right) && !item {
            block.kind = Kind::Quote;
        }
    }
}
